"""How maps are drawn: symbols, names, sectors, page frame; one value for the window, paper and files.

Sources of the notation disagree, so an office chooses its set of symbols once and every map says in its legend what
they mean.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final, Literal, get_args

from desktop.models.map_codes import NO_CODES, Codes

# Standard: square man, circle woman, diamond unknown; network, after the Swedish card: triangle man, circle woman.
SymbolSet = Literal["standard", "network"]
Names = Literal["shown", "initials", "codes"]
Sectors = Literal[0, 4, 6, 8]  # 0: no sectors, so that the layout may avoid crossings wherever they are
Frame = Literal["", "a4p", "a4l", "a3p", "a3l"]  # the page shown on the canvas: p upright, l lying

SYMBOL_SETS: Final[tuple[SymbolSet, ...]] = get_args(SymbolSet)
NAMES: Final[tuple[Names, ...]] = get_args(Names)
SECTOR_COUNTS: Final[tuple[Sectors, ...]] = get_args(Sectors)
FRAMES: Final[tuple[Frame, ...]] = get_args(Frame)
OF_THE_OFFICE: Final = ("symbols", "sectors")  # chosen for everybody; the rest is a person's own


@dataclass(frozen=True, slots=True)
class MapStyle:
    """The choices of drawing."""

    symbols: SymbolSet = "standard"
    grey: bool = False  # for a copier: no colours at all
    names: Names = "shown"
    sectors: Sectors = 6
    frame: Frame = ""
    legend: bool = True
    notes: bool = True  # notes as numbers at their nodes and ties, with a list under the map
    codes: Codes = NO_CODES  # of the family whose map is drawn; never kept

    @property
    def seen(self) -> MapStyle:
        """The part that is seen: codes of a family whose names are shown change nothing."""
        return replace(self, codes=NO_CODES) if self.names == "shown" else self

    def kept(self) -> dict[str, Any]:
        """As it is kept among the settings."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "codes"}

    def for_office(self) -> dict[str, Any]:
        """The part that an office chooses for everybody."""
        return {key: getattr(self, key) for key in OF_THE_OFFICE}


STANDARD: Final = MapStyle()
_ALLOWED: Final[Mapping[str, tuple[object, ...]]] = {
    "symbols": SYMBOL_SETS,
    "names": NAMES,
    "sectors": SECTOR_COUNTS,
    "frame": FRAMES,
}


def style_from(kept: Any, base: MapStyle = STANDARD) -> MapStyle:
    """The style as it was kept; what is missing, unknown or of another type is that of `base`."""
    if not isinstance(kept, Mapping):
        return base
    known: dict[str, Any] = {}
    for field in fields(MapStyle):
        value = kept.get(field.name)
        allowed = _ALLOWED.get(field.name, (True, False))
        if type(value) is type(getattr(base, field.name)) and value in allowed:
            known[field.name] = value
    return replace(base, **known)
