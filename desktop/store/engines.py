"""Opening an office: a file encrypted with its key, a plain file (demonstration), a PostgreSQL server.

SQLite is always opened through `sqlcipher3`, with a key or without: one SQLite, one behaviour. The standard
library's would take the key silently and write plain text, so that a key took effect is proven at every
connection.
"""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from typing import Any

from sqlalchemy import QueuePool, Uuid, create_engine, event
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from desktop.base.errors import CannotOpen, Unavailable
from desktop.base.files import refusal
from desktop.base.messages import N_, message
from desktop.store.faults import BUSY, DISK_FULL, translated
from desktop.store.kept_ids import KeptId
from desktop.store.servers import refused_server, server_arguments
from desktop.store.shares import on_network_share

__all__ = [
    "Engine",
    "create_file",
    "is_server",
    "open_file",
    "open_server",
    "reading_engine",
    "second_engine",
    "translated",
]

PLAIN_HEADER = b"SQLite format 3\0"
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # NORMAL lost acknowledged saves in 197 of 300 simulated power cuts
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "cache_size=-65536",  # with the default 2 MB a list of 50 rows took 30 ms instead of 4
    "busy_timeout=5000",
)


def is_server(address: str) -> bool:
    """Whether the address names a server rather than a file."""
    return "://" in address


def create_file(path: Path, key: bytes | None) -> Engine:
    """An empty file for a new office, readable by its owner only.

    Raises:
        CannotOpen: there is a file already, the folder cannot be written, or it is on a network share.
    """
    _refuse_share(path)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError as error:
        raise CannotOpen(message(N_("There is already a file {name} here. Choose another name."), name=path.name)) from error
    except OSError as error:
        raise CannotOpen(
            message(
                N_("The office cannot be created in {folder}: {reason}."),
                folder=str(path.parent),
                reason=refusal(error),
            )
        ) from error
    return _proven(_file_engine(path, key), path, key)


def open_file(path: Path, key: bytes | None) -> Engine:
    """The office kept in a file on this computer.

    Raises:
        CannotOpen: missing, not an office, damaged, another key's, on a network share, not writable.
        Unavailable: another program holds the file.
    """
    _refuse_share(path)
    _refuse_strange(path, key)
    return _proven(_file_engine(path, key), path, key)


def open_server(address: str, password: str | None = None) -> Engine:
    """The office on a PostgreSQL server; libpq finds the password (PGPASSFILE) unless one was typed.

    Raises:
        CannotOpen: the address holds a password or is not PostgreSQL; the server refuses this user
            or has no such base.
        Unavailable: the server does not answer.
    """
    url = _server_url(address)
    arguments = server_arguments(url)
    if password is not None:
        arguments["password"] = password
    engine = create_engine(url, connect_args=arguments, pool_size=3, max_overflow=0, pool_pre_ping=True, hide_parameters=True)
    try:
        with engine.connect():
            return engine
    except DBAPIError as error:
        engine.dispose()
        raise refused_server(url, error) from error


def second_engine(engine: Engine, *settings: str) -> Engine:
    """Another engine of the same office, its connections its own; each is told `settings` when it is made."""
    server = engine.dialect.name == "postgresql"
    pool = engine.pool.recreate()
    second = (
        create_engine(engine.url, pool=pool, hide_parameters=True)
        if server
        else _begins(_quick_ids(create_engine("sqlite://", module=_driver(), pool=pool, hide_parameters=True)))
    )

    @event.listens_for(second, "connect")
    def prepare(raw: Any, _record: object) -> None:
        cursor = raw.cursor()
        for setting in settings:
            cursor.execute(setting)
        cursor.close()
        if server:
            raw.commit()

    return second


