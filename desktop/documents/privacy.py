"""The one pass between a finished document and paper: what is closed goes out, hidden names become initials.

It works on the document as a value, so it holds for every document, its tables and the texts of its
drawings alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from desktop.figures.primitives import Figure, Text
from desktop.models.documents import (
    Block,
    Cover,
    Document,
    FigureBlock,
    Heading,
    KeyValue,
    KeyValues,
    Paragraph,
    Plate,
    Run,
    Signature,
    Signatures,
    Table,
    Words,
)
from desktop.models.persons import Person
from desktop.rules.names import FullName, Sex, all_forms


@dataclass(frozen=True, slots=True)
class Hidden:
    """Every form in which a name may be written, and what is printed instead."""

    forms: tuple[str, ...]
    instead: str


def hidden_names(persons: Iterable[Person]) -> tuple[Hidden, ...]:
    """Initials in the place of each person's name, in all cases, whoever typed it into a note."""
    hidden = []
    for person in persons:
        name = FullName(person.surname or "", person.given_name or "", person.patronymic or "")
        sex: Sex = "male" if person.sex == "male" else "female" if person.sex == "female" else "unknown"
        if forms := all_forms(name, sex):
            hidden.append(Hidden(forms, name.only_initials()))
    return tuple(hidden)


def concealed(document: Document, hidden: Iterable[Hidden] = ()) -> Document:
    """The document without what is closed, and with the names hidden wherever they stand."""
    names = _Names(tuple(hidden))
    blocks = tuple(kept for block in document.blocks if (kept := _pass(block, names)) is not None)
    return replace(document, title=names.gone(document.title), blocks=blocks)


class _Names:
    def __init__(self, hidden: tuple[Hidden, ...]) -> None:
        self._instead: dict[str, str] = {}
        for one in hidden:
            for form in one.forms:
                self._instead.setdefault(_folded(form), one.instead)
        # as typed and in capitals; not in small letters: many a given name is a word too (hope, faith)
        forms = {written for one in hidden for form in one.forms for written in (form, form.upper())}
        words = "|".join(_loose(form) for form in sorted(forms, key=_longest))
        self._pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)") if forms else None

    def gone(self, text: str) -> str:
        return self._pattern.sub(lambda found: self._instead[_folded(found[0])], text) if self._pattern else text

    def words(self, words: Words) -> Words:
        if isinstance(words, str):
            return self.gone(words)
        return tuple(Run(self.gone(run.text), run.bold, run.italic, run.tone) for run in words)

    def pairs(self, pairs: tuple[KeyValue, ...]) -> tuple[KeyValue, ...]:
        """Those that are not closed."""
        return tuple(
            replace(pair, label=self.gone(pair.label), value=self.words(pair.value)) for pair in pairs if not pair.closed
        )


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text.casefold().replace("\u0451", "\u0435"))


def _loose(form: str) -> str:
    """The form with any white space between its words, and either letter where people write e for yo."""
    return r"\s+".join(_either(word) for word in form.split())


def _either(word: str) -> str:
    letters = {
        "\u0435": "[\u0435\u0451]",
        "\u0451": "[\u0435\u0451]",
        "\u0415": "[\u0415\u0401]",
        "\u0401": "[\u0415\u0401]",
    }
    return "".join(letters.get(letter, re.escape(letter)) for letter in word)


def _longest(form: str) -> tuple[int, str]:
    return -len(form), form


def _pass(block: Block, names: _Names) -> Block | None:
    match block:
        case Paragraph():
            return None if block.closed else replace(block, words=names.words(block.words))
        case KeyValues():
            pairs = names.pairs(block.pairs)
            return KeyValues(pairs) if pairs else None
        case Table():
            return _table(block, names)
        case _:
            return _unclosed(block, names)


def _unclosed(block: Block, names: _Names) -> Block:
    """Blocks that are never closed as a whole."""
    match block:
        case Heading():
            return replace(block, text=names.gone(block.text))
        case Cover():
            return Cover(tuple(names.gone(line) for line in block.lines), names.pairs(block.pairs))
        case FigureBlock():
            return FigureBlock(_figure(block.figure, names), names.gone(block.caption))
        case Plate():
            same = tuple(kept for one in block.same if (kept := _pass(one, names)) is not None)
            return Plate(_figure(block.figure, names), same)
        case Signatures():
            return Signatures(tuple(Signature(line.role, names.gone(line.name)) for line in block.lines))
        case _:
            return block


def _table(table: Table, names: _Names) -> Table | None:
    shown = [place for place, column in enumerate(table.columns) if not column.closed]
    if not shown:
        return None
    return replace(
        table,
        columns=tuple(replace(table.columns[place], caption=names.gone(table.columns[place].caption)) for place in shown),
        rows=tuple(tuple(names.words(row[place]) for place in shown) for row in table.rows),
    )


def _figure(figure: Any, names: _Names) -> Any:
    if not isinstance(figure, Figure):
        return figure
    shapes = tuple(replace(s, text=names.gone(s.text)) if isinstance(s, Text) else s for s in figure.shapes)
    return replace(figure, shapes=shapes, title=names.gone(figure.title), description=names.gone(figure.description))
