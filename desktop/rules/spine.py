"""The spine: from what troubles a family to what was done about it, and what of it was fulfilled.

Problem → goal → step → services, aid, contacts, marks of visits. A step is one over all versions of its plans, so what
named it in an older version still counts. Nothing is lost from sight: what has no problem, no goal or no step yet stands
at the end under its own heading.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal
from uuid import UUID

ServedKind = Literal["service", "aid", "contact", "task", "visit"]
SOLVED: Final = frozenset({"solved", "passed", "dropped"})
REACHED: Final = frozenset({"reached", "changed"})
DONE: Final = frozenset({"done"})


@dataclass(frozen=True, slots=True)
class ProblemFact:
    """A problem as it stands."""

    id: UUID
    code: str = ""
    words: str = ""
    person: UUID | None = None
    degree: int | None = None
    since: date | None = None
    state: str = ""
    solved_on: date | None = None


@dataclass(frozen=True, slots=True)
class GoalFact:
    """A goal and the problem it answers."""

    id: UUID
    problem: UUID | None
    words: str
    person: UUID | None = None
    control_on: date | None = None
    expected: str = ""
    actual: str = ""
    state: str = ""
    reached_on: date | None = None


@dataclass(frozen=True, slots=True)
class StepFact:
    """A step as one version of a plan has it."""

    id: UUID
    lasting: UUID
    goal: UUID | None
    words: str
    plan: UUID
    plan_kind: str
    edition: int
    current: bool
    agreement: UUID | None = None
    person: UUID | None = None
    due_on: date | None = None
    mark: str = ""
    marked_on: date | None = None
    score: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Served:
    """What was done: a service, aid, a contact, a task, or what a visit found about a step (then `mark`)."""

    id: UUID
    kind: ServedKind
    on: date | None
    words: str
    step: UUID | None = None  # the row it named; it belongs to that step in every version
    problem: UUID | None = None
    visit: UUID | None = None
    mark: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class StepLink:
    """A step over all its versions, newest last, and what served it in the order of time."""

    fact: StepFact
    versions: tuple[StepFact, ...]
    served: tuple[Served, ...]

    @property
    def in_work(self) -> bool:
        """Whether some current plan still has it."""
        return any(version.current for version in self.versions)


@dataclass(frozen=True, slots=True)
class GoalLink:
    """A goal and its steps; `fact` None: steps that name no goal."""

    fact: GoalFact | None
    steps: tuple[StepLink, ...] = ()


@dataclass(frozen=True, slots=True)
class ProblemLink:
    """A problem, its goals, and what served it without a step; `fact` None: goals that name no problem."""

    fact: ProblemFact | None
    goals: tuple[GoalLink, ...] = ()
    served: tuple[Served, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """The whole spine of one family."""

    problems: tuple[ProblemLink, ...] = ()

    def steps(self) -> tuple[StepLink, ...]:
        """Every step once."""
        return tuple(step for problem in self.problems for goal in problem.goals for step in goal.steps)

    def fulfilled(self) -> tuple[int, int]:
        """(done, all) of the steps; those that no current plan has any more count only when they were done."""
        counted = [step for step in self.steps() if step.in_work or step.fact.mark in DONE]
        return sum(step.fact.mark in DONE for step in counted), len(counted)

    def unsolved(self) -> tuple[ProblemFact, ...]:
        """Problems that are still there."""
        return tuple(p.fact for p in self.problems if p.fact is not None and p.fact.state not in SOLVED)

    def without_goal(self) -> tuple[ProblemFact, ...]:
        """Problems that are still there and that no goal answers."""
        return tuple(p.fact for p in self.problems if p.fact is not None and not p.goals and p.fact.state not in SOLVED)

    def without_steps(self) -> tuple[GoalFact, ...]:
        """Goals not reached yet for which nothing is planned."""
        return tuple(
            goal.fact
            for problem in self.problems
            for goal in problem.goals
            if goal.fact is not None and not goal.steps and goal.fact.state not in REACHED
        )


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one family for its chain."""

    problems: Sequence[ProblemFact] = ()
    goals: Sequence[GoalFact] = ()
    steps: Sequence[StepFact] = ()
    served: Sequence[Served] = field(default_factory=tuple)


def chain(facts: Facts) -> Chain:
    """Put the facts of a family together into its chain."""
    lasting = {step.id: step.lasting for step in facts.steps}
    by_step: dict[UUID, list[Served]] = {}
    by_problem: dict[UUID, list[Served]] = {}
    for one in facts.served:
        if one.step in lasting:
            by_step.setdefault(lasting[one.step], []).append(one)
        elif one.problem is not None:
            by_problem.setdefault(one.problem, []).append(one)
    links = _links(facts.steps, by_step)
    goals = {goal.id for goal in facts.goals}
    steps_of: dict[UUID | None, list[StepLink]] = {}
    for link in links:
        steps_of.setdefault(link.fact.goal if link.fact.goal in goals else None, []).append(link)
    problems = {problem.id for problem in facts.problems}
    goals_of: dict[UUID | None, list[GoalLink]] = {}
    for goal in facts.goals:
        found = GoalLink(goal, tuple(steps_of.get(goal.id, ())))
        goals_of.setdefault(goal.problem if goal.problem in problems else None, []).append(found)
    made = [
        ProblemLink(problem, tuple(goals_of.get(problem.id, ())), _in_time(by_problem.get(problem.id, ())))
        for problem in facts.problems
    ]
    loose = [*goals_of.get(None, ())]
    if None in steps_of:
        loose.append(GoalLink(None, tuple(steps_of[None])))
    return Chain((*made, *((ProblemLink(None, tuple(loose)),) if loose else ())))


def _links(steps: Sequence[StepFact], served: dict[UUID, list[Served]]) -> list[StepLink]:
    versions: dict[UUID, list[StepFact]] = {}
    for step in steps:
        versions.setdefault(step.lasting, []).append(step)
    found = []
    for lasting, own in versions.items():
        own.sort(key=lambda step: (step.current, step.edition))
        found.append(StepLink(own[-1], tuple(own), _in_time(served.get(lasting, ()))))
    return found


def _in_time(served: Iterable[Served]) -> tuple[Served, ...]:
    return tuple(sorted(served, key=lambda one: (one.on is not None, one.on or date.min, str(one.id))))
