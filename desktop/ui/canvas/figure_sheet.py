"""A figure in a window: laid out again when the drawing changes, without jumping under the eye.

What is highlighted, the edge of the paper and the small picture of the whole are here; hands come in
`figure_canvas`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.ui.canvas.figure_frame import page_around
from desktop.ui.canvas.figure_items import rect_of
from desktop.ui.canvas.figure_scene import FigureScene
from desktop.ui.canvas.minimap import Minimap
from desktop.ui.canvas.sheet import SheetView

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from desktop.presenters.drawings import Drawing

_SLACK: Final = 0.985
_MANY: Final = 250  # shapes; painting more of them anew takes longer than a frame


class FigureSheet(SheetView):
    """The figure of a drawing, to be looked at; call `leave` when it is no longer shown."""

    def __init__(self, drawing: Drawing, parent: QWidget | None = None) -> None:
        self.figure_scene = FigureScene(drawing)
        super().__init__(self.figure_scene, parent)
        self.drawing = drawing
        self._page: tuple[float, float] | None = None
        self._anchor: tuple[UUID, QPoint] | None = None
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
        """A new figure: whatever is selected stays under the same pixel, so that nothing jumps."""
        self._place_page()
        if self._untouched:
            self._fit()
        elif self._anchor is not None and self._anchor[0] in self.figure_scene.boxes:
            now = self.pixel_of(rect_of(self.figure_scene.boxes[self._anchor[0]]).center())
            self._scroll(self._anchor[1] - now)
        self._remember_anchor()
        self.minimap.look()

    def _remember_anchor(self) -> None:
        boxes = self.figure_scene.boxes
        held = [i for i in self.drawing.selected if i in boxes] or [
            i for i in self.drawing.order() if i in boxes
        ]
        self._anchor = (held[-1], self.pixel_of(rect_of(boxes[held[-1]]).center())) if held else None

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
    def _fit(self) -> None:
        super()._fit()
        self._scale_to(self.transform().m11() * _SLACK)  # to the pixel, the whole would count as cut off

    @override
    def is_heavy(self) -> bool:
        return self.figure_scene.figure_item.count > _MANY
