"""The lines of a journal: which records, in what order, what stands in their columns.

However many lines there are, the number of statements depends only on the columns of the journal: one for the records,
one for each list of parts, each kind that is pointed to, each derived fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    LargeBinary,
    String,
    and_,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    type_coerce,
    union_all,
)

from desktop.models.definitions import Journal, Wanted
from desktop.models.everything import ENTITIES
from desktop.models.fields import Field
from desktop.models.journals import (
    Cell,
    JournalAsk,
    JournalRow,
    Piece,
    Pieces,
    Source,
    described,
    pointers,
    source_of,
)
from desktop.rules.search import question
from desktop.store import derived
from desktop.store.search import families_found, records_found
from desktop.store.titles import titles
from desktop.store.units import Reading

AT_ONCE: Final = 2_000  # lines in one select
_SEARCHED: Final = frozenset({"text", "long"})


def worker_column(root: str) -> str:
    """The column that says whose work a record is: the first that points to a colleague; empty if none does."""
    return next((column for column, kind in pointers(root).items() if kind == "staff"), "")


def journal_ids(reading: Reading, journal: Journal, ask: JournalAsk, *, newest_first: bool = False) -> tuple[UUID, ...]:
    """Ids of the lines in the order of the journal; those without a day stand last."""
    table: Any = ENTITIES[journal.root].__table__
    query = select(table.c.id).where(*_conditions(reading, journal, ask))
    return tuple(reading.connection.scalars(query.order_by(*_order(journal, newest_first=newest_first))))


def packed_ids(reading: Reading, journal: Journal, ask: JournalAsk, *, newest_first: bool = False) -> bytes:
    """The same ids, sixteen bytes each: one value instead of 100,000 rows, so that the window's thread does not wait."""
    table: Any = ENTITIES[journal.root].__table__
    id_, order = table.c.id, _order(journal, newest_first=newest_first)
    if reading.connection.dialect.name == "postgresql":
        joined = func.string_agg(func.uuid_send(id_, type_=LargeBinary), literal(b"", LargeBinary), type_=LargeBinary)
    else:
        joined = func.group_concat(type_coerce(id_, String), literal_column("''"), type_=String)
    query = select(joined.aggregate_order_by(*order)).where(*_conditions(reading, journal, ask))
    packed: str | bytes = reading.connection.execute(query).scalar_one() or b""
    return packed if isinstance(packed, bytes) else bytes.fromhex(packed)


def journal_rows(reading: Reading, journal: Journal, ids: Sequence[UUID]) -> tuple[JournalRow, ...]:
    """These lines, in the order asked; one that is no longer there is left out."""
    columns = [[source_in(journal, one) for one in column.of] for column in journal.columns]
    found: list[JournalRow] = []
    for start in range(0, len(ids), AT_ONCE):
        some = list(ids[start : start + AT_ONCE])
        table: Any = ENTITIES[journal.root].__table__
        rows = {row.id: row for row in _base(reading, journal, columns, table.c.id.in_(some))}
        found += _filled(reading, journal, columns, [rows[id_] for id_ in some if id_ in rows])
    return tuple(found)


def summaries(reading: Reading, journal: Journal, family: UUID) -> tuple[JournalRow, ...]:
    """What each record of a family says in the chronology: one cell for each source of the journal's summary."""
    columns = [[source_in(journal, one)] for one in journal.summary]
    conditions = _conditions(reading, journal, JournalAsk(family=family))
    rows = _base(reading, journal, columns, *conditions)
    return tuple(_filled(reading, journal, columns, [row for row in rows if getattr(row, journal.day) is not None]))


def counts(reading: Reading, journals: Iterable[Journal], family: UUID) -> dict[str, int]:
    """How many lines a family has in each of its journals; one select."""
    parts = []
    for journal in journals:
        conditions = _conditions(reading, journal, JournalAsk(family=family))
        table: Any = ENTITIES[journal.root].__table__
        parts.append(select(literal(journal.key).label("key"), func.count().label("many")).select_from(table).where(*conditions))
    if not parts:
        return {}
    return {row.key: row.many for row in reading.connection.execute(union_all(*parts))}


def day_of(value: Any, zone: tzinfo) -> date | None:
    """The day on which something was, in the office's zone."""
    if isinstance(value, datetime):
        return value.astimezone(zone).date()
    return value if isinstance(value, date) else None


