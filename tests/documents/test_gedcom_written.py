"""A family tree that is written for other programs is read back the same."""

from __future__ import annotations

from itertools import count as counting
from uuid import UUID

import gedcom7
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.documents.gedcom import read_tree
from desktop.documents.gedcom_written import to_gedcom
from desktop.models.family_tree import FamilyTree, TreePerson
from desktop.models.kin_data import KinLoss, KinParent, KinTwins, KinUnion, KinWord
from desktop.models.partial_dates import PartialDate

_WORDS = st.text("абвгдежзийклмнопрстуфхцчшщъыьэюяёАБВӨҮҢ-", min_size=1, max_size=12).filter(lambda s: s == s.strip())
_DAYS = st.builds(PartialDate, st.integers(1900, 2020), st.integers(1, 12), st.integers(1, 28), st.booleans()) | st.builds(
    PartialDate, st.integers(1900, 2020), about=st.booleans()
)
_NATURES = st.sampled_from(["birth", "adoptive", "foster", "step", "guardian"])


def ids():
    numbers = counting(1)
    return lambda: UUID(int=next(numbers))


@st.composite
def trees(draw):
    new_id = ids()
    count = draw(st.integers(1, 7))
    people = tuple(
        TreePerson(
            new_id(), f"I{number}", draw(_WORDS | st.just("")), draw(_WORDS | st.just("")), draw(st.just("") | _WORDS),
            draw(st.just("") | _WORDS), draw(st.sampled_from(["male", "female", "unknown"])), draw(st.none() | _DAYS),
            draw(st.just("") | _WORDS), draw(st.none() | _DAYS),
        )
        for number in range(1, count + 1)
    )  # fmt: skip
    pairs = [(a, b) for a in range(count) for b in range(a + 1, count)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=4)) if pairs else []
    unions = tuple(draw(couples(new_id, people[a].id, people[b].id)) for a, b in chosen)
    bonds = st.lists(st.tuples(st.sampled_from(pairs), _NATURES), unique=True, max_size=8) if pairs else st.just([])
    parents = tuple(KinParent(new_id(), people[a].id, people[b].id, nature) for (a, b), nature in draw(bonds))
    alike = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=2)) if pairs else []
    twins = tuple(KinTwins(new_id(), people[a].id, people[b].id, draw(st.sampled_from([None, True, False]))) for a, b in alike)
    return FamilyTree(people, unions, parents, twins)


@st.composite
def couples(draw, new_id, one, other):
    first, second = draw(st.sampled_from([(one, other), (other, one)]))
    ended = draw(st.sampled_from(["", "divorce", "separation", "death"]))
    since = draw(st.none() | st.builds(PartialDate, st.integers(1900, 1960)))
    till = draw(st.none() | _DAYS) if ended else None
    resumed = draw(st.none() | st.builds(PartialDate, st.integers(1970, 2020))) if ended else None
    nature = draw(st.sampled_from(["marriage", "cohabitation", "relationship"]))
    return KinUnion(new_id(), first, second, nature, since, till, ended, resumed)


def facts(tree):
    """The tree without ids: by the place of people in the file."""
    at = {person.id: number for number, person in enumerate(tree.people)}
    people = [
        (p.surname, p.given_name, p.patronymic, p.former_names, p.sex, p.born, p.birth_place, p.died, p.note) for p in tree.people
    ]
    unions = {(at[u.first], at[u.second], u.nature, u.since, u.till, u.ended, u.resumed) for u in tree.unions}
    parents = {(at[b.parent], at[b.child], b.nature) for b in tree.parents}
    twins = {(at[t.first], at[t.second], t.identical) for t in tree.twins}
    return people, unions, parents, twins


@given(trees())
@settings(max_examples=200, deadline=None)
def test_what_is_written_is_read_back_the_same(tree):
    content = to_gedcom(tree)
    back = read_tree(content, ids())
    assert facts(back) == facts(tree)
    assert back.not_understood == ()


@given(trees())
@settings(max_examples=60, deadline=None)
def test_the_file_keeps_the_rules_of_the_format(tree):
    wrong = [str(error) for error in gedcom7.validate(gedcom7.loads(to_gedcom(tree).decode("utf-8-sig")))]
    assert wrong == []


def test_a_couple_that_came_together_again_and_a_pregnancy_are_told():
    new_id = ids()
    one, other = (TreePerson(new_id(), key, given_name=name, sex=sex) for key, name, sex in (
        ("I1", "Вера", "female"), ("I2", "Пётр", "male")))  # fmt: skip
    union = KinUnion(new_id(), one.id, other.id, "marriage", PartialDate(1990), PartialDate(1999), "divorce", PartialDate(2005))
    loss = KinLoss(new_id(), one.id, "stillbirth", PartialDate(1993, 4), other.id)
    word = KinWord(new_id(), one.id, other.id, "троюродные")
    text = to_gedcom(FamilyTree((one, other), (union,)), (loss,), (word,)).decode("utf-8-sig")
    assert text.count("0 @F") == 2
    assert "1 NOTE" in text
    assert "троюродные" in text
    back = read_tree(text.encode(), ids())
    assert [(u.since, u.till, u.ended, u.resumed) for u in back.unions] == [
        (PartialDate(1990), PartialDate(1999), "divorce", PartialDate(2005))
    ]
    assert "1993" in back.people[0].note


def test_signs_that_belong_to_the_format_do_no_harm():
    new_id = ids()
    sly = TreePerson(new_id(), "I1", surname="О/Нил", given_name="@I2@", former_names="0 @X@ INDI\n1 SEX F", birth_place="@#D@")
    back = read_tree(to_gedcom(FamilyTree((sly,))), ids())
    (person,) = back.people
    assert (person.surname, person.given_name, person.sex) == ("О/Нил", "@I2@", "unknown")
