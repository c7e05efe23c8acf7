"""A form on the window: sections of a definition, two columns, remarks beside their boxes.

    FormView(draft, offers, *, heading=True, parent=None)
        focus(path) -> bool; focus_first(); focus_next_missing(purpose) -> bool; undo(); redo()
        go_section(n), section_here(), build_all(): a long form is built in slices, what is asked for at once
        settle(): takes the focused box and shows every problem; call it before saving by a key
        set_note(path, text); set_aside(path, text): grey words of the page about a box
        set_read_only(bool); edited = Signal(); box(path) -> the editor; list_of(key) -> RowsTable
It scrolls nothing itself: put it into a QScrollArea and follow `shown_box = Signal(QWidget)`.
"""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.definitions import Path, Placed, Rows, Section
from desktop.models.fields import NEEDS_PRINTING
from desktop.presenters.forms import FormDraft
from desktop.ui.forms.binder import Binder
from desktop.ui.forms.offers import Offers
from desktop.ui.forms.order import next_stop, outside
from desktop.ui.forms.row_table import enter_moves
from desktop.ui.forms.rows import RowsTable
from desktop.ui.kit import theme
from desktop.ui.kit.field import Field, FieldGrid
from desktop.ui.kit.text import Heading, PlainLabel

Item = Placed | Rows
AT_ONCE = 10  # boxes and lists made before a form is first seen
IN_A_SLICE = 2  # made in one pause: typing is not held up


class SectionView(QWidget):
    """One section: its heading, its note, grids of boxes and tables in reading order."""

    def __init__(self, section: Section, binder: Binder, parent: QWidget) -> None:
        super().__init__(parent)
        self.section, self._binder = section, binder
        self._made: dict[str, Field | RowsTable] = {}
        self._shown: tuple[str, ...] | None = None
        self.grids: list[FieldGrid] = []
        self._grid: FieldGrid | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, theme.px(12))
        self._layout.setSpacing(theme.px(8))
        only = section.items[0] if len(section.items) == 1 else None
        self._table_is_section = isinstance(only, Rows) and only.label == section.title
        if not self._table_is_section:
            heading = Heading(_(section.title), 2, self)
            heading.setWordWrap(True)
            self._layout.addWidget(heading)
        if section.note:
            self._layout.addWidget(PlainLabel(_(section.note), self, ink="second", scale=0.9, wrap=True))

    def show_items(self, items: list[Item]) -> bool:
        """Lay these out; True if anything moved."""
        keys = tuple(item.key for item in items)
        if self.isHidden() == bool(items):
            self.setVisible(bool(items))
        if keys == self._shown:
            return False
        if self._shown and keys[: len(self._shown)] == self._shown:
            self._append(items[len(self._shown) :])
            return True
        again = self._shown is not None  # at first everything appears together with the form
        self._shown = keys
        focus = QApplication.focusWidget()
        old = self.grids
        self.grids, self._grid = [], None
        for item in items:
            self._place(item)
        for late in (*self.grids, *(self._made[key] for key in keys)) if again else ():
            late.show()
        for key, made in self._made.items():
            if key not in keys:
                made.setParent(self)
                made.hide()
        for grid in old:
            self._layout.removeWidget(grid)
            grid.hide()
            grid.deleteLater()
        if focus is not None and self.isAncestorOf(focus) and focus.isVisibleTo(self):
            focus.setFocus()
        return True

    def _append(self, items: list[Item]) -> None:
        """More at the end: what stands already is not laid out again."""
        grids = len(self.grids)
        for item in items:
            self._place(item)
        self._shown = (*(self._shown or ()), *(item.key for item in items))
        for late in (*self.grids[grids:], *(self._made[item.key] for item in items)):
            late.show()

    def _place(self, item: Item) -> None:
        if isinstance(item, Rows):
            table = self._made.get(item.key) or RowsTable(item, self._binder, 2 if self._table_is_section else 3, self)
            self._made[item.key] = table
            self._layout.addWidget(table)
            self._grid = None  # what follows the table starts a new grid
            return
        if self._grid is None:
            self._grid = FieldGrid(self.section.columns, self)
            self.grids.append(self._grid)
            self._layout.addWidget(self._grid)
        grid = self._grid
        row = self._made.get(item.key)
        if not isinstance(row, Field):
            row = self._binder.bind(item, (item.key,), grid)
            self._made[item.key] = row
        if item.new_line:
            grid.new_line()
        grid.add(row, item.span)

    def tables(self) -> list[RowsTable]:
        """The tables of this section."""
        return [made for made in self._made.values() if isinstance(made, RowsTable)]

    def boxes(self) -> list[Field]:
        """The boxes of this section that are shown."""
        return [made for key, made in self._made.items() if isinstance(made, Field) and key in (self._shown or ())]


