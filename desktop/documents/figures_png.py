"""A figure as a PNG picture: for a message, a presentation, a program that knows no vectors.

Made from the PDF, so it is the same picture with the same fonts.
"""

from __future__ import annotations

import struct
import zlib
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from math import ceil
from typing import TYPE_CHECKING, Final

from desktop.documents.figures_pdf import to_pdf
from desktop.documents.page_images import ONE_AT_A_TIME
from desktop.figures.palettes import LIGHT
from desktop.figures.primitives import Figure, Palette

if TYPE_CHECKING:
    from pypdfium2 import PdfBitmap, PdfPage

_LARGEST_SIDE: Final = 12_000  # pixels; a very large map at a high resolution would not fit into memory
_AT_ONCE: Final = 512  # rows of a band
_PACKERS: Final = 2  # at once
_LITTLE: Final = 1e-3  # of a row, against the next whole number
_PRIME: Final = 65_521
Step = Callable[[int, int], None]


def to_png(
    figure: Figure, dpi: float = 200, palette: Palette = LIGHT, *, transparent: bool = False, step: Step | None = None
) -> bytes:
    """The figure as a picture at this resolution, its true size written in the file; on paper or on nothing.

    `step` is told how many bands of how many are made; what it raises ends the work.
    """
    import pypdfium2

    longest = max(figure.width_mm, figure.height_mm, 1.0)
    dpi = min(dpi, _LARGEST_SIDE / longest * 25.4)
    drawn = to_pdf(figure, "figure", palette=palette, packed=False)
    ground = (255, 255, 255, 0) if transparent else _rgba(palette.colour("paper"))
    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(drawn)
        try:
            return _written(_Bands(document[0], dpi, ground, transparent=transparent), step)
        finally:
            document.close()


class _Bands:
    """A page drawn band by band: never the whole picture is held, and one band is packed while the next is drawn."""

    def __init__(self, page: PdfPage, dpi: float, ground: tuple[int, int, int, int], *, transparent: bool) -> None:
        self._page, self.dpi, self._ground, self.channels = page, dpi, ground, 4 if transparent else 3
        self._scale = dpi / 72
        self.width, self.height = (ceil(side * self._scale) for side in page.get_size())
        self.tops = range(0, self.height, _AT_ONCE)

    def drawn(self, top: int) -> PdfBitmap:
        """The rows from here on."""
        below = max(self.height - top - _AT_ONCE, 0)
        crop = (0.0, max(below - _LITTLE, 0.0) / self._scale, 0.0, max(top - _LITTLE, 0.0) / self._scale)
        return self._page.render(
            scale=self._scale, crop=crop, fill_color=self._ground, maybe_alpha=self.channels == 4, rev_byteorder=True
        )


def _written(bands: _Bands, step: Step | None) -> bytes:
    """The file of these bands of red, green, blue (and how solid) bytes.

    Written here and not by an imaging library: those try five filters on every row, which for large even surfaces
    takes three times as long and makes the file a quarter larger than none at all.
    """
    found: list[tuple[bytes, int, int]] = []
    with ThreadPoolExecutor(_PACKERS) as packers:
        waiting: deque[tuple[PdfBitmap, Future[tuple[bytes, int, int]]]] = deque()

        def take() -> None:
            bitmap, packed = waiting.popleft()
            try:
                found.append(packed.result())
            finally:
                bitmap.close()  # on this thread: the library draws on one at a time
            if step is not None:
                step(len(found), len(bands.tops))

        try:
            for top in bands.tops:
                bitmap = bands.drawn(top)
                waiting.append((bitmap, packers.submit(_packed, bitmap, bands.channels)))
                if len(waiting) > _PACKERS:
                    take()
            while waiting:
                take()
        finally:
            for bitmap, packed in waiting:
                packed.exception()
                bitmap.close()
    per_metre = round(bands.dpi / 0.0254)
    size = struct.pack(">IIBBBBB", bands.width, bands.height, 8, {3: 2, 4: 6}[bands.channels], 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n", _chunk(b"IHDR", size), _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)),
            _chunk(b"IDAT", b"\x78\x01"), *(_chunk(b"IDAT", content) for content, _sum, _length in found),
            _chunk(b"IDAT", b"\x03\x00" + struct.pack(">I", _sum_of(found))), _chunk(b"IEND", b""),
        )
    )  # fmt: skip


def _packed(bitmap: PdfBitmap, channels: int) -> tuple[bytes, int, int]:
    """A band packed alone, so that several are at once; its check sum and length, each row after the byte of no filter."""
    rows, stride, wide = memoryview(bitmap.buffer).cast("B"), bitmap.stride, bitmap.width * channels
    plain = b"".join(part for at in range(bitmap.height) for part in (b"\0", rows[at * stride : at * stride + wide]))
    packer = zlib.compressobj(2, wbits=-15)
    return packer.compress(plain) + packer.flush(zlib.Z_FULL_FLUSH), zlib.adler32(plain), len(plain)


def _sum_of(bands: list[tuple[bytes, int, int]]) -> int:
    """The check sum of all bands from the sums of each (Adler-32, RFC 1950)."""
    low, high = 1, 0
    for _content, total, length in bands:
        more, above = total & 0xFFFF, total >> 16
        high = (high + above + length * (low - 1)) % _PRIME
        low = (low + more - 1) % _PRIME
    return high << 16 | low


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _rgba(colour: str) -> tuple[int, int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16), 255
