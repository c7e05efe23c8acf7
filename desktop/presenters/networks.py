"""A network of another program on its way onto a family's map: read off the window's thread, shown, then kept as a draft."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

from typing_extensions import override

from desktop.base.jobs import Job
from desktop.base.messages import _, ngettext
from desktop.documents.network_rows import NetworkRows
from desktop.models.map_data import MapData, Node, Tie
from desktop.presenters.incoming import Incoming, Line
from desktop.services import networks
from desktop.services.desk import ActFunction, Desk
from desktop.services.networks import NetworkPlan


class NetworkIncoming(Incoming[NetworkRows, NetworkPlan]):
    """One file, archive or list for the map of a family; what comes is a new draft version."""

    label = networks.IMPORTED

    def __init__(self, desk: Desk, family: UUID, path: Path) -> None:
        super().__init__(desk, path)
        self.family = family

    @staticmethod
    @override
    def _content(path: Path) -> NetworkRows:
        return networks.rows_from(path)

    @override
    def _planning(self) -> Callable[[NetworkRows, Job], NetworkPlan]:
        family, desk = self.family, self.desk
        return lambda rows, job: desk.read(lambda reading: networks.plan_network(reading, rows, family, desk.new_id), job)

    @override
    def _act(self, plan: NetworkPlan) -> tuple[ActFunction, bool]:
        return (lambda unit: networks.import_network(unit, plan)), True

    @override
    def _summary(self, plan: NetworkPlan) -> str:
        people, ties = len(plan.map_.nodes), len(plan.map_.ties)
        return _("{people}, {ties}; known to the card or to the earlier map: {known}.").format(
            people=ngettext("{n} person or agency", "{n} people and agencies", people).format(n=people),
            ties=ngettext("{n} tie", "{n} ties", ties).format(n=ties), known=plan.known,
        )  # fmt: skip

    @override
    def _parts(self, plan: NetworkPlan) -> dict[str, tuple[Line, ...]]:
        map_ = plan.map_
        return {
            "known": tuple(Line(n.name, self._node(n)) for n in map_.nodes if n.id in plan.standing),
            "new": tuple(Line(n.name, self._node(n)) for n in map_.nodes if n.id not in plan.standing),
            "ties": tuple(self._ties(map_)),
            "remarks": tuple(Line(remark.words()) for remark in plan.remarks),
        }

    def _node(self, node: Node) -> str:
        said = [self.desk.caption("node_kinds", node.kind)]
        if node.inside:
            said.append(_("in the household"))
        elif node.sphere:
            said.append(self.desk.caption("spheres", node.sphere))
        if node.born_year is not None:
            said.append(str(node.born_year))
        return ", ".join(said)

    def _ties(self, map_: MapData) -> Iterator[Line]:
        names = {node.id: node.name for node in map_.nodes}
        for tie in map_.ties:
            yield Line(f"{names[tie.source]} — {names[tie.target]}", self._tie(tie))

    def _tie(self, tie: Tie) -> str:
        said = [self.desk.caption("tie_qualities", tie.quality)]
        if tie.frequency:
            said.append(self.desk.caption("tie_frequencies", tie.frequency))
        return ", ".join(said)
