"""What a row of the list of families says: columns, words and the tone of each, for screen and Excel."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, Protocol

from desktop.base.messages import N_, _, ngettext
from desktop.models.definitions import Pathway
from desktop.models.lists import ENDED, FamilyRow, FilterKey
from desktop.rules.pathways import UNNUMBERED, numbers

Tone = Literal["plain", "accent", "green", "amber", "red"]
_RISK_TONES: Mapping[str, Tone] = {"low": "green", "medium": "amber", "high": "red", "critical": "red"}


class Words(Protocol):
    """Whoever knows what codes are called: the desk."""

    def caption(self, dictionary: str, code: str) -> str: ...

    def choices(self, dictionary: str) -> tuple[tuple[str, str], ...]: ...

    def pathway(self, key: str, version: int = 0) -> Pathway: ...


class Said(NamedTuple):
    """A cell in words."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column as the list offers it; `kind` says how its cells are shown."""

    key: str
    caption: str  # msgid
    kind: Literal["text", "badge", "date", "overdue"] = "text"
    sortable: bool = True
    hidden: bool = False  # offered, not shown at first


COLUMNS = (
    ListColumn("number", N_("File No.")),
    ListColumn("family", N_("Family")),
    ListColumn("children", N_("Number of children")),
    ListColumn("group", N_("Group")),
    ListColumn("risk", N_("Risk"), "badge"),
    ListColumn("stages", N_("Stages")),
    ListColumn("curator", N_("Curator")),
    ListColumn("next_visit", N_("Next visit"), "overdue"),
    ListColumn("seen", N_("Children seen")),
    ListColumn("status", N_("Status"), hidden=True),
    ListColumn("district", N_("Service district"), hidden=True),
    ListColumn("address", N_("Address"), sortable=False, hidden=True),
    ListColumn("agreement", N_("Agreement till"), hidden=True),
    ListColumn("opened", N_("Opened on"), "date", hidden=True),
)


def cells(row: FamilyRow, words: Words, today: date) -> dict[str, Said]:
    """The row in words, by column."""
    return {
        "number": Said(row.number or "\u2014"),
        "family": Said(row.name, "red" if row.alerts else "plain"),
        "children": Said(str(row.children) if row.children else "\u2014"),
        "group": Said(_caption(words, "grounds_groups", row.grounds_group)),
        "risk": Said(_caption(words, "risk_levels", row.risk), _RISK_TONES.get(row.risk, "plain")),
        "stages": Said(stages_in_words(row.stages, words, stage_numbers(row, words))),
        "curator": Said(row.curator),
        "next_visit": _next_visit(row, today),
        "seen": _seen(row),
        "status": Said(_caption(words, "case_statuses", row.status)),
        "district": Said(row.district),
        "address": Said(row.address),
        "agreement": _agreement(row, today),
        "opened": Said(_day(row.opened_on)),
    }


def sentence(row: FamilyRow, said: Mapping[str, Said]) -> str:
    """The row for somebody who hears it; a danger nobody answered comes first."""
    parts = [_(column.caption) + ": " + said[column.key].text for column in COLUMNS if said[column.key].text]
    if row.alerts:
        parts.insert(0, alerts_in_words(row.alerts))
    return ", ".join(parts)


def alerts_in_words(count: int) -> str:
    """How many dangers were not answered."""
    return ngettext("{n} danger not answered", "{n} dangers not answered", count).format(n=count)


def condition_of(row: FamilyRow, column: str) -> tuple[FilterKey, str] | None:
    """What to filter by for «only such as this one»; None where that means nothing."""
    found: Mapping[str, tuple[FilterKey, str]] = {
        "group": ("grounds_group", row.grounds_group),
        "risk": ("risk", row.risk),
        "stages": ("stage", row.stages[-1] if row.stages else ""),
        "curator": ("curator", str(row.curator_id or "")),
        "status": ("status", row.status),
        "district": ("district", row.district),
    }
    condition = found.get(column)
    return condition if condition and condition[1] else None


def stage_numbers(row: FamilyRow, words: Words) -> Mapping[str, int]:
    """The numbers of stages in the pathway that the family's case follows."""
    try:
        return numbers(words.pathway(row.pathway or "", row.pathway_version or 0))
    except KeyError:  # a line older than pathways, or a pathway that this office does not have
        order = [code for code, _caption_ in words.choices("stages") if code != UNNUMBERED]
        return {code: number for number, code in enumerate(order, 1)}


def stages_in_words(codes: tuple[str, ...], words: Words, counted: Mapping[str, int]) -> str:
    """«3. Gathering of information»; several at once by the first word of each."""
    said = []
    for code in codes:
        caption = _caption(words, "stages", code)
        if len(codes) > 1:
            caption = re.split(r"[\s,]", caption, maxsplit=1)[0]
        said.append(f"{counted[code]}. {caption}" if code in counted else caption)
    return " \u00b7 ".join(said)


def overdue_by(row: FamilyRow, today: date) -> int:
    """Days since the visit was due; 0 when nothing is overdue."""
    if row.next_visit_on is None or row.status in ENDED:
        return 0
    return max(0, (today - row.next_visit_on).days)


def _next_visit(row: FamilyRow, today: date) -> Said:
    if days := overdue_by(row, today):
        return Said(ngettext("overdue by {n} day", "overdue by {n} days", days).format(n=days), "red")
    return Said(_day(row.next_visit_on))


def _seen(row: FamilyRow) -> Said:
    if row.children and row.children_seen_on is None and row.status not in ENDED:
        return Said(_("not all seen"), "amber")
    return Said(_day(row.children_seen_on))


def _agreement(row: FamilyRow, today: date) -> Said:
    if row.agreement_till is not None and row.agreement_till < today and row.status not in ENDED:
        return Said(_("ended {date}").format(date=_day(row.agreement_till)), "amber")
    return Said(_day(row.agreement_till))


def _caption(words: Words, dictionary: str, code: str) -> str:
    return words.caption(dictionary, code) if code else ""


def _day(day: date | None) -> str:
    return day.strftime("%d.%m.%Y") if day else ""
