"""A card on the page: an offered draft is not lost by closing a notice, and who types without a pause is kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.presenters.cards import Card, Filled, Merging
from desktop.presenters.forms import FormDraft
from desktop.presenters.offers import References
from desktop.rules.merging import Clash
from desktop.services.cards import blank, open_card
from desktop.services.families import family_page
from desktop.ui.kit.dialogs import Ask
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.card_view import CardView
from desktop.ui.pages.merge_dialog import MergeDialog
from tests.ui.kit.hands import put_on_screen, type_words
from tests.ui.pages.sections import desk, family, shell  # noqa: F401  fixtures

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


def show(qtbot, shell, family) -> CardView:  # noqa: F811
    desk = shell.desk  # noqa: F811
    record = desk.read(lambda reading: open_card(reading, "family", family))
    card = Card(desk, "The family card was changed", [Filled("family_card", record)])
    view = CardView(shell, card, References(desk, lambda: None))
    shell.window_widget().layout().addWidget(view)
    put_on_screen(qtbot, shell.window_widget())
    return view


def begun(shell, family):  # noqa: F811
    desk = shell.desk  # noqa: F811
    record = desk.read(lambda reading: open_card(reading, "family", family))
    card = Card(desk, "The family card was changed", [Filled("family_card", record)])
    card.forms[0].type_text(("story",), "Вчерашнее")
    card.keep_draft()


def test_hiding_the_offer_keeps_the_draft_and_throwing_it_away_is_asked(qtbot, shell, family):  # noqa: F811
    begun(shell, family)
    view = show(qtbot, shell, family)
    assert view.banner.words()
    view.banner._close.click()
    assert view.card.offered() is not None
    view.throw.click()
    asked = view.findChild(Ask)
    asked.buttons[0].click()
    assert view.card.offered() is not None
    view.throw.click()
    next(one for one in view.findChildren(Ask) if one.isVisible()).buttons[1].click()
    assert shell.desk.drafts.all() == {}
    view.close_view()


def test_an_emptied_name_is_red_and_has_the_keyboard(qtbot, shell, family):  # noqa: F811
    view = show(qtbot, shell, family)
    view.card.forms[0].type_text(("name",), "")
    view.save()
    assert shell.errors == []
    box = view.forms[0].box(("name",))
    assert box.hasFocus()
    assert box.property("problem") == "error"
    view.close_view()


def test_who_types_without_a_pause_is_kept_too(qtbot, shell, family):  # noqa: F811
    view = show(qtbot, shell, family)
    view.forms[0].box(("name",)).setFocus(Qt.FocusReason.OtherFocusReason)
    type_words(QApplication.focusWidget(), "Тен")
    assert view._ceiling.isActive()
    since = view._ceiling.remainingTime()
    type_words(QApplication.focusWidget(), "ов")
    assert view._ceiling.remainingTime() <= since
    view._ceiling.timeout.emit()
    assert view.card.state == "draft"
    assert not view._ceiling.isActive()
    view.close_view()


def test_people_whom_two_chose_differently_are_named_in_the_question(qtbot, shell, family):  # noqa: F811
    desk = shell.desk  # noqa: F811
    page = desk.read(lambda reading: family_page(reading, family))
    mother, child = (member.person.id for member in page.members)
    definition = desk.form("bond")
    form = FormDraft(definition, blank("bond", desk.new_id(), first_id=mother), desk.reader)
    merging = Merging(form, form.base, form.base, (Clash(("first_id",), None, mother, child),), "Бектуров Б.")
    asked = MergeDialog(shell, None, merging, References(desk, lambda: page), shell.window_widget())
    said = [label.text() for label in asked.findChildren(PlainLabel)]
    assert "Кравцова Марина" in said
    assert not any(str(mother) in words for words in said)
    asked.deleteLater()
