"""What a file with a definition brings: checked against the office, compared with what is installed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from desktop.base.errors import OporaError
from desktop.base.messages import N_, _, ngettext
from desktop.definitions import DefinitionError, kind_of
from desktop.models.definitions import DefinitionValue, DictionaryFile, FormDefinition, Placed, Rows
from desktop.services import definitions_kept
from desktop.store.units import Reading

KINDS: Final[dict[str, str]] = {
    "form": N_("Form"), "journal": N_("Journal"), "dictionary": N_("Dictionary"), "pathway": N_("Pathway"),
    "profile": N_("Country profile"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """A file that was looked at: what it says, or what is to be mended in it."""

    file_name: str
    text: str
    problems: tuple[str, ...] = ()  # each with its line
    title: str = ""
    news: tuple[str, ...] = ()  # what is new in it
    installable: bool = False


def look_at(reading: Reading, text: str, file_name: str) -> Look:
    """What a text says beside what is installed."""
    try:
        value = definitions_kept.checked(reading, text, file_name)
    except DefinitionError as error:
        return Look(file_name, text, tuple(problem.words() for problem in error.problems))
    kind = kind_of(value)
    title = f"{_(KINDS.get(kind, kind))}: {value.title}"
    try:
        if not definitions_kept.is_new(reading, kind, value.key, value.version, text):
            return Look(file_name, text, (), title, (_("This very text is installed already"),))
    except OporaError as error:
        return Look(file_name, text, (error.words(),), title)
    return Look(file_name, text, (), title, tuple(_news(reading, value, kind)), installable=True)


def _news(reading: Reading, value: DefinitionValue, kind: str) -> list[str]:
    standing = [row for row in definitions_kept.every_definition(reading) if (row.kind, row.key) == (kind, value.key)]
    if not standing:
        said = [_("New, version {version}").format(version=value.version)]
    else:
        newest = standing[0]
        words = _("Version {version}; {standing} is installed now").format(version=value.version, standing=newest.version)
        said = [words]
        if newest.version > value.version:
            said.append(_("A newer version is installed: this one will not be offered for filling"))
    if isinstance(value, FormDefinition):
        said += _questions_news(reading, value)
    if isinstance(value, DictionaryFile):
        known = {row.code for row in definitions_kept.every_entry(reading) if row.dictionary == value.key}
        fresh = [entry.caption for entry in value.entries if entry.code not in known]
        if fresh:
            said.append(_("New entries: {entries}").format(entries=", ".join(fresh)))
    return said


def _questions_news(reading: Reading, form: FormDefinition) -> list[str]:
    every = {item.key: item for section in form.sections for item in section.items}
    count = ngettext("{n} question", "{n} questions", len(every)).format(n=len(every))
    try:
        before = definitions_kept.form(reading, form.key)
    except KeyError:
        return [count]
    old = {item.key for section in before.sections for item in section.items}
    added = [_label(every[key]) for key in every if key not in old]
    gone = len(old - set(every))
    said = [count]
    if added:
        said.append(_("Added: {what}").format(what=", ".join(added[:12])))
    if gone:
        said.append(
            ngettext(
                "{n} question is no longer asked; filled sheets keep it",
                "{n} questions are no longer asked; filled sheets keep them", gone,
            ).format(n=gone)
        )  # fmt: skip
    return said


def _label(item: Placed | Rows) -> str:
    return _(item.field.label if isinstance(item, Placed) else item.label)
