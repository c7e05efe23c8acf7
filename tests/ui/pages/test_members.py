from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.models.snapshots import Conflict
from desktop.presenters.members import surname_for
from desktop.services.families import NewFamily, NewMember, family_page, register_family
from desktop.ui.kit.dialogs import Ask
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.member_dialogs import NewMemberDialog, PlaceDialog
from desktop.ui.pages.members import MembersSection
from desktop.ui.tables.columns import words
from tests.ui.pages.sections import desk, dialog, family, keys, shell, show_section  # noqa: F401  fixtures

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
INS, ENTER = Qt.Key.Key_Insert, Qt.Key.Key_Return


def names(page: MembersSection) -> list[str]:
    return [words(row["name"]) for row in page.table.model().rows]


def test_a_child_is_added_by_the_keyboard_and_its_surname_follows(qtbot, shell, family, desk):  # noqa: F811
    page = show_section(qtbot, shell, family, MembersSection)
    keys(qtbot, INS)
    new = dialog(page, NewMemberDialog)
    keys(qtbot, ENTER, ENTER, "Олег", ENTER, "Игоревич", ENTER, "11.05.2012")
    keys(qtbot, ENTER, control=True)
    assert not new.isVisible()
    assert shell.errors == []
    assert "Кравцов Олег Игоревич" in names(page)
    page.close_section()


def test_the_bonds_of_the_parents_are_written_by_one_button(qtbot, shell, family, desk):  # noqa: F811
    page = show_section(qtbot, shell, family, MembersSection)
    assert page.offer.words().startswith("У 1 ребёнка")
    page.offer.acted.emit()
    found = desk.read(lambda reading: family_page(reading, family))
    assert [(member.person.values["given_name"], member.kinship) for member in found.members] == [
        ("Марина", "mother"), ("Анна", "daughter"),
    ]  # fmt: skip
    assert page.offer.words() == ""
    assert page.bonds.model().rowCount() == 1
    page.close_section()


def test_enter_opens_the_card_and_esc_comes_back(qtbot, shell, family):  # noqa: F811
    page = show_section(qtbot, shell, family, MembersSection)
    keys(qtbot, ENTER)
    assert page.view is not None
    keys(qtbot, Qt.Key.Key_Escape)
    assert page.view is None
    assert page.table.hasFocus()
    page.close_section()


def test_what_is_typed_into_a_card_is_saved_and_stands_in_the_table(qtbot, shell, family):  # noqa: F811
    page = show_section(qtbot, shell, family, MembersSection)
    keys(qtbot, ENTER)
    page.view.forms[0].focus(("patronymic",))
    keys(qtbot, "Сергеевна")
    page.save()
    assert shell.errors == []
    assert names(page)[0] == "Кравцова Марина Сергеевна"
    page.close_section()


def test_who_left_stays_at_the_end_and_is_asked_about_first(qtbot, shell, family, desk):  # noqa: F811
    page = show_section(qtbot, shell, family, MembersSection)
    keys(qtbot, Qt.Key.Key_Delete)
    asked = dialog(page, Ask)
    assert asked.buttons[0].hasFocus()
    asked.buttons[1].click()
    assert names(page)[-1] == "Кравцова Марина"
    found = desk.read(lambda reading: family_page(reading, family))
    assert found.members[-1].membership.values["till"] == desk.today
    page.close_section()


def test_a_place_is_saved_although_a_colleague_changed_the_family_meanwhile(qtbot, shell, family, desk):  # noqa: F811
    page = show_section(qtbot, shell, family, MembersSection)
    stale = page._page
    from desktop.models.snapshots import Edit
    from desktop.services.cards import save_cards

    desk.do("phone", lambda unit: save_cards(unit, Edit(stale.family, stale.family.with_values(phone="0555 123456"))))
    page.family.page = stale
    with pytest.raises(Conflict):
        desk.do("stale", lambda unit: save_cards(unit, Edit(stale.family, stale.family.with_values(phone="1"))))
    place = PlaceDialog(shell, page._household, stale.members[0], page)
    place.boxes["role"].set_value("guardian")
    place.act()
    found = desk.read(lambda reading: family_page(reading, family))
    assert shell.errors == []
    assert found.family.values["phone"] == "0555 123456"
    assert "guardian" in {member.membership.values["role"] for member in found.members}
    page.close_section()


@pytest.mark.parametrize(
    ("name", "sex", "borne"),
    [("Кравцовы", "male", "Кравцов"), ("Кравцов", "female", "Кравцова"), ("Полонские", "female", "Полонская"),
     ("Тен", "female", "Тен"), ("Сидоренко", "male", "Сидоренко"), ("Асан уулу", "male", "Асан уулу")],
)  # fmt: skip
def test_a_surname_bends_as_it_is_borne(name, sex, borne):
    assert surname_for(name, sex) == borne


def test_a_card_that_becomes_somebody_known_says_whom(qtbot, shell, family, desk):  # noqa: F811
    other = NewFamily(
        "Исаковы", members=(NewMember({"surname": "Исаков", "given_name": "Олег", "personal_number": "21907198800521"}, "child"),)
    )
    desk.do("other", lambda unit: register_family(unit, other))
    page = show_section(qtbot, shell, family, MembersSection)
    keys(qtbot, ENTER)
    page.view.forms[0].focus(("personal_number",))
    keys(qtbot, "21907198800521")
    assert "Исаков Олег" in page.view.notice.words()
    keys(qtbot, Qt.Key.Key_Backspace)
    assert page.view.notice.words() == ""
    page.close_section()


def test_a_card_says_the_place_in_the_family_and_in_other_families(qtbot, shell, family, desk):  # noqa: F811
    marina = desk.read(lambda reading: family_page(reading, family)).members[0].person.id
    other = NewFamily("Исаковы", members=(NewMember({}, "aunt", "not_living", marina, desk.today),))
    desk.do("other", lambda unit: register_family(unit, other))
    page = show_section(qtbot, shell, family, MembersSection)
    keys(qtbot, ENTER)
    said = "\n".join(label.text() for label in page.view.findChildren(PlainLabel))
    assert "В этой семье: мать, постоянно" in said
    assert "Состоит также в семье: Исаковы" in said
    assert f"с {desk.today:%d.%m.%Y}" in said
    page.close_section()


def test_somebody_known_is_taken_in_from_a_day_on(qtbot, shell, family, desk):  # noqa: F811
    page = show_section(qtbot, shell, family, MembersSection)
    keys(qtbot, INS)
    new = dialog(page, NewMemberDialog)
    new.editor.given_name.set_value("Олег")
    new.since.set_day(desk.today)
    new.act()
    added = desk.read(lambda reading: family_page(reading, family)).members[-1]
    assert added.membership.values["since"] == desk.today
    page.close_section()
