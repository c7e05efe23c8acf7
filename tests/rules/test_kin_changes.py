"""Changes between two genograms are exactly what was edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from desktop.models.kin_data import EmotionalTie, GenogramData, KinMark, KinPerson
from desktop.models.partial_dates import PartialDate
from desktop.rules.kin_changes import apply, changes
from tests.rules.kin_tree import five_generations

TREE = five_generations()
PEOPLE = [person.id for person in TREE.kin().people]
BEFORE = GenogramData(
    UUID(int=900), UUID(int=901), "Г", date(2026, 1, 1), TREE.kin(),
    feelings=(EmotionalTie(UUID(int=910), PEOPLE[0], PEOPLE[1], "distant"),), marks=(KinMark(UUID(int=911), PEOPLE[2], "alcohol"),),
    shifts={PEOPLE[3]: (1.0, 2.0)}, hidden=frozenset({PEOPLE[4]}),
)  # fmt: skip


def told(after: GenogramData) -> list[tuple[str, str, str]]:
    return [(change.kind, change.what, change.field) for change in changes(BEFORE, after)]


def with_union(index: int, **values) -> GenogramData:
    unions = list(BEFORE.kin.unions)
    unions[index] = replace(unions[index], **values)
    return replace(BEFORE, kin=replace(BEFORE.kin, unions=tuple(unions)))


def test_the_same_family_in_another_version_has_not_changed():
    assert changes(BEFORE, replace(BEFORE, id=UUID(int=950), version=7, final=True, drawn_on=date(2026, 5, 1))) == ()


def test_a_rename_is_a_rename_and_never_a_loss():
    people = (replace(BEFORE.kin.people[0], name="Анна"), *BEFORE.kin.people[1:])
    assert told(replace(BEFORE, kin=replace(BEFORE.kin, people=people))) == [("renamed", "person", "name")]


def test_a_parting_weakens_and_coming_together_strengthens():
    assert told(with_union(0, ended="divorce")) == [("weaker", "union", "ended")]
    assert told(with_union(0, resumed=PartialDate(2020))) == [("stronger", "union", "resumed")]
    warmer = replace(BEFORE, feelings=(replace(BEFORE.feelings[0], kind="close"),))
    assert told(warmer) == [("stronger", "feeling", "kind")]


def test_what_came_and_went_is_told_before_what_was_shifted():
    baby = KinPerson(UUID(int=999), "Артём", "male")
    after = replace(BEFORE, kin=replace(BEFORE.kin, people=(*BEFORE.kin.people, baby)), marks=(), shifts={}, hidden=frozenset())
    assert told(after) == [
        ("new", "person", ""),
        ("lost", "mark", ""),
        ("changed", "person", "hidden"),
        ("moved", "person", "shift"),
    ]


def ordered(data: GenogramData) -> GenogramData:
    def by_id(things):
        return tuple(sorted(things, key=lambda thing: thing.id))

    kin = data.kin
    sorted_kin = replace(
        kin, people=by_id(kin.people), unions=by_id(kin.unions), parents=by_id(kin.parents), twins=by_id(kin.twins),
        losses=by_id(kin.losses), words=by_id(kin.words),
    )  # fmt: skip
    return replace(data, kin=sorted_kin, feelings=by_id(data.feelings), marks=by_id(data.marks))


@st.composite
def edited(draw: st.DrawFn) -> GenogramData:
    """Any edits of the family and of the drawing."""
    kin = BEFORE.kin
    gone = set(draw(st.lists(st.sampled_from([thing.id for thing in (*kin.people, *kin.unions, *kin.parents)]), max_size=6)))
    names = draw(st.dictionaries(st.sampled_from(PEOPLE), st.text(max_size=5), max_size=4))
    people = [replace(p, name=names.get(p.id, p.name)) for p in kin.people if p.id not in gone]
    people += [KinPerson(UUID(int=2000 + n), "новый") for n in range(draw(st.integers(0, 3)))]
    unions = [replace(u, ended=draw(st.sampled_from(("", "divorce", "death")))) for u in kin.unions if u.id not in gone]
    kin = replace(kin, people=tuple(people), unions=tuple(unions), parents=tuple(p for p in kin.parents if p.id not in gone))
    shift = st.tuples(st.floats(-50, 50, allow_nan=False), st.floats(0.5, 50))
    kinds = st.sampled_from(("close", "fused", "conflict", "cut_off"))
    feelings = tuple(
        EmotionalTie(UUID(int=910 + n), PEOPLE[n], PEOPLE[n + 1], kind)
        for n, kind in enumerate(draw(st.lists(kinds, max_size=3)))
    )
    return replace(
        BEFORE, kin=kin, feelings=feelings, marks=draw(st.sampled_from(((), BEFORE.marks))), title=draw(st.text(max_size=4)),
        shifts=draw(st.dictionaries(st.sampled_from(PEOPLE), shift, max_size=4)), hidden=frozenset(draw(st.sets(st.sampled_from(PEOPLE), max_size=4))),
        index=draw(st.sampled_from((None, PEOPLE[0]))),
    )  # fmt: skip


@given(edited())
def test_applying_the_changes_makes_the_later_version(after):
    assert ordered(apply(BEFORE, changes(BEFORE, after))) == ordered(after)
