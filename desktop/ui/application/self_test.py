"""The installed program tests itself: fonts, words, encryption, a demonstration office, a printed dossier, the toolkit."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop.base import places
from desktop.base.messages import _

Demonstrate = Callable[[Path, int, int, Callable[[int, int], None]], Path]


def run(say: Callable[[str], None], demonstrate: Demonstrate) -> list[str]:
    """Do each check and say it; returns what failed."""
    failures: list[str] = []
    checks: tuple[tuple[str, Callable[[], None]], ...] = (
        (_("resources"), _resources),
        (_("Russian words"), _words),
        (_("definitions"), _definitions),
        (_("encrypted office"), _encrypted),
        (_("demonstration office, dossier and register"), lambda: _prints(demonstrate)),
        (_("window"), _window),
    )
    for name, check in checks:
        try:
            check()
        except Exception as error:  # noqa: BLE001  the border: every failure is told, none hides the next
            failures.append(f"{name}: {type(error).__name__}: {error}")
            say(f"{name}: {_('FAILED')}")
        else:
            say(f"{name}: {_('good')}")
    return failures


def _must(fact: object, words: str) -> None:
    if not fact:
        raise RuntimeError(words)


def _resources() -> None:
    for parts in (
        ("fonts", "PTS55F.ttf"),
        ("definitions", "forms", "family_card.toml"),
        ("i18n", "ru", "LC_MESSAGES", "opora.mo"),
    ):
        _must(places.resource(*parts).is_file(), "/".join(parts))


def _words() -> None:
    _must(_("Families") != "Families", "the catalogue is not read")


def _definitions() -> None:
    from desktop.definitions import check_folder  # noqa: PLC0415

    _must(not check_folder(places.resource("definitions")), "definitions have problems")


def _encrypted() -> None:
    from datetime import UTC, datetime  # noqa: PLC0415
    from uuid import uuid4  # noqa: PLC0415

    from desktop.services.offices import Making, NewOffice, found_office, sign_in  # noqa: PLC0415

    made = Making(lambda: datetime(2026, 1, 1, tzinfo=UTC), uuid4)
    with tempfile.TemporaryDirectory() as folder:
        address = str(Path(folder) / "test.opora")
        opened, code = found_office(address, NewOffice("Test", "Test", "Test", "test"), "correct horse battery", made)
        opened.kept.close()
        _must(len(code.replace("-", "")) == 32, "recovery code")
        _must(not Path(address).read_bytes().startswith(b"SQLite format 3"), "the file is not encrypted")
        sign_in(address, "test", "correct horse battery", made).kept.close()


def _prints(demonstrate: Demonstrate) -> None:
    from datetime import UTC, datetime  # noqa: PLC0415
    from uuid import uuid4  # noqa: PLC0415

    from desktop.documents.pdf import to_pdf  # noqa: PLC0415
    from desktop.documents.workbooks import to_xlsx  # noqa: PLC0415
    from desktop.models.lists import ListFilter  # noqa: PLC0415
    from desktop.services import printing  # noqa: PLC0415
    from desktop.services.lists import family_ids  # noqa: PLC0415
    from desktop.services.offices import Making, sign_in  # noqa: PLC0415

    moment = datetime(2026, 1, 1, tzinfo=UTC)
    with tempfile.TemporaryDirectory() as folder:
        path = demonstrate(Path(folder), 3, 1, lambda _done, _of: None)
        opened = sign_in(str(path), "", "", Making(lambda: moment, uuid4))
        made = Making(lambda: moment, uuid4).moment(opened.kept.view)

        def caption(_dictionary: str, code: str) -> str:
            return code

        def ask(reading: Any) -> tuple[Any, Any]:
            first = UUID(bytes=bytes(family_ids(reading, "number", ListFilter()).packed[:16]))
            return printing.dossier_document(reading, first, caption), printing.register_workbook(reading, caption)

        try:
            dossier, register = opened.kept.read(opened.actor, made, ask)
        finally:
            opened.kept.close()
        _must(to_pdf(dossier).pages > 1, "the dossier has no pages")
        _must(len(to_xlsx(register)) > 1000, "the register is empty")


def _window() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication, QGraphicsRectItem  # noqa: PLC0415

    app = QApplication.instance() or QApplication(["opora"])
    _must(app is not None, "no window system")
    item = QGraphicsRectItem()
    before = sys.getrefcount(None)
    for step in range(200):
        item.setPos(step, step)
    # A wrong build of the toolkit loses a reference at each call and ends in an abort (decision 001)
    _must(sys.getrefcount(None) - before > -100, "the toolkit loses references")
