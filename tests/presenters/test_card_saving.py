"""What stops a card from being saved is said beside its box; drafts stand until the office has what was typed."""

from __future__ import annotations

from uuid import UUID

import pytest

from desktop.base.errors import Unavailable
from desktop.base.messages import Message
from desktop.models.lists import SignalFilter
from desktop.presenters.agreements import Papers
from desktop.presenters.cards import Card, Filled
from desktop.services import families, plans, signals
from desktop.services.cards import blank, open_card
from tests.offices import card, opened, register


@pytest.fixture
def place():
    return "plain"


@pytest.fixture
def family(desk):
    return register(desk)


def heard(event):
    said = []
    event.subscribe(said.append)
    return said


def signal_card(desk) -> Card:
    record = blank("signal", desk.new_id(), received_at=desk.now())
    return Card(desk, "A signal", [Filled("signal", record)], save=signals.write_signal)


def stands(one, kind="family"):
    return opened(one.desk, kind, one.forms[0].base.id)


def full_disk(desk, monkeypatch, what):
    def refuse(*_any):
        raise Unavailable(Message("the disk is full"))

    monkeypatch.setattr(desk.drafts, what, refuse)


# Half-filled cards


def test_an_emptied_name_is_refused_beside_its_box_and_what_was_typed_stays(desk, family):
    mine = card(desk, family)
    said = heard(mine.refused)
    mine.forms[0].type_text(("story",), "Мой рассказ")
    mine.forms[0].type_text(("name",), "")
    assert mine.forms[0].problem(("name",)) is None
    mine.save()
    assert mine.state == "failed"
    assert [finding.path for finding in said[0]] == [("name",)]
    assert mine.forms[0].problem(("name",)).blocks
    assert mine.forms[0].text(("story",)) == "Мой рассказ"
    mine.forms[0].type_text(("name",), "Кравцовы")
    mine.save()
    assert (mine.state, stands(mine).values["story"]) == ("saved", "Мой рассказ")


def test_a_row_that_lacks_only_its_key_box_says_so_there(desk, family):
    mine = card(desk, family)
    said = heard(mine.refused)
    row = str(mine.forms[0].add_row("addresses", kind="actual"))
    mine.forms[0].type_text(("addresses", row, "landmark"), "у рынка")
    mine.save()
    assert [finding.path for finding in said[0]] == [("addresses", row, "address")]
    assert mine.forms[0].text(("addresses", row, "landmark")) == "у рынка"
    mine.forms[0].type_text(("addresses", row, "address"), "г. Ош")
    mine.save()
    assert mine.state == "saved"


def test_a_row_with_nothing_in_it_is_left_out_silently(desk, family):
    mine = card(desk, family)
    mine.forms[0].add_row("addresses")
    mine.forms[0].type_text(("story",), "Мой рассказ")
    mine.save()
    assert mine.state == "saved"
    assert len(stands(mine).parts["addresses"]) == 1
    assert len(mine.forms[0].rows("addresses")) == 1


def test_a_row_just_begun_stays_open_when_a_colleague_saves(two_desks):
    anna, bektur = two_desks
    family = register(anna)
    mine, theirs = card(anna, family), card(bektur, family)
    row = mine.forms[0].add_row("addresses")
    theirs.forms[0].type_text(("story",), "Их рассказ")
    theirs.save()
    mine.refresh({family: stands(theirs)})
    assert row in mine.forms[0].rows("addresses")
    assert not mine.is_dirty


# Drafts


def test_a_draft_of_a_new_record_is_taken_and_saved(desk):
    first = signal_card(desk)
    first.forms[0].type_text(("about",), "Семья на Токтогула, 12")
    first.keep_draft()
    again = signal_card(desk)
    again.take_draft()
    again.save()
    assert again.state == "saved"
    assert stands(again, "signal").values["about"] == "Семья на Токтогула, 12"
    assert desk.drafts.all() == {}


def test_a_record_that_was_new_keeps_its_later_drafts_to_itself(desk):
    first = signal_card(desk)
    first.forms[0].type_text(("about",), "Семья на Токтогула, 12")
    first.save()
    first.forms[0].type_text(("about",), "Семья на Токтогула, 14")
    first.keep_draft()
    assert signal_card(desk).offered() is None
    kept = Card(desk, "A signal", [Filled("signal", stands(first, "signal"))], save=signals.write_signal)
    assert kept.offered() is not None
    kept.take_draft()
    kept.save()
    assert stands(kept, "signal").values["about"] == "Семья на Токтогула, 14"


