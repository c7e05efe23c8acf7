"""From the first word about a family to its case: decisions, urgent signals, duplicates, the load of a curator."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.base.errors import Rejected
from desktop.models.lists import SignalFilter
from desktop.models.partial_dates import PartialDate
from desktop.models.snapshots import Edit
from desktop.rules.duplicates import Sought, paper_key
from desktop.services import duplicates
from desktop.services.cards import blank, save_cards
from desktop.services.curators import check_load, write_family_card
from desktop.services.families import NewFamily, NewMember, add_member, family_page
from desktop.services.signals import (
    Decision,
    answer,
    counters,
    decide,
    open_family_from_signal,
    record_signal,
    signals,
)
from tests.offices import KRAVTSOVS, opened, register


def told(desk, **values):
    new = blank("signal", desk.new_id(), **{"about": "Абдыкеримовы", **values})
    return desk.do("told", lambda unit: record_signal(unit, Edit(None, new))).result


def do(desk, work):
    return desk.do("act", work).result


def now(desk, id_):
    return opened(desk, "signal", id_).version


def standing(desk, **wanted):
    return [one.id for one in desk.read(lambda reading: signals(reading, SignalFilter(**wanted)))]


def page(desk, family):
    return desk.read(lambda reading: family_page(reading, family))


def test_a_case_knows_everything_that_its_signal_knew(desk):
    facts = {
        "route": "own_request", "applied_on": desk.today, "learned_how": "neighbours", "reporter_phone": "0555 123456",
        "decision_body": "kg_children_commission", "decision_number": "7", "decision_note": "Мать одна, без дохода",
        "alternatives": "Консультации", "decided_on": desk.today, "priorities": ("newborn",),
    }  # fmt: skip
    id_ = told(desk, **facts)
    version = now(desk, id_)
    family = do(desk, lambda unit: open_family_from_signal(unit, id_, version, NewFamily("Абдыкеримовы", source="neighbour")))
    case = page(desk, family).case.values
    assert {
        key: case[key] for key in ("route", "applied_on", "learned_how", "reporter_phone", "decision_number", "alternatives")
    } == {key: facts[key] for key in ("route", "applied_on", "learned_how", "reporter_phone", "decision_number", "alternatives")}
    assert (case["decision_reason"], case["decision_on"], case["priorities"]) == (
        facts["decision_note"],
        desk.today,
        ("newborn",),
    )


def test_an_urgent_signal_stays_on_top_after_its_case_was_opened_until_somebody_answers(desk):
    id_ = told(desk, urgent=True)
    version = now(desk, id_)
    told(desk, about="Тен")
    family = do(desk, lambda unit: open_family_from_signal(unit, id_, version, NewFamily("Абдыкеримовы")))
    assert standing(desk)[0] == id_
    assert desk.read(counters)["urgent"] == 1
    (alert,) = page(desk, family).alerts
    assert alert.signal
    with pytest.raises(Rejected):
        do(desk, lambda unit: answer(unit, id_, alert.version, " "))
    do(desk, lambda unit: answer(unit, id_, alert.version, "Выехали, дети у бабушки"))
    assert id_ not in standing(desk)
    assert (desk.read(counters)["urgent"], page(desk, family).alerts) == (0, ())
    closed = opened(desk, "signal", id_)
    assert (closed.values["answer"], closed.values["answered_by"]) == ("Выехали, дети у бабушки", desk.actor.name)
    with pytest.raises(Rejected):
        do(desk, lambda unit: answer(unit, id_, closed.version, "ещё раз"))


def test_a_decision_closes_an_urgent_signal_only_with_words_and_keeps_them_all(desk):
    id_ = told(desk, urgent=True)
    version = now(desk, id_)
    with pytest.raises(Rejected):
        do(desk, lambda unit: decide(unit, id_, version, Decision("not_confirmed")))
    words = Decision("not_confirmed", "Дети дома и здоровы", "Открыть случай", "kg_children_commission", "12")
    do(desk, lambda unit: decide(unit, id_, version, words))
    kept = opened(desk, "signal", id_).values
    assert (kept["decision"], kept["alternatives"], kept["decision_body"], kept["decision_number"]) == (
        "not_confirmed", "Открыть случай", "kg_children_commission", "12",
    )  # fmt: skip
    assert standing(desk) == []
    assert standing(desk, only_open=False) == [id_]


def test_what_is_passed_on_names_to_whom_and_a_known_family_is_named(desk):
    id_ = told(desk)
    version = now(desk, id_)
    for code in ("passed_on", "known_family"):
        with pytest.raises(Rejected):
            do(desk, lambda unit, code=code: decide(unit, id_, version, Decision(code)))
    family = register(desk)
    do(desk, lambda unit: decide(unit, id_, version, Decision("known_family", family=family)))
    assert opened(desk, "signal", id_).values["family_id"] == family


def test_signals_are_filtered_by_urgency_addressee_and_period(desk):
    old = told(desk, received_at=desk.now() - timedelta(days=40))
    mine = told(desk, handed_to_id=desk.actor.id)
    urgent = told(desk, urgent=True)
    assert standing(desk, only_urgent=True) == [urgent]
    assert standing(desk, handed_to=desk.actor.id) == [mine]
    assert old not in standing(desk, since=desk.now() - timedelta(days=7))
    assert standing(desk, till=desk.now() - timedelta(days=7)) == [old]


# Duplicates

MARINA = Sought("Кравцова", "Марина", "Сергеевна", PartialDate(1988, 7, 19))


def with_marina(desk):
    member = NewMember(
        {"surname": "Кравцова", "given_name": "Марина", "patronymic": "Сергеевна", "born": PartialDate(1988, 7, 19),
         "personal_number": "11907198800521", "sex": "female"}, "mother",
    )  # fmt: skip
    new = NewFamily("Кравцовы", address="г. Ош, ул. Курманжан Датки, д. 112, кв. 4", phone="0555 123 456", members=(member,))
    family = register(desk, new)
    return family, page(desk, family).members[0].person


@pytest.mark.parametrize(
    "sought",
    [MARINA, Sought("Кравцева", "Марина", "", PartialDate(1988, 7, 19)), Sought(number="11907198800521"),
     Sought("Исакова", "Марина", "Сергеевна", PartialDate(1988, 7, 19))],
)  # fmt: skip
def test_a_person_is_recognised(desk, sought):
    _family, marina = with_marina(desk)
    found = desk.read(lambda reading: duplicates.same_people(reading, sought))
    assert [one.hit.record for one in found] == [marina.id]


def test_a_person_is_recognised_by_a_paper_and_never_as_themselves(desk):
    _family, marina = with_marina(desk)
    row = blank("person_document", desk.new_id(), kind="kg_passport", series="ID", number="1234567")
    do(desk, lambda unit: save_cards(unit, Edit(marina, marina.with_parts("documents", {row.id: row}))))
    sought = Sought(papers=frozenset({paper_key("kg_passport", "ID", "1234567")}))
    (found,) = desk.read(lambda reading: duplicates.same_people(reading, sought))
    assert found.sure
    assert desk.read(lambda reading: duplicates.same_people(reading, sought, marina.id)) == ()


@pytest.mark.parametrize(
    ("name", "address", "phone"),
    [("Иные", "Ош, Курманжан Датки 112-4", "+996 555 123456"), ("Кравцовы", "Ош, Курманжан Датки, 112, 4", ""),
     ("Кравцова", "", "0555123456")],
)  # fmt: skip
def test_a_family_is_recognised(desk, name, address, phone):
    family, _marina = with_marina(desk)
    register(desk)  # another family of the same name
    (found,) = [s for s in desk.read(lambda reading: duplicates.same_families(reading, name, address, phone)) if s.sure]
    assert found.hit.record == family


def test_one_person_in_two_families_is_said_in_both(desk):
    family, marina = with_marina(desk)
    other = register(desk, KRAVTSOVS)
    since = desk.today - timedelta(days=30)
    version = page(desk, other).family.version
    do(desk, lambda unit: add_member(unit, other, version, NewMember({}, "aunt", "temporarily", marina.id, since)))
    (elsewhere,) = page(desk, family).elsewhere[marina.id]
    assert (elsewhere.family, elsewhere.role, elsewhere.since) == (other, "aunt", since)
    assert page(desk, other).elsewhere[marina.id][0].family == family


# The load of a curator


def active(desk, family, **more):
    found = page(desk, family)
    edits = (Edit(found.case, found.case.with_values(status="active", **more)),)
    return desk.do("active", lambda unit: write_family_card(unit, edits))


def test_a_third_active_family_asks_a_reason_and_observed_ones_do_not_count(desk):
    families = [register(desk, NewFamily(name)) for name in ("Первые", "Вторые", "Третьи")]
    for family in families[:2]:
        active(desk, family)
    assert desk.read(lambda reading: check_load(reading, desk.actor.id)) is not None
    with pytest.raises(Rejected) as refused:
        active(desk, families[2])
    assert refused.value.findings[0].path == ("curator_reason",)
    active(desk, families[2], curator_reason="Второй специалист в отпуске")
    assert page(desk, families[2]).case.values["curator_reason"] == "Второй специалист в отпуске"
    watched = page(desk, families[0])
    edits = (Edit(watched.case, watched.case.with_values(status="observation")),)
    desk.do("watch", lambda unit: write_family_card(unit, edits))
    assert desk.read(lambda reading: check_load(reading, desk.actor.id, families[2])) is None


def test_another_curator_and_a_lost_constant_specialist_ask_a_reason(desk):
    family = register(desk)
    case = page(desk, family).case
    with pytest.raises(Rejected):
        desk.do("c", lambda unit: write_family_card(unit, (Edit(case, case.with_values(curator_id=None)),)))
    row = blank("team_member", desk.new_id(), name="Ли А. В.", constant=True)
    with_ann = case.with_parts("team", {row.id: row})
    desk.do("c", lambda unit: write_family_card(unit, (Edit(case, with_ann),)))
    case = page(desk, family).case
    with pytest.raises(Rejected):
        desk.do("c", lambda unit: write_family_card(unit, (Edit(case, case.with_parts("team", {})),)))
    edit = Edit(case, case.with_parts("team", {}).with_values(curator_reason="Уволилась"))
    desk.do("c", lambda unit: write_family_card(unit, (edit,)))
    assert page(desk, family).case.parts["team"] == {}
