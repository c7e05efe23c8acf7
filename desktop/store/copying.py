"""A copy of an office file that is known to be good: made, opened, compared, and only then given its name.

A copy that failed half-way opens as a sound database with no tables in it, so a copy is believed only after
it was counted. The copy is closed with the same key as the office.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError

from desktop.base.errors import Unavailable
from desktop.base.files import refusal
from desktop.base.messages import N_, Message, message
from desktop.store.counting import row_counts
from desktop.store.faults import translated
from desktop.store.key_file import is_encrypted, key_path


def office_file(engine: Engine) -> Path | None:
    """The file an office is kept in; None for a server."""
    if engine.dialect.name != "sqlite":
        return None
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("PRAGMA database_list").all()
    return next((Path(row[2]) for row in rows if row[1] == "main" and row[2]), None)


def copy_file(engine: Engine, target: Path) -> dict[str, int]:
    """A verified copy of the office file under `target`, its key file beside it; returns rows by table.

    Nobody writes while it is made. What stood under `target` before is replaced only by a good copy.

    Raises:
        Unavailable: no space, no right to write, or the copy did not prove good; nothing is left behind.
    """
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with engine.connect().execution_options(writes=True) as guard, guard.begin():
            counts = row_counts(guard)
            with engine.connect() as connection:
                _copied(connection, part, counts)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        source = office_file(engine)
        if source is not None and is_encrypted(source):
            shutil.copyfile(key_path(source), key_path(target))
        part.replace(target)
    except DBAPIError as error:
        raise translated(error) or _not_copied(target, str(error.orig)) from error
    except OSError as error:
        raise _not_copied(target, refusal(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return counts


def _copied(connection: Connection, part: Path, counts: dict[str, int]) -> None:
    raw: Any = connection.connection.driver_connection
    try:
        raw.execute("VACUUM INTO ?", (str(part),))  # with the key of the office, if it has one
        raw.execute("ATTACH ? AS copy", (part.absolute().as_uri() + "?mode=ro",))
        try:
            _proven(raw, part, counts)
        finally:
            raw.execute("DETACH copy")
    except connection.dialect.loaded_dbapi.Error as error:
        wrapped = DBAPIError.instance("copying the office", None, error, connection.dialect.loaded_dbapi.Error)
        raise wrapped from error


def _proven(raw: Any, part: Path, counts: dict[str, int]) -> None:
    faults = [
        *raw.execute("PRAGMA copy.cipher_integrity_check").fetchall(),
        *(row for row in raw.execute("PRAGMA copy.integrity_check").fetchall() if row[0] != "ok"),
        *raw.execute("PRAGMA copy.foreign_key_check").fetchall(),
    ]
    for table, rows in counts.items():
        quoted = table.replace('"', '""')
        found = raw.execute(f'SELECT count(*) FROM copy."{quoted}"').fetchone()[0]  # noqa: S608
        if found != rows:
            faults.append((table,))
    if faults:
        raise _not_copied(part, str(faults[0][0]))


def _not_copied(target: Path, reason: Message | str) -> Unavailable:
    return Unavailable(
        message(
            N_("The copy {name} could not be made: {reason}. The office was not changed."),
            name=target.name,
            reason=reason,
        )
    )
