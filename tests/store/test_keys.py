from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import CannotOpen, OporaError, Rejected
from desktop.store import key_file
from desktop.store.keys import (
    FLOOR,
    STANDARD,
    Cost,
    change_slot,
    check_password,
    new_code,
    open_slot,
    password_slot,
    read_code,
    unwrap,
    wrap,
)

OFFICE, OTHER = UUID(int=7), UUID(int=8)
ANNA, BORIS = "Анна Петрова", "Борис"
PASSWORD, SECOND = "тихий берег 42", "другой пароль 17"
CHEAP = FLOOR  # the least the program accepts: the tests are about who gets in, not about how long a guess takes


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return tmp_path / "отдел.opora"


@pytest.fixture
def made(office: Path) -> tuple[key_file.KeyRing, str]:
    return key_file.create(office, OFFICE, ANNA, PASSWORD, CHEAP)


def kept(office: Path) -> dict[str, Any]:
    return json.loads(key_file.key_path(office).read_text("utf-8"))


def put(office: Path, whole: dict[str, Any], *, honest: bool = True) -> None:
    """Write a key file by hand; `honest` makes its checksum right, as a forger would."""
    if honest:
        whole["checksum"] = key_file._checksum({k: v for k, v in whole.items() if k != "checksum"})
    key_file.key_path(office).write_text(json.dumps(whole), "utf-8")


def test_a_password_opens_the_same_keys_again(office, made):
    ring, _code = made
    again = key_file.unlock(office, ANNA, PASSWORD)
    assert (again.database, again.draft, again.manifest, again.audit) == (
        ring.database,
        ring.draft,
        ring.manifest,
        ring.audit,
    )


def test_each_use_has_a_key_of_its_own(made):
    ring, _code = made
    keys = {ring.secret, ring.database, ring.draft, ring.manifest, ring.audit}
    assert len(keys) == 5
    assert {len(key) for key in keys} == {32}


def test_keys_are_not_shown(made):
    ring, _code = made
    assert ring.secret.hex() not in repr(ring)
    assert repr(ring.secret) not in repr(ring)


def test_the_name_may_be_typed_in_another_case_and_with_spaces(office, made):
    assert key_file.unlock(office, "  анна   ПЕТРОВА ", PASSWORD).user == ANNA


def test_a_password_typed_decomposed_is_the_same(office):
    key_file.create(office, OFFICE, "chief", "йод и йогурт", CHEAP)
    key_file.unlock(office, "chief", "йод и йогурт")


@pytest.mark.parametrize("wrong", ["тихий берег 43", "", PASSWORD + " ", PASSWORD.upper()])
def test_a_wrong_password_is_said_beside_the_password(office, made, wrong):
    with pytest.raises(Rejected) as refused:
        key_file.unlock(office, ANNA, wrong)
    assert refused.value.findings[0].path == ("password",)


def test_an_unknown_user_is_said_beside_the_name(office, made):
    with pytest.raises(Rejected) as refused:
        key_file.unlock(office, "Вера", PASSWORD)
    assert refused.value.findings[0].path == ("user",)


@pytest.mark.parametrize("password", ["короткий", "АННА ПЕТРОВА", "анна петрова 1", "aaaaaaaaaaaa", "1212121212", ""])
def test_a_weak_password_is_refused(password):
    with pytest.raises(Rejected):
        check_password(ANNA, password)


def test_ten_ordinary_characters_are_enough():
    check_password(ANNA, "пароль-123")


def test_the_code_opens_when_every_password_is_forgotten(office, made):
    ring, code = made
    assert key_file.recover(office, code).secret == ring.secret


def test_the_code_may_be_typed_carelessly(office, made):
    ring, code = made
    assert key_file.recover(office, code.lower().replace("-", " ")).secret == ring.secret
    assert key_file.recover(office, code.replace("0", "O").replace("1", "l")).secret == ring.secret
    assert key_file.recover(office, code.replace("-", "—")).secret == ring.secret


def test_a_code_typed_in_the_russian_layout_of_look_alikes_is_read():
    latin, russian = "ABEKMH0PCTX3", "АВЕКМНОРСТХЗ"
    assert read_code(russian + "2" * 20) == read_code(latin + "2" * 20)


def test_codes_are_eight_groups_of_four_and_never_the_same():
    codes = {new_code() for _ in range(50)}
    assert len(codes) == 50
    assert all([len(group) for group in code.split("-")] == [4] * 8 for code in codes)
    assert all(read_code(code) == code for code in codes)


