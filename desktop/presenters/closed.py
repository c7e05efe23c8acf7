"""Closed sections of one person: which have records, opened with a reason, filled, hidden again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from desktop.base.jobs import Owner
from desktop.base.messages import _
from desktop.models.closed_sections import REASONS, SECTIONS, ClosedState, form_of
from desktop.models.snapshots import Changes, Snapshot
from desktop.presenters.cards import Card, Filled
from desktop.services import closed
from desktop.services.desk import Desk

IDLE: Final = 3 * 60 * 1000  # milliseconds without a key or a movement of the mouse until a section is hidden


@dataclass(frozen=True, slots=True)
class ClosedLine:
    """A section in the list: its name and whether there is anything."""

    section: str
    caption: str
    state: str
    filled: bool


def reason_words(desk: Desk, code: str | None, words: str) -> str:
    """A usual reason, words, or both; empty when neither was given."""
    usual = desk.caption(REASONS, code) if code else ""
    return ": ".join(part for part in (usual, words.strip()) if part)


class ClosedSections:
    """The closed sections of one person."""

    def __init__(self, desk: Desk, person: UUID, name: str, failed: Callable[[Exception], None]) -> None:
        self.desk, self.person, self.name, self._failed = desk, person, name, failed
        self.owner = Owner()
        self._states: dict[str, ClosedState] = {}

    def load(self, done: Callable[[], None]) -> None:
        """Ask which sections have records; what they say is not read."""

        def arrived(found: tuple[ClosedState, ...]) -> None:
            self._states = {state.section: state for state in found}
            done()

        self.desk.open(lambda reading: closed.states(reading, [self.person]), arrived, self._failed, self.owner)

    def lines(self) -> tuple[ClosedLine, ...]:
        """The sections that this office has forms for."""
        return tuple(
            ClosedLine(section, caption, *self._state(section))
            for section, caption in self.desk.choices(SECTIONS)
            if self._has_form(section)
        )

    def _has_form(self, section: str) -> bool:
        try:
            self.desk.form(form_of(section))
        except KeyError:
            return False
        return True

    def _state(self, section: str) -> tuple[str, bool]:
        state = self._states.get(section)
        if state is None or not state.filled:
            return _("no records"), False
        return _("there are records"), True

    def title(self, section: str) -> str:
        """«Health, Kravtsova Marina»."""
        caption = self.desk.caption(SECTIONS, section)
        return f"{caption[:1].upper()}{caption[1:]}, {self.name}"

    def open(self, section: str, reason: str, done: Callable[[Card], None], failed: Callable[[Exception], None]) -> None:
        """Record the reason; only then read what the section says and give it as a card to be filled."""

        def recorded(_changes: Changes) -> None:
            self.desk.open(lambda reading: closed.read_closed(reading, self.person, section), arrived, failed, self.owner)

        def arrived(record: Snapshot) -> None:
            done(self._card(section, record))

        self.desk.act(
            closed.OPENED, lambda unit: closed.open_closed(unit, self.person, section, reason), recorded, failed,
            self.owner, undoable=False,
        )  # fmt: skip

    def _card(self, section: str, record: Snapshot) -> Card:
        fixed = {"person_id": self.person, "section": section}
        return Card(
            self.desk, closed.SAVED, [Filled(form_of(section), record, fixed)], save=closed.write_closed,
            reopen=closed.reopen_closed, draft_kind=f"closed:{section}:{self.person}", closed=True,
        )  # fmt: skip

    def close(self) -> None:
        """The card goes."""
        self.owner.close()
