from __future__ import annotations

from datetime import date
from uuid import UUID

from desktop.rules.spine import Facts, GoalFact, ProblemFact, Served, StepFact, chain


def id_of(number: int) -> UUID:
    return UUID(int=number)


def step(number: int, lasting: int, goal: int | None = None, *, current: bool, mark: str = "", edition: int = 1) -> StepFact:
    goal_id = id_of(goal) if goal else None
    return StepFact(id_of(number), id_of(lasting), goal_id, "шаг", id_of(900 + edition), "monthly", edition, current, mark=mark)


def served(number: int, at: int | None, day: int, problem: int | None = None) -> Served:
    return Served(
        id_of(number), "service", date(2026, 1, day), "услуга", id_of(at) if at else None, id_of(problem) if problem else None
    )


PROBLEM, GOAL = ProblemFact(id_of(1), words="долги", state="open"), GoalFact(id_of(2), id_of(1), "рассчитаться", state="open")


def test_what_named_a_step_of_an_older_version_belongs_to_the_same_step():
    steps = (step(10, 10, 2, current=False, mark="partly"), step(11, 10, 2, current=True, mark="done", edition=2))
    found = chain(Facts((PROBLEM,), (GOAL,), steps, (served(20, 11, 9), served(21, 10, 3))))
    (only,) = found.steps()
    assert [one.id for one in only.served] == [id_of(21), id_of(20)]  # in the order of time
    assert (only.fact.edition, only.in_work, len(only.versions)) == (2, True, 2)
    assert found.fulfilled() == (1, 1)


def test_a_step_taken_out_of_its_plan_counts_only_when_it_was_done():
    dropped, done = step(10, 10, 2, current=False), step(12, 12, 2, current=False, mark="done")
    found = chain(Facts((PROBLEM,), (GOAL,), (dropped, done)))
    assert found.fulfilled() == (1, 1)


def test_what_has_no_problem_no_goal_or_no_step_is_not_lost():
    lonely = ProblemFact(id_of(5), words="одиночество", state="open")
    loose = GoalFact(id_of(6), id_of(77), "цель без проблемы", state="open")
    found = chain(Facts((PROBLEM, lonely), (GOAL, loose), (step(10, 10, None, current=True),), (served(20, None, 1, problem=5),)))
    assert found.without_goal() == (lonely,)
    assert {goal.id for goal in found.without_steps()} == {GOAL.id, loose.id}
    last = found.problems[-1]
    assert last.fact is None
    assert [goal.fact for goal in last.goals] == [loose, None]
    assert [one.id for one in found.problems[1].served] == [id_of(20)]


def test_a_solved_problem_is_not_missing_a_goal():
    solved = ProblemFact(id_of(5), words="решено", state="solved")
    found = chain(Facts((solved,)))
    assert (found.without_goal(), found.unsolved()) == ((), ())


def test_a_service_that_names_an_unknown_step_but_a_problem_stays_with_the_problem():
    found = chain(Facts((PROBLEM,), (GOAL,), (), (served(20, 99, 1, problem=1),)))
    assert [one.id for one in found.problems[0].served] == [id_of(20)]
