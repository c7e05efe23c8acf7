"""Who leads a case: the load of a specialist, and somebody constant through the whole of it.

The technology lets a specialist patronise two families at once (S002); the SOS model wants at least one specialist
constant from start to end (004-07). Both are said and a reason is asked; neither stops the office.
"""

from __future__ import annotations

from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.models.snapshots import Edit, Snapshot
from desktop.services.cards import save_cards
from desktop.services.definitions_kept import pathway
from desktop.services.families import PATHWAY
from desktop.store import families as kept
from desktop.store.units import Reading, Unit

_LIMIT = "active_families"


def load_of(reading: Reading, curator: UUID, but: UUID | None = None, key: str = "") -> int:
    """How many other families this specialist patronises now, under this pathway or at all."""
    return kept.active_load(reading, curator, but, key)


def check_load(
    reading: Reading, curator: UUID | None, family: UUID | None = None, key: str = PATHWAY, version: int = 0
) -> Finding | None:
    """What is to be said when this specialist takes one more family under this pathway; a reason is written beside it.

    Each pathway has its own limit: two families of social patronage, twelve of home visiting, none where it names none.
    """
    most = _limit(reading, key, version)
    if curator is None or most is None or (standing := load_of(reading, curator, family, key)) < most:
        return None
    said = N_("This specialist patronises {count} families already, the technology says at most {most}: write why")
    return Finding(("curator_reason",), message(said, count=standing, most=most), blocks=False)


def _limit(reading: Reading, key: str, version: int) -> int | None:
    try:
        return pathway(reading, key, version).limit(_LIMIT)
    except KeyError:  # a case brought from an office that has it: nothing is known of its limits here
        return None


def write_family_card(unit: Unit, edits: tuple[Edit, ...]) -> UUID:
    """Save the family and its case; another curator, a third family or a change of the constant specialist asks a reason.

    Raises:
        Conflict: somebody saved one of them since it was opened.
        Rejected: the reason is not written, or a box stands empty without which the record cannot be kept.
    """
    for edit in edits:
        if edit.mine.kind == "case" and edit.base is not None:
            _ask_reason(unit, edit.base, edit.mine)
    return save_cards(unit, *edits)


def _ask_reason(unit: Unit, base: Snapshot, mine: Snapshot) -> None:
    reason = str(mine.values.get("curator_reason") or "").strip()
    if reason and reason != str(base.values.get("curator_reason") or "").strip():
        return
    before, after = base.values.get("curator_id"), mine.values.get("curator_id")
    begins = mine.values.get("status") in kept.PATRONISED and base.values.get("status") not in kept.PATRONISED
    if isinstance(after, UUID) and (after != before or begins) and mine.values.get("status") in kept.PATRONISED:
        family = kept.family_of_case(unit.reading, mine.id)
        key, edition = str(mine.values.get("pathway") or PATHWAY), mine.values.get("pathway_version")
        over = check_load(unit.reading, after, family, key, edition if isinstance(edition, int) else 0)
        if over is not None:
            raise Rejected(Finding(over.path, over.message))
    if before is not None and after != before:
        said = N_("The curator of this case changes: write why, the family loses somebody it knows")
        raise Rejected(Finding(("curator_reason",), message(said)))
    if _constant(base) and not _constant(mine):
        said = N_("Nobody in the team is constant any more: name one specialist who stays, or write why")
        raise Rejected(Finding(("curator_reason",), message(said)))


def _constant(case: Snapshot) -> set[object]:
    """Specialists who stay through the whole case, as far as they have not left it."""
    return {
        member.values.get("staff_id") or member.values.get("name") or member.id
        for member in case.parts.get("team", {}).values()
        if member.values.get("constant") and member.values.get("till") is None
    }
