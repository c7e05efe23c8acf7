"""The genogram of a family on its page: which version is open, saving it, its draft, and acts that change the card."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

from typing_extensions import override

from desktop.base.messages import N_, _
from desktop.models.kin_data import GenogramData
from desktop.models.map_style import MapStyle
from desktop.models.snapshots import Changes
from desktop.models.value_json import parsed, value_in, value_out
from desktop.presenters.dated_versions import FigureVersions
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.genogram import GenogramEditor
from desktop.presenters.map_style import style_of
from desktop.rules.kin_findings import check_kin
from desktop.services import genograms
from desktop.services.desk import ActFunction, Desk

_OF_KIN = frozenset({"bond", "person", "family", "placement", "institution_stay"})  # roots that a genogram shows


class FamilyGenogram(FigureVersions[GenogramEditor]):
    """Opens the newest version, or begins one with the family as the card has it."""

    kind = "genogram"
    printed = N_("The genogram was printed")
    saved_meanwhile = N_("{who} saved this genogram while you were drawing")
    is_kept = N_("The program made a mistake: the drawing is kept")

    def __init__(self, desk: Desk, family: FamilyPresenter) -> None:
        super().__init__(desk, family)
        self.before: GenogramData | None = None  # the version before the one that is open
        self._end = desk.changed.subscribe(self._card_changed)

    # Opening

    def open(self, version: UUID | None = None) -> None:
        """Open a version, or the newest one; a family without a genogram gets one."""
        self._read(version, self._arrived)

    def refresh(self) -> None:
        """The card may have changed: a draft shows it, a finished version stays as it is."""
        if self.editor is not None:
            shown = self.editor.data
            self._read(shown.id if shown.version else None, self._freshened)

    def _read(self, version: UUID | None, done: Callable[[genograms.GenogramsRead], None]) -> None:
        family, today, style = self._family.family, self.desk.today, style_of(self.desk, self._family.page)
        self.desk.open(
            lambda reading: _laid_out(genograms.read_genograms(reading, family, version), family, today, style),
            done, self.failed.tell, self.owner,
        )  # fmt: skip

    def _card_changed(self, changes: Changes) -> None:
        editor = self.editor
        if editor is None or not changes.roots:
            return
        known = {person.id for person in editor.data.kin.people}
        if changes.touches(self._family.family, *known) or any(
            root.kind in _OF_KIN and not root.families for root in changes.roots
        ):
            self.refresh()

    def _freshened(self, read: genograms.GenogramsRead) -> None:
        editor = self.editor
        if editor is None or editor.in_gesture or self._saving:
            return
        self._list(read)
        stands = read.data
        if stands is not None and stands.id == editor.data.id and stands.version != editor.data.version and not editor.dirty:
            editor.load(stands)
        else:
            editor.show_card(read.kin, read.marks)
        self._typed()

    def _arrived(self, read: genograms.GenogramsRead) -> None:
        self._list(read)
        stands, editor = read.data, self.editor
        fresh = stands
        if fresh is None:
            unsaved = editor is not None and not editor.data.version
            id_ = editor.data.id if unsaved and editor is not None else self.desk.new_id()
            fresh = genograms.first_genogram(read, self._family.family, id_, _("Genogram"), self.desk.today)
        self._kept = ""
        if editor is None or editor.data.id != fresh.id:
            self.said = ""  # of the same one it stays said when it was saved
        if editor is not None and editor.data.id == fresh.id:
            editor.load(fresh, stands)
            self._typed()
        else:
            self._show(fresh, stands)

    def _list(self, read: genograms.GenogramsRead) -> None:
        self.versions, self.before = read.versions, read.before
        self.listed.tell(self.versions)

    def _show(self, data: GenogramData, stands: GenogramData | None) -> None:
        self._begin_editing(GenogramEditor(data, self.desk.new_id, self.desk.today, stands))
        self._typed()

    # Drafts

    def take_draft(self) -> None:
        """Show the drawing as it was before the program ended, with the family as the card has it now."""
        editor, kept = self.editor, self._draft_value(_draft_in)
        if editor is None or kept is None:
            return
        stands = editor.data
        derived = tuple(mark for mark in stands.marks if mark.derived)
        kept = genograms.with_card(kept, stands.kin, derived) if kept.stage == "draft" else kept
        if kept.id == stands.id:
            editor.load(kept, stands)
        else:
            self._show(kept, stands)
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
            editor.mark_saved(replace(sent, id=changes.result or sent.id, version=version, final=final, printed_on=None))
            self._settled(after)

        self._act(N_("The genogram was saved"), lambda unit: genograms.save_genogram(unit, sent, final=final), done)

    @override
    def _put_on_paper(self, id_: UUID, version: int) -> ActFunction:
        today = self.desk.today
        return lambda unit: genograms.mark_printed(unit, id_, version, today)

    @override
    def _draw_on(self, mine: GenogramData, stands: GenogramData) -> None:
        self._show(mine, stands)

    @override
    def _settled(self, after: Callable[[], None] | None) -> None:
        self._saving = False
        self._kept, self.said = "", self._clock()
        if self.editor is not None:
            self._read(self.editor.data.id, self._saved_stands)
        self._typed()
        if after is not None:
            after()

    def _saved_stands(self, read: genograms.GenogramsRead) -> None:
        """What was finished shows the family of that moment, as the office keeps it."""
        self._list(read)
        editor, stands = self.editor, read.data
        if editor is not None and stands is not None and (stands.id, stands.version) == (editor.data.id, editor.data.version):
            editor.mark_saved(stands)
            self._typed()

    @override
    def _written(self, editor: GenogramEditor) -> str:
        return json.dumps(value_out(editor.data), ensure_ascii=False, separators=(",", ":"))

    @override
    def close(self) -> None:
        super().close()
        self._end()


def _draft_in(draft: str) -> GenogramData:
    kept = value_in(GenogramData, parsed(draft), "genogram")
    check_kin(kept.kin)
    return kept


def _laid_out(read: genograms.GenogramsRead, family: UUID, today: date, style: MapStyle) -> genograms.GenogramsRead:
    """What was read, with its drawing laid out: a large family takes long, and on this thread nobody waits for it."""
    from desktop.figures.genogram import draw  # noqa: PLC0415  laying out is loaded when something is drawn

    draw(read.data or genograms.first_genogram(read, family, family, "", today), today, style=style)
    return read
