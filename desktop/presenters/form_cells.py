"""What stands in the boxes of a form: a value, or what was typed while it cannot be read as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from desktop.models.definitions import FormDefinition, Path
from desktop.models.fields import Value
from desktop.models.snapshots import Snapshot
from desktop.rules.forms import is_empty


@dataclass(frozen=True, slots=True)
class Cell:
    """One box. `raw` is what was typed when it is no value of this kind; then `value` is the last one."""

    value: Value = None
    raw: str | None = None


Cells = Mapping[str, Cell]
RowCells = Mapping[UUID, Cells]


@dataclass(frozen=True, slots=True)
class Boxes:
    """Every box of a form; replaced as a whole, so that a step back is an old value and nothing else."""

    own: Cells
    rows: Mapping[str, RowCells]

    @classmethod
    def of(cls, form: FormDefinition, record: Snapshot) -> Boxes:
        """The boxes filled from a record."""
        own = {placed.key: Cell(record.values.get(placed.key)) for placed in form.placed()}
        rows = {
            item.key: {
                id_: {placed.key: Cell(row.values.get(placed.key)) for placed in item.fields}
                for id_, row in record.parts.get(item.key, {}).items()
            }
            for item in form.lists()
        }
        return cls(own, rows)

    def cell(self, path: Path) -> Cell:
        """The box at this path; an empty one where there is none."""
        if len(path) == 1:
            return self.own.get(path[0], Cell())
        return self.rows.get(path[0], {}).get(UUID(path[1]), {}).get(path[2], Cell())

    def has(self, path: Path) -> bool:
        """Whether there is such a box: its row may have been removed."""
        return path[0] in self.own if len(path) == 1 else UUID(path[1]) in self.rows.get(path[0], {})

    def with_cell(self, path: Path, cell: Cell) -> Boxes:
        """The same boxes with one changed."""
        if len(path) == 1:
            return replace(self, own={**self.own, path[0]: cell})
        key, id_ = path[0], UUID(path[1])
        rows = {**self.rows[key], id_: {**self.rows[key][id_], path[2]: cell}}
        return replace(self, rows={**self.rows, key: rows})

    def with_rows(self, key: str, rows: RowCells) -> Boxes:
        """The same boxes with one list changed."""
        return replace(self, rows={**self.rows, key: rows})

    def paths(self) -> Iterator[Path]:
        """Every box."""
        yield from ((key,) for key in self.own)
        for key, rows in self.rows.items():
            for id_, cells in rows.items():
                yield from ((key, str(id_), name) for name in cells)

    def record(self, form: FormDefinition, base: Snapshot) -> Snapshot:
        """The record that these boxes make, over what the form does not show; rows with nothing in them are left out."""
        values = {**base.values, **{key: cell.value for key, cell in self.own.items()}}
        parts = dict(base.parts)
        for item in form.lists():
            before = base.parts.get(item.key, {})
            made = {
                id_: (before.get(id_) or Snapshot(item.kind, id_, 0, {})).with_values(
                    **{name: cell.value for name, cell in cells.items()}
                )
                for id_, cells in self.rows.get(item.key, {}).items()
            }
            parts[item.key] = {id_: row for id_, row in made.items() if self._says(item.key, row)}
        return replace(base, values=values, parts=parts)

    def keeping_open(self, before: Boxes) -> Boxes:
        """These boxes with the rows somebody began in `before` and has written nothing into yet."""
        boxes = self
        for key, rows in before.rows.items():
            begun = {
                id_: cells
                for id_, cells in rows.items()
                if id_ not in self.rows.get(key, {}) and all(cell == Cell() for cell in cells.values())
            }
            if begun and key in self.rows:
                boxes = boxes.with_rows(key, {**boxes.rows[key], **begun})
        return boxes

    def _says(self, key: str, row: Snapshot) -> bool:
        """Whether there is anything in a row: a value, or a text that is not understood."""
        unread = any(cell.raw is not None for cell in self.rows[key][row.id].values())
        return unread or not all(is_empty(value) for value in row.values.values())
