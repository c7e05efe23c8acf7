"""Records of a family by journal: what stands in each list, how one is begun, opened, removed and brought back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from desktop.base.events import Event
from desktop.base.jobs import Owner
from desktop.models.definitions import Journal
from desktop.models.family_page import FamilyPage
from desktop.models.journals import JournalRow
from desktop.models.snapshots import Changes, Snapshot
from desktop.presenters.cards import Card, Filled
from desktop.presenters.offers import References
from desktop.services import records
from desktop.services.desk import Desk
from desktop.services.records import Line

Opened = Callable[[Card], None]
Failed = Callable[[Exception], None]


def begin(
    desk: Desk, journal: Journal, references: References, family: UUID | None, done: Opened, failed: Failed, owner: Owner
) -> None:
    """A card of a new record with what is usual in it, once its references are known."""
    now = desk.now().astimezone(desk.office.zone)
    record, fixed = records.new_record(journal, desk.new_id(), me=desk.actor.id, today=desk.today, now=now, family=family)

    def ready() -> None:
        filled = Filled(journal.form, record, fixed)
        kind = f"{journal.form}:{journal.key}:{family or ''}"
        done(Card(desk, records.SAVED, [filled], save=records.save_act(journal), draft_kind=kind))

    references.prepare(desk.form(journal.form), record, family, ready, failed, owner)


def reopen(desk: Desk, journal: Journal, references: References, id_: UUID, done: Opened, failed: Failed, owner: Owner) -> None:
    """The card of a record that stands, once its references are known."""

    def arrived(record: Snapshot | None) -> None:
        if record is None:
            return
        named = record.values.get("family_id")
        family = named if isinstance(named, UUID) else None

        def ready() -> None:
            done(Card(desk, records.CHANGED, [Filled(journal.form, record)], save=records.save_act(journal)))

        references.prepare(desk.form(journal.form), record, family, ready, failed, owner)

    desk.open(lambda reading: records.open_record(reading, journal, id_), arrived, failed, owner)


def remove(desk: Desk, journal: Journal, row: JournalRow, done: Callable[[Changes], None], failed: Failed) -> None:
    """Take a record out of its journal."""
    desk.act(records.REMOVED, lambda unit: records.remove(unit, journal, row.id, row.version), done, failed)


def bring_back(desk: Desk, journal: Journal, id_: UUID, done: Callable[[Changes], None], failed: Failed) -> None:
    """Take the removal back."""
    desk.act(records.BROUGHT_BACK, lambda unit: records.bring_back(unit, journal, id_), done, failed)


@dataclass(frozen=True, slots=True)
class Removed:
    """What was taken out last, for Ctrl+Z."""

    journal: Journal
    id: UUID


class FamilyRecords:
    """The journals of one section of a family's page."""

    def __init__(self, desk: Desk, family: UUID, section: str, page: Callable[[], FamilyPage | None]) -> None:
        self.desk, self.family = desk, family
        found = [one for one in desk.journals() if one.scope == "family" and one.section == section]
        self.journals: tuple[Journal, ...] = tuple(sorted(found, key=lambda one: (one.place, one.title)))
        self.current: Journal | None = self.journals[0] if self.journals else None
        self.references = References(desk, page)
        self.owner = Owner()
        self.loaded: Event[tuple[Line, ...]] = Event()
        self.failed: Event[Exception] = Event()
        self.lines: tuple[Line, ...] = ()
        self.removed: Removed | None = None

    def choose(self, key: str) -> None:
        """Another journal of the section."""
        self.current = next((one for one in self.journals if one.key == key), self.current)
        self.lines = ()
        self.load()

    def load(self) -> None:
        """Read the lines of the current journal."""
        journal = self.current
        if journal is None:
            return

        def arrived(rows: Sequence[JournalRow]) -> None:
            if journal is self.current:
                reader = self.desk.reader
                self.lines = tuple(records.line(row, reader) for row in rows)
                self.loaded.tell(self.lines)

        self.desk.open(lambda reading: records.of_family(reading, journal, self.family), arrived, self.failed.tell, self.owner)

    def line(self, id_: object) -> Line | None:
        """One of the lines."""
        return next((line for line in self.lines if line.row.id == id_), None)

    def begin(self, done: Opened) -> None:
        """A new record of the current journal."""
        if self.current is not None and self.current.form:
            begin(self.desk, self.current, self.references, self.family, done, self.failed.tell, self.owner)

    def open(self, id_: UUID, done: Opened) -> None:
        """A record of the current journal."""
        if self.current is not None and self.current.form:
            reopen(self.desk, self.current, self.references, id_, done, self.failed.tell, self.owner)

    def remove(self, line: Line, done: Callable[[Changes], None]) -> None:
        """Take a line out."""
        journal = self.current
        if journal is None:
            return

        def gone(changes: Changes) -> None:
            self.removed = Removed(journal, line.row.id)
            done(changes)

        remove(self.desk, journal, line.row, gone, self.failed.tell)

    def bring_back(self, done: Callable[[Changes], None]) -> bool:
        """What was removed last stands again; False when nothing was."""
        if self.removed is None:
            return False
        removed, self.removed = self.removed, None
        bring_back(self.desk, removed.journal, removed.id, done, self.failed.tell)
        return True

    def close(self) -> None:
        """The page goes."""
        self.owner.close()
