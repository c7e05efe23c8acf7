"""The spine of the work with a family: read as one chain, and made from a problem down to a step in one act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.models.families import Family
from desktop.models.plans import PlanVersion
from desktop.models.snapshots import Edit
from desktop.rules.plans import MONTHLY, period_end
from desktop.rules.spine import Chain, chain
from desktop.services.cards import blank, create
from desktop.services.plans import save_plan
from desktop.store import agreements as kept_agreements
from desktop.store import plans as kept_plans
from desktop.store import spine as kept
from desktop.store.families import active_case
from desktop.store.opening import open_root
from desktop.store.units import Reading, Unit


@dataclass(frozen=True, slots=True)
class NewStep:
    """From a problem to a step, as it was typed in one dialog.

    `problem` and `goal` are records that stand already; else `problem_values` and `goal_values` make new ones. No words of
    a step: only the problem and the goal are written.
    """

    family: UUID
    problem: UUID | None = None
    goal: UUID | None = None
    problem_values: Mapping[str, Any] = field(default_factory=dict)
    goal_values: Mapping[str, Any] = field(default_factory=dict)
    step_values: Mapping[str, Any] = field(default_factory=dict)
    plan_kind: str = MONTHLY
    person: UUID | None = None  # whose plan, where the kind is about one person
    reason: str = ""


def family_chain(reading: Reading, family: UUID) -> Chain:
    """Everything that troubles the family and what was done about it."""
    return chain(kept.facts(reading, family))


def plan_step(unit: Unit, new: NewStep) -> UUID:
    """Write a problem, a goal and a step of the plan, those of them that are new; the plan gets a new version.

    Raises:
        Rejected: neither a problem nor a goal nor a step is said in words; or the record named is not of this family.
    """
    unit.get(Family, new.family)
    says_goal = bool(str(new.goal_values.get("words") or "").strip())
    says_step = bool(str(new.step_values.get("words") or "").strip())
    if not (new.problem_values or says_goal or says_step):
        raise Rejected(Finding(("words",), message(N_("Write the problem, the goal or the step"))))
    problem = new.problem or _new_problem(unit, new)
    goal = new.goal
    if goal is None and says_goal:
        said = {"family_id": new.family, "state": "open", "chosen_on": unit.today, "problem_id": problem}
        goal = create(unit, blank("goal", unit.new_id(), **said, **new.goal_values), {}).id
    if says_step:
        unit.session.flush()  # the step points to the goal
        _add_step(unit, new, goal)
    return new.family


def _new_problem(unit: Unit, new: NewStep) -> UUID | None:
    if not new.problem_values:
        return None
    values = {"family_id": new.family, "state": "open", "since": unit.today, **new.problem_values}
    made = create(unit, blank("problem", unit.new_id(), **values), {})
    unit.session.flush()  # the goal points to it
    return made.id


def _add_step(unit: Unit, new: NewStep, goal: UUID | None) -> None:
    id_ = unit.new_id()
    step = blank("step", id_, **{**new.step_values, "goal_id": goal})
    _newest, current = kept_plans.in_slot(unit.reading, new.family, new.plan_kind, new.person)
    base = open_root(unit.reading, PlanVersion, current[0]) if current else None
    if base is None:
        record = blank(
            "plan_version", unit.new_id(), kind=new.plan_kind, person_id=new.person, since=unit.today,
            till=period_end(new.plan_kind, unit.today), goal=new.goal_values.get("words"),
            agreement_id=kept_agreements.in_force(unit.reading, new.family),
        )  # fmt: skip
        fixed = {"family_id": new.family, "case_id": _case(unit, new.family)}
        save_plan(unit, Edit(None, record.with_parts("steps", {id_: step}), fixed))
        return
    mine = base.with_parts("steps", {**base.parts["steps"], id_: step})
    save_plan(unit, Edit(base, mine), new.reason or str(step.values["words"]))


def _case(unit: Unit, family: UUID) -> UUID | None:
    case = active_case(unit.reading, family)
    return case.id if case is not None else None
