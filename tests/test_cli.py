"""The command line: one sentence for people, a non-zero code for scripts, and no harm done."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop import cli
from desktop.store.engines import open_file
from tests import offices
from tests.offices import ANNA, PASSWORD


@pytest.fixture
def place():
    return "plain"


@pytest.fixture
def said(capsys):
    """Runs a command; its exit code, what it said, what it complained of."""

    def run(*arguments: object) -> tuple[int, str, str]:
        code = cli.main([str(argument) for argument in arguments])
        caught = capsys.readouterr()
        return code, caught.out, caught.err

    return run


@pytest.fixture
def refused(said):
    """Runs a command that must refuse in one sentence; the sentence."""

    def run(*arguments: object) -> str:
        code, out, err = said(*arguments)
        assert (code, out) == (1, "")
        assert err.count("\n") == 1
        assert "Traceback" not in err
        return err.strip()

    return run


@pytest.fixture
def family(founded):
    desk = founded.desk()
    offices.register(desk)
    desk.close()
    return "04-2026-0001"


def test_a_dossier_a_register_and_the_check_say_what_they_made(founded, family, said, tmp_path):
    dossier, register = tmp_path / "досье.pdf", tmp_path / "реестр.xlsx"
    code, out, _err = said("dossier", "--db", founded.address, "--family", family, "--out", dossier)
    assert (code, dossier.read_bytes()[:5]) == (0, b"%PDF-")
    assert str(dossier) in out
    code, out, _err = said("register", "--db", founded.address, "--out", register)
    assert (code, register.read_bytes()[:2]) == (0, b"PK")
    assert "1 семья" in out
    assert said("db", "check", "--db", founded.address)[:2] == (0, "Повреждений не найдено.\n")
    assert said("db", "upgrade", "--db", founded.address)[:2] == (
        0,
        "База учреждения соответствует этой версии программы.\n",
    )


@pytest.mark.parametrize("command", ["dossier", "map"])
def test_a_missing_family_is_one_sentence(founded, refused, command, tmp_path):
    out = tmp_path / ("f.pdf" if command == "dossier" else "f.svg")
    sentence = refused(command, "--db", founded.address, "--family", "04-2026-9999", "--out", out)
    assert sentence == "Семьи с номером 04-2026-9999 нет"
    assert not out.exists()


def test_a_family_without_a_map_is_one_sentence(founded, family, refused, tmp_path):
    sentence = refused("map", "--db", founded.address, "--family", family, "--out", tmp_path / "f.svg")
    assert sentence == "Карту этой семьи ещё не рисовали"


def test_a_missing_office_is_one_sentence_and_is_not_made(refused, tmp_path):
    missing = tmp_path / "нет.opora"
    assert str(missing) in refused("db", "check", "--db", missing)
    assert not missing.exists()


def test_a_file_that_is_no_office_is_left_alone(refused, tmp_path):
    other = tmp_path / "письмо.txt"
    other.write_text("Здравствуйте!" * 500, "utf-8")
    before = other.read_bytes()
    assert refused("db", "check", "--db", other)
    assert other.read_bytes() == before


def test_an_office_of_a_newer_program_is_one_sentence_and_is_not_touched(founded, refused):
    engine = open_file(Path(founded.address), None)
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    engine.dispose()
    for command in ("check", "upgrade"):
        assert "9999" in refused("db", command, "--db", founded.address)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a user whom folders can refuse")
def test_an_unwritable_folder_is_one_sentence(founded, family, refused, tmp_path):
    folder = tmp_path / "чужая"
    folder.mkdir(mode=0o500)
    assert refused("register", "--db", founded.address, "--out", folder / "r.xlsx")


def test_a_folder_that_is_not_there_is_one_sentence(founded, family, refused, tmp_path):
    out = tmp_path / "нет" / "r.xlsx"
    assert refused("register", "--db", founded.address, "--out", out) == f"Папки {out.parent} нет."


def test_a_name_that_is_a_folder_is_one_sentence(founded, family, refused, tmp_path):
    assert refused("register", "--db", founded.address, "--out", tmp_path)


def test_a_password_never_goes_on_the_command_line(refused):
    sentence = refused("db", "check", "--db", "postgresql://anna:secret@localhost/office", "--user", "anna")
    assert "secret" not in sentence


def test_a_command_that_was_not_understood_is_a_two(capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main(["dossier"])
    assert stopped.value.code == 2
    assert "--db" in capsys.readouterr().err


class TestEncrypted:
    """The office password: a variable, a file, or a prompt; never an argument."""

    @pytest.fixture
    def place(self):
        return "encrypted"

    def test_the_variable_opens(self, founded, said, monkeypatch):
        monkeypatch.setenv("OPORA_PASSWORD", PASSWORD)
        assert said("db", "check", "--db", founded.address, "--user", ANNA)[0] == 0

    def test_the_file_opens_and_goes_before_the_variable(self, founded, said, monkeypatch, tmp_path):
        monkeypatch.setenv("OPORA_PASSWORD", "другой пароль")
        file = tmp_path / "password"
        file.write_text(f"{PASSWORD}\nвторая строка\n", "utf-8")
        assert said("db", "check", "--db", founded.address, "--user", ANNA, "--password-file", file)[0] == 0

    def test_a_wrong_password_is_one_sentence_that_does_not_repeat_it(self, founded, refused, monkeypatch):
        monkeypatch.setenv("OPORA_PASSWORD", "не тот пароль")
        assert "не тот пароль" not in refused("db", "check", "--db", founded.address, "--user", ANNA)

    def test_a_password_file_that_cannot_be_read_is_one_sentence(self, founded, refused, tmp_path):
        missing = tmp_path / "password"
        assert "password" in refused("db", "check", "--db", founded.address, "--user", ANNA, "--password-file", missing)

    def test_a_password_file_of_another_encoding_is_one_sentence(self, founded, refused, tmp_path):
        file = tmp_path / "password"
        file.write_bytes("пароль".encode("cp1251"))
        assert "password" in refused("db", "check", "--db", founded.address, "--user", ANNA, "--password-file", file)

    def test_without_a_password_and_a_prompt_it_says_how_to_give_one(self, founded, refused, monkeypatch):
        monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
        assert "OPORA_PASSWORD" in refused("db", "check", "--db", founded.address, "--user", ANNA)

    def test_of_several_people_it_asks_who_signs_in(self, founded, refused):
        assert "--user" in refused("db", "check", "--db", founded.address)


def test_a_new_office_is_made_encrypted_and_its_code_is_said_once(said, refused, monkeypatch, tmp_path):
    monkeypatch.setenv("OPORA_PASSWORD", PASSWORD)
    address = tmp_path / "новое.opora"
    code, out, _err = said("db", "create", "--db", address, "--user", "anna")
    assert code == 0
    assert "Код восстановления" in out
    assert not address.read_bytes().startswith(b"SQLite format 3")
    before = address.read_bytes()
    assert refused("db", "create", "--db", address, "--user", "anna")
    assert address.read_bytes() == before
    assert said("db", "check", "--db", address)[0] == 0


def test_a_weak_password_makes_no_office(refused, monkeypatch, tmp_path):
    monkeypatch.setenv("OPORA_PASSWORD", "коротко")
    assert refused("db", "create", "--db", tmp_path / "новое.opora", "--user", "anna")
    assert list(tmp_path.glob("*.opora*")) == []


def test_definitions_are_checked_and_installed_once(founded, said, refused, repository, tmp_path):
    assert said("definitions", "check") == (0, "Определения в порядке.\n", "")
    own = tmp_path / "own.toml"
    shipped = (repository / "resources/definitions/forms/family_card.toml").read_text("utf-8")
    newer = re.sub(r"^version = \d+$", "version = 99", shipped, flags=re.MULTILINE)
    own.write_text(newer, "utf-8")
    install = ("definitions", "install", own, "--db", founded.address)
    assert said(*install)[:2] == (0, "Определение установлено.\n")
    assert refused(*install) == "Это определение уже установлено"
    own.write_text(newer.replace("Карта семьи", "Другая"), "utf-8")
    assert "99" in refused(*install)
    assert "other.toml" in refused("definitions", "install", tmp_path / "other.toml", "--db", founded.address)
    own.write_text("kind = [", "utf-8")
    assert said(*install)[0] == 1
    assert refused("definitions", "check", tmp_path / "nothing")


def test_the_version_is_said(capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out.startswith("Opora ")


def test_any_form_is_printed_filled_or_blank(said, founded, family, tmp_path):
    for form, ending in (("family_card", "pdf"), ("child_card", "xlsx"), ("contacts", "pdf")):
        out = tmp_path / f"{form}.{ending}"
        code, _out, err = said("form", "--db", founded.address, "--family", family, "--form", form, "--out", out)
        assert (code, err) == (0, "")
        assert out.read_bytes()[:2] in (b"%P", b"PK")
    blank = tmp_path / "blank.pdf"
    act = ("form", "--db", founded.address, "--family", family, "--form", "living_conditions_act", "--out", blank)
    assert said(*act)[0] == 1
    assert said(*act, "--blank")[0] == 0
    assert blank.read_bytes()[:4] == b"%PDF"


def test_a_form_that_is_not_there_is_refused(refused, founded, family, tmp_path):
    words = refused("form", "--db", founded.address, "--family", family, "--form", "no_such", "--out", tmp_path / "a.pdf")
    assert "no_such" in words
    ending = refused("form", "--db", founded.address, "--family", family, "--form", "family_card", "--out", tmp_path / "a.doc")
    assert ".xlsx" in ending


@pytest.mark.parametrize(
    "typed", [("--help",), ("map", "--help"), ("map",), ("нет",), ("map", "--kind", "x"), ("demo", "--seed", "x")]
)
def test_what_was_typed_wrong_and_the_help_are_said_in_the_language_of_the_program(capsys, typed):
    with pytest.raises(SystemExit):
        cli.main(list(typed))
    caught = capsys.readouterr()
    spoken = caught.out + caught.err
    assert spoken.startswith("как вызывать: opora")
    for english in ("usage", "option", "argument", "required", "invalid", "choose", "show this", "exit"):
        assert english not in spoken


def test_the_help_on_maps_says_where_the_figures_are_explained(capsys):
    with pytest.raises(SystemExit):
        cli.main(["map", "--help"])
    assert "README.md" in capsys.readouterr().out
