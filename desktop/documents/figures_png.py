"""A figure as a PNG picture: for a message, a presentation, a program that knows no vectors.

Made from the PDF, so it is the same picture with the same fonts.
"""

from __future__ import annotations

from io import BytesIO

from desktop.documents.figures_pdf import to_pdf
from desktop.documents.page_images import ONE_AT_A_TIME
from desktop.figures.palettes import LIGHT
from desktop.figures.primitives import Figure, Palette

_LARGEST_SIDE = 12_000  # pixels; a very large map at a high resolution would not fit into memory


def to_png(figure: Figure, dpi: float = 200, palette: Palette = LIGHT, *, transparent: bool = False) -> bytes:
    """The figure as a picture at this resolution, its true size written in the file; on paper or on nothing."""
    import pypdfium2

    longest = max(figure.width_mm, figure.height_mm, 1.0)
    dpi = min(dpi, _LARGEST_SIDE / longest * 25.4)
    drawn = to_pdf(figure, "figure", palette=palette)
    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(drawn)
        try:
            page = document[0]
            ground = (255, 255, 255, 0) if transparent else _rgba(palette.colour("paper"))
            bitmap = page.render(scale=dpi / 72, fill_color=ground, maybe_alpha=transparent)
            picture = bitmap.to_pil()
            page.close()
        finally:
            document.close()
    file = BytesIO()
    picture.save(file, "PNG", dpi=(dpi, dpi), compress_level=3)  # smaller files took twenty times as long
    return file.getvalue()


def _rgba(colour: str) -> tuple[int, int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16), 255
