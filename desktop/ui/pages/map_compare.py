"""Two versions of a map side by side or laid over each other, with every change as a sentence beside them.

One page for the map of connections, the genogram and the conflict map: it is given pictures and sentences and knows
nothing of what they mean. A sentence under the pointer or the keyboard lights up what it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGraphicsScene,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.base.messages import _, ngettext
from desktop.figures.primitives import Figure, Line, Point, Polyline, Shape, Text, bounds
from desktop.presenters.comparisons import COLOURS, Comparing, Comparison, Told, by_tone
from desktop.ui.canvas import painter as painting
from desktop.ui.canvas.figure_items import FigureItem, OverItem
from desktop.ui.canvas.sheet import SheetView
from desktop.ui.kit import native, theme
from desktop.ui.kit.accessibility import announce
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.kit.text import Heading, PlainLabel, ink_colour

_BESIDE, _OVER = "beside", "over"
_OF: Final = Qt.ItemDataRole.UserRole
_STEP: Final = 1.25


class FigurePane(SheetView):
    """A finished drawing to look at: zoom, push, and light up what is spoken of."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self._item, self._over = FigureItem(), OverItem()
        scene = QGraphicsScene()
        scene.addItem(self._item)
        scene.addItem(self._over)
        super().__init__(scene, parent)
        scene.setParent(self)
        self.setDragMode(SheetView.DragMode.ScrollHandDrag)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(theme.px(180), theme.px(160))
        self.setAccessibleName(name)
        self._dress()

    def show_figure(self, figure: Figure, name: str) -> None:
        """Show this drawing; the whole of it, until somebody zooms."""
        self._item.show_figure(figure)
        self._over.cover(self._item.boundingRect())
        self._over.show_lit((), ())
        self.scene().setSceneRect(self._item.boundingRect())
        self.setAccessibleName(name)
        self.setAccessibleDescription(figure.description)
        self._untouched = True
        self._fit()

    def light(self, ids: Iterable[UUID]) -> None:
        """Light up these: somebody with a name in a frame, a line along its way."""
        boxes, ways = [], []
        for id_ in ids:
            shapes = self._item.by_tag.get(str(id_), [])
            lines = [way for shape in shapes if (way := _way(shape))]
            if any(isinstance(shape, Text) for shape in shapes) or (shapes and not lines):
                boxes.append(bounds(shapes))
            else:
                ways += lines
        self._over.show_lit(boxes, ways)

    @override
    def sheet_box(self) -> QRectF:
        return self._item.boundingRect()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(_STEP)
            case Qt.Key.Key_Minus:
                self.zoom_by(1 / _STEP)
            case Qt.Key.Key_0 | Qt.Key.Key_Home:
                self.fit()
            case _:
                super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.PaletteChange}:
            self._dress()

    def _dress(self) -> None:
        self.scene().setBackgroundBrush(painting.colour("paper"))
        self._item.restyle()


def _way(shape: Shape) -> tuple[Point, ...]:
    match shape:
        case Polyline():
            return shape.points
        case Line():
            return ((shape.x1, shape.y1), (shape.x2, shape.y2))
        case _:
            return ()


class Sentences(QListWidget):
    """The changes in words under headings; `pointed(ids)` with what the one under pointer or keyboard is about."""

    pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Changes"))
        self.setSpacing(theme.px(2))
        self.itemEntered.connect(lambda item: self.pointed.emit(_ids(item)))
        self.currentItemChanged.connect(lambda item, _before: self.pointed.emit(_ids(item)))
        self.viewport().installEventFilter(self)

    def show_told(self, told: tuple[Told, ...]) -> None:
        """These sentences, nothing chosen."""
        self.clear()
        for heading, sentences in by_tone(told):
            above = QListWidgetItem(f"{heading} ({len(sentences)})", self)
            above.setFlags(Qt.ItemFlag.NoItemFlags)
            font = QFont(self.font())
            font.setBold(True)
            above.setFont(font)
            above.setForeground(theme.colour(theme.tokens().second))
            for one in sentences:
                item = QListWidgetItem(f"{one.sign}  {one.sentence}", self)
                item.setData(_OF, one.ids)
                item.setForeground(theme.colour(ink_colour(COLOURS[one.tone], theme.tokens())))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{heading}: {one.sentence}")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave and watched is self.viewport():
            self.pointed.emit(_ids(self.currentItem()))  # what was chosen stays lit
        return super().eventFilter(watched, event)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(400))


def _ids(item: QListWidgetItem | None) -> tuple[UUID, ...]:
    found = item.data(_OF) if item is not None else None
    return tuple(found) if found else ()