class FormView(QWidget):
    """The whole form; the page around it gives the state of saving and the buttons."""

    edited = Signal()
    shown_box = Signal(QWidget)

    def __init__(
        self, draft: FormDraft, offers: Offers, parent: QWidget | None = None, *, without: frozenset[str] = frozenset()
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.draft, self._without = draft, without  # lists that the page shows in a way of its own
        self.binder = Binder(draft, offers, self)
        self._sections: list[SectionView] = []
        self._waiting: list[str] = []  # boxes of a long form that are made in the pauses after the first are seen
        self._read_only = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(4))
        for section in draft.definition.sections:
            view = SectionView(section, self.binder, self)
            layout.addWidget(view)
            self._sections.append(view)
        self._put_off()
        layout.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._lay_out()
        self._align()
        self.binder.changed.connect(self._changed)
        self.binder.edited.connect(self.edited)
        self._slices = QTimer(self)
        self._slices.setSingleShot(True)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._build_next)
        if self._waiting:
            self._slices.start()

    # --- a long form is built in slices ---

    def _put_off(self) -> None:
        """The first screen is made at once, what lies below it a few boxes at a time."""
        if self.draft.definition.is_questionnaire:  # cards are short, and their pages say things about every box
            keys = [item.key for view in self._sections for item in view.section.items]
            self._waiting = keys[AT_ONCE:]

    def _build_next(self) -> None:
        self._build(IN_A_SLICE)
        if self._waiting:
            self._slices.start()

    def _build(self, many: int) -> None:
        """Make so many boxes more."""
        made, self._waiting = set(self._waiting[:many]), self._waiting[many:]
        self._lay_out()
        if self._read_only:
            for view in self._sections:
                if any(item.key in made for item in view.section.items):
                    self._lock(view)
        self._align()

    def build_all(self) -> None:
        """Make what is still put off: somebody is going there, or looks for everything that is missing."""
        if self._waiting:
            self._build(len(self._waiting))

    def _reach(self, key: str) -> None:
        """Make everything up to this box, and a little more so that the page does not jump under it."""
        if key in self._waiting:
            self._build(self._waiting.index(key) + IN_A_SLICE)

    def go_section(self, number: int) -> None:
        """The keyboard into the first box of a section."""
        for item in self._sections[number].section.items:
            if any(shown is item for _section, shown in self.draft.visible()) and self.focus((item.key,)):
                return

    def section_here(self) -> int:
        """The number of the section that has the keyboard; the first one where none has."""
        focus = self.focusWidget()
        return next((n for n, view in enumerate(self._sections) if view.isAncestorOf(focus)), 0)

    # --- the keyboard ---

    def focus_first(self) -> None:
        """The keyboard into the first box that can be typed in."""
        for _section, item in self.draft.visible():
            if isinstance(item, Placed) and not item.read_only and self.focus((item.key,)):
                return

    def focus(self, path: Path) -> bool:
        """The keyboard into the box at this path; a row is opened for it."""
        if path:
            self._reach(path[0])
        if len(path) == 3 and (table := self.list_of(path[0])):
            table.open_row(UUID(path[1]), path[2])
        bound = self.binder.at(path)
        if bound is not None:
            bound.row.focus_editor()
            self.shown_box.emit(bound.row)
            return True
        if len(path) == 1 and (table := self.list_of(path[0])):
            table.add_button.setFocus()
            self.shown_box.emit(table)
            return True
        return False

    def focus_next_missing(self, purpose: str = NEEDS_PRINTING, *, again: bool = True) -> bool:
        """The keyboard to the next box that is still to be filled; False if none is."""
        path = self.draft.next_missing(self.binder.focused() or (), purpose, again=again)
        return path is not None and self.focus(path)

    def undo(self) -> None:
        """One step back."""
        self.binder.undo()

    def redo(self) -> None:
        """One step forward."""
        self.binder.undo(again=True)

    def settle(self) -> None:
        """Take the focused box and say everything that is wrong: somebody is about to save."""
        self.binder.settle()
        self.binder.say_everything()

    # --- what the page adds ---

    def box(self, path: Path) -> QWidget | None:
        """The editor of a box."""
        self._reach(path[0])
        return self._made_box(path)

    def _made_box(self, path: Path) -> QWidget | None:
        bound = self.binder.at(path)
        return bound.editing.widget if bound else None

    def list_of(self, key: str) -> RowsTable | None:
        """The table of a list."""
        self._reach(key)
        return self._made_list(key)

    def _made_list(self, key: str) -> RowsTable | None:
        return next((table for view in self._sections for table in view.tables() if table.item.key == key), None)

    def set_note(self, path: Path, text: str) -> None:
        """Grey words under a box."""
        self._reach(path[0])
        if bound := self.binder.at(path):
            bound.row.set_note(text)

    def set_aside(self, path: Path, text: str) -> None:
        """Grey words inside a box, at its right end."""
        says = getattr(self.box(path), "set_aside", None)
        if callable(says):
            says(text)

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001  as in Qt
        """Look, but type nothing: a closed case, a colleague's card."""
        self._read_only = read_only
        for view in self._sections:
            self._lock(view, free=not read_only)

    def _lock(self, view: SectionView, *, free: bool = False) -> None:
        if not self._read_only and not free:
            return
        for item in view.section.items:
            editor = self._made_box((item.key,)) if isinstance(item, Placed) else None
            locked = isinstance(item, Placed) and (self._read_only or item.read_only)
            if isinstance(editor, QLineEdit | QPlainTextEdit):
                editor.setReadOnly(locked)
            elif editor is not None:
                editor.setEnabled(not locked)
        for table in view.tables():
            table.setEnabled(not self._read_only)

    # --- inside ---

    def _changed(self, path: Path) -> None:
        for view in self._sections:
            for table in view.tables():
                if not path or path[0] == table.item.key:
                    table.refresh()
        if self._lay_out():
            self._align()

    def _lay_out(self) -> bool:
        visible = self.draft.visible()
        moved = False
        waiting = set(self._waiting)
        for view in self._sections:
            shown = (item for section, item in visible if section is view.section)
            items = [item for item in shown if item.key not in waiting and item.key not in self._without]
            moved = view.show_items(items) or moved
        return moved

    def _stops(self) -> list[QWidget]:
        stops: list[QWidget] = []
        for _section, item in self.draft.visible():
            if isinstance(item, Placed):
                stops += [box] if (box := self._made_box((item.key,))) else []
            elif table := self._made_list(item.key):
                stops += table.stops()
        return stops

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes in the order of reading, then on to what stands outside of the form."""
        if next:
            self._reach_behind()
        focus = self.focusWidget()
        found = next_stop(self._stops(), focus, forward=next) or outside(self, forward=next)
        if found is None:
            return super().focusNextPrevChild(next)
        found.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        self.shown_box.emit(found)
        return True

    def _reach_behind(self) -> None:
        """At the last box that is made, make a few more: Tab never passes what is still put off."""
        stops = self._stops()
        if self._waiting and stops and self.focusWidget() in (stops[-1], stops[-1].focusProxy()):
            self._build(IN_A_SLICE)

    def _align(self) -> None:
        """Labels of sections of one or two columns are equally wide: boxes stand in straight lines."""
        columns: dict[tuple[int, int], list[Field]] = {}
        for view in self._sections:
            for row in view.boxes():
                many = view.section.columns > 2
                columns.setdefault((view.section.columns, _column(row)) if many else (2, 0), []).append(row)
        for rows in columns.values():
            width = max(row.label_width() for row in rows)
            for row in rows:
                row.set_label_width(width)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_moves(self, event):
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        """A grid that was laid out again, narrower or larger, has aligned its labels by itself."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._align()
        return done


def _column(row: Field) -> int:
    grid = row.parentWidget()
    layout = grid.layout() if grid else None
    if not isinstance(layout, QGridLayout):
        return 0
    place: tuple[int, int, int, int] = layout.getItemPosition(layout.indexOf(row))  # type: ignore[assignment]
    return place[1]
