"""Files: written so that a fault leaves the old one whole, read in words, named so that they stay in their folder."""

from __future__ import annotations

import errno
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from desktop.base.errors import Unavailable
from desktop.base.messages import N_, Message, message

_FULL: Final = N_("there is no room left on the disk")
_FORBIDDEN: Final = N_("it may not be written there, or another program holds it open")
_UNREAD: Final = N_("it may not be read, or another program holds it open")
_NO_FILE: Final = N_("there is no such file")
_NOWHERE: Final = N_("there is no such folder")
_REFUSALS: Final = {
    errno.ENOSPC: _FULL, getattr(errno, "EDQUOT", errno.ENOSPC): _FULL, errno.EACCES: _FORBIDDEN, errno.EPERM: _FORBIDDEN,
    errno.EROFS: _FORBIDDEN, errno.EBUSY: _FORBIDDEN, errno.EISDIR: _FORBIDDEN, errno.ENOENT: _NOWHERE, errno.ENOTDIR: _NOWHERE,
}  # fmt: skip
_READING: Final = {_FORBIDDEN: _UNREAD, _NOWHERE: _NO_FILE}
_RESERVED = re.compile(r"^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(\..*)?$", re.IGNORECASE)


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` under `path`; whoever looks sees the old file or the new one, never a half.

    Raises:
        Unavailable: the folder cannot be written or the disk is full; the old file stands.
    """
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Unavailable(
            message(
                N_("The file {name} could not be written: {reason}."),
                name=path.name,
                reason=refusal(error),
            )
        ) from error


def refusal(error: OSError, *, reading: bool = False) -> Message | str:
    """Why the computer would not write a file (or read it), in words; what nobody foresaw is said as the computer says it."""
    known = _REFUSALS.get(error.errno or 0)
    return message(_READING.get(known, known) if reading else known) if known else error.strerror or str(error)


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Read what somebody chose within this.

    Raises:
        Unavailable: it cannot be read.
    """
    try:
        yield
    except OSError as error:
        raise Unavailable(message(N_("The file {path} cannot be read"), path=str(path))) from error


def safe_name(name: str, fallback: str = "file") -> str:
    """A name that is a name on Windows too: no folders, no devices, no control or direction marks, 120 characters."""
    cleaned = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c)[0] != "C")
    cleaned = re.sub(r'[\\/:*?"<>|]+', "_", cleaned).strip(" .")
    if len(cleaned) > 120:
        stem, dot, ending = cleaned.rpartition(".")
        cleaned = f"{stem[: 119 - len(ending)]}{dot}{ending}" if dot and len(ending) < 10 else cleaned[:120]
    return f"_{cleaned}" if _RESERVED.match(cleaned) else cleaned or fallback
