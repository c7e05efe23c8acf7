"""An office in each of the three places where one may be kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from desktop.store.engines import create_file, open_file, open_server
from tests import pgserver

KEY = bytes(range(32))
SERVERS = tuple(binaries.name for binaries in pgserver.available()) or ("wheel",)
PLACES = ("plain", "encrypted", *(pytest.param(name, marks=pytest.mark.postgres) for name in SERVERS))


@pytest.fixture
def office_path(tmp_path: Path) -> Path:
    return tmp_path / "Отдел № 1.opora"


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest) -> str:
    """Where the office of this test is kept: `plain`, `encrypted`, or the name of a server."""
    return request.param


@pytest.fixture
def on_server(place: str) -> bool:
    return place in SERVERS


@pytest.fixture
def open_again(
    place: str,
    on_server: bool,
    office_path: Path,
    postgres_servers: Callable[[str], pgserver.Server],
) -> Iterator[Callable[[], Engine]]:
    """Opens the office of this test, once more at each call; the first call makes it."""
    server = postgres_servers(place) if on_server else None
    database = server.create() if server else ""
    opened: list[Engine] = []

    def again() -> Engine:
        key = KEY if place == "encrypted" else None
        if server:
            opened.append(open_server(server.url(database)))
        else:
            opened.append(open_file(office_path, key) if office_path.exists() else create_file(office_path, key))
        return opened[-1]

    yield again
    for engine in opened:
        engine.dispose()
    if server:
        server.drop(database)


@pytest.fixture
def engine(open_again: Callable[[], Engine]) -> Engine:
    """An empty office."""
    return open_again()


@pytest.fixture(params=("plain", "encrypted"))
def file_key(request: pytest.FixtureRequest) -> bytes | None:
    """For what only files do: without a key and with one."""
    return KEY if request.param == "encrypted" else None
