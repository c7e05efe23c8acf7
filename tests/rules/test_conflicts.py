"""What conflict maps say: common needs, allies, careful hints, the curve; what was edited between two versions."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.conflict_data import (
    Agreed,
    ConflictData,
    Need,
    Option,
    Party,
    Reading,
    Relation,
)
from desktop.models.map_data import Place
from desktop.rules import conflicts as rules
from desktop.rules.conflict_changes import apply, changes

TODAY = date(2026, 11, 22)


def u(number: int) -> UUID:
    return UUID(int=number)


def quarrel(**more: object) -> ConflictData:
    parties = (
        Party(u(1), "Марина, мать"), Party(u(2), "Игорь, отец"), Party(u(3), "Бабушка Вера", role="ally"),
        Party(u(4), "Школа № 7", "agency", role="institution"),
    )  # fmt: skip
    needs = (
        Need(u(11), u(1), "need", "чтобы Олег не пропускал школу"),
        Need(u(12), u(1), "fear", "лишат родительских прав"),
        Need(u(13), u(2), "need", "покой в доме вечером"),
        Need(u(14), u(2), "fear", "лишение родительских прав"),
        Need(u(15), u(4), "need", "Олег не пропускает школу"),
        Need(u(16), u(3), "need", "вечером дома покой"),
        Need(u(17), u(3), "fear", "увезут в другой район"),
    )
    made = ConflictData(u(900), u(901), u(902), "С кем остаётся Олег", date(2026, 11, 20), parties=parties, needs=needs)
    return replace(made, **more)


def words(data: ConflictData, points=()) -> str:
    return " | ".join(finding.message.words() for finding in rules.findings(data, points, TODAY))


def test_what_two_parties_say_in_other_forms_of_the_same_words_is_suggested_as_common() -> None:
    found = {(one.kind, one.needs) for one in rules.alike(quarrel())}
    assert found == {("need", (u(11), u(15))), ("need", (u(13), u(16))), ("fear", (u(12), u(14)))}


def test_a_confirmed_suggestion_is_common_and_no_longer_suggested() -> None:
    data = quarrel()
    (fear,) = [one for one in rules.alike(data) if one.kind == "fear"]
    agreed = rules.confirmed(data, fear)
    (shared,) = rules.common(agreed)
    assert (shared.kind, shared.parties, shared.needs) == ("fear", (u(1), u(2)), (u(12), u(14)))
    assert [one.kind for one in rules.alike(agreed)] == ["need", "need"]


def test_a_need_of_one_party_alone_is_not_common_however_it_is_marked() -> None:
    assert rules.common(rules.marked_common(quarrel(), [u(11)], "школа")) == ()


def test_the_same_name_in_other_letters_gathers_needs_of_two_parties() -> None:
    data = rules.marked_common(rules.marked_common(quarrel(), [u(11)], "Школа  Олега"), [u(15)], "школа Олега")
    assert [one.parties for one in rules.common(data)] == [(u(1), u(4))]


def test_needs_and_fears_are_never_common_with_each_other() -> None:
    needs = (Need(u(1), u(1), "need", "встречи с сыном"), Need(u(2), u(2), "fear", "встречи с сыном"))
    assert rules.alike(quarrel(needs=needs)) == ()


def test_allies_hang_together_through_others_and_through_a_shared_card() -> None:
    parties = tuple(replace(p, joined_to=u(4)) if p.id == u(3) else p for p in quarrel().parties)
    relations = (Relation(u(21), u(1), u(3), "alliance"), Relation(u(22), u(1), u(2), "dispute", 8))
    data = quarrel(parties=parties, relations=relations)
    assert rules.alliances(data) == ((u(1), u(3), u(4)),)


def test_parties_nobody_asked_are_named_but_not_those_whose_card_says_it() -> None:
    data = quarrel(needs=tuple(n for n in quarrel().needs if n.party != u(2)))
    assert [p.id for p in rules.without_needs(data)] == [u(2)]
    joined = tuple(replace(p, joined_to=u(1)) if p.id == u(2) else p for p in data.parties)
    assert rules.without_needs(replace(data, parties=joined)) == ()


@pytest.mark.parametrize(
    ("issue", "hint"),
    [
        ("Кто виноват в прогулах Олега", "виноват"), ("Должен ли Олег жить с отцом", "да"),
        ("Олег живёт с матерью или с отцом", "иначе"), ("Мать-пьяница и её дети", "оцен"),
    ],
)  # fmt: skip
def test_a_formulation_that_is_not_neutral_is_hinted_at_and_never_refused(issue: str, hint: str) -> None:
    assert len(rules.issue_hints(issue)) == 1, hint
    assert not any(finding.blocks for finding in rules.findings(quarrel(issue=issue), (), TODAY))


@pytest.mark.parametrize("issue", ["С кем остаётся Олег", "Как делить время с внуками", "Лиля и школа", "Орден дедушки"])
def test_a_neutral_formulation_raises_no_hint(issue: str) -> None:
    assert rules.issue_hints(issue) == ()


def test_a_dangerous_stage_is_said_first_and_asks_for_a_mediator() -> None:
    data = quarrel(phase="escalation", intensity=9)
    first, second = rules.findings(data, (), TODAY)[:2]
    assert (first.path, second.path) == (("phase",), ("mediator",))
    assert ("mediator",) not in [f.path for f in rules.findings(replace(data, mediator="Ли А. В."), (), TODAY)]


def test_the_curve_takes_notes_and_versions_and_the_newest_version_of_a_day() -> None:
    first = quarrel(drawn_on=date(2026, 9, 12), intensity=8, phase="open")
    note = Reading(u(31), date(2026, 10, 1), 9, "ссора")
    later = replace(first, id=u(903), drawn_on=date(2026, 10, 14), intensity=7, readings=(note,))
    again = replace(later, id=u(904), intensity=6, readings=(replace(note, intensity=10),))
    found = rules.curve([again, first, later])
    assert [(p.on.day, p.intensity, p.version) for p in found] == [(12, 8, True), (1, 10, False), (14, 6, True)]
    assert not rules.growing(found)
    assert rules.growing(found[:2])


def test_options_without_an_answer_and_past_their_term_are_said() -> None:
    late = Option(u(41), "медиация", state="agreed", until=date(2026, 11, 1))
    open_ = Option(u(42), "у бабушки по будням", state="discussed")
    data = quarrel(options=(late, open_))
    assert rules.unresolved(data) == (open_,)
    assert [f.path for f in rules.findings(data, (), TODAY) if f.path[0] == "options"] == [("options", str(u(41)))]


# Changes


def _some(of: type, /, **known: st.SearchStrategy[object]):
    return st.builds(of, id=st.integers(1, 5).map(u), **known)


_TEXT = st.sampled_from(["", "один", "два", "три"])
_WHO = st.integers(1, 5).map(u)
_STRENGTH = st.none() | st.integers(0, 10)
_DAY = st.sampled_from([date(2026, 9, 1), date(2026, 10, 1)])


def _unique(made: st.SearchStrategy[object]):
    return st.lists(made, max_size=5, unique_by=lambda one: one.id).map(tuple)


PARTIES = _unique(
    _some(Party, name=_TEXT, joined_to=st.none() | _WHO, place=st.none() | st.builds(Place, st.integers(0, 3), st.integers(0, 3)))
)
NEEDS = _unique(_some(Need, party=_WHO, kind=st.sampled_from(["need", "fear"]), words=_TEXT, common=_TEXT))
RELATIONS = _unique(_some(Relation, source=_WHO, target=_WHO, kind=st.sampled_from(["alliance", "dispute"]), intensity=_STRENGTH))
OPTIONS = _unique(_some(Option, words=_TEXT, until=st.none() | _DAY, step=st.none() | _WHO))
AGREED = _unique(_some(Agreed, words=_TEXT, parties=st.lists(_WHO, max_size=2).map(tuple)))
READINGS = _unique(_some(Reading, on=_DAY, intensity=st.integers(0, 10)))
MAPS = st.builds(
    ConflictData, id=_WHO, family=st.just(u(9)), conflict=st.just(u(8)), issue=_TEXT, drawn_on=_DAY, parties=PARTIES,
    needs=NEEDS, relations=RELATIONS, options=OPTIONS, agreements=AGREED, readings=READINGS, intensity=_STRENGTH,
    phase=st.sampled_from(["", "open", "easing"]), mediator=_TEXT, contradiction=_TEXT,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(MAPS, MAPS)
def test_the_changes_make_the_later_version_of_the_earlier_one_exactly(before: ConflictData, after: ConflictData) -> None:
    made = apply(before, changes(before, after))
    identity = {"id": before.id, "drawn_on": before.drawn_on}
    assert made == replace(after, **identity)


@settings(max_examples=60, deadline=None)
@given(MAPS)
def test_a_version_that_only_got_another_day_has_no_changes(data: ConflictData) -> None:
    assert changes(data, replace(data, id=u(77), drawn_on=date(2026, 1, 1), final=True, version=4)) == ()


def test_a_renamed_party_is_one_change_and_a_calmer_dispute_is_weaker() -> None:
    before = quarrel(relations=(Relation(u(21), u(1), u(2), "dispute", 8),), intensity=8)
    parties = (replace(before.parties[0], name="Марина К."), *before.parties[1:])
    after = replace(before, parties=parties, relations=(replace(before.relations[0], intensity=5),), intensity=5)
    found = [(change.kind, change.what, change.field) for change in changes(before, after)]
    assert found == [("weaker", "heading", "intensity"), ("weaker", "relation", "intensity"), ("renamed", "party", "name")]


def test_every_field_of_the_map_is_compared_or_is_identity() -> None:
    changed = {"id", "family", "conflict", "drawn_on", "final", "printed_on", "version"}
    before = quarrel()
    other = quarrel(
        issue="x", template="kovalev", parties=(), needs=(), relations=(Relation(u(1), u(1), u(2)),),
        options=(Option(u(1), "x"),), agreements=(Agreed(u(1), "x"),), readings=(Reading(u(1), TODAY, 1),),
        began_on="x", phase="open", intensity=1, mediator="x", mediator_id=u(1), subject="x", contradiction="x",
        outcome="x", told_by="x", note="x",
    )  # fmt: skip
    differing = {f.name for f in fields(ConflictData) if getattr(before, f.name) != getattr(other, f.name)}
    assert differing | changed == {f.name for f in fields(ConflictData)}
    assert apply(before, changes(before, other)) == other


def test_what_people_call_the_same_is_common_though_the_words_differ():
    data = quarrel(needs=(_need(1, 1, "посещаемость"), _need(2, 2, "не пропускал школу"), _need(3, 4, "порядок")))
    assert not rules.alike(data)
    marked = rules.together(data, (u(501), u(502)), "  школа ")
    (one,) = rules.common(marked)
    assert (one.words, one.parties) == ("школа", (u(1), u(2)))
    renamed = rules.together(marked, (u(501), u(502), u(503)), "учёба", one.needs)
    assert [(found.words, len(found.parties)) for found in rules.common(renamed)] == [("учёба", 3)]


def test_a_common_name_goes_from_the_last_party_that_is_left_with_it():
    data = quarrel(needs=tuple(_need(at, at, "слова", "школа") for at in (1, 2, 3)))
    parted = rules.together(data, (u(501), u(502)), "школа", (u(501), u(502), u(503)))
    assert [need.common for need in parted.needs] == ["школа", "школа", ""]
    moved = rules.together(parted, (u(502), u(503)), "дом")
    assert [need.common for need in moved.needs] == ["", "дом", "дом"]
    assert rules.together(moved, (), "", (u(502), u(503))).needs == tuple(replace(n, common="") for n in data.needs)


def test_the_same_words_for_a_need_and_for_a_fear_are_two_things():
    fears = (_need(3, 1, "суд", "суд", "fear"), _need(4, 2, "суд", "суд", "fear"))
    data = quarrel(needs=(_need(1, 1, "а"), _need(2, 2, "б"), *fears))
    marked = rules.together(data, (u(501), u(502)), "суд")
    assert [(one.kind, one.words) for one in rules.common(marked)] == [("need", "суд"), ("fear", "суд")]


def _need(at, party, words, common="", kind="need"):
    return Need(u(500 + at), u(party), kind, words, common)
