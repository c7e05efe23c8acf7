"""Maps of social connections: opened from the members of the card, saved as dated versions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import cast
from uuid import UUID, uuid5

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.models.family_page import FamilyPage, MapRow, Member
from desktop.models.map_data import Aim, MapData, Node, Sex
from desktop.models.partial_dates import PartialDate
from desktop.models.social_maps import SocialMap
from desktop.services.map_versions import day_kept, save_version, wanted_and_before, went_to_paper
from desktop.store import maps as kept
from desktop.store.units import Reading, Unit


def open_map(reading: Reading, id_: UUID) -> MapData | None:
    """One version as a value."""
    return kept.open_map(reading, id_)


def newest_map(reading: Reading, family: UUID) -> MapData | None:
    """The newest version of the family's map as it is, or None when none was drawn yet."""
    rows = [row for row in kept.versions(reading, family) if row.aim == "real"]
    return kept.open_map(reading, rows[0].id) if rows else None


@dataclass(frozen=True, slots=True)
class MapsRead:
    """All versions newest first, the one that was wanted, and the one before it to compare with."""

    versions: tuple[MapRow, ...]
    map_: MapData | None
    before: MapData | None


def read_maps(reading: Reading, family: UUID, version: UUID | None = None, aim: Aim = "real") -> MapsRead:
    """One version (the newest with this aim when none is named) with what stands around it.

    `versions` are all of them; the one before is of the same aim, because a wish is no change of what is.
    """
    rows = kept.versions(reading, family)
    found = next((row for row in rows if row.id == version), None)
    aim = cast("Aim", found.aim) if found is not None else aim
    wanted, before = wanted_and_before([row.id for row in rows if row.aim == aim], version)
    opened = kept.open_maps(reading, [id_ for id_ in (wanted, before) if id_ is not None])
    return MapsRead(rows, opened.get(wanted) if wanted else None, opened.get(before) if before else None)


def first_map(page: FamilyPage, id_: UUID, title: str, today: date) -> MapData:
    """A new map: the household's members are on it already, as the same persons as in the card."""
    return with_household(MapData(id_, page.family.id, title, today), page)


def with_household(map_: MapData, page: FamilyPage) -> MapData:
    """The map with members who joined since put in, and what the card says of the others brought up to date.

    Nobody is taken off: somebody who left the household may still be tied to it.
    """
    for member in page.members:
        if member.membership.values["till"] is None:
            map_ = map_.with_node(_up_to_date(map_, member))
    return map_


def _up_to_date(map_: MapData, member: Member) -> Node:
    """The member's node with what the card says now; a longer name given on the map is left alone."""
    person = member.person.id
    standing = next((node for node in map_.nodes if node.ref == person), None)
    new = member_node(member, standing)
    if standing is None:
        # A node that was once this person may be somebody else by now: it keeps its id, this one gets another.
        return new if map_.node(new.id) is None else replace(new, id=uuid5(map_.id, str(person)))
    return replace(new, name=standing.name) if new.name.casefold() in standing.name.casefold() else new


def member_node(member: Member, standing: Node | None = None) -> Node:
    """A member of the card as a node; who left the household stands outside it, among kin."""
    values = member.person.values
    born, sex = values["born"], values["sex"]
    known_sex: Sex = "male" if sex == "male" else "female" if sex == "female" else "unknown"
    node = standing or Node(id=member.person.id, name="", inside=True)
    name = values["given_name"] or values["surname"] or "?"
    inside = member.at_home
    same_side = standing is not None and standing.inside == inside
    return replace(
        node, name=str(name), kind="person", ref=member.person.id, inside=inside,
        sphere="" if inside else node.sphere or "kin", sex=known_sex,
        born_year=born.year if isinstance(born, PartialDate) else None, alive=member.alive, child=member.child,
        place=node.place if same_side else None,
    )  # fmt: skip


def save_map(unit: Unit, map_: MapData, *, final: bool = False) -> UUID:
    """Keep the map. A draft is rewritten in place; a finished or printed version stays, and a new one begins.

    Raises:
        Conflict: somebody saved this version since it was opened.
        Rejected: the map is dated in the future; the version was finished meanwhile.
    """
    if map_.drawn_on > unit.today:
        raise Rejected(Finding(("drawn_on",), message(N_("The map is dated in the future"))))
    map_ = replace(map_, drawn_on=day_kept(unit, SocialMap, map_))
    return save_version(unit, SocialMap, map_, kept.head_values(map_), kept.part_values(map_), final=final).id


def mark_printed(unit: Unit, id_: UUID, version: int | None, day: date) -> UUID:
    """The version went to paper: it is finished, keeps the day it was first printed, and whoever signs it as author.

    Raises:
        Conflict: somebody saved it since it was opened.
    """
    return went_to_paper(unit, unit.claim(SocialMap, id_, version), day)
