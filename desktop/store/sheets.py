"""Filled questionnaires, read for lists and pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from desktop.models.answers import AnswerSheet, SheetRow
from desktop.models.attachments import Attachment
from desktop.models.base import Root
from desktop.models.offices import Definition
from desktop.store.units import Reading

_SHEET, _DEFINITION = AnswerSheet.__table__, Definition.__table__
_ROW = (
    _SHEET.c.id, _SHEET.c.row_version, _SHEET.c.definition_id, _DEFINITION.c.key, _DEFINITION.c.version, _SHEET.c.filled_on,
    _SHEET.c.author_id, _SHEET.c.state, _SHEET.c.signed_on, _SHEET.c.number, _SHEET.c.points, _SHEET.c.level,
    _SHEET.c.person_id, _SHEET.c.visit_id, _SHEET.c.closed,
)  # fmt: skip


def of_family(reading: Reading, family: UUID) -> tuple[SheetRow, ...]:
    """Every sheet of the family, newest first, without the answers."""
    rows = reading.connection.execute(
        select(*_ROW)
        .join(_DEFINITION, _DEFINITION.c.id == _SHEET.c.definition_id)
        .where(_SHEET.c.family_id == family, _SHEET.c.removed.is_(False))
        .order_by(_SHEET.c.filled_on.desc(), _SHEET.c.id.desc())
    )
    return tuple(_row(row) for row in rows)


def _row(row: Row[*tuple[Any, ...]]) -> SheetRow:
    return SheetRow(
        row.id, row.row_version, row.definition_id, row.key, row.version, row.filled_on, row.author_id, row.state,
        row.signed_on, row.number or "", row.points, row.level or "", row.person_id, row.visit_id, bool(row.closed),
    )  # fmt: skip


def newest(reading: Reading, family: UUID, form: str, person: UUID | None = None, before: UUID | None = None) -> UUID | None:
    """The newest sheet of this questionnaire about the same person; the one filled before a given sheet."""
    found = [row for row in of_family(reading, family) if row.form == form and row.person == person]
    ids = [row.id for row in found]
    if before in ids:
        ids = ids[ids.index(before) + 1 :]
    return ids[0] if ids else None


def definition_ids(reading: Reading, key: str) -> dict[int, UUID]:
    """The installed versions of a form."""
    rows = reading.connection.execute(
        select(Definition.version, Definition.id).where(Definition.kind == "form", Definition.key == key)
    )
    return {row.version: row.id for row in rows}


def definition_of(reading: Reading, sheet: UUID) -> UUID | None:
    """The definition that this sheet was filled with."""
    return reading.connection.execute(select(_SHEET.c.definition_id).where(_SHEET.c.id == sheet)).scalar_one_or_none()


def attached(reading: Reading, sheet: UUID) -> tuple[str, ...]:
    """What the files of a sheet are called, in the order they were added."""
    table = Attachment.__table__
    rows = reading.connection.execute(
        select(table.c.title, table.c.file_name).where(table.c.sheet_id == sheet, table.c.removed.is_(False)).order_by(table.c.id)
    )
    return tuple(row.title or row.file_name for row in rows)


def family_of(reading: Reading, sheet: UUID) -> UUID | None:
    """Whose family a sheet is about."""
    return reading.connection.execute(select(_SHEET.c.family_id).where(_SHEET.c.id == sheet)).scalar_one_or_none()


def of_root(reading: Reading, kind: type[Root], family: UUID) -> list[UUID]:
    """The records of a kind that belong to a family, in the order they were made; all where they belong to none."""
    table = kind.__table__
    query = select(table.c.id).where(table.c.removed.is_(False)).order_by(table.c.id)
    if "family_id" in table.c:
        query = query.where(table.c.family_id == family)
    return list(reading.connection.execute(query).scalars())
