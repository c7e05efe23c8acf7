"""A sheet in a window: zoom at the pointer, the whole of it, a way back, pushing; and a picture of what stands still.

It knows nothing of maps but how large the sheet is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QPixmap,
    QPixmapCache,
    QRegion,
    QResizeEvent,
    QShowEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QGraphicsView, QWidget
from typing_extensions import override

from desktop.ui.kit import theme

if TYPE_CHECKING:
    from collections.abc import Iterable

PX_PER_MM: Final = 96 / 25.4  # at 100 %
_CLOSEST, _FARTHEST = 6.0, 0.15  # times 100 %
_BORDER_MM: Final = 5.0
_REST_MS: Final = 140
_STRIPS: Final = 16
_CACHE_KB: Final = 96 * 1024  # names with halos are kept as pictures; the usual ten megabytes hold too few of them
_NOTHING: Final = QGraphicsItem.GraphicsItemFlag.ItemHasNoContents


class SheetView(QGraphicsView):
    """`zoom_changed(float)`; until somebody zooms or scrolls, the sheet always fits the window."""

    zoom_changed = Signal(float)
    _share = 1.0  # of the window that a fitted sheet takes
    _columns = 1  # in how many pieces a strip is painted

    def __init__(self, scene: QGraphicsScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self._untouched = True
        self._come_from: list[tuple[float, QPointF]] = []
        self._still: QPixmap | None = None
        self._still_items: tuple[QGraphicsItem, ...] = ()
        self._lifted: QPixmap | None = None  # what moves over it as one picture
        self._lifted_items: tuple[QGraphicsItem, ...] = ()
        self._hidden_items: tuple[QGraphicsItem, ...] = ()
        self._lifted_by = QPointF()  # pixels
        self._snapshot: tuple[QPixmap, QTransform] | None = None  # shown larger or smaller while the zoom changes
        self._strips: list[QRect] = []
        self._strip: QRect | None = None  # whose turn it is
        self._rest = QTimer(self)  # the zoom has stood still for a moment
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._repaint)
        self._next_strip = QTimer(self)
        self._next_strip.setInterval(0)
        self._next_strip.timeout.connect(self._repaint_strip)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), _CACHE_KB))
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sheet_box(self) -> QRectF:
        """The box around everything that is to be seen."""
        return self.scene().itemsBoundingRect()

    def room_below(self) -> int:
        """Pixels at the bottom of the window that the sheet should leave free."""
        return 0

    def room_beside(self) -> int:
        """Pixels at the left of the window that the sheet should leave free."""
        return 0

    def is_heavy(self) -> bool:
        """Whether painting everything takes longer than a person's eye forgives: then a zoom shows a picture first."""
        return False

    def is_settling(self) -> bool:
        """Whether what is shown is being made ready piece by piece: painting it waits."""
        return False

    @property
    def busy_painting(self) -> bool:
        """Whether the window still shows a picture of something else."""
        return self._rest.isActive() or self._next_strip.isActive()

    def scroll_by(self, step: QPoint) -> None:
        """Move the sheet under the window."""
        self._untouched = False
        self._scroll(step)

    def _scroll(self, step: QPoint) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() - step.x())
        down.setValue(down.value() - step.y())

    def pixel_of(self, point: QPointF) -> QPoint:
        """Where a point of the sheet is in the window."""
        return self.mapFromScene(point)

    # Zoom -----------------------------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """1.0: a millimetre of the sheet is a millimetre of an ordinary screen."""
        return self.transform().m11() / (PX_PER_MM * theme.active().zoom)

    def set_zoom(self, zoom: float, at: QPoint | None = None) -> None:
        """Zoom, keeping the point of the window where it is; without one, the middle."""
        self._untouched = False
        self._scale_to(max(_FARTHEST, min(_CLOSEST, zoom)) * PX_PER_MM * theme.active().zoom, at)

    def _scale_to(self, scale: float, at: QPoint | None = None, *, anew: bool = False) -> None:
        pixel = at or self.viewport().rect().center()
        self.let_go()
        if self.isVisible() and self.is_heavy() and not anew:
            self._keep_snapshot()
        stays = self.mapToScene(pixel)
        self.resetTransform()
        self.scale(scale, scale)
        self._scroll(pixel - self.mapFromScene(stays))
        self.zoom_changed.emit(self.zoom)

    def zoom_by(self, times: float) -> None:
        """A step nearer or farther."""
        self.set_zoom(self.zoom * times)

    def fit(self) -> None:
        """The whole map in the window, the legend beside it; `go_back` returns to where it was."""
        self._remember()
        self._untouched = True
        self._fit()

    def _fit(self, *, anew: bool = False) -> None:
        """Fit; `anew`: there is other to be seen than a moment ago, so no picture of that is shown meanwhile."""
        box = self.sheet_box().adjusted(-_BORDER_MM, -_BORDER_MM, _BORDER_MM, _BORDER_MM)
        room = self.viewport().rect()
        below, beside = self.room_below(), self.room_beside()
        if box.isEmpty() or room.height() - below < 60 or room.width() - beside < 60:
            return
        scale = min((room.width() - beside) / box.width(), (room.height() - below) / box.height())
        self._scale_to(self._share * min(scale, 1.6 * PX_PER_MM * theme.active().zoom), anew=anew)
        middle = box.center() + QPointF(-beside / 2, below / 2) / self.transform().m11()
        self.centerOn(middle)

    def fit_if_hidden(self, *, anew: bool = False) -> None:
        """Fit again if a part of the sheet has left the window and nobody chose what is seen of it."""
        if self._untouched:
            room = self.viewport().rect().adjusted(self.room_beside(), 0, 0, -self.room_below())
            if not room.contains(self.mapFromScene(self.sheet_box()).boundingRect()):
                self._fit(anew=anew)

    def actual_size(self) -> None:
        """100 %."""
        self._remember()
        self.set_zoom(1.0)

    def go_back(self) -> None:
        """Where I was before the last jump."""
        if self._come_from:
            zoom, middle = self._come_from.pop()
            self.set_zoom(zoom)
            self.centerOn(middle)

    def look_at(self, point: QPointF) -> None:
        """This point of the sheet into the middle of the window."""
        self._untouched = False
        self.centerOn(point)

    def whereabouts(self) -> tuple[float, float, float] | None:
        """The zoom and the middle of what is seen; None while the whole sheet is fitted in."""
        if self._untouched:
            return None
        middle = self.mapToScene(self.viewport().rect().center())
        return self.zoom, middle.x(), middle.y()

    def go_to(self, zoom: float, x: float, y: float) -> None:
        """Where somebody was before."""
        self.set_zoom(zoom)
        self.centerOn(QPointF(x, y))

    def _remember(self) -> None:
        here = (self.zoom, self.mapToScene(self.viewport().rect().center()))
        self._come_from = [*self._come_from[-19:], here]

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * 1.0015**turn, event.position().toPoint())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.scroll_by(QPoint(turn // 2, 0))
        else:
            self.scroll_by(QPoint(event.angleDelta().x() // 2, event.angleDelta().y() // 2))
        event.accept()

    # What stands still ----------------------------------------------------------------------------------

    def hold_still(self, still: Iterable[QGraphicsItem], live: Iterable[QGraphicsItem]) -> None:
        """Until `let_go` show these as one picture under `live`: a drag repaints only what moves."""
        self.let_go()
        self._still_items, live = tuple(still), tuple(live)
        for item in live:
            item.setFlag(_NOTHING, True)
        room = self.viewport().rect()
        ratio = self.viewport().devicePixelRatioF()
        picture = QPixmap(room.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        painter.setRenderHints(self.renderHints())
        self.render(painter, QRectF(room), room)
        painter.end()
        for item in live:
            item.setFlag(_NOTHING, False)
        for item in self._still_items:
            item.setFlag(_NOTHING, True)
        self._still = picture

    def lift(self, moving: Iterable[QGraphicsItem], hidden: Iterable[QGraphicsItem] = ()) -> None:
        """Until `let_go` these move as one picture (`lift_by`), `hidden` are not seen; what else there is stands still."""
        self._lifted_items, self._hidden_items = tuple(moving), tuple(hidden)
        brush, others = self.scene().backgroundBrush(), self._others()
        self.scene().setBackgroundBrush(Qt.BrushStyle.NoBrush)
        for item in others:
            item.setFlag(_NOTHING, True)
        self._lifted, self._lifted_by = self._picture(transparent=True), QPointF()
        for item in others:
            item.setFlag(_NOTHING, False)
        self.scene().setBackgroundBrush(brush)
        self.repaint_in_strips()  # nothing looks different, and Qt does not know
        QTimer.singleShot(0, self, self._leave_behind)

    def _others(self) -> list[QGraphicsItem]:
        lifted = set(self._lifted_items)
        return [i for i in self.scene().items() if i not in lifted]

    def _leave_behind(self) -> None:
        """What a lifted picture leaves behind becomes a picture too; in a turn of its own, not at the press."""
        if self._lifted is None or self._still is not None:
            return
        self._strips, self._strip = [], None
        for item in (*self._lifted_items, *self._hidden_items):
            item.setFlag(_NOTHING, True)
        still = self._picture(transparent=False)
        self._still_items = tuple(self._others())
        for item in self._still_items:
            item.setFlag(_NOTHING, True)
        self._still = still

    def lift_by(self, shift: QPointF) -> None:
        """The lifted picture so far from where it was, in millimetres."""
        self._leave_behind()
        scale = self.transform().m11()
        self._lifted_by = QPointF(shift.x() * scale, shift.y() * scale)
        self.viewport().update()

    def _picture(self, *, transparent: bool) -> QPixmap:
        """What the window shows now without its widgets, from the pictures that the items keep."""
        ratio = self.viewport().devicePixelRatioF()
        picture = QPixmap(self.viewport().size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent if transparent else self.palette().base().color())
        strip, self._strip = self._strip, None
        flags = QWidget.RenderFlag.IgnoreMask if transparent else QWidget.RenderFlag.DrawWindowBackground
        self.viewport().render(picture, QPoint(), QRegion(), flags)
        self._strip = strip
        return picture

    def _keep_snapshot(self) -> None:
        """While the zoom changes the last picture is shown larger or smaller; the rest comes when it stands still."""
        self._next_strip.stop()
        self._strip = None
        if self._snapshot is None:
            self._snapshot = self._picture(transparent=False), self.viewportTransform()
        self._rest.start()

    def repaint_in_strips(self) -> None:
        """Paint everything anew without the window standing still: until its turn each strip shows what it showed."""
        self._repaint()

    def _repaint(self) -> None:
        self._snapshot = None
        room = self.viewport().rect()
        high = max(1, room.height() // _STRIPS)
        self._strip = QRect()
        wide = max(1, -(-room.width() // self._columns))
        self._strips = [
            QRect(left, top, wide, high) for top in range(0, room.height(), high) for left in range(0, room.width(), wide)
        ]
        self._next_strip.start()

    def _repaint_strip(self) -> None:
        if self.is_settling():
            return
        if self._strips:
            self._strip = self._strips.pop(0)
            self.viewport().update(self._strip)
        else:
            self._strip = None
            self._next_strip.stop()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._snapshot is None:
            if self._strip is None:
                super().paintEvent(event)
            elif event.region().intersects(self._strip):
                super().paintEvent(QPaintEvent(self._strip))
            return  # everything else gets its turn; the viewport is opaque and keeps what it shows
        picture, then = self._snapshot
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.scene().backgroundBrush())
        painter.setTransform(then.inverted()[0] * self.viewportTransform())
        painter.drawPixmap(0, 0, picture)
        painter.end()

    def let_go(self) -> None:
        """Everything paints itself again."""
        if self._lifted is not None:
            self._lifted = None
            for item in (*self._lifted_items, *self._hidden_items):
                item.setFlag(_NOTHING, False)
            self._lifted_items = self._hidden_items = ()
            self.repaint_in_strips()
        if self._still is not None:
            self._still = None
            for item in self._still_items:
                item.setFlag(_NOTHING, False)
            self._still_items = ()
            if self.is_heavy():
                self.repaint_in_strips()
            else:
                self.viewport().update()

    @override
    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if self._still is None:
            super().drawBackground(painter, rect)
            return
        painter.save()
        painter.resetTransform()
        painter.drawPixmap(0, 0, self._still)
        if self._lifted is not None:
            painter.drawPixmap(self._lifted_by, self._lifted)
        painter.restore()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.let_go()
        super().scrollContentsBy(dx, dy)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.let_go()
        super().resizeEvent(event)
        if self._untouched:
            self._fit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._untouched:
            self._fit()
