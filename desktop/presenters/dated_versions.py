"""What the pages of drawings with dated versions hold alike: the version that is open, its draft, how saving goes.

The map of connections, the genogram and the conflict map each say what they read, draw and save; when a draft is kept,
what is told while an act is under way and what is said when it is refused is the same for all three.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from desktop.base.errors import OporaError, Rejected
from desktop.base.events import Event
from desktop.base.jobs import Owner
from desktop.base.messages import N_, Finding, _, message
from desktop.models.snapshots import Changes, Conflict

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from desktop.models.family_page import MapRow
    from desktop.presenters.family import FamilyPresenter
    from desktop.presenters.undo import UndoStack
    from desktop.services.desk import ActFunction, Desk


class Edited(Protocol):
    """What an editor of a drawing says of itself."""

    stack: UndoStack

    @property
    def data(self) -> Any:
        """The version as it is now."""

    @property
    def dirty(self) -> bool:
        """Whether it differs from what the office has."""


E = TypeVar("E", bound=Edited)
D = TypeVar("D")


class DatedVersions(ABC, Generic[E]):
    """One kind of drawing of a family.

    Events: `opened` (an editor), `listed` (versions), `state_changed` (saved | unsaved | draft | saving | failed),
    `stale` (a colleague saved this version: who), `failed` (an error).
    """

    kind: ClassVar[str]  # of the root that is saved; drafts are kept under it
    saved_meanwhile: ClassVar[str] = N_("{who} saved this map while you were drawing")
    is_kept: ClassVar[str] = N_("The program made a mistake: the map is kept")

    def __init__(self, desk: Desk, family: FamilyPresenter) -> None:
        self.desk, self._family = desk, family
        self.owner = Owner()
        self.versions: tuple[MapRow, ...] = ()
        self.editor: E | None = None
        self.said = ""
        self._saved_at = ""  # in this session; a draft or a refusal that was said since does not stand for it
        self.opened: Event[E] = Event()
        self.listed: Event[tuple[MapRow, ...]] = Event()
        self.state_changed: Event[str] = Event()
        self.stale: Event[str] = Event()
        self.failed: Event[Exception] = Event()
        self._kept = ""
        self._saving = False

    @property
    def key(self) -> tuple[str, str]:
        """Where the draft of this family's drawing is kept."""
        return (self.kind, str(self._family.family))

    def listed_versions(self) -> tuple[MapRow, ...]:
        """The versions to choose from, newest first."""
        return self.versions

    @property
    def is_dirty(self) -> bool:
        """Whether the drawing differs from what the office has; one that nobody touched yet does not."""
        return self.editor is not None and self.editor.dirty

    def _begin_editing(self, editor: E) -> None:
        """Show this from now on."""
        self.editor, self._saved_at = editor, ""
        editor.stack.changed.subscribe(lambda _stack: self._typed())
        self.opened.tell(editor)

    def _typed(self) -> None:
        if self.editor is not None and not self._saving:
            if not self.editor.dirty:
                self.said = self._saved_at
                if self._kept:  # all of it was taken back: nothing is left to offer
                    self.drop_draft()
            self.state_changed.tell("unsaved" if self.editor.dirty else "saved")

    # Drafts

    def offered(self) -> str:
        """When a draft was kept, in words, if there is one."""
        draft = self.desk.drafts.all().get(self.key)
        return f"{self._local(draft.saved_at):%d.%m.%Y %H:%M}" if draft is not None else ""

    def _draft(self) -> str | None:
        """The draft as it was written."""
        draft = self.desk.drafts.all().get(self.key)
        return draft.what if draft is not None and isinstance(draft.what, str) else None

    def _draft_value(self, read: Callable[[str], D]) -> D | None:
        """The draft as a value; one that cannot be read is refused in words."""
        draft = self._draft()
        try:
            return read(draft) if draft is not None else None
        except ValueError:
            self.failed.tell(Rejected(Finding((), message(N_("The draft could not be read")))))
            return None

    def drop_draft(self) -> None:
        """What was drawn and not saved is not wanted."""
        self._kept = ""
        self.desk.drop_draft(self.key)

    def keep_draft(self) -> None:
        """Keep the drawing on this computer when somebody changed it; what the card brought in comes again by itself."""
        if self.editor is None or not self.editor.dirty or self.editor.stack.is_clean:
            if self._kept and not self._saving:
                self.drop_draft()  # all of it was taken back: nobody is to be offered it
            return
        what = self._written(self.editor)
        if what != self._kept:
            self._kept = what
            self.desk.keep_draft(self.key, what)
            self.said = self._clock()
            self.state_changed.tell("draft")

    @abstractmethod
    def _written(self, editor: E) -> str:
        """The drawing as a draft holds it."""

    # Saving

    @abstractmethod
    def save(self, *, final: bool = False, after: Callable[[], None] | None = None) -> None:
        """Keep the drawing as a dated version; a finished one stays, and the next change begins a new one."""

    def _day_kept(self, sent: Any) -> date:
        """A version begun beside a finished one is of today, if nobody typed another day."""
        stood = next((row.drawn_on for row in self.versions if row.id == sent.id), sent.drawn_on)
        return self.desk.today if sent.stage != "draft" and stood == sent.drawn_on else sent.drawn_on

    def save_as_new(self) -> None:
        """Keep what I drew as a version of its own, beside the colleague's."""
        if self.editor is not None:
            old = self.editor.data
            mine = replace(old, id=self.desk.new_id(), version=0, final=False, printed_on=None, drawn_on=self.desk.today)
            self._draw_on(mine, old)
            self.save()

    @abstractmethod
    def _draw_on(self, mine: Any, stands: Any) -> None:
        """Work on a version that is not the one that was opened; `stands` is what the office has."""

    def _act(self, label: str, act: ActFunction, done: Callable[[Changes], None], *, undoable: bool = True) -> None:
        def arrived(changes: Changes) -> None:
            self._saved_at = self._clock()
            done(changes)

        self._saving = True
        self.state_changed.tell("saving")
        self.desk.act(label, act, arrived, self._refused, self.owner, draft=self.key, undoable=undoable)

    def _version_in(self, changes: Changes, sent: int) -> int:
        """Which version of the drawing the act left."""
        return next((root.version for root in changes.roots if root.kind == self.kind), sent)

    def _refused(self, error: Exception) -> None:
        self._saving = False
        if isinstance(error, Conflict):
            self.said = _(self.saved_meanwhile).format(who=error.who or "?")
            self.state_changed.tell("failed")
            self.stale.tell(error.who or "?")
            return
        self.said = error.words() if isinstance(error, OporaError) else _(self.is_kept)
        self.state_changed.tell("failed")
        self.failed.tell(error)

    def _clock(self) -> str:
        return f"{self._local(self.desk.now()):%H:%M}"

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(self.desk.office.zone)

    def close(self) -> None:
        """The page goes."""
        self.keep_draft()
        self.owner.close()


