"""What the driver says when the world fails, in sentences for people.

A full disk, a lost server and a busy record are not bugs: the work is kept and may be saved again. A refused
constraint is a bug of the program and stays an exception of the driver.
"""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

from desktop.base.errors import OporaError, Unavailable
from desktop.base.messages import N_, Message, message

DAMAGED = N_("The office file is damaged. Do not work on: open the last backup copy and keep the damaged file.")
BUSY = N_("The office file is in use by another program. Close it there or try again in a minute.")
DISK_FULL = N_("The disk is full. Nothing was saved; free some space and try again.")
SERVER_GONE = N_("The connection to the office server is lost. Your text is kept; try again when the network is back.")

# SQLite gives no codes through its driver: the sentences of its own source are stable for twenty years
_SQLITE: tuple[tuple[str, str], ...] = (
    ("database or disk is full", DISK_FULL),
    ("is locked", BUSY),
    (
        "disk i/o error",
        N_("The disk with the office file cannot be read or written. Check the disk and try again."),
    ),
    (
        "unable to open database file",
        N_("The office file is not where it was. Check the disk and try again."),
    ),
    ("readonly database", N_("The office file may only be read: its disk or folder does not allow writing.")),
    ("disk image is malformed", DAMAGED),
    ("file is not a database", DAMAGED),
)

# https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRES: dict[str, str] = {
    "25006": N_("The office server takes no changes now: it only gives data to read."),
    "40001": N_("A colleague changed the same records at the same moment. Try again."),
    "40P01": N_("A colleague changed the same records at the same moment. Try again."),
    "42501": N_("The office server does not allow this user to do it. Ask the administrator of the server."),
    "53100": N_("The disk of the office server is full. Nothing was saved; tell the administrator of the server."),
    "53200": N_("The office server has no memory left. Try again in a minute."),
    "53300": N_("The office server takes no more connections. Try again in a minute."),
    "55P03": N_("A colleague is saving this record right now. Try again in a few seconds."),
    "57014": N_("The office server did not answer in time. Try again."),
}
_GONE = ("08", "57P")  # connection exceptions; shutdown, crash, starting up


def translated(error: DBAPIError) -> OporaError | None:
    """The refusal to show for a fault of the world; None where the fault is a bug of the program."""
    said = _sentence(error)
    return None if said is None else Unavailable(said)


def _sentence(error: DBAPIError) -> Message | None:
    state = getattr(error.orig, "sqlstate", None)
    if isinstance(state, str):
        if state.startswith(_GONE):
            return message(SERVER_GONE)
        return message(_POSTGRES[state]) if state in _POSTGRES else None
    if error.connection_invalidated or _from_postgres(error):
        return message(SERVER_GONE)
    text = str(error.orig).lower()
    return next((message(said) for sign, said in _SQLITE if sign in text), None)


def _from_postgres(error: DBAPIError) -> bool:
    """An operational error of psycopg without a state comes from the network, not from the server."""
    kind = type(error.orig)
    return kind.__module__.startswith("psycopg") and kind.__name__ == "OperationalError"
