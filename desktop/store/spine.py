"""The chain of a family, read in a constant number of selects however long the work has lasted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from desktop.models.contacts import Contact
from desktop.models.needs import Goal, Problem
from desktop.models.plans import PlanVersion, Step
from desktop.models.support import MaterialAid, ServiceGiven
from desktop.models.teamwork import Task
from desktop.models.visits import Visit, VisitStep
from desktop.rules.spine import Facts, GoalFact, ProblemFact, Served, StepFact
from desktop.store.units import Reading


def facts(reading: Reading, family: UUID) -> Facts:
    """Problems, goals, steps in all versions, and everything that named one of them: eight selects."""
    return Facts(
        tuple(_problems(reading, family)), tuple(_goals(reading, family)), tuple(_steps(reading, family)),
        (*_services(reading, family), *_aid(reading, family), *_contacts(reading, family), *_tasks(reading, family),
         *_marks(reading, family)),
    )  # fmt: skip


def _rows(reading: Reading, kind: Any, family: UUID, *order: Any) -> Iterator[Any]:
    table = kind.__table__
    query = select(table).where(table.c.family_id == family, table.c.removed.is_(False))
    yield from reading.connection.execute(query.order_by(*(table.c[key] for key in order), table.c.id))


def _problems(reading: Reading, family: UUID) -> Iterator[ProblemFact]:
    for r in _rows(reading, Problem, family, "since"):
        yield ProblemFact(r.id, r.code or "", r.words or "", r.person_id, r.degree, r.since, r.state or "open", r.solved_on)


def _goals(reading: Reading, family: UUID) -> Iterator[GoalFact]:
    for r in _rows(reading, Goal, family, "chosen_on"):
        yield GoalFact(
            r.id, r.problem_id, r.words, r.person_id, r.control_on, r.expected or "", r.actual or "", r.state or "open",
            r.reached_on,
        )  # fmt: skip


def _steps(reading: Reading, family: UUID) -> Iterator[StepFact]:
    step, plan = Step.__table__, PlanVersion.__table__
    rows = reading.connection.execute(
        select(
            step, plan.c.kind, plan.c.edition, plan.c.current, plan.c.agreement_id,
            func.coalesce(step.c.lasting_id, step.c.id).label("lasting"),
        )
        .join(plan, plan.c.id == step.c.plan_version_id)
        .where(plan.c.family_id == family, plan.c.removed.is_(False))
        .order_by(plan.c.edition, step.c.place, step.c.id)
    )  # fmt: skip
    for r in rows:
        yield StepFact(
            r.id, r.lasting, r.goal_id, r.words, r.plan_version_id, r.kind, r.edition, r.current, r.agreement_id,
            r.person_id, r.due_on, r.mark or "", r.marked_on, r.score, r.reason or "",
        )  # fmt: skip


def _services(reading: Reading, family: UUID) -> Iterator[Served]:
    for r in _rows(reading, ServiceGiven, family, "given_on"):
        if r.step_id is not None or r.problem_id is not None:
            yield Served(r.id, "service", r.given_on, r.name, r.step_id, r.problem_id, r.visit_id, result=r.result or "")


def _aid(reading: Reading, family: UUID) -> Iterator[Served]:
    for r in _rows(reading, MaterialAid, family, "given_on"):
        if r.step_id is not None:
            yield Served(r.id, "aid", r.given_on, r.name, r.step_id, None, r.visit_id)


def _contacts(reading: Reading, family: UUID) -> Iterator[Served]:
    for r in _rows(reading, Contact, family, "at"):
        if r.step_id is not None:
            day = r.at.astimezone(reading.office.zone).date()
            yield Served(r.id, "contact", day, r.words, r.step_id, result=r.result or "")


def _tasks(reading: Reading, family: UUID) -> Iterator[Served]:
    for r in _rows(reading, Task, family, "due_on"):
        if r.step_id is not None:
            yield Served(r.id, "task", r.done_on or r.due_on, r.words, r.step_id, result=r.result or "")


def _marks(reading: Reading, family: UUID) -> Iterator[Served]:
    mark, visit = VisitStep.__table__, Visit.__table__
    rows = reading.connection.execute(
        select(mark, visit.c.visited_on, visit.c.number, visit.c.id.label("visit"))
        .join(visit, visit.c.id == mark.c.visit_id)
        .where(visit.c.family_id == family, visit.c.removed.is_(False))
        .order_by(visit.c.visited_on, mark.c.id)
    )
    for r in rows:
        yield Served(r.id, "visit", r.visited_on, r.number or "", r.step_id, None, r.visit, r.mark, r.note or "")
