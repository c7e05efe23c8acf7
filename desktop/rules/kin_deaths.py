"""Who of a family is no longer alive: the card says so, or a union ended by death and the other one outlived it.

A date of death may be unknown and nothing but the end of a marriage written down: whoever of the two certainly lived
on is not the one who died.
"""

from __future__ import annotations

from uuid import UUID

from desktop.models.kin_data import Kin, KinPerson, KinUnion


def known_dead(kin: Kin) -> frozenset[UUID]:
    """Everybody of whom the card says it for certain; where either of two may have died, neither is named."""
    people = {person.id: person for person in kin.people}
    found = {person.id for person in kin.people if _known(person)}
    for union in kin.unions:
        if union.ended != "death" or union.first not in people or union.second not in people:
            continue
        for one, other in ((union.first, union.second), (union.second, union.first)):
            if not people[other].at_home and not _known(people[other]) and _outlived(kin, people[one], union):
                found.add(other)
    return frozenset(found)


def _known(person: KinPerson) -> bool:
    return person.dead or person.died is not None


def _outlived(kin: Kin, person: KinPerson, union: KinUnion) -> bool:
    """Whether somebody lived on after this union: at home today, died in a later year, or in a couple begun after it."""
    if not _known(person) and person.at_home:
        return True
    till = union.till
    if till is None or till.about:
        return False
    if person.died is not None and not person.died.about and person.died.earliest > till.latest:
        return True
    return any(
        person.id in (later.first, later.second)
        and later.since is not None
        and not later.since.about
        and later.since.earliest > till.latest
        for later in kin.unions
        if later.id != union.id
    )
