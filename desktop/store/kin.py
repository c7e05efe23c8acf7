"""The family's tree read from the card: members, everybody reachable over bonds, what the card says openly of them.

Bonds are followed generation by generation, all of a generation at once, so the number of selects follows from the
depth of the family and never from its size.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final, Literal
from uuid import UUID, uuid5

from sqlalchemy import or_, select

from desktop.models.bonds import Bond
from desktop.models.care import InstitutionStay, Placement
from desktop.models.families import ELSEWHERE, Membership
from desktop.models.kin_data import (
    Kin,
    KinLoss,
    KinMark,
    KinParent,
    KinPerson,
    KinTwins,
    KinUnion,
    KinWord,
    ParentNature,
    UnionEnd,
    UnionNature,
)
from desktop.models.map_data import Sex
from desktop.models.partial_dates import PartialDate
from desktop.models.persons import Person, Pregnancy
from desktop.store.lines import is_child
from desktop.store.units import Reading

MOST_STEPS: Final = 8  # of kinship away from the household
MOST_PEOPLE: Final = 400
_MOST_TURNS: Final = 2  # couples on the way from the household: the wife's sister's husband, and nobody of his kin
_ENDED_CARE: Final = frozenset({"adoption_cancelled", "care_ended"})
_AWAY: Final = frozenset({"placed", "moving", "ended", "supported"})  # states of a placement: the child has been away
_NOT_AWAY: Final = frozenset({"guest", "contact_family"})  # kinds: the child goes on living at home
_BY_RIGHTS: Final = {
    "deprived": "rights_lost", "restricted": "rights_lost", "imprisoned": "prison", "wanted": "missing", "missing": "missing",
}  # fmt: skip

_Way = Literal["up", "down", "across", "aside"]


def read_kin(reading: Reading, family: UUID) -> Kin:
    """Everybody of the family's tree once, with every bond the card has; who was removed is left out.

    From the household the way goes to forebears, to their other children, and to partners, over at most two couples:
    a district where everybody is somebody's in-law stays outside. At most `MOST_PEOPLE`, the nearest ones.
    """
    members = _members(reading, family)
    found = _reached(reading, list(members))
    bonds = _bonds_within(reading, list(found))
    people = tuple(_person(row, members.get(id_), reading.today) for id_, row in found.items())
    return Kin(
        people,
        unions=tuple(_union(row) for row in bonds if row.kind == "union"),
        parents=tuple(_parent(row) for row in bonds if row.kind == "parent"),
        twins=tuple(_twins(row) for row in bonds if row.kind == "twins"),
        losses=_losses(reading, list(found)),
        words=tuple(_word(row) for row in bonds if row.kind == "relative" and row.word),
    )  # fmt: skip


def derived_marks(reading: Reading, kin: Kin) -> tuple[KinMark, ...]:
    """Conditions that open facts of the card say: rights of a parent, children taken into care. No closed section is read."""
    ids = [person.id for person in kin.people]
    found: dict[tuple[UUID, str], KinMark] = {}

    def put(person: UUID, kind: str, since: PartialDate | None = None, till: PartialDate | None = None) -> None:
        mark = KinMark(uuid5(person, f"mark:{kind}"), person, kind, since, till, derived=True)
        found.setdefault((person, kind), mark)

    run = reading.connection.execute
    for row in run(
        select(Placement.child_id, Placement.since, Placement.till, Placement.kind)
        .where(Placement.child_id.in_(ids), Placement.removed.is_(False), Placement.state.in_(_AWAY))
        .order_by(Placement.since, Placement.id)
    ):
        if row.child_id is not None and row.kind not in _NOT_AWAY:
            put(row.child_id, "removal", _partial(row.since), _partial(row.till))
    for stay in run(
        select(InstitutionStay.person_id, InstitutionStay.admitted_at, InstitutionStay.placed_on)
        .where(InstitutionStay.person_id.in_(ids), InstitutionStay.removed.is_(False))
        .order_by(InstitutionStay.admitted_at, InstitutionStay.id)
    ):
        if stay.person_id is not None:
            put(stay.person_id, "removal", _partial(stay.admitted_at), _partial(stay.placed_on))
    for person in run(select(Person.id, Person.legal_status, Person.statuses).where(Person.id.in_(ids)).order_by(Person.id)):
        if person.legal_status in _BY_RIGHTS:
            put(person.id, _BY_RIGHTS[person.legal_status])
        if "institution" in (person.statuses or ()):
            put(person.id, "removal")
    return tuple(found.values())


def written_names(reading: Reading, people: Iterable[UUID]) -> dict[UUID, Any]:
    """Names part by part and the place of birth: what a file for another program says of people."""
    columns = (Person.surname, Person.given_name, Person.patronymic, Person.former_names, Person.birth_place)
    asked = select(Person.id, *columns).where(Person.id.in_(list(people)))
    return {row.id: row for row in reading.connection.execute(asked)}


def standing_bonds(reading: Reading, person: UUID, kind: str) -> list[Any]:
    """Rows of somebody's bonds of a kind, for an act that writes beside them."""
    table = Bond.__table__
    touches = or_(table.c.first_id == person, table.c.second_id == person)
    asked = select(table).where(touches, table.c.kind == kind, table.c.removed.is_(False)).order_by(table.c.id)
    return list(reading.connection.execute(asked))


