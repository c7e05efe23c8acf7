"""Invented records of a family: what troubles and what helps it, services, aid, contacts, consents, a child placed.

Everything is drawn apart from the families themselves, so that those stay the same whatever is added here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from desktop.services.demo_draw import Around, Draw, Made, Sheet, Somebody, at, words
from desktop.services.demo_visits import WORKED

_NEW = frozenset({"checking", "refused"})
_DATA = (
    "names",
    "born",
    "address",
    "phones",
    "papers",
    "family",
    "education",
    "income",
    "housing",
    "situation",
)
_ACTIONS = ("collect", "record", "systematise", "accumulate", "keep", "refine")


class Records:
    """The records of one family after another."""

    def __init__(self, draw: Draw, around: Around) -> None:
        self.draw, self.around = draw, around
        self.say = words("records")
        self.carers: list[tuple[UUID, str]] = []  # id, kind: filled once the register is drawn
        self.place = 0

    def family(self, sheet: Sheet, made: Made) -> None:
        """Everything about one family."""
        self.place += 1
        self._consent(sheet, made)
        self._contacts(sheet, made, 2 if made.status in _NEW else self.draw.between(3, 7))
        if made.status in _NEW:
            return
        problems = self._needs(sheet, made)
        self._levels(sheet, made)
        self._help(sheet, made, problems)
        self._team(sheet, made)
        if self.carers and made.children_on(self.draw.today):
            self._care(sheet, made)

    # Days and people

    def _day(self, made: Made, share: float | None = None) -> date:
        """A day of the work with the family."""
        last = min(made.closed_on or self.draw.today, self.draw.today)
        days = max(0, (last - made.opened_on).days)
        part = self.draw.random.random() if share is None else share
        return made.opened_on + timedelta(days=int(days * part))

    def _whose(self, made: Made, whose: str) -> UUID | None:
        among: Sequence[Somebody] = made.adults if whose == "adult" else made.children_on(self.draw.today)
        return self.draw.pick(among).id if whose != "family" and among else None

    # Needs

    def _needs(self, sheet: Sheet, made: Made) -> list[UUID]:
        draw, over = self.draw, made.closed_on is not None
        found: list[UUID] = []
        goals: list[UUID] = []
        for code, whose, said, goal, expected in draw.some(self.say["problems"], 1, 3):
            since = self._day(made, draw.random.random() * 0.3)
            solved = over and draw.happens(0.7)
            state = "solved" if solved else draw.pick(("open", "in_work", "in_work", "eased"))
            person = self._whose(made, whose)
            found.append(
                sheet.add(
                    "problem", family_id=made.id, code=code, words=said, person_id=person, degree=draw.between(1, 3), since=since,
                    state=state, solved_on=made.closed_on if solved else None,
                )
            )  # fmt: skip
            if draw.happens(0.8):
                goals.append(
                    sheet.add(
                        "goal", family_id=made.id, problem_id=found[-1], person_id=person, words=goal, expected=expected,
                        chosen_on=self._day(made, 0.35), realistic=True, state="reached" if solved else "open",
                        control_on=draw.day(draw.between(5, 60)), reached_on=made.closed_on if solved else None,
                        actual=expected if solved else None,
                    )
                )  # fmt: skip
        self._serve_goals(sheet, made, goals)
        for said, kind in draw.some(self.say["strengths"], 1, 3):
            used = draw.happens(0.5)
            sheet.add("strength", family_id=made.id, words=said, kind=kind, used=used, noticed_on=self._day(made))
        if draw.happens(0.35):
            teller = made.adults[0].full_name if made.adults else None
            story = draw.pick(self.say["stories"])
            sheet.add("family_story", family_id=made.id, told_on=self._day(made, 0.2), told_by=teller, words=story)
        return found

    def _serve_goals(self, sheet: Sheet, made: Made, goals: list[UUID]) -> None:
        """Steps of the plan serve goals: the spine is whole."""
        steps = [row for row in sheet.rows.get("step", ()) if row["id"] in set(made.steps)] if goals and made.steps else []
        for place, row in enumerate(steps):
            row["goal_id"] = goals[place % len(goals)]

    # Help

    def _help(self, sheet: Sheet, made: Made, problems: list[UUID]) -> None:
        draw = self.draw
        offered = [*((kind, name, False) for kind, name in draw.some(self.say["services"], 2, 5))]
        offered += [("information", draw.pick(self.say["information"]), False)] if draw.happens(0.6) else []
        offered += [(*draw.pick(self.say["urgent"]), True)] if draw.happens(0.15) else []
        for kind, name, urgent in offered:
            sheet.add(
                "service_given", family_id=made.id, given_on=self._day(made), kind=kind, name=name, urgent=urgent or None,
                person_id=draw.pick(made.members).id if draw.happens(0.7) else None, worker_id=made.curator.id,
                problem_id=draw.pick(problems) if problems and draw.happens(0.7) else None,
                step_id=draw.pick(made.steps) if made.steps and draw.happens(0.5) else None,
                result=draw.pick(self.say["service_results"]) if draw.happens(0.7) else None, minutes=draw.between(3, 12) * 10,
                method=draw.pick(("problem_solving", "task_centred", "crisis")),
                role=draw.pick(("assistant", "adviser", "mediator")),
            )  # fmt: skip
        for kind, name, unit, most, price in draw.some(self.say["aid"], 0, 2):
            count = draw.between(1, most)
            sheet.add(
                "material_aid", family_id=made.id, given_on=self._day(made), kind=kind, name=name, unit=unit,
                quantity=Decimal(count), total=Decimal(count * price), source=draw.pick(self.say["aid_sources"]),
                basis=draw.pick(self.say["aid_basis"]), person_id=draw.pick(made.adults).id if made.adults else None,
                worker_id=made.curator.id, signed="signed",
            )  # fmt: skip

    # Contacts

    def _contacts(self, sheet: Sheet, made: Made, count: int) -> None:
        draw = self.draw
        for _number in range(count):
            kind, direction, said, result, useful = draw.pick(self.say["contacts"])
            hour = draw.pick((3, 4, 5, 7, 8, 9, 10, 13, 15))  # UTC: the last two are evening in Bishkek
            stranger = direction == "from_others"
            agency = draw.pick(("school7", "clinic")) if direction == "from_agency" else ""
            sheet.add(
                "contact", family_id=made.id, at=at(self._day(made), hour), kind=kind, direction=direction,
                worker_id=made.curator.id, words=said, result=result or None, minutes=draw.between(1, 6) * 5,
                person_id=None if stranger or agency or not made.adults else draw.pick(made.adults).id,
                agency_id=self.around.agencies[agency].id if agency else None,
                name=draw.pick(self.say["neighbours"]) if stranger else None, after_hours=hour > 12, effective=useful,
            )  # fmt: skip

    def _consent(self, sheet: Sheet, made: Made) -> None:
        if not made.adults:
            return
        draw, adult = self.draw, made.adults[0]
        refused = made.status == "refused" or draw.happens(0.03)
        day = min(made.opened_on + timedelta(days=draw.between(1, 8)), draw.today)
        common: dict[str, Any] = {
            "purpose": self.say["consent_purpose"], "data": _DATA, "actions": _ACTIONS,
            "recipients": self.say["consent_recipients"],
            "how_to_withdraw": self.say["consent_withdraw"], "state": "refused" if refused else "given",
            "given_on": None if refused else day, "refused_on": day if refused else None,
            "till": None if refused else day + timedelta(days=730), "reason": self.say["consent_refusal"] if refused else None,
        }  # fmt: skip
        sheet.add("consent", family_id=made.id, person_id=adult.id, **common)
        for child in made.children_on(day)[:2]:
            role = self.say["consent_roles"].get(adult.role, self.say["consent_roles"]["other"])
            sheet.add(
                "consent",
                family_id=made.id,
                person_id=child.id,
                representative_id=adult.id,
                authority=role,
                **common,
            )

    def _team(self, sheet: Sheet, made: Made) -> None:
        draw = self.draw
        if draw.happens(0.5):
            key, who, question, opinion, advice = draw.pick(self.say["consultations"])
            asked = self._day(made)
            answered = asked + timedelta(days=draw.between(1, 6))
            known = answered <= draw.today
            sheet.add(
                "consultation", family_id=made.id, direction="we_ask", asked_on=asked, worker_id=made.curator.id,
                agency_id=self.around.agencies[key].id, specialist=who, question=question,
                answered_on=answered if known else None, opinion=opinion if known else None,
                recommendations=advice if known else None,
            )  # fmt: skip
        for said in draw.some(self.say["tasks"], 0, 2):
            done = made.status not in WORKED or draw.happens(0.5)
            sheet.add(
                "task", family_id=made.id, words=said, worker_id=made.curator.id, state="done" if done else "open",
                due_on=self._day(made) if done else draw.day(draw.between(-3, 20)),
                done_on=self._day(made, 0.9) if done else None,
                result=draw.pick(self.say["task_results"]) if done else None,
            )  # fmt: skip

    # Care

    def _care(self, sheet: Sheet, made: Made) -> None:
        draw, child = self.draw, made.children_on(self.draw.today)[0]
        if self.place % 12 == 1:
            self._placement(sheet, made, "contact_family", None, "placed" if made.status in WORKED else "ended")
        if self.place % 40 == 6:
            ended = made.status not in WORKED
            self._placement(sheet, made, "patronage", child.id, "ended" if ended else "placed")
        if self.place % 30 == 4:
            source, bringer, why = draw.pick(self.say["stays"])
            admitted = self._day(made, 0.1)
            sheet.add(
                "institution_stay", family_id=made.id, person_id=child.id,
                admitted_at=at(admitted, 12), reported_by=source.format(n=draw.between(100, 900)), brought_by=bringer,
                circumstances=why, address=made.address, mother=self._parent(made, "mother"), father=self._parent(made, "father"),
                placed_as="returned", placed_on=admitted + timedelta(days=draw.between(2, 9)), address_after=made.address,
            )  # fmt: skip

    def _parent(self, made: Made, role: str) -> str | None:
        found = next((one for one in made.members if one.role == role), None)
        return f"{found.full_name}, {made.address}" if found and found.lives else found.full_name if found else None

    def _levels(self, sheet: Sheet, made: Made) -> None:
        """Levels of support and, where the work has ended, its result: what the journal of families shows."""
        change = self._day(made, 0.4)
        sheet.add("support_level", case_id=made.case, level="adaptation", since=made.opened_on, till=change)
        sheet.add("support_level", case_id=made.case, level="basic", since=change, till=made.closed_on)
        if made.closed_on is not None:
            case = next(row for row in sheet.rows["case"] if row["id"] == made.case)
            case["result"] = self.draw.pick(("self_sufficient", "improved", "improved", "partly", "unchanged"))

    def _placement(self, sheet: Sheet, made: Made, kind: str, child: UUID | None, state: str) -> None:
        draw = self.draw
        fitting = [id_ for id_, carer in self.carers if (carer == "contact_family") == (kind == "contact_family")]
        since = self._day(made, 0.5)
        till = self._day(made, 0.95) if state == "ended" else None
        placed = sheet.add(
            "placement", family_id=made.id, carer_id=fitting[self.place % len(fitting)], child_id=child, kind=kind, state=state,
            reasons=("support_wanted",) if kind == "contact_family" else ("parents_ill",), matched_on=since - timedelta(days=7),
            matched_why=draw.pick(self.say["matched"]), prepared=self.say["prepared"], since=since, till=till,
            due_on=since + timedelta(days=180), ended=("contact_ended" if child is None else "returned") if till else None,
            moving=self.say["moving"] if child and till else None,
        )  # fmt: skip
        for number, (how, said) in enumerate(draw.some(self.say["meetings"], 2, 4)):
            held = min(since + timedelta(days=5 + 9 * number), draw.today)
            sheet.add("placement_meeting", placement_id=placed, held_on=held, kind=how, words=said)
