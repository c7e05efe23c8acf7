"""The largest family an office may have: every kind of record many times over, loaded as one act.

The same shape with two of everything is the family it is compared with: opening either takes the same statements.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from desktop.models.base import Entity
from desktop.models.everything import ENTITIES
from desktop.models.fields import Field, fields_of
from desktop.models.partial_dates import PartialDate
from desktop.rules import sheets as rules
from desktop.services import definitions_kept
from desktop.services.desk import Desk
from desktop.services.families import NewFamily, NewMember, family_page, register_family
from desktop.services.statements import kept_value
from desktop.store import bulk
from desktop.store.sheets import definition_ids

_SAID = "Мама просит помочь с местом в детском саду, отчим согласен на встречу с психологом"
_FORMS = ("needs_triangle", "living_conditions_act", "deep_family_assessment", "motivation_sheet")
_PERSON_PARTS = (
    "person_phone", "person_document", "person_address", "education", "work", "registration", "pregnancy",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Size:
    """How many of each kind."""

    members: int = 12
    parts: int = 3  # of each list of each person
    bonds: int = 30
    cases: int = 2
    visits: int = 200
    steps_marked: int = 2  # at each visit
    sheets: int = 40
    contacts: int = 150
    consultations: int = 12
    tasks: int = 40
    services: int = 80
    aid: int = 60
    problems: int = 20
    goals: int = 25
    strengths: int = 15
    stories: int = 4
    plans: int = 6
    steps: int = 30
    agreements: int = 4
    consents: int = 12
    placements: int = 3
    stays: int = 3
    statements: int = 40
    signals: int = 8
    alerts: int = 4
    maps: int = 3
    files: int = 25

    @classmethod
    def least(cls) -> Size:
        """Two of everything, and two fillings of each of the four questionnaires."""
        return cls(**{**{field.name: 2 for field in fields(cls)}, "sheets": 8})


def load(desk: Desk, size: Size) -> UUID:
    """Take the family in and load its records; returns its id."""
    members = tuple(
        NewMember(
            {"surname": "Осмонова", "given_name": f"Айгуль {n}", "born": PartialDate(2008 + n, 1, 1)}
            if n
            else {"surname": "Осмонова", "given_name": "Чолпон", "born": PartialDate(1984, 5, 2)},
            "child" if n else "mother",
        )
        for n in range(size.members)
    )
    family = desk.do("Family", lambda unit: register_family(unit, NewFamily("Осмоновы", members=members))).result
    assert family is not None
    rows = _Rows(desk, family).all(size)
    desk.do("Loaded", lambda unit: bulk.load(unit, rows) and None)
    return family


class _Rows:
    """The rows by table, every described fact filled."""

    def __init__(self, desk: Desk, family: UUID) -> None:
        self.desk, self.family = desk, family
        page = desk.read(lambda reading: family_page(reading, family))
        assert page is not None
        assert page.case is not None
        self.people = [member.person.id for member in page.members]
        self.case = page.case.id
        self.made: dict[str, list[dict[str, Any]]] = {}

    def all(self, size: Size) -> dict[str, list[dict[str, Any]]]:
        """Everything beside the family itself."""
        self._persons(size)
        own = {"family_id": self.family}
        self.many("case", size.cases - 1, **own, status="closed", closed_on=self.day(900), pathway="social_patronage",
                  pathway_version=1)  # fmt: skip
        for case in (self.case, *self.ids("case")):
            for part in ("stage_period", "team_member", "duty", "support_level"):
                self.many(part, 3, case_id=case, staff_id=self.desk.actor.id, stage="gathering", closed_on=None, till=None)
        problems = self.many("problem", size.problems, **own)
        goals = self.many("goal", size.goals, **own, problem_id=problems)
        steps = self._plans(size, goals)
        self._visits(size, steps)
        served = {**own, "step_id": steps, "worker_id": self.desk.actor.id, "person_id": self.people}
        self.many("service_given", size.services, **served, problem_id=problems)
        self.many("material_aid", size.aid, **served)
        self.many("contact", size.contacts, **served)
        self.many("task", size.tasks, **served)
        for kind, count in (
            ("strength", size.strengths), ("family_story", size.stories), ("consultation", size.consultations),
            ("signal", size.signals), ("alert", size.alerts), ("social_map", size.maps),
        ):  # fmt: skip
            self.many(kind, count, **own)
        self.many("consent", size.consents, **own, person_id=self.people)
        self._care(size, own)
        self._agreements(size, own)
        self._sheets(size)
        self._said_and_kept(size, own)
        return self.made

    def many(self, table: str, count: int, **values: Any) -> list[UUID]:
        """So many rows of a kind; a list among the values is gone round."""
        kind = ENTITIES[table]
        added = []
        for number in range(count):
            given = {key: _round(value, number) if isinstance(value, list) else value for key, value in values.items()}
            row = {"id": self.desk.new_id(), **self._facts(kind, number), **given}
            added.append({key: value for key, value in row.items() if key in kind.__table__.c})
        self.made.setdefault(table, []).extend(added)
        return [row["id"] for row in added]

    def ids(self, table: str) -> list[UUID]:
        """What was made of a kind."""
        return [row["id"] for row in self.made.get(table, ())]

    def day(self, number: int) -> date:
        """A day of the last years."""
        return self.desk.today - timedelta(days=1 + number * 7)

    def _facts(self, kind: type[Entity], number: int) -> dict[str, Any]:
        return {field.key: self._value(field, number) for field in fields_of(kind)}

    def _value(self, field: Field, number: int) -> Any:
        codes = [code for code, _caption in self.desk.choices(field.dictionary)] if field.dictionary else []
        day = self.day(number)
        plain: dict[str, Any] = {
            "text": _SAID[: field.size or None][:60] if not field.size or field.size > 39 else f"{number}",
            "long": f"{_SAID}. " * 3, "day": day, "partial_day": PartialDate(2015, 1, 1), "clock": "10:30",
            "moment": datetime.combine(day, time(6), UTC), "choice": codes[number % len(codes)] if codes else "",
            "choices": tuple(codes[:2]), "money": Decimal(1500), "decimal": Decimal(2), "number": 1,
            "flag": number % 2 == 0, "reference": None, "document": {},
        }  # fmt: skip
        return plain[field.kind]

    def _persons(self, size: Size) -> None:
        for person in self.people:
            for part in _PERSON_PARTS:
                self.many(part, size.parts, person_id=person)
        for number in range(size.bonds):
            first, second = self.people[0], self.people[number % len(self.people)]
            if first != second:
                self.many("bond", 1, first_id=first, second_id=second, kind="parent", nature="birth")

    def _plans(self, size: Size, goals: list[UUID]) -> list[UUID]:
        steps: list[UUID] = []
        for number in range(size.plans):
            current = number == size.plans - 1
            (plan,) = self.many("plan_version", 1, family_id=self.family, case_id=self.case, edition=number + 1)
            self.made["plan_version"][-1] |= {"current": current, "kind": "monthly", "since": self.day(size.plans - number)}
            steps = self.many("step", size.steps, plan_version_id=plan, goal_id=goals)
            for place, row in enumerate(self.made["step"][-size.steps :]):
                row["place"] = place
            self.many("plan_participant", 1, plan_version_id=plan, person_id=self.people)
        return steps

    def _visits(self, size: Size, steps: list[UUID]) -> None:
        said = {"family_id": self.family, "case_id": self.case, "worker_id": self.desk.actor.id, "outcome": "held"}
        for visit in self.many("visit", size.visits, **said):
            for part in ("visit_participant", "visit_met"):
                self.many(part, 1, visit_id=visit, person_id=self.people, staff_id=self.desk.actor.id)
            for person in self.people:
                self.many("visit_child", 1, visit_id=visit, person_id=person, seen=True)
            self.many("visit_step", size.steps_marked, visit_id=visit, step_id=steps)

    def _care(self, size: Size, own: dict[str, Any]) -> None:
        carers = self.many("carer", 1)
        for placement in self.many("placement", size.placements, **own, carer_id=carers, child_id=self.people):
            self.many("placement_meeting", 1, placement_id=placement)
        self.many("institution_stay", size.stays, **own, person_id=self.people)

    def _agreements(self, size: Size, own: dict[str, Any]) -> None:
        for agreement in self.many("agreement", size.agreements, **own, case_id=self.case, state="signed"):
            self.many("agreement_party", 2, agreement_id=agreement, person_id=self.people)
            self.many("obligation", 4, agreement_id=agreement, place=[1, 2, 3, 4])

    def _sheets(self, size: Size) -> None:
        for number in range(size.sheets):
            key = _FORMS[number % len(_FORMS)]
            form = self.desk.read(lambda reading, key=key: definitions_kept.form(reading, key))
            definition = self.desk.read(lambda reading, key=key: definition_ids(reading, key))[form.version]
            values = {placed.key: self._value(placed.field, number) for placed in form.placed() if not placed.field.closed}
            record = rules.record_of(form, self.desk.new_id(), 0, {}, {}).with_values(**values)
            answers = rules.document_of(form, record)
            self.many("answer_sheet", 1, family_id=self.family, case_id=self.case, definition_id=definition, state="finished",
                      answers=answers, author_id=self.desk.actor.id, filled_on=self.day(number), closed=form.closed or None)  # fmt: skip

    def _said_and_kept(self, size: Size, own: dict[str, Any]) -> None:
        for number in range(size.statements):
            self.many("statement", 1, **own, subject_kind="family", subject_id=self.family, field="phone", sphere=None,
                      value=kept_value(f"+996 555 {number:06}"), state="open", access=None)  # fmt: skip
        self.many("attachment", size.files, **own, media_type="image/png", size=1000, sha256="0" * 64, file_name="скан.png")


def _round(values: list[Any], number: int) -> Any:
    return values[number % len(values)] if values else None
