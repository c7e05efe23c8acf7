"""What an agreement of each kind must say before it is signed, and who may sign it.

A rule of working together needs no list of services; a contract of services without one is none. The practice names
what belongs to which paper (forms.md §2.14).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.base.messages import N_, Finding, message
from desktop.models.fields import Value
from desktop.models.snapshots import Snapshot

NOT_LEGAL: Final = frozenset({"bilateral", "contract"})  # the practice says so of these two
CHILD_SIGNS_FROM: Final = 10  # years
_EVERY: Final = ("purpose", "since", "till")
NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "bilateral": (*_EVERY, "rules", "confidentiality", "ending_rules"),
    "contract": (*_EVERY, "family_intentions", "service_intentions", "directions"),
    "cooperation": (*_EVERY, "family_intentions", "service_intentions"),
    "service": (*_EVERY, "programme", "services", "payment"),
}
_SAID: Final[Mapping[str, str]] = {
    "purpose": N_("Write what the agreement is for"),
    "since": N_("Write since when it is in force"),
    "till": N_("Write till when it is in force"),
    "rules": N_("Write the rules of working together"),
    "confidentiality": N_("Write what stays between the sides"),
    "ending_rules": N_("Write how it may be ended"),
    "family_intentions": N_("Write what the family intends"),
    "service_intentions": N_("Write what the service intends"),
    "directions": N_("Choose the directions of support"),
    "programme": N_("Write the individual programme: its number and date"),
    "services": N_("Write which services are given, how much and when"),
    "payment": N_("Write on what conditions the services are paid, or that they are free"),
}


def lacking(agreement: Snapshot) -> tuple[Finding, ...]:
    """What must still be said before this agreement is signed, in the order of the form."""
    return tuple(_lacking(agreement))


def _lacking(agreement: Snapshot) -> Iterator[Finding]:
    values, kind = agreement.values, str(agreement.values["kind"])
    for key in NEEDED.get(kind, _EVERY):
        if values.get(key) in (None, "", ()):
            yield Finding((key,), message(_SAID[key]))
    sides = [part.values["side"] for part in agreement.parts.get("parties", {}).values()]
    if "family" not in sides:
        yield Finding(("parties",), message(N_("Name who signs for the family")))
    if "service" not in sides:
        yield Finding(("parties",), message(N_("Name who signs for the service")))
    promised = {part.values["side"] for part in agreement.parts.get("obligations", {}).values()}
    if not promised:
        yield Finding(("obligations",), message(N_("Write at least one obligation")))
    elif kind == "contract" and promised != {"family", "service"}:
        yield Finding(("obligations",), message(N_("In a contract both sides promise: write the obligations of each")))


def unsigned(agreement: Snapshot) -> tuple[Finding, ...]:
    """Adults who refused without the reason being written down: a refusal is a fact and is recorded with its words."""
    parties = agreement.parts.get("parties", {})
    return tuple(
        Finding(("parties", str(id_), "refusal"), message(N_("Write why it is not signed")))
        for id_, part in parties.items()
        if part.values.get("signature") == "refused" and not part.values.get("refusal")
    )


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """How much of what was promised or planned is done."""

    of: int = 0
    done: int = 0
    partly: int = 0
    failed: int = 0
    overdue: int = 0

    @property
    def share(self) -> int:
        """Percent done; what is done in part counts as half."""
        return round(100 * (self.done + self.partly / 2) / self.of) if self.of else 0


_DONE: Final = frozenset({"fulfilled", "done"})
_FAILED: Final = frozenset({"failed", "not_done"})


def fulfilment(marks: Iterable[tuple[Value, Value]], today: date) -> Fulfilment:
    """Counts over obligations or steps; `marks`: (mark, term) of each."""
    found = list(marks)
    done = sum(mark in _DONE for mark, _due in found)
    partly = sum(mark == "partly" for mark, _due in found)
    failed = sum(mark in _FAILED for mark, _due in found)
    late = sum(isinstance(due, date) and due < today and mark not in _DONE | _FAILED for mark, due in found)
    return Fulfilment(len(found), done, partly, failed, late)


def may_sign_themselves(age: int | None) -> bool:
    """Whether a child of this age is asked to sign too: from ten years, if they want."""
    return age is not None and age >= CHILD_SIGNS_FROM
