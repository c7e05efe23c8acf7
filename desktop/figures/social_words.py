"""The map of social connections in sentences, for those who listen instead of looking, and for paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from desktop.base.messages import N_, _
from desktop.figures.social_legend import QUALITY_WORDS
from desktop.models.map_data import Frequency, MapData, Node, Support, Tie, View

FREQUENCY_WORDS: Final[dict[Frequency, str]] = {
    "": "",
    "never": N_("do not meet"),
    "yearly": N_("several times a year"),
    "monthly": N_("monthly"),
    "weekly": N_("weekly"),
    "daily": N_("daily"),
}
SUPPORT_WORDS: Final[dict[Support, str]] = {
    "concrete": N_("support in deed"),
    "emotional": N_("emotional support"),
    "information": N_("information and advice"),
}
VIEW_WORDS: Final[dict[View, str]] = {
    "family": N_("in the family's view"),
    "member": N_("in the view of {name}"),
    "worker": N_("in the worker's view"),
}


def sentences(map_: MapData, today: date) -> list[str]:
    """One sentence for the household, one for every tie, one for those who have none."""
    return list(_sentences(map_, today))


def tie_sentence(map_: MapData, tie: Tie) -> str:
    """One tie in words: who and whom, how, who helps, how often, with what, in whose view."""
    return _tie(map_, tie, several_views=len({t.view for t in map_.ties}) > 1)


def node_words(node: Node, today: date) -> str:
    """A node in words: its name, its age, and that a person is no longer alive."""
    name = node.name.strip() or _("unknown person")
    if not node.alive:
        return _("{name} (no longer alive)").format(name=name)
    if node.born_year is not None and node.kind == "person":
        return f"{name}, {max(today.year - node.born_year, 0)}"
    return name


def _sentences(map_: MapData, today: date) -> Iterator[str]:
    members = map_.household()
    if members:
        yield _("Household: {names}").format(names="; ".join(node_words(node, today) for node in members))
    several = len({tie.view for tie in map_.ties}) > 1
    for tie in map_.ties:
        if map_.node(tie.source) and map_.node(tie.target):
            yield _tie(map_, tie, several_views=several)
    tied = {end for tie in map_.ties for end in (tie.source, tie.target)}
    if alone := [node_words(node, today) for node in map_.nodes if node.id not in tied]:
        yield _("No ties on the map: {names}").format(names="; ".join(alone))


def _tie(map_: MapData, tie: Tie, *, several_views: bool) -> str:
    source, target = (_name(map_.node(end)) for end in (tie.source, tie.target))
    parts = [_(QUALITY_WORDS[tie.quality])]
    if tie.direction == "mutual":
        parts.append(_("they help each other"))
    elif tie.direction != "none":
        parts.append(_("{name} helps").format(name=source if tie.direction == "to" else target))
    parts += [_(FREQUENCY_WORDS[tie.frequency])] if tie.frequency else []
    parts += [_(SUPPORT_WORDS[kind]) for kind in tie.support]
    if several_views or tie.view == "member":
        viewer = map_.node(tie.viewer) if tie.viewer else None
        parts.append(_(VIEW_WORDS[tie.view]).format(name=_name(viewer)))
    if tie.note.strip():
        parts.append(" ".join(tie.note.split()))
    return f"{source} \u2014 {target}: {', '.join(parts)}"


def _name(node: Node | None) -> str:
    return (node.name.strip() if node else "") or _("unknown person")
