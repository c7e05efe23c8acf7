"""Installed definitions and dictionary entries."""

from __future__ import annotations

import re
from uuid import UUID

from sqlalchemy import Row, select

from desktop.models.audit import Act, ActChange
from desktop.models.definitions import EntryRow, InstalledRow
from desktop.models.offices import Definition, DictionaryEntry
from desktop.store.units import Reading


def installed(reading: Reading) -> dict[tuple[str, str, int], str]:
    """Hash of the text of every installed definition by kind, key and version."""
    rows = reading.connection.execute(select(Definition.kind, Definition.key, Definition.version, Definition.sha256))
    return {(r.kind, r.key, r.version): r.sha256 for r in rows}


def codes(reading: Reading) -> set[tuple[str, str]]:
    """Every (dictionary, code) that was ever used."""
    rows = reading.connection.execute(select(DictionaryEntry.dictionary, DictionaryEntry.code))
    return {(r.dictionary, r.code) for r in rows}


def newest(reading: Reading, kind: str, key: str) -> str:
    """The text of the newest installed version.

    Raises:
        KeyError: nothing of this kind and key is installed.
    """
    text = reading.connection.execute(
        select(Definition.body).where(Definition.kind == kind, Definition.key == key).order_by(Definition.version.desc()).limit(1)
    ).scalar_one_or_none()
    if text is None:
        raise KeyError(key)
    return text


def newest_texts(reading: Reading, kind: str) -> dict[str, str]:
    """The text of the newest installed version of every definition of a kind, by key."""
    rows = reading.connection.execute(
        select(Definition.key, Definition.body).where(Definition.kind == kind).order_by(Definition.key, Definition.version)
    )
    return {row.key: row.body for row in rows}  # the last one wins: the newest


def texts(reading: Reading, kind: str) -> list[Row[tuple[str, int, str]]]:
    """Key, version and text of every version of a kind that was ever installed."""
    return list(
        reading.connection.execute(
            select(Definition.key, Definition.version, Definition.body)
            .where(Definition.kind == kind)
            .order_by(Definition.key, Definition.version)
        )
    )


def newest_rows(reading: Reading, kind: str) -> list[Row[UUID, str, int, str]]:
    """Row, key, version and text of the newest version of every definition of a kind."""
    rows = reading.connection.execute(
        select(Definition.id, Definition.key, Definition.version, Definition.body)
        .where(Definition.kind == kind)
        .order_by(Definition.key, Definition.version)
    )
    return list({row.key: row for row in rows}.values())


def text_of(reading: Reading, definition: UUID) -> Row[str, str] | None:
    """Key and text of a definition by its row."""
    return reading.connection.execute(select(Definition.key, Definition.body).where(Definition.id == definition)).one_or_none()


def version_of(reading: Reading, kind: str, key: str, version: int) -> Row[UUID, str] | None:
    """Row and text of one version of a definition."""
    return reading.connection.execute(
        select(Definition.id, Definition.body).where(
            Definition.kind == kind, Definition.key == key, Definition.version == version
        )
    ).one_or_none()


_TITLE = re.compile(r"^title\s*=\s*[\"'](.*?)[\"']\s*(?:#.*)?$", re.MULTILINE)


def every(reading: Reading) -> tuple[InstalledRow, ...]:
    """Everything installed; of each key the newest version first."""
    rows = reading.connection.execute(
        select(
            Definition.id, Definition.kind, Definition.key, Definition.version, Definition.body, Definition.shipped,
            Definition.installed_at,
        ).order_by(Definition.kind, Definition.key, Definition.version.desc())
    )  # fmt: skip
    found: list[InstalledRow] = []
    who = _installers(reading)
    for row in rows:
        title = _TITLE.search(row.body)
        newest_one = not found or (found[-1].kind, found[-1].key) != (row.kind, row.key)
        found.append(
            InstalledRow(
                row.id, row.kind, row.key, row.version, title[1] if title else row.key, bool(row.shipped), row.installed_at,
                newest_one, who.get(row.id, ""),
            )
        )  # fmt: skip
    return tuple(found)


def _installers(reading: Reading) -> dict[UUID, str]:
    """Who installed the office's own definitions."""
    rows = reading.connection.execute(
        select(ActChange.row_id, Act.who)
        .join(Act, Act.number == ActChange.act)
        .where(ActChange.root_kind == "definition", ActChange.what == "added")
    )
    return {row.row_id: row.who for row in rows}


def entries(reading: Reading) -> tuple[EntryRow, ...]:
    """Every entry of every dictionary in the order they are offered, the retired ones too."""
    table = DictionaryEntry.__table__
    rows = reading.connection.execute(select(table).order_by(table.c.dictionary, table.c.place, table.c.code))
    return tuple(
        EntryRow(r.id, r.row_version, r.dictionary, r.code, r.caption, r.captions or {}, bool(r.own), bool(r.retired))
        for r in rows
    )
