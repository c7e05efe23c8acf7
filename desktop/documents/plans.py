"""Plans on paper: the steps of a month, a programme by blocks that every member signs, the sheet of its evaluation.

The programme is read by those who carry it out and by the child it is about, so each block stands under its own heading
and the child's words stand as they were said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from desktop.base.messages import N_, _
from desktop.documents.dossier_data import DossierData
from desktop.documents.facts import caption, day, initials_of, joined, label, name_of, pairs, period, value
from desktop.documents.marks import marked
from desktop.documents.papers import (
    family_words,
    head_signature,
    paper,
    person_name,
    place_in_family,
    sample,
)
from desktop.models.documents import (
    Block,
    Column,
    Cover,
    Document,
    Heading,
    KeyValue,
    KeyValues,
    Paragraph,
    Signature,
    Signatures,
    Table,
    Words,
)
from desktop.models.plans import PlanParticipant, PlanVersion, Step
from desktop.rules.plans import PROGRAMMES, evaluated

PlanPaper = Literal["plan", "programme", "evaluation"]
_BASIS: Final = {
    "monthly": N_("technology of social patronage, stage 5"),
    "by_result": N_("technology of social patronage, stage 5"),
    "individual_programme": N_("individual programme of social support"),
    "family_development": N_("individual plan of the family's development (SOS Children's Villages)"),
    "child_development": N_("individual plan of the child's development"),
}


def plan_document(plan: PlanVersion, data: DossierData, what: PlanPaper = "plan") -> Document:
    """The plan as one of its papers; `steps` and `participants` of the plan must be loaded."""
    blocks = {"plan": _plan, "programme": _programme, "evaluation": _evaluation}[what]
    return paper(data, lambda: _title(plan, data, what), lambda: blocks(plan, data), number=plan.number or "", made_on=plan.since)


def plan_title(plan: PlanVersion, data: DossierData) -> str:
    """«Individual programme of support No. 3/2026»."""
    words = value(plan, "kind", data.reader)
    words = words[:1].upper() + words[1:]
    return _("{title} No. {number}").format(title=words, number=plan.number) if plan.number else words


def _title(plan: PlanVersion, data: DossierData, what: PlanPaper) -> str:
    title = plan_title(plan, data)
    return _("Evaluation sheet: {title}").format(title=title[:1].lower() + title[1:]) if what == "evaluation" else title


def _cover(plan: PlanVersion, data: DossierData) -> Cover:
    lines = [_("family of {name}").format(name=family_words(data))]
    if whose := person_name(data, plan.person_id, full=True):
        lines = [whose, *lines]
    return Cover(tuple(lines))


def plan_facts(plan: PlanVersion, data: DossierData) -> KeyValues:
    """Period, basis, goal, version with its author and reason, the contract it stands under."""
    facts = []
    if term := period(plan.since, plan.till):
        facts.append(KeyValue(_("Period"), term))
    facts.append(KeyValue(_("Edition"), str(plan.edition)))
    facts += [fact for fact in pairs(plan, ("basis",), data.reader) if fact.value]
    named = _("Goal of the programme") if plan.kind in PROGRAMMES else label(PlanVersion, "goal")
    facts.append(KeyValue(named, value(plan, "goal", data.reader) or _("not stated")))
    facts += [fact for fact in pairs(plan, ("reason",), data.reader) if fact.value]
    contract = next((one for one in data.agreements if one.id == plan.agreement_id), None)
    if contract is not None:
        named = value(contract, "kind", data.reader)
        facts.append(KeyValue(label(PlanVersion, "agreement_id"), joined(named, contract.number or "", by=" \u2116 ")))
    author = data.staff.get(plan.author_id) if plan.author_id else None
    if author:
        facts.append(KeyValue(label(PlanVersion, "author_id"), name_of(author)))
    return KeyValues(tuple(facts))


def _plan(plan: PlanVersion, data: DossierData) -> Iterator[Block]:
    yield _cover(plan, data)
    yield plan_facts(plan, data)
    yield from steps_table(list(plan.steps), data)
    yield from _family(plan, data)
    yield sample(_(_BASIS.get(plan.kind, _BASIS["monthly"])))
    yield Signatures(tuple(_signatures(plan, data)))


def _programme(plan: PlanVersion, data: DossierData) -> Iterator[Block]:
    yield _cover(plan, data)
    yield plan_facts(plan, data)
    for code, steps in _by_block(plan):
        words = caption(Step, "block", code, data.reader) or _("other steps")
        yield Heading(_("Block: {block}").format(block=words), 2)
        yield from steps_table(steps, data)
    yield from _family(plan, data)
    yield from _texts(plan, ("evaluation", "conclusion"), data)
    yield sample(_(_BASIS.get(plan.kind, _BASIS["individual_programme"])))
    yield Signatures(tuple(_signatures(plan, data)))


def _by_block(plan: PlanVersion) -> Iterator[tuple[str, list[Step]]]:
    """The steps under their blocks, in the order the blocks first come; those without a block last."""
    blocks: dict[str, list[Step]] = {}
    for step in plan.steps:
        blocks.setdefault(step.block or "", []).append(step)
    yield from sorted(blocks.items(), key=lambda item: item[0] == "")


def steps_table(steps: list[Step], data: DossierData) -> Iterator[Block]:
    """Steps with who answers, who carries them out, the term, what is expected and what became of it."""
    if not steps:
        yield Paragraph(_("The plan has no steps yet."))
        return
    columns = (
        Column(_("No."), 0.5, "right"),
        Column(label(Step, "words"), 2.9),
        Column(label(Step, "person_id"), 1.8),
        Column(_("Executor, who helps"), 1.8),
        Column(label(Step, "due_on"), 1.5),
        Column(label(Step, "expected"), 1.7),
        Column(label(Step, "mark"), 1.8),
    )
    yield Table(columns, tuple(_row(number, step, data) for number, step in enumerate(steps, 1)))


def _row(number: int, step: Step, data: DossierData) -> tuple[Words, ...]:
    goal = data.goals.get(step.goal_id) if step.goal_id else None
    aim = _("goal: {goal}").format(goal=goal.words) if goal else ""
    words = joined(step.words, aim, _method(step, data), _realistic(step), by="\n")
    return (
        str(number), words, person_name(data, step.person_id), _executor(step, data), day(step.due_on), step.expected or "",
        marked(value(step, "mark", data.reader), step.mark, step.due_on, step.marked_on, step.reason, data.today),
    )  # fmt: skip


def _method(step: Step, data: DossierData) -> str:
    said = value(step, "method", data.reader)
    return _("method: {method}").format(method=said) if said else ""


def _realistic(step: Step) -> str:
    return _("not realistic for the family yet") if step.realistic is False else ""


def _executor(step: Step, data: DossierData) -> str:
    agency = data.agencies.get(step.agency_id) if step.agency_id else None
    staff = data.staff.get(step.staff_id) if step.staff_id else None
    return joined((agency.short_name or agency.name) if agency else "", initials_of(staff), step.helper or "")


def _family(plan: PlanVersion, data: DossierData) -> Iterator[Block]:
    if plan.participants:
        yield Heading(_("Part of the family"), 2)
        columns = (
            Column(label(PlanParticipant, "person_id"), 2.2),
            Column(label(PlanParticipant, "part"), 3.0),
            Column(label(PlanParticipant, "words"), 3.0),
            Column(label(PlanParticipant, "signature"), 1.6),
        )
        yield Table(columns, tuple(_participant(one, data) for one in plan.participants))
    yield from _texts(plan, ("child_words",), data)


def _participant(one: PlanParticipant, data: DossierData) -> tuple[Words, ...]:
    name = person_name(data, one.person_id, full=True) or one.name or ""
    signed = joined(value(one, "signature", data.reader), day(one.signed_on))
    return (joined(name, place_in_family(data, one.person_id).lower()), one.part or "", one.words or "", signed)


def _texts(plan: PlanVersion, keys: tuple[str, ...], data: DossierData) -> Iterator[Block]:
    dated = {"evaluation": plan.evaluated_on, "conclusion": plan.concluded_on}
    for key in keys:
        if said := value(plan, key, data.reader):
            when = day(dated.get(key))
            yield Heading(joined(label(PlanVersion, key), when), 2)
            yield Paragraph(said)


def _evaluation(plan: PlanVersion, data: DossierData) -> Iterator[Block]:
    yield _cover(plan, data)
    yield plan_facts(plan, data)
    yield Paragraph(_("Each task is marked together with the family: 0 not done, 1 begun, 2 done in the main, 3 done in full."))
    columns = (
        Column(_("No."), 0.5, "right"),
        Column(label(Step, "words"), 2.5),
        Column(label(Step, "block"), 1.8),
        Column(label(Step, "person_id"), 1.8),
        Column(label(Step, "due_on"), 1.5),
        Column(label(Step, "mark"), 1.6),
        Column(_("Mark 0\u20133"), 1.0, "center"),
        Column(label(Step, "reason"), 1.8),
    )
    rows = tuple(
        (
            str(number), step.words, value(step, "block", data.reader), person_name(data, step.person_id), day(step.due_on),
            joined(value(step, "mark", data.reader), day(step.marked_on)), "" if step.score is None else str(step.score),
            step.reason or "",
        )
        for number, step in enumerate(plan.steps, 1)
    )  # fmt: skip
    yield Table(columns, rows)
    given, share = evaluated([step.score for step in plan.steps])
    yield KeyValues(
        (
            KeyValue(_("Tasks evaluated"), _("{n} of {of}").format(n=given, of=len(plan.steps))),
            KeyValue(_("Share of the greatest possible sum"), _("{n} %").format(n=share)),
        )
    )
    yield from _texts(plan, ("evaluation", "child_words", "conclusion"), data)
    yield sample(_(_BASIS.get(plan.kind, _BASIS["family_development"])))
    yield Signatures(tuple(_signatures(plan, data)))


def _signatures(plan: PlanVersion, data: DossierData) -> Iterator[Signature]:
    for one in plan.participants:
        name = person_name(data, one.person_id) or one.name or ""
        refused = one.signature in ("refused", "absent", "too_young")
        said = f" ({value(one, 'signature', data.reader)})" if refused else ""
        yield Signature((place_in_family(data, one.person_id) or _("Member of the family")) + said, name)
    if not plan.participants:
        yield Signature(_("For the family"))
    author = data.staff.get(plan.author_id) if plan.author_id else None
    yield Signature((author.position if author else "") or label(PlanVersion, "author_id"), initials_of(author))
    if plan.kind in PROGRAMMES:
        yield head_signature(data)
