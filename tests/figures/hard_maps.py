"""The fixed set of maps that layouts are judged by: families as offices draw them, from easy to hardly drawable.

Ties follow life: a school is tied to the children it teaches, work and kin to the adults, guardianship to the mother.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Final

from desktop.models.map_data import QUALITIES, Frequency, MapData, Node, NodeKind, Place, Quality, Tie
from tests.figures.social_maps import LONG, crowd, empty_map, id_of, sketch_map

# Who of the family such a contact is usually tied to.
_WHOSE: Final = {
    "kin": "adults", "friends": "anybody", "neighbours": "adults", "community": "children", "education": "children",
    "health": "anybody", "services": "mother", "authority": "mother", "work": "adults",
}  # fmt: skip
_OFTEN: Final = (
    "kin",
    "kin",
    "friends",
    "neighbours",
    "education",
    "education",
    "health",
    "services",
    "authority",
    "work",
)
_NAMES: Final = {
    "kin": ("Бабушка Вера", "Дядя Саша", "Тётя Люда", "Крёстная"), "friends": ("Друг отца", "Подруга", "Лена из класса"),
    "neighbours": ("Соседка Айгуль", "Соседи сверху"), "community": ("Секция борьбы", "Приход"),
    "education": ("Школа № 7", "Детский сад", "Классный руководитель", "Логопед"),
    "health": ("Поликлиника", "Нарколог", "Педиатр"), "services": ("Куратор", "Центр «Доверие»"),
    "authority": ("Опека", "КДН", "Инспектор ПДН"), "work": ("Работа матери", "Центр занятости"),
}  # fmt: skip
_AGENCIES: Final = {"education", "health", "services", "authority", "work"}


def family(adults: int, children: int, outside: int, *, seed: int, among: float = 0.0, long: bool = False) -> MapData:
    """A family with so many contacts; `among` is the share of contacts that are tied to each other."""
    random = Random(seed)
    nodes = [
        Node(id_of(n), name, inside=True, sex=("female", "male")[n % 2], born_year=1985 + n if n < adults else 2008 + n,
             child=n >= adults)
        for n, name in enumerate(("Марина", "Игорь", "Бабушка", "Олег", "Аня", "Денис", "Тимур", "Соня")[: adults + children])
    ]  # fmt: skip
    ties: list[Tie] = []

    def tie(one: int, other: int) -> None:
        quality: Quality = random.choice(QUALITIES)
        frequency: Frequency = random.choice(("daily", "weekly", "monthly", "yearly"))
        ties.append(Tie(id_of(10_000 + len(ties)), id_of(one), id_of(other), quality, "to", frequency))

    for n in range(1_000, 1_000 + outside):
        sphere = random.choice(_OFTEN)
        kind: NodeKind = "agency" if sphere in _AGENCIES and random.random() < 0.7 else "person"
        name = random.choice(LONG if long else _NAMES[sphere])
        nodes.append(Node(id_of(n), name, kind, sphere=sphere))
        whose = _WHOSE[sphere]
        first = {"mother": 0, "adults": random.randrange(adults), "anybody": random.randrange(adults + children),
                 "children": adults + random.randrange(children)}[whose]  # fmt: skip
        tie(n, first)
        if random.random() < 0.2:
            tie(n, random.choice([m for m in range(adults + children) if m != first]))
        if n > 1_000 and random.random() < among:
            tie(n, random.randrange(1_000, n))
    return empty_map(nodes=tuple(nodes), ties=tuple(ties))


def _one_child() -> MapData:
    map_ = family(2, 3, 24, seed=11)
    return replace(map_, ties=tuple(replace(t, target=id_of(3)) for t in map_.ties))


def _everybody_to_every_agency() -> MapData:
    map_ = family(2, 3, 0, seed=12)
    names = (
        "Школа",
        "Поликлиника",
        "Опека",
        "КДН",
        "Центр «Доверие»",
        "Детский сад",
        "Соцзащита",
        "Центр занятости",
    )
    spheres = ("education", "health", "authority", "authority", "services", "education", "services", "work")
    for number, (name, sphere) in enumerate(zip(names, spheres, strict=True)):
        map_ = map_.with_node(Node(id_of(1_000 + number), name, "agency", sphere=sphere))
        for member in range(5):
            map_ = map_.with_tie(Tie(id_of(20_000 + number * 10 + member), id_of(1_000 + number), id_of(member)))
    return map_


def _conflict_both_ways() -> MapData:
    map_ = sketch_map()
    back = [
        replace(tie, id=id_of(30_000 + n), source=tie.target, target=tie.source, quality="conflict", view="family")
        for n, tie in enumerate(map_.ties)
    ]
    return replace(map_, ties=(*map_.ties, *back))


def _pinned() -> MapData:
    map_ = family(2, 3, 25, seed=14)
    pins = {1_000: (-90.0, -20.0), 1_003: (30.0, 80.0), 1_006: (75.0, 10.0), 1: (12.0, -16.0)}
    places = {id_of(n): Place(x, y, pinned=True) for n, (x, y) in pins.items()}
    return replace(map_, nodes=tuple(replace(n, place=places.get(n.id)) for n in map_.nodes))


def _one_sector() -> MapData:
    map_ = family(2, 3, 30, seed=13)
    return replace(map_, nodes=tuple(n if n.inside else replace(n, sphere="health") for n in map_.nodes))


def _classmates() -> MapData:
    """A knot of people who all know each other."""
    map_ = family(1, 2, 8, seed=16)
    for n in range(2_000, 2_008):
        map_ = map_.with_node(Node(id_of(n), f"Друг {n - 1_999}", sphere="friends"))
        map_ = map_.with_tie(Tie(id_of(40_000 + n), id_of(n), id_of(1)))
        for other in range(2_000, n):
            map_ = map_.with_tie(Tie(id_of(n * 100 + other - 2_000 + 100_000), id_of(n), id_of(other), "weak"))
    return map_


HARD_MAPS: Final[dict[str, MapData]] = {
    "the Kravtsov picture": sketch_map(),
    "25 nodes": family(2, 3, 20, seed=1),
    "40 nodes": family(2, 3, 35, seed=2),
    "60 nodes": family(3, 4, 53, seed=3),
    "100 nodes": family(3, 5, 92, seed=4),
    "all tied to one child": _one_child(),
    "every member to every agency": _everybody_to_every_agency(),
    "long names": family(2, 4, 24, seed=5, long=True),
    "all in one sector": _one_sector(),
    "many ties among others": family(2, 2, 30, seed=6, among=0.9),
    "a knot of friends": _classmates(),
    "conflict both ways": _conflict_both_ways(),
    "pinned nodes": _pinned(),
    "one parent, forty contacts": family(1, 1, 40, seed=7),
    "sixty, tied among each other": family(2, 3, 55, seed=8, among=0.5),
    "ties at random": crowd(5, 30, seed=9),
}


def _held_out() -> dict[str, MapData]:
    """Ten maps nobody looked at while the layout was made: sizes drawn with one fixed seed, ties by the rule of `family`.

    Most contacts have one tie, a fifth two; between none and a third of them know each other.
    """
    random = Random(2026)
    maps = {}
    for number in range(10):
        adults, children = random.randint(1, 3), random.randint(1, 4)
        outside = random.randint(10, 60)
        among = random.choice((0.0, 0.1, 0.3))
        title = f"held out {number + 1}: {adults} + {children}, {outside} contacts"
        maps[title] = family(adults, children, outside, seed=1_000 + number, among=among)
    return maps


HELD_OUT: Final = _held_out()
