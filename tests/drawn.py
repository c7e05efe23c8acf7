"""What a drawing says, read off its shapes."""

from __future__ import annotations

from desktop.figures.primitives import Box, Figure, Ink, Shape, Text, bounds


def texts_of(figure: Figure) -> tuple[str, ...]:
    """Every line of text in the figure."""
    return tuple(shape.text for shape in figure.shapes if isinstance(shape, Text))


def inks_of(shape: Shape) -> tuple[Ink, ...]:
    """The roles a shape uses."""
    halo = shape.halo if isinstance(shape, Text) else None
    return tuple(ink for ink in (shape.stroke, shape.fill, halo) if ink is not None)


def boxes_of(figure: Figure) -> dict[str, Box]:
    """The box around everything that carries a thing's id: where it is on the drawing."""
    parts: dict[str, list[Shape]] = {}
    for shape in figure.shapes:
        if shape.tag:
            parts.setdefault(shape.tag, []).append(shape)
    return {tag: bounds(shapes) for tag, shapes in parts.items()}
