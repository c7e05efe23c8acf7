"""Visit log: writing a visit, answering the dangers it raised, reading the log.

A visit is written once and amended by new entries, because contracts and decisions cite it.
"""

from __future__ import annotations

from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.models.base import Root
from desktop.models.cases import Case
from desktop.models.drafts_of_acts import VisitDraft
from desktop.models.family_page import VisitRow
from desktop.models.plans import PlanVersion
from desktop.models.snapshots import Snapshot
from desktop.models.support import MaterialAid, ServiceGiven
from desktop.models.visits import Alert, Visit, VisitChild, VisitMet, VisitParticipant, VisitStep
from desktop.rules.visits import DANGERS, NOBODY_FOUND, VisitFacts, alerts_of, missing
from desktop.store import families as kept
from desktop.store import numbers
from desktop.store import visits as kept_visits
from desktop.store.opening import open_root
from desktop.store.units import Reading, Unit

VISIT_NUMBER = "{number}/{year}"
AID_NUMBER = "{year}-{number:04}"  # as the ledger of aid numbers


def facts(visit: VisitDraft) -> VisitFacts:
    """What decides whether the visit is entered."""
    values = visit.values
    return VisitFacts(
        visit.visited_on, values.get("outcome"), values.get("reason"), len(visit.met), visit.children,
        {key: values.get(key) for key in DANGERS}, values.get("danger_unseen"), values.get("next_on"),
        values.get("came"), values.get("left"),
    )  # fmt: skip


def record_visit(unit: Unit, visit: VisitDraft) -> UUID:
    """Write a visit into the log, move the case's next date, mark the steps of the plan, write what was given, raise alerts.

    The date moves even if nobody opened the door: the method counts attempts. It does not move back when an older visit
    is written down later. When nobody was found, no child of the household was seen and the danger is «nobody seen»,
    whatever the form said. An entry added to a visit raises only the dangers that the visit did not.

    Raises:
        Rejected: something is not said yet, or the visit is dated before the case was opened, or in the future, or
            what it amends is not a visit to this family.
    """
    visit = _nobody_seen(visit)
    names = kept.people_for_choice(unit.reading, list(visit.children))
    problems = missing(facts(visit), names, unit.today)
    case, plans = _claimed(unit, visit)
    if case is not None and case.opened_on and visit.visited_on and visit.visited_on < case.opened_on:
        text = message(N_("The visit is dated before the case was opened ({day})"), day=case.opened_on)
        problems = (*problems, Finding(("visited_on",), text))
    if visit.amends is not None and unit.get(Visit, visit.amends).family_id != visit.family:
        problems = (*problems, Finding((), message(N_("The entry can only be added to a visit to the same family"))))
    if problems or visit.visited_on is None:
        raise Rejected(*problems)
    if unit.actor.id is None:
        raise Rejected(Finding((), message(N_("Sign in to write visits"))))
    newest = kept_visits.newest_day(unit.reading, visit.family)
    row = Visit(
        id=unit.new_id(), family_id=visit.family, case_id=visit.case, worker_id=unit.actor.id, visited_on=visit.visited_on,
        amends_id=visit.amends, **{"functions": (), **visit.values},
    )  # fmt: skip
    unit.add(row)
    unit.session.flush()
    _add_people(unit, row, visit)
    _mark_steps(unit, row, visit, plans)
    _give(unit, row, visit)
    if case is not None and (newest is None or row.visited_on >= newest):
        case.next_visit_on = row.next_on
    _raise_alerts(unit, row, visit)
    numbers.give(unit, row, "number", "visits", VISIT_NUMBER)
    return row.id


def _claimed(unit: Unit, visit: VisitDraft) -> tuple[Case | None, list[PlanVersion]]:
    """The case whose next date moves and the plans whose steps are marked, in one go."""
    plans = set(kept_visits.plans_of_steps(unit.reading, list(visit.steps)).values()) if visit.steps else set()
    wanted: list[tuple[type[Root], UUID, int | None]] = [(PlanVersion, plan, None) for plan in plans]
    if visit.case is not None:
        wanted.append((Case, visit.case, None))
    roots = unit.claim_all(wanted).values()
    case = next((root for root in roots if isinstance(root, Case)), None)
    return case, [root for root in roots if isinstance(root, PlanVersion)]


