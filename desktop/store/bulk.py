"""Loading many records as one act: rows by executemany, lists and search included, one entry in the chain.

The demonstration office and imports come in this way; a person's act never does.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import insert, select

from desktop.models.everything import ENTITIES
from desktop.models.families import FamilyLine
from desktop.store import lines, search_index
from desktop.store.units import Unit

_AT_ONCE = 5_000
Rows = Mapping[str, Iterable[dict[str, Any]]]


def load(unit: Unit, rows: Rows) -> dict[str, int]:
    """Insert rows by table, in the order given; returns how many of each. `office_id` and the like are filled in.

    Raises:
        KeyError: there is no such table.
    """
    counts: dict[str, int] = {}
    digest = hashlib.sha256()
    connection = unit.session.connection()
    for table, entries in rows.items():
        kind = ENTITIES[table]
        common = _common(unit, table)
        batch = [common | entry for entry in entries]
        for entry in batch:
            digest.update(json.dumps(entry, default=str, ensure_ascii=False, sort_keys=True).encode())
        for start in range(0, len(batch), _AT_ONCE):
            connection.execute(insert(kind), batch[start : start + _AT_ONCE])
        counts[table] = counts.get(table, 0) + len(batch)
    unit.recorder.summary.update({"rows": counts, "sha256": digest.hexdigest()})
    return counts


def _common(unit: Unit, table: str) -> dict[str, Any]:
    columns = ENTITIES[table].__table__.c
    known: dict[str, Any] = {
        "office_id": unit.office.id, "row_version": 1, "changed_at": unit.now, "removed": False,
    }  # fmt: skip
    return {name: value for name, value in known.items() if name in columns}


def index_everything(unit: Unit) -> None:
    """Make the lines of the list and the search rows for all that was loaded."""
    from desktop.models.agencies import Agency  # noqa: PLC0415  only a load needs them all
    from desktop.models.families import Family  # noqa: PLC0415
    from desktop.models.persons import Person  # noqa: PLC0415

    session = unit.session
    known = set(session.scalars(select(FamilyLine.family_id)))
    families = set(session.scalars(select(Family.id))) - known
    lines.refresh(session, families, unit.today)
    touched: dict[Any, str] = dict.fromkeys(session.scalars(select(Person.id)), "person")
    touched.update(dict.fromkeys(session.scalars(select(Agency.id)), "agency"))
    touched.update(dict.fromkeys(families, "family"))
    search_index.refresh(session, touched, families)
