"""The desk: where acts are run, questions answered, and everybody who shows something is told what changed.

Wired once in `bootstrap`; in tests with inline lanes. Pages and presenters know no other way into the office.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from typing_extensions import override

from desktop.base.errors import OporaError
from desktop.base.events import Event
from desktop.base.jobs import ACT, BROWSE, OPEN, Asks, Cancelled, Deliver, Job, Owner, at_once
from desktop.models.definitions import FormDefinition, Journal, Pathway, Profile
from desktop.models.kinds import Reader
from desktop.models.signed_in import Actor, OfficeView
from desktop.models.snapshots import Changes
from desktop.rules import countries
from desktop.services import definitions_kept
from desktop.services.desk_definitions import KnownDefinitions
from desktop.store import families as kept_families
from desktop.store.drafts import Draft, DraftFile, DraftKey
from desktop.store.kept import KeptOffice
from desktop.store.units import Moment, Reading, Unit

T = TypeVar("T")
Done = Callable[[T], None]
Failed = Callable[[Exception], None]
Told = Callable[[int, int], None]
ActFunction = Callable[[Unit], UUID | None]
Question = Callable[[Reading], T]


def _unheard(_done: int, _of: int) -> None:
    """Nobody watches how far it is."""


def _unnoticed() -> None:
    """Nobody waits for the end of work that was cancelled."""


class Gathering:
    """Reading, then making a file: two pieces of work that one word stops."""

    def __init__(self, interrupt: Callable[[object], None]) -> None:
        self._interrupt = interrupt
        self._jobs: list[Job] = []
        self._cancelled = False

    def follow(self, job: Job) -> None:
        """This piece belongs to it too."""
        self._jobs.append(job)
        if self._cancelled:
            job.cancel()

    def cancel(self) -> None:
        """Nobody wants the file any more: the question is interrupted, the making stops at its next step."""
        self._cancelled = True
        for job in self._jobs:
            job.cancel()
            self._interrupt(job)


@dataclass
class Lanes:
    """Where work runs: acts and cards, lists and search, files; inline in tests."""

    records: Asks
    browsing: Asks
    files: Asks

    def close(self) -> None:
        """Finish the acts that were given, then stop: nobody waits for lists and previews of an office that is left."""
        for lane in (self.browsing, self.files):
            lane.drop()
        for lane in (self.browsing, self.files, self.records):  # a file that was just written is recorded too
            lane.close()


@dataclass
class Desk(KnownDefinitions):
    """A signed-in person's desk in an opened office."""

    office_kept: KeptOffice
    actor: Actor
    now: Callable[[], datetime]  # aware
    new_id: Callable[[], UUID]
    lanes: Lanes
    drafts: DraftFile
    language: str = "ru"
    deliver: Deliver = at_once  # what colleagues did is told in the order in which it came
    changed: Event[Changes] = field(default_factory=Event)
    unsaved: Event[Exception] = field(default_factory=Event)  # a draft could not be kept
    _replaced: dict[str, Job] = field(default_factory=dict)
    _captions: dict[tuple[str, str], str] = field(default_factory=dict)
    _choices: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    staff: dict[UUID, tuple[str, str]] = field(default_factory=dict)  # name with initials, position
    agencies: tuple[tuple[UUID, str, str], ...] = ()  # id, short name, sphere
    _forms: dict[str, FormDefinition] = field(default_factory=dict)
    _pathways: dict[tuple[str, int], Pathway] = field(default_factory=dict)
    _journals: dict[str, Journal] = field(default_factory=dict)
    _versions: dict[tuple[str, int], tuple[UUID, FormDefinition]] = field(default_factory=dict)
    _questionnaires: tuple[tuple[UUID, FormDefinition], ...] = ()
    profile: Profile | None = None  # what differs by the office's country
    _settings: dict[str, Any] = field(default_factory=dict)
    _own: set[int] = field(default_factory=set)  # acts of this desk, told already
    seen: int = 0  # number of the newest act this desk knows of

    def __post_init__(self) -> None:
        self.profile = self.read(lambda reading: definitions_kept.profile(reading, self.office.country))
        self.read_dictionaries()
        self.read_people()
        self._settings = self.office_kept.settings(self.office.id)  # the whole office's, then a person's own
        self._settings |= self.office_kept.settings(self.actor.id) if self.actor.id else {}
        self.seen = self.office_kept.last_act()

    @property
    def office(self) -> OfficeView:
        """The office this desk stands in."""
        return self.office_kept.view

    @property
    def today(self) -> date:
        """The office's day."""
        return self.now().astimezone(self.office.zone).date()

    @property
    def reader(self) -> Reader:
        """For turning values into words: today, captions, the office's zone."""
        return Reader(self.today, self.caption, self.office.zone)

    def caption(self, dictionary: str, code: str) -> str:
        """What the code is called; the code itself where nobody named it."""
        return self._captions.get((dictionary, code), code)

    def choices(self, dictionary: str) -> tuple[tuple[str, str], ...]:
        """(code, caption) of what may be chosen."""
        return self._choices.get(dictionary, ())

    def read_dictionaries(self) -> None:
        """Read the captions again: after a dictionary was changed or the language switched."""
        self._know_words(self.office_kept.captions(self.language), self.office_kept.choices(self.language))

    def _know_words(self, captions: dict[tuple[str, str], str], choices: dict[str, countries.Choices]) -> None:
        self._captions = countries.own_words(captions, self.profile)
        self._choices = countries.own_choices(choices, self.profile)

    def read_people(self) -> None:
        """Read colleagues and agencies here and now: while the office is opened."""
        self._know_people(self.read(_people))

    def ask_people(self, done: Callable[[], None]) -> None:
        """Read colleagues and agencies again without keeping the window waiting: after one was added."""

        def arrived(people: _People) -> None:
            self._know_people(people)
            done()

        self.open(_people, arrived, self.unsaved.tell, Owner())

    def _know_people(self, people: _People) -> None:
        self.staff, self.agencies = people

    def _moment(self) -> Moment:
        now = self.now()
        return Moment(now, now.astimezone(self.office.zone).date(), self.new_id)

    # Acts

    def do(self, label: str, act: ActFunction, *, undoes: int | None = None, undoable: bool = True) -> Changes:
        """Run an act here and now and tell the pages: the command line, tests, and the records lane.

        Raises:
            Rejected, Conflict, Unavailable: nothing was written.
        """
        changes = self._run(label, act, undoes=undoes, undoable=undoable)
        self._tell(changes)
        return changes

    def _run(self, label: str, act: ActFunction, *, undoes: int | None, undoable: bool) -> Changes:
        changes = self.office_kept.act(self.actor, self._moment(), label, act, undoes=undoes, undoable=undoable)
        self._own.add(changes.act)
        return changes

    def act(
        self,
        label: str,
        act: ActFunction,
        done: Done[Changes],
        failed: Failed,
        owner: Owner | None = None,
        *,
        undoes: int | None = None,
        undoable: bool = True,
        draft: DraftKey | None = None,
    ) -> None:
        """Run an act on the records lane; its draft goes with it. Closing the window finishes it all the same."""

        def run(_job: Job) -> Changes:
            changes = self._run(label, act, undoes=undoes, undoable=undoable)
            if draft is not None:
                self._drop_after(draft)
            return changes

        asker = owner or Owner()

        def finished(changes: Changes) -> None:
            self._tell(changes)  # other pages show it even if the one that asked has gone
            if not asker.gone.is_set():
                done(changes)

        def refused(error: Exception) -> None:
            (self.unsaved.tell if asker.gone.is_set() else failed)(error)

        self.lanes.records.ask(run, finished, refused, Owner(), ACT)

    def _drop_after(self, draft: DraftKey) -> None:
        """A save that the office has is not a failed one because its draft could not be dropped: that is said apart."""
        try:
            self.drafts.drop(draft)
        except OporaError as error:
            self.lanes.records.ask(_failing(error), _done_quietly, self.unsaved.tell, Owner(), ACT)

    def _tell(self, changes: Changes) -> None:
        if any(root.kind in ("staff", "agency") for root in changes.roots):
            self.ask_people(_unnoticed)  # before anything that the pages ask for when they hear of it
        if any(root.kind == "office" for root in changes.roots):
            self.lanes.browsing.ask(lambda _job: self.office_kept.read_view(), _done_quietly, self.unsaved.tell, Owner(), OPEN)
        if any(root.kind in ("definition", "dictionary_entry") for root in changes.roots):
            self._refresh_definitions(changes)  # the pages hear of it when the new ones are here
        elif changes.act:
            self.changed.tell(changes)

    def _refresh_definitions(self, changes: Changes) -> None:
        """A colleague or this desk installed something: what is remembered here is read again, then the pages are told."""

        def arrived(read: _Definitions) -> None:
            self._forms, self._pathways, self._journals = {}, read[3], {}
            self._know_words(read[1], read[2])
            self._keep_forms(read[0])
            self.changed.tell(changes)

        def ask(reading: Reading) -> _Definitions:
            found = definitions_kept.newest_forms(reading)
            pathways = definitions_kept.pathways(reading)
            return found, self.office_kept.captions(self.language), self.office_kept.choices(self.language), pathways

        self.open(ask, arrived, self.unsaved.tell, Owner())

    def is_own(self, changes: Changes) -> bool:
        """Whether it was done at this desk: colleagues may bear one name, a person may have two windows."""
        return changes.act in self._own

    # Questions

    @override
    def read(self, question: Callable[[Reading], T], job: Job | None = None) -> T:
        """Answer here and now: the command line, tests, and work that asks while it runs.

        Raises:
            Cancelled: the job it is asked for was cancelled.
            Unavailable: the office cannot be reached.
        """
        if job is not None and job.unwanted:
            raise Cancelled
        answer = self.office_kept.read(self.actor, self._moment(), question, job)
        if job is not None and job.unwanted:  # the word came between two statements
            raise Cancelled
        return answer

    def stop(self, job: Job) -> None:
        """Cancel work; the question it is asking now is interrupted."""
        job.cancel()
        self.office_kept.interrupt(job)

    def open(self, question: Callable[[Reading], T], done: Done[T], failed: Failed, owner: Owner) -> None:
        """Answer on the browsing lane before any list: a card is waited for."""
        self.lanes.browsing.ask(lambda _job: self.read(question), done, failed, owner, OPEN)

    def browse(
        self,
        question: Callable[[Reading], T],
        done: Done[T],
        failed: Failed,
        owner: Owner,
        replaces: str = "",
    ) -> None:
        """Answer on the browsing lane; a newer question with the same `replaces` makes this one unwanted."""
        if replaces and (older := self._replaced.get(replaces)) is not None:
            self.stop(older)

        asked = self.lanes.browsing.ask(lambda job: self.read(question, job), done, failed, owner, BROWSE)
        if replaces:
            self._replaced[replaces] = asked

    def work(
        self, do: Callable[[Job], T], done: Done[T], failed: Failed, owner: Owner, told: Told = _unheard,
        stopped: Callable[[], None] = _unnoticed, *, kept: bool = False,
    ) -> Job:  # fmt: skip
        """Long work (layout of a PDF, writing files); shows progress, and `stopped` is told once it was cancelled.

        What is `kept` is done even when the office is left meanwhile: a person named the file and counts on it.
        """
        return self.lanes.files.ask(do, done, failed, owner, ACT if kept else BROWSE, told, stopped)

    def gather(
        self, question: Callable[[Reading], T], make: Callable[[T, Job], Any], done: Done[Any], failed: Failed, owner: Owner,
        told: Told = _unheard, stopped: Callable[[], None] = _unnoticed,
    ) -> Gathering:  # fmt: skip
        """Read on the browsing lane, then make a file of it on the files lane."""
        whole = Gathering(self.office_kept.interrupt)

        def made(read: T) -> None:
            whole.follow(self.work(lambda job: make(read, job), done, failed, owner, told, stopped))

        whole.follow(self.lanes.browsing.ask(lambda job: self.read(question, job), made, failed, owner, OPEN, stopped=stopped))
        return whole

    # Drafts and settings

    def keep_draft(self, key: DraftKey, what: Any, *, closed: bool = False) -> None:
        """Keep what was typed on this computer, off the window's thread."""
        draft = Draft(self.now(), what, closed)
        self._in_order(lambda _job: self.drafts.put(key, draft))

    def drop_draft(self, key: DraftKey) -> None:
        """Throw away what was typed and not saved."""
        self._in_order(lambda _job: self.drafts.drop(key))

    def setting(self, key: str) -> Any:
        """What this person arranged, or None."""
        return self._settings.get(key)

    def keep_setting(self, key: str, value: Any, *, whole_office: bool = False) -> None:
        """Keep an arrangement of a person, or of everybody in the office, on the records lane."""
        self._settings[key] = json.loads(json.dumps(value))  # as it will be read back
        if (staff := self.office.id if whole_office else self.actor.id) is not None:
            self._in_order(lambda _job: self.office_kept.keep_setting(staff, key, value))

    def _in_order(self, work: Callable[[Job], None]) -> None:
        """Behind the acts already given and before later ones: a draft kept before a save never outlives it."""
        self.lanes.records.ask(work, _done_quietly, self.unsaved.tell, Owner(), ACT)

    def catch_up(self, number: int) -> int:
        """Tell the pages what colleagues did after act `number`; returns the newest number. Called by the listener."""
        acts = self.office_kept.acts_after(number)
        for changes in (one for one in acts if one.act not in self._own):
            self._tell_later(changes)
        return acts[-1].act if acts else number

    def _tell_later(self, changes: Changes) -> None:
        self.deliver(lambda: self._tell(changes))

    def close(self) -> None:
        """Finish the acts, then leave the office."""
        for lane in (self.lanes.browsing, self.lanes.files):
            lane.drop()
        self.office_kept.interrupt_all()
        self.lanes.close()
        self.office_kept.close()


_Definitions = tuple[
    tuple[tuple[UUID, FormDefinition], ...], dict[tuple[str, str], str], dict[str, tuple[tuple[str, str], ...]],
    dict[tuple[str, int], Pathway],
]  # fmt: skip
_People = tuple[dict[UUID, tuple[str, str]], tuple[tuple[UUID, str, str], ...]]


def _people(reading: Reading) -> _People:
    return kept_families.staff_names(reading), kept_families.agencies(reading)


def _done_quietly(_nothing: object) -> None:
    """It worked; nobody needs to hear of it."""


def _failing(error: Exception) -> Callable[[Job], None]:
    """Work that only says what went wrong already, in the window's thread."""

    def fail(_job: Job) -> None:
        raise error

    return fail