def reading_engine(engine: Engine) -> Engine:
    """A second engine of the same office that can only read: lists and search never wait behind a save."""
    if engine.dialect.name == "postgresql":
        return second_engine(engine, "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
    return second_engine(engine, "PRAGMA query_only=ON")


def _server_url(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise CannotOpen(
            message(N_("The address of the office is not understood. Example: {example}"), example=_EXAMPLE)
        ) from error
    if url.drivername not in {"postgresql", "postgresql+psycopg"}:
        raise CannotOpen(message(N_("Offices are kept on PostgreSQL servers only. Example: {example}"), example=_EXAMPLE))
    if url.password is not None or "password" in url.query:
        raise CannotOpen(
            message(
                N_(
                    "The address must not hold a password: other programs of this computer can read it. "
                    "Put the password into the PostgreSQL password file (PGPASSFILE) or type it when asked."
                )
            )
        )
    return url.set(drivername="postgresql+psycopg")


_EXAMPLE = "postgresql://anna@server/office"


def _refuse_share(path: Path) -> None:
    if on_network_share(path):
        raise CannotOpen(
            message(
                N_(
                    "{name} lies on a network share, where an office file gets damaged. "
                    "Keep it on a disk of this computer; for work from several computers "
                    "keep the office on a PostgreSQL server."
                ),
                name=path.name,
            )
        )


def _refuse_strange(path: Path, key: bytes | None) -> None:
    """What the first bytes tell before SQLite looks, so that each refusal has its own sentence."""
    try:
        with path.open("rb") as file:
            head = file.read(len(PLAIN_HEADER))
    except FileNotFoundError as error:
        raise CannotOpen(message(N_("There is no office at {path}."), path=str(path))) from error
    except OSError as error:
        raise CannotOpen(
            message(N_("{name} cannot be opened: {reason}."), name=path.name, reason=refusal(error, reading=True))
        ) from error
    if not os.access(path, os.W_OK) or not os.access(path.absolute().parent, os.W_OK):
        raise CannotOpen(
            message(
                N_("{name} cannot be opened for work: its folder or disk does not allow writing."),
                name=path.name,
            )
        )
    plain = head == PLAIN_HEADER
    if not head:
        raise CannotOpen(message(N_("{name} is empty: it is not an office."), name=path.name))
    if key is None and not plain:
        raise CannotOpen(
            message(
                N_("{name} does not open without a key: it is encrypted, damaged or not an office."),
                name=path.name,
            )
        )
    if key is not None and plain:
        raise CannotOpen(
            message(
                N_("{name} is not encrypted, although it has keys: it is not the file they belong to."),
                name=path.name,
            )
        )


def _driver() -> Any:
    return importlib.import_module("sqlcipher3.dbapi2")


def _file_engine(path: Path, key: bytes | None) -> Engine:
    driver = _driver()
    address = path.absolute().as_uri() + "?mode=rw"  # a file that vanished is never made anew, empty

    def connect() -> Any:
        raw = driver.connect(
            address,
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=5.0,
            cached_statements=512,
        )
        try:
            _prepare(raw, key)
        except BaseException:
            raw.close()
            raise
        return raw

    engine = create_engine(
        "sqlite://", module=driver, creator=connect, poolclass=QueuePool, pool_size=3, max_overflow=0, hide_parameters=True
    )
    return _begins(_quick_ids(engine))


def _prepare(raw: Any, key: bytes | None) -> None:
    run = raw.execute
    # SQLCipher complains to stderr, which a windowed program does not have
    run("PRAGMA cipher_log_level=NONE")
    if key is not None:
        run(f"PRAGMA key = \"x'{key.hex()}'\"")
        version, status = run("PRAGMA cipher_version").fetchone(), run("PRAGMA cipher_status").fetchone()
        if not version or not status or str(status[0]) != "1":
            raise CannotOpen(message(N_("This program was built without encryption: the office was not opened.")))
    for pragma in _PRAGMAS:
        run(f"PRAGMA {pragma}")


def _quick_ids(engine: Engine) -> Engine:
    """A large family is read with twenty thousand identities: half of that time went into looking for dashes in them."""
    engine.dialect.colspecs = {**engine.dialect.colspecs, Uuid: KeptId}
    return engine


def _begins(engine: Engine) -> Engine:
    """Writing units take the file at once: a reader that turns writer is refused, timeout or not."""

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _proven(engine: Engine, path: Path, key: bytes | None) -> Engine:
    """The file answers, and an encrypted one is encrypted on the disk."""
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    except DBAPIError as error:
        engine.dispose()
        raise _refused_file(path, error, key) from error
    except CannotOpen:
        engine.dispose()
        raise
    with path.open("rb") as file:
        if key is not None and file.read(len(PLAIN_HEADER)) == PLAIN_HEADER:
            engine.dispose()
            raise CannotOpen(message(N_("This program was built without encryption: the office was not opened.")))
    return engine


def _refused_file(path: Path, error: DBAPIError, key: bytes | None) -> CannotOpen | Unavailable:
    text = str(error.orig).lower()
    if "locked" in text:
        return Unavailable(message(BUSY))
    if "full" in text:
        return Unavailable(message(DISK_FULL))
    if "not a database" in text and key is not None:
        # the slots already proved that the password and the key file are right
        said = N_("{name} does not open with its key: the file is damaged or the key file belongs to another office.")
    elif "not a database" in text or "malformed" in text:
        said = N_("{name} is damaged. Open the last backup copy and keep the damaged file.")
    else:
        return CannotOpen(message(N_("{name} cannot be opened: {reason}."), name=path.name, reason=str(error.orig)))
    return CannotOpen(message(said, name=path.name))
