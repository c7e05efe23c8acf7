"""Closed sections in a person's card: a list that says only whether there is anything; opened with a reason, hidden again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.closed_sections import REASONS, SECTIONS
from desktop.models.snapshots import Changes
from desktop.presenters.cards import Card
from desktop.presenters.closed import IDLE, ClosedSections, reason_words
from desktop.presenters.offers import References
from desktop.ui.kit import native, theme
from desktop.ui.kit.badges import Badge
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.field import Field, FieldGrid
from desktop.ui.kit.lines import LongText
from desktop.ui.kit.many import ManyChoice
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.card_view import CardView
from desktop.ui.pages.member_dialogs import PageDialog
from desktop.ui.pages.shell import Shell

_STIRS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
    }
)


class ReasonToOpen(PageDialog):
    """Why closed facts are opened: a usual reason, words, or both; it is recorded before anything is shown."""

    def __init__(
        self, shell: Shell, title: str, caption: str, act: Callable[[str, Callable[[Exception], None]], None],
        parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(title, caption, parent)
        self._shell, self._act = shell, act
        note = _("The reason, your name and the time are recorded first. What stands here must not be told further.")
        self.body.addWidget(PlainLabel(note, self, wrap=True))
        grid = FieldGrid(1, self)
        self.usual = Choice(shell.desk.choices(REASONS), self)
        self.usual_field = grid.add(Field(_("What it is opened for"), self.usual, grid, required=True))
        self.words = LongText(self, min_lines=2, max_length=1000)
        grid.add(Field(_("In words"), self.words, grid, hint=_("Without what the section itself says")))
        self.body.addWidget(grid)
        self.usual.setFocus()

    @override
    def act(self) -> None:
        if self.usual.hasFocus():
            self.usual.settle()
        reason = reason_words(self._shell.desk, self.usual.value(), self.words.value())
        if not reason:
            self.usual_field.set_error(_("Choose the reason or write it in words"))
            self.usual.setFocus()
            return
        self.button.setEnabled(False)
        self._act(reason, self._refused)

    def _refused(self, error: Exception) -> None:
        self.button.setEnabled(True)
        self.refused(error, self._shell.fail)


class ClosedInPrint(ReasonToOpen):
    """Which closed sections a document shows, and why."""

    def __init__(
        self,
        shell: Shell,
        include: Callable[[frozenset[str], str, Callable[[Exception], None]], None],
        parent: QWidget,
    ) -> None:
        super().__init__(shell, _("Include closed facts"), _("Include them"), self._chosen, parent)
        self._include = include
        self.sections = ManyChoice(shell.desk.choices(SECTIONS), self)
        grid = FieldGrid(1, self)
        self.sections_field = grid.add(Field(_("Closed sections"), self.sections, grid, required=True))
        note = _("The document is marked as one with closed facts.")
        self.body.insertWidget(1, grid)
        self.body.addWidget(PlainLabel(note, self, ink="second", wrap=True))
        self.sections.setFocus()

    def _chosen(self, reason: str, failed: Callable[[Exception], None]) -> None:
        codes = frozenset(self.sections.value())
        if not codes:
            self.button.setEnabled(True)
            self.sections_field.set_error(_("Choose what is printed"))
            self.sections.setFocus()
            return
        self._include(codes, reason, failed)
        self.accept()


class ClosedDialog(QDialog):
    """One opened section; hidden when nobody touches anything for a few minutes, or when it is left."""

    def __init__(self, shell: Shell, title: str, card: Card, references: References, parent: QWidget, idle: int = IDLE) -> None:
        super().__init__(parent)
        self._shell, self._left = shell, False
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(theme.px(900), theme.px(640))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(14), 0, 0)
        column.setSpacing(theme.px(6))
        head = QVBoxLayout()
        head.setContentsMargins(theme.px(22), 0, theme.px(22), theme.px(6))
        head.addWidget(Heading(title, 2, self))
        minutes = max(1, round(idle / 60_000))
        head.addWidget(
            PlainLabel(
                _("Closed facts. Hidden by itself after {n} min without work.").format(n=minutes), self, ink="amber",
                wrap=True,
            )
        )  # fmt: skip
        column.addLayout(head)
        self.view = CardView(shell, card, references, leave=self._close, parent=self)
        column.addWidget(self.view, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._hide_again)
        self.idle_for(idle)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self.view.focus_first()

    def idle_for(self, milliseconds: int) -> None:
        """Hide it after so long without a key or a movement of the mouse."""
        self._timer.start(milliseconds)

    def _hide_again(self) -> None:
        self._shell.say(_("The closed section was hidden: nobody worked in it. What was typed is kept as a draft."))
        self.close()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _STIRS and self._timer.isActive():
            self._timer.start()
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and native.letter(event) == "S":
            self.view.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave()
        super().closeEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._leave()

    def _close(self) -> None:
        self.close()

    def _leave(self) -> None:
        if self._left:
            return
        self._left = True
        self._timer.stop()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self.view.close_view()


class ClosedBlock(QFrame):
    """«Closed facts» of a person: the sections and whether there are records, nothing else."""

    def __init__(
        self, shell: Shell, sections: ClosedSections, references: References, parent: QWidget | None = None,
        *, idle: int = IDLE,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._shell, self._sections, self._references, self._idle = shell, sections, references, idle
        self.buttons: dict[str, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(8), 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(Heading(_("Closed facts"), 2, self))
        note = _("Each opening is recorded with its reason. They stand in no list, search or print by themselves.")
        column.addWidget(PlainLabel(note, self, ink="second", wrap=True))
        self._rows = QWidget(self)
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(3, 1)
        self.badges: dict[str, Badge] = {}
        for number, line in enumerate(sections.lines()):
            name = PlainLabel(line.caption[:1].upper() + line.caption[1:], self._rows)
            badge = Badge("…", "plain", self._rows)
            button = Button(_("Open…"), "plain", parent=self._rows)
            button.setAccessibleName(_("Open the closed section: {section}").format(section=line.caption))
            button.clicked.connect(lambda _checked=False, section=line.section: self.ask(section))
            for place, widget in enumerate((name, badge, button)):
                self._grid.addWidget(widget, number, place, Qt.AlignmentFlag.AlignVCenter)
            self.badges[line.section], self.buttons[line.section] = badge, button
        column.addWidget(self._rows)
        self.destroyed.connect(sections.close)
        self.load()

    def load(self) -> None:
        """Ask again which sections have records."""
        self._sections.load(self._show)

    def _show(self) -> None:
        for line in self._sections.lines():
            self.badges[line.section].say(line.state, "accent" if line.filled else "plain")

    def ask(self, section: str) -> None:
        """Ask for the reason, record it, show the section."""
        title = self._sections.title(section)
        dialog: ReasonToOpen | None = None

        def opened(card: Card) -> None:
            if dialog is not None:
                dialog.accept()
            shown = ClosedDialog(self._shell, title, card, self._references, self, self._idle)
            shown.view.saved.connect(self._saved)
            shown.open()

        dialog = ReasonToOpen(
            self._shell, _("Open closed facts: {section}").format(section=title[:1].lower() + title[1:]), _("Open"),
            lambda reason, failed: self._sections.open(section, reason, opened, failed), self,
        )  # fmt: skip
        dialog.open()

    def _saved(self, _changes: Changes) -> None:
        self._shell.say(_("Saved"))
        self.load()
