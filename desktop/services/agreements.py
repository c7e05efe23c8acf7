"""Agreements and plans: made, signed, ended; steps changed by new versions with their reason."""

from __future__ import annotations

import tomllib
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.base.places import resource
from desktop.models.agreements import Agreement
from desktop.models.families import Family
from desktop.models.plans import PlanVersion
from desktop.models.snapshots import Edit, Snapshot
from desktop.services.cards import change, create
from desktop.store import agreements as kept
from desktop.store import numbers
from desktop.store.units import Reading, Unit

AGREEMENT_NUMBER = "{number}/{year}"


def save_agreement(unit: Unit, edit: Edit) -> UUID:
    """Write an agreement; a new one is numbered.

    Raises:
        Conflict: it was changed since it was opened.
        Rejected: it is signed: what was signed is not rewritten, only marked as fulfilled or ended.
    """
    if edit.base is None:
        row = create(unit, edit.mine, edit.fixed)
        numbers.give(unit, row, "number", "agreements", AGREEMENT_NUMBER)
        return row.id
    row = unit.claim(Agreement, edit.mine.id, edit.base.version)
    if row.state != "draft":
        _only_marks(edit.base, edit.mine)
    change(unit, row, edit.base, edit.mine)
    return row.id


_MARKS = frozenset({"state", "signed_on", "ended_on", "end_reason"})
_MARKS_OF_PARTS = {
    "obligations": frozenset({"state", "marked_on", "note"}),
    "parties": frozenset({"signature", "signed_on"}),
}


def _only_marks(base: Snapshot, mine: Snapshot) -> None:
    changed = {key for key, value in mine.values.items() if value != base.values.get(key)}
    for name, parts in mine.parts.items():
        before = base.parts.get(name, {})
        if set(parts) != set(before):
            changed.add(name)
        for id_, part in parts.items():
            if id_ in before:
                differs = {key for key, value in part.values.items() if value != before[id_].values.get(key)}
                changed |= differs - _MARKS_OF_PARTS.get(name, frozenset())
    if changed - _MARKS:
        raise Rejected(
            Finding((), message(N_("A signed agreement is not rewritten: end it and make a new one")))
        )


def sign_agreement(unit: Unit, agreement_id: UUID, version: int) -> UUID:
    """The parties signed: from now on only fulfilment is marked.

    Raises:
        Conflict: it was changed since it was opened.
        Rejected: nobody of the family is named, or nothing is promised.
    """
    row = unit.claim(Agreement, agreement_id, version)
    if not any(party.side == "family" for party in row.parties):
        raise Rejected(Finding(("parties",), message(N_("Name who signs for the family"))))
    if not row.obligations:
        raise Rejected(Finding(("obligations",), message(N_("Write at least one obligation"))))
    row.state, row.signed_on = "signed", row.signed_on or unit.today
    row.made_on = row.made_on or unit.today
    for party in row.parties:
        if party.signature is None:
            party.signature, party.signed_on = "signed", row.signed_on
    return row.family_id


def end_agreement(unit: Unit, agreement_id: UUID, version: int, reason: str) -> UUID:
    """End it before or at its term, with the reason.

    Raises:
        Conflict: it was changed since it was opened.
        Rejected: no reason is given.
    """
    if not reason.strip():
        raise Rejected(Finding(("end_reason",), message(N_("Write why it ends"))))
    row = unit.claim(Agreement, agreement_id, version)
    row.state, row.ended_on, row.end_reason = "ended", unit.today, reason.strip()
    return row.family_id


def save_plan(unit: Unit, edit: Edit, reason: str = "") -> UUID:
    """Write the plan. A changed plan is a new version: who changed it and why stays, marks go on in the new one.

    Raises:
        Conflict: the plan was changed since it was opened.
        Rejected: a change of a plan that is being carried out needs its reason.
    """
    if edit.base is None:
        family = edit.fixed.get("family_id")
        edition = 1
        if isinstance(family, UUID):
            unit.claim(Family, family, None)  # two first plans at once wait for each other: one is set aside
            edition = kept.editions(unit.reading, family) + 1
            _set_aside(unit, family)
        fixed = {**edit.fixed, "edition": edition, "current": True}
        return create(unit, _authored(edit.mine, unit.actor.id, reason), fixed).id
    standing = unit.claim(PlanVersion, edit.mine.id, edit.base.version)
    if _same_steps(edit.base, edit.mine):
        change(unit, standing, edit.base, edit.mine)
        return standing.id
    if not reason.strip():
        raise Rejected(Finding(("reason",), message(N_("Write why the plan is changed"))))
    standing.current = False
    parts = {unit.new_id(): part for part in edit.mine.parts["steps"].values()}
    steps = {id_: Snapshot("step", id_, 0, part.values) for id_, part in parts.items()}
    mine = Snapshot("plan_version", unit.new_id(), 0, edit.mine.values, {"steps": steps})
    fixed = {
        "family_id": standing.family_id, "case_id": standing.case_id, "edition": standing.edition + 1, "current": True,
    }  # fmt: skip
    return create(unit, _authored(mine, unit.actor.id, reason), fixed).id


def _set_aside(unit: Unit, family: UUID) -> None:
    """A family has one plan in work: the others stay as versions."""
    for plan in kept.plans(unit.reading, family):
        row = unit.claim(PlanVersion, plan.id, None)
        if row.current:
            row.current = False


def _authored(plan: Snapshot, author: UUID | None, reason: str) -> Snapshot:
    return plan.with_values(author_id=author, reason=reason.strip() or None)


_STEP_MARKS = frozenset({"mark", "marked_on", "reason"})


def _same_steps(base: Snapshot, mine: Snapshot) -> bool:
    before, after = base.parts.get("steps", {}), mine.parts.get("steps", {})
    if set(before) != set(after) or any(
        mine.values[k] != v for k, v in base.values.items() if k in ("goal", "since", "till")
    ):
        return False
    return all(
        part.values[key] == before[id_].values[key]
        for id_, part in after.items()
        for key in part.values
        if key not in _STEP_MARKS
    )


def write_agreement(unit: Unit, edits: tuple[Edit, ...]) -> UUID:
    """`save_agreement` in the shape of a `SaveAct`."""
    return save_agreement(unit, edits[0])


def write_plan(unit: Unit, edits: tuple[Edit, ...]) -> UUID:
    """`save_plan` in the shape of a `SaveAct`; the reason is typed on the form."""
    return save_plan(unit, edits[0], str(edits[0].mine.values.get("reason") or ""))


def texts(kind: str, language: str = "ru") -> dict[str, str]:
    """What a new agreement of this kind says until somebody writes better; Russian where the language has none."""
    path = resource("texts", f"agreements_{language}.toml")
    kept_texts = tomllib.loads((path if path.exists() else resource("texts", "agreements_ru.toml")).read_text("utf-8"))
    return {**kept_texts.get("every", {}), **kept_texts.get(kind, {})}


def agreements_of(reading: Reading, family: UUID) -> tuple[Snapshot, ...]:
    """Every agreement of the family, newest first."""
    return kept.of_family(reading, family)


def plans_of(reading: Reading, family: UUID) -> tuple[Snapshot, ...]:
    """Every version of the plan, the current one first."""
    return kept.plans(reading, family)
