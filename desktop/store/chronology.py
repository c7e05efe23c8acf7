"""What happened to a family, gathered from every kind of record: one select each.

Titles are msgids or codes that the page puts into words; nothing is translated here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

from sqlalchemy import select

from desktop.base.messages import N_
from desktop.models.agreements import Agreement
from desktop.models.attachments import Attachment
from desktop.models.cases import Case, StagePeriod
from desktop.models.conflicts import ConflictMap
from desktop.models.family_page import Happening
from desktop.models.genograms import Genogram
from desktop.models.plans import PlanVersion
from desktop.models.signals import Signal
from desktop.models.social_maps import SocialMap
from desktop.models.visits import Alert, VisitChild
from desktop.rules.visits import HELD
from desktop.store import sheets, statements, visits
from desktop.store.units import Reading


def _signals(reading: Reading, family: UUID) -> Iterator[Happening]:
    table = Signal.__table__
    for r in reading.connection.execute(select(table).where(table.c.family_id == family, table.c.removed.is_(False))):
        day = r.received_at.astimezone(reading.office.zone).date()
        yield Happening(day, "signal", r.source or "", r.essence or "", r.id, tone="amber" if r.urgent else "")


def _cases(reading: Reading, family: UUID) -> Iterator[Happening]:
    table = Case.__table__
    for r in reading.connection.execute(select(table).where(table.c.family_id == family, table.c.removed.is_(False))):
        if r.opened_on:
            yield Happening(r.opened_on, "case", N_("Work with the family began"), r.decision_reason or "", r.id)
        if r.closed_on:
            yield Happening(r.closed_on, "case", N_("Work with the family ended"), r.conclusion or "", r.id, tone="green")


def _stages(reading: Reading, family: UUID) -> Iterator[Happening]:
    period = StagePeriod.__table__
    rows = reading.connection.execute(select(period).join(Case, Case.id == period.c.case_id).where(Case.family_id == family))
    for r in rows:
        yield Happening(r.opened_on, "stage", r.stage, r.note or "", r.case_id)


def _visits(reading: Reading, family: UUID) -> Iterator[Happening]:
    seen: dict[UUID, list[UUID]] = {}
    log = visits.log(reading, family)
    ids = [row.id for row in log]
    for r in reading.connection.execute(select(VisitChild.visit_id, VisitChild.person_id).where(VisitChild.visit_id.in_(ids))):
        seen.setdefault(r.visit_id, []).append(r.person_id)
    for row in log:
        tone = "red" if row.dangers else "" if row.outcome in HELD else "amber"
        yield Happening(row.visited_on, "visit", row.outcome, row.brief, row.id, tuple(seen.get(row.id, ())), tone)


def _alerts(reading: Reading, family: UUID) -> Iterator[Happening]:
    table = Alert.__table__
    for r in reading.connection.execute(select(table).where(table.c.family_id == family, table.c.removed.is_(False))):
        day = r.raised_at.astimezone(reading.office.zone).date()
        yield Happening(day, "alert", r.kind, r.answer or "", r.id, tone="green" if r.answered_at else "red")


def _agreements(reading: Reading, family: UUID) -> Iterator[Happening]:
    table = Agreement.__table__
    for r in reading.connection.execute(select(table).where(table.c.family_id == family, table.c.removed.is_(False))):
        day = r.signed_on or r.made_on or r.changed_at.astimezone(reading.office.zone).date()
        yield Happening(day, "agreement", r.kind, r.purpose or "", r.id, tone="green" if r.state == "signed" else "")


def _plans(reading: Reading, family: UUID) -> Iterator[Happening]:
    table = PlanVersion.__table__
    for r in reading.connection.execute(select(table).where(table.c.family_id == family, table.c.removed.is_(False))):
        day = r.since or r.changed_at.astimezone(reading.office.zone).date()
        yield Happening(day, "plan", r.kind, r.goal or r.reason or "", r.id)


def _maps(reading: Reading, family: UUID) -> Iterator[Happening]:
    table = SocialMap.__table__
    for r in reading.connection.execute(select(table).where(table.c.family_id == family, table.c.removed.is_(False))):
        yield Happening(r.drawn_on, "map", r.title, r.note or "", r.id)


def _genograms(reading: Reading, family: UUID) -> Iterator[Happening]:
    table = Genogram.__table__.c  # the picture of a finished one is large and says nothing here
    for r in reading.connection.execute(
        select(table.id, table.title, table.drawn_on, table.note).where(table.family_id == family, table.removed.is_(False))
    ):
        yield Happening(r.drawn_on, "genogram", r.title, r.note or "", r.id)


def _conflicts(reading: Reading, family: UUID) -> Iterator[Happening]:
    table = ConflictMap.__table__.c
    for r in reading.connection.execute(
        select(table.id, table.issue, table.drawn_on, table.outcome, table.note).where(
            table.family_id == family, table.removed.is_(False)
        )
    ):
        yield Happening(r.drawn_on, "conflict", r.issue, r.outcome or r.note or "", r.id)


def _files(reading: Reading, family: UUID) -> Iterator[Happening]:
    table = Attachment.__table__
    for r in reading.connection.execute(select(table).where(table.c.family_id == family, table.c.removed.is_(False))):
        day = r.dated or r.changed_at.astimezone(reading.office.zone).date()
        yield Happening(day, "file", r.kind, r.title or r.file_name, r.id, (r.person_id,) if r.person_id else ())


def _sheets(reading: Reading, family: UUID) -> Iterator[Happening]:
    for row in sheets.of_family(reading, family):
        persons = (row.person,) if row.person else ()
        tone = "green" if row.signed_on else ""
        yield Happening(row.filled_on, "sheet", row.form, row.number, row.id, persons, tone)


SOURCES: tuple[Callable[[Reading, UUID], Iterator[Happening]], ...] = (
    _signals, _cases, _stages, _visits, _alerts, _agreements, _plans, _maps, _genograms, _conflicts, _files,
    _sheets, statements.happenings,
)  # fmt: skip
