"""Acts and questionnaires of a family: the list of filled sheets, what may be filled, opening one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from desktop.base.jobs import Owner
from desktop.base.messages import _
from desktop.models.answers import SheetRow
from desktop.models.definitions import FormDefinition
from desktop.models.family_page import FamilyPage
from desktop.models.snapshots import Changes
from desktop.presenters.cards import Card, Filled
from desktop.presenters.offers import full_name
from desktop.presenters.sheet_filling import SheetFilling, draft_kind
from desktop.rules import sheets as rules
from desktop.services import sheets
from desktop.services.desk import Desk

Tone = Literal["plain", "accent", "green", "amber", "red"]
_STATE_TONE: dict[str, Tone] = {rules.DRAFT: "plain", rules.FINISHED: "accent", rules.SIGNED: "green"}
RISK_TONE: dict[str, Tone] = {"low": "green", "medium": "amber", "high": "red", "critical": "red"}
_CLOSED_SECTION = "closed_"  # forms of closed sections of a person: filled on the card of the person


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A filled sheet in words."""

    row: SheetRow
    title: str
    group: str
    about: str
    filled_on: str
    author: str
    state: str
    state_tone: Tone
    points: str
    level: str
    level_tone: Tone
    number: str


@dataclass(frozen=True, slots=True)
class FormOffer:
    """A questionnaire that may be filled."""

    definition: UUID
    form: FormDefinition
    group: str
    filled: str  # when it was filled last
    here: bool  # offered in this office's country


