"""Where a person was on each version of a map: zoom and place are found again on this computer.

It is a person's arrangement and no part of the map, so a colleague sees the map whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from uuid import UUID

    from desktop.services.desk import Desk

SETTING: Final = "map_places"
_MOST: Final = 60  # versions; the oldest are forgotten
Place = tuple[float, float, float]  # zoom, and the middle of what is seen in millimetres


class MapPlaces:
    """The places of one person."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def place_of(self, map_: UUID) -> Place | None:
        """Where this version was looked at last; None: as a whole."""
        kept = self._kept().get(str(map_))
        if not isinstance(kept, list) or len(kept) != 3 or not all(isinstance(n, int | float) for n in kept):
            return None
        return float(kept[0]), float(kept[1]), float(kept[2])

    def keep(self, map_: UUID, place: Place | None) -> None:
        """Remember where this version is looked at; None: it is seen as a whole."""
        if place == self.place_of(map_):
            return
        kept = self._kept()
        kept.pop(str(map_), None)
        if place is not None:
            kept[str(map_)] = [round(n, 4) for n in place]
        self._desk.keep_setting(SETTING, dict(list(kept.items())[-_MOST:]))

    def _kept(self) -> dict[str, object]:
        kept = self._desk.setting(SETTING)
        return dict(kept) if isinstance(kept, dict) else {}
