"""Choice of one of very many: what is at hand is offered at once, the rest is found while typing.

    SearchChoice(items, find, parent=None)      find(text, done): done gets [(code, caption)], perhaps later
As `Choice` otherwise: F4 opens what is at hand, Enter or Tab takes the only one that fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.ui.kit.choices import Choice

Items = Sequence[tuple[str, str]]
Find = Callable[[str, Callable[[Items], None]], None]
_AFTER: Final = 180  # milliseconds after the last key


class SearchChoice(Choice):
    """A box that looks in the whole office for what is typed."""

    def __init__(self, items: Iterable[tuple[str, str]], find: Find, parent: QWidget | None = None) -> None:
        self._at_hand: Items = tuple(items)
        super().__init__(self._at_hand, parent, placeholder=_("type a name to search"))
        self._find = find
        self._hits: Items = ()
        self._asked = ""
        self._leaving = False
        self._timer = QTimer(self, singleShot=True, interval=_AFTER)
        self._timer.timeout.connect(self._ask)

    @override
    def _clean(self, text: str) -> None:
        super()._clean(text)
        self._leaving = False
        self._timer.start()

    def _ask(self) -> None:
        text = self._asked = self.text().strip()
        if text:
            self._find(text, lambda hits: self._arrived(text, hits))

    def _arrived(self, text: str, hits: Items) -> None:
        if text != self.text().strip() or self.value() is not None:
            return  # typed further or chosen meanwhile
        known = {code for code, _caption in hits}
        self._hits = tuple(hits)
        near = [item for item in self._completer.fitting(text) if item in self._at_hand and item[0] not in known]
        self.set_items((*near, *self._hits))
        if self._leaving:
            self._leaving = False
            self.settle()
        elif self.hasFocus() and (near or self._hits):
            self._completer.drop("")

    @override
    def settle(self) -> None:
        """Take the only one found; what is still being looked for is waited for."""
        text = self.text().strip()
        if self.value() is None and text and (self._timer.isActive() or text != self._asked):
            self._leaving = True
            self._timer.stop()
            self._ask()
            return  # what arrives is settled
        if self.value() is None and text and len(self._hits) == 1 and text == self._asked:
            self._choose(self._hits[0][0])
            return
        super().settle()
