"""Whom the office knows already: asked while somebody types, and once more before anything is written.

What only begins alike is found by the search; what may be the same person or family says by what.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desktop.base.jobs import Owner
from desktop.base.messages import _
from desktop.models.lists import SearchHit
from desktop.models.partial_dates import PartialDate
from desktop.models.snapshots import Snapshot
from desktop.presenters.forms import FormDraft
from desktop.rules.duplicates import Sought, Suspect, paper_key
from desktop.services import duplicates, searching
from desktop.services.desk import Desk

_LEAST = 3  # letters
_NUMBER_LEAST = 6  # digits of a personal number that are worth a question


@dataclass(frozen=True, slots=True)
class Place:
    """A family as it is typed: name, where it lives, its phone."""

    name: str = ""
    address: str = ""
    phone: str = ""


_NOBODY, _NOWHERE = Sought(), Place()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: a line for the search, somebody, a family."""

    line: str = ""
    sought: Sought = _NOBODY
    place: Place = _NOWHERE

    @property
    def worth_it(self) -> bool:
        """Whether enough was typed to look at all."""
        numbers = len(self.sought.number.strip()) >= _NUMBER_LEAST or bool(self.sought.papers)
        return len(self.line) >= _LEAST or numbers or bool(self.place.phone or self.place.address)


def hit_of(suspect: Suspect) -> SearchHit:
    """A suspect as it is shown among what is known: by what it is alike, then where it is."""
    why = ", ".join(one.words() for one in suspect.why)
    return replace(suspect.hit, detail=_("{why} \u00b7 {detail}").format(why=why, detail=suspect.hit.detail))


class Lookalikes:
    """Asked while typing; the newest question wins."""

    def __init__(self, desk: Desk, told: Callable[[tuple[SearchHit, ...]], None], failed: Callable[[Exception], None]) -> None:
        self._desk, self._told, self._failed = desk, told, failed
        self._owner = Owner()
        self._asked = Asked()
        self.suspects: tuple[Suspect, ...] = ()

    def look(
        self, line: str, kinds_wanted: tuple[str, ...], most: int = 5, *, sought: Sought | None = None, place: Place | None = None
    ) -> None:
        """Ask for records of these kinds; fewer than three letters find nothing."""
        asked = Asked(" ".join(line.split()), sought or _NOBODY, place or _NOWHERE)
        if asked == self._asked:
            return
        self._asked = asked
        if not asked.worth_it:
            self.suspects = ()
            self._told(())
            return

        def arrived(found: tuple[tuple[Suspect, ...], Sequence[SearchHit]]) -> None:
            if asked == self._asked:
                self.suspects, hits = found
                known = {suspect.hit.record for suspect in self.suspects}
                others = [hit for kind in kinds_wanted for hit in hits if hit.kind == kind and hit.record not in known]
                self._told((*map(hit_of, self.suspects), *others)[:most])

        line, who, where = asked.line if len(asked.line) >= _LEAST else "", asked.sought, asked.place
        self._desk.browse(
            lambda reading: (
                duplicates.probable(reading, who, where.name, where.address, where.phone),
                searching.find(reading, line).hits if line else (),
            ),
            arrived,
            self._failed,
            self._owner,
            f"known:{id(self)}",
        )

    def close(self) -> None:
        """Nobody waits any more."""
        self._owner.close()


def sought_in(person: Snapshot) -> Sought:
    """What the card of a person is compared by."""
    values = person.values
    born = values.get("born")
    papers = (
        paper_key(*(text_of(row.values.get(key)) for key in ("kind", "series", "number")))
        for row in person.parts.get("documents", {}).values()
    )
    surname, given, patronymic, number = (
        text_of(values.get(key)) for key in ("surname", "given_name", "patronymic", "personal_number")
    )
    known = frozenset(paper for paper in papers if paper)
    return Sought(surname, given, patronymic, born if isinstance(born, PartialDate) else None, number, known)


def text_of(value: object) -> str:
    """A text, or nothing."""
    return value if isinstance(value, str) else ""


class CardWatch:
    """While a person's card is typed: tells in a sentence whom the office knows by the same number, paper or name."""

    def __init__(self, desk: Desk, form: FormDraft, told: Callable[[str], None], failed: Callable[[Exception], None]) -> None:
        self._desk, self._form, self._told, self._failed = desk, form, told, failed
        self._owner = Owner()
        self._asked = sought_in(form.base)
        self._end = form.state_changed.subscribe(lambda _form: self._look())

    def _look(self) -> None:
        sought, person = sought_in(self._form.to_snapshot()), self._form.base.id
        if sought == self._asked:
            return
        self._asked = sought
        self._desk.browse(
            lambda reading: duplicates.same_people(reading, sought, person),
            lambda found: self._arrived(sought, found),
            self._failed,
            self._owner,
            f"card:{id(self)}",
        )

    def _arrived(self, sought: Sought, found: tuple[Suspect, ...]) -> None:
        if sought == self._asked:
            sure = [hit_of(suspect) for suspect in found if suspect.sure]
            said = "; ".join(f"{hit.title} \u2014 {hit.detail}" for hit in sure)
            self._told(_("The office may know this person already: {who}").format(who=said) if said else "")

    def close(self) -> None:
        """The card is closed."""
        self._end()
        self._owner.close()
