"""The list of families: all ids at once, rows by pages; the database sorts and filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    LargeBinary,
    String,
    case,
    collate,
    func,
    literal,
    literal_column,
    or_,
    select,
    type_coerce,
)

from desktop.models.families import FamilyLine
from desktop.models.lists import (
    ENDED,
    IN_WORK,
    MINE,
    FamilyCounts,
    FamilyIds,
    FamilyRow,
    FilterKey,
    ListFilter,
    Offered,
    SortKey,
)
from desktop.rules.search import question, sort_key
from desktop.store.search import families_found
from desktop.store.units import Reading

_LINE = FamilyLine.__table__.c
_GROUPS = ("crisis", "hardship", "danger")  # from the lightest, as risk
_STATUSES = ("draft", "checking", "assessment", "active", "observation", "closed", "transferred", "refused")
_STAGES = (  # the order of work, whatever the pathway
    "acquaintance", "first_contact", "intake", "identifying", "transfer_planning", "case_opening", "joining", "gathering",
    "assessment", "analysis", "council", "development_plan", "plan", "plan_and_services", "home_visits", "services",
    "plan_monitoring", "monitoring", "results", "relocation_preparing", "relocation", "exit", "closing", "case_completion",
    "service_quality", "support_after", "observation",
)  # fmt: skip
_FIELDS = (
    "family_id", "number", "name", "children", "youngest_born", "status", "grounds_group", "risk", "stages",
    "curator_id", "curator", "district", "address", "opened_on", "next_visit_on", "children_seen_on",
    "agreement_till", "alerts", "pathway", "pathway_version",
)  # fmt: skip


def family_ids(reading: Reading, sort: SortKey, wanted: ListFilter, *, descending: bool = False) -> FamilyIds:
    """Ids of the families that pass the filter, in order; those that lack the value stand last."""
    server = reading.connection.dialect.name == "postgresql"
    order = _order(sort, descending=descending, server=server)
    # one value instead of 100,000 rows: the window's thread does not wait for the interpreter meanwhile
    ids = (
        func.string_agg(func.uuid_send(_LINE.family_id, type_=LargeBinary), literal(b"", LargeBinary), type_=LargeBinary)
        if server
        else func.group_concat(type_coerce(_LINE.family_id, String), literal_column("''"), type_=String)
    ).aggregate_order_by(*order)
    found = reading.connection.execute(select(ids, func.sum(_LINE.children)).where(*_conditions(reading, wanted))).one()
    packed = found[0] or b""
    return FamilyIds(packed if isinstance(packed, bytes) else bytes.fromhex(packed), found[1] or 0)


def family_rows(reading: Reading, ids: Sequence[bytes]) -> dict[bytes, FamilyRow]:
    """The rows of these families; one that is not in the answer is not in the office."""
    wanted = [UUID(bytes=id_) for id_ in ids]
    rows = reading.connection.execute(select(*(_LINE[name] for name in _FIELDS)).where(_LINE.family_id.in_(wanted)))
    return {row.family_id.bytes: _row(row) for row in rows}


def _row(row: Any) -> FamilyRow:
    values = list(row)
    values[_FIELDS.index("stages")] = tuple(code for code in row.stages.split(",") if code)
    return FamilyRow(*values)


def passing(reading: Reading, ids: Iterable[UUID], wanted: ListFilter) -> set[UUID]:
    """Which of these families pass the filter now."""
    return set(
        reading.connection.scalars(select(_LINE.family_id).where(_LINE.family_id.in_(list(ids)), *_conditions(reading, wanted)))
    )


def family_counts(reading: Reading) -> FamilyCounts:
    """How many families there are, and how many are being worked with."""
    in_work = func.sum(case((_LINE.status.not_in(ENDED), 1), else_=0))
    row = reading.connection.execute(select(in_work, func.count()).where(_LINE.removed.is_(False))).one()
    return FamilyCounts(row[0] or 0, row[1])


def count(reading: Reading, wanted: ListFilter) -> int:
    """How many families pass the filter."""
    asked = select(func.count()).select_from(FamilyLine).where(*_conditions(reading, wanted))
    return reading.connection.execute(asked).scalar_one()


def offered(reading: Reading) -> Offered:
    """Districts and curators that stand in the list."""
    districts = reading.connection.scalars(select(_LINE.district).where(_LINE.district != "").distinct())
    curators = reading.connection.execute(select(_LINE.curator_id, _LINE.curator).where(_LINE.curator_id.is_not(None)).distinct())
    named = sorted({str(id_): name for id_, name in curators}.items(), key=lambda one: sort_key(one[1]))
    pathways = reading.connection.execute(
        select(_LINE.pathway, _LINE.pathway_version).where(_LINE.pathway.is_not(None)).distinct()
    )
    return Offered(
        tuple(sorted(districts, key=lambda name: (len(name), sort_key(name)))), tuple(named),
        tuple(sorted((row.pathway, row.pathway_version or 0) for row in pathways)),
    )  # fmt: skip


# order


def _order(sort: SortKey, *, descending: bool, server: bool) -> list[ColumnElement[Any]]:
    """Blank values last whichever way the list is turned, then the Russian order of names, then the id."""
    columns: list[ColumnElement[Any]] = []
    if (blank := _BLANK.get(sort)) is not None:
        columns.append(blank)
    turned: list[ColumnElement[Any]] = list(_SORTS[sort])
    if server and sort == "district":
        turned[-1] = collate(turned[-1], "C")
    if sort != "family":
        turned.append(_LINE.sort_key)
    turned.append(_LINE.family_id)
    return columns + [column.desc() if descending else column for column in turned]


def _rank(column: ColumnElement[str], order: tuple[str, ...]) -> ColumnElement[int]:
    return case({code: place for place, code in enumerate(order)}, value=column, else_=len(order))


_SORTS: dict[SortKey, tuple[ColumnElement[Any], ...]] = {
    "number": (_LINE.number,),
    "family": (_LINE.sort_key,),
    "children": (_LINE.children,),
    "group": (_rank(_LINE.grounds_group, _GROUPS),),
    "risk": (_LINE.risk_order,),
    "stages": (case(*(((_LINE.stages + ",").startswith(code + ","), n) for n, code in enumerate(_STAGES)), else_=len(_STAGES)),),
    "curator": (_LINE.curator_key,),
    "next_visit": (_LINE.next_visit_on,),
    "seen": (_LINE.children_seen_on,),
    "status": (_rank(_LINE.status, _STATUSES),),
    "district": (func.length(_LINE.district), _LINE.district),  # so that 4 stands before 10
    "agreement": (_LINE.agreement_till,),
    "opened": (_LINE.opened_on,),
}
_BLANK: dict[SortKey, ColumnElement[Any]] = {
    "group": _LINE.grounds_group == "",
    "risk": _LINE.risk_order == 0,
    "stages": _LINE.stages == "",
    "curator": _LINE.curator_key == "",
    "district": _LINE.district == "",
    "next_visit": _LINE.next_visit_on.is_(None),
    "seen": _LINE.children_seen_on.is_(None),
    "agreement": _LINE.agreement_till.is_(None),
    "opened": _LINE.opened_on.is_(None),
}


# filters


def _conditions(reading: Reading, wanted: ListFilter) -> list[ColumnElement[bool]]:
    made: list[ColumnElement[bool]] = [_LINE.removed.is_(False)]
    made += [_CONDITIONS[key](reading, codes) for key, codes in wanted.conditions.items()]
    if wanted.text:
        made.append(_LINE.family_id.in_(families_found(question(wanted.text))))
    return made


def _status(_reading: Reading, codes: tuple[str, ...]) -> ColumnElement[bool]:
    plain = [code for code in codes if code != IN_WORK]
    ways = [_LINE.status.in_(plain)] if plain else []
    return or_(*ways, _LINE.status.not_in(ENDED)) if IN_WORK in codes else or_(*ways)


def _curator(reading: Reading, codes: tuple[str, ...]) -> ColumnElement[bool]:
    ids = {reading.actor.id if code == MINE else _id(code) for code in codes} - {None}
    return _LINE.curator_id.in_(ids)


def _id(code: str) -> UUID | None:
    try:
        return UUID(code)
    except ValueError:
        return None


def _stage(_reading: Reading, codes: tuple[str, ...]) -> ColumnElement[bool]:
    among = "," + _LINE.stages + ","
    return or_(*(among.contains(f",{code},", autoescape=True) for code in codes))


def _young(reading: Reading, codes: tuple[str, ...]) -> ColumnElement[bool]:
    """By year of birth, which is all the line keeps: a child who is that old this year still counts."""
    years = max((int(code) for code in codes if code.isdigit()), default=0)
    return _LINE.youngest_born >= reading.today.year - years


def _overdue(reading: Reading, _codes: tuple[str, ...]) -> ColumnElement[bool]:
    return (_LINE.next_visit_on < reading.today) & _LINE.status.not_in(ENDED)


def _no_agreement(reading: Reading, _codes: tuple[str, ...]) -> ColumnElement[bool]:
    today: date = reading.today
    return _LINE.agreement_till.is_(None) | (_LINE.agreement_till < today)


def _one_of(name: str) -> Callable[[Reading, tuple[str, ...]], ColumnElement[bool]]:
    return lambda _reading, codes: _LINE[name].in_(codes)


_CONDITIONS: dict[FilterKey, Callable[[Reading, tuple[str, ...]], ColumnElement[bool]]] = {
    "status": _status,
    "district": _one_of("district"),
    "curator": _curator,
    "grounds_group": _one_of("grounds_group"),
    "risk": _one_of("risk"),
    "stage": _stage,
    "pathway": _one_of("pathway"),
    "young": _young,
    "overdue": _overdue,
    "no_agreement": _no_agreement,
    "alerts": lambda _reading, _codes: _LINE.alerts > 0,
}