class Sheets:
    """The sheets of one family."""

    def __init__(self, desk: Desk, page: Callable[[], FamilyPage | None], failed: Callable[[Exception], None]) -> None:
        self.desk, self._page, self._failed = desk, page, failed
        self.owner = Owner()
        self.rows: tuple[SheetRow, ...] = ()

    def load(self, told: Callable[[], None]) -> None:
        """Read the list again."""
        page = self._page()
        if page is None:
            return
        family = page.family.id

        def arrived(found: tuple[SheetRow, ...]) -> None:
            self.rows = found
            told()

        self.desk.open(lambda reading: sheets.sheets_of(reading, family), arrived, self._failed, self.owner)

    def lines(self) -> tuple[SheetLine, ...]:
        """The list in words: groups together, in a group the newest first."""
        names = self._names()
        found = [line for row in self.rows if (line := self._line(row, names)) is not None]
        return tuple(sorted(found, key=lambda line: line.group))  # a stable sort: the days stay in order

    def _names(self) -> dict[UUID, str]:
        page = self._page()
        return {member.person.id: full_name(member) for member in page.members} if page else {}

    def _line(self, row: SheetRow, names: dict[UUID, str]) -> SheetLine | None:
        try:
            _id, form = self.desk.form_version(row.form, row.form_version)
        except KeyError:
            return None
        points, level = "", ""
        tone: Tone = "plain"
        score = rules.main_score(form)
        if score is not None and row.points is not None and not row.closed:
            points = str(row.points)
            level = self.desk.caption(score.dictionary, row.level) if row.level else ""
            tone = RISK_TONE.get(row.level, "plain") if score.dictionary == rules.RISK_LEVELS else "plain"
        author = self.desk.staff.get(row.author, ("", ""))[0] if row.author else ""
        return SheetLine(
            row, _(form.title), group_of(form), names.get(row.person, "") if row.person else "", _day(row.filled_on), author,
            self.desk.caption("sheet_states", row.state), _STATE_TONE.get(row.state, "plain"), points, level, tone, row.number,
        )  # fmt: skip

    def row(self, id_: object) -> SheetRow | None:
        """One of them."""
        return next((row for row in self.rows if row.id == id_), None)

    def offers(self) -> tuple[FormOffer, ...]:
        """What may be filled: of this office's country first, by group, then by title."""
        last = {row.form: _day(row.filled_on) for row in reversed(self.rows)}
        sections = {code for code, _caption in self.desk.choices("closed_sections")}
        found = [
            FormOffer(id_, form, group_of(form), last.get(form.key, ""), self._here(form))
            for id_, form in self.desk.questionnaires()
            if form.key not in {f"{_CLOSED_SECTION}{code}" for code in sections}
        ]
        return tuple(sorted(found, key=_place_of))

    def _here(self, form: FormDefinition) -> bool:
        return not form.countries or self.desk.office.country in form.countries

    def people(self, form: FormDefinition) -> tuple[tuple[UUID, str], ...]:
        """Whom a sheet of this form may be about; empty for a form about the whole family."""
        page = self._page()
        if page is None or form.about == "family":
            return ()
        known = [member for member in page.members if member.child or form.about == "person"]
        return tuple((member.person.id, full_name(member)) for member in known)

    # Opening

    def begin(self, form: FormDefinition, person: UUID | None, done: Callable[[SheetFilling], None]) -> None:
        """A new sheet, prefilled from the card, with the answers of the filling before it beside."""
        page = self._page()
        if page is None:
            return
        family, id_ = page.family.id, self.desk.new_id()
        definition, form = self._as_drafted(family, form, person)
        reader = self.desk.reader

        def arrived(found: sheets.Began) -> None:
            fixed = {"family_id": family, "case_id": page.case.id if page.case else None, "definition_id": definition}
            done(self._filling(form, found, fixed, draft_kind(family, form, person)))

        self.desk.open(
            lambda reading: sheets.began(reading, form, family, person, id_, reader), arrived, self._failed, self.owner
        )

    def _as_drafted(self, family: UUID, form: FormDefinition, person: UUID | None) -> tuple[UUID, FormDefinition]:
        """A draft that was begun with an earlier version goes on with that version: nothing typed is lost."""
        kind = draft_kind(family, form, person)
        for (known, _id), draft in self.desk.drafts.all().items():
            forms = draft.what.get("forms") if known == kind and isinstance(draft.what, dict) else None
            if forms:
                return self.desk.form_version(form.key, int(forms[0].get("form_version", form.version)))
        return self.desk.form_version(form.key, form.version)

    def copy(self, filling: SheetFilling, done: Callable[[SheetFilling], None]) -> None:
        """A new sheet that begins with the answers of this one, by the newest version of its form."""
        page = self._page()
        if page is None:
            return
        form = self.desk.form(filling.form.key)
        definition, _form = self.desk.form_version(form.key, form.version)
        record = sheets.copied(filling.record, form, self.desk.new_id(), self.desk.today, self.desk.new_id)
        person = record.values.get(rules.PERSON)
        about = person if isinstance(person, UUID) else None
        fixed = {
            "family_id": page.family.id, "case_id": page.case.id if page.case else None, "definition_id": definition,
        }  # fmt: skip
        kind = f"{draft_kind(page.family.id, form, about)} copy"
        done(self._filling(form, sheets.Began(record, filling.record, filling.card_says), fixed, kind))

    def open(self, row: SheetRow, done: Callable[[SheetFilling], None]) -> None:
        """Open a filled sheet with the version it was filled with."""
        page = self._page()
        if page is None:
            return
        family = page.family.id
        _id, form = self.desk.form_version(row.form, row.form_version)
        reader = self.desk.reader

        def arrived(found: sheets.Began | None) -> None:
            if found is not None:
                done(self._filling(form, found, {}, ""))

        self.desk.open(lambda reading: sheets.opened(reading, row, form, family, reader), arrived, self._failed, self.owner)

    def open_closed(self, row: SheetRow, reason: str, done: Callable[[SheetFilling], None]) -> None:
        """Record why a closed sheet is opened, then open it."""
        self.desk.act(
            sheets.OPENED, lambda unit: sheets.open_closed_sheet(unit, row.id, reason),
            lambda _changes: self.open(row, done), self._failed, self.owner, undoable=False,
        )  # fmt: skip

    def _filling(self, form: FormDefinition, found: sheets.Began, fixed: Mapping[str, object], kind: str) -> SheetFilling:
        card = Card(
            self.desk, sheets.SAVED, [Filled(form.key, found.record, fixed, rules.with_head(form))], save=sheets.write_sheet,
            reopen=sheets.reopen_sheet, draft_kind=kind, closed=form.closed,
            half=lambda path: path[0] not in rules.HEAD,
        )  # fmt: skip
        return SheetFilling(self.desk, form, card, found)

    def remove(self, row: SheetRow, done: Callable[[Changes], None]) -> None:
        """Mark it as removed."""
        self.desk.act(sheets.REMOVED, lambda unit: sheets.remove_sheet(unit, row.id, row.version), done, self._failed, self.owner)

    def close(self) -> None:
        """The page goes."""
        self.owner.close()


def _place_of(offer: FormOffer) -> tuple[bool, str, str, str]:
    """Forms of one row («…: first visit», «…: second visit») stand by their keys, which are numbered."""
    title, colon, _rest = offer.form.title.partition(":")
    return not offer.here, offer.group, title, offer.form.key if colon else ""


def group_of(form: FormDefinition) -> str:
    """The heading a form stands under."""
    return _(form.group) if form.group else _("Other forms")


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
