"""Pages of a PDF as pictures: the preview on the window and the pages sent to a printer are the same file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page: `rgb` are rows of three bytes a pixel, `stride` bytes long."""

    width: int
    height: int
    stride: int
    rgb: bytes


def page_images(pdf: bytes, dpi: float, pages: tuple[int, ...] | None = None) -> Iterator[PageImage]:
    """The pages (counted from 0), all of them unless some are named, at this resolution."""
    import pypdfium2  # noqa: PLC0415  only when something is looked at

    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in pages if pages is not None else range(len(document)):
            page = document[number]
            bitmap = page.render(scale=dpi / 72, rev_byteorder=True)
            image = bitmap.to_pil().convert("RGB")
            yield PageImage(image.width, image.height, image.width * 3, image.tobytes())
            bitmap.close()
            page.close()
    finally:
        document.close()


def page_count(pdf: bytes) -> int:
    """How many pages the file has."""
    import pypdfium2  # noqa: PLC0415

    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()
