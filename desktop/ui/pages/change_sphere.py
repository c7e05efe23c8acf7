"""One sphere of the map of changes: its marks with their facts, what confirms the change, whose share it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.messages import N_, _
from desktop.figures.change_words import day_words
from desktop.models.change_map import SPHERES, Measurement
from desktop.presenters.change_map import ChangeMaps
from desktop.ui.forms.binder import Binder
from desktop.ui.kit import theme
from desktop.ui.kit.field import Field, FieldGrid
from desktop.ui.kit.lines import LongText, TextEdit1
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.kit.text import Heading, PlainLabel

_SAID: Final = (
    ("confirmed_by", N_("What confirms it")),
    ("helped", N_("What helped")),
    ("family_part", N_("Contribution of the family")),
    ("service_part", N_("Contribution of the service")),
)


class _MarkRow(QWidget):
    """The mark of one measurement: the score as buttons, the fact below."""

    def __init__(self, maps: ChangeMaps, at: Measurement, parent: QWidget) -> None:
        super().__init__(parent)
        self.at = at
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.score = Segmented([Option(code, caption) for code, caption in maps.scores()], self, scale=True)
        self.score.set_question(day_words(at, maps.desk.caption))
        self.fact = LongText(self, min_lines=1, max_length=20_000)
        self.fact.setPlaceholderText(_("Fact: what was seen, counted, said"))
        self.fact.setAccessibleName(_("Fact, {day}").format(day=day_words(at, maps.desk.caption)))
        column.addWidget(self.score)
        column.addWidget(self.fact)


class SpherePanel(QWidget):
    """Shows the sphere that is chosen in the table; what is typed goes down at once."""

    edited = Signal()

    def __init__(self, maps: ChangeMaps, binder: Binder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._maps, self._binder = maps, binder
        self.sphere = ""
        self._shape: object = None  # what the rows of marks were built for
        self._taking: QWidget | None = None
        self.marks: dict[date, _MarkRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self.heading = Heading("", 2, self)
        self.heading.setWordWrap(True)
        column.addWidget(self.heading)
        self.remarks = PlainLabel("", self, ink="amber", scale=0.92, wrap=True)
        column.addWidget(self.remarks)
        self.said: dict[str, TextEdit1 | LongText] = {}
        self.indicator = TextEdit1(self, max_length=300)
        self._watch(self.indicator, lambda: self._say("indicator"))
        self.said["indicator"] = self.indicator
        self._first = Field(_("Indicator"), self.indicator, self)
        column.addWidget(self._first)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(8))
        column.addLayout(self._rows)
        grid = FieldGrid(2, self)
        for key, words in _SAID:
            box = LongText(grid, min_lines=2, max_length=20_000)
            self._watch(box, partial(self._say, key))
            self.said[key] = box
            grid.add(Field(_(words), box, grid))
        column.addWidget(grid)

    def _watch(self, box: QWidget, take: Callable[[], None]) -> None:
        """Every key goes into the draft; one step back is a step of the whole sheet."""

        def taken() -> None:
            self._taking = box
            try:
                take()
            finally:
                self._taking = None
            self.edited.emit()

        signal = getattr(box, "edited", None)
        if signal is not None:
            signal.connect(taken)
        for widget in (box, *box.findChildren(QWidget)):
            widget.installEventFilter(self._binder)

    # Showing

    def show_sphere(self, code: str) -> None:
        """Show this sphere, or what became of the one that is shown."""
        self.sphere = code
        map_ = self._maps.map
        line = map_.line(code)
        self.setVisible(line is not None)
        if line is None:
            return
        name = self._maps.desk.caption(SPHERES, code)
        self.heading.setText(name[:1].upper() + name[1:])
        found = [one.message.words() for one in self._maps.findings() if one.path == ("spheres", code)]
        self.remarks.setText("\n".join(found))
        self.remarks.setVisible(bool(found))
        shape = (map_.scale, map_.measurements)
        if shape != self._shape:
            self._shape = shape
            self._rebuild(map_.measurements)
        for day, row in self.marks.items():
            mark = line.marks.get(day)
            score = mark.score if mark is not None else None
            if row.score is not self._taking:
                row.score.set_value(None if score is None else str(score))
            self._put(row.fact, self._maps.fact_text(code, day))
        for key, box in self.said.items():
            self._put(box, self._maps.said_text(code, key))

    def _put(self, box: TextEdit1 | LongText, words: str) -> None:
        if box is not self._taking and box.value() != words:
            box.set_value(words)

    def _rebuild(self, measurements: tuple[Measurement, ...]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.marks = {}
        fields = [self._first]
        for at in measurements:
            row = _MarkRow(self._maps, at, self)
            self._watch(row.score, partial(self._score, at.on))
            self._watch(row.fact, partial(self._fact, at.on))
            self.marks[at.on] = row
            field = Field(day_words(at, self._maps.desk.caption), row, self)
            field.setFocusProxy(row.score)
            self._rows.addWidget(field)
            fields.append(field)
        width = max(field.label_width() for field in fields)
        for field in fields:
            field.set_label_width(width)

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001  as in Qt
        """Look, but type nothing: a signed sheet."""
        for box in (*self.said.values(), *(row.fact for row in self.marks.values())):
            box.setReadOnly(read_only)
        for row in self.marks.values():
            row.score.setEnabled(not read_only)

    def enter(self) -> None:
        """The keyboard to the newest mark, or to the indicator."""
        if self.marks:
            self.marks[max(self.marks)].score.setFocus()
        else:
            self.indicator.setFocus()

    # Typing

    def _score(self, on: date) -> None:
        value = self.marks[on].score.value()
        self._maps.set_score(self.sphere, on, None if value is None else int(value))

    def _fact(self, on: date) -> None:
        self._maps.set_fact(self.sphere, on, self.marks[on].fact.value())

    def _say(self, key: str) -> None:
        self._maps.set_said(self.sphere, key, self.said[key].value())
