"""A row of a form: what is asked, its editor, and what is wrong with it, said beside it.

    Field(label, editor, *, required=False, hint="", wide_label=True, parent=None)
        editor; set_error(text) red; set_warning(text) amber; set_note(text) grey; "" takes it away
        set_origin(text): a small mark beside the label, the words in its tooltip
        set_required(bool); focus_editor(); put_beside(widget); label_width() / set_label_width(px)
        an editor's own `complained(text)` becomes the error by itself
    FieldGrid(columns=2)             add(field, span=1) in reading order; labels of a column are equally wide
    EnterMoves(form, enabled=True)   Enter goes to the next field of the form
The accessible name of the editor is the label; its description is what is wrong.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.ui.kit import icons, theme
from desktop.ui.kit.lines import Problem
from desktop.ui.kit.text import Ink, PlainLabel

_LABEL_LIMIT: Final = 190  # at 100 %: longer labels take two lines
_COLUMN: Final = 380  # at 100 %: narrower than this, two columns become one
_UNBOUNDED: Final = 10_000
_INKS: Final[dict[Problem, Ink]] = {"": "second", "warning": "amber", "error": "red"}


class _Remark(QWidget):
    """The line under an editor: a sign and words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._problem: Problem = ""
        self._label = PlainLabel(parent=self, scale=0.9, wrap=True, ink="second")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, theme.px(1), 0, theme.px(2))
        self._row.setSpacing(0)
        self._row.addWidget(self._label)
        self.hide()

    def say(self, text: str, problem: Problem) -> None:
        self._label.setText(text)
        self._label.set_ink(_INKS[problem])
        self._problem = problem
        self._row.setContentsMargins(theme.px(18) if problem else 0, theme.px(1), 0, theme.px(2))
        self.setVisible(bool(text))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._problem:
            size = theme.px(14)
            tokens = theme.tokens()
            ink = tokens.on_red if self._problem == "error" else tokens.on_amber
            icons.paint(QPainter(self), "alert", QRectF(0, theme.px(2), size, size), ink)


