"""The log of visits as it is read: a line of the table, and one visit with everything that was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from desktop.base.messages import N_, _
from desktop.models.drafts_of_acts import Named
from desktop.models.family_page import FamilyPage, VisitRow
from desktop.models.kinds import to_text
from desktop.models.snapshots import Snapshot
from desktop.presenters.offers import full_name
from desktop.presenters.visit_given import OBSERVED, agency_name, given_words
from desktop.presenters.visit_state import FIELDS
from desktop.presenters.visit_words import colleague, lasted, weekday
from desktop.rules.visits import DANGERS, HELD, NOBODY_FOUND
from desktop.services.desk import Desk

Tone = Literal["plain", "accent", "green", "amber", "red"]
_GIVEN = (("service_given", N_("Services given")), ("material_aid", N_("Material aid")))
_TEXTS = ("purpose", "observations", "done", "recommendations", "danger_note", "resistance")


@dataclass(frozen=True, slots=True)
class LogLine:
    """One visit in the log: (words, tone) of each cell."""

    id: UUID
    day: str
    outcome: tuple[str, Tone]
    brief: str
    worker: str
    seen: tuple[str, Tone]
    dangers: tuple[str, Tone]


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a visit that is read: what is said and of what."""

    label: str
    words: str
    tone: Tone = "plain"


def line(row: VisitRow, desk: Desk, days: Mapping[UUID, date]) -> LogLine:
    """The visit as a line of the log; `days`: of every visit, for entries that add to one."""
    outcome = desk.caption("visit_outcomes", row.outcome)
    tone: Tone = "green" if row.outcome in HELD else "amber"
    brief = row.brief
    if row.outcome == NOBODY_FOUND and row.attempt > 1:
        outcome = _("{outcome} · time {n}").format(outcome=outcome, n=row.attempt)
    if row.amends is not None:
        day = days.get(row.amends)
        added = _("added to the visit of {day}").format(day=f"{day:%d.%m.%Y}" if day else "?")
        brief, tone = f"{added}: {brief}" if brief else added, "plain"
    seen = _("{seen} of {all}").format(seen=row.seen, all=row.children) if row.children else ""
    dangers = ", ".join(desk.caption("alert_kinds", key) for key in row.dangers)
    return LogLine(
        row.id, f"{row.visited_on:%d.%m.%Y}", (outcome, tone), brief, row.worker,
        (seen, "red" if row.children and not row.seen else "plain"), (dangers, "red"),
    )  # fmt: skip


def lines(log: tuple[VisitRow, ...], desk: Desk) -> tuple[LogLine, ...]:
    """The whole log, newest first."""
    days = {row.id: row.visited_on for row in log}
    return tuple(line(row, desk, days) for row in log)


def told(
    visit: Snapshot, desk: Desk, page: FamilyPage | None, steps: Mapping[UUID, str], given: Sequence[Snapshot] = ()
) -> tuple[Fact, ...]:
    """Everything that was written of a visit, in the order of the form; what is empty is left out."""
    names = {member.person.id: full_name(member) for member in page.members} if page else {}
    found = [
        Fact(_("Date and time"), _when(visit)),
        _plain(visit, desk, "outcome"),
        _plain(visit, desk, "reason"),
        Fact(_("Kind"), _joined(_plain(visit, desk, key).words for key in ("planned", "kind", "place", "functions"))),
        Fact(_("Participants"), _people(visit, "participants", "staff_id", names, desk)),
        Fact(_("Whom they met"), _people(visit, "met", "person_id", names, desk)),
        *_children(visit, names),
        *_dangers(visit, desk),
        Fact(_("Observed"), _observed(visit, desk)),
        *(_plain(visit, desk, key) for key in _TEXTS),
        *(Fact(_(words), _given(given, kind, desk)) for kind, words in _GIVEN),
        _plain(visit, desk, "trust"),
        Fact(_("Steps of the plan"), _steps(visit, desk, steps)),
        _plain(visit, desk, "next_on"),
        _plain(visit, desk, "signed"),
    ]
    return tuple(fact for fact in found if fact.words)


