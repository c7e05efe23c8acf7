"""The pathway of a case on the screen: the ribbon, what a stage expects and what is there, another pathway, a new episode."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal
from uuid import UUID

from desktop.base.jobs import Owner
from desktop.base.messages import N_, _
from desktop.models.definitions import Pathway, Stage
from desktop.models.everything import ENTITIES
from desktop.models.family_page import FamilyPage
from desktop.models.fields import NEEDS_PRINTING, fields_of
from desktop.models.lists import ENDED
from desktop.models.snapshots import Changes, Snapshot
from desktop.rules import pathways as rules
from desktop.services import pathways
from desktop.services.desk import Desk
from desktop.services.families import PATHWAY

SETTING: Final = "pathway"  # what this person opened a case under last
MADE_IN: Final[Mapping[str, str]] = {  # root of a form → section of the family's page
    "case": "card", "family": "card", "person": "members", "agreement": "agreements", "plan_version": "agreements",
    "visit": "visits", "consent": "consents", "contact": "contacts", "consultation": "contacts", "service_given": "help",
    "material_aid": "help", "social_map": "map", "placement": "care", "attachment": "files", "signal": "chronology",
    "group_session": "help", "": "sheets",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StageState:
    """A stage on the ribbon; several may be open at once."""

    code: str
    caption: str
    state: Literal["todo", "open", "done"]
    note: str = ""
    short: str = ""  # where there is no room for the caption


@dataclass(frozen=True, slots=True)
class PaperLine:
    """What a stage expects: what it is called, whether it is there (None: not known yet), why, and where it is made."""

    caption: str
    there: bool | None
    why: str
    section: str


@dataclass(frozen=True, slots=True)
class SeatLine:
    """Who is expected at a stage and who it is; empty names: nobody yet."""

    role: str
    names: str
    coordinates: bool


def usual_pathway(desk: Desk) -> str:
    """The pathway that a new case begins with: what this person chose last, else what is usual in the country."""
    offered = [code for code, _caption in desk.choices("pathways")]
    last, country = desk.setting(SETTING), desk.profile.pathway if desk.profile else ""
    return rules.usual(offered, last if isinstance(last, str) else "", country, PATHWAY)


def pathway_of(desk: Desk, case: Snapshot | None) -> Pathway | None:
    """The pathway that the case follows, in the edition it was opened with; None where this office has none such."""
    if case is None:
        return None
    version = case.values.get("pathway_version")
    try:
        return desk.pathway(str(case.values.get("pathway") or PATHWAY), version if isinstance(version, int) else 0)
    except KeyError:
        return None


def stage_states(desk: Desk, case: Snapshot | None) -> tuple[StageState, ...]:
    """The stages of the case's own pathway, several of them open at once; then what another one left open."""
    follows = pathway_of(desk, case)
    if case is None or follows is None:
        return ()
    counted = rules.numbers(follows)
    found = []
    for stage in follows.stages:
        number = f"{counted[stage.code]}. " if stage.code in counted else ""
        state, note = _state(case, stage.code)
        found.append(StageState(stage.code, number + stage.caption, state, note, number + stage.short))
    left = sorted(rules.standing(case) - {stage.code for stage in follows.stages})
    return (*found, *(StageState(code, desk.caption("stages", code), *_state(case, code)) for code in left))


def _state(case: Snapshot, code: str) -> tuple[Literal["todo", "open", "done"], str]:
    mine = [period for period in case.parts["stages"].values() if period.values["stage"] == code]
    open_now = [period for period in mine if period.values["closed_on"] is None]
    if open_now:
        due, since = open_now[-1].values["due_on"], open_now[-1].values["opened_on"]
        if isinstance(due, date):
            return "open", _("till {day}").format(day=due.strftime("%d.%m.%Y"))
        return "open", _("since {day}").format(day=since.strftime("%d.%m.%Y")) if isinstance(since, date) else ""
    days = [day for period in mine if isinstance(day := period.values["closed_on"], date)]
    return ("done", max(days).strftime("%d.%m.%Y")) if days else ("todo", "")


def is_over(page: FamilyPage | None) -> bool:
    """Whether nobody works with the family now, so that a new case may be opened."""
    case = page.case if page is not None else None
    return page is not None and (case is None or case.values["closed_on"] is not None or case.values["status"] in ENDED)


