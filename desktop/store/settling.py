"""An accepted statement equals its column: whoever types over it, by whatever form or by taking an act back, closes it.

Called at the end of every act, so that no way of writing a card leaves an accepted statement that is not so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select
from sqlalchemy.orm import Session

from desktop.models.base import Root
from desktop.models.everything import ENTITIES
from desktop.models.fields import Field, fields_of
from desktop.models.kinds import Json, to_json
from desktop.models.statements import ACCEPTED, REPLACED, Said, Statement
from desktop.rules.statements import stands

_AT_ONCE = 500  # ids in one select


def field_of(kind: str, name: str) -> Field | None:
    """The field of a kind of record, or None when there is no such column, or a closed one."""
    entity = ENTITIES.get(kind)
    known = (field for field in fields_of(entity) if field.key == name) if entity is not None else ()
    return next((field for field in known if not field.closed), None)


def said(row: Row[Any]) -> Said:
    """A row of the table as a value."""
    return Said(
        row.id, row.row_version, row.family_id, row.subject_kind, row.subject_id, row.field or "", row.sphere or "",
        row.value or {}, row.words or "", row.said_by, row.said_on, row.method or "", row.reliability or "",
        row.contradicts_id, row.access or "", row.state, row.reason or "", row.sheet_id,
    )  # fmt: skip


def columns(connection: Connection, statements: Iterable[Said]) -> dict[tuple[UUID, str], Json]:
    """What the cards hold where something was said: one select for each kind of record."""
    wanted: dict[str, set[UUID]] = {}
    named: dict[str, set[str]] = {}
    for one in statements:
        if one.field and field_of(one.subject_kind, one.field) is not None:
            wanted.setdefault(one.subject_kind, set()).add(one.subject)
            named.setdefault(one.subject_kind, set()).add(one.field)
    found: dict[tuple[UUID, str], Json] = {}
    for kind, ids in wanted.items():
        table = ENTITIES[kind].__table__
        keys = sorted(named[kind])
        for row in connection.execute(select(table.c.id, *(table.c[key] for key in keys)).where(table.c.id.in_(ids))):
            found |= {(row.id, key): to_json(row._mapping[key]) for key in keys}  # noqa: SLF001  the documented way
    return found


def settle(session: Session, claimed: dict[UUID, Root], changed: Mapping[str, Sequence[UUID]]) -> None:
    """Close accepted statements whose column says something else by now: somebody typed over it.

    `changed` are the rows that the act changed, by kind; records that it added have no statements yet.
    """
    table = Statement.__table__
    ids = [id_ for kind, rows in changed.items() if kind != Statement.__tablename__ for id_ in rows]
    touched = list(changed.get(Statement.__tablename__, ()))
    found: dict[UUID, Said] = {}
    for column, some in ((table.c.subject_id, ids), (table.c.id, touched)):
        for start in range(0, len(some), _AT_ONCE):
            rows = session.execute(
                select(table).where(
                    column.in_(some[start : start + _AT_ONCE]),
                    table.c.state == ACCEPTED,
                    table.c.removed.is_(False),
                    table.c.field.is_not(None),
                )
            )
            found |= {row.id: said(row) for row in rows}
    if not found:
        return
    held = columns(session.connection(), found.values())
    for one in sorted(found.values(), key=lambda one: one.id):
        field = field_of(one.subject_kind, one.field)
        if field is None or stands(field, one.value, held.get((one.subject, one.field))):
            continue
        kept = session.get(Statement, one.id, with_for_update={"key_share": True}, populate_existing=True)
        if kept is not None:
            claimed[kept.id] = kept
            kept.state = REPLACED
    session.flush()
