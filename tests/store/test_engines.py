from __future__ import annotations

import importlib
import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from desktop.base.errors import CannotOpen, OporaError, Unavailable
from desktop.store import engines, shares
from desktop.store.engines import create_file, open_file, open_server, translated
from desktop.store.servers import server_arguments
from tests.store.conftest import KEY

SURNAME = "Айтматова"


def fill(engine) -> None:
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("CREATE TABLE family (id INTEGER PRIMARY KEY, name VARCHAR(4000))"))
        connection.execute(text("INSERT INTO family VALUES (1, :name)"), {"name": SURNAME * 200})


def refusal(path: Path | str, key: bytes | None = None, kind: type[OporaError] = CannotOpen) -> str:
    """The sentence with which opening is refused; whatever lies there is left as it was."""
    before = Path(path).read_bytes() if Path(path).is_file() else None
    with pytest.raises(kind) as refused:
        open_server(str(path)) if engines.is_server(str(path)) else open_file(Path(path), key)
    if before is not None:
        assert Path(path).read_bytes() == before
    assert refused.value.words()
    return refused.value.message.msgid


def test_what_was_saved_is_there_after_opening_again(engine, open_again):
    fill(engine)
    engine.dispose()
    with open_again().connect() as connection:
        assert connection.execute(text("SELECT name FROM family")).scalar_one().startswith(SURNAME)


def test_an_encrypted_office_shows_no_name_on_the_disk(tmp_path):
    found = {}
    for name, key in (("closed", KEY), ("open", None)):
        engine = create_file(tmp_path / name, key)
        fill(engine)
        raw = b"".join(path.read_bytes() for path in tmp_path.glob(f"{name}*"))
        engine.dispose()
        found[name] = SURNAME.encode() in raw or raw.startswith(engines.PLAIN_HEADER)
    assert found == {"closed": False, "open": True}  # the open one is the control


def test_the_file_belongs_to_its_owner_only(office_path):
    create_file(office_path, None).dispose()
    if os.name == "posix":
        assert office_path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("secure_delete", 1),
    ],
)
def test_every_connection_keeps_the_promises(office_path, file_key, pragma, value):
    engine = create_file(office_path, file_key)
    with engine.connect() as one, engine.connect() as two:
        assert {c.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() for c in (one, two)} == {value}
    engine.dispose()


def test_a_new_office_never_replaces_a_file(office_path):
    office_path.write_text("письмо")
    with pytest.raises(CannotOpen):
        create_file(office_path, None)
    assert office_path.read_text() == "письмо"


def test_each_fault_of_a_file_has_its_own_sentence(tmp_path, office_path):
    fill_and_close(office_path, KEY)
    plain = tmp_path / "plain.opora"
    fill_and_close(plain, None)
    letter, empty, torn = tmp_path / "letter.opora", tmp_path / "empty.opora", tmp_path / "torn.opora"
    letter.write_text("это письмо, а не база" * 50)
    empty.touch()
    torn.write_bytes(plain.read_bytes()[:100] + os.urandom(4000))
    said = [
        refusal(tmp_path / "nothing.opora"),
        refusal(tmp_path),
        refusal(letter),
        refusal(empty),
        refusal(torn),
        refusal(plain, KEY),
        refusal(office_path, bytes(32)),
    ]
    assert len(set(said)) == len(said)
    assert not (tmp_path / "nothing.opora").exists()
    assert refusal(office_path) == refusal(letter)  # without its key an office looks like anything


def fill_and_close(path: Path, key: bytes | None) -> None:
    engine = create_file(path, key)
    fill(engine)
    engine.dispose()


SAVER = """
import sys
from pathlib import Path
from sqlalchemy import text
from desktop.store.engines import open_file
engine = open_file(Path(sys.argv[1]), bytes(range(32)))
for number in range(int(sys.argv[2]), 10_000_000):
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("INSERT INTO family VALUES (:n, :name)"), {"n": number, "name": "x" * 3000})
        connection.execute(text("INSERT INTO visit VALUES (:n)"), {"n": number})
    print(number, flush=True)
"""


