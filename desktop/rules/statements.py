"""Statements compared: which contradict each other or the card, and what accepting one does to the others.

The method asks for «comparison of information from various sources» (S002, stage 3). The card holds the accepted
value; a statement that was accepted and stands open therefore always equals its column.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from desktop.models.fields import Field
from desktop.models.kinds import Json
from desktop.models.statements import (
    ACCEPTED,
    CURATOR_PSYCHOLOGIST,
    OPEN,
    OUTVOTED,
    STANDING,
    TEAM,
    FieldMark,
    MarkTone,
    Matter,
    Said,
    has_value,
    said_value,
)

Key = tuple[UUID, str, str]  # subject, field, sphere
_NOTHING: tuple[Json, ...] = (None, [], "")
HEADS = frozenset({"head", "coordinator"})  # roles of the office that answer for everybody's work


def key_of(said: Said) -> Key:
    """Statements with one key are about one thing; those about a field are not divided by sphere."""
    return (said.subject, said.field, "" if said.field else said.sphere)


def same_value(field: Field, one: Json, other: Json) -> bool:
    """Whether two values in the codec's form are one: «12.5» and «12.50», nothing chosen and not asked."""
    if one in _NOTHING or other in _NOTHING:
        return bool(one in _NOTHING and other in _NOTHING)
    try:
        first, second = said_value(field, {"is": one}), said_value(field, {"is": other})
    except ValueError:
        return bool(one == other)
    if isinstance(first, tuple) and isinstance(second, tuple):
        return set(first) == set(second)
    return bool(first == second)


def denied(statements: Iterable[Said], field: Field | None, column: Json = None) -> frozenset[UUID]:
    """Which standing statements are denied: by another one, by the card, or because somebody linked them so."""
    standing = {said.id: said for said in statements if said.state in STANDING}
    found: set[UUID] = set()
    for said in standing.values():
        if said.contradicts is not None and said.contradicts in standing:
            found |= {said.id, said.contradicts}
    valued = [said for said in standing.values() if field is not None and has_value(said.value)]
    if field is None:
        return frozenset(found)
    for said in valued:
        mine = said.value.get("is")
        others = (one for one in valued if one.id != said.id)
        values = [other.value.get("is") for other in others]
        values += [column] if column not in _NOTHING else []
        if any(not same_value(field, mine, value) for value in values):
            found.add(said.id)
    return frozenset(found)


def matters(
    statements: Iterable[Said],
    columns: Mapping[tuple[UUID, str], Json],
    fields: Mapping[tuple[str, str], Field],
) -> tuple[Matter, ...]:
    """Statements put together by what they are about, disputed matters first, then those nobody decided yet.

    `columns` are what the cards hold by (subject, field); `fields` describe them by (kind, field).
    """
    groups: dict[Key, list[Said]] = {}
    for said in statements:
        groups.setdefault(key_of(said), []).append(said)
    made = []
    for (subject, name, sphere), group in groups.items():
        field = fields.get((group[0].subject_kind, name))
        column = columns.get((subject, name))
        told = tuple(sorted(group, key=lambda said: (said.said_on, said.id)))
        made.append(
            Matter(
                group[0].subject_kind, subject, name, sphere or group[-1].sphere, told, column, (subject, name) in columns,
                denied(told, field, column),
            )
        )  # fmt: skip
    return tuple(sorted(made, key=lambda m: (not m.disputed, not m.open, -m.statements[-1].said_on.toordinal())))


def mark_of(matter: Matter) -> FieldMark | None:
    """What the box of this field says; nothing once everything about it is settled and nothing stands."""
    standing = [said for said in matter.statements if said.state in STANDING]
    if not standing:
        return None
    tone: MarkTone = "disputed" if matter.disputed else "open" if matter.open else "accepted"
    return FieldMark(tone, len(matter.open), len(matter.statements))


def after_accepting(chosen: Said, others: Iterable[Said], field: Field | None) -> dict[UUID, str]:
    """The new states, by id, once a person accepted this one.

    Who said the same is accepted with it (several sources confirm); what says otherwise is settled as outvoted.
    Words about a sphere settle only what was linked to them as a contradiction.
    """
    states = {chosen.id: ACCEPTED}
    for said in others:
        if said.id == chosen.id or said.state not in STANDING:
            continue
        if field is not None and has_value(chosen.value) and has_value(said.value):
            same = same_value(field, said.value.get("is"), chosen.value.get("is"))
            states[said.id] = ACCEPTED if same else OUTVOTED
        elif chosen.id == said.contradicts or said.id == chosen.contradicts:
            states[said.id] = OUTVOTED
    return {id_: state for id_, state in states.items() if id_ == chosen.id or state != _state(others, id_)}


def _state(statements: Iterable[Said], id_: UUID) -> str:
    return next((said.state for said in statements if said.id == id_), OPEN)


def stands(field: Field, value: Mapping[str, Json], column: Json) -> bool:
    """Whether an accepted statement still equals its column; one in words only claims no value."""
    return not has_value(value) or same_value(field, value.get("is"), column)


def may_see(access: str, roles: frozenset[str]) -> bool:
    """Whether somebody with these roles in the case reads a statement of this level.

    `roles` are the person's roles in the team of the case and in the office, with «curator» for the case's curator and
    «everyone» where the case has neither curator nor team: an office of one clerk locks nobody out.
    """
    if not access or "everyone" in roles or "curator" in roles or roles & HEADS:
        return True
    if access == CURATOR_PSYCHOLOGIST:
        return "psychologist" in roles
    return access == TEAM and "team" in roles  # «curator», and a level that nobody here knows: closed
