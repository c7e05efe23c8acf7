"""What one view makes of a map: where everybody stands in it, and what a drag means there.

The map is one set of data; the ecomap, the rings of closeness and other views only place it. The canvas, hit tests
and the minimap see nothing but the projected map, so a new view needs no new canvas.
"""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING, Protocol

from typing_extensions import override

from desktop.figures import social_map
from desktop.figures.social_sheet import Sheet, bearing, sheet_of
from desktop.models.map_data import SECTORS
from desktop.presenters import map_editing as editing

if TYPE_CHECKING:
    from collections.abc import Collection, Generator
    from uuid import UUID

    from desktop.base.messages import Message
    from desktop.figures.primitives import Shape
    from desktop.models.map_data import MapData, Tie


class Projection(Protocol):
    """One view of the map; it keeps nothing of the map itself."""

    @property
    def key(self) -> str:
        """Which view it is: "ecomap", "rings"."""

    def project(self, map_: MapData, /) -> MapData:
        """The same map with the places of this view put into its nodes."""

    def projecting(self, map_: MapData, /) -> Generator[None, None, MapData]:
        """The same piece by piece."""
        yield
        return self.project(map_)

    def meanwhile(self, map_: MapData, shown: MapData, /) -> MapData | None:  # noqa: ARG002  a quick view needs neither
        """What is shown until `project` is worked out, everybody as they stood last; None: it is quick, or they stood nowhere."""
        return None

    def pulled(self, projected: MapData, ids: Collection[UUID], dx: float, dy: float, /) -> MapData:
        """What is shown in the middle of a drag: these nodes under the pointer, everybody else as they stand."""
        return editing.moved(projected, ids, dx, dy)

    def ground(self, projected: MapData, /) -> tuple[Shape, ...]:
        """What lies under the nodes, in the sheet's millimetres."""
        under = self.under(projected)
        return (*under, *social_map.household_shapes(projected)) if self.has_household(projected) else under

    def under(self, projected: MapData, /) -> tuple[Shape, ...]:
        """The ground without the household."""

    def has_household(self, projected: MapData, /) -> bool:  # noqa: ARG002  a view of the whole household needs not look
        """Whether the household stands in the middle."""
        return True

    def moved(self, map_: MapData, ids: Collection[UUID], dx: float, dy: float, /) -> MapData:
        """The map after these nodes were dragged so far in this view, counted from where `map_` has them."""

    def nudged(self, map_: MapData, ids: Collection[UUID], dx: float, dy: float, /) -> MapData:
        """The map after an arrow key: a small step of this view in that direction."""
        return self.moved(map_, ids, dx, dy)

    def shows(self, map_: MapData, tie: Tie, /) -> bool:  # noqa: ARG002  a view that hides none needs neither
        """Whether this view draws the tie."""
        return True

    def sphere_at(self, projected: MapData, x: float, y: float, /) -> str | None:
        """The sphere of whoever is put down here; None: a member of the household."""
        return _sphere_on(sheet_of(projected), x, y)

    def said(self, before: MapData, after: MapData, /) -> Message | None:  # noqa: ARG002  places say nothing
        """What a drag or an arrow key has changed besides places; None: nothing worth a word."""
        return None


def _sphere_on(sheet: Sheet, x: float, y: float) -> str | None:
    if hypot(x, y) <= sheet.household:
        return None
    turn = bearing(x, y)
    sectors = (name for name, (start, end) in sheet.sectors.items() if start <= turn <= end)
    return SECTORS[next(sectors, "friends")][0]


class AsDrawn(Projection):
    """The ecomap: everybody stands where the map says."""

    _sheet: tuple[MapData, Sheet] | None = None

    @override
    def sphere_at(self, projected: MapData, x: float, y: float, /) -> str | None:
        if self._sheet is None or self._sheet[0] is not projected:
            self._sheet = projected, sheet_of(projected)  # asked for every node of a drag
        return _sphere_on(self._sheet[1], x, y)

    @property
    @override
    def key(self) -> str:
        return "ecomap"

    @override
    def project(self, map_: MapData, /) -> MapData:
        return map_

    @override
    def under(self, projected: MapData, /) -> tuple[Shape, ...]:
        return tuple(social_map.sector_shapes(projected))

    @override
    def moved(self, map_: MapData, ids: Collection[UUID], dx: float, dy: float, /) -> MapData:
        return editing.moved(map_, set(ids), dx, dy)
