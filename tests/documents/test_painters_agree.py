"""Screen, paper and SVG show the same picture: each figure is painted three times and the pixels are laid over each other.

Letters and edges are smoothed differently, so small squares are compared by their mean; a control shows that one missing
shape is seen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Final

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from desktop.documents.figures_png import to_png
from desktop.documents.figures_svg import to_svg
from desktop.figures import conflict_map, genogram, map_overlay
from desktop.figures.palettes import LIGHT
from desktop.figures.primitives import Figure, Text
from desktop.figures.social_layout import lay_out
from desktop.figures.social_map import draw
from desktop.presenters.map_views import Rings, RingsChoice
from desktop.ui.canvas import painter as painting
from tests.documents.test_figures_painters import EVERYTHING
from tests.figures import conflicts
from tests.figures.kin_families import FAMILIES
from tests.figures.social_maps import TODAY, id_of, sketch_map

_DPI: Final = 100
_SQUARE: Final = 5  # pixels: 1.3 mm
_TOLERANCE: Final = 32  # of 255, of the mean of a square


def social() -> Figure:
    return draw(lay_out(sketch_map()), today=TODAY, title="Карта социальных связей")


def rings() -> Figure:
    view = Rings(RingsChoice(sectors=6), lambda: id_of(999))
    shown = view.project(sketch_map())
    return draw(shown, today=TODAY, ground=view.ground(shown))


def kin() -> Figure:
    return genogram.draw(FAMILIES["usual"]().data(), TODAY).figure


def conflict() -> Figure:
    return conflict_map.draw(conflicts.quarrel(), conflicts.caption).figure


def laid_over() -> Figure:
    before = lay_out(sketch_map())
    lost = before.without(before.ties[3].id, before.nodes[8].id)
    stronger = lost.with_tie(replace(lost.ties[1], quality="strong"))
    return map_overlay.overlay(before, replace(stronger, id=id_of(77)), TODAY)


FIGURES: Final[dict[str, Callable[[], Figure]]] = {
    "every shape": lambda: EVERYTHING, "social": social, "rings": rings, "genogram": kin, "conflict": conflict,
    "overlay": laid_over,
}  # fmt: skip


def on_paper(figure: Figure) -> Image.Image:
    with Image.open(BytesIO(to_png(figure, _DPI))) as image:
        return image.convert("RGB")


def painted(size: tuple[int, int], paint: Callable[[QPainter], None]) -> Image.Image:
    image = QImage(*size, QImage.Format.Format_RGB888)
    image.fill(QColor(LIGHT.colour("paper")))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter)
    painter.end()
    return Image.frombytes("RGB", size, bytes(image.constBits()), "raw", "RGB", image.bytesPerLine())


def on_screen(figure: Figure, size: tuple[int, int]) -> Image.Image:
    def paint(painter: QPainter) -> None:
        painter.scale(size[0] / figure.width_mm, size[1] / figure.height_mm)
        painting.paint(painter, figure.shapes)

    return painted(size, paint)


def as_svg(figure: Figure, size: tuple[int, int]) -> Image.Image:
    renderer = QSvgRenderer(QByteArray(to_svg(figure, outlines=True)))
    assert renderer.isValid()
    assert renderer.viewBoxF().width() == pytest.approx(figure.width_mm, abs=0.01)
    return painted(size, renderer.render)


def difference(one: Image.Image, other: Image.Image) -> int:
    """The largest difference of the means of two squares, 0 to 255."""
    small = (max(1, one.width // _SQUARE), max(1, one.height // _SQUARE))
    means = [image.resize(small, Image.Resampling.BOX) for image in (one, other)]
    return max(high for _low, high in ImageChops.difference(*means).getextrema())  # type: ignore[misc]


@pytest.mark.parametrize("name", FIGURES)
def test_the_three_pictures_are_one(qtbot: QtBot, name: str) -> None:
    figure = FIGURES[name]()
    paper = on_paper(figure)
    assert paper.width == pytest.approx(figure.width_mm / 25.4 * _DPI, abs=1.5)
    assert paper.height == pytest.approx(figure.height_mm / 25.4 * _DPI, abs=1.5)
    assert difference(paper, on_screen(figure, paper.size)) < _TOLERANCE
    assert difference(paper, as_svg(figure, paper.size)) < _TOLERANCE


def test_a_missing_shape_is_seen(qtbot: QtBot) -> None:
    """The control: what the tolerance lets through is less than any one stroke, symbol or name of a map."""
    figure = social()
    paper = on_paper(figure)
    for kind in ("Polyline", "Polygon", "Circle", "Rect", "Text"):
        at = [
            n
            for n, shape in enumerate(figure.shapes)
            if type(shape).__name__ == kind and (shape.stroke or isinstance(shape, Text) or kind == "Polygon")
        ]
        missing = replace(figure, shapes=(*figure.shapes[: at[-1]], *figure.shapes[at[-1] + 1 :]))
        assert difference(paper, on_screen(missing, paper.size)) >= _TOLERANCE, kind
        assert difference(paper, as_svg(missing, paper.size)) >= _TOLERANCE, kind


def test_a_figure_that_is_moved_or_made_smaller_is_seen(qtbot: QtBot) -> None:
    figure = social()
    paper = on_paper(figure)
    moved = ImageChops.offset(on_screen(figure, paper.size), 6, 0)
    assert difference(paper, moved) >= _TOLERANCE
