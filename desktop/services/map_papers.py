"""Papers of maps that are more than one drawing: the grid as a table, a comparison of two versions."""

from __future__ import annotations

from desktop.documents.comparisons import ComparisonPaper
from desktop.documents.comparisons import comparison_document as document_of_comparison
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


def comparison_document(reading: Reading, paper: ComparisonPaper, *, language: str = "ru") -> Document:
    """Two versions of a map as they are compared on the screen, under the name of the office."""
    office = gathering.with_office(reading, _names)
    return document_of_comparison(paper, office, demonstration=reading.office.demonstration, language=language)


def _names(office: Office) -> tuple[str, ...]:
    return tuple(line for line in (office.above, office.name) if line)
