"""Founding an office, finding out how it opens, signing in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal
from uuid import UUID

from desktop.base import places
from desktop.base.errors import CannotOpen, OporaError, Rejected
from desktop.base.messages import N_, Finding, message
from desktop.models.offices import Office, Staff
from desktop.models.signed_in import Actor, OfficeView
from desktop.services.definitions_kept import install_shipped
from desktop.store import chain, engines, health, key_file, keys, migrating
from desktop.store import staff as kept_staff
from desktop.store.attempts import Attempts
from desktop.store.kept import KeptOffice
from desktop.store.units import Moment, Unit, run_act

FOUNDED, UPGRADED = N_("The office was founded"), N_("The office was brought up to this program")


@dataclass(frozen=True, slots=True)
class NewOffice:
    """What is asked when an office begins: the rest can be written later."""

    name: str
    surname: str
    given_name: str
    login: str
    patronymic: str = ""
    position: str = ""
    region_code: str = "01"
    country: str = "ru"
    time_zone: str = "Europe/Moscow"
    above: str = ""
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened office, who opened it, and the key of their drafts on this computer (None: plain)."""

    kept: KeptOffice
    actor: Actor
    draft_key: bytes | None


@dataclass(frozen=True, slots=True)
class Door:
    """How an office opens: a demonstration asks nothing, a file its password, a server who you are."""

    kind: Literal["plain", "file", "server"]
    users: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Making:
    """Clock and identities, given by `bootstrap`."""

    now: Callable[[], datetime]
    new_id: Callable[[], UUID]

    def moment(self, zone: OfficeView) -> Moment:
        """This moment in the office's zone."""
        now = self.now()
        return Moment(now, now.astimezone(zone.zone).date(), self.new_id)


def door_of(address: str) -> Door:
    """What has to be asked before this office opens.

    Raises:
        CannotOpen: there is no such file.
    """
    if engines.is_server(address):
        return Door("server")
    path = Path(address)
    if not path.exists():
        raise CannotOpen(message(N_("There is no office at {path}."), path=address))
    return Door("file", key_file.users(path)) if key_file.is_encrypted(path) else Door("plain")


def found_office(
    address: str, new: NewOffice, password: str, making: Making, cost: keys.Cost = keys.STANDARD
) -> tuple[Opened, str]:
    """Make a new office; returns it opened, and the recovery code of an encrypted file to be printed once.

    A file is encrypted from its first byte; a demonstration office is plain and says so everywhere.

    Raises:
        Rejected: no name, or a weak password.
        CannotOpen, Unavailable: the file or the server refuses.
    """
    _check(new)
    office_id, staff_id = making.new_id(), making.new_id()
    ground = _ground(address, new, password, office_id, cost)
    view = OfficeView(office_id, new.name, region_code=new.region_code, country=new.country, time_zone=new.time_zone,
                      demonstration=new.demonstration)  # fmt: skip

    def found(unit: Unit) -> UUID:
        unit.add(Office(
            id=office_id, name=new.name.strip(), above=new.above or None, region_code=new.region_code, country=new.country,
            time_zone=new.time_zone, demonstration=new.demonstration,
        ))  # fmt: skip
        unit.add(_staff(staff_id, new, ("administrator", "worker"), ground.slot))
        unit.session.flush()
        install_shipped(unit)
        return office_id

    try:
        migrating.create(ground.engine)
        run_act(ground.engine, Actor(None, new.login), view, making.moment(view), FOUNDED, found, undoable=False)
    except Exception:
        ground.engine.dispose()
        if not engines.is_server(address):  # half an office would only stand in the way of the next try
            for path in (Path(address), key_file.key_path(Path(address))):
                path.unlink(missing_ok=True)
        raise
    kept = KeptOffice(ground.engine)
    return Opened(kept, kept_staff.actor(kept, new.login), ground.draft_key), ground.code


@dataclass(frozen=True, slots=True)
class _Ground:
    """An empty database and the keys that were made for it."""

    engine: engines.Engine
    draft_key: bytes | None = None
    code: str = ""
    slot: str | None = None


def _ground(address: str, new: NewOffice, password: str, office_id: UUID, cost: keys.Cost) -> _Ground:
    if engines.is_server(address):
        slot, draft_key = keys.password_slot(office_id, new.login, password, cost)
        return _Ground(engines.open_server(address), draft_key, slot=slot)
    path = Path(address)
    if new.demonstration:
        return _Ground(engines.create_file(path, None))
    keys.check_password(new.login, password)
    ring, code = key_file.create(path, office_id, new.login, password, cost)
    try:
        return _Ground(engines.create_file(path, ring.database), ring.draft, code)
    except OporaError:
        key_file.key_path(path).unlink(missing_ok=True)
        raise


def _staff(id_: UUID, new: NewOffice, roles: tuple[str, ...], slot: str | None) -> Staff:
    return Staff(
        id=id_, login=new.login.strip(), surname=new.surname.strip(), given_name=new.given_name.strip(),
        patronymic=new.patronymic.strip() or None, position=new.position.strip() or None, roles=roles, active=True, slot=slot,
    )  # fmt: skip


def attempts_of(folder: Path, address: str) -> Attempts:
    """Failed sign-ins into this office on this computer: each failure makes the next try wait longer."""
    name = hashlib.sha256(address.encode()).hexdigest()[:24]
    return Attempts(folder / "attempts" / f"{name}.json")


