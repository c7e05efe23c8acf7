"""The chain in words: problem, goal, step, and what served each, one line under another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal
from uuid import UUID

from desktop.base.messages import N_, _, ngettext
from desktop.models.family_page import FamilyPage
from desktop.presenters.family import Tone
from desktop.presenters.plans import STEP_MARKS, Worded, day_words, due_words, mark_words, names_of
from desktop.rules.spine import Chain, GoalLink, ProblemFact, ProblemLink, Served, StepLink
from desktop.services.desk import Desk

Level = Literal["problem", "goal", "step", "served"]
INDENT: Final = "\u2003"
_SERVED: Final[Mapping[str, str]] = {
    "service": N_("service"), "aid": N_("aid"), "contact": N_("contact"), "task": N_("task"), "visit": N_("visit"),
}  # fmt: skip
_PROBLEM_TONE: Final[Mapping[str, Tone]] = {"solved": "green", "eased": "green", "in_work": "amber", "open": "red"}
_GOAL_TONE: Final[Mapping[str, Tone]] = {"reached": "green", "partly": "amber", "failed": "red"}


@dataclass(frozen=True, slots=True)
class ChainLine:
    """A line of the chain; `problem` and `goal` say where it hangs, for a step that is added here."""

    level: Level
    kind: str
    words: str
    whose: str
    when: Worded
    state: Worded
    problem: UUID | None
    goal: UUID | None

    @property
    def indented(self) -> str:
        """The words, moved in by their level."""
        return INDENT * 2 * ("problem", "goal", "step", "served").index(self.level) + self.words


def problem_words(desk: Desk, problem: ProblemFact) -> str:
    """The problem by the code of the practice and in words."""
    caption = desk.caption("problems", problem.code) if problem.code else ""
    return ": ".join(word for word in (caption, problem.words) if word) or _("A problem without words")


def lines(desk: Desk, page: FamilyPage | None, chain: Chain, *, served: bool) -> tuple[ChainLine, ...]:
    """The chain from above; `served`: with what was done for each step."""
    names = names_of(page) if page else {}
    return tuple(line for problem in chain.problems for line in _problem(desk, names, problem, served=served))


def _problem(desk: Desk, names: Mapping[Any, str], link: ProblemLink, *, served: bool) -> Iterator[ChainLine]:
    fact = link.fact
    if fact is None:
        yield ChainLine("problem", "", _("Without a problem"), "", Worded(""), Worded(""), None, None)
    else:
        state = Worded(desk.caption("problem_states", fact.state), _PROBLEM_TONE.get(fact.state, "plain"))
        words = problem_words(desk, fact)
        if fact.degree is not None:
            words += " \u00b7 " + _("degree {n}").format(n=fact.degree)
        when = Worded(day_words(fact.solved_on or fact.since))
        yield ChainLine("problem", _("Problem"), words, names.get(fact.person, ""), when, state, fact.id, None)
    for goal in link.goals:
        yield from _goal(desk, names, goal, fact.id if fact else None, served=served)
    if served:
        yield from (_served(desk, one, fact.id if fact else None, None) for one in link.served)
    if fact is not None and not link.goals and fact in Chain((link,)).without_goal():
        yield ChainLine("goal", "", _("No goal yet"), "", Worded(""), Worded(_("no goal"), "amber"), fact.id, None)


def _goal(desk: Desk, names: Mapping[Any, str], link: GoalLink, problem: UUID | None, *, served: bool) -> Iterator[ChainLine]:
    fact = link.fact
    if fact is None:
        yield ChainLine("goal", "", _("Steps without a goal"), "", Worded(""), Worded(""), problem, None)
    else:
        state = Worded(desk.caption("goal_states", fact.state), _GOAL_TONE.get(fact.state, "plain"))
        when = due_words(desk, fact.control_on, answered=fact.state in ("reached", "failed", "changed"))
        words = f"{fact.words} \u2192 {fact.actual or fact.expected}" if fact.actual or fact.expected else fact.words
        yield ChainLine("goal", _("Goal"), words, names.get(fact.person, ""), when, state, problem, fact.id)
    for step in link.steps:
        yield from _step(desk, names, step, problem, fact.id if fact else None, served=served)
    if fact is not None and fact in Chain((ProblemLink(None, (link,)),)).without_steps():
        yield ChainLine("step", "", _("No steps yet"), "", Worded(""), Worded(_("no steps"), "amber"), problem, fact.id)


def _step(
    desk: Desk, names: Mapping[Any, str], link: StepLink, problem: UUID | None, goal: UUID | None, *, served: bool
) -> Iterator[ChainLine]:
    fact, words = link.fact, link.fact.words
    if not link.in_work and fact.mark not in STEP_MARKS:
        words += " \u00b7 " + _("no longer in a plan")
    elif len(link.versions) > 1:
        said = ngettext("in {n} version of the plan", "in {n} versions of the plan", len(link.versions))
        words += " \u00b7 " + said.format(n=len(link.versions))
    mark = mark_words(desk, "step_marks", fact.mark or None)
    due = due_words(desk, fact.due_on, answered=fact.mark in STEP_MARKS)
    yield ChainLine("step", _("Step"), words, names.get(fact.person, ""), due, mark, problem, goal)
    if served:
        yield from (_served(desk, one, problem, goal) for one in link.served)


def _served(desk: Desk, one: Served, problem: UUID | None, goal: UUID | None) -> ChainLine:
    words, state = one.words, Worded(one.result)
    if one.kind == "visit":
        words = _("visit No. {number}").format(number=one.words) if one.words else _("visit")
        words = f"{words}: {one.result}" if one.result else words
        state = mark_words(desk, "step_marks", one.mark)
    kind = _(_SERVED[one.kind])
    return ChainLine("served", kind, words, "", Worded(day_words(one.on)), state, problem, goal)


def summary(chain: Chain) -> str:
    """«Steps fulfilled: 3 of 7 (43 %) · problems not solved: 2 · without a goal: 1»."""
    done, of = chain.fulfilled()
    parts = []
    if of:
        parts.append(_("Steps fulfilled: {done} of {of} ({share} %)").format(done=done, of=of, share=round(100 * done / of)))
    for words, many in (
        (_("problems not solved: {n}"), len(chain.unsolved())), (_("problems without a goal: {n}"), len(chain.without_goal())),
        (_("goals without steps: {n}"), len(chain.without_steps())),
    ):  # fmt: skip
        if many:
            parts.append(words.format(n=many))
    return " \u00b7 ".join(parts)
