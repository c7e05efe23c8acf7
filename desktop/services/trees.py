"""A family tree of another program comes into the office: as a new family, or as the kin of one that is known.

First a plan that can be read and refused, then one act. Kin of a known family can be taken back as a whole; a new family has
a file number from then on and stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.files import readable
from desktop.base.messages import N_, Finding, Message, _, message
from desktop.documents.gedcom import read_tree
from desktop.documents.gedcom_text import LARGEST
from desktop.documents.gedcom_written import to_gedcom
from desktop.models.family_tree import FamilyTree, TreePerson
from desktop.models.fields import fields_of
from desktop.models.kin_data import Kin, KinUnion
from desktop.models.kinds import partial_words
from desktop.models.persons import Person
from desktop.rules import family_trees
from desktop.rules.family_trees import Housed
from desktop.rules.findings import check_value
from desktop.services import families
from desktop.services.families import NewFamily, NewMember
from desktop.store.kin import read_kin, written_names
from desktop.store.units import Reading, Unit

IMPORTED: Final = N_("A family tree was taken in")
_DATES: Final = ("born", "died")


@dataclass(frozen=True, slots=True)
class TreePlan:
    """What an import would do: nothing is written yet."""

    tree: FamilyTree
    family: UUID | None  # None: a new one, called `name`
    name: str
    household: tuple[Housed, ...]  # of a new family
    known: Mapping[UUID, UUID]  # person of the tree → person of the card
    kin: Kin
    remarks: tuple[Message, ...]
    today: date
    about: str = ""  # whom a new family is around: a key of the file

    @property
    def kin_ids(self) -> frozenset[UUID]:
        """People of the tree whom the card has already."""
        return frozenset(self.known.values())

    @property
    def new_people(self) -> int:
        """How many persons will be written."""
        return len(self.tree.people) - len(self.known)


def tree_content(path: Path) -> bytes:
    """What stands in a file that somebody chose.

    Raises:
        Rejected: too large for a family tree.
        Unavailable: the file cannot be read.
    """
    with readable(path):
        if path.stat().st_size > LARGEST:
            raise Rejected(Finding((), message(N_("The file is too large for a family tree"))))
        return path.read_bytes()


def plan_tree(
    reading: Reading, content: bytes, new_id: Callable[[], UUID], family: UUID | None = None, about: str = "",
    encoding: str = "", same: Mapping[str, UUID] = MappingProxyType({}),
) -> TreePlan:  # fmt: skip
    """Read a file and say what would come of it; `same`: by key of the file who it is in the card, as somebody said.

    Raises:
        Rejected: it is no family tree, or nobody in it is called as `about` says.
    """
    tree = read_tree(content, new_id, encoding)
    person = family_trees.person_called(tree, about)
    if person is None:
        raise Rejected(Finding(("about",), message(N_("Nobody in the family tree is called {name}"), name=about)))
    kin = read_kin(reading, family) if family is not None else Kin()
    known = family_trees.known_already(tree, kin, same)
    apart = family_trees.apart_from(tree, known) if family is not None else ()
    tree = _with_ids(tree, known)
    tree, circles = family_trees.without_circles(tree, kin.parents)
    tree, dates = _checked(tree, reading.today)
    person = next(p for p in tree.people if p.key == person.key)
    household = family_trees.household_of(tree, person, reading.today) if family is None else ()
    name = person.surname or person.name or "?"
    remarks = (*tree.not_understood, *circles, *dates, *_unbound(apart))
    return TreePlan(tree, family, name, household, known, kin, remarks, reading.today, person.key)


def import_tree(unit: Unit, plan: TreePlan) -> UUID:
    """Write what was planned; returns the family. Done again after it was taken back, it writes new people.

    Raises:
        Rejected: something changed in the card meanwhile that makes a bond impossible.
    """
    new = {person.id: unit.new_id() for person in plan.tree.people if person.id not in plan.kin_ids}
    tree = _with_ids(plan.tree, new)
    for person in tree.people:
        if person.id not in plan.kin_ids:
            unit.add(Person(id=person.id, statuses=(), **_values(person)))
    unit.session.flush()
    family = plan.family
    if family is None:
        members = tuple(NewMember({}, one.role, person=new.get(one.person, one.person)) for one in plan.household)
        family = families.register_family(unit, NewFamily(plan.name, members=members))
    parents = {(b.parent, b.child, b.nature) for b in plan.kin.parents}
    for parent in tree.parents:
        if (parent.parent, parent.child, parent.nature) not in parents:
            families.bind(unit, "parent", parent.parent, parent.child, nature=parent.nature)
    couples = {frozenset((u.first, u.second)) for u in plan.kin.unions}
    for union in tree.unions:
        if frozenset((union.first, union.second)) not in couples:
            families.bind(unit, "union", union.first, union.second, **_union(union))
    twins = {frozenset((t.first, t.second)) for t in plan.kin.twins}
    for pair in tree.twins:
        if frozenset((pair.first, pair.second)) not in twins:
            families.bind(unit, "twins", pair.first, pair.second)
    return family


def tree_file(reading: Reading, family: UUID) -> bytes:
    """The family's tree, as the card has it, in GEDCOM 7: names, sex, days, couples, every set of parents; no conditions.

    Raises:
        Rejected: nobody is written in the card yet.
    """
    kin = read_kin(reading, family)
    if not kin.people:
        raise Rejected(Finding((), message(N_("There is nobody in the family tree"))))
    names = written_names(reading, [person.id for person in kin.people])
    people = [
        TreePerson(
            p.id, str(p.id), row.surname or "", row.given_name or "", row.patronymic or "", row.former_names or "", p.sex,
            p.born, row.birth_place or "", p.died, p.died is not None or p.dead,
        )
        for p in kin.people
        if (row := names.get(p.id)) is not None
    ]  # fmt: skip
    return to_gedcom(FamilyTree(tuple(people), kin.unions, kin.parents, kin.twins), kin.losses, kin.words)


def number_of(reading: Reading, family: UUID | None) -> str:
    """The file number of a family, to name it when it was taken in."""
    page = families.family_page(reading, family) if family is not None else None
    return str(page.family.values.get("number") or "") if page is not None else ""


def _unbound(apart: tuple[TreePerson, ...]) -> Iterator[Message]:
    for person in apart:
        said = N_("{name} is kin of nobody in this family\u2019s card: they will not be seen on the genogram")
        yield message(said, name=person.name or "?")


def _with_ids(tree: FamilyTree, known: Mapping[UUID, UUID]) -> FamilyTree:
    """The tree with the card's own ids for those whom it knows."""

    def own(id_: UUID) -> UUID:
        return known.get(id_, id_)

    return replace(
        tree,
        people=tuple(replace(p, id=own(p.id)) for p in tree.people),
        unions=tuple(replace(u, first=own(u.first), second=own(u.second)) for u in tree.unions),
        parents=tuple(replace(b, parent=own(b.parent), child=own(b.child)) for b in tree.parents),
        twins=tuple(replace(t, first=own(t.first), second=own(t.second)) for t in tree.twins),
    )


