"""Definitions in the office's own database: the shipped ones installed, the office's beside them, all only added to."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.definitions import kind_of, read_text, shipped
from desktop.models.definitions import DictionaryFile, FormDefinition, Journal, Pathway
from desktop.store import bulk
from desktop.store import definitions as kept
from desktop.store.units import Reading, Unit

INSTALLED = N_("A definition was installed")


def install_shipped(unit: Unit) -> dict[str, int]:
    """Put into the office whatever came with this program and is not there yet; the same version is left alone."""
    known = kept.installed(unit.reading)
    texts = [
        (kind, key, version, text)
        for kind, key, version, text in shipped()
        if (kind, key, version) not in known
    ]
    entries = kept.codes(unit.reading)
    rows: dict[str, list[dict[str, Any]]] = {"definition": [], "dictionary_entry": []}
    for kind, key, version, text in texts:
        rows["definition"].append(_row(unit, kind, key, version, text, shipped=True))
        value = read_text(text, f"{key}.toml")
        if isinstance(value, DictionaryFile):
            rows["dictionary_entry"] += _entries(unit, value, entries, own=False)
    return bulk.load(unit, rows) if texts else {}


def install(unit: Unit, text: str, file_name: str) -> UUID:
    """Check and install one definition of the office's own.

    Raises:
        DefinitionError: what to mend, with lines.
        Rejected: this version is installed already with another text: give the new text a new version.
    """
    value = read_text(text, file_name)
    kind = kind_of(value)
    known = kept.installed(unit.reading)
    sha256 = _hash(text)
    if (kind, value.key, value.version) in known:
        if known[kind, value.key, value.version] == sha256:
            raise Rejected(Finding((), message(N_("This definition is installed already"))))
        raise Rejected(
            Finding(
                ("version",),
                message(
                    N_(
                        "Version {version} of «{key}» is installed with another text. Give the new text a new version."
                    ),
                    version=value.version,
                    key=value.key,
                ),
            )
        )
    row = _row(unit, kind, value.key, value.version, text, shipped=False)
    rows: dict[str, list[dict[str, Any]]] = {"definition": [row]}
    if isinstance(value, DictionaryFile):
        rows["dictionary_entry"] = _entries(unit, value, kept.codes(unit.reading), own=True)
    bulk.load(unit, rows)
    id_ = row["id"]
    assert isinstance(id_, UUID)  # noqa: S101  for the type checker: made three lines above
    return id_


def form(reading: Reading, key: str) -> FormDefinition:
    """The newest installed version of a form.

    Raises:
        KeyError: there is no such form: a bug, or an office that was never upgraded.
    """
    value = read_text(kept.newest(reading, "form", key), key)
    if not isinstance(value, FormDefinition):
        raise KeyError(key)
    return value


def form_keys(reading: Reading) -> tuple[str, ...]:
    """Every installed form."""
    return tuple(sorted({key for kind, key, _version in kept.installed(reading) if kind == "form"}))


def journals(reading: Reading) -> tuple[Journal, ...]:
    """The newest installed version of every journal."""
    read = (read_text(text, key) for key, text in kept.newest_texts(reading, "journal").items())
    return tuple(value for value in read if isinstance(value, Journal))


def pathway(reading: Reading, key: str) -> Pathway:
    """The newest installed version of a pathway.

    Raises:
        KeyError: there is no such pathway.
    """
    value = read_text(kept.newest(reading, "pathway", key), key)
    if not isinstance(value, Pathway):
        raise KeyError(key)
    return value


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _row(unit: Unit, kind: str, key: str, version: int, text: str, *, shipped: bool) -> dict[str, Any]:
    return {
        "id": unit.new_id(), "kind": kind, "key": key, "version": version, "sha256": _hash(text), "body": text,
        "shipped": shipped, "installed_at": unit.now,
    }  # fmt: skip


def _entries(
    unit: Unit, file: DictionaryFile, known: set[tuple[str, str]], *, own: bool
) -> list[dict[str, Any]]:
    return [
        {
            "id": unit.new_id(), "dictionary": file.key, "code": entry.code, "caption": entry.caption,
            "captions": dict(entry.captions), "place": place, "own": own, "retired": False,
        }
        for place, entry in enumerate(file.entries)
        if (file.key, entry.code) not in known
    ]  # fmt: skip
