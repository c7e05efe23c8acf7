"""Pages of a PDF as pictures: the preview, the pages sent to a printer, a look at a file that somebody brought.

One module, because the library that draws them bears one thread at a time, and files are drawn on two.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message

_WIDEST: Final = 1_600  # pixels
_MOST_PIXELS: Final = 8_000_000  # of one page: a drawing ten metres long is shown small
ONE_AT_A_TIME: Final = threading.Lock()


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page: `rgb` are rows of three bytes a pixel, `stride` bytes long."""

    width: int
    height: int
    stride: int
    rgb: bytes


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page of a brought file: width and height in pixels, bytes of each line, BGRx."""

    width: int
    height: int
    stride: int
    pixels: bytes
    pages: int  # how many the file has


def page_images(pdf: bytes, dpi: float, pages: tuple[int, ...] | None = None) -> Iterator[PageImage]:
    """The pages (counted from 0), all of them unless some are named, at this resolution."""
    import pypdfium2

    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
    try:
        for number in pages if pages is not None else range(len(document)):
            with ONE_AT_A_TIME:
                image = _image(document, number, dpi)
            yield image
    finally:
        with ONE_AT_A_TIME:
            document.close()


def _image(document: Any, number: int, dpi: float) -> PageImage:
    page = document[number]
    bitmap = page.render(scale=dpi / 72, rev_byteorder=True)
    try:
        image = bitmap.to_pil().convert("RGB")
        return PageImage(image.width, image.height, image.width * 3, image.tobytes())
    finally:
        bitmap.close()
        page.close()


def pdf_pages(content: bytes, most: int = 3, width: int = 1_000) -> tuple[PagePicture, ...]:
    """The first pages of a PDF that somebody brought, so wide in pixels.

    Raises:
        Rejected: it is no PDF, it is damaged or asks for a password.
    """
    import pypdfium2

    with ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            words = message(N_("This PDF cannot be shown: it is damaged or asks for a password"))
            raise Rejected(Finding((), words)) from error
        try:
            return tuple(_picture(document, at, min(width, _WIDEST)) for at in range(min(most, len(document))))
        finally:
            document.close()


def _picture(document: Any, at: int, width: int) -> PagePicture:
    page = document[at]
    scale = width / max(1.0, page.get_width())
    scale = min(scale, (_MOST_PIXELS / max(1.0, page.get_width() * page.get_height())) ** 0.5)
    bitmap = page.render(scale=scale, prefer_bgrx=True)
    try:
        return PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), len(document))
    finally:
        bitmap.close()
        page.close()
