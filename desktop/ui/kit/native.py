"""Keys by their place on the keyboard, whatever layout is switched on.

With a Russian layout Qt reports the letter of that layout; a clerk who presses the T key means the T key.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

# The Cyrillic letters of the keys Q W E R T Y U I O P · A S D F G H J K L · Z X C V B N M
_CYRILLIC: Final = (
    "\u0439\u0446\u0443\u043a\u0435\u043d\u0433\u0448\u0449\u0437"
    "\u0444\u044b\u0432\u0430\u043f\u0440\u043e\u043b\u0434"
    "\u044f\u0447\u0441\u043c\u0438\u0442\u044c"
)
_LATIN: Final = "QWERTYUIOPASDFGHJKLZXCVBNM"
_BY_LETTER: Final = {ord(c): latin for c, latin in zip(_CYRILLIC, _LATIN, strict=True)} | {
    ord(c.upper()): latin for c, latin in zip(_CYRILLIC, _LATIN, strict=True)
} | {0x456: "S", 0x406: "S"}  # the Ukrainian i lies on S  # fmt: skip


def letter(event: QKeyEvent) -> str:
    """The Latin letter printed on the pressed key, or an empty string."""
    key = event.key()
    if Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        return chr(key)
    if found := _BY_LETTER.get(key):
        return found
    text = event.text()
    return _BY_LETTER.get(ord(text), "") if len(text) == 1 else ""


def other_layout(text: str) -> str:
    """What was typed, as if the Russian layout had been on: `bdfyjd` is a surname in the wrong layout."""
    table = dict(zip(_LATIN + _LATIN.lower(), _CYRILLIC.upper() + _CYRILLIC, strict=True))
    table |= {
        "[": "\u0445",
        "]": "\u044a",
        ";": "\u0436",
        "'": "\u044d",
        ",": "\u0431",
        ".": "\u044e",
        "`": "\u0451",
    }
    return "".join(table.get(letter_, letter_) for letter_ in text)
