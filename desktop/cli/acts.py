"""What each command does. A command imports only what it needs, so that none starts slower than it must."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.base.errors import Rejected
from desktop.base.files import replace_file
from desktop.base.messages import N_, Finding, _, message, ngettext
from desktop.cli.speaking import complain, say, tell_progress

if TYPE_CHECKING:
    from uuid import UUID

    from desktop.services.desk import Desk
    from desktop.services.offices import Opened


def _password(asked: argparse.Namespace, question: str) -> str:
    if asked.password_file is not None:
        try:
            lines: list[str] = asked.password_file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise Rejected(
                Finding(
                    (),
                    message(
                        N_("The password file {name} cannot be read: {reason}."),
                        name=asked.password_file.name,
                        reason=getattr(error, "strerror", None) or _("it is not text in UTF-8"),
                    ),
                )
            ) from error
        return lines[0] if lines else ""
    if (given := os.environ.get("OPORA_PASSWORD")) is not None:
        return given
    if not sys.stdin.isatty():
        raise Rejected(
            Finding(
                (),
                message(N_("The office asks for a password: give it by OPORA_PASSWORD or --password-file.")),
            )
        )
    return getpass.getpass(question)


def _opened(asked: argparse.Namespace) -> Opened:
    from desktop import bootstrap
    from desktop.services import offices

    door = offices.door_of(asked.db)
    made = bootstrap.making()
    if door.kind == "plain":
        return offices.sign_in(asked.db, asked.user, "", made)
    user = asked.user or (door.users[0] if len(door.users) == 1 else "")
    if not user:
        raise Rejected(Finding((), message(N_("Say who signs in: --user NAME"))))
    return offices.sign_in(asked.db, user, _password(asked, _("Password of {user}: ").format(user=user)), made)


def open_desk(asked: argparse.Namespace) -> Desk:
    """The desk of whoever signs in from the terminal."""
    from desktop import bootstrap

    return bootstrap.inline_desk(_opened(asked))


def the_family(desk: Desk, number: str) -> UUID:
    """The family with this file number.

    Raises:
        Rejected: there is none.
    """
    from desktop.services.families import family_by_number
    from desktop.services.printing import NO_FAMILY

    found = desk.read(lambda reading: family_by_number(reading, number))
    if found is None:
        raise Rejected(Finding((), message(NO_FAMILY, number=number)))
    return found


def write_file(path: Path, content: bytes) -> None:
    """Put a file under its final name.

    Raises:
        Rejected: there is no such folder.
    """
    if not path.absolute().parent.is_dir():
        raise Rejected(Finding((), message(N_("There is no folder {folder}."), folder=str(path.absolute().parent))))
    replace_file(path, content)


def window(asked: argparse.Namespace) -> int:
    from desktop import bootstrap

    return bootstrap.run_window(["opora"], asked.db)


def demo(asked: argparse.Namespace) -> int:
    from desktop import bootstrap

    path = bootstrap.make_demonstration(asked.folder, asked.families, asked.seed, tell_progress)
    say(_("The demonstration office is ready: {path}").format(path=path))
    return 0


def dossier(asked: argparse.Namespace) -> int:
    from desktop.documents.pdf import to_pdf
    from desktop.services import printing

    desk = open_desk(asked)
    try:
        family = the_family(desk, asked.family)
        document = desk.read(lambda reading: printing.dossier_document(reading, family, desk.caption))
        printed = to_pdf(document)
        write_file(asked.out, printed.content)
        desk.do(
            printing.PRINTED,
            lambda unit: printing.record_printing(unit, family, asked.out.name, "dossier"),
            undoable=False,
        )
    finally:
        desk.close()
    say(ngettext("{path}: {n} page", "{path}: {n} pages", printed.pages).format(path=asked.out, n=printed.pages))
    if printed.missing_characters:
        words = ngettext(
            "{n} character has no letter in the fonts",
            "{n} characters have no letters in the fonts",
            printed.missing_characters,
        )
        complain(words.format(n=printed.missing_characters))
    return 0


def register(asked: argparse.Namespace) -> int:
    from desktop.documents.workbooks import to_xlsx
    from desktop.services import printing

    desk = open_desk(asked)
    try:
        workbook = desk.read(lambda reading: printing.register_workbook(reading, desk.caption))
        write_file(asked.out, to_xlsx(workbook))
        families = len(workbook.sheets[0].rows)
        desk.do(printing.PRINTED, lambda unit: printing.record_register(unit, asked.out.name, families), undoable=False)
    finally:
        desk.close()
    rows = len(workbook.sheets[0].rows)
    say(ngettext("{path}: {n} family", "{path}: {n} families", rows).format(path=asked.out, n=rows))
    return 0


def shots(asked: argparse.Namespace) -> int:
    from desktop import bootstrap

    made = bootstrap.run_shots(_opened(asked), asked.out, everything=asked.all)
    say(ngettext("{n} picture in {path}", "{n} pictures in {path}", made).format(n=made, path=asked.out))
    return 0


def create(asked: argparse.Namespace) -> int:
    from desktop import bootstrap
    from desktop.services import offices

    new = offices.NewOffice(
        asked.name, asked.surname, asked.given_name, asked.user or "admin", region_code=asked.region, country=asked.country,
        time_zone=asked.time_zone,
    )  # fmt: skip
    opened, code = offices.found_office(asked.db, new, _password(asked, _("New password: ")), bootstrap.making())
    opened.kept.close()
    say(_("The office is ready: {path}").format(path=asked.db))
    if code:
        say(_("Recovery code, shown once; print it and lock it away: {code}").format(code=code))
    return 0


def upgrade(asked: argparse.Namespace) -> int:
    _opened(asked).kept.close()
    say(_("The office fits this program."))
    return 0


def check(asked: argparse.Namespace) -> int:
    from desktop.services.offices import check

    opened = _opened(asked)
    try:
        findings = check(opened.kept)
    finally:
        opened.kept.close()
    for finding in findings:
        complain(finding.message.words())
    if not findings:
        say(_("No damage was found."))
    return 1 if findings else 0


def definitions_check(asked: argparse.Namespace) -> int:
    from desktop.base import places
    from desktop.definitions import check_folder

    folder = asked.folder or places.resource("definitions")
    if not folder.is_dir():
        raise Rejected(Finding((), message(N_("There is no folder {folder}."), folder=str(folder))))
    problems = check_folder(folder)
    for problem in problems:
        complain(problem.words())
    if not problems:
        say(_("The definitions are in order."))
    return 1 if problems else 0


def definitions_install(asked: argparse.Namespace) -> int:
    from desktop.definitions import DefinitionError
    from desktop.services.definitions_kept import INSTALLED, install

    try:
        text = asked.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Rejected(Finding((), message(N_("The file {name} cannot be read."), name=asked.file.name))) from error
    desk = open_desk(asked)
    try:
        desk.do(INSTALLED, lambda unit: install(unit, text, asked.file.name), undoable=False)
    except DefinitionError as error:
        for problem in error.problems:
            complain(problem.words())
        return 1
    finally:
        desk.close()
    say(_("The definition is installed."))
    return 0


def self_test(_asked: argparse.Namespace) -> int:
    from desktop import bootstrap

    failures = bootstrap.self_test(say)
    for failure in failures:
        complain(failure)
    return 1 if failures else 0
