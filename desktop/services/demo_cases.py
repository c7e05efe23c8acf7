"""Invented cases: how far the work with a family is, in every stage of the six-stage practice and after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from desktop import definitions
from desktop.models.definitions import Pathway
from desktop.rules.names import of_family
from desktop.services.demo_draw import Around, Draw, Made, Sheet, at, words
from desktop.services.demo_people import Household, categories, put_into_family

EVERY = {"low": 14, "medium": 7, "high": 4, "critical": 2}  # days between visits, as the pathway says
_GROUNDS = {
    "crisis": ("death_of_member", "divorce", "separation_of_parents", "disaster"),
    "hardship": ("job_loss", "no_income", "debts", "poor_housing", "disability", "migration"),
    "danger": ("alcohol", "neglect", "school_absence", "family_conflict", "violence", "offences"),
}


@dataclass(frozen=True, slots=True)
class Course:
    """How a case went: its age in days, and its stages as (stage, begun, ended) in hundredths of that age."""

    status: str
    youngest: int
    oldest: int
    stages: tuple[tuple[str, int, int | None], ...]
    pathway: str = "social_patronage"


@cache
def pathway_of(key: str) -> Pathway:
    """A pathway as it is shipped: the one that a new office has installed."""
    value = definitions.read_shipped("pathway", key)
    assert isinstance(value, Pathway)  # noqa: S101  for the type checker
    return value


_BODIES = {"social_patronage": ("kdn", "kdn", "interdepartmental"), "observation": ("kdn", "kdn", "interdepartmental")}
_UP_TO_GATHERING = (("acquaintance", 0, 25), ("joining", 15, 60))
_UP_TO_PLAN = (("acquaintance", 0, 10), ("joining", 6, 25), ("gathering", 15, 45), ("analysis", 35, 50))
_WHOLE = (*((s, a // 2, (b or 0) // 2) for s, a, b in _UP_TO_PLAN), ("plan", 24, 55), ("exit", 48, 60))
# The order is the order of families, so that a small office has every stage too.
COURSES: tuple[Course, ...] = (
    Course("active", 110, 250, (*_UP_TO_PLAN, ("plan", 45, None))),
    Course("checking", 2, 20, (("acquaintance", 0, None),)),
    Course("active", 20, 50, (("acquaintance", 0, 40), ("joining", 30, None))),
    Course("assessment", 35, 90, (*_UP_TO_GATHERING, ("gathering", 40, None))),
    Course("active", 70, 110, (*_UP_TO_GATHERING, ("gathering", 35, None), ("analysis", 85, None))),
    Course("active", 100, 170, (*_UP_TO_PLAN, ("plan", 45, None), ("gathering", 90, None))),
    Course("active", 190, 270, (*_UP_TO_PLAN, ("plan", 42, None), ("exit", 92, None))),
    Course("observation", 280, 480, (*_WHOLE, ("observation", 60, None))),
    Course("active", 60, 100, (("acquaintance", 0, 20), ("joining", 12, None), ("gathering", 30, None))),
    Course("active", 120, 260, (*_UP_TO_PLAN, ("plan", 45, None))),
    Course("closed", 420, 900, (*_WHOLE, ("observation", 60, 95))),
    Course("active", 75, 110, (*_UP_TO_GATHERING, ("gathering", 40, 85), ("analysis", 80, None))),
    Course("refused", 60, 300, (("acquaintance", 0, 40),)),
    Course("transferred", 150, 400, (*_UP_TO_GATHERING, ("gathering", 40, 90))),
)
_CARE = (("identifying", 0, 8), ("transfer_planning", 5, 16), ("case_opening", 14, 22))
OTHERS: tuple[Course, ...] = (  # cases under the pathways of the other practices
    Course("active", 200, 420, (("intake", 0, 6), ("assessment", 4, 14), ("development_plan", 12, 20), ("services", 18, None),
                                ("monitoring", 60, None)), "family_support"),
    Course("assessment", 20, 40, (("first_contact", 0, 40), ("assessment", 30, None)), "home_visiting"),
    Course("active", 90, 160, (("intake", 0, 10), ("assessment", 8, 30), ("council", 28, 40), ("services", 38, None)),
           "social_support"),
    Course("active", 120, 200, (*_CARE, ("plan_and_services", 20, None), ("plan_monitoring", 45, None)), "child_patronage"),
    Course("active", 60, 140, (("first_contact", 0, 12), ("assessment", 10, 35), ("home_visits", 30, None)), "home_visiting"),
    Course("assessment", 15, 30, (("intake", 0, 50), ("assessment", 40, None)), "family_support"),
    Course("active", 240, 330, (*_CARE, ("plan_and_services", 20, None), ("plan_monitoring", 45, 70),
                                ("relocation_preparing", 80, None)), "child_patronage"),
    Course("active", 150, 260, (("intake", 0, 8), ("assessment", 6, 25), ("council", 22, 30), ("services", 28, None),
                                ("results", 80, None)), "social_support"),
)  # fmt: skip
_OTHERS_EVERY = 4  # after the first round of social patronage


def course_of(place: int) -> Course:
    """How the case of the family at this place went; the first ones show every stage of social patronage."""
    if place >= len(COURSES) and place % _OTHERS_EVERY == 0:
        return OTHERS[(place - len(COURSES)) // _OTHERS_EVERY % len(OTHERS)]
    return COURSES[place % len(COURSES)]


def make_family(sheet: Sheet, around: Around, place: int) -> Made:
    """A family with its people, its address and its case; visits and papers come after it."""
    draw, say, course = sheet.draw, words("words"), course_of(place)
    office = words("office")
    house = Household(sheet, around)
    kind = house.make()
    age = draw.between(course.youngest, course.oldest)
    opened = draw.day(-age)
    curator = around.curator(place)
    address = f"{draw.pick(office['streets'])}, {draw.between(1, 140)}"
    if draw.happens(0.5):
        address += office["flat"].format(number=draw.between(1, 90))
    adults = [one for one in house.members if not one.child and one.lives]
    talks = draw.happens(0.6) and not draw.light
    family = sheet.add(
        "family", name=house.name, country=office["country"], district=curator.district,
        categories=categories(draw, house.members, kind), phone=draw.phone(), contact_person=adults[0].full_name,
        way_there=draw.pick(office["ways"]) if draw.happens(0.3) else None,
        housing=draw.pick(("own_house", "own_flat", "rented", "room", "relatives", "municipal")),
        housing_note=draw.pick(say["family"]["housing_notes"]) if talks else None,
        outside_contacts=draw.pick(say["family"]["outside"]) if talks else None,
        inside_contacts=draw.pick(say["family"]["inside"]) if talks else None,
        strengths=draw.pick(say["family"]["strengths"]) if talks else None,
        story=draw.pick(say["family"]["story"]) if talks and draw.happens(0.4) else None,
    )  # fmt: skip
    put_into_family(sheet, family, house.members)
    sheet.add(
        "household_address", family_id=family, kind="living", address=f"{office['city']}, {address}",
        landmark=draw.pick(office["landmarks"]) if draw.happens(0.3) else None,
    )  # fmt: skip
    made = Made(
        family, house.name, tuple(house.members), address, curator.district, curator, family, opened,
        _ended(course, opened, age), draw.pick(("low", "medium", "medium", "high", "high", "critical")),
        status=course.status,
    )  # fmt: skip
    if course.status == "observation":
        made.risk = "low"
    made.every = 30 if course.status == "observation" else EVERY[made.risk]
    _case(sheet, around, made, course, age)
    return made


def _ended(course: Course, opened: date, age: int) -> date | None:
    if course.status not in ("closed", "refused", "transferred"):
        return None
    share = max(till or 100 for _stage, _since, till in course.stages)
    return opened + timedelta(days=age * share // 100)


def _case(sheet: Sheet, around: Around, made: Made, course: Course, age: int) -> None:
    draw, say = sheet.draw, words("words")["case"]
    decided = course.status not in ("checking", "refused")
    group = draw.pick(("crisis", "hardship", "hardship", "danger", "danger"))
    reporter = draw.pick(tuple(around.agencies.values()))
    decision = min(made.opened_on + timedelta(days=draw.between(7, 15)), draw.today)
    follows = pathway_of("observation" if course.status == "observation" else course.pathway)
    made.case = sheet.add(
        "case", family_id=made.id, pathway=follows.key, pathway_version=follows.version, opened_on=made.opened_on,
        source=reporter.source, reported_by=reporter.contact, route="through_kdn" if decided else "partner_referral",
        patronage=follows.patronage, grounds_group=group,
        grounds=tuple(draw.some(_GROUNDS[group], 1, 3)), curator_id=made.curator.id, status=course.status, risk=made.risk,
        risk_score={"low": 4, "medium": 9, "high": 14, "critical": 19}[made.risk] + draw.between(-2, 2),
        risk_on=min(made.opened_on + timedelta(days=5), draw.today), visit_every=made.every,
        decision_body=draw.pick(_BODIES.get(follows.key, follows.decided_by)) if decided else None,
        decision_number=str(draw.between(12, 240)) if decided else None, decision_on=decision if decided else None,
        decision_reason=draw.pick(say["reasons"]) if decided else None,
        alternatives=draw.pick(say["alternatives"]) if decided else None, acute_crisis=made.risk == "critical",
        closed_on=made.closed_on,
        closing_ground={"closed": "solved", "refused": "family_refused", "transferred": "handed_over"}.get(course.status),
        conclusion=_conclusion(draw, course.status),
    )  # fmt: skip
    for stage, since, till in course.stages:
        opened = made.opened_on + timedelta(days=age * since // 100)
        closed = made.opened_on + timedelta(days=age * till // 100) if till is not None else None
        sheet.add(
            "stage_period", case_id=made.case, stage=stage, opened_on=opened, closed_on=closed,
            due_on=opened + timedelta(days=365 if stage == "observation" else 180 if stage == "plan" else 45),
            note=draw.pick(say["stage_notes"]) if draw.happens(0.2) else None,
        )  # fmt: skip
    _team(sheet, around, made)
    signal_of(sheet, made, reporter.source, reporter.contact)


def _conclusion(draw: Draw, status: str) -> str | None:
    say = words("words")["case"]
    key = {"refused": "refusals", "closed": "conclusions", "transferred": "conclusions"}.get(status)
    return str(draw.pick(say[key])) if key else None


def _team(sheet: Sheet, around: Around, made: Made) -> None:
    sheet.add("team_member", case_id=made.case, staff_id=made.curator.id, role="curator", coordinator=True, since=made.opened_on)
    if sheet.draw.light:
        return
    sheet.add("team_member", case_id=made.case, staff_id=around.staff[-1].id, role="psychologist", since=made.opened_on)
    school = around.agencies["school7"]
    sheet.add("team_member", case_id=made.case, agency_id=school.id, name=school.contact, role="teacher", since=made.opened_on)


def signal_of(sheet: Sheet, made: Made, source: str, reporter: str, essence: str = "") -> None:
    """The word by which the family became known, decided by opening the case."""
    draw, say = sheet.draw, words("words")["signal"]
    received = made.opened_on - timedelta(days=draw.between(0, 3))
    urgent = made.risk == "critical"
    sheet.add(
        "signal", answered_at=at(made.opened_on, 10) if urgent else None, answered_by=made.curator.name if urgent else None,
        answer=words("words")["visit"]["answers"][1] if urgent else None,
        received_at=at(received, draw.between(3, 9)), source=source, reported_by=reporter,
        form=draw.pick(("oral", "written", "phone", "hotline")), about=say["about"].format(family=of_family(made.name)),
        address=made.address, essence=essence or draw.pick(say["essence"]), urgent=urgent,
        handed_to_id=made.curator.id, check_on=made.opened_on, check_result=draw.pick(say["checks"]),
        decision="case_opened", decided_on=made.opened_on, family_id=made.id,
    )  # fmt: skip
