"""A founded office in each of the places where one may be kept, and desks in it as the doors make them.

Founding costs half a second; here it is done once for each place, and every test gets a copy.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop import bootstrap
from desktop.base.ids import Ids
from desktop.models.drafts_of_acts import Named, VisitDraft
from desktop.models.snapshots import Snapshot
from desktop.presenters.cards import Card, Filled
from desktop.services import cards, offices
from desktop.services.desk import Desk
from desktop.services.families import NewFamily, NewMember, family_page, register_family
from desktop.store.keys import FLOOR
from tests import pgserver

PASSWORD = "три синих чайника"
ANNA, BEKTUR = "anna", "bektur"
NAMES = {ANNA: "Асанова А.", BEKTUR: "Бектуров Б."}
START = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)  # 09:00 in Bishkek


@dataclass
class Clock:
    """Goes on by a second at every look, so that no two acts share a moment."""

    at: datetime = START

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


def making(seed: int = 1) -> offices.Making:
    """Clock and identities that are the same in every run; another seed makes other identities."""
    chance = random.Random(seed)
    return offices.Making(Clock(), Ids(lambda: 1_795_000_000_000, chance.getrandbits))


def found(address: str, place: str) -> None:
    """An office of two: Anna founded it, Bektur works beside her."""
    new = offices.NewOffice(
        "Отдел № 4", "Асанова", "Анна", ANNA, region_code="04", country="kg", time_zone="Asia/Bishkek",
        demonstration=place == "plain",
    )  # fmt: skip
    made = making(0)
    opened, _code = offices.found_office(address, new, PASSWORD, made, FLOOR)
    colleague = offices.NewOffice("Отдел № 4", "Бектуров", "Бекжан", BEKTUR)
    offices.add_colleague(address, opened, PASSWORD, colleague, PASSWORD, made, FLOOR)
    opened.kept.close()


@dataclass
class Place:
    """One office of a test: where it is, and who sits in it."""

    kind: str
    address: str
    desks: list[Desk] = field(default_factory=list)

    @property
    def on_server(self) -> bool:
        """Whether a server keeps it."""
        return "://" in self.address

    def desk(self, login: str = ANNA, seed: int = 1) -> Desk:
        """Sign in; everything is done at once on the caller's thread."""
        made = making(seed)
        desk = bootstrap.inline_desk(offices.sign_in(self.address, login, PASSWORD, made), made)
        self.desks.append(desk)
        return desk

    def close(self) -> None:
        """Everybody leaves."""
        for desk in self.desks:
            desk.close()


class Templates:
    """The founded office of each place, made when first asked for."""

    def __init__(self, folder: Path, servers: Callable[[str], pgserver.Server]) -> None:
        self._folder, self._servers = folder, servers
        self._files: dict[str, Path] = {}
        self._databases: dict[str, str] = {}

    def copy(self, kind: str, folder: Path) -> Place:
        """An office of its own for one test."""
        if kind not in ("plain", "encrypted"):
            server = self._servers(kind)
            if kind not in self._databases:
                self._databases[kind] = server.create()
                found(server.url(self._databases[kind]), kind)
            return Place(kind, server.url(server.create(self._databases[kind])))
        if kind not in self._files:
            home = self._folder / kind
            home.mkdir()
            self._files[kind] = home / "office.opora"
            found(str(self._files[kind]), kind)
        for file in self._files[kind].parent.iterdir():
            shutil.copy(file, folder / file.name)
        return Place(kind, str(folder / "office.opora"))

    def drop(self, place: Place) -> None:
        """The test is over: a server does not keep its database."""
        place.close()
        if place.on_server:
            self._servers(place.kind).drop(place.address.rsplit("/", 1)[-1].split("?")[0])


KRAVTSOVS = NewFamily(
    "Кравцовы", address="ул. Токтогула, д. 12, кв. 4", phone="+996 555 120 340", kinship=True,
    members=(
        NewMember({"surname": "Кравцова", "given_name": "Марина", "sex": "female"}, "mother"),
        NewMember({"surname": "Кравцов", "given_name": "Тимур", "sex": "male"}, "child"),
    ),
)  # fmt: skip


def register(desk: Desk, new: NewFamily = KRAVTSOVS) -> UUID:
    """Take a family in; returns its id."""
    made = desk.do("A family was taken in", lambda unit: register_family(unit, new)).result
    assert made is not None
    return made


def opened(desk: Desk, kind: str, id_: UUID) -> Snapshot:
    """The record as it stands."""
    record = desk.read(lambda reading: cards.open_card(reading, kind, id_))
    assert record is not None
    return record


def card(desk: Desk, family: UUID, **more: Any) -> Card:
    """The family's card on this desk."""
    return Card(desk, "The card was changed", [Filled("family_card", opened(desk, "family", family))], **more)


def held(desk: Desk, family: UUID, *, danger: bool = False, **values: Any) -> VisitDraft:
    """A visit that took place today, everybody seen; the next one is in a week."""
    page = desk.read(lambda reading: family_page(reading, family))
    assert page is not None
    assert page.case is not None
    said = {
        "kind": "control", "planned": "planned", "outcome": "held", "violence": danger, "intoxication": False,
        "threat": False, "next_on": desk.today + timedelta(days=7), **values,
    }  # fmt: skip
    met = (Named(page.members[0].person.id, "Марина"),)
    children = {child.person.id: True for child in page.children}
    return VisitDraft(family, page.case.id, desk.today, said, (Named(desk.actor.id, desk.actor.name),), met, children)


def clean(desk: Desk) -> bool:
    """Whether the check of the office finds nothing."""
    return offices.check(desk.office_kept) == []
