"""`db check`: is the office whole? The pages, the references, the schema, and what other keepers ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy import text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError

from desktop.base.errors import OporaError
from desktop.base.messages import N_, Finding, message
from desktop.store.migrating import needs_upgrade

Check = Callable[[Connection], Iterable[Finding]]
_SHOWN = 5  # a damaged file may have thousands of bad pages: the first tell enough


def check(engine: Engine, *more: Check) -> list[Finding]:
    """What is wrong with the office; empty when it is whole. Nothing is changed.

    `more` are checks of other keepers, each given a connection: the chain of the journal, the search rows.
    """
    own: tuple[Check, ...] = (_pages, _references) if engine.dialect.name == "sqlite" else (_unproven,)
    findings: list[Finding] = []
    for one in own:
        findings += _asked(engine, one)
    findings += _schema(engine)
    if any(finding.blocks for finding in findings):
        return findings  # a damaged office answers the rest with nonsense
    for one in more:
        findings += _asked(engine, one)
    return findings


def _asked(engine: Engine, one: Check) -> list[Finding]:
    try:
        with engine.connect() as connection:
            return list(one(connection))
    except DBAPIError as error:
        reason = " ".join(str(error.orig).split())
        return [Finding((), message(N_("The office could not be read to the end: {reason}."), reason=reason))]


def _pages(connection: Connection) -> Iterable[Finding]:
    encrypted = str(connection.exec_driver_sql("PRAGMA cipher_status").scalar()) == "1"
    for pragma in ("cipher_integrity_check", "integrity_check") if encrypted else ("integrity_check",):
        bad = [row[0] for row in connection.exec_driver_sql(f"PRAGMA {pragma}") if row[0] != "ok"]
        for fault in bad[:_SHOWN]:
            yield Finding((), message(N_("The file is damaged: {fault}."), fault=fault))
        if bad:
            return


def _references(connection: Connection) -> Iterable[Finding]:
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_SHOWN):
        yield Finding(
            (str(row[0]),),
            message(
                N_("A row of the table {table} points to a missing row of {parent}."),
                table=row[0],
                parent=row[2],
            ),
        )


def _unproven(connection: Connection) -> Iterable[Finding]:
    """References that somebody added by hand without letting the server prove them."""
    rows = connection.execute(text("SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE NOT convalidated"))
    for row in rows:
        yield Finding(
            (str(row[0]),),
            message(
                N_("The rule {rule} of the table {table} was never proven by the server."),
                rule=row[1],
                table=row[0],
            ),
        )


def _schema(engine: Engine) -> list[Finding]:
    try:
        if needs_upgrade(engine):
            return [
                Finding(
                    (),
                    message(N_("The office has an older schema and is upgraded when it is opened.")),
                    blocks=False,
                )
            ]
    except OporaError as error:
        return [Finding((), error.message)]
    except DBAPIError as error:
        reason = " ".join(str(error.orig).split())
        return [Finding((), message(N_("The office could not be read to the end: {reason}."), reason=reason))]
    return []
