"""A small mark says where an answer comes from: it takes no room, and who listens hears it."""

from __future__ import annotations

from desktop.ui.kit.field import Field
from desktop.ui.kit.lines import TextEdit1


def test_the_origin_of_an_answer_is_heard_and_takes_no_height(qtbot):
    field = Field("Телефон", TextEdit1())
    qtbot.addWidget(field)
    field.resize(500, field.sizeHint().height())
    before = field.sizeHint()
    field.set_origin("взято из карты")
    assert field.sizeHint() == before
    assert field.editor.accessibleDescription() == "взято из карты"
    assert field.label.toolTip() == "взято из карты"
    field.set_note("было 12.03.2026: нет")
    assert field.editor.accessibleDescription() == "было 12.03.2026: нет · взято из карты"
    field.set_origin("")
    assert field.editor.accessibleDescription() == "было 12.03.2026: нет"
    assert field.label.toolTip() == ""
