"""Boxes of a card and what was said about them: which box a statement is about, which boxes carry a mark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from desktop.base.events import Event
from desktop.base.jobs import Owner
from desktop.base.messages import _, ngettext
from desktop.models.definitions import Path, Placed
from desktop.models.everything import ENTITIES
from desktop.models.fields import Field, fields_of
from desktop.models.snapshots import Changes, Snapshot
from desktop.models.statements import FieldMark
from desktop.presenters.cards import Card
from desktop.presenters.forms import FormDraft
from desktop.services import statements


def field_of(kind: str, name: str) -> Field | None:
    """The described column that a statement is about."""
    entity = ENTITIES.get(kind)
    return next((field for field in fields_of(entity) if field.key == name), None) if entity else None


def mark_words(mark: FieldMark) -> tuple[str, str]:
    """What stands beside a box (a sign and a number) and what it means in words."""
    said = ngettext("{n} statement", "{n} statements", mark.all).format(n=mark.all)
    match mark.tone:
        case "disputed":
            return f"! {mark.all}", _("{statements}, they contradict each other or the card").format(statements=said)
        case "open":
            words = ngettext("{n} not considered", "{n} not considered", mark.open).format(n=mark.open)
            return f"? {mark.all}", _("{statements}, {waiting}").format(statements=said, waiting=words)
        case _:
            return f"\u2713 {mark.all}", _("{statements}, the card says what was accepted").format(statements=said)


@dataclass(frozen=True, slots=True)
class BoxOfCard:
    """A box of a card that statements can be about: which record or row, which column, how it is placed on the form."""

    kind: str
    subject: UUID
    placed: Placed


def box_of(form: FormDraft, path: Path) -> BoxOfCard | None:
    """What a statement about this box would be about; None where the office has no such record or column yet."""
    base, definition = form.base, form.definition
    if base.version == 0 or base.kind not in ENTITIES or base.kind == "statement":
        return None
    if len(path) == 1:
        placed = next((one for one in definition.placed() if one.key == path[0]), None)
        return box_about(base.kind, base.id, placed)
    rows = definition.rows(path[0])
    if rows is None or len(path) != 3 or UUID(path[1]) not in base.parts.get(path[0], {}):
        return None
    return box_about(rows.kind, UUID(path[1]), next((one for one in rows.fields if one.key == path[2]), None))


def box_about(kind: str, subject: UUID, placed: Placed | None) -> BoxOfCard | None:
    """The box of a column that something can be said about: typed by people, not closed."""
    if placed is None or placed.read_only or placed.field.closed or placed.field.kind == "document":
        return None
    return BoxOfCard(kind, subject, placed) if field_of(kind, placed.key) is not None else None


class CardMarks:
    """Which boxes of an open card carry a mark; read again whenever something about its records was changed."""

    def __init__(self, card: Card, failed: Callable[[Exception], None]) -> None:
        self.card, self._desk, self._failed = card, card.desk, failed
        self._owner = Owner()
        self._known: dict[tuple[UUID, str], FieldMark] = {}
        self.changed: Event[CardMarks] = Event()
        self._ends = [self._desk.changed.subscribe(self._told)]
        self.load()

    def _records(self) -> list[Snapshot]:
        return [form.base for form in self.card.forms if form.base.version and form.base.kind in ENTITIES]

    def load(self) -> None:
        """Read the marks."""
        subjects = [id_ for record in self._records() for id_ in (record.id, *_rows_of(record))]
        if not subjects:
            return

        def arrived(marks: dict[tuple[UUID, str], FieldMark]) -> None:
            if marks != self._known:
                self._known = marks
                self.changed.tell(self)

        self._desk.open(lambda reading: statements.marks(reading, subjects), arrived, self._failed, self._owner)

    def of(self, form: FormDraft) -> dict[Path, FieldMark]:
        """The marks of one form by the path of the box."""
        found: dict[Path, FieldMark] = {}
        for placed in form.definition.placed():
            if mark := self._known.get((form.base.id, placed.key)):
                found[placed.key,] = mark
        for rows in form.definition.lists():
            for id_ in form.base.parts.get(rows.key, {}):
                for placed in rows.fields:
                    if mark := self._known.get((id_, placed.key)):
                        found[rows.key, str(id_), placed.key] = mark
        return found

    def _told(self, changes: Changes) -> None:
        ids = {record.id for record in self._records()}
        if any(root.kind == "statement" or root.id in ids for root in changes.roots):
            self.load()

    def close(self) -> None:
        """The card goes."""
        self._owner.close()
        for end in self._ends:
            end()


def _rows_of(record: Snapshot) -> tuple[UUID, ...]:
    return tuple(id_ for rows in record.parts.values() for id_ in rows)
