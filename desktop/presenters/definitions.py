"""The office's definitions: what is installed, since when and whose; a new file checked before it is installed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from typing_extensions import override

from desktop.base.files import replace_file
from desktop.base.jobs import Owner
from desktop.base.messages import N_, _
from desktop.models.definitions import EntryRow, InstalledRow
from desktop.models.snapshots import Changes
from desktop.presenters.papers import PaperPrinting
from desktop.services import definitions_kept, printing
from desktop.services.definition_news import KINDS, Look, look_at
from desktop.services.desk import Desk
from desktop.services.form_printing import sheet_document

__all__ = ["KINDS", "DefinitionLine", "Definitions", "Look"]

QUESTIONNAIRE = N_("Questionnaire")
ENTRY_CHANGED = N_("A dictionary was changed")
LARGEST = 2_000_000  # bytes of a file that may be a definition


@dataclass(frozen=True, slots=True)
class DefinitionLine:
    """A definition in words."""

    row: InstalledRow
    kind: str
    title: str
    version: str
    whose: str
    since: str
    older: str  # other versions that stand in the office


@dataclass
class Definitions:
    """Reads and changes what is installed."""

    desk: Desk
    failed: Callable[[Exception], None]
    rows: tuple[InstalledRow, ...] = ()
    entries: tuple[EntryRow, ...] = ()
    questionnaires: frozenset[UUID] = frozenset()
    owner: Owner = field(default_factory=Owner)

    def load(self, told: Callable[[], None]) -> None:
        """Read everything that is installed."""

        def arrived(found: definitions_kept.Overview) -> None:
            self.rows, self.entries, self.questionnaires = found
            told()

        self.desk.open(definitions_kept.overview, arrived, self.failed, self.owner)

    def lines(self, kind: str = "", text: str = "") -> tuple[DefinitionLine, ...]:
        """The newest version of each, by kind and title."""
        order = list(KINDS)
        older: dict[tuple[str, str], list[int]] = {}
        for row in self.rows:
            if not row.newest:
                older.setdefault((row.kind, row.key), []).append(row.version)
        wanted = text.casefold().split()
        found = [
            self._line(row, older.get((row.kind, row.key), []))
            for row in self.rows
            if row.newest and (not kind or row.kind == kind)
        ]
        fitting = [line for line in found if all(word in f"{line.title} {line.row.key}".casefold() for word in wanted)]
        return tuple(sorted(fitting, key=lambda line: (order.index(line.row.kind), line.kind, line.title.casefold())))

    def _line(self, row: InstalledRow, older: list[int]) -> DefinitionLine:
        kind = _(QUESTIONNAIRE) if row.id in self.questionnaires else _(KINDS.get(row.kind, row.kind))
        at = row.installed_at.astimezone(self.desk.office.zone)
        whose = _("came with the program") if row.shipped else row.who or _("of the office")
        return DefinitionLine(
            row, kind, _(row.title), str(row.version), whose, f"{at:%d.%m.%Y}",
            ", ".join(str(version) for version in sorted(older)),
        )  # fmt: skip

    def row(self, id_: object) -> InstalledRow | None:
        """One of them."""
        return next((row for row in self.rows if row.id == id_), None)

    def entries_of(self, dictionary: str) -> tuple[EntryRow, ...]:
        """The entries of a dictionary, the retired ones at the end."""
        found = [row for row in self.entries if row.dictionary == dictionary]
        return tuple(sorted(found, key=lambda row: row.retired))

    # Files

    def look(self, path: str, told: Callable[[Look], None]) -> None:
        """Read a file and say what is new in it, or what is to be mended."""

        def read() -> tuple[str, str] | None:
            file = Path(path)
            try:
                with file.open("rb") as opened:
                    return file.name, opened.read(LARGEST).decode("utf-8-sig")
            except (OSError, UnicodeDecodeError):
                return None

        def looked(content: tuple[str, str] | None) -> None:
            if content is None:
                told(Look(Path(path).name, "", (_("The file cannot be read: a definition is a text in UTF-8"),)))
            else:
                name, text = content
                self.desk.open(lambda reading: look_at(reading, text, name), told, self.failed, self.owner)

        self.desk.work(lambda _job: read(), looked, self.failed, self.owner)

    def install(self, look: Look, done: Callable[[Changes], None]) -> None:
        """Install what was looked at."""
        self.desk.act(
            definitions_kept.INSTALLED,
            lambda unit: definitions_kept.install(unit, look.text, look.file_name),
            done, self.failed, self.owner, undoable=False,
        )  # fmt: skip

    def export(self, row: InstalledRow, path: Path, done: Callable[[], None]) -> None:
        """Write the text of a definition to a file, for editing."""

        def write(text: str, _job: object) -> None:
            replace_file(path, text.encode())

        self.desk.gather(
            lambda reading: definitions_kept.body_of(reading, row.id), write, lambda _nothing: done(), self.failed, self.owner
        )

    def blank(self, row: InstalledRow) -> PaperPrinting:
        """The form as an empty paper."""
        desk = self.desk
        return BlankPrinting(
            desk, desk.office.id, row.key, row.key,
            lambda reading: sheet_document(
                reading, None, desk.reader, desk.language, form=definitions_kept.form_at(reading, row.id)
            ),
        )  # fmt: skip

    # Dictionaries

    def add_entry(
        self, dictionary: str, code: str, caption: str, done: Callable[[Changes], None], failed: Callable[[Exception], None]
    ) -> None:
        """The office's own entry."""
        self.desk.act(
            ENTRY_CHANGED, lambda unit: definitions_kept.add_entry(unit, dictionary, code, caption), done, failed, self.owner
        )

    def change_entry(
        self, row: EntryRow, caption: str, *, retired: bool, done: Callable[[Changes], None],
        failed: Callable[[Exception], None],
    ) -> None:  # fmt: skip
        """Call it otherwise, stop offering it, or offer it again."""
        self.desk.act(
            ENTRY_CHANGED,
            lambda unit: definitions_kept.change_entry(unit, row.id, row.version, caption, retired=retired),
            done, failed, self.owner,
        )  # fmt: skip

    def close(self) -> None:
        """The page goes."""
        self.owner.close()


class BlankPrinting(PaperPrinting):
    """A blank tells nothing about anybody: it belongs to the office, not to a family."""

    @override
    def _record(self, name: str) -> None:
        self.desk.act(
            printing.PRINTED, lambda unit: printing.record_blank(unit, name, self.what), lambda _changes: None,
            self.failed.tell, undoable=False,
        )  # fmt: skip
