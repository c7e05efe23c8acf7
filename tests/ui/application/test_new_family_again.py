from __future__ import annotations

import pytest

from desktop.ui.pages.new_family import NewFamilyPage
from tests.ui.application.test_session import opened, session, shown  # noqa: F401  fixtures
from tests.ui.kit.hands import type_words

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


def pages(frame) -> list[NewFamilyPage]:
    return [frame.stack.widget(at) for at in range(frame.stack.count()) if isinstance(frame.stack.widget(at), NewFamilyPage)]


def test_a_family_begun_again_is_the_one_that_is_being_typed(qtbot, session, opened):  # noqa: F811
    frame = shown(qtbot, session, opened)
    frame.new_family()
    frame.new_family()
    qtbot.waitUntil(lambda: len(pages(frame)) == 1)
    (page,) = pages(frame)
    page._boxes["name"].setFocus()
    type_words(page._boxes["name"], "Тен")
    frame.go("families")
    frame.new_family()
    assert frame.stack.currentWidget() is page
    assert page.typed().values["name"] == "Тен"
