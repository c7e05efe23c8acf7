"""Two desks with the same card: what goes together by itself, what is asked, and that nothing typed is lost."""

from __future__ import annotations

import pytest

from desktop.services import cards
from tests.offices import BEKTUR, NAMES, Templates, card, clean, opened, register


@pytest.fixture
def place():
    return "plain"


@pytest.fixture
def both(two_desks):
    """Anna's and Bektur's cards of one family, opened at the same moment."""
    anna, bektur = two_desks
    family = register(anna)
    return card(anna, family), card(bektur, family), family


def stands(one):
    return opened(one.desk, "family", one.forms[0].base.id)


def heard(event):
    said = []
    event.subscribe(said.append)
    return said


def test_a_card_is_saved_and_says_when(both):
    mine, _theirs, _family = both
    states = heard(mine.state_changed)
    mine.forms[0].type_text(("story",), "Приехали из Нарына")
    assert mine.is_dirty
    mine.save()
    assert states == ["unsaved", "saving", "saved"]
    assert mine.said == "09:00"
    assert stands(mine).values["story"] == "Приехали из Нарына"
    assert not mine.is_dirty


def test_what_two_changed_in_different_boxes_goes_together_and_says_whose(both):
    mine, theirs, _family = both
    came, asked = heard(mine.came), heard(mine.merging)
    theirs.forms[0].type_text(("way_there",), "за рынком")
    theirs.save()
    mine.forms[0].type_text(("story",), "Мой рассказ")
    mine.save()
    assert asked == []
    assert len(came) == 1
    assert NAMES[BEKTUR] in came[0]
    assert (stands(mine).values["way_there"], stands(mine).values["story"]) == ("за рынком", "Мой рассказ")
    assert mine.state == "saved"
    assert mine.forms[0].text(("way_there",)) == "за рынком"


def test_what_both_changed_in_one_box_is_asked_and_saved_as_decided(both):
    mine, theirs, _family = both
    asked = heard(mine.merging)
    theirs.forms[0].type_text(("story",), "Их рассказ")
    theirs.forms[0].type_text(("way_there",), "за рынком")
    theirs.save()
    mine.forms[0].type_text(("story",), "Мой рассказ")
    mine.save()
    (merging,) = asked
    (clash,) = merging.clashes
    assert (clash.path, clash.base, clash.mine, clash.theirs) == (
        ("story",),
        None,
        "Мой рассказ",
        "Их рассказ",
    )
    assert merging.who == NAMES[BEKTUR]
    assert mine.forms[0].text(("story",)) == "Мой рассказ"
    assert stands(mine).values["story"] == "Их рассказ"
    mine.decide(merging, {("story",): "theirs"})
    assert (stands(mine).values["story"], stands(mine).values["way_there"]) == ("Их рассказ", "за рынком")
    assert mine.state == "saved"


def test_mine_is_saved_when_mine_is_chosen(both):
    mine, theirs, _family = both
    asked = heard(mine.merging)
    for one, text in ((theirs, "Их рассказ"), (mine, "Мой рассказ")):
        one.forms[0].type_text(("story",), text)
        one.save()
    mine.decide(asked[0], {("story",): "mine"})
    assert stands(mine).values["story"] == "Мой рассказ"


def test_rows_added_by_both_are_kept(both):
    mine, theirs, _family = both
    for one, text in ((theirs, "г. Ош"), (mine, "г. Нарын")):
        row = one.forms[0].add_row("addresses", kind="registration")
        one.forms[0].type_text(("addresses", str(row), "address"), text)
        one.save()
    kept = {part.values["address"] for part in stands(mine).parts["addresses"].values()}
    assert kept == {"ул. Токтогула, д. 12, кв. 4", "г. Ош", "г. Нарын"}


def test_a_row_removed_by_one_and_changed_by_the_other_is_asked(both):
    mine, theirs, _family = both
    (row,) = mine.forms[0].rows("addresses")
    asked = heard(mine.merging)
    theirs.forms[0].remove_row("addresses", row)
    theirs.save()
    mine.forms[0].type_text(("addresses", str(row), "landmark"), "у школы")
    mine.save()
    (merging,) = asked
    assert merging.clashes[0].is_row
    assert merging.clashes[0].theirs is None
    mine.decide(merging, {merging.clashes[0].path: "theirs"})
    assert dict(stands(mine).parts["addresses"]) == {}


def test_a_card_that_was_removed_meanwhile_keeps_what_was_typed(both):
    mine, theirs, family = both
    said = heard(mine.refused)
    mine.forms[0].type_text(("story",), "Мой рассказ")
    mine.keep_draft()
    theirs.desk.do("Removed", lambda unit: cards.remove(unit, "family", family, stands(theirs).version))
    mine.save()
    assert mine.state == "failed"
    assert len(said) == 1
    assert mine.forms[0].text(("story",)) == "Мой рассказ"
    assert mine.offered() is not None


def test_a_colleagues_save_is_put_into_an_open_card_that_was_not_touched_there(both):
    mine, theirs, family = both
    mine.forms[0].type_text(("story",), "Мой рассказ")
    theirs.forms[0].type_text(("way_there",), "за рынком")
    theirs.save()
    mine.refresh({family: stands(mine)})
    assert mine.forms[0].text(("way_there",)) == "за рынком"
    assert mine.forms[0].text(("story",)) == "Мой рассказ"
    came = heard(mine.came)
    mine.save()
    assert came == []
    assert stands(mine).values["story"] == "Мой рассказ"


def test_a_draft_is_offered_until_the_card_is_saved_and_resumes_on_what_was_opened_then(both):
    mine, theirs, family = both
    mine.forms[0].type_text(("story",), "Недопечата")
    mine.keep_draft()
    theirs.forms[0].type_text(("way_there",), "за рынком")
    theirs.save()
    again = card(mine.desk, family)
    assert again.offered() is not None
    again.take_draft()
    assert again.forms[0].text(("story",)) == "Недопечата"
    again.save()
    assert (stands(again).values["story"], stands(again).values["way_there"]) == ("Недопечата", "за рынком")
    assert again.offered() is None


def test_a_draft_thrown_away_is_not_offered(both):
    mine, _theirs, family = both
    mine.forms[0].type_text(("story",), "Лишнее")
    mine.keep_draft()
    mine.discard()
    assert card(mine.desk, family).offered() is None
    assert not mine.is_dirty


def test_nothing_to_save_makes_no_act(both):
    mine, _theirs, _family = both
    last = mine.desk.office_kept.last_act()
    mine.save()
    assert mine.desk.office_kept.last_act() == last
    assert clean(mine.desk)
    assert Templates is not None
