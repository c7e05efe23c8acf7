"""The journals of the office: which one, of which period, whose lines, with which words; and its way to paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final, Literal
from uuid import UUID

from typing_extensions import override

from desktop.base.events import Event
from desktop.base.files import replace_file
from desktop.base.jobs import Job, Owner
from desktop.base.messages import N_
from desktop.models.definitions import Journal
from desktop.models.documents import Workbook
from desktop.models.journals import GROUPS, JournalAsk, JournalRow
from desktop.models.snapshots import Changes
from desktop.presenters.offers import References
from desktop.presenters.papers import PaperPrinting
from desktop.presenters.records import Opened, Removed, begin, bring_back, remove, reopen
from desktop.services import journal_printing, printing, records
from desktop.services.desk import Desk
from desktop.services.records import Line

Period = Literal["month", "quarter", "year", "last_year", "all", "dates"]
PERIODS: Final[tuple[tuple[Period, str], ...]] = (
    ("month", N_("this month")),
    ("quarter", N_("this quarter")),
    ("year", N_("this year")),
    ("last_year", N_("last year")),
    ("all", N_("all the time")),
    ("dates", N_("from … till …")),
)
GROUP_CAPTIONS: Final[Mapping[str, str]] = {
    "journals": N_("Journals"),
    "directory": N_("Directories"),
    "care": N_("Carers and placements"),
    "learning": N_("Groups, library, training"),
    "norms": N_("Norms"),
}
_SETTING: Final = "journals"
_GOES: Final[Mapping[str, str]] = {"visit": "visits", "case": "card", "agreement": "agreements", "signal": "card"}


def days_of(period: Period, today: date) -> tuple[date | None, date | None]:
    """First and last day of a period that today lies in."""
    match period:
        case "month":
            first = today.replace(day=1)
            return first, _month_later(first, 1)
        case "quarter":
            first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
            return first, _month_later(first, 3)
        case "year":
            return date(today.year, 1, 1), date(today.year, 12, 31)
        case "last_year":
            return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
        case _:
            return None, None


def _month_later(first: date, months: int) -> date:
    """The last day of the month that ends so many months after this first day."""
    following = first.month - 1 + months
    return date(first.year + following // 12, following % 12 + 1, 1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Choosing:
    """What is chosen above the table."""

    period: Period = "year"
    since: date | None = None
    till: date | None = None
    worker: UUID | None = None
    text: str = ""


def _grouped(desk: Desk) -> tuple[tuple[str, tuple[Journal, ...]], ...]:
    """The journals of the office by their groups; a group without any is not there."""
    by_group = ((group, tuple(one for one in desk.journals() if one.group == group)) for group in GROUPS)
    return tuple((group, found) for group, found in by_group if found)


class OfficeJournals:
    """The journal in view, its lines by pages, and what can be done with one."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.groups: tuple[tuple[str, tuple[Journal, ...]], ...] = _grouped(desk)
        kept = desk.setting(_SETTING)
        every = [journal for _group, found in self.groups for journal in found]
        self.current: Journal | None = next((one for one in every if one.key == kept), every[0] if every else None)
        self.chosen = Choosing()
        self.count = 0
        self.removed: Removed | None = None
        self.references = References(desk, lambda: None)
        self.owner = Owner()
        self.asked: Event[None] = Event()  # what is shown has to be read again
        self.counted: Event[int] = Event()
        self.installed: Event[None] = Event()  # there are other journals, or other columns of one
        self.failed: Event[Exception] = Event()
        self._rows: dict[UUID, JournalRow] = {}
        self._end = desk.changed.subscribe(self._changed)

    def choose(self, key: str) -> None:
        """Another journal; the period and the worker stay."""
        found = next((one for _group, journals in self.groups for one in journals if one.key == key), None)
        if found is None or found is self.current:
            return
        self.current = found
        self.desk.keep_setting(_SETTING, key)
        self.chosen = replace(self.chosen, text="")

    def narrow(self, **changes: object) -> None:
        """Another period, worker or words."""
        wanted = replace(self.chosen, **changes)  # type: ignore[arg-type]
        if wanted != self.chosen:
            self.chosen = wanted
            self.asked.tell(None)

    def has_days(self) -> bool:
        """Whether a period can be asked of this journal."""
        return self.current is not None and bool(self.current.day)

    def has_worker(self) -> bool:
        """Whether lines of this journal are somebody's."""
        return self.current is not None and bool(records.worker_column(self.current.root))

    def ask(self) -> JournalAsk:
        """What is chosen, as it is asked."""
        chosen = self.chosen
        since, till = (chosen.since, chosen.till) if chosen.period == "dates" else days_of(chosen.period, self.desk.today)
        if not self.has_days():
            since = till = None
        return JournalAsk(None, since, till, chosen.worker if self.has_worker() else None, chosen.text)

    # A source of a long list

    def request_ids(self, sort: str, descending: bool, done: Callable[[bytes], None]) -> None:  # noqa: ARG002, FBT001  as a paged list asks
        """Every line that passes, newest first."""
        journal, ask = self.current, self.ask()
        if journal is None:
            return

        def got(packed: bytes) -> None:
            if journal is self.current:
                self.count = len(packed) // 16
                done(packed)
                self.counted.tell(self.count)

        self.desk.browse(
            lambda reading: records.packed_ids(reading, journal, ask, newest_first=True), got, self.failed.tell, self.owner,
            "journal.ids",
        )  # fmt: skip

    def request_lines(self, journal: Journal, ids: Sequence[bytes], done: Callable[[dict[bytes, Line]], None]) -> None:
        """One page of lines."""
        wanted = [UUID(bytes=bytes(id_)) for id_ in ids]

        def got(rows: tuple[JournalRow, ...]) -> None:
            reader = self.desk.reader
            self._rows.update({row.id: row for row in rows})
            done({row.id.bytes: records.line(row, reader) for row in rows})

        self.desk.browse(lambda reading: records.rows(reading, journal, wanted), got, self.failed.tell, self.owner)

    def row(self, id_: UUID) -> JournalRow | None:
        """A line that was shown."""
        return self._rows.get(id_)

    def _follow(self) -> None:
        """A journal was installed, here or at another desk: the list and the columns are its."""
        groups = _grouped(self.desk)
        if groups == self.groups:
            return
        self.groups = groups
        every = {journal.key: journal for _group, found in groups for journal in found}
        self.current = every.get(self.current.key) if self.current is not None else next(iter(every.values()), None)
        self.installed.tell(None)

    def _changed(self, changes: Changes) -> None:
        if any(root.kind in ("definition", "dictionary_entry") for root in changes.roots):
            self._follow()
        if self.current is not None and any(root.kind == self.current.root for root in changes.roots):
            self.asked.tell(None)

    # A line

    def may_begin(self) -> bool:
        """Whether a new line is written here: those of a family are written on its page."""
        return self.current is not None and bool(self.current.form) and self.current.scope == "office"

    def begin(self, done: Opened) -> None:
        """A new record."""
        if self.current is not None and self.may_begin():
            begin(self.desk, self.current, self.references, None, done, self.failed.tell, self.owner)

    def open(self, id_: UUID, done: Opened) -> None:
        """The card of a record."""
        if self.current is not None and self.current.form:
            reopen(self.desk, self.current, self.references, id_, done, self.failed.tell, self.owner)

    def family_of(self, id_: UUID) -> tuple[UUID, str] | None:
        """The family that a line belongs to and the section of its page where it is kept."""
        row, journal = self._rows.get(id_), self.current
        if row is None or journal is None or row.family is None:
            return None
        return row.family, journal.section or _GOES.get(journal.root, self._section_of(journal.root))

    def _section_of(self, root: str) -> str:
        return next((one.section for one in self.desk.journals() if one.root == root and one.section), "")

    def remove(self, id_: UUID, done: Callable[[Changes], None]) -> None:
        """Take a line out of its journal."""
        journal, row = self.current, self._rows.get(id_)
        if journal is None or row is None:
            return

        def gone(changes: Changes) -> None:
            self.removed = Removed(journal, id_)
            done(changes)

        remove(self.desk, journal, row, gone, self.failed.tell)

    def bring_back(self, done: Callable[[Changes], None]) -> bool:
        """What was removed last stands again; False when nothing was."""
        if self.removed is None:
            return False
        removed, self.removed = self.removed, None
        bring_back(self.desk, removed.journal, removed.id, done, self.failed.tell)
        return True

    # Paper

    def printing(self) -> JournalPrinting | None:
        """The journal as it is chosen now, on its way to paper."""
        return JournalPrinting(self.desk, self.current, self.ask()) if self.current is not None else None

    def close(self) -> None:
        """The page goes."""
        self.owner.close()
        self._end()


