"""How a map is looked at: filtered, somebody highlighted, filled by what is known, names hidden.

Nothing of it belongs to the map: it is never saved and never undone. What the canvas draws is `drawn`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from desktop.base.events import Event
from desktop.base.messages import N_, _
from desktop.figures.codes import Discreet
from desktop.figures.social_symbols import named
from desktop.models.map_data import ALMOST_ALWAYS, SOMETIMES, MapData, Node, NodeKind, Quality, Tie
from desktop.models.map_style import STANDARD, MapStyle
from desktop.presenters import map_editing as editing
from desktop.presenters.map_session import MapSession

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class Filter:
    """What is shown; an empty one shows everything."""

    qualities: frozenset[Quality] = frozenset()
    kinds: frozenset[NodeKind] = frozenset()
    spheres: frozenset[str] = frozenset()
    around: UUID | None = None  # only this node and those within `steps` ties of it
    steps: int = 1
    since: date | None = None  # ties told on this day or later; one without a day is shown
    until: date | None = None

    def __bool__(self) -> bool:
        return self != Filter(steps=self.steps)


def _gives(data: MapData, node: Node) -> bool:
    return any(t.direction in {"mutual", "to" if t.source == node.id else "from"} for t in data.ties_of(node.id))


def _gets(data: MapData, node: Node) -> bool:
    return any(t.direction in {"mutual", "from" if t.source == node.id else "to"} for t in data.ties_of(node.id))


def _support(kind: str) -> Callable[[MapData, Node], bool]:
    return lambda data, node: any(kind in t.support for t in data.ties_of(node.id))


HIGHLIGHTS: Final[Mapping[str, tuple[str, Callable[[MapData, Node], bool]]]] = MappingProxyType(
    {
        "gives": (N_("who gives help"), _gives),
        "gets": (N_("who gets help"), _gets),
        "household": (N_("who lives together"), lambda _data, node: node.inside),
        "concrete": (N_("helps with deeds and things"), _support("concrete")),
        "emotional": (N_("supports emotionally"), _support("emotional")),
        "information": (N_("helps with information"), _support("information")),
        "criticism": (
            N_("who criticises"),
            lambda data, node: any((t.criticism or 0) >= SOMETIMES for t in data.ties_of(node.id)),
        ),
        "conflict": (
            N_("who is in conflict"),
            lambda data, node: any(t.quality == "conflict" for t in data.ties_of(node.id)),
        ),
        "unused": (N_("could help and was not asked"), lambda _data, node: node.resource == "unused"),
        "card": (N_("who is in the card"), lambda _data, node: node.ref is not None),
        "alone": (N_("who has no ties"), lambda data, node: not any(data.ties_of(node.id))),
    }
)


def _often(data: MapData, node: Node) -> str:
    met = {t.frequency for t in data.ties_of(node.id)}
    return "good" if met & {"daily", "weekly"} else "amber" if met & {"monthly"} else "bad" if met - {""} else ""


def _close(data: MapData, node: Node) -> str:
    nearest = max((t.closeness or 0 for t in data.ties_of(node.id)), default=0)
    return {3: "good", 2: "amber", 1: "bad"}.get(nearest, "")


def _supports(data: MapData, node: Node) -> str:
    kinds = {kind for t in data.ties_of(node.id) for kind in t.support}
    return {3: "good", 2: "good", 1: "amber"}.get(len(kinds), "")


def _criticises(data: MapData, node: Node) -> str:
    worst = max((t.criticism or 0 for t in data.ties_of(node.id)), default=0)
    return {ALMOST_ALWAYS: "bad", SOMETIMES: "amber", 1: "good"}.get(worst, "")


def _strained(data: MapData, node: Node) -> str:
    kinds = {t.quality for t in data.ties_of(node.id)}
    return "bad" if kinds & {"conflict", "broken"} else "good" if "strong" in kinds else ""


DECORATIONS: Final[Mapping[str, tuple[str, Callable[[MapData, Node], str]]]] = MappingProxyType(
    {
        "support": (N_("by kinds of support"), _supports),
        "closeness": (N_("by closeness"), _close),
        "frequency": (N_("by how often they meet"), _often),
        "criticism": (N_("by criticism"), _criticises),
        "strain": (N_("by strained ties"), _strained),
        "resource": (
            N_("by use of the resource"),
            lambda _data, node: {"used": "good", "unused": "amber"}.get(node.resource, ""),
        ),
    }
)


class MapLooks(MapSession):
    """The session with the ways of looking; `looks_changed` tells after each change of them."""

    @override
    def _prepare(self) -> None:
        self.looks_changed: Event[MapLooks] = Event()
        self._filter = Filter()
        self._highlight = ""
        self._decoration = ""
        self._style = STANDARD
        self._drawn: tuple[object, MapData] | None = None
        self._told: tuple[object, MapData] | None = None
        self._seen: tuple[object, frozenset[UUID]] | None = None
        self.stack.discreet = self.discreet

    @property
    def filter(self) -> Filter:
        """What is shown."""
        return self._filter

    @property
    def highlight(self) -> str:
        """Which property is highlighted, one of HIGHLIGHTS; empty: none."""
        return self._highlight

    @property
    def decoration(self) -> str:
        """By what nodes are filled, one of DECORATIONS; empty: by their own tint."""
        return self._decoration

    @property
    def style(self) -> MapStyle:
        """Symbols, names, page frame."""
        return self._style

    def look(
        self,
        *,
        filter_: Filter | None = None,
        highlight: str | None = None,
        decoration: str | None = None,
        style: MapStyle | None = None,
    ) -> None:
        """Look at the map in another way; what is not said stays."""
        before = (self._filter, self._highlight, self._decoration, self._style.seen)
        self._filter = self._filter if filter_ is None else filter_
        self._highlight = self._highlight if highlight is None else highlight
        self._decoration = self._decoration if decoration is None else decoration
        self._style = self._style if style is None else style
        if before != (self._filter, self._highlight, self._decoration, self._style.seen):
            hidden = {n.id for n in self._data.nodes if not self.shows_node(n)}
            hidden |= {t.id for t in self._data.ties if not self.shows(t)}
            self.select(i for i in self._selected if i not in hidden)
            self.looks_changed.tell(self)

    @property
    def drawn(self) -> MapData:
        """What the canvas draws: the map as the view shows it, filled by data, names hidden if so wished."""
        key = (self.shown, self._decoration, (self._style.names, self._style.codes))
        if self._drawn is None or not _same(self._drawn[0], key):
            self._drawn = key, self._dressed(self.shown)
        return self._drawn[1]

    def _dressed(self, data: MapData) -> MapData:
        if self._decoration in DECORATIONS:
            test = DECORATIONS[self._decoration][1]
            data = replace(data, nodes=tuple(replace(n, tint=test(self._data, n)) for n in data.nodes))
        return named(data, self._style)

    @property
    def names_hidden(self) -> bool:
        """Whether names are not to be seen or heard now; they cannot be written then either."""
        return self._style.names != "shown"

    @property
    def told(self) -> MapData:
        """The map as lists, panels and prompts tell it: names, notes and headings hidden if so wished."""
        key = (self._data, (self._style.names, self._style.codes))
        if self._told is None or not _same(self._told[0], key):
            self._told = key, named(self._data, self._style)
        return self._told[1]

    def discreet(self, words: str) -> str:
        """What is said of an act, without the names that are hidden."""
        if not self.names_hidden or not words:
            return words
        for node in sorted(self._data.nodes, key=lambda one: -len(one.name)):
            if node.name.strip() and node.name in words and (shown := self.told.node(node.id)) is not None:
                words = words.replace(node.name, shown.name)
        return Discreet(self._data, self._style.codes)(words)

    @override
    def find(self, text: str) -> tuple[Node, ...]:
        return editing.found(self.told, text)

    @override
    def without_ties(self) -> tuple[Node, ...]:
        lost = {node.id for node in super().without_ties()}
        return tuple(node for node in self.told.nodes if node.id in lost)

    def highlighted(self) -> frozenset[UUID] | None:
        """Nodes that have the highlighted property; None when nothing is highlighted."""
        if self._highlight not in HIGHLIGHTS:
            return None
        test = HIGHLIGHTS[self._highlight][1]
        return frozenset(n.id for n in self._data.nodes if test(self._data, n))

    @override
    def shows(self, tie: Tie) -> bool:
        known = self._filter
        if not super().shows(tie) or (known.qualities and tie.quality not in known.qualities):
            return False
        if tie.told_on is not None and (
            (known.since is not None and tie.told_on < known.since) or (known.until is not None and tie.told_on > known.until)
        ):
            return False
        seen = self._visible_nodes()
        return seen is None or (tie.source in seen and tie.target in seen)

    @override
    def shows_node(self, node: Node) -> bool:
        seen = self._visible_nodes()
        return seen is None or node.id in seen

    def _visible_nodes(self) -> frozenset[UUID] | None:
        known = self._filter
        if not known.kinds and not known.spheres and known.around is None:
            return None
        key = (self._data, known)
        if self._seen is None or not _same(self._seen[0], key):
            self._seen = key, frozenset(self._passing(known))
        return self._seen[1]

    def _passing(self, known: Filter) -> set[UUID]:
        """Nodes that are shown; the household stays whatever sphere is chosen."""
        near = self._around(known.around, known.steps) if known.around is not None else None
        return {
            n.id
            for n in self._data.nodes
            if (not known.kinds or n.kind in known.kinds)
            and (not known.spheres or n.inside or n.sphere in known.spheres)
            and (near is None or n.id in near)
        }

    def _around(self, middle: UUID, steps: int) -> set[UUID]:
        near = {middle}
        for _step in range(steps):
            ends = [(t.source, t.target) for t in self._data.ties if t.source in near or t.target in near]
            near |= {end for both in ends for end in both}
        return near

    def look_words(self) -> str:
        """What of the map is not shown, in words; empty when all of it is."""
        known, said = self._filter, []
        hidden = sum(1 for n in self._data.nodes if not self.shows_node(n))
        ties = sum(1 for t in self._data.ties if not self.shows(t))
        if known and (hidden or ties):
            said.append(_("Filter: hidden nodes {nodes}, hidden ties {ties}").format(nodes=hidden, ties=ties))
        elif self._data.ties and ties == len(self._data.ties):
            said.append(_("No ties are shown in this view; the map has {n} in all").format(n=ties))
        lit = self.highlighted()
        if lit is not None:
            said.append(_("Highlighted: {n}").format(n=len(lit)))
        return ". ".join(said)


def _same(one: object, other: tuple[object, ...]) -> bool:
    """The same things: maps by identity, the rest by value; comparing whole maps would cost more than drawing them."""
    return isinstance(one, tuple) and all(a is b if isinstance(a, MapData) else a == b for a, b in zip(one, other, strict=True))
