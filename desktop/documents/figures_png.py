"""A figure as a PNG picture: for a message, a presentation, a program that knows no vectors.

Made from the PDF, so it is the same picture with the same fonts.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Final

from desktop.documents.figures_pdf import to_pdf
from desktop.documents.page_images import ONE_AT_A_TIME
from desktop.figures.palettes import LIGHT
from desktop.figures.primitives import Figure, Palette

_LARGEST_SIDE: Final = 12_000  # pixels; a very large map at a high resolution would not fit into memory
_AT_ONCE: Final = 64  # rows


def to_png(figure: Figure, dpi: float = 200, palette: Palette = LIGHT, *, transparent: bool = False) -> bytes:
    """The figure as a picture at this resolution, its true size written in the file; on paper or on nothing."""
    import pypdfium2

    longest = max(figure.width_mm, figure.height_mm, 1.0)
    dpi = min(dpi, _LARGEST_SIDE / longest * 25.4)
    drawn = to_pdf(figure, "figure", palette=palette, packed=False)
    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(drawn)
        try:
            page = document[0]
            ground = (255, 255, 255, 0) if transparent else _rgba(palette.colour("paper"))
            bitmap = page.render(scale=dpi / 72, fill_color=ground, maybe_alpha=transparent, rev_byteorder=True)
            try:
                rows = memoryview(bitmap.buffer).cast("B")
                return _png(rows, bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels, dpi)
            finally:
                bitmap.close()
                page.close()
        finally:
            document.close()


def _png(rows: memoryview, width: int, height: int, stride: int, channels: int, dpi: float) -> bytes:
    """The file of these rows of red, green, blue (and how solid) bytes.

    Written here and not by an imaging library: those try five filters on every row, which for large even surfaces
    takes three times as long and makes the file a quarter larger than none at all.
    """
    kind = {3: 2, 4: 6}[channels]
    per_metre = round(dpi / 0.0254)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)),
            _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)),
            *(_chunk(b"IDAT", part) for part in _packed(rows, width * channels, height, stride)),
            _chunk(b"IEND", b""),
        )
    )


def _packed(rows: memoryview, wide: int, height: int, stride: int) -> Iterator[bytes]:
    """Row by row, each after the byte that says it is not filtered; in parts, so that no second picture is held."""
    packer = zlib.compressobj(2)
    for first in range(0, height, _AT_ONCE):
        some = range(first, min(first + _AT_ONCE, height))
        part = packer.compress(b"".join(b"\0" + rows[at * stride : at * stride + wide] for at in some))
        if part:
            yield part
    yield packer.flush()


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _rgba(colour: str) -> tuple[int, int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16), 255
