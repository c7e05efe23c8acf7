"""Team and duties on one sheet: who coordinates, who works with the family, which agency does what, who answers for what.

It hangs on the wall of the office and goes into the family's file, so that nobody's duty is vague.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.base.messages import _
from desktop.documents.dossier_data import DossierData
from desktop.documents.facts import day, initials_of, joined, label, name_of, period, value
from desktop.documents.papers import family_words, head_signature, paper
from desktop.models.cases import Case, CaseAgency, Duty, TeamMember
from desktop.models.documents import (
    Block,
    Column,
    Cover,
    Document,
    Heading,
    KeyValue,
    KeyValues,
    Paragraph,
    Run,
    Signature,
    Signatures,
    Table,
    Words,
)
from desktop.models.snapshots import take
from desktop.rules.teams import check_team


def team_document(data: DossierData) -> Document:
    """The sheet of one family; `team`, `agencies`, `duties` and `stages` of the case must be loaded."""
    return paper(data, lambda: _("TEAM AND DUTIES"), lambda: _blocks(data))


def _blocks(data: DossierData) -> Iterator[Block]:
    yield Cover((_("family of {name}").format(name=family_words(data)),))
    found = list(team_blocks(data))
    yield from found or [Paragraph(_("Nobody of the team is written down yet."))]
    curator = data.staff.get(data.case.curator_id) if data.case and data.case.curator_id else None
    yield Signatures((Signature(label(Case, "curator_id"), initials_of(curator)), head_signature(data)))


def team_blocks(data: DossierData) -> Iterator[Block]:
    """Coordinators, specialists, agencies with functions and tasks, duties; nothing where nothing is known."""
    case = data.case
    if case is None or not (case.team or case.agencies or case.duties):
        return
    curator = data.staff.get(case.curator_id) if case.curator_id else None
    facts = [KeyValue(label(Case, "curator_id"), name_of(curator) or _("not appointed"))]
    for member in case.team:
        if member.coordinator and _now(member, data):
            stage = value(member, "stage", data.reader) or _("the whole case")
            facts.append(KeyValue(_("Coordinator: {stage}").format(stage=stage), _member(member, data)))
    yield KeyValues(tuple(facts))
    yield from _team(case, data)
    yield from _agencies(case, data)
    yield from _duties(case, data)
    stages = {period_.stage: value(period_, "stage", data.reader) for period_ in case.stages}
    for finding in check_team(take(case), data.today, stages):
        yield Paragraph((Run(finding.message.words(), tone="amber"),))


def _now(member: TeamMember, data: DossierData) -> bool:
    return not (member.till and member.till < data.today)


def _member(member: TeamMember, data: DossierData) -> str:
    return name_of(data.staff.get(member.staff_id) if member.staff_id else None) or member.name or ""


def _team(case: Case, data: DossierData) -> Iterator[Block]:
    if not case.team:
        return
    yield Heading(_("Specialists of the case"), 2)
    columns = (
        Column(_("Full name"), 2.4),
        Column(label(TeamMember, "role"), 2.0),
        Column(label(TeamMember, "agency_id"), 2.0),
        Column(label(TeamMember, "stage"), 1.6),
        Column(label(TeamMember, "authority"), 1.8),
        Column(_("In the team"), 1.9),
    )
    yield Table(columns, tuple(_team_row(member, data) for member in case.team))


def _team_row(member: TeamMember, data: DossierData) -> tuple[Words, ...]:
    agency = data.agencies.get(member.agency_id) if member.agency_id else None
    where = (agency.short_name or agency.name) if agency else data.office.name if member.staff_id else ""
    role = joined(
        value(member, "role", data.reader),
        _("coordinator") if member.coordinator else "",
        _("stays through the whole case") if member.constant else "",
    )
    stage = value(member, "stage", data.reader)
    return (_member(member, data), role, where, stage, member.authority or "", period(member.since, member.till))


def _agencies(case: Case, data: DossierData) -> Iterator[Block]:
    if not case.agencies:
        return
    yield Heading(_("Agencies"), 2)
    columns = (
        Column(label(CaseAgency, "agency_id"), 2.2),
        Column(label(CaseAgency, "function"), 2.4),
        Column(label(CaseAgency, "tasks"), 3.0),
        Column(label(CaseAgency, "contact"), 1.8),
        Column(label(CaseAgency, "stage"), 1.6),
        Column(_("Since \u2013 till"), 1.6),
    )
    yield Table(columns, tuple(_agency_row(one, data) for one in case.agencies))


def _agency_row(one: CaseAgency, data: DossierData) -> tuple[Words, ...]:
    agency = data.agencies.get(one.agency_id)
    stage = value(one, "stage", data.reader)
    return (
        agency.name if agency else "", one.function or "", one.tasks or "", one.contact or "", stage,
        period(one.since, one.till),
    )  # fmt: skip


def _duties(case: Case, data: DossierData) -> Iterator[Block]:
    if not case.duties:
        return
    yield Heading(_("Who answers, helps, is informed"), 2)
    columns = (
        Column(_("No."), 0.5, "right"),
        Column(label(Duty, "words"), 2.8),
        Column(label(Duty, "stage"), 1.5),
        Column(label(Duty, "answers_id"), 2.0),
        Column(label(Duty, "helps"), 2.0),
        Column(label(Duty, "informed"), 1.8),
        Column(label(Duty, "due_on"), 1.5),
    )
    rows = tuple(
        (
            str(number), duty.words, value(duty, "stage", data.reader),
            joined(initials_of(data.staff.get(duty.answers_id) if duty.answers_id else None), duty.answers or ""),
            duty.helps or "", duty.informed or "", day(duty.due_on),
        )
        for number, duty in enumerate(case.duties, 1)
    )  # fmt: skip
    yield Table(columns, rows)
