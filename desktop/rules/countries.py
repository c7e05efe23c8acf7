"""What differs by country in an office: the name of the personal number, money, words, what is offered first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop.models.definitions import FormDefinition, Placed, Profile, Rows
from desktop.models.fields import Field

Choices = tuple[tuple[str, str], ...]


def own_words(captions: Mapping[tuple[str, str], str], profile: Profile | None) -> dict[tuple[str, str], str]:
    """The captions of codes with the country's own words where it has them."""
    own = profile.captions or {} if profile else {}
    said = {(dictionary, code): words for dictionary, entries in own.items() for code, words in entries.items()}
    return {**captions, **said}


def own_choices(choices: Mapping[str, Choices], profile: Profile | None) -> dict[str, Choices]:
    """What is offered, in the country's words, its own documents, commissions and languages first."""
    if profile is None:
        return dict(choices)
    own = profile.captions or {}
    first = {
        "document_kinds": profile.documents, "commission_bodies": profile.commissions, "languages": profile.languages,
        "countries": (profile.country,),
    }  # fmt: skip
    found = dict(choices)
    for dictionary, entries in choices.items():
        words = own.get(dictionary, {})
        said = tuple((code, words.get(code, caption)) for code, caption in entries)
        found[dictionary] = _first(said, first.get(dictionary, ()))
    return found


def _first(entries: Choices, wanted: Sequence[str]) -> Choices:
    """These codes first, in this order; the others keep theirs."""
    places = {code: place for place, code in enumerate(wanted)}
    return tuple(sorted(entries, key=lambda entry: places.get(entry[0], len(places))))


def dressed(form: FormDefinition, profile: Profile | None) -> FormDefinition:
    """The form with the country's name of the personal number and its money beside sums."""
    if profile is None:
        return form
    sections = tuple(
        replace(section, items=tuple(_dressed(item, form.root, profile) for item in section.items)) for section in form.sections
    )
    return replace(form, sections=sections)


def _dressed(item: Placed | Rows, root: str, profile: Profile) -> Placed | Rows:
    if isinstance(item, Rows):
        return replace(item, fields=tuple(_placed(placed, item.kind, profile) for placed in item.fields))
    return _placed(item, root, profile)


def _placed(placed: Placed, kind: str, profile: Profile) -> Placed:
    field: Field = placed.field
    if kind == "person" and field.key == "personal_number" and profile.identity_label:
        return replace(placed, field=replace(field, label=profile.identity_label))
    if field.kind == "money" and not placed.unit:
        return replace(placed, unit=profile.currency_sign)
    return placed
