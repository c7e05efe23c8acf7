"""The dossier's conflict maps: the drawing, needs and fears, what parties share, ways out, agreements, the course.

Names of the card are hidden by the one privacy pass over the finished document; those of the other parties here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from uuid import UUID

from desktop.base.messages import _
from desktop.documents.facts import day, joined
from desktop.figures import conflict_curve
from desktop.figures.conflict_cards import ARROW, state_lines
from desktop.figures.conflict_map import fitted
from desktop.figures.conflict_names import with_names
from desktop.figures.conflict_words import needs_words, party_name
from desktop.models.conflict_data import ConflictData, CurvePoint, Option, StepMark
from desktop.models.documents import (
    Block,
    Column,
    FigureBlock,
    Heading,
    KeyValue,
    KeyValues,
    Paragraph,
    Run,
    Table,
    Words,
)
from desktop.models.kinds import Captions
from desktop.models.map_style import STANDARD
from desktop.rules.conflicts import common

_INITIALS: Final = replace(STANDARD, names="initials")
_PAGE: tuple[float, float] = (170.0, 215.0)  # what a page of the dossier has for a figure


@dataclass(frozen=True, slots=True)
class ConflictPrint:
    """The newest version of one conflict with its course and the marks of its steps."""

    data: ConflictData
    curve: tuple[CurvePoint, ...] = ()
    steps: Mapping[UUID, StepMark] = field(default_factory=dict)


def conflict_blocks(
    conflicts: Sequence[ConflictPrint], captions: Captions, today: date, *, hidden_names: bool = False
) -> Iterator[Block]:  # fmt: skip
    """Every conflict of the family under its own heading; nothing where none was drawn.

    `hidden_names` hides parties whom the card of the family does not list: nothing else would.
    """
    for one in conflicts:
        shown = replace(one, data=with_names(one.data, _INITIALS)) if hidden_names else one
        yield from _conflict(shown, captions, today)


def _conflict(one: ConflictPrint, captions: Captions, today: date) -> Iterator[Block]:
    data = one.data
    issue = data.issue.strip() or data.subject.strip() or _("a conflict without words")
    yield Heading(_("{issue}, {day}").format(issue=issue, day=day(data.drawn_on)), 2)
    yield FigureBlock(fitted(data, captions, *_PAGE).figure)  # right below its heading, or the heading is left behind
    yield KeyValues(tuple(_facts(data, captions)))
    yield from _parties(data, captions)
    yield from _shared(data)
    yield from _options(one, captions, today)
    yield from _agreements(data, captions)
    if len(one.curve) > 1:
        yield Heading(_("Course of the conflict"), 3)
        yield FigureBlock(conflict_curve.draw(one.curve, captions, width=150.0, height=48.0))
    if data.outcome.strip():
        yield Heading(_("What came of it"), 3)
        yield Paragraph(data.outcome.strip())


def _facts(data: ConflictData, captions: Captions) -> Iterator[KeyValue]:
    state = "; ".join(state_lines(data, captions)).replace(ARROW, "\u2013")  # no arrow in the font of paper
    yield KeyValue(_("The conflict"), state or _("not stated"))
    if data.told_by.strip():
        yield KeyValue(_("With whom it was drawn"), data.told_by.strip())
    if data.template == "kovalev":
        if data.subject.strip():
            yield KeyValue(_("Subject of the conflict"), data.subject.strip())
        if data.contradiction.strip():
            yield KeyValue(_("The contradiction"), data.contradiction.strip())


def _parties(data: ConflictData, captions: Captions) -> Iterator[Block]:
    if not data.parties:
        return
    yield Heading(_("Parties"), 3)
    kovalev = data.template == "kovalev"
    position = _("Initial position") if kovalev else _("What they demand")
    columns = [
        Column(_("Party"), 1.8), Column(_("Needs"), 2.6), Column(_("Fears"), 2.4), Column(position, 2.0),
        *([Column(_("State"), 1.8)] if kovalev else []),
    ]  # fmt: skip
    rows: list[tuple[Words, ...]] = []
    for party in data.parties:
        who = (Run(party_name(party), bold=True), Run(f", {captions('conflict_roles', party.role)}"))
        said = [needs_words(data, party.id, kind) or "\u2014" for kind in ("need", "fear")]
        states = (party.state_before.strip(), party.state_after.strip())
        state = " \u2013 ".join(word or "?" for word in states) if any(states) else ""
        rows.append((who, *said, party.position.strip(), *([state] if kovalev else [])))
    yield Table(tuple(columns), tuple(rows))


def _shared(data: ConflictData) -> Iterator[Block]:
    found = common(data)
    if not found:
        return
    yield Heading(_("What the parties share"), 3)
    yield KeyValues(
        tuple(
            KeyValue(
                _("common need") if one.kind == "need" else _("common fear"),
                f"{one.words}: {', '.join(party_name(data.party(id_)) for id_ in one.parties)}",
            )
            for one in found
        )
    )


def _options(one: ConflictPrint, captions: Captions, today: date) -> Iterator[Block]:
    options = [option for option in one.data.options if option.words.strip()]
    if not options:
        return
    yield Heading(_("Ways out"), 3)
    columns = (
        Column(_("No."), 0.5, "right"), Column(_("Way out"), 3.6), Column(_("State"), 1.8), Column(_("Who does it"), 1.6),
        Column(_("By when"), 1.3), Column(_("Step of the plan"), 2.0),
    )  # fmt: skip
    yield Table(columns, tuple(_option(number, option, one, captions, today) for number, option in enumerate(options, 1)))


def _option(number: int, option: Option, one: ConflictPrint, captions: Captions, today: date) -> tuple[Words, ...]:
    state = joined(captions("option_states", option.state), day(option.decided_on), by=" ")
    late = option.until is not None and option.until < today and option.state in ("proposed", "discussed", "agreed")
    until: Words = (Run(day(option.until), bold=True, tone="amber"),) if late else day(option.until)
    mark = one.steps.get(option.step) if option.step is not None else None
    step = joined(captions("step_marks", mark.mark), day(mark.marked_on), by=" ") if mark is not None and mark.mark else ""
    said = step or (_("in the plan") if option.step is not None else "")
    words = joined(option.words, _("proposed by {who}").format(who=option.proposed_by) if option.proposed_by else "", by="; ")
    return (str(number), words, state, option.who, until, said)


def _agreements(data: ConflictData, captions: Captions) -> Iterator[Block]:
    if not data.agreements:
        return
    yield Heading(_("What was agreed upon"), 3)
    columns = (
        Column(_("What was agreed"), 4.0), Column(_("Who agreed"), 2.6), Column(_("By when"), 1.4), Column(_("State"), 2.0),
    )  # fmt: skip
    rows: list[tuple[Words, ...]] = []
    for agreed in data.agreements:
        names = ", ".join(party_name(party) for id_ in agreed.parties if (party := data.party(id_)) is not None)
        state = captions("promise_states", agreed.state) if agreed.state else ""
        rows.append((agreed.words, names, day(agreed.until), state))
    yield Table(columns, tuple(rows))