class EditedFigure(Edited, Protocol):
    """An editor of which a version is saved as it was sent."""

    def mark_saved(self, saved: Any) -> None:
        """This stands in the office now."""


F = TypeVar("F", bound=EditedFigure)


class FigureVersions(DatedVersions[F]):
    """A drawing of which what goes to paper is marked by whoever holds its versions."""

    printed: ClassVar[str]  # the label of the act

    def mark_printed(self, after: Callable[[], None] | None = None) -> None:
        """This version went onto paper: from now on it stays as it is. What is not saved yet is saved first."""
        editor = self.editor
        if editor is None:
            return
        if editor.dirty or not editor.data.version:
            self.save(after=lambda: self.mark_printed(after))
            return
        sent, today = editor.data, self.desk.today

        def done(changes: Changes) -> None:
            version = self._version_in(changes, sent.version)
            editor.mark_saved(replace(sent, version=version, final=True, printed_on=sent.printed_on or today))
            self._settled(after)

        self._act(self.printed, self._put_on_paper(sent.id, sent.version), done, undoable=False)

    @abstractmethod
    def _put_on_paper(self, id_: UUID, version: int) -> ActFunction:
        """The act that marks this version."""

    @abstractmethod
    def _settled(self, after: Callable[[], None] | None) -> None:
        """An act is done: say so, read what stands, then go on with `after`."""
