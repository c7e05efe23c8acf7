"""Agreements, contracts and plans: their lines in words, what a new one begins with, marks of fulfilment."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from typing_extensions import override

from desktop.base.jobs import Owner
from desktop.base.messages import N_, _, ngettext
from desktop.models.family_page import FamilyPage
from desktop.models.fields import Field, Value
from desktop.models.snapshots import Changes, Edit, Snapshot
from desktop.presenters.cards import Card, Filled
from desktop.presenters.family import Tone
from desktop.presenters.offers import References, full_name
from desktop.services import agreements
from desktop.services.cards import SaveAct, blank
from desktop.services.desk import Desk

SHORTEST, USUAL, LONGEST = 4, 6, 9  # months (requirements 002-L1)
NOT_LEGAL: Final = ("bilateral", "contract")
OBLIGATION_MARKS: Final = ("fulfilled", "partly", "failed")
STEP_MARKS: Final = ("done", "partly", "not_done")
_MARK_TONE: Final[Mapping[str, Tone]] = {
    "fulfilled": "green", "done": "green", "partly": "amber", "failed": "red", "not_done": "red",
}  # fmt: skip


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def term_warning(since: Value, till: Value) -> str:
    """What is unusual about a term; empty when nothing is."""
    if not (isinstance(since, date) and isinstance(till, date)) or till < since:
        return ""
    end = till + timedelta(days=1)
    if end < months_later(since, SHORTEST):
        return _("The term is shorter than {n} months: is it enough?").format(n=SHORTEST)
    if till > months_later(since, LONGEST):
        return _("The term is longer than {n} months: the work with a family is limited in time").format(n=LONGEST)
    return ""


@dataclass(frozen=True, slots=True)
class Worded:
    """A word and its tone."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """A row of the list of agreements."""

    agreement: Snapshot
    number: str
    kind: str
    made: str
    term: str
    state: Worded
    fulfilled: str


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """An obligation or a step, in words."""

    id: UUID
    side: str
    words: str
    who: str
    helper: str
    due: Worded
    expected: str
    mark: Worded
    marked: str


def day_words(day: Value) -> str:
    """dd.MM.yyyy, or nothing."""
    return day.strftime("%d.%m.%Y") if isinstance(day, date) else ""


def agreement_line(desk: Desk, agreement: Snapshot) -> AgreementLine:
    """The agreement as the list shows it."""
    values = agreement.values
    promised = agreement.parts["obligations"].values()
    done = sum(part.values["state"] == "fulfilled" for part in promised)
    term = " \u2013 ".join(filter(None, (day_words(values["since"]), day_words(values["till"]))))
    return AgreementLine(
        agreement, str(values["number"] or ""), desk.caption("agreement_kinds", str(values["kind"])),
        day_words(values["made_on"]), term,
        _state(desk, agreement), _("{done} of {of}").format(done=done, of=len(promised)) if promised else "",
    )  # fmt: skip


def _state(desk: Desk, agreement: Snapshot) -> Worded:
    state, till = str(agreement.values["state"]), agreement.values["till"]
    words = desk.caption("agreement_states", state)
    if state == "signed" and isinstance(till, date) and till < desk.today:
        return Worded(_("the term is over"), "amber")
    return Worded(words, "green" if state == "signed" else "accent" if state == "draft" else "plain")


def obligations(desk: Desk, page: FamilyPage, agreement: Snapshot) -> tuple[PromiseLine, ...]:
    """What the sides promised."""
    names = _names(page)
    return tuple(
        PromiseLine(
            id_, desk.caption("agreement_sides", str(part.values["side"])), str(part.values["words"] or ""),
            names.get(part.values["person_id"]) or str(part.values["responsible"] or ""), "",
            _due(desk, part.values["due_on"], answered=part.values["state"] in OBLIGATION_MARKS), "",
            _mark(desk, "obligation_states", part.values["state"]), day_words(part.values["marked_on"]),
        )
        for id_, part in agreement.parts["obligations"].items()
    )  # fmt: skip


def steps(desk: Desk, page: FamilyPage, plan: Snapshot) -> tuple[PromiseLine, ...]:
    """What is to be done by this version of the plan."""
    names = _names(page)
    return tuple(
        PromiseLine(
            id_, "", str(part.values["words"] or ""), names.get(part.values["person_id"], ""), str(part.values["helper"] or ""),
            _due(desk, part.values["due_on"], answered=part.values["mark"] in STEP_MARKS), str(part.values["expected"] or ""),
            _mark(desk, "step_marks", part.values["mark"]), day_words(part.values["marked_on"]),
        )
        for id_, part in plan.parts["steps"].items()
    )  # fmt: skip


def _names(page: FamilyPage) -> dict[Any, str]:
    return {member.person.id: full_name(member) for member in page.members}


def _due(desk: Desk, due: Value, *, answered: bool) -> Worded:
    if not isinstance(due, date):
        return Worded("")
    late = (desk.today - due).days
    if late <= 0 or answered:
        return Worded(day_words(due))
    words = ngettext("overdue by {n} day", "overdue by {n} days", late).format(n=late)
    return Worded(f"{day_words(due)}, {words}", "red")


def _mark(desk: Desk, dictionary: str, code: Value) -> Worded:
    return Worded(desk.caption(dictionary, code), _MARK_TONE.get(code, "plain")) if isinstance(code, str) else Worded("")


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A version of the plan in the list."""

    plan: Snapshot
    edition: int
    kind: str
    period: str
    author: str
    reason: str


