"""Hard maps for the tests of layout and drawing: the family of the design sketch, crowds, long names."""

from __future__ import annotations

from datetime import date
from random import Random
from uuid import UUID

from desktop.models.map_data import QUALITIES, SPHERES, MapData, Node, Tie

TODAY = date(2026, 11, 22)


def id_of(number: int) -> UUID:
    return UUID(int=number + 1)


def empty_map(**kwargs: object) -> MapData:
    return MapData(id_of(900_000), id_of(900_001), "", TODAY, **kwargs)  # type: ignore[arg-type]


def sketch_map() -> MapData:
    """The map of the design sketch."""
    people = [
        ("Игорь", "male", 1985, False), ("Марина", "female", 1988, False),
        ("Олег", "male", 2012, True), ("Аня", "female", 2017, True), ("Денис", "male", 2024, True),
    ]  # fmt: skip
    nodes = [
        Node(id_of(n), name, inside=True, sex=sex, born_year=born, child=child)  # type: ignore[arg-type]
        for n, (name, sex, born, child) in enumerate(people)
    ]
    around = [
        ("Бабушка Вера", "person", "kin", 1, "strong", "to", "daily"),
        ("Тётя Люда", "person", "kin", 1, "weak", "to", "yearly"),
        ("Соседка Айгуль", "person", "neighbours", 1, "strong", "to", "weekly"),
        ("Друг отца", "person", "friends", 0, "conflict", "none", "monthly"),
        ("Школа № 7", "agency", "education", 2, "conflict", "none", "daily"),
        ("Детский сад", "agency", "education", 4, "ordinary", "to", "weekly"),
        ("Поликлиника", "agency", "health", 3, "ordinary", "to", "monthly"),
        ("Нарколог", "agency", "health", 0, "broken", "none", "never"),
        ("Опека", "agency", "authority", 1, "ordinary", "to", "weekly"),
        ("КДН", "agency", "authority", 2, "conflict", "none", "monthly"),
        ("Куратор", "person", "services", 1, "strong", "to", "weekly"),
        ("Работа матери", "group", "work", 1, "ordinary", "to", "daily"),
        ("Центр занятости", "agency", "work", 0, "weak", "to", "yearly"),
    ]
    ties = []
    for n, (name, kind, sphere, member, quality, direction, frequency) in enumerate(around, 20):
        nodes.append(Node(id_of(n), name, kind, sphere=sphere))  # type: ignore[arg-type]
        ties.append(Tie(id_of(n + 100), id_of(n), id_of(member), quality, direction, frequency))  # type: ignore[arg-type]
    ties.append(Tie(id_of(190), id_of(0), id_of(1), "conflict"))
    return empty_map(nodes=tuple(nodes), ties=tuple(ties))


LONG = (
    "Абдыкалыкова Гүлжамал Өмүрбековна", "Нечипоренко-Полтавська Єлизавета", "Территориальная избирательная комиссия",
    "Кыргыз Республикасынын Эмгек министрлиги", "Сверхдлинноесловокотороенекудаперенести", "Ґудзь Їжачок", "Мама",
    "Комплексный центр социального обслуживания населения Первомайского района", "Друг", "Школа № 114",
)  # fmt: skip


def crowd(members: int, outside: int, *, seed: int = 1, sphere: str | None = None, long: bool = False) -> MapData:
    """A made-up map of this size; the same seed gives the same map."""
    random = Random(seed)
    nodes = [
        Node(
            id_of(n), random.choice(LONG) if long else random.choice(("Олег", "Анна", "Салтанат", "Владислав")),
            inside=True, sex=random.choice(("male", "female", "unknown")), born_year=random.randint(1950, 2024),
            child=n >= 2 and n % 4 != 0, alive=n != 5,
        )
        for n in range(members)
    ]  # fmt: skip
    ties = []
    for n in range(1000, 1000 + outside):
        name = random.choice(LONG) if long else random.choice(("Школа", "Тётя Вера", "Опека", "Поликлиника № 2"))
        where = sphere or random.choice(SPHERES)
        nodes.append(Node(id_of(n), name, random.choice(("person", "agency", "group")), sphere=where))
        for _ in range(random.choice((1, 1, 1, 2)) if members else 0):
            ties.append(
                Tie(
                    id_of(10_000 + len(ties)), id_of(n), id_of(random.randrange(members)), random.choice(QUALITIES),
                    random.choice(("none", "to", "from", "mutual")), random.choice(("daily", "weekly", "yearly")),
                )
            )  # fmt: skip
    return empty_map(nodes=tuple(nodes), ties=tuple(ties))
