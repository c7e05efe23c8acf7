"""The log of visits, read for pages and prints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, case, cast, func, select

from desktop.models.family_page import VisitRow
from desktop.models.offices import Staff
from desktop.models.plans import Step
from desktop.models.snapshots import Snapshot
from desktop.models.support import MaterialAid, ServiceGiven
from desktop.models.visits import Alert, Visit, VisitChild, VisitStep
from desktop.rules.visits import DANGERS, NOBODY_FOUND
from desktop.store.lines import with_initials
from desktop.store.opening import open_roots
from desktop.store.units import Reading

BRIEF = 160  # characters of the text in a row


def log(reading: Reading, family: UUID) -> tuple[VisitRow, ...]:
    """The visits of a family, newest first, with attempts counted."""
    visit = Visit.__table__
    seen = (
        select(
            VisitChild.visit_id,
            func.count().label("children"),
            func.sum(cast(case((VisitChild.seen.is_(True), 1), else_=0), Integer)).label("seen"),
        )
        .join(Visit, Visit.id == VisitChild.visit_id)
        .where(Visit.family_id == family)
        .group_by(VisitChild.visit_id)
        .subquery()
    )
    rows = reading.connection.execute(
        select(visit, seen.c.children, seen.c.seen, Staff.surname, Staff.given_name, Staff.patronymic)
        .outerjoin(seen, seen.c.visit_id == visit.c.id)
        .join(Staff, Staff.id == visit.c.worker_id)
        .where(visit.c.family_id == family, visit.c.removed.is_(False))
        .order_by(visit.c.visited_on, visit.c.came, visit.c.id)
    ).all()
    found: list[VisitRow] = []
    attempt = 0
    for row in rows:
        if row.amends_id is None:  # an entry added to a visit is no attempt of its own
            attempt = attempt + 1 if row.outcome == NOBODY_FOUND else 0
        found.append(_row(row, attempt if row.amends_id is None else 0))
    return tuple(reversed(found))


def _row(row: Any, attempt: int) -> VisitRow:
    text = " ".join((row.observations or row.done or row.recommendations or row.purpose or "").split())
    brief = text if len(text) <= BRIEF else text[: BRIEF - 1].rsplit(" ", 1)[0] + "…"
    return VisitRow(
        row.id, row.row_version, row.number or "", row.visited_on, row.came or "", row.left or "", row.outcome or "",
        row.kind or "", brief, with_initials(row.surname, row.given_name, row.patronymic), int(row.seen or 0),
        int(row.children or 0), tuple(key for key in DANGERS if getattr(row, key)), row.next_on, attempt,
        row.outcome is not None and row.next_on is not None, row.amends_id,
    )  # fmt: skip


def newest_day(reading: Reading, family: UUID) -> date | None:
    """The day of the last visit in the log; None when nobody came yet."""
    return reading.connection.execute(
        select(func.max(Visit.visited_on)).where(Visit.family_id == family, Visit.removed.is_(False))
    ).scalar_one_or_none()


def alerts_raised(reading: Reading, visit: UUID) -> frozenset[str]:
    """Which dangers this visit, or an entry added to it, raised already."""
    rows = reading.connection.execute(
        select(Alert.kind)
        .join(Visit, Visit.id == Alert.visit_id)
        .where((Visit.id == visit) | (Visit.amends_id == visit), Alert.removed.is_(False))
    )
    return frozenset(kind for (kind,) in rows)


def plans_of_steps(reading: Reading, steps: Sequence[UUID]) -> dict[UUID, UUID]:
    """Which plan version each step stands in."""
    rows = reading.connection.execute(select(Step.id, Step.plan_version_id).where(Step.id.in_(steps)))
    return {row.id: row.plan_version_id for row in rows}


def step_words(reading: Reading, visit: UUID) -> dict[UUID, str]:
    """The steps of the plan that the visit marked: id of the mark → words of the step."""
    rows = reading.connection.execute(
        select(VisitStep.id, Step.words).join(Step, Step.id == VisitStep.step_id).where(VisitStep.visit_id == visit)
    )
    return {row.id: row.words for row in rows}


def given_at(reading: Reading, visit: UUID) -> tuple[Snapshot, ...]:
    """Services and aid of a visit, in the order they were written."""
    found: list[Snapshot] = []
    for kind in (ServiceGiven, MaterialAid):
        ids = reading.connection.scalars(
            select(kind.id).where(kind.visit_id == visit, kind.removed.is_(False)).order_by(kind.id)
        ).all()
        found += open_roots(reading, kind, ids).values()
    return tuple(found)
