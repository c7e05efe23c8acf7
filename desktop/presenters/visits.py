"""Writing a visit into the log: what is typed, what is still to be said, drafts, undo, recording.

Nothing is answered beforehand but the date, the kind, the one who writes and the proposed next date: silence about a
child or a danger is not «no».
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.events import Event
from desktop.base.jobs import Owner
from desktop.base.messages import N_, Finding, _, message
from desktop.models.drafts_of_acts import Named, VisitDraft
from desktop.models.family_page import FamilyPage, Member, VisitRow
from desktop.models.fields import Value
from desktop.models.plans import PlanRow
from desktop.models.snapshots import Changes, Snapshot
from desktop.presenters.undo import UndoStack
from desktop.presenters.visit_state import (
    VisitState,
    amending,
    begin,
    from_json,
    readable,
    to_act,
    to_json,
    unreadable,
)
from desktop.presenters.visit_words import colleague, lasted, often, short_name, weekday
from desktop.rules.visits import DANGERS, HELD, NOBODY_FOUND, USUAL_RHYTHM, missing, next_visit
from desktop.services import visits
from desktop.services.desk import Desk
from desktop.services.plans import plans_of

State = Literal["saved", "unsaved", "saving", "failed", "draft"]
Typed = Literal["visited_on", "came", "left", "next_on"]
_LONGEST_STEP = 48  # characters of a step on its chip


@dataclass(frozen=True, slots=True)
class StepChip:
    """A step of the current plan: its words, its mark now ("" for none), and whether it was marked in this visit."""

    id: UUID
    words: str
    short: str
    mark: str
    touched: bool


class VisitEntry:
    """The entry of one new visit, or of an entry added to a visit."""

    def __init__(self, desk: Desk, family: UUID) -> None:
        self.desk, self.family = desk, family
        self.key = ("visit", f"new:{family}")
        self.owner = Owner()
        self.stack = UndoStack()
        self.page: FamilyPage | None = None
        self.log: tuple[VisitRow, ...] = ()
        self.plans: tuple[Snapshot, ...] = ()  # those in work
        self.attempted = False  # somebody tried to record it: what is missing is red now
        self.refusals: tuple[Finding, ...] = ()  # what the office said no to
        self.status: State = "saved"
        self.said = ""
        self.changed: Event[None] = Event()
        self.log_read: Event[tuple[VisitRow, ...]] = Event()
        self.status_changed: Event[State] = Event()
        self.refused: Event[tuple[Finding, ...]] = Event()
        self.failed: Event[Exception] = Event()
        self.recorded: Event[Changes] = Event()
        self.state = self._fresh = begin(desk.today, self._me())
        self._kept: object = None
        self._offer = desk.drafts.all().get(self.key)

    def _me(self) -> Named | None:
        actor = self.desk.actor
        if actor.id is None:
            return None
        name, position = self.desk.staff.get(actor.id, (actor.name, ""))
        return Named(actor.id, name, position)

    # What is known of the family

    def show_page(self, page: FamilyPage) -> None:
        """The family was read: its children and adults may have changed; the log is read again."""
        self.page = page
        self.changed.tell(None)
        self.read_log()

    def read_log(self) -> None:
        """Read the log and the plan on the browsing lane."""
        self.desk.browse(
            lambda reading: (visits.visit_log(reading, self.family), plans_of(reading, self.family)),
            self._log_arrived, self.failed.tell, self.owner, replaces=f"visits:{self.family}",
        )  # fmt: skip

    def _log_arrived(self, found: tuple[tuple[VisitRow, ...], tuple[PlanRow, ...]]) -> None:
        self.log, plans = found
        self.plans = tuple(row.plan for row in plans if row.current)
        self.log_read.tell(self.log)
        self.changed.tell(None)

    def _household(self) -> tuple[Member, ...]:
        members = self.page.members if self.page else ()
        return tuple(member for member in members if member.membership.values["till"] is None)

    def children(self) -> tuple[tuple[UUID, str], ...]:
        """(id, given name) of each child of the household, the eldest first; namesakes with their surnames."""
        found = [member for member in self._household() if member.child]
        return tuple((member.person.id, short_name(member, found)) for member in found)

    def adults(self) -> tuple[tuple[UUID, str], ...]:
        """(id, «Marina, mother») of each adult of the household."""
        found = [member for member in self._household() if not member.child]
        return tuple((member.person.id, self._called(member, found)) for member in found)

    def _called(self, member: Member, among: list[Member]) -> str:
        role = member.membership.values["role"]
        caption = self.desk.caption("household_roles", role) if isinstance(role, str) else ""
        word = _(member.kinship) if member.kinship else caption
        name = short_name(member, among)
        return f"{name}, {word.lower()}" if word else name

    def colleagues(self) -> tuple[tuple[str, str], ...]:
        """(id, «Asanova G. M., curator») of everybody of the office."""
        found = [(str(id_), colleague(name, position)) for id_, (name, position) in self.desk.staff.items()]
        return tuple(sorted(found, key=lambda item: item[1]))

    def steps(self) -> tuple[StepChip, ...]:
        """The steps of the plans in work with their marks."""
        return tuple(self._chip(id_, step) for plan in self.plans for id_, step in plan.parts["steps"].items())

    def _chip(self, id_: UUID, step: Snapshot) -> StepChip:
        words = " ".join(str(step.values["words"] or "").split())
        touched = id_ in self.state.steps
        mark = self.state.steps.get(id_) or str(step.values["mark"] or "")
        short = words if len(words) <= _LONGEST_STEP else words[: _LONGEST_STEP - 1].rsplit(" ", 1)[0] + "…"
        due = step.values["due_on"]
        if isinstance(due, date) and mark not in {"done", "not_done"}:
            short, words = f"{short} {due:%d.%m}", f"{words} ({due:%d.%m.%Y})"
        return StepChip(id_, words, short, mark, touched)

    # Typing

    def type(self, key: Typed, text: str) -> None:
        """A date or a time was typed."""
        state = self.state
        match key:
            case "visited_on":
                state = replace(state, visited_on=text)
            case "came":
                state = replace(state, came=text)
            case "left":
                state = replace(state, left=text)
            case "next_on":
                state = replace(state, next_on=text)
        self._become(state, key)

    def answer(self, key: str, value: Value) -> None:
        """A question was answered, a text typed; None takes the answer away."""
        self._become(self.state.with_value(key, value), key)

    def come_with(self, people: tuple[Named, ...]) -> None:
        """Who of the office went, and others by name; those of agencies stay as they were written."""
        partners = tuple(person for person in self.state.participants if person.partner)
        self._become(replace(self.state, participants=(*people, *partners)), "participants")

    def become(self, state: VisitState, what: str) -> None:
        """Take another state as one step: services, aid, specialists of agencies."""
        self._become(state, what)

    def meet(self, people: tuple[Named, ...]) -> None:
        """Whom they met."""
        self._become(replace(self.state, met=people), "met")

    def see(self, child: UUID, seen: bool | None) -> None:  # noqa: FBT001  an answer, not a switch
        """A child was seen, was not, or is not spoken of yet."""
        children = {id_: said for id_, said in self.state.children.items() if id_ != child}
        if seen is not None:
            children[child] = seen
        self._become(replace(self.state, children=children), f"child {child}")

    def see_all(self, seen: bool) -> None:  # noqa: FBT001  an answer, not a switch
        """Every child of the household was seen, or none."""
        self._become(replace(self.state, children={id_: seen for id_, _name in self.children()}), "all children")

    def mark(self, step: UUID, mark: str) -> None:
        """What the visit found about a step of the plan; "" takes it back."""
        steps = {id_: kept for id_, kept in self.state.steps.items() if id_ != step}
        if mark:
            steps[step] = mark
        self._become(replace(self.state, steps=steps), f"step {step}")

    def clear(self) -> None:
        """Begin again with nothing said; a step back brings everything again."""
        self._become(self._fresh, "clear")
        self.attempted = False
        self.changed.tell(None)

    def amend(self, visit: Snapshot) -> None:
        """Begin an entry that adds to this visit: what it says stands, text is new."""
        self._become(amending(visit, self._me(), self.desk.staff), "amend")

    def _become(self, state: VisitState, what: str) -> None:
        if state == self.state or self.status == "saving":
            return
        before, self.refusals = self.state, ()
        self.stack.push_values(message(N_("Visit entry")), self._show, before, state, merge=what)
        self._show(state)

    def _show(self, state: VisitState) -> None:
        self.state = state
        self._say("unsaved" if self.is_dirty else "saved", self.said if self.status == "saved" else "")
        self.changed.tell(None)

    @property
    def is_dirty(self) -> bool:
        """Whether something is typed."""
        return self.state != self._fresh

    # What follows from what is typed

    def visited_on(self) -> date | None:
        """The day of the visit, as far as it is understood."""
        day = readable(self.state, "visited_on", self.desk.reader)
        return day if isinstance(day, date) else None

    def rhythm(self) -> int:
        """Every how many days the case is visited."""
        every = self.page.case.values["visit_every"] if self.page and self.page.case else None
        return every if isinstance(every, int) and every > 0 else USUAL_RHYTHM

    def proposed(self) -> date:
        """When to come again by the rhythm of the case."""
        return next_visit(self.visited_on() or self.desk.today, self.rhythm(), self.state.outcome)

    def next_on(self) -> date | None:
        """The next date: typed, or proposed."""
        if self.state.next_on is None:
            return self.proposed()
        day = readable(self.state, "next_on", self.desk.reader)
        return day if isinstance(day, date) else None

    def next_words(self) -> str:
        """«Tuesday · by the rhythm: once a week» beside the next date."""
        day = self.next_on()
        parts = [weekday(day)] if day else []
        if self.state.next_on is None:
            outcome = self.state.outcome
            if outcome is not None and outcome not in HELD:
                parts.append(_("sooner than usual: the visit was not held"))
            else:
                parts.append(_("by the rhythm: {how_often}").format(how_often=often(self.rhythm())))
        return " · ".join(parts)

    def duration(self) -> str:
        """«50 min» between coming and leaving; empty when it cannot be told."""
        return lasted(*(readable(self.state, key, self.desk.reader) for key in ("came", "left")))

    def dangers_raised(self) -> tuple[str, ...]:
        """Which dangers will be raised when this visit is recorded, in words."""
        keys = [key for key in DANGERS if self.state.values.get(key) is True]
        if self.state.nobody_found:
            keys = ["not_seen"] if self.children() else []
        elif self.state.danger_unseen:
            keys = []
        amended = next((row for row in self.log if row.id == self.state.amends), None)
        known = (*amended.dangers, *(("not_seen",) if amended.outcome == NOBODY_FOUND else ())) if amended else ()
        return tuple(self.desk.caption("alert_kinds", key) for key in keys if key not in known)

    def findings(self) -> tuple[Finding, ...]:
        """What is still to be said before the visit counts as entered, in the order of the form."""
        reader = self.desk.reader
        broken = unreadable(self.state, reader)
        names = dict(self.children())
        act = self._act()
        found = [f for f in missing(visits.facts(act), names, reader.today) if f.path not in {b.path for b in broken}]
        return tuple(sorted((*broken, *found, *self.refusals), key=lambda f: _ORDER.get(f.path[0] if f.path else "", 99)))

    def _act(self) -> VisitDraft:
        case = self.page.case.id if self.page and self.page.case else None
        return to_act(self.state, self.desk.reader, self.family, case, tuple(dict(self.children())), self.next_on())

    # Drafts

    def offered(self) -> datetime | None:
        """When a draft of a visit to this family was kept, if there is one to be offered."""
        return self._offer.saved_at if self._offer is not None and isinstance(self._offer.what, dict) else None

    def take_draft(self) -> bool:
        """Show what was typed before; False when it cannot be read any more."""
        offer, self._offer = self._offer, None
        if offer is None:
            return False
        try:
            state = from_json(offer.what)
        except (KeyError, TypeError, ValueError, AttributeError):
            return False
        self._become(state, "draft")
        return True

    def drop_draft(self) -> None:
        """Throw away what was kept."""
        self._kept = self._offer = None
        self.desk.drop_draft(self.key)

    def keep_draft(self) -> None:
        """Keep what is typed on this computer; an entry that was emptied leaves no draft."""
        if self.status == "saving":
            return
        if not self.is_dirty:
            if self._kept is not None:
                self.drop_draft()
            return
        what = to_json(self.state)
        if what == self._kept:
            return
        self._kept = what
        self.desk.keep_draft(self.key, what)
        self._say("draft", self._clock())

    def _clock(self) -> str:
        return f"{self.desk.now().astimezone(self.desk.office.zone):%H:%M}"

    # Recording

    def record(self, *, next_one: bool = False) -> bool:
        """Write the visit; False when something is still to be said: it is told beside its place."""
        if self.status == "saving":
            return False
        self.attempted, self.refusals = True, ()
        findings = self.findings()
        if findings:
            self._say("unsaved")
            self.changed.tell(None)
            self.refused.tell(findings)
            return False
        act, kept = self._act(), self.state if next_one else None
        label = N_("A visit was amended") if act.amends else N_("A visit was recorded")
        self._say("saving")
        self.desk.act(
            label, lambda unit: visits.record_visit(unit, act), lambda changes: self._done(changes, kept), self._not_done,
            self.owner, draft=self.key,
        )  # fmt: skip
        return True

    def _done(self, changes: Changes, kept: VisitState | None) -> None:
        self._kept = self._offer = None
        self.attempted, self.refusals = False, ()
        self._fresh = begin(self.desk.today, self._me(), kept)
        self.stack.clear()
        self.state = self._fresh
        self._say("saved", self._clock())
        self.changed.tell(None)
        self.recorded.tell(changes)

    def _not_done(self, error: Exception) -> None:
        if isinstance(error, Rejected):
            self.refusals = error.findings
            self._say("failed", error.words())
            self.changed.tell(None)
            self.refused.tell(error.findings)
            return
        words = getattr(error, "words", None)
        self._say("failed", words() if callable(words) else _("The program made a mistake: what you typed is kept"))
        self.failed.tell(error)

    def _say(self, status: State, said: str = "") -> None:
        self.status, self.said = status, said
        self.status_changed.tell(status)

    def undo(self) -> bool:
        """One step back."""
        return self.status != "saving" and self.stack.undo()

    def redo(self) -> bool:
        """One step forward again."""
        return self.status != "saving" and self.stack.redo()

    def close(self) -> None:
        """The page goes; a visit that is being recorded is recorded all the same."""
        self.keep_draft()
        self.owner.close()


_ORDER = {
    key: place
    for place, key in enumerate(
        ("visited_on", "came", "left", "outcome", "met", "children", "violence", "intoxication", "threat",
         "danger_unseen", "next_on")
    )
}  # fmt: skip