@pytest.mark.slow
def test_killed_twenty_times_while_saving_nothing_saved_is_lost_or_halved(office_path, repository):
    engine = create_file(office_path, KEY)
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("CREATE TABLE family (id INTEGER PRIMARY KEY, name VARCHAR(4000))"))
        connection.execute(text("CREATE TABLE visit (family_id INTEGER REFERENCES family)"))
    engine.dispose()
    chance, last = random.Random(7), 0
    for _ in range(20):
        process = subprocess.Popen(
            [sys.executable, "-c", SAVER, str(office_path), str(last + 1)],
            stdout=subprocess.PIPE,
            cwd=repository,
            env={**os.environ, "PYTHONPATH": str(repository)},
        )
        with process:
            assert process.stdout is not None
            said = [process.stdout.readline() for _ in range(chance.randrange(1, 30))]
            process.kill()
            said += process.stdout.readlines()
        acknowledged = int([line for line in said if line.endswith(b"\n")][-1])
        engine = open_file(office_path, KEY)
        with engine.connect() as connection:
            last = connection.execute(text("SELECT max(id) FROM family")).scalar_one()
            halves = connection.execute(text("SELECT count(*) FROM family")).scalar_one()
            assert halves == connection.execute(text("SELECT count(*) FROM visit")).scalar_one() == last
        engine.dispose()
        assert last >= acknowledged
    engine = open_file(office_path, KEY)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA cipher_integrity_check").all() == []
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    engine.dispose()


@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_may_only_be_read_is_refused(office_path):
    fill_and_close(office_path, None)
    office_path.chmod(0o400)
    refusal(office_path)


def test_a_file_in_use_by_another_program_may_be_tried_again(office_path):
    fill_and_close(office_path, None)
    driver = importlib.import_module("sqlcipher3.dbapi2")
    other = driver.connect(str(office_path), isolation_level=None)
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    other.execute("CREATE TABLE held (x)")
    with pytest.raises(Unavailable):
        _impatient(office_path)
    other.close()


def _impatient(path: Path) -> None:
    """Opens without waiting the five seconds that a person would."""
    patient, engines._PRAGMAS = engines._PRAGMAS, ("busy_timeout=10", *engines._PRAGMAS[:-1])
    try:
        open_file(path, None).dispose()
    finally:
        engines._PRAGMAS = patient


def test_a_vanished_file_is_not_made_anew(office_path, file_key):
    engine = create_file(office_path, file_key)
    fill(engine)
    engine.dispose()
    office_path.unlink()
    with pytest.raises(DBAPIError) as failed:
        engine.connect()
    assert isinstance(translated(failed.value), Unavailable)
    assert not office_path.exists()


def test_writing_units_of_two_desks_wait_for_each_other(office_path, file_key):
    engine = create_file(office_path, file_key)
    fill(engine)
    failed: list[BaseException] = []

    def save(number: int) -> None:
        other = open_file(office_path, file_key)
        try:
            for _ in range(25):
                with other.execution_options(writes=True).begin() as connection:
                    top = connection.execute(text("SELECT max(id) FROM family")).scalar_one()
                    connection.execute(text("INSERT INTO family VALUES (:id, 'x')"), {"id": top + 1})
        except DBAPIError as error:
            failed.append(error)
        finally:
            other.dispose()

    desks = [threading.Thread(target=save, args=(n,)) for n in range(4)]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    with engine.connect() as connection:
        assert connection.execute(text("SELECT max(id) FROM family")).scalar_one() == 101
    engine.dispose()
    assert not failed


def test_a_full_disk_is_said_and_what_was_saved_stays(office_path, file_key):
    engine = create_file(office_path, file_key)
    fill(engine)
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        with pytest.raises(DBAPIError) as failed:
            connection.execute(text("INSERT INTO family VALUES (2, :long)"), {"long": "x" * 100_000})
        connection.rollback()
        assert connection.execute(text("SELECT count(*) FROM family")).scalar_one() == 1
    said = translated(failed.value)
    assert isinstance(said, Unavailable)
    assert "disk is full" in said.message.msgid
    engine.dispose()


