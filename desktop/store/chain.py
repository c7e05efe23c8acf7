"""Checking the chain of acts: was one altered, is one missing?"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from desktop.base.messages import N_, Finding, message
from desktop.store.recorder import first_broken_link


def broken_link(connection: Connection) -> Iterable[Finding]:
    """One finding when the record of acts is not whole."""
    with Session(connection) as session:
        number = first_broken_link(session)
    if number is not None:
        text = N_("The record of acts was altered at act {number}, or an act after it is missing.")
        yield Finding((), message(text, number=number))
