"""Which style maps are drawn in: what the office chose for everybody, then what a person prefers.

The set of symbols and the split of the ground are the office's, because colleagues read each other's maps.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from desktop.models.family_page import FamilyPage
from desktop.models.map_style import OF_THE_OFFICE, MapStyle, style_from
from desktop.services.desk import Desk

SETTING: Final = "map_style"
OFFICE_SETTING: Final = "map_style_of_the_office"


def style_of(desk: Desk, page: FamilyPage | None = None) -> MapStyle:
    """The style for maps shown and printed at this desk, with the codes of the family that `page` is of."""
    own = style_from(desk.setting(SETTING))
    style = style_from(desk.setting(OFFICE_SETTING), own)
    return style if page is None else replace(style, codes=page.codes)


def keep_style(desk: Desk, style: MapStyle) -> None:
    """Keep a person's own choices; those of the office stay as they are."""
    desk.keep_setting(SETTING, {key: value for key, value in style.kept().items() if key not in OF_THE_OFFICE})


def keep_office_style(desk: Desk, style: MapStyle) -> None:
    """Keep the symbols and sectors for everybody in the office."""
    desk.keep_setting(OFFICE_SETTING, style.for_office(), whole_office=True)
