"""A family written down by hand: people by name, couples with their children."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from desktop.models.kin_data import (
    Kin,
    KinLoss,
    KinMark,
    KinParent,
    KinPerson,
    KinTwins,
    KinUnion,
    KinWord,
    ParentNature,
)
from desktop.models.partial_dates import PartialDate


class Tree:
    """People are called by one name each; the sex is the second word of `people`."""

    def __init__(self) -> None:
        self._people: dict[str, KinPerson] = {}
        self._unions: list[KinUnion] = []
        self._parents: list[KinParent] = []
        self._twins: list[KinTwins] = []
        self._losses: list[KinLoss] = []
        self._words: list[KinWord] = []
        self.marks: list[KinMark] = []
        self._next = 0

    def id(self, name: str) -> UUID:
        return self._people[name].id

    def name(self, id_: UUID) -> str:
        return next(name for name, person in self._people.items() if person.id == id_)

    def new(self) -> UUID:
        self._next += 1
        return UUID(int=self._next)

    def people(self, sex: str, names: str, **values: Any) -> Tree:
        for name in names.split():
            self._people[name] = KinPerson(self.new(), name, sex, full_name=name, **values)  # type: ignore[arg-type]
        return self

    def person(self, name: str, sex: str = "unknown", born: int | None = None, died: int | None = None, **values: Any) -> Tree:
        day, end = (None if year is None else PartialDate(year) for year in (born, died))
        self._people[name] = KinPerson(self.new(), name, sex, day, end, full_name=name, **values)  # type: ignore[arg-type]
        return self

    def couple(self, one: str, other: str, children: str = "", **values: Any) -> Tree:
        self._unions.append(KinUnion(self.new(), self.id(one), self.id(other), **values))
        return self.children(one, children).children(other, children)

    def children(self, parent: str, names: str, nature: ParentNature = "birth", **values: Any) -> Tree:
        for name in names.split():
            self._parents.append(KinParent(self.new(), self.id(parent), self.id(name), nature, **values))
        return self

    def twins(self, one: str, other: str, *, identical: bool | None = None) -> Tree:
        self._twins.append(KinTwins(self.new(), self.id(one), self.id(other), identical))
        return self

    def word(self, one: str, other: str, word: str) -> Tree:
        self._words.append(KinWord(self.new(), self.id(one), self.id(other), word))
        return self

    def mark(self, name: str, kind: str, since: int | None = None, till: int | None = None, *, derived: bool = False) -> Tree:
        day, end = (None if year is None else PartialDate(year) for year in (since, till))
        self.marks.append(KinMark(self.new(), self.id(name), kind, day, end, derived=derived))
        return self

    def kin(self) -> Kin:
        return Kin(
            tuple(self._people.values()), tuple(self._unions), tuple(self._parents), tuple(self._twins),
            tuple(self._losses), tuple(self._words),
        )  # fmt: skip


def five_generations() -> Tree:
    """Around Oleg: forebears up to the great-great-grandparents, in-laws, a divorced father's second family."""
    tree = Tree()
    tree.people("male", "Прохор Макар Назар Иван Пётр Степан Савва Борис Андрей Глеб Игорь Роман Костя Лев Захар Фома Марк")
    tree.people("male", "Олег Тимур Вадим Паша Миша Женя Гоша")
    tree.people(
        "female", "Агафья Фёкла Дарья Вера Зоя Рая Ульяна Клава Марина Нина Лида Ася Тамара Алла Инна Жанна Света Эмма Яна"
    )
    tree.people("female", "Катя Юля Рита Соня Полина Даша Люба")
    tree.couple("Прохор", "Агафья", "Макар Фёкла").couple("Макар", "Дарья", "Иван Пётр").couple("Назар", "Фёкла", "Степан")
    tree.couple("Иван", "Вера", "Марина Андрей Нина").couple("Пётр", "Зоя", "Глеб").couple("Степан", "Рая", "Лида")
    tree.couple("Савва", "Ульяна", "Вера Клава").couple("Борис", "Клава")
    tree.couple("Марина", "Игорь", "Олег Катя", ended="divorce").couple("Марина", "Роман", "Тимур", nature="cohabitation")
    tree.couple("Андрей", "Света", "Юля").couple("Нина", "Костя").couple("Глеб", "Ася", "Вадим").children("Лида", "Соня")
    tree.couple("Лев", "Тамара", "Игорь Алла Захар").couple("Захар", "Инна").couple("Игорь", "Жанна", "Паша")
    tree.children("Жанна", "Рита").couple("Фома", "Эмма", "Света Яна").couple("Марк", "Яна")
    tree.couple("Олег", "Полина", "Миша").couple("Женя", "Юля", "Даша").children("Соня", "Гоша").couple("Вадим", "Люба")
    return tree
