"""Maps for tests: a family, and a source of ids that never gives one twice."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from desktop.models.map_data import MapData, Node, Tie
from desktop.presenters.maps import Candidate, Contact, MapEditor

TODAY = date(2026, 11, 22)


class Counter:
    def __init__(self) -> None:
        self.last = 10_000

    def __call__(self) -> UUID:
        self.last += 1
        return UUID(int=self.last)


def id_of(number: int) -> UUID:
    return UUID(int=number)


MOTHER, FATHER, SON, GRANDMOTHER, SCHOOL, CLINIC = (id_of(n) for n in range(1, 7))
HELPS, QUARREL = id_of(101), id_of(102)


def family_map() -> MapData:
    nodes = (
        Node(MOTHER, "Марина", inside=True, sex="female", born_year=1988),
        Node(FATHER, "Игорь", inside=True, sex="male", born_year=1985),
        Node(SON, "Олег", inside=True, sex="male", born_year=2012, child=True),
        Node(GRANDMOTHER, "Бабушка Вера", sphere="kin", sex="female"),
        Node(SCHOOL, "Школа № 7", "agency", sphere="education"),
        Node(CLINIC, "Поликлиника", "agency", sphere="health"),
    )
    ties = (
        Tie(HELPS, GRANDMOTHER, MOTHER, "strong", "to", "daily"),
        Tie(QUARREL, SCHOOL, SON, "conflict"),
    )
    return MapData(id_of(900), id_of(901), "Связи", TODAY, nodes, ties)


NEIGHBOUR = Candidate(id_of(301), "Айгуль Сыдыкова", sphere="neighbours", sex="female", born_year=1970)
GUARDIANS = Candidate(id_of(302), "Отдел опеки", "agency", "authority")
VISIT = Contact(id_of(401), "Визит 03.11.2026", date(2026, 11, 3))


def editor(map_: MapData | None = None) -> MapEditor:
    return MapEditor(map_ or family_map(), Counter(), TODAY, (NEIGHBOUR, GUARDIANS), (VISIT,))
