"""The line of a family in the list follows from its record, in the same act."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select

from desktop.models.cases import Case
from desktop.models.families import FamilyLine
from desktop.models.partial_dates import PartialDate
from desktop.models.snapshots import Edit
from desktop.services import cards
from desktop.services.families import change_stage, close_case
from desktop.services.visits import answer_alert, record_visit
from desktop.store import lines
from tests.offices import BEKTUR, NAMES, held, opened, register
from tests.places import place

__all__ = ["place"]  # one server is enough here


@pytest.fixture
def family(desk):
    return register(desk)


def line(desk, family):
    with desk.office_kept.engine.connect() as connection:
        return connection.execute(select(FamilyLine.__table__).where(FamilyLine.family_id == family)).one()


def save(desk, kind, id_, **values):
    base = opened(desk, kind, id_)
    desk.do("Changed", lambda unit: cards.save_cards(unit, Edit(base, base.with_values(**values))))


def case_of(desk, family):
    with desk.office_kept.engine.connect() as connection:
        return connection.scalars(select(Case.id).where(Case.family_id == family)).one()


def child_of(desk, family):
    parts = opened(desk, "family", family).parts["memberships"].values()
    return next(part.values["person_id"] for part in parts if part.values["role"] == "child")


def test_a_family_taken_in_stands_in_the_list_at_once(desk, family):
    row = line(desk, family)
    assert (row.number, row.name, row.address) == ("04-2026-0001", "Кравцовы", "ул. Токтогула, д. 12, кв. 4")
    assert (row.children, row.status, row.stages, row.curator) == (
        1,
        "checking",
        "acquaintance",
        "Асанова А.",
    )
    assert (row.children_seen_on, row.alerts, row.removed) == (None, 0, False)


def test_a_birth_date_decides_who_is_a_child_before_the_place_in_the_household(desk, family):
    save(desk, "person", child_of(desk, family), born=PartialDate(2001, 5, 5))
    assert (line(desk, family).children, line(desk, family).youngest_born) == (0, None)
    save(desk, "person", child_of(desk, family), born=PartialDate(2018, 5, 5))
    assert (line(desk, family).children, line(desk, family).youngest_born) == (1, 2018)


@pytest.mark.parametrize(("born", "child"), [(PartialDate(2008, 11, 22), False), (PartialDate(2008, 11, 23), True), (None, True)])
def test_a_child_grows_up_on_the_eighteenth_birthday(born, child):
    assert lines.is_child("child", born, date(2026, 11, 22)) is child


def test_a_visit_moves_the_next_date_and_shows_when_the_children_were_seen(desk, family):
    desk.do("Visit", lambda unit: record_visit(unit, held(desk, family, danger=True)))
    row = line(desk, family)
    assert (row.next_visit_on, row.children_seen_on, row.alerts) == (
        desk.today + timedelta(days=7),
        desk.today,
        1,
    )
    from desktop.services.families import family_page

    (alert,) = desk.read(lambda reading: family_page(reading, family)).alerts
    desk.do("Answer", lambda unit: answer_alert(unit, alert.id, alert.version, "Вызвана опека"))
    assert line(desk, family).alerts == 0


def test_the_line_follows_the_stages_the_risk_and_the_end_of_the_case(desk, family):
    case = case_of(desk, family)
    save(desk, "case", case, risk="high")
    version = opened(desk, "case", case).version
    desk.do("Stage", lambda unit: change_stage(unit, case, version, "joining", opened=True))
    row = line(desk, family)
    assert (row.risk, row.risk_order, row.stages, row.status) == ("high", 3, "acquaintance,joining", "active")
    version = opened(desk, "case", case).version
    desk.do("Closed", lambda unit: close_case(unit, case, version, "goals_reached", "Семья справляется сама"))
    row = line(desk, family)
    assert (row.status, row.stages, row.next_visit_on) == ("closed", "", None)


def test_the_newest_address_in_force_is_shown_the_actual_one_first(desk, family):
    base = opened(desk, "family", family)
    id_, standing = next(iter(base.parts["addresses"].items()))
    new = desk.new_id()
    moved = {
        id_: standing.with_values(till=desk.today),
        new: cards.blank("household_address", new, kind="living", address="ул. Мира, 5"),
    }
    desk.do("Moved", lambda unit: cards.save_cards(unit, Edit(base, base.with_parts("addresses", moved))))
    assert line(desk, family).address == "ул. Мира, 5"


def test_a_curator_who_changed_the_surname_is_shown_by_the_new_one(two_desks):
    anna, bektur = two_desks
    family = register(anna)
    save(anna, "case", case_of(anna, family), curator_id=bektur.actor.id)
    assert line(anna, family).curator == NAMES[BEKTUR]
    save(anna, "staff", bektur.actor.id, surname="Беков")
    assert line(anna, family).curator == "Беков Б."


def test_a_line_computed_anew_says_the_same_as_the_acts_left_it(desk, family):
    desk.do("Visit", lambda unit: record_visit(unit, held(desk, family)))
    before = line(desk, family)

    def again(unit):
        unit.session.execute(delete(FamilyLine))
        lines.refresh(unit.session, [family], unit.today)

    desk.do("Again", again)
    assert line(desk, family) == before


def test_a_removed_family_is_marked_in_its_line(desk, family):
    version = opened(desk, "family", family).version
    desk.do("Removed", lambda unit: cards.remove(unit, "family", family, version))
    assert line(desk, family).removed is True
