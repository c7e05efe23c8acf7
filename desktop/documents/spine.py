"""The chain on paper: each problem with its goals, their steps, and what was done for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from desktop.base.messages import N_, _
from desktop.documents.dossier_data import DossierData
from desktop.documents.facts import caption, day, joined
from desktop.documents.marks import marked
from desktop.documents.papers import family_words, paper, person_name
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
    Table,
    Words,
)
from desktop.models.needs import Goal, Problem
from desktop.models.plans import Step
from desktop.rules.spine import Chain, GoalLink, ProblemLink, Served, StepLink

_KINDS: Final = {
    "service": N_("service"), "aid": N_("aid"), "contact": N_("contact"), "task": N_("task"), "visit": N_("visit"),
}  # fmt: skip


def chain_document(data: DossierData) -> Document:
    """The whole chain of a family as a paper of its own."""
    return paper(data, lambda: _("FROM PROBLEM TO RESULT"), lambda: _blocks(data))


def _blocks(data: DossierData) -> Iterator[Block]:
    yield Cover((_("family of {name}").format(name=family_words(data)),))
    found = list(chain_blocks(data))
    yield from found or [Paragraph(_("No problem, goal or step is written down yet."))]


def chain_blocks(data: DossierData) -> Iterator[Block]:
    """What is fulfilled and what is open, then problem by problem; nothing where nothing is known."""
    chain = data.chain
    if not chain.problems:
        return
    yield KeyValues(tuple(_counts(chain, data)))
    for link in chain.problems:
        yield from _problem(link, data)


def _counts(chain: Chain, data: DossierData) -> Iterator[KeyValue]:
    done, of = chain.fulfilled()
    share = round(100 * done / of) if of else 0
    yield KeyValue(_("Steps fulfilled"), _("{done} of {of} \u00b7 {share} %").format(done=done, of=of, share=share))
    for words, found in (
        (_("Problems not solved"), [_problem_words(problem.code, problem.words, data) for problem in chain.unsolved()]),
        (_("Problems without a goal"), [_problem_words(one.code, one.words, data) for one in chain.without_goal()]),
        (_("Goals without steps"), [goal.words for goal in chain.without_steps()]),
    ):
        if found:
            yield KeyValue(words, "; ".join(found))


def _problem_words(code: str, words: str, data: DossierData) -> str:
    return joined(caption(Problem, "code", code, data.reader), words, by=": ") or _("A problem without words")


def _problem(link: ProblemLink, data: DossierData) -> Iterator[Block]:
    fact = link.fact
    if fact is None:
        yield Heading(_("Without a problem"), 2)
    else:
        yield Heading(_problem_words(fact.code, fact.words, data), 2)
        facts = [
            (_("Whose"), person_name(data, fact.person, full=True)),
            (_("Degree, 0 to 3"), "" if fact.degree is None else str(fact.degree)),
            (_("Since"), day(fact.since)),
            (_("State"), joined(caption(Problem, "state", fact.state, data.reader), day(fact.solved_on))),
        ]
        yield KeyValues(tuple(KeyValue(label, words) for label, words in facts if words))
    if fact is not None and not link.goals:
        yield Paragraph((Run(_("No goal yet"), tone="amber"),))
    for goal in link.goals:
        yield from _goal(goal, data)
    if link.served:
        yield Paragraph(_("Done without a step: {what}").format(what="; ".join(_served(one, data) for one in link.served)))


def _goal(link: GoalLink, data: DossierData) -> Iterator[Block]:
    fact = link.fact
    if fact is None:
        yield Heading(_("Steps without a goal"), 3)
    else:
        yield Heading(_("Goal: {words}").format(words=fact.words), 3)
        state = joined(caption(Goal, "state", fact.state, data.reader), day(fact.reached_on))
        said = joined(
            state, _("expected: {what}").format(what=fact.expected) if fact.expected else "",
            _("became: {what}").format(what=fact.actual) if fact.actual else "",
            _("control on {day}").format(day=day(fact.control_on)) if fact.control_on else "", by="; ",
        )  # fmt: skip
        yield Paragraph(said)
    if not link.steps:
        yield Paragraph((Run(_("No steps yet"), tone="amber"),))
        return
    columns = (
        Column(_("Step"), 2.8), Column(_("Who answers"), 1.7), Column(_("Term"), 1.4), Column(_("Mark"), 1.8),
        Column(_("What was done for it"), 3.2),
    )  # fmt: skip
    yield Table(columns, tuple(_row(step, data) for step in link.steps))


def _row(link: StepLink, data: DossierData) -> tuple[Words, ...]:
    fact = link.fact
    words = fact.words if link.in_work else joined(fact.words, _("no longer in a plan"), by="\n")
    mark = caption(Step, "mark", fact.mark, data.reader)
    return (
        words, person_name(data, fact.person), day(fact.due_on),
        marked(mark, fact.mark or None, fact.due_on, fact.marked_on, fact.reason or None, data.today),
        "\n".join(_served(one, data) for one in link.served),
    )  # fmt: skip


def _served(one: Served, data: DossierData) -> str:
    kind = _(_KINDS[one.kind])
    if one.kind == "visit":
        words = joined(caption(Step, "mark", one.mark, data.reader), one.result)
        number = f" \u2116 {one.words}" if one.words else ""
        return joined(day(one.on), f"{kind}{number}: {words}", by=" ")
    return joined(day(one.on), f"{kind}: {joined(one.words, one.result, by='; ')}", by=" ")
