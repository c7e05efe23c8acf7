"""The codes of a family for maps with hidden names: the same on every map, in every version and on paper."""

from __future__ import annotations

from uuid import UUID

from desktop.models.kin_data import Kin
from desktop.models.map_codes import Codes
from desktop.rules.map_codes import codes_of
from desktop.store import kin as tree
from desktop.store import map_codes as kept
from desktop.store.units import Reading


def family_codes(reading: Reading, family: UUID, kin: Kin | None = None) -> Codes:
    """Who has which code; `kin` is the family's tree where it was read already."""
    kin = kin if kin is not None else tree.read_kin(reading, family)
    members = kept.members(reading, family)
    seen = list(kept.appearances(reading, family))
    people = {*members, *(person.id for person in kin.people), *(one.ref for one in seen if one.ref and one.kind == "person")}
    return codes_of(members, kin, seen, kept.names(reading, people))
