"""What a visit gave beside words: services, aid, specialists of agencies who came along, and what was observed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal
from uuid import UUID

from desktop.base.messages import _
from desktop.models.drafts_of_acts import Given, GivenKind, Named
from desktop.models.kinds import to_text
from desktop.presenters.visit_state import GIVEN_FIELDS, VisitState
from desktop.services.desk import Desk

OBSERVED: Final = ("housing", "hygiene", "food", "adults_state", "children_state")
Row = tuple[Literal["given", "partner"], int]  # what the line is, and its place among its like


@dataclass(frozen=True, slots=True)
class GivenLine:
    """A line of the small table."""

    key: Row
    kind: str
    words: str
    whom: str
    step: str


def given_words(kind: str, values: Mapping[str, Any], desk: Desk) -> str:
    """«Clothes: school uniform, 2 pieces, 4,200.00»."""
    fields = GIVEN_FIELDS["material_aid" if kind == "material_aid" else "service_given"]

    def said(key: str) -> str:
        return to_text(fields[key], values.get(key), desk.reader) if key in fields else ""

    words = ": ".join(word for word in (said("kind"), said("name")) if word)
    if kind == "material_aid":
        quantity = " ".join(word for word in (said("quantity"), said("unit")) if word)
        return ", ".join(word for word in (words, quantity, said("total")) if word)
    minutes = _("{n} min").format(n=values["minutes"]) if values.get("minutes") else ""
    return ", ".join(word for word in (words, minutes, said("result")) if word)


def agency_name(desk: Desk, id_: object) -> str:
    """An agency of the directory by id."""
    return next((name for known, name, _sphere in desk.agencies if known == id_), "")


def lines(state: VisitState, desk: Desk, people: Mapping[UUID, str], steps: Mapping[UUID, str]) -> tuple[GivenLine, ...]:
    """Everything that was given, then who came along from agencies."""
    kinds = {"service_given": _("service"), "material_aid": _("aid")}
    found = [
        GivenLine(
            ("given", at), kinds[one.kind], given_words(one.kind, one.values, desk),
            _named(people, one.values.get("person_id")), _named(steps, one.values.get("step_id")),
        )
        for at, one in enumerate(state.given)
    ]  # fmt: skip
    for at, person in enumerate(partners(state)):
        words = ", ".join(word for word in (person.name, person.role, agency_name(desk, person.agency)) if word)
        found.append(GivenLine(("partner", at), _("came along"), words, person.authority, ""))
    return tuple(found)


def _named(names: Mapping[UUID, str], id_: object) -> str:
    return names.get(id_, "") if isinstance(id_, UUID) else ""


def partners(state: VisitState) -> tuple[Named, ...]:
    """Specialists of agencies who came along."""
    return tuple(person for person in state.participants if person.partner)


def with_given(state: VisitState, one: Given, at: int | None = None) -> VisitState:
    """A service or aid more, or another one at its place."""
    found = list(state.given)
    if at is None:
        found.append(one)
    else:
        found[at] = one
    return replace(state, given=tuple(found))


def with_partner(state: VisitState, person: Named, at: int | None = None) -> VisitState:
    """One more who came along, or another one at this place."""
    others = tuple(one for one in state.participants if not one.partner)
    found = list(partners(state))
    if at is None:
        found.append(person)
    else:
        found[at] = person
    return replace(state, participants=(*others, *found))


def without(state: VisitState, row: Row) -> VisitState:
    """A line taken out."""
    what, at = row
    if what == "given":
        return replace(state, given=tuple(one for n, one in enumerate(state.given) if n != at))
    gone = partners(state)[at]
    return replace(state, participants=tuple(one for one in state.participants if one is not gone))


def given_at(state: VisitState, row: Row) -> Given | None:
    """The service or aid of a line; None for a specialist."""
    return state.given[row[1]] if row[0] == "given" and row[1] < len(state.given) else None


def blank_given(kind: GivenKind) -> Given:
    """Nothing said yet."""
    return Given(kind, {"urgent": False} if kind == "material_aid" else {})
