"""Filling and saving records: one or several forms that are saved together, their drafts, and merging.

What is typed is never lost: a draft is kept on this computer, a refusal or a lost server leaves the form as it is, and
when a colleague saved first the two are put together and only what both changed is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import Final, Literal
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.events import Event
from desktop.base.jobs import ACT, Job, Owner
from desktop.base.messages import N_, Finding, _, message, ngettext
from desktop.models.definitions import FormDefinition, Path
from desktop.models.fields import NEEDS_PRINTING
from desktop.models.snapshots import Changes, Conflict, Edit, Snapshot
from desktop.presenters.forms import FormDraft
from desktop.presenters.undo import UndoStack
from desktop.rules.merging import Clash, Side, merge, resolve
from desktop.services import cards
from desktop.services.desk import Desk

DraftKey = tuple[str, str]
State = Literal["saved", "unsaved", "saving", "failed", "draft"]


_TYPING: Final = ("unsaved", "draft")
_BESIDE: Final = "#"  # after the id in the key of a draft kept beside an older one


def offer_and_own(desk: Desk, key: DraftKey) -> tuple[DraftKey | None, DraftKey]:
    """The draft to be offered, if one is kept, and where a page that opens now keeps its own.

    An older draft stands untouched under its key until somebody decides; a new one is kept beside it.
    """
    kind, id_ = key
    kept = desk.drafts.all()
    older = [known for known in kept if known[0] == kind and known[1].split(_BESIDE)[0] == id_]
    if not older:
        return None, key
    places = (f"{id_}{_BESIDE}{n}" for n in count(2))
    return older[-1], next(beside for place in places if (beside := (kind, place)) not in kept)


@dataclass(frozen=True, slots=True)
class Filled:
    """One form of a card: which definition, the record it shows, and what no form shows of a new one."""

    form: str
    record: Snapshot
    fixed: Mapping[str, object] = field(default_factory=dict)
    definition: FormDefinition | None = None  # else the newest of this name


@dataclass(frozen=True, slots=True)
class Merging:
    """What a person has to decide before the card can be saved, and who saved first."""

    form: FormDraft
    merged: Snapshot
    theirs: Snapshot
    clashes: tuple[Clash, ...]
    who: str


class Card:
    """Forms that are saved together. A record of version 0 is new."""

    def __init__(
        self,
        desk: Desk,
        label: str,
        forms: Sequence[Filled],
        *,
        save: cards.SaveAct = cards.write_cards,
        reopen: cards.Reopen = cards.open_card,
        draft_kind: str = "",
        closed: bool = False,
        half: Callable[[Path], bool] | None = None,
    ) -> None:
        self.desk, self.label, self._save, self._reopen = desk, label, save, reopen
        self._closed = closed  # its draft is opened only by whoever opened the record with a reason
        self._half = half  # of which boxes unreadable words wait in the draft while the rest is saved
        self.stack = UndoStack()
        self._fixed = [filled.fixed for filled in forms]  # beside `forms`: a draft of a new record has its own id
        self.forms: list[FormDraft] = [self._draft(filled) for filled in forms]
        first = forms[0]
        self.key: DraftKey = (draft_kind or first.form, "new" if first.record.version == 0 else str(first.record.id))
        self._shown = first.record.id
        self._offer, self.key = offer_and_own(desk, self.key)
        self.owner = Owner()
        self.state: State = "saved"
        self.said = ""  # what stands beside the state: time of saving, or why not
        self.state_changed: Event[State] = Event()
        self.refused: Event[tuple[Finding, ...]] = Event()
        self.merging: Event[Merging] = Event()
        self.came: Event[str] = Event()  # a colleague's changes were put in: a sentence
        self.saved: Event[Changes] = Event()
        self._kept: object = None  # as it was last given to be kept
        for form in self.forms:
            form.state_changed.subscribe(self._typed)

    def _draft(self, filled: Filled) -> FormDraft:
        return FormDraft(
            filled.definition or self.desk.form(filled.form), filled.record, self.desk.reader, self.stack,
            new_id=self.desk.new_id, office_country=self.desk.office.country,
        )  # fmt: skip

    @property
    def is_new(self) -> bool:
        """Whether the office has no such record yet."""
        return self.forms[0].base.version == 0

    @property
    def is_dirty(self) -> bool:
        """Whether there is anything to save."""
        return any(form.is_dirty for form in self.forms)

    def _typed(self, *_what: object) -> None:
        if self.state == "saving":
            return
        wanted: State = "unsaved" if self.is_dirty else "saved"
        if wanted != self.state or self.state in ("failed", "draft"):
            self._become(wanted)

    def _become(self, state: State, said: str = "") -> None:
        self.state, self.said = state, said
        self.state_changed.tell(state)

    def unread(self) -> int:
        """How many boxes of those shown hold words that are no value: they are on no record yet."""
        return sum(len(form.to_mend) for form in self.forms)

    def missing(self) -> int:
        """How many boxes are still to be filled for printing."""
        return sum(len(form.missing(NEEDS_PRINTING)) for form in self.forms)

    # Drafts

    def offered(self) -> datetime | None:
        """When a draft of this card was kept, if there is one to be offered."""
        draft = self.desk.drafts.all().get(self._offer or self.key)
        return draft.saved_at if draft is not None and isinstance(draft.what, dict) else None

    def take_draft(self) -> None:
        """Show what was typed before the program ended; the record may have changed since: saving finds out."""
        taken = self._offer or self.key
        draft = self.desk.drafts.all().get(taken)
        if draft is None:
            return
        self.keep_draft()  # what was typed beside it stays under its own key
        self.key, self._offer, self._kept = taken, None, None
        for number, kept in enumerate(draft.what.get("forms", ())):
            if number < len(self.forms):
                self.forms[number].resume(kept)
        self._become("unsaved")

    def keep_draft(self) -> None:
        """Keep what is typed on this computer; nothing is written when nothing changed since.

        While a save is under way, what was typed since is kept behind it.
        """
        if not self.is_dirty:
            return
        what = {"forms": [form.to_draft_json() for form in self.forms]}
        if what == self._kept:
            return
        self._kept, key = what, self.key
        self.desk.keep_draft(key, what, closed=self._closed)
        at = self.desk.now().astimezone(self.desk.office.zone)

        def written(stands: object) -> None:
            if stands is what and self._kept is what and self.state in _TYPING:
                self._become("draft", f"{at:%H:%M}")

        def look(_job: Job) -> object:
            draft = self.desk.drafts.all().get(key)
            return draft.what if draft is not None else None

        self.desk.lanes.records.ask(look, written, self.desk.unsaved.tell, self.owner, ACT)

    def drop_draft(self) -> None:
        """Throw away what was kept of this card; a draft that is still offered stays."""
        self._kept = None
        self.desk.drop_draft(self.key)

    def drop_offer(self) -> None:
        """Throw away the draft that was offered."""
        if self._offer is not None:
            self.desk.drop_draft(self._offer)
            self._offer = None

    def discard(self) -> None:
        """Back to what the office has."""
        for form in self.forms:
            form.reset()
        self.drop_draft()
        self._become("saved", self.said)

    # Saving

    def save(self) -> None:
        """Write what was typed; half-filled is fine, unreadable is said beside its box first."""
        blocking = tuple(finding for form in self.forms for finding in form.try_saving())
        unreadable = {path for form in self.forms for path in form.unreadable}
        if self._half is not None:
            waiting = {path for path in unreadable if self._half(path)}
            blocking, unreadable = tuple(f for f in blocking if f.path not in waiting), unreadable - waiting
        stopping = tuple(f for f in blocking if f.path in unreadable) or blocking
        if stopping:
            self._become("failed", stopping[0].message.words())
            self.refused.tell(stopping)
            return
        told = [
            (form, fixed) for form, fixed in zip(self.forms, self._fixed, strict=True) if form.is_dirty or form.base.version == 0
        ]
        wanted = [form for form, _fixed in told]
        if not wanted:
            self._become("saved", self.said)
            return
        sent = {form.base.id: form.to_snapshot() for form in wanted}
        edits = tuple(Edit(form.base if form.base.version else None, sent[form.base.id], fixed) for form, fixed in told)
        self._become("saving")
        self.keep_draft()  # before the act, which drops it: should the page be gone when it fails, nothing is lost
        kept = self._kept
        self.desk.act(
            self.label,
            lambda unit: self._save(unit, edits),
            lambda changes: self._done(changes, wanted, sent, kept),
            self._failed,
            self.owner,
            draft=self.key,
        )

    def _done(self, changes: Changes, wanted: list[FormDraft], sent: dict[UUID, Snapshot], kept: object) -> None:
        at = self.desk.now().astimezone(self.desk.office.zone)
        written = [_written(changes, sent[form.base.id], first=form is wanted[0]) for form in wanted]

        def stands(found: list[Snapshot | None]) -> None:
            for form, record, mine in zip(wanted, found, written, strict=True):
                form.saved(record or mine, sent[form.base.id])
            self._stands(f"{at:%H:%M}")
            self._follow_draft(typed_since=self._kept is not kept or bool(self.unread()))
            self.saved.tell(changes)

        def unread(_error: Exception) -> None:
            stands([None for _form in wanted])  # it is saved all the same; the next reading brings the rest

        self.desk.open(
            lambda reading: [self._reopen(reading, mine.kind, mine.id) for mine in written],
            stands,
            unread,
            self.owner,
        )

    def _stands(self, at: str) -> None:
        """Say that it is saved, and of how many boxes the words are not."""
        count = self.unread()
        if not count:
            self._become("unsaved" if self.is_dirty else "saved", at)
            return
        words = ngettext(
            "Saved {at}, but {n} box is not: what is typed there does not fit",
            "Saved {at}, but {n} boxes are not: what is typed there does not fit", count,
        )  # fmt: skip
        self._become("failed", words.format(at=at, n=count))

    def _follow_draft(self, *, typed_since: bool) -> None:
        """The act dropped the draft of what it wrote; what was typed since is kept as a change of what stands now."""
        old, self._kept = self.key, None
        first = self.forms[0]
        if self.key[1].split(_BESIDE)[0] == "new" or first.base.id != self._shown:
            self.key = (first.definition.key, str(first.base.id))
        self._shown = first.base.id
        if typed_since:
            self.keep_draft()
            if self.key != old or not self.is_dirty:
                self.desk.drop_draft(old)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Conflict):
            self._conflict(error)
        elif isinstance(error, Rejected):
            self._become("failed", error.words())
            self.refused.tell(error.findings)
        else:
            words = getattr(error, "words", None)
            self._become("failed", words() if words else _("The program made a mistake: what you typed is kept"))
            if words is None:
                raise error

    def _conflict(self, conflict: Conflict) -> None:
        theirs = conflict.theirs
        form = next((f for f in self.forms if theirs is not None and f.base.id == theirs.id), None)
        if theirs is None or form is None:
            gone = Finding(
                (),
                message(N_("Somebody removed this record while you were typing. Your text is kept as a draft.")),
            )
            self._become("failed", gone.message.words())
            self.refused.tell((gone,))
            return
        merged, clashes = merge(form.base, form.to_snapshot(), theirs)
        if clashes:
            self._become("failed", _("{who} saved this card while you were typing").format(who=conflict.who or "?"))
            self.merging.tell(Merging(form, merged, theirs, clashes, conflict.who))
            return
        form.adopt(merged, theirs)
        self.came.tell(_("Changes by {who} were put in").format(who=conflict.who or "?"))
        self.save()

    def decide(self, merging: Merging, choices: Mapping[Path, Side]) -> None:
        """Save with what the person chose where both had changed the same."""
        merging.form.adopt(resolve(merging.merged, merging.clashes, choices), merging.theirs)
        self.save()

    def refresh(self, records: Mapping[UUID, Snapshot]) -> None:
        """A colleague saved: what I did not touch follows at once, what I typed stays mine."""
        for form in self.forms:
            theirs = records.get(form.base.id)
            if theirs is None or theirs.version <= form.base.version or self.state == "saving":
                continue
            merged, clashes = merge(form.base, form.to_snapshot(), theirs)
            if not clashes:
                form.adopt(merged, theirs)

    def close(self) -> None:
        """The page goes; a save under way is finished all the same."""
        self.owner.close()


def _written(changes: Changes, sent: Snapshot, *, first: bool) -> Snapshot:
    """The record as far as the act tells: what was sent, with the identity and the version it has now."""
    made = {root.id: root for root in changes.roots}
    result = made.get(changes.result) if first and changes.result is not None else None
    if result is not None and result.kind == sent.kind:
        return replace(sent, id=result.id, version=result.version)  # a changed plan is a new version with its own id
    return replace(sent, version=made[sent.id].version) if sent.id in made else sent
