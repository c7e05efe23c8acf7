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
            self.id(),
            more.pop("name", name),
            sex,
            day(born),
            day(died),
            left_home=day(left),
            **more,  # type: ignore[arg-type]
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
            KinUnion(
                self.id(),
                self.people[one].id,
                self.people[other].id,
                nature,
                day(since),
                day(till),
                ended,
                day(resumed),
            )  # type: ignore[arg-type]
        )

    def child(
        self,
        child: str,
        *parents: str,
        nature: str = "birth",
        custody: str = "",
        since: str | int | None = None,
    ) -> str:
        for number, parent in enumerate(parents):
            self.parents.append(
                KinParent(
                    self.id(),
                    self.people[parent].id,
                    self.people[child].id,
                    nature,
                    day(since),
                    custody=custody if number == 0 else "",
                )  # type: ignore[arg-type]
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
            KinLoss(
                self.id(),
                self.people[mother].id,
                outcome,
                day(when),
                self.people[father].id if father else None,
            )  # type: ignore[arg-type]
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


def remarriage_to_the_same() -> Builder:
    b = Builder()
    b.man("Олег Иванов", 1970)
    b.woman("Нина Иванова", 1972)
    b.pair("Олег Иванов", "Нина Иванова", 1993, 1999, ended="divorce")
    b.pair("Олег Иванов", "Нина Иванова", 2003, 2008, ended="divorce", resumed=2012)
    b.son("Павел", 1994, "Олег Иванов", "Нина Иванова")
    b.daughter("Рита", 2004, "Олег Иванов", "Нина Иванова")
    b.index = "Рита"
    return b


def swapped_partners() -> Builder:
    """Two couples part, and each man marries the other's wife; children of all four couples."""
    b = Builder()
    b.man("Антон", 1975), b.woman("Белла", 1976), b.man("Виктор", 1974), b.woman("Галина", 1977)
    b.pair("Антон", "Белла", 1996, 2003, ended="divorce")
    b.pair("Виктор", "Галина", 1997, 2004, ended="divorce")
    b.pair("Антон", "Галина", 2005)
    b.pair("Виктор", "Белла", 2006)
    for n, (man, wife) in enumerate((("Антон", "Белла"), ("Виктор", "Галина"), ("Антон", "Галина"), ("Виктор", "Белла"))):
        b.son(f"Сын {n + 1}", 1998 + 3 * n, man, wife)
        b.daughter(f"Дочь {n + 1}", 1999 + 3 * n, man, wife)
    b.index = "Дочь 3"
    return b


def cousins_who_marry() -> Builder:
    b = Builder()
    b.man("Дед Асан", 1930, 2001), b.woman("Бабка Айша", 1934)
    b.pair("Дед Асан", "Бабка Айша", 1953)
    for name, born in (("Болот", 1955), ("Гульнара", 1957), ("Данияр", 1961)):
        b.son(name, born, "Дед Асан", "Бабка Айша") if name != "Гульнара" else b.daughter(name, born, "Дед Асан", "Бабка Айша")
    b.woman("Елена", 1956), b.man("Жакып", 1954), b.woman("Замира", 1963)
    b.pair("Болот", "Елена", 1978), b.pair("Жакып", "Гульнара", 1979), b.pair("Данияр", "Замира", 1985)
    b.son("Искандер", 1980, "Болот", "Елена"), b.daughter("Клара", 1983, "Болот", "Елена")
    b.daughter("Лейла", 1981, "Жакып", "Гульнара"), b.son("Марат", 1986, "Данияр", "Замира")
    b.pair("Искандер", "Лейла", 2003), b.pair("Клара", "Марат", 2008)
    b.son("Нурлан", 2005, "Искандер", "Лейла"), b.daughter("Перизат", 2010, "Клара", "Марат")
    b.index = "Нурлан"
    return b


def fourteen_children() -> Builder:
    b = Builder()
    b.man("Многодетный Фёдор", 1960), b.woman("Многодетная Мария", 1963)
    b.pair("Многодетный Фёдор", "Многодетная Мария", 1981)
    for n in range(14):
        born = f"{1982 + n * 2}-0{n % 9 + 1}-1{n % 9}"
        (b.son if n % 3 else b.daughter)(f"Ребёнок {n + 1}", born, "Многодетный Фёдор", "Многодетная Мария")
    b.twins("Ребёнок 5", "Ребёнок 6", identical=False)
    b.home("Многодетный Фёдор", "Многодетная Мария", "Ребёнок 13", "Ребёнок 14", "Ребёнок 12")
    b.index = "Ребёнок 14"
    return b


def unknown_father() -> Builder:
    b = Builder()
    b.woman("Орлова Светлана Геннадьевна", 1990), b.man("?отец")
    b.child(b.man("Кирилл", "2011-04-01"), "Орлова Светлана Геннадьевна")
    b.child(b.woman("Дарья", 2014), "Орлова Светлана Геннадьевна", "?отец")
    b.child(b.somebody("Саша", 2018), "Орлова Светлана Геннадьевна")
    b.home("Орлова Светлана Геннадьевна", "Кирилл", "Дарья", "Саша")
    b.index = "Кирилл"
    return b


def adopted_by_an_aunt() -> Builder:
    b = Builder()
    b.man("Дед", 1940, 1999), b.woman("Бабушка", 1945)
    b.pair("Дед", "Бабушка", 1965)
    b.daughter("Мать", 1968, "Дед", "Бабушка"), b.daughter("Тётя Ольга", 1972, "Дед", "Бабушка")
    b.man("Отец", 1965), b.pair("Отец", "Мать", 1990, 2005, ended="divorce")
    b.man("Муж тёти", 1970), b.pair("Муж тёти", "Тётя Ольга", 1995)
    b.son("Усыновлённый", 1998, "Отец", "Мать")
    b.child("Усыновлённый", "Тётя Ольга", "Муж тёти", nature="adoptive", since=2004)
    b.daughter("Двоюродная", 1997, "Муж тёти", "Тётя Ольга")
    b.daughter("Сестра", 2001, "Отец", "Мать")
    b.home("Тётя Ольга", "Муж тёти", "Усыновлённый", "Двоюродная")
    b.index = "Усыновлённый"
    return b


def twins_among_step_siblings() -> Builder:
    b = Builder()
    b.man("Пётр", 1980), b.woman("Анна", 1982), b.woman("Первая жена", 1981), b.man("Первый муж", 1979)
    b.pair("Пётр", "Первая жена", 2002, 2009, ended="divorce")
    b.pair("Первый муж", "Анна", 2003, 2010, ended="divorce")
    b.pair("Пётр", "Анна", 2012)
    for name, born in (("Лев", 2004), ("Яна", 2004)):
        (b.son if name == "Лев" else b.daughter)(name, f"{born}-03-03", "Пётр", "Первая жена")
    b.twins("Лев", "Яна", identical=False)
    b.son("Глеб", 2003, "Пётр", "Первая жена")
    (
        b.daughter("Ева", "2005-05-05", "Первый муж", "Анна"),
        b.daughter("Ада", "2005-05-05", "Первый муж", "Анна"),
    )
    b.twins("Ева", "Ада", identical=True)
    b.son("Общий", 2014, "Пётр", "Анна")
    for child in ("Ева", "Ада"):
        b.child(child, "Пётр", nature="step")
    for child in ("Лев", "Яна", "Глеб"):
        b.child(child, "Анна", nature="step")
    b.home("Пётр", "Анна", "Ева", "Ада", "Общий", "Лев")
    b.index = "Общий"
    return b


def triplets() -> Builder:
    b = Builder()
    b.man("Егор", 1985), b.woman("Ирина", 1987), b.pair("Егор", "Ирина", 2010)
    b.son("Старший", 2011, "Егор", "Ирина")
    for name in ("Вера", "Надежда", "Любовь"):
        b.daughter(name, "2015-09-17", "Егор", "Ирина")
    b.twins("Вера", "Надежда", identical=True), b.twins("Надежда", "Любовь", identical=True)
    b.son("Младший", 2020, "Егор", "Ирина")
    b.index = "Вера"
    return b


def uncle_marries_niece() -> Builder:
    b = Builder()
    b.man("Родоначальник", 1920, 1980), b.woman("Прародительница", 1925, 2000)
    b.pair("Родоначальник", "Прародительница", 1943)
    b.son("Старший брат", 1945, "Родоначальник", "Прародительница")
    b.son("Дядя", 1960, "Родоначальник", "Прародительница")
    b.woman("Невестка", 1947), b.pair("Старший брат", "Невестка", 1966)
    (
        b.daughter("Племянница", 1968, "Старший брат", "Невестка"),
        b.son("Племянник", 1970, "Старший брат", "Невестка"),
    )
    b.pair("Дядя", "Племянница", 1990, nature="cohabitation")
    b.son("Их сын", 1992, "Дядя", "Племянница")
    b.index = "Их сын"
    return b


def grandmother_guardian() -> Builder:
    b = Builder()
    b.woman("Бабушка Тамара Фёдоровна", 1955), b.man("Дед Николай", 1950, 2015)
    b.pair("Дед Николай", "Бабушка Тамара Фёдоровна", 1975)
    b.daughter("Кузнецова Оксана Николаевна", 1985, "Дед Николай", "Бабушка Тамара Фёдоровна", left_home=2005)
    b.son("Дядя Юра", 1978, "Дед Николай", "Бабушка Тамара Фёдоровна")
    b.man("Кузнецов Артём", 1980)
    b.pair("Кузнецов Артём", "Кузнецова Оксана Николаевна", 2006, 2014, ended="divorce")
    parents = ("Кузнецова Оксана Николаевна", "Кузнецов Артём")
    b.child(b.man("Миша", "2008-02-02"), *parents, custody="with_others")
    b.child(b.woman("Катя", "2012-06-06"), *parents)
    for child in ("Миша", "Катя"):
        b.child(child, "Бабушка Тамара Фёдоровна", nature="guardian", since=2016)
    b.home("Бабушка Тамара Фёдоровна", "Миша", "Катя")
    b.index = "Миша"
    b.mark("Кузнецова Оксана Николаевна", "alcohol", "rights_lost", "mental")
    b.mark("Кузнецов Артём", "drugs", "prison", "violence", "illness", "missing")
    b.mark("Катя", "disability")
    b.feel("Кузнецов Артём", "Кузнецова Оксана Николаевна", "violence")
    b.feel("Бабушка Тамара Фёдоровна", "Миша", "fused")
    b.feel("Миша", "Катя", "close")
    b.feel("Дядя Юра", "Миша", "hostile")
    b.feel("Бабушка Тамара Фёдоровна", "Кузнецова Оксана Николаевна", "close_conflict")
    return b


def two_foster_families() -> Builder:
    b = Builder()
    b.woman("Мать Ольга", 1985), b.man("Отец Иван", 1980, 2016)
    b.pair("Отец Иван", "Мать Ольга", 2005, nature="cohabitation")
    b.daughter("Полина", "2010-10-10", "Отец Иван", "Мать Ольга")
    b.son("Брат Стас", 2006, "Отец Иван", "Мать Ольга")
    b.man("Приёмный отец 1", 1970), b.woman("Приёмная мать 1", 1972)
    b.pair("Приёмный отец 1", "Приёмная мать 1", 1995)
    b.man("Приёмный отец 2", 1975), b.woman("Приёмная мать 2", 1976)
    b.pair("Приёмный отец 2", "Приёмная мать 2", 1999)
    b.child("Полина", "Приёмный отец 1", "Приёмная мать 1", nature="foster", since=2015)
    b.child("Полина", "Приёмный отец 2", "Приёмная мать 2", nature="foster", since=2018)
    b.son("Родной сын", 2001, "Приёмный отец 2", "Приёмная мать 2")
    b.home("Полина", "Приёмный отец 2", "Приёмная мать 2")
    b.index = "Полина"
    return b


def four_wives() -> Builder:
    b = Builder()
    b.man("Многоженец Эркин", 1955)
    for n, (since, till) in enumerate(((1976, 1984), (1985, 1993), (1995, 2004), (2006, None))):
        wife = b.woman(f"Жена {n + 1}", 1957 + 4 * n)
        b.pair("Многоженец Эркин", wife, since, till, ended="divorce" if till else "")
        for m in range(2):
            (b.son if m else b.daughter)(f"Дитя {n + 1}.{m + 1}", since + 1 + 2 * m, "Многоженец Эркин", wife)
    b.index = "Дитя 4.1"
    return b


def five_fathers() -> Builder:
    b = Builder()
    b.woman("Смирнова Жанна Аркадьевна", 1984)
    for n in range(5):
        child = b.somebody(f"Ребёнок {n + 1}", 2003 + 3 * n)
        fathers = ("Отец Роман", "?отец 2", "Отец Тимур", "", "Отец Фарид")
        if fathers[n]:
            b.man(fathers[n], 1980 - n if not fathers[n].startswith("?") else None)
            b.child(child, "Смирнова Жанна Аркадьевна", fathers[n])
        else:
            b.child(child, "Смирнова Жанна Аркадьевна")
    b.pair("Смирнова Жанна Аркадьевна", "Отец Роман", 2002, 2005, ended="divorce")
    b.pair("Смирнова Жанна Аркадьевна", "Отец Фарид", 2014, nature="cohabitation")
    b.pair("Смирнова Жанна Аркадьевна", "Отец Тимур", 2008, 2009, nature="relationship", ended="separation")
    b.home("Смирнова Жанна Аркадьевна", "Отец Фарид", "Ребёнок 3", "Ребёнок 4", "Ребёнок 5")
    b.index = "Ребёнок 5"
    return b


def same_sex_couple() -> Builder:
    b = Builder()
    b.woman("Алла", 1980), b.woman("Юлия", 1983), b.pair("Алла", "Юлия", 2010, nature="cohabitation")
    b.woman("Кровная мать", 1995)
    b.child(b.man("Тимофей", 2015), "Кровная мать")
    b.child("Тимофей", "Алла", "Юлия", nature="adoptive", since=2016)
    b.child(b.woman("Зоя", 2018), "Алла", "Юлия", nature="adoptive", since=2019)
    b.home("Алла", "Юлия", "Тимофей", "Зоя")
    b.index = "Тимофей"
    return b


def five_sets_of_parents() -> Builder:
    b = Builder()
    b.man("Кровный отец", 1980), b.woman("Кровная мать", 1982)
    b.pair("Кровный отец", "Кровная мать", 2003, nature="relationship")
    (
        b.man("Усыновитель", 1975),
        b.woman("Усыновительница", 1977),
        b.pair("Усыновитель", "Усыновительница", 2000, 2014, ended="divorce"),
    )
    (
        b.man("Приёмный отец", 1970),
        b.woman("Приёмная мать", 1971),
        b.pair("Приёмный отец", "Приёмная мать", 1994),
    )
    b.man("Отчим", 1978), b.pair("Отчим", "Усыновительница", 2016)
    b.woman("Опекун Роза", 1960)
    b.child(b.man("Даня", "2005-01-20"), "Кровный отец", "Кровная мать")
    b.child("Даня", "Усыновитель", "Усыновительница", nature="adoptive", since=2007)
    b.child("Даня", "Приёмный отец", "Приёмная мать", nature="foster", since=2006)
    b.child("Даня", "Отчим", nature="step")
    b.child("Даня", "Опекун Роза", nature="guardian")
    b.index = "Даня"
    return b


def levirate() -> Builder:
    b = Builder()
    (
        b.man("Отец братьев", 1930, 1990),
        b.woman("Мать братьев", 1933, 2005),
        b.pair("Отец братьев", "Мать братьев", 1955),
    )
    b.son("Первый брат", 1956, "Отец братьев", "Мать братьев", died=1985)
    (
        b.son("Второй брат", 1960, "Отец братьев", "Мать братьев"),
        b.son("Третий брат", 1964, "Отец братьев", "Мать братьев"),
    )
    b.woman("Вдова", 1958)
    b.pair("Первый брат", "Вдова", 1978, 1985, ended="death"), b.pair("Второй брат", "Вдова", 1987)
    (
        b.son("Сын первого", 1980, "Первый брат", "Вдова"),
        b.daughter("Дочь второго", 1989, "Второй брат", "Вдова"),
    )
    b.child("Сын первого", "Второй брат", nature="step")
    b.index = "Дочь второго"
    return b


def five_generations() -> Builder:
    b = Builder()
    couple: tuple[str, ...] = ()
    for n in range(5):
        born = 1915 + 26 * n
        if n == 0:
            b.man("Прапрадед Лука", born, 1980)
            main = "Прапрадед Лука"
        else:
            main = b.son(f"Сын поколения {n + 1}", born, *couple)
            b.daughter(f"Дочь поколения {n + 1}", born + 3, *couple, died=born + 50 if n < 3 else None)
        wife = b.woman(f"Жена поколения {n + 1}", born + 2, born + 75 if n < 3 else None)
        b.pair(main, wife, born + 22)
        if 0 < n < 4:
            b.man(f"Тесть {n}", born - 24, born + 40), b.woman(f"Тёща {n}", born - 22)
            b.pair(f"Тесть {n}", f"Тёща {n}", born - 3)
            b.child(wife, f"Тесть {n}", f"Тёща {n}")
            b.son(f"Шурин {n}", born + 6, f"Тесть {n}", f"Тёща {n}")
        couple = (main, wife)
    b.index = "Сын поколения 5"
    return b


def many(size: int, seed: int = 7, people: int = 3) -> Builder:
    """A large family as it grows: couples, one to four children, some remarry; `size` persons."""
    random = Random(seed)
    b = Builder()
    surnames = ("Ковалёва", "Абдыкалыков", "Нечипоренко", "Сидорова", "Ким", "Жумабаева", "Орлов")
    given = ("Анна", "Олег", "Гүлжамал", "Владислав", "Ия", "Александра", "Бекзат", "Мария")
    number = 0

    def person(born: int, *parents: str) -> str:
        nonlocal number
        number += 1
        key = f"{random.choice(surnames)} {random.choice(given)} {number}"
        b._add(key, random.choice(("male", "female")), born, born + 70 if born < 1955 else None)
        return b.child(key, *parents) if parents else key

    todo = [(person(1925), person(1928)) for _ in range(people)]
    for one, other in todo:
        b.pair(one, other, 1950)
    while todo and number < size:
        one, other = todo.pop(0)
        born = max(b.people[one].born.year, b.people[other].born.year) + 24  # type: ignore[union-attr]
        for n in range(random.randint(2, 4)):
            if number >= size:
                break
            child = person(born + 3 * n, one, other)
            if born < 2000 and random.random() < 0.75 and number < size:
                partner = person(born + 3 * n + 2)
                b.pair(child, partner, born + 22, born + 30 if random.random() < 0.3 else None)
                todo.append((child, partner))
                if random.random() < 0.2 and number < size:
                    second = person(born + 3 * n + 4)
                    b.pair(child, second, born + 33)
                    todo.append((child, second))
    b.index = next(iter(b.people))
    return b


def sixty() -> Builder:
    """Five generations of sixty people, two pairs of families joined by marriage."""
    b = Builder()
    surnames = (
        ("Ковалёв", "Ковалёва"), ("Абдыкалыков", "Абдыкалыкова"), ("Нечипоренко", "Нечипоренко"), ("Ким", "Ким"),
        ("Жумабаев", "Жумабаева"), ("Орлов", "Орлова"), ("Сидоренко", "Сидоренко"),
    )  # fmt: skip
    given = (
        ("Олег", "Бекзат", "Владислав", "Пётр", "Ильяс"),
        ("Анна", "Гүлжамал", "Александра", "Ия", "Мария"),
    )
    count = 0

    def person(born: int, parents: tuple[str, ...] = (), died: int | None = None) -> str:
        nonlocal count
        man = count % 2 == 0
        key = f"{surnames[count // 2 % 7][not man]} {given[not man][count // 3 % 5]}"
        key = key if key not in b.people else f"{key} {count}"
        count += 1
        (b.man if man else b.woman)(key, born, died)
        return b.child(key, *parents) if parents else key

    def couple(one: str, other: str, since: int) -> tuple[str, str]:
        b.pair(one, other, since)
        return one, other

    eldest = [couple(person(1920 + n, died=1990 + n), person(1923 + n, died=2001 + n), 1945 + n) for n in range(4)]
    second = [[person(1947 + n + 4 * m, pair) for m in range(2)] for n, pair in enumerate(eldest)]
    pairs = [couple(second[0][1], second[1][0], 1972), couple(second[2][1], second[3][0], 1975)]
    pairs += [
        couple(single, person(1950 + n), 1976)
        for n, single in enumerate((second[0][0], second[1][1], second[2][0], second[3][1]))
    ]
    third = [[person(1974 + n + 4 * m, pair) for m in range(2)] for n, pair in enumerate(pairs)]
    couples = [couple(third[0][1], third[1][0], 1999)]
    couples += [couple(kids[-1], person(1980 + n), 2001 + n) for n, kids in enumerate(third[2:])]
    couples += [couple(third[0][0], person(1976), 1998), couple(third[1][1], person(1981), 2003)]
    fourth = [[person(2000 + n + 3 * m, pair) for m in range(2)] for n, pair in enumerate(couples)]
    last = [couple(kids[0], person(2001 + n), 2022) for n, kids in enumerate(fourth[:2])]
    for n, pair in enumerate(last):
        for m in range(3):
            person(2022 + n + m, pair)
    b.index = fourth[0][0]
    return b


def known_by_word_only() -> Builder:
    b = usual()
    (
        b.woman("Тётя Зина", 1948),
        b.man("Сосед Гриша", 1990),
        b.somebody("Двоюродный Валя"),
        b.man("Крёстный Степан", 1983),
    )
    b.word("Тётя Зина", "Кравцова Анна Сергеевна", "двоюродная сестра")
    b.word("Двоюродный Валя", "Олег", "троюродный брат")
    b.word("Крёстный Степан", "Аня", "крёстный")
    return b


def losses_among_children() -> Builder:
    b = Builder()
    b.man("Роман", 1985), b.woman("Лидия", 1986), b.pair("Роман", "Лидия", 2008)
    b.loss("miscarriage", 2009, "Лидия", "Роман"), b.loss("abortion", 2010, "Лидия", "Роман")
    b.daughter("Соня", "2011-11-11", "Роман", "Лидия")
    b.loss("stillbirth", "2014-05", "Лидия", "Роман")
    b.son("Федя", "2016-01-01", "Роман", "Лидия", died="2016-03-01")
    b.loss("expected", 2027, "Лидия", "Роман"), b.loss("abortion", 2005, "Лидия")
    b.home("Роман", "Лидия", "Соня")
    b.index = "Соня"
    return b


def between_generations() -> Builder:
    """A father and his son marry a mother and her daughter, crosswise."""
    b = Builder()
    (
        b.man("Отец Захар", 1950),
        b.woman("Первая жена Захара", 1952, 1990),
        b.pair("Отец Захар", "Первая жена Захара", 1972),
    )
    b.son("Сын Илья", 1974, "Отец Захар", "Первая жена Захара")
    (
        b.woman("Мать Клавдия", 1955),
        b.man("Муж Клавдии", 1950, 1999),
        b.pair("Муж Клавдии", "Мать Клавдия", 1975),
    )
    b.daughter("Дочь Нелли", 1976, "Муж Клавдии", "Мать Клавдия")
    b.pair("Отец Захар", "Дочь Нелли", 2001), b.pair("Сын Илья", "Мать Клавдия", 2002)
    b.son("Сын Захара и Нелли", 2003, "Отец Захар", "Дочь Нелли")
    b.daughter("Дочь Ильи и Клавдии", 2003, "Сын Илья", "Мать Клавдия")
    b.index = "Сын Захара и Нелли"
    return b


def shared_step_parent() -> Builder:
    b = Builder()
    (
        b.woman("Мама Инга", 1982),
        b.man("Папа Слава", 1980),
        b.man("Папа Руслан", 1979),
        b.man("Отчим Лёня", 1975),
    )
    (
        b.pair("Мама Инга", "Папа Слава", 2001, 2004, ended="divorce"),
        b.pair("Мама Инга", "Папа Руслан", 2006, 2011, ended="divorce"),
    )
    b.pair("Мама Инга", "Отчим Лёня", 2013)
    b.child(b.man("Никита", 2002), "Папа Слава", "Мама Инга", custody="with_the_other")
    b.child(b.woman("Амина", 2007), "Папа Руслан", "Мама Инга", custody="with_this_parent")
    for child in ("Никита", "Амина"):
        b.child(child, "Отчим Лёня", nature="step")
    b.home("Мама Инга", "Отчим Лёня", "Никита")
    b.index = "Никита"
    return b


def all_under_one_roof() -> Builder:
    """Parted, both married again, all in one house; the neighbour's child stands among them and is not of it."""
    b = Builder()
    (
        b.man("Бывший муж", 1978),
        b.woman("Бывшая жена", 1980),
        b.woman("Новая жена", 1985),
        b.man("Новый муж", 1977),
    )
    b.pair("Бывший муж", "Бывшая жена", 2000, 2008, ended="divorce")
    b.pair("Бывший муж", "Новая жена", 2010), b.pair("Новый муж", "Бывшая жена", 2011)
    (
        b.son("Общий сын", 2001, "Бывший муж", "Бывшая жена"),
        b.daughter("Общая дочь", 2004, "Бывший муж", "Бывшая жена", left_home=2022),
    )
    (
        b.son("Сын второй семьи", 2012, "Бывший муж", "Новая жена"),
        b.daughter("Дочь второй семьи", 2013, "Новый муж", "Бывшая жена"),
    )
    b.home(
        "Бывший муж",
        "Бывшая жена",
        "Новая жена",
        "Новый муж",
        "Общий сын",
        "Сын второй семьи",
        "Дочь второй семьи",
    )
    b.feel("Бывший муж", "Новый муж", "conflict"), b.feel("Бывшая жена", "Новая жена", "distant")
    b.feel("Общая дочь", "Новый муж", "indifferent"), b.feel("Новый муж", "Общий сын", "controlling")
    b.feel("Общий сын", "Дочь второй семьи", "close")
    b.index = "Общий сын"
    return b


def brothers_marry_sisters() -> Builder:
    b = Builder()
    for side, sex in (("Волков", "male"), ("Зайцев", "female")):
        (
            b.man(f"{side} старший", 1940),
            b.woman(f"{side}а старшая", 1942),
            b.pair(f"{side} старший", f"{side}а старшая", 1962),
        )
        for n in range(2):
            b._add(f"{side} {n + 1}", sex, 1964 + 3 * n, None)
            b.child(f"{side} {n + 1}", f"{side} старший", f"{side}а старшая")
    b.pair("Волков 1", "Зайцев 2", 1990), b.pair("Волков 2", "Зайцев 1", 1989)
    b.son("Сын 1-2", 1991, "Волков 1", "Зайцев 2"), b.daughter("Дочь 2-1", 1992, "Волков 2", "Зайцев 1")
    b.index = "Сын 1-2"
    return b


def sister_guardian() -> Builder:
    b = Builder()
    (
        b.man("Умерший отец", 1960, 2018),
        b.woman("Умершая мать", 1965, 2019),
        b.pair("Умерший отец", "Умершая мать", 1988),
    )
    (
        b.daughter("Старшая сестра", 1990, "Умерший отец", "Умершая мать"),
        b.son("Средний брат", 2000, "Умерший отец", "Умершая мать"),
    )
    b.son("Подопечный", "2012-12-12", "Умерший отец", "Умершая мать")
    b.child("Подопечный", "Старшая сестра", nature="guardian", since=2019)
    b.home("Старшая сестра", "Подопечный")
    b.index = "Подопечный"
    return b


def a_circle_by_mistake() -> Builder:
    """Somebody was entered as a parent of their own grandparent: nothing may hang or fall."""
    b = Builder()
    b.man("Первый", 1950), b.man("Второй", 1975), b.man("Третий", 2000)
    b.child("Второй", "Первый"), b.child("Третий", "Второй"), b.child("Первый", "Третий")
    b.index = "Второй"
    return b


FAMILIES: dict[str, Callable[[], Builder]] = {
    "usual": usual,
    "remarriage to the same": remarriage_to_the_same,
    "swapped partners": swapped_partners,
    "cousins who marry": cousins_who_marry,
    "fourteen children": fourteen_children,
    "unknown father": unknown_father,
    "adopted by an aunt": adopted_by_an_aunt,
    "twins among step-siblings": twins_among_step_siblings,
    "triplets": triplets,
    "uncle marries niece": uncle_marries_niece,
    "grandmother guardian": grandmother_guardian,
    "two foster families": two_foster_families,
    "four wives": four_wives,
    "five fathers": five_fathers,
    "same-sex couple": same_sex_couple,
    "five sets of parents": five_sets_of_parents,
    "levirate": levirate,
    "five generations": five_generations,
    "sixty persons": sixty,
    "sixty in one generation": lambda: many(60),
    "known by word only": known_by_word_only,
    "losses among children": losses_among_children,
    "between generations": between_generations,
    "shared step-parent": shared_step_parent,
    "all under one roof": all_under_one_roof,
    "brothers marry sisters": brothers_marry_sisters,
    "sister guardian": sister_guardian,
    "a circle by mistake": a_circle_by_mistake,
}
