"""The Kravtsovs, to be visited: two adults, three children, a plan, and visits that were."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from desktop.models.drafts_of_acts import Named, VisitDraft
from desktop.models.family_page import FamilyPage
from desktop.models.partial_dates import PartialDate
from desktop.models.snapshots import Edit, Snapshot
from desktop.services.cards import blank
from desktop.services.desk import Desk
from desktop.services.families import NewFamily, NewMember, family_page, register_family
from desktop.services.plans import plans_of, save_plan
from desktop.services.visits import record_visit


def _person(given: str, sex: str, year: int, role: str, surname: str = "Кравцова") -> NewMember:
    born = PartialDate(year, 3, 5)
    return NewMember({"surname": surname, "given_name": given, "sex": sex, "born": born}, role)


def kravtsovs(desk: Desk) -> UUID:
    """A family with a mother, a grandmother and three children, taken in sixty days ago."""
    year = desk.today.year
    members = (
        _person("Марина", "female", year - 34, "mother"),
        _person("Вера", "female", year - 61, "grandmother", "Лебедева"),
        _person("Олег", "male", year - 12, "child", "Кравцов"),
        _person("Аня", "female", year - 9, "child"),
        _person("Денис", "male", year - 3, "child", "Кравцов"),
    )
    new = NewFamily("Кравцовы", "г. Ош, ул. Курманжан Датки, 112", opened_on=desk.today - timedelta(60), members=members)
    family = desk.do("Family", lambda unit: register_family(unit, new)).result
    assert family is not None
    return family


def page_of(desk: Desk, family: UUID) -> FamilyPage:
    """The family as its page reads it."""
    page = desk.read(lambda reading: family_page(reading, family))
    assert page is not None
    return page


def draft(desk: Desk, family: UUID, days: int, outcome: str, *, seen=(True, True, True), amends=None, **values) -> VisitDraft:
    """A visit so many days from today; everything that is not said otherwise is in order."""
    page = page_of(desk, family)
    day = desk.today + timedelta(days)
    dangers = dict.fromkeys(("violence", "intoxication", "threat"), False)
    held = {**dangers, "kind": "control", "planned": "planned", "outcome": outcome, "next_on": day + timedelta(7), **values}
    children = {child.person.id: answer for child, answer in zip(page.children, seen, strict=True)}
    met = (Named(page.members[0].person.id, "Марина"),)
    me = desk.actor.id
    return VisitDraft(family, page.case.id, day, held, (Named(me, desk.actor.name),), met, children, amends=amends)


def visit(desk: Desk, family: UUID, days: int, outcome: str = "held", **said) -> UUID:
    """Write this visit; the id of it."""
    written = desk.do("Visit", lambda unit: record_visit(unit, draft(desk, family, days, outcome, **said))).result
    assert written is not None
    return written


def plan(desk: Desk, family: UUID) -> Snapshot:
    """A plan with four steps."""
    base = blank("plan_version", desk.new_id(), since=desk.today).with_values(kind="monthly")
    words = (
        "Оформить пособие",
        "Посещаемость школы не ниже 90 %",
        "Медиация с бабушкой",
        "Пройти консультацию нарколога и принести справку о прохождении",
    )
    steps = {}
    for number, text in enumerate(words):
        id_ = desk.new_id()
        steps[id_] = blank("step", id_, words=text, due_on=desk.today + timedelta(number * 3))
    made = base.with_parts("steps", steps)
    page = page_of(desk, family)
    desk.do("Plan", lambda unit: save_plan(unit, Edit(None, made, {"family_id": family, "case_id": page.case.id})))
    return desk.read(lambda reading: plans_of(reading, family))[0].plan
