"""Awkward families for the tests of the genogram, written by names with a small builder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random
from uuid import UUID

from desktop.models.kin_data import (
    EmotionalTie,
    GenogramData,
    Kin,
    KinLoss,
    KinMark,
    KinParent,
    KinPerson,
    KinTwins,
    KinUnion,
    KinWord,
)
from desktop.models.partial_dates import PartialDate

TODAY = date(2026, 11, 22)


def day(text: str | int | None) -> PartialDate | None:
    return PartialDate.from_kept(str(text)) if text else None


class Builder:
    """`man`, `woman` and `somebody` add people; `pair` and `child` add bonds; ids come in the order of writing."""

    def __init__(self) -> None:
        self._last = 0
        self.people: dict[str, KinPerson] = {}
        self.unions: list[KinUnion] = []
        self.parents: list[KinParent] = []
        self.twin_pairs: list[KinTwins] = []
        self.losses: list[KinLoss] = []
        self.words: list[KinWord] = []
        self.feelings: list[EmotionalTie] = []
        self.marks: list[KinMark] = []
        self.index: str | None = None

    def id(self) -> UUID:
        self._last += 1
        return UUID(int=self._last)

    def _add(self, key: str, sex: str, born: str | int | None, died: str | int | None, **more: object) -> str:
        name = "" if key.startswith("?") else key
        left = more.pop("left_home", None)
        self.people[key] = KinPerson(
            self.id(), more.pop("name", name), sex, day(born), day(died), left_home=day(left), **more  # type: ignore[arg-type]
        )
        return key

    def man(self, key: str, born: str | int | None = None, died: str | int | None = None, **more: object) -> str:
        return self._add(key, "male", born, died, **more)

    def woman(self, key: str, born: str | int | None = None, died: str | int | None = None, **more: object) -> str:
        return self._add(key, "female", born, died, **more)

    def somebody(self, key: str, born: str | int | None = None, **more: object) -> str:
        return self._add(key, "unknown", born, None, **more)

    def pair(
        self, one: str, other: str, since: str | int | None = None, till: str | int | None = None, *,
        nature: str = "marriage", ended: str = "", resumed: str | int | None = None,
    ) -> None:  # fmt: skip
        self.unions.append(
            KinUnion(self.id(), self.people[one].id, self.people[other].id, nature, day(since), day(till), ended, day(resumed))  # type: ignore[arg-type]
        )

    def child(self, child: str, *parents: str, nature: str = "birth", custody: str = "", since: str | int | None = None) -> str:
        for number, parent in enumerate(parents):
            self.parents.append(
                KinParent(self.id(), self.people[parent].id, self.people[child].id, nature, day(since), custody=custody if number == 0 else "")  # type: ignore[arg-type]
            )
        return child

    def son(self, key: str, born: str | int | None, *parents: str, **more: object) -> str:
        return self.child(self.man(key, born, **more), *parents)

    def daughter(self, key: str, born: str | int | None, *parents: str, **more: object) -> str:
        return self.child(self.woman(key, born, **more), *parents)

    def twins(self, one: str, other: str, *, identical: bool | None = None) -> None:
        self.twin_pairs.append(KinTwins(self.id(), self.people[one].id, self.people[other].id, identical))

    def loss(self, outcome: str, when: str | int | None, mother: str, father: str | None = None) -> None:
        self.losses.append(
            KinLoss(self.id(), self.people[mother].id, outcome, day(when), self.people[father].id if father else None)  # type: ignore[arg-type]
        )

    def word(self, one: str, other: str, word: str) -> None:
        self.words.append(KinWord(self.id(), self.people[one].id, self.people[other].id, word))

    def feel(self, one: str, other: str, kind: str) -> None:
        self.feelings.append(EmotionalTie(self.id(), self.people[one].id, self.people[other].id, kind))  # type: ignore[arg-type]

    def mark(self, person: str, *kinds: str) -> None:
        for kind in kinds:
            self.marks.append(KinMark(self.id(), self.people[person].id, kind))

    def home(self, *keys: str) -> None:
        for key in keys:
            self.people[key] = replace(self.people[key], at_home=True, member=True)

    def kin(self) -> Kin:
        return Kin(
            tuple(self.people.values()), tuple(self.unions), tuple(self.parents), tuple(self.twin_pairs),
            tuple(self.losses), tuple(self.words),
        )  # fmt: skip

    def data(self, title: str = "") -> GenogramData:
        return GenogramData(
            UUID(int=900_001), UUID(int=900_002), title, TODAY, self.kin(),
            self.people[self.index].id if self.index else None, tuple(self.feelings), tuple(self.marks),
        )  # fmt: skip


def usual() -> Builder:
    """The family of the design's pictures: three generations, a household, conditions, feelings."""
    b = Builder()
    b.man("Кравцов Пётр Ильич", 1955, 2010)
    b.woman("Кравцова Анна Сергеевна", 1957)
    b.man("Лапин Виктор Олегович", 1960)
    b.woman("Лапина Вера Павловна", 1962)
    b.pair("Кравцов Пётр Ильич", "Кравцова Анна Сергеевна", 1978)
    b.pair("Лапин Виктор Олегович", "Лапина Вера Павловна", 1982, 2001, ended="divorce")
    b.son("Кравцов Сергей", 1980, "Кравцов Пётр Ильич", "Кравцова Анна Сергеевна", left_home=1999)
    b.son("Кравцов Игорь Петрович", "1985-03-12", "Кравцов Пётр Ильич", "Кравцова Анна Сергеевна")
    b.daughter("Лапина Людмила", 1984, "Лапин Виктор Олегович", "Лапина Вера Павловна")
    b.daughter("Кравцова Марина Викторовна", "1988-07-01", "Лапин Виктор Олегович", "Лапина Вера Павловна")
    b.pair("Кравцов Игорь Петрович", "Кравцова Марина Викторовна", 2011)
    parents = ("Кравцов Игорь Петрович", "Кравцова Марина Викторовна")
    b.son("Олег", "2012-05-04", *parents)
    b.daughter("Аня", "2017-09-30", *parents)
    b.loss("miscarriage", 2019, parents[1], parents[0])
    b.son("Денис", "2024-02-11", *parents)
    b.loss("expected", 2027, parents[1], parents[0])
    b.home(*parents, "Олег", "Аня", "Денис")
    b.index = "Олег"
    b.mark("Кравцов Игорь Петрович", "alcohol")
    b.mark("Кравцов Пётр Ильич", "alcohol", "prison")
    b.mark("Лапина Вера Павловна", "illness")
    b.feel("Кравцов Игорь Петрович", "Олег", "conflict")
    b.feel("Лапина Вера Павловна", "Кравцова Марина Викторовна", "close")
    b.feel("Лапин Виктор Олегович", "Кравцова Марина Викторовна", "cut_off")
    return b