@pytest.mark.parametrize("typed", ["", "ABCD", "U" * 32, "2" * 31, "2" * 33, "привет"])
def test_what_cannot_be_a_code_is_refused_before_it_is_tried(typed):
    with pytest.raises(Rejected) as refused:
        read_code(typed)
    assert refused.value.findings[0].path == ("code",)


def test_another_code_does_not_open(office, made):
    with pytest.raises(Rejected) as refused:
        key_file.recover(office, new_code())
    assert refused.value.findings[0].path == ("code",)


def test_a_changed_password_replaces_the_old_one(office, made):
    ring, _code = made
    assert key_file.change_password(office, ANNA, PASSWORD, SECOND, CHEAP).secret == ring.secret
    assert key_file.unlock(office, ANNA, SECOND).secret == ring.secret
    with pytest.raises(Rejected):
        key_file.unlock(office, ANNA, PASSWORD)


def test_after_recovery_a_new_password_is_set(office, made):
    _ring, code = made
    key_file.set_password(office, key_file.recover(office, code), ANNA, SECOND, CHEAP)
    key_file.unlock(office, ANNA, SECOND)
    assert key_file.users(office) == (ANNA,)


def test_a_renewed_code_replaces_the_old_one(office, made):
    ring, old = made
    new = key_file.renew_code(office, ring, CHEAP)
    assert key_file.recover(office, new).secret == ring.secret
    with pytest.raises(Rejected):
        key_file.recover(office, old)


def test_two_users_open_one_office(office, made):
    ring, _code = made
    key_file.add_user(office, ring, BORIS, SECOND, CHEAP)
    assert key_file.users(office) == (ANNA, BORIS)
    assert key_file.unlock(office, BORIS, SECOND).database == ring.database
    with pytest.raises(Rejected):
        key_file.add_user(office, ring, "борис", SECOND, CHEAP)


def test_a_removed_user_is_not_let_in_but_an_old_key_file_still_opens(office, made):
    ring, _code = made
    key_file.add_user(office, ring, BORIS, SECOND, CHEAP)
    before = key_file.key_path(office).read_bytes()
    key_file.remove_user(office, ring, BORIS)
    with pytest.raises(Rejected):
        key_file.unlock(office, BORIS, SECOND)
    key_file.key_path(office).write_bytes(before)  # why `remove_user` promises no more than it does
    assert key_file.unlock(office, BORIS, SECOND).secret == ring.secret


def test_the_last_user_is_not_removed(office, made):
    with pytest.raises(Rejected):
        key_file.remove_user(office, made[0], ANNA)
    assert key_file.users(office) == (ANNA,)


def test_keys_of_another_office_are_not_overwritten(office, made):
    with pytest.raises(CannotOpen):
        key_file.create(office, OTHER, BORIS, SECOND, CHEAP)
    key_file.unlock(office, ANNA, PASSWORD)


def test_every_flipped_bit_is_found(office, made):
    path = key_file.key_path(office)
    whole = path.read_bytes()
    chance = random.Random(5)
    for _ in range(30):
        at = chance.randrange(len(whole))
        path.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :])
        if path.read_bytes() != whole and _says_the_same(path, whole):
            continue  # white space between values, or the case of an escape: nothing was changed
        with pytest.raises(OporaError):
            key_file.unlock(office, ANNA, PASSWORD)


def _says_the_same(path: Path, whole: bytes) -> bool:
    try:
        return json.loads(path.read_bytes()) == json.loads(whole)
    except ValueError:
        return False


def test_a_forged_flip_inside_a_slot_does_not_open(office, made):
    whole = kept(office)
    for part in ("salt", "nonce", "sealed"):
        forged = json.loads(json.dumps(whole))
        text = forged["slots"][0]["lock"][part]
        forged["slots"][0]["lock"][part] = ("A" if text[0] != "A" else "B") + text[1:]
        put(office, forged)
        with pytest.raises(Rejected):
            key_file.unlock(office, ANNA, PASSWORD)


def test_a_slot_moved_to_another_name_does_not_open(office, made):
    ring, _code = made
    key_file.add_user(office, ring, BORIS, SECOND, CHEAP)
    whole = kept(office)
    boris = next(slot for slot in whole["slots"] if slot["name"] == BORIS)
    anna = next(slot for slot in whole["slots"] if slot["name"] == ANNA)
    anna["lock"] = boris["lock"]
    put(office, whole)
    with pytest.raises(Rejected):
        key_file.unlock(office, ANNA, SECOND)


