"""Conflict maps: dated versions of each conflict of a family, and the way from an option to a step of the plan.

A draft is rewritten in place; what is finished or printed stays as it was, and the next save begins a new version.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, _, message
from desktop.models.base import Root
from desktop.models.conflict_data import (
    ConflictData,
    ConflictRow,
    ConflictVersion,
    CurvePoint,
    StepMark,
)
from desktop.models.conflicts import ConflictMap
from desktop.models.plans import PlanRow, PlanVersion
from desktop.models.snapshots import Edit, Snapshot
from desktop.rules.conflicts import curve
from desktop.rules.plans import MONTHLY, STAGE_PLANS, lasting, period_end
from desktop.services.cards import blank
from desktop.services.map_versions import day_kept, save_version, wanted_and_before, went_to_paper
from desktop.services.plans import plans_of, save_plan
from desktop.store import conflicts as kept
from desktop.store.units import Reading, Unit

STRONGEST: Final = 10
NO_PLAN: Final = N_("This family has no plan in work yet: begin one, then the step can stand in it")
_WORDS: Final = 1000  # of a step
_EXPECTED: Final = 500
_HELPER: Final = 200


@dataclass(frozen=True, slots=True)
class ConflictsRead:
    """All conflicts of a family, the version that was wanted with its sisters, and the one before it."""

    conflicts: tuple[ConflictRow, ...] = ()
    versions: tuple[ConflictVersion, ...] = ()  # of the conflict that is open, newest first
    data: ConflictData | None = None
    before: ConflictData | None = None
    curve: tuple[CurvePoint, ...] = ()
    steps: Mapping[UUID, StepMark] = field(default_factory=dict)
    has_plan: bool = False


def conflicts_of(reading: Reading, family: UUID) -> tuple[ConflictRow, ...]:
    """Each conflict by its newest version; those drawn last come first."""
    newest: dict[UUID, list[ConflictVersion]] = {}
    for version in kept.versions(reading, family):
        newest.setdefault(version.conflict, []).append(version)
    return tuple(ConflictRow(found[0], len(found)) for found in newest.values())


def open_conflict(reading: Reading, id_: UUID) -> ConflictData | None:
    """One version as a value."""
    return kept.open_conflict(reading, id_)


def newest_conflicts(reading: Reading, family: UUID) -> tuple[ConflictsRead, ...]:
    """The newest version of every conflict with its curve and the marks of its steps: what a dossier prints."""
    all_ = kept.versions(reading, family)
    opened = kept.open_conflicts(reading, [one.id for one in all_])
    newest: dict[UUID, list[ConflictData]] = {}
    for one in all_:
        newest.setdefault(one.conflict, []).append(opened[one.id])
    steps = kept.step_marks(reading, [o.step for mine in newest.values() for o in mine[0].options if o.step])
    return tuple(ConflictsRead(data=mine[0], curve=curve(mine), steps=steps) for mine in newest.values())


def read_conflicts(reading: Reading, family: UUID, version: UUID | None = None, *, conflict: UUID | None = None) -> ConflictsRead:
    """A version, or the newest one of a conflict (of the conflict drawn last when none is named), with what is around it."""
    all_ = kept.versions(reading, family)
    named = next((one for one in all_ if one.id == version), None)
    of = named.conflict if named is not None else conflict
    if of is None and version is None and all_:
        of = all_[0].conflict
    mine = tuple(one for one in all_ if one.conflict == of)
    wanted, before = wanted_and_before([one.id for one in mine], version)
    opened = kept.open_conflicts(reading, [one.id for one in mine])
    data = opened.get(wanted) if wanted is not None else None
    steps = kept.step_marks(reading, [one.step for one in data.options if one.step] if data else ())
    plans = plans_of(reading, family)
    return ConflictsRead(
        conflicts_of(reading, family), mine, data, opened.get(before) if before is not None else None,
        curve(tuple(opened.values())), steps, any(row.current for row in plans),
    )  # fmt: skip


def first_conflict(family: UUID, id_: UUID, conflict: UUID, today: date) -> ConflictData:
    """A new conflict of the family: nothing is known of it yet but its day."""
    return ConflictData(id_, family, conflict, "", today)


# Saving


def save_conflict(unit: Unit, data: ConflictData, *, final: bool = False) -> UUID:
    """Keep the map. A draft is rewritten in place; a finished or printed one stays, and a new version begins.

    Raises:
        Conflict: somebody saved this version since it was opened.
        Rejected: a day is in the future, an intensity is not 0 to 10.
    """
    data = whole(data)
    data = replace(data, drawn_on=day_kept(unit, ConflictMap, data))
    _refuse(unit, data)
    head = {"conflict": data.conflict, **kept.head_values(data)}
    return save_version(unit, ConflictMap, data, head, kept.part_values(data), final=final).id


def mark_printed(unit: Unit, id_: UUID, version: int | None = None) -> UUID:
    """The version went to paper: it is finished, and stays as it was printed.

    Raises:
        Conflict: somebody saved it since it was opened.
    """
    return went_to_paper(unit, unit.claim(ConflictMap, id_, version), unit.today)


def remove_conflict(unit: Unit, id_: UUID, version: int) -> UUID:
    """Take a version that nobody finished off the list.

    Raises:
        Conflict: somebody saved it since it was opened.
        Rejected: it is finished or printed.
    """
    row = unit.claim(ConflictMap, id_, version)
    if row.final or row.printed_on:
        raise Rejected(Finding((), message(N_("What was finished or printed stays; only a draft can be taken away"))))
    row.removed = True
    return row.id


def whole(data: ConflictData) -> ConflictData:
    """The map without what hangs in the air: needs, relations and joins of parties that are not there any more."""
    ids = {party.id for party in data.parties}
    return replace(
        data,
        parties=tuple(
            replace(party, joined_to=None) if party.joined_to not in ids - {party.id} else party for party in data.parties
        ),
        needs=tuple(need for need in data.needs if need.party in ids),
        relations=tuple(one for one in data.relations if {one.source, one.target} <= ids),
        agreements=tuple(
            replace(one, parties=tuple(id_ for id_ in one.parties if id_ in ids)) for one in data.agreements
        ),
    )  # fmt: skip


def _refuse(unit: Unit, data: ConflictData) -> None:
    if data.drawn_on > unit.today:
        raise Rejected(Finding(("drawn_on",), message(N_("The map is dated in the future"))))
    if data.began_on is not None and data.began_on.earliest > unit.today:
        raise Rejected(Finding(("began_on",), message(N_("The conflict cannot begin in the future"))))
    if any(one.on > unit.today for one in data.readings):
        raise Rejected(Finding(("readings",), message(N_("Intensity is noted for days that have passed"))))
    measured = [data.intensity, *(r.intensity for r in data.readings), *(r.intensity for r in data.relations)]
    if any(not 0 <= one <= STRONGEST for one in measured if one is not None):
        raise Rejected(Finding(("intensity",), message(N_("Intensity goes from 0 to 10"))))


# From an option to the plan


@dataclass(frozen=True, slots=True)
class StepWanted:
    """The words and the day of the step; who answers is said in the plan."""

    words: str
    until: date | None = None
    who: str = ""
    expected: str = ""


def option_to_step(unit: Unit, data: ConflictData, option: UUID, *, begin: bool = False) -> UUID:
    """The option becomes a step of the family's plan in work, and the map remembers which; one act for both.

    With `begin` a family without a plan gets one of a month that begins with this step.

    Raises:
        Conflict: somebody saved the map or the plan since.
        Rejected: the option is not on the map or has a step already; there is no plan in work.
    """
    chosen = next((one for one in data.options if one.id == option), None)
    if chosen is None or not chosen.words.strip():
        raise Rejected(Finding(("options",), message(N_("Say first what the option is"))))
    if chosen.step is not None:
        raise Rejected(Finding(("options",), message(N_("This option stands in the plan already"))))
    expected = _("The conflict grows calmer: {issue}").format(issue=data.issue.strip() or data.subject.strip())
    wanted = StepWanted(chosen.words, chosen.until, chosen.who, expected)
    step = _into_plan(unit, data, wanted, begin=begin)
    state = "agreed" if chosen.state in ("proposed", "discussed") else chosen.state
    new = replace(chosen, step=step, state=state, decided_on=chosen.decided_on or unit.today)
    options = tuple(new if one.id == option else one for one in data.options)
    return save_conflict(unit, replace(data, options=options))


def _into_plan(unit: Unit, data: ConflictData, wanted: StepWanted, *, begin: bool) -> UUID:
    plan = plan_in_work(plans_of(unit.reading, data.family))
    if plan is None:
        if not begin:
            raise Rejected(Finding(("plan",), message(NO_PLAN)))
        return _first_plan(unit, data, wanted)
    roots: list[tuple[type[Root], UUID, int | None]] = [(PlanVersion, plan.plan.id, plan.plan.version)]
    if data.version and not data.final:
        roots.append((ConflictMap, data.id, data.version))
    unit.claim_all(roots)  # in the order of their ids, whichever window asks first
    steps = plan.plan.parts["steps"]
    known = {lasting(id_, step) for id_, step in steps.items()}
    new = _step(unit, wanted)
    mine = plan.plan.with_parts("steps", {**steps, new.id: new})
    reason = _("From the conflict map: {words}").format(words=wanted.words.strip())
    made = save_plan(unit, Edit(plan.plan, mine), reason[:_EXPECTED])
    return _made_step(unit, data.family, made, known)


def plan_in_work(plans: tuple[PlanRow, ...]) -> PlanRow | None:
    """The plan a new step belongs to: of the month or by result, otherwise the family's programme."""
    current = [row for row in plans if row.current]
    return min(current, key=_how_special, default=None)


