"""What is chosen above the lines of a journal: a period, a colleague, words.

JournalFilters(presenter, parent=None)
left = Signal(): the keyboard goes to the lines; show_chosen(); focus_search(); search_for(letters)
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.base.messages import _
from desktop.presenters.journals import PERIODS, OfficeJournals
from desktop.ui.kit import theme
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.dates import DateEdit
from desktop.ui.kit.topbar import SearchLine

_SEARCH_AFTER: Final = 250  # milliseconds


class JournalFilters(QWidget):
    """One row; what a journal does not have is not shown."""

    left = Signal()

    def __init__(self, presenter: OfficeJournals, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._later = QTimer(self, singleShot=True, interval=_SEARCH_AFTER)
        self._later.timeout.connect(self._words_typed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        self._make_period(row)
        desk = presenter.desk
        colleagues = sorted(((str(id_), name) for id_, (name, _position) in desk.staff.items()), key=lambda one: one[1])
        self.worker = Choice(colleagues, self, placeholder=_("all specialists"))
        self.worker.set_question(_("Specialist"))
        self.worker.setFixedWidth(theme.px(200))
        self.worker.edited.connect(self._worker_chosen)
        row.addWidget(self.worker)
        row.addStretch(1)
        self.search = SearchLine(_("Search in the journal"), self, keys="Ctrl+F")
        self.search.setMaximumWidth(theme.px(280))
        self.search.textEdited.connect(lambda _text: self._later.start())
        for signal in (self.search.entered, self.search.down, self.search.left):
            signal.connect(self.left)
        row.addWidget(self.search, 2)

    def _make_period(self, row: QHBoxLayout) -> None:
        today = self._presenter.desk
        self.period = Choice([(code, _(caption)) for code, caption in PERIODS], self)
        self.period.set_question(_("Period"))
        self.period.setFixedWidth(theme.px(165))
        self.period.edited.connect(self._period_chosen)
        self.since, self.till = (DateEdit(lambda: today.today, parent=self) for _end in range(2))
        self.since.setAccessibleName(_("From"))
        self.till.setAccessibleName(_("Till"))
        row.addWidget(self.period)
        for box in (self.since, self.till):
            box.setFixedWidth(theme.px(125))
            box.edited.connect(self._dates_typed)
            row.addWidget(box)

    def show_chosen(self) -> None:
        """As it is chosen now, for the journal in view."""
        chosen = self._presenter.chosen
        self.period.set_value(chosen.period)
        self.period.setVisible(self._presenter.has_days())
        self.worker.set_value(str(chosen.worker) if chosen.worker else None)
        self.worker.setVisible(self._presenter.has_worker())
        if self.search.text().strip() != chosen.text:
            self.search.setText(chosen.text)
        self._show_dates()

    def focus_search(self) -> None:
        """Ctrl+F: what stands there is selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def search_for(self, letters: str) -> None:
        """Letters were typed in the list."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.setText(letters)
        self._later.start()

    def _show_dates(self) -> None:
        dates = self._presenter.has_days() and self.period.value() == "dates"
        self.since.setVisible(dates)
        self.till.setVisible(dates)

    def _words_typed(self) -> None:
        self._presenter.narrow(text=self.search.text().strip())

    def _period_chosen(self) -> None:
        code = self.period.value()
        if code is not None:
            self._show_dates()
            self._presenter.narrow(period=code)

    def _dates_typed(self) -> None:
        self._presenter.narrow(since=self.since.day(), till=self.till.day())

    def _worker_chosen(self) -> None:
        code = self.worker.value()
        if code is not None or not self.worker.text():
            self._presenter.narrow(worker=UUID(code) if code else None)
