"""A figure in a window: laid out again when the drawing changes, without jumping under the eye.

What is highlighted, the edge of the paper and the small picture of the whole are here; hands come in
`figure_canvas`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.ui.canvas.figure_frame import page_around
from desktop.ui.canvas.figure_items import rect_of
from desktop.ui.canvas.figure_scene import FigureScene
from desktop.ui.canvas.hands import HandSheet
from desktop.ui.canvas.minimap import Minimap

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from desktop.figures.primitives import Point
    from desktop.presenters.drawings import Drawing

_STILL_MM: Final = 0.05
_MANY: Final = 250  # shapes; painting more of them anew takes longer than a frame


class FigureSheet(HandSheet):
    """The figure of a drawing, to be looked at; call `leave` when it is no longer shown."""

    _columns = 5  # a tile that a strip touches is painted whole
    _share = 0.985  # to the pixel, the whole would count as cut off

    def __init__(self, drawing: Drawing, parent: QWidget | None = None) -> None:
        self.figure_scene = FigureScene(drawing)
        super().__init__(self.figure_scene, parent)
        self.drawing = drawing
        self._page: tuple[float, float] | None = None
        self._origin = drawing.origin()
        self._places = self._counted()  # of everything, from the origin
        self.minimap = Minimap(self, self.figure_scene.dots)
        self.figure_scene.redrawn.connect(self._redrawn)

    def leave(self) -> None:
        """The canvas is no longer shown: follow the drawing no longer."""
        self.figure_scene.leave()
        self.minimap.leave()

    @override
    def sheet_box(self) -> QRectF:
        box = self.figure_scene.figure_box()
        return box if self.figure_scene.over.page is None else box.united(self.figure_scene.over.page)

    def show_page(self, page: tuple[float, float] | None) -> None:
        """Show the edge of a sheet of paper of so many millimetres, as large as the print will need it."""
        self._page = page
        self._place_page()
        self.fit_if_hidden()

    def _place_page(self) -> None:
        around = None if self._page is None else page_around(self.figure_scene.figure_box(), self._page)
        self.figure_scene.over.show_page(around)

    def _redrawn(self) -> None:
        """A new figure, and nothing jumps: what stands where it stood stays under the same pixel.

        Where everything has been laid out anew, whatever is selected stays there.
        """
        self._place_page()
        before, self._places = self._places, self._counted()
        chosen = set(self.drawing.selected)
        others = [i for i in self._places if i in before and i not in chosen]
        still = sum(_near(self._places[i], before[i]) for i in others)
        as_it_was = bool(before) and 2 * still >= len(others)
        (x, y), (then_x, then_y) = self.drawing.origin(), self._origin
        self._origin = x, y
        if self._untouched and not as_it_was:
            self._fit(anew=True)
        else:
            held = None if as_it_was else self._held(before)
            if held is not None:
                x, y = x + self._places[held][0], y + self._places[held][1]
                then_x, then_y = then_x + before[held][0], then_y + before[held][1]
            self._scroll(self.pixel_of(QPointF(then_x, then_y)) - self.pixel_of(QPointF(x, y)))
            self.fit_if_hidden(anew=True)
        if self.isVisible() and self.is_heavy():
            self.repaint_in_strips()
        self.minimap.look()

    def _counted(self) -> dict[UUID, Point]:
        x, y = self.drawing.origin()
        return {i: (box[0] - x, box[1] - y) for i, box in self.figure_scene.boxes.items()}

    def _held(self, before: Mapping[UUID, Point]) -> UUID | None:
        """What stays where it was when everything else moves: what was selected last, else the first."""
        known = (i for i in (*self.drawing.selected[::-1], *self.drawing.order()) if i in before and i in self._places)
        return next(known, None)

    def light(self, ids: Iterable[UUID]) -> None:
        """Highlight these and bring the first of them into sight; nothing ends it, and so does Esc."""
        ids = tuple(ids)
        self.figure_scene.light(ids)
        if ids:
            self.show_thing(ids[0])

    def lit(self) -> bool:
        """Whether anything is highlighted."""
        return bool(self.figure_scene.lit)

    def show_thing(self, id_: UUID) -> None:
        """Bring it into sight, if it is not."""
        if (box := self.figure_scene.boxes.get(id_)) is not None:
            self.ensureVisible(rect_of(box, 1.4), 20, 20)

    @override
    def is_heavy(self) -> bool:
        return self.figure_scene.figure_item.count > _MANY


def _near(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) < _STILL_MM and abs(one[1] - other[1]) < _STILL_MM
