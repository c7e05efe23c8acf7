"""Records of every kind that an office keeps a journal of: listed, begun, saved, removed by one way for all.

What is special about saving a kind (a limit that may be overridden with a reason, rows that follow from others) is a
`SaveAct` in `SAVES`, by the table of the root; everything else is `write_cards`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, _, message
from desktop.models.consents import Consent
from desktop.models.definitions import FormDefinition, Journal
from desktop.models.documents import CellValue
from desktop.models.family_page import FamilyPage, Happening
from desktop.models.fields import Value
from desktop.models.journals import Candidates, Cell, JournalAsk, JournalRow, Pieces, described, pointers
from desktop.models.kinds import Reader, to_text
from desktop.models.snapshots import Edit, Snapshot
from desktop.services import cards, care, consents, contacts, families, groups, signals, teamwork
from desktop.services.cards import SaveAct
from desktop.store import numbers, records, titles
from desktop.store.opening import root_kind
from desktop.store.units import Reading, Unit

SAVES: dict[str, SaveAct] = {
    "consent": consents.keep_consent,
    "contact": contacts.save_contact,
    "group_session": groups.save_session,
    "placement": care.save_placement,
    "signal": signals.write_signal,
    "task": teamwork.save_task,
}
SAVED, CHANGED, REMOVED, BROUGHT_BACK = (
    N_("A record was written"),
    N_("A record was changed"),
    N_("A record was removed"),
    N_("A removed record was brought back"),
)
TOLD_OTHERWISE: Final = frozenset(
    {
        "signal",
        "case",
        "visit",
        "alert",
        "agreement",
        "plan_version",
        "social_map",
        "genogram",
        "conflict_map",
        "attachment",
        "family",
    }
)  # the chronology has words of its own for these
_NUMBERS: Final = frozenset({"day", "number", "money", "decimal"})
_ALWAYS: Final = ("problem", "goal", "step", "visit", "agreement", "directory_service", "carer", "group_programme")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a journal in words: of each column its text, and its value where a spreadsheet counts with it."""

    row: JournalRow
    texts: tuple[str, ...]
    values: tuple[CellValue, ...]


# Words


def words(pieces: Pieces, reader: Reader) -> str:
    """Facts of one line, one after another."""
    said = (_said(piece.pattern, to_text(piece.field, piece.value, reader)) for piece in pieces)
    return ", ".join(text for text in said if text)


def _said(pattern: str, text: str) -> str:
    return _(pattern).format(what=text) if pattern and text else text


def cell_words(cell: Cell, reader: Reader) -> str:
    """A cell, its lists one under another."""
    return "\n".join(text for line in cell if (text := words(line, reader)))


def line(row: JournalRow, reader: Reader) -> Line:
    """A line in words."""
    return Line(row, tuple(cell_words(cell, reader) for cell in row.cells), tuple(_value(cell, reader) for cell in row.cells))


def _value(cell: Cell, reader: Reader) -> CellValue:
    if len(cell) == 1 and len(cell[0]) == 1 and not cell[0][0].pattern:
        piece = cell[0][0]
        if isinstance(piece.value, datetime):
            return piece.value.astimezone(reader.zone).replace(tzinfo=None)
        if piece.field.kind in _NUMBERS and isinstance(piece.value, (date, int, Decimal)):
            return piece.value
    return cell_words(cell, reader)


def captions(journal: Journal) -> tuple[str, ...]:
    """What stands above the columns."""
    return tuple(_(column.caption) or _column_label(journal, column.of) for column in journal.columns)


def _column_label(journal: Journal, of: Sequence[str]) -> str:
    found = records.source_in(journal, of[0])
    return _(found.fields[0].label) if found.fields else ""


# Lists


def ids(reading: Reading, journal: Journal, ask: JournalAsk, *, newest_first: bool = False) -> tuple[UUID, ...]:
    """Which records stand in the journal, in its order."""
    return records.journal_ids(reading, journal, ask, newest_first=newest_first)


def packed_ids(reading: Reading, journal: Journal, ask: JournalAsk, *, newest_first: bool = False) -> bytes:
    """The same for a long list, sixteen bytes each."""
    return records.packed_ids(reading, journal, ask, newest_first=newest_first)


def rows(reading: Reading, journal: Journal, wanted: Sequence[UUID]) -> tuple[JournalRow, ...]:
    """These lines of the journal."""
    return records.journal_rows(reading, journal, wanted)


def of_family(reading: Reading, journal: Journal, family: UUID) -> tuple[JournalRow, ...]:
    """The lines of one family, newest first."""
    found = ids(reading, journal, JournalAsk(family=family), newest_first=True)
    return rows(reading, journal, found)


def counts(reading: Reading, journals: Iterable[Journal], family: UUID) -> dict[str, int]:
    """How many lines a family has in each journal of its page, by key."""
    return records.counts(reading, [one for one in journals if one.scope == "family"], family)


