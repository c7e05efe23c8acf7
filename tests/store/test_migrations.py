from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, inspect, text

from desktop.base.errors import CannotOpen, Unavailable
from desktop.models.everything import SCHEMA
from desktop.store import key_file
from desktop.store.copying import copy_file
from desktop.store.counting import row_counts
from desktop.store.engines import create_file, open_file, second_engine
from desktop.store.keys import FLOOR
from desktop.store.migrating import (
    MIGRATIONS,
    create,
    current,
    downgrade,
    known_revisions,
    needs_upgrade,
    upgrade,
)
from desktop.store.new_migration import differences, new_migration
from tests.store.conftest import KEY
from tests.store.filling import fill_every_table

FIRST = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "0001", None
def upgrade():
    op.create_table("family", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(50)))
    op.create_table("visit", sa.Column("id", sa.Integer(), primary_key=True),
                    sa.Column("family_id", sa.Integer(), sa.ForeignKey("family.id", name="fk", ondelete="CASCADE")))
def downgrade():
    op.drop_table("visit")
    op.drop_table("family")
"""
REBUILD = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "0002", "0001"
def upgrade():
    with op.batch_alter_table("family") as family:  # SQLite makes the table anew, PostgreSQL alters it
        family.add_column(sa.Column("note", sa.Text()))
        family.alter_column("name", existing_type=sa.String(50), nullable=False)
def downgrade():
    with op.batch_alter_table("family") as family:
        family.drop_column("note")
        family.alter_column("name", existing_type=sa.String(50), nullable=True)
"""
HEAD = 'import sqlalchemy as sa\nfrom alembic import op\nrevision, down_revision = "0002", "0001"\n'
LOSES = (
    HEAD
    + 'def upgrade():\n    op.add_column("visit", sa.Column("n", sa.Integer()))\n    op.execute("DELETE FROM visit WHERE id = 2")\n'
)
ORPHANS = HEAD + 'def upgrade():\n    op.execute("UPDATE visit SET family_id = 99 WHERE id = 2")\n'
DROPS = HEAD + 'def upgrade():\n    op.drop_table("visit")\n'
SAYS_SO = DROPS + 'def rows(before):\n    return {name: n for name, n in before.items() if name != "visit"}\n'
FAILS = (
    HEAD + 'def upgrade():\n    op.add_column("visit", sa.Column("n", sa.Integer()))\n    op.execute("SELECT * FROM nowhere")\n'
)


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    """Migrations of a small office of its own, with the first step in it."""
    home = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, home, ignore=shutil.ignore_patterns("0*", "__pycache__"))
    (home / "versions").mkdir(exist_ok=True)
    (home / "versions" / "0001_first.py").write_text(FIRST)
    return home


@pytest.fixture
def small(engine, steps):
    """An office at the first step: one family with two visits."""
    create(engine, steps)
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("INSERT INTO family VALUES (1, 'Иванова')"))
        connection.execute(text("INSERT INTO visit VALUES (1, 1), (2, 1)"))
    return engine


def add(steps: Path, step: str) -> None:
    (steps / "versions" / "0002_second.py").write_text(step)


def counts(engine) -> dict[str, int]:
    with engine.connect() as connection:
        return row_counts(connection)


def test_a_new_office_has_every_table_of_the_models_and_nothing_else(engine):
    create(engine)
    assert differences(engine, SCHEMA) == []
    assert current(engine) == known_revisions()[-1]
    assert not needs_upgrade(engine)


def test_the_comparison_with_the_models_would_see_a_difference(engine):
    create(engine)
    other = MetaData()
    for table in SCHEMA.tables.values():
        table.to_metadata(other)
    Table("forgotten", other, Column("id", Integer, primary_key=True))
    other.tables["family"].append_column(Column("forgotten", String(10)))
    found = {difference[0] for difference in differences(engine, other)}
    assert found == {"add_table", "add_column"}


