"""Placements: a child with a carer, a family with its contact family, from the plan to the support afterwards.

The limit of wards is asked for a reason, never hidden; a contact family's notes stay with the placement and are no part
of any dossier, because they are never evidence against the family (S004, 004-18).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.base.places import resource
from desktop.models.base import Root
from desktop.models.care import Carer, Placement
from desktop.models.snapshots import Edit, Snapshot
from desktop.rules import care
from desktop.services.cards import change, create
from desktop.store import care as kept
from desktop.store.units import Unit

DATES = {
    "matched": "matched_on",
    "placed": "since",
    "ended": "till",
}  # what a state dates when nobody wrote a day


def save_placement(unit: Unit, edits: tuple[Edit, ...]) -> UUID:
    """Write a placement: the limit of the carer is watched, the rights are filled from the carer's powers.

    Raises:
        Conflict: it was changed since it was opened.
        Rejected: too many wards and no reason; a step that does not follow; something its state needs is not said.
    """
    edit = edits[0]
    values = edit.mine.values
    carer_id = values.get("carer_id")
    if not isinstance(carer_id, UUID):
        raise Rejected(Finding(("carer_id",), message(N_("Choose the carer or the contact family"))))
    wanted: list[tuple[type[Root], UUID, int | None]] = [
        (Carer, carer_id, None)
    ]  # locked: two acts never both take the last place
    if edit.base is not None:
        wanted.append((Placement, edit.mine.id, edit.base.version))
    claimed = unit.claim_all(wanted)
    carer = claimed[carer_id]
    assert isinstance(carer, Carer)  # noqa: S101  for the type checker
    facts = carer_facts(carer)
    _refuse(unit, edit, carer_id, facts)
    mine = edit.mine.with_values(**{**_dated(unit, edit), **_rights(edit.mine, facts)})
    if edit.base is None:
        return create(unit, mine, edit.fixed).id
    change(unit, claimed[mine.id], edit.base, mine)
    return mine.id


def carer_facts(carer: Carer) -> care.CarerFacts:
    """What the rules ask of a carer."""
    powers = {power: getattr(carer, column) for power, column in care.POWERS.items()}
    return care.CarerFacts(carer.kind, carer.state, carer.most_wards, carer.own_children, powers)


def _facts(values: Mapping[str, Any]) -> care.PlacementFacts:
    return care.PlacementFacts(
        values.get("kind"), values.get("state"), values.get("child_id") is not None, values.get("ended"), values.get("since"),
        values.get("till"), values.get("override_reason"),
    )  # fmt: skip


def _refuse(unit: Unit, edit: Edit, carer: UUID, facts: care.CarerFacts) -> None:
    before = edit.base.values if edit.base is not None else {}
    placement, was = _facts(edit.mine.values), _facts(before)
    found = list(care.lacking(placement, facts))
    if edit.base is not None and care.wrong_step(was.state, placement.state):
        said = N_("From this state it goes to the next one, into the family or to its end; a slip is mended one step back")
        found.append(Finding(("state",), message(said)))
    stays = was.takes_a_place and before.get("carer_id") == carer
    if placement.takes_a_place and not stays:
        others = kept.wards(unit.reading, carer, care.WITH_THE_CARER, care.CONTACT_FAMILY, edit.mine.id)
        over = care.over_limit(facts, others, unit.office.country, placement.override_reason)
        found += [over] if over else []
    if found:
        raise Rejected(*found)


def _dated(unit: Unit, edit: Edit) -> dict[str, Any]:
    key = DATES.get(str(edit.mine.values.get("state")))
    return {key: unit.today} if key and edit.mine.values.get(key) is None else {}


def _rights(mine: Snapshot, facts: care.CarerFacts) -> dict[str, str]:
    """The four lines, where nobody has written any of them yet."""
    columns = {who: f"rights_{who}" for who in care.RIGHTS}
    if mine.values.get("kind") in (None, care.CONTACT_FAMILY) or any(mine.values.get(key) for key in columns.values()):
        return {}
    words = tomllib.loads(resource("texts", "delimitation_ru.toml").read_text(encoding="utf-8"))
    return {columns[who]: said for who, said in care.delimitation(facts.powers or {}, words).items()}
