"""The keys of the map as a list in words, for F1: what a hand cannot see on the buttons is read here.

A test holds the list against the tables of the keyboard in both directions: no key is missing and none is made up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.base.messages import N_, _
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.text import Heading, PlainLabel, keys_for_people

Row = tuple[str, tuple[str, ...]]  # what is done, by which keys
ARROWS: Final = "Arrows"  # any of the four
KEYS: Final[Mapping[str, tuple[Row, ...]]] = {
    N_("Draw"): (
        (N_("Somebody new"), ("N", "Ins")),
        (N_("man"), ("M",)),
        (N_("woman"), ("W",)),
        (N_("person, sex unknown"), ("U",)),
        (N_("agency"), ("O",)),
        (N_("group of people"), ("G",)),
        (N_("Connect with…"), ("L", "Ctrl+L")),
        (N_("Somebody on that side, connected"), ("Alt+Arrows",)),
        (N_("Rename"), ("F2",)),
        (N_("More about it"), ("Enter",)),
        (N_("Duplicate"), ("F9", "Ctrl+D", "Ctrl+Enter")),
        (N_("Copy"), ("Ctrl+C",)),
        (N_("Cut"), ("Ctrl+X",)),
        (N_("Paste"), ("Ctrl+V",)),
        (N_("Take off the map"), ("Del",)),
        (N_("Undo"), ("Ctrl+Z",)),
        (N_("Redo"), ("Ctrl+Y", "Ctrl+Shift+Z")),
    ),
    N_("The selected tie"): (
        (N_("Kind of tie"), ("1", "2", "3", "4", "5")),
        (N_("Which way help flows"), ("6", "7", "8", "9")),
        (N_("Kind of tie, from a list"), ("F4",)),
        (N_("Turn the help around"), ("R",)),
        (N_("Bend"), ("K",)),
        (N_("Straighten"), ("Shift+K",)),
        (N_("Another end…"), ("E",)),
        (N_("Another beginning…"), ("Shift+E",)),
    ),
    N_("Select"): (
        (N_("The next one, the one before"), ("Tab", "Shift+Tab")),
        (N_("The first, the last"), ("Home", "End")),
        (N_("The next tie"), ("T",)),
        (N_("The next group"), ("Q",)),
        (N_("Select everything"), ("Ctrl+A",)),
        (N_("Only people and agencies"), ("Ctrl+Shift+I",)),
        (N_("Only ties"), ("Ctrl+Shift+E",)),
        (N_("Find on the map"), ("Ctrl+F",)),
        (N_("Take back what is under way; nothing selected"), ("Esc",)),
        (N_("Menu of what is selected"), ("Shift+F10",)),
        (N_("Back to the pointer"), ("V",)),
    ),
    N_("Arrange"): (
        (N_("Move by 5 mm"), (ARROWS,)),
        (N_("Move by 1 mm"), ("Shift+Arrows",)),
        (N_("Move by a quarter of a millimetre"), ("Ctrl+Arrows",)),
        (N_("Hold in place, let go"), ("P",)),
        (N_("Edges in line"), ("Ctrl+Shift+Arrows",)),
        (N_("Middles in one column"), ("Ctrl+Shift+C",)),
        (N_("Middles in one row"), ("Ctrl+Shift+M",)),
        (N_("Even distances across"), ("Ctrl+Shift+H",)),
        (N_("Even distances down"), ("Ctrl+Shift+V",)),
        (N_("To the front"), ("Ctrl+Shift+F",)),
        (N_("To the back"), ("Ctrl+Shift+B",)),
        (N_("Group them"), ("Ctrl+G",)),
        (N_("Dissolve the group"), ("Ctrl+Shift+G",)),
        (N_("Draw a loop by hand"), ("D",)),
        (N_("Take the appearance, give it"), ("Ctrl+Alt+C", "Ctrl+Alt+V")),
        (N_("Lay out"), ("F5",)),
    ),
    N_("Look"): (
        (N_("Whole map"), ("F", "Ctrl+0")),
        (N_("Back to where I was"), ("B", "Backspace")),
        (N_("Actual size"), ("=",)),
        (N_("Nearer"), ("+",)),
        (N_("Farther"), ("-",)),
        (N_("Push the sheet with the mouse"), ("Space",)),
        (N_("Highlight, filter, names"), ("H",)),
        (N_("Who is not on the map yet"), ("A",)),
        (N_("Minimap"), ("Ctrl+M",)),
        (N_("Grid"), ("Shift+F8",)),
        (N_("Edge of the page"), ("F8",)),
        (N_("Full screen for a meeting"), ("F11",)),
    ),
}
_COLUMNS: Final = (("Draw", "The selected tie"), ("Select", "Arrange"), ("Look", ""))
_FEW: Final = 3


def key_words(keys: Sequence[str]) -> str:
    """Keys of one act as a person reads them: all of a few, the first and the last of a row of digits."""
    said = [keys_for_people(key).replace(ARROWS, _("arrows")) for key in keys]
    return f"{said[0]}\u2013{said[-1]}" if len(said) > _FEW else ", ".join(said)


class KeyList(QDialog):
    """Every key of the map; `more` are those of the page around it."""

    def __init__(self, more: Sequence[Row], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys of the map"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inside = QWidget(self)
        line = QHBoxLayout(inside)
        line.setSpacing(theme.px(32))
        for names in _COLUMNS:
            column = QVBoxLayout()
            for name in names:
                self._add(column, _(name) if name else _("Map and page"), KEYS[name] if name else more, inside)
            column.addStretch(1)
            line.addLayout(column)
        area = QScrollArea(self)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inside)
        area.setAccessibleName(_("Keys of the map"))
        close = Button(_("Close"), "primary", keys="Esc", parent=self)
        close.clicked.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.addWidget(area, 1)
        whole.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        room, wanted = parent.window().size(), inside.sizeHint()
        self.resize(min(wanted.width() + theme.px(48), room.width()), min(wanted.height() + theme.px(80), room.height()))
        area.setFocus()  # arrows push the list

    def _add(self, column: QVBoxLayout, name: str, rows: Sequence[Row], parent: QWidget) -> None:
        column.addWidget(Heading(name, 3, parent))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(14))
        grid.setVerticalSpacing(theme.px(3))
        grid.setColumnStretch(1, 1)
        for at, (words, keys) in enumerate(rows):
            grid.addWidget(PlainLabel(key_words(keys), parent, ink="second"), at, 0)
            grid.addWidget(PlainLabel(_(words), parent), at, 1)
        column.addLayout(grid)