class JournalPrinting(PaperPrinting):
    """A journal before it is printed; of one family or of the office."""

    def __init__(self, desk: Desk, journal: Journal, ask: JournalAsk, name: str = "") -> None:
        self.journal, self.ask = journal, ask
        super().__init__(
            desk, ask.family or UUID(int=0), name or journal.title, f"journal:{journal.key}",
            lambda reading: journal_printing.journal_document(reading, journal, ask, desk.caption, language=desk.language),
        )  # fmt: skip

    @override
    def save(self, path: Path) -> None:
        """A PDF of what the preview shows, or a workbook with real dates and numbers."""
        if path.suffix.lower() != ".xlsx":
            super().save(path)
            return
        journal, ask, desk = self.journal, self.ask, self.desk

        def write(workbook: Workbook, _job: Job) -> Path:
            from desktop.documents.workbooks import to_xlsx  # noqa: PLC0415  openpyxl only when a workbook is made

            replace_file(path, to_xlsx(workbook))
            self._record(path.name)
            return path

        desk.gather(
            lambda reading: journal_printing.journal_workbook(reading, journal, ask, desk.caption, language=desk.language),
            write, self.finished.tell, self.failed.tell, Owner(),
        )  # fmt: skip

    @override
    def _record(self, name: str) -> None:
        family, journal, ask = self.ask.family, self.journal, self.ask
        if family is not None:
            super()._record(name)
            return
        self.desk.act(
            printing.PRINTED,
            lambda unit: journal_printing.record_journal(unit, name, journal, ask.since, ask.till),
            lambda _changes: None,
            self.failed.tell,
            undoable=False,
        )
