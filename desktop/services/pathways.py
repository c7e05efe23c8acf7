"""The pathway of a case: a new episode of work under a chosen one, changing it with a reason, what its stages left."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.models.cases import Case, StagePeriod
from desktop.models.definitions import Pathway
from desktop.models.families import Family
from desktop.models.lists import ENDED
from desktop.services.definitions_kept import pathway
from desktop.services.families import NewFamily, open_case
from desktop.store import pathways as kept
from desktop.store.units import Reading, Unit

UNDER_OBSERVATION = "observation"  # kind of patronage and status of a case


def open_episode(
    unit: Unit, family: UUID, version: int | None, key: str, *, curator: UUID | None, opened_on: date | None = None
) -> UUID:
    """Begin a new episode of work with a family whose last case is closed; returns the family.

    Raises:
        Conflict: the family was changed since it was opened.
        Rejected: a case of the family is open, or there is no such pathway.
    """
    unit.claim(Family, family, version)
    if opened_on is not None and opened_on > unit.today:
        raise Rejected(Finding(("opened_on",), message(N_("This day has not come yet"))))
    if kept.open_case(unit.reading, family) is not None:
        raise Rejected(Finding((), message(N_("A case of this family is open: close it first"))))
    open_case(unit, family, NewFamily("", opened_on=opened_on, curator=curator, pathway=key))
    return family


def change_pathway(unit: Unit, case_id: UUID, version: int, key: str, reason: str) -> UUID:
    """Go on under another pathway, or its newest edition; returns the family.

    Stages that both pathways know keep their periods; those that the new one does not know end today.

    Raises:
        Conflict: the case was changed since it was opened.
        Rejected: no reason, the pathway is this one already, there is no such one, or the case is closed.
    """
    case = unit.claim(Case, case_id, version)
    if not reason.strip():
        raise Rejected(Finding(("pathway_reason",), message(N_("Write why the pathway is changed"))))
    if case.closed_on is not None or case.status in ENDED:
        raise Rejected(Finding((), message(N_("This case is closed: open a new one under the other pathway"))))
    try:
        after = pathway(unit.reading, key)
    except KeyError:
        raise Rejected(Finding(("pathway",), message(N_("There is no such pathway in this office")))) from None
    if (case.pathway, case.pathway_version) == (after.key, after.version):
        raise Rejected(Finding(("pathway",), message(N_("The case follows this pathway already"))))
    case.pathway, case.pathway_version, case.pathway_reason = after.key, after.version, reason.strip()
    case.patronage = after.patronage or case.patronage
    if UNDER_OBSERVATION in (after.patronage, case.status):
        case.status = UNDER_OBSERVATION if after.patronage == UNDER_OBSERVATION else "active"
    _carry_stages(unit, case, after)
    return case.family_id


def _carry_stages(unit: Unit, case: Case, after: Pathway) -> None:
    for period in case.stages:
        if period.closed_on is None and after.stage(period.stage) is None:
            period.closed_on = unit.today
    if not any(period.closed_on is None for period in case.stages):
        first = after.stages[0].code
        unit.add(StagePeriod(id=unit.new_id(), case_id=case.id, stage=first, opened_on=unit.today))


def made(reading: Reading, family: UUID, case: UUID) -> frozenset[str]:
    """Codes of what the stages of this case have left so far: forms, agreements, maps, visits and so on."""
    return kept.made(reading, family, case)
