"""Agreements and contracts: their lines in words, what a new one begins with, marks of fulfilment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from typing_extensions import override

from desktop.base.jobs import Owner
from desktop.base.messages import N_, _
from desktop.models.family_page import FamilyPage
from desktop.models.fields import Field, Value
from desktop.models.plans import PlanRow
from desktop.models.snapshots import Changes, Edit, Snapshot
from desktop.presenters import plans as plan_words
from desktop.presenters.cards import Card, Filled
from desktop.presenters.consents import people_kept, uncovered_words
from desktop.presenters.family import Tone
from desktop.presenters.offers import References, full_name
from desktop.presenters.person_words import address_words, paper_words
from desktop.presenters.plans import (
    PromiseLine,
    Worded,
    day_words,
    done_words,
    due_words,
    mark_words,
    names_of,
    period_words,
)
from desktop.rules import household
from desktop.rules.agreements import NOT_LEGAL, fulfilment, may_sign_themselves
from desktop.rules.plans import MONTHLY, months_later
from desktop.rules.spine import Chain
from desktop.rules.teams import check_team
from desktop.services import agreements, consents, plans, spine
from desktop.services.cards import SaveAct, blank
from desktop.services.desk import Desk

SHORTEST, LONGEST = 4, 9  # months (requirements 002-L1)
_TERMS: Final[Mapping[str, int]] = {"cooperation": 12, "service": 12}  # months (004-10); others as 002-L1
_BORDERS: Final[Mapping[str, tuple[int, int]]] = {"cooperation": (12, 36)}  # one to three years (004-10)
USUAL = 6
_STATE_TONE: Final[Mapping[str, Tone]] = {"signed": "green", "draft": "accent", "refused": "red"}
OBLIGATION_MARKS: Final = ("fulfilled", "partly", "failed")


def term_warning(kind: Value, since: Value, till: Value) -> str:
    """What is unusual about a term of this kind of agreement; empty when nothing is."""
    if not (isinstance(since, date) and isinstance(till, date)) or till < since or kind == "service":
        return ""
    shortest, longest = _BORDERS.get(str(kind), (SHORTEST, LONGEST))
    end = till + timedelta(days=1)
    if end < months_later(since, shortest):
        return _("The term is shorter than {n} months: is it enough?").format(n=shortest)
    if till > months_later(since, longest):
        return _("The term is longer than {n} months: the work with a family is limited in time").format(n=longest)
    return ""


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


def agreement_line(desk: Desk, agreement: Snapshot) -> AgreementLine:
    """The agreement as the list shows it."""
    values = agreement.values
    promised = agreement.parts["obligations"].values()
    done = fulfilment(((p.values["state"], p.values["due_on"]) for p in promised), desk.today)
    return AgreementLine(
        agreement, str(values["number"] or ""), desk.caption("agreement_kinds", str(values["kind"])),
        day_words(values["made_on"]), period_words(values), _state(desk, agreement), done_words(done),
    )  # fmt: skip


def _state(desk: Desk, agreement: Snapshot) -> Worded:
    state, till = str(agreement.values["state"]), agreement.values["till"]
    words = desk.caption("agreement_states", state)
    if state == "signed" and isinstance(till, date) and till < desk.today:
        return Worded(_("the term is over"), "amber")
    return Worded(words, _STATE_TONE.get(state, "plain"))


def obligations(desk: Desk, page: FamilyPage, agreement: Snapshot) -> tuple[PromiseLine, ...]:
    """What the sides promised."""
    names = names_of(page)
    return tuple(
        PromiseLine(
            id_, desk.caption("agreement_sides", str(part.values["side"])), str(part.values["words"] or ""),
            names.get(part.values["person_id"]) or str(part.values["responsible"] or ""), "",
            due_words(desk, part.values["due_on"], answered=part.values["state"] in OBLIGATION_MARKS), "",
            mark_words(desk, "obligation_states", part.values["state"]), day_words(part.values["marked_on"]),
        )
        for id_, part in agreement.parts["obligations"].items()
    )  # fmt: skip


def under(desk: Desk, plans_: tuple[PlanRow, ...], agreement: Snapshot) -> str:
    """«Steps of the plans under it: 3 of 5 · 60 %»: what was fulfilled shows in the contract."""
    own = [row for row in plans_ if row.current and row.plan.values["agreement_id"] == agreement.id]
    if not own:
        return ""
    steps = [step.values for row in own for step in row.plan.parts["steps"].values()]
    done = fulfilment(((values["mark"], values["due_on"]) for values in steps), desk.today)
    words = _("Steps of the plans under it: {done}").format(done=done_words(done) or "0")
    if done.overdue:
        words += " \u00b7 " + _("overdue: {n}").format(n=done.overdue)
    return words


def unsigned_words(agreement: Snapshot) -> str:
    """Who refused to sign and in what words; empty when nobody did."""
    refused = [
        f"{part.values['name'] or '?'}: {part.values.get('refusal') or _('the reason is not written')}"
        for part in agreement.parts["parties"].values()
        if part.values["signature"] == "refused"
    ]
    return _("Refused to sign: {who}").format(who="; ".join(refused)) if refused else ""


class PaperReferences(References):
    """Candidates for the forms of agreements and plans: the contract a plan stands under and the goals it serves, too."""

    def __init__(self, desk: Desk, page: Callable[[], FamilyPage | None], papers: Papers) -> None:
        super().__init__(desk, page)
        self._papers = papers

    @override
    def candidates(self, field: Field) -> tuple[tuple[UUID, str], ...]:
        match field.to:
            case "agreement":
                return tuple((line.agreement.id, f"{line.kind} \u2116 {line.number}") for line in self._papers.lines())
            case "goal":
                goals = (goal.fact for problem in self._papers.chain.problems for goal in problem.goals)
                return tuple((goal.id, goal.words) for goal in goals if goal is not None)
            case _:
                return super().candidates(field)


class Papers:
    """Agreements and plans of one family: read, begun, saved, signed, ended, marked."""

    def __init__(self, desk: Desk, page: Callable[[], FamilyPage | None], failed: Callable[[Exception], None]) -> None:
        self.desk, self._page, self._failed = desk, page, failed
        self.owner = Owner()
        self.agreements: tuple[Snapshot, ...] = ()
        self.plans: tuple[PlanRow, ...] = ()
        self.chain = Chain()
        self.uncovered: tuple[UUID, ...] = ()  # whose data is kept without a consent

    def load(self, told: Callable[[], None]) -> None:
        """Read them again."""
        page = self._page()
        if page is None:
            return
        family, people = page.family.id, people_kept(page)

        def arrived(found: tuple[tuple[Snapshot, ...], tuple[PlanRow, ...], Chain, tuple[UUID, ...]]) -> None:
            self.agreements, self.plans, self.chain, self.uncovered = found
            told()

        self.desk.open(
            lambda reading: (
                agreements.agreements_of(reading, family), plans.plans_of(reading, family), spine.family_chain(reading, family),
                consents.uncovered(reading, family, people),
            ),
            arrived,
            self._failed,
            self.owner,
        )  # fmt: skip

    def team_words(self) -> str:
        """What is unusual about the team of the case: nobody coordinates, nobody stays."""
        page = self._page()
        if page is None or page.case is None:
            return ""
        stages = dict(self.desk.choices("stages"))
        return "\n".join(finding.message.words() for finding in check_team(page.case, self.desk.today, stages))

    def gaps_words(self) -> str:
        """What a contract still lacks on the family's cards, while one waits for its signature."""
        page = self._page()
        waits = any(one.values["state"] == "draft" for one in self.agreements)
        found = household.gaps(page) if page is not None and waits else ()
        if not found:
            return ""
        return _("Not known yet for the contract: {what}").format(what="; ".join(one.words() for one in found))

    def uncovered_words(self) -> str:
        """Whose data is kept without a consent in force."""
        page = self._page()
        return uncovered_words(names_of(page) if page else {}, self.uncovered)

    def lines(self) -> tuple[AgreementLine, ...]:
        """The list of agreements."""
        return tuple(agreement_line(self.desk, one) for one in self.agreements)

    def agreement(self, id_: object) -> Snapshot | None:
        """One of them."""
        return next((one for one in self.agreements if one.id == id_), None)

    def plan(self, id_: object) -> PlanRow | None:
        """One version of a plan."""
        return next((row for row in self.plans if row.plan.id == id_), None)

    # Beginning and editing

    def new_agreement(self, kind: str) -> Card:
        """A card for a new agreement: parties, term and customary texts stand there already."""
        desk, page = self.desk, self._page()
        values: dict[str, Any] = {
            "kind": kind, "state": "draft", "made_on": desk.today, "since": desk.today,
            "till": months_later(desk.today, _TERMS.get(kind, USUAL)) - timedelta(days=1), "not_legal": kind in NOT_LEGAL,
            "route": page.case.values["route"] if page and page.case else None,
            **agreements.texts(kind, desk.language),
        }  # fmt: skip
        record = blank("agreement", desk.new_id(), **values).with_parts("parties", self._parties(page))
        return self._card("agreement", record, agreements.write_agreement, N_("An agreement was made"), self._fixed(page))

    def _parties(self, page: FamilyPage | None) -> dict[UUID, Snapshot]:
        desk = self.desk
        family: list[dict[str, Any]] = [
            {
                "side": "family", "person_id": member.person.id, "name": full_name(member),
                "paper": paper_words(desk, member.person), "address": address_words(desk, member.person, page.family),
            }
            for member in (page.members if page else ())
            if page is not None and member.membership.values["till"] is None
            and (not member.child or may_sign_themselves(member.age))
        ]  # fmt: skip
        parties = [*family, {"side": "service", "staff_id": desk.actor.id, "name": desk.actor.name}]
        made = [blank("agreement_party", desk.new_id(), **party) for party in parties]
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

    def new_plan(self, kind: str = MONTHLY, person: UUID | None = None) -> Card:
        """A card for a new plan under the contract in force; what was not done goes over from the one before."""
        page = self._page()
        contract = next((one for one in self.agreements if one.values["state"] == "signed"), None)
        record = plan_words.new_record(self.desk, page, self.plans, kind, person, contract.id if contract else None)
        return self._card("plan", record, plans.write_plan, N_("A plan was made"), self._fixed(page))

    def change_plan(self, plan: Snapshot) -> Card:
        """The plan on its form; changed steps become a new version, whose reason is asked anew."""
        return self._card("plan", plan.with_values(reason=None), plans.write_plan, N_("The plan was changed"))

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

    def refuse(
        self, agreement: Snapshot, reason: str, done: Callable[[Changes], None], failed: Callable[[Exception], None]
    ) -> None:
        """The family refused to sign, in these words."""
        self.desk.act(
            N_("A refusal to sign was recorded"),
            lambda unit: agreements.refuse_agreement(unit, agreement.id, agreement.version, reason),
            done,
            failed,
        )

    def end(self, agreement: Snapshot, reason: str, done: Callable[[Changes], None], failed: Callable[[Exception], None]) -> None:
        """It ends, with the reason."""
        self.desk.act(
            N_("An agreement was ended"),
            lambda unit: agreements.end_agreement(unit, agreement.id, agreement.version, reason),
            done,
            failed,
        )

    def plan_step(self, new: spine.NewStep, done: Callable[[Changes], None], failed: Callable[[Exception], None]) -> None:
        """A problem, a goal and a step of the plan in one act."""
        self.desk.act(N_("A step was planned"), lambda unit: spine.plan_step(unit, new), done, failed)

    def mark_obligation(self, agreement: Snapshot, id_: UUID, state: str | None, done: Callable[[Changes], None]) -> None:
        """What became of a promise."""
        values = {"state": state or "open", "marked_on": self.desk.today if state else None}
        edit = _part_edit(agreement, "obligations", id_, values)
        self.desk.act(N_("An obligation was marked"), lambda unit: agreements.save_agreement(unit, edit), done, self._failed)

    def mark_step(
        self, plan: Snapshot, id_: UUID, mark: str | None, done: Callable[[Changes], None], *, reason: str = ""
    ) -> None:
        """What became of a step."""
        values = {"mark": mark, "marked_on": self.desk.today if mark else None, "reason": reason or None}
        edit = _part_edit(plan, "steps", id_, values)
        self.desk.act(N_("A step was marked"), lambda unit: plans.save_plan(unit, edit), done, self._failed)

    def evaluate_step(self, plan: Snapshot, id_: UUID, score: int | None, done: Callable[[Changes], None]) -> None:
        """The task on the scale from 0 to 3; None takes the evaluation back."""
        edit = _part_edit(plan, "steps", id_, {"score": score})
        self.desk.act(N_("A step was evaluated"), lambda unit: plans.save_plan(unit, edit), done, self._failed)


def _part_edit(root: Snapshot, key: str, id_: UUID, values: Mapping[str, Value]) -> Edit:
    parts = dict(root.parts[key])
    parts[id_] = parts[id_].with_values(**values)
    return Edit(root, root.with_parts(key, parts))
