"""Words of a map: what its codes are called, and a node or tie said as one sentence for those who listen."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from desktop.base.messages import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from desktop.models.map_data import Direction, Frequency, MapData, Node, Quality, Sex, Support, Tie, View
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
CLOSENESS_SHORT: Final[Mapping[int, str]] = MappingProxyType(
    {1: N_("not very"), 2: N_("fairly"), 3: N_("very")}
)
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
SUPPORT: Final[Mapping[Support, str]] = MappingProxyType(
    {
        "concrete": N_("practical support"),
        "emotional": N_("emotional support"),
        "information": N_("information and advice"),
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
SEX: Final[Mapping[Sex, str]] = MappingProxyType(
    {"male": N_("male"), "female": N_("female"), "unknown": N_("sex unknown")}
)
CLOSENESS: Final[Mapping[int, str]] = MappingProxyType(
    {1: N_("not very close"), 2: N_("fairly close"), 3: N_("very close")}
)


def node_sentence(session: MapSession, id_: UUID) -> str:
    """A node as one sentence: who, how old, where, and how connected with whom in the view that is shown."""
    node = session.data.node(id_)
    if node is None:
        return ""
    about = [node.name or _("no name")]
    if node.born_year is not None and node.alive:
        about.append(_("born in {year}").format(year=node.born_year))  # the map knows no more than the year
    about.append(_("household") if node.inside else _(SPHERE.get(node.sphere, SPHERE[""])))
    if node.place is not None and node.place.pinned:
        about.append(_("held in place"))
    ties = [
        _seen_from(session.data, tie, node)
        for tie in session.visible_ties()
        if id_ in (tie.source, tie.target)
    ]
    said = "; ".join(ties) if ties else _("no ties")
    return f"{', '.join(about)}. {said}."


def tie_sentence(data: MapData, tie: Tie) -> str:
    """A tie as one sentence."""
    source, target = data.node(tie.source), data.node(tie.target)
    ends = f"{source.name if source else ''} \u2014 {target.name if target else ''}"
    parts = [
        _(QUALITY[tie.quality]),
        _(DIRECTION[tie.direction]),
        _(FREQUENCY[tie.frequency]),
        _(VIEW[tie.view]),
    ]
    return f"{ends}: {', '.join(parts)}."


def selection_sentence(session: MapSession) -> str:
    """What is selected, for the screen reader."""
    nodes, ties = session.selected_nodes, session.selected_ties
    if len(nodes) + len(ties) > 1:
        return _("Selected: {nodes} on the map, ties: {ties}").format(nodes=len(nodes), ties=len(ties))
    if nodes:
        return node_sentence(session, nodes[0].id)
    return tie_sentence(session.data, ties[0]) if ties else _("Nothing is selected")


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
