"""Who works here: read for signing in and for choosing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select, update

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


def everybody(kept: KeptOffice) -> tuple[Actor, ...]:
    """Everybody who works here now."""
    staff = Staff.__table__
    with kept.engine.connect() as connection:
        rows = connection.execute(
            select(staff)
            .where(staff.c.active.is_(True), staff.c.removed.is_(False))
            .order_by(staff.c.surname)
        )
        return tuple(_actor(row) for row in rows)


def login_of(kept: KeptOffice, person: Actor) -> str:
    """The name this person signs in with."""
    with kept.engine.connect() as connection:
        return connection.execute(select(Staff.login).where(Staff.id == person.id)).scalar_one()


def slot(kept: KeptOffice, login: str) -> str | None:
    """The wrapped draft key of somebody on a server."""
    with kept.engine.connect() as connection:
        rows = connection.execute(select(Staff.login, Staff.slot)).all()
    return next((row.slot for row in rows if row.login.casefold() == login.strip().casefold()), None)


def slot_exists(kept: KeptOffice, login: str) -> bool:
    """Whether somebody signs in under this name already."""
    with kept.engine.connect() as connection:
        logins: list[str] = list(connection.scalars(select(Staff.login)))
    return login.strip().casefold() in {known.casefold() for known in logins}


def keep_slot(kept: KeptOffice, login: str, text: str) -> None:
    """Keep a slot whose password was changed; a password is nobody's history."""
    with kept.engine.execution_options(writes=True).begin() as connection:
        connection.execute(update(Staff.__table__).where(Staff.login == login).values(slot=text))  # type: ignore[arg-type]


def _actor(row: Any) -> Actor:
    id_: UUID = row.id
    name = with_initials(row.surname, row.given_name, row.patronymic)
    return Actor(id_, name, row.position or "", tuple(row.roles), row.district or "")
