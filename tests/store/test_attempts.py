from __future__ import annotations

from datetime import UTC, datetime, timedelta

from desktop.store.attempts import Attempts, pause

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_the_pause_doubles_up_to_a_minute():
    assert [pause(n) for n in range(9)] == [0, 1, 2, 4, 8, 16, 32, 60, 60]
    assert pause(10_000) == 60


def test_each_failure_makes_the_next_try_wait_longer_even_after_a_restart(tmp_path):
    path = tmp_path / "attempts.json"
    for expected in (1, 2, 4):
        assert Attempts(path).failed("Анна", NOON) == expected
    assert Attempts(path).wait("АННА ", NOON + timedelta(seconds=1)) == 3
    assert Attempts(path).wait("Анна", NOON + timedelta(seconds=9)) == 0
    assert Attempts(path).wait("Борис", NOON) == 0


def test_a_success_forgets_the_failures(tmp_path):
    attempts = Attempts(tmp_path / "attempts.json")
    attempts.failed("Анна", NOON)
    attempts.succeeded("Анна")
    assert attempts.wait("Анна", NOON) == 0


def test_a_damaged_count_or_a_clock_set_back_locks_nobody_out(tmp_path):
    path = tmp_path / "attempts.json"
    attempts = Attempts(path)
    attempts.failed("Анна", NOON)
    assert attempts.wait("Анна", NOON - timedelta(days=1)) == 0
    for damage in (
        "{",
        "[]",
        '{"анна": 5}',
        '{"анна": [1, "yesterday"]}',
        '{"анна": [1, "2026-03-02T12:00:00"]}',
    ):
        path.write_text(damage, "utf-8")
        assert attempts.wait("Анна", NOON) == 0
