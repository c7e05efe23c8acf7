"""Plans and programmes in words: their versions, steps, comparison, and what a new one begins with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from desktop.base.messages import N_, _, ngettext
from desktop.models.family_page import FamilyPage
from desktop.models.fields import Field, Value, fields_of
from desktop.models.kinds import to_text
from desktop.models.plans import PlanRow, Step
from desktop.models.snapshots import Snapshot
from desktop.presenters.family import Tone
from desktop.presenters.offers import full_name
from desktop.rules.agreements import Fulfilment, fulfilment
from desktop.rules.plans import PROGRAMMES, STAGE_PLANS, StepChange, compared, period_end, slot, unfinished
from desktop.services.cards import blank
from desktop.services.desk import Desk

STEP_MARKS: Final = ("done", "partly", "not_done")
MARK_TONE: Final[Mapping[str, Tone]] = {
    "fulfilled": "green", "done": "green", "partly": "amber", "failed": "red", "not_done": "red",
}  # fmt: skip
_FIELDS: Final[Mapping[str, Field]] = {field.key: field for field in fields_of(Step)}
_REASON: Final = N_("The plan of {period} went on")


@dataclass(frozen=True, slots=True)
class Worded:
    """A word and its tone."""

    text: str
    tone: Tone = "plain"


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
    score: str = ""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A version of a plan in the list."""

    row: PlanRow
    kind: str
    period: str
    author: str
    reason: str
    fulfilled: str


def day_words(day: Value) -> str:
    """dd.MM.yyyy, or nothing."""
    return day.strftime("%d.%m.%Y") if isinstance(day, date) else ""


def period_words(values: Mapping[str, Value]) -> str:
    """From the first day to the last, as far as they are known."""
    return " \u2013 ".join(filter(None, (day_words(values["since"]), day_words(values["till"]))))


def names_of(page: FamilyPage) -> dict[Any, str]:
    """The people of the family by id."""
    return {member.person.id: full_name(member) for member in page.members}


def due_words(desk: Desk, due: Value, *, answered: bool) -> Worded:
    """A term; in red with its days when it is over and nobody said what became of it."""
    if not isinstance(due, date):
        return Worded("")
    late = (desk.today - due).days
    if late <= 0 or answered:
        return Worded(day_words(due))
    words = ngettext("overdue by {n} day", "overdue by {n} days", late).format(n=late)
    return Worded(f"{day_words(due)}, {words}", "red")


def mark_words(desk: Desk, dictionary: str, code: Value) -> Worded:
    """What became of it, with its tone."""
    return Worded(desk.caption(dictionary, code), MARK_TONE.get(code, "plain")) if isinstance(code, str) else Worded("")


def steps(desk: Desk, page: FamilyPage, plan: Snapshot) -> tuple[PromiseLine, ...]:
    """What is to be done by this version of the plan."""
    names = names_of(page)
    return tuple(
        PromiseLine(
            id_, desk.caption("programme_blocks", str(block)) if (block := part.values.get("block")) else "",
            str(part.values["words"] or ""), names.get(part.values["person_id"], ""), _helpers(desk, part),
            due_words(desk, part.values["due_on"], answered=part.values["mark"] in STEP_MARKS),
            str(part.values["expected"] or ""),
            mark_words(desk, "step_marks", part.values["mark"]), day_words(part.values["marked_on"]),
            "" if (score := part.values.get("score")) is None else str(score),
        )
        for id_, part in plan.parts["steps"].items()
    )  # fmt: skip


def _helpers(desk: Desk, step: Snapshot) -> str:
    staff, agency = step.values.get("staff_id"), step.values.get("agency_id")
    said = (
        colleague(desk, staff), next((name for id_, name, _sphere in desk.agencies if id_ == agency), ""),
        str(step.values["helper"] or ""),
    )  # fmt: skip
    return ", ".join(word for word in said if word)


def colleague(desk: Desk, id_: Value) -> str:
    """Somebody of the office by id, with initials."""
    return desk.staff.get(id_, ("", ""))[0] if isinstance(id_, UUID) else ""


def plan_title(desk: Desk, row: PlanRow, names: Mapping[Any, str]) -> str:
    """«Individual programme No. 3/2026: Anna Kravtsova»: what the list of plans calls it."""
    values = row.plan.values
    words = desk.caption("plan_kinds", str(values["kind"]))
    words = words[:1].upper() + words[1:]
    if values.get("number"):
        words = _("{title} No. {number}").format(title=words, number=values["number"])
    whose = names.get(values.get("person_id"), "")
    return f"{words}: {whose}" if whose else words


def current(plans: Sequence[PlanRow]) -> tuple[PlanRow, ...]:
    """The plans in work, one of each kind."""
    return tuple(row for row in plans if row.current)


