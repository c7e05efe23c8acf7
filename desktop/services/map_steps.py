"""From what is lacking on a map to the family's plan: one act puts the step into the plan in work."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, _, message
from desktop.models.plans import PlanRow
from desktop.models.snapshots import Edit
from desktop.rules.plans import MONTHLY, period_end
from desktop.services.cards import blank
from desktop.services.conflicts import NO_PLAN, StepWanted, plan_in_work
from desktop.services.plans import plans_of, save_plan
from desktop.store.units import Reading, Unit


def plan_for_steps(reading: Reading, family: UUID) -> PlanRow | None:
    """The plan that a step from the map would go into, or None when there is none yet."""
    return plan_in_work(plans_of(reading, family))


def step_from_map(unit: Unit, family: UUID, wanted: StepWanted, drawn_on: date, *, begin: bool = False) -> UUID:
    """Put a step into the plan in work; with `begin` a family without one gets a plan of a month with this step.

    The plan's new version names the map and its day as its reason.

    Raises:
        Conflict: somebody saved the plan meanwhile.
        Rejected: there is no plan in work, or the step has no words.
    """
    if not wanted.words.strip():
        raise Rejected(Finding(("words",), message(N_("Write what is to be done"))))
    step = blank(
        "step", unit.new_id(), words=wanted.words.strip(), due_on=wanted.until, helper=wanted.who.strip() or None,
        expected=wanted.expected.strip() or None, mark="not_due",
    )  # fmt: skip
    row = plan_for_steps(unit.reading, family)
    if row is None:
        if not begin:
            raise Rejected(Finding(("plan",), message(NO_PLAN)))
        since = unit.today
        plan = blank(
            "plan_version", unit.new_id(), kind=MONTHLY, since=since, till=period_end(MONTHLY, since),
            goal=step.values["expected"],
        )  # fmt: skip
        return save_plan(unit, Edit(None, plan.with_parts("steps", {step.id: step}), {"family_id": family}))
    reason = _("From the map of connections of {day}").format(day=f"{drawn_on:%d.%m.%Y}")
    steps = {**row.plan.parts["steps"], step.id: step}
    return save_plan(unit, Edit(row.plan, row.plan.with_parts("steps", steps)), reason)
