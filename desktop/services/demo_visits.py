"""Invented visits: by the rhythm of the risk, mostly held, sometimes in vain, rarely with a danger that was seen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from desktop.rules.visits import NOBODY_FOUND, alerts_of
from desktop.services.demo_draw import Around, Draw, Made, Sheet, at, words

_OUTCOMES = ("held",) * 15 + ("partly", "partly", NOBODY_FOUND, NOBODY_FOUND, "not_let_in", "postponed")
_REASONS = {NOBODY_FOUND: "nobody_home", "not_let_in": "door_not_opened", "postponed": "family_asked"}
_HELD = frozenset({"held", "partly"})
WORKED = frozenset({"checking", "assessment", "active", "observation"})
_MOST = 90  # visits of one family, for cases that last for years
_FEW = 3


def visit_family(sheet: Sheet, around: Around, made: Made) -> None:
    """All visits of the case from its opening, and when the next one is due."""
    draw = sheet.draw
    next_on = _next_day(draw, made) if made.status in WORKED else None
    days = list(_days(draw, made, next_on))
    if draw.light:
        days = days[-_FEW:]
    previous: UUID | None = None
    for place, day in enumerate(days):
        following = days[place + 1] if place + 1 < len(days) else next_on
        outcome = "held" if place == 0 else draw.pick(_OUTCOMES)
        previous = visit(sheet, around, made, day, outcome, following, first=place == 0)
    if next_on is not None:
        sheet.rows["case"][-1]["next_visit_on"] = next_on
    if previous is not None and days[-1] > draw.day(-60):
        _mark_steps(sheet, made, previous)


def _next_day(draw: Draw, made: Made) -> date:
    if draw.happens(0.12):
        return draw.day(-draw.between(1, 9))  # nobody went
    return draw.today if draw.happens(0.08) else draw.day(draw.between(1, made.every))


def _days(draw: Draw, made: Made, next_on: date | None) -> Iterator[date]:
    """From the opening on; the last one leaves the rhythm's gap before the next."""
    last = (next_on - timedelta(days=1)) if next_on else made.closed_on or draw.today
    last = min(last, draw.today)
    day = made.opened_on + timedelta(days=min(draw.between(0, 3), (last - made.opened_on).days))
    for _number in range(_MOST):
        if day > last or day < made.opened_on:
            return
        yield day
        day += timedelta(days=max(1, made.every + draw.between(-1, 2)))
        if day.weekday() > 4:
            day += timedelta(days=7 - day.weekday())


def visit(
    sheet: Sheet, around: Around, made: Made, day: date, outcome: str, next_on: date | None, *, first: bool = False,
    **more: Any,
) -> UUID:  # fmt: skip
    """One visit with whom they met and which children they saw; a danger raises its alert."""
    draw, held = sheet.draw, outcome in _HELD
    values = _said(draw, outcome, first=first) | _dangers(draw, outcome, made) | more
    hour = draw.between(9, 17)
    usual = "follow_up" if made.status == "observation" else draw.pick(("control", "diagnostic", "adaptation"))
    id_ = sheet.add(
        "visit", family_id=made.id, case_id=made.case, worker_id=made.curator.id, visited_on=day, came=f"{hour:02}:10",
        left=f"{hour:02}:55" if held else None, planned="planned" if draw.happens(0.85) else "unplanned",
        kind="first" if first else usual,
        functions=("diagnostic",) if first else tuple(draw.some(("control", "adaptation", "rehabilitation"), 1, 2)),
        place="home", outcome=outcome, reason=_REASONS.get(outcome), next_on=next_on, **values,
    )  # fmt: skip
    if draw.happens(0.15) and not draw.light:
        sheet.add("visit_participant", visit_id=id_, staff_id=around.staff[-1].id, name=around.staff[-1].name)
    if held:
        for one in draw.some(made.adults, 1, 2):
            sheet.add("visit_met", visit_id=id_, person_id=one.id, name=one.full_name)
    not_seen = _children(sheet, made, id_, day, held=held)
    for kind in alerts_of(values, outcome, not_seen):
        _alert(sheet, made, id_, kind, day)
    return id_


def _said(draw: Draw, outcome: str, *, first: bool) -> dict[str, Any]:
    say, held = words("words")["visit"], outcome in _HELD
    if draw.light:
        return {"observations": draw.pick(say["observations"] if held else say["unheld"])}
    return {
        "purpose": say["purposes"][2] if first else draw.pick(say["purposes"]),
        "observations": draw.pick(say["observations"] if held else say["unheld"]),
        "done": draw.pick(say["done"]) if held else None,
        "recommendations": draw.pick(say["recommendations"]) if held and draw.happens(0.5) else None,
        "trust": draw.between(2, 5) if held else None,
        "resistance": draw.pick(say["resistance"]) if held and draw.happens(0.1) else None,
        "signed": "signed" if held and draw.happens(0.7) else "not_asked" if held else "absent",
    }


def _dangers(draw: Draw, outcome: str, made: Made) -> dict[str, Any]:
    if outcome not in _HELD:
        return {"violence": None, "intoxication": None, "threat": None, "danger_unseen": True}
    rare = {"low": 0.0, "medium": 0.004, "high": 0.012, "critical": 0.03}[made.risk]
    intoxication, violence = draw.happens(rare), draw.happens(rare / 3)
    note = words("words")["visit"]["dangers"][1 if violence else 0] if violence or intoxication else None
    return {
        "violence": violence, "intoxication": intoxication, "threat": False, "danger_unseen": False, "danger_note": note,
    }  # fmt: skip


def _children(sheet: Sheet, made: Made, visit_id: UUID, day: date, *, held: bool) -> list[UUID]:
    draw, not_seen = sheet.draw, []
    for child in made.children_on(day):
        seen = held and draw.happens(0.9)
        note = draw.pick(words("words")["visit"]["child_notes"][:2]) if held and not seen else None
        sheet.add("visit_child", visit_id=visit_id, person_id=child.id, seen=seen, note=note)
        if not seen:
            not_seen.append(child.id)
    return not_seen


def _alert(sheet: Sheet, made: Made, visit_id: UUID, kind: str, day: date) -> None:
    draw, answers = sheet.draw, words("words")["visit"]["answers"]
    age = (draw.today - day).days
    answered = made.status not in WORKED or age > 5 or (age > 1 and draw.happens(0.6))
    sheet.add(
        "alert", family_id=made.id, visit_id=visit_id, kind=kind, raised_at=at(day, 12),
        answered_at=at(min(day + timedelta(days=1), draw.today), 4 if age else 13) if answered else None,
        answered_by=made.curator.name if answered else None,
        answer=(answers[2] if kind == "not_seen" else draw.pick(answers[:2])) if answered else None,
    )  # fmt: skip


def _mark_steps(sheet: Sheet, made: Made, visit_id: UUID) -> None:
    for step in made.steps[:2]:
        sheet.add("visit_step", visit_id=visit_id, step_id=step, mark=sheet.draw.pick(("done", "partly", "not_done")))
