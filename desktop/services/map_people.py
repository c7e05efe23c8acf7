"""People of a map who become people of the card: made with the map that is saved, never before.

A name on a map costs nothing; a card of a person is data about somebody, so it is made only by the act that keeps
the map, and only for those who still stand on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.models.map_data import MapData, NewPerson
from desktop.models.persons import Person
from desktop.services import maps
from desktop.store.units import Unit


def save_map_with_people(unit: Unit, map_: MapData, people: Mapping[UUID, NewPerson], *, final: bool = False) -> UUID:
    """Keep the map and make the cards of people who were given one on it; both or neither.

    A node that points to nobody (its card was never made, or a draft lost what was typed) keeps its name and points
    nowhere.

    Raises:
        Conflict: somebody saved this version since it was opened.
        Rejected: a person has no name or a date of birth to come, or the map is dated in the future.
    """
    used = {node.ref for node in map_.nodes if node.ref is not None and node.kind != "agency"}
    for id_ in used & people.keys():
        if unit.session.get(Person, id_) is None:
            unit.add(_made(unit, people[id_]))
    unit.session.flush()
    lost = {id_ for id_ in used if unit.session.get(Person, id_) is None}
    nodes = tuple(replace(n, ref=None) if n.ref in lost and n.kind != "agency" else n for n in map_.nodes)
    return maps.save_map(unit, replace(map_, nodes=nodes), final=final)


def _made(unit: Unit, new: NewPerson) -> Person:
    if not (new.given_name or new.surname):
        raise Rejected(Finding(("given_name",), message(N_("A card needs at least a name"))))
    if new.born is not None and new.born.earliest > unit.today:
        raise Rejected(Finding(("born",), message(N_("The date of birth is in the future"))))
    return Person(
        id=new.id,
        surname=new.surname or None,
        given_name=new.given_name or None,
        patronymic=new.patronymic or None,
        sex=new.sex if new.sex != "unknown" else None,
        born=new.born,
        statuses=(),
    )
