"""A contact in one line from anywhere: Ctrl+Shift+K or F6, a few letters of the family, a few of the person, the words, Enter.

The line «about what» saves by Enter; what is rarer (the result, another day, after hours) stands below and is reached by
Tab. What was typed and left by Esc stands there the next time.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from desktop.base.errors import Rejected
from desktop.base.messages import _
from desktop.models.family_page import FamilyPage
from desktop.models.snapshots import Changes
from desktop.presenters.quick_contact import QuickContact, Typed
from desktop.ui.kit import theme
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.dates import DateEdit
from desktop.ui.kit.field import Field
from desktop.ui.kit.lines import TextEdit1, TimeEdit
from desktop.ui.kit.search_choice import SearchChoice
from desktop.ui.kit.segments import Option, Segmented, YesNo
from desktop.ui.kit.text import KeyHint, PlainLabel
from desktop.ui.pages.member_dialogs import PageDialog
from desktop.ui.pages.shell import Shell

QUICK_KINDS: Final = ("call", "message", "email", "office_meeting", "meeting", "letter", "information")
LONGEST: Final = 4000


class _LastLine(TextEdit1):
    """A line whose Enter means that all is said."""

    said = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.said.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


class _WithWhom(Choice):
    """Somebody of the family, an agency, or anybody in words: what fits nothing stays as it was typed."""

    @override
    def settle(self) -> None:
        super().settle()
        if self.value() is None:
            self.complained.emit("")


class QuickContactDialog(PageDialog):
    """Who, how, with whom, about what."""

    def __init__(self, shell: Shell, page: FamilyPage | None, parent: QWidget) -> None:
        super().__init__(_("Contact"), _("Write it down"), parent, width=760)
        self._shell = shell
        self.quick = QuickContact(shell.desk, page, shell.fail)
        self._by_hand = self.quick.typed.after_hours is not None
        self._build()
        self._show(self.quick.typed)
        self.finished.connect(self._leave)
        (self.partner if self.quick.typed.family else self.family).setFocus()

    def _build(self) -> None:
        desk = self._shell.desk
        kinds = dict(desk.choices("contact_kinds"))
        self.family = SearchChoice((), self.quick.find_family, self)
        offered = [Option(code, kinds[code]) for code in QUICK_KINDS if code in kinds]
        self.kind = Segmented(offered, self, numbered=True, clearable=False)
        self.partner = _WithWhom(self.quick.partners(), self)
        self.words = _LastLine(self, max_length=LONGEST)
        self.agreed = _LastLine(self, max_length=500)
        self.direction = Segmented([Option(code, said) for code, said in desk.choices("contact_directions")], self, numbered=True)
        self.day = DateEdit(lambda: desk.today, None, self, past=True)
        self.clock = TimeEdit(self)
        self.late = YesNo(self)
        when = QWidget(self)
        row = QHBoxLayout(when)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        for box in (
            self.day,
            self.clock,
            PlainLabel(_("outside working hours"), when, ink="second"),
            self.late,
        ):
            row.addWidget(box)
        row.addStretch(1)
        self.day.setAccessibleName(_("Day"))
        self.clock.setAccessibleName(_("Time"))
        self.late.set_question(_("After hours"))
        self.fields = {
            "family_id": Field(_("Family"), self.family, self),
            "kind": Field(_("Kind of contact"), self.kind, self),
            "person_id": Field(_("With whom"), self.partner, self, hint=_("Somebody of the family, an agency, or in words")),
            "words": Field(_("About what"), self.words, self, required=True),
            "result": Field(_("Agreed on"), self.agreed, self),
            "direction": Field(_("Who began"), self.direction, self),
            "at": Field(_("When"), when, self),
        }
        width = max(field.label_width() for field in self.fields.values())
        for field in self.fields.values():
            field.set_label_width(width)
            self.body.addWidget(field)
        hint = QHBoxLayout()
        hint.setSpacing(theme.px(6))
        hint.addWidget(KeyHint("Enter", self))
        said = _("in the lines «about what» and «agreed on» writes it down")
        hint.addWidget(PlainLabel(said, self, ink="second", scale=0.92), 1)
        self.body.addLayout(hint)
        self.family.edited.connect(self._other_family)
        for line in (self.words, self.agreed):
            line.said.connect(self.act)
        for box in (self.day, self.clock):
            box.edited.connect(self._look_at_the_clock)
        self.late.edited.connect(self._say_by_hand)

    def _show(self, typed: Typed) -> None:
        if typed.family:
            self.family.set_value(typed.family, self.quick.family_words)
            if not self.quick.partners() or not any(code.startswith("person:") for code, _name in self.quick.partners()):
                self.quick.choose_family(UUID(typed.family), self._offer_people)
        self.kind.set_value(typed.kind)
        self.direction.set_value(typed.direction or None)
        code = f"person:{typed.person}" if typed.person else f"agency:{typed.agency}" if typed.agency else ""
        self.partner.set_value(code or None, typed.name)
        if not code:
            self.partner.setText(typed.name)
        self.words.set_value(typed.words)
        self.agreed.set_value(typed.result)
        self.day.set_value(typed.day)
        self.clock.set_value(typed.clock)
        self.late.set_value(None if typed.after_hours is None else "yes" if typed.after_hours else "no")
        self._look_at_the_clock()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.resize(self.width(), max(self.height(), self.column.totalHeightForWidth(self.width())))  # answers in two lines

    # Following what is typed

    def _other_family(self) -> None:
        chosen = self.family.value()
        self.quick.choose_family(UUID(chosen) if chosen else None, self._offer_people)

    def _offer_people(self) -> None:
        self.partner.set_items(self.quick.partners())
        code = self.partner.value()
        if code is not None and code not in dict(self.quick.partners()):
            self.partner.clear_choice()

    def _look_at_the_clock(self) -> None:
        if not self._by_hand:
            late = self.quick.is_after_hours(self.read())
            self.late.set_value(None if late is None else "yes" if late else "no")

    def _say_by_hand(self) -> None:
        self._by_hand = True

    def read(self) -> Typed:
        """What stands in the dialog now."""
        partner, late = self.partner.value() or "", self.late.value()
        kind, _colon, id_ = partner.partition(":")
        return Typed(
            self.family.value() or "", self.kind.value() or "", self.direction.value() or "",
            id_ if kind == "person" else "", id_ if kind == "agency" else "", "" if partner else self.partner.text(),
            self.words.value(), self.agreed.value(), self.day.value(), self.clock.value(),
            (late == "yes") if self._by_hand and late else None,
        )  # fmt: skip

    # Saving and leaving

    @override
    def act(self) -> None:
        for box in (self.family, self.partner):
            box.settle()
        for field in self.fields.values():
            field.set_error("")
        typed = self.read()
        if self.family.text().strip() and not typed.family:
            self._complain("family_id", _("Choose the family or leave the line empty"))
        elif not typed.words.strip():
            self._complain("words", _("Write what it was about"))
        elif self.quick.moment(typed) is None:
            self._complain("at", _("The day or the time cannot be read"))
        elif self.button.isEnabled():
            self.button.setEnabled(False)
            self.quick.save(typed, self._kept, self._refused)

    def _complain(self, key: str, said: str) -> None:
        self.fields[key].set_error(said)
        {"family_id": self.family, "words": self.words, "at": self.day}[key].setFocus()

    def _kept(self, _changes: Changes) -> None:
        self._shell.say(_("The contact is written down"))
        self.accept()

    def _refused(self, error: Exception) -> None:
        self.button.setEnabled(True)
        found = error.findings[0] if isinstance(error, Rejected) and error.findings else None
        if found is not None and found.path and found.path[0] in self.fields:
            self.fields[found.path[0]].set_error(found.message.words())
        else:
            self.refused(error, self._shell.fail)

    def _leave(self, result: int) -> None:
        if result != self.DialogCode.Accepted.value:
            self.quick.keep(self.read(), self.family.caption() or self.family.text())
        self.quick.close()


def open_quick_contact(shell: Shell, page: FamilyPage | None) -> QuickContactDialog:
    """The dialog over the window, with the family in view if one is."""
    dialog = QuickContactDialog(shell, page, shell.window_widget())
    dialog.open()
    return dialog
