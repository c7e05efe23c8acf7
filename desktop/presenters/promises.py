"""What people promised at a meeting of the network, on its way into the plan of the family.

A promise that became a step of the plan is looked at every month; one that stays in the minutes is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from desktop.base.jobs import Owner
from desktop.base.messages import _
from desktop.models.fields import Value
from desktop.models.snapshots import Snapshot
from desktop.presenters.agreements import PaperReferences, Papers
from desktop.presenters.cards import Card
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.map_acts import MEETING, plan_card
from desktop.presenters.plans import current, day_words
from desktop.services.cards import open_card
from desktop.services.desk import Desk

_LONGEST: Final = 500  # of a reason
_HELPER: Final = 200


@dataclass(frozen=True, slots=True)
class Promise:
    """Who promised what by when; `planned`: the plan in work has a step in these words already."""

    id: UUID
    who: str
    words: str
    until: date | None
    state: str
    planned: bool


class MeetingPromises:
    """The promises of one meeting and the family's plan they may go into."""

    def __init__(
        self, desk: Desk, meeting: UUID, ready: Callable[[MeetingPromises], None], failed: Callable[[Exception], None]
    ) -> None:  # fmt: skip
        """`ready` is told once everything is read; a meeting that is gone tells nothing."""
        self.desk, self._ready, self._failed = desk, ready, failed
        self.owner = Owner()
        self.meeting: Snapshot | None = None
        self.family: FamilyPresenter | None = None
        self.papers: Papers | None = None
        desk.open(lambda reading: open_card(reading, MEETING, meeting), self._opened, failed, self.owner)

    def _opened(self, meeting: Snapshot | None) -> None:
        family = meeting.values["family_id"] if meeting is not None else None
        if meeting is None or not isinstance(family, UUID):
            return
        self.meeting = meeting
        presenter = self.family = FamilyPresenter(self.desk, family)
        papers = self.papers = Papers(self.desk, lambda: presenter.page, self._failed)
        presenter.failed.subscribe(self._failed)
        ends: list[Callable[[], None]] = []

        def loaded(_page: object) -> None:
            ends.pop()()
            papers.load(lambda: self._ready(self))

        ends.append(presenter.loaded.subscribe(loaded))
        presenter.load()

    def promises(self) -> tuple[Promise, ...]:
        """What was promised, in the order it was written."""
        rows = self.meeting.parts["promises"].items() if self.meeting is not None else ()
        planned = self._planned()
        made = []
        for id_, row in rows:
            until = row.values["until"]
            words, state = str(row.values["words"] or "").strip(), str(row.values["state"] or "")
            made.append(
                Promise(
                    id_, str(row.values["who"] or "").strip(), words, until if isinstance(until, date) else None,
                    self.desk.caption("promise_states", state) if state else "", _key(words) in planned,
                )
            )  # fmt: skip
        return tuple(one for one in made if one.words)

    def _planned(self) -> Collection[str]:
        rows = current(self.papers.plans) if self.papers is not None else ()
        return {_key(str(step.values["words"] or "")) for row in rows for step in row.plan.parts["steps"].values()}

    def references(self) -> PaperReferences:
        """What the form of the plan offers for choosing."""
        family, papers = self.family, self.papers
        assert family is not None  # noqa: S101  for the type checker: everything is read
        assert papers is not None  # noqa: S101
        return PaperReferences(self.desk, lambda: family.page, papers)

    def plan(self, promise: Promise) -> Card:
        """The family's plan on its form with a step for this promise; saving makes its next version.

        Raises:
            Rejected: the family has no plan in work.
        """
        assert self.papers is not None  # noqa: S101  for the type checker: everything is read
        by_whom = self._by_whom(promise.who)
        card = plan_card(self.papers, words=promise.words, due_on=promise.until, mark="not_due", **by_whom)
        held = self.meeting.values["held_at"] if self.meeting is not None else None
        day = day_words(held.astimezone(self.desk.office.zone)) if isinstance(held, datetime) else ""
        card.forms[0].set_value(("reason",), _("Promise at the network meeting of {day}").format(day=day)[:_LONGEST])
        return card

    def _by_whom(self, who: str) -> dict[str, Value]:
        """Whoever promised as the card knows them: one of the family answers, an agency carries out, others help."""
        guests = self.meeting.parts["invited"].values() if self.meeting is not None else ()
        guest = next((one.values for one in guests if who and _key(str(one.values["name"] or "")) == _key(who)), None)
        page = self.family.page if self.family is not None else None
        inside = {member.person.id for member in page.members} if page is not None else set()
        if guest is not None and guest["person_id"] in inside:
            return {"person_id": guest["person_id"]}
        if guest is not None and guest["agency_id"] is not None:
            return {"agency_id": guest["agency_id"]}
        return {"helper": who[:_HELPER] or None}

    def close(self) -> None:
        """The dialog goes."""
        self.owner.close()
        if self.papers is not None:
            self.papers.owner.close()
        if self.family is not None:
            self.family.close()


def _key(words: str) -> str:
    return " ".join(words.casefold().split())
