"""The editor of a genogram: what can be done on the drawing, and what is asked of the card.

Shifts, hidden people, feelings, conditions and the heading are the drawing's own: steps of undo. People and bonds are the
card's: the editor asks for them (`asked`), the page carries it to the desk, the family comes back through `show_card`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final, Literal
from uuid import UUID

from typing_extensions import override

from desktop.base.events import Event
from desktop.base.messages import N_, Message, message
from desktop.figures.primitives import Box, Figure, Point
from desktop.models.kin_data import EmotionalTie, Feeling, GenogramData, Kin, KinMark, KinPerson
from desktop.models.map_style import STANDARD, MapStyle
from desktop.models.partial_dates import PartialDate
from desktop.presenters.drawing_session import DrawingSession, State
from desktop.presenters.genogram_words import as_named, called, sentence
from desktop.rules.kin_findings import findings
from desktop.services.genograms import with_card

if TYPE_CHECKING:
    from desktop.figures.genogram import GenogramPicture

Bond = Literal["parent", "marriage", "cohabitation", "relationship", "twins", "remove"]
_ROW: Final = 12.0  # millimetres: symbols that stand less apart are of one generation


@dataclass(frozen=True, slots=True)
class Asked:
    """What a gesture wants the card to say: a bond of two people, or that a bond, a loss or a person goes."""

    what: Bond
    ids: tuple[UUID, ...]


class GenogramEditor(DrawingSession[GenogramData]):
    """One genogram being worked on; a `Drawing` for the canvas of figures."""

    def __init__(self, data: GenogramData, new_id: Callable[[], UUID], today: date, saved: GenogramData | None = None) -> None:
        super().__init__(data, data if saved is None else saved)
        self.changed: Event[GenogramData] = Event()
        self.told: Event[Message] = Event()
        self.asked: Event[Asked] = Event()
        self._new_id, self.today = new_id, today
        self.tie: Feeling | Bond = "close"  # what the next line drawn between two people is
        self.conditions = True
        self.style = STANDARD
        self.words: Mapping[str, str] = {}  # the office's own names of conditions and feelings, for the legend
        self._picture: GenogramPicture | None = None
        self._people: dict[UUID, KinPerson] = {}

    # What is there --------------------------------------------------------------------------------------

    @property
    def picture(self) -> GenogramPicture:
        """The drawing with the places of everything in it."""
        from desktop.figures.genogram import draw  # noqa: PLC0415  laying out is loaded when something is drawn

        if self._picture is None:  # its key stands below the window of the drawing, at reading size
            self._picture = draw(self.drawn, self.today, style=replace(self.style, legend=False), words=self.words)
        return self._picture

    @property
    def drawn(self) -> GenogramData:
        """What is on the drawing: conditions may be left out."""
        return self._data if self.conditions else replace(self._data, marks=())

    def figure(self) -> Figure:
        """The drawing as it is now."""
        return self.picture.figure

    def boxes(self) -> Mapping[UUID, Box]:
        """People and losses: symbol and label in one box."""
        return self.picture.boxes

    def lines(self) -> Mapping[UUID, tuple[Point, ...]]:
        """Unions, parents and feelings: their ways."""
        return self.picture.lines

    def origin(self) -> Point:
        """Where the layout's (0, 0) is on the figure."""
        return self.picture.origin

    def order(self) -> Sequence[UUID]:
        """Generation by generation from above, each from the left."""
        boxes = self.boxes()
        rows: list[list[UUID]] = []
        for id_ in sorted(boxes, key=lambda one: (boxes[one][1], boxes[one][0])):
            if not rows or boxes[id_][1] - boxes[rows[-1][0]][1] > _ROW:
                rows.append([])
            rows[-1].append(id_)
        return [id_ for row in rows for id_ in sorted(row, key=lambda one: boxes[one][0])]

    def person(self, id_: UUID) -> KinPerson | None:
        """Somebody of the family."""
        if not self._people:
            self._people = {person.id: person for person in self._data.kin.people}
        return self._people.get(id_)

    @property
    def as_told(self) -> GenogramData:
        """The genogram as panels and lists tell it: names hidden if so wished."""
        return as_named(self._data, self.style)

    def named(self, id_: UUID) -> KinPerson | None:
        """Somebody of the family as they may be called now."""
        return self.as_told.kin.person(id_)

    def name(self, id_: UUID) -> str:
        """How it is called in a list to choose from; hidden names are not told."""
        person = self.named(id_)
        return (person.full_name or called(person)) if person is not None else ""

    def sentence(self, id_: UUID) -> str:
        """It and what holds it to others, in words; hidden names are not told."""
        return sentence(self.as_told, id_, self.words) or self.name(id_)

    def note(self, id_: UUID) -> str:
        """What somebody wrote about it; it may name people, so it goes with the names."""
        if self.style.names != "shown":
            return ""
        tie = next((tie for tie in self._data.feelings if tie.id == id_), None)
        if tie is not None:
            return tie.note
        return "\n".join(mark.note for mark in self._data.marks if mark.person == id_ and mark.note)

    # Selection ------------------------------------------------------------------------------------------

    def select(self, ids: Iterable[UUID], *, add: bool = False) -> None:
        """Select these and nothing else, or these too."""
        self._set_selected(self._there(dict.fromkeys((*self._selected, *ids) if add else ids)))

    # The drawing's own acts -----------------------------------------------------------------------------

    def move(self, ids: Collection[UUID], dx: float, dy: float) -> bool:
        """Shift people by millimetres from where the layout puts them; moves of the same in a row are one step."""
        people = tuple(id_ for id_ in dict.fromkeys(ids) if self.person(id_) is not None)
        if not people or (dx, dy) == (0, 0):
            return False
        old = {id_: self._data.shifts.get(id_, (0.0, 0.0)) for id_ in people}
        moved = {id_: (round(x + dx, 2), round(y + dy, 2)) for id_, (x, y) in old.items()}
        shifts = {id_: shift for id_, shift in {**self._data.shifts, **moved}.items() if any(shift)}
        return self._do(message(N_("shift")), replace(self._data, shifts=shifts), ("move", people))

    def tidy(self) -> bool:
        """Everybody back to where the layout puts them."""
        return self._do(message(N_("tidy up")), replace(self._data, shifts={}))

    def can_connect(self, source: UUID, target: UUID) -> Message | None:
        """Why these two cannot be connected; None if they can."""
        if source == target:
            return message(N_("A tie needs two different ends"))
        if self.person(source) is None or self.person(target) is None:
            return message(N_("Only people are connected here"))
        return None

    def connect(self, source: UUID, target: UUID) -> UUID | None:
        """A line of what was chosen last: a feeling is drawn at once, kinship is asked of the card."""
        if (why := self.can_connect(source, target)) is not None:
            self.told.tell(why)
            return None
        if self.tie in _BONDS:
            self.asked.tell(Asked(self.tie, (source, target)))  # type: ignore[arg-type]
            return None
        return self.feel(source, target, self.tie)  # type: ignore[arg-type]

    def feel(self, source: UUID, target: UUID, kind: Feeling, note: str = "") -> UUID:
        """What two people feel to each other; of one kind there is one line between two."""
        pair = {source, target}
        standing = next((t for t in self._data.feelings if {t.first, t.second} == pair and t.kind == kind), None)
        tie = EmotionalTie(self._new_id(), source, target, kind, note) if standing is None else standing
        if standing is None:
            self._do(message(N_("emotional line")), replace(self._data, feelings=(*self._data.feelings, tie)), select=(tie.id,))
        else:
            self.select((tie.id,))
        return tie.id

    def change_feeling(self, id_: UUID, *, kind: Feeling | None = None, note: str | None = None) -> bool:
        """Another kind of the line, another note at it."""
        found = next((tie for tie in self._data.feelings if tie.id == id_), None)
        if found is None:
            return False
        new = replace(found, kind=kind or found.kind, note=found.note if note is None else note)
        ties = tuple(new if tie.id == id_ else tie for tie in self._data.feelings)
        merge = ("note", id_) if kind is None else None
        return self._do(message(N_("emotional line")), replace(self._data, feelings=ties), merge)

    def set_mark(
        self, person: UUID, kind: str, *, on: bool = True, since: PartialDate | None = None, till: PartialDate | None = None,
        note: str = "",
    ) -> bool:  # fmt: skip
        """Put a condition into somebody's symbol, or take it out; what the card says by itself is changed in the card."""
        standing = next((m for m in self._data.marks if (m.person, m.kind) == (person, kind)), None)
        if self.person(person) is None:
            return False
        if standing is not None and standing.derived and not on:
            self.told.tell(message(N_("The card says this: change it in the card of the person")))
            return False
        others = tuple(m for m in self._data.marks if m is not standing)
        if not on:
            return standing is not None and self._do(message(N_("condition")), replace(self._data, marks=others))
        id_ = standing.id if standing is not None and not standing.derived else self._new_id()
        mark = KinMark(id_, person, kind, since, till, note)
        return self._do(message(N_("condition")), replace(self._data, marks=(*others, mark)))

    def hide(self, ids: Collection[UUID], *, hidden: bool = True) -> bool:
        """Leave people out of this drawing, or show them again; the card keeps them."""
        people = {id_ for id_ in ids if self.person(id_) is not None}
        all_ = self._data.hidden | people if hidden else self._data.hidden - people
        label = message(N_("people hidden")) if hidden else message(N_("people shown again"))
        return self._do(label, replace(self._data, hidden=frozenset(all_)))

    def show_all(self) -> bool:
        """Nobody is left out any more."""
        return self._do(message(N_("people shown again")), replace(self._data, hidden=frozenset()))

    def set_index(self, person: UUID) -> bool:
        """About whom it is drawn: doubled outline, and kinship is said to them."""
        label = message(N_("about whom it is drawn"))
        return self.person(person) is not None and self._do(label, replace(self._data, index=person))

    def change_heading(
        self, *, title: str | None = None, drawn_on: date | None = None, told_by: str | None = None, note: str | None = None
    ) -> bool:
        """Title, day, with whom it was drawn, note."""
        given = {"title": title, "drawn_on": drawn_on, "told_by": told_by, "note": note}
        changes = {key: value for key, value in given.items() if value is not None}
        return self._do(message(N_("heading")), replace(self._data, **changes), ("heading", *changes))  # type: ignore[arg-type]

    def delete(self, ids: Collection[UUID] | None = None) -> bool:
        """Feelings go, people are left out of the drawing; a bond or a loss is the card's: its removal is asked."""
        gone = set(self._selected if ids is None else ids)
        own = {tie.id for tie in self._data.feelings} & gone
        people = {id_ for id_ in gone if self.person(id_) is not None}
        ties = tuple(tie for tie in self._data.feelings if tie.id not in own)
        label = message(N_("people hidden")) if people else message(N_("emotional line removed"))
        done = self._do(
            label, replace(self._data, feelings=ties, hidden=frozenset(self._data.hidden | people)),
            select=tuple(id_ for id_ in self._selected if id_ not in gone),
        )  # fmt: skip
        if of_card := self._there(gone - own - people):
            self.asked.tell(Asked("remove", of_card))
        return done

    # The version and the card ---------------------------------------------------------------------------

    def show_card(self, kin: Kin, marks: tuple[KinMark, ...]) -> None:
        """The card has changed: a draft shows the family as it is now; steps of undo stay."""
        if self._data.stage != "draft":
            return
        new, self._saved = with_card(self._data, kin, marks), with_card(self._saved, kin, marks)
        if new != self._data:
            known = {finding.path for finding in findings(self._data.kin)}
            self._put(new)
            for finding in findings(kin):
                if finding.path not in known:
                    self.told.tell(finding.message)
            self._set_selected(self._there(self._selected))

    def load(self, data: GenogramData, saved: GenogramData | None = None) -> None:
        """Show another version, or work that was kept (then `saved` is what the office has); nothing to undo."""
        self._before = None
        self._saved = data if saved is None else saved
        self._put(data)
        self._set_selected(())
        self.stack.clear()

    def mark_saved(self, saved: GenogramData) -> None:
        """This stands in the office now; work that went on meanwhile is not lost."""
        self._saved = saved
        derived = tuple(mark for mark in saved.marks if mark.derived)
        now = self._data if saved.id == self._data.id else replace(self._data, drawn_on=saved.drawn_on)  # a new version
        self._put(_headed(with_card(now, saved.kin, derived), saved))
        if self.dirty:
            self.stack.changed.tell(self.stack)
        else:
            self.stack.mark_clean()

    def show_style(self, style: MapStyle, *, conditions: bool = True) -> None:
        """Other symbols, no names, no colours; conditions may be left out for a sheet that leaves the office."""
        same = (style.seen, conditions) == (self.style.seen, self.conditions)
        self.style, self.conditions = style, conditions
        if not same:
            self._put(self._data)

    # Inside ---------------------------------------------------------------------------------------------

    @override
    def _differ(self, one: GenogramData, other: GenogramData) -> bool:
        """Only what is the drawing's own is saved: the family is the card's."""
        return _own(one) != _own(other)

    @override
    def _show(self, state: State[GenogramData]) -> None:
        """Steps remember the family of their time; which version is open, and who is in it, is not theirs to say."""
        now = self._data
        derived = tuple(mark for mark in now.marks if mark.derived)
        data = state.data if state.data.kin == now.kin else with_card(state.data, now.kin, derived)
        self._put(_headed(data, now))
        self._set_selected(self._there(state.selected))

    def _put(self, data: GenogramData) -> None:
        self._data, self._picture, self._people = data, None, {}
        self.changed.tell(data)

    def _there(self, ids: Iterable[UUID]) -> tuple[UUID, ...]:
        """Those of them that are on the drawing."""
        kin = self._data.kin
        shown = {person.id for person in kin.people} - self._data.hidden
        shown |= {tie.id for tie in self._data.feelings} | {loss.id for loss in kin.losses}
        shown |= {union.id for union in kin.unions} | {bond.id for bond in kin.parents} | {twins.id for twins in kin.twins}
        return tuple(id_ for id_ in ids if id_ in shown)


_BONDS: Final = frozenset({"parent", "marriage", "cohabitation", "relationship", "twins"})


def _own(data: GenogramData) -> GenogramData:
    """Only what is the drawing's own and can be changed on it."""
    return replace(data, kin=Kin(), marks=tuple(m for m in data.marks if not m.derived), version=0, final=False, printed_on=None)


def _headed(data: GenogramData, like: GenogramData) -> GenogramData:
    """The genogram as the version that `like` is."""
    return replace(data, id=like.id, version=like.version, final=like.final, printed_on=like.printed_on)
