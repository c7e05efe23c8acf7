"""Dangers that nobody answered yet: they stand on top of the family until somebody says what was done."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.errors import Rejected
from desktop.base.messages import N_, _
from desktop.models.family_page import AlertRow
from desktop.services import signals
from desktop.services.visits import answer_alert
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.field import Field
from desktop.ui.kit.lines import LongText
from desktop.ui.kit.notices import Banner
from desktop.ui.kit.text import Heading
from desktop.ui.pages.shell import Shell


class AlertBar(QWidget):
    """One red line for each danger, with its answer one key away."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._shown: tuple[AlertRow, ...] = ()
        self._low = False
        self.hide()

    def show_alerts(self, alerts: tuple[AlertRow, ...]) -> None:
        """Show these; nothing is rebuilt when they are the same."""
        if alerts == self._shown:
            return
        self._shown = alerts
        while self._column.count():
            item = self._column.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for alert in alerts:
            banner = Banner(self)
            banner.set_low(low=self._low)
            day = alert.raised_at.astimezone(self._shell.desk.office.zone)
            said = _("Danger: {what}, {day}. Not answered yet.")
            if alert.signal:
                said = _("Urgent signal of {day}: say what was done.")
            words = said.format(what=_what(self._shell, alert), day=f"{day:%d.%m.%Y %H:%M}")
            banner.show_notice(words, "red", _("Say what was done…"), closable=False)
            banner.acted.connect(lambda alert=alert: AnswerDialog(self._shell, alert, self).open())
            self._column.addWidget(banner)
        self.setVisible(bool(alerts))

    def set_low(self, *, low: bool) -> None:
        """Lower lines where the window is low."""
        self._low = low
        for banner in self.findChildren(Banner):
            banner.set_low(low=low)


def _what(shell: Shell, alert: AlertRow) -> str:
    return _("Urgent signal") if alert.signal else shell.desk.caption("alert_kinds", alert.kind)


class AnswerDialog(QDialog):
    """What was done about a danger."""

    def __init__(self, shell: Shell, alert: AlertRow, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell, self._alert = shell, alert
        self.setWindowTitle(_("Answer to a danger"))
        self.setMinimumWidth(theme.px(520))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        column.setSpacing(theme.px(12))
        column.addWidget(Heading(_what(shell, alert), 2, self))
        self._answer = LongText(self, min_lines=4)
        self._field = Field(_("What was done"), self._answer, self, required=True)
        column.addWidget(self._field)
        row = QHBoxLayout()
        row.addStretch(1)
        back = Button(_("Back"), keys="Esc", parent=self)
        back.clicked.connect(self.reject)
        done = Button(_("Write the answer"), "primary", keys="Ctrl+Enter", parent=self)
        done.clicked.connect(self._write)
        done.setShortcut("Ctrl+Return")
        row.addWidget(back)
        row.addWidget(done)
        column.addLayout(row)
        self._answer.setFocus()

    def _write(self) -> None:
        answer = self._answer.value()
        alert = self._alert
        label = N_("An urgent signal was closed") if alert.signal else N_("A danger was answered")
        self._shell.desk.act(
            label,
            lambda unit: (
                signals.answer(unit, alert.id, alert.version, answer)
                if alert.signal
                else answer_alert(unit, alert.id, alert.version, answer)
            ),
            lambda _changes: self.accept(),
            self._failed,
        )

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Rejected):
            self._field.set_error(error.words())
        else:
            self._shell.fail(error)