def test_a_refused_constraint_is_a_bug_and_not_weather(engine):
    fill(engine)
    with pytest.raises(IntegrityError) as failed, engine.begin() as connection:
        connection.execute(text("INSERT INTO family VALUES (1, 'twice')"))
    assert translated(failed.value) is None


def test_damage_met_during_work_is_said(office_path):
    fill_and_close(office_path, KEY)
    whole = bytearray(office_path.read_bytes())
    whole[-2000] ^= 1
    office_path.write_bytes(whole)
    engine = open_file(office_path, KEY)
    with pytest.raises(DBAPIError) as failed, engine.connect() as connection:
        connection.execute(text("SELECT * FROM family")).all()
    assert isinstance(translated(failed.value), Unavailable)
    engine.dispose()


MOUNTS = r"""/dev/sda1 / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
//server/share /mnt/office cifs rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/anna/local ext4 rw 0 0
anna@host: /mnt/my\040share fuse.sshfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        ("/mnt/office/a.opora", True),
        ("/mnt/office", True),
        ("/mnt/officer/a.opora", False),
        ("/home/anna/a.opora", True),
        ("/home/anna/local/a.opora", False),
        ("/mnt/my share/a.opora", True),
        ("/tmp/a.opora", False),
    ],
)
def test_the_nearest_mount_tells_a_network_share(path, remote):
    assert shares.remote_mount(Path(path), MOUNTS) is remote


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        (r"\\server\share\a.opora", True),
        ("//server/share/a.opora", True),
        (r"\\?\UNC\server\share\a.opora", True),
        (r"\\?\C:\office\a.opora", False),
        (r"C:\office\a.opora", False),
    ],
)
def test_a_windows_path_to_another_computer_is_known(path, remote):
    assert shares.unc_path(path) is remote


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks the drive, not the table of mounts")
def test_an_office_on_a_share_is_refused_and_postgresql_is_named(tmp_path, office_path, monkeypatch):
    fill_and_close(office_path, None)
    monkeypatch.setattr(shares, "_mounts", lambda: f"server:/x {str(tmp_path).replace(' ', chr(92) + '040')} nfs4 rw 0 0")
    assert "PostgreSQL" in refusal(office_path)
    with pytest.raises(CannotOpen):
        create_file(tmp_path / "new.opora", None)
    assert not (tmp_path / "new.opora").exists()


@pytest.mark.parametrize(
    "address",
    [
        "mysql://server/office",
        "sqlite:///office.db",
        "postgresql://anna:secret@server/office",
        "postgresql://server/office?password=secret",
        "postgresql+psycopg2://server/office",
        "postgresql://server:port/office",
    ],
)
def test_an_address_that_cannot_be_used_is_refused_before_anything_is_asked(address):
    assert "secret" not in refusal(address)


def test_a_server_is_asked_with_limits_and_in_utc(postgres_url):
    engine = open_server(postgres_url.replace("+psycopg", ""))
    with engine.connect() as connection:
        shown = {
            name: connection.exec_driver_sql(f"SHOW {name}").scalar_one()
            for name in ("timezone", "lock_timeout", "statement_timeout", "application_name")
        }
    engine.dispose()
    assert shown == {
        "timezone": "UTC",
        "lock_timeout": "3s",
        "statement_timeout": "30s",
        "application_name": "opora",
    }


def test_encryption_cannot_be_talked_away_unless_the_office_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("APPDATA", str(tmp_path))
    for name in ("PGSSLMODE", "PGSSLROOTCERT", "PGHOST"):
        monkeypatch.delenv(name, raising=False)

    def asked(address: str) -> tuple[object, object]:
        arguments = server_arguments(engines._server_url(address))
        return arguments.get("sslmode"), arguments.get("channel_binding")

    assert asked("postgresql://anna@server/office") == ("require", "require")
    assert asked("postgresql://anna@server/office?sslmode=disable") == (None, None)
    assert asked("postgresql://anna@localhost/office") == (None, None)
    assert asked("postgresql:///office?host=/run/postgresql") == (None, None)
    monkeypatch.setenv("PGSSLROOTCERT", "office.crt")
    assert asked("postgresql://anna@server/office") == ("verify-full", None)
    monkeypatch.setenv("PGSSLMODE", "verify-ca")
    assert asked("postgresql://anna@server/office") == (None, None)


def test_a_server_that_is_not_there_may_be_tried_again(tmp_path):
    said = {refusal(f"postgresql://opora@/office?host={tmp_path}", kind=Unavailable)}
    said.add(refusal("postgresql://opora@127.0.0.1:1/office", kind=Unavailable))
    assert len(said) == 1


def test_a_database_that_is_not_there_is_named(postgres_server):
    with pytest.raises(CannotOpen) as refused:
        open_server(postgres_server.url("no_such_office"))
    assert refused.value.message.gaps["name"] == "no_such_office"


def test_a_server_that_asks_for_a_password_says_how_to_give_it(postgres_server, postgres_url, tmp_path, monkeypatch):
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    with postgres_server.connect() as admin:
        hba = Path(admin.execute("SHOW hba_file").fetchone()[0])
        before = hba.read_text()
        hba.write_text("local all guarded scram-sha-256\nhost all guarded all scram-sha-256\n" + before)
        admin.execute("CREATE ROLE guarded LOGIN PASSWORD 'right password'")
        admin.execute("SELECT pg_reload_conf()")
    url = postgres_url.replace("opora@", "guarded@")
    try:
        with pytest.raises(CannotOpen) as without:
            _until_guarded(url)
        with pytest.raises(CannotOpen) as wrong:
            open_server(url, "wrong password")
        engine = open_server(url, "right password")
        assert "right password" not in repr(engine.url)
        engine.dispose()
        assert without.value.message.msgid != wrong.value.message.msgid
        assert "PGPASSFILE" in without.value.message.msgid
        assert "password" in wrong.value.message.msgid
    finally:
        hba.write_text(before)
        with postgres_server.connect() as admin:
            admin.execute("SELECT pg_reload_conf()")
            admin.execute("DROP ROLE guarded")


def _until_guarded(url: str) -> None:
    for _ in range(1000):  # the server reads its rules when it gets round to it
        open_server(url).dispose()


def test_a_lost_server_is_weather_and_the_next_unit_works(postgres_url, postgres_server):
    engine = open_server(postgres_url)
    with pytest.raises(DBAPIError) as failed, engine.begin() as connection:
        pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        with postgres_server.connect() as admin:
            admin.execute("SELECT pg_terminate_backend(%s)", (pid,))
        connection.exec_driver_sql("SELECT 1")
    assert isinstance(translated(failed.value), Unavailable)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1
    engine.dispose()


def test_a_record_held_by_a_colleague_and_a_slow_answer_are_weather(postgres_url):
    engine = open_server(postgres_url)
    fill(engine)
    said = []
    with engine.begin() as colleague:
        colleague.exec_driver_sql("SELECT * FROM family FOR UPDATE")
        for impatience in ("lock_timeout", "statement_timeout"):
            with pytest.raises(DBAPIError) as failed, engine.begin() as connection:
                connection.exec_driver_sql(f"SET LOCAL {impatience} = '20ms'")
                connection.exec_driver_sql("SELECT * FROM family FOR UPDATE")
            said.append(translated(failed.value))
    assert all(isinstance(one, Unavailable) for one in said)
    assert said[0].message.msgid != said[1].message.msgid
    engine.dispose()


def test_the_standard_library_would_have_written_plain_text(tmp_path):
    """Why the driver is never the standard one: the control of the test of names on the disk."""
    path = tmp_path / "std.db"
    code = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('PRAGMA key=\"x\"'); c.execute('CREATE TABLE t (x)'); c.commit(); c.close()"
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)
    assert path.read_bytes().startswith(engines.PLAIN_HEADER)
