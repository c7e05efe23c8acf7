"""What the roles of colour look like: on paper, in a dark window, at high contrast, on a grey copy."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from desktop.figures.primitives import Ink, Palette

_LIGHT: dict[Ink, str] = {
    "ink": "#1b2430",
    "soft": "#6b7785",
    "hairline": "#dfe4ea",
    "paper": "#ffffff",
    "ground": "#f4f6f8",
    "accent": "#1b6f86",
    "accent_tint": "#e3f0f3",
    "accent_text": "#0f5467",
    "good": "#1c6b38",
    "good_tint": "#def2e4",
    "amber": "#8a5a00",
    "amber_tint": "#fdf0d5",
    "bad": "#a1271e",
    "bad_tint": "#fbe3e0",
    "strong": "#2a7d4b",
    "ordinary": "#3d4a5a",
    "weak": "#6b7785",
    "conflict": "#c0322b",
    "broken": "#6b7785",
    "sector_kin": "#edf5ec",
    "sector_friends": "#f2effa",
    "sector_education": "#ecf2fb",
    "sector_health": "#fdf2ee",
    "sector_authority": "#f7f3e9",
    "sector_work": "#ecf6f5",
}
_DARK: dict[Ink, str] = {
    "ink": "#e6ebf1",
    "soft": "#9aa7b5",
    "hairline": "#36414d",
    "paper": "#1a2129",
    "ground": "#12171d",
    "accent": "#5cb8d0",
    "accent_tint": "#1d3a44",
    "accent_text": "#a9dcea",
    "good": "#7fd19b",
    "good_tint": "#1b3625",
    "amber": "#e5b75a",
    "amber_tint": "#3a2e14",
    "bad": "#f0938a",
    "bad_tint": "#432320",
    "strong": "#5fc485",
    "ordinary": "#c3ccd6",
    "weak": "#9aa7b5",
    "conflict": "#f07a70",
    "broken": "#9aa7b5",
    "sector_kin": "#1c2920",
    "sector_friends": "#231f30",
    "sector_education": "#1b2433",
    "sector_health": "#2e221f",
    "sector_authority": "#2a261a",
    "sector_work": "#1a2a2a",
}


def _grey(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    level = round(0.299 * red + 0.587 * green + 0.114 * blue)
    return f"#{level:02x}{level:02x}{level:02x}"


_CONTRAST: dict[Ink, str] = {
    **dict.fromkeys(_LIGHT, "#000000"),
    "paper": "#ffffff",
    "ground": "#ffffff",
    "accent_tint": "#ffffff",
    "good_tint": "#ffffff",
    "amber_tint": "#ffffff",
    "bad_tint": "#ffffff",
    "strong": "#004d1f",
    "conflict": "#990000",
    **{ink: "#ffffff" for ink in _LIGHT if ink.startswith("sector_")},
}

LIGHT: Final = Palette("light", MappingProxyType(_LIGHT))
DARK: Final = Palette("dark", MappingProxyType(_DARK))
CONTRAST: Final = Palette("contrast", MappingProxyType(_CONTRAST))
GREY: Final = Palette("grey", MappingProxyType({ink: _grey(colour) for ink, colour in _LIGHT.items()}))
PALETTES: Final = (LIGHT, DARK, CONTRAST, GREY)
