"""The map of changes on its page: the sheet that is open, what is typed into it, what stands beside it.

The sheet is one of the forms: its draft, undo, saving, merging and signing are those of every sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from desktop.base.events import Event
from desktop.base.jobs import Owner
from desktop.base.messages import N_, Finding, Message, message
from desktop.models.answers import SheetRow
from desktop.models.change_map import FORM, SCALE_WORDS, ChangeMap, Measurement, Proposal
from desktop.models.definitions import FormDefinition, Path
from desktop.models.family_page import FamilyPage
from desktop.models.fields import Value
from desktop.presenters.cards import Card, Filled
from desktop.presenters.forms import FormDraft
from desktop.presenters.sheet_filling import SheetFilling, draft_kind
from desktop.rules import change_map as rules
from desktop.rules import sheets as sheet_rules
from desktop.services import change_map as acts
from desktop.services import sheets
from desktop.services.desk import Desk

SAID: Final = ("indicator", "confirmed_by", "family_part", "service_part", "helped")  # of a sphere, in this order
LISTS: Final = frozenset({"measurements", "scores", "spheres"})  # shown by the page in its own way
_Rows = Mapping[UUID, Mapping[str, Value]]


class ChangeMaps:
    """The maps of changes of one family, one of them open."""

    def __init__(self, desk: Desk, page: Callable[[], FamilyPage | None], failed: Callable[[Exception], None]) -> None:
        self.desk, self._page, self._failed = desk, page, failed
        self.owner = Owner()
        self.rows: tuple[SheetRow, ...] = ()
        self.filling: SheetFilling | None = None
        self.beside = acts.Beside()
        self.read = False  # whether the office was asked already
        self.listed: Event[tuple[SheetRow, ...]] = Event()
        self.opened: Event[SheetFilling] = Event()
        self.counted: Event[acts.Beside] = Event()  # what the program counts was read again
        self._map: ChangeMap | None = None
        self._asked_until: date | None = None  # up to which day `beside` counts

    # Reading

    def load(self) -> None:
        """Read the list and what is counted; the newest map opens when none is open."""
        page = self._page()
        if page is None:
            return
        family, until = page.family.id, self._until()
        self._asked_until = until

        def arrived(found: tuple[tuple[SheetRow, ...], acts.Beside]) -> None:
            self.rows, self.beside = found
            self.read, self._map = True, None
            self.listed.tell(self.rows)
            self._follow_colleagues()
            if self.filling is None and self.rows:
                self.open(self.rows[0].id)
            elif self.filling is None and self._draft_version() is not None:
                self.begin()  # typed before the program ended and never saved: nothing else would show it
            self.counted.tell(self.beside)

        self.desk.open(
            lambda reading: (acts.change_sheets(reading, family), acts.beside(reading, family, until)), arrived, self._failed,
            self.owner,
        )  # fmt: skip

    def _follow_colleagues(self) -> None:
        """A colleague saved the map that is open: what was not touched here follows."""
        filling = self.filling
        row = next((row for row in self.rows if filling is not None and row.id == filling.base.id), None)
        if filling is None or row is None or row.version <= filling.base.version:
            return

        def followed() -> None:
            if filling is self.filling:
                self.listed.tell(self.rows)  # it may be finished or signed by now
                if self._until() != self._asked_until:
                    self.load()

        filling.reread(followed, self._failed)

    def _until(self) -> date | None:
        """Pairs end with the exit, when it was measured."""
        last = rules.ends(self.map)[1] if self.filling is not None else None
        return last.on if last is not None and last.moment == rules.EXIT else None

    def open(self, id_: UUID) -> None:
        """Open a map that was saved."""
        page, row = self._page(), next((row for row in self.rows if row.id == id_), None)
        if page is None or row is None:
            return
        family, reader = page.family.id, self.desk.reader
        _id, form = self.desk.form_version(row.form, row.form_version)

        def arrived(found: sheets.Began | None) -> None:
            if found is not None:
                self._show(form, found, {}, "")

        self.desk.open(lambda reading: sheets.opened(reading, row, form, family, reader), arrived, self._failed, self.owner)

    def begin(self) -> None:
        """Begin a map; a draft that was never saved is offered by its card."""
        page = self._page()
        if page is None:
            return
        family, reader = page.family.id, self.desk.reader
        version = self._draft_version() or self.desk.form(FORM).version
        definition, form = self.desk.form_version(FORM, version)
        kind, id_ = draft_kind(family, form, None), self.desk.new_id()
        fixed = {"family_id": family, "case_id": page.case.id if page.case else None, "definition_id": definition}
        self.desk.open(
            lambda reading: acts.begun(reading, form, family, id_, reader),
            lambda found: self._show(form, found, fixed, kind), self._failed, self.owner,
        )  # fmt: skip

    def _draft_version(self) -> int | None:
        page = self._page()
        kind = draft_kind(page.family.id, self.desk.form(FORM), None) if page is not None else ""
        for (known, _id), draft in self.desk.drafts.all().items():
            forms = draft.what.get("forms") if known == kind and isinstance(draft.what, dict) else None
            if forms:
                return int(forms[0].get("form_version", 1))
        return None

    def _show(self, form: FormDefinition, found: sheets.Began, fixed: Mapping[str, object], kind: str) -> None:
        card = Card(
            self.desk, sheets.SAVED, [Filled(form.key, found.record, fixed, sheet_rules.with_head(form))],
            save=sheets.write_sheet, reopen=sheets.reopen_sheet, draft_kind=kind,
            half=lambda path: path[0] not in sheet_rules.HEAD,
        )  # fmt: skip
        if self.filling is not None:
            self.filling.card.close()
        self.filling, self._map = SheetFilling(self.desk, form, card, found), None
        card.forms[0].field_changed.subscribe(self._changed)
        self.opened.tell(self.filling)
        if self._until() != self._asked_until:
            self.load()  # what is counted ends with the exit of the map that is open

    def _changed(self, _path: Path) -> None:
        self._map = None

    # What stands there

    @property
    def draft(self) -> FormDraft:
        """The form that is open.

        Raises:
            LookupError: none is.
        """
        if self.filling is None:
            raise LookupError(FORM)
        return self.filling.card.forms[0]

    @property
    def map(self) -> ChangeMap:
        """The sheet as typed, with a row for every sphere."""
        if self._map is None:
            self._map = rules.read(self.draft.to_snapshot(), self.beside.spheres, self.beside.indicators)
        return self._map

    def findings(self) -> tuple[Finding, ...]:
        """What is to be looked at before the commission sees it."""
        return rules.findings(self.map, self.beside.pairs)

    def scores(self) -> tuple[tuple[str, str], ...]:
        """The scores of the scale in their order: code, meaning."""
        return tuple(self.desk.choices(f"{SCALE_WORDS}{self.map.scale}"))

    def proposals(self, at: Measurement) -> tuple[Proposal, ...]:
        """What papers of the office suggest for a measurement."""
        return acts.proposals(self.map, at, self.beside, self.desk.reader)

    def fact_text(self, sphere: str, on: date) -> str:
        """The fact of a mark as it is being typed."""
        path = self._score_path(sphere, on, "fact")
        return self.draft.text(path) if path is not None else ""

    def said_text(self, sphere: str, key: str) -> str:
        """One of `SAID` as it is being typed; the usual indicator where nobody wrote another."""
        line = self.map.line(sphere)
        if line is None or line.row is None:
            return line.indicator if line is not None and key == "indicator" else ""
        typed = self.draft.text(("spheres", str(line.row), key))
        return typed or (line.indicator if key == "indicator" else "")

    # Typing

    def set_score(self, sphere: str, on: date, score: int | None) -> None:
        """Mark a sphere at a measurement."""
        path = self._score_path(sphere, on, "score")
        if path is not None:
            self.draft.set_value(path, score)
        elif score is not None:
            self.draft.add_row("scores", sphere=sphere, scored_on=on, score=score)

    def set_fact(self, sphere: str, on: date, words: str) -> None:
        """Write the fact behind a mark."""
        path = self._score_path(sphere, on, "fact")
        if path is not None:
            self.draft.type_text(path, words)
        elif words:
            self.draft.add_row("scores", sphere=sphere, scored_on=on, fact=words)

    def set_said(self, sphere: str, key: str, words: str) -> None:
        """Write one of `SAID` about a sphere."""
        line = self.map.line(sphere)
        if line is not None and line.row is not None:
            self.draft.type_text(("spheres", str(line.row), key), words)
        elif words and words != (getattr(line, key, "") if line is not None else ""):
            self.draft.add_row("spheres", **{"sphere": sphere, key: words})

    def _score_path(self, sphere: str, on: date, key: str) -> Path | None:
        line = self.map.line(sphere)
        row = line.marks[on].row if line is not None and on in line.marks else None
        return ("scores", str(row), key) if row is not None else None

    # Measurements

    def add_measurement(self, on: date, moment: str, with_whom: str = "") -> bool:
        """A new column; False where this day has one already."""
        if self.map.at(on) is not None:
            return False
        self.draft.add_row("measurements", measured_on=on, moment=moment or None, with_whom=with_whom or None)
        return True

    def change_measurement(self, was: date, on: date, moment: str, with_whom: str) -> bool:
        """Another day, another moment: marks go with their measurement; False where the new day is taken."""
        if on != was and self.map.at(on) is not None:
            return False
        days, marks = self._values("measurements"), self._values("scores")
        own = {id_ for id_, row in days.items() if row.get("measured_on") == was} or {self.desk.new_id()}
        told: dict[str, Value] = {"measured_on": on, "moment": moment or None, "with_whom": with_whom or None}
        days = {**days, **{id_: {**days.get(id_, {}), **told} for id_ in own}}
        marks = {id_: {**row, "scored_on": on} if row.get("scored_on") == was else row for id_, row in marks.items()}
        self.draft.put_rows({"measurements": days, "scores": marks}, message(N_("Measurement of {day}"), day=on))
        return True

    def remove_measurement(self, on: date) -> None:
        """Take a measurement away with its marks; one step back brings them."""
        days = {id_: row for id_, row in self._values("measurements").items() if row.get("measured_on") != on}
        marks = {id_: row for id_, row in self._values("scores").items() if row.get("scored_on") != on}
        self.draft.put_rows({"measurements": days, "scores": marks}, message(N_("Measurement of {day} removed"), day=on))

    def take(self, chosen: tuple[Proposal, ...], at: Measurement, source: Callable[[Proposal], str]) -> int:
        """Put what was chosen into a measurement with its source in the fact; returns how many were put."""
        marks: dict[UUID, Mapping[str, Value]] = dict(self._values("scores"))
        taken: dict[str, list[Proposal]] = {}
        for one in chosen:
            taken.setdefault(one.sphere, []).append(one)
        for sphere, found in taken.items():
            fact = "; ".join(dict.fromkeys(_with_source(one, source) for one in found))
            score = next((one.score for one in found if one.score is not None), None)
            line = self.map.line(sphere)
            row = line.marks[at.on].row if line is not None and at.on in line.marks else None
            marks[row or self.desk.new_id()] = {"sphere": sphere, "scored_on": at.on, "score": score, "fact": fact}
        if taken:
            label: Message = message(N_("Taken from papers: {n}"), n=len(taken))
            self.draft.put_rows({"scores": marks}, label)
        return len(taken)

    def _values(self, key: str) -> _Rows:
        return {id_: row.values for id_, row in self.draft.to_snapshot().parts.get(key, {}).items()}

    # Acts

    def finish(self, done: Callable[[], None]) -> None:
        """Say that it is filled."""
        if self.filling is not None:
            self.filling.finish(lambda _changes: done(), self._failed)

    def sign(self, done: Callable[[], None]) -> None:
        """Sign it: it is never rewritten after that."""
        if self.filling is not None:
            self.filling.sign(lambda _changes: done(), self._failed)

    def close(self) -> None:
        """The page goes; what is typed and not saved is kept as a draft."""
        if self.filling is not None:
            self.filling.card.keep_draft()
            self.filling.card.close()
        self.owner.close()


def _with_source(one: Proposal, source: Callable[[Proposal], str]) -> str:
    return f"{one.fact} ({source(one)})" if one.fact else source(one)
