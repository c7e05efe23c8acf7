"""Papers of a map of social connections that are tables and not drawings."""

from __future__ import annotations

from desktop.documents.map_grid import GridPaper
from desktop.documents.map_grid import grid_document as document_of
from desktop.models.documents import Document
from desktop.models.offices import Office
from desktop.store import gathering
from desktop.store.units import Reading


def grid_document(reading: Reading, paper: GridPaper, *, language: str = "ru") -> Document:
    """The grid as the map on the screen has it, under the name of the office."""
    office = gathering.with_office(reading, _names)
    return document_of(paper, office, demonstration=reading.office.demonstration, language=language)


def _names(office: Office) -> tuple[str, ...]:
    return tuple(line for line in (office.above, office.name) if line)
