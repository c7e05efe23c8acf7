"""A drawing with its key at the right: on paper that lies there is room beside a drawing, and none to spare below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from desktop.figures.primitives import Figure, Shape, bounds, placed

KEY_WIDTH: Final = 64.0  # millimetres that a key may take beside a drawing
_GAP: Final = 4.0


def beside(figure: Figure, key: Sequence[Shape]) -> Figure:
    """The figure, drawn without its key, and the key beside it at the foot of the sheet."""
    if not key:
        return figure
    left, top, right, bottom = bounds(key)
    height = max(figure.height_mm, bottom - top + 2 * _GAP)
    shapes = (
        *placed(figure.shapes, 0.0, (height - figure.height_mm) / 2),
        *placed(key, figure.width_mm - left, height - _GAP - bottom),
    )
    return replace(figure, width_mm=figure.width_mm + right - left + _GAP, height_mm=height, shapes=shapes)
