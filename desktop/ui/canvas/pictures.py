"""A window on a sheet that shows pictures of what stands still: the dearer a sheet is to paint, the less of it is painted.

Zooming shows the last picture larger or smaller, a drag paints only what moves, and everything else is painted strip by
strip, so that the window never stands still for longer than a blink.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QPixmapCache, QRegion, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QGraphicsView, QWidget
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Iterable

_REST_MS: Final = 140
_STRIPS: Final = 24
_BANDS: Final = 6  # in which the picture of what stands still is painted
_CACHE_KB: Final = 96 * 1024  # names with halos are kept as pictures; the usual ten megabytes hold too few of them
_NOTHING: Final = QGraphicsItem.GraphicsItemFlag.ItemHasNoContents


class PicturedView(QGraphicsView):
    """A scene in a window; `repaint_in_strips`, `hold_still`, `lift` and `let_go` are for whoever changes much of it."""

    _columns = 1  # in how many pieces a strip is painted

    def __init__(self, scene: QGraphicsScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self._still: QPixmap | None = None
        self._still_items: tuple[QGraphicsItem, ...] = ()
        self._coming: QPixmap | None = None  # what will stand still, while it is being painted
        self._live_items: tuple[QGraphicsItem, ...] = ()
        self._lifted: QPixmap | None = None  # what moves over it as one picture
        self._lifted_items: tuple[QGraphicsItem, ...] = ()
        self._hidden_items: tuple[QGraphicsItem, ...] = ()
        self._lifted_by = QPointF()  # pixels
        self._snapshot: tuple[QPixmap, QTransform] | None = None  # shown larger or smaller while the zoom changes
        self._strips: list[QRect] = []
        self._strip: QRect | None = None  # whose turn it is
        self._bands: list[QRect] = []
        self._rest = QTimer(self)  # the zoom has stood still for a moment
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._repaint)
        self._next_strip = QTimer(self)
        self._next_strip.setInterval(0)
        self._next_strip.timeout.connect(self._repaint_strip)
        self._next_band = QTimer(self)
        self._next_band.setInterval(0)
        self._next_band.timeout.connect(self._hold_band)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), _CACHE_KB))

    def is_heavy(self) -> bool:
        """Whether painting everything takes longer than a person's eye forgives: then a zoom shows a picture first."""
        return False

    def is_settling(self) -> bool:
        """Whether what is shown is being made ready piece by piece: painting it waits."""
        return False

    @property
    def busy_painting(self) -> bool:
        """Whether the window still shows a picture of something else."""
        return self._rest.isActive() or self._next_strip.isActive() or self._next_band.isActive()

    # What stands still ----------------------------------------------------------------------------------

    def hold_still(self, still: Iterable[QGraphicsItem], live: Iterable[QGraphicsItem]) -> None:
        """Until `let_go` show these as one picture under `live`: a drag repaints only what moves."""
        self.let_go()
        self._still_items, self._live_items = tuple(still), tuple(live)
        _empty(self._still_items)
        room = self.viewport().rect()
        ratio = self.viewport().devicePixelRatioF()
        self._coming = QPixmap(room.size() * ratio)
        self._coming.setDevicePixelRatio(ratio)
        high = max(1, -(-room.height() // _BANDS))
        self._bands = [QRect(0, top, room.width(), min(high, room.height() - top)) for top in range(0, room.height(), high)]
        self._next_band.start()

    def _hold_band(self) -> None:
        """One more band of the picture; with the last one it is shown."""
        if self._coming is None or not self._bands:
            self._next_band.stop()
            return
        band = self._bands.pop(0)
        _empty(self._live_items)
        _fill(self._still_items)
        painter = QPainter(self._coming)
        painter.setRenderHints(self.renderHints())
        self.render(painter, QRectF(band), band)
        painter.end()
        _empty(self._still_items)
        _fill(self._live_items)
        if not self._bands:
            self._next_band.stop()
            self._still, self._coming, self._live_items = self._coming, None, ()
            self.viewport().update()

    def lift(self, moving: Iterable[QGraphicsItem], hidden: Iterable[QGraphicsItem] = ()) -> None:
        """Until `let_go` these move as one picture (`lift_by`), `hidden` are not seen; what else there is stands still."""
        self._lifted_items, self._hidden_items = tuple(moving), tuple(hidden)
        brush, others = self.scene().backgroundBrush(), self._others()
        self.scene().setBackgroundBrush(Qt.BrushStyle.NoBrush)
        _empty(others)
        self._lifted, self._lifted_by = self._picture(transparent=True), QPointF()
        _fill(others)
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
        _empty((*self._lifted_items, *self._hidden_items))
        still = self._picture(transparent=False)
        self._still_items = tuple(self._others())
        _empty(self._still_items)
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
        if self._coming is not None:
            return  # in a moment, from a picture; the viewport is opaque and keeps what it shows
        if self._snapshot is None:
            if self._strip is None:
                super().paintEvent(event)
            elif event.region().intersects(self._strip):
                super().paintEvent(QPaintEvent(self._strip))
            return  # everything else gets its turn
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
            _fill((*self._lifted_items, *self._hidden_items))
            self._lifted_items = self._hidden_items = ()
            self.repaint_in_strips()
        if self._still is not None or self._coming is not None:
            self._next_band.stop()
            self._still = self._coming = None
            self._live_items = ()
            _fill(self._still_items)
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


def _empty(items: Iterable[QGraphicsItem]) -> None:
    """They paint nothing."""
    for item in items:
        item.setFlag(_NOTHING, True)


def _fill(items: Iterable[QGraphicsItem]) -> None:
    """They paint themselves again."""
    for item in items:
        item.setFlag(_NOTHING, False)
