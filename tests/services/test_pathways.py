"""Cases under the pathways of the five practices: opened, walked, changed with a reason, begun again."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop import definitions
from desktop.base.errors import Rejected
from desktop.services import definitions_kept
from desktop.services.curators import check_load
from desktop.services.families import NewFamily, change_stage, close_case, family_page
from desktop.services.pathways import change_pathway, made, open_episode
from desktop.services.visits import record_visit
from tests.offices import held, register

KEYS = ("social_patronage", "home_visiting", "social_support", "family_support", "child_patronage", "observation")


def page(desk, family):
    found = desk.read(lambda reading: family_page(reading, family))
    assert found is not None
    return found


def stages(case):
    """(stage, open?) of every period, in order."""
    return [(one.values["stage"], one.values["closed_on"] is None) for one in case.parts["stages"].values()]


def turn(desk, family, stage, *, opened):
    case = page(desk, family).case
    desk.do("Stage", lambda unit: change_stage(unit, case.id, case.version, stage, opened=opened))


def change(desk, family, key, reason="Так решил совет"):
    case = page(desk, family).case
    desk.do("Pathway", lambda unit: change_pathway(unit, case.id, case.version, key, reason))


def close(desk, family):
    case = page(desk, family).case
    desk.do("Closed", lambda unit: close_case(unit, case.id, case.version, "solved", "Справились"))


@pytest.mark.parametrize("key", KEYS)
def test_a_case_begins_in_the_first_stage_of_its_own_pathway_and_keeps_the_edition(desk, key):
    family = register(desk, NewFamily("Осмоновы", pathway=key))
    case, follows = page(desk, family).case, desk.pathway(key)
    assert (case.values["pathway"], case.values["pathway_version"]) == (key, follows.version)
    assert case.values["patronage"] == follows.patronage
    assert stages(case) == [(follows.stages[0].code, True)]


def test_a_pathway_that_is_not_installed_opens_no_case(desk):
    with pytest.raises(Rejected) as refused:
        register(desk, NewFamily("Осмоновы", pathway="nothing"))
    assert refused.value.findings[0].path == ("pathway",)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=st.sampled_from(KEYS), walk=st.lists(st.integers(0, 9), min_size=3, max_size=9))
def test_a_random_walk_opens_and_ends_any_stages_at_once_and_again(desk, key, walk):
    """Whatever the order, every stage is open exactly when it was opened last; nothing else is refused."""
    family = register(desk, NewFamily("Осмоновы", pathway=key))
    codes = [stage.code for stage in desk.pathway(key).stages]
    now = {codes[0]}
    for step in walk:
        code = codes[step % len(codes)]
        turn(desk, family, code, opened=code not in now)
        now ^= {code}
        assert {stage for stage, is_open in stages(page(desk, family).case) if is_open} == now
    foreign = "acquaintance" if "acquaintance" not in codes else "intake"
    with pytest.raises(Rejected):
        turn(desk, family, foreign, opened=True)


def test_stages_that_both_pathways_know_keep_their_periods_when_the_pathway_changes(desk):
    family = register(desk, NewFamily("Осмоновы", pathway="family_support"))
    turn(desk, family, "assessment", opened=True)
    turn(desk, family, "development_plan", opened=True)
    change(desk, family, "social_support")
    case = page(desk, family).case
    assert stages(case) == [("intake", True), ("assessment", True), ("development_plan", False)]
    assert (case.values["pathway"], case.values["patronage"]) == ("social_support", "social_support")
    assert case.values["pathway_reason"] == "Так решил совет"


def test_a_change_that_ends_every_stage_begins_the_first_one_of_the_new_pathway(desk):
    family = register(desk, NewFamily("Осмоновы"))
    change(desk, family, "observation")
    case = page(desk, family).case
    assert stages(case) == [("acquaintance", False), ("observation", True)]
    assert case.values["status"] == "observation"
    change(desk, family, "social_patronage")
    assert page(desk, family).case.values["status"] == "active"


def test_a_change_needs_a_reason_another_pathway_and_an_open_case(desk):
    family = register(desk, NewFamily("Осмоновы"))
    for key, reason, path in (
        ("observation", " ", ("pathway_reason",)),
        ("social_patronage", "так", ("pathway",)),
        ("no", "так", ("pathway",)),
    ):
        with pytest.raises(Rejected) as refused:
            change(desk, family, key, reason)
        assert refused.value.findings[0].path == path
    close(desk, family)
    with pytest.raises(Rejected):
        change(desk, family, "observation")


def test_a_new_case_is_opened_only_after_the_last_one_is_closed(desk):
    family = register(desk, NewFamily("Осмоновы"))

    def begin():
        return desk.do("Case", lambda unit: open_episode(unit, family, None, "observation", curator=None))

    with pytest.raises(Rejected):
        begin()
    first = page(desk, family).case
    close(desk, family)
    with pytest.raises(Rejected):
        turn(desk, family, "joining", opened=True)  # a closed case is not gone on with
    begin()
    second = page(desk, family).case
    assert second.id != first.id
    assert (second.values["pathway"], second.values["status"]) == ("observation", "observation")
    assert page(desk, family).counts["cases"] == 2


def test_what_the_case_left_is_known_by_its_codes_and_an_earlier_case_does_not_count(desk):
    family = register(desk)
    before = desk.read(lambda reading: made(reading, family, page(desk, family).case.id))
    desk.do("Visit", lambda unit: record_visit(unit, held(desk, family)))
    after = desk.read(lambda reading: made(reading, family, page(desk, family).case.id))
    assert "visit" not in before
    assert after - before == {"visit"}


def test_the_load_of_a_curator_is_judged_by_the_pathway(desk):
    for _time in range(2):
        register(desk, NewFamily("Осмоновы", case={"status": "active"}))
    me = desk.actor.id
    assert desk.read(lambda reading: check_load(reading, me)) is not None
    for key in ("home_visiting", "family_support"):
        assert desk.read(lambda reading, key=key: check_load(reading, me, key=key)) is None


def test_an_old_edition_is_read_beside_the_new_one_and_names_itself_for_choosing(desk):
    text = next(text for kind, key, _v, text in definitions.shipped() if (kind, key) == ("pathway", "observation"))
    newer = text.replace("version = 2", "version = 3").replace('short = "Наблюдение"', 'short = "Рядом"')
    before = register(desk, NewFamily("Осмоновы", pathway="observation"))
    desk.do("Installed", lambda unit: definitions_kept.install(unit, newer, "observation.toml"))
    after = register(desk, NewFamily("Алиевы", pathway="observation"))
    shorts = [
        desk.pathway("observation", page(desk, one).case.values["pathway_version"]).stages[0].short for one in (before, after)
    ]
    assert shorts == ["Наблюдение", "Рядом"]
    assert desk.pathway("observation").version == 3
    assert desk.pathway("observation", 99).version == 3
