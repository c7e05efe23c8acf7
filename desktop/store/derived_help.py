"""What the journals of help and of visits derive: services, aid with its sum, observed states, files, help in kinds.

Each fact is gathered for all lines at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from desktop.base.messages import N_
from desktop.models.attachments import Attachment
from desktop.models.journals import Piece, described
from desktop.models.support import MaterialAid, ServiceGiven
from desktop.store.cells import TEXT, Cells, grouped, said
from desktop.store.units import Reading

OBSERVED: Final = ("housing", "hygiene", "food", "adults_state", "children_state")
_OBSERVED_AS: Final = {
    "housing": N_("dwelling: {what}"),
    "hygiene": N_("hygiene: {what}"),
    "food": N_("food: {what}"),
    "adults_state": N_("adults: {what}"),
    "children_state": N_("children: {what}"),
}


def _run(reading: Reading, query: Any) -> Sequence[Any]:
    return reading.connection.execute(query).all()


def services(reading: Reading, rows: Sequence[Any]) -> Cells:
    """Services given at each visit."""
    fields = described("service_given")
    query = (
        select(ServiceGiven.visit_id, ServiceGiven.name, ServiceGiven.kind)
        .where(ServiceGiven.visit_id.in_([row.id for row in rows]), ServiceGiven.removed.is_(False))
        .order_by(ServiceGiven.id)
    )
    found = _run(reading, query)
    return grouped((row.visit_id, said((fields["name"], row.name), (fields["kind"], row.kind))) for row in found)


def aid(reading: Reading, rows: Sequence[Any]) -> Cells:
    """What was handed over at each visit, and how much of it."""
    fields = described("material_aid")
    query = (
        select(MaterialAid.visit_id, MaterialAid.name, MaterialAid.quantity, MaterialAid.unit)
        .where(MaterialAid.visit_id.in_([row.id for row in rows]), MaterialAid.removed.is_(False))
        .order_by(MaterialAid.id)
    )
    return grouped(
        (row.visit_id, said(*((fields[key], getattr(row, key)) for key in ("name", "quantity", "unit"))))
        for row in _run(reading, query)
    )


def money(reading: Reading, rows: Sequence[Any]) -> Cells:
    """The sum of the aid of each visit."""
    query = select(MaterialAid.visit_id, MaterialAid.total).where(
        MaterialAid.visit_id.in_([row.id for row in rows]), MaterialAid.removed.is_(False), MaterialAid.total.is_not(None)
    )
    sums: dict[UUID, Decimal] = {}
    for row in _run(reading, query):
        sums[row.visit_id] = sums.get(row.visit_id, Decimal(0)) + row.total
    total = described("material_aid")["total"]
    return {visit: ((Piece(total, summed),),) for visit, summed in sums.items()}


def observed(rows: Sequence[Any]) -> Cells:
    """The five observed states of each visit, each with what it is about."""
    fields = described("visit")
    return {
        row.id: tuple(
            (Piece(fields[key], value, _OBSERVED_AS[key]),) for key in OBSERVED if (value := getattr(row, key)) is not None
        )
        for row in rows
    }


def files(reading: Reading, rows: Sequence[Any]) -> Cells:
    """Files of the family that are dated with the day of the visit."""
    fields = described("attachment")
    query = (
        select(Attachment.family_id, Attachment.dated, Attachment.title, Attachment.file_name, Attachment.kind)
        .where(Attachment.family_id.in_({row.family_id for row in rows}), Attachment.removed.is_(False))
        .where(Attachment.dated.in_({row.visited_on for row in rows}))
        .order_by(Attachment.id)
    )
    found: dict[tuple[UUID, date], list[Any]] = {}
    for row in _run(reading, query):
        found.setdefault((row.family_id, row.dated), []).append(row)
    return {
        row.id: tuple(
            said((fields["kind"], one.kind), (TEXT, one.title or one.file_name))
            for one in found.get((row.family_id, row.visited_on), ())
        )
        for row in rows
    }


def received(reading: Reading, root: str, rows: Sequence[Any]) -> Cells:
    """The kinds of help that a family was given, each once; of a case, while it was open."""
    families = {row.id if root == "family" else row.family_id for row in rows}
    given: dict[UUID, list[tuple[date, Piece]]] = {}
    for entity in (ServiceGiven, MaterialAid):
        kind = described(entity.__tablename__)["kind"]
        query = (
            select(entity.family_id, entity.given_on, entity.kind)
            .where(entity.family_id.in_(families), entity.removed.is_(False), entity.kind.is_not(None))
            .distinct()
            .order_by(entity.given_on, entity.kind)
        )
        for row in _run(reading, query):
            given.setdefault(row.family_id, []).append((row.given_on, Piece(kind, row.kind)))
    found: Cells = {}
    for row in rows:
        since, till = (row.opened_on, row.closed_on) if root == "case" else (None, None)
        within = (
            piece
            for day, piece in given.get(row.id if root == "family" else row.family_id, ())
            if not (since and day < since) and not (till and day > till)
        )
        found[row.id] = tuple((piece,) for piece in dict.fromkeys(within))
    return found
