"""A contact in one line, from anywhere: with which family, how, with whom, about what; the clock says whether after hours.

What was typed and not saved is kept as a draft and stands in the dialog when it is opened again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from desktop.base.jobs import Owner
from desktop.models.family_page import FamilyPage
from desktop.models.fields import Field
from desktop.models.snapshots import Changes, Edit
from desktop.presenters.offers import References, full_name
from desktop.rules.contacts import after_hours
from desktop.services import records
from desktop.services.cards import blank
from desktop.services.contacts import save_contact
from desktop.services.desk import Desk
from desktop.services.families import family_page

DRAFT: Final = "quick_contact"
USUAL: Final = "call"
_FAMILY: Final = Field("", "reference", "family_id", to="family")


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the dialog: codes, ids as texts, words."""

    family: str = ""
    kind: str = USUAL
    direction: str = ""
    person: str = ""
    agency: str = ""
    name: str = ""  # with whom, where neither a card nor an agency fits
    words: str = ""
    result: str = ""
    day: str = ""  # dd.MM.yyyy
    clock: str = ""  # 14:05
    after_hours: bool | None = None  # None: as the clock says

    @property
    def worth_keeping(self) -> bool:
        """Whether somebody would miss it."""
        return bool(self.words.strip() or self.result.strip())


class QuickContact:
    """One contact being written."""

    def __init__(self, desk: Desk, page: FamilyPage | None, failed: Callable[[Exception], None]) -> None:
        self.desk, self._failed = desk, failed
        self.owner = Owner()
        self._page = page
        self._references = References(desk, lambda: self._page)
        now = self._now()
        fresh = Typed(day=f"{now:%d.%m.%Y}", clock=f"{now:%H:%M}", family=str(page.family.id) if page else "")
        self.draft = (DRAFT, fresh.family or "new")  # one for each family it was begun at: none wipes another
        self.typed, self.family_words = self._kept(fresh)

    def _now(self) -> datetime:
        return self.desk.now().astimezone(self.desk.office.zone)

    def _kept(self, fresh: Typed) -> tuple[Typed, str]:
        drafts = self.desk.drafts.all()
        if self._page is None and self.draft not in drafts:  # outside a family whatever waits is shown
            self.draft = next((key for key in drafts if key[0] == DRAFT), self.draft)
        name, draft = str(self._page.family.values["name"]) if self._page else "", drafts.get(self.draft)
        if draft is None or not isinstance(draft.what, dict):
            return fresh, name
        known = {key: value for key, value in draft.what.items() if key in asdict(fresh)}
        if known.get("family") != fresh.family:  # another family was chosen then: neither its name nor its people are these
            self._page, name = None, ""
        return replace(fresh, **known), name or str(draft.what.get("called") or "")

    # What can be chosen

    def find_family(self, text: str, done: Callable[[Sequence[tuple[str, str]]], None]) -> None:
        """Families of the whole office that these letters find."""
        self._references.search(_FAMILY, text, lambda hits: done([(str(id_), said) for id_, said in hits]), self.owner)

    def choose_family(self, family: UUID | None, told: Callable[[], None]) -> None:
        """Another family, or none: its people are offered from now on."""
        if family is None:
            self._page = None
            told()
            return

        def arrived(page: FamilyPage | None) -> None:
            self._page = page
            told()

        self.desk.open(lambda reading: family_page(reading, family), arrived, self._failed, self.owner)

    def partners(self) -> tuple[tuple[str, str], ...]:
        """With whom one may have spoken: people of the family, then agencies; a code says which."""
        people = [(f"person:{m.person.id}", full_name(m)) for m in self._page.members] if self._page else []
        return (*people, *((f"agency:{id_}", name) for id_, name, _sphere in self.desk.agencies))

    # Time

    def moment(self, typed: Typed) -> datetime | None:
        """When it was, or None while day or time cannot be read."""
        try:
            day = datetime.strptime(typed.day, "%d.%m.%Y").date() if typed.day else self.desk.today  # noqa: DTZ007
            clock = time.fromisoformat(typed.clock) if typed.clock else self._now().time().replace(second=0, microsecond=0)
        except ValueError:
            return None
        return self._at(day, clock)

    def _at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.desk.office.zone)

    def is_after_hours(self, typed: Typed) -> bool | None:
        """What the clock of the office says."""
        at = self.moment(typed)
        return None if at is None else after_hours(at, self.desk.office.zone)

    # Saving

    def save(self, typed: Typed, done: Callable[[Changes], None], failed: Callable[[Exception], None]) -> None:
        """Write it down; its draft goes with it."""
        values: dict[str, Any] = {
            "family_id": UUID(typed.family) if typed.family else None, "kind": typed.kind or USUAL,
            "direction": typed.direction or None, "worker_id": self.desk.actor.id,
            "person_id": UUID(typed.person) if typed.person else None, "agency_id": UUID(typed.agency) if typed.agency else None,
            "name": typed.name.strip() or None, "words": typed.words.strip(), "result": typed.result.strip() or None,
            "at": self.moment(typed) or self.desk.now(), "after_hours": typed.after_hours,
        }  # fmt: skip
        new = blank("contact", self.desk.new_id(), **values)
        self.desk.act(
            records.SAVED,
            lambda unit: save_contact(unit, (Edit(None, new),)),
            done,
            failed,
            self.owner,
            draft=self.draft,
        )

    def keep(self, typed: Typed, called: str) -> None:
        """It was left without saving: it stands there the next time."""
        if typed.worth_keeping:
            self.desk.keep_draft(self.draft, {**asdict(typed), "called": called})
        elif self.draft in self.desk.drafts.all():
            self.desk.drop_draft(self.draft)

    def close(self) -> None:
        """The dialog goes."""
        self.owner.close()
