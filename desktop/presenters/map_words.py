"""Words of a map: what its codes are called, and a node or tie said as one sentence for those who listen."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from desktop.base.messages import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from desktop.models.map_data import (
        Aim,
        Boundary,
        Direction,
        Frequency,
        Known,
        MapData,
        Node,
        Quality,
        Resource,
        Sex,
        Tie,
        View,
    )
    from desktop.presenters.map_session import MapSession

QUALITY: Final[Mapping[Quality, str]] = MappingProxyType(
    {
        "strong": N_("strong tie"),
        "ordinary": N_("ordinary tie"),
        "weak": N_("weak tie"),
        "conflict": N_("conflict tie"),
        "broken": N_("broken tie"),
    }
)
QUALITY_SHORT: Final[Mapping[Quality, str]] = MappingProxyType(
    {
        "strong": N_("strong"),
        "ordinary": N_("ordinary"),
        "weak": N_("weak"),
        "conflict": N_("conflict"),
        "broken": N_("broken off"),
    }
)
DIRECTION_SHORT: Final[Mapping[Direction, str]] = MappingProxyType(
    {
        "none": N_("no help"),
        "to": N_("there \u2192"),
        "from": N_("\u2190 back"),
        "mutual": N_("mutual"),
    }
)
VIEW_SHORT: Final[Mapping[View, str]] = MappingProxyType(
    {"family": N_("the family"), "member": N_("a member"), "worker": N_("the worker")}
)
CLOSENESS_SHORT: Final[Mapping[int, str]] = MappingProxyType({1: N_("not very"), 2: N_("fairly"), 3: N_("very")})
DIRECTION: Final[Mapping[Direction, str]] = MappingProxyType(
    {
        "none": N_("no help"),
        "to": N_("from the first to the second"),
        "from": N_("from the second to the first"),
        "mutual": N_("help both ways"),
    }
)
FREQUENCY: Final[Mapping[Frequency, str]] = MappingProxyType(
    {
        "": N_("contacts unknown"),
        "never": N_("no contacts"),
        "yearly": N_("several times a year"),
        "monthly": N_("every month"),
        "weekly": N_("every week"),
        "daily": N_("every day"),
    }
)
VIEW: Final[Mapping[View, str]] = MappingProxyType(
    {"family": N_("the family's view"), "member": N_("a member's view"), "worker": N_("the worker's view")}
)
SPHERE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "": N_("sphere unknown"),
        "kin": N_("kin"),
        "friends": N_("friends"),
        "neighbours": N_("neighbours"),
        "community": N_("community"),
        "education": N_("education"),
        "health": N_("health"),
        "services": N_("social services"),
        "authority": N_("authorities"),
        "work": N_("work, income"),
    }
)
SEX: Final[Mapping[Sex, str]] = MappingProxyType({"male": N_("male"), "female": N_("female"), "unknown": N_("sex unknown")})
CLOSENESS: Final[Mapping[int, str]] = MappingProxyType({1: N_("not very close"), 2: N_("fairly close"), 3: N_("very close")})

LEVEL: Final[Mapping[int, str]] = MappingProxyType({1: N_("hardly ever"), 2: N_("sometimes"), 3: N_("almost always")})
KNOWN: Final[Mapping[Known, str]] = MappingProxyType(
    {"under_1": N_("less than a year"), "1_5": N_("one to five years"), "over_5": N_("more than five years")}
)
RESOURCE: Final[Mapping[Resource, str]] = MappingProxyType(
    {"": N_("no resource"), "used": N_("helps already"), "unused": N_("could help, not asked yet")}
)
BOUNDARY: Final[Mapping[Boundary, str]] = MappingProxyType(
    {
        "open": N_("open boundary"),
        "selective": N_("selective boundary"),
        "closed": N_("closed boundary"),
    }
)
AIM: Final[Mapping[Aim, str]] = MappingProxyType({"real": N_("map as it is"), "wish": N_("map of wishes")})
# Life domains of the grid after Tracy and Whittaker, in their order.
DOMAIN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "household": N_("household"),
        "kin": N_("other kin"),
        "work_school": N_("work, school"),
        "clubs": N_("clubs, communities"),
        "friends": N_("friends"),
        "neighbours": N_("neighbours"),
        "professionals": N_("specialists"),
        "other": N_("others"),
    }
)


def node_sentence(session: MapSession, id_: UUID, map_: MapData | None = None) -> str:
    """A node as one sentence: who, how old, where, and how connected with whom in the view that is shown.

    `map_` is the map as it is drawn where names are hidden.
    """
    map_ = session.data if map_ is None else map_
    node = map_.node(id_)
    if node is None:
        return ""
    about = [node.name or _("no name")]
    if age := age_words(session, node):
        about.append(age)
    about.append(_("household") if node.inside else _(SPHERE.get(node.sphere, SPHERE[""])))
    if node.resource:
        about.append(_(RESOURCE[node.resource]))
    if node.place is not None and node.place.pinned:
        about.append(_("held in place"))
    ties = [_seen_from(map_, tie, node) for tie in session.visible_ties() if id_ in (tie.source, tie.target)]
    said = "; ".join(ties) if ties else _("no ties")
    return f"{', '.join(about)}. {said[:1].upper()}{said[1:]}."


def age_words(session: MapSession, node: Node) -> str:
    """The age from the card where the birth date is known there, else the year that the map knows."""
    if not node.alive or node.kind != "person":
        return ""
    age = session.ages.get(node.ref) if node.ref is not None else None
    if age is not None:
        return ngettext("{n} year old", "{n} years old", age).format(n=age)
    return "" if node.born_year is None else _("born in {year}").format(year=node.born_year)


def tie_sentence(data: MapData, tie: Tie) -> str:
    """A tie as one sentence."""
    source, target = data.node(tie.source), data.node(tie.target)
    ends = f"{source.name if source else ''} \u2014 {target.name if target else ''}"
    parts = [
        _(QUALITY[tie.quality]),
        _(DIRECTION[tie.direction]),
        _(FREQUENCY[tie.frequency]),
        _(CLOSENESS[tie.closeness]) if tie.closeness else "",
        _(VIEW[tie.view]),
    ]
    parts = [part for part in parts if part]
    return f"{ends}: {', '.join(parts)}."


def selection_sentence(session: MapSession, map_: MapData | None = None) -> str:
    """What is selected, for the screen reader; `map_` is the map as it is drawn where names are hidden."""
    nodes, ties = session.selected_nodes, session.selected_ties
    if len(nodes) + len(ties) > 1:
        return _("Selected: {nodes} on the map, ties: {ties}").format(nodes=len(nodes), ties=len(ties))
    if nodes:
        return node_sentence(session, nodes[0].id, map_)
    return tie_sentence(session.data if map_ is None else map_, ties[0]) if ties else _("Nothing is selected")


def _seen_from(data: MapData, tie: Tie, node: Node) -> str:
    outgoing = tie.source == node.id
    other = data.node(tie.target if outgoing else tie.source)
    name = other.name if other else ""
    help_ = tie.direction
    if help_ in {"to", "from"}:
        gives = (help_ == "to") == outgoing
        flow = _("gives help") if gives else _("gets help")
    else:
        flow = _("help both ways") if help_ == "mutual" else ""
    return f"{_(QUALITY[tie.quality])}: {name}" + (f", {flow}" if flow else "")


def day(value: date | None) -> str:
    """A day for people."""
    return "" if value is None else value.strftime("%d.%m.%Y")
