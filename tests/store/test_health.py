from __future__ import annotations

import subprocess
import sys

import pytest
from sqlalchemy import select, text
from sqlalchemy.schema import CreateTable

from desktop.base.messages import Finding, message
from desktop.models.everything import SCHEMA
from desktop.store.engines import create_file, open_file
from desktop.store.health import check
from desktop.store.migrating import create
from tests.store.conftest import KEY
from tests.store.filling import fill_every_table


@pytest.fixture
def office(engine):
    create(engine)
    with engine.execution_options(writes=True).begin() as connection:
        fill_every_table(connection)
    return engine


def test_a_whole_office_has_nothing_to_say(office):
    assert check(office) == []


def test_other_keepers_are_asked_with_a_connection(office):
    said = Finding((), message("the chain is broken"))
    asked = []

    def chain(connection):
        asked.append(connection.execute(select(SCHEMA.tables["family"].c.id)).all())
        return [said]

    assert check(office, chain) == [said]
    assert len(asked[0]) == 2


def test_a_row_that_points_to_nothing_is_named(office_path, file_key):
    engine = create_file(office_path, file_key)
    create(engine)
    with engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute(text("INSERT INTO search_token VALUES ('token', 99)"))
        connection.commit()
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")
    findings = check(engine)
    assert [finding.path for finding in findings] == [("search_token",)]
    assert findings[0].message.gaps["parent"] == "search_entry"
    engine.dispose()


def test_every_flipped_bit_of_an_encrypted_office_is_found(office_path):
    engine = create_file(office_path, KEY)
    create(engine)
    with engine.execution_options(writes=True).begin() as connection:
        fill_every_table(connection)
    engine.dispose()
    whole = office_path.read_bytes()
    for at in range(5000, len(whole), len(whole) // 12):
        office_path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        engine = open_file(office_path, KEY)
        findings = check(engine)
        engine.dispose()
        assert findings, at
        assert all(finding.message.words() for finding in findings)
        assert len(findings) <= 6


def test_a_rule_that_the_server_never_proved_is_named(office, on_server):
    if not on_server:
        pytest.skip("SQLite has no unproven rules")
    with office.begin() as connection:
        connection.execute(text("ALTER TABLE family ADD CONSTRAINT odd CHECK (name <> '') NOT VALID"))
    assert [finding.path for finding in check(office)] == [("family",)]


def test_an_office_of_a_newer_program_and_no_office_at_all_are_said(engine):
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(CreateTable(SCHEMA.tables["office"]))
    nothing = check(engine)
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
        connection.execute(text("INSERT INTO alembic_version VALUES ('9999')"))
    newer = check(engine)
    assert len(nothing) == len(newer) == 1
    assert nothing[0].message.msgid != newer[0].message.msgid


def test_checking_changes_nothing(office, office_path, on_server):
    if on_server:
        pytest.skip("bytes on the disk are the server's")
    before = office_path.read_bytes()
    check(office)
    assert office_path.read_bytes() == before


def test_opening_and_checking_a_plain_office_loads_nothing_that_it_does_not_need(office_path, repository):
    engine = create_file(office_path, None)
    create(engine)
    engine.dispose()
    code = (
        "import sys; from pathlib import Path; from desktop.store.engines import open_file;"
        "from desktop.store.health import check; engine = open_file(Path(sys.argv[1]), None);"
        "print(check(engine), {'alembic', 'PySide6', 'cryptography', 'psycopg', 'argon2'} & set(sys.modules))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(office_path)],
        cwd=repository,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "[] set()"
