"""The map of changes as a paper: the typed sheet with what the program counts beside it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from desktop.base.messages import _
from desktop.documents.change_map import ChangePrint, change_document, change_workbook
from desktop.documents.change_sheet import Paper
from desktop.documents.forms_printed import FormFrame
from desktop.models.definitions import FormDefinition
from desktop.models.documents import Document, Workbook
from desktop.models.kinds import Captions
from desktop.models.snapshots import Snapshot
from desktop.rules import change_map as rules
from desktop.services import change_map, sheets
from desktop.store.units import Reading

Days = tuple[date | None, date | None]


def change_print(
    reading: Reading, family: UUID | None, record: Snapshot | None, captions: Captions, measured: Days | None = None
) -> ChangePrint:
    """What is printed of a sheet, or of none: the blank with every sphere of the office.

    `measured`: the days of the two measurements to compare instead of entrance and exit.
    """
    spheres, indicators = change_map.words_of(reading)
    map_ = rules.read(record or Snapshot("", UUID(int=0), 0, {}), spheres, indicators)
    if record is None or family is None:
        return ChangePrint(map_, (), captions)
    _first, last = rules.ends(map_)
    until = last.on if last is not None and last.moment == rules.EXIT else None
    pairs = change_map.pairs_of(reading, family, until or reading.today)
    return ChangePrint(map_, pairs, captions, (map_.at(measured[0]), map_.at(measured[1])) if measured is not None else None)


def newest_change_print(reading: Reading, family: UUID, captions: Captions) -> ChangePrint | None:
    """The newest map of changes for a dossier; None where none was begun."""
    row = next(iter(change_map.change_sheets(reading, family)), None)
    record = sheets.open_sheet(reading, row.id) if row is not None else None
    return change_print(reading, family, record, captions) if record is not None else None


def paper_of(wanted: ChangePrint, form: FormDefinition, frame: FormFrame, paper: Paper = "a4") -> Document:
    """The sheet for the commission."""
    standing = _("Sample of the institution, not an official form.") if form.is_sample else ""
    return change_document(wanted, frame, _(form.title), paper, standing)


def workbook_of(wanted: ChangePrint, form: FormDefinition, frame: FormFrame) -> Workbook:
    """The same with real numbers and dates."""
    return change_workbook(wanted, frame, _(form.title))
