"""The whole act of living conditions in the real window without the mouse: opened, filled, signed, kept to the last answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from desktop.models.definitions import Placed, Rows
from desktop.models.partial_dates import PartialDate
from desktop.services import sheets
from desktop.services.families import NewFamily, NewMember, register_family
from desktop.ui.forms.rows import RowsTable
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.many import ManyChoice
from desktop.ui.pages.families_list import FamiliesPage
from desktop.ui.pages.sheet_chooser import SheetChooser
from desktop.ui.pages.sheet_view import SheetView
from desktop.ui.pages.sheets import SheetsSection
from tests.features.test_first_day import CTRL, LONG, PLAIN, Hands, type_words
from tests.ui.application.test_session import opened, session, shown  # noqa: F401  fixtures

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
K = Qt.Key
ACT = "living_conditions_act"
MOST_STOPS = 600  # of Tab through the act, before the walk is said to go in circles


class Clerk(Hands):
    """Hands that count what they press besides letters; an open list has the keyboard before its box."""

    pressed = 0

    @override
    def target(self) -> QWidget:
        return QApplication.activePopupWidget() or super().target()

    @override
    def press(self, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        for key in keys:
            self.pressed += 1
            QTest.keyClick(self.target(), key, modifiers)

    def letters(self, words: str) -> None:
        """Typed where the keyboard is."""
        for letter in words:
            type_words(self.target(), letter)

    def until(self, stands: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(stands()), timeout=LONG)


@contextmanager
def gaps() -> Iterator[list[float]]:
    """The longest time, in milliseconds, in which the window could not answer a key."""
    worst, before, timer = [0.0], [time.perf_counter()], QTimer()

    def turn() -> None:
        now = time.perf_counter()
        worst[0], before[0] = max(worst[0], (now - before[0]) * 1000), now

    timer.timeout.connect(turn)
    timer.start(0)
    yield worst
    timer.stop()


def member(given: str, sex: str, year: int, role: str) -> NewMember:
    surname = "Кравцова" if sex == "female" else "Кравцов"
    return NewMember({"surname": surname, "given_name": given, "sex": sex, "born": PartialDate(year)}, role)


FAMILY = NewFamily(
    "Кравцовы", address="ул. Садовая, д. 5",
    members=(member("Марина", "female", 1988, "mother"), member("Олег", "male", 1985, "father"), member("Анна", "female", 2017, "child")),
)  # fmt: skip


def enter_family(frame, clerk: Clerk) -> None:
    """The list has one family; Enter opens it, Ctrl+Page Down goes to the forms."""
    registered: list = []
    frame.desk.act("taken", lambda unit: register_family(unit, FAMILY), registered.append, pytest.fail)
    clerk.until(lambda: registered)
    families = frame.stack.currentWidget()
    assert isinstance(families, FamiliesPage)
    clerk.press(K.Key_F5)
    clerk.until(lambda: QApplication.focusWidget() is families.list)
    clerk.press(K.Key_Home, K.Key_Return)
    clerk.until(lambda: frame.family is not None and frame.family.current is not None)
    for _section in range(20):
        if frame.family.sections.current() == "sheets":
            break
        clerk.press(K.Key_PageDown, modifiers=CTRL)
    assert isinstance(frame.family.current, SheetsSection)


def begin(frame, clerk: Clerk) -> SheetView:
    """Ins, a part of the name, Enter; about whom."""
    section = frame.family.current
    clerk.until(lambda: section.table.isAncestorOf(QApplication.focusWidget()) or section.table is QApplication.focusWidget())
    clerk.press(K.Key_Insert)
    chooser = next(one for one in section.findChildren(SheetChooser) if one.isVisible())
    clerk.until(lambda: chooser.isActiveWindow() and chooser.isAncestorOf(clerk.target()))
    clerk.letters("акт обследования условий жизни")
    clerk.press(K.Key_Return)
    clerk.until(lambda: section.view is not None)
    view = section.view
    frame.activateWindow()  # as the desktop does when a dialog goes
    clerk.until(lambda: view.isActiveWindow() and view.form.isAncestorOf(clerk.target()))
    return view


class Filling:
    """Answers every question the keyboard comes to."""

    def __init__(self, clerk: Clerk, view: SheetView) -> None:
        self.clerk, self.view, self.form = clerk, view, view.form
        self.draft = view.filling.card.forms[0]
        self.lists: set[str] = set()
        self.kinds: set[str] = set()
        self.number = 0

    def here(self) -> tuple[str, ...] | None:
        """The box that has the keyboard."""
        return self.form.binder.focused()

    def table(self) -> RowsTable | None:
        """The table that has the keyboard."""
        focus = QApplication.focusWidget()
        return next((t for t in self.form.findChildren(RowsTable) if t.isAncestorOf(focus)), None)

    def placed(self, path: tuple[str, ...]) -> Placed:
        item = next(item for section in self.draft.definition.sections for item in section.items if item.key == path[0])
        if isinstance(item, Rows):
            return next(one for one in item.fields if one.key == path[2])
        return item

    def stop(self) -> None:
        """Whatever the keyboard is in gets its answer; it stays where it was."""
        path = self.here()
        if path is not None:
            if self.draft.value(path) in (None, ()):
                self.answer(path)
        elif (table := self.table()) is not None and table.item.key not in self.lists:
            self.add_row(table)

    def add_row(self, table: RowsTable) -> None:
        """Ins, every box of the row, Esc."""
        self.lists.add(table.item.key)
        before = len(self.draft.rows(table.item.key))
        self.clerk.press(K.Key_Insert)
        assert len(self.draft.rows(table.item.key)) == before + 1
        for _box in table.item.fields:
            path = self.here()
            assert path is not None
            self.answer(path)
            if path[2] != table.item.fields[-1].key:
                self.clerk.press(K.Key_Tab)
        self.clerk.press(K.Key_Escape)
        assert self.view.isVisible()
        assert self.table() is table

    def answer(self, path: tuple[str, ...]) -> None:
        """What a person would type into a box of this kind."""
        self.number += 1
        placed, clerk, box = self.placed(path), self.clerk, self.form.binder.at(path).editing.widget
        kind = placed.field.kind
        self.kinds.add(f"{kind} {'typed' if isinstance(box, Choice) else ''}".strip())
        match kind:
            case "long":
                clerk.letters(f"Долгий рассказ {self.number},")
                clerk.press(K.Key_Return)
                clerk.letters("вторая строка")
            case "text":
                clerk.letters(f"слово {self.number}")
            case "day":
                clerk.letters("1.9.2020")
            case "partial_day":
                clerk.letters("5.2016")
            case "decimal" | "money":
                clerk.letters("54,5")
            case "number":
                clerk.letters("3")
            case "flag":
                clerk.press(K.Key_Right)
            case _ if isinstance(box, Choice):
                clerk.letters(self.view.shell.desk.choices(placed.field.dictionary)[-1][1])
            case _ if isinstance(box, ManyChoice):
                for _code, caption in self.view.shell.desk.choices(placed.field.dictionary)[:2]:
                    clerk.letters(caption)
                    clerk.press(K.Key_Return)
                clerk.until(lambda: len(box.value()) == min(2, len(self.view.shell.desk.choices(placed.field.dictionary))))
            case _:
                clerk.press(K.Key_Left)


def test_the_act_is_opened_filled_finished_and_signed_with_the_keyboard_alone(qtbot, session, opened, capsys):  # noqa: F811
    clerk = Clerk(qtbot)
    frame = shown(qtbot, session, opened)
    enter_family(frame, clerk)
    section = frame.family.current
    with gaps() as worst:
        view = begin(frame, clerk)
        clerk.until(lambda: not view.form._waiting)
    filling = Filling(clerk, view)
    draft = filling.draft

    # F8 goes from one missing answer to the next, and never twice to the same
    been: list[object] = []
    while draft.missing():
        clerk.press(K.Key_F8)
        table = filling.table()
        here = filling.here() or (table.item.key,)
        assert here not in been
        been.append(here)
        filling.stop()
        if filling.here() is not None:
            clerk.press(K.Key_Tab)  # a typed choice is taken when it is left
    assert len(been) > 15

    # Ctrl+Page Up and Ctrl+Page Down go between the sections of the act, not of the family
    numbers = list(view._numbers)
    for _section in numbers:
        clerk.press(K.Key_PageUp, modifiers=CTRL)
    assert frame.family.current is section
    walked = [view.form.section_here()]
    for _section in numbers[1:]:
        clerk.press(K.Key_PageDown, modifiers=CTRL)
        walked.append(view.form.section_here())
    assert walked == numbers
    for _section in numbers[1:]:
        clerk.press(K.Key_PageUp, modifiers=CTRL)

    # Tab through everything that is left; the box with the keyboard is always in sight
    for _stop in range(MOST_STOPS):
        if not view.form.isAncestorOf(clerk.target()) and QApplication.activePopupWidget() is None:
            break
        filling.stop()
        clerk.press(K.Key_Tab)
        focus = QApplication.focusWidget()
        if view.form.isAncestorOf(focus):
            area = view.card.area.viewport()
            top = focus.mapTo(area, focus.rect().topLeft()).y()
            assert -focus.height() < top < area.height(), f"out of sight: {filling.here()}"
    empty = [
        item.key for _section, item in draft.visible() if isinstance(item, Placed) and draft.value((item.key,)) in (None, ())
    ]
    assert empty == []
    assert filling.lists == {"other_specialists", "household", "incomes", "interviewed"}
    assert filling.kinds >= {
        "text",
        "long",
        "day",
        "choice",
        "choice typed",
        "choices",
        "flag",
        "decimal",
        "money",
        "number",
        "partial_day",
    }
    assert draft.unreadable == ()

    # Ctrl+S; back to the first section, from there Shift+Tab to the buttons above the form
    frame.activateWindow()  # the screen of the tests leaves the last list that dropped down in front
    clerk.until(frame.isActiveWindow)
    clerk.press(K.Key_S, modifiers=CTRL)
    clerk.until(lambda: view.filling.card.state == "saved" and not view.filling.is_new)
    said = view.filling.record
    id_ = view.filling.base.id
    for _section in numbers:
        clerk.press(K.Key_PageUp, modifiers=CTRL)
    for button, state in ((view.finish, "finished"), (view.sign, "signed")):
        for _stop in range(15):
            if QApplication.focusWidget() is button:
                break
            clerk.press(K.Key_Backtab, modifiers=Qt.KeyboardModifier.ShiftModifier)
        assert QApplication.focusWidget() is button
        clerk.press(K.Key_Space)
        clerk.until(lambda state=state: view.filling.state == state)

    found: list = []
    frame.desk.open(lambda reading: sheets.open_sheet(reading, id_), found.append, pytest.fail, view.filling.card.owner)
    clerk.until(lambda: found)
    (kept,) = found
    for key, value in said.values.items():
        assert key.startswith("_") or kept.values[key] == value, key
    assert kept.parts == said.parts
    assert len(said.parts["household"]) > 1
    assert kept.values["_number"]
    answered = len(said.values) + sum(len(row.values) for rows in said.parts.values() for row in rows.values())
    with capsys.disabled():
        print(
            f"\nanswers {answered}, keys besides letters {clerk.pressed}, longest pause while the form was built {worst[0]:.0f} ms"
        )