def test_an_offered_draft_stands_until_it_is_decided(desk, family):
    before = card(desk, family)
    before.forms[0].type_text(("story",), "Вчерашнее")
    before.keep_draft()
    now = card(desk, family)
    now.forms[0].type_text(("way_there",), "за рынком")
    now.keep_draft()
    now.save()
    later = card(desk, family)
    assert later.offered() is not None
    later.take_draft()
    assert later.forms[0].text(("story",)) == "Вчерашнее"
    later.save()
    assert (stands(later).values["story"], stands(later).values["way_there"]) == ("Вчерашнее", "за рынком")
    assert desk.drafts.all() == {}


def test_an_offer_thrown_away_leaves_what_is_being_typed(desk, family):
    before = card(desk, family)
    before.forms[0].type_text(("story",), "Вчерашнее")
    before.keep_draft()
    now = card(desk, family)
    now.forms[0].type_text(("story",), "Сегодняшнее")
    now.keep_draft()
    now.drop_offer()
    later = card(desk, family)
    later.take_draft()
    assert later.forms[0].text(("story",)) == "Сегодняшнее"
    assert len(desk.drafts.all()) == 1


def test_what_is_typed_while_a_save_runs_is_kept_behind_it(desk, family):
    mine = card(desk, family)
    inline = desk.lanes.records
    waiting = []

    class Waiting:
        def ask(self, *asked, **more):
            waiting.append((asked, more))

    desk.lanes.records = Waiting()
    mine.forms[0].type_text(("story",), "Отправлено")
    mine.save()
    mine.forms[0].type_text(("way_there",), "за рынком")
    mine.keep_draft()
    mine.close()
    desk.lanes.records = inline
    for (do, done, failed, owner, rank), more in waiting:
        inline.ask(do, (lambda _any: None) if owner.gone.is_set() else done, failed, owner, rank, **more)
    later = card(desk, family)
    assert later.forms[0].text(("story",)) == "Отправлено"
    assert later.offered() is not None
    later.take_draft()
    later.save()
    assert (stands(later).values["story"], stands(later).values["way_there"]) == ("Отправлено", "за рынком")


def test_a_save_that_fails_after_the_page_was_left_leaves_its_draft(two_desks):
    anna, bektur = two_desks
    family = register(anna)
    mine, theirs = card(anna, family), card(bektur, family)
    theirs.forms[0].type_text(("story",), "Их рассказ")
    theirs.save()
    mine.forms[0].type_text(("story",), "Мой рассказ")
    mine.save()
    mine.close()
    later = card(anna, family)
    assert later.offered() is not None


def test_draft_is_said_only_when_it_lies_on_the_disk(desk, family, monkeypatch):
    mine = card(desk, family)
    lost = heard(desk.unsaved)
    full_disk(desk, monkeypatch, "put")
    mine.forms[0].type_text(("story",), "Мой рассказ")
    mine.keep_draft()
    assert mine.state == "unsaved"
    assert len(lost) == 1


# What the office has is saved, whatever happens afterwards


def test_a_save_stands_though_its_draft_could_not_be_dropped(desk, family, monkeypatch):
    mine = card(desk, family)
    lost = heard(desk.unsaved)
    full_disk(desk, monkeypatch, "drop")
    mine.forms[0].type_text(("story",), "Мой рассказ")
    mine.save()
    assert mine.state == "saved"
    assert stands(mine).values["story"] == "Мой рассказ"
    assert len(lost) == 1


def test_a_new_record_whose_answer_was_lost_is_saved_as_a_change(desk):
    mine = signal_card(desk)
    mine.forms[0].type_text(("about",), "Семья на Токтогула, 12")
    mine.keep_draft()
    (key, kept), *_ = desk.drafts.all().items()
    mine.save()
    desk.drafts.put(key, kept)  # the program ended between the two
    again = signal_card(desk)
    again.take_draft()
    again.forms[0].type_text(("address",), "ул. Токтогула, 12")
    again.save()
    assert again.state == "saved"
    assert stands(again, "signal").values["address"] == "ул. Токтогула, 12"
    assert len(desk.read(lambda reading: signals.signals(reading, SignalFilter(only_open=False)))) == 1


