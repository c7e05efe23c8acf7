"""The text twin of the map: its ties as a table, for whoever does not see the drawing or finds a table quicker.

It goes through the same editor as the canvas: undo, the selection and the drawing follow, and the other way round.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, cast
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.errors import Rejected
from desktop.base.messages import _
from desktop.models.map_data import Quality
from desktop.presenters import map_twin
from desktop.presenters.map_grid import paste, pasted_words
from desktop.presenters.map_words import QUALITY
from desktop.presenters.maps import MapEditor
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.following import Follower
from desktop.ui.tables.columns import Column
from desktop.ui.tables.wide import WideTable

_WIDTHS: Final[dict[map_twin.Column, int]] = {
    "source": 140, "quality": 146, "target": 140, "direction": 196, "frequency": 226, "concrete": 116, "emotional": 116,
    "information": 116, "criticism": 116, "closeness": 142, "known": 168, "view": 140, "told_on": 92, "note": 140,
}  # fmt: skip
_ROWS_SHOWN: Final = 40


class MapTable(QWidget):
    """The ties that are shown; F2 or Enter changes a cell, Ins begins a new tie, Del takes one away."""

    told = Signal(str)

    def __init__(self, editor: MapEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        columns = [Column(key, _(map_twin.HEADINGS[key]), width, editable=True) for key, width in _WIDTHS.items()]
        self.table = WideTable(
            columns, _("Ties of the map"), lambda key: map_twin.choices(editor, cast("map_twin.Column", key)), self,
            rows_shown=_ROWS_SHOWN, empty=_("There are no ties on this map yet."),
        )  # fmt: skip
        self.source = Choice((), self, placeholder=_("who"))
        self.quality = Choice([(code, _(word)) for code, word in QUALITY.items()], self)
        self.target = Choice((), self, placeholder=_("with whom"))
        self.add = Button(_("Add the tie"), keys="Ins", parent=self)
        self._lay_out()
        self.table.cell_edited.connect(self._edit)
        self.table.pasted.connect(self._paste)
        self.table.insert_requested.connect(self.source.setFocus)
        self.table.delete_requested.connect(lambda key: editor.delete((cast("UUID", key),)))
        self.table.chosen.connect(self._chosen)
        self.add.clicked.connect(self._add)
        self._follower = Follower(
            self, self.settle, editor.changed, editor.looks_changed, editor.view_changed, editor.selection_changed
        )
        self.settle()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        margin = theme.px(14)
        column.setContentsMargins(margin, theme.px(4), margin, theme.px(8))
        column.setSpacing(theme.px(8))
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        for choice, name in ((self.source, _("Who")), (self.quality, _("Tie")), (self.target, _("With whom"))):
            choice.set_question(name)
            line.addWidget(choice, 1)
        line.addWidget(self.add)
        column.addLayout(line)
        column.addWidget(self.table, 100)
        column.addStretch(1)

    def leave(self) -> None:
        """Follow the editor no longer."""
        self._follower.leave()

    def settle(self) -> None:
        """Show what the map has now; what is being typed in a cell is left alone."""
        if self._editor.in_gesture or self.isHidden():
            return
        found = map_twin.rows(self._editor)
        ties = [tie for tie in self._editor.selected_ties if any(row.id == tie.id for row in found)]
        self.table.blockSignals(True)
        self.table.set_rows([{str(key): text for key, text in row.cells.items()} for row in found], [row.id for row in found])
        if len(ties) == 1:
            self.table.select_key(ties[0].id)
        self.table.blockSignals(False)
        names = [(str(node.id), node.name) for node in self._editor.find("")]
        self.source.set_items(names)
        self.target.set_items(names)
        if self.quality.value() is None:
            self.quality.set_value(self._editor.defaults.quality)

    def enter(self) -> None:
        """The keyboard goes to the rows, or to the new tie when there are none."""
        self.settle()
        (self.table if self.table.current_key() is not None or map_twin.rows(self._editor) else self.source).setFocus()

    def _chosen(self) -> None:
        key = self.table.current_key()
        if isinstance(key, UUID) and self._editor.selected != (key,) and self.table.hasFocus():
            self._editor.select((key,))

    def _edit(self, key: object, column: str, text: str) -> None:
        self._try(lambda: map_twin.edit(self._editor, cast("UUID", key), cast("map_twin.Column", column), text))

    def _add(self) -> None:
        source, target = self.source.value(), self.target.value()
        if source is None or target is None:
            (self.source if source is None else self.target).setFocus()
            self.told.emit(_("Choose both ends of the tie"))
            return
        quality = cast("Quality | None", self.quality.value())

        def connect() -> None:
            self._editor.connect(UUID(source), UUID(target), quality)
            self.source.set_value(None)
            self.target.set_value(None)
            self.enter()

        self._try(connect)

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Rejected as refused:
            self.told.emit(refused.words())
            self.table.complain(refused.words())
            self._follower.start()

    def _paste(self, cells: list[tuple[UUID, str, str]]) -> None:
        refused = paste(
            self._editor, cells,
            lambda tie, column, text: map_twin.edit(self._editor, tie, cast("map_twin.Column", column), text),
        )  # fmt: skip
        self.told.emit(pasted_words(len(cells), refused))
