"""The words of kinship follow from bonds."""

from __future__ import annotations

from uuid import UUID

import pytest

from desktop.models.family_page import Member
from desktop.models.snapshots import Snapshot
from desktop.rules.kinship import kinship_words, mother_and_father

CHILD, OTHER, MOTHER, FATHER, GRAN, AUNT = (UUID(int=n) for n in range(1, 7))
SEX = {CHILD: "female", OTHER: "male", MOTHER: "female", FATHER: "male", GRAN: "female", AUNT: "female"}


def member(id_: UUID, *, child: bool = False, sex: str | None = None) -> Member:
    person = Snapshot("person", id_, 1, {"sex": sex or SEX[id_]})
    return Member(Snapshot("membership", id_, 0, {"till": None, "lives": None}), person, child, None)


def bond(kind: str, first: UUID, second: UUID, nature: str | None = None, word: str | None = None) -> Snapshot:
    return Snapshot(
        "bond",
        UUID(int=99),
        1,
        {"kind": kind, "first_id": first, "second_id": second, "nature": nature, "word": word},
    )


def placed(id_: UUID, role: str, *, child: bool = False) -> Member:
    found = member(id_, child=child)
    return Member(found.membership.with_values(role=role), found.person, child, None)


def words(*bonds: Snapshot, people: tuple[UUID, ...]) -> dict[UUID, str]:
    return kinship_words([member(id_, child=id_ in (CHILD, OTHER)) for id_ in people], bonds)


@pytest.mark.parametrize(
    ("nature", "said"),
    [("birth", "mother"), ("adoptive", "adoptive mother"), ("step", "stepmother"), ("foster", "foster mother"),
     ("guardian", "guardian (woman)"), (None, "mother")],
)  # fmt: skip
def test_a_parent_is_called_by_the_nature_of_the_bond(nature, said):
    found = words(bond("parent", MOTHER, CHILD, nature), people=(MOTHER, CHILD))
    assert found == {MOTHER: said, CHILD: "daughter"}


def test_a_grandmother_and_an_aunt_follow_from_bonds_of_others():
    bonds = (bond("parent", MOTHER, CHILD), bond("parent", GRAN, MOTHER), bond("parent", GRAN, AUNT))
    found = words(*bonds, people=(MOTHER, GRAN, AUNT, CHILD))
    assert (found[GRAN], found[AUNT], found[MOTHER]) == ("grandmother", "aunt", "mother")


def test_the_linking_person_need_not_live_in_the_household():
    bonds = (bond("parent", MOTHER, CHILD), bond("parent", GRAN, MOTHER))
    assert words(*bonds, people=(GRAN, CHILD))[GRAN] == "grandmother"


def test_two_adults_without_children_are_spouses():
    assert words(bond("union", MOTHER, FATHER), people=(MOTHER, FATHER)) == {
        MOTHER: "wife",
        FATHER: "husband",
    }


def test_a_bond_of_kind_relative_gives_its_own_word():
    assert words(bond("relative", AUNT, CHILD, word="крёстная"), people=(AUNT, CHILD))[AUNT] == "крёстная"


def test_an_unknown_sex_is_said_without_one():
    members = [member(MOTHER, sex="unknown"), member(CHILD, child=True)]
    assert kinship_words(members, [bond("parent", MOTHER, CHILD)])[MOTHER] == "parent"


def test_without_bonds_nothing_is_said():
    assert words(people=(MOTHER, CHILD, OTHER)) == {}


def test_a_couple_that_parted_is_former_until_it_is_together_again():
    parted = bond("union", MOTHER, FATHER, "marriage").with_values(ended="divorce")
    assert words(parted, people=(MOTHER, FATHER))[FATHER] == "former husband"
    again = parted.with_values(resumed=object())
    assert words(again, people=(MOTHER, FATHER))[FATHER] == "husband"
    unmarried = bond("union", MOTHER, FATHER, "cohabitation")
    assert words(unmarried, people=(MOTHER, FATHER)) == {MOTHER: "partner (woman)", FATHER: "partner (man)"}


def test_twins_are_siblings_though_no_parent_is_written_and_an_ended_guardianship_makes_nobody_a_guardian():
    assert words(bond("twins", CHILD, OTHER, "identical"), people=(CHILD, OTHER)) == {}
    gone = bond("parent", GRAN, CHILD, "guardian").with_values(ended="care_ended")
    assert GRAN not in words(gone, people=(GRAN, CHILD))


HOME = (placed(MOTHER, "mother"), placed(FATHER, "father"), placed(GRAN, "guardian"), placed(CHILD, "child", child=True))


def parents(*bonds: Snapshot, whom: UUID | None = CHILD, home: tuple[Member, ...] = HOME) -> dict[str, UUID]:
    return {role: person.id for role, person in mother_and_father(whom, home, bonds).items()}


def test_a_guardian_or_a_stepfather_is_printed_as_nobodys_parent():
    tied = bond("parent", GRAN, CHILD, "guardian"), bond("parent", FATHER, CHILD, "step")
    assert parents(*tied) == {"mother": MOTHER}
    assert parents(*tied, home=(HOME[2], HOME[3])) == {}


def test_where_the_father_of_a_child_lives_elsewhere_the_father_of_its_brothers_is_not_named():
    outside = UUID(int=70)
    tied = bond("parent", MOTHER, CHILD), bond("parent", outside, CHILD)
    assert parents(*tied) == {"mother": MOTHER}
    assert parents(bond("parent", MOTHER, CHILD)) == {"mother": MOTHER, "father": FATHER}


def test_the_place_in_the_household_is_asked_only_of_children_and_only_where_one_holds_it():
    assert parents() == parents(whom=None) == {"mother": MOTHER, "father": FATHER}
    assert parents(whom=GRAN) == parents(whom=MOTHER) == {}
    assert parents(home=(*HOME, placed(OTHER, "father"))) == {"mother": MOTHER}


def test_of_two_mothers_the_adoptive_one_is_meant():
    tied = bond("parent", AUNT, CHILD), bond("parent", MOTHER, CHILD, "adoptive")
    assert parents(*tied, home=(placed(AUNT, "aunt"), *HOME))["mother"] == MOTHER
