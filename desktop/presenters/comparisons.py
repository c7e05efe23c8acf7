"""Two dated versions of any map compared: pictures, the drawing of both, sentences grouped by their tone.

Social maps, genograms and conflict maps each say their own changes; what a comparison is, and which two versions are
chosen, is the same for all three.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, TypeVar

from desktop.base.events import Event
from desktop.base.jobs import Owner
from desktop.base.messages import N_, _
from desktop.presenters.map_words import AIM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from desktop.figures.primitives import Figure
    from desktop.models.family_page import MapRow
    from desktop.models.map_changes import ChangeKind
    from desktop.models.map_data import Aim, Stage
    from desktop.services.desk import Desk, Question

Tone = Literal["new", "lost", "stronger", "weaker", "changed", "moved"]
Colour = Literal["green", "red", "amber", "ink", "second"]
TONES: Final[tuple[Tone, ...]] = ("new", "lost", "stronger", "weaker", "changed", "moved")
HEADINGS: Final[Mapping[Tone, str]] = {
    "new": N_("Newly there"),
    "lost": N_("No longer there"),
    "stronger": N_("Became stronger"),
    "weaker": N_("Became weaker"),
    "changed": N_("Changed otherwise"),
    "moved": N_("Stand elsewhere"),
}
SIGNS: Final[Mapping[Tone, str]] = {
    "new": "+", "lost": "\u2212", "stronger": "\u25b2", "weaker": "\u25bc", "changed": "\u2022", "moved": "\u2192",
}  # fmt: skip
COLOURS: Final[Mapping[Tone, Colour]] = {
    "new": "green", "lost": "red", "stronger": "green", "weaker": "amber", "changed": "ink", "moved": "second",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of a comparison: its tone and sign, and the things on both pictures that it is about."""

    tone: Tone
    sign: str
    sentence: str
    ids: tuple[UUID, ...] = ()
    what: str = ""
    field: str = ""


def tone_of(kind: ChangeKind) -> Tone:
    """Under which heading a change is read; a new name is a change like others."""
    return "changed" if kind == "renamed" else kind


def said(kind: ChangeKind, sentence: str, ids: tuple[UUID, ...] = (), what: str = "", field: str = "") -> Told:
    """A sentence with the tone and sign of its kind of change."""
    tone = tone_of(kind)
    return Told(tone, SIGNS[tone], sentence, ids, what, field)


def grouped(spoken: Iterable[Told]) -> tuple[Told, ...]:
    """Sentences in the order of their tones, what is said twice only once."""
    return tuple(sorted(dict.fromkeys(spoken), key=lambda one: TONES.index(one.tone)))


def by_tone(spoken: Iterable[Told]) -> tuple[tuple[str, tuple[Told, ...]], ...]:
    """Headings with their sentences, for a list and for paper."""
    told = tuple(spoken)
    return tuple((_(HEADINGS[tone]), mine) for tone in TONES if (mine := tuple(one for one in told if one.tone == tone)))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is shown of two versions; shapes carry the same ids on all three drawings."""

    before: Figure
    after: Figure
    over: Figure  # both laid over each other
    told: tuple[Told, ...]
    titles: tuple[str, str]  # above the two pictures
    names_hidden: bool = False  # on the pictures and in the sentences: paper does not name the family either
    keyed: Callable[[], tuple[Figure, Figure]] | None = None  # both pictures with the key of their symbols, for paper


@dataclass(frozen=True, slots=True)
class Version:
    """A version that can be chosen for one side."""

    id: UUID
    words: str


_STAGES: Final[Mapping[Stage, str]] = {"draft": N_("draft"), "final": N_("finished"), "printed": N_("printed")}


def heading(drawn_on: date, stage: Stage, *, aim: Aim = "real", about: str = "") -> str:
    """Above one of the two pictures: the day, which map, whether it is finished."""
    parts = [f"{drawn_on:%d.%m.%Y}", about, _(AIM["wish"]) if aim == "wish" else "", _(_STAGES[stage])]
    return " \u00b7 ".join(part for part in parts if part)


def versions_of(rows: Iterable[MapRow], drawn: UUID) -> tuple[Version, ...]:
    """The choosers, newest first, in the words of the headings; a drawing that is not saved yet is among them."""
    found = [Version(row.id, heading(row.drawn_on, _stage(row), aim="wish" if row.aim == "wish" else "real")) for row in rows]
    if all(version.id != drawn for version in found):
        found.insert(0, Version(drawn, _("what is drawn now, not saved")))
    return tuple(found)


def _stage(row: MapRow) -> Stage:
    return "printed" if row.printed_on else "final" if row.final else "draft"


T = TypeVar("T")


class Comparing(Generic[T]):
    """Which two versions are compared; pictures and sentences are made off the window's thread.

    Events: `shown` (a Comparison), `failed` (an error).
    """

    def __init__(
        self,
        desk: Desk,
        versions: Sequence[Version],
        read: Callable[[UUID], Question[T | None]],
        compare: Callable[[T, T], Comparison],
        held: Mapping[UUID, T] | None = None,
    ) -> None:
        """`versions` newest first; `read(id)` asks the office for one; `held`: those that are open and may be more."""
        self.desk, self.versions = desk, tuple(versions)
        self._read, self._compare, self._held = read, compare, dict(held or {})
        self.before: UUID | None = None
        self.after: UUID | None = None
        self.comparison: Comparison | None = None
        self.owner = Owner()
        self.shown: Event[Comparison] = Event()
        self.failed: Event[Exception] = Event()

    def begin(self, after: UUID | None = None, before: UUID | None = None) -> None:
        """The version that is open beside the one before it, unless others are named."""
        ids = [version.id for version in self.versions]
        if not ids:
            return
        after = after if after in ids else ids[0]
        earlier = ids[ids.index(after) + 1 :] or ids
        self.choose(before if before in ids else earlier[0], after)

    def choose(self, before: UUID, after: UUID) -> None:
        """Compare these two."""
        self.before, self.after = before, after
        compare, read, held = self._compare, self._read, self._held

        ask_before, ask_after = read(before), read(after)

        def made(reading: Any) -> Comparison | None:
            one = held[before] if before in held else ask_before(reading)
            other = held[after] if after in held else ask_after(reading)
            return None if one is None or other is None else compare(one, other)

        def done(found: Comparison | None) -> None:
            if found is not None and (self.before, self.after) == (before, after):
                self.comparison = found
                self.shown.tell(found)

        self.desk.open(made, done, self.failed.tell, self.owner)

    def swap(self) -> None:
        """The other way round."""
        if self.before is not None and self.after is not None:
            self.choose(self.after, self.before)

    def words_of(self, id_: UUID | None) -> str:
        """What a version is called in the chooser."""
        return next((version.words for version in self.versions if version.id == id_), "")

    def close(self) -> None:
        """The page goes."""
        self.owner.close()
