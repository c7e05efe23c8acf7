"""A form being filled: what was typed, what it means, what is wrong or missing, one step back.

It knows no toolkit. Nothing typed is ever lost: what cannot be read as a value stays as it was typed, a draft
outlives the process, and what was typed while a save was running stays after it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid4

from desktop.base.events import Event
from desktop.base.messages import N_, Finding, Message, message
from desktop.models import kinds
from desktop.models.definitions import FormDefinition, Path, Placed, Rows, Section
from desktop.models.fields import NEEDS_PRINTING, Field, Value
from desktop.models.snapshots import Snapshot
from desktop.presenters import form_json
from desktop.presenters.form_cells import Boxes, Cell
from desktop.presenters.undo import UndoStack
from desktop.rules import findings, forms, identity_papers, merging, numbers

EVERYTHING: Path = ()
_CHOSEN = frozenset({"choice", "reference"})  # no words of one's own


class FormDraft:
    """One record on one form. `field_changed` tells the path of a box or list, `()` for all of them."""

    def __init__(
        self,
        definition: FormDefinition,
        base: Snapshot | None,
        reader: kinds.Reader,
        stack: UndoStack | None = None,
        *,
        new_id: Callable[[], UUID] = uuid4,
        office_country: str | None = None,
    ) -> None:
        self.definition = definition
        self.reader = reader
        self.stack = stack or UndoStack()
        self.field_changed: Event[Path] = Event()
        self.state_changed: Event[FormDraft] = Event()
        self._new_id, self._country = new_id, office_country
        self.is_new = base is None
        self._base = base or Snapshot(definition.record_kind, new_id(), 0, {})
        self._boxes = Boxes.of(definition, self._base)
        self._said: tuple[Finding, ...] | None = None
        self._tried = False  # saving was tried: boxes that must be filled say so from then on

    # --- what is shown ---

    @property
    def base(self) -> Snapshot:
        """The record as the office had it when this form was opened or last saved."""
        return self._base

    def value(self, path: Path) -> Value:
        """The value of a box: the last readable one."""
        return self._boxes.cell(path).value

    def text(self, path: Path) -> str:
        """What the box shows: what was typed if that is not a value, else the value in words."""
        cell = self._boxes.cell(path)
        return cell.raw if cell.raw is not None else kinds.to_text(self._field(path), cell.value, self.reader)

    def rows(self, key: str) -> tuple[UUID, ...]:
        """The rows of a list, in their order."""
        return tuple(self._boxes.rows.get(key, {}))

    def visible(self) -> tuple[tuple[Section, Placed | Rows], ...]:
        """What stands on the form for the present answers, in reading order."""
        return tuple(forms.shown_items(self.definition, self._values()))

    def visible_in_row(self, key: str, id_: UUID) -> tuple[Placed, ...]:
        """What stands in the editor of a row for its present answers."""
        item = self.definition.rows(key)
        values = {name: cell.value for name, cell in self._boxes.rows.get(key, {}).get(id_, {}).items()}
        return tuple(one for one in item.fields if not one.show_when or one.show_when.holds(values)) if item else ()

    def totals(self) -> tuple[forms.Total, ...]:
        """The scores that the present answers add up to."""
        return forms.totals(self.definition, self._values())

    # --- what is typed ---

    def type_text(self, path: Path, typed: str) -> None:
        """Take what was typed; consecutive keys in one box are one step back."""
        field, cell = self._field(path), self._boxes.cell(path)
        if typed == self.text(path):
            return
        try:
            after = Cell(kinds.from_text(field, typed, self.reader))
        except kinds.Unreadable:
            after = Cell(cell.value, typed)
        self._change(path, cell, after)

    def set_value(self, path: Path, value: Value) -> None:
        """Take a chosen value: a code, codes, yes or no, a reference."""
        value = None if value == () and self.value(path) is None else value
        before = self._boxes.cell(path)
        if before != Cell(value):
            self._change(path, before, Cell(value))

    def set_words(self, path: Path, typed: str) -> None:
        """Take words that fit no entry of a list: they stay beside the last choice until they are mended."""
        before = self._boxes.cell(path)
        if before.raw != typed:
            self._change(path, before, Cell(before.value, typed))

    def words(self, path: Path) -> str:
        """What was typed in a box and is no value; empty when it is one."""
        return self._boxes.cell(path).raw or ""

    def leave(self, path: Path) -> None:
        """The keyboard left the box: what is typed next is a step of its own."""
        if path[-1] == "personal_number" and isinstance(number := self.value(path), str):
            citizenship = self.value((*path[:-1], "citizenship"))
            kind = numbers.kind_for(citizenship if isinstance(citizenship, str) else None, self._country)
            self.set_value(path, numbers.written(kind, number))
        if path[-1] == "series" and isinstance(series := self.value(path), str):
            paper, country = (*path[:-1], "kind"), (self._country or "").lower() or None
            of = self.value(paper) if self._boxes.has(paper) else None
            self.set_value(path, identity_papers.tidy_series(str(of or ""), series, country))
        self.stack.seal()

    def add_row(self, key: str, **values: Value) -> UUID:
        """Put an empty row, or one with these values, at the end of a list."""
        item = self._list(key)
        id_ = self._new_id()
        row = {placed.key: Cell(values.get(placed.key)) for placed in item.fields}
        label = message(N_("New row in «{list}»"), list=Message(item.label))
        self._change_rows(key, {**self._boxes.rows.get(key, {}), id_: row}, label)
        return id_

    def remove_row(self, key: str, id_: UUID) -> None:
        """Take a row away; a step back brings it."""
        left = {other: cells for other, cells in self._boxes.rows[key].items() if other != id_}
        self._change_rows(key, left, message(N_("Row removed from «{list}»"), list=Message(self._list(key).label)))

    def put_rows(self, lists: Mapping[str, Mapping[UUID, Mapping[str, Value]]], label: Message) -> None:
        """Replace the rows of several lists at once; one step back brings all of them."""
        before = after = self._boxes
        for key, rows in lists.items():
            fields = self._list(key).fields
            cells = {id_: {placed.key: Cell(values.get(placed.key)) for placed in fields} for id_, values in rows.items()}
            after = after.with_rows(key, cells)

        def show(boxes: Boxes) -> None:
            self._put_boxes(boxes)
            self._tell(EVERYTHING)

        show(after)
        self.stack.push_values(label, show, before, after)

    def undo(self) -> bool:
        """One step back; False if there is none."""
        return self.stack.undo()

    def redo(self) -> bool:
        """One step forward again."""
        return self.stack.redo()

    # --- what is wrong, what is missing ---

    def findings(self) -> tuple[Finding, ...]:
        """Everything to be said, unreadable boxes first; hidden facts keep silent."""
        if self._said is None:
            record, shown = self.to_snapshot(), {item.key for _section, item in self.visible()}
            found = findings.check_form(self.definition, record, self.reader.today, office_country=self._country)
            unread = tuple(self._complaint(path) for path in self.unreadable)
            broken = {finding.path for finding in unread}
            empty = findings.unfilled(record) if self._tried else ()
            told = (f for f in (*empty, *found) if f.path not in broken)
            self._said = tuple(f for f in (*unread, *told) if not f.path or f.path[0] in shown)
        return self._said

    def try_saving(self) -> tuple[Finding, ...]:
        """What stops saving; boxes that must be filled are red from now on until they are."""
        if not self._tried:
            self._tried, self._said = True, None
            self._tell(EVERYTHING)
        return tuple(finding for finding in self.findings() if finding.blocks and finding.path != ())

    def problem(self, path: Path) -> Finding | None:
        """What is to be said beside this box; a blocking one goes first."""
        here = [finding for finding in self.findings() if finding.path == path]
        return min(here, key=lambda finding: not finding.blocks, default=None)

    @property
    def unreadable(self) -> tuple[Path, ...]:
        """Boxes whose text is no value: saved they keep their last one, so say so before saving."""
        return tuple(path for path in self._boxes.paths() if self._boxes.cell(path).raw is not None)

    @property
    def to_mend(self) -> tuple[Path, ...]:
        """The unreadable boxes that stand on the form; one hidden by another answer cannot be mended, and waits."""
        shown = {item.key for _section, item in self.visible()}
        return tuple(path for path in self.unreadable if path[0] in shown)

    def missing(self, purpose: str = NEEDS_PRINTING) -> tuple[Path, ...]:
        """What must still be filled, in reading order; a list that is too short is named by its key alone."""
        return forms.missing(self.definition, self.to_snapshot(), purpose)

    def next_missing(self, after: Path = EVERYTHING, purpose: str = NEEDS_PRINTING, *, again: bool = True) -> Path | None:
        """The next box to fill after this one, from the top again at the end unless told otherwise."""
        left = self.missing(purpose)
        order = {path: place for place, path in enumerate(self._reading_order())}
        behind = [path for path in left if order.get(path, -1) > order.get(after, -1)]
        return behind[0] if behind else left[0] if left and again else None

    def missing_words(self, purpose: str = NEEDS_PRINTING) -> str:
        """«left to fill for printing: 3»; empty when nothing is."""
        count = len(self.missing(purpose))
        said = N_("left to fill for printing: {count}") if purpose == NEEDS_PRINTING else N_("left to fill for signing: {count}")
        return message(said, count=count).words() if count else ""

    @property
    def dirty(self) -> tuple[Path, ...]:
        """What differs from the record that the office has."""
        changed = merging.differences(self._whole_base(), self.to_snapshot())
        return (*changed, *(path for path in self.to_mend if path not in changed))

    @property
    def is_dirty(self) -> bool:
        """Whether there is anything to save."""
        return bool(self.dirty)

    # --- to and from the office and the desk ---

    def to_snapshot(self) -> Snapshot:
        """The record as typed; what cannot be read has its last readable value."""
        return self._boxes.record(self.definition, self._base)

    def adopt(self, merged: Snapshot, base: Snapshot | None = None) -> None:
        """Show a merged record; `base` is what stands in the office (else the merged record itself)."""
        self._base = base or merged
        self.is_new = self._base.version == 0
        self._put_boxes(self._keeping_raw(Boxes.of(self.definition, merged).keeping_open(self._boxes)))
        self.stack.clear()
        self._tell(EVERYTHING)

    def reset(self) -> None:
        """Back to what the office has; unreadable texts go too."""
        self._tried = False
        self._put_boxes(Boxes.of(self.definition, self._base))
        self.stack.clear()
        self._tell(EVERYTHING)

    def saved(self, stands: Snapshot, sent: Snapshot) -> None:
        """The office saved what was `sent` and has `stands` now; what was typed since is kept, unsaved."""
        mine, _clashes = merging.merge(sent, self.to_snapshot(), stands)
        typed_since = bool(merging.differences(sent, self.to_snapshot()))
        self._base, self.is_new, self._tried = stands, False, False
        self._put_boxes(self._keeping_raw(Boxes.of(self.definition, mine)))
        if not typed_since:
            self.stack.mark_clean()
        self._tell(EVERYTHING)

    def to_draft_json(self) -> dict[str, Any]:
        """Everything needed to go on after the process was killed."""
        return {
            "form": self.definition.key,
            "form_version": self.definition.version,
            "new": self.is_new,
            "base": form_json.to_json(self._base),
            "typed": form_json.to_json(self.to_snapshot()),
            "unread": [[*path, self._boxes.cell(path).raw] for path in self.unreadable],
        }

    def resume(self, kept: Mapping[str, Any]) -> None:
        """Go on here with what `to_draft_json` kept; nothing is changed if it cannot be read.

        Raises:
            ValueError: not written by `to_draft_json` for this form.
        """
        if kept.get("form") != self.definition.key:
            raise ValueError("a draft of another form")
        base = form_json.from_json(self.definition, kept.get("base"))
        boxes = Boxes.of(self.definition, form_json.from_json(self.definition, kept.get("typed")))
        for *path, raw in kept.get("unread", ()):
            if boxes.has(tuple(path)):
                boxes = boxes.with_cell(tuple(path), Cell(boxes.cell(tuple(path)).value, str(raw)))
        self._base, self.is_new = base, bool(kept.get("new"))
        self._put_boxes(boxes)
        self.stack.clear()
        self._tell(EVERYTHING)

    # --- inside ---

    def _change(self, path: Path, before: Cell, after: Cell) -> None:
        def show(cell: Cell) -> None:
            if self._boxes.has(path):
                self._put_boxes(self._boxes.with_cell(path, cell))
                self._tell(path)

        show(after)
        label = message(N_("«{field}»"), field=Message(self._field(path).label))
        together = None if isinstance(after.value, tuple) else ("typed", *path)  # each chip is a step of its own
        self.stack.push_values(label, show, before, after, merge=together)

    def _change_rows(self, key: str, after: Mapping[UUID, Mapping[str, Cell]], label: Message) -> None:
        before = self._boxes.rows.get(key, {})

        def show(rows: Mapping[UUID, Mapping[str, Cell]]) -> None:
            self._put_boxes(self._boxes.with_rows(key, rows))
            self._tell((key,))

        show(after)
        self.stack.push_values(label, show, before, after)

    def _put_boxes(self, boxes: Boxes) -> None:
        self._boxes, self._said = boxes, None

    def _keeping_raw(self, boxes: Boxes) -> Boxes:
        for path in self.unreadable:
            if boxes.has(path):
                boxes = boxes.with_cell(path, Cell(boxes.cell(path).value, self._boxes.cell(path).raw))
        return boxes

    def _tell(self, path: Path) -> None:
        self.field_changed.tell(path)
        self.state_changed.tell(self)

    def _complaint(self, path: Path) -> Finding:
        if self._field(path).kind in _CHOSEN:
            return Finding(path, message(N_("There is no such entry: choose from the list (F4)")))
        try:
            kinds.from_text(self._field(path), self._boxes.cell(path).raw or "", self.reader)
        except kinds.Unreadable as error:
            return Finding(path, error.message)
        return Finding(path, message(N_("This is not understood")))

    def _whole_base(self) -> Snapshot:
        """The base with every box of the form, so that an empty box of a new record is no difference."""
        return Boxes.of(self.definition, self._base).record(self.definition, self._base)

    def _values(self) -> dict[str, Value]:
        return {key: cell.value for key, cell in self._boxes.own.items()}

    def _reading_order(self) -> list[Path]:
        order: list[Path] = []
        for _section, item in self.visible():
            order.append((item.key,))
            if isinstance(item, Rows):
                order += [(item.key, str(id_), placed.key) for id_ in self.rows(item.key) for placed in item.fields]
        return order

    def _field(self, path: Path) -> Field:
        field = self.definition.field(path)
        if field is None:
            raise KeyError(path)
        return field

    def _list(self, key: str) -> Rows:
        item = self.definition.rows(key)
        if item is None:
            raise KeyError(key)
        return item