def _check(new: NewOffice) -> None:
    wanted = (
        ("name", new.name, N_("Write the name of the office")),
        ("surname", new.surname, N_("Write your surname")),
        ("given_name", new.given_name, N_("Write your given name")),
        ("login", new.login, N_("Write a name for signing in")),
    )
    problems = [Finding((key,), message(text)) for key, value, text in wanted if not value.strip()]
    if problems:
        raise Rejected(*problems)


def sign_in(address: str, login: str, password: str, making: Making, server_password: str | None = None) -> Opened:
    """Open the office as this person; brings an older office up to this program first (a verified copy is made).

    Raises:
        Rejected: the password does not fit, or nobody of this name works here.
        CannotOpen, Unavailable: missing, damaged, newer than the program, on a network share, busy.
    """
    door = door_of(address)
    if door.kind == "plain":
        return _opened(engines.open_file(Path(address), None), login, making, lambda _engine: None)
    with _guarded(address, login, making):
        if door.kind == "file":
            ring = key_file.unlock(Path(address), login, password)
            return _opened(engines.open_file(Path(address), ring.database), login, making, lambda _engine: ring.draft)
        engine = engines.open_server(address, server_password)
        return _opened(engine, login, making, lambda standing: _server_key(standing, login, password))


def recover(address: str, code: str, login: str, password: str, making: Making) -> Opened:
    """Open an encrypted file by its recovery code and give this user a new password.

    Raises:
        Rejected: the code does not fit, the password is weak, or nobody of this name works here.
    """
    path = Path(address)
    keys.check_password(login, password)
    with _guarded(address, login, making):
        ring = key_file.recover(path, code)
        opened = _opened(engines.open_file(path, ring.database), login, making, lambda _engine: ring.draft)
    key_file.set_password(path, ring, login, password)
    return opened


@contextmanager
def _guarded(address: str, login: str, making: Making) -> Iterator[None]:
    """Each failure makes the next try at this computer wait longer; a success forgets them."""
    attempts = attempts_of(places.user_folder(), address)
    wait = attempts.wait(login, making.now())
    if wait > 0:
        text = message(N_("Too many wrong passwords: wait {n} s and try again"), n=int(wait) + 1)
        raise Rejected(Finding(("wait",), text))
    try:
        yield
    except Rejected:
        attempts.failed(login, making.now())
        raise
    attempts.succeeded(login)


def _server_key(engine: engines.Engine, login: str, password: str) -> bytes:
    slot, office = kept_staff.slot(engine, login)
    if slot is None or office is None:
        raise Rejected(Finding(("login",), message(N_("This person has no password here yet"))))
    return keys.open_slot(slot, office, login, password)


def change_password(address: str, opened: Opened, login: str, old: str, new: str) -> None:
    """Change one's own password.

    Raises:
        Rejected: the old one does not fit, or the new one is weak.
    """
    if not engines.is_server(address):
        key_file.change_password(Path(address), login, old, new)
        return
    if opened.actor.id is None:
        raise Rejected(Finding((), message(N_("Sign in first"))))
    login = kept_staff.login_of(opened.kept, opened.actor)
    slot, _office = kept_staff.slot(opened.kept.engine, login)
    changed = keys.change_slot(slot or "", opened.kept.view.id, login, old, new)
    kept_staff.keep_slot(opened.kept, opened.actor.id, changed)


def add_colleague(
    address: str,
    opened: Opened,
    my_password: str,
    new: NewOffice,
    password: str,
    making: Making,
    cost: keys.Cost = keys.STANDARD,
) -> UUID:
    """Give a colleague a desk: their card, and a password of their own.

    Raises:
        Rejected: a name is missing or taken, the password is weak, or mine does not fit.
    """
    _check(new)
    if kept_staff.slot_exists(opened.kept, new.login):
        raise Rejected(Finding(("login",), message(N_("This name for signing in is taken"))))
    slot = None
    if engines.is_server(address):
        slot, _key = keys.password_slot(opened.kept.view.id, new.login, password, cost)
    elif key_file.is_encrypted(Path(address)):
        path = Path(address)
        ring = key_file.unlock(path, kept_staff.login_of(opened.kept, opened.actor), my_password)
        key_file.add_user(path, ring, new.login, password, cost)
    staff_id = making.new_id()

    def add(unit: Unit) -> UUID:
        unit.add(_staff(staff_id, new, ("worker",), slot))
        return staff_id

    opened.kept.act(opened.actor, making.moment(opened.kept.view), N_("A colleague was added"), add, undoable=False)
    return staff_id


def _opened(engine: engines.Engine, login: str, making: Making, draft_key: Callable[[engines.Engine], bytes | None]) -> Opened:
    """Who may not enter leaves nothing open behind, and nothing is changed for them."""
    try:
        upgraded = migrating.needs_upgrade(engine)
        key = draft_key(engine)
        if upgraded:
            migrating.upgrade(engine)
        kept = KeptOffice(engine)
        person = kept_staff.actor(kept, login)
        if upgraded:
            kept.act(Actor(None, "Opora"), making.moment(kept.view), UPGRADED, _install, undoable=False)
    except BaseException:
        engine.dispose()
        raise
    return Opened(kept, person, key)


def _install(unit: Unit) -> UUID | None:
    install_shipped(unit)
    return None


def check(kept: KeptOffice) -> list[Finding]:
    """Look for damage: pages, references, schema, the chain of acts; empty when all is well."""
    return health.check(kept.engine, chain.broken_link)
