"""A date as hurried hands type it, always shown as dd.MM.yyyy.

DateEdit(today, parse=None, *, past=False, parent=None)
    today: Callable[[], date]; parse: Callable[[str], str | None] for partial dates, tried after the short
        forms
    value() -> str ("24.11.2026", or what `parse` returned, or "" ); day() -> date | None; set_value(str |
        date | None)
    9 -> the 9th of this month · 9.3 -> 9 March of this year · 9.3.24 · 090324 · 2024-03-09
    T (by its place on the keyboard) today, + and - one day, F4 or Alt+Down a calendar
    past=True: a short form that would lie ahead means the month or the year before (births, events)
complete_date(text, today, past=False) -> date | None
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QDate, QLocale, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.ui.kit import icons, native, theme
from desktop.ui.kit.lines import ParsedLine

_PIVOT: Final = 20  # a year of two digits lies at most this far ahead
_TYPED: Final = re.compile(r"(\d{1,2})(?:[.,/\-\s]+(\d{1,2})(?:[.,/\-\s]+(\d{4}|\d{2}))?)?[.\s]*")
_DIGITS: Final = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})?")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def complete_date(text: str, today: date, *, past: bool = False) -> date | None:
    """The day that was meant, or None when no such day exists."""
    text = text.strip()
    if found := _ISO.fullmatch(text):
        return _made(int(found[1]), int(found[2]), int(found[3]))
    found = _DIGITS.fullmatch(text) or _TYPED.fullmatch(text)
    if not found:
        return None
    day, month, year = int(found[1]), found[2], found[3]
    if month is None:
        made = _made(today.year, today.month, day)
        if past and (made is None or made > today):
            before = today.replace(day=1) - timedelta(days=1)
            made = _made(before.year, before.month, day)
        return made
    if year is None:
        made = _made(today.year, int(month), day)
        return _made(today.year - 1, int(month), day) if past and made and made > today else made
    number = int(year)
    if len(year) == 2:
        number += today.year // 100 * 100
        ahead = 0 if past else _PIVOT
        number -= 100 if number > today.year + ahead else 0
    return _made(number, int(month), day)


def shown(day: date) -> str:
    """dd.MM.yyyy, whatever the locale says (strftime drops zeros of early years)."""
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"


class DateEdit(ParsedLine):
    """A line for a date with a calendar behind a key."""

    def __init__(
        self,
        today: Callable[[], date],
        parse: Callable[[str], str | None] | None = None,
        parent: QWidget | None = None,
        *,
        past: bool = False,
    ) -> None:
        self._today, self._further, self._past = today, parse, past
        super().__init__(
            self._meant, parent, complaint=_("No such date. Type the day, or 24.11, or 24.11.2026"),
            placeholder=_("dd.mm.yyyy"), max_length=40,
        )  # fmt: skip
        self.setTextMargins(0, 0, theme.px(20), 0)
        self._calendar: QFrame | None = None

    def day(self) -> date | None:
        """The exact day, or None when the field is empty or the date is inexact."""
        return complete_date(self.value(), self._today())

    def set_day(self, day: date | None) -> None:
        """Show this day without telling anybody."""
        self.set_value(shown(day) if day else "")

    def _meant(self, text: str) -> str | None:
        day = complete_date(text, self._today(), past=self._past)
        if day:
            return shown(day)
        return self._further(text) if self._further else None

    def _choose(self, day: date) -> None:
        self.setText(shown(day))
        self._forgive()
        self.edited.emit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(150), super().sizeHint().height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        key, alt = event.key(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        if self.isReadOnly():
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_F4 or (alt and key == Qt.Key.Key_Down):
            self.open_calendar()
        elif plain and native.letter(event) == "T" and not self._writes_words():
            self._choose(self._today())
        elif plain and key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus} and self._steps(key):
            return
        else:
            super().keyPressEvent(event)

    def _writes_words(self) -> bool:
        """An inexact date may be words ("about 2019"); inside them T is a letter."""
        return self._further is not None and bool(re.search(r"[^\W\d]", self.text()))

    def _steps(self, key: int) -> bool:
        day = self.day()
        if self.text() and (day is None or shown(day) != self.text()):
            return False  # in the middle of typing a minus is a separator
        step = -1 if key == Qt.Key.Key_Minus else 1
        self._choose((day or self._today()) + timedelta(days=step))
        return True

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.position().x() > self.width() - theme.px(28) and not self.isReadOnly():
            self.open_calendar()
            return
        super().mousePressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isReadOnly() and self.isEnabled():
            size = theme.px(16)
            spot = QRectF(self.width() - size - theme.px(8), (self.height() - size) / 2, size, size)
            icons.paint(QPainter(self), "calendar", spot, theme.tokens().faint)

    def open_calendar(self) -> None:
        """Drop a month down: arrows and Enter choose, Esc leaves."""
        self.settle()
        frame = QFrame(self, Qt.WindowType.Popup)
        frame.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(frame)
        calendar.setLocale(QLocale())
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        weekend = QTextCharFormat()
        weekend.setForeground(theme.colour(theme.tokens().on_red))  # Qt's own red cannot be read in the dark
        for free in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(free, weekend)
        day = self.day() or self._today()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.setAccessibleName(self.accessibleName())

        def chosen(picked: QDate) -> None:
            self._choose(date(picked.year(), picked.month(), picked.day()))
            frame.close()

        calendar.activated.connect(chosen)
        calendar.clicked.connect(chosen)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(calendar)
        frame.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._calendar = frame
        frame.show()
        calendar.setFocus()
