"""The dossier's middle: why and how the office works with the family, what was promised, what is planned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final
from uuid import UUID

from desktop.base.messages import _, ngettext
from desktop.documents.dossier_data import DossierData
from desktop.documents.facts import (
    caption,
    day,
    initials_of,
    joined,
    label,
    name_of,
    overdue,
    pairs,
    period,
    value,
)
from desktop.documents.marks import marked
from desktop.documents.plans import plan_facts, plan_title, steps_table
from desktop.models.agreements import Agreement, AgreementParty, Obligation
from desktop.models.cases import StagePeriod, TeamMember
from desktop.models.documents import Block, Column, Heading, KeyValue, KeyValues, Paragraph, Run, Table, Words
from desktop.models.plans import PlanVersion
from desktop.rules.plans import PROGRAMMES

# who reported the family is not printed: the family reads its dossier
_OPENING: Final = ("pathway", "opened_on", "source", "route", "patronage", "grounds_group", "grounds")
_DECISION: Final = (
    "pathway_reason", "applied_on", "learned_how", "informed_on", "priorities", "aims", "criteria", "causes",
    "decision_body", "decision_number", "decision_on", "decision_reason", "alternatives",
)  # fmt: skip
_NOW: Final = (
    "status", "risk", "risk_score", "risk_on", "acute_crisis", "acute_since", "acute_till", "acute_reason",
    "visit_every", "next_visit_on",
)  # fmt: skip
_CLOSING: Final = ("closed_on", "closing_ground", "result", "observe_till", "conclusion")
_AGREED: Final = (
    "state", "purpose", "directions", "family_intentions", "service_intentions", "signed_on", "ended_on",
    "end_reason",
)  # fmt: skip


def registration(data: DossierData) -> Iterator[Block]:
    """Grounds, decision, risk, stages with their terms, and who works with the family."""
    case = data.case
    if case is None:
        yield Paragraph(_("No case has been opened."))
        return
    facts = [*pairs(case, _OPENING, data.reader)]
    facts += [fact for fact in pairs(case, (*_DECISION, *_NOW, *_CLOSING), data.reader) if fact.value]
    yield KeyValues(tuple(facts))
    if case.stages:
        yield Heading(_("Stages of the work"), 2)
        columns = (
            Column(label(StagePeriod, "stage"), 3.2),
            Column(label(StagePeriod, "opened_on"), 1.3),
            Column(label(StagePeriod, "due_on"), 1.3),
            Column(label(StagePeriod, "closed_on"), 1.3),
            Column(label(StagePeriod, "note"), 2.6),
        )
        yield Table(columns, tuple(_stage(stage, data) for stage in case.stages))
    team = [member for member in case.team if not (member.till and member.till < data.today)]
    if team:
        yield Heading(_("Who works with the family"), 2)
        names = (
            Column(_("Full name"), 2.4),
            Column(label(TeamMember, "role"), 2.0),
            Column(label(TeamMember, "agency_id"), 2.4),
        )
        yield Table(names, tuple(_of_team(member, data) for member in team))


def agreements(data: DossierData) -> Iterator[Block]:
    """Each agreement with its parties, and each obligation with its term and what became of it."""
    if not data.agreements:
        yield Paragraph(_("No agreement has been made with the family."))
    for agreement in data.agreements:
        yield Heading(agreement_title(agreement, data), 2)
        facts = [KeyValue(_("In force"), term)] if (term := period(agreement.since, agreement.till)) else []
        facts += [fact for fact in pairs(agreement, _AGREED, data.reader) if fact.value != _("not stated")]
        facts += parties(agreement, data)
        yield KeyValues(tuple(facts))
        if agreement.obligations:
            yield Paragraph(fulfilment(agreement.obligations, data))
            yield obligations(agreement, data)


def plan(data: DossierData) -> Iterator[Block]:
    """The stage plans in work, step by step."""
    found = [version for version in data.plans if version.current and version.kind not in PROGRAMMES]
    if not found:
        yield Paragraph(_("No plan has been made."))
    yield from _plans(found, data)


def programmes(data: DossierData) -> Iterator[Block]:
    """Programmes and plans of development in work, each with its steps."""
    yield from _plans([version for version in data.plans if version.current and version.kind in PROGRAMMES], data)


def _plans(found: list[PlanVersion], data: DossierData) -> Iterator[Block]:
    for version in found:
        if len(found) > 1 or version.kind in PROGRAMMES:
            whose = _person(version.person_id, data)
            yield Heading(joined(plan_title(version, data), whose, by=": "), 2)
        yield plan_facts(version, data)
        yield from steps_table(list(version.steps), data)


def agreement_title(agreement: Agreement, data: DossierData) -> str:
    """«Bilateral agreement No. 12 of 01.02.2026»."""
    kind = value(agreement, "kind", data.reader)
    title = kind[:1].upper() + kind[1:]
    if agreement.number:
        title = _("{title} No. {number}").format(title=title, number=agreement.number)
    return _("{title} of {date}").format(title=title, date=day(agreement.made_on)) if agreement.made_on else title


def parties(agreement: Agreement, data: DossierData) -> Iterator[KeyValue]:
    """Who promises on each side."""
    by_side: dict[str, list[str]] = {}
    for party in agreement.parties:
        name = party.name or _person(party.person_id, data, full=True) or name_of(data.staff.get(party.staff_id or UUID(int=0)))
        if name:
            by_side.setdefault(party.side, []).append(name)
    for side, names in by_side.items():
        words = caption(AgreementParty, "side", side, data.reader)
        yield KeyValue(f"{label(AgreementParty, 'side')}: {words}", ", ".join(names))


def fulfilment(promised: list[Obligation], data: DossierData) -> Words:
    """«7 obligations: fulfilled 3, in work 4; overdue 1»."""
    states = Counter(obligation.state or "open" for obligation in promised)
    counts = ", ".join(f"{caption(Obligation, 'state', state, data.reader)} {n}" for state, n in states.most_common())
    words = ngettext("{n} obligation", "{n} obligations", len(promised)).format(n=len(promised)) + f": {counts}."
    late = sum(overdue(each.state, each.due_on, data.today) for each in promised)
    if not late:
        return words
    return (
        Run(words + " "),
        Run(ngettext("{n} is overdue.", "{n} are overdue.", late).format(n=late), bold=True, tone="amber"),
    )


def obligations(agreement: Agreement, data: DossierData) -> Table:
    """The obligations of both sides as one table."""
    columns = (
        Column(_("No."), 0.5, "right"),
        Column(label(Obligation, "words"), 3.6),
        Column(label(Obligation, "side"), 1.1),
        Column(label(Obligation, "due_on"), 1.3),
        Column(label(Obligation, "responsible"), 1.7),
        Column(label(Obligation, "state"), 2.0),
    )
    rows: list[tuple[Words, ...]] = []
    for number, each in enumerate(agreement.obligations, 1):
        who = joined(each.responsible or "", _person(each.person_id, data))
        side = caption(Obligation, "side", each.side, data.reader)
        mark = marked(value(each, "state", data.reader), each.state, each.due_on, each.marked_on, each.note, data.today)
        rows.append((str(number), each.words, side, day(each.due_on), who, mark))
    return Table(columns, tuple(rows))


def _stage(stage: StagePeriod, data: DossierData) -> tuple[Words, ...]:
    late = not stage.closed_on and stage.due_on and stage.due_on < data.today
    due: Words = (Run(day(stage.due_on), bold=True, tone="amber"),) if late else day(stage.due_on)
    closed = day(stage.closed_on) or _("still open")
    return (value(stage, "stage", data.reader), day(stage.opened_on), due, closed, stage.note or "")


def _of_team(member: TeamMember, data: DossierData) -> tuple[Words, ...]:
    staff = data.staff.get(member.staff_id) if member.staff_id else None
    agency = data.agencies.get(member.agency_id) if member.agency_id else None
    role = joined(value(member, "role", data.reader), _("coordinator") if member.coordinator else "")
    where = (agency.short_name or agency.name) if agency else data.office.name if staff else ""
    return (name_of(staff) or member.name or "", role, where)


def _person(id_: UUID | None, data: DossierData, *, full: bool = False) -> str:
    person = data.persons.get(id_) if id_ else None
    return name_of(person) if full else initials_of(person)
