"""An office in each of the three places where one may be kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from desktop.store.engines import create_file, open_file, open_server

KEY = bytes(range(32))
PLACES = ("plain", "encrypted", pytest.param("server", marks=pytest.mark.postgres))


@pytest.fixture
def office_path(tmp_path: Path) -> Path:
    return tmp_path / "Отдел № 1.opora"


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest) -> str:
    """`plain`, `encrypted` or `server`: where the office of this test is kept."""
    return request.param


@pytest.fixture
def open_again(
    request: pytest.FixtureRequest, place: str, office_path: Path
) -> Iterator[Callable[[], Engine]]:
    """Opens the office of this test, once more at each call; the first call makes it."""
    opened: list[Engine] = []

    def again() -> Engine:
        key = KEY if place == "encrypted" else None
        if place == "server":
            opened.append(open_server(request.getfixturevalue("postgres_url")))
        else:
            opened.append(
                open_file(office_path, key) if office_path.exists() else create_file(office_path, key)
            )
        return opened[-1]

    if place == "server":
        request.getfixturevalue("postgres_url")  # before the engines, so that it is dropped after them
    yield again
    for engine in opened:
        engine.dispose()


@pytest.fixture
def engine(open_again: Callable[[], Engine]) -> Engine:
    """An empty office."""
    return open_again()


@pytest.fixture(params=("plain", "encrypted"))
def file_key(request: pytest.FixtureRequest) -> bytes | None:
    """For what only files do: without a key and with one."""
    return KEY if request.param == "encrypted" else None
