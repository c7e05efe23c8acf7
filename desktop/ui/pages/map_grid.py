"""The grid after Tracy and Whittaker on the page of the map: answered cell by cell, printed as a table."""

from __future__ import annotations

from typing import Final, Literal, cast
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.errors import Rejected
from desktop.base.messages import _, ngettext
from desktop.presenters import map_grid
from desktop.presenters.map_grid import GridColumn
from desktop.presenters.map_views import RingsChoice
from desktop.presenters.maps import MapEditor
from desktop.ui.kit import theme
from desktop.ui.kit.following import Follower
from desktop.ui.kit.text import PlainLabel
from desktop.ui.tables.columns import Column
from desktop.ui.tables.painting import Header
from desktop.ui.tables.wide import WideTable

_WIDTHS: Final[dict[GridColumn, int]] = {
    "name": 170, "domain": 118, "concrete": 116, "emotional": 116, "information": 116, "criticism": 116, "direction": 140,
    "closeness": 142, "frequency": 158, "known": 168, "resource": 126, "note": 160,
}  # fmt: skip
_ROWS_SHOWN: Final = 40
_FIRST_ANSWER: Final = list(_WIDTHS).index("concrete")


class MapGrid(QWidget):
    """One row for each person around the middle and an empty one for somebody new; `told` for the status line."""

    told = Signal(str)

    def __init__(self, editor: MapEditor, choice: RingsChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor, self._choice = editor, choice
        self._sorted: tuple[GridColumn | Literal[""], bool] = ("", False)  # by which column, from its end; "": by domains
        self._order: dict[UUID, int] = {}  # as it was sorted: an answer given since moves nobody
        columns = [Column(key, _(map_grid.HEADINGS[key]), width, editable=True) for key, width in _WIDTHS.items()]
        self.table = WideTable(
            columns, _("Grid of the social network"), lambda key: map_grid.words_of(cast("GridColumn", key)), self,
            rows_shown=_ROWS_SHOWN, new=_("type a name\u2026"),
        )  # fmt: skip
        self.said = PlainLabel("", self, ink="second", wrap=True)
        column = QVBoxLayout(self)
        margin = theme.px(14)
        column.setContentsMargins(margin, theme.px(4), margin, theme.px(8))
        column.setSpacing(theme.px(6))
        column.addWidget(self.said)
        column.addWidget(self.table, 100)
        column.addStretch(1)
        self.table.cell_edited.connect(self._edit)
        self.table.pasted.connect(self._paste)
        self.table.insert_requested.connect(self.new_row)
        self.table.delete_requested.connect(self._delete)
        self.table.chosen.connect(self._chosen)
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self.sort)
        self._follower = Follower(self, self.settle, editor.changed, editor.looks_changed)

    def leave(self) -> None:
        """Follow the editor no longer."""
        self._follower.leave()

    def show_choice(self, choice: RingsChoice) -> None:
        """Another view or middle was chosen."""
        self._choice = choice
        self.settle()

    def settle(self) -> None:
        """Show what the map has now."""
        if self._editor.in_gesture or self.isHidden():
            return
        found = map_grid.rows(self._editor.told, self._choice)
        if self._order:
            found = tuple(sorted(found, key=lambda row: self._order.get(row.id, len(self._order))))
        cells = [{str(key): text for key, text in row.cells.items()} for row in found]
        keys: list[object] = [row.id for row in found]
        self.table.blockSignals(True)
        self.table.set_rows([*cells, {}], [*keys, ""])  # not None: the row of nobody yet is a row too
        self.table.blockSignals(False)
        answered = sum(1 for row in found if row.tie is not None)
        people = ngettext("{n} person or agency", "{n} people and agencies", len(found)).format(n=len(found))
        keys_ = _("Arrows go from cell to cell, a letter or a digit answers, Tab then goes on, Ins adds somebody")
        self.said.setText(" \u00b7 ".join((people, _("answered: {n}").format(n=answered), keys_)))

    def sort(self, section: int) -> None:
        """A click on a heading: by its answers, again from their end, then by domains as before."""
        key = list(_WIDTHS)[section]
        self._sorted = (
            (key, True) if self._sorted == (key, False) else ("", False) if self._sorted == (key, True) else (key, False)
        )
        by, from_end = self._sorted
        found = map_grid.sorted_by(map_grid.rows(self._editor.told, self._choice), key, from_end=from_end) if by else ()
        self._order = {row.id: at for at, row in enumerate(found)}
        header = self.table.horizontalHeader()
        if isinstance(header, Header):
            header.set_sorted(section if by else -1, descending=from_end)
        self.settle()

    def enter(self) -> None:
        """The keyboard to the rows; who is selected on the map stands first."""
        self.settle()
        chosen = self._editor.selected_nodes
        if chosen:
            self.table.select_key(chosen[0].id)
        elif not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.table.model().index(0, _FIRST_ANSWER))  # where the answering begins
        self.table.setFocus()

    def new_row(self) -> None:
        """Ins: somebody new in the last row."""
        model = self.table.model()
        index = model.index(model.rowCount() - 1, 0)
        self.table.setCurrentIndex(index)
        self.table.edit(index)

    def _delete(self, key: object) -> None:
        if isinstance(key, UUID):
            node = self._editor.told.node(key)
            if node is not None and node.inside:
                self.told.emit(_("Who lives in the household is said by the family card"))
            elif node is not None and self._editor.delete((key,)):
                self.told.emit(_("Taken off the map: {name}. Ctrl+Z brings it back.").format(name=node.name))

    def _chosen(self) -> None:
        key = self.table.current_key()
        if isinstance(key, UUID) and self._editor.selected != (key,) and self.table.hasFocus():
            self._editor.select((key,))

    def _edit(self, key: object, column: str, text: str) -> None:
        try:
            if isinstance(key, UUID):
                map_grid.edit(self._editor, self._choice, key, cast("GridColumn", column), text)
            elif column == "name" and (made := map_grid.add(self._editor, text)) is not None:
                self.settle()
                self.table.go_to(made, "domain")
                self.told.emit(self._editor.discreet(_("Put on the map: {name}").format(name=text)))
            elif column != "name":
                self.told.emit(_("Type a name first"))
        except Rejected as refused:
            self._refuse(refused)

    def _refuse(self, refused: Rejected) -> None:
        self.told.emit(refused.words())
        self.table.complain(refused.words())
        self._follower.start()

    def _paste(self, cells: list[tuple[object, str, str]]) -> None:
        known = [(key, column, text) for key, column, text in cells if isinstance(key, UUID)]
        refused = map_grid.paste(
            self._editor, known, lambda key, column, text: map_grid.edit(
                self._editor, self._choice, key, cast("GridColumn", column), text
            )
        )  # fmt: skip
        self.told.emit(map_grid.pasted_words(len(known), refused))
