"""Founding an office, finding its door, signing in, passwords and what they never allow."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop import bootstrap
from desktop.base.errors import CannotOpen, Rejected
from desktop.services import offices
from desktop.store.keys import FLOOR
from tests.offices import ANNA, BEKTUR, PASSWORD, making

NEW = offices.NewOffice("Отдел № 5", "Осмонова", "Айгуль", "aigul", region_code="05")
OTHER = "четыре зелёных чашки"


def staff_names(opened: offices.Opened) -> list[str]:
    """Who works in this office."""
    desk = bootstrap.inline_desk(opened)
    return [name for name, _position in desk.staff.values()]


def test_each_place_has_its_door(founded):
    door = offices.door_of(founded.address)
    assert door.kind == {"plain": "plain", "encrypted": "file"}.get(founded.kind, "server")
    assert door.users == ((ANNA, BEKTUR) if founded.kind == "encrypted" else ())


def test_a_person_signs_in_to_the_same_draft_key_every_time(founded):
    made = making()
    keys = []
    for login in (ANNA, BEKTUR, ANNA):
        opened = offices.sign_in(founded.address, login, PASSWORD, made)
        keys.append(opened.draft_key)
        opened.kept.close()
    if founded.kind == "plain":
        assert keys == [None, None, None]
    else:
        assert keys[0] == keys[2]
        assert len(keys[0]) == 32
        assert (keys[0] != keys[1]) is founded.on_server  # on one computer whoever opens the file holds its key


def test_a_wrong_password_and_a_stranger_are_refused(founded):
    made = making()
    if founded.kind != "plain":
        with pytest.raises(Rejected):
            offices.sign_in(founded.address, ANNA, "не тот пароль", made)
    with pytest.raises(Rejected):
        offices.sign_in(founded.address, "nobody", PASSWORD, made)
    offices.sign_in(founded.address, ANNA, PASSWORD, made).kept.close()


def test_a_changed_password_opens_and_the_old_one_does_not(founded):
    if founded.kind == "plain":
        return
    made = making()
    opened = offices.sign_in(founded.address, ANNA, PASSWORD, made)
    offices.change_password(founded.address, opened, ANNA, PASSWORD, OTHER)
    opened.kept.close()
    offices.sign_in(founded.address, ANNA, OTHER, made).kept.close()
    offices.sign_in(founded.address, BEKTUR, PASSWORD, made).kept.close()
    with pytest.raises(Rejected):
        offices.sign_in(founded.address, ANNA, PASSWORD, made)


def test_a_name_that_is_taken_and_a_missing_one_are_refused(founded):
    made = making()
    opened = offices.sign_in(founded.address, ANNA, PASSWORD, made)
    for login in (BEKTUR.upper(), " "):
        colleague = offices.NewOffice("Отдел", "Беков", "Бек", login)
        with pytest.raises(Rejected) as refused:
            offices.add_colleague(founded.address, opened, PASSWORD, colleague, OTHER, made, FLOOR)
        assert refused.value.findings[0].path == ("login",)
    assert set(staff_names(opened)) == {"Асанова А.", "Бектуров Б."}
    opened.kept.close()


def test_a_new_office_needs_a_name_and_a_strong_password_and_leaves_nothing_behind(tmp_path):
    address = str(tmp_path / "office.opora")
    for new, password in ((offices.NewOffice(" ", "", "А", "a"), PASSWORD), (NEW, "коротко"), (NEW, "aigul")):
        with pytest.raises(Rejected):
            offices.found_office(address, new, password, making(), FLOOR)
    assert list(tmp_path.iterdir()) == []


def test_a_standing_office_is_never_overwritten(founded):
    if founded.on_server:
        with pytest.raises(CannotOpen):
            offices.found_office(founded.address, NEW, PASSWORD, making(), FLOOR)
        return
    before = Path(founded.address).read_bytes()
    with pytest.raises((CannotOpen, Rejected)):
        offices.found_office(founded.address, NEW, PASSWORD, making(), FLOOR)
    assert Path(founded.address).read_bytes() == before
    founded.desk()  # and it still opens


def test_the_recovery_code_opens_an_encrypted_office_and_sets_a_new_password(tmp_path):
    address = str(tmp_path / "office.opora")
    opened, code = offices.found_office(address, NEW, PASSWORD, making(), FLOOR)
    opened.kept.close()
    recovered = offices.recover(address, code.lower(), "aigul", OTHER, making())
    assert recovered.actor.name == "Осмонова А."
    recovered.kept.close()
    offices.sign_in(address, "aigul", OTHER, making()).kept.close()
    with pytest.raises(Rejected):
        offices.recover(address, "AAAA-AAAA-AAAA", "aigul", OTHER, making())


def test_a_founded_office_has_its_definitions_and_is_whole(founded):
    desk = founded.desk()
    desk.read_definitions()
    assert desk.form("family_card").title == "Карта семьи"
    assert offices.check(desk.office_kept) == []
    assert {name for name, _position in desk.staff.values()} == {"Асанова А.", "Бектуров Б."}