@pytest.mark.parametrize("step", known_revisions())
def test_each_step_goes_up_and_down_with_rows_in_every_table(engine, step, tmp_path):
    until = tmp_path / "until"
    shutil.copytree(MIGRATIONS, until, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (until / "versions").glob("0*.py"):
        if path.name[:4] > step:
            path.unlink()
    create(engine, until)
    with engine.execution_options(writes=True).begin() as connection:
        filled = fill_every_table(connection)
    before = known_revisions()[: known_revisions().index(step)]
    downgrade(engine, before[-1] if before else "base", migrations=until)
    assert current(engine) == (before[-1] if before else None)
    if before:
        assert all(rows == filled[name] for name, rows in counts(engine).items())
        upgrade(engine, migrations=until)
    else:
        create(engine, until)
    assert current(engine) == step
    if step == known_revisions()[-1]:
        assert differences(engine, SCHEMA) == []


def test_a_new_office_is_not_made_over_another_one(small):
    with pytest.raises(CannotOpen):
        create(small)


def test_a_rebuilt_table_keeps_its_children(small, steps):
    add(steps, REBUILD)
    assert needs_upgrade(small, steps)
    upgrade(small, migrations=steps)
    assert counts(small) == {"alembic_version": 1, "family": 1, "visit": 2}
    assert current(small) == "0002"
    downgrade(small, "0001", migrations=steps)
    assert counts(small) == {"alembic_version": 1, "family": 1, "visit": 2}
    with small.connect() as connection:
        assert "note" not in {column["name"] for column in inspect(connection).get_columns("family")}


def test_with_foreign_keys_on_the_same_rebuild_would_empty_the_children(office_path, steps):
    """The control: why a migration has an engine of its own."""
    engine = create_file(office_path, None)
    create(engine, steps)
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("INSERT INTO family VALUES (1, 'Иванова')"))
        connection.execute(text("INSERT INTO visit VALUES (1, 1), (2, 1)"))
        connection.exec_driver_sql("CREATE TABLE family_new (id INTEGER PRIMARY KEY, name VARCHAR(50))")
        connection.exec_driver_sql("INSERT INTO family_new SELECT * FROM family")
        connection.exec_driver_sql("DROP TABLE family")
        connection.exec_driver_sql("ALTER TABLE family_new RENAME TO family")
    assert counts(engine)["visit"] == 0
    engine.dispose()


@pytest.mark.parametrize("step", [LOSES, DROPS], ids=["loses rows", "drops a table"])
def test_a_step_that_would_lose_something_unsaid_is_undone(small, steps, step):
    add(steps, step)
    with pytest.raises(CannotOpen):
        upgrade(small, migrations=steps)
    assert counts(small) == {"alembic_version": 1, "family": 1, "visit": 2}
    assert current(small) == "0001"
    with small.connect() as connection:
        assert {column["name"] for column in inspect(connection).get_columns("visit")} == {"id", "family_id"}


def test_a_step_that_would_leave_orphans_is_undone(small, steps):
    add(steps, ORPHANS)
    with pytest.raises(Exception, match=r"(?s)points? to nothing|foreign key"):
        upgrade(small, migrations=steps)
    with small.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM visit WHERE family_id = 1")).scalar_one() == 2


def test_a_step_that_says_what_it_takes_away_may(small, steps):
    add(steps, SAYS_SO)
    upgrade(small, migrations=steps)
    assert counts(small) == {"alembic_version": 1, "family": 1}


def test_a_step_that_breaks_half_way_leaves_the_office_as_it_was(small, steps):
    add(steps, FAILS)
    with pytest.raises(Exception, match="nowhere"):
        upgrade(small, migrations=steps)
    assert current(small) == "0001"
    with small.connect() as connection:
        assert "n" not in {column["name"] for column in inspect(connection).get_columns("visit")}


def test_an_office_of_a_newer_program_is_refused_and_left_alone(small, steps):
    with small.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0099'"))
    with pytest.raises(CannotOpen) as refused:
        upgrade(small, migrations=steps)
    assert refused.value.message.gaps == {"found": "0099", "known": "0001"}
    assert counts(small)["visit"] == 2


def test_a_database_without_an_office_is_refused(engine):
    assert current(engine) is None
    with pytest.raises(CannotOpen):
        needs_upgrade(engine)


def test_a_current_office_is_not_touched(small, steps, office_path):
    assert upgrade(small, migrations=steps) is None
    assert not list(office_path.parent.glob("*.before-*"))


def test_a_file_is_copied_before_it_is_changed(office_path, file_key, steps):
    ring = None
    if file_key is not None:
        ring, _code = key_file.create(office_path, UUID(int=5), "Анна", "тихий берег 42", FLOOR)
        file_key = ring.database
    engine = create_file(office_path, file_key)
    create(engine, steps)
    add(steps, REBUILD)
    copy = upgrade(engine, migrations=steps)
    engine.dispose()
    assert copy is not None
    if ring is not None:
        assert key_file.unlock(copy, "Анна", "тихий берег 42").database == ring.database
    old = open_file(copy, file_key)
    assert current(old) == "0001"
    old.dispose()