def versions_of(plans: Sequence[PlanRow], of: PlanRow | None) -> tuple[PlanRow, ...]:
    """All versions of this plan and of those it replaced, the newest first."""
    if of is None:
        return ()
    wanted = slot(of.plan.values["kind"], of.plan.values.get("person_id"))
    found = [row for row in plans if slot(row.plan.values["kind"], row.plan.values.get("person_id")) == wanted]
    return tuple(sorted(found, key=lambda row: (row.current, row.edition), reverse=True))


def plan_line(desk: Desk, page: FamilyPage | None, row: PlanRow) -> PlanLine:
    """A version as its list shows it."""
    values, done = row.plan.values, fulfilment_of(row.plan, desk.today)
    return PlanLine(
        row, plan_title(desk, row, names_of(page) if page else {}), period_words(values),
        colleague(desk, values["author_id"]), str(values["reason"] or ""), done_words(done),
    )  # fmt: skip


def fulfilment_of(plan: Snapshot, today: date) -> Fulfilment:
    """How much of the plan is done."""
    return fulfilment(((s.values["mark"], s.values["due_on"]) for s in plan.parts["steps"].values()), today)


def done_words(done: Fulfilment) -> str:
    """«3 of 5 · 60 %»; nothing where nothing was promised."""
    if not done.of:
        return ""
    return _("{done} of {of} \u00b7 {share} %").format(done=done.done, of=done.of, share=done.share)


# What a new one begins with


def new_record(desk: Desk, page: FamilyPage | None, plans: Sequence[PlanRow], kind: str, person: UUID | None,
               contract: UUID | None) -> Snapshot:  # fmt: skip
    """A new plan: its period, everybody who takes part, and the unfinished steps of the one before."""
    before = next((row for row in plans if row.current and slot(kind, person) == _slot(row)), None)
    since = _begin(desk.today, before, kind)
    record = blank(
        "plan_version", desk.new_id(), kind=kind, person_id=person, since=since,
        till=period_end(kind, since), author_id=desk.actor.id, agreement_id=contract,
    )  # fmt: skip
    if before is not None:
        old = before.plan.values
        keep = {key: old.get(key) for key in ("basis", "child_words")}
        keep["reason"] = _(_REASON).format(period=period_words(old))
        record = record.with_values(**keep)
        made = {desk.new_id(): values for values in unfinished(before.plan, since)}
        record = record.with_parts("steps", {id_: Snapshot("step", id_, 0, v) for id_, v in made.items()})
    if kind in PROGRAMMES and page is not None:
        record = record.with_parts("participants", _participants(desk.new_id, page))
    return record


def _slot(row: PlanRow) -> tuple[str, UUID | None]:
    return slot(row.plan.values["kind"], row.plan.values.get("person_id"))


def _begin(today: date, before: PlanRow | None, kind: str) -> date:
    """The day after the plan before, if that is near; else today."""
    till = before.plan.values["till"] if before and kind in STAGE_PLANS else None
    if isinstance(till, date) and today <= till + timedelta(days=1) <= today + timedelta(days=31):
        return till + timedelta(days=1)
    return today


def _participants(new_id: Callable[[], UUID], page: FamilyPage) -> dict[UUID, Snapshot]:
    made = {}
    for member in page.members:
        if member.at_home:
            id_ = new_id()
            part = blank("plan_participant", id_, person_id=member.person.id, name=full_name(member))
            made[id_] = part
    return made


# Comparison of two versions


@dataclass(frozen=True, slots=True)
class Compared:
    """A step in two versions, side by side."""

    words: str
    what: Worded
    before: str
    after: str


_SAID: Final[Mapping[str, tuple[str, Tone]]] = {
    "added": (N_("added"), "green"), "dropped": (N_("taken out"), "red"), "changed": (N_("changed"), "amber"),
    "same": (N_("unchanged"), "plain"),
}  # fmt: skip


def comparison(desk: Desk, page: FamilyPage | None, before: Snapshot, after: Snapshot) -> tuple[Compared, ...]:
    """What became of each step from one version to the other."""
    names = names_of(page) if page else {}
    return tuple(_compared(desk, names, change) for change in compared(before, after))


def _compared(desk: Desk, names: Mapping[Any, str], change: StepChange) -> Compared:
    shown = change.after or change.before
    words, tone = _SAID[change.what]
    fields = [key for key in change.fields if key in _FIELDS]
    return Compared(
        str(shown.values["words"] or "") if shown else "", Worded(_(words), tone),
        _said(desk, names, change.before, fields), _said(desk, names, change.after, fields),
    )  # fmt: skip


def _said(desk: Desk, names: Mapping[Any, str], step: Snapshot | None, fields: Sequence[str]) -> str:
    if step is None:
        return ""
    parts = []
    for key in fields:
        field, value = _FIELDS[key], step.values.get(key)
        words = names.get(value) or colleague(desk, value) if isinstance(value, UUID) else to_text(field, value, desk.reader)
        parts.append(f"{_(field.label)}: {words or _('not stated')}")
    return "; ".join(parts)
