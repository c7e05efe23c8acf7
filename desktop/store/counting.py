"""How many rows each table has: what a copy and a migration are held against."""

from __future__ import annotations

from sqlalchemy import func, inspect, select, table
from sqlalchemy.engine import Connection


def row_counts(connection: Connection) -> dict[str, int]:
    """Rows by table, as this transaction sees them."""
    names = sorted(inspect(connection).get_table_names())
    return {name: connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in names}
