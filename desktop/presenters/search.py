"""Search from anywhere: what was typed, what it found, which of it is chosen, what was looked for before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from desktop.base.events import Event
from desktop.base.jobs import Owner
from desktop.base.messages import _
from desktop.models.lists import SearchAnswer, SearchHit
from desktop.services import searching
from desktop.services.desk import Desk

RECENT_SETTING = "search.recent"
_RECENT = 8
State = Literal["quiet", "asking", "found", "nothing", "failed"]


@dataclass(frozen=True, slots=True)
class Target:
    """What to open: a family at one of its people, or an agency."""

    kind: str
    record: UUID
    family_id: UUID | None


class Search:
    """Answers while typing; on Enter it opens what is chosen, or looks harder when nothing was found."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._owner = desk, Owner()
        self.line = ""
        self.state: State = "quiet"
        self.answer = SearchAnswer("", ())
        self.chosen = 0
        self.changed: Event[None] = Event()
        self.opened: Event[Target] = Event()
        self.failed: Event[Exception] = Event()
        kept = desk.setting(RECENT_SETTING)
        self.recent: list[str] = [one for one in kept if isinstance(one, str)][:_RECENT] if isinstance(kept, list) else []

    def close(self) -> None:
        """Nothing that was asked for is wanted any more."""
        self._owner.close()

    def type(self, line: str) -> None:
        """Another key was pressed."""
        self.line = line
        self.chosen = 0
        if not line.strip():
            self._become("quiet", SearchAnswer("", ()))
            return
        self.state = "asking"  # what was found before stays until the answer comes
        self._desk.browse(lambda reading: searching.find(reading, line), self._got, self._not_got, self._owner, "search")

    def enter(self) -> None:
        """Open what is chosen; when nothing was found, look for what may have been meant."""
        if self.state == "found" and self.answer.line == self.line:
            self.open(self.chosen)
        elif self.line.strip():
            line = self.line
            self.state = "asking"
            self._desk.browse(
                lambda reading: searching.find_harder(reading, line),
                self._got,
                self._not_got,
                self._owner,
                "search",
            )

    def move(self, step: int) -> None:
        """The next or the one before; past the end it starts again."""
        if self.answer.hits:
            self.chosen = (self.chosen + step) % len(self.answer.hits)
            self.changed.tell(None)

    def open(self, place: int) -> None:
        """Open what stands there and remember what was looked for."""
        if not 0 <= place < len(self.answer.hits):
            return
        hit = self.answer.hits[place]
        self._remember(self.answer.understood or self.answer.line)
        self.opened.tell(Target(hit.kind, hit.record, hit.family_id))

    def words(self) -> str:
        """What is said above or instead of what was found."""
        match self.state:
            case "nothing":
                return _("Nothing found. Enter looks for similar surnames")
            case "failed":
                return _("The office cannot be reached just now")
            case _ if self.answer.understood:
                return _("Shown for {text}").format(text=self.answer.understood)
            case _ if self.answer.more:
                return _("The first {n} are shown: type more").format(n=len(self.answer.hits))
            case _:
                return ""

    @staticmethod
    def kind_of(hit: SearchHit) -> str:
        """What was found, in a word."""
        return {"family": _("family"), "person": _("person"), "agency": _("agency")}.get(hit.kind, "")

    def _got(self, answer: SearchAnswer) -> None:
        if answer.line == self.line:
            self._become("found" if answer.hits else "nothing", answer)

    def _not_got(self, error: Exception) -> None:
        self._become("failed", SearchAnswer(self.line, ()))
        self.failed.tell(error)

    def _become(self, state: State, answer: SearchAnswer) -> None:
        self.state, self.answer = state, answer
        self.changed.tell(None)

    def _remember(self, line: str) -> None:
        self.recent = [line, *(one for one in self.recent if one.casefold() != line.casefold())][:_RECENT]
        self._desk.keep_setting(RECENT_SETTING, self.recent)