class _Origin(QWidget):
    """A small dot between label and box: the answer was not typed here. It takes no room of its own."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(theme.px(12), theme.px(20))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens().accent))
        size = theme.px(5)
        painter.drawEllipse(QRectF((self.width() - size) / 2, (self.height() - size) / 2, size, size))


class Field(QWidget):
    """Label, editor and remark in one row."""

    def __init__(
        self,
        label: str,
        editor: QWidget,
        parent: QWidget | None = None,
        *,
        required: bool = False,
        hint: str = "",
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._text, self._hint, self._error, self._warning, self._note = label, hint, "", "", ""
        self._own_complaint = self._origin_words = ""
        self._origin: _Origin | None = None
        self.label = PlainLabel(label, self, ink="second", wrap=True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.label.setBuddy(editor)
        self._remark = _Remark(self)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        narrow = editor.maximumWidth() < _UNBOUNDED  # a short editor stays at the left instead of shrinking its row
        column.addWidget(editor, 0, Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag(0))
        column.addWidget(self._remark)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self._row = row
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        complained = getattr(editor, "complained", None)
        if complained is not None:
            complained.connect(self._complained)
        self.set_required(required)
        self.set_label_width(self.label_width())
        self._say()

    def label_width(self) -> int:
        """How wide the label would like to be, in device-independent pixels."""
        wants = QFontMetrics(theme.font()).horizontalAdvance(self.label.text()) + theme.px(2)
        return min(wants, theme.px(_LABEL_LIMIT))

    def set_label_width(self, width: int) -> None:
        """Align this label with those of its column."""
        self.label.setFixedWidth(width)
        line = QFontMetrics(theme.font()).height()
        wants = self.label.heightForWidth(width)
        self.label.setMinimumHeight(max(line + theme.px(14), wants))
        self._put_origin()

    def set_required(self, required: bool) -> None:  # noqa: FBT001  a property, as in Qt
        """Mark the label: the form is complete only with this."""
        self.label.setText(f"{self._text} *" if required else self._text)
        name = _("{label}, required").format(label=self._text) if required else self._text
        self.editor.setAccessibleName(name)
        asks = getattr(self.editor, "set_question", None)
        if asks is not None:
            asks(name)

    def set_error(self, text: str) -> None:
        """Something cannot be done until this is mended: red, with a sign."""
        self._error = text
        self._say()

    def set_warning(self, text: str) -> None:
        """Worth a look, work may go on: amber, with a sign."""
        self._warning = text
        self._say()

    def set_note(self, text: str) -> None:
        """Something to know about this value."""
        self._note = text
        self._say()

    def set_origin(self, text: str) -> None:
        """Where an answer that stands here comes from: a mark beside the label, for who looks closer or listens."""
        if text == self._origin_words:
            return
        self._origin_words = text
        if text and self._origin is None:
            self._origin = _Origin(self)
            self._put_origin()
        if self._origin is not None:
            self._origin.setVisible(bool(text))
            self._origin.setToolTip(text)
        self.label.setToolTip(text)
        self._say()

    def _put_origin(self) -> None:
        if self._origin is not None:
            self._origin.move(self.label.width(), max(0, (self.label.minimumHeight() - self._origin.height()) // 2))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._put_origin()

    def put_beside(self, widget: QWidget) -> None:
        """Something small at the right end of the row: a mark of the value."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)

    def focus_editor(self) -> None:
        """Put the keyboard here."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def problem(self) -> Problem:
        """How bad it is now."""
        if self._error or self._own_complaint:
            return "error"
        return "warning" if self._warning else ""

    def _complained(self, text: str) -> None:
        self._own_complaint = text
        self._say()

    def _say(self) -> None:
        words = self._own_complaint or self._error or self._warning or self._note or self._hint
        problem = self.problem()
        self._remark.say(words, problem)
        self.editor.setAccessibleDescription(" \u00b7 ".join(one for one in (words, self._origin_words) if one))
        shows = getattr(self.editor, "set_problem", None)
        if shows is not None:
            shows(problem)


class FieldGrid(QWidget):
    """Fields in columns, in reading order; where there is no room for two columns there is one."""

    def __init__(self, columns: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most, self._columns, self._at = columns, columns, 0
        self._all: list[tuple[Field, int] | None] = []  # None: a new line
        self._fields: list[tuple[int, Field]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(24))
        self._grid.setVerticalSpacing(theme.px(8))
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def add(self, field: Field, span: int = 1) -> Field:
        """Put the field at the next free place; one that has no room goes to the next line."""
        self._all.append((field, span))
        self._place(field, span)
        return field

    def _place(self, field: Field, span: int) -> None:
        span = min(span, self._columns)
        column = self._at % self._columns
        if column + span > self._columns:
            self._at += self._columns - column
            column = 0
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(field, self._at // self._columns, column, 1, span, top)
        self._at += span
        self._fields.append((column, field))
        self._align(column)

    def new_line(self) -> None:
        """What is added next starts a line."""
        self._all.append(None)
        self._at += -self._at % self._columns

    def _lay_out(self, columns: int) -> None:
        """All fields again in so many columns; their editors keep what was typed."""
        for _column, field in self._fields:
            self._grid.removeWidget(field)
        for column in range(self._most):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns, self._at, self._fields = columns, 0, []
        for item in self._all:
            if item is None:
                self._at += -self._at % self._columns
            else:
                self._place(*item)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = max(1, min(self._most, self.width() // theme.px(_COLUMN)))
        if columns != self._columns:
            self._lay_out(columns)

    def _align(self, column: int) -> None:
        fields = [field for where, field in self._fields if where == column]
        width = max(field.label_width() for field in fields)
        for field in fields:
            field.set_label_width(width)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            for column in {where for where, _field in self._fields}:
                self._align(column)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(320), super().minimumSizeHint().height())


class EnterMoves(QObject):
    """Enter goes to the next field, as office people are used to; long texts keep their Enter."""

    def __init__(self, form: QWidget, *, enabled: bool = True) -> None:
        super().__init__(form)
        self._form = form
        self.enabled = enabled
        form.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.enabled or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        back = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and (plain or back):
            self._form.focusNextPrevChild(not back)
            return True
        return False
