"""The conflicts of a family on their page: which one and which version is open, saving, drafts, the way into the plan."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Final
from uuid import UUID

from typing_extensions import override

from desktop.base.events import Event
from desktop.base.messages import N_
from desktop.models.conflict_data import ConflictData, ConflictRow, CurvePoint
from desktop.models.family_page import MapRow
from desktop.models.snapshots import Changes
from desktop.models.value_json import parsed, value_in, value_out
from desktop.presenters.card_people import candidates
from desktop.presenters.conflicts import ConflictEditor
from desktop.presenters.dated_versions import FigureVersions
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.map_style import style_of
from desktop.services import conflicts
from desktop.services.conflicts import ConflictsRead
from desktop.services.desk import ActFunction, Desk

_SHOWN: Final = frozenset({"conflict_map", "plan_version"})  # roots whose change is seen here


class FamilyConflicts(FigureVersions[ConflictEditor]):
    """Opens the conflict drawn last; a family without one is asked whether to begin."""

    kind = "conflict_map"
    printed = N_("The conflict map was printed")

    def __init__(self, desk: Desk, family: FamilyPresenter) -> None:
        super().__init__(desk, family)
        self.conflicts: tuple[ConflictRow, ...] = ()
        self.before: ConflictData | None = None  # the version before the one that is open
        self.curve: tuple[CurvePoint, ...] = ()
        self.has_plan = False
        self.empty: Event[None] = Event()  # the family has no conflict map yet
        self.plan_wanted: Event[UUID] = Event()  # the option wants a step, and there is no plan
        self._end = desk.changed.subscribe(self._heard)

    # Opening

    def open(self, version: UUID | None = None) -> None:
        """Open a version, or the newest one of the conflict drawn last."""
        self._read(lambda reading, family: conflicts.read_conflicts(reading, family, version), self._arrived)

    def open_conflict(self, conflict: UUID) -> None:
        """Open the newest version of one of the family's conflicts."""
        self._read(lambda reading, family: conflicts.read_conflicts(reading, family, conflict=conflict), self._arrived)

    def begin(self) -> None:
        """Begin the map of a conflict that has none yet; nothing is kept before something is said."""
        data = conflicts.first_conflict(self._family.family, self.desk.new_id(), self.desk.new_id(), self.desk.today)
        self.before, self.curve, self.versions = None, (), ()
        self._show(data, data)
        self.listed.tell(self.versions)

    def refresh(self) -> None:
        """Somebody changed something: show it, unless a map is being drawn right now."""
        if self.editor is None:
            self.open()
        elif not self.editor.dirty and self.editor.data.version:
            shown = self.editor.data.id
            self._read(lambda reading, family: conflicts.read_conflicts(reading, family, shown), self._freshened)

    def _read(
        self, ask: Callable[..., ConflictsRead], done: Callable[[ConflictsRead], None]
    ) -> None:  # fmt: skip
        family = self._family.family
        self.desk.open(lambda reading: ask(reading, family), done, self.failed.tell, self.owner)

    def _heard(self, changes: Changes) -> None:
        mine = changes.touches(self._family.family) and any(root.kind in _SHOWN for root in changes.roots)
        if mine and not self._saving:
            self.refresh()

    def _freshened(self, read: ConflictsRead) -> None:
        editor = self.editor
        if editor is not None and not editor.dirty and not editor.in_gesture and not self._saving:
            self._arrived(read)

    def _arrived(self, read: ConflictsRead) -> None:
        self._list(read)
        self._kept = ""
        if read.data is None or self.editor is None or self.editor.data.id != read.data.id:
            self.said = ""  # of the same one it stays said when it was saved
        if read.data is None:
            if self.editor is None:
                self.empty.tell(None)
            return
        editor = self.editor
        if editor is not None and editor.data.id == read.data.id:
            self._know(editor, read)
            if (editor.data.version, editor.data.stage) != (read.data.version, read.data.stage):
                editor.load(read.data)
            self.listed.tell(self.versions)
            self._typed()
        else:
            self._show(read.data, read.data, read)

    def _list(self, read: ConflictsRead) -> None:
        self.conflicts, self.before, self.curve, self.has_plan = read.conflicts, read.before, read.curve, read.has_plan
        self.versions = tuple(
            MapRow(one.id, one.version, one.issue, one.drawn_on, one.final, one.author, printed_on=one.printed_on)
            for one in read.versions
        )

    def _know(self, editor: ConflictEditor, read: ConflictsRead) -> None:
        own = editor.data.id
        editor.steps = read.steps
        days = {editor.data.drawn_on} if any(row.id == own for row in self.versions) else set()
        editor.earlier = tuple(point for point in read.curve if point.on not in days)

    def _show(self, data: ConflictData, stands: ConflictData | None, read: ConflictsRead | None = None) -> None:
        page = self._family.page
        editor = ConflictEditor(
            data, self.desk.new_id, self.desk.today, self.desk.caption,
            candidates=candidates(self.desk, page) if page is not None else (), saved=stands, style=style_of(self.desk, page),
        )  # fmt: skip
        if read is not None:
            self._know(editor, read)
        self._begin_editing(editor)
        self.listed.tell(self.versions)
        self._typed()

    # Drafts

    def take_draft(self) -> None:
        """Show the map as it was drawn before the program ended."""
        kept = self._draft_value(lambda draft: value_in(ConflictData, parsed(draft), "conflict"))
        if kept is None:
            return
        editor = self.editor
        # With the version it was begun from: if somebody saved since, saving asks instead of writing over it.
        if editor is not None and kept.id == editor.data.id:
            editor.load(kept, editor.data)
        else:
            blank = conflicts.first_conflict(kept.family, kept.id, kept.conflict, kept.drawn_on)
            self._show(kept, blank)
        self.state_changed.tell("unsaved")

    # Saving

    @override
    def save(self, *, final: bool = False, after: Callable[[], None] | None = None) -> None:
        editor = self.editor
        if editor is None:
            return
        sent = replace(editor.data, drawn_on=self._day_kept(editor.data))

        def done(changes: Changes) -> None:
            version = self._version_in(changes, sent.version)
            id_ = changes.result or sent.id
            editor.mark_saved(replace(sent, id=id_, version=version, final=final, printed_on=None))
            self._settled(after)

        self._act(N_("The conflict map was saved"), lambda unit: conflicts.save_conflict(unit, sent, final=final), done)

    @override
    def mark_printed(self, after: Callable[[], None] | None = None) -> None:
        """As of any drawing; a map on which nothing was said yet is not kept for having been printed."""
        if self.editor is not None and (self.editor.data.version or self.editor.dirty):
            super().mark_printed(after)

    @override
    def _put_on_paper(self, id_: UUID, version: int) -> ActFunction:
        return lambda unit: conflicts.mark_printed(unit, id_, version)

    def remove(self) -> None:
        """Take this draft off the list; the version before it is shown, or that there is none."""
        editor = self.editor
        if editor is None or not editor.data.version or editor.data.stage != "draft":
            return
        gone = editor.data

        def done(_changes: Changes) -> None:
            self._saving, self.editor = False, None
            rest = [row.id for row in self.versions if row.id != gone.id]
            self.open(rest[0] if rest else None)

        self._act(
            N_("A draft of a conflict map was taken away"),
            lambda unit: conflicts.remove_conflict(unit, gone.id, gone.version), done,
        )  # fmt: skip

    def to_plan(self, option: UUID, *, begin: bool = False) -> None:
        """The option becomes a step of the plan, the map is saved with it; without a plan the page asks to begin one."""
        editor = self.editor
        if editor is None:
            return
        if not self.has_plan and not begin:
            self.plan_wanted.tell(option)
            return
        sent = editor.data

        def done(changes: Changes) -> None:
            made = changes.result

            def arrived(read: ConflictsRead) -> None:
                self._list(read)
                if read.data is not None:
                    editor.steps = read.steps
                    editor.load(read.data)
                self.said = self._clock()
                self.listed.tell(self.versions)
                self._typed()

            self._saving = False
            self._read(lambda reading, family: conflicts.read_conflicts(reading, family, made), arrived)

        self._act(
            N_("A way out of the conflict became a step of the plan"),
            lambda unit: conflicts.option_to_step(unit, sent, option, begin=begin), done,
        )  # fmt: skip

    @override
    def _draw_on(self, mine: ConflictData, stands: ConflictData) -> None:
        self._show(mine, stands)

    @override
    def _settled(self, after: Callable[[], None] | None) -> None:
        self._saving = False
        self._kept = ""
        self.said = self._clock()
        shown = self.editor.data.id if self.editor is not None else None

        def arrived(read: ConflictsRead) -> None:
            self._list(read)
            if self.editor is not None:
                self._know(self.editor, read)
            self.listed.tell(self.versions)

        self._read(lambda reading, family: conflicts.read_conflicts(reading, family, shown), arrived)
        self._typed()
        if after is not None:
            after()

    @override
    def _written(self, editor: ConflictEditor) -> str:
        return json.dumps(value_out(editor.data), ensure_ascii=False, separators=(",", ":"))

    @override
    def close(self) -> None:
        super().close()
        self._end()
