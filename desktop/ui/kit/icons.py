"""Icons: our own few drawings, coloured by the palette when they are painted.

icon("plus") -> QIcon                       # second ink, sharp at any scale
picture("alert", 16, "#a1271e", 1.0) -> QPixmap
paint(painter, "check", rect, "#1c6b38")
NAMES: every drawing there is (resources/icons/*.svg)
"""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.base import places
from desktop.ui.kit import theme

NAMES: Final = (
    "alert", "arrow-left", "arrow-right", "calendar", "check", "chevron-down", "chevron-right", "clock",
    "close", "columns", "download", "edit", "eye", "eye-off", "family", "file", "filter", "help", "history",
    "info", "link", "lock", "map", "menu", "minus", "more", "pan", "person", "phone", "pin", "plus", "print",
    "redo", "refresh", "save", "search", "select", "settings", "trash", "undo", "unlock", "upload", "zoom-in",
    "zoom-out",
)  # fmt: skip
_SIZES: Final = (16, 24, 32, 48)


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = places.resource("icons", f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    return QSvgRenderer(QByteArray(drawing))


def paint(painter: QPainter, name: str, where: QRectF, colour: str) -> None:
    """Draw the icon into a rectangle (device-independent pixels)."""
    _renderer(name, colour).render(painter, where)


def picture(name: str, size: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `size` device-independent pixels for a screen of that ratio."""
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint(painter, name, QRectF(0, 0, size, size), colour)
    painter.end()
    return made


def icon(name: str, colour: str | None = None) -> QIcon:
    """The icon for actions and menus, in the second ink unless another colour is asked for."""
    made = QIcon()
    tokens = theme.tokens()
    for size in _SIZES:
        made.addPixmap(picture(name, size, colour or tokens.second), QIcon.Mode.Normal)
        made.addPixmap(picture(name, size, tokens.faint), QIcon.Mode.Disabled)
    return made
