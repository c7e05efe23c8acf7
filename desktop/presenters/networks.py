"""A network of another program on its way onto a family's map: read off the window's thread, shown, then kept as a draft."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final
from uuid import UUID

from desktop.base.errors import Unavailable
from desktop.base.events import Event
from desktop.base.jobs import Job, Owner
from desktop.base.messages import N_, _, message, ngettext
from desktop.models.map_data import MapData, Node, Tie
from desktop.models.snapshots import Changes
from desktop.presenters.trees import Line
from desktop.services import networks
from desktop.services.desk import ActFunction, Desk
from desktop.services.networks import NetworkPlan

STEPS: Final = (N_("The file is being read…"), N_("The people are compared with the card…"))


class NetworkIncoming:
    """One file, archive or list for the map of a family."""

    def __init__(self, desk: Desk, family: UUID, path: Path) -> None:
        self.desk, self.family, self.path = desk, family, path
        self.plan: NetworkPlan | None = None
        self.planned: Event[NetworkPlan] = Event()
        self.failed: Event[Exception] = Event()
        self.step: Event[str] = Event()
        self._owner = Owner()
        self._job: Job | None = None

    @property
    def name(self) -> str:
        """What the file is called."""
        return self.path.name

    def read(self) -> None:
        """Read the file; an older reading is not wanted any more."""
        self.stop()
        self.plan = None
        path, family = self.path, self.family

        def do(job: Job) -> NetworkPlan:
            job.step(0, 2)
            try:
                rows = networks.rows_from(path)
            except OSError as error:
                raise Unavailable(message(N_("The file {path} cannot be read"), path=str(path))) from error
            job.step(1, 2)
            return self.desk.read(lambda reading: networks.plan_network(reading, rows, family, self.desk.new_id), job)

        def told(done: int, _of: int) -> None:
            self.step.tell(_(STEPS[min(done, len(STEPS) - 1)]))

        self._job = self.desk.work(do, self._arrived, self.failed.tell, self._owner, told)

    def stop(self) -> None:
        """Nobody waits for the reading that runs."""
        if self._job is not None:
            self.desk.stop(self._job)
            self._job = None

    def close(self) -> None:
        """The dialog goes."""
        self.stop()
        self._owner.close()

    def _arrived(self, plan: NetworkPlan) -> None:
        self.plan, self._job = plan, None
        self.planned.tell(plan)

    def take_in(self, done: Callable[[Changes], None], failed: Callable[[Exception], None]) -> None:
        """Keep the map as a new draft version; it is taken back as any act."""
        plan = self.plan
        if plan is not None:
            act: ActFunction = lambda unit: networks.import_network(unit, plan)  # noqa: E731  the unit's type stays below
            self.desk.act(networks.IMPORTED, act, done, failed, self._owner)

    # In words

    def summary(self) -> str:
        """How much would come, in a sentence."""
        plan = self.plan
        if plan is None:
            return ""
        people, ties = len(plan.map_.nodes), len(plan.map_.ties)
        return _("{people}, {ties}; known to the card or to the earlier map: {known}.").format(
            people=ngettext("{n} person or agency", "{n} people and agencies", people).format(n=people),
            ties=ngettext("{n} tie", "{n} ties", ties).format(n=ties), known=plan.known,
        )  # fmt: skip

    def parts(self) -> dict[str, tuple[Line, ...]]:
        """What would come, by part: known | new | ties | remarks."""
        plan = self.plan
        if plan is None:
            return {}
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
