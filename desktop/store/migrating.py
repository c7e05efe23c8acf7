"""Bringing an office to the schema of this program, one step at a time, or not at all.

Killed at random, 26 of 30 migrations left half a database until each step was one transaction. SQLite
changes a table by making it anew: with foreign keys on that silently empties its children, so they are off
before the transaction begins, and what they would have said is asked before it ends.

A step is a file of `migrations/versions/`. It may say what it does to the number of rows:
`def rows(before: dict[str, int]) -> dict[str, int]`; without it every table keeps its rows and none goes
away.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import column, inspect, select, table, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError

from desktop.base.errors import CannotOpen
from desktop.base.messages import N_, message
from desktop.store.copying import copy_file, office_file
from desktop.store.counting import row_counts
from desktop.store.engines import second_engine
from desktop.store.faults import translated

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).with_name("migrations")
_VERSION_TABLE = "alembic_version"
_LOCK = 0x4F504F5242  # the advisory lock of migrations; the chain of acts has its own


def known_revisions(migrations: Path = MIGRATIONS) -> list[str]:
    """The steps this program knows, oldest first: the numbers that begin their file names."""
    return sorted(path.name[:4] for path in (migrations / "versions").glob("[0-9][0-9][0-9][0-9]_*.py"))


def current(engine: Engine) -> str | None:
    """The step this office stands at; None for an empty database."""
    with engine.connect() as connection:
        return _current(connection)


def needs_upgrade(engine: Engine, migrations: Path = MIGRATIONS) -> bool:
    """Whether this office must be upgraded before work.

    Raises:
        CannotOpen: made by a newer program, or not an office at all.
    """
    at, known = current(engine), known_revisions(migrations)
    if at is None:
        raise CannotOpen(message(N_("There is no office in this database. Create one, or check the address.")))
    if at not in known:
        raise CannotOpen(
            message(
                N_("This office was made by a newer program (schema {found}, this program knows {known}). Update the program."),
                found=at,
                known=known[-1] if known else "—",
            )
        )
    return at != known[-1]


def create(engine: Engine, migrations: Path = MIGRATIONS) -> None:
    """The tables of a new office, in an empty database.

    Raises:
        CannotOpen: there are tables in it already.
    """
    with engine.connect() as connection:
        if set(inspect(connection).get_table_names()) - {_VERSION_TABLE}:
            raise CannotOpen(message(N_("This database is not empty: a new office needs an empty one.")))
    _run(engine, "head", migrations)


def upgrade(engine: Engine, to: str = "head", *, migrations: Path = MIGRATIONS) -> Path | None:
    """Bring the office to this program's schema; returns the verified copy of a file that was made first.

    Raises:
        CannotOpen: made by a newer program, not an office, or a step would have lost something (it was
            undone).
        Unavailable: the copy could not be made, or the office is in use.
    """
    if not needs_upgrade(engine, migrations):
        return None
    office, at = office_file(engine), current(engine)
    copy = None
    if office is not None:
        copy = office.with_name(f"{office.stem}.before-{at}-{known_revisions(migrations)[-1]}{office.suffix}")
        copy_file(engine, copy)
    _run(engine, to, migrations)
    return copy


def downgrade(engine: Engine, to: str, *, migrations: Path = MIGRATIONS) -> None:
    """Step back, for the tests of the steps: an office is brought back by opening its copy."""
    from alembic import command

    with _alone(engine) as connection:
        for revision in _between(migrations, _current(connection), to):
            with _step(connection):
                before = row_counts(connection)
                command.downgrade(_config(connection, migrations), revision.down_revision or "base")
                after = row_counts(connection)
                _check_counts(revision.revision, {name: n for name, n in before.items() if name in after}, after)
                _check_references(connection, revision.revision)


def _run(engine: Engine, to: str, migrations: Path) -> None:
    from alembic import command

    try:
        with _alone(engine) as connection:
            for revision in reversed(_between(migrations, to, _current(connection))):
                with _step(connection):
                    before = row_counts(connection)
                    command.upgrade(_config(connection, migrations), revision.revision)
                    expected = getattr(revision.module, "rows", lambda counts: counts)
                    _check_counts(revision.revision, expected(before), row_counts(connection))
                    _check_references(connection, revision.revision)
    except DBAPIError as error:
        if (known := translated(error)) is not None:
            raise known from error
        raise


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """A connection of an engine of its own: without foreign keys on SQLite, behind a lock on PostgreSQL."""
    server = engine.dialect.name == "postgresql"
    settings = ("SET lock_timeout = '10s'", "SET statement_timeout = 0") if server else ("PRAGMA foreign_keys=OFF",)
    own = second_engine(engine, *settings)
    try:
        with own.connect().execution_options(writes=True) as connection:
            if server:
                connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
                connection.commit()
            yield connection  # the lock goes with the connection
    finally:
        own.dispose()


@contextmanager
def _step(connection: Connection) -> Iterator[None]:
    """One step, one transaction."""
    with connection.begin():
        if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one():
            raise RuntimeError("foreign keys are on: rebuilding a table would empty its children")
        yield


def _between(migrations: Path, upper: str | None, lower: str | None) -> list[Any]:
    """The steps from `upper` down to `lower`, newest first."""
    from alembic.script import ScriptDirectory

    if upper is None:
        return []
    return list(ScriptDirectory(str(migrations)).iterate_revisions(upper, lower or "base"))


def _config(connection: Connection, migrations: Path) -> Config:
    from alembic.config import Config as Made

    made = Made()
    made.set_main_option("script_location", str(migrations).replace("%", "%%"))
    made.set_main_option("path_separator", "newline")
    made.attributes["connection"] = connection
    return made


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSION_TABLE):
        connection.rollback()
        return None
    versions = table(_VERSION_TABLE, column("version_num"))
    at: str | None = connection.execute(select(versions.c.version_num)).scalar_one_or_none()
    connection.rollback()
    return at


def _check_counts(step: str, expected: dict[str, int], found: dict[str, int]) -> None:
    for name, rows in expected.items():
        if name != _VERSION_TABLE and found.get(name) != rows:
            raise CannotOpen(
                message(
                    N_("Upgrade step {step} was undone: the table {table} had to keep {expected} rows and would have {found}."),
                    step=step,
                    table=name,
                    expected=rows,
                    found=found.get(name, 0),
                )
            )


def _check_references(connection: Connection, step: str) -> None:
    """What foreign keys would have said; PostgreSQL says it itself."""
    if connection.dialect.name != "sqlite":
        return
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if orphans:
        raise CannotOpen(
            message(
                N_("Upgrade step {step} was undone: {n} rows of the table {table} would point to nothing."),
                step=step,
                n=len(orphans),
                table=orphans[0][0],
            )
        )
