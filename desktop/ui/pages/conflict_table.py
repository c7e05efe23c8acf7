"""The conflict map as tables: for whoever does not see the drawing, or finds a table quicker.

It goes through the same editor as the drawing: undo, the selection and the drawing follow, and the other way round.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, cast
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QStyleOptionViewItem, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.errors import Rejected
from desktop.base.messages import _
from desktop.figures.conflict_words import party_name
from desktop.models.conflict_data import RelationKind
from desktop.presenters import conflict_twin as twin
from desktop.presenters.conflicts import ConflictEditor
from desktop.services.desk import Desk
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.following import Follower
from desktop.ui.kit.text import Heading
from desktop.ui.pages.conflict_rows import AddLine
from desktop.ui.tables.columns import Column
from desktop.ui.tables.painting import CellPainter
from desktop.ui.tables.small import SmallTable

_PARTY_WIDTHS: Final[dict[twin.PartyColumn, int]] = {
    "name": 160, "role": 110, "needs": 260, "fears": 240, "position": 200, "before": 140, "after": 140,
}  # fmt: skip
_RELATION_WIDTHS: Final[dict[twin.RelationColumn, int]] = {
    "source": 170, "kind": 150, "target": 170, "intensity": 110, "note": 260,
}  # fmt: skip
_OF_STATES: Final = ("before", "after")
_HEADING_WORDS: Final = {"phase": "conflict_stages", "template": "conflict_templates"}


class ConflictTable(QWidget):
    """The conflict itself, its parties, their relations; F2 or Enter changes a cell, Ins adds, Del takes away."""

    told = Signal(str)

    def __init__(self, desk: Desk, editor: ConflictEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor, self._scheme, self._desk = editor, editor.data.template, desk
        self._roles, self._kinds = dict(desk.choices("conflict_roles")), dict(desk.choices("conflict_relations"))
        lines = [
            Column(key, _(twin.RELATION_HEADINGS[key]), width, editable=key not in ("source", "target"))
            for key, width in _RELATION_WIDTHS.items()
        ]
        self.relations = SmallTable(lines, _("Relations of the parties"), self, empty=_("No relations are drawn yet."))
        self.heading = self._heading_table()
        self.parties = self._party_table()
        self.relations.setItemDelegate(_Cells(tuple(lines), {"kind": self._kinds}, self.relations))
        self.add_party = AddLine(_("one more party, Enter"), self, max_length=200)
        self.source, self.target = Choice((), self, placeholder=_("who")), Choice((), self, placeholder=_("with whom"))
        self.kind = Choice(desk.choices("conflict_relations"), self)
        self.add = Button(_("Add the relation"), parent=self)
        self._lay_out()
        self._listen()
        self._filled: dict[SmallTable, tuple[list[Mapping[str, str]], Sequence[object]]] = {}
        self._follower = Follower(self, self.settle, editor.changed, editor.selection_changed)
        self.settle()

    def _heading_table(self) -> SmallTable:
        """What is said of the conflict as a whole, a line for each thing."""
        columns = (
            Column("what", _("What"), 280, second=True),
            Column("said", _("What is known"), 400, editable=True, stretch=True),
        )
        table = SmallTable(columns, _("The conflict"), self, rows_shown=11)
        known = {key: dict(self._desk.choices(name)) for key, name in _HEADING_WORDS.items()}
        known["mediator"] = {str(id_): name for id_, (name, _position) in self._desk.staff.items()}
        table.setItemDelegate(_Cells(columns, known, table))
        return table

    def _party_table(self) -> SmallTable:
        """The columns of the scheme: states belong to Kovalev's."""
        kovalev = self._scheme == "kovalev"
        columns = tuple(
            Column(key, _(twin.IN_KOVALEV.get(key, heading) if kovalev else heading), width, editable=True)
            for key, width in _PARTY_WIDTHS.items() if kovalev or key not in _OF_STATES
            for heading in (twin.PARTY_HEADINGS[key],)
        )  # fmt: skip
        table = SmallTable(columns, _("Parties of the conflict"), self, empty=_("Nobody is on the map yet."))
        table.setItemDelegate(_Cells(columns, {"role": self._roles}, table))
        return table

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self)
        margin = theme.px(14)
        column.setContentsMargins(margin, theme.px(4), margin, theme.px(8))
        column.setSpacing(theme.px(8))
        column.addWidget(Heading(_("The conflict"), 2, self))
        column.addWidget(self.heading)
        column.addWidget(Heading(_("Parties"), 2, self))
        column.addWidget(self.parties)
        column.addWidget(self.add_party)
        column.addWidget(Heading(_("Relations"), 2, self))
        column.addWidget(self.relations)
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        for choice, name in ((self.source, _("Who")), (self.kind, _("Relation")), (self.target, _("With whom"))):
            choice.set_question(name)
            line.addWidget(choice, 1)
        line.addWidget(self.add)
        column.addLayout(line)
        column.addStretch(1)

    def _listen(self) -> None:
        editor = self._editor
        self._follow(self.parties)
        self._follow(self.relations)
        self._listen_to_parties()
        self.heading.opened.connect(lambda _key: self._edit_heading())
        self.heading.cell_edited.connect(
            lambda key, _column, text: self._try(
                lambda: twin.edit_heading(editor, cast("twin.HeadingRow", key), text, self._desk)
            )
        )
        self.heading.insert_requested.connect(self.add_party.setFocus)
        self.relations.cell_edited.connect(
            lambda key, column, text: self._try(lambda: twin.edit_relation(editor, key, column, text, self._kinds))
        )
        self.relations.insert_requested.connect(self.source.setFocus)
        self.add_party.added.connect(editor.add_party)
        self.add.clicked.connect(self._add)

    def _listen_to_parties(self) -> None:
        editor = self._editor
        self.parties.cell_edited.connect(
            lambda key, column, text: self._try(lambda: twin.edit_party(editor, key, column, text, self._roles))
        )
        self.parties.insert_requested.connect(self.add_party.setFocus)

    def _edit_heading(self) -> None:
        """The words of the line that is chosen, whichever of its two cells was."""
        self.heading.edit(self.heading.currentIndex().siblingAtColumn(1))

    def _follow(self, table: SmallTable) -> None:
        table.opened.connect(lambda _key: table.edit(table.currentIndex()))
        table.delete_requested.connect(lambda key: self._editor.delete((cast("UUID", key),)))
        table.chosen.connect(lambda: self._chosen(table))

    def _change_scheme(self) -> None:
        """The other scheme has other columns."""
        self._scheme = self._editor.data.template
        old, self.parties = self.parties, self._party_table()
        self._filled.pop(old, None)
        self._column.replaceWidget(old, self.parties)
        old.hide()
        old.deleteLater()
        self._follow(self.parties)
        self._listen_to_parties()

    def leave(self) -> None:
        """Follow the editor no longer."""
        self._follower.leave()

    def settle(self) -> None:
        """Show what the map has now."""
        editor = self._editor
        if editor.in_gesture or self.isHidden():
            return
        if self._scheme != editor.data.template:
            self._change_scheme()
        lines = twin.heading_rows(editor)
        self._fill(
            self.heading,
            [{"what": _(twin.HEADING_ROWS[key]), "said": said} for key, said in lines],
            [key for key, _said in lines],
        )
        for table, rows in ((self.parties, twin.party_rows(editor)), (self.relations, twin.relation_rows(editor))):
            self._fill(table, [row.cells for row in rows], [row.id for row in rows])
            chosen = [row.id for row in rows if row.id in editor.selected]
            if len(chosen) == 1 and table.current_key() != chosen[0]:
                table.blockSignals(True)
                table.select_key(chosen[0])
                table.blockSignals(False)
        names = [(str(party.id), party_name(party)) for party in editor.data.parties]
        self.source.set_items(names)
        self.target.set_items(names)
        if self.kind.value() is None:
            self.kind.set_value(editor.last_kind)

    def _fill(self, table: SmallTable, rows: list[Mapping[str, str]], keys: Sequence[object]) -> None:
        """Other rows, if they are others: a cell that is being typed into stays open, the keyboard in its column."""
        if self._filled.get(table) == (rows, keys):
            return
        self._filled[table] = (rows, keys)
        column = table.currentIndex().column()
        table.blockSignals(True)
        table.set_rows(rows, keys)
        if table.currentIndex().isValid() and column > 0:
            table.setCurrentIndex(table.currentIndex().siblingAtColumn(column))
        table.blockSignals(False)

    def enter(self) -> None:
        """The keyboard goes to the parties, or to the line for the first one; Shift+Tab to the conflict itself."""
        self.settle()
        (self.parties if self._editor.data.parties else self.add_party).setFocus()

    def _chosen(self, table: SmallTable) -> None:
        key = table.current_key()
        if isinstance(key, UUID) and self._editor.selected != (key,) and table.hasFocus():
            self._editor.select((key,))

    def _add(self) -> None:
        source, target = self.source.value(), self.target.value()
        if source is None or target is None:
            (self.source if source is None else self.target).setFocus()
            self.told.emit(_("Choose both parties of the relation"))
            return
        if (why := self._editor.can_connect(UUID(source), UUID(target))) is not None:
            self.told.emit(why.words())
            return
        self._editor.connect(UUID(source), UUID(target), cast("RelationKind | None", self.kind.value()))
        self.source.set_value(None)
        self.target.set_value(None)
        self.source.setFocus()

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Rejected as refused:
            self.told.emit(refused.words())
            self._follower.start()


class _Cells(CellPainter):
    """Cells that hold known words offer them while one types."""

    def __init__(self, columns: tuple[Column, ...], known: dict[str, dict[str, str]], table: SmallTable) -> None:
        super().__init__(columns, table)
        self._known, self._table = known, table

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QWidget:
        column = self._columns[index.column()]
        line = QLineEdit(parent)
        line.setProperty("kit", "editor")
        line.setAccessibleName(column.caption)
        if words := self._known.get(column.key) or self._known.get(str(self._table.current_key())):
            completer = QCompleter(list(words.values()), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            if (offered := completer.popup()) is not None:
                offered.setProperty("kit", "popup")
            line.setCompleter(completer)
            completer.activated.connect(lambda _words: self._chosen(line))  # one Enter for a word that is chosen
        return line

    def _chosen(self, line: QLineEdit) -> None:
        self.commitData.emit(line)
        self.closeEditor.emit(line)
