"""A map of social connections as a value: compared, counted, drawn and edited without a database or a toolkit.

Places are millimetres on the sheet, x to the right, y down, the middle of the household at (0, 0). A node's `id` stays
the same through all versions of the family's map, so that a rename is never a delete-and-add.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal
from uuid import UUID

from desktop.models.partial_dates import PartialDate

NodeKind = Literal["person", "agency", "group"]
Sex = Literal["male", "female", "unknown"]
Quality = Literal["strong", "ordinary", "weak", "conflict", "broken"]
Direction = Literal["none", "to", "from", "mutual"]  # which way help flows: to = source helps target
Frequency = Literal["", "never", "yearly", "monthly", "weekly", "daily"]
Support = Literal["concrete", "emotional", "information"]
View = Literal["family", "member", "worker"]  # whose view of the tie it is
Known = Literal["", "under_1", "1_5", "over_5"]  # years, after Tracy and Whittaker
Resource = Literal["", "used", "unused"]  # somebody who helps already, or could and was not asked yet
Aim = Literal["real", "wish"]  # the map that is, or the one the family wishes for
Boundary = Literal["", "open", "selective", "closed"]  # how the household lets others in
Stage = Literal["draft", "final", "printed"]

QUALITIES: tuple[Quality, ...] = ("strong", "ordinary", "weak", "conflict", "broken")
SUPPORTS: tuple[Support, ...] = ("concrete", "emotional", "information")
HARDLY_EVER, SOMETIMES, ALMOST_ALWAYS = 1, 2, 3  # how often a support or criticism comes (Tracy and Whittaker)
Point = tuple[float, float]
SPHERES = (
    "kin",
    "friends",
    "neighbours",
    "community",
    "education",
    "health",
    "services",
    "authority",
    "work",
)
# The finest split is stored; a sheet shows these sectors. Order is clockwise from the top right, as on the picture.
SECTORS: dict[str, tuple[str, ...]] = {
    "kin": ("kin",),
    "friends": ("friends", "neighbours", "community"),
    "education": ("education",),
    "health": ("health",),
    "authority": ("authority", "services"),
    "work": ("work",),
}
WHOLE = "whole"  # the only sector of a ground without sectors
_FOUR: dict[str, tuple[str, ...]] = {  # of the network card
    "kin": ("kin",),
    "friends": ("friends", "neighbours", "community"),
    "occupation": ("education", "work"),
    "officials": ("health", "authority", "services"),
}
_EIGHT: dict[str, tuple[str, ...]] = {
    "kin": ("kin",),
    "friends_alone": ("friends",),
    "neighbourhood": ("neighbours", "community"),
    "education": ("education",),
    "health": ("health",),
    "services": ("services",),
    "authority_alone": ("authority",),
    "work": ("work",),
}
_SPLITS: dict[int, dict[str, tuple[str, ...]]] = {0: {WHOLE: SPHERES}, 4: _FOUR, 6: SECTORS, 8: _EIGHT}


class Staged:
    """A dated version of a drawing: how far it is."""

    __slots__ = ()
    final: bool
    printed_on: date | None

    @property
    def stage(self) -> Stage:
        """Draft, final or printed: a printed version is final with a day."""
        return "printed" if self.printed_on else "final" if self.final else "draft"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands, in millimetres; a pinned one is left alone by the automatic layout."""

    x: float
    y: float
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A person, an agency or a group on the map; `ref` is the same person or agency in the card."""

    id: UUID
    name: str
    kind: NodeKind = "person"
    ref: UUID | None = None
    inside: bool = False  # a member of the household, drawn within its circle
    sphere: str = ""  # one of SPHERES; empty for members of the household
    sex: Sex = "unknown"
    born_year: int | None = None
    alive: bool = True
    child: bool = False
    place: Place | None = None
    note: str = ""
    resource: Resource = ""
    bearing: float | None = None  # degrees around the middle of the rings, 0 up, clockwise; None: the layout says
    layer: int = 0  # drawn over those of a lower layer
    tint: str = ""  # a filling of the worker's own, one of the tints of the palette


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody of the map who gets a card when the map is saved; the node's `ref` is this id already."""

    id: UUID
    given_name: str
    surname: str = ""
    patronymic: str = ""
    sex: Sex = "unknown"
    born: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """How two of them are connected, in whose view, from which contact and when."""

    id: UUID
    source: UUID
    target: UUID
    quality: Quality = "ordinary"
    direction: Direction = "none"
    frequency: Frequency = ""
    concrete: int | None = None  # help with deeds and things: HARDLY_EVER … ALMOST_ALWAYS, None: not asked
    emotional: int | None = None
    information: int | None = None
    criticism: int | None = None  # how often the member is criticised over this tie
    known: Known = ""  # for how long they know each other
    view: View = "worker"
    viewer: UUID | None = None  # the member (a node's id) when the view is a member's
    contact: UUID | None = None  # the visit at which it was told
    told_on: date | None = None
    closeness: int | None = None  # 1 not very, 2 fairly, 3 very close
    note: str = ""
    bends: tuple[Point, ...] = ()  # where a person bent the line, millimetres, from source to target

    @property
    def support(self) -> tuple[Support, ...]:
        """Kinds of support that come at least sometimes."""
        levels = (self.concrete, self.emotional, self.information)
        return tuple(kind for kind, level in zip(SUPPORTS, levels, strict=True) if (level or 0) >= SOMETIMES)

    def with_support(self, kinds: tuple[Support, ...]) -> Tie:
        """The tie with these kinds of support and no others; a level that was said stays where it fits."""
        levels: dict[Support, int | None] = {
            "concrete": self.concrete, "emotional": self.emotional, "information": self.information,
        }  # fmt: skip
        for kind, level in levels.items():
            if kind in kinds:
                levels[kind] = max(level or SOMETIMES, SOMETIMES)
            elif (level or 0) >= SOMETIMES:
                levels[kind] = None
        return replace(self, concrete=levels["concrete"], emotional=levels["emotional"], information=levels["information"])


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes that belong together, drawn with a loop around them."""

    id: UUID
    name: str
    nodes: tuple[UUID, ...] = ()
    outline: tuple[Point, ...] = ()  # a loop drawn by hand; empty: around the nodes as they stand


@dataclass(frozen=True, slots=True)
class MapData(Staged):
    """One dated version of a family's map."""

    id: UUID
    family: UUID
    title: str
    drawn_on: date
    nodes: tuple[Node, ...] = ()
    ties: tuple[Tie, ...] = ()
    groups: tuple[Group, ...] = ()
    note: str = ""
    final: bool = False
    version: int = 0  # the root's version when it was opened; 0: not saved yet
    aim: Aim = "real"
    told_by: str = ""  # with whom of the family it was drawn
    boundary: Boundary = ""
    printed_on: date | None = None

    def node(self, id_: UUID) -> Node | None:
        """The node with this id, if it is on the map."""
        return next((n for n in self.nodes if n.id == id_), None)

    def tie(self, id_: UUID) -> Tie | None:
        """The tie with this id, if it is on the map."""
        return next((t for t in self.ties if t.id == id_), None)

    def ties_of(self, node: UUID) -> Iterator[Tie]:
        """Every tie that ends at the node."""
        return (t for t in self.ties if node in (t.source, t.target))

    def household(self) -> tuple[Node, ...]:
        """Members, in the order they were put in."""
        return tuple(n for n in self.nodes if n.inside)

    def outside(self) -> tuple[Node, ...]:
        """Everybody around the household."""
        return tuple(n for n in self.nodes if not n.inside)

    def with_node(self, node: Node) -> MapData:
        """The map with the node put in, or put in the place of the one with its id."""
        if self.node(node.id) is None:
            return replace(self, nodes=(*self.nodes, node))
        return replace(self, nodes=tuple(node if n.id == node.id else n for n in self.nodes))

    def with_tie(self, tie: Tie) -> MapData:
        """The map with the tie put in, or put in the place of the one with its id."""
        if self.tie(tie.id) is None:
            return replace(self, ties=(*self.ties, tie))
        return replace(self, ties=tuple(tie if t.id == tie.id else t for t in self.ties))

    def without(self, *ids: UUID) -> MapData:
        """The map without these nodes and ties, and without the ties that would hang in the air."""
        gone = set(ids)
        return replace(
            self,
            nodes=tuple(n for n in self.nodes if n.id not in gone),
            ties=tuple(t for t in self.ties if not gone & {t.id, t.source, t.target}),
            groups=tuple(replace(g, nodes=tuple(n for n in g.nodes if n not in gone)) for g in self.groups if g.id not in gone),
        )


def sectors(count: int = 6) -> Mapping[str, tuple[str, ...]]:
    """The split of the ground into 4, 6 or 8 sectors: their keys clockwise, with the spheres each shows.

    0 is a ground without sectors: everybody may stand where the ties come from.
    """
    return _SPLITS.get(count, SECTORS)


def sector_of(sphere: str, count: int = 6) -> str:
    """The sector of the sheet that shows this sphere; what has no sphere stands with the friends."""
    split = sectors(count)
    return next((sector for sector, spheres in split.items() if sphere in spheres), list(split)[1 if count else 0])
