"""Filters of the list of families in words: what can be chosen, and the chips of what is on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop.base.messages import N_, _
from desktop.models.lists import IN_WORK, MINE, FilterKey, ListFilter, Offered
from desktop.presenters.family_cells import Words

TEXT = "text"  # the chip of the words looked for
YES = "yes"
YOUNG = "7"  # years: younger children are looked at first (forms.md, risk)
_DICTIONARIES: Mapping[FilterKey, tuple[str, str]] = {
    "status": ("case_statuses", N_("Status")),
    "risk": ("risk_levels", N_("Risk")),
    "grounds_group": ("grounds_groups", N_("Group")),
    "stage": ("stages", N_("Stage")),
}
_FLAGS: Mapping[FilterKey, tuple[str, str]] = {
    "overdue": (YES, N_("Visit is overdue")),
    "no_agreement": (YES, N_("No agreement in force")),
    "young": (YOUNG, N_("Has children under 7")),
    "alerts": (YES, N_("Danger not answered")),
}


@dataclass(frozen=True, slots=True)
class FilterOffer:
    """One thing to filter by: a question with choices, or a flag that is on or off."""

    key: FilterKey
    caption: str
    choices: tuple[tuple[str, str], ...]  # (code, caption); a flag has one
    flag: bool = False


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter somebody keeps under a name."""

    name: str
    filter: ListFilter
    count: int | None = None  # not counted yet


def offers(words: Words, there: Offered) -> tuple[FilterOffer, ...]:
    """Everything the list can be filtered by in this office."""
    made = [
        FilterOffer(
            key,
            _(caption),
            (((IN_WORK, _("in work")),) if key == "status" else ()) + words.choices(dictionary),
        )
        for key, (dictionary, caption) in _DICTIONARIES.items()
    ]
    made = [replace(one, choices=_stages(words, there)) if one.key == "stage" else one for one in made]
    if len({key for key, _version in there.pathways}) > 1:
        captions = dict(words.choices("pathways"))
        keys = dict.fromkeys(key for key, _version in there.pathways)
        made.append(FilterOffer("pathway", _("Pathway"), tuple((key, captions.get(key, key)) for key in keys)))
    made.insert(1, FilterOffer("curator", _("Curator"), ((MINE, _("mine")), *there.curators)))
    if there.districts:
        made.insert(2, FilterOffer("district", _("District"), tuple((name, name) for name in there.districts)))
    made += [FilterOffer(key, _(caption), ((code, _(caption)),), flag=True) for key, (code, caption) in _FLAGS.items()]
    return tuple(made)


def _stages(words: Words, there: Offered) -> tuple[tuple[str, str], ...]:
    """The stages of the pathways that cases of this office follow, in their order; all stages before there is a case."""
    found: dict[str, str] = {}
    for key, version in there.pathways:
        try:
            found |= {stage.code: stage.caption for stage in words.pathway(key, version).stages}
        except KeyError:  # brought from another office: its stages are in the dictionary
            return words.choices("stages")
    return tuple(found.items()) or words.choices("stages")


def chips(wanted: ListFilter, words: Words, there: Offered) -> list[tuple[str, str]]:
    """(key, text) of what is on."""
    known = {offer.key: offer for offer in offers(words, there)}
    shown: list[tuple[str, str]] = []
    for key, codes in wanted.conditions.items():
        if key in _FLAGS:
            shown.append((key, _(_FLAGS[key][1])))
            continue
        offer = known.get(key)
        captions = dict(offer.choices) if offer else {}
        said = ", ".join(captions.get(code, code) for code in codes)
        shown.append((key, f"{offer.caption if offer else _('District')}: {said}"))
    if wanted.text:
        shown.append((TEXT, _("Words: {text}").format(text=wanted.text)))
    return shown


def name_for(wanted: ListFilter, words: Words, there: Offered) -> str:
    """A name for a filter, made of what it says."""
    return ", ".join(text for _key, text in chips(wanted, words, there)) or _("All families")


def first_filters() -> tuple[SavedFilter, ...]:
    """What everybody starts with: what is asked for every morning."""
    working: Mapping[FilterKey, tuple[str, ...]] = {"status": (IN_WORK,)}
    return (
        SavedFilter(_("visit overdue"), ListFilter({**working, "overdue": (YES,)})),
        SavedFilter(_("no agreement"), ListFilter({**working, "no_agreement": (YES,)})),
        SavedFilter(_("in danger"), ListFilter({**working, "grounds_group": ("danger",)})),
    )


def to_setting(saved: tuple[SavedFilter, ...]) -> list[dict[str, Any]]:
    """As somebody's filters are kept."""
    return [{"name": one.name, "filter": one.filter.to_json()} for one in saved]


def from_setting(kept: Any) -> tuple[SavedFilter, ...]:
    """Somebody's filters; what everybody starts with when they never kept any."""
    if not isinstance(kept, list):
        return first_filters()
    read = (one for one in kept if isinstance(one, dict) and isinstance(one.get("name"), str))
    return tuple(SavedFilter(one["name"], ListFilter.from_json(one.get("filter"))) for one in read)


def counted(saved: tuple[SavedFilter, ...], counts: tuple[int, ...]) -> tuple[SavedFilter, ...]:
    """The same filters with how many families each shows."""
    return tuple(replace(one, count=count) for one, count in zip(saved, counts, strict=True))
