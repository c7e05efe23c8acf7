"""The section «Visits»: the entry of a new visit at the top, the log below, the state of saving always in view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QRadioButton, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import Finding, _
from desktop.models.family_page import FamilyPage, VisitRow
from desktop.models.snapshots import Changes, Snapshot
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.visit_log import LogLine, lines, title, told
from desktop.presenters.visit_words import still_to_say
from desktop.presenters.visits import State, VisitEntry
from desktop.services.printing import visits_print
from desktop.services.visits import given_at, open_visit
from desktop.ui.kit import theme
from desktop.ui.kit.accessibility import announce
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.notices import Banner
from desktop.ui.kit.shortcuts import Command
from desktop.ui.kit.status import SaveState, StatusStrip
from desktop.ui.kit.text import Heading
from desktop.ui.pages.paper_preview import preview_paper
from desktop.ui.pages.section import SectionPage
from desktop.ui.pages.shell import Shell
from desktop.ui.pages.visit_entry import VisitForm
from desktop.ui.pages.visit_view import VisitView
from desktop.ui.tables.columns import Column, Mark, Row
from desktop.ui.tables.small import SmallTable

DRAFT_AFTER: Final = 3_000  # milliseconds after the last key
_ROWS: Final = 12  # of the log before it scrolls inside


class VisitsSection(SectionPage):
    """One visit is written while the earlier ones are in view."""

    def __init__(self, shell: Shell, family: FamilyPresenter, parent: QWidget | None = None) -> None:
        super().__init__(shell, family, parent)
        self.entry = VisitEntry(shell.desk, family.family)
        self._opened: Snapshot | None = None
        self._next_one = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_AFTER)
        self._timer.timeout.connect(self.keep_draft)
        self._build()
        self._listen()
        self._offer_draft()

    # Building

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.banner = Banner(self)
        self.banner.acted.connect(self._take_draft)
        column.addWidget(self.banner)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(self.area.viewport())  # at its place before it is filled: moving it later dresses everything again
        self._inside = QVBoxLayout(inside)
        self._inside.setContentsMargins(theme.px(22), theme.px(12), theme.px(22), theme.px(16))
        self._inside.setSpacing(theme.px(10))
        self.form = VisitForm(self.entry, inside)
        self._inside.addWidget(self.form)
        self._inside.addWidget(_Rule(inside))
        self._inside.addWidget(Heading(_("Visits so far"), 2, inside))
        self.log = SmallTable(_columns(), _("Visits so far"), inside, rows_shown=_ROWS, empty=_("There have been no visits yet"))
        self._inside.addWidget(self.log)
        self.view = VisitView(inside)
        self._inside.addWidget(self.view)
        self._inside.addStretch(1)
        self.area.setWidget(inside)
        column.addWidget(self.area, 1)
        column.addWidget(self._strip())
        more = self.form.more
        self.form.after = (
            more.place, more.signed, *more.functions.findChildren(QLineEdit), *more.trust.findChildren(QRadioButton),
            more.purpose, more.resistance, self.log, self.view.add, self.view.leave,
            self.missing, self.paper, self.clear, self.next_one, self.button,
        )  # fmt: skip

    def _strip(self) -> StatusStrip:
        self.strip = StatusStrip(self)
        self.state = SaveState(self)
        self.state.retry.connect(self.save)
        self.strip.add_left(self.state)
        self.missing = Button("", "quiet", keys="F8", parent=self)
        self.missing.clicked.connect(self.next_missing)
        self.strip.add_left(self.missing)
        self.clear = Button(_("Clear"), "quiet", parent=self)
        self.clear.clicked.connect(self._clear)
        self.next_one = Button(_("Record and next"), keys="Ctrl+Shift+Enter", parent=self)
        self.next_one.clicked.connect(lambda: self.record(next_one=True))
        self.button = Button(_("Record the visit"), "primary", keys="Ctrl+Enter", parent=self)
        self.button.clicked.connect(self.save)
        self.paper = Button(_("Print the log…"), "quiet", parent=self)
        self.paper.clicked.connect(self._print_log)
        for button in (self.paper, self.clear, self.next_one, self.button):
            self.strip.add_right(button)
        return self.strip

    def _print_log(self) -> None:
        """All visits of the family as a paper."""
        family, desk = self.family.family, self.desk
        name = _("log of visits {number}").format(number=self.family.number())
        preview_paper(
            self.shell, self, _("Log of visits"), name, family,
            lambda reading: visits_print(reading, family, desk.caption), "visits",
        )  # fmt: skip

    def _listen(self) -> None:
        entry = self.entry
        self._ends: list[Callable[[], None]] = [
            entry.status_changed.subscribe(self._status),
            entry.changed.subscribe(lambda _nothing: self._count()),
            entry.log_read.subscribe(self._show_log),
            entry.refused.subscribe(self._refused),
            entry.failed.subscribe(self._failed),
            entry.recorded.subscribe(self._recorded),
        ]
        self.form.edited.connect(self._timer.start)
        self.log.insert_requested.connect(self.write_visit)
        self.log.opened.connect(self._open)
        self.view.add_wanted.connect(self._add)
        self.view.closed.connect(self._close_view)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        self._count()

    # What the page of the family asks

    @override
    def show_page(self, page: FamilyPage) -> None:
        self.entry.show_page(page)

    @override
    def entered(self) -> None:
        self.write_visit()

    @override
    def is_dirty(self) -> bool:
        return self.entry.is_dirty

    @override
    def save(self) -> None:
        """Record the visit; with nothing typed there is nothing to record."""
        self.record(next_one=False)

    @override
    def undo(self) -> None:
        if self.entry.undo():
            self._timer.start()

    @override
    def redo(self) -> None:
        if self.entry.redo():
            self._timer.start()

    @override
    def keep_draft(self) -> None:
        self.entry.keep_draft()

    @override
    def close_section(self) -> None:
        self._timer.stop()
        for end in self._ends:
            end()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.disconnect(self._focus_moved)
        self.form.close_form()
        self._remove_commands()
        self.entry.close()

    # Writing

    def write_visit(self) -> None:
        """To the entry: the first question."""
        self.form.focus_start()
        self.area.verticalScrollBar().setValue(0)

    def record(self, *, next_one: bool) -> None:
        """Write the visit into the log; `next_one`: the date and who went stay for another."""
        self.form.settle()
        self._timer.stop()
        self._next_one = next_one
        self.entry.record(next_one=next_one)

    def _recorded(self, changes: Changes) -> None:
        self.banner.clear_notice()
        words = _("The visit is recorded")
        self.shell.say(words)
        announce(self, words)
        self.area.verticalScrollBar().setValue(0)
        if self._next_one:
            self.write_visit()
        elif self.isVisible():
            self.log.setFocus(Qt.FocusReason.OtherFocusReason)
            self.log.select_key(changes.result)
        self._count()

    def _clear(self) -> None:
        self.entry.clear()
        self.keep_draft()
        self.write_visit()

    def next_missing(self) -> None:
        """To the first question that is still to be answered, in sight with what is asked."""
        findings = self.entry.findings()
        if findings:
            self._refused(findings)

    def _refused(self, findings: tuple[Finding, ...]) -> None:
        for finding in findings:
            if self.form.focus(finding.path):
                announce(self, finding.message.words(), urgent=True)
                return

    def _failed(self, error: Exception) -> None:
        self.shell.fail(error, self.save if self.entry.status == "failed" else self.entry.read_log)

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.form.isAncestorOf(now):
            self.area.ensureWidgetVisible(now, 20, theme.px(36))

    # Saying how it stands

    def _status(self, status: State) -> None:
        self.state.follow(status, self.entry.said)
        busy = status == "saving"
        self.form.setEnabled(not busy)
        for button in (self.button, self.next_one, self.clear):
            button.setEnabled(not busy)

    def _count(self) -> None:
        dirty = self.entry.is_dirty
        missing = len(self.entry.findings()) if dirty else 0
        self.missing.set_caption(still_to_say(missing))
        self.missing.setVisible(missing > 0)
        self.clear.setVisible(dirty)
        self.missing_changed.emit(missing)

    # Drafts

    def _offer_draft(self) -> None:
        if (at := self.entry.offered()) is not None:
            self.banner.offer_typed(at.astimezone(self.desk.office.zone))

    def _take_draft(self) -> None:
        self.banner.clear_notice()
        if not self.entry.take_draft():
            self.shell.say(_("The draft could not be read"))
        self.next_missing()

    # The log

    def _show_log(self, log: tuple[VisitRow, ...]) -> None:
        shown = lines(log, self.desk)
        self.log.set_rows([_row(line) for line in shown], [line.id for line in shown])

    def _open(self, key: object) -> None:
        if isinstance(key, UUID):
            self.desk.open(
                lambda reading: (open_visit(reading, key), given_at(reading, key)), self._arrived, self.shell.fail,
                self.entry.owner,
            )  # fmt: skip

    def _arrived(self, found: tuple[tuple[Snapshot | None, dict[UUID, str]], tuple[Snapshot, ...]]) -> None:
        (visit, steps), given = found
        if visit is None:
            return
        self._opened = visit
        self.view.show_visit(title(visit, self.desk), told(visit, self.desk, self.entry.page, steps, given))
        self.view.add.setFocus()
        QTimer.singleShot(0, self.view, lambda: self.area.ensureWidgetVisible(self.view, 0, theme.px(8)))

    def _close_view(self) -> None:
        self.view.hide()
        self.log.setFocus()

    def _add(self) -> None:
        if self._opened is not None:
            self.entry.amend(self._opened)
            self._timer.start()
            self.view.hide()
            self.area.verticalScrollBar().setValue(0)
            self.form.texts["observations"].setFocus()

    # The keyboard

    def _commands(self) -> tuple[Command, ...]:
        return (
            Command("visits.new", _("Write a visit"), self.write_visit, ("F7", "Ins")),
            Command("visits.record", _("Record the visit"), self.save, ("Ctrl+Return", "Ctrl+Enter")),
            Command(
                "visits.next", _("Record the visit and begin the next"), lambda: self.record(next_one=True),
                ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
            ),
            Command("visits.missing", _("The next unanswered question"), self.next_missing, ("F8",)),
        )  # fmt: skip

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._remove_commands()
        taken = {keys for command in self.shell.commands.all() for keys in command.keys}
        for command in self._commands():
            free = tuple(keys for keys in command.keys if keys not in taken)  # two owners of a key would have none
            self.shell.commands.add(Command(command.id, command.caption, command.run, free, self.isVisible))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._remove_commands()

    def _remove_commands(self) -> None:
        self.shell.commands.remove_all("visits.")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the window keeps for itself reach the section only from inside it."""
        control = Qt.KeyboardModifier.ControlModifier
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() in {Qt.Key.Key_F7, Qt.Key.Key_Insert} and not modifiers:
            self.write_visit()
        elif event.key() == Qt.Key.Key_F8 and not modifiers:
            self.next_missing()
        elif enter and modifiers == control:
            self.save()
        elif enter and modifiers == control | Qt.KeyboardModifier.ShiftModifier:
            self.record(next_one=True)
        else:
            super().keyPressEvent(event)


class _Rule(QWidget):
    """A hairline between the entry and the log."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme.px(9))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() // 2, self.width(), 1, theme.colour(theme.tokens().line))


def _columns() -> tuple[Column, ...]:
    return (
        Column("day", _("Date"), 96, kind="date", sortable=False),
        Column("outcome", _("Outcome of the visit"), 176, kind="badge", sortable=False),
        Column("brief", _("In brief"), 200, sortable=False, stretch=True),
        Column("dangers", _("Danger"), 120, sortable=False),
        Column("worker", _("Specialist"), 130, sortable=False, second=True),
        Column("seen", _("Children seen"), 110, sortable=False),
    )


def _row(line: LogLine) -> Row:
    dangers = Mark(*line.dangers) if line.dangers[0] else None
    return {
        "day": line.day, "outcome": Mark(*line.outcome), "brief": line.brief, "dangers": dangers, "worker": line.worker,
        "seen": Mark(*line.seen) if line.seen[1] != "plain" else line.seen[0],
    }  # fmt: skip
