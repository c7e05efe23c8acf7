"""Plans and programmes: made, changed by new versions with their reason, carried over into the next month.

There is one current plan of each kind, and one for each child whose plan it is. A step keeps its identity from version
to version, so that what served it is never lost from sight.
"""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.models.families import Family
from desktop.models.plans import PlanRow, PlanVersion
from desktop.models.snapshots import Edit, Snapshot
from desktop.rules.plans import PROGRAMMES, is_rewritten, lasting, slot
from desktop.services.cards import change, create
from desktop.store import numbers
from desktop.store import plans as kept
from desktop.store.units import Reading, Unit

PROGRAMME_NUMBER = "{number}/{year}"
_OF_SIGNING: Final[dict[str, Any]] = {"signature": None, "signed_on": None}


def save_plan(unit: Unit, edit: Edit, reason: str = "") -> UUID:
    """Write the plan. A changed plan is a new version: who changed it and why stays, marks go on in the new one.

    Raises:
        Conflict: the plan was changed since it was opened.
        Rejected: a change of a plan that is being carried out needs its reason; a plan of another kind is a new plan.
    """
    if edit.base is None:
        return _first(unit, edit, reason)
    standing = unit.claim(PlanVersion, edit.mine.id, edit.base.version)
    if slot(standing.kind, standing.person_id) != slot(edit.mine.values["kind"], edit.mine.values.get("person_id")):
        raise Rejected(Finding(("kind",), message(N_("A plan of another kind, or for somebody else, is made as a new plan"))))
    if not is_rewritten(edit.base, edit.mine):
        change(unit, standing, edit.base, edit.mine)
        return standing.id
    if not reason.strip():
        raise Rejected(Finding(("reason",), message(N_("Write why the plan is changed"))))
    return _next_version(unit, standing, edit, reason)


def _first(unit: Unit, edit: Edit, reason: str) -> UUID:
    family, edition = edit.fixed.get("family_id"), 1
    kind, person = slot(edit.mine.values["kind"], edit.mine.values.get("person_id"))
    if isinstance(family, UUID):
        unit.claim(Family, family, None)  # two first plans at once wait for each other: one is set aside
        newest, current = kept.in_slot(unit.reading, family, kind, person)
        edition = newest + 1
        for id_ in current:
            unit.claim(PlanVersion, id_, None).current = False
    steps = {id_: step.with_values(lasting_id=lasting(id_, step)) for id_, step in edit.mine.parts.get("steps", {}).items()}
    mine = _authored(edit.mine.with_parts("steps", steps), unit.actor.id, reason)
    row = create(unit, mine, {**edit.fixed, "edition": edition, "current": True})
    if kind in PROGRAMMES:
        numbers.give(unit, row, "number", "programmes", PROGRAMME_NUMBER)
    return row.id


def _next_version(unit: Unit, standing: PlanVersion, edit: Edit, reason: str) -> UUID:
    """Whoever signed the former version has not signed this one: their marks of signing are asked anew."""
    assert edit.base is not None  # noqa: S101  for the type checker: a version follows a version
    standing.current = False
    steps: dict[UUID, Snapshot] = {}
    for id_, part in edit.mine.parts.get("steps", {}).items():
        new = unit.new_id()
        known = id_ in edit.base.parts.get("steps", {}) or part.values.get("lasting_id") is not None
        steps[new] = Snapshot("step", new, 0, {**part.values, "lasting_id": lasting(id_, part) if known else new})
    people: dict[UUID, Snapshot] = {}
    for id_, part in edit.mine.parts.get("participants", {}).items():
        before = edit.base.parts.get("participants", {}).get(id_)
        said_now = before is None or part.values.get("signature") != before.values.get("signature")
        new = unit.new_id()
        people[new] = Snapshot("plan_participant", new, 0, {**part.values, **({} if said_now else _OF_SIGNING)})
    mine = Snapshot("plan_version", unit.new_id(), 0, edit.mine.values, {"steps": steps, "participants": people})
    newest, _current = kept.in_slot(unit.reading, standing.family_id, *slot(standing.kind, standing.person_id))
    fixed = {
        "family_id": standing.family_id, "case_id": standing.case_id, "edition": newest + 1, "current": True,
    }  # fmt: skip
    return create(unit, _authored(mine, unit.actor.id, reason), fixed).id


def _authored(plan: Snapshot, author: UUID | None, reason: str) -> Snapshot:
    return plan.with_values(author_id=author, reason=reason.strip() or None)


def write_plan(unit: Unit, edits: tuple[Edit, ...]) -> UUID:
    """`save_plan` in the shape of a `SaveAct`; the reason is typed on the form."""
    return save_plan(unit, edits[0], str(edits[0].mine.values.get("reason") or ""))


def plans_of(reading: Reading, family: UUID) -> tuple[PlanRow, ...]:
    """Every version of every plan, those in work first."""
    return kept.plans(reading, family)