def source_in(journal: Journal, written: str) -> Source:
    """What a written source of a column means."""
    found = source_of(journal.root, written)
    if found is None:
        raise ValueError(f"{journal.key}: {written}")  # a definition is checked before it is installed
    return found


def _conditions(reading: Reading, journal: Journal, ask: JournalAsk) -> list[ColumnElement[bool]]:
    table: Any = ENTITIES[journal.root].__table__
    found: list[ColumnElement[bool]] = [table.c.removed.is_(False)]
    if journal.filter:
        found.append(or_(*(_holding(table, journal.root, one) for one in journal.filter)))
    if ask.family is not None:
        found.append(table.c[_family_column(journal.root)] == ask.family)
    if ask.worker is not None and (worker := worker_column(journal.root)):
        found.append(table.c[worker] == ask.worker)
    if journal.day:
        found += _period(reading, table.c[journal.day], described(journal.root)[journal.day].kind == "moment", ask)
    if ask.text.strip():
        found.append(_saying(table, journal.root, ask.text.strip()))
    return found


def _holding(table: Any, root: str, conditions: Mapping[str, Wanted]) -> ColumnElement[bool]:
    """All that one table of a filter asks for."""
    return and_(*(_meets(table.c[key], described(root)[key], wanted) for key, wanted in conditions.items()))


def _meets(column: Any, field: Field, wanted: Wanted) -> ColumnElement[bool]:
    if not isinstance(wanted, bool):
        return or_(column.in_(wanted))
    if field.kind == "flag":
        return or_(column.is_(wanted))
    empty = {"choices": (), **dict.fromkeys(_SEARCHED, "")}
    nothing = or_(column.is_(None), *([column == empty[field.kind]] if field.kind in empty else []))
    return not_(nothing) if wanted else nothing


def _family_column(root: str) -> str:
    return "id" if root == "family" else "family_id"


def _period(reading: Reading, column: Any, moment: bool, ask: JournalAsk) -> list[ColumnElement[bool]]:  # noqa: FBT001
    zone = reading.office.zone
    found: list[ColumnElement[bool]] = []
    if ask.since is not None:
        found.append(column >= (_begins(ask.since, zone) if moment else ask.since))
    if ask.till is not None:
        found.append(column < _begins(ask.till + timedelta(days=1), zone) if moment else column <= ask.till)
    return found


