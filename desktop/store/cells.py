"""Cells of a journal as they are put together: values with the fields that say how they read, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from desktop.models.fields import Field
from desktop.models.journals import Cell, Piece, Pieces

TEXT: Final = Field("", "text")
Cells = dict[UUID, Cell]


def in_words(value: str | None) -> Cell:
    """A cell of one text, or an empty one."""
    return ((Piece(TEXT, value),),) if value else ()


def said(*pairs: tuple[Field, Any]) -> Pieces:
    """The values that say something."""
    return tuple(Piece(field, value) for field, value in pairs if value not in (None, "", ()))


def grouped(lines: Iterable[tuple[UUID, Pieces]]) -> Cells:
    """Lines under the record that they belong to, in their order."""
    found: dict[UUID, list[Pieces]] = {}
    for id_, pieces in lines:
        if pieces:
            found.setdefault(id_, []).append(pieces)
    return {id_: tuple(several) for id_, several in found.items()}
