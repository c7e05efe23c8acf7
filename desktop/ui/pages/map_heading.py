"""The heading of a version of the map: what it is called, of which day, with whom it was drawn, how open the household is."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.map_data import Boundary
from desktop.presenters.family_map import FamilyMap
from desktop.presenters.map_words import BOUNDARY
from desktop.presenters.maps import MapEditor
from desktop.ui.kit import theme
from desktop.ui.kit.dates import DateEdit
from desktop.ui.kit.field import Field, FieldGrid
from desktop.ui.kit.lines import LongText, TextEdit1
from desktop.ui.kit.segments import Option, Segmented


class MapHeading(QWidget):
    """A small form over the map; every box is a step of undo. Esc goes back to the map."""

    left = Signal()

    def __init__(self, map_: FamilyMap, editor: MapEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._map, self._editor = map_, editor
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), theme.px(4), theme.px(14), theme.px(8))
        self.grid = FieldGrid(4, self)
        self.title = TextEdit1(self.grid, max_length=300)
        self.day = DateEdit(lambda: editor.today, None, self.grid, past=True)
        self.told_by = TextEdit1(self.grid, max_length=300)
        self.boundary = Segmented([Option(code, _(word)) for code, word in BOUNDARY.items()], self.grid)
        self.note = LongText(self.grid, min_lines=1, max_lines=3)
        self.grid.add(Field(_("Title"), self.title, self.grid))
        self.grid.add(Field(_("Date of the map"), self.day, self.grid))
        self.grid.add(Field(_("With whom it was drawn"), self.told_by, self.grid), 2)
        self.grid.add(Field(_("Boundary of the household"), self.boundary, self.grid), 2)
        self.grid.add(Field(_("Note"), self.note, self.grid), 2)
        line = QHBoxLayout()
        line.addWidget(self.grid, 1)
        column.addLayout(line)
        self.title.editingFinished.connect(lambda: self.title.isEnabled() and editor.describe(title=self.title.value()))
        self.day.edited.connect(self._dated)
        self.told_by.editingFinished.connect(lambda: self.told_by.isEnabled() and editor.describe(told_by=self.told_by.value()))
        self.boundary.edited.connect(lambda: editor.describe(boundary=cast("Boundary", self.boundary.value() or "")))
        self.note.edited.connect(lambda: editor.describe(note=self.note.value()))
        self._leaving = [editor.changed.subscribe(lambda change: self.settle() if change.whole else None)]
        self._leaving.append(editor.looks_changed.subscribe(lambda _looks: self.settle()))
        self.settle()

    def leave(self) -> None:
        """Follow the editor no longer."""
        while self._leaving:
            self._leaving.pop()()

    def settle(self) -> None:
        """Show what the map says; a box being typed in is left alone."""
        data = self._editor.told
        for field in (self.title, self.told_by, self.note):
            field.setEnabled(not self._editor.names_hidden)
        if not self.title.hasFocus():
            self.title.set_value(data.title)
        if not self.day.hasFocus():
            self.day.set_day(self._map.day_of_version())
        if not self.told_by.hasFocus():
            self.told_by.set_value(data.told_by)
        self.boundary.set_value(data.boundary or None)
        if not self.note.hasFocus():
            self.note.set_value(data.note)

    def take(self) -> None:
        """Take what is being typed: the map is about to be saved."""
        if not self._editor.names_hidden:
            self._editor.describe(title=self.title.value(), told_by=self.told_by.value(), note=self.note.value())
        self.day.settle()
        self._dated()

    def _dated(self) -> None:
        day = self.day.day()
        if day is not None and day <= self._editor.today and day != self._map.day_of_version():
            self._editor.describe(drawn_on=day)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