def _members(reading: Reading, family: UUID) -> dict[UUID, Any]:
    """The memberships by person: of several of one person the one that still goes on, else the last."""
    rows = reading.connection.execute(
        select(Membership.person_id, Membership.role, Membership.lives, Membership.till)
        .where(Membership.family_id == family)
        .order_by(Membership.id)
    )
    found: dict[UUID, Any] = {}
    for row in rows:
        standing = found.get(row.person_id)
        if standing is None or standing.till is not None:
            found[row.person_id] = row
    return found


def _reached(reading: Reading, members: list[UUID]) -> dict[UUID, Any]:
    """Rows of persons, nearest first: two selects a step."""
    found = _persons(reading, members)
    turns: dict[UUID, tuple[int, _Way]] = dict.fromkeys(found, (0, "across"))
    young = set(found)
    for _step in range(MOST_STEPS):
        if not young or len(found) >= MOST_PEOPLE:
            break
        better: dict[UUID, tuple[int, _Way]] = {}
        for bond in _bonds_of(reading, list(young)):
            for here, there, way in _ways(bond):
                if here not in young:
                    continue
                cost = _cost(turns[here], way)
                known = better.get(there) or turns.get(there)
                if cost[0] <= _MOST_TURNS and (known is None or cost[0] < known[0]):
                    better[there] = cost
        new = _persons(reading, [id_ for id_ in better if id_ not in found])
        for id_, row in new.items():
            if len(found) < MOST_PEOPLE:
                found[id_] = row
        young = {id_ for id_ in better if id_ in found}
        turns |= {id_: better[id_] for id_ in young}
    return found


def _ways(bond: Any) -> tuple[tuple[UUID, UUID, _Way], ...]:
    first, second = bond.first_id, bond.second_id
    if bond.kind == "parent":
        return (first, second, "down"), (second, first, "up")
    way: _Way = "across" if bond.kind == "twins" else "aside"
    return (first, second, way), (second, first, way)


def _cost(standing: tuple[int, _Way], way: _Way) -> tuple[int, _Way]:
    """Couples on the way so far: a partner is one, and so is the other parent of a child one came down to."""
    turns, came = standing
    if way == "aside":
        return turns + 1, "across"
    if way == "up" and came == "down":
        return turns + 1, "up"
    return turns, way


def _persons(reading: Reading, ids: Iterable[UUID]) -> dict[UUID, Any]:
    wanted = list(ids)
    if not wanted:
        return {}
    table = Person.__table__.c
    rows = reading.connection.execute(
        select(
            table.id, table.surname, table.given_name, table.patronymic, table.sex, table.born, table.died, table.dead,
            table.left_home,
        ).where(table.id.in_(wanted), table.removed.is_(False))
    )  # fmt: skip
    found = {row.id: row for row in rows}
    return {id_: found[id_] for id_ in wanted if id_ in found}


def _bonds_of(reading: Reading, ids: list[UUID]) -> list[Any]:
    return list(
        reading.connection.execute(
            select(Bond.kind, Bond.first_id, Bond.second_id)
            .where(or_(Bond.first_id.in_(ids), Bond.second_id.in_(ids)), Bond.removed.is_(False))
            .order_by(Bond.id)
        )
    )


def _bonds_within(reading: Reading, ids: list[UUID]) -> list[Any]:
    table = Bond.__table__
    rows = reading.connection.execute(
        select(table)
        .where(table.c.first_id.in_(ids), table.c.second_id.in_(ids), table.c.removed.is_(False))
        .order_by(table.c.id)
    )
    return [row for row in rows if row.first_id != row.second_id]


def _losses(reading: Reading, ids: list[UUID]) -> tuple[KinLoss, ...]:
    rows = reading.connection.execute(
        select(Pregnancy.id, Pregnancy.person_id, Pregnancy.outcome, Pregnancy.happened, Pregnancy.father_id)
        .where(Pregnancy.person_id.in_(ids))
        .order_by(Pregnancy.id)
    )
    here = set(ids)
    return tuple(
        KinLoss(row.id, row.person_id, row.outcome, row.happened, row.father_id if row.father_id in here else None)
        for row in rows
    )


def _person(row: Any, membership: Any, today: date) -> KinPerson:
    sex: Sex = row.sex if row.sex in ("male", "female") else "unknown"
    return KinPerson(
        row.id, row.given_name or row.surname or "", sex, row.born, row.died, row.left_home,
        member=membership is not None,
        at_home=membership is not None and membership.till is None and membership.lives != ELSEWHERE,
        child=is_child(membership.role if membership is not None else None, row.born, today),
        full_name=" ".join(part for part in (row.surname, row.given_name, row.patronymic) if part),
        dead=bool(row.dead),
    )  # fmt: skip


def _union(row: Any) -> KinUnion:
    nature: UnionNature = row.nature if row.nature in ("cohabitation", "relationship") else "marriage"
    ended: UnionEnd = row.ended if row.ended in ("divorce", "separation", "death") else ""
    return KinUnion(row.id, row.first_id, row.second_id, nature, row.since, row.till, ended, row.resumed)


def _parent(row: Any) -> KinParent:
    nature: ParentNature = row.nature if row.nature in ("adoptive", "foster", "step", "guardian") else "birth"
    return KinParent(
        row.id, row.first_id, row.second_id, nature, row.since, row.till, row.ended in _ENDED_CARE, row.custody or ""
    )


def _twins(row: Any) -> KinTwins:
    return KinTwins(row.id, row.first_id, row.second_id, {"identical": True, "fraternal": False}.get(row.nature))


def _word(row: Any) -> KinWord:
    return KinWord(row.id, row.first_id, row.second_id, row.word)


def _partial(day: date | datetime | None) -> PartialDate | None:
    return None if day is None else PartialDate(day.year, day.month, day.day)