def _checked(tree: FamilyTree, today: date) -> tuple[FamilyTree, tuple[Message, ...]]:
    """The tree with dates that cannot be put into notes, and what was said of them."""
    checks = {field.key: field for field in fields_of(Person)}
    said: list[Message] = []
    people: list[TreePerson] = []
    for person in tree.people:
        for key in _DATES:
            day = getattr(person, key)
            wrong = check_value(checks[key], day, today) if day is not None else None
            if wrong is not None and wrong[1]:
                said.append(message(N_("{name}: {what}"), name=person.name or "?", what=wrong[0]))
                note = f"{person.note}\n{_(checks[key].label)}: {partial_words(day)}".strip()
                mended: dict[str, Any] = {"note": note, key: None}
                person = replace(person, **mended)  # noqa: PLW2901  the same person, mended
        if person.born and person.died and person.died.year < person.born.year:
            said.append(message(N_("{name}: the death is before the birth, both are in the note"), name=person.name or "?"))
            note = f"{person.note}\n{partial_words(person.born)}\u2013{partial_words(person.died)}".strip()
            person = replace(person, born=None, died=None, note=note)  # noqa: PLW2901
        people.append(person)
    return replace(tree, people=tuple(people)), tuple(said)


def _values(person: TreePerson) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "surname": person.surname, "given_name": person.given_name, "patronymic": person.patronymic,
        "former_names": person.former_names, "birth_place": person.birth_place, "note": person.note,
    }  # fmt: skip
    values = {key: value or None for key, value in facts.items()}
    sex = None if person.sex == "unknown" else person.sex
    return values | {"sex": sex, "born": person.born, "died": person.died, "dead": _dead(person)}


def _dead(person: TreePerson) -> bool | None:
    """The card is told of a death without a date; a date says it alone."""
    return True if person.dead and person.died is None else None


def _union(union: KinUnion) -> dict[str, Any]:
    return {
        "nature": union.nature, "since": union.since, "till": union.till, "ended": union.ended or None,
        "resumed": union.resumed,
    }  # fmt: skip
