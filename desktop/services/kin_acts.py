"""What a genogram writes into the card: relatives, couples, children, endings. Each is one act and is undone as one.

A relative who does not live with the family becomes a person with bonds and no member of the household; somebody of
whom nothing is known but that they lived becomes a person without a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.models.bonds import Bond
from desktop.models.fields import Value
from desktop.models.kin_data import KinPerson, Outcome, ParentNature, UnionEnd, UnionNature
from desktop.models.partial_dates import PartialDate
from desktop.models.persons import Person, Pregnancy
from desktop.models.snapshots import Conflict, Snapshot, take
from desktop.rules.findings import check_bond, check_record
from desktop.services.cards import blank
from desktop.services.families import bind
from desktop.store import families as kept
from desktop.store import kin as tree
from desktop.store.units import Unit

FACTS: Final = frozenset({"born", "died", "left_home", "sex", "surname", "given_name", "patronymic"})  # set on a genogram
_OPPOSITE: Final = {"male": "female", "female": "male"}
_GONE: Final = frozenset({"adoption_cancelled", "care_ended"})


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody as typed on a genogram; nothing at all is somebody unknown, `person` is somebody the office knows."""

    given_name: str = ""
    surname: str = ""
    patronymic: str = ""
    sex: str = ""
    born: PartialDate | None = None
    died: PartialDate | None = None
    person: UUID | None = None
    dead: bool = False  # said to have died, it is not known when


UNKNOWN: Final = Relative()


def add_parents(
    unit: Unit, child: UUID, parents: Sequence[Relative], nature: ParentNature = "birth", *,
    union: UnionNature | None = None, since: PartialDate | None = None,
) -> UUID:  # fmt: skip
    """Write down one parent of a child, or both; `union` says that they are or were a couple.

    One parent by birth who is added beside another one makes a couple with that one, if `union` is said.

    Raises:
        Rejected: the child has its parents by birth already, or it cannot be by age or by descent.
    """
    standing = [b.first_id for b in _parent_bonds(unit, child) if b.nature in (None, "birth")] if nature == "birth" else []
    ids = [_somebody(unit, one) for one in parents]
    for id_ in ids:
        _bind_parent(unit, id_, child, nature, since)
    pair = (standing + ids)[-2:]
    if union is not None and len(pair) == 2:
        _bind_union(unit, pair[0], pair[1], union)
    return ids[0]


def add_child(
    unit: Unit, parents: Sequence[UUID], child: Relative, nature: ParentNature = "birth", since: PartialDate | None = None
) -> UUID:
    """Write down a child of one person or of a couple.

    Raises:
        Rejected: it cannot be by age or by descent.
    """
    id_ = _somebody(unit, child)
    for parent in parents:
        _bind_parent(unit, parent, id_, nature, since)
    return id_


def add_sibling(
    unit: Unit, person: UUID, sibling: Relative, *, through: Sequence[UUID] | None = None, twin: str | None = None
) -> UUID:
    """Write down a brother or a sister: of the same parents by birth, or `through` one of them only.

    Where no parent is known, two unknown ones are written: it is they who make two people siblings. `twin` is the
    nature of twins (`identical`, `fraternal`, or empty when nobody knows); twins are born on one day.

    Raises:
        Rejected: it cannot be by age or by descent.
    """
    bonds = [b for b in _parent_bonds(unit, person) if b.nature in (None, "birth")]
    parents = [b.first_id for b in bonds] if through is None else list(through)
    if not parents:
        parents = [_somebody(unit, Relative(sex=sex)) for sex in ("female", "male")]
        for parent in parents:
            _bind_parent(unit, parent, person, "birth", None)
        _bind_union(unit, parents[1], parents[0], "relationship")
    if twin is not None and sibling.person is None and sibling.born is None:
        born = unit.get(Person, person).born
        sibling = replace(sibling, born=born)
    id_ = _somebody(unit, sibling)
    for parent in parents:
        _bind_parent(unit, parent, id_, "birth", None)
    if twin is not None:
        bind_twins(unit, person, id_, twin)
    return id_


def bind_twins(unit: Unit, one: UUID, other: UUID, nature: str = "") -> UUID:
    """Two who are written down are children of one birth.

    Raises:
        Rejected: they are written as twins already, or are one person.
    """
    if any({b.first_id, b.second_id} == {one, other} for b in _bonds(unit, one, "twins")):
        raise Rejected(Finding(("second_id",), message(N_("They are written as twins already"))))
    return bind(unit, "twins", one, other, nature=nature or None)


def bind_parent(unit: Unit, parent: UUID, child: UUID, nature: ParentNature = "birth") -> UUID:
    """Two who are written down are parent and child.

    Raises:
        Rejected: it is written already, or it cannot be by age or by descent.
    """
    return _bind_parent(unit, parent, child, nature, None)


