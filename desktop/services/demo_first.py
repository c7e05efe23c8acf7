"""The family of the pictures: always the first of a demonstration, so that whoever shows the program knows a family."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from desktop.figures.social_layout import lay_out
from desktop.models.map_data import MapData, Tie
from desktop.models.partial_dates import PartialDate
from desktop.services import demo_conflicts, demo_kin, demo_maps, demo_papers
from desktop.services.demo_cases import pathway_of, signal_of
from desktop.services.demo_draw import Around, Made, Sheet, Somebody, words
from desktop.services.demo_visits import visit

_OPENED, _FIRST_MAP, _SECOND_MAP = -86, -80, -2  # days from today: the third month of the work
_RISK, _SCORE, _EVERY = "high", 14, 7
_VISITS = (
    (-84, "held"), (-77, "held"), (-70, "held"), (-63, "not_found"), (-61, "held"), (-52, "held"), (-43, "held"),
    (-33, "partly"), (-22, "held"), (-12, "not_found"), (-9, "held"), (-2, "held"),
)  # fmt: skip


def first_family(sheet: Sheet, around: Around) -> Made:
    """Everything about them, as on the pictures."""
    people = _people(sheet, around)
    made = _card(sheet, around, people)
    _case(sheet, around, made)
    _agreement(sheet, made, people)
    made.steps = _plan(sheet, made, people)
    _visits(sheet, around, made)
    demo_kin.draw_kin(sheet, made, people, _maps(sheet, around, made, people))
    tell = words("kravtsovs")
    day = sheet.draw.day(-40)
    claims = words("words")["statement"]["claims"][0]
    said = demo_papers.statement(
        sheet, made, tell["school_words"], "third_parties", around.agencies["school7"].contact, claims[7], day, None
    )
    demo_papers.statement(
        sheet, made, tell["father_words"], "conversation", people["igor"].full_name, claims[7], day + timedelta(days=3), said
    )
    for _copy in range(2):
        demo_papers.files(sheet, made)
    demo_conflicts.draw_conflict(sheet, around, made, people)
    return made


def _people(sheet: Sheet, around: Around) -> dict[str, Somebody]:
    occupations = {
        "igor": "does_not_work", "marina": "works", "vera": "retired", "denis": "preschooler", "oleg": "studies",
        "anna": "studies",
    }  # fmt: skip
    people: dict[str, Somebody] = {}
    for key, surname, given, patronymic, sex, born, role in words("kravtsovs")["members"]:
        day = date.fromisoformat(born)
        id_ = sheet.add(
            "person", surname=surname, given_name=given, patronymic=patronymic, sex=sex, born=PartialDate.of(day),
            native_language="ru", citizenship="kg", occupation=occupations[key],
            legal_status="full" if role in ("mother", "father") else None,
            marital_status="registered" if role in ("mother", "father") else None,
            carer="mother" if role == "child" else None,
        )  # fmt: skip
        people[key] = Somebody(id_, role, sex, day, surname, given, patronymic, lives=role != "grandmother")
    igor, marina = people["igor"], people["marina"]
    sheet.add("bond", kind="union", first_id=igor.id, second_id=marina.id, nature="marriage", since=PartialDate(2011, 6))
    for child in ("oleg", "anna", "denis"):
        for parent in (igor, marina):
            sheet.add("bond", kind="parent", first_id=parent.id, second_id=people[child].id, nature="birth")
    sheet.add("bond", kind="parent", first_id=people["vera"].id, second_id=marina.id, nature="birth")
    _lives_of(sheet, around, people)
    return people


def _lives_of(sheet: Sheet, around: Around, people: dict[str, Somebody]) -> None:
    tell = words("kravtsovs")
    marina, year = people["marina"].id, sheet.draw.today.year
    sheet.add("person_phone", person_id=marina, phone=tell["phone"])
    sheet.add("person_phone", person_id=people["vera"].id, phone="+996 555 01-47-02")
    sheet.add(
        "work", person_id=marina, place=tell["place_mother"], position=tell["position_mother"], income=Decimal(9_500),
        income_kind="wage", since=date(year - 1, 9, 1),
    )  # fmt: skip
    sheet.add("work", person_id=marina, income=Decimal(4_200), income_kind="child_benefit", since=date(year, 2, 1))
    sheet.add("work", person_id=people["vera"].id, income=Decimal(7_800), income_kind="pension", since=date(2019, 11, 1))
    for key, where, form, level, attends in (
        ("oleg", "school7", 14, "basic", "rare"), ("anna", "school7", 9, "primary", "regular"),
        ("denis", "kindergarten", 0, "preschool", "with_gaps"),
    ):  # fmt: skip
        school = around.agencies[where]
        sheet.add(
            "education", person_id=people[key].id, agency_id=school.id, place=school.short, level=level, attendance=attends,
            form=str(form - 6) if form else None, since=date(year, 9, 1) if not form else date(year - form + 7, 9, 1),
        )  # fmt: skip
    sheet.add(
        "registration", person_id=people["oleg"].id, registers=("school_register", "juvenile_inspection"),
        since=sheet.draw.day(-120),
    )  # fmt: skip


def _card(sheet: Sheet, around: Around, people: dict[str, Somebody]) -> Made:
    tell, office = words("kravtsovs"), words("office")
    curator = around.staff[0]
    family = sheet.add(
        "family", name=tell["name"], country=office["country"], district=curator.district, phone=tell["phone"],
        categories=("large", "low_income", "dependency"), contact_person=tell["contact_person"], way_there=tell["way_there"],
        housing="municipal", housing_note=tell["housing_note"], inside_contacts=tell["inside"],
        outside_contacts=tell["outside"], household=tell["household"], health_and_habits=tell["habits"],
        strengths=tell["strengths"], story=tell["story"],
    )  # fmt: skip
    for one in people.values():
        sheet.add(
            "membership", family_id=family, person_id=one.id, role=one.role,
            lives="permanently" if one.lives else "not_living", takes_part=None if one.child else "takes_part",
        )  # fmt: skip
    address = f"{office['city']}, {tell['address']}"
    sheet.add("household_address", family_id=family, kind="living", address=address, landmark=tell["landmark"])
    return Made(
        family, tell["name"], tuple(people.values()), tell["address"], curator.district, curator, family,
        sheet.draw.day(_OPENED), risk=_RISK, every=_EVERY,
    )  # fmt: skip


def _case(sheet: Sheet, around: Around, made: Made) -> None:
    draw, tell, follows = sheet.draw, words("kravtsovs"), pathway_of("social_patronage")
    made.case = sheet.add(
        "case", family_id=made.id, pathway=follows.key, pathway_version=follows.version, opened_on=made.opened_on,
        source="school", reported_by=tell["reported_by"], route="through_kdn", patronage="social_patronage",
        grounds_group="danger", grounds=("alcohol", "school_absence", "family_conflict"), decision_body="kdn",
        decision_number="147", decision_on=draw.day(_OPENED + 5), decision_reason=tell["decision_reason"],
        alternatives=tell["alternatives"], curator_id=made.curator.id, status="active", risk=_RISK, risk_score=_SCORE,
        risk_on=draw.day(-16), visit_every=_EVERY, next_visit_on=draw.day(2), acute_crisis=False,
    )  # fmt: skip
    for stage, since, due, closed in (
        ("acquaintance", _OPENED, -56, -60), ("joining", -72, -25, -30), ("gathering", -58, 6, None), ("analysis", -5, 16, None),
    ):  # fmt: skip
        sheet.add(
            "stage_period", case_id=made.case, stage=stage, opened_on=draw.day(since), due_on=draw.day(due),
            closed_on=draw.day(closed) if closed else None,
        )  # fmt: skip
    sheet.add("team_member", case_id=made.case, staff_id=made.curator.id, role="curator", coordinator=True, since=made.opened_on)
    sheet.add("team_member", case_id=made.case, staff_id=around.staff[-1].id, role="psychologist", since=draw.day(-70))
    for key, role in (("school7", "teacher"), ("police", "juvenile_inspector")):
        body = around.agencies[key]
        sheet.add("team_member", case_id=made.case, agency_id=body.id, name=body.contact, role=role, since=draw.day(-60))
    signal_of(sheet, made, "school", tell["reported_by"], tell["signal"])


def _agreement(sheet: Sheet, made: Made, people: dict[str, Somebody]) -> None:
    draw, tell = sheet.draw, words("kravtsovs")
    made.contract = demo_papers.agreement(sheet, made, "bilateral", draw.day(-75), "signed")
    sheet.rows["agreement"][-1]["purpose"] = tell["agreement_purpose"]
    sheet.rows["obligation"] = [row for row in sheet.rows["obligation"] if row["agreement_id"] != made.contract]
    for place, (side, text, who, due, state, note) in enumerate(tell["obligations"], 1):
        sheet.add(
            "obligation", agreement_id=made.contract, place=place, side=side, words=text,
            person_id=people[who].id if who else None, responsible=None if who else made.curator.name,
            due_on=draw.day(due), state=state, marked_on=draw.day(-9) if state != "open" else None, note=note or None,
        )  # fmt: skip


def _plan(sheet: Sheet, made: Made, people: dict[str, Somebody]) -> tuple[UUID, ...]:
    draw, say = sheet.draw, words("words")["plan"]
    plan = sheet.add(
        "plan_version", family_id=made.id, case_id=made.case, agreement_id=made.contract, edition=1, current=True,
        kind="monthly", since=draw.day(-20), till=draw.day(10), goal=say["goals"][0], author_id=made.curator.id,
        reason=say["changed"],
    )  # fmt: skip
    return tuple(
        sheet.add(
            "step", plan_version_id=plan, place=place, words=text, person_id=people[who].id, helper=made.curator.name,
            due_on=draw.day(due), expected=expected, mark=mark, marked_on=None if mark == "not_due" else draw.day(-9),
            reason=reason or None,
        )
        for place, (text, who, expected, due, mark, reason) in enumerate(words("kravtsovs")["steps"], 1)
    )  # fmt: skip


def _visits(sheet: Sheet, around: Around, made: Made) -> None:
    draw, tell = sheet.draw, words("kravtsovs")
    made_visits: list[UUID] = []
    for place, (days, outcome) in enumerate(_VISITS):
        calm: dict[str, Any] = {}
        if outcome == "not_found":
            calm = {"observations": tell["not_found_observation"]}
        elif days == -2:
            calm = {
                "intoxication": True, "violence": False, "threat": False, "danger_note": tell["danger_note"], "trust": 3,
                "observations": words("words")["visit"]["observations"][6],
            }  # fmt: skip
        else:
            calm = {"intoxication": False, "violence": False, "threat": False, "danger_note": None}
        following = _VISITS[place + 1][0] if place + 1 < len(_VISITS) else 2
        made_visits.append(visit(sheet, around, made, draw.day(days), outcome, draw.day(following), first=place == 0, **calm))
    sheet.add("visit_step", visit_id=made_visits[-1], step_id=made.steps[0], mark="partly")
    for row in sheet.rows["alert"]:
        if row["visit_id"] == made_visits[-1]:  # nobody answered the newest yet
            row.update(answered_at=None, answered_by=None, answer=None)


def _maps(sheet: Sheet, around: Around, made: Made, people: dict[str, Somebody]) -> UUID:
    """The map of the pictures, and the one before it, without those who came since; the id of the first."""
    draw, tell = sheet.draw, words("kravtsovs")
    map_ = demo_maps.start(draw.new_id, made, tell["title"], draw.day(_SECOND_MAP))
    node = {one.ref: one.id for one in map_.nodes}
    for name, kind, sphere, whom, end, *rest in tell["around"]:
        person = people.get(whom)
        row = (name, kind, sphere, whom, *rest)
        map_ = demo_maps.connect(draw.new_id, around, map_, row, node[people[end].id], person)
    quarrel = Tie(draw.new_id(), node[people["igor"].id], node[people["oleg"].id], "conflict", told_on=map_.drawn_on)
    map_ = map_.with_tie(quarrel)
    demo_maps.keep(sheet, made, lay_out(_before(map_, draw.new_id(), draw.day(_FIRST_MAP))), final=True)
    demo_maps.keep(sheet, made, lay_out(map_), final=False)
    return map_.id


def _before(map_: MapData, id_: UUID, day: date) -> MapData:
    new = {row[0] for row in words("kravtsovs")["around"] if not row[9]}
    older = map_.without(*(node.id for node in map_.nodes if node.name in new))
    ties = tuple(
        replace(tie, told_on=day, quality="ordinary" if tie.quality in ("strong", "broken") else tie.quality)
        for tie in older.ties
    )
    return replace(older, id=id_, drawn_on=day, ties=ties)
