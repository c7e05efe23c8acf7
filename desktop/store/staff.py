"""Who works here: read for signing in and for choosing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.engine import Engine

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.models.offices import Staff
from desktop.models.signed_in import Actor
from desktop.store.kept import KeptOffice
from desktop.store.lines import with_initials


def actor(kept: KeptOffice, login: str) -> Actor:
    """The person with this name for signing in; of a demonstration office the first one when none is given.

    Raises:
        Rejected: nobody of this name works here.
    """
    staff = Staff.__table__
    query = select(staff).where(staff.c.active.is_(True), staff.c.removed.is_(False)).order_by(staff.c.id)
    with kept.engine.connect() as connection:
        rows = connection.execute(query).all()
    wanted = login.strip().casefold()
    found = [row for row in rows if row.login.casefold() == wanted] or (rows[:1] if not wanted else [])
    if not found:
        raise Rejected(Finding(("login",), message(N_("Nobody called «{login}» works here"), login=login)))
    return _actor(found[0])


def login_of(kept: KeptOffice, person: Actor) -> str:
    """The name this person signs in with."""
    with kept.engine.connect() as connection:
        return connection.execute(select(Staff.login).where(Staff.id == person.id)).scalar_one()


def slot(engine: Engine, login: str) -> tuple[str | None, UUID | None]:
    """The wrapped draft key of somebody on a server, and the office it belongs to; read before anything is changed."""
    with engine.connect() as connection:
        rows = connection.execute(select(Staff.login, Staff.slot, Staff.office_id)).all()
    wanted = login.strip().casefold()
    found = next((row for row in rows if row.login.casefold() == wanted), None)
    return (found.slot, found.office_id) if found else (None, None)


def slot_exists(kept: KeptOffice, login: str) -> bool:
    """Whether somebody signs in under this name already."""
    with kept.engine.connect() as connection:
        logins: list[str] = list(connection.scalars(select(Staff.login)))
    return login.strip().casefold() in {known.casefold() for known in logins}


def keep_slot(kept: KeptOffice, person: UUID, text: str) -> None:
    """Keep a slot whose password was changed; a password is nobody's history.

    Raises:
        Rejected: this person is no longer in the office.
    """
    with kept.engine.execution_options(writes=True).begin() as connection:
        changed = connection.execute(update(Staff.__table__).where(Staff.id == person).values(slot=text))  # type: ignore[arg-type]
        if changed.rowcount != 1:
            raise Rejected(Finding((), message(N_("The record is no longer there"))))


def _actor(row: Any) -> Actor:
    id_: UUID = row.id
    name = with_initials(row.surname, row.given_name, row.patronymic)
    return Actor(id_, name, row.position or "", tuple(row.roles), row.district or "")
