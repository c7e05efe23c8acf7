"""What a consent must say before it is signed (152-FZ, article 9 part 4), and whether it is in force on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from desktop.base.messages import N_, Finding, message

OPEN: Final = frozenset({"draft", "refused", "not_required", ""})  # from these it may still be given
USUAL_DATA: Final = (
    "names", "born", "address", "phones", "papers", "family", "education", "work", "income", "housing", "situation",
)  # fmt: skip
USUAL_ACTIONS: Final = (
    "collect", "record", "systematise", "accumulate", "keep", "refine", "extract", "use", "transfer", "anonymise", "block",
    "delete", "destroy",
)  # fmt: skip
SIGNS_FROM: Final = 14  # years: a younger child is represented
_NEEDED: Final[Mapping[str, str]] = {
    "person_id": N_("Choose whose data it is"),
    "purpose": N_("Write what the data is processed for"),
    "data": N_("Choose which data may be processed"),
    "actions": N_("Choose what may be done with the data"),
    "address": N_("Write the address of who signs"),
    "paper": N_("Write the document of who signs"),
}


def lacking(values: Mapping[str, object]) -> tuple[Finding, ...]:
    """What the law wants in the paper and what is not there yet."""
    found = [Finding((key,), message(words)) for key, words in _NEEDED.items() if values.get(key) in (None, "", ())]
    if values.get("representative_id") is not None and not values.get("authority"):
        found.append(Finding(("authority",), message(N_("Write by what right the representative signs"))))
    return tuple(found)


def in_force(state: str, given_on: date | None, till: date | None, today: date) -> bool:
    """Whether data may be processed by this paper today."""
    if state == "not_required":
        return True
    return state == "given" and (given_on is None or given_on <= today) and (till is None or till >= today)
