"""The map of changes of a family in a real office: what stands beside it, what is taken from papers."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.models.change_map import Proposal
from desktop.presenters.change_map import ChangeMaps
from desktop.services.families import family_page
from tests.offices import register
from tests.services.test_change_map import IN, OUT, changes, filled_act


@pytest.fixture
def family(desk):
    return register(desk)


@pytest.fixture
def maps(desk, family):
    errors = []
    found = ChangeMaps(desk, lambda: desk.read(lambda reading: family_page(reading, family)), errors.append)
    yield found
    found.close()
    assert errors == []


def test_what_the_program_counts_ends_with_the_exit_from_the_first_look_on(desk, family, maps):
    filled_act(desk, family, IN)
    filled_act(desk, family, date(2026, 11, 21), "satisfactory")  # the day after the exit
    changes(desk, family)
    maps.load()
    assert maps.map.measurements[-1].on == OUT
    assert next(pair.last for pair in maps.beside.pairs if pair.kind == "conditions") is None


def test_of_two_papers_about_one_sphere_each_fact_stands_beside_its_own_source_and_no_score_is_lost(maps):
    maps.begin()
    assert maps.add_measurement(IN, "entrance")
    papers = (
        Proposal("safety", IN, None, "спички у плиты", "act", "Аня"), Proposal("safety", IN, 1, "один до ночи", "triangle", "Олег"),
    )  # fmt: skip
    assert maps.take(papers, maps.map.measurements[0], lambda one: f"{one.form}, {one.about}") == 1
    mark = maps.map.line("safety").marks[IN]
    assert mark.fact == "спички у плиты (act, Аня); один до ночи (triangle, Олег)"
    assert mark.score == 1
