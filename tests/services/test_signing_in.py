"""Who may enter, how often they may try, and that a refusal leaves nothing behind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from desktop.base.errors import CannotOpen, Rejected
from desktop.services import offices
from desktop.store import key_file
from desktop.store.keys import FLOOR

PASSWORD, OTHER = "три тихих слова", "другие тихие слова"


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def later(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def making(clock: Clock) -> offices.Making:
    return offices.Making(clock, uuid4)


@pytest.fixture
def office(tmp_path: Path, making: offices.Making) -> tuple[str, str]:
    new = offices.NewOffice("Отдел", "Асанова", "Гульнара", "asanova")
    opened, code = offices.found_office(str(tmp_path / "o.opora"), new, PASSWORD, making, FLOOR)
    opened.kept.close()
    return str(tmp_path / "o.opora"), code


def test_a_wrong_password_makes_the_next_try_wait_and_a_right_one_forgets_it(
    office: tuple[str, str], making: offices.Making, clock: Clock
) -> None:
    address, _code = office
    with pytest.raises(Rejected):
        offices.sign_in(address, "asanova", OTHER, making)
    with pytest.raises(Rejected) as waits:
        offices.sign_in(address, "asanova", PASSWORD, making)
    assert waits.value.findings[0].path == ("wait",)
    clock.later(2)
    offices.sign_in(address, "asanova", PASSWORD, making).kept.close()
    with pytest.raises(Rejected) as again:
        offices.sign_in(address, "asanova", OTHER, making)
    assert again.value.findings[0].path != ("wait",)  # forgotten: counted from nothing


def test_the_recovery_code_opens_the_office_with_a_new_password(office: tuple[str, str], making: offices.Making) -> None:
    address, code = office
    opened = offices.recover(address, code.lower().replace("-", " "), "asanova", OTHER, making)
    opened.kept.close()
    offices.sign_in(address, "asanova", OTHER, making).kept.close()


def test_recovering_for_somebody_who_does_not_work_here_writes_no_slot(office: tuple[str, str], making: offices.Making) -> None:
    address, code = office
    with pytest.raises(Rejected):
        offices.recover(address, code, "nobody", OTHER, making)
    assert key_file.users(Path(address)) == ("asanova",)


def test_a_weak_new_password_is_no_failed_guess(office: tuple[str, str], making: offices.Making) -> None:
    address, code = office
    with pytest.raises(Rejected):
        offices.recover(address, code, "asanova", "short", making)
    offices.sign_in(address, "asanova", PASSWORD, making).kept.close()


def test_a_changed_password_opens_and_the_old_one_does_not(office: tuple[str, str], making: offices.Making, clock: Clock) -> None:
    address, _code = office
    opened = offices.sign_in(address, "ASANOVA", PASSWORD, making)
    offices.change_password(address, opened, "asanova", PASSWORD, OTHER)
    opened.kept.close()
    with pytest.raises(Rejected):
        offices.sign_in(address, "asanova", PASSWORD, making)
    clock.later(5)
    offices.sign_in(address, "asanova", OTHER, making).kept.close()


def test_founding_where_a_file_stands_already_leaves_it_as_it_was(tmp_path: Path, making: offices.Making) -> None:
    place = tmp_path / "o.opora"
    place.write_bytes(b"something else")
    with pytest.raises(CannotOpen):
        offices.found_office(str(place), offices.NewOffice("Отдел", "А", "Б", "ab"), PASSWORD, making, FLOOR)
    assert place.read_bytes() == b"something else"
    assert not key_file.key_path(place).exists()


def test_an_office_without_a_name_is_refused_beside_its_line(tmp_path: Path, making: offices.Making) -> None:
    with pytest.raises(Rejected) as refused:
        offices.found_office(str(tmp_path / "o.opora"), offices.NewOffice(" ", "А", "Б", "ab"), PASSWORD, making, FLOOR)
    assert refused.value.findings[0].path == ("name",)
    assert list(tmp_path.glob("o.opora*")) == []