def test_a_slot_of_another_office_does_not_open(tmp_path, office, made):
    elsewhere = tmp_path / "чужой.opora"
    key_file.create(elsewhere, OTHER, ANNA, PASSWORD, CHEAP)
    whole = kept(office)
    whole["slots"][0] = kept(elsewhere)["slots"][0]
    put(office, whole)
    with pytest.raises(Rejected):
        key_file.unlock(office, ANNA, PASSWORD)


def test_a_slot_made_cheaper_is_refused(office):
    key_file.create(office, OFFICE, ANNA, PASSWORD, Cost(32_768, 2, 1))
    whole = kept(office)
    whole["slots"][0]["lock"]["memory"] = FLOOR.memory
    put(office, whole)
    with pytest.raises(Rejected):  # still above the floor: the seal of the slot finds it
        key_file.unlock(office, ANNA, PASSWORD)
    whole["slots"][0]["lock"]["memory"] = 1024
    put(office, whole)
    with pytest.raises(CannotOpen):
        key_file.unlock(office, ANNA, PASSWORD)


def test_a_slot_made_so_dear_that_the_program_would_freeze_is_refused(office, made):
    whole = kept(office)
    whole["slots"][0]["lock"]["memory"] = 2**31
    put(office, whole)
    with pytest.raises(CannotOpen):
        key_file.unlock(office, ANNA, PASSWORD)


def test_a_silently_removed_slot_is_found(office, made):
    ring, _code = made
    key_file.add_user(office, ring, BORIS, SECOND, CHEAP)
    whole = kept(office)
    whole["slots"] = [slot for slot in whole["slots"] if slot["kind"] != "recovery"]
    put(office, whole)
    with pytest.raises(CannotOpen):
        key_file.unlock(office, ANNA, PASSWORD)
    with pytest.raises(CannotOpen):
        key_file.set_password(office, ring, ANNA, SECOND, CHEAP)


def test_a_missing_a_damaged_and_a_newer_key_file_are_told_apart(office, made):
    path, said = key_file.key_path(office), set()
    whole = kept(office)
    put(office, {**whole, "format": 2})
    said.add(_sentence(office))
    path.write_bytes(b"\x00" * 100)
    said.add(_sentence(office))
    path.unlink()
    said.add(_sentence(office))
    assert len(said) == 3


def _sentence(office: Path) -> str:
    with pytest.raises(CannotOpen) as refused:
        key_file.unlock(office, ANNA, PASSWORD)
    return refused.value.message.msgid


@pytest.mark.parametrize("text", ["", "[]", "null", '{"format": 1}', "[" * 100_000, '{"format": 1, "slots": 5}'])
def test_a_file_that_is_not_a_key_file_is_called_damaged(office, text):
    key_file.key_path(office).write_text(text)
    with pytest.raises(CannotOpen):
        key_file.users(office)


def test_the_program_refuses_to_make_a_slot_below_the_floor():
    with pytest.raises(ValueError, match="cost"):
        wrap(b"x" * 32, PASSWORD, "test", Cost(8192, 1, 1))
    assert STANDARD.memory > FLOOR.memory


def test_a_server_slot_keeps_the_draft_key_through_a_change_of_password():
    text, key = password_slot(OFFICE, ANNA, PASSWORD, CHEAP)
    changed = change_slot(text, OFFICE, ANNA, PASSWORD, SECOND, CHEAP)
    assert open_slot(changed, OFFICE, ANNA, SECOND) == key
    with pytest.raises(Rejected):
        open_slot(changed, OFFICE, ANNA, PASSWORD)
    with pytest.raises(Rejected):
        open_slot(text, OFFICE, BORIS, PASSWORD)
    with pytest.raises(Rejected):
        open_slot(text, OTHER, ANNA, PASSWORD)


@pytest.mark.parametrize("text", ["", "{}", "[1]", "null", '{"memory": true}', "{" * 9])
def test_a_damaged_server_slot_is_called_damaged(text):
    with pytest.raises(CannotOpen):
        unwrap(text, PASSWORD, "test")


@given(st.text(max_size=40))
def test_any_typed_code_is_read_or_refused(typed):
    try:
        assert len(read_code(typed)) == 39
    except Rejected:
        return


def test_a_key_file_that_may_not_be_read_says_so_in_the_reader_s_language(tmp_path):
    office = tmp_path / "office.opora"
    key_file.key_path(office).mkdir()
    with pytest.raises(CannotOpen) as refused:
        key_file.unlock(office, ANNA, PASSWORD)
    assert "его нельзя прочитать" in refused.value.words()
