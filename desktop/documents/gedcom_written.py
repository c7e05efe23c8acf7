"""A family tree as GEDCOM 7, for Gramps, GenoPro and their like; what is written here is read back the same.

Two of one family record are a couple unless it says `_UNION NONE`: two parents whom the card calls no couple. A union that
began again is a second record of the same two. What GEDCOM has no word for (a step-parent, a guardian, twins) is said by the
phrase of its «OTHER», as the format asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from uuid import UUID

from desktop.base.messages import N_, _
from desktop.models.family_tree import FamilyTree, TreePerson
from desktop.models.kin_data import KinLoss, KinParent, KinTwins, KinUnion, KinWord
from desktop.models.kinds import partial_words
from desktop.models.partial_dates import PartialDate

if TYPE_CHECKING:
    from gedcom7.types import GedcomStructure

_MONTHS: Final = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_BANNED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_PEDIGREES: Final = {"birth": "BIRTH", "adoptive": "ADOPTED", "foster": "FOSTER"}
_PHRASES: Final = {"step": "STEP", "guardian": "GUARDIAN"}
_EVENTS: Final = {"cohabitation": "Cohabitation", "relationship": "Relationship"}
_ENDS: Final = {"separation": "Separation", "death": "Widowed"}
_TWINS: Final = {True: "IDENTICAL TWIN", False: "FRATERNAL TWIN", None: "TWIN"}
_OUTCOMES: Final = {
    "expected": N_("pregnancy now"), "miscarriage": N_("a miscarriage"), "abortion": N_("termination of pregnancy"),
    "stillbirth": N_("a stillbirth"),
}  # fmt: skip


def to_gedcom(tree: FamilyTree, losses: Sequence[KinLoss] = (), words: Sequence[KinWord] = ()) -> bytes:
    """The file, in UTF-8."""
    import gedcom7

    written = _Writing(tree, losses, words).records()
    return gedcom7.dumps(written).encode("utf-8")


@dataclass
class _Family:
    """One record: who are its couple or its parents, whose child belongs to it how."""

    couple: tuple[UUID, ...]
    union: KinUnion | None = None
    again: bool = False  # the second record of a union that began again
    children: dict[UUID, KinParent] = field(default_factory=dict)


@dataclass
class _Writing:
    tree: FamilyTree
    losses: Sequence[KinLoss]
    words: Sequence[KinWord]

    def __post_init__(self) -> None:
        self.people = {person.id: person for person in self.tree.people}
        self.keys = {person.id: f"@I{number}@" for number, person in enumerate(self.tree.people, 1)}
        self.families = list(self._families())

    def records(self) -> Iterable[GedcomStructure]:
        """The whole file, record by record."""
        version = _line("GEDC", children=[_line("VERS", "7.0")])
        yield _line("HEAD", children=[version, _line("SOUR", "OPORA", [_line("NAME", "Opora")])])
        for person in self.tree.people:
            yield self._person(person)
        for number, family in enumerate(self.families, 1):
            yield self._family(family, f"@F{number}@")
        yield _line("TRLR")

    # Families

    def _families(self) -> Iterable[_Family]:
        couples = [_Family((union.first, union.second), union) for union in self.tree.unions]
        by_pair = {frozenset(family.couple): family for family in couples}
        rest: dict[tuple[frozenset[UUID], str], _Family] = {}
        for child, sets in self._sets().items():
            for nature, bonds in sets.items():
                for group in self._groups(bonds, by_pair):
                    pair = frozenset(bond.parent for bond in group)
                    family = by_pair.get(pair)
                    if family is None or child in family.children:
                        key = (pair, "" if len(group) > 1 else nature)
                        couple = tuple(bond.parent for bond in group)
                        family = rest.setdefault(key, _Family(couple))
                        if child in family.children:  # a second bond of the same two: another record
                            family = rest[pair, f"{nature} {child}"] = _Family(couple)
                    family.children[child] = group[0]
        yield from couples
        yield from rest.values()
        yield from (_Family(f.couple, f.union, again=True) for f in couples if f.union is not None and f.union.resumed)

    def _sets(self) -> dict[UUID, dict[str, list[KinParent]]]:
        found: dict[UUID, dict[str, list[KinParent]]] = {}
        for bond in self.tree.parents:
            if bond.parent in self.people and bond.child in self.people:
                found.setdefault(bond.child, {}).setdefault(bond.nature, []).append(bond)
        return found

    @staticmethod
    def _groups(bonds: list[KinParent], couples: dict[frozenset[UUID], _Family]) -> Iterable[list[KinParent]]:
        """Parents of one set two by two: couples first; a pair that is no couple stays together, the others alone."""
        left = list(bonds)
        while left:
            one = left.pop(0)
            other = next((b for b in left if frozenset((one.parent, b.parent)) in couples), None)
            if other is None and len(left) == 1 and len(bonds) == 2:
                other = left[0]
            if other is not None:
                left.remove(other)
                yield [one, other]
            else:
                yield [one]

    def _family(self, family: _Family, key: str) -> GedcomStructure:
        parts: list[GedcomStructure] = []
        taken: set[str] = set()
        for id_ in family.couple:
            tag = "WIFE" if self.people[id_].sex == "female" or "HUSB" in taken else "HUSB"
            tag = "HUSB" if tag in taken else tag
            taken.add(tag)
            parts.append(_pointer(tag, self.keys[id_]))
        parts += [_pointer("CHIL", self.keys[child]) for child in family.children]
        if family.union is not None:
            parts += _union(family.union, again=family.again)
        elif len(family.couple) > 1:
            parts.append(_line("_UNION", "NONE"))
        return _line("FAM", children=parts, xref=key)

    # People

    def _person(self, person: TreePerson) -> GedcomStructure:
        parts = [*_names(person), _line("SEX", {"male": "M", "female": "F"}.get(person.sex, "U"))]
        if person.born is not None or person.birth_place:
            parts.append(_event("BIRT", person.born, place=person.birth_place))
        if person.died is not None or person.dead:
            parts.append(_event("DEAT", person.died))
        for number, family in enumerate(self.families, 1):
            if person.id in family.couple:
                parts.append(_pointer("FAMS", f"@F{number}@"))
            if (bond := family.children.get(person.id)) is not None:
                parts.append(_child_of(f"@F{number}@", bond))
        parts += [self._twins(pair) for pair in self.tree.twins if pair.first == person.id]
        parts += [self._word(word) for word in self.words if word.first == person.id and word.second in self.keys]
        notes = [person.note, *(_loss(loss) for loss in self.losses if loss.mother == person.id)]
        parts += [_line("NOTE", note) for note in notes if note]
        return _line("INDI", children=parts, xref=self.keys[person.id])

    def _twins(self, pair: KinTwins) -> GedcomStructure:
        return self._beside(pair.second, _TWINS[pair.identical])

    def _word(self, word: KinWord) -> GedcomStructure:
        return self._beside(word.second, word.word)

    def _beside(self, other: UUID, phrase: str) -> GedcomStructure:
        made = _pointer("ASSO", self.keys[other])
        made.append_child(_line("ROLE", "OTHER", [_line("PHRASE", phrase)]))
        return made


def _names(person: TreePerson) -> Iterable[GedcomStructure]:
    given = f"{person.given_name} {person.patronymic}" if person.given_name else ""
    shown = f"{given.replace('/', ' ')} /{person.surname.replace('/', ' ')}/" if person.surname else given.replace("/", " ")
    parts = [
        _line(tag, said)
        for tag, said in (("GIVN", person.given_name), ("SURN", person.surname), ("_PATR", person.patronymic))
        if said
    ]
    if parts or person.former_names:
        yield _line("NAME", shown.strip(), parts)
    if person.former_names:
        yield _line("NAME", person.former_names, [_line("TYPE", "AKA")])


def _child_of(family: str, bond: KinParent) -> GedcomStructure:
    made = _pointer("FAMC", family)
    standard = _PEDIGREES.get(bond.nature)
    made.append_child(_line("PEDI", standard) if standard else _line("PEDI", "OTHER", [_line("PHRASE", _PHRASES[bond.nature])]))
    if bond.since is not None or bond.till is not None:
        days = "\u2013".join(partial_words(day) if day is not None else "" for day in (bond.since, bond.till))
        made.append_child(_line("NOTE", days))
    return made


def _union(union: KinUnion, *, again: bool) -> Iterable[GedcomStructure]:
    since = union.resumed if again else union.since
    if union.nature == "marriage":
        yield _event("MARR", since)
    else:
        yield _event("EVEN", since, kind=_EVENTS[union.nature])
    if again:
        return
    if union.ended == "divorce":
        yield _event("DIV", union.till)
    elif union.ended:
        yield _event("EVEN", union.till, kind=_ENDS[union.ended])


def _event(tag: str, day: PartialDate | None, *, kind: str = "", place: str = "") -> GedcomStructure:
    """Something that happened: with a day, or said to have happened."""
    parts = [_line("TYPE", kind)] if kind else []
    if day is not None:
        parts.append(_line("DATE", _day(day)))
    if place:
        parts.append(_line("PLAC", place))
    return _line(tag, "" if day is not None or place or kind else "Y", parts)


def _day(day: PartialDate) -> str:
    words = [str(day.day)] if day.day is not None else []
    words += [_MONTHS[day.month - 1]] if day.month is not None else []
    return " ".join((["ABT"] if day.about else []) + [*words, str(day.year)])


def _loss(loss: KinLoss) -> str:
    said = _(_OUTCOMES[loss.outcome])
    return f"{said}, {partial_words(loss.happened)}" if loss.happened is not None else said


def _line(tag: str, text: str = "", children: Sequence[GedcomStructure] = (), xref: str | None = None) -> GedcomStructure:
    from gedcom7.types import GedcomStructure

    clean = _BANNED.sub("", text)
    return GedcomStructure(tag=tag, text=clean if tag == "NOTE" else " ".join(clean.split()), xref=xref, children=list(children))


def _pointer(tag: str, key: str) -> GedcomStructure:
    from gedcom7.types import GedcomStructure

    return GedcomStructure(tag=tag, pointer=key)
