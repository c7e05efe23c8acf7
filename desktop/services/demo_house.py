"""What the invented office keeps beside its families: carers, groups, library, trainings, directory, subsistence minimum."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from desktop.services.demo_draw import Around, Draw, Made, Sheet, words

_MEMBERS = 8


def carers(sheet: Sheet, around: Around, draw: Draw) -> list[tuple[UUID, str]]:
    """The register of carers and contact families; ids with kinds."""
    office, found = words("office"), []
    for place, one in enumerate(words("records")["carers"]):
        since = draw.day(-900 + 120 * place)
        id_ = sheet.add(
            "carer", **one, state="working" if place % 3 else "ready", registered_on=since, trained_on=since - timedelta(days=20),
            address=f"{office['city']}, {draw.pick(office['streets'])}, {draw.between(1, 90)}", phone=draw.phone(),
            coordinator_id=around.staff[place % len(around.staff)].id,
        )  # fmt: skip
        found.append((id_, one["kind"]))
    return found


def keep_house(sheet: Sheet, around: Around, draw: Draw, families: Sequence[Made]) -> None:
    """Everything of the office that belongs to no family."""
    say = words("records")
    _directory(sheet, around, draw, say["directory"])
    for place, one in enumerate(say["library"]):
        sheet.add("library_item", **one, checked_on=draw.day(-20 * place - 5))
    for one in say["minima"]:
        for year in (1, 0):
            since = date(draw.today.year - year, 1, 1)
            amount = Decimal(one["amount"]) * (100 - 6 * year) / 100
            region = words("office")["city"]
            sheet.add(
                "subsistence_minimum",
                region=region,
                group=one["group"],
                since=since,
                amount=amount.quantize(Decimal(1)),
            )
    _trainings(sheet, around, draw, say["trainings"])
    for place, one in enumerate(say["groups"]):
        _group(sheet, around, draw, one, place, families)


def _directory(sheet: Sheet, around: Around, draw: Draw, services: Sequence[dict[str, Any]]) -> None:
    for place, one in enumerate(services):
        said = {key: value for key, value in one.items() if key != "agency"}
        agency = around.agencies[one["agency"]].id
        sheet.add(
            "directory_service",
            **said,
            agency_id=agency,
            phone=draw.phone(),
            checked_on=draw.day(-9 * place - 2),
        )


def _trainings(sheet: Sheet, around: Around, draw: Draw, trainings: Sequence[dict[str, Any]]) -> None:
    for place, one in enumerate(trainings):
        held = draw.day(-30 - 70 * place)
        id_ = sheet.add("training", **one, held_on=held, till=held + timedelta(days=3) if one["hours"] > 12 else None)
        for colleague in draw.some(around.staff, 3, 5):
            sheet.add("training_attendee", training_id=id_, staff_id=colleague.id, name=colleague.name)


def _group(sheet: Sheet, around: Around, draw: Draw, one: dict[str, Any], place: int, families: Sequence[Made]) -> None:
    since = draw.day(-70 + 20 * place)
    leader = around.staff[-1 if place == 0 else place].id
    said = {key: value for key, value in one.items() if key != "topics"}
    id_ = sheet.add("group_programme", **said, leader_id=leader, since=since)
    members = _members(draw, one["for_whom"], place, families)
    for person, _family in members:
        sheet.add("group_member", group_programme_id=id_, person_id=person, joined_on=since)
    for number, topic in enumerate(one["topics"]):
        held = since + timedelta(days=7 * (number + 1))
        if held > draw.today:
            return
        session = sheet.add("group_session", group_id=id_, held_on=held, topic=topic, minutes=90, leader_id=leader)
        for person, family in members:
            came = draw.happens(0.8)
            sheet.add("attendance", group_session_id=session, person_id=person, came=came)
            if came:
                sheet.add(
                    "service_given", family_id=family, given_on=held, kind="group_work", name=one["name"], person_id=person,
                    worker_id=leader, group_id=id_, in_group=True, minutes=90,
                )  # fmt: skip


def _members(draw: Draw, audience: str, place: int, families: Sequence[Made]) -> list[tuple[UUID, UUID]]:
    """Whoever is meant, one of a family, of families that are still worked with."""
    found: list[tuple[UUID, UUID]] = []
    for made in families[place::3]:
        children = [child for child in made.children_on(draw.today) if 6 <= (draw.today - child.born).days / 365 <= 12]
        among = children if audience == "children" else made.adults
        if among and made.closed_on is None:
            found.append((among[0].id, made.id))
        if len(found) == _MEMBERS:
            break
    return found
