"""How the map stands in the view that is chosen: exactly, in the middle of a pull, or while a layout is being worked out.

A view may lay hundreds out anew after one change. Whoever draws it piece by piece says so (`patient`): then everybody
stays where they stood until the layout is worked out, and the window never waits for it. Everybody else gets it at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.presenters.map_projection import AsDrawn, Projection

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from uuid import UUID

    from desktop.models.map_data import MapData


class Showing:
    """One map in one view."""

    def __init__(self) -> None:
        self.patient = False
        self.projection: Projection = AsDrawn()
        self._last: MapData | None = None  # what was shown last, in whatever view
        self._known: tuple[MapData, MapData] | None = None  # the map, and how it is shown
        self._awaited: MapData | None = None  # the map whose layout is still to be worked out
        self._pull: tuple[frozenset[UUID], float, float] | None = None
        self._pulled: MapData | None = None

    def use(self, projection: Projection) -> None:
        """Another view."""
        self.projection, self._known, self._awaited, self._pull = projection, None, None, None

    def of(self, data: MapData) -> MapData:
        """The map as it is shown."""
        shown = self._standing(data)
        if self._pull is None:
            return shown
        if self._pulled is None:
            self._pulled = self.projection.pulled(shown, *self._pull)
        return self._pulled

    def _standing(self, data: MapData) -> MapData:
        if self._awaited is not None and not self.patient:
            self._known = None
        if self._known is None or self._known[0] is not data:
            self._known = data, self._shown(data)
            self._last = self._known[1]
        return self._known[1]

    def _shown(self, data: MapData) -> MapData:
        if self.patient and self._last is not None:
            meanwhile = self.projection.meanwhile(data, self._last)
            if meanwhile is not None:
                self._awaited = data
                return meanwhile
        self._awaited = None
        return self.projection.project(data)

    # A layout worked out piece by piece

    @property
    def awaited(self) -> bool:
        """Whether people stand where they stood because their layout is not worked out yet."""
        return self._awaited is not None

    def work_out(self) -> Iterator[None]:
        """The pieces of the layout that is awaited; with the last one everybody stands where they belong."""
        data, known = self._awaited, self._known
        if data is None:
            return
        shown = yield from self.projection.projecting(data)
        if self._known is known and self._awaited is data:
            self._known, self._last, self._awaited = (data, shown), shown, None

    def finished(self, data: MapData) -> MapData:
        """The map as it is shown when all is worked out: for paper and files."""
        self._standing(data)
        for _piece in self.work_out():
            continue
        return self._standing(data)

    # A pull

    def pull(self, ids: Collection[UUID], dx: float, dy: float) -> None:
        """Show these nodes so far from where they stand; nothing of the map is different."""
        self._pull, self._pulled = (frozenset(ids), dx, dy), None

    def let_go(self, data: MapData | None = None) -> frozenset[UUID]:
        """Show everybody where they stand; who was pulled. With `data` they wait where they were pulled to."""
        if self._pull is None:
            return frozenset()
        if data is not None:
            self._last = self.of(data)
        pulled, self._pull, self._pulled = self._pull[0], None, None
        return pulled
