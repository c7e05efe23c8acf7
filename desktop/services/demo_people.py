"""Invented people: who lives in a family, how old they are, what they are called, what binds them.

Every name is put together from lists; surnames, patronymics and ages follow from each other as they do in life.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from desktop.models.partial_dates import PartialDate
from desktop.services.demo_draw import Around, Draw, Sheet, Somebody, words

KINDS = ("both",) * 9 + ("mother",) * 5 + ("step",) * 2 + ("cohabiting",) * 2 + ("guardian", "father")
_CHILDREN = (1,) * 6 + (2,) * 6 + (3,) * 5 + (4,) * 2 + (5,)
_PASSPORTS = {"ky": "kg_passport", "uk": "ua_id_card", "ru": "ru_passport"}
_YEAR = 365.25


class Household:
    """The people of one family, written as they are made."""

    def __init__(self, sheet: Sheet, around: Around) -> None:
        self.sheet, self.draw, self.around = sheet, sheet.draw, around
        names = words("names")
        long = self.draw.happens(0.04)
        self.male, self.female, self.name, self.language = self.draw.pick(names["long_surnames" if long else "surnames"])
        self.members: list[Somebody] = []
        self._given: set[str] = set()

    def make(self) -> str:
        """Draw everybody; returns the kind of family."""
        kind = self.draw.pick(KINDS)
        mothers_age = self.draw.between(22, 46)
        father, mother = self._parents(kind, mothers_age)
        children = self._children(father, mothers_age)
        for parent in (father, mother):
            for child in children:
                self._bond("parent", parent, child, nature="birth")
        if kind == "guardian" or (kind in ("both", "mother") and self.draw.happens(0.25)):
            self._grandmother(kind, mother, children, mothers_age)
        if kind == "step":
            self._stepfather(mother, children)
        return kind

    def _parents(self, kind: str, mothers_age: int) -> tuple[Somebody, Somebody]:
        with_father, with_mother = kind in ("both", "cohabiting", "father"), kind not in ("guardian", "father")
        father = self._adult("father", "male", mothers_age + self.draw.between(0, 7), lives=with_father)
        mother = self._adult("mother", "female", mothers_age, lives=with_mother)
        wedding = mother.born + timedelta(days=int(_YEAR * 19))
        ended = kind in ("mother", "step", "father")
        till = self.draw.day(-self.draw.between(400, 900)) if ended else None
        self._bond(
            "union", father, mother, nature="cohabitation" if kind == "cohabiting" else "marriage",
            since=PartialDate(wedding.year), till=PartialDate(till.year, till.month) if till else None,
            ended="divorce" if ended else None,
        )  # fmt: skip
        return father, mother

    def _children(self, father: Somebody, mothers_age: int) -> list[Somebody]:
        oldest = min(17, mothers_age - 20)
        ages = self.draw.some(range(oldest + 1), *(self.draw.pick(_CHILDREN),) * 2)
        return [self._child(father, age) for age in reversed(ages)]

    def _child(self, father: Somebody, age: int) -> Somebody:
        sex = self.draw.pick(("male", "female"))
        born = self._born(age)
        made = self._somebody("child", sex, born, father.given)
        self._learns(made, age)
        return made

    def _grandmother(self, kind: str, mother: Somebody, children: list[Somebody], mothers_age: int) -> None:
        role = "guardian" if kind == "guardian" else "grandmother"
        old = self._adult(role, "female", mothers_age + self.draw.between(19, 28))
        self._bond("parent", old, mother, nature="birth")
        if kind == "guardian":
            for child in children:
                self._bond("parent", old, child, nature="guardian", since=PartialDate(self.draw.today.year - 1))

    def _stepfather(self, mother: Somebody, children: list[Somebody]) -> None:
        self.male, self.female, _name, _language = self.draw.pick(words("names")["surnames"])
        step = self._adult("stepfather", "male", self.draw.between(27, 50))
        self._bond("union", step, mother, nature="cohabitation", since=PartialDate(self.draw.today.year - 1, about=True))
        for child in children:
            self._bond("parent", step, child, nature="step")

    # one person

    def _born(self, age: int) -> date:
        return self.draw.today - timedelta(days=int(_YEAR * age) + self.draw.between(2, 350))

    def _adult(self, role: str, sex: str, age: int, *, lives: bool = True) -> Somebody:
        made = self._somebody(role, sex, self._born(age), "", lives=lives)
        if lives:
            self._earns(made, age)
            if not self.draw.light:
                self.sheet.add(
                    "person_document", person_id=made.id, kind=_PASSPORTS[self.language], series="XX",
                    number=f"{self.draw.between(0, 999_999):06}",
                )  # fmt: skip
            self.sheet.add("person_phone", person_id=made.id, phone=self.draw.phone())
        return made

    def _somebody(self, role: str, sex: str, born: date, father: str, *, lives: bool = True) -> Somebody:
        males = words("names")["male"]["names"]
        known = next((row for row in males if row[0] == father), None) or self.draw.pick(
            [row for row in males if row[3] == self.language]
        )
        surname = self.male if sex == "male" else self.female
        id_ = self.sheet.add(
            "person", surname=surname, given_name=(given := self._name(sex)),
            patronymic=(patronymic := known[1] if sex == "male" else known[2]), sex=sex,
            born=PartialDate(born.year, about=True) if not lives and self.draw.happens(0.2) else PartialDate.of(born),
            native_language=self.language, citizenship="ua" if self.language == "uk" else "kg",
            occupation=None if lives else "labour_migrant", legal_status=None if role == "child" else "full",
            carer=("mother" if role == "child" else None),
            interests=self.draw.pick(words("words")["family"]["interests"]) if role == "child" else None,
        )  # fmt: skip
        made = Somebody(id_, role, sex, born, surname, given, patronymic, lives)
        self.members.append(made)
        return made

    def _name(self, sex: str) -> str:
        names = words("names")[sex]["names"]
        own = [row[0] for row in names if row[-1] == self.language and row[0] not in self._given]
        given = str(self.draw.pick(own or [row[0] for row in names]))
        self._given.add(given)
        return given

    def _bond(self, kind: str, first: Somebody, second: Somebody, **values: Any) -> None:
        self.sheet.add("bond", kind=kind, first_id=first.id, second_id=second.id, **values)

    # what they live from, where they learn

    def _earns(self, made: Somebody, age: int) -> None:
        row = self.sheet.rows["person"][-1]
        if made.role in ("grandmother", "guardian") and age > 57:
            row["occupation"] = "retired"
            self._income(made.id, None, None, 7_000, "pension")
            return
        row["occupation"] = self.draw.pick(("works", "works", "casual", "does_not_work", "job_centre", "maternity_leave"))
        if made.sex == "male" and row["occupation"] == "maternity_leave":
            row["occupation"] = "does_not_work"
        if row["occupation"] in ("works", "casual"):
            place, position = self.draw.pick(words("words")["family"]["jobs"])
            self._income(made.id, place, position, self.draw.between(9, 24) * 1_000, "wage")
        elif made.role == "mother":
            self._income(made.id, None, None, self.draw.between(2, 6) * 1_050, "child_benefit")

    def _income(self, person: UUID, place: str | None, position: str | None, sum_: int, kind: str) -> None:
        self.sheet.add(
            "work", person_id=person, place=place, position=position, income=Decimal(sum_), income_kind=kind,
            since=self.draw.day(-self.draw.between(100, 1_500)),
        )  # fmt: skip

    def _learns(self, made: Somebody, age: int) -> None:
        row = self.sheet.rows["person"][-1]
        row["occupation"] = "preschooler" if age < 7 else "studies"
        if age < 3 or self.draw.light:
            return
        where = "kindergarten" if age < 7 else "college" if age > 15 else self.draw.pick(("school7", "school12"))
        self.sheet.add(
            "education", person_id=made.id, level="preschool" if age < 7 else "primary" if age < 11 else "basic",
            agency_id=self.around.agencies[where].id, place=self.around.agencies[where].short,
            form=str(age - 6) if 7 <= age <= 15 else None,
            attendance=self.draw.pick(("regular", "regular", "with_gaps", "rare")),
            since=date(self.draw.today.year - 1, 9, 1),
        )  # fmt: skip
        if age > 11 and self.draw.happens(0.2):
            self.sheet.add(
                "registration", person_id=made.id, registers=("school_register",),
                since=self.draw.day(-self.draw.between(60, 300)),
            )  # fmt: skip


def put_into_family(sheet: Sheet, family: UUID, members: list[Somebody], since: date | None = None) -> None:
    """Memberships: who lives there, and who is a parent of the children but lives elsewhere."""
    for one in members:
        sheet.add(
            "membership", family_id=family, person_id=one.id, role=one.role, since=since,
            lives="permanently" if one.lives else "not_living",
            takes_part=None if one.child else "takes_part" if one.lives else "partly",
        )  # fmt: skip


def categories(draw: Draw, members: list[Somebody], kind: str) -> tuple[str, ...]:
    """What kind of family it is by law."""
    found = []
    if sum(one.child for one in members) > 2:
        found.append("large")
    if kind in ("mother", "father"):
        found.append("single_parent")
    if kind == "guardian":
        found.append("guardianship")
    if draw.happens(0.5):
        found.append("low_income")
    return tuple(found)
