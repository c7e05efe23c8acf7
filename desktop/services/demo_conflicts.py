"""The conflict of the family of the pictures: three dated versions in which it grew and then eased."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from desktop.figures.conflict_layout import lay_out
from desktop.models.conflict_data import Agreed, ConflictData, Need, Option, Party, Reading, Relation
from desktop.models.conflicts import ConflictMap
from desktop.models.partial_dates import PartialDate
from desktop.services.demo_draw import Around, Made, Sheet, Somebody, words
from desktop.store import conflicts as kept


def draw_conflict(sheet: Sheet, around: Around, made: Made, people: dict[str, Somebody]) -> None:
    """The versions of the conflict, the last of them still being drawn."""
    tell = words("conflict")
    whole = lay_out(_whole(sheet, around, made, people, tell), lambda _dictionary, code: code)
    last = len(tell["versions"])
    for number, (days, intensity, phase) in enumerate(tell["versions"], 1):
        version = replace(
            whole, id=sheet.draw.new_id(), drawn_on=sheet.draw.day(days), intensity=intensity, phase=phase,
            mediator=whole.mediator if number > 1 else "",
        )  # fmt: skip
        data = _as_of(version, tell, number)
        head = {"conflict": data.conflict, **kept.head_values(data)}
        sheet.version(ConflictMap, made, data.id, head, kept.part_values(data), final=number < last)


def _whole(sheet: Sheet, around: Around, made: Made, people: dict[str, Somebody], tell: dict[str, Any]) -> ConflictData:
    """Everything that is known in the end."""
    new, day = sheet.draw.new_id, sheet.draw.day
    ids: dict[str, UUID] = {row[0]: new() for row in tell["parties"]}
    refs = {key: one.id for key, one in people.items()} | {key: one.id for key, one in around.agencies.items()}
    parties = tuple(
        Party(ids[key], name, kind, refs.get(whom), role, None, position, before, after)
        for key, name, kind, whom, role, position, before, after in tell["parties"]
    )
    return ConflictData(
        new(), made.id, new(), tell["issue"], day(0), parties=parties,
        needs=tuple(Need(new(), ids[whose], kind, said, common) for whose, kind, said, common, _from in tell["needs"]),
        relations=tuple(Relation(new(), ids[one], ids[other], kind) for one, other, kind, _how in tell["relations"]),
        options=tuple(
            Option(
                new(), said, by, states[-1], day(decided) if decided else None, who, day(until) if until else None,
                made.steps[step - 1] if step else None,
            )
            for said, by, states, decided, who, until, step in tell["options"]
        ),
        agreements=tuple(
            Agreed(new(), said, tuple(ids[key] for key in who), day(until), state)
            for said, who, until, state in tell["agreements"]
        ),
        readings=tuple(Reading(new(), day(days), intensity, note) for days, intensity, note in tell["readings"]),
        began_on=PartialDate.of(day(tell["versions"][0][0])), mediator=tell["mediator"], told_by=tell["told_by"],
        subject=tell["subject"], contradiction=tell["contradiction"],
    )  # fmt: skip


def _as_of(version: ConflictData, tell: dict[str, Any], number: int) -> ConflictData:
    """What was known when this version was drawn."""
    last = number == len(tell["versions"])
    options = tuple(
        replace(one, state=row[2][number - 1], decided_on=one.decided_on if row[2][number - 1] in ("agreed", "refused") else None,
                step=one.step if last else None)
        for one, row in zip(version.options, tell["options"], strict=True) if row[2][number - 1]
    )  # fmt: skip
    return replace(
        version,
        needs=tuple(one for one, row in zip(version.needs, tell["needs"], strict=True) if row[4] <= number),
        relations=tuple(
            replace(one, intensity=row[3][number - 1] if row[3] else None)
            for one, row in zip(version.relations, tell["relations"], strict=True)
        ),
        options=options, agreements=version.agreements if last else (),
        parties=version.parties if last else tuple(replace(one, state_after="") for one in version.parties),
        readings=tuple(one for one in version.readings if one.on <= version.drawn_on),
    )  # fmt: skip
