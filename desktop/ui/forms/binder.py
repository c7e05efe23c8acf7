"""Keeps editors and draft in step: typing goes down at once, what is wrong is said when the box is left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.models.definitions import Path, Placed
from desktop.presenters.forms import EVERYTHING, FormDraft
from desktop.ui.forms.editors import Editing, make
from desktop.ui.forms.offers import Offers
from desktop.ui.kit import native
from desktop.ui.kit.field import Field


class Bound(QObject):
    """One box: its place in the draft, its row on the form, its editor."""

    def __init__(self, path: Path, row: Field, editing: Editing) -> None:
        super().__init__(row)
        self.path, self.row, self.editing = path, row, editing
        self._said = ("", "")

    def say(self, error: str, warning: str) -> None:
        """Show what is wrong beside the box; saying the same again costs nothing."""
        if (error, warning) != self._said:
            self._said = (error, warning)
            self.row.set_error(error)
            self.row.set_warning(warning)


class Binder(QObject):
    """Every box of a form by its path, the rows being edited included."""

    changed = Signal(tuple)  # the path that the draft told: for tables and for what is shown or hidden
    edited = Signal()  # a person changed something
    made = Signal(object)  # a Bound: its box stands on the form now

    def __init__(self, draft: FormDraft, offers: Offers, parent: QWidget) -> None:
        super().__init__(parent)
        self.draft, self.offers = draft, offers
        self._bound: dict[Path, Bound] = {}
        self._taking: Path | None = None
        self._unsubscribe = draft.field_changed.subscribe(self._told)
        parent.destroyed.connect(self._unsubscribe)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def bind(self, placed: Placed, path: Path, parent: QWidget) -> Field:
        """A row of the form for this fact, showing what the draft has."""
        editing = make(placed, path, self.draft, self.offers, parent)
        row = Field(
            _(placed.field.label),
            editing.widget,
            parent,
            required=bool(placed.field.needed_for),
            hint=_(placed.hint),
        )
        bound = Bound(path, row, editing)
        editing.show()
        signal = getattr(editing.widget, "edited", None)
        if signal is not None:
            signal.connect(lambda: self._take(bound))
        for widget in (editing.widget, *editing.widget.findChildren(QWidget)):
            widget.installEventFilter(self)
        self._bound[path] = bound
        self._say(bound)
        self.made.emit(bound)
        return row

    def forget(self, key: str) -> None:
        """The editor of a row was closed: its boxes are no more."""
        self._bound = {path: bound for path, bound in self._bound.items() if len(path) == 1 or path[0] != key}

    def boxes(self) -> tuple[Bound, ...]:
        """Every box that is open now."""
        return tuple(self._bound.values())

    def at(self, path: Path) -> Bound | None:
        """The box at this path, if it is open now."""
        return self._bound.get(path)

    def focused(self) -> Path | None:
        """The box that has the keyboard."""
        return self._owner(QApplication.focusWidget())

    def settle(self) -> None:
        """Take what stands in the focused box: before saving by a key, nobody has left it yet."""
        path = self.focused()
        if path is not None and (bound := self._bound.get(path)):
            settle = getattr(bound.editing.widget, "settle", None)
            if callable(settle):
                settle()
            self._take(bound)
            self.draft.leave(path)
            self._say(bound)

    def undo(self, *, again: bool = False) -> None:
        """One step back or forward; the keyboard goes where something changed."""
        self.settle_silently()
        touched: list[Path] = []
        stop = self.draft.field_changed.subscribe(touched.append)
        if again:
            self.draft.redo()
        else:
            self.draft.undo()
        stop()
        bound = self._bound.get(touched[0]) if touched else None
        if bound is not None:
            bound.row.focus_editor()
        if touched:
            self.edited.emit()

    def settle_silently(self) -> None:
        """Take the focused box without tidying its text: a step back must find everything in the draft."""
        path = self.focused()
        if path is not None and (bound := self._bound.get(path)):
            self._take(bound)

    def say_everything(self) -> None:
        """Show every problem, that of the focused box too: somebody asked to save or to print."""
        for bound in self._bound.values():
            self._say(bound)

    def _take(self, bound: Bound) -> None:
        if self._taking is not None or self._bound.get(bound.path) is not bound:
            return
        self._taking = bound.path
        try:
            bound.editing.take()
        finally:
            self._taking = None
        self.edited.emit()

    def _told(self, path: Path) -> None:
        for bound in list(self._bound.values()):
            if path in {EVERYTHING, bound.path} and bound.path != self._taking:
                bound.editing.show()
            if bound.path == self._taking and self.draft.problem(bound.path) is not None:
                continue  # in the middle of typing nothing is wrong yet
            self._say(bound)
        self.changed.emit(path)

    def _say(self, bound: Bound) -> None:
        finding = self.draft.problem(bound.path)
        words = finding.message.words() if finding else ""
        bound.say(words if finding and finding.blocks else "", words if finding and not finding.blocks else "")

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        left = self._owner(old)
        if left is None or left == self._owner(new):
            return
        if bound := self._bound.get(left):
            self._take(bound)
            self.draft.leave(left)
            self._say(bound)

    def _owner(self, widget: QWidget | None) -> Path | None:
        while widget is not None:
            for path, bound in self._bound.items():
                if bound.editing.widget is widget:
                    return path
            widget = widget.parentWidget()
        return None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Z and Ctrl+Y belong to the form: an editor's own undo knows only its own letters."""
        if not isinstance(event, QKeyEvent) or event.type() not in {
            QEvent.Type.KeyPress,
            QEvent.Type.ShortcutOverride,
        }:
            return False
        control = Qt.KeyboardModifier.ControlModifier
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        letter = native.letter(event)
        back = letter == "Z" and modifiers == control
        again = (letter == "Y" and modifiers == control) or (
            letter == "Z" and modifiers == control | Qt.KeyboardModifier.ShiftModifier
        )
        if not back and not again:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        self.undo(again=again)
        return True
