"""What stands in the place of a hidden name: codes of the family, or initials.

One place says them for the map of connections, the genogram and the conflict map, so that their sheets can be read together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final
from uuid import UUID

from desktop.base.messages import N_, _
from desktop.models.conflict_data import ConflictData
from desktop.models.kin_data import GenogramData, Kin
from desktop.models.map_codes import Code, CodeKind, Codes, Met
from desktop.models.map_data import MapData
from desktop.models.map_style import MapStyle
from desktop.rules.hiding import without_names

_WORDS: Final[Mapping[CodeKind, str]] = {
    "member": N_("Mem. {number}"),
    "person": N_("Pers. {number}"),
    "agency": N_("Ag. {number}"),
    "group": N_("Gr. {number}"),
}


def code_words(code: Code) -> str:
    """A code as it is read on a map; short, so that it stands where the name stood without a new layout."""
    kind, number = code
    return _(_WORDS[kind]).format(number=number)


def coded(met: Iterable[Met], codes: Codes) -> dict[UUID, str]:
    """The codes of everybody on a map in words, by their id there."""
    return {id_: code_words(code) for id_, code in codes.of(met).items()}


def met_on(map_: MapData | ConflictData | Kin) -> list[Met]:
    """Everybody on a map with what they are, groups after the others."""
    if isinstance(map_, Kin):
        return [(p.id, p.id, "member" if p.member else "person") for p in map_.people if p.name.strip()]
    if isinstance(map_, ConflictData):
        return [(party.id, party.ref, party.kind) for party in map_.parties]
    nodes: list[Met] = [(node.id, node.ref, "member" if node.inside else node.kind) for node in map_.nodes]
    return [*nodes, *((group.id, None, "group") for group in map_.groups)]


def same_codes(style: MapStyle, *maps: MapData | ConflictData | GenogramData) -> MapStyle:
    """The style for several versions of a map: who is on one of them only takes nobody's code on another."""
    if style.names != "codes":
        return style
    given = dict(style.codes.given)
    for map_ in maps:
        met = met_on(map_.kin if isinstance(map_, GenogramData) else map_)
        known = Codes(tuple(given.items()))
        for (id_, ref, _kind), code in zip(met, known.of(met).values(), strict=True):
            given.setdefault(ref or id_, code)
            given.setdefault(id_, code)
    return replace(style, codes=replace(style.codes, given=tuple(given.items())))


def initials_of(name: str) -> str:
    """At most three capitals; what stands after a comma («A., mother») says who it is and stays."""
    head, comma, rest = name.partition(",")
    words = [word for word in head.replace("-", " ").split() if word[0].isalpha()]
    return " ".join(f"{word[0].upper()}." for word in words[:3]) + comma + rest


def people_of(map_: MapData | ConflictData | Kin) -> list[str]:
    """Names as they are written on a map, agencies left out."""
    if isinstance(map_, Kin):
        return [name for person in map_.people for name in (person.name, person.full_name) if name]
    who = map_.parties if isinstance(map_, ConflictData) else map_.nodes
    return [one.name for one in who if one.kind == "person"]


class Discreet:
    """Free words of a map without the names of its people and of the whole family."""

    def __init__(self, map_: MapData | ConflictData | Kin, codes: Codes) -> None:
        self._names = tuple(dict.fromkeys((*codes.names, *people_of(map_))))

    def __call__(self, text: str) -> str:
        """The words with a letter in the place of every name."""
        return without_names(text, self._names) if text else text