def test_a_copy_that_cannot_be_made_leaves_the_old_one_and_no_litter(office_path, file_key, steps, tmp_path):
    engine = create_file(office_path, file_key)
    create(engine, steps)
    copy = tmp_path / "copy.opora"
    assert copy_file(engine, copy)["family"] == 0
    good = copy.read_bytes()
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("INSERT INTO family VALUES (1, :long)"), {"long": "x" * 100_000})
    engine.dispose()
    whole = bytearray(office_path.read_bytes())
    assert file_key is None or len(whole) > 60_000
    if file_key is not None:
        whole[-30_000] ^= 1
        office_path.write_bytes(whole)
        engine = open_file(office_path, file_key)
        with pytest.raises(Unavailable):
            copy_file(engine, copy)
        engine.dispose()
        assert copy.read_bytes() == good
    with pytest.raises(Unavailable):
        copy_file(engine, tmp_path / "nowhere" / "copy.opora")
    engine.dispose()
    assert not list(tmp_path.glob("*.part"))


def test_two_programs_upgrading_one_server_wait_for_each_other(small, steps, on_server):
    if not on_server:
        pytest.skip("a file is upgraded by one program: its lock is the file's own")
    add(steps, REBUILD)
    failed: list[Exception] = []

    def desk() -> None:
        other = second_engine(small)
        try:
            upgrade(other, migrations=steps)
        except Exception as error:  # noqa: BLE001  a thread may not hide what happened
            failed.append(error)
        finally:
            other.dispose()

    desks = [threading.Thread(target=desk) for _ in range(3)]
    for one in desks:
        one.start()
    for one in desks:
        one.join()
    assert failed == []
    assert current(small) == "0002"
    assert counts(small) == {"alembic_version": 1, "family": 1, "visit": 2}


def test_a_new_migration_is_written_from_the_models(steps, office_path):
    tables = MetaData(naming_convention=SCHEMA.naming_convention)
    Table(
        "family",
        tables,
        Column("id", Integer, primary_key=True),
        Column("name", String(50)),
        Column("phone", String(20)),
    )
    Table(
        "visit",
        tables,
        Column("id", Integer, primary_key=True),
        Column("family_id", ForeignKey("family.id", name="fk", ondelete="CASCADE")),
    )
    path = new_migration("Phone of the family", tables, steps)
    assert path.name == "0002_phone_of_the_family.py"
    engine = create_file(office_path, None)
    create(engine, steps)
    assert differences(engine, tables) == []
    engine.dispose()


UPGRADE = """
import sys
from pathlib import Path
from desktop.store.engines import open_file
from desktop.store.migrating import upgrade
engine = open_file(Path(sys.argv[1]), bytes(range(32)))
print("opened", flush=True)
upgrade(engine, migrations=Path(sys.argv[2]))
engine.dispose()
print("upgraded", flush=True)
"""
HALTING = """
import sys
import sqlalchemy as sa
from alembic import op
revision, down_revision = "0002", "0001"
def reached(place):
    print(place, flush=True)
    sys.stdin.readline()
def upgrade():
    reached("begun")
    with op.batch_alter_table("family") as family:
        family.add_column(sa.Column("note", sa.Text()))
        family.alter_column("name", existing_type=sa.String(50), nullable=False)
    reached("rebuilt")
    op.execute("UPDATE family SET note = name")
    reached("moved")
"""


@pytest.mark.slow
@pytest.mark.parametrize("place", ["opened", "begun", "rebuilt", "moved", "upgraded"])
def test_killed_anywhere_an_upgrade_is_done_or_not_begun(office_path, steps, repository, place):
    engine = create_file(office_path, KEY)
    create(engine, steps)
    with engine.execution_options(writes=True).begin() as connection:
        rows = [{"id": n, "name": "x" * 50} for n in range(20_000)]
        connection.execute(text("INSERT INTO family (id, name) VALUES (:id, :name)"), rows)
        connection.execute(text("INSERT INTO visit SELECT id, id FROM family"))
    engine.dispose()
    add(steps, HALTING)
    process = subprocess.Popen(
        [sys.executable, "-c", UPGRADE, str(office_path), str(steps)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=repository,
        env={**os.environ, "PYTHONPATH": str(repository)},
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        while (said := process.stdout.readline().decode().strip()) != place:
            assert said, "the upgrade ended by itself"
            process.stdin.write(b"on\n")
            process.stdin.flush()
        process.kill()
    engine = open_file(office_path, KEY)
    done = place == "upgraded"
    assert current(engine) == ("0002" if done else "0001")
    assert counts(engine) == {"alembic_version": 1, "family": 20_000, "visit": 20_000}
    with engine.connect() as connection:
        columns = {column["name"] for column in inspect(connection).get_columns("family")}
        assert ("note" in columns) == done
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert connection.exec_driver_sql("PRAGMA cipher_integrity_check").all() == []
    engine.dispose()
