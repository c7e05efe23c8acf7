"""Pictures that people bring: turned the right way up, made smaller, joined to one PDF; hostile ones refused in words.

A photo of a telephone is twelve megapixels and lies on its side; an office keeps thousands of them. A picture that claims
a size which would fill the memory is refused before a single pixel of it is read.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, Message, message
from desktop.rules.file_types import PDF, is_picture, media_type, named_for, why_not_kept

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST_SIDE: Final = 2_000  # pixels: an A4 page at 170 dpi, every letter of a certificate is read
MOST_PIXELS: Final = 80_000_000  # of a picture as brought: a scan of A3 at 600 dpi is 70
_MOST_FRAMES: Final = 200  # pages of a TIFF
_QUALITY: Final = 85
_ORIENTATION: Final = 0x0112
_PAGE: Final = (595.28, 841.89)  # A4 in points
_MARGIN: Final = 28.0
_FORMATS: Final = {
    "image/jpeg": "JPEG", "image/png": "PNG", "image/tiff": "TIFF", "image/gif": "GIF", "image/bmp": "BMP", "image/webp": "WEBP",
}  # fmt: skip
_DAMAGED: Final = N_("This picture cannot be read: the file is damaged")
_FAULTS: Final = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    ArithmeticError,
    LookupError,
    TypeError,
    AttributeError,
    MemoryError,
    RuntimeError,
    struct.error,
    zlib.error,
)  # fmt: skip  what decoders of pictures are known to raise on bytes that only begin as a picture


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file as it will be kept."""

    name: str
    content: bytes


def _refused(said: Message) -> Rejected:
    return Rejected(Finding(("file_name",), said))


def prepared(name: str, content: bytes) -> Prepared:
    """The file as the office keeps it: a picture upright and not larger than needed, everything else byte by byte.

    Raises:
        Rejected: a type that is not kept, a damaged picture, or one that claims to be enormous.
    """
    media = media_type(content)
    if content and media is None:
        raise _refused(why_not_kept(content))
    if media is None or not is_picture(media):
        return Prepared(name, content)
    with _opened(content, media) as picture:
        if getattr(picture, "n_frames", 1) > 1:
            return Prepared(name, content)  # pages of a scan, or a moving picture: nothing of it is thrown away
        turned = picture.getexif().get(_ORIENTATION, 1) not in (0, 1)
        large = max(picture.size) > LONGEST_SIDE
        if not (turned or large or media in ("image/bmp", "image/tiff")):
            picture.load()  # a picture that breaks off in the middle is refused while its owner still stands here
            return Prepared(name, content)
        smaller = _jpeg(_upright(picture))
    if len(smaller) >= len(content) and not turned:
        return Prepared(name, content)
    return Prepared(named_for(_without_ending(name), "image/jpeg"), smaller)


def _without_ending(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return stem if dot and len(ending) <= 4 and stem else name


@contextmanager
def _opened(content: bytes, media: str) -> Iterator[Image]:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(content), formats=[_FORMATS[media]]) as picture:
                width, height = picture.size
                if width * height > MOST_PIXELS or not (width and height):
                    said = N_("This picture is too large: {width} by {height} points. Scan it at 300 dpi.")
                    raise _refused(message(said, width=width, height=height))
                yield picture
    except Image.DecompressionBombError as error:
        raise _refused(message(N_("This picture is too large to be opened safely"))) from error
    except _FAULTS as error:
        raise _refused(message(_DAMAGED)) from error


def _upright(picture: Image) -> Image:
    from PIL import Image, ImageOps

    turned = ImageOps.exif_transpose(picture)
    if max(turned.size) > LONGEST_SIDE:
        turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return _on_white(turned)


def _on_white(picture: Image) -> Image:
    from PIL import Image

    if picture.mode in ("RGB", "L"):
        return picture
    if picture.mode in ("I;16", "I", "F"):
        return picture.convert("L")
    if "A" in picture.getbands() or "transparency" in picture.info:
        with_edges = picture.convert("RGBA")
        white = Image.new("RGB", picture.size, "white")
        white.paste(with_edges, mask=with_edges.getchannel("A"))
        return white
    return picture.convert("RGB")


def _jpeg(picture: Image) -> bytes:
    made = BytesIO()
    picture.save(made, "JPEG", quality=_QUALITY, optimize=True)  # without EXIF: nobody needs to know where the phone was
    return made.getvalue()


def frames(content: bytes, most: int) -> tuple[tuple[bytes, ...], int]:
    """The first pages of a picture as small JPEGs for looking at, and how many it has.

    Raises:
        Rejected: it is damaged, or claims to be enormous.
    """
    media = media_type(content) or ""
    if media not in _FORMATS:
        raise _refused(message(_DAMAGED))
    with _opened(content, media) as picture:
        count = getattr(picture, "n_frames", 1)
        return tuple(_jpeg(_upright(page)) for page in _pages(picture, most)), count


def _pages(picture: Image, most: int) -> Iterator[Image]:
    from PIL import ImageSequence

    for number, page in enumerate(ImageSequence.Iterator(picture)):
        if number >= most:
            return
        if page.size[0] * page.size[1] > MOST_PIXELS:
            raise _refused(message(N_("This picture is too large to be opened safely")))
        yield page.copy()


def joined_pdf(parts: Sequence[bytes]) -> bytes:
    """Pictures and PDF files as one PDF, each picture on a page of its own, in the order given.

    Raises:
        Rejected: one of them is neither a picture nor a PDF, is damaged, or asks for a password.
    """
    import pikepdf

    if not parts:
        raise _refused(message(N_("Choose at least one file")))
    whole = pikepdf.new()
    kept = []  # a page lives in its own file until the whole is written
    try:
        for content in parts:
            media = media_type(content) or ""
            if media != PDF and not is_picture(media):
                raise _refused(message(N_("Only pictures and PDF files can be joined")))
            source = pikepdf.open(BytesIO(content if media == PDF else _picture_pdf(content)))
            kept.append(source)
            whole.pages.extend(source.pages)
        made = BytesIO()
        whole.remove_unreferenced_resources()
        whole.save(made)
    except pikepdf.PasswordError as error:
        raise _refused(message(N_("One of the PDF files asks for a password and cannot be joined"))) from error
    except (pikepdf.PdfError, RecursionError, *_FAULTS) as error:
        raise _refused(message(N_("One of the PDF files is damaged and cannot be joined"))) from error
    finally:
        for source in (*kept, whole):
            source.close()
    return made.getvalue()


def _picture_pdf(content: bytes) -> bytes:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    pages, _count = frames(content, _MOST_FRAMES)
    made = BytesIO()
    canvas = Canvas(made, pageCompression=1, invariant=1)
    for page in pages:
        reader = ImageReader(BytesIO(page))
        width, height = reader.getSize()
        paper = _PAGE if height >= width else (_PAGE[1], _PAGE[0])
        canvas.setPageSize(paper)
        scale = min((paper[0] - 2 * _MARGIN) / width, (paper[1] - 2 * _MARGIN) / height, 1.0)
        wide, tall = width * scale, height * scale
        canvas.drawImage(reader, (paper[0] - wide) / 2, (paper[1] - tall) / 2, wide, tall)
        canvas.showPage()
    canvas.save()
    return made.getvalue()