def plan_lines(desk: Desk, plans: tuple[Snapshot, ...]) -> tuple[PlanLine, ...]:
    """The versions, the current one first."""
    return tuple(
        PlanLine(
            plan, len(plans) - at, desk.caption("plan_kinds", str(plan.values["kind"])),
            " \u2013 ".join(filter(None, (day_words(plan.values["since"]), day_words(plan.values["till"])))),
            _colleague(desk, plan.values["author_id"]),
            str(plan.values["reason"] or ""),
        )
        for at, plan in enumerate(plans)
    )  # fmt: skip


def _colleague(desk: Desk, id_: Value) -> str:
    return desk.staff.get(id_, ("", ""))[0] if isinstance(id_, UUID) else ""


class PaperReferences(References):
    """Candidates for the forms of agreements and plans: the contract a plan stands under, too."""

    def __init__(
        self, desk: Desk, page: Callable[[], FamilyPage | None], papers: Callable[[], tuple[AgreementLine, ...]]
    ) -> None:
        super().__init__(desk, page)
        self._papers = papers

    @override
    def candidates(self, field: Field) -> tuple[tuple[UUID, str], ...]:
        if field.to != "agreement":
            return super().candidates(field)
        return tuple((line.agreement.id, f"{line.kind} № {line.number}") for line in self._papers())


