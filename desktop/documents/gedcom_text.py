"""GEDCOM of any version and encoding as the structures of GEDCOM 7.

Files of thirty years are about: ANSEL letters, Windows and DOS pages, UTF-16, split lines, lower-case tags, levels that
jump. What can be told is told in the grammar of GEDCOM 7, which `gedcom7` reads; every liberty taken is listed.
"""

from __future__ import annotations

import codecs
import itertools
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, Message, message

if TYPE_CHECKING:
    from gedcom7.types import GedcomStructure

LARGEST: Final = 50_000_000
_LINE: Final = re.compile(r"^\s*(\d{1,2})\s+(?:@([^@\s][^@]*)@\s+)?([A-Za-z0-9_]+)(?: (.*))?$", re.DOTALL)
_POINTER: Final = re.compile(r"^@([^@#][^@]*)@$")
_KEY: Final = re.compile(r"^[A-Z0-9_]+$")  # what GEDCOM 7 may call a record
_CALENDAR: Final = re.compile(r"@#D([A-Z ]+)@\s*")
_BANNED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_DECLARED: Final = re.compile(rb"^\s*1\s+CHAR\s+([^\r\n]+?)\s*$", re.MULTILINE)
_ENCODINGS: Final = {
    "ANSEL": "gedcom", "ASCII": "ascii", "UTF-8": "utf-8", "UTF8": "utf-8", "UNICODE": "utf-16", "ANSI": "cp1251",
    "WINDOWS": "cp1251", "WINDOWS-1251": "cp1251", "CP1251": "cp1251", "IBM WINDOWS": "cp1251", "CYRILLIC": "cp1251",
    "WINDOWS-1252": "cp1252", "CP1252": "cp1252", "IBMPC": "cp866", "IBM-PC": "cp866", "OEM": "cp866", "CP866": "cp866",
    "MSDOS": "cp866", "MACINTOSH": "mac-roman", "KOI8-R": "koi8-r", "LATIN1": "latin-1", "ISO-8859-5": "iso8859-5",
}  # fmt: skip


@dataclass
class _Line:
    level: int
    xref: str | None
    tag: str
    payload: str


@dataclass
class _Remarks:
    found: Counter[str] = field(default_factory=Counter)

    def add(self, said: str) -> None:
        self.found[said] += 1

    def listed(self) -> list[Message]:
        return [message(said, n=n) for said, n in self.found.items()]


def structures_of(content: bytes, encoding: str = "") -> tuple[list[GedcomStructure], list[Message]]:
    """The records of a file, and what had to be guessed. `encoding` overrules what the file says of itself.

    Raises:
        Rejected: no GEDCOM, or too large.
    """
    import gedcom7

    if len(content) > LARGEST:
        raise Rejected(Finding((), message(N_("The file is too large for a family tree"))))
    remarks = _Remarks()
    text = unicodedata.normalize("NFC", _decoded(content, encoding, remarks))  # ANSEL writes marks apart
    lines = _lines(text, remarks)
    if not lines or lines[0].tag != "HEAD" or lines[0].level:
        raise Rejected(Finding((), message(N_("The file is not a family tree in GEDCOM"))))
    try:
        return gedcom7.loads(_told_again(lines)), remarks.listed()
    except gedcom7.GedcomParseError as error:
        said = N_("The family tree cannot be read: line {n}")
        raise Rejected(Finding((), message(said, n=getattr(error, "line_number", None) or 0))) from error


def _decoded(content: bytes, encoding: str, remarks: _Remarks) -> str:
    if encoding:
        try:
            return content.decode(_known(encoding) or encoding)
        except (LookupError, UnicodeError):
            said = N_("The file cannot be read as {encoding}")
            raise Rejected(Finding((), message(said, encoding=encoding))) from None
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    if content[:2] in {b"0\0", b"\x000"}:
        return content.decode("utf-16-le" if content[:1] == b"0" else "utf-16-be", "replace")
    declared = _DECLARED.search(content[:4_000])
    said = declared[1].decode("latin-1").upper() if declared else ""
    for one in dict.fromkeys(("utf-8-sig", _known(said) or "utf-8", "cp1251")):
        try:
            text = content.decode(one)
        except UnicodeError:
            continue
        if said and one != "utf-8-sig" and one != _known(said):
            remarks.add(N_("The encoding the file names does not fit it: read as Windows-1251"))
        return text
    remarks.add(N_("Some letters of the file belong to no known encoding"))
    return content.decode("cp1251", "replace")


def _known(declared: str) -> str:
    import ansel

    ansel.register()
    return _ENCODINGS.get(declared.upper(), "")


def _lines(text: str, remarks: _Remarks) -> list[_Line]:
    lines: list[_Line] = []
    for raw in re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff")):
        if not raw.strip():
            continue
        clean = _BANNED.sub("", raw)
        match = _LINE.match(clean)
        if match is None:
            if lines:  # a long note that an old program broke without a tag
                lines[-1].payload += "\n" + clean
            remarks.add(N_("Lines without a tag, taken as the text of the line before: {n}"))
            continue
        level, xref, tag, payload = int(match[1]), match[2], match[3].upper(), match[4] or ""
        if tag in {"CONC", "CONT"} and lines:
            lines[-1].payload += ("\n" if tag == "CONT" else "") + payload
            continue
        deepest = lines[-1].level + 1 if lines else 0
        if level > deepest:
            remarks.add(N_("Levels of lines that jumped and were mended: {n}"))
            level = deepest
        lines.append(_Line(level, xref, tag, payload))
    return lines


def _told_again(lines: list[_Line]) -> str:
    """The same file in the grammar of GEDCOM 7."""
    names: dict[str, str] = {"VOID": "@VOID@"}
    names |= {line.xref: f"@{line.xref}@" for line in lines if line.xref and _KEY.match(line.xref)}
    own = set(names)

    def name(xref: str) -> str:
        if xref not in names:
            names[xref] = next(f"@X{n}@" for n in itertools.count(len(names)) if f"X{n}" not in own)
            own.add(names[xref].strip("@"))
        return names[xref]

    told: list[str] = []
    for line in lines:
        xref = f"{name(line.xref)} " if line.xref and not line.level else ""
        tag = line.tag if line.tag[0].isalpha() or line.tag.startswith("_") else f"_{line.tag}"
        pointer = _POINTER.match(line.payload.strip())
        if pointer:
            told.append(f"{line.level} {xref}{tag} {name(pointer[1])}\n")
            continue
        payload = _CALENDAR.sub(lambda match: _calendar(match[1]), line.payload).replace("@@", "@")
        first, *rest = payload.split("\n")
        for level, word, part in [(line.level, tag, first), *((line.level + 1, "CONT", part) for part in rest)]:
            escaped = f"@{part}" if part.startswith("@") else part
            told.append(f"{level} {xref if word == tag else ''}{word}{' ' + escaped if escaped else ''}\n")
    return "".join(told)


def _calendar(escape: str) -> str:
    return "" if escape == "GREGORIAN" else f"{escape.replace(' ', '_')} "
