"""The office's definitions: what is installed, since when and whose; a new file checked before it is installed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from desktop.base.errors import OporaError
from desktop.base.files import replace_file
from desktop.base.jobs import Owner
from desktop.base.messages import N_, _, ngettext
from desktop.definitions import DefinitionError, kind_of
from desktop.models.definitions import DefinitionValue, DictionaryFile, EntryRow, FormDefinition, InstalledRow
from desktop.models.snapshots import Changes
from desktop.presenters.papers import PaperPrinting
from desktop.services import definitions_kept, printing
from desktop.services.desk import Desk
from desktop.services.form_printing import Reading, sheet_document

KINDS: dict[str, str] = {
    "form": N_("Form"), "journal": N_("Journal"), "dictionary": N_("Dictionary"), "pathway": N_("Pathway"),
    "profile": N_("Country profile"),
}  # fmt: skip
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


@dataclass(frozen=True, slots=True)
class Look:
    """A file that was looked at: what it says, or what is to be mended in it."""

    file_name: str
    text: str
    problems: tuple[str, ...] = ()  # each with its line
    title: str = ""
    news: tuple[str, ...] = ()  # what is new in it
    installable: bool = False


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

        def ask(reading: Reading) -> tuple[tuple[InstalledRow, ...], tuple[EntryRow, ...], frozenset[UUID]]:
            forms = definitions_kept.newest_forms(reading)
            asked = frozenset(id_ for id_, form in forms if form.is_questionnaire)
            return definitions_kept.every_definition(reading), definitions_kept.every_entry(reading), asked

        def arrived(found: tuple[tuple[InstalledRow, ...], tuple[EntryRow, ...], frozenset[UUID]]) -> None:
            self.rows, self.entries, self.questionnaires = found
            told()

        self.desk.open(ask, arrived, self.failed, self.owner)

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

        def read() -> tuple[str, str]:
            file = Path(path)
            content = file.read_bytes()[: LARGEST + 1]
            return file.name, content.decode("utf-8-sig")

        def ask(reading: Reading) -> Look:
            try:
                name, text = read()
            except (OSError, UnicodeDecodeError):
                said = _("The file cannot be read: a definition is a text in UTF-8")
                return Look(Path(path).name, "", (said,))
            return look_at(reading, text, name)

        self.desk.open(ask, told, self.failed, self.owner)

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

    def _record(self, name: str) -> None:
        self.desk.act(
            printing.PRINTED, lambda unit: printing.record_blank(unit, name, self.what), lambda _changes: None,
            self.failed.tell, undoable=False,
        )  # fmt: skip


def look_at(reading: Reading, text: str, file_name: str) -> Look:
    """What a text says beside what is installed."""
    try:
        value = definitions_kept.checked(reading, text, file_name)
    except DefinitionError as error:
        return Look(file_name, text, tuple(problem.words() for problem in error.problems))
    kind = kind_of(value)
    title = f"{_(KINDS.get(kind, kind))}: {value.title}"
    try:
        if not definitions_kept.is_new(reading, kind, value.key, value.version, text):
            return Look(file_name, text, (), title, (_("This very text is installed already"),))
    except OporaError as error:
        return Look(file_name, text, (error.words(),), title)
    return Look(file_name, text, (), title, tuple(_news(reading, value, kind)), installable=True)


def _news(reading: Reading, value: DefinitionValue, kind: str) -> list[str]:
    standing = [row for row in definitions_kept.every_definition(reading) if (row.kind, row.key) == (kind, value.key)]
    if not standing:
        said = [_("New, version {version}").format(version=value.version)]
    else:
        newest = standing[0]
        words = _("Version {version}; {standing} is installed now").format(version=value.version, standing=newest.version)
        said = [words]
        if newest.version > value.version:
            said.append(_("A newer version is installed: this one will not be offered for filling"))
    if isinstance(value, FormDefinition):
        said += _questions_news(reading, value)
    if isinstance(value, DictionaryFile):
        known = {row.code for row in definitions_kept.every_entry(reading) if row.dictionary == value.key}
        fresh = [entry.caption for entry in value.entries if entry.code not in known]
        if fresh:
            said.append(_("New entries: {entries}").format(entries=", ".join(fresh)))
    return said


def _questions_news(reading: Reading, form: FormDefinition) -> list[str]:
    every = {item.key: item for section in form.sections for item in section.items}
    count = ngettext("{n} question", "{n} questions", len(every)).format(n=len(every))
    try:
        before = definitions_kept.form(reading, form.key)
    except KeyError:
        return [count]
    old = {item.key for section in before.sections for item in section.items}
    added = [_label(every[key]) for key in every if key not in old]
    gone = len(old - set(every))
    said = [count]
    if added:
        said.append(_("Added: {what}").format(what=", ".join(added[:12])))
    if gone:
        said.append(
            ngettext(
                "{n} question is no longer asked; filled sheets keep it",
                "{n} questions are no longer asked; filled sheets keep them", gone,
            ).format(n=gone)
        )  # fmt: skip
    return said


def _label(item: object) -> str:
    field_ = getattr(item, "field", None)
    label = getattr(field_, "label", "") or getattr(item, "label", "")
    return _(str(label))
