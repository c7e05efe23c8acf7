"""A list inside a form: a small table, a button to add, and the editor of one row below it.

RowsTable(item, binder, level=3, parent=None)
    Ins adds, Enter or F2 opens the row, Delete takes it away (Ctrl+Z brings it back), Esc closes the editor
    open_row(id, key=""); refresh(); say(lines)
"""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.definitions import Path, Rows
from desktop.ui.forms.binder import Binder
from desktop.ui.forms.row_table import RowsModel, RowsView, enter_moves
from desktop.ui.kit import theme
from desktop.ui.kit.badges import CountBadge
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.field import FieldGrid
from desktop.ui.kit.text import Heading, PlainLabel

_LONG_HEADING = 60  # letters


class _EditorFrame(QFrame):
    """The editor of one row: Enter goes to its next box."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_moves(self, event):
            super().keyPressEvent(event)


class RowsTable(QWidget):
    """Heading with the count, table, remarks, and the editor of the row that is open."""

    def __init__(self, item: Rows, binder: Binder, level: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item, self._binder = item, binder
        self._editor: QFrame | None = None
        self._open: UUID | None = None
        self.model = RowsModel(item, binder)
        self.view = RowsView(self.model, self)
        self.view.setAccessibleName(_(item.label))
        self._count = CountBadge(parent=self)
        self._empty = PlainLabel(_("Nothing here yet"), self, ink="faint")
        self._remarks = PlainLabel(parent=self, ink="amber", scale=0.9, wrap=True)
        self.add_button = Button(_("Add"), keys="Ins", parent=self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.px(4))
        self._layout.addLayout(self._head(level))
        for widget in (self._empty, self.view, self._remarks):
            self._layout.addWidget(widget)
        self.view.opened.connect(self._open_current)
        self.view.wanted_new.connect(self.add)
        self.view.wanted_gone.connect(self._remove_current)
        self.add_button.clicked.connect(self.add)
        self.refresh()

    def _head(self, level: int) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        heading = Heading(_(self.item.label), level, self)
        long = len(heading.text()) > _LONG_HEADING  # wraps, so that a narrow window needs no sideways scrolling
        heading.setWordWrap(long)
        head.addWidget(heading, 1 if long else 0)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.add_button)
        return head

    def refresh(self) -> None:
        """Show what the draft has now; the chosen row stays chosen, a removed one closes its editor."""
        chosen = self.current()
        self.model.refresh()
        if chosen in self.model.ids:
            self.view.selectRow(self.model.ids.index(chosen))
        self._count.count(len(self.model.ids) or None)
        self._empty.setVisible(not self.model.ids)
        self.view.fit()
        if self._open is not None and self._open not in self.model.ids:
            self.close_editor()
        self._say()

    def current(self) -> UUID | None:
        """The chosen row."""
        at = self.view.currentIndex().row()
        return self.model.ids[at] if 0 <= at < len(self.model.ids) else None

    def add(self) -> None:
        """A new row, open for typing."""
        self.open_row(self._binder.draft.add_row(self.item.key))
        self._binder.edited.emit()

    def open_row(self, id_: UUID, key: str = "") -> None:
        """Show the editor of a row below the table, with the keyboard in the box `key` or the first one."""
        self.close_editor()
        self._open = id_
        self.view.selectRow(self.model.ids.index(id_))
        self._editor = self._made_editor(id_)
        self._layout.addWidget(self._editor)
        self._editor.show()
        first = key or self.item.fields[0].key
        bound = self._binder.at((self.item.key, str(id_), first))
        if bound is not None:
            bound.row.focus_editor()

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order: the table, the boxes of the open row, its buttons, «add»."""
        inside: list[QWidget] = []
        if self._editor is not None and self._open is not None:
            paths = [(self.item.key, str(self._open), placed.key) for placed in self.item.fields]
            inside = [bound.editing.widget for path in paths if (bound := self._binder.at(path))]
            inside += self._editor.findChildren(Button)
        return [self.view, *inside, self.add_button]

    def close_editor(self) -> None:
        """Nothing more to type in the row; what was typed is in the draft already."""
        if self._editor is None:
            return
        editor, self._editor, self._open = self._editor, None, None
        self._binder.settle_silently()
        self._binder.forget(self.item.key)
        focus = QApplication.focusWidget()
        had_focus = focus is not None and editor.isAncestorOf(focus)
        editor.hide()
        editor.deleteLater()
        if had_focus:
            (self.view if self.model.ids else self.add_button).setFocus()

    def _made_editor(self, id_: UUID) -> QFrame:
        frame = _EditorFrame(self)
        frame.setObjectName("row")
        tokens = theme.tokens()
        frame.setStyleSheet(
            f"QFrame#row {{ background: {tokens.panel}; border: 1px solid {tokens.line}; border-radius: {theme.px(6)}px; }}"
        )
        grid = FieldGrid(2, frame)
        for placed in self._binder.draft.visible_in_row(self.item.key, id_):
            path: Path = (self.item.key, str(id_), placed.key)
            if placed.new_line:
                grid.new_line()
            wide = placed.field.kind in {"long", "choices"} or placed.field.size > 300
            grid.add(self._binder.bind(placed, path, grid), 2 if wide else placed.span)
        done, gone = (
            Button(_("Done"), keys="Esc", parent=frame),
            Button(_("Remove row"), "quiet", parent=frame),
        )
        done.clicked.connect(self.close_editor)
        gone.clicked.connect(lambda: self._remove(id_))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(gone)
        buttons.addWidget(done)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(10))
        layout.addWidget(grid)
        layout.addLayout(buttons)
        return frame

    def _open_current(self) -> None:
        if (id_ := self.current()) is not None:
            self.open_row(id_)

    def _remove_current(self) -> None:
        if (id_ := self.current()) is not None:
            self._remove(id_)

    def _remove(self, id_: UUID) -> None:
        self._binder.draft.remove_row(self.item.key, id_)
        self._binder.edited.emit()

    def _say(self) -> None:
        """What is wrong with rows, below the table: which row, then what."""
        lines, blocks = [], False
        for finding in self._binder.draft.findings():
            if finding.path[:1] == (self.item.key,) and len(finding.path) > 1:
                id_ = UUID(finding.path[1])
                row = self.model.words(id_, 0) if self.model.columns else ""
                lines.append(f"{row}: {finding.message.words()}" if row else finding.message.words())
                blocks = blocks or finding.blocks
        self._remarks.setText("\n".join(lines[:4]))
        self._remarks.set_ink("red" if blocks else "amber")
        self._remarks.setVisible(bool(lines))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._editor is not None:
            self.close_editor()
            return
        if event.key() == Qt.Key.Key_Insert and not event.modifiers():
            self.add()
            return
        super().keyPressEvent(event)
