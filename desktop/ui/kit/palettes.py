"""Colours of the surface: three palettes, each designed for its light and not computed from another.

A state colour is never the only sign of a state: whoever uses green, amber or red writes a word or draws a
sign too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Scheme = Literal["light", "dark", "contrast"]
Tone = Literal["plain", "accent", "green", "amber", "red"]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours by what they are for, as `#rrggbb`."""

    ink: str  # what is read
    second: str  # what explains it
    faint: str  # placeholders and what is switched off
    line: str  # hairlines between things
    edge: str  # the border of what can be typed into or pressed
    ground: str  # behind panels
    paper: str  # what is typed on
    panel: str  # side lists, status strip
    hover: str
    accent: str
    accent_hover: str
    on_accent: str  # text on the accent
    on_accent_second: str  # the key hint on the accent
    tint: str  # what is chosen
    tint_soft: str  # a chosen row where the focus is elsewhere
    on_tint: str
    tint_edge: str
    grey: str  # plain badge
    on_grey: str
    green: str
    on_green: str
    amber: str
    on_amber: str
    amber_edge: str
    red: str
    on_red: str
    red_strong: str  # counters that call
    on_red_strong: str

    def pair(self, tone: Tone) -> tuple[str, str]:
        """Background and text of a badge, chip or banner of that tone."""
        return {
            "plain": (self.grey, self.on_grey),
            "accent": (self.tint, self.on_tint),
            "green": (self.green, self.on_green),
            "amber": (self.amber, self.on_amber),
            "red": (self.red, self.on_red),
        }[tone]


_LIGHT: Final = Tokens(
    ink="#1b2430", second="#5c6877", faint="#8791a0", line="#dfe4ea", edge="#c6ced8",
    ground="#f4f6f8", paper="#ffffff", panel="#fafbfd", hover="#eff3f6",
    accent="#1b6f86", accent_hover="#155d71", on_accent="#ffffff", on_accent_second="#cfe6ec",
    tint="#e3f0f3", tint_soft="#f0f6f8", on_tint="#0f5467", tint_edge="#9cc6d1",
    grey="#e7ebf0", on_grey="#434e5c",
    green="#def2e4", on_green="#1c6b38", amber="#fdf0d5", on_amber="#8a5a00", amber_edge="#cf8a10",
    red="#fbe3e0", on_red="#a1271e", red_strong="#c5332a", on_red_strong="#ffffff",
)  # fmt: skip

_DARK: Final = Tokens(
    ink="#e4eaf0", second="#a2aebb", faint="#7b8794", line="#2b343e", edge="#465361",
    ground="#12171d", paper="#1a2129", panel="#161c23", hover="#232c36",
    accent="#58b4cb", accent_hover="#72c4d8", on_accent="#06222a", on_accent_second="#164a57",
    tint="#173d49", tint_soft="#1c2f38", on_tint="#a5dfec", tint_edge="#2f6b7b",
    grey="#2d3742", on_grey="#c3cdd8",
    green="#16361f", on_green="#86d69f", amber="#3d2e0d", on_amber="#f0c469", amber_edge="#b98a2c",
    red="#4a211d", on_red="#ffaaa1", red_strong="#d9534a", on_red_strong="#1c0604",
)  # fmt: skip

_CONTRAST: Final = Tokens(
    ink="#ffffff", second="#e6e6e6", faint="#bdbdbd", line="#8c8c8c", edge="#ffffff",
    ground="#000000", paper="#000000", panel="#000000", hover="#262626",
    accent="#ffd83d", accent_hover="#ffe680", on_accent="#000000", on_accent_second="#3a3000",
    tint="#3d3300", tint_soft="#2a2400", on_tint="#ffe680", tint_edge="#ffd83d",
    grey="#2b2b2b", on_grey="#ffffff",
    green="#003312", on_green="#7dff9f", amber="#402c00", on_amber="#ffd76b", amber_edge="#ffc233",
    red="#4d0a05", on_red="#ffb8b0", red_strong="#ff8f85", on_red_strong="#000000",
)  # fmt: skip

PALETTES: Final[dict[Scheme, Tokens]] = {"light": _LIGHT, "dark": _DARK, "contrast": _CONTRAST}
