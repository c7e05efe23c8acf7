"""A family's data as a file for another program: made and written off the window's thread, remembered in the journal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from desktop.base.files import replace_file
from desktop.base.jobs import Job, Owner
from desktop.documents import network_canvas, network_graph
from desktop.models.map_data import MapData
from desktop.services import printing, trees
from desktop.services.desk import Desk

Failed = Callable[[Exception], None]


def save_network(desk: Desk, map_: MapData, path: Path, done: Callable[[Path], None], failed: Failed) -> None:
    """Write the map as a graph, or as an archive of the lists of Network Canvas, by the ending of the name."""

    def make(_job: Job) -> bytes:
        if path.suffix.casefold() == ".graphml":
            return network_graph.to_graphml(map_)
        return network_canvas.to_archive(map_, path.stem)

    _save(desk, map_.family, path, make, done, failed)


def save_tree(desk: Desk, family: UUID, path: Path, done: Callable[[Path], None], failed: Failed) -> None:
    """Write the family's tree, as the card has it, in GEDCOM 7."""
    _save(desk, family, path, lambda job: desk.read(lambda reading: trees.tree_file(reading, family), job), done, failed)


def _save(
    desk: Desk, family: UUID, path: Path, make: Callable[[Job], bytes], done: Callable[[Path], None], failed: Failed
) -> None:
    def write(job: Job) -> Path:
        content = make(job)
        job.step(1, 1)
        replace_file(path, content)
        return path

    def written(kept: Path) -> None:
        desk.act(
            printing.PRINTED, lambda unit: printing.record_printing(unit, family, kept.name, "map"),
            lambda _changes: None, failed, undoable=False,
        )  # fmt: skip
        done(kept)

    desk.work(write, written, failed, Owner(), kept=True)
