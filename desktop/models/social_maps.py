"""Maps of social connections as they are kept: a dated version with its nodes, ties and groups.

`keys` are the ids of `map_data`: the same in every version, while each version has rows of its own.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.base.messages import N_
from desktop.models.base import Part, Root
from desktop.models.checks import not_after_today
from desktop.models.fields import choice, choices, day, flag, long, reference, text, whole


class SocialMap(Root):
    """One dated version of the map."""

    __tablename__ = "social_map"
    family_id: Mapped[UUID] = mapped_column(ForeignKey("family.id"), index=True)
    title: Mapped[str] = text(N_("Title"))
    drawn_on: Mapped[date] = day(N_("Date of the map"), not_after_today)
    author_id: Mapped[UUID | None] = reference(N_("Author"), "staff")
    final: Mapped[bool] = flag(N_("Finished"))
    note: Mapped[str | None] = long(N_("Note"))
    aim: Mapped[str] = choice(N_("What the map shows"), "map_aims")
    told_by: Mapped[str | None] = text(N_("With whom it was drawn"), size=300)
    boundary: Mapped[str | None] = choice(N_("Boundary of the household"), "household_boundaries")
    printed_on: Mapped[date | None] = day(N_("Printed on"))
    nodes: Mapped[list[MapNode]] = relationship(lazy="raise", order_by="MapNode.id")
    ties: Mapped[list[MapTie]] = relationship(lazy="raise", order_by="MapTie.id")
    groups: Mapped[list[MapGroup]] = relationship(lazy="raise", order_by="MapGroup.id")


class _OfMap(Part):
    __abstract__ = True
    root: ClassVar[str] = "social_map_id"
    root_kind: ClassVar[type[Root]] = SocialMap
    social_map_id: Mapped[UUID] = mapped_column(ForeignKey("social_map.id"), index=True)


class MapNode(_OfMap):
    """A person, an agency or a group on this version."""

    __tablename__ = "map_node"
    __table_args__ = (UniqueConstraint("social_map_id", "key"),)
    key: Mapped[UUID]
    kind: Mapped[str] = choice(N_("Kind"), "node_kinds")
    name: Mapped[str] = text(N_("Name"))
    person_id: Mapped[UUID | None] = reference(N_("Person"), "person")
    agency_id: Mapped[UUID | None] = reference(N_("Agency"), "agency")
    inside: Mapped[bool] = flag(N_("In the household"))
    sphere: Mapped[str] = choice(N_("Sphere"), "spheres")
    sex: Mapped[str] = choice(N_("Sex"), "sexes")
    born_year: Mapped[int | None] = whole(N_("Year of birth"))
    alive: Mapped[bool] = flag(N_("Alive"))
    child: Mapped[bool] = flag(N_("Child"))
    x: Mapped[int | None] = whole(N_("Across, hundredths of a millimetre"))
    y: Mapped[int | None] = whole(N_("Down, hundredths of a millimetre"))
    pinned: Mapped[bool] = flag(N_("Pinned"))
    note: Mapped[str] = long(N_("Note"))
    resource: Mapped[str] = choice(N_("Resource"), "resource_states")
    bearing: Mapped[int | None] = whole(N_("Bearing on the rings, tenths of a degree"))
    layer: Mapped[int] = whole(N_("Layer"))
    tint: Mapped[str] = choice(N_("Filling"), "node_tints")


class MapTie(_OfMap):
    """A tie on this version: quality, direction, frequency, support, whose view, which contact, when."""

    __tablename__ = "map_tie"
    __table_args__ = (UniqueConstraint("social_map_id", "key"),)
    key: Mapped[UUID]
    source: Mapped[UUID]
    target: Mapped[UUID]
    quality: Mapped[str] = choice(N_("Quality of the tie"), "tie_qualities")
    direction: Mapped[str] = choice(N_("Direction of help"), "tie_directions")
    frequency: Mapped[str] = choice(N_("How often"), "tie_frequencies")
    concrete: Mapped[int | None] = whole(N_("Concrete support"))
    emotional: Mapped[int | None] = whole(N_("Emotional support"))
    information: Mapped[int | None] = whole(N_("Support with information"))
    criticism: Mapped[int | None] = whole(N_("Criticism"))
    known: Mapped[str] = choice(N_("How long known"), "known_times")
    view: Mapped[str] = choice(N_("Whose view"), "tie_views")
    viewer: Mapped[UUID | None]
    visit_id: Mapped[UUID | None] = reference(N_("Told at the visit"), "visit")
    told_on: Mapped[date | None] = day(N_("Told on"), not_after_today)
    closeness: Mapped[int | None] = whole(N_("Closeness, 1 to 3"))
    note: Mapped[str] = long(N_("Note"))
    bends: Mapped[tuple[str, ...]] = choices(N_("Bends"), "")


class MapGroup(_OfMap):
    """A loop around nodes that belong together."""

    __tablename__ = "map_group"
    key: Mapped[UUID]
    name: Mapped[str] = text(N_("Name of the group"))
    nodes: Mapped[tuple[str, ...]] = choices(N_("Nodes"), "")
    outline: Mapped[tuple[str, ...]] = choices(N_("Outline"), "")
