"""A record as JSON and back: drafts on the desk are written so, in the codec's form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from desktop.models import kinds
from desktop.models.definitions import FormDefinition
from desktop.models.everything import ENTITIES
from desktop.models.fields import Field, fields_of
from desktop.models.snapshots import Snapshot

Json = dict[str, Any]


def fields_for(definition: FormDefinition, kind: str) -> Mapping[str, Field]:
    """Every field of a record or row of this kind: all columns of a described one, on the form or not."""
    if kind in ENTITIES:
        return {field.key: field for field in fields_of(ENTITIES[kind])}
    if kind == definition.record_kind:
        return {placed.key: placed.field for placed in definition.placed()}
    rows = next((rows for rows in definition.lists() if rows.kind == kind), None)
    return {placed.key: placed.field for placed in rows.fields} if rows else {}


def to_json(record: Snapshot) -> Json:
    """The record with its rows, in the order they stand."""
    return {
        "kind": record.kind,
        "id": str(record.id),
        "version": record.version,
        "values": {key: kinds.to_json(value) for key, value in record.values.items()},
        "parts": {key: [to_json(row) for row in rows.values()] for key, rows in record.parts.items()},
    }


def from_json(definition: FormDefinition, kept: Any) -> Snapshot:
    """The record back; a field that the program no longer knows is left out.

    Raises:
        ValueError: not written by `to_json`.
    """
    try:
        known = fields_for(definition, kept["kind"])
        values = {key: kinds.from_json(known[key], value) for key, value in kept["values"].items() if key in known}
        parts = {
            key: {row.id: row for row in (from_json(definition, one) for one in rows)} for key, rows in kept["parts"].items()
        }
        return Snapshot(kept["kind"], UUID(kept["id"]), int(kept["version"]), values, parts)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a record") from error
