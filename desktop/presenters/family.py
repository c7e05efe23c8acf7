"""The page of a family: what its head says, which sections it has, when to read it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal
from uuid import UUID

from desktop.base.events import Event
from desktop.base.jobs import Owner
from desktop.base.messages import N_, _, ngettext
from desktop.models.family_page import FamilyPage
from desktop.models.lists import ENDED
from desktop.models.map_codes import Codes
from desktop.models.snapshots import Changes, Snapshot
from desktop.presenters.pathways import StageState, pathway_of, stage_states
from desktop.rules.names import of_family
from desktop.services import families, records
from desktop.services.desk import Desk
from desktop.services.map_codes import family_codes

Tone = Literal["plain", "accent", "green", "amber", "red"]
SECTIONS: tuple[tuple[str, str], ...] = (
    ("chronology", N_("Chronology")),
    ("card", N_("Family card")),
    ("members", N_("Family members")),
    ("map", N_("Social connections")),
    ("genogram", N_("Genogram")),
    ("conflicts", N_("Conflict map")),
    ("changes", N_("Map of changes")),
    ("needs", N_("Problems and goals")),
    ("sheets", N_("Forms and questionnaires")),
    ("statements", N_("What is known and from whom")),
    ("agreements", N_("Contract and plan")),
    ("help", N_("Services and aid")),
    ("visits", N_("Visits")),
    ("contacts", N_("Contacts")),
    ("consents", N_("Consents")),
    ("care", N_("Placement of the child")),
    ("files", N_("Files")),
    ("journal", N_("Journal of changes")),
)  # the codes are those of `models.journals.FAMILY_SECTIONS`
_OFFERED_TO_ALL = frozenset({"directory_service", "carer", "group_programme"})  # references of every family's forms
_RISK_TONE: dict[str, Tone] = {"low": "green", "medium": "amber", "high": "red", "critical": "red"}


@dataclass(frozen=True, slots=True)
class HeadBadge:
    """A word about the family and its tone."""

    text: str
    tone: Tone


class FamilyPresenter:
    """Reads the family, keeps it fresh, says what its head shows."""

    def __init__(self, desk: Desk, family: UUID) -> None:
        self.desk, self.family = desk, family
        self.page: FamilyPage | None = None
        self.owner = Owner()
        self.loaded: Event[FamilyPage] = Event()
        self.coded: Event[Codes] = Event()  # what everybody is called on maps with hidden names, whenever it changes
        self.failed: Event[Exception] = Event()
        self.told: Event[Changes] = Event()  # a colleague changed something shown here
        self._ends: list[Callable[[], None]] = [desk.changed.subscribe(self._changed)]
        self._recorded = False

    def load(self) -> None:
        """Read the family on the browsing lane; the first time it is recorded who looked."""
        journals = self.desk.journals()
        self.desk.open(
            lambda reading: records.page(reading, self.family, journals),
            self._arrived,
            self.failed.tell,
            self.owner,
        )
        if not self._recorded:
            self._recorded = True
            self.desk.act(
                N_("The card was opened"),
                lambda unit: families.record_opening(unit, self.family),
                lambda _changes: None,
                self.failed.tell,
                undoable=False,
            )

    def _arrived(self, page: FamilyPage | None) -> None:
        if page is None:
            return
        self.page = page if self.page is None else replace(page, codes=self.page.codes)
        self.loaded.tell(self.page)
        # Behind the page, which does not wait for them: they are read from the whole tree and all maps of the family.
        self.desk.open(lambda reading: family_codes(reading, self.family), self._codes_came, self.failed.tell, self.owner)

    def _codes_came(self, codes: Codes) -> None:
        if self.page is not None and codes != self.page.codes:
            self.page = replace(self.page, codes=codes)
            self.coded.tell(codes)

    def _changed(self, changes: Changes) -> None:
        known = [member.person.id for member in self.page.members] if self.page else []
        offered = any(root.kind in _OFFERED_TO_ALL for root in changes.roots)
        if offered and not changes.touches(self.family, *known):
            self.load()
        if changes.roots and changes.touches(self.family, *known):
            if not self.desk.is_own(changes):
                self.told.tell(changes)
            self.load()

    def close(self) -> None:
        """The page goes: nothing is told to it any more."""
        self.owner.close()
        for end in self._ends:
            end()

    # What the head says

    def title(self) -> str:
        """The family's name."""
        name = str(self.page.family.values["name"]) if self.page else ""
        return _("{name} family").format(name=of_family(name))

    def number(self) -> str:
        """Its file number."""
        return str(self.page.family.values["number"] or "") if self.page else ""

    def badges(self) -> tuple[HeadBadge, ...]:
        """Group of grounds, risk, number, dangers, when the children were last seen."""
        if self.page is None:
            return ()
        found: list[HeadBadge] = []
        case = self.page.case
        if case is not None:
            group, risk = case.values["grounds_group"], case.values["risk"]
            if isinstance(group, str):
                found.append(HeadBadge(self.desk.caption("grounds_groups", group), "red" if group == "danger" else "amber"))
            if isinstance(risk, str):
                found.append(HeadBadge(self._risk(case, risk), _RISK_TONE.get(risk, "plain")))
            status = str(case.values["status"])
            if status != "active":
                found.append(HeadBadge(self.desk.caption("case_statuses", status), "plain"))
        if self.number():
            found.append(HeadBadge(_("No. {number}").format(number=self.number()), "plain"))
        return tuple(found)

    def _risk(self, case: Snapshot, risk: str) -> str:
        words = _("risk: {level}").format(level=self.desk.caption("risk_levels", risk))
        score = case.values["risk_score"]
        if not isinstance(score, int):
            return words
        return f"{words} · " + ngettext("{n} point", "{n} points", score).format(n=score)

    def state(self) -> str:
        """Curator, months in work, next visit: one line at the right of the head."""
        if self.page is None or self.page.case is None:
            return ""
        case = self.page.case.values
        parts = []
        if self.page.curator:
            parts.append(_("Curator {name}").format(name=self.page.curator))
        opened = case["opened_on"]
        if isinstance(opened, date) and case["closed_on"] is None:
            today = self.desk.today
            months = (today.year - opened.year) * 12 + today.month - opened.month + (today.day >= opened.day)
            follows = pathway_of(self.desk, self.page.case)
            most = follows.months.most if follows is not None else None
            text = _("month {n} of {most}") if most else _("month {n}")
            parts.append(text.format(n=max(1, months), most=most))
        return " · ".join(parts)

    def next_visit(self) -> HeadBadge | None:
        """When the next visit is, or that it is overdue."""
        if self.page is None or self.page.case is None or self._ended():
            return None
        day = self.page.case.values["next_visit_on"]
        if not isinstance(day, date):
            return HeadBadge(_("next visit is not planned"), "amber")
        late = (self.desk.today - day).days
        if late > 0:
            words = ngettext("visit overdue by {n} day", "visit overdue by {n} days", late).format(n=late)
            return HeadBadge(words, "red")
        return HeadBadge(_("next visit {day}").format(day=day.strftime("%d.%m.%Y")), "accent" if late < 0 else "amber")

    def _ended(self) -> bool:
        """Nobody visits a family whose case is over."""
        case = self.page.case if self.page else None
        return case is not None and case.values["status"] in ENDED

    def children_seen(self) -> tuple[HeadBadge, ...]:
        """Each child of the household: when somebody of us last saw them."""
        found: list[HeadBadge] = []
        if self._ended():
            return ()
        for child in self.page.children if self.page else ():
            name = str(child.person.values["given_name"] or "?")
            if child.last_seen is None:
                found.append(HeadBadge(_("{name}: not seen yet").format(name=name), "amber"))
                continue
            days = (self.desk.today - child.last_seen).days
            tone: Tone = "red" if days > 30 else "amber" if days > 14 else "plain"
            day = child.last_seen.strftime("%d.%m.%Y")
            found.append(HeadBadge(_("{name}: seen {day}").format(name=name, day=day), tone))
        return tuple(found)

    def stages(self) -> tuple[StageState, ...]:
        """The stages of the case's own pathway, several of them open at once."""
        return stage_states(self.desk, self.page.case if self.page else None)

    def pathway(self) -> str:
        """What the pathway of the case is called; empty without a case."""
        follows = pathway_of(self.desk, self.page.case if self.page else None)
        return follows.title if follows is not None else ""

    def change_stage(
        self,
        stage: str,
        *,
        opened: bool,
        note: str,
        done: Callable[[Changes], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Open or close a stage of the case."""
        case = self.page.case if self.page else None
        if case is None:
            return
        label = N_("A stage was opened") if opened else N_("A stage was closed")
        self.desk.act(
            label,
            lambda unit: families.change_stage(unit, case.id, case.version, stage, opened=opened, note=note),
            done,
            failed,
            self.owner,
        )

    def counts(self) -> dict[str, int]:
        """How much there is in each section."""
        if self.page is None:
            return {}
        counts = self.page.counts
        journals: dict[str, int] = {}
        for journal in self.desk.journals():
            if journal.scope == "family":
                journals[journal.section] = journals.get(journal.section, 0) + counts.get(journal.key, 0)
        return journals | {
            "members": counts.get("members", 0),
            "agreements": counts.get("agreements", 0) + counts.get("plans", 0),
            "sheets": counts.get("sheets", 0),
            "statements": counts.get("statements", 0),
            "visits": counts.get("visits", 0),
            "files": counts.get("files", 0),
            "map": counts.get("maps", 0),
            "genogram": counts.get("genograms", 0),
            "conflicts": counts.get("conflicts", 0),
            "changes": counts.get("changes", 0),
        }
