"""What a file really is, told by its first bytes: a name can say anything."""

from __future__ import annotations

import re
from typing import Final

from desktop.base.messages import N_, Message, message

PDF: Final = "application/pdf"
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
)
_OFFICE = {
    b"word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    b"xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_MACROS: Final = b"vbaProject.bin"
_HEIC: Final = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"})
_ENDINGS: Final = {
    PDF: ("pdf",),
    "image/jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "image/png": ("png",),
    "image/tiff": ("tif", "tiff"),
    "image/gif": ("gif",),
    "image/bmp": ("bmp",),
    "image/webp": ("webp",),
    "text/plain": ("txt", "csv", "md", "log"),
    "application/msword": ("doc", "xls"),
    _OFFICE[b"word/"]: ("docx",),
    _OFFICE[b"xl/"]: ("xlsx",),
}  # fmt: skip  the first one is given to a name that has another


def media_type(content: bytes) -> str | None:
    """The media type of a file the office keeps, or None for a type it does not (programs, archives, scripts)."""
    for signature, media in _SIGNATURES:
        if content.startswith(signature):
            return media
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content.startswith(b"PK\x03\x04"):
        return None if _MACROS in content else next((media for mark, media in _OFFICE.items() if mark in content), None)
    return "text/plain" if _is_text(content) else None


def is_picture(media: str) -> bool:
    """Whether it is a photo or a scan."""
    return media.startswith("image/")


def can_be_joined(media: str) -> bool:
    """Whether it can become pages of one PDF."""
    return media == PDF or is_picture(media)


def named_for(name: str, media: str) -> str:
    """The name with an ending of what the file really is: «letter.js» of a text becomes «letter.js.txt».

    A copy is opened by a double click, and Windows believes the ending.
    """
    known = _ENDINGS.get(media, ())
    if not known or re.search(r"\.(" + "|".join(known) + r")$", name, re.IGNORECASE):
        return name
    return f"{name.rstrip('. ')}.{known[0]}"


def why_not_kept(content: bytes) -> Message:
    """Why this file is not taken, and what to do instead."""
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
        return message(
            N_("Photos in the HEIC or AVIF format are not taken: save it as JPEG, or choose «most compatible» on the phone")
        )
    if content[4:8] == b"ftyp" or content[:4] in (b"\x1aE\xdf\xa3", b"OggS") or content[:3] == b"ID3":
        return message(N_("Sound and video are not kept here"))
    if content.startswith(b"PK\x03\x04") and _MACROS in content:
        return message(N_("Documents with macros are not taken: save it as a plain Word or Excel file, or as PDF"))
    if content.startswith((b"PK", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        return message(N_("Archives are not taken: unpack it and add the files one by one"))
    return message(N_("Only pictures (JPEG, PNG, TIFF, WebP, GIF, BMP), PDF, Word and Excel files and plain text are kept"))


def _is_text(content: bytes) -> bool:
    if content.startswith((b"MZ", b"#!", b"\x7fELF")) or b"\0" in content:
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