def add_partner(
    unit: Unit, person: UUID, partner: Relative, nature: UnionNature = "marriage", *, since: PartialDate | None = None,
    till: PartialDate | None = None, ended: UnionEnd = "",
) -> UUID:  # fmt: skip
    """Write down a husband, a wife or a partner, of now or of once; a new one has the other sex until somebody says.

    Raises:
        Rejected: the two are a couple already, or the dates cannot be.
    """
    if partner.person is None and not partner.sex:
        sex = _OPPOSITE.get(unit.get(Person, person).sex or "", "")
        partner = replace(partner, sex=sex)
    id_ = _somebody(unit, partner)
    _bind_union(unit, person, id_, nature, since=since, till=till, ended=ended)
    return id_


def bind_union(unit: Unit, one: UUID, other: UUID, nature: UnionNature = "marriage") -> UUID:
    """Two who are written down are a couple.

    Raises:
        Rejected: they are a couple already, or one is the parent of the other.
    """
    return _bind_union(unit, one, other, nature)


def end_union(unit: Unit, union: UUID, ended: UnionEnd, till: PartialDate | None = None) -> UUID:
    """A couple parted, or one of them died; with an empty `ended` they are together as if nothing had been.

    Raises:
        Rejected: it ended before it began.
    """
    row = unit.claim(Bond, union, None)
    row.ended, row.till, row.resumed = ended or None, till if ended else None, None
    _refuse(take(row), unit)
    return row.id


def resume_union(unit: Unit, union: UUID, since: PartialDate | None) -> UUID:
    """A couple that had parted came together again; the parting stays written.

    Raises:
        Rejected: they never parted, or came together before that.
    """
    row = unit.claim(Bond, union, None)
    if not row.ended or row.ended == "death":
        raise Rejected(Finding(("resumed",), message(N_("They have not parted: there is nothing to resume"))))
    row.resumed = since or PartialDate.of(unit.today)
    _refuse(take(row), unit)
    return row.id


def change_bond(unit: Unit, bond: UUID, **values: Any) -> UUID:
    """Other words about a bond: its nature, since when, with whom the child stayed, that the adoption was cancelled.

    Raises:
        Rejected: the dates cannot be, or the bond has no such fact.
    """
    row = unit.claim(Bond, bond, None)
    for key, value in values.items():
        if key not in ("nature", "since", "till", "ended", "resumed", "custody", "note"):
            raise Rejected(Finding((key,), message(N_("This is not changed on a genogram"))))
        setattr(row, key, value)
    _refuse(take(row), unit)
    return row.id


def add_pregnancy(
    unit: Unit, mother: UUID, outcome: Outcome, happened: PartialDate | None = None, father: UUID | None = None
) -> UUID:
    """Write down a pregnancy that goes on, or that brought no living child.

    Raises:
        Rejected: the mother is a man.
    """
    person = unit.claim(Person, mother, None)
    if person.sex == "male":
        raise Rejected(Finding(("outcome",), message(N_("A pregnancy is written with the mother"))))
    if father == mother:
        raise Rejected(Finding(("father_id",), message(N_("Choose two different people"))))
    row = Pregnancy(id=unit.new_id(), person_id=mother, outcome=outcome, happened=happened, father_id=father)
    unit.add(row)
    return row.id


def change_pregnancy(unit: Unit, mother: UUID, pregnancy: UUID, outcome: Outcome | None, happened: PartialDate | None) -> UUID:
    """How a pregnancy ended; with None it is taken out: a child was born and is written down, or it was a mistake."""
    person = unit.claim(Person, mother, None)
    row = next((one for one in person.pregnancies if one.id == pregnancy), None)
    if row is None:
        raise Conflict(take(person))
    if outcome is None:
        unit.delete_part(row)
    else:
        row.outcome, row.happened = outcome, happened
    return mother


def set_fact(unit: Unit, person: UUID, key: str, value: Value, seen: Value) -> UUID:
    """Write when somebody was born, died or left their parents' home, their sex or name.

    Raises:
        Conflict: the card says something else by now than the genogram showed (`seen`).
        Rejected: it cannot be: a death before the birth, a day that has not come.
    """
    if key not in FACTS:
        raise Rejected(Finding((key,), message(N_("This is not changed on a genogram"))))
    row = unit.claim(Person, person, None)
    if (getattr(row, key) or None) != (seen or None):
        raise Conflict(take(row))
    setattr(row, key, value)
    if key == "died" and value is not None:
        row.dead = None  # a date says it alone
    _refuse(take(row), unit)
    return row.id


