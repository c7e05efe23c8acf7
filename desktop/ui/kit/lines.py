"""Editors of text: one line, a parsed line (money, time), and long text.

    TextEdit1(*, max_length=200, placeholder="")         value() -> str (clean, stripped)
    ParsedLine(parse, *, complaint, placeholder="")      value() -> str: the canonical text, "" when empty
        parse: Callable[[str], str | None]; None means "not understood": value() stays what was typed,
        understood() is False and complained = Signal(str) carries the complaint ("" once it is mended)
    MoneyEdit(parse, *, unit="")                         right-aligned, the unit in lighter ink
    TimeEdit()                                           9 -> 09:00, 930 -> 09:30, 9.30, 9-30
    LongText(*, min_lines=3, max_lines=12, max_length=20000)   value() -> str; Tab leaves it, it grows with
        its text
All: edited = Signal(), set_value, set_problem("" | "warning" | "error"), set_aside(text) for a grey note
inside.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Literal

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.ui.kit import theme

Problem = Literal["", "warning", "error"]
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_BREAKS: Final = re.compile(r"[\r\n\t\u2028\u2029]+")
_MINUTES, _HOURS = 60, 24


def one_line(text: str) -> str:
    """The text without controls and line breaks: what may stand in a field of one line."""
    return _CONTROLS.sub("", _BREAKS.sub(" ", text))


def many_lines(text: str) -> str:
    """The text without controls; its line breaks become plain ones."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").replace("\u2028", "\n")
    return _CONTROLS.sub("", text)


def show_problem(widget: QWidget, problem: Problem) -> None:
    """Colour the border of an editor; the words stand in its field."""
    if widget.property("problem") != problem:
        widget.setProperty("problem", problem)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


class TextEdit1(QLineEdit):
    """One line of text: pasted line breaks and invisible characters never get in."""

    edited = Signal()
    complained = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, max_length: int = 200, placeholder: str = "") -> None:
        super().__init__(parent)
        self._aside = ""
        self.setProperty("kit", "editor")
        self.setMaxLength(max_length)
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textEdited.connect(self._clean)

    def value(self) -> str:
        """What was typed, without spaces at its ends."""
        return one_line(self.text()).strip()

    def set_value(self, text: str | None) -> None:
        """Show this text without telling anybody."""
        self.setText(one_line(text or ""))
        self.setCursorPosition(0)

    def set_problem(self, problem: Problem) -> None:
        """Amber or red border, or none."""
        show_problem(self, problem)

    def set_aside(self, text: str) -> None:
        """A note in lighter ink at the right end: "1 of 2 families"."""
        self._aside = text
        room = QFontMetrics(theme.font(0.94)).horizontalAdvance(text) + theme.px(8) if text else 0
        self.setTextMargins(0, 0, room, 0)
        self.update()

    def _clean(self, text: str) -> None:
        clean = one_line(text)
        if clean != text:
            at = self.cursorPosition()
            self.setText(clean)
            self.setCursorPosition(min(at, len(clean)))
        self.edited.emit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), QFontMetrics(theme.font()).height() + theme.px(14))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(48), self.sizeHint().height())

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and not self.hasSelectedText():
            self.setCursorPosition(0)  # a long text is read from its beginning

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._aside:
            painter = QPainter(self)
            painter.setFont(theme.font(0.94))
            painter.setPen(theme.colour(theme.tokens().second))
            where = self.rect().adjusted(0, 0, -theme.px(10), 0)
            painter.drawText(where, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._aside)


class ParsedLine(TextEdit1):
    """A line that is understood when it is left: what was meant replaces what was typed."""

    def __init__(
        self,
        parse: Callable[[str], str | None],
        parent: QWidget | None = None,
        *,
        complaint: str = "",
        placeholder: str = "",
        max_length: int = 64,
    ) -> None:
        super().__init__(parent, max_length=max_length, placeholder=placeholder)
        self._parse, self._complaint = parse, complaint or _("This could not be understood.")
        self._understood = True
        self.editingFinished.connect(self.settle)
        self.textEdited.connect(self._forgive)

    def understood(self) -> bool:
        """Whether the text means something; an empty one does."""
        typed = super().value()
        return not typed or self._parse(typed) is not None

    @override
    def value(self) -> str:
        typed = super().value()
        return (self._parse(typed) or typed) if typed else ""

    def settle(self) -> None:
        """Put the canonical text in the place of the typed one, or complain."""
        typed = super().value()
        meant = self._parse(typed) if typed else ""
        if meant is None:
            self._understood = False
            self.complained.emit(self._complaint)
            return
        if meant != self.text():
            self.setText(meant)
            self.edited.emit()
        self._forgive()

    def _forgive(self) -> None:
        if not self._understood:
            self._understood = True
            self.complained.emit("")


class MoneyEdit(ParsedLine):
    """A sum of money; its unit stands inside the field."""

    def __init__(self, parse: Callable[[str], str | None], parent: QWidget | None = None, *, unit: str = "") -> None:
        super().__init__(parse, parent, complaint=_("Type a sum in figures, for example 3240.50"), max_length=20)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setMaximumWidth(theme.px(220))
        self.setMinimumWidth(theme.px(160))
        self.set_aside(unit)


def complete_time(text: str) -> str | None:
    """What a hurried hand means: 9, 930, 9.30 and 09:30 are times of the day; None is none."""
    found = re.fullmatch(r"(\d{1,2})(?:[\s:.,\-]?([0-5]\d))?", text.strip())
    if not found:
        return None
    hours, minutes = int(found[1]), int(found[2] or 0)
    return f"{hours:02d}:{minutes:02d}" if hours < _HOURS else None


class TimeEdit(ParsedLine):
    """A time of the day, HH:MM."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            complete_time,
            parent,
            complaint=_("Type a time, for example 10:15"),
            placeholder="00:00",
            max_length=5,
        )
        self.setMaximumWidth(theme.px(84))
        self.setMinimumWidth(theme.px(72))


class LongText(QPlainTextEdit):
    """Text of several lines that grows as it is typed; only words are pasted, no formatting."""

    edited = Signal()
    complained = Signal(str)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        min_lines: int = 3,
        max_lines: int = 12,
        max_length: int = 20_000,
        placeholder: str = "",
    ) -> None:
        super().__init__(parent)
        self._lines = (min_lines, max_lines)
        self._limit, self._silent = max_length, False
        self.setProperty("kit", "editor")
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(theme.px(7))
        self.textChanged.connect(self._changed)
        self._fit()

    def value(self) -> str:
        """The text; spaces after its end are not kept."""
        return many_lines(self.toPlainText()).rstrip()

    def set_value(self, text: str | None) -> None:
        """Show this text without telling anybody."""
        self._silent = True
        self.setPlainText(many_lines(text or ""))
        self._silent = False

    def set_problem(self, problem: Problem) -> None:
        """Amber or red border, or none."""
        show_problem(self, problem)

    def _changed(self) -> None:
        self._fit()
        if self._silent:
            return
        over = len(self.toPlainText()) - self._limit
        self.complained.emit(_("The text is too long by {n} characters.").format(n=over) if over > 0 else "")
        self.edited.emit()

    def _fit(self) -> None:
        line = QFontMetrics(theme.font()).lineSpacing()
        lines = int(self.document().size().height())  # a plain text document counts in lines
        low, high = self._lines
        frame = round(2 * self.document().documentMargin()) + 4
        self.setFixedHeight(min(max(lines, low), high) * line + frame)
        scrolls = lines > high
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.insertPlainText(many_lines(source.text()))

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()
