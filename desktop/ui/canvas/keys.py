"""Which letter key was pressed, whatever layout is switched on: on the canvas letters are commands.

Windows names the key itself (virtual key); X11 and Wayland number it by its place (scan code); where neither
is known, the letter of the Russian layout is read as the Latin one on the same key.
"""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtGui import QGuiApplication, QKeyEvent

from desktop.ui.kit import native

_EVDEV_ROWS: Final = ((24, "QWERTYUIOP"), (38, "ASDFGHJKL"), (52, "ZXCVBNM"))
_BY_SCAN_CODE: Final = {first + at: key for first, row in _EVDEV_ROWS for at, key in enumerate(row)}


def letter(event: QKeyEvent) -> str:
    """The Latin letter printed on the key, or an empty string."""
    if sys.platform == "win32":
        virtual = event.nativeVirtualKey()
        return chr(virtual) if ord("A") <= virtual <= ord("Z") else native.letter(event)
    if found := native.letter(event):
        return found
    if QGuiApplication.platformName() in {"xcb", "wayland"}:
        return _BY_SCAN_CODE.get(event.nativeScanCode(), "")
    return ""