class StageWork:
    """One stage of a case: its algorithm, who is expected, what is there already and what is missing."""

    def __init__(self, desk: Desk, page: FamilyPage, code: str) -> None:
        self.desk, self.page, self.code = desk, page, code
        follows = pathway_of(desk, page.case)
        self.stage: Stage | None = follows.stage(code) if follows is not None else None
        self.step: rules.Step | None = None
        if follows is not None and page.case is not None:
            self.step = rules.possible(follows, page.case).get(code)
        self.owner = Owner()
        self._made: frozenset[str] | None = None

    def load(self, told: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        """Ask what the case has left so far."""
        case = self.page.case
        if case is None or self.stage is None:
            return

        def arrived(made: frozenset[str]) -> None:
            self._made = made | self._filled()
            told()

        family = self.page.family.id
        self.desk.open(lambda reading: pathways.made(reading, family, case.id), arrived, failed, self.owner)

    def _filled(self) -> frozenset[str]:
        """Cards that stand in the record anyway: there once nothing is missing in them for printing."""
        found = set()
        if self.page.case is not None and _whole(self.page.case):
            found.add("case_card")
        if _whole(self.page.family):
            found.add("family_card")
        if self.page.children and all(_whole(child.person) for child in self.page.children):
            found.add("child_card")
        return frozenset(found)

    def papers(self) -> tuple[PaperLine, ...]:
        """What the stage is expected to leave."""
        if self.stage is None:
            return ()
        return tuple(
            PaperLine(
                self._caption(one.code), one.there if self._made is not None else None, one.why.words(), self._section(one.code)
            )
            for one in rules.papers(self.stage, self._made or ())
        )

    def _caption(self, code: str) -> str:
        kind, _colon, which = code.partition(":")
        if which:
            said = self.desk.caption(f"{kind}_kinds", which)
            return said[:1].upper() + said[1:]
        if kind == "social_map":
            return _("Map of social connections")
        try:
            return self.desk.form(kind).title
        except KeyError:
            return code

    def _section(self, code: str) -> str:
        kind = code.partition(":")[0]
        try:
            return MADE_IN.get(self.desk.form(kind).root, "sheets")
        except KeyError:
            return MADE_IN.get(kind, "chronology")

    def seats(self) -> tuple[SeatLine, ...]:
        """Who is expected, the coordinator first."""
        case = self.page.case
        if self.stage is None or case is None:
            return ()
        return tuple(self._seat(seat, case) for seat in rules.seats(self.stage, case, self.desk.today))

    def _seat(self, seat: rules.Seat, case: Snapshot) -> SeatLine:
        curator = case.values.get("curator_id")
        names = [self._name(one.values.get("staff_id"), one.values.get("name")) for one in seat.taken_by]
        if seat.curator and isinstance(curator, UUID):
            names.insert(0, self._name(curator, ""))
        role = self.desk.caption("team_roles", seat.role)
        return SeatLine(role, ", ".join(dict.fromkeys(name for name in names if name)), seat.coordinates)

    def _name(self, staff: object, name: object) -> str:
        return self.desk.staff[staff][0] if isinstance(staff, UUID) and staff in self.desk.staff else str(name or "")

    def remarks(self) -> tuple[str, ...]:
        """What is to be said before the stage is begun or ended; nothing of it forbids."""
        if self.stage is None or self.page.case is None:
            return ()
        said = rules.remarks(self.stage, self.page.case, self.desk.today, dict(self.desk.choices("team_roles")))
        return tuple(one.words() for one in said)

    def close(self) -> None:
        """The dialog goes."""
        self.owner.close()


def _whole(record: Snapshot) -> bool:
    needed = [field.key for field in fields_of(ENTITIES[record.kind]) if NEEDS_PRINTING in field.needed_for]
    return all(record.values.get(key) not in (None, "", ()) for key in needed)


class PathwayChoice:
    """Choosing a pathway: for a new case, or instead of the one that a case follows."""

    def __init__(self, desk: Desk, page: FamilyPage) -> None:
        self.desk, self.page = desk, page

    def offered(self) -> tuple[tuple[str, str], ...]:
        """(key, title) of every pathway that can be chosen."""
        return self.desk.choices("pathways")

    def about(self, key: str) -> str:
        """The stages of a pathway in a line."""
        try:
            return " \u2192 ".join(stage.short for stage in self.desk.pathway(key).stages)
        except KeyError:
            return ""

    def effect(self, key: str) -> tuple[str, str]:
        """(stages that go on, stages that end today) in words, should the case follow this pathway from now on."""
        try:
            after = self.desk.pathway(key)
        except KeyError:
            return "", ""
        if self.page.case is None:
            return "", ""
        kept, ended = rules.kept_and_ended(after, self.page.case)
        first, second = (", ".join(self.desk.caption("stages", code) for code in codes) for codes in (kept, ended))
        return first, second

    def change(self, key: str, reason: str, done: Callable[[Changes], None], failed: Callable[[Exception], None]) -> None:
        """Go on under this pathway."""
        case = self.page.case
        if case is not None:
            self.desk.act(
                N_("The pathway of the case was changed"),
                lambda unit: pathways.change_pathway(unit, case.id, case.version, key, reason),
                done, failed,
            )  # fmt: skip

    def begin(
        self, key: str, curator: UUID | None, day: date | None, done: Callable[[Changes], None],
        failed: Callable[[Exception], None],
    ) -> None:  # fmt: skip
        """Open a new case of the family."""
        family = self.page.family
        self.desk.keep_setting(SETTING, key)
        self.desk.act(
            N_("A new case was opened"),
            lambda unit: pathways.open_episode(unit, family.id, family.version, key, curator=curator, opened_on=day),
            done, failed,
        )  # fmt: skip
