"""A conflict map while it is being worked on: what it is now, how it is drawn, what is selected, which gesture is under way.

The editor in `conflicts.py` adds what can be done to the map; here is what must hold whatever is done: one step of
undo for one act of a person, a cancelled gesture without a trace, no card over another.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from typing_extensions import override

from desktop.base.events import Event
from desktop.base.messages import Finding, Message, _
from desktop.figures import conflict_layout
from desktop.figures.codes import Discreet
from desktop.figures.conflict_map import ConflictPicture, draw
from desktop.figures.conflict_names import with_names
from desktop.figures.conflict_words import party_name, party_sentence, relation_sentence, sentences
from desktop.figures.primitives import Box, Figure, Point
from desktop.models.conflict_data import ConflictData, CurvePoint, Relation, RelationKind, StepMark
from desktop.models.kinds import Captions
from desktop.models.map_style import STANDARD, MapStyle
from desktop.presenters import conflict_editing as editing
from desktop.presenters.drawing_session import DrawingSession, State
from desktop.presenters.map_editing import Candidate, folded
from desktop.rules import conflicts as rules


class ConflictSession(DrawingSession[ConflictData]):
    """One conflict map being drawn; what is said of it and how it looks.

    Events: `changed` (the map as it is now), `selection_changed` (ids), `told` (a sentence); the stack has its own.
    """

    def __init__(
        self, data: ConflictData, new_id: Callable[[], UUID], today: date, captions: Captions, *,
        candidates: Iterable[Candidate] = (), saved: ConflictData | None = None, style: MapStyle = STANDARD,
    ) -> None:  # fmt: skip
        """`saved`: what the office has, when `data` is already more than that."""
        data = conflict_layout.settled(data, captions)
        super().__init__(data, data if saved is None else conflict_layout.settled(saved, captions))
        self.changed: Event[ConflictData] = Event()
        self.told: Event[Message] = Event()
        self.today = today
        self.captions = captions
        self.candidates = tuple(candidates)
        self.style = style
        self.steps: Mapping[UUID, StepMark] = {}  # what became of the steps of options
        self.earlier: tuple[CurvePoint, ...] = ()  # the curve of all kept versions
        self._new_id = new_id
        self._last_kind: RelationKind = "tension"
        self._picture: ConflictPicture | None = None
        self.stack.discreet = self.discreet

    # What is known --------------------------------------------------------------------------------------

    @property
    def hand_placed(self) -> int:
        """How many cards a person has placed: whoever lays the map out anew asks first if it is not zero."""
        return sum(1 for party in self._data.parties if party.place is not None and party.place.pinned)

    @property
    def last_kind(self) -> RelationKind:
        """Which relation was drawn last: the next one begins as it."""
        return self._last_kind

    def relation(self, id_: UUID) -> Relation | None:
        """The relation with this id, if it is on the map."""
        return next((one for one in self._data.relations if one.id == id_), None)

    def curve(self) -> tuple[CurvePoint, ...]:
        """The course of the conflict with what is on the map now."""
        mine = rules.curve((self._data,))
        days = {point.on for point in mine}
        return tuple(sorted((*mine, *(p for p in self.earlier if p.on not in days)), key=lambda point: point.on))

    def findings(self) -> tuple[Finding, ...]:
        """What a careful colleague would say."""
        return rules.findings(self._data, self.curve(), self.today)

    def free_candidates(self, text: str = "") -> tuple[Candidate, ...]:
        """Persons and agencies of the card that are not on the map yet and whose name has the words typed."""
        used = {party.ref for party in self._data.parties}
        words = folded(text).split()
        return tuple(
            one for one in self.candidates
            if one.ref not in used and all(any(p.startswith(w) for p in folded(one.name).split()) for w in words)
        )  # fmt: skip

    # The drawing ----------------------------------------------------------------------------------------

    def picture(self) -> ConflictPicture:
        """The figure with its boxes and lines; drawn once after each change."""
        if self._picture is None:
            self._picture = draw(self._data, self.captions, style=self.style, resolve=False)
        return self._picture

    def figure(self) -> Figure:
        """The drawing as it is now."""
        return self.picture().figure

    def boxes(self) -> Mapping[UUID, Box]:
        """Cards, the lines of those who share one, and the issue under the id of the conflict."""
        return self.picture().boxes

    def lines(self) -> Mapping[UUID, tuple[Point, ...]]:
        """Relations."""
        return self.picture().lines

    def origin(self) -> Point:
        """Where the middle of the issue is on the figure."""
        return self.picture().origin

    def order(self) -> Sequence[UUID]:
        """The issue, then cards row by row."""
        return editing.reading_order(self._data)

    @property
    def about(self) -> str:
        """What the conflict is about, as the box in the middle says it: in Kovalev's scheme its subject."""
        return self._about(self._data)

    def _about(self, data: ConflictData) -> str:
        return data.subject if data.template == "kovalev" and data.subject.strip() else data.issue

    @property
    def names_hidden(self) -> bool:
        """Whether names are not to be seen or heard now; they cannot be written then either."""
        return self.style.names != "shown"

    def discreet(self, words: str) -> str:
        """What is said of an act or of another conflict, without the names that are hidden."""
        return Discreet(self._data, self.style.codes)(words) if self.names_hidden else words

    def name(self, id_: UUID) -> str:
        """How it is called in a list to choose from; hidden names are not told."""
        data = with_names(self._data, self.style)
        if id_ == data.conflict:
            return self._about(data) or _("What is it about?")
        if (relation := self.relation(id_)) is not None:
            return relation_sentence(data, relation, self.captions)
        party = data.party(id_)
        return party_name(party) if party is not None else ""

    def sentence(self, id_: UUID) -> str:
        """It and what holds it to others, in words; hidden names are not told."""
        data = with_names(self._data, self.style)
        if id_ == self._data.conflict:
            return sentences(data, self.captions)[0]
        if (relation := self.relation(id_)) is not None:
            return relation_sentence(data, relation, self.captions)
        party = data.party(id_)
        if party is None:
            return ""
        ties = [
            relation_sentence(data, one, self.captions)
            for one in data.relations if id_ in (one.source, one.target)
        ]  # fmt: skip
        return ". ".join([party_sentence(data, party, self.captions), *ties])

    def note(self, id_: UUID) -> str:
        """What somebody wrote about it; it may name people, so it goes with the names."""
        if self.names_hidden:
            return ""
        if id_ == self._data.conflict:
            return self._data.note
        thing = self._data.party(id_) or self.relation(id_)
        return thing.note if thing is not None else ""

    def restyle(self, style: MapStyle) -> None:
        """Draw in another manner; the map stays as it is."""
        same, self.style = style.seen == self.style.seen, style
        if not same:
            self._picture = None
            self.changed.tell(self._data)

    # Selection ------------------------------------------------------------------------------------------

    def select(self, ids: Iterable[UUID], *, add: bool = False) -> None:
        """Select these and nothing else, or these too."""
        wanted = dict.fromkeys((*self._selected, *ids) if add else ids)
        self._set_selected(tuple(id_ for id_ in wanted if editing.known(self._data, id_)))

    # The version ----------------------------------------------------------------------------------------

    def load(self, data: ConflictData, saved: ConflictData | None = None) -> None:
        """Show another version, or work that was kept (then `saved` is what the office has); nothing to undo."""
        self._before = None
        data = conflict_layout.settled(data, self.captions)
        self._show(State(data, self._selected))
        self._data = data
        self._saved = data if saved is None else conflict_layout.settled(saved, self.captions)
        self.stack.clear()

    def mark_saved(self, saved: ConflictData) -> None:
        """`saved` stands in the office; work that went on since is work in that version."""
        self._saved = saved
        self._data = headed(self._data, saved)
        if self._data == self._saved:
            self.stack.mark_clean()
        else:
            self.stack.changed.tell(self.stack)

    # Inside ---------------------------------------------------------------------------------------------

    @override
    def _do(
        self, label: Message, data: ConflictData, merge: Hashable | None = None, select: tuple[UUID, ...] | None = None,
        first: tuple[UUID, ...] = (),
    ) -> bool:  # fmt: skip
        same = data == self._data
        return not same and super()._do(label, conflict_layout.settled(data, self.captions, first), merge, select)

    @override
    def _show(self, state: State[ConflictData]) -> None:
        old = self._data
        self._data = headed(state.data, old)  # steps remember maps from before a save
        if self._data != old:
            self._picture = None
            self.changed.tell(self._data)
        self._set_selected(tuple(id_ for id_ in state.selected if editing.known(self._data, id_)))


def headed(data: ConflictData, like: ConflictData) -> ConflictData:
    """The map as the version that `like` is."""
    same = (data.id, data.version, data.final, data.printed_on) == (like.id, like.version, like.final, like.printed_on)
    if same:
        return data
    day = data.drawn_on if data.id == like.id else like.drawn_on
    return replace(
        data, id=like.id, version=like.version, final=like.final, printed_on=like.printed_on, drawn_on=day
    )  # fmt: skip
