"""The look of the window: palette, zoom, font and the one style sheet.

    theme.apply(app, Theme("light", 1.0))      # at start and whenever the user changes the look
    theme.active() -> Theme                    # what is applied now
    theme.tokens() -> Tokens                   # colours by purpose
    theme.px(12) -> int                        # a length of the 100 % drawing at the present zoom
    theme.colour("#rrggbb") -> QColor
    theme.font(scale=1.0, *, bold=False) -> QFont

Own widgets paint with these at paint time, so a change of the look needs no restart and no rebuilding.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from desktop.base import places
from desktop.ui.kit.palettes import PALETTES, Scheme, Tokens
from desktop.ui.kit.stylesheet import sheet

BASE_POINTS: Final = 10.0
_FAMILY: Final = "Inter"
_FILES: Final = ("Inter-Regular", "Inter-SemiBold")


@dataclass(frozen=True, slots=True)
class Theme:
    """What the user chose: a palette and a size of the text (0.9 to 1.5)."""

    scheme: Scheme = "light"
    zoom: float = 1.0

    def __post_init__(self) -> None:
        """Keep the zoom readable whatever a settings file says."""
        object.__setattr__(self, "zoom", min(1.5, max(0.9, self.zoom)))

    @property
    def tokens(self) -> Tokens:
        """The colours of this theme."""
        return PALETTES[self.scheme]


class _Active:
    theme: Theme = Theme()


def active() -> Theme:
    """The theme of the window now."""
    return _Active.theme


def tokens() -> Tokens:
    """The colours of the theme of the window now."""
    return _Active.theme.tokens


def px(length: float) -> int:
    """A length of the 100 % drawing, in device-independent pixels at the present zoom."""
    return round(length * _Active.theme.zoom)


@cache
def colour(name: str) -> QColor:
    """A token as Qt's colour."""
    return QColor(name)


@cache
def _load_fonts() -> bool:
    loaded = False
    for name in _FILES:
        for ending in (".ttf", ".otf"):
            path = places.resource("fonts", name + ending)
            if path.is_file():
                loaded = QFontDatabase.addApplicationFont(str(path)) >= 0 or loaded
    return loaded or _FAMILY in QFontDatabase.families()


def font(scale: float = 1.0, *, bold: bool = False) -> QFont:
    """The one family in its two weights; `scale` 1.5 is a page heading, 0.9 a note under a field."""
    made = QFont(_FAMILY) if _load_fonts() else QFont(QApplication.font())
    made.setPointSizeF(BASE_POINTS * _Active.theme.zoom * scale)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


def apply(app: QApplication, theme: Theme) -> None:
    """Give the whole program this look; widgets that are open follow at once."""
    _Active.theme = theme
    if app.style().objectName() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_palette(theme.tokens))
    app.setFont(font())
    app.setStyleSheet(sheet(theme.tokens, theme.zoom))


def _palette(tokens: Tokens) -> QPalette:
    made = QPalette()
    role = QPalette.ColorRole
    for where, name in (
        (role.Window, tokens.paper),
        (role.WindowText, tokens.ink),
        (role.Base, tokens.paper),
        (role.AlternateBase, tokens.panel),
        (role.Text, tokens.ink),
        (role.Button, tokens.paper),
        (role.ButtonText, tokens.ink),
        (role.BrightText, tokens.on_accent),
        (role.ToolTipBase, tokens.panel),
        (role.ToolTipText, tokens.ink),
        (role.PlaceholderText, tokens.faint),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.accent),
        (role.Accent, tokens.accent),
        (role.Light, tokens.panel),
        (role.Midlight, tokens.hover),
        (role.Mid, tokens.line),
        (role.Dark, tokens.edge),
        (role.Shadow, tokens.edge),
    ):
        made.setColor(where, colour(name))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, colour(tokens.faint))
    return made