def _begins(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _saying(table: Any, root: str, text: str) -> ColumnElement[bool]:
    """Words in the record itself, or in the names of its family and its people.

    Letters of both cases: neither engine is asked to fold Russian letters, so the usual ways of writing are tried.
    """
    ways = {text, text.lower(), text.upper(), text[:1].upper() + text[1:], text.title()}
    fields = [field.key for field in described(root).values() if field.kind in _SEARCHED and not field.closed]
    found: list[ColumnElement[bool]] = [table.c[key].contains(way, autoescape=True) for key in fields for way in sorted(ways)]
    if terms := question(text):
        for column, kind in pointers(root).items():
            if kind == "family":
                found.append(table.c[column].in_(families_found(terms)))
            elif kind == "person":
                found.append(table.c[column].in_(records_found(terms, "person")))
    return or_(*found)


def _order(journal: Journal, *, newest_first: bool) -> list[ColumnElement[Any]]:
    table: Any = ENTITIES[journal.root].__table__
    if not journal.day:
        names = [field.key for field in described(journal.root).values() if field.kind == "text"]
        own = [one for one in journal.summary if one in names] or names[:1]
        return [*(table.c[key] for key in own), table.c.id]
    column = table.c[journal.day]
    if newest_first:
        return [column.is_(None), column.desc(), table.c.id.desc()]
    return [column.is_(None), column, table.c.id]


def _base(reading: Reading, journal: Journal, columns: Sequence[Sequence[Source]], *where: Any) -> Sequence[Any]:
    """The records with just the columns that are needed."""
    table: Any = ENTITIES[journal.root].__table__
    needed = ["id", "row_version", journal.day, *derived.NEEDS.get(journal.root, ())]
    needed += [key for key in pointers(journal.root) if key == "family_id" or pointers(journal.root)[key] == "person"]
    for one in (one for column in columns for one in column):
        needed += [field.key for field in one.fields] if one.way == "field" else []
        needed += [one.through] if one.way == "reference" else []
    chosen = [table.c[key] for key in dict.fromkeys(needed) if key]
    return reading.connection.execute(select(*chosen).where(*where)).all()


def _filled(reading: Reading, journal: Journal, columns: Sequence[Sequence[Source]], rows: Sequence[Any]) -> list[JournalRow]:
    if not rows:
        return []
    flat = list(dict.fromkeys(source for column in columns for source in column))
    cells: dict[Source, dict[UUID, Cell]] = {}
    facts = derived.Facts(reading, journal.root, rows)
    for source in flat:
        match source.way:
            case "field":
                cells[source] = {row.id: _cell(source, row) for row in rows}
            case "reference":
                cells[source] = _through(reading, source, rows)
            case "part":
                cells[source] = _parts(reading, source, rows)
            case "derived":
                cells[source] = facts.cells(source.name)
    _name(reading, cells)
    people = [key for key, kind in pointers(journal.root).items() if kind == "person"]
    return [_line(reading, journal, columns, cells, row, people) for row in rows]


def _line(
    reading: Reading, journal: Journal, columns: Sequence[Sequence[Source]], cells: dict[Source, dict[UUID, Cell]], row: Any,
    people: Sequence[str],
) -> JournalRow:  # fmt: skip
    family = row.id if journal.root == "family" else getattr(row, "family_id", None)
    day = day_of(getattr(row, journal.day), reading.office.zone) if journal.day else None
    said = tuple(_joined([cells[source].get(row.id, ()) for source in column]) for column in columns)
    persons = tuple(id_ for key in people if (id_ := getattr(row, key)) is not None)
    return JournalRow(row.id, row.row_version, day, family, said, persons)


def _joined(cells: list[Cell]) -> Cell:
    """Several facts of one line stand in one line; a list stands under them."""
    single = tuple(piece for cell in cells if len(cell) == 1 for piece in cell[0])
    many = tuple(line for cell in cells if len(cell) > 1 for line in cell)
    return (single, *many) if single else many


def _pieces(source: Source, row: Any) -> Pieces:
    values = ((field, getattr(row, field.key)) for field in source.fields)
    return tuple(Piece(field, value) for field, value in values if value not in (None, "", ()))


def _cell(source: Source, row: Any) -> Cell:
    pieces = _pieces(source, row)
    return (pieces,) if pieces else ()


def _through(reading: Reading, source: Source, rows: Sequence[Any]) -> dict[UUID, Cell]:
    """Facts of what the records point to."""
    table: Any = ENTITIES[source.kind].__table__
    wanted = {id_ for row in rows if (id_ := getattr(row, source.through)) is not None}
    columns = [table.c.id, *(table.c[field.key] for field in source.fields)]
    found = {row.id: _cell(source, row) for row in reading.connection.execute(select(*columns).where(table.c.id.in_(wanted)))}
    return {row.id: found.get(getattr(row, source.through), ()) for row in rows}


def _parts(reading: Reading, source: Source, rows: Sequence[Any]) -> dict[UUID, Cell]:
    """A line for each row of a list of the records."""
    kind: Any = ENTITIES[source.kind]
    table = kind.__table__
    root = table.c[kind.root]
    order = [table.c[key] for key in ("place", "opened_on", "since", "held_on") if key in table.c]
    columns = [root.label("of_root"), *(table.c[field.key] for field in source.fields)]
    query = select(*columns).where(root.in_([row.id for row in rows])).order_by(*order, table.c.id)
    found: dict[UUID, list[Pieces]] = {}
    for row in reading.connection.execute(query):
        if pieces := _pieces(source, row):
            found.setdefault(row.of_root, []).append(pieces)
    return {id_: tuple(lines) for id_, lines in found.items()}


def _name(reading: Reading, cells: dict[Source, dict[UUID, Cell]]) -> None:
    """Put the titles of what is pointed to where their ids stand."""
    wanted: dict[str, set[UUID]] = {}
    every = [piece for by_row in cells.values() for cell in by_row.values() for line in cell for piece in line]
    for piece in every:
        if piece.field.kind == "reference" and isinstance(piece.value, UUID):
            wanted.setdefault(piece.field.to, set()).add(piece.value)
    if not wanted:
        return
    called = titles(reading, wanted)
    for source, by_row in cells.items():
        cells[source] = {id_: tuple(_titled(line, called) for line in cell) for id_, cell in by_row.items()}


def _titled(line: Pieces, called: dict[UUID, Pieces]) -> Pieces:
    found: list[Piece] = []
    for piece in line:
        if piece.field.kind == "reference" and isinstance(piece.value, UUID):
            found += called.get(piece.value, ())
        else:
            found.append(piece)
    return tuple(found)