def _raise_alerts(unit: Unit, row: Visit, visit: VisitDraft) -> None:
    not_seen = [child for child, seen in visit.children.items() if not seen]
    known = kept_visits.alerts_raised(unit.reading, visit.amends) if visit.amends else frozenset()
    for kind in alerts_of(visit.values, row.outcome, not_seen):
        if kind not in known:
            unit.add(Alert(id=unit.new_id(), family_id=visit.family, visit_id=row.id, kind=kind, raised_at=unit.now))


def _nobody_seen(visit: VisitDraft) -> VisitDraft:
    if visit.values.get("outcome") != NOBODY_FOUND:
        return visit
    return VisitDraft(
        visit.family,
        visit.case,
        visit.visited_on,
        {**visit.values, "danger_unseen": True},
        visit.participants,
        (),
        dict.fromkeys(visit.children, False),
        visit.steps,
        visit.amends,
    )  # fmt: skip  nobody was there to be given anything


def _add_people(unit: Unit, row: Visit, visit: VisitDraft) -> None:
    for person in visit.participants:
        unit.add(
            VisitParticipant(
                id=unit.new_id(),
                visit_id=row.id,
                staff_id=person.id,
                name=person.name or None,
                role=person.role or None,
                agency_id=person.agency,
                authority=person.authority or None,
            )
        )
    for person in visit.met:
        unit.add(VisitMet(id=unit.new_id(), visit_id=row.id, person_id=person.id, name=person.name or None))
    for child, seen in visit.children.items():
        unit.add(VisitChild(id=unit.new_id(), visit_id=row.id, person_id=child, seen=bool(seen), note=None))


def _mark_steps(unit: Unit, row: Visit, visit: VisitDraft, plans: list[PlanVersion]) -> None:
    for plan in plans:
        for step in plan.steps:
            if step.id in visit.steps:
                step.mark, note = visit.steps[step.id]
                step.marked_on, step.reason = row.visited_on, note or step.reason
    for step_id, (mark, note) in visit.steps.items():
        unit.add(VisitStep(id=unit.new_id(), visit_id=row.id, step_id=step_id, mark=mark, note=note or None))


def _give(unit: Unit, row: Visit, visit: VisitDraft) -> None:
    """Services and aid of this visit go into their own journals in the same act: nobody writes them twice."""
    for one in visit.given:
        common = {"family_id": row.family_id, "given_on": row.visited_on, "worker_id": row.worker_id, "visit_id": row.id}
        if one.kind == "service_given":
            functions = tuple(row.functions or ())
            unit.add(ServiceGiven(id=unit.new_id(), **{"functions": functions, **one.values, **common}))
        else:
            aid = MaterialAid(id=unit.new_id(), **{**one.values, **common})
            unit.add(aid)
            numbers.give(unit, aid, "number", "material_aid", AID_NUMBER)


def answer_alert(unit: Unit, alert_id: UUID, version: int, answer: str) -> UUID:
    """Say what was done about a danger; only then it leaves the top of every page.

    Raises:
        Rejected: nothing is said.
        Conflict: somebody answered it since.
    """
    if not answer.strip():
        raise Rejected(Finding(("answer",), message(N_("Write what was done"))))
    alert = unit.claim(Alert, alert_id, version)
    alert.answered_at, alert.answered_by, alert.answer = unit.now, unit.actor.name, answer.strip()
    return alert.family_id


def visit_log(reading: Reading, family: UUID) -> tuple[VisitRow, ...]:
    """The visits of a family, newest first."""
    return kept_visits.log(reading, family)


def open_visit(reading: Reading, visit: UUID) -> tuple[Snapshot | None, dict[UUID, str]]:
    """A visit with everything written in it, and the words of the steps it marked, by the id of the mark."""
    return open_root(reading, Visit, visit), kept_visits.step_words(reading, visit)


def given_at(reading: Reading, visit: UUID) -> tuple[Snapshot, ...]:
    """Services and aid that were given at a visit."""
    return kept_visits.given_at(reading, visit)
