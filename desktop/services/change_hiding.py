"""A map of changes without names: those too whom the card does not list and only the maps of the family name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from desktop.documents.change_map import ChangePrint
from desktop.models.change_map import ChangeMap, Observed, Pair
from desktop.rules.hiding import without_names
from desktop.services.map_codes import family_codes
from desktop.store.units import Reading


def nameless(reading: Reading, family: UUID, wanted: ChangePrint) -> ChangePrint:
    """The same with a letter in the place of every name: of the family, neighbours, teachers."""
    people = family_codes(reading, family).names

    def gone(words: str) -> str:
        return without_names(words, people) if words else words

    return replace(wanted, map=_map(wanted.map, gone), pairs=tuple(_pair(pair, gone) for pair in wanted.pairs))


def _map(map_: ChangeMap, gone: Callable[[str], str]) -> ChangeMap:
    lines = tuple(
        replace(
            line, indicator=gone(line.indicator), confirmed_by=gone(line.confirmed_by), family_part=gone(line.family_part),
            service_part=gone(line.service_part), helped=gone(line.helped),
            marks={day: replace(mark, fact=gone(mark.fact)) for day, mark in line.marks.items()},
        )
        for line in map_.lines
    )  # fmt: skip
    said = map_.conclusion
    conclusion = replace(said, to=gone(said.to), ground=gone(said.ground), opinion=gone(said.opinion))
    days = tuple(replace(one, with_whom=gone(one.with_whom)) for one in map_.measurements)
    return replace(map_, measurements=days, lines=lines, conclusion=conclusion)


def _pair(pair: Pair, gone: Callable[[str], str]) -> Pair:
    def side(found: Observed | None) -> Observed | None:
        return replace(found, names=tuple(gone(name) for name in found.names)) if found is not None else None

    return replace(pair, first=side(pair.first), last=side(pair.last), about=gone(pair.about))
