"""Maps of changes of the demonstration office: the family of the pictures in the middle of the work, and one that is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from desktop.models.change_map import FORM, USUAL_SCALE
from desktop.rules import sheets as rules
from desktop.services import definitions_kept
from desktop.services.demo_draw import Made, Sheet, words
from desktop.store.sheets import definition_ids
from desktop.store.units import Reading

_LEFT: Final = frozenset({"observation", "closed"})
_MOST: Final = 3  # families that were left and have a map


class ChangeMaps:
    """The maps of one family after another; the definition is read once."""

    def __init__(self, reading: Reading) -> None:
        form = definitions_kept.form(reading, FORM)
        self.definition, self.named = definition_ids(reading, FORM)[form.version], rules.name_of(form)
        self.made = 0

    def first(self, sheet: Sheet, made: Made) -> None:
        """The family of the pictures: entrance and two looks since, no conclusion yet."""
        tell = words("changes")
        days = [sheet.draw.day(number) for number in tell["days"]]
        self._keep(sheet, made, self._answers(sheet, tell, days), days[-1], rules.DRAFT)

    def family(self, sheet: Sheet, made: Made) -> None:
        """A family that was left, as long as there are few of them."""
        if made.status not in _LEFT or self.made >= _MOST:
            return
        self.made += 1
        tell = words("changes")["exit"]
        end = min(made.closed_on or sheet.draw.today, sheet.draw.today)
        whole = max(30, (end - made.opened_on).days)
        days = [min(end, made.opened_on + timedelta(days=int(whole * share))) for share in tell["shares"]]
        answers = self._answers(sheet, tell, days)
        answers["values"] |= {
            "conclusion": "observe", "observe_months": tell["months"], "ground": tell["ground"],
            "family_opinion": tell["opinion"], "concluded_on": days[-1].isoformat(), "presented_to": ["kdn", "mppk"],
        }  # fmt: skip
        self._keep(sheet, made, answers, days[-1], rules.FINISHED)

    def _answers(self, sheet: Sheet, tell: Mapping[str, Any], days: Sequence[date]) -> dict[str, Any]:
        new = sheet.draw.new_id

        def row(**values: Any) -> dict[str, Any]:
            return {"id": str(new()), "values": {key: value for key, value in values.items() if value not in ("", None)}}

        measured = [
            row(measured_on=day.isoformat(), moment=moment, with_whom=whom)
            for day, moment, whom in zip(days, tell["moments"], tell["with_whom"], strict=True)
        ]
        scores, spheres = [], []
        for code, marks, facts, confirmed, family, service, helped in tell["spheres"]:
            scores += [
                row(sphere=code, scored_on=day.isoformat(), score=mark if mark >= 0 else None, fact=fact)
                for day, mark, fact in zip(days, marks, facts, strict=True)
            ]
            spheres.append(row(sphere=code, confirmed_by=confirmed, family_part=family, service_part=service, helped=helped))
        return {
            "form": self.named, "values": {"scale": USUAL_SCALE},
            "rows": {"measurements": measured, "scores": scores, "spheres": spheres},
        }  # fmt: skip

    def _keep(self, sheet: Sheet, made: Made, answers: Mapping[str, Any], filled_on: date, state: str) -> None:
        sheet.add(
            "answer_sheet", family_id=made.id, case_id=made.case, person_id=None, definition_id=self.definition,
            filled_on=filled_on, author_id=made.curator.id, state=state, points=None, level=None, answers=answers, closed=None,
        )  # fmt: skip
