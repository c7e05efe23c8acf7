"""Conflict maps: rows of a version ↔ the `ConflictData` value, and the steps that options became."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from desktop.models.base import Part
from desktop.models.conflict_data import (
    Agreed,
    ConflictData,
    ConflictVersion,
    Need,
    Option,
    Party,
    Relation,
    StepMark,
)
from desktop.models.conflict_data import Reading as Measured
from desktop.models.conflicts import (
    ConflictAgreement,
    ConflictMap,
    ConflictNeed,
    ConflictOption,
    ConflictParty,
    ConflictReading,
    ConflictRelation,
)
from desktop.models.map_data import Place
from desktop.models.offices import Staff
from desktop.models.plans import PlanVersion, Step
from desktop.store.lines import with_initials
from desktop.store.units import Reading

PARTS: tuple[tuple[str, type[Part]], ...] = (
    ("parties", ConflictParty),
    ("needs", ConflictNeed),
    ("relations", ConflictRelation),
    ("options", ConflictOption),
    ("agreements", ConflictAgreement),
    ("readings", ConflictReading),
)


def versions(reading: Reading, family: UUID) -> tuple[ConflictVersion, ...]:
    """Every dated version of every conflict of the family, newest first."""
    table = ConflictMap.__table__
    rows = reading.connection.execute(
        select(table, Staff.surname, Staff.given_name, Staff.patronymic)
        .outerjoin(Staff, Staff.id == table.c.author_id)
        .where(table.c.family_id == family, table.c.removed.is_(False))
        .order_by(table.c.drawn_on.desc(), table.c.id.desc())
    )
    return tuple(
        ConflictVersion(
            r.id, r.row_version, r.conflict, r.issue, r.drawn_on, r.final, r.printed_on,
            with_initials(r.surname, r.given_name, r.patronymic), r.stage or "", r.intensity,
        )
        for r in rows
    )  # fmt: skip


def open_conflict(reading: Reading, id_: UUID) -> ConflictData | None:
    """A version as a value, or None when it is not there."""
    return open_conflicts(reading, (id_,)).get(id_)


def open_conflicts(reading: Reading, ids: Iterable[UUID]) -> dict[UUID, ConflictData]:
    """Several versions with as many selects as one."""
    wanted = list(ids)
    run = reading.connection.execute
    table = ConflictMap.__table__
    heads = {row.id: row for row in run(select(table).where(table.c.id.in_(wanted)))} if wanted else {}
    parts: dict[UUID, dict[str, list[Any]]] = {id_: {key: [] for key, _kind in PARTS} for id_ in heads}
    for key, kind in PARTS if heads else ():
        child = kind.__table__
        order = [child.c[name] for name in ("place", "read_on") if name in child.c]
        query = select(child).where(child.c.conflict_map_id.in_(list(heads))).order_by(*order, child.c.id)
        for row in run(query):
            parts[row.conflict_map_id][key].append(row)
    return {id_: _data(heads[id_], parts[id_]) for id_ in wanted if id_ in heads}


def _data(row: Any, parts: dict[str, list[Any]]) -> ConflictData:
    return ConflictData(
        id=row.id, family=row.family_id, conflict=row.conflict, issue=row.issue, drawn_on=row.drawn_on,
        template=row.template, parties=tuple(_party(one) for one in parts["parties"]),
        needs=tuple(Need(r.key, r.party, r.kind, r.words, r.common or "") for r in parts["needs"]),
        relations=tuple(Relation(r.key, r.source, r.target, r.kind, r.intensity, r.note or "") for r in parts["relations"]),
        options=tuple(
            Option(r.key, r.words, r.proposed_by or "", r.state, r.decided_on, r.who or "", r.until, r.step_id)
            for r in parts["options"]
        ),
        agreements=tuple(
            Agreed(r.key, r.words, tuple(UUID(str(one)) for one in r.parties or ()), r.until, r.state or "")
            for r in parts["agreements"]
        ),
        readings=tuple(Measured(r.key, r.read_on, r.intensity, r.note or "") for r in parts["readings"]),
        began_on=row.began_on, phase=row.stage or "", intensity=row.intensity, mediator=row.mediator or "",
        mediator_id=row.mediator_id, subject=row.subject or "", contradiction=row.contradiction or "",
        outcome=row.outcome or "", told_by=row.told_by or "", note=row.note or "", final=row.final,
        printed_on=row.printed_on, version=row.row_version,
    )  # fmt: skip


def _party(row: Any) -> Party:
    place = None if row.x is None or row.y is None else Place(row.x / 100, row.y / 100, bool(row.pinned))
    return Party(
        row.key, row.name, row.kind, row.person_id or row.agency_id, row.role, row.joined_to, row.position or "",
        row.state_before or "", row.state_after or "", place, row.note or "",
    )  # fmt: skip


def head_values(data: ConflictData) -> dict[str, object]:
    """The row of the version itself, but for its identity and author."""
    return {
        "issue": data.issue, "template": data.template, "drawn_on": data.drawn_on, "told_by": data.told_by or None,
        "began_on": data.began_on, "stage": data.phase or None, "intensity": data.intensity,
        "mediator_id": data.mediator_id, "mediator": data.mediator or None, "subject": data.subject or None,
        "contradiction": data.contradiction or None, "outcome": data.outcome or None, "note": data.note or None,
    }  # fmt: skip


def part_values(data: ConflictData) -> dict[str, dict[UUID, dict[str, object]]]:
    """The rows of all parts by their key, list by list."""
    return {
        "parties": {one.id: party_values(one) for one in data.parties},
        "needs": {
            one.id: {"party": one.party, "place": place, "kind": one.kind, "words": one.words, "common": one.common or None}
            for place, one in enumerate(data.needs)
        },
        "relations": {
            one.id: {
                "source": one.source, "target": one.target, "kind": one.kind, "intensity": one.intensity,
                "note": one.note or None,
            }
            for one in data.relations
        },
        "options": {
            one.id: {
                "place": place, "words": one.words, "proposed_by": one.proposed_by or None, "state": one.state,
                "decided_on": one.decided_on, "who": one.who or None, "until": one.until, "step_id": one.step,
            }
            for place, one in enumerate(data.options)
        },
        "agreements": {
            one.id: {
                "words": one.words, "parties": tuple(str(id_) for id_ in one.parties), "until": one.until,
                "state": one.state or None,
            }
            for one in data.agreements
        },
        "readings": {
            one.id: {"read_on": one.on, "intensity": one.intensity, "note": one.note or None} for one in data.readings
        },
    }  # fmt: skip


def party_values(party: Party) -> dict[str, object]:
    """The row of a party."""
    agency = party.kind == "agency"
    return {
        "kind": party.kind, "name": party.name, "person_id": None if agency else party.ref,
        "agency_id": party.ref if agency else None, "role": party.role, "joined_to": party.joined_to,
        "position": party.position or None, "state_before": party.state_before or None,
        "state_after": party.state_after or None, "x": round(party.place.x * 100) if party.place else None,
        "y": round(party.place.y * 100) if party.place else None, "pinned": bool(party.place and party.place.pinned),
        "note": party.note or None,
    }  # fmt: skip


def step_marks(reading: Reading, steps: Iterable[UUID]) -> dict[UUID, StepMark]:
    """What became of these steps, each in the newest version of its plan that has it."""
    wanted = list(dict.fromkeys(steps))
    if not wanted:
        return {}
    rows = reading.connection.execute(
        select(
            Step.id, Step.lasting_id, Step.words, Step.mark, Step.marked_on, Step.due_on, PlanVersion.current,
        )
        .join(PlanVersion, PlanVersion.id == Step.plan_version_id)
        .where(or_(Step.id.in_(wanted), Step.lasting_id.in_(wanted)), PlanVersion.removed.is_(False))
        .order_by(PlanVersion.current, PlanVersion.edition, Step.id)
    )  # fmt: skip
    found: dict[UUID, StepMark] = {}
    for row in rows:  # the last one of a step is the newest
        lasting = row.lasting_id if row.lasting_id in wanted else row.id
        found[lasting] = StepMark(lasting, row.words, row.mark or "", row.marked_on, row.due_on, row.current)
    return found
