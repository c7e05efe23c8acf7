"""Fixtures of a founded office, for every room whose tests need one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.services.desk import Desk
from tests import offices, pgserver

SERVERS = tuple(binaries.name for binaries in pgserver.available()) or ("wheel",)
ON_SERVERS = [pytest.param(name, marks=pytest.mark.postgres) for name in SERVERS]
PLACES = ("plain", "encrypted", ON_SERVERS[0])  # the tests of the store know every server
on_servers = pytest.mark.parametrize("place", ON_SERVERS, indirect=True)
on_a_server = pytest.mark.parametrize("place", ON_SERVERS[:1], indirect=True)


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest) -> str:
    """Where the office of this test is kept: `plain`, `encrypted`, or the name of a server."""
    return request.param


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory, postgres_servers: Callable[[str], pgserver.Server]) -> offices.Templates:
    """The founded offices that tests get copies of."""
    return offices.Templates(tmp_path_factory.mktemp("founded"), postgres_servers)


@pytest.fixture
def founded(templates: offices.Templates, place: str, tmp_path: Path) -> Iterator[offices.Place]:
    """An office of two people with nothing in it yet."""
    kept = templates.copy(place, tmp_path)
    yield kept
    templates.drop(kept)


@pytest.fixture
def desk(founded: offices.Place) -> Desk:
    """Anna's desk in it."""
    return founded.desk()


@pytest.fixture
def two_desks(founded: offices.Place) -> tuple[Desk, Desk]:
    """Anna's and Bektur's."""
    return founded.desk(), founded.desk(offices.BEKTUR, seed=2)
