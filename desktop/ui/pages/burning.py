"""Urgent signals that nobody closed: a red strip on top of the journal until somebody writes what was done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _, ngettext
from desktop.models.snapshots import Snapshot
from desktop.presenters.signals import Journal, SignalLine
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.field import Field
from desktop.ui.kit.lines import LongText
from desktop.ui.kit.notices import Banner
from desktop.ui.kit.text import PlainLabel
from desktop.ui.pages.member_dialogs import PageDialog
from desktop.ui.pages.shell import Shell

_MOST: Final = 3  # strips; the others are counted


class BurningBar(QWidget):
    """One red strip for each urgent signal, with its answer one key away."""

    shown = Signal(object)  # id of the signal to be found in the journal

    def __init__(self, shell: Shell, journal: Journal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell, self._journal = shell, journal
        self._strips: list[Banner] = []
        self._lines: tuple[SignalLine, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        self.hide()

    def words(self) -> tuple[str, ...]:
        """What the strips say."""
        return tuple(strip.words() for strip in self._strips)

    def show_lines(self, lines: Sequence[SignalLine]) -> None:
        """Show these; nothing is rebuilt when they are the same."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        for old in self._strips:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._strips = [self._strip(line) for line in lines[:_MOST]]
        if (rest := len(lines) - _MOST) > 0:
            more = Banner(self)
            words = ngettext("and {n} more urgent signal", "and {n} more urgent signals", rest)
            more.show_notice(words.format(n=rest), "red", closable=False)
            self._strips.append(more)
        for strip in self._strips:
            self._column.addWidget(strip)
        self.setVisible(bool(lines))

    def _strip(self, line: SignalLine) -> Banner:
        strip = Banner(self)
        words = _("Urgent signal of {day}: {about}. {state}").format(day=line.received, about=line.about, state=line.state)
        strip.show_notice(words, "red", _("Say what was done…"), closable=False)
        strip.acted.connect(lambda: AnswerSignal(self._shell, self._journal, line.signal, self).open())
        show = Button(_("Show"), "quiet", parent=strip)
        show.clicked.connect(lambda: self.shown.emit(line.signal.id))
        strip.put_beside(show)
        return strip


class AnswerSignal(PageDialog):
    """The note that closes an urgent signal."""

    def __init__(self, shell: Shell, journal: Journal, signal: Snapshot, parent: QWidget) -> None:
        title = _("Urgent signal {number}").format(number=signal.values["number"] or "?")
        super().__init__(title, _("Write the answer"), parent)
        self._shell, self._journal, self._signal = shell, journal, signal
        self.body.addWidget(PlainLabel(str(signal.values["about"]), self, bold=True, wrap=True))
        self.note = LongText(self, min_lines=4)
        self.note_field = Field(_("What was done"), self.note, self, required=True)
        self.body.addWidget(self.note_field)
        self.note.setFocus()

    @override
    def act(self) -> None:
        self._journal.answer(self._signal, self.note.value(), lambda _changes: self.accept(), self._failed)

    def _failed(self, error: Exception) -> None:
        self.refused(error, self._shell.fail)
        self.note.setFocus()