def test_a_card_that_cannot_be_read_after_saving_is_saved_all_the_same(desk, family, monkeypatch):
    mine = card(desk, family)
    mine.forms[0].type_text(("story",), "Мой рассказ")

    def unreadable(_question, _done, failed, _owner):
        failed(Unavailable(Message("no answer")))

    monkeypatch.setattr(type(desk), "open", lambda _self, *asked: unreadable(*asked))
    mine.save()
    monkeypatch.undo()
    assert (mine.state, mine.is_dirty) == ("saved", False)
    mine.forms[0].type_text(("way_there",), "за рынком")
    mine.save()
    assert mine.state == "saved"
    assert stands(mine).values["way_there"] == "за рынком"


# Plans and bonds


def test_a_changed_plan_is_followed_to_its_new_version(desk, family):
    page = desk.read(lambda reading: families.family_page(reading, family))
    papers = Papers(desk, lambda: page, lambda error: pytest.fail(str(error)))
    made = papers.new_plan()
    step = made.forms[0].add_row("steps")
    made.forms[0].type_text(("steps", str(step), "words"), "Оформить пособие")
    made.save()
    papers.load(lambda: None)
    (plan,) = (row.plan for row in papers.plans)
    changed = papers.change_plan(plan)
    step = changed.forms[0].add_row("steps")
    changed.forms[0].type_text(("steps", str(step), "words"), "Устроить в сад")
    changed.forms[0].type_text(("reason",), "Семья просит")
    changed.save()
    assert changed.state == "saved"
    papers.load(lambda: None)
    assert changed.forms[0].base == papers.plans[0].plan
    assert len(papers.plans) == 2
    assert desk.read(lambda reading: plans.plans_of(reading, family))[1].plan.id == plan.id


def two_of(desk, family):
    page = desk.read(lambda reading: families.family_page(reading, family))
    by_role = {member.membership.values["role"]: member.person.id for member in page.members}
    return by_role["mother"], by_role["child"]


def bond_card(desk, first, second, **values):
    record = blank("bond", desk.new_id(), kind="parent", first_id=first, second_id=second, nature="birth", **values)
    return Card(desk, "A bond", [Filled("bond", record)], save=families.write_bond)


def test_nobody_is_their_own_parent_nor_a_parent_of_their_own_mother(desk, family):
    mother, child = two_of(desk, family)
    for first, second in ((mother, mother), (child, mother)):
        mine = bond_card(desk, first, second)
        said = heard(mine.refused)
        mine.save()
        assert mine.state == "failed"
        assert [finding.path for finding in said[0]] == [("second_id",)]


def test_a_bond_written_the_wrong_way_round_may_be_turned(desk, family):
    mother, child = two_of(desk, family)
    page = desk.read(lambda reading: families.family_page(reading, family))
    bond = next(b for b in page.bonds if b.values["first_id"] == mother)
    mine = Card(desk, "A bond", [Filled("bond", bond)], save=families.write_bond)
    mine.forms[0].set_value(("first_id",), child)
    mine.forms[0].set_value(("second_id",), mother)
    mine.save()
    assert mine.state == "saved"
    assert stands(mine, "bond").values["first_id"] == child


def test_a_parent_born_after_the_child_is_refused(desk, family):
    mother, _child = two_of(desk, family)
    born = {"surname": "Кравцова", "given_name": "Старшая"}
    changes = desk.do("One", lambda unit: families.add_member(
        unit, family, opened(desk, "family", family).version, families.NewMember(born, "grandmother"))
    )  # fmt: skip
    grandmother = changes.result
    for person, day in ((mother, "01.01.1980"), (grandmother, "01.01.1990")):
        one = Card(desk, "A person", [Filled("person_card", opened(desk, "person", person))])
        one.forms[0].type_text(("born",), day)
        one.save()
    mine = bond_card(desk, grandmother, mother)
    said = heard(mine.refused)
    mine.save()
    assert [finding.path for finding in said[0]] == [("first_id",)]


def test_a_bond_without_its_people_says_which_box_is_empty(desk, family):
    mine = bond_card(desk, None, None)
    said = heard(mine.refused)
    mine.save()
    assert {finding.path for finding in said[0]} == {("first_id",), ("second_id",)}
    assert desk.read(lambda reading: open_card(reading, "bond", UUID(int=1))) is None
