"""Many families at once for lists and searches: the same seed gives the same ones."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.engine import Connection, Engine

from desktop.base import places
from desktop.base.ids import Ids
from desktop.base.jobs import Inline
from desktop.models.everything import SCHEMA
from desktop.models.families import Family, FamilyLine
from desktop.models.offices import DictionaryEntry, Office
from desktop.models.persons import Person
from desktop.models.search import SearchEntry, SearchToken
from desktop.models.signed_in import Actor, OfficeView
from desktop.rules.search import Findable, sort_key
from desktop.services.desk import Desk, Lanes
from desktop.store.drafts import DraftFile
from desktop.store.kept import KeptOffice
from desktop.store.search_index import rows_for
from desktop.store.units import Reading

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
OFFICE = OfficeView(UUID(int=1), "Отдел")
CURATORS = tuple(Actor(UUID(int=100 + n), name) for n, name in enumerate(("Асанова Г. М.", "Бекова С.", "Ли А. В.")))
_SURNAMES = [
    "Абдыкеримова",
    "Алиева",
    "Асанова",
    "Бекова",
    "Борисенко",
    "Жумабаева",
    "Иванова",
    "Ёлкина",
    "Ибраимова",
    "Кадырова",
    "Ким",
    "Кравцова",
    "Мамытова",
    "Мусаева",
    "Назарова",
    "Осмонова",
    "Пак",
    "Черных",
    "Шевченко",
    "Өмүрова",
    "Ґудзь",
    "Їжакевич",
    "Сатылганова",
    "Токтогулова",
    "Эргешова",
    "Юсупова",
    "Яковлева",
    "Цой",
    "Дуйшеева",
]
_ENDINGS = ("", "", "", "-Ли", "-Пак", "-Цой")
_NAMES = ["Айгуль", "Марина", "Ирина", "Нургуль", "Елена", "Гульнара", "Ольга", "Жанна", "Светлана", "Чолпон"]
_PATRONYMICS = ["Асановна", "Бекбоевна", "Ивановна", "Маратовна", "Петровна", "Сергеевна"]
_STREETS = [
    "Токтогула",
    "Ленина",
    "Советская",
    "Манаса",
    "Садовая",
    "Школьная",
    "Чуй",
    "Киевская",
    "Мира",
    "Горького",
]
_STATUSES = (
    "draft",
    "checking",
    "assessment",
    "active",
    "active",
    "active",
    "observation",
    "closed",
    "closed",
    "transferred",
)
_STAGES = ("acquaintance", "joining", "gathering", "analysis", "plan", "exit", "observation")


def reading(connection: Connection, actor: Actor = CURATORS[0]) -> Reading:
    """As the browsing lane looks at the office."""
    return Reading(connection, OFFICE, actor, NOW, TODAY)


def line(number: int, chance: random.Random) -> dict[str, Any]:
    """One row of the list."""
    name = chance.choice(_SURNAMES) + chance.choice(_ENDINGS)
    status = chance.choice(_STATUSES)
    curator = chance.choice(CURATORS)
    risk = chance.choice(("low", "medium", "high", "critical", ""))
    children = chance.randrange(6)

    def maybe(days: int) -> date | None:
        return TODAY + timedelta(days=chance.randrange(-days, days)) if chance.random() < 0.8 else None

    return {
        "family_id": UUID(int=(0x0199_0000_0000_7000_8000 << 48) + number),
        "number": f"04-{2020 + number % 7}-{number:04}",
        "name": name,
        "sort_key": sort_key(name),
        "children": children,
        "youngest_born": 2026 - chance.randrange(17) if children else None,
        "status": status,
        "grounds_group": chance.choice(("crisis", "hardship", "danger", "")),
        "risk": risk,
        "risk_order": {"critical": 4, "high": 3, "medium": 2, "low": 1}.get(risk, 0),
        "stages": ",".join(chance.sample(_STAGES, chance.randrange(3))),
        "curator_id": curator.id,
        "curator": curator.name,
        "curator_key": sort_key(curator.name),
        "district": str(chance.randrange(1, 13)),
        "address": f"ул. {chance.choice(_STREETS)}, д. {chance.randrange(1, 200)}, кв. {chance.randrange(1, 90)}",
        "opened_on": maybe(900),
        "next_visit_on": maybe(20),
        "children_seen_on": TODAY - timedelta(days=chance.randrange(60)) if chance.random() < 0.8 else None,
        "agreement_till": maybe(200),
        "alerts": int(chance.random() < 0.05),
        "removed": chance.random() < 0.02,
    }


def lines(count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """So many different rows."""
    chance = random.Random(seed)
    return (line(number, chance) for number in range(1, count + 1))


def findables(made: list[dict[str, Any]], people: int = 2, seed: int = 2) -> Iterator[Findable]:
    """Each family and its people, as the search is given them."""
    chance = random.Random(seed)
    for row in made:
        phone = f"+996 {chance.randrange(500, 800)} {chance.randrange(10**6):06}"
        names = [f"{row['name']} {chance.choice(_NAMES)} {chance.choice(_PATRONYMICS)}" for _person in range(people)]
        yield Findable(
            "family", row["family_id"], row["family_id"], row["name"], f"{row['number']} · {row['address']}",
            words=(row["name"], *names), addresses=(row["address"],), numbers=(row["number"],), phones=(phone,),
        )  # fmt: skip
        for place, name in enumerate(names, 1):
            yield Findable(
                "person", UUID(int=row["family_id"].int + (place << 100)), row["family_id"], name, row["name"],
                words=(name,), phones=(phone,) if place == 1 else (),
            )  # fmt: skip


def common(**more: Any) -> dict[str, Any]:
    """What every root has."""
    return {"office_id": OFFICE.id, "row_version": 1, "changed_at": NOW, "removed": False, **more}


def fill(engine: Engine, count: int, *, search: bool = False, people: int = 2) -> list[dict[str, Any]]:
    """A schema with so many families in the list, and in the search when asked; returns the rows of the list."""
    SCHEMA.create_all(engine)
    made = list(lines(count))
    with engine.execution_options(writes=True).begin() as connection:
        _insert(
            connection,
            Family,
            ({**common(id=r["family_id"], number=r["number"], name=r["name"], categories=(), amenities=())} for r in made),
        )
        _insert(connection, FamilyLine, iter(made))
        if search:
            entries, tokens = rows_for(findables(made, people), 1)
            surnames = (
                common(id=e["record"], surname=e["title"].split()[0], statuses=()) for e in entries if e["kind"] == "person"
            )
            _insert(connection, Person, surnames)
            _insert(connection, SearchEntry, iter(entries))
            _insert(connection, SearchToken, iter(tokens))
    return made


def _insert(connection: Connection, kind: Any, rows: Iterator[dict[str, Any]]) -> None:
    while some := list(islice(rows, 5_000)):
        connection.execute(insert(kind), some)


def desk(engine: Engine, folder: Path, lanes: Lanes | None = None) -> Desk:
    """A signed-in worker's desk in an office that was filled; everything is done at once unless lanes are given."""
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(
            insert(Office).values(
                **common(id=OFFICE.id), name="Отдел", region_code="04", country="kg", time_zone="Asia/Bishkek",
                demonstration=True,
            )
        )  # fmt: skip
        _insert(connection, DictionaryEntry, _entries("case_statuses", "risk_levels", "grounds_groups", "stages"))
    chance = random.Random(9)
    return Desk(
        KeptOffice(engine), CURATORS[0], lambda: NOW, Ids(lambda: 1_790_000_000_000, chance.getrandbits),
        lanes or Lanes(Inline(), Inline(), Inline()), DraftFile(folder / "drafts", None),
    )  # fmt: skip


def _entries(*dictionaries: str) -> Iterator[dict[str, Any]]:
    number = 0x5000
    for key in dictionaries:
        file = places.resource("definitions", "dictionaries", f"{key}.toml")
        for place, (code, caption) in enumerate(tomllib.loads(file.read_text("utf-8"))["entries"].items()):
            number += 1
            yield {
                **common(id=UUID(int=number)), "dictionary": key, "code": code, "place": place, "captions": {},
                "caption": caption if isinstance(caption, str) else caption["ru"], "own": False, "retired": False,
            }  # fmt: skip
