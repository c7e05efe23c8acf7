"""The kin of the family of the pictures: three generations for its genogram, and the network meeting they came to."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from desktop.models.partial_dates import PartialDate
from desktop.services.demo_draw import Made, Sheet, Somebody, at, words

_DRAWN, _MET = -14, -8  # days from today


def draw_kin(sheet: Sheet, made: Made, people: Mapping[str, Somebody], map_: UUID) -> None:
    """Relatives of no household, their unions and parents, the genogram, the meeting by the map."""
    tell, ids = words("kin"), {key: one.id for key, one in people.items()}
    for key, surname, given, patronymic, sex, born, died, left in tell["people"]:
        ids[key] = sheet.add(
            "person", surname=surname, given_name=given, patronymic=patronymic, sex=sex, born=_when(born), died=_when(died),
            left_home=_when(left), native_language="ru",
        )  # fmt: skip
    for first, second, nature, since, till, ended in tell["unions"]:
        sheet.add(
            "bond", kind="union", first_id=ids[first], second_id=ids[second], nature=nature, since=_when(since),
            till=_when(till), ended=ended or None,
        )  # fmt: skip
    for parent, child, custody in tell["parents"]:
        sheet.add("bond", kind="parent", first_id=ids[parent], second_id=ids[child], nature="birth", custody=custody or None)
    for mother, outcome, happened in tell["losses"]:
        sheet.add("pregnancy", person_id=ids[mother], outcome=outcome, happened=_when(happened))
    _genogram(sheet, made, ids)
    _meeting(sheet, made, ids, map_)


def _genogram(sheet: Sheet, made: Made, ids: Mapping[str, UUID]) -> None:
    draw, tell = sheet.draw, words("kin")
    genogram = sheet.add(
        "genogram", family_id=made.id, title=tell["title"], drawn_on=draw.day(_DRAWN), author_id=made.curator.id,
        index_id=ids["oleg"], told_by=tell["told_by"], final=False,
    )  # fmt: skip
    for first, second, kind, note in tell["feelings"]:
        sheet.add(
            "emotional_line", genogram_id=genogram, key=draw.new_id(), first_id=ids[first], second_id=ids[second], kind=kind,
            note=note or None,
        )  # fmt: skip
    for whose, kind, since in tell["marks"]:
        sheet.add("genogram_mark", genogram_id=genogram, key=draw.new_id(), person_id=ids[whose], kind=kind, since=_when(since))


def _meeting(sheet: Sheet, made: Made, ids: Mapping[str, UUID], map_: UUID) -> None:
    draw, tell = sheet.draw, words("kin")["meeting"]
    meeting = sheet.add(
        "network_meeting", family_id=made.id, held_at=at(draw.day(_MET), 9), place=tell["place"], worker_id=made.curator.id,
        moderators=tell["moderators"], map_id=map_, question=tell["question"], ideas=tell["ideas"],
        follow_up_on=draw.day(tell["follow_up"]),
    )  # fmt: skip
    for name, whom, sphere, came in tell["invited"]:
        sheet.add("meeting_guest", network_meeting_id=meeting, name=name, person_id=ids.get(whom), sphere=sphere, came=came)
    for who, said, until, state in tell["promises"]:
        sheet.add("meeting_promise", network_meeting_id=meeting, who=who, words=said, until=draw.day(until), state=state)


def _when(said: str) -> PartialDate | None:
    """`1958`, `1958-03`, `1958-03-07`, `~1958`; nothing for an empty word."""
    if not said:
        return None
    return PartialDate.from_kept(said)