def write_death(unit: Unit, person: UUID, died: PartialDate | None, *, dead: bool, seen: KinPerson) -> UUID:
    """Write that somebody died: on a day or in a year, or nobody knows when; neither takes it back.

    Raises:
        Conflict: the card says something else by now than the genogram showed (`seen`).
        Rejected: it cannot be: a death before the birth, a day that has not come.
    """
    row = unit.claim(Person, person, None)
    if row.died != seen.died or bool(row.dead) != seen.dead:
        raise Conflict(take(row))
    row.died, row.dead = died, True if dead and died is None else None
    _refuse(take(row), unit)
    return row.id


def remove_bonds(unit: Unit, bonds: Sequence[UUID]) -> UUID:
    """Bonds that were written by mistake; a parting is no mistake, it is an ending."""
    roots = unit.claim_all((Bond, id_, None) for id_ in bonds)
    for root in roots.values():
        root.removed = True
    return bonds[0]


def remove_relative(unit: Unit, person: UUID) -> UUID:
    """Somebody who was put on a genogram by mistake, with what bound them.

    Raises:
        Rejected: the person is or was of a household: their card is not taken out from here.
    """
    if kept.elsewhere(unit.reading, [person], UUID(int=0)):
        said = N_("This person has a place in a household: take them out in the list of members")
        raise Rejected(Finding(("person",), message(said)))
    bonds = [bond.id for bond in kept.bonds_among(unit.reading, [person])]
    roots = unit.claim_all([(Person, person, None), *((Bond, id_, None) for id_ in bonds)])
    for root in roots.values():
        root.removed = True
    return person


# Inside -------------------------------------------------------------------------------------------------


def _somebody(unit: Unit, who: Relative) -> UUID:
    if who.person is not None:
        return who.person
    given = ("surname", "given_name", "patronymic", "sex")
    values: dict[str, Any] = {key: getattr(who, key).strip() or None for key in given}
    values |= {"born": who.born, "died": who.died, "dead": True if who.dead and who.died is None else None}
    _refuse(blank("person", unit.new_id(), **values), unit)
    person = Person(id=unit.new_id(), statuses=(), **values)
    unit.add(person)
    unit.session.flush()
    return person.id


def _refuse(record: Snapshot, unit: Unit) -> None:
    wrong = [found for found in check_record(record, unit.today, office_country=unit.office.country) if found.blocks]
    if wrong:
        raise Rejected(*wrong)


def _bonds(unit: Unit, person: UUID, kind: str) -> list[Any]:
    unit.session.flush()
    return tree.standing_bonds(unit.reading, person, kind)


def _parent_bonds(unit: Unit, child: UUID) -> list[Any]:
    return [bond for bond in _bonds(unit, child, "parent") if bond.second_id == child and bond.ended not in _GONE]


def _bind_parent(unit: Unit, parent: UUID, child: UUID, nature: ParentNature, since: PartialDate | None) -> UUID:
    standing = _parent_bonds(unit, child)
    if any(bond.first_id == parent and (bond.nature or "birth") == nature for bond in standing):
        raise Rejected(Finding(("first_id",), message(N_("This is written down already"))))
    older, younger = unit.get(Person, parent), unit.get(Person, child)
    if nature == "birth":
        by_birth = [unit.get(Person, bond.first_id) for bond in standing if bond.nature in (None, "birth")]
        if len(by_birth) > 1:
            said = N_("Both parents by birth are written down already: others are adoptive, foster, step-parents or guardians")
            raise Rejected(Finding(("first_id",), message(said)))
        if older.sex in _OPPOSITE and any(other.sex == older.sex for other in by_birth):
            said = N_("The mother by birth is written down already") if older.sex == "female" else N_(
                "The father by birth is written down already"
            )  # fmt: skip
            raise Rejected(Finding(("first_id",), message(said)))
    bond = blank("bond", child, kind="parent", nature=nature, first_id=parent, second_id=child, since=since)
    wrong = [found for found in check_bond(bond, older.born, younger.born) if found.blocks]
    if wrong:
        raise Rejected(*wrong)
    id_ = bind(unit, "parent", parent, child, nature=nature, since=since)
    unit.session.flush()
    return id_


def _bind_union(unit: Unit, one: UUID, other: UUID, nature: UnionNature, **values: Any) -> UUID:
    standing = [b for b in _bonds(unit, one, "union") if {b.first_id, b.second_id} == {one, other}]
    if any(not bond.ended or bond.resumed for bond in standing):
        raise Rejected(Finding(("second_id",), message(N_("They are written as a couple already"))))
    for child, parent in ((one, other), (other, one)):
        if any(bond.first_id == parent for bond in _parent_bonds(unit, child)):
            raise Rejected(Finding(("second_id",), message(N_("A parent and a child are no couple: check whom you chose"))))
    given = {key: value or None for key, value in values.items()}
    _refuse(blank("bond", one, kind="union", nature=nature, first_id=one, second_id=other, **given), unit)
    id_ = bind(unit, "union", one, other, nature=nature, **given)
    unit.session.flush()
    return id_
