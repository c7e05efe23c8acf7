"""TOML read with care: what a table lacks or has too much of becomes a sentence with its line.

`tomllib` forgets where a value stood, so the line is looked for in the text when there is something to say.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable
from typing import Any

from desktop.base.messages import N_, Message, message
from desktop.definitions.problems import DefinitionError, Problem

Step = str | int  # a key, or the place in an array of tables
_AT = re.compile(r"\(at line (\d+), column \d+\)")
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_SIGNS = re.compile(r"""\"(?:[^\"\\]|\\.)*\"|'[^']*'|#.*|[\[\]{}]""")  # brackets, and what may hide them
_BROKEN = (
    ("Cannot overwrite a value", N_("This key is written twice: keep one of the two")),
    ("Cannot declare", N_("This heading is written twice: keep one of the two")),
    ("Expected '='", N_("«=» is expected after the key")),
    ("Unclosed array", N_("A list is not closed: «]» is missing")),
    ("Unclosed inline table", N_("A closing brace is missing, or the braces go over several lines")),
    ("Illegal character", N_("A quotation mark is missing, or there is an invisible character")),
    ("Unterminated string", N_("A quotation mark is missing")),
    (
        "Invalid value",
        N_("The value cannot be read: texts stand in quotation marks, yes and no are true and false"),
    ),
)


