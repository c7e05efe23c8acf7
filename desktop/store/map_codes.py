"""Who stands on any version of any map of a family, and who is in its card: what the codes of hidden names are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from sqlalchemy import select

from desktop.models.conflicts import ConflictMap, ConflictParty
from desktop.models.families import Membership
from desktop.models.persons import Person
from desktop.models.social_maps import MapGroup, MapNode, SocialMap
from desktop.rules.map_codes import Appearance
from desktop.store.units import Reading


def members(reading: Reading, family: UUID) -> list[UUID]:
    """Everybody who is or was of the household, in the order they came into the card."""
    asked = select(Membership.person_id).where(Membership.family_id == family).order_by(Membership.id)
    return [row.person_id for row in reading.connection.execute(asked)]


def appearances(reading: Reading, family: UUID) -> Iterator[Appearance]:
    """Everybody on all versions; removed versions count too, or codes would change with them."""
    run = reading.connection.execute
    for kind, on, map_ in ((MapNode, SocialMap.aim, SocialMap), (ConflictParty, ConflictMap.conflict, ConflictMap)):
        asked = select(kind.id, kind.key, kind.kind, kind.name, kind.person_id, kind.agency_id, on.label("on"))
        for row in run(asked.join(map_, map_.id == getattr(kind, kind.root)).where(map_.family_id == family)):
            yield Appearance(row.id, row.key, row.kind, row.name or "", row.person_id or row.agency_id, str(row.on))
    loops = select(MapGroup.id, MapGroup.key, MapGroup.name).join(SocialMap, SocialMap.id == MapGroup.social_map_id)
    for loop in run(loops.where(SocialMap.family_id == family)):
        yield Appearance(loop.id, loop.key, "group", loop.name or "")


def names(reading: Reading, people: Iterable[UUID]) -> Iterator[str]:
    """Every part of these people's names, those they bore before too."""
    columns = (Person.surname, Person.given_name, Person.patronymic, Person.former_names)
    for row in reading.connection.execute(select(*columns).where(Person.id.in_(list(people)))):
        yield from (part for part in row if part)
