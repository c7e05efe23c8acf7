"""The fonts of every PDF: PT Sans and PT Serif, embedded.

They have the Kyrgyz and Ukrainian letters and the currency signs. Registered once per process under the names
that styles use.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from desktop.base import places

_FILES: Final = {
    "PTSans": "PTS55F.ttf",
    "PTSans-Bold": "PTS75F.ttf",
    "PTSans-Italic": "PTS56F.ttf",
    "PTSerif": "PTF55F.ttf",
    "PTSerif-Bold": "PTF75F.ttf",
    "PTSerif-Italic": "PTF56F.ttf",
}


@cache
def register_fonts() -> None:
    """Make the fonts known to reportlab, bold and italic too; a second call does nothing."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(_file(file))))
    for family in ("PTSans", "PTSerif"):
        pdfmetrics.registerFontFamily(
            family,
            normal=family,
            bold=f"{family}-Bold",
            italic=f"{family}-Italic",
            boldItalic=f"{family}-Bold",
        )


def _file(name: str) -> Path:
    return places.resource("fonts", name)