class Source:
    """The text of one file and everything that was found wrong with it."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.lines = text.splitlines()
        self.problems: list[Problem] = []
        try:
            self.data: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise DefinitionError([self._broken(str(error))]) from None

    def complain(self, path: tuple[Step, ...], what: Message, needle: str = "") -> None:
        """Remember a sentence about the value at `path`, or about the first `needle` after it."""
        self.problems.append(Problem(self.file, self.line_of(path, needle), what))

    def done(self) -> None:
        """Stop here if anything was wrong.

        Raises:
            DefinitionError: with every problem, in the order of lines.
        """
        if self.problems:
            raise DefinitionError(sorted(self.problems, key=lambda problem: problem.line))

    def line_of(self, path: tuple[Step, ...], needle: str = "") -> int:
        """The line where this value is written, or the nearest heading above it."""
        at, names = 0, ""
        for step in path:
            if isinstance(step, int):
                at = self._header(names, step, at)
            else:
                names = f"{names}.{step}" if names else step
                at = self._key(step, names, at)
        return self._first(re.compile(rf'["\s.=]{re.escape(needle)}(["\s=]|$)'), at) + 1 if needle else at + 1

    def _key(self, key: str, names: str, start: int) -> int:
        """The line of a key of the table that starts here, or of the table of that name further down."""
        written = re.compile(rf'^\s*"?{re.escape(key)}"?\s*=')
        for number in range(start, len(self.lines)):
            if number > start and self.lines[number].lstrip().startswith("["):
                break
            if written.match(self.lines[number]):
                return number
        return self._first(re.compile(rf"^\s*\[+\s*{re.escape(names)}\s*\]+"), start)

    def _header(self, names: str, place: int, start: int) -> int:
        inline = self._element(names.rpartition(".")[2], place, start)
        if inline is not None:
            return inline
        header = re.compile(rf"^\s*\[\[\s*{re.escape(names)}\s*\]\]")
        found = [n for n, line in enumerate(self.lines) if n >= start and header.match(line)]
        return found[place] if place < len(found) else start

    def _element(self, key: str, place: int, start: int) -> int | None:
        """The line of one of the braces of `key = [{…}, {…}]` that opens on this line; None when it does not."""
        opening = re.search(rf'(?:^|[\s,{{"]){re.escape(key)}"?\s*=\s*\[', self.lines[start])
        depth, column = 1, opening.end() if opening else 0
        for number in range(start, len(self.lines) if opening else start):
            for sign in _SIGNS.findall(self.lines[number][column:]):
                if sign == "{" and depth == 1:
                    if place == 0:
                        return number
                    place -= 1
                depth += (sign in ("[", "{")) - (sign in ("]", "}"))
                if depth == 0:
                    return None
            column = 0
        return None

    def _first(self, what: re.Pattern[str], start: int) -> int:
        return next((n for n, line in enumerate(self.lines) if n >= start and what.search(line)), start)

    def _broken(self, error: str) -> Problem:
        found = _AT.search(error)
        line = int(found[1]) if found else max(1, len(self.lines))
        known = next((said for start, said in _BROKEN if start in error), N_("The notation is broken here"))
        return Problem(self.file, line, message(known))


class Table:
    """One table of the file; each question it is asked checks the answer."""

    def __init__(self, source: Source, data: dict[str, Any], path: tuple[Step, ...] = ()) -> None:
        self.source, self.data, self.path = source, data, path
        self._asked: set[str] = set()

    def has(self, key: str) -> bool:
        """Whether the key is written."""
        self._asked.add(key)
        return key in self.data

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default it must be there and not be empty."""
        value = self._get(key, str, N_("«{key}» must be a text in quotation marks"))
        if value is None or (default is None and not str(value).strip()):
            if default is None and (value is not None or key not in self.data):
                self.complain(key, message(N_("«{key}» is missing"), key=key))
            return default or ""
        return str(value)

    def code(self, key: str) -> str:
        """A name for programs: small Latin letters, digits and «_»."""
        value = self.text(key)
        if value and not _CODE.fullmatch(value):
            said = N_("«{value}» must be small Latin letters, digits and «_», beginning with a letter")
            self.complain(key, message(said, value=value))
        return value

    def whole(self, key: str, least: int = 0) -> int | None:
        """A whole number, not below `least`; None when it is not written."""
        value = self._get(key, int, N_("«{key}» must be a whole number"))
        if value is not None and value < least:
            self.complain(key, message(N_("«{key}» must not be below {least}"), key=key, least=least))
        return None if value is None else int(value)

    def version(self) -> int:
        """The number of this edition of the text, from 1."""
        if not self.has("version"):
            self.complain("version", message(N_("«{key}» is missing"), key="version"))
        return self.whole("version", 1) or 1

    def flag(self, key: str) -> bool:
        """True or false; false when it is not written."""
        return bool(self._get(key, bool, N_("«{key}» must be true or false")))

    def one_of(self, key: str, known: Iterable[str], default: str | None = None) -> str:
        """A text from a closed list; a slip of the pen is answered with the nearest one."""
        value, known = self.text(key, default), tuple(known)
        if value and value not in known:
            self.complain(key, unknown(value, known))
            return default or ""
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty when it is not written."""
        value = self._get(key, list, N_("«{key}» must be a list of texts"))
        if value is None:
            return ()
        if not all(isinstance(one, str) for one in value):
            self.complain(key, message(N_("«{key}» must be a list of texts"), key=key))
            return ()
        return tuple(value)

    def table(self, key: str) -> Table | None:
        """A table inside this one."""
        value = self._get(key, dict, N_("«{key}» must be a table"))
        return None if value is None else Table(self.source, value, (*self.path, key))

    def tables(self, key: str) -> list[Table]:
        """Tables written one after another under `[[key]]`."""
        value = self._get(key, list, N_("«{key}» must be written as [[{key}]]"))
        if value is None:
            return []
        if not all(isinstance(one, dict) for one in value):
            self.complain(key, message(N_("«{key}» must be written as [[{key}]]"), key=key))
            return []
        return [Table(self.source, one, (*self.path, key, place)) for place, one in enumerate(value)]

    def raw(self, key: str) -> Any:
        """Whatever is written there."""
        self._asked.add(key)
        return self.data.get(key)

    def no_more(self) -> None:
        """Whatever was not asked for is not understood: say so, so that a slip does not pass silently."""
        for key in self.data:
            if key not in self._asked:
                self.complain(key, unknown(key, sorted(self._asked)))

    def complain(self, key: str, what: Message, needle: str = "") -> None:
        """Say something about the value of a key of this table."""
        self.source.complain((*self.path, key) if key else self.path, what, needle)

    def _get(self, key: str, type_: type, complaint: str) -> Any:
        self._asked.add(key)
        value = self.data.get(key)
        if value is not None and (not isinstance(value, type_) or (type_ is int and isinstance(value, bool))):
            self.complain(key, message(complaint, key=key))
            return None
        return value


def unknown(value: str, known: Iterable[str]) -> Message:
    """«… is not known», with the nearest known word where one is near."""
    near = difflib.get_close_matches(value, list(known), 1, 0.6)
    if near:
        return message(N_("«{value}» is not known here. Perhaps «{near}» is meant"), value=value, near=near[0])
    return message(N_("«{value}» is not known here"), value=value)
