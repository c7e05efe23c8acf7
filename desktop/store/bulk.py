"""Loading many records as one act: rows by executemany, lists and search included, one entry in the chain.

The demonstration office and imports come in this way; a person's act never does.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, func, insert, select, text

from desktop.models.everything import SCHEMA
from desktop.models.search import SearchEntry, SearchToken
from desktop.store import lines, search_index
from desktop.store.units import Unit

_AT_ONCE = 5_000
_KEPT_TO_SORT = 1_000_000  # tokens: written in their order, a portion goes into few pages of the index
Rows = Mapping[str, Iterable[dict[str, Any]]]


def load(unit: Unit, rows: Rows) -> dict[str, int]:
    """Insert rows by table; returns how many of each. `office_id` and the like are filled in.

    Raises:
        KeyError: there is no such table.
    """
    loading = Loading(unit)
    loading.put(rows)
    return loading.counts


class Loading:
    """A load in portions: ten thousand families never lie in memory together, and it is one act all the same."""

    def __init__(self, unit: Unit) -> None:
        self.counts: dict[str, int] = {}
        self._unit = unit
        self._digest = hashlib.sha256()
        self._tokens: list[dict[str, Any]] = []

    def put(self, rows: Rows) -> None:
        """Insert a portion; its tables go in the order in which they point to each other.

        Raises:
            KeyError: there is no such table.
        """
        unknown = set(rows) - set(SCHEMA.tables)
        if unknown:
            raise KeyError(*sorted(unknown))
        connection = self._unit.session.connection()
        for table in SCHEMA.sorted_tables:
            if entries := rows.get(table.name):
                self._insert(connection, table, list(entries))
        self._unit.recorder.summary.update({"rows": self.counts, "sha256": self._digest.hexdigest()})

    def _insert(self, connection: Connection, table: Table, entries: list[dict[str, Any]]) -> None:
        whole = dict.fromkeys(table.columns.keys()) | _common(self._unit, table)
        for start in range(0, len(entries), _AT_ONCE):
            some = entries[start : start + _AT_ONCE]
            self._digest.update(json.dumps(some, default=_short, ensure_ascii=False).encode())
            _insert_at_once(connection, table, [whole | entry for entry in some])
        self.counts[table.name] = self.counts.get(table.name, 0) + len(entries)

    def index(self, rows: Rows) -> None:
        """Write the lines of the list and the search rows of a portion that was put, none of which stood there."""
        families = [row["id"] for row in rows.get("family", ())]
        lines.refresh(self._unit.session, families, self._unit.today)
        connection = self._unit.session.connection()
        gathered = search_index.findables(
            connection, families, [row["id"] for row in rows.get("person", ())],
            [row["id"] for row in rows.get("agency", ())],
        )  # fmt: skip
        first = (connection.execute(select(func.max(SearchEntry.id))).scalar_one() or 0) + 1
        entries, tokens = search_index.rows_for(gathered, first)
        _in_portions(connection, SearchEntry.__table__, entries)
        self._tokens += tokens
        if len(self._tokens) > _KEPT_TO_SORT:
            self._write_tokens()

    def finish(self) -> None:
        """Write what waited; nothing is put afterwards."""
        self._write_tokens()
        connection = self._unit.session.connection()
        if connection.dialect.name == "postgresql":  # numbers were given here, the server goes on after them
            connection.execute(text("select setval(pg_get_serial_sequence('search_entry', 'id'), max(id)) from search_entry"))

    def _write_tokens(self) -> None:
        self._tokens.sort(key=lambda row: (row["token"], row["entry"]))
        _in_portions(self._unit.session.connection(), SearchToken.__table__, self._tokens)
        self._tokens = []


def _in_portions(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), _AT_ONCE):
        _insert_at_once(connection, table, rows[start : start + _AT_ONCE])


def _insert_at_once(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """One executemany with the values turned column by column: a third of the time that the toolkit takes row by row."""
    dialect = connection.dialect
    columns: dict[str, list[Any]] = {}
    for name in rows[0]:
        values = [row[name] for row in rows]
        bound = table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
        columns[name] = values if bound is None else [bound(value) for value in values]
    compiled = insert(table).compile(dialect=dialect, column_keys=list(columns))
    places = compiled.positiontup if compiled.positional else None
    if places is not None:
        connection.exec_driver_sql(str(compiled), list(zip(*(columns[name] for name in places), strict=True)))
    else:
        named = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
        connection.exec_driver_sql(str(compiled), named)


def _short(value: object) -> str:
    if isinstance(value, UUID):
        return value.hex  # half the time of its words
    return f"{len(value)} bytes {hashlib.sha256(value).hexdigest()}" if isinstance(value, bytes) else str(value)


def _common(unit: Unit, table: Table) -> dict[str, Any]:
    known: dict[str, Any] = {
        "office_id": unit.office.id, "row_version": 1, "changed_at": unit.now, "removed": False,
    }  # fmt: skip
    return {name: value for name, value in known.items() if name in table.c}
