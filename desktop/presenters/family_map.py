"""The map of a family on its page: which version is open, saving it, its draft, who can be put on it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from typing_extensions import override

from desktop.base.messages import N_, _
from desktop.figures.metrics import read_fonts
from desktop.figures.social_layout import lay_out
from desktop.models.family_page import FamilyPage, MapRow, VisitRow
from desktop.models.map_data import Aim, MapData, NewPerson
from desktop.models.partial_dates import PartialDate, age_on
from desktop.models.snapshots import Changes
from desktop.models.value_json import parsed, value_in, value_out
from desktop.presenters.card_people import candidates
from desktop.presenters.dated_versions import DatedVersions
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.map_editing import Contact
from desktop.presenters.map_json import from_json, to_json
from desktop.presenters.maps import MapEditor
from desktop.services import maps
from desktop.services.desk import Desk
from desktop.services.map_people import save_map_with_people
from desktop.services.visits import visit_log

_CONTACTS = 20  # visits offered as the contact at which a tie was told


@dataclass(frozen=True, slots=True)
class _People:
    people: tuple[NewPerson, ...]


_Found = tuple[maps.MapsRead, tuple[VisitRow, ...]]


def ages_of(page: FamilyPage, today: date) -> dict[UUID, int]:
    """How old the people of the card are, where the day of birth is known and they are alive."""
    ages = {}
    for member in page.members:
        born = member.person.values["born"]
        if isinstance(born, PartialDate) and born.exact is not None and member.alive:
            ages[member.person.id] = age_on(born, today)
    return ages


class FamilyMap(DatedVersions[MapEditor]):
    """Opens the newest version, or begins one with the household on it."""

    kind = "social_map"

    def __init__(self, desk: Desk, family: FamilyPresenter) -> None:
        super().__init__(desk, family)
        self.before: MapData | None = None  # the version before the one that is open
        self.aim: Aim = "real"  # which of the two maps is shown
        self._ages: Mapping[UUID, int] = {}

    # Opening

    def open(self, version: UUID | None = None, aim: Aim | None = None) -> None:
        """Open a version, or the newest one; a family without a map gets one with its household."""
        self.aim = aim or self.aim
        self._read(version, self._arrived)

    @override
    def listed_versions(self) -> tuple[MapRow, ...]:
        """The versions of the map that is shown: wishes are listed apart from what is."""
        return tuple(row for row in self.versions if row.aim == self.aim)

    @property
    def has_wish(self) -> bool:
        """Whether the family has said already what it wishes for."""
        shown = self.editor is not None and self.editor.data.aim == "wish"
        return shown or any(row.aim == "wish" for row in self.versions)

    def begin_wish(self) -> None:
        """The map the family wishes for begins as the map that is, with the same people."""
        if self.editor is None:
            return
        real = self.editor.data
        wish = replace(
            real, id=self.desk.new_id(), version=0, final=False, aim="wish", drawn_on=self.desk.today, told_by=real.told_by,
            title=_("Map of wishes"), note="", printed_on=None,
        )  # fmt: skip
        self.aim, self.before = "wish", None
        self._draw_on(wish, real)
        self.state_changed.tell("unsaved")

    def refresh(self) -> None:
        """Somebody changed something of the family: show it, unless a map is being drawn right now."""
        editor = self.editor
        if editor is not None and not editor.dirty:
            self._read(editor.data.id if editor.data.version else None, lambda found: self._freshened(found, editor))

    def _read(self, version: UUID | None, done: Callable[[_Found], None]) -> None:
        family, aim = self._family.family, self.aim
        self.desk.open(
            lambda reading: _ready((maps.read_maps(reading, family, version, aim), visit_log(reading, family))),
            done, self.failed.tell, self.owner,
        )  # fmt: skip

    def _freshened(self, found: _Found, asked: MapEditor) -> None:
        if asked is self.editor and not (asked.dirty or asked.in_gesture or self._saving):  # another map may be open by now
            self._arrived(found)

    def _arrived(self, found: _Found) -> None:
        page = self._family.page
        if page is None:
            return
        read, visits = found
        self.versions, self.before, stands = read.versions, read.before, read.map_
        if stands is None:
            fresh = self.editor is not None and not self.editor.data.version
            id_ = self.editor.data.id if fresh and self.editor is not None else self.desk.new_id()
            map_ = lay_out(maps.first_map(page, id_, _("Map of connections"), self.desk.today))
        else:
            self.aim = stands.aim
            map_ = stands if stands.final else maps.with_household(stands, page)
        self._show(map_, stands, page, visits)

    def _show(self, map_: MapData, stands: MapData | None, page: FamilyPage, visits: tuple[VisitRow, ...]) -> None:
        contacts = [
            Contact(v.id, f"{v.visited_on:%d.%m.%Y} · {self.desk.caption('visit_outcomes', v.outcome)}", v.visited_on)
            for v in visits[:_CONTACTS]
        ]
        editor, people = self.editor, candidates(self.desk, page, home_by_given_name=True)
        self._ages = ages_of(page, self.desk.today)
        self._kept = ""
        if editor is not None and editor.data.id == map_.id:
            editor.candidates, editor.contacts, editor.ages = people, tuple(contacts), self._ages
            if editor.data != map_:
                editor.load(map_, stands)
            self.listed.tell(self.versions)
            self._typed()
            return
        self.said = ""
        new = MapEditor(map_, self.desk.new_id, self.desk.today, people, contacts, stands)
        new.ages = self._ages
        self._begin_editing(new)
        self._typed()

    # Drafts

    def take_draft(self) -> None:
        """Show the map as it was drawn before the program ended."""
        found = self._draft_value(_draft_in)
        if found is None or self.editor is None:
            return
        kept, people = found
        # With the version it was begun from: if somebody saved since, saving asks instead of writing over it.
        stands = self.editor.data
        if kept.id == stands.id:
            self.editor.load(kept, stands)
        else:
            self._draw_on(kept, stands)
        self.editor.new_people = {**self.editor.new_people, **people}
        self.state_changed.tell("unsaved")

    @override
    def _draw_on(self, mine: MapData, stands: MapData) -> None:
        """Draw on a version that is not the one that was opened."""
        old = self.editor
        contacts = old.contacts if old is not None else ()
        people = old.candidates if old is not None else ()
        new = MapEditor(mine, self.desk.new_id, self.desk.today, people, contacts, stands)
        new.ages = self._ages
        if old is not None:
            new.new_people = old.new_people
        self._begin_editing(new)

    # Saving

    @override
    def save(self, *, final: bool = False, after: Callable[[], None] | None = None) -> None:
        editor = self.editor
        if editor is None:
            return
        sent = replace(editor.data, drawn_on=self.day_of_version())

        def done(changes: Changes) -> None:
            self._saving = False
            editor.mark_saved(
                self._version_in(changes, sent.version),
                replace(sent, id=changes.result or sent.id, final=final, printed_on=None),
            )
            self._kept = ""
            self.said = self._clock()
            family, shown, self.aim = self._family.family, editor.data.id, editor.data.aim
            self.desk.open(lambda reading: maps.read_maps(reading, family, shown), self._listed, self.failed.tell, self.owner)
            self._typed()
            if after is not None:
                after()

        self._act(
            N_("The map of connections was saved"),
            lambda unit: save_map_with_people(unit, sent, editor.new_people, final=final), done,
        )  # fmt: skip

    def day_of_version(self) -> date:
        """The day the map is kept under: a version begun from a finished one is of today, if nobody dated it otherwise."""
        editor = self.editor
        if editor is None:
            return self.desk.today
        dated = editor.data.drawn_on
        begun_anew = editor.data.final and editor.dirty and dated == editor.saved.drawn_on
        return self.desk.today if begun_anew else dated

    def _listed(self, read: maps.MapsRead) -> None:
        self.versions, self.before = read.versions, read.before
        self.listed.tell(self.versions)

    @override
    def _written(self, editor: MapEditor) -> str:
        """With what was typed for cards that are made when the map is saved: the map alone knows only their ids."""
        map_ = to_json(editor.data)
        used = {node.ref for node in editor.data.nodes}
        people = [value_out(person) for id_, person in editor.new_people.items() if id_ in used]
        return json.dumps({"map": map_, "people": people}, ensure_ascii=False) if people else map_


def _draft_in(text: str) -> tuple[MapData, dict[UUID, NewPerson]]:
    whole = parsed(text)
    if not isinstance(whole, dict) or set(whole) != {"map", "people"} or not isinstance(whole["map"], str):
        return from_json(text), {}
    people = value_in(_People, {"people": whole["people"]}, "people").people
    return from_json(whole["map"]), {person.id: person for person in people}


def _ready(found: _Found) -> _Found:
    """What was read, and the fonts with it: the window needs both for the first drawing."""
    read_fonts()
    return found