def _observed(visit: Snapshot, desk: Desk) -> str:
    said = (_plain(visit, desk, key) for key in OBSERVED)
    return "; ".join(f"{fact.label}: {fact.words}" for fact in said if fact.words)


def _given(given: Sequence[Snapshot], kind: str, desk: Desk) -> str:
    return "; ".join(given_words(one.kind, one.values, desk) for one in given if one.kind == kind)


def title(visit: Snapshot, desk: Desk) -> str:
    """«Visit No. 7/2026, 17.11.2026 · Asanova G. M.»."""
    day, worker = visit.values["visited_on"], visit.values["worker_id"]
    who = desk.staff.get(worker, ("", ""))[0] if isinstance(worker, UUID) else ""
    text = _("Visit No. {number}, {day}") if visit.values["number"] else _("Visit of {day}")
    words = text.format(number=visit.values["number"], day=f"{day:%d.%m.%Y}" if isinstance(day, date) else "?")
    return f"{words} · {who}" if who else words


def _plain(visit: Snapshot, desk: Desk, key: str) -> Fact:
    return Fact(_(FIELDS[key].label), to_text(FIELDS[key], visit.values[key], desk.reader))


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)


def _when(visit: Snapshot) -> str:
    day, came, left = (visit.values[key] for key in ("visited_on", "came", "left"))
    words = f"{day:%d.%m.%Y}, {weekday(day)}" if isinstance(day, date) else ""
    hours = " \u2013 ".join(str(clock) for clock in (came, left) if clock)
    return " · ".join(part for part in (words, hours, lasted(came, left)) if part)


def _people(visit: Snapshot, parts: str, key: str, names: Mapping[UUID, str], desk: Desk) -> str:
    found = []
    for part in visit.parts[parts].values():
        id_ = part.values[key]
        person = Named(id_ if isinstance(id_, UUID) else None, str(part.values["name"] or ""), str(part.values.get("role") or ""))
        known = names.get(person.id) or desk.staff.get(person.id, ("", ""))[0] if person.id else ""
        agency = agency_name(desk, part.values.get("agency_id"))
        more = (person.role, agency, str(part.values.get("authority") or ""))
        found.append(colleague(known or person.name or "?", ", ".join(word for word in more if word)))
    return ", ".join(found)


def _children(visit: Snapshot, names: Mapping[UUID, str]) -> tuple[Fact, ...]:
    seen: dict[bool, list[str]] = {True: [], False: []}
    for part in visit.parts["children"].values():
        id_ = part.values["person_id"]
        seen[bool(part.values["seen"])].append(names.get(id_, "?") if isinstance(id_, UUID) else "?")
    return (
        Fact(_("Children seen"), ", ".join(seen[True])),
        Fact(_("Children not seen"), ", ".join(seen[False]), "red"),
    )


def _dangers(visit: Snapshot, desk: Desk) -> tuple[Fact, ...]:
    if visit.values["danger_unseen"]:
        return (Fact(_("Danger"), _("could not be judged: nobody was seen"), "amber"),)
    said = {key: visit.values[key] for key in DANGERS}
    if not any(said.values()):
        return (Fact(_("Danger"), _("no signs") if all(v is False for v in said.values()) else ""),)
    return (Fact(_("Danger"), ", ".join(desk.caption("alert_kinds", k) for k, v in said.items() if v), "red"),)


def _steps(visit: Snapshot, desk: Desk, steps: Mapping[UUID, str]) -> str:
    found = []
    for id_, part in visit.parts["steps"].items():
        mark = desk.caption("step_marks", str(part.values["mark"] or ""))
        words = steps.get(id_, "")
        found.append(f"{words}: {mark}" if words else mark)
    return "; ".join(found)