class Papers:
    """Agreements and plans of one family: read, begun, saved, signed, ended, marked."""

    def __init__(self, desk: Desk, page: Callable[[], FamilyPage | None], failed: Callable[[Exception], None]) -> None:
        self.desk, self._page, self._failed = desk, page, failed
        self.owner = Owner()
        self.agreements: tuple[Snapshot, ...] = ()
        self.plans: tuple[Snapshot, ...] = ()

    def load(self, told: Callable[[], None]) -> None:
        """Read them again."""
        page = self._page()
        if page is None:
            return
        family = page.family.id

        def arrived(found: tuple[tuple[Snapshot, ...], tuple[Snapshot, ...]]) -> None:
            self.agreements, self.plans = found
            told()

        self.desk.open(
            lambda reading: (agreements.agreements_of(reading, family), agreements.plans_of(reading, family)),
            arrived,
            self._failed,
            self.owner,
        )

    def lines(self) -> tuple[AgreementLine, ...]:
        """The list of agreements."""
        return tuple(agreement_line(self.desk, one) for one in self.agreements)

    def agreement(self, id_: object) -> Snapshot | None:
        """One of them."""
        return next((one for one in self.agreements if one.id == id_), None)

    def plan(self, id_: object) -> Snapshot | None:
        """One version of the plan."""
        return next((one for one in self.plans if one.id == id_), None)

    # Beginning and editing

    def new_agreement(self, kind: str) -> Card:
        """A card for a new agreement: parties, term and customary texts stand there already."""
        desk, page = self.desk, self._page()
        values: dict[str, Any] = {
            "kind": kind, "state": "draft", "made_on": desk.today, "since": desk.today,
            "till": months_later(desk.today, USUAL) - timedelta(days=1), "not_legal": kind in NOT_LEGAL,
            **agreements.texts(kind, desk.language),
        }  # fmt: skip
        record = blank("agreement", desk.new_id(), **values).with_parts("parties", self._parties(page))
        return self._card("agreement", record, agreements.write_agreement, N_("An agreement was made"), self._fixed(page))

    def _parties(self, page: FamilyPage | None) -> dict[UUID, Snapshot]:
        desk = self.desk
        family: list[dict[str, Any]] = [
            {"side": "family", "person_id": member.person.id, "name": full_name(member)}
            for member in (page.members if page else ())
            if not member.child and member.membership.values["till"] is None
        ]
        parties = [*family, {"side": "service", "staff_id": desk.actor.id, "name": desk.actor.name}]
        empty = {"person_id": None, "staff_id": None, "signature": None, "signed_on": None}
        made = [Snapshot("agreement_party", desk.new_id(), 0, {**empty, **party}) for party in parties]
        return {party.id: party for party in made}

    def _fixed(self, page: FamilyPage | None) -> dict[str, object]:
        return {"family_id": page.family.id, "case_id": page.case.id if page.case else None} if page else {}

    def _card(
        self, form: str, record: Snapshot, save: SaveAct, label: str,
        fixed: Mapping[str, object] | None = None,
    ) -> Card:  # fmt: skip
        draft_kind = form if record.version else f"{form}:{(fixed or {}).get('family_id')}"
        return Card(self.desk, label, [Filled(form, record, fixed or {})], save=save, draft_kind=draft_kind)

    def open_agreement(self, agreement: Snapshot) -> Card:
        """The card of an agreement."""
        return self._card("agreement", agreement, agreements.write_agreement, N_("An agreement was changed"))

    def new_plan(self) -> Card:
        """A card for the plan of the next month, under the contract in force."""
        desk, page = self.desk, self._page()
        contract = next((one for one in self.agreements if one.values["state"] == "signed"), None)
        record = blank(
            "plan_version", desk.new_id(), kind="monthly", since=desk.today,
            till=months_later(desk.today, 1) - timedelta(days=1), author_id=desk.actor.id,
            agreement_id=contract.id if contract else None,
        )  # fmt: skip
        return self._card("plan", record, agreements.write_plan, N_("A plan was made"), self._fixed(page))

    def change_plan(self, plan: Snapshot) -> Card:
        """The plan on its form; changed steps become a new version, whose reason is asked anew."""
        return self._card("plan", plan.with_values(reason=None), agreements.write_plan, N_("The plan was changed"))

    # Acts

    def sign(self, agreement: Snapshot, done: Callable[[Changes], None], failed: Callable[[Exception], None]) -> None:
        """The parties signed."""
        self.desk.act(
            N_("An agreement was signed"),
            lambda unit: agreements.sign_agreement(unit, agreement.id, agreement.version),
            done,
            failed,
            undoable=False,
        )

    def end(
        self, agreement: Snapshot, reason: str, done: Callable[[Changes], None], failed: Callable[[Exception], None]
    ) -> None:
        """It ends, with the reason."""
        self.desk.act(
            N_("An agreement was ended"),
            lambda unit: agreements.end_agreement(unit, agreement.id, agreement.version, reason),
            done,
            failed,
        )

    def mark_obligation(self, agreement: Snapshot, id_: UUID, state: str | None, done: Callable[[Changes], None]) -> None:
        """What became of a promise."""
        values = {"state": state or "open", "marked_on": self.desk.today if state else None}
        edit = _part_edit(agreement, "obligations", id_, values)
        self.desk.act(
            N_("An obligation was marked"), lambda unit: agreements.save_agreement(unit, edit), done, self._failed
        )

    def mark_step(
        self, plan: Snapshot, id_: UUID, mark: str | None, done: Callable[[Changes], None], *, reason: str = ""
    ) -> None:
        """What became of a step."""
        values = {"mark": mark, "marked_on": self.desk.today if mark else None, "reason": reason or None}
        edit = _part_edit(plan, "steps", id_, values)
        self.desk.act(N_("A step was marked"), lambda unit: agreements.save_plan(unit, edit), done, self._failed)


def _part_edit(root: Snapshot, key: str, id_: UUID, values: Mapping[str, Value]) -> Edit:
    parts = dict(root.parts[key])
    parts[id_] = parts[id_].with_values(**values)
    return Edit(root, root.with_parts(key, parts))
