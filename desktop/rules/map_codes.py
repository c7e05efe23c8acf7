"""Which code everybody of a family gets: members in the order they came into the card, the others as the family met them.

The order is that of identities, which sort by the moment they were made: whoever is added later comes last, and
nobody's code changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from desktop.models.kin_data import Kin, KinTwins, KinUnion, KinWord
from desktop.models.map_codes import Code, CodeKind, Codes
from desktop.rules.search import fold


@dataclass(frozen=True, slots=True)
class Appearance:
    """Somebody on one version of one map: `row` is made with the version, `key` is theirs on all versions."""

    row: UUID
    key: UUID
    kind: CodeKind
    name: str
    ref: UUID | None = None
    on: str = ""  # which map: nobody stands twice on one, whatever they are called


def codes_of(members: Sequence[UUID], kin: Kin, appearances: Iterable[Appearance], names: Iterable[str] = ()) -> Codes:
    """The codes of a family. `names` are those of people in the card; those of its maps are added."""
    seen = sorted(appearances, key=lambda one: one.row)
    same = _identities(seen)
    first: dict[UUID, tuple[UUID, CodeKind]] = {id_: (met, "person") for id_, met in _met(members, kin).items()}
    for one in seen:
        who = same[one.key] if one.ref is None else one.ref
        known = first.get(who)
        first[who] = (min(one.row, known[0]) if known else one.row, known[1] if known else one.kind)
    given: dict[UUID, Code] = {id_: ("member", number) for number, id_ in enumerate(dict.fromkeys(members), 1)}
    counts: dict[CodeKind, int] = {}
    for who, (_met_as, kind) in sorted(first.items(), key=lambda item: item[1][0]):
        if who not in given:
            counts[kind] = counts.get(kind, 0) + 1
            given[who] = kind, counts[kind]
    for key, who in same.items():
        given.setdefault(key, given[who])
    told = (*names, *(one.name for one in seen if one.kind == "person"))
    return Codes(tuple(sorted(given.items())), tuple(sorted({name for name in told if name.strip()})))


def _identities(seen: Sequence[Appearance]) -> dict[UUID, UUID]:
    """Whom every key stands for: somebody of the card, else the first who was written the same way on another map."""
    found = {one.key: one.ref for one in reversed(seen) if one.ref is not None}
    written: dict[tuple[CodeKind, str], list[UUID]] = {}
    namesakes: dict[tuple[str, CodeKind, str], int] = {}
    for one in seen:
        if one.key in found:
            continue
        name = fold(one.name).strip()
        number = namesakes[one.on, one.kind, name] = namesakes.get((one.on, one.kind, name), -1) + 1
        others = written.setdefault((one.kind, name), [])
        if not name or number >= len(others):
            others.append(one.key)
            found[one.key] = one.key
        else:
            found[one.key] = others[number]
    return found


def _met(members: Sequence[UUID], kin: Kin) -> dict[UUID, UUID]:
    """By which bond everybody of the tree came to the family: the last bond on the earliest way to a member."""
    bonds = list(_bonds(kin))
    found: dict[UUID, UUID] = dict.fromkeys(members, UUID(int=0))
    better = True
    while better:
        better = False
        for id_, one, other in bonds:
            for here, there in ((one, other), (other, one)):
                if here in found:
                    met = max(id_, found[here])
                    if there not in found or met < found[there]:
                        found[there], better = met, True
    alone = {person.id: person.id for person in kin.people if person.id not in found}
    return {id_: met for id_, met in (found | alone).items() if id_ not in set(members)}


def _bonds(kin: Kin) -> Iterator[tuple[UUID, UUID, UUID]]:
    pairs: list[KinUnion | KinTwins | KinWord] = [*kin.unions, *kin.twins, *kin.words]
    for pair in pairs:
        yield pair.id, pair.first, pair.second
    for bond in kin.parents:
        yield bond.id, bond.parent, bond.child
