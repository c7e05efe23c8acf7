"""Conflict maps: rows of a version ↔ the `ConflictData` value, and the steps that options became."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from desktop.models.conflict_data import Agreed, ConflictData, ConflictVersion, Need, Option, Party, Relation, StepMark
from desktop.models.conflict_data import Reading as Measured
from desktop.models.conflicts import ConflictMap
from desktop.models.plans import PlanVersion, Step
from desktop.store.map_versions import Parts, place_in, place_values, version_rows
from desktop.store.opening import open_rows
from desktop.store.units import Reading


def versions(reading: Reading, family: UUID) -> tuple[ConflictVersion, ...]:
    """Every dated version of every conflict of the family, newest first."""
    return tuple(
        ConflictVersion(
            r.id, r.row_version, r.conflict, r.issue, r.drawn_on, r.final, r.printed_on, author, r.stage or "", r.intensity
        )
        for r, author in version_rows(reading, ConflictMap, family)
    )


def open_conflict(reading: Reading, id_: UUID) -> ConflictData | None:
    """A version as a value, or None when it is not there."""
    return open_conflicts(reading, (id_,)).get(id_)


def open_conflicts(reading: Reading, ids: Iterable[UUID]) -> dict[UUID, ConflictData]:
    """Several versions with as many selects as one."""
    return {id_: _data(row, parts) for id_, (row, parts) in open_rows(reading, ConflictMap, ids).items()}


def _data(row: Any, parts: Mapping[str, list[Any]]) -> ConflictData:
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
    return Party(
        row.key, row.name, row.kind, row.person_id or row.agency_id, row.role, row.joined_to, row.position or "",
        row.state_before or "", row.state_after or "", place_in(row), row.note or "",
    )  # fmt: skip


def head_values(data: ConflictData) -> dict[str, object]:
    """The row of the version itself, but for its identity and author."""
    return {
        "issue": data.issue, "template": data.template, "drawn_on": data.drawn_on, "told_by": data.told_by or None,
        "began_on": data.began_on, "stage": data.phase or None, "intensity": data.intensity,
        "mediator_id": data.mediator_id, "mediator": data.mediator or None, "subject": data.subject or None,
        "contradiction": data.contradiction or None, "outcome": data.outcome or None, "note": data.note or None,
    }  # fmt: skip


def part_values(data: ConflictData) -> Parts:
    """The rows of all parts by their key, list by list."""
    return {
        "parties": {one.id: _party_values(one) for one in data.parties},
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


def _party_values(party: Party) -> dict[str, object]:
    agency = party.kind == "agency"
    return {
        "kind": party.kind, "name": party.name, "person_id": None if agency else party.ref,
        "agency_id": party.ref if agency else None, "role": party.role, "joined_to": party.joined_to,
        "position": party.position or None, "state_before": party.state_before or None,
        "state_after": party.state_after or None, **place_values(party.place), "note": party.note or None,
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
