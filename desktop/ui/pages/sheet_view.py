"""One sheet on the page: the form, its sections at the left, the score always in view, what was before beside."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.definitions import Path, Placed
from desktop.models.fields import Field
from desktop.models.snapshots import Changes
from desktop.presenters.offers import References
from desktop.presenters.sheet_filling import SheetFilling
from desktop.presenters.sheets import RISK_TONE
from desktop.ui.forms.binder import Bound
from desktop.ui.kit import native, theme
from desktop.ui.kit.accessibility import announce
from desktop.ui.kit.badges import Badge
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.flow import FlowLayout
from desktop.ui.kit.sections import Section, SectionList
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.card_view import CardView
from desktop.ui.pages.sheet_compare import SheetCompare
from desktop.ui.pages.shell import Shell

_STEPS: Final = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_COUNT_AFTER = 150  # milliseconds after a key: the strip follows the eye, not every letter


class SheetView(QWidget):
    """Filling, comparing, signing, printing one sheet; the whole of it by keyboard."""

    left = Signal()
    copy_wanted = Signal()
    print_wanted = Signal()
    attach_wanted = Signal()
    saved = Signal()

    def __init__(self, shell: Shell, filling: SheetFilling, references: References, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shell, self.filling, self._references = shell, filling, references
        self._numbers: list[int] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_COUNT_AFTER)
        self._timer.timeout.connect(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        body = QHBoxLayout()
        body.setSpacing(0)
        column.addLayout(body, 1)
        self.stack = QStackedWidget(self)
        self.card = CardView(shell, filling.card, references, leave=self._leave, parent=self.stack)
        self.form = self.card.forms[0]
        self.compare = SheetCompare(filling, self._name, self.stack)
        self.stack.addWidget(self.card)
        self.stack.addWidget(self.compare)
        body.addWidget(self._side())
        body.addWidget(self.stack, 1)
        self._listen()
        self._show_state()
        self._note_all()

    # Building

    def _head(self) -> QWidget:
        head = QWidget(self)
        column = QVBoxLayout(head)
        column.setContentsMargins(theme.px(22), theme.px(10), theme.px(22), theme.px(6))
        column.setSpacing(theme.px(6))
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        title = Heading(_(self.filling.form.title), 2, head)
        title.setWordWrap(True)
        row.addWidget(title, 1)
        self.state = Badge("", parent=head)
        row.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self.score = PlainLabel("", head, bold=True, wrap=True)  # a form of many scores has a long line of them
        column.addWidget(self.score)
        strip = QHBoxLayout()
        strip.setSpacing(theme.px(14))
        self.level = Badge("", parent=head)
        self.unanswered = PlainLabel("", head, ink="second")
        for widget in (self.level, self.unanswered):
            strip.addWidget(widget)
        strip.addStretch(1)
        column.addLayout(strip)
        column.addWidget(self._buttons(head))
        return head

    def _buttons(self, head: QWidget) -> QWidget:
        row = QWidget(head)
        flow = FlowLayout(row, gap=theme.px(8), line_gap=theme.px(6))
        self.risk = Button(_("Write the level of risk onto the card"), parent=row)
        self.risk.clicked.connect(self._record_risk)
        self.toggle = Button(_("Compare with the filling before"), "quiet", keys="F7", parent=row)
        self.toggle.clicked.connect(self.toggle_compare)
        attach = Button(_("Add a photo or file…"), "quiet", parent=row)
        attach.clicked.connect(self.attach_wanted)
        self.again = Button(_("Fill a copy"), "quiet", parent=row)
        self.again.clicked.connect(self.copy_wanted)
        self.paper = Button(_("Print…"), "quiet", keys="Ctrl+P", parent=row)
        self.paper.clicked.connect(self.print_wanted)
        self.finish = Button(_("Filled completely"), parent=row)
        self.finish.clicked.connect(lambda: self._after_saving(self._finish))
        self.sign = Button(_("Sign…"), parent=row)
        self.sign.clicked.connect(lambda: self._after_saving(self._sign))
        for button in (self.finish, self.sign, self.risk, self.paper, self.toggle, attach, self.again):
            flow.addWidget(button)
        self.attach = attach
        return row

    def _side(self) -> QWidget:
        self.sections = SectionList((), self)
        self.sections.chosen.connect(lambda key: self.go_to(int(key)))
        self._fill_side()
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.sections)
        area.setFixedWidth(theme.px(220))
        area.setVisible(len(self._numbers) > 2)
        self._side_area = area
        return area

    def _fill_side(self) -> None:
        shown = {id(section) for section, _item in self.filling.card.forms[0].visible()}
        sections = self.filling.card.forms[0].definition.sections
        numbers = [n for n, section in enumerate(sections) if id(section) in shown]
        if numbers != self._numbers:
            self._numbers = numbers
            self.sections.set_sections([Section(str(n), _(sections[n].title)) for n in numbers])
            self.sections.set_current(str(numbers[0]) if numbers else "")
        missing = self.filling.section_missing()
        for n in numbers:
            self.sections.set_count(str(n), None, missing.get(sections[n].title, 0))

    def _listen(self) -> None:
        draft = self.filling.card.forms[0]
        self._ends = [draft.field_changed.subscribe(self._told)]
        self.form.binder.made.connect(self._note_one)
        self.form.shown_box.connect(lambda _box: self._mark_section())
        self.card.saved.connect(self._was_saved)

    # What is shown

    def _told(self, path: Path) -> None:
        self._timer.start()
        if len(path) == 1 and (bound := self.form.binder.at(path)) is not None:
            self._note_one(bound)
        elif not path:
            self._note_all()

    def _note_all(self) -> None:
        for bound in self.form.binder.boxes():
            self._note_one(bound)
        self._count()

    def _note_one(self, bound: Bound) -> None:
        bound.row.set_note(self.filling.note(bound.path))
        bound.row.set_origin(self.filling.origin(bound.path))

    def _count(self) -> None:
        total = self.filling.main_total()
        words = [self.filling.total_words(one) for one in self.filling.totals()]
        self.score.setText(" \u00b7 ".join(words))
        self.score.setVisible(bool(words))
        risk = self.filling.risk()
        caption = self.shell.desk.caption("risk_levels", risk) if risk else ""
        self.level.say(caption, RISK_TONE.get(risk, "plain"))
        self.risk.setVisible(bool(risk) and total is not None and not self.filling.is_new)
        self.unanswered.setText(self.filling.unanswered_words())
        self._fill_side()

    def _show_state(self) -> None:
        filling = self.filling
        tone = {"draft": "amber", "finished": "accent", "signed": "green"}[filling.state]
        self.state.say(self.shell.desk.caption("sheet_states", filling.state), tone)  # type: ignore[arg-type]
        self.form.set_read_only(filling.signed)
        self.card.button.setVisible(not filling.signed)
        if filling.signed and self.sign.hasFocus():
            self.paper.setFocus()  # a button that goes away gives the keyboard to what comes next
        elif filling.state != "draft" and self.finish.hasFocus():
            self.sign.setFocus()
        self.sign.setVisible(not filling.signed)
        self.finish.setVisible(filling.state == "draft")
        self.again.setVisible(not filling.is_new)
        self.toggle.setVisible(filling.before is not None)
        saved_first = _("Save the form first") if filling.is_new else ""
        self.paper.set_reason(saved_first)
        self.attach.set_reason(saved_first)
        self._count()

    def _name(self, field: Field, id_: UUID) -> str:
        return self._references.caption(field, id_)

    # Going about

    def go_to(self, number: int) -> None:
        """The keyboard into a section of the form."""
        if self.stack.currentWidget() is not self.card:
            self.stack.setCurrentWidget(self.card)
        self.form.go_section(number)
        self.sections.set_current(str(number))

    def go_section(self, step: int) -> None:
        """To the next or the previous section: Ctrl+Page Down, Ctrl+Page Up."""
        here = self.form.section_here()
        numbers = self._numbers
        at = numbers.index(here) if here in numbers else 0
        if 0 <= at + step < len(numbers):
            self.go_to(numbers[at + step])

    def _mark_section(self) -> None:
        self.sections.set_current(str(self.form.section_here()))

    def toggle_compare(self) -> None:
        """The two fillings side by side, or the form again."""
        if self.filling.before is None:
            return
        if self.stack.currentWidget() is self.card:
            self.form.settle()
            self.compare.fill()
            self.stack.setCurrentWidget(self.compare)
            self.compare.table.setFocus()
        else:
            self.stack.setCurrentWidget(self.card)
            self.form.focus_first()

    def entered(self) -> None:
        """The keyboard into the first question that is asked."""
        for _section, item in self.filling.card.forms[0].visible():
            if isinstance(item, Placed) and not item.key.startswith("_"):
                self.form.focus((item.key,))
                return
        self.form.focus_first()

    def _own_key(self, event: QKeyEvent) -> Callable[[], None] | None:
        """What a key does while a sheet is open; in the window some of them mean something else."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() in _STEPS:
            return partial(self.go_section, _STEPS[Qt.Key(event.key())])
        if control and native.letter(event) == "P":
            return self.print_wanted.emit
        if event.key() == Qt.Key.Key_F7 and not event.modifiers() and self.filling.before is not None:
            return self.toggle_compare
        if event.key() == Qt.Key.Key_F8 and not event.modifiers():
            return self.card.next_missing  # from the list of sections and the buttons too
        if event.key() == Qt.Key.Key_F6 and not event.modifiers() and self._side_area.isVisible():
            return self._to_sections
        return None

    def _to_sections(self) -> None:
        button = self.sections.button(self.sections.current() or str(self._numbers[0]))
        button.setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._own_key(event):
            event.accept()  # the window does not take it: here it is a key of the sheet
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._own_key(event)
        if act is not None:
            act()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self.left.emit()

    # Acts

    def save(self) -> None:
        """Write what was typed."""
        if not self.filling.signed:
            self.card.save()

    def _was_saved(self, _changes: Changes) -> None:
        self._show_state()
        self.saved.emit()

    def _after_saving(self, act: Callable[[], None]) -> None:
        self.form.settle()
        self.filling.after_saving(self.card.save, act, self.card.say_unread)

    def _finish(self) -> None:
        self.filling.finish(self._acted(_("The form is filled")), self.shell.fail)

    def _sign(self) -> None:
        missing = self.filling.missing()
        if missing:
            self.shell.say(_("Not everything is filled for signing: F8 goes to what is left"))
            self.form.build_all()
            self.form.focus(missing[0])
            return
        self.filling.sign(self._acted(_("The form is signed")), self.shell.fail)

    def _record_risk(self) -> None:
        self.filling.record_risk(self._acted(_("The level of risk stands on the card")), self.shell.fail)

    def _acted(self, words: str) -> Callable[[Changes], None]:
        def done(_changes: Changes) -> None:
            announce(self, words)
            self.shell.say(words)
            self._show_state()
            self.saved.emit()

        return done

    def close_view(self) -> None:
        """Leave: what is typed is kept as a draft."""
        self._timer.stop()
        for end in self._ends:
            end()
        self.card.close_view()
