"""Who people are to each other, in the words of the language: derived from bonds, never typed twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from desktop.models.family_page import Member
from desktop.models.snapshots import Snapshot
from desktop.rules.kin_terms import DIRECT, UNMARRIED, chosen, union_state

_NO_PARENT_ANY_MORE = frozenset({"adoption_cancelled", "care_ended"})
_BY_NATURE = {
    "birth": "parent",
    "adoptive": "adoptive",
    "step": "step",
    "foster": "foster",
    "guardian": "guardian",
}

_LAWFUL = frozenset({"birth", "adoptive"})
_PARENTS = {"mother": "female", "father": "male"}


class _Kin:
    """Parents, children and partners of everybody, from the bonds."""

    def __init__(self, bonds: Iterable[Snapshot]) -> None:
        self.parents: dict[UUID, dict[UUID, str]] = {}
        self.children: dict[UUID, set[UUID]] = {}
        self.partners: dict[UUID, dict[UUID, str]] = {}
        self.twins: dict[UUID, set[UUID]] = {}
        self.words: dict[tuple[UUID, UUID], str] = {}
        for bond in bonds:
            first, second = bond.values["first_id"], bond.values["second_id"]
            if not (isinstance(first, UUID) and isinstance(second, UUID)):
                continue
            if bond.values["kind"] == "parent":
                if bond.values.get("ended") in _NO_PARENT_ANY_MORE:
                    continue
                self.parents.setdefault(second, {})[first] = str(bond.values["nature"] or "birth")
                self.children.setdefault(first, set()).add(second)
            elif bond.values["kind"] == "union":
                word = _union_word(bond)
                self.partners.setdefault(first, {})[second] = word
                self.partners.setdefault(second, {})[first] = word
            elif bond.values["kind"] == "twins":
                self.twins.setdefault(first, set()).add(second)
                self.twins.setdefault(second, set()).add(first)
            elif isinstance(bond.values["word"], str):
                self.words[first, second] = bond.values["word"]

    def relation(self, one: UUID, other: UUID) -> str:  # noqa: PLR0911  one line a relation
        """What `one` is to `other`; empty when no bond tells."""
        if (nature := self.parents.get(other, {}).get(one)) is not None:
            return _BY_NATURE.get(nature, "parent")
        if other in self.parents.get(one, {}):
            return "child"
        if (union := self.partners.get(one, {}).get(other)) is not None:
            return union
        if other in self.twins.get(one, ()):
            return "sibling"
        mine, theirs = set(self.parents.get(one, ())), set(self.parents.get(other, ()))
        if any(one in self.parents.get(parent, {}) for parent in theirs):
            return "grandparent"
        if mine & theirs:
            return "sibling"
        if any(mine & set(self.parents.get(parent, ())) for parent in theirs):
            return "aunt"
        return ""


def kinship_words(members: Sequence[Member], bonds: Iterable[Snapshot]) -> dict[UUID, str]:
    """Msgid of what each member is to the children (a child: to its parents); «relative» bonds give their own word."""
    kin = _Kin(bonds)
    children = [member.person.id for member in members if member.child]
    adults = [member.person.id for member in members if not member.child]
    words: dict[UUID, str] = {}
    for member in members:
        person = member.person.id
        others = adults if member.child else (children or adults)
        for other in others:
            if other == person:
                continue
            if (own := kin.words.get((person, other))) is not None:
                words[person] = own
                break
            if relation := kin.relation(person, other):
                words[person] = _word(relation, member.person.values["sex"])
                break
    return words


def kinship_to(whom: UUID, members: Sequence[Member], bonds: Iterable[Snapshot]) -> dict[UUID, str]:
    """Msgid of what each member is to this one person; those whom no bond ties to them are left out."""
    kin = _Kin(bonds)
    words: dict[UUID, str] = {}
    for member in members:
        person = member.person.id
        if (own := kin.words.get((person, whom))) is not None:
            words[person] = own
        elif person != whom and (relation := kin.relation(person, whom)):
            words[person] = _word(relation, member.person.values["sex"])
    return words


def mother_and_father(whom: UUID | None, members: Sequence[Member], bonds: Iterable[Snapshot]) -> dict[str, Snapshot]:
    """The mother and the father among the household: of this person, or with None those of the family.

    Bonds decide: a guardian, a step-parent, a foster parent is neither, and of two the adoptive one is meant. The place
    in the household answers only for a child about whom no bond names a parent outside it, and only where one person
    holds it: a box that stays empty is filled by hand, a wrong name on a paper is believed.
    """
    known = _Kin(bonds).parents.get(whom, {}) if whom else {}
    lawful = {id_: nature for id_, nature in known.items() if nature in _LAWFUL}
    by_place = whom is None or any(member.child for member in members if member.person.id == whom)
    outside = set(lawful) - {member.person.id for member in members}
    found: dict[str, Snapshot] = {}
    for role, sex in _PARENTS.items():
        own = [member for member in members if member.person.id in lawful and _sex(member) == sex]
        own.sort(key=lambda member: lawful[member.person.id] != "adoptive")
        if not own and by_place and not outside:
            placed = [m for m in members if m.membership.values.get("role") == role and m.person.id not in (whom, *known)]
            at_home = [member for member in placed if member.at_home] or placed
            own = at_home if len(at_home) == 1 else []
        if own:
            found[role] = own[0].person
    return found


def _sex(member: Member) -> object:
    """Written on the card, else as the place in the household says it."""
    return member.person.values.get("sex") or _PARENTS.get(str(member.membership.values.get("role")))


def _union_word(bond: Snapshot) -> str:
    """What the two of a union are to each other now."""
    unmarried = bond.values.get("nature") in UNMARRIED
    return union_state(unmarried=unmarried, ended=bond.values.get("ended"), resumed=bond.values.get("resumed"))


def _word(relation: str, sex: object) -> str:
    return chosen(DIRECT[relation], sex if isinstance(sex, str) else "")
