"""Forms, journals, pathways, dictionaries and profiles: values from text, or sentences that say what to mend.

What is shipped lies in `resources/definitions`; what an office uses lies in its database, installed
from these texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from desktop.base import places
from desktop.base.messages import N_, message
from desktop.definitions.forms import described_parts, read_form
from desktop.definitions.journals import codes_named, read_journal
from desktop.definitions.pathways import read_pathway
from desktop.definitions.problems import DefinitionError, Problem
from desktop.definitions.small import read_dictionary, read_profile
from desktop.definitions.tables import Source, Table, unknown
from desktop.models.definitions import (
    DefinitionValue,
    DictionaryFile,
    FormDefinition,
    Journal,
    Pathway,
    Placed,
    Profile,
)

__all__ = [
    "FOLDERS", "DefinitionError", "Problem", "check_against", "check_folder", "described_parts", "kind_of",
    "read_shipped", "read_text", "shipped",
]  # fmt: skip

_READERS: dict[str, Callable[[Table], DefinitionValue]] = {
    "form": read_form,
    "journal": read_journal,
    "pathway": read_pathway,
    "dictionary": read_dictionary,
    "profile": read_profile,
}
FOLDERS = {
    "dictionary": "dictionaries", "form": "forms", "journal": "journals", "pathway": "pathways", "profile": "profiles",
}  # fmt: skip
MOST_CHARACTERS = 500_000  # of a definition; the longest shipped one has 10,000


def read_text(text: str, file_name: str) -> DefinitionValue:
    """The definition that a text says; `kind = "form"` or another of the five kinds begins it.

    Raises:
        DefinitionError: every problem with its line and what to mend.
    """
    if len(text) > MOST_CHARACTERS:
        raise DefinitionError([Problem(file_name, 1, message(N_("The file is too long to be a definition")))])
    source = Source(text, file_name)
    table = Table(source, source.data)
    kind = table.text("kind")
    if kind not in _READERS:
        if kind:
            table.complain("kind", unknown(kind, _READERS))
        source.done()
    value = _READERS[kind](table)
    table.no_more()
    source.done()
    return value


def kind_of(value: DefinitionValue) -> str:
    """`form`, `journal`, `pathway`, `dictionary` or `profile`."""
    match value:
        case FormDefinition():
            return "form"
        case Journal():
            return "journal"
        case Pathway():
            return "pathway"
        case DictionaryFile():
            return "dictionary"
        case _:
            return "profile"


def check_folder(path: Path) -> list[Problem]:
    """Everything wrong with the `*.toml` in and under a folder, and with what they say of each other."""
    problems: list[Problem] = []
    read: list[tuple[Path, str, DefinitionValue]] = []
    for file in sorted(path.rglob("*.toml")):
        name = file.relative_to(path).as_posix()
        try:
            text = file.read_text(encoding="utf-8")
            read.append((file, text, read_text(text, name)))
        except UnicodeDecodeError:
            problems.append(Problem(name, 1, message(N_("The file is not in UTF-8: save it so"))))
        except DefinitionError as error:
            problems += error.problems
    for file, _text, value in read:
        if file.stem != value.key:
            wanted = message(
                N_("The key is «{key}», so the file must be called {name}"),
                key=value.key,
                name=f"{value.key}.toml",
            )
            problems.append(Problem(file.relative_to(path).as_posix(), 1, wanted))
    known = {value.key: value for _file, _text, value in read if isinstance(value, DictionaryFile)}
    known = {**{value.key: value for value in _shipped_dictionaries()}, **known}
    forms = {**_shipped_forms(), **{value.key: value.root for _f, _t, value in read if isinstance(value, FormDefinition)}}
    for file, text, value in read:
        source = Source(text, file.relative_to(path).as_posix())
        problems += _across(source, value, known)
        if isinstance(value, Journal) and value.form:
            problems += _form_of(source, value, forms)
    return problems


def check_against(text: str, file_name: str, known: dict[str, DictionaryFile]) -> list[Problem]:
    """What a text that reads well says wrongly of the dictionaries that an office has."""
    value = read_text(text, file_name)
    own = {value.key: value} if isinstance(value, DictionaryFile) else {}
    return list(_across(Source(text, file_name), value, {**known, **own}))


def _form_of(source: Source, journal: Journal, forms: dict[str, str]) -> Iterator[Problem]:
    """The form of a journal is there and fills records of the same kind."""
    line = source.line_of(("form",))
    if journal.form not in forms:
        yield Problem(source.file, line, unknown(journal.form, forms))
    elif forms[journal.form] != journal.root:
        said = N_("The form «{form}» does not fill records of «{root}»")
        yield Problem(source.file, line, message(said, form=journal.form, root=journal.root))


def _across(source: Source, value: DefinitionValue, known: dict[str, DictionaryFile]) -> Iterator[Problem]:
    """Dictionaries that a form or a pathway names, and codes that it takes from them."""
    named: list[tuple[str, str]] = []  # dictionary, code ("" for the dictionary itself)
    if isinstance(value, FormDefinition):
        every: list[Placed] = [*value.placed(), *(placed for rows in value.lists() for placed in rows.fields)]
        named += [(placed.field.dictionary, "") for placed in every if placed.field.dictionary]
        named += list(_conditional(value))
        named += list(_levels(value))
        yield from _of_answers(source, every, known)
    elif isinstance(value, Journal):
        named += codes_named(value)
    elif isinstance(value, Pathway):
        named += [("stages", stage.code) for stage in value.stages]
        named += [("team_roles", role) for role in value.team_roles]
        named += [("commission_bodies", body) for body in value.decided_by]
        named += [("patronage_kinds", value.patronage)] if value.patronage else []
    elif isinstance(value, Profile) and value.pathway:
        named.append(("pathways", value.pathway))
    for dictionary, code in named:
        if dictionary not in known:
            yield Problem(source.file, source.line_of((), dictionary), unknown(dictionary, known))
        elif code and code not in (codes := [entry.code for entry in known[dictionary].entries]):
            yield Problem(source.file, source.line_of((), code), unknown(code, codes))


def _levels(form: FormDefinition) -> Iterator[tuple[str, str]]:
    for score in form.scores:
        if score.dictionary:
            yield from ((score.dictionary, code) for code in ("", *(level.code for level in score.levels)))


def _of_answers(source: Source, every: list[Placed], known: dict[str, DictionaryFile]) -> Iterator[Problem]:
    """Points and meanings are given to answers that there are."""
    for placed in every:
        dictionary = known.get(placed.field.dictionary)
        codes = ["yes", "no"] if placed.field.kind == "flag" else [e.code for e in dictionary.entries] if dictionary else []
        for said in (placed.points or {}, placed.texts or {}):
            for code in said:
                if codes and code not in codes:
                    yield Problem(source.file, source.line_of((), placed.key), unknown(code, codes))


def _conditional(form: FormDefinition) -> Iterator[tuple[str, str]]:
    facts = {placed.key: placed.field.dictionary for placed in form.placed()}
    conditions = [section.show_when for section in form.sections]
    conditions += [item.show_when for section in form.sections for item in section.items]
    for when in conditions:
        dictionary = facts.get(when.field, "") if when else ""
        if when and dictionary:
            yield from ((dictionary, code) for code in when.among if isinstance(code, str))


def _shipped_dictionaries() -> Iterator[DictionaryFile]:
    for file in sorted(places.resource("definitions", "dictionaries").glob("*.toml")):
        value = read_text(file.read_text(encoding="utf-8"), file.name)
        if isinstance(value, DictionaryFile):
            yield value


def _shipped_forms() -> dict[str, str]:
    """The root of every shipped form by its key."""
    found = (
        read_text(file.read_text(encoding="utf-8"), file.name)
        for file in sorted(places.resource("definitions", "forms").glob("*.toml"))
    )
    return {value.key: value.root for value in found if isinstance(value, FormDefinition)}


def shipped() -> list[tuple[str, str, int, str]]:
    """What comes with the program, to be installed: (kind, key, version, text), dictionaries first."""
    found: list[tuple[str, str, int, str]] = []
    for kind, folder in FOLDERS.items():
        for file in sorted(places.resource("definitions", folder).glob("*.toml")):
            text = file.read_text(encoding="utf-8")
            value = read_text(text, file.name)
            found.append((kind, value.key, value.version, text))
    return found


def read_shipped(kind: str, key: str) -> DefinitionValue:
    """One shipped definition, for a new office and for tests.

    Raises:
        FileNotFoundError: nothing of this kind and key is shipped.
    """
    file = places.resource("definitions", FOLDERS[kind], f"{key}.toml")
    return read_text(file.read_text(encoding="utf-8"), file.name)
