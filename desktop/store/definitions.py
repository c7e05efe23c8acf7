"""Installed definitions and dictionary entries."""

from __future__ import annotations

from sqlalchemy import select

from desktop.models.offices import Definition, DictionaryEntry
from desktop.store.units import Reading


def installed(reading: Reading) -> dict[tuple[str, str, int], str]:
    """Hash of the text of every installed definition by kind, key and version."""
    rows = reading.connection.execute(
        select(Definition.kind, Definition.key, Definition.version, Definition.sha256)
    )
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
        select(Definition.body)
        .where(Definition.kind == kind, Definition.key == key)
        .order_by(Definition.version.desc())
        .limit(1)
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
