"""Several entries of a list as chips in one framed field.

    ManyChoice(items=(), *, placeholder="")       value() -> tuple[str, ...] of codes; set_value(codes);
        set_items; edited
    PersonChips(items=(), *, placeholder="")      value() -> tuple[(code | None, name), ...]: someone who is
        not in the
                                                  list may be typed, their code is None; set_value(pairs)
Typing narrows the list, Enter takes the marked one, F4 opens everything, Backspace in an empty line goes to
the last
chip, Delete removes the chip under the keyboard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.ui.kit import theme
from desktop.ui.kit.badges import Chip
from desktop.ui.kit.choices import WordCompleter
from desktop.ui.kit.flow import FlowLayout
from desktop.ui.kit.lines import Problem, one_line, show_problem


class _Adder(QLineEdit):
    """The bare line at the end of the chips."""

    def __init__(self, parent: QWidget, placeholder: str, taken: Callable[[QKeyEvent], bool]) -> None:
        super().__init__(parent)
        self._taken = taken
        self.setProperty("kit", "bare")
        self.setMaxLength(200)
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # not a filter: while the list is down, the completer hands keys to the line past every filter
        if not self._taken(event):
            super().keyPressEvent(event)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font())
        return QSize(metrics.horizontalAdvance(self.placeholderText()) + theme.px(24), metrics.height() + theme.px(4))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(40), self.sizeHint().height())


class _ChipField(QFrame):
    """A frame with chips and a line to add one more."""

    edited = Signal()
    complained = Signal(str)

    def __init__(self, items: Iterable[tuple[str, str]], parent: QWidget | None, placeholder: str) -> None:
        super().__init__(parent)
        self.setProperty("kit", "editor")
        self._entries: list[tuple[str | None, str]] = []
        self._chips: list[Chip] = []
        self._items = tuple(items)
        self._flow = FlowLayout(self, gap=6, line_gap=4)
        self._flow.setContentsMargins(theme.px(8), theme.px(6), theme.px(8), theme.px(5))
        self._adder = _Adder(self, placeholder or _("add\u2026"), self._adder_key)
        self._flow.addWidget(self._adder)
        self._completer = WordCompleter(self._items, self._adder)
        self._completer.chosen.connect(self._chosen, Qt.ConnectionType.QueuedConnection)
        self._adder.textEdited.connect(self._typed)
        self._adder.installEventFilter(self)
        self.setFocusProxy(self._adder)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_items(self, items: Iterable[tuple[str, str]]) -> None:
        """Offer these from now on."""
        self._items = tuple(items)
        self._offer()

    def set_problem(self, problem: Problem) -> None:
        """Amber or red border, or none."""
        show_problem(self, problem)

    def set_question(self, name: str) -> None:
        """What a screen reader says before the line."""
        self.setAccessibleName(name)
        self._adder.setAccessibleName(name)

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001  as in Qt
        """Chips only, nothing to add or take away."""
        self._adder.setVisible(not read_only)
        self.setEnabled(not read_only)

    def _offer(self) -> None:
        taken = {code for code, _caption in self._entries}
        self._completer.set_items([item for item in self._items if item[0] not in taken])

    def _show_entries(self, entries: Iterable[tuple[str | None, str]]) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._entries = list(entries)
        self._chips = []
        for at, entry in enumerate(self._entries):
            chip = Chip(entry[1], self)
            chip.removed.connect(lambda at=at: self._remove(at))
            self._flow.insert_widget(at, chip)
            chip.show()
            self._chips.append(chip)
        self._offer()
        self.updateGeometry()

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order: the chips, then the line."""
        return [*self._chips, self._adder]

    def _add(self, code: str | None, caption: str) -> None:
        self._show_entries([*self._entries, (code, caption)])
        self._adder.clear()
        if (offered := self._completer.popup()) is not None:
            offered.hide()
        self._adder.setFocus()
        self.complained.emit("")
        self.edited.emit()

    def _remove(self, at: int) -> None:
        self._show_entries([entry for number, entry in enumerate(self._entries) if number != at])
        if at < len(self._chips):
            self._chips[at].setFocus()
        else:
            self._adder.setFocus()
        self.edited.emit()

    def _chosen(self, code: str) -> None:
        caption = dict(self._items).get(code)
        if caption is not None and code not in {own for own, _caption in self._entries}:
            self._add(code, caption)

    def _typed(self, text: str) -> None:
        self.complained.emit("")
        if text:
            self._completer.drop(text)

    def _take_text(self) -> bool:
        """Enter or leaving: take what was typed, if it can mean one thing."""
        text = one_line(self._adder.text()).strip()
        if not text:
            return False
        found = self._completer.fitting(text)
        if len(found) == 1:
            self._add(*found[0])
        else:
            self._not_found(text, several=bool(found))
        return True

    def _not_found(self, text: str, *, several: bool) -> None:  # noqa: ARG002  people may be added by their text
        self.complained.emit(
            _("Several entries fit: choose one (F4)") if several else _("There is no such entry: choose from the list (F4)")
        )

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            self.setProperty("inside", "true" if event.gotFocus() else "false")
            self.style().unpolish(self)
            self.style().polish(self)
            if event.lostFocus() and event.reason() != Qt.FocusReason.PopupFocusReason and self._adder.text():
                self._take_text()
        return False

    def _adder_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_F4 or (key == Qt.Key.Key_Down and not self._completer.is_open()):
            self._completer.drop(self._adder.text())
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            return self._take_text()
        elif key == Qt.Key.Key_Backspace and not self._adder.text() and self._chips:
            self._chips[-1].setFocus()
        else:
            return False
        return True

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._adder.setFocus()
        super().mousePressEvent(event)


class ManyChoice(_ChipField):
    """Several entries of a dictionary."""

    def __init__(self, items: Iterable[tuple[str, str]] = (), parent: QWidget | None = None, *,
                 placeholder: str = "") -> None:  # fmt: skip
        super().__init__(items, parent, placeholder)

    def value(self) -> tuple[str, ...]:
        """The codes, in the order they were chosen."""
        return tuple(code for code, _caption in self._entries if code is not None)

    def set_value(self, codes: Iterable[str] | None) -> None:
        """Show these entries without telling anybody; one no longer offered shows its code."""
        known = dict(self._items)
        self._show_entries((code, known.get(code, code)) for code in codes or ())


class PersonChips(_ChipField):
    """People: those of the list, and others typed by name."""

    def __init__(self, items: Iterable[tuple[str, str]] = (), parent: QWidget | None = None, *,
                 placeholder: str = "") -> None:  # fmt: skip
        super().__init__(items, parent, placeholder)

    def value(self) -> tuple[tuple[str | None, str], ...]:
        """Code and name of each; the code is None for somebody who is not in the list."""
        return tuple(self._entries)

    def set_value(self, people: Iterable[tuple[str | None, str]] | None) -> None:
        """Show these people without telling anybody."""
        self._show_entries(people or ())

    @override
    def _not_found(self, text: str, *, several: bool) -> None:
        self._add(None, text)