def happenings(reading: Reading, journals: Iterable[Journal], family: UUID) -> tuple[Happening, ...]:
    """What the journals add to the chronology of a family; a kind of record is told once."""
    found: list[Happening] = []
    told: set[str] = set(TOLD_OTHERWISE)
    for journal in journals:
        if not journal.day or not journal.summary or journal.scope != "family":
            continue
        if journal.root in told and not journal.filter:
            continue
        told.add(journal.root)
        for row in records.summaries(reading, journal, family):
            pieces = tuple(words_ for cell in row.cells for words_ in cell)
            if row.day is not None:
                found.append(Happening(row.day, f"journal:{journal.key}", "", root=row.id, persons=row.persons, pieces=pieces))
    return tuple(found)


def page(reading: Reading, family: UUID, journals: Iterable[Journal]) -> FamilyPage | None:
    """The page of a family with the numbers of its journals and what the references of its forms may point to."""
    found = families.family_page(reading, family)
    if found is None:
        return None
    numbered = {**found.counts, **counts(reading, journals, family)}
    return replace(found, counts=numbered, candidates=candidates(reading, family))


def candidates(reading: Reading, family: UUID | None, kinds: Iterable[str] = _ALWAYS) -> Candidates:
    """What references of forms may point to."""
    return titles.candidates(reading, kinds, family)


def called(reading: Reading, wanted: Mapping[str, Iterable[UUID]]) -> dict[UUID, Pieces]:
    """What these records are called."""
    return titles.titles(reading, wanted)


def kinds_of(form: FormDefinition) -> tuple[str, ...]:
    """The kinds of records that the references of a form point to."""
    fields = [placed.field for placed in form.placed()]
    fields += [placed.field for rows_ in form.lists() for placed in rows_.fields]
    return tuple(sorted({field.to for field in fields if field.kind == "reference"}))


def worker_column(root: str) -> str:
    """The column that says whose work a record is; empty where nobody stands in it."""
    return records.worker_column(root)


# Records


def _usual(journal: Journal) -> dict[str, Value]:
    """What a new record must say to stand in its journal, where there is one way only."""
    if len(journal.filter) != 1:
        return {}
    fields = described(journal.root)
    found: dict[str, Value] = {}
    for key, wanted in journal.filter[0].items():
        if not isinstance(wanted, bool):
            found[key] = wanted[0]
        elif fields[key].kind == "flag":
            found[key] = wanted
    return found


def new_record(
    journal: Journal, id_: UUID, *, me: UUID | None, today: date, now: datetime, family: UUID | None = None
) -> tuple[Snapshot, dict[str, object]]:
    """A record as it begins, with what the journal says is usual; and what no form shows of it."""
    given: dict[str, Value] = {"@me": me, "@today": today, "@now": now.replace(second=0, microsecond=0)}
    values: dict[str, Any] = {
        key: given[value] if isinstance(value, str) and value.startswith("@") else value
        for key, value in journal.defaults.items()
    }
    values |= {key: usual for key, usual in _usual(journal).items() if key not in values}
    fixed: dict[str, object] = {}
    if family is not None and "family_id" in pointers(journal.root):
        (values if "family_id" in described(journal.root) else fixed)["family_id"] = family
    return cards.blank(journal.root, id_, **values), fixed


def open_record(reading: Reading, journal: Journal, id_: UUID) -> Snapshot | None:
    """The record with its parts."""
    return cards.open_card(reading, journal.root, id_)


def save_act(journal: Journal) -> SaveAct:
    """How a record of this journal is written: a new one is numbered where the journal says so."""
    write = SAVES.get(journal.root, cards.write_cards)

    def act(unit: Unit, edits: tuple[Edit, ...]) -> UUID:
        id_ = write(unit, edits)
        if journal.number and edits[0].base is None:
            root = unit.get(root_kind(journal.root), id_)
            if not getattr(root, "number", None):
                numbers.give(unit, root, "number", journal.key, journal.number)
        return id_

    return act


def remove(unit: Unit, journal: Journal, id_: UUID, version: int) -> UUID:
    """Take a record out of the journal: it is marked, nothing that was written is lost.

    Raises:
        Conflict: somebody saved it since it was shown.
        Rejected: it is a consent that was given: a signed paper is withdrawn, not taken out.
    """
    if journal.root == "consent" and unit.get(Consent, id_).state in consents.STANDS:
        raise Rejected(Finding((), message(N_("A consent that was given is not taken out: withdraw it"))))
    return cards.remove(unit, journal.root, id_, version)


def bring_back(unit: Unit, journal: Journal, id_: UUID) -> UUID:
    """Take a removal back."""
    unit.claim(root_kind(journal.root), id_, None).removed = False
    return id_