class CompareView(QWidget):
    """`left()` when somebody goes back to the map, `print_asked()` when the comparison is wanted on paper.

    The two choosers, F8 for beside or over, Ctrl+E for printing, Esc for back; the list is walked with arrows.
    """

    left = Signal()
    print_asked = Signal()

    def __init__(self, comparing: Comparing[Any], caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.comparing, self.caption = comparing, caption
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(10))
        column.setSpacing(theme.px(8))
        column.addLayout(self._head(caption))
        column.addLayout(self._choosers())
        self.panes = tuple(FigurePane(_("Picture of a version"), self) for _side in range(2))
        self.over = FigurePane(_("Both versions laid over each other"), self)
        self.titles = tuple(PlainLabel("", self, ink="second", bold=True, wrap=True) for _side in range(2))
        self.pictures = QStackedWidget(self)
        self.pictures.addWidget(self._pair())
        self.pictures.addWidget(self.over)
        self.sentences = Sentences(self)
        self.sentences.pointed.connect(self._point)
        self.count = Heading("", 3, self)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.pictures)
        split.addWidget(self._beside())
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setSizes([theme.px(860), theme.px(330)])
        column.addWidget(split, 1)
        self._leaving = comparing.shown.subscribe(self._show)
        if comparing.comparison is not None:
            self._show(comparing.comparison)

    def _head(self, caption: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.px(10))
        self.back = Button(_("Back"), keys="Esc", parent=self)
        self.back.clicked.connect(lambda: self.left.emit())  # noqa: PLW0108  `clicked` carries an argument
        self.mode = Segmented([Option(_BESIDE, _("Side by side")), Option(_OVER, _("One over the other"))], self, clearable=False)
        self.mode.setAccessibleName(_("How the versions are shown"))
        self.mode.setToolTip(_("{keys} changes between them").format(keys="F8"))
        self.mode.set_value(_BESIDE)
        self.mode.edited.connect(self._show_mode)
        self.print_button = Button(_("Print\u2026"), keys="Ctrl+E", parent=self)
        self.print_button.clicked.connect(lambda: self.print_asked.emit())  # noqa: PLW0108  as above
        line.addWidget(self.back)
        line.addWidget(Heading(caption, 2, self), 1)
        line.addWidget(self.mode)
        line.addWidget(self.print_button)
        return line

    def _choosers(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        items = [(str(version.id), version.words) for version in self.comparing.versions]
        self.before = Choice(items, self, placeholder=_("earlier version"))
        self.after = Choice(items, self, placeholder=_("later version"))
        for choice, question in ((self.before, _("It was")), (self.after, _("It is now"))):
            label = PlainLabel(question, self, ink="second")
            label.setBuddy(choice)
            choice.set_question(question)
            choice.setFixedWidth(theme.px(250))
            choice.edited.connect(self._chosen)
            line.addWidget(label)
            line.addWidget(choice)
        self.swap = Button(_("Swap"), "quiet", parent=self)
        self.swap.clicked.connect(lambda: self.comparing.swap())  # noqa: PLW0108  as above
        line.addWidget(self.swap)
        line.addStretch(1)
        return line

    def _pair(self) -> QWidget:
        pair = QWidget(self)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for title, pane in zip(self.titles, self.panes, strict=True):
            side = QVBoxLayout()
            side.setSpacing(theme.px(4))
            side.addWidget(title)
            side.addWidget(pane, 1)
            row.addLayout(side, 1)
        return pair

    def _beside(self) -> QWidget:
        box = QWidget(self)
        box.setMinimumWidth(theme.px(220))
        column = QVBoxLayout(box)
        column.setContentsMargins(theme.px(10), 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.count)
        column.addWidget(self.sentences, 1)
        return box

    # What is shown

    def _show(self, comparison: Comparison) -> None:
        for side, (pane, title, figure) in enumerate(
            zip(self.panes, self.titles, (comparison.before, comparison.after), strict=True)
        ):
            title.setText(comparison.titles[side])
            pane.show_figure(figure, comparison.titles[side])
        self.over.show_figure(comparison.over, comparison.over.title)
        self.sentences.show_told(comparison.told)
        number = len(comparison.told)
        said = ngettext("{n} change", "{n} changes", number).format(n=number) if number else _("Nothing has changed")
        self.count.setText(said)
        for choice, id_ in ((self.before, self.comparing.before), (self.after, self.comparing.after)):
            choice.set_value(str(id_) if id_ else None, self.comparing.words_of(id_))
        announce(self, said)

    def show_mode(self, mode: str) -> None:
        """Beside each other ("beside") or one over the other ("over")."""
        self.mode.set_value(mode)
        self._show_mode()

    def _show_mode(self) -> None:
        over = self.mode.value() == _OVER
        self.pictures.setCurrentIndex(1 if over else 0)
        for pane in (self.over,) if over else self.panes:
            pane.fit()
        self._point(_ids(self.sentences.currentItem()))

    def _chosen(self) -> None:
        before, after = self.before.value(), self.after.value()
        if before and after:
            self.comparing.choose(UUID(before), UUID(after))

    def _point(self, ids: tuple[UUID, ...]) -> None:
        for pane in (*self.panes, self.over):
            pane.light(ids)

    def enter(self) -> None:
        """The keyboard goes to the sentences, or to the choosers when there are none."""
        first = next((row for row in range(self.sentences.count()) if self.sentences.item(row).flags()), None)
        if first is None:
            self.after.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.sentences.setFocus(Qt.FocusReason.OtherFocusReason)
        self.sentences.setCurrentRow(first)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._act_of(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._act_of(event) is not None:
            event.accept()  # what is printed is the comparison, not the drawing below it
            return True
        return super().event(event)

    def _act_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        """Nothing that the window has a key for: Ctrl+1 goes to the signals, Ctrl+P prints the dossier."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and (event.key() == Qt.Key.Key_E or native.letter(event) == "E"):
            return self.print_asked.emit
        if event.modifiers():
            return None
        other = _BESIDE if self.mode.value() == _OVER else _OVER
        acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Escape: self.left.emit,
            Qt.Key.Key_F8: lambda: self.show_mode(other),
            Qt.Key.Key_F12: self.print_asked.emit,
        }
        return acts.get(event.key())

    def leave(self) -> None:
        """The comparison is no longer shown."""
        self._leaving()
        self.comparing.close()
