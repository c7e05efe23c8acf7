"""Definitions in the office's own database: the shipped ones installed, the office's beside them, all only added to."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import Any
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.definitions import DefinitionError, check_against, kind_of, read_text, shipped
from desktop.models.definitions import (
    DefinitionValue,
    DictionaryFile,
    Entry,
    EntryRow,
    FormDefinition,
    InstalledRow,
    Journal,
    Pathway,
    Profile,
)
from desktop.models.offices import Definition, DictionaryEntry
from desktop.store import bulk
from desktop.store import definitions as kept
from desktop.store.units import Reading, Unit

INSTALLED = N_("A definition was installed")


def install_shipped(unit: Unit) -> dict[str, int]:
    """Put into the office whatever came with this program and is not there yet; the same version is left alone."""
    known = kept.installed(unit.reading)
    texts = [(kind, key, version, text) for kind, key, version, text in shipped() if (kind, key, version) not in known]
    entries = kept.codes(unit.reading)
    rows: dict[str, list[dict[str, Any]]] = {"definition": [], "dictionary_entry": []}
    for kind, key, version, text in texts:
        rows["definition"].append(_row(unit, kind, key, version, text, shipped=True))
        value = read_text(text, f"{key}.toml")
        if isinstance(value, DictionaryFile):
            rows["dictionary_entry"] += _entries(unit, value, entries, own=False)
    return bulk.load(unit, rows) if texts else {}


def install(unit: Unit, text: str, file_name: str) -> UUID:
    """Check and install one definition of the office's own; every desk sees it with the next act it hears of.

    Raises:
        DefinitionError: what to mend, with lines.
        Rejected: this version is installed already with another text: give the new text a new version.
    """
    value = checked(unit.reading, text, file_name)
    kind = kind_of(value)
    if not is_new(unit.reading, kind, value.key, value.version, text):
        raise Rejected(Finding((), message(N_("This definition is installed already"))))
    row = Definition(**_row(unit, kind, value.key, value.version, text, shipped=False))
    unit.add(row)
    if isinstance(value, DictionaryFile):
        _write_entries(unit, value)
    elif isinstance(value, Pathway):  # a case is opened under it by its name
        _write_entries(unit, DictionaryFile("pathways", 1, "", (Entry(value.key, value.title, {}),)))
    return row.id


def checked(reading: Reading, text: str, file_name: str) -> DefinitionValue:
    """The definition that a text says, with what it names in this office's dictionaries.

    Raises:
        DefinitionError: what to mend, with lines.
    """
    value = read_text(text, file_name)
    problems = check_against(text, file_name, dictionaries(reading))
    if problems:
        raise DefinitionError(sorted(problems, key=lambda problem: problem.line))
    return value


def is_new(reading: Reading, kind: str, key: str, version: int, text: str) -> bool:
    """Whether a text of this version is still to be installed; False when the very same is there.

    Raises:
        Rejected: this version is installed with another text.
    """
    found = kept.installed(reading).get((kind, key, version))
    if found is not None and found != _hash(text):
        said = N_("Version {version} of «{key}» is installed with another text. Give the new text a new version.")
        raise Rejected(Finding(("version",), message(said, version=version, key=key)))
    return found is None


def dictionaries(reading: Reading) -> dict[str, DictionaryFile]:
    """What may be chosen in this office, as dictionaries; retired codes are still known."""
    found: dict[str, list[Entry]] = {}
    for row in kept.entries(reading):
        found.setdefault(row.dictionary, []).append(Entry(row.code, row.caption, row.captions))
    return {key: DictionaryFile(key, 1, key, tuple(entries)) for key, entries in found.items()}


def _write_entries(unit: Unit, file: DictionaryFile) -> None:
    """New codes are added, changed captions follow the new text; a code is never taken away."""
    standing = {row.code: row for row in kept.entries(unit.reading) if row.dictionary == file.key}
    for row in _entries(unit, file, {(file.key, code) for code in standing}, own=True):
        unit.add(DictionaryEntry(**row))
    for entry in file.entries:
        known = standing.get(entry.code)
        if known is not None and (known.caption, dict(known.captions)) != (entry.caption, dict(entry.captions)):
            claimed = unit.claim(DictionaryEntry, known.id, None)
            claimed.caption, claimed.captions = entry.caption, dict(entry.captions)


def add_entry(unit: Unit, dictionary: str, code: str, caption: str) -> UUID:
    """The office's own code beside the shipped ones.

    Raises:
        Rejected: no caption, or the code is used already or is no code.
    """
    if not caption.strip():
        raise Rejected(Finding(("caption",), message(N_("Write what the entry is called"))))
    if not re.fullmatch(r"[a-z0-9][a-z0-9_]{0,59}", code):
        said = N_("The code is small Latin letters, digits and «_»")
        raise Rejected(Finding(("code",), message(said)))
    entries = [row for row in kept.entries(unit.reading) if row.dictionary == dictionary]
    if any(row.code == code for row in entries):
        raise Rejected(Finding(("code",), message(N_("This code is used already; a code is never used again"))))
    row = DictionaryEntry(
        id=unit.new_id(), dictionary=dictionary, code=code, caption=caption.strip(), captions={}, place=1000 + len(entries),
        own=True, retired=False,
    )  # fmt: skip
    unit.add(row)
    return row.id


def change_entry(unit: Unit, id_: UUID, version: int, caption: str, *, retired: bool) -> UUID:
    """Call an entry otherwise, stop offering it, or offer it again; records that have it keep it.

    Raises:
        Conflict: somebody changed it meanwhile.
        Rejected: no caption.
    """
    if not caption.strip():
        raise Rejected(Finding(("caption",), message(N_("Write what the entry is called"))))
    row = unit.claim(DictionaryEntry, id_, version)
    row.caption, row.retired = caption.strip(), retired
    return id_


@lru_cache(maxsize=512)
def _read_form(text: str, key: str) -> FormDefinition:
    value = read_text(text, key)
    if not isinstance(value, FormDefinition):
        raise KeyError(key)
    return value


def form_at(reading: Reading, definition: UUID) -> FormDefinition:
    """The very version of a form that a sheet was filled with.

    Raises:
        KeyError: there is no such definition.
    """
    found = kept.text_of(reading, definition)
    if found is None:
        raise KeyError(definition)
    return _read_form(found.body, found.key)


def form_version(reading: Reading, key: str, version: int) -> tuple[UUID, FormDefinition]:
    """A form by its key and version, and the row it stands in.

    Raises:
        KeyError: this version was never installed here.
    """
    found = kept.version_of(reading, "form", key, version)
    if found is None:
        raise KeyError(key, version)
    return found.id, _read_form(found.body, key)


def newest_forms(reading: Reading) -> tuple[tuple[UUID, FormDefinition], ...]:
    """The newest version of every form, with its row, in one select."""
    return tuple((row.id, _read_form(row.body, row.key)) for row in kept.newest_rows(reading, "form"))


def every_definition(reading: Reading) -> tuple[InstalledRow, ...]:
    """Everything that is installed, the newest version of each first."""
    return kept.every(reading)


def every_entry(reading: Reading) -> tuple[EntryRow, ...]:
    """Every entry of every dictionary, in the order they are offered."""
    return kept.entries(reading)


Overview = tuple[tuple[InstalledRow, ...], tuple[EntryRow, ...], frozenset[UUID]]


def overview(reading: Reading) -> Overview:
    """Every definition, every entry, and which of the forms are questionnaires."""
    asked = frozenset(id_ for id_, form in newest_forms(reading) if form.is_questionnaire)
    return every_definition(reading), every_entry(reading), asked


def body_of(reading: Reading, definition: UUID) -> str:
    """The text of a definition, for writing it to a file.

    Raises:
        KeyError: there is no such definition.
    """
    found = kept.text_of(reading, definition)
    if found is None:
        raise KeyError(definition)
    return str(found.body)


def form(reading: Reading, key: str) -> FormDefinition:
    """The newest installed version of a form.

    Raises:
        KeyError: there is no such form: a bug, or an office that was never upgraded.
    """
    return _read_form(kept.newest(reading, "form", key), key)


def journals(reading: Reading) -> tuple[Journal, ...]:
    """The newest installed version of every journal."""
    read = (read_text(text, key) for key, text in kept.newest_texts(reading, "journal").items())
    return tuple(value for value in read if isinstance(value, Journal))


@lru_cache(maxsize=64)
def _read_pathway(text: str, key: str) -> Pathway:
    value = read_text(text, key)
    if not isinstance(value, Pathway):
        raise KeyError(key)
    return value


def pathway(reading: Reading, key: str, version: int = 0) -> Pathway:
    """A pathway in the edition that a case was opened with; the newest one by default, or where that edition is not here.

    Raises:
        KeyError: there is no such pathway.
    """
    found = kept.version_of(reading, "pathway", key, version) if version else None
    return _read_pathway(found.body if found is not None else kept.newest(reading, "pathway", key), key)


def pathways(reading: Reading) -> dict[tuple[str, int], Pathway]:
    """Every edition of every pathway by key and version, older ones first: old cases follow the one they began with."""
    return {(row.key, row.version): _read_pathway(row.body, row.key) for row in kept.texts(reading, "pathway")}


def profile(reading: Reading, country: str) -> Profile | None:
    """What differs by country: the newest installed profile of this one, or None."""
    for key, text in kept.newest_texts(reading, "profile").items():
        value = read_text(text, key)
        if isinstance(value, Profile) and value.country == country.lower():
            return value
    return None


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _row(unit: Unit, kind: str, key: str, version: int, text: str, *, shipped: bool) -> dict[str, Any]:
    return {
        "id": unit.new_id(), "kind": kind, "key": key, "version": version, "sha256": _hash(text), "body": text,
        "shipped": shipped, "installed_at": unit.now,
    }  # fmt: skip


def _entries(unit: Unit, file: DictionaryFile, known: set[tuple[str, str]], *, own: bool) -> list[dict[str, Any]]:
    return [
        {
            "id": unit.new_id(), "dictionary": file.key, "code": entry.code, "caption": entry.caption,
            "captions": dict(entry.captions), "place": place, "own": own, "retired": False,
        }
        for place, entry in enumerate(file.entries)
        if (file.key, entry.code) not in known
    ]  # fmt: skip
