"""A network of another program becomes a new draft of a family's map; the same people keep their nodes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.files import readable
from desktop.base.messages import N_, Finding, Message, _, message
from desktop.documents import network_canvas, network_graph
from desktop.documents.network_rows import LARGEST, NetworkRows, read_rows
from desktop.models.family_page import FamilyPage, Member
from desktop.models.map_data import MapData, Node
from desktop.services import maps
from desktop.services.families import family_page
from desktop.services.visits import visit_log
from desktop.store import titles
from desktop.store.units import Reading, Unit

IMPORTED: Final = N_("A network was taken in as a map")


@dataclass(frozen=True, slots=True)
class NetworkPlan:
    """What an import would do: the map that would be kept, and what of the file was not understood."""

    map_: MapData
    known: int  # people of the file whom the card or the earlier map has
    standing: frozenset[UUID]  # nodes of the map that the card or the earlier map has, in the file or not
    remarks: tuple[Message, ...]


def rows_from(path: Path) -> NetworkRows:
    """The lists of a file or folder: GraphML, an archive, a folder of lists, or one list with those beside it.

    Raises:
        Rejected: none of these.
        Unavailable: the file cannot be read.
    """
    with readable(path):
        return _rows(path)


def _rows(path: Path) -> NetworkRows:
    ending = path.suffix.casefold()
    if path.is_dir():
        return network_canvas.from_lists(_contents(sorted(path.glob("*.csv"))))
    if ending in {".graphml", ".xml"}:
        return network_graph.from_graphml(_contents([path])[path.name])
    if ending == ".zip":
        return network_canvas.from_archive(_contents([path])[path.name])
    if ending == ".csv":
        stem = path.stem.rsplit("_attributeList", 1)[0].rsplit("_edgeList", 1)[0].removesuffix("_ego")
        beside = [one for one in sorted(path.parent.glob("*.csv")) if one.stem == stem or one.stem.startswith(f"{stem}_")]
        return network_canvas.from_lists(_contents(beside or [path]))
    raise Rejected(Finding((), message(N_("A network comes as .graphml, .zip, .csv or a folder of lists"))))


def _contents(files: list[Path]) -> dict[str, bytes]:
    """What stands in the files, by name; their sizes are asked before anything is read."""
    if sum(file.stat().st_size for file in files) > LARGEST:
        raise Rejected(Finding((), message(N_("The lists are too large for a map"))))
    return {file.name: file.read_bytes() for file in files}


def plan_network(reading: Reading, rows: NetworkRows, family: UUID, new_id: Callable[[], UUID]) -> NetworkPlan:
    """Say what would come of the lists for this family.

    Raises:
        Rejected: no such family, or the lists cannot be a map.
    """
    page = family_page(reading, family)
    if page is None:
        raise Rejected(Finding((), message(N_("There is no such family"))))
    read = read_rows(rows, family, new_id, reading.today)
    earlier = maps.newest_map(reading, family)
    same = _same_nodes(read.map_, page, earlier)
    map_ = _renamed(read.map_, same, new_id)
    visits = {row.id for row in visit_log(reading, family)}
    refs = {m.person.id for m in page.members} | {n.ref for n in (earlier.nodes if earlier else ()) if n.ref}
    refs |= titles.titles(reading, {"agency": [n.ref for n in map_.nodes if n.ref and n.kind == "agency"]}).keys()
    map_ = replace(
        map_,
        title=map_.title or _("Map of connections"),
        nodes=tuple(node if node.ref in refs else replace(node, ref=None) for node in map_.nodes),
        ties=tuple(tie if tie.contact in visits else replace(tie, contact=None) for tie in map_.ties),
    )
    whole = maps.with_household(map_, page)
    standing = {n.id for n in whole.nodes} - {n.id for n in map_.nodes} | {n.id for n in same.values()}
    return NetworkPlan(whole, len(same), frozenset(standing), read.not_understood)


def import_network(unit: Unit, plan: NetworkPlan) -> UUID:
    """Keep the map as a new draft version; returns it."""
    return maps.save_map(unit, plan.map_)


def _same_nodes(map_: MapData, page: FamilyPage, earlier: MapData | None) -> Mapping[UUID, Node]:
    """For nodes of the file the node they are already: of the earlier map by id, person or name, else the member's."""
    members = [maps.member_node(member) for member in page.members]
    standing = [*(earlier.nodes if earlier else ()), *members]
    by_id = {n.id: n for n in reversed(standing)}
    by_ref = {n.ref: n for n in reversed(standing) if n.ref}
    full = {member.person.id: _full_names(member) for member in page.members}
    names: dict[tuple[str, str], list[Node]] = {}
    for node in {n.ref or n.id: n for n in reversed(standing)}.values():
        for called in {node.name.casefold(), *full.get(node.ref or node.id, ())}:
            names.setdefault((node.kind, called), []).append(node)
    found: dict[UUID, Node] = {}
    for node in map_.nodes:
        named = names.get((node.kind, node.name.casefold()), [])
        known = by_id.get(node.id) or (by_ref.get(node.ref) if node.ref else None) or (named[0] if len(named) == 1 else None)
        if known is not None and known.id not in {n.id for n in found.values()}:
            found[node.id] = known
    return found


def _full_names(member: Member) -> frozenset[str]:
    """How another program may write a member: the surname first or last, with the patronymic or without."""
    values = (str(member.person.values.get(key) or "") for key in ("surname", "given_name", "patronymic"))
    surname, given, patronymic = values
    orders = ((surname, given), (given, surname), (surname, given, patronymic), (given, patronymic, surname))
    return frozenset(" ".join(word for word in order if word).casefold() for order in orders) - {""}


def _renamed(map_: MapData, same: Mapping[UUID, Node], new_id: Callable[[], UUID]) -> MapData:
    """The map with the ids of the nodes that stand already; a stranger never takes an id that is somebody else's."""
    taken = {node.id for node in same.values()}
    ids = {node.id: same[node.id].id if node.id in same else new_id() if node.id in taken else node.id for node in map_.nodes}

    def as_known(node: Node) -> Node:
        known = same.get(node.id)
        if known is None:
            return replace(node, id=ids[node.id])
        return replace(node, id=ids[node.id], ref=known.ref or node.ref, name=known.name if known.ref else node.name)

    return replace(
        map_,
        nodes=tuple(as_known(node) for node in map_.nodes),
        ties=tuple(
            replace(t, source=ids[t.source], target=ids[t.target], viewer=ids.get(t.viewer) if t.viewer else None)
            for t in map_.ties
        ),
        groups=tuple(replace(g, nodes=tuple(ids[n] for n in g.nodes)) for g in map_.groups),
    )
