"""What is typed of a visit: one frozen value, so that undo, drafts and comparing are one line each.

Dates and times stay as they were typed until the visit is recorded: a date that is not understood is kept in the
draft too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from desktop.base.messages import Finding
from desktop.models import kinds
from desktop.models.drafts_of_acts import Given, GivenKind, Named, VisitDraft
from desktop.models.fields import Field, Value, fields_of
from desktop.models.snapshots import Snapshot
from desktop.models.support import MaterialAid, ServiceGiven
from desktop.models.visits import Visit
from desktop.rules.visits import DANGERS, HELD, NOBODY_FOUND

FIELDS: Mapping[str, Field] = {described.key: described for described in fields_of(Visit)}
GIVEN_FIELDS: Mapping[GivenKind, Mapping[str, Field]] = {
    "service_given": {described.key: described for described in fields_of(ServiceGiven)},
    "material_aid": {described.key: described for described in fields_of(MaterialAid)},
}
TYPED = ("visited_on", "came", "left", "next_on")
PLANNED, USUAL_KIND = "planned", "control"


@dataclass(frozen=True, slots=True)
class VisitState:
    """`next_on` None: as the rhythm proposes. `values`: choices, texts and answers by the key of their field."""

    visited_on: str = ""
    came: str = ""
    left: str = ""
    next_on: str | None = None
    values: Mapping[str, Value] = field(default_factory=dict)
    participants: tuple[Named, ...] = ()
    met: tuple[Named, ...] = ()
    children: Mapping[UUID, bool] = field(default_factory=dict)
    steps: Mapping[UUID, str] = field(default_factory=dict)  # step → mark
    given: tuple[Given, ...] = ()
    amends: UUID | None = None

    @property
    def outcome(self) -> str | None:
        """How the visit ended, as far as it is said."""
        found = self.values.get("outcome")
        return found if isinstance(found, str) else None

    @property
    def nobody_found(self) -> bool:
        """Whether nobody opened: then nobody was met and no child was seen."""
        return self.outcome == NOBODY_FOUND

    @property
    def danger_unseen(self) -> bool:
        """Whether danger could not be judged; at a visit that was held it always can."""
        outcome = self.outcome
        asked = outcome is not None and outcome not in HELD and bool(self.values.get("danger_unseen"))
        return asked or self.nobody_found

    def with_value(self, key: str, value: Value) -> VisitState:
        """The same with one answer changed; None or an empty text takes it away."""
        values = {own: kept for own, kept in self.values.items() if own != key}
        if value is not None and value not in ("", ()):
            values[key] = value
        return replace(self, values=values)


def begin(today: date, me: Named | None, kept: VisitState | None = None) -> VisitState:
    """A visit of which nothing is said yet; after «record and next» the date and the participants stay."""
    people = kept.participants if kept else (me,) if me else ()
    day = kept.visited_on if kept else f"{today:%d.%m.%Y}"
    return VisitState(visited_on=day, values={"planned": PLANNED, "kind": USUAL_KIND}, participants=people)


def read(key: str, typed: str, reader: kinds.Reader) -> Any:
    """What was typed as a day or a time; None for an empty line.

    Raises:
        Unreadable: says what is expected.
    """
    return kinds.from_text(FIELDS[key], typed, reader)


def unreadable(state: VisitState, reader: kinds.Reader) -> tuple[Finding, ...]:
    """Dates and times that no calendar and no clock has."""
    found = []
    for key in TYPED:
        try:
            read(key, getattr(state, key) or "", reader)
        except kinds.Unreadable as error:
            found.append(Finding((key,), error.message))
    return tuple(found)


def readable(state: VisitState, key: str, reader: kinds.Reader) -> Any:
    """The day or time, or None where it is empty or cannot be understood."""
    try:
        return read(key, getattr(state, key) or "", reader)
    except kinds.Unreadable:
        return None


def to_act(
    state: VisitState, reader: kinds.Reader, family: UUID, case: UUID | None, children: tuple[UUID, ...], next_on: date | None
) -> VisitDraft:  # fmt: skip
    """The visit as the act takes it; where nobody was found, what that means is filled in."""
    nobody = state.nobody_found
    unsaid = {"danger_unseen", *(DANGERS if state.danger_unseen else ()), *(("reason",) if state.outcome == "held" else ())}
    values = {key: value for key, value in state.values.items() if key not in unsaid}
    if state.danger_unseen:
        values["danger_unseen"] = True
    values |= {key: readable(state, key, reader) for key in ("came", "left")}
    values["next_on"] = next_on
    return VisitDraft(
        family, case, readable(state, "visited_on", reader), values,
        state.participants,
        () if nobody else state.met,
        {child: False if nobody else state.children.get(child) for child in children},
        {step: (mark, "") for step, mark in state.steps.items()},
        state.amends,
        () if nobody else state.given,
    )  # fmt: skip


def amending(visit: Snapshot, me: Named | None, staff: dict[UUID, tuple[str, str]]) -> VisitState:
    """An entry that adds to this visit: what it says stands, its texts are told anew."""
    values = visit.values
    kept = ("planned", "kind", "place", "outcome", "reason", "violence", "intoxication", "threat", "danger_unseen")
    parts = visit.parts
    day, next_on = values["visited_on"], values["next_on"]
    return VisitState(
        f"{day:%d.%m.%Y}" if isinstance(day, date) else "", str(values["came"] or ""), str(values["left"] or ""),
        f"{next_on:%d.%m.%Y}" if isinstance(next_on, date) else None,
        {key: values[key] for key in kept if values[key] is not None},
        tuple(_person(part, "staff_id", staff) for part in parts["participants"].values()) or ((me,) if me else ()),
        tuple(_person(part, "person_id", {}) for part in parts["met"].values()),
        {id_: bool(part.values["seen"]) for part in parts["children"].values() if (id_ := _of(part, "person_id"))},
        amends=visit.id,
    )  # fmt: skip


def _person(part: Snapshot, key: str, staff: dict[UUID, tuple[str, str]]) -> Named:
    id_ = _of(part, key)
    name, role = str(part.values.get("name") or ""), str(part.values.get("role") or "")
    if id_ is not None:
        known, position = staff.get(id_, (name, role))
        return Named(id_, name or known, role or position)
    agency = part.values.get("agency_id")
    return Named(None, name, role, agency if isinstance(agency, UUID) else None, str(part.values.get("authority") or ""))


def _of(part: Snapshot, key: str) -> UUID | None:
    found = part.values[key]
    return found if isinstance(found, UUID) else None


# Drafts


def to_json(state: VisitState) -> dict[str, Any]:
    """As it is kept in a draft."""
    return {
        "typed": {key: getattr(state, key) for key in TYPED},
        "values": {key: kinds.to_json(value) for key, value in state.values.items()},
        "participants": [_person_to_json(person) for person in state.participants],
        "met": [_person_to_json(person) for person in state.met],
        "children": {str(child): seen for child, seen in state.children.items()},
        "steps": {str(step): mark for step, mark in state.steps.items()},
        "given": [_given_to_json(one) for one in state.given],
        "amends": str(state.amends) if state.amends else None,
    }


def from_json(kept: Mapping[str, Any]) -> VisitState:
    """What `to_json` wrote; answers to questions that the program no longer asks are left out.

    Raises:
        KeyError, TypeError, ValueError: it is no draft of a visit.
    """
    typed = kept["typed"]
    values = {key: kinds.from_json(FIELDS[key], value) for key, value in kept["values"].items() if key in FIELDS}
    return VisitState(
        str(typed["visited_on"]), str(typed["came"]), str(typed["left"]),
        None if typed["next_on"] is None else str(typed["next_on"]),
        values,
        tuple(_person_from_json(person) for person in kept["participants"]),
        tuple(_person_from_json(person) for person in kept["met"]),
        {UUID(child): bool(seen) for child, seen in kept["children"].items()},
        {UUID(step): str(mark) for step, mark in kept["steps"].items()},
        tuple(_given_from_json(one) for one in kept.get("given", ())),
        UUID(kept["amends"]) if kept["amends"] else None,
    )  # fmt: skip


def _person_to_json(person: Named) -> list[str | None]:
    return [str(person.id) if person.id else None, person.name, person.role, str(person.agency or ""), person.authority]


def _person_from_json(kept: list[Any]) -> Named:
    id_, name, role, agency, authority = (*kept, "", "")[:5]
    return Named(UUID(id_) if id_ else None, str(name), str(role), UUID(agency) if agency else None, str(authority))


def _given_to_json(one: Given) -> list[Any]:
    return [one.kind, {key: kinds.to_json(value) for key, value in one.values.items()}]


def _given_from_json(kept: list[Any]) -> Given:
    kind, values = kept
    known = GIVEN_FIELDS[kind]
    return Given(kind, {key: kinds.from_json(known[key], value) for key, value in values.items() if key in known})
