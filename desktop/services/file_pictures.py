"""Looking at a PDF without leaving the program: its first pages as plain pixels, made off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message

_WIDEST = 1_600  # pixels
_MOST_PIXELS = 8_000_000  # of one page: a drawing ten metres long is shown small


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page: width and height in pixels, bytes of each line, BGRx."""

    width: int
    height: int
    stride: int
    pixels: bytes
    pages: int  # how many the file has


def pdf_pages(content: bytes, most: int = 3, width: int = 1_000) -> tuple[PagePicture, ...]:
    """The first pages of a PDF, so wide in pixels.

    Raises:
        Rejected: it is no PDF, it is damaged or asks for a password.
    """
    import pypdfium2  # only when somebody looks at a file

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Rejected(Finding((), message(N_("This PDF cannot be shown: it is damaged or asks for a password")))) from error
    try:
        return tuple(_picture(document, at, min(width, _WIDEST)) for at in range(min(most, len(document))))
    finally:
        document.close()


def _picture(document: object, at: int, width: int) -> PagePicture:
    page = document[at]  # type: ignore[index]  # pypdfium2 has no types
    scale = width / max(1.0, page.get_width())
    scale = min(scale, (_MOST_PIXELS / max(1.0, page.get_width() * page.get_height())) ** 0.5)
    bitmap = page.render(scale=scale, prefer_bgrx=True)
    try:
        return PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), len(document))  # type: ignore[arg-type]
    finally:
        bitmap.close()
        page.close()
