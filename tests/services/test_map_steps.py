"""A step of the plan that begins on the map of connections."""

from __future__ import annotations

import pytest

from desktop.base.errors import Rejected
from desktop.services.conflicts import StepWanted
from desktop.services.map_steps import plan_for_steps, step_from_map
from tests.offices import clean, register

WORDS = "Найти взрослого вне семьи, к которому сможет обращаться Олег"


def put(desk, family, **more):
    return desk.do("Step", lambda unit: step_from_map(unit, family, StepWanted(WORDS), desk.today, **more))


def steps(desk, family):
    plan = desk.read(lambda reading: plan_for_steps(reading, family))
    return [step.values["words"] for step in plan.plan.parts["steps"].values()]


def test_without_a_plan_it_is_said_and_nothing_is_written(desk):
    family = register(desk)
    with pytest.raises(Rejected):
        put(desk, family)
    assert desk.read(lambda reading: plan_for_steps(reading, family)) is None


def test_a_plan_may_begin_with_the_step_and_goes_on_with_the_next(desk):
    family = register(desk)
    put(desk, family, begin=True)
    assert steps(desk, family) == [WORDS]
    put(desk, family)
    assert steps(desk, family) == [WORDS, WORDS]
    assert clean(desk)
