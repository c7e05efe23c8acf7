"""The place «Signals»: the journal of first words about families, urgent ones on top until they are decided."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.snapshots import Changes, Snapshot
from desktop.presenters.cards import Card
from desktop.presenters.signals import PERIODS, WHICH, Journal, SignalReferences
from desktop.ui.kit import theme
from desktop.ui.kit.badges import CountBadge
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.notices import EmptyState
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.burning import BurningBar
from desktop.ui.pages.card_view import CardView, HoldsCard
from desktop.ui.pages.shell import Shell
from desktop.ui.pages.signal_dialogs import DecideDialog
from desktop.ui.tables.columns import Column, Mark
from desktop.ui.tables.small import SmallTable


class SignalsPage(HoldsCard, QWidget):
    """The journal, and the card of one signal over it."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shell = shell
        self.journal = Journal(shell.desk, shell.fail)
        self._references = SignalReferences(shell.desk, self.journal)
        self.view: CardView | None = None
        self._written: object = None
        self.stack = QStackedWidget(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)
        self._list = QWidget(self)
        self._area = QScrollArea(self)  # large letters on a small screen: the window does not outgrow it
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._list)
        self.stack.addWidget(self._area)
        self._build()
        self.journal.load(self._fill)

    def _build(self) -> None:
        column = QVBoxLayout(self._list)
        column.setContentsMargins(theme.px(22), theme.px(14), theme.px(22), theme.px(16))
        column.setSpacing(theme.px(10))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(Heading(_("Signals"), 1, self._list))
        self._count = CountBadge(None, self._list)
        row.addWidget(self._count)
        row.addStretch(1)
        add = Button(_("New signal"), "primary", keys="Ins", parent=self._list)
        add.clicked.connect(self.new_signal)
        row.addWidget(add)
        column.addLayout(row)
        self.urgent = BurningBar(self.shell, self.journal, self._list)
        self.urgent.shown.connect(self._show_signal)
        column.addWidget(self.urgent)
        column.addLayout(self._filters())
        self.table = SmallTable(
            (
                Column("state", _("State"), 170, kind="badge"),
                Column("received", _("Received"), 136, kind="date"),
                Column("about", _("About whom"), 180, bold=True, stretch=True),
                Column("address", _("Address"), 150, stretch=True),
                Column("source", _("From whom"), 140, second=True),
                Column("essence", _("What was reported"), 180, stretch=True),
                Column("handed", _("Handed to"), 120, second=True),
                Column("checked", _("Checked"), 104, kind="date"),
                Column("number", "№", 76, second=True),
            ),
            _("Signals"),
            self._list,
            rows_shown=16,
        )
        self.table.insert_requested.connect(self.new_signal)
        self.table.opened.connect(self.open_signal)
        self.table.chosen.connect(self._allow)
        column.addWidget(self.table)
        sentence = _("What is reported by phone or in words is written down by Ins.")
        self._empty = EmptyState(_("There is no such signal"), sentence)
        column.addWidget(self._empty)
        acts = QHBoxLayout()
        acts.setSpacing(theme.px(8))
        self.open_case = Button(_("Open a case"), "primary", keys="F7", parent=self._list)
        self.open_case.clicked.connect(self._open_case)
        self.decide = Button(_("Another decision…"), keys="F9", parent=self._list)
        self.decide.clicked.connect(self._decide)
        self.family = Button(_("To the family"), parent=self._list)
        self.family.clicked.connect(self._to_family)
        for button in (self.open_case, self.decide, self.family):
            acts.addWidget(button)
        acts.addStretch(1)
        acts.addWidget(PlainLabel(_("Enter opens · Ins writes down a new one"), self._list, ink="second", scale=0.92))
        column.addLayout(acts)
        column.addStretch(1)

    def _filters(self) -> QHBoxLayout:
        """Which signals are shown, and of which period."""
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        self.which = Segmented([Option(code, _(caption)) for code, caption in WHICH], parent=self._list, clearable=False)
        self.which.set_value(self.journal.which)
        self.which.setAccessibleName(_("Which signals"))
        self.which.edited.connect(self._filter)
        row.addWidget(self.which)
        self.period = Choice([(code or "all", _(caption)) for code, caption in PERIODS], self._list)
        self.period.set_value(self.journal.period or "all")
        self.period.set_question(_("Period"))
        self.period.setMaximumWidth(theme.px(200))
        self.period.edited.connect(self._filter)
        row.addWidget(self.period)
        row.addStretch(1)
        return row

    def _filter(self) -> None:
        wanted = self.which.value()
        self.journal.which = next(code for code, _caption in WHICH if code == (wanted or "open"))
        period = self.period.value() or "all"
        self.journal.period = "" if period == "all" else period
        self.journal.load(self._fill)

    def _show_signal(self, id_: object) -> None:
        self.table.select_key(id_)
        self.table.setFocus()

    def _fill(self) -> None:
        lines = self.journal.lines()
        self.table.set_rows(
            [
                {"state": Mark(line.state, line.tone), "received": line.received, "about": line.about, "address": line.address,
                 "source": line.source, "essence": line.essence, "handed": line.handed, "checked": line.checked,
                 "number": line.number}
                for line in lines
            ],
            [line.signal.id for line in lines],
        )  # fmt: skip
        if self._written is not None and self.journal.signal(self._written) is not None:
            self.table.select_key(self._written)  # what was just written stands under the keyboard: F7 is about it
            self._written = None
        elif lines and self.journal.signal(self.table.current_key()) is None:
            self.table.select_key(lines[0].signal.id)
        waiting = sum(line.signal.values["decision"] is None for line in lines)
        self._count.count(waiting or None)
        self.urgent.show_lines(self.journal.burning())
        self.table.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        self._allow()
        if self.view is not None:
            self.view.card.refresh({signal.id: signal for signal in self.journal.signals})

    def chosen(self) -> Snapshot | None:
        """The signal under the keyboard."""
        return self.journal.signal(self.table.current_key())

    def _allow(self) -> None:
        signal = self.chosen()
        decided = signal is not None and signal.values["decision"] is not None
        reason = _("Choose a signal") if signal is None else _("It is decided already") if decided else ""
        self.open_case.set_reason(reason)
        self.decide.set_reason(reason)
        self.family.setVisible(signal is not None and signal.values["family_id"] is not None)

    # What can be done

    def new_signal(self) -> None:
        """Somebody reports: write it down in a minute."""
        self._show(self.journal.new_card(), _("New signal"))

    def open_signal(self, id_: object) -> None:
        """The whole signal on its form."""
        signal = self.journal.signal(id_)
        if signal is not None:
            title = _("Signal {number}").format(number=signal.values["number"] or "?")
            self.journal.read_family(signal, lambda: self._show(self.journal.open_card(signal), title))

    def _show(self, card: Card, title: str) -> None:
        self.leave()
        view = CardView(self.shell, card, self._references, leave=self.leave, parent=self)
        view.add_above(Heading(title, 1, view))
        view.saved.connect(self._saved)
        self.view = view
        self.stack.addWidget(view)
        self.stack.setCurrentWidget(view)
        view.focus_first()
        view.area.verticalScrollBar().setValue(0)

    def _saved(self, changes: Changes) -> None:
        self.leave()
        self._written = changes.result
        self.table.select_key(changes.result)  # at once, when it was there before; else when the journal is read again
        self.shell.say(_("The signal is written down"))

    def leave(self) -> None:
        """Back to the journal; what is typed stays as a draft."""
        if self.put_card_away(self.stack, self._area):
            self.entered()

    def _open_case(self) -> None:
        signal = self.chosen()
        if signal is not None and signal.values["decision"] is None:
            self.shell.new_family(signal)

    def _decide(self) -> None:
        signal = self.chosen()
        if signal is not None and signal.values["decision"] is None:
            DecideDialog(self.shell, self.journal, signal, self).open()

    def _to_family(self) -> None:
        signal = self.chosen()
        family = signal.values["family_id"] if signal else None
        if isinstance(family, UUID):
            self.shell.open_family(family, "card")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.view is not None:
            if key == Qt.Key.Key_Escape:
                self.leave()
            elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.view.save()
            else:
                super().keyPressEvent(event)
        elif key == Qt.Key.Key_Insert:
            self.new_signal()
        elif key == Qt.Key.Key_F7:
            self._open_case()
        elif key == Qt.Key.Key_F9:
            self._decide()
        else:
            super().keyPressEvent(event)

    # What the window asks

    def entered(self) -> None:
        """The keyboard where work begins."""
        (self.view.focus_first if self.view else self.table.setFocus)()

    def close_page(self) -> None:
        """Leave the place."""
        self.close_card()
        self.journal.close()