def _how_special(row: PlanRow) -> tuple[bool, bool]:
    values = row.plan.values
    return values["kind"] not in STAGE_PLANS, values["person_id"] is not None


def _first_plan(unit: Unit, data: ConflictData, wanted: StepWanted) -> UUID:
    since = unit.today
    plan = blank("plan_version", unit.new_id(), kind=MONTHLY, since=since, till=period_end(MONTHLY, since), goal=wanted.expected)
    new = _step(unit, wanted)
    made = save_plan(unit, Edit(None, plan.with_parts("steps", {new.id: new}), {"family_id": data.family}))
    return _made_step(unit, data.family, made, set())


def _step(unit: Unit, wanted: StepWanted) -> Snapshot:
    return blank(
        "step", unit.new_id(), words=wanted.words.strip()[:_WORDS], due_on=wanted.until,
        helper=wanted.who.strip()[:_HELPER] or None, expected=wanted.expected[:_EXPECTED] or None, mark="not_due",
    )  # fmt: skip


def _made_step(unit: Unit, family: UUID, plan: UUID, known: set[UUID]) -> UUID:
    """The lasting id of the step that was not in the plan before."""
    unit.session.flush()
    row = next(one for one in plans_of(unit.reading, family) if one.plan.id == plan)
    steps = row.plan.parts["steps"]
    return next(found for id_, step in steps.items() if (found := lasting(id_, step)) not in known)
