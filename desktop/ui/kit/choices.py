"""Choice from a dictionary: type any part of any word.

    Choice(items=(), *, placeholder="")       items: [(code, caption)]
        value() -> str | None (the code); set_value(code | None); set_items(items); caption() -> str; edited
            = Signal()
        F4 or Alt+Down opens the whole list, Shift+F4 clears, Enter or Tab takes the only one that fits
        a code that is not in the list any more can be shown: set_value(code, caption="...")
    WordCompleter(items)                      for editors of one's own: chosen = Signal(str) with the code
Case, e and yo, and the wrong keyboard layout do not matter. The mouse wheel changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.ui.kit import icons, native, theme
from desktop.ui.kit.lines import TextEdit1

Items = Sequence[tuple[str, str]]
_FOLDED: Final = int(Qt.ItemDataRole.UserRole)
CODE: Final = _FOLDED + 1
_ROOT: Final = QModelIndex()


def folded(text: str) -> str:
    """The text as it is compared: case-blind, yo as e, single spaces."""
    return " ".join(text.casefold().replace("\u0451", "\u0435").split())


class _Words(QAbstractListModel):
    def __init__(self, items: Items) -> None:
        super().__init__()
        self.items = tuple(items)
        self._folded = [folded(caption) for _code, caption in items]

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.items)

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        code, caption = self.items[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return caption
        if role == _FOLDED:
            return self._folded[index.row()]
        return code if role == CODE else None

    def fitting(self, text: str) -> list[tuple[str, str]]:
        """What the typed text can mean: exactly it, or everything that has it inside."""
        wanted = folded(text)
        exact = [item for item, own in zip(self.items, self._folded, strict=True) if own == wanted]
        return exact or [item for item, own in zip(self.items, self._folded, strict=True) if wanted in own]


class WordCompleter(QCompleter):
    """A list that drops under an editor and narrows with each key."""

    chosen = Signal(str)

    def __init__(self, items: Items, editor: QLineEdit) -> None:
        super().__init__(editor)
        self._words = _Words(items)
        self.setModel(self._words)
        self.setCompletionRole(_FOLDED)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseSensitive)  # both sides are folded already
        self.setMaxVisibleItems(12)
        self.setWidget(editor)
        popup = self._list = QListView()
        popup.setProperty("kit", "popup")
        popup.setUniformItemSizes(True)
        self.setPopup(popup)
        self.activated[QModelIndex].connect(self._activated)  # type: ignore[index]  # the overload with the index

    def set_items(self, items: Items) -> None:
        """Offer these from now on."""
        self._words = _Words(items)
        self.setModel(self._words)

    def is_open(self) -> bool:
        """Whether the list is down."""
        return self._list.isVisible()

    def items(self) -> Items:
        """What is offered."""
        return self._words.items

    def fitting(self, text: str) -> list[tuple[str, str]]:
        """What the text can mean, also if it was typed in the wrong layout."""
        return self._words.fitting(text) or self._words.fitting(native.other_layout(text))

    def drop(self, text: str) -> None:
        """Show what fits the text; an empty text shows everything."""
        prefix = folded(text)
        if prefix and not self._words.fitting(text) and self._words.fitting(native.other_layout(text)):
            prefix = folded(native.other_layout(text))
        self.setCompletionPrefix(prefix)
        if self.completionCount():
            self.complete()
        else:
            self._list.hide()

    def _activated(self, index: QModelIndex) -> None:
        self.chosen.emit(str(index.data(CODE)))

    @override
    def splitPath(self, path: str) -> list[str]:
        return [folded(path)]


class Choice(TextEdit1):
    """One entry of a list, found by typing."""

    def __init__(self, items: Iterable[tuple[str, str]] = (), parent: QWidget | None = None, *,
                 placeholder: str = "") -> None:  # fmt: skip
        super().__init__(parent, placeholder=placeholder)
        self._code: str | None = None
        self._caption = ""
        self._completer = WordCompleter(tuple(items), self)
        self._completer.chosen.connect(self._choose)
        self.setTextMargins(0, 0, theme.px(18), 0)
        self.set_question("")

    def set_question(self, name: str) -> None:
        """What a screen reader says before the value."""
        self.setAccessibleName(name)

    @override
    def value(self) -> str | None:  # type: ignore[override]  # a code, not the text
        """The code of what is chosen, or None."""
        return self._code

    def caption(self) -> str:
        """The words of what is chosen."""
        return self._caption

    def set_items(self, items: Iterable[tuple[str, str]]) -> None:
        """Offer these; what is chosen stays."""
        self._completer.set_items(tuple(items))

    @override
    def set_value(self, code: str | None, caption: str = "") -> None:
        """Show this entry without telling anybody; `caption` for one that the list no longer offers."""
        known = dict(self._completer.items())
        self._code = code or None
        self._caption = (known.get(code) or caption or code) if code else ""
        self.setText(self._caption)
        self.setCursorPosition(0)

    def _choose(self, code: str) -> None:
        before = self._code
        self.set_value(code)
        self.complained.emit("")
        self.setSelection(len(self.text()), -len(self.text()))  # all of it, with the caret where the words begin
        if code != before:
            self.edited.emit()

    @override
    def _clean(self, text: str) -> None:
        self._code = None  # before `edited` is heard: what was chosen is no longer meant
        super()._clean(text)
        self._completer.drop(text)

    def clear_choice(self) -> None:
        """Nothing is chosen."""
        had = self._code is not None or bool(self.text())
        self.set_value(None)
        self.complained.emit("")
        if had:
            self.edited.emit()

    def settle(self) -> None:
        """Take the only entry that fits what was typed, or the only one that begins so; otherwise say that nothing does."""
        text = self.text().strip()
        if self._code is not None:
            return
        if not text:
            self.complained.emit("")
            return
        found = self._completer.fitting(text)
        begun = [one for one in found if folded(one[1]).startswith(folded(text))]
        if len(begun) == 1:
            found = begun  # the beginning of one word is meant before the middle of another
        if len(found) == 1:
            self._choose(found[0][0])
        else:
            self.complained.emit(
                _("Several entries fit: choose one (F4)") if found else _("There is no such entry: choose from the list (F4)")
            )

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()
            self.deselect()  # only the box under the keyboard is marked

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        if self.isReadOnly():
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_F4 and modifiers == Qt.KeyboardModifier.ShiftModifier:
            self.clear_choice()
        elif key == Qt.Key.Key_F4 or (key == Qt.Key.Key_Down and modifiers in {
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
        }):  # fmt: skip
            self._completer.drop("")
        else:
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.settle()
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.isReadOnly() and event.position().x() > self.width() - theme.px(28):
            self._completer.drop("")

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(180), super().sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isReadOnly() and self.isEnabled():
            size = theme.px(14)
            spot = QRectF(self.width() - size - theme.px(8), (self.height() - size) / 2, size, size)
            icons.paint(QPainter(self), "chevron-down", spot, theme.tokens().second)
