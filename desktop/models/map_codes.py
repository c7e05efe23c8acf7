"""What people are called where their names are hidden: one code for one person on all maps of a family.

Maps of several kinds and versions go to one council or one lesson; somebody who is «Pers. 3» here and «Pers. 1» there
would be two people, or would be told apart by comparing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

CodeKind = Literal["member", "person", "agency", "group"]
Code = tuple[CodeKind, int]
Met = tuple[UUID, UUID | None, CodeKind]  # who stands on a map: the id there, the id in the card, what it is


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of a family: `given` by id in the card and by id on the maps; `names` are those that free words may tell."""

    given: tuple[tuple[UUID, Code], ...] = ()
    names: tuple[str, ...] = ()

    def of(self, met: Iterable[Met]) -> dict[UUID, Code]:
        """The code of everybody on a map by their id there; who is new to the family comes after those who are known."""
        known = dict(self.given)
        last: dict[CodeKind, int] = {}
        for kind, number in known.values():
            last[kind] = max(last.get(kind, 0), number)
        found: dict[UUID, Code] = {}
        taken: set[Code] = set()
        for id_, ref, kind in met:
            code = known.get(ref or id_) or known.get(id_)
            if code is None or code in taken:  # two on one map are two, whatever their ids were before
                last[kind] = last.get(kind, 0) + 1
                code = known[ref or id_] = kind, last[kind]
            found[id_] = code
            taken.add(code)
        return found


NO_CODES = Codes()
