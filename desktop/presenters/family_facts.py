"""What the office computes about a family and shows above its card: income per head, ages, certificates, what to notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from desktop.base.messages import _, ngettext
from desktop.models.family_page import FamilyPage, Member
from desktop.models.fields import Field
from desktop.models.kinds import to_text
from desktop.models.partial_dates import PartialDate
from desktop.rules.household import name_of, notices
from desktop.rules.income import PerHead, per_head
from desktop.services.desk import Desk

Tone = Literal["plain", "green", "amber"]
_MONEY = Field("", "money")
_BABY = 2  # years: younger children are counted in months


@dataclass(frozen=True, slots=True)
class FactLine:
    """A sentence above the card; `how` are the lines that say how a number was computed."""

    text: str
    tone: Tone = "plain"
    how: tuple[str, ...] = ()


def fact_lines(desk: Desk, page: FamilyPage) -> tuple[FactLine, ...]:
    """Everything to be said, notices that ask for an act last."""
    found = [line for line in (_children(page, desk.today), _certificate(page), _income(desk, page)) if line is not None]
    said = (FactLine(notice.words.words(), "amber" if notice.amber else "plain") for notice in notices(page, desk.today))
    return (*found, *said)


def money(desk: Desk, amount: Decimal) -> str:
    """A sum with the country's sign."""
    sign = desk.profile.currency_sign if desk.profile else ""
    return f"{to_text(_MONEY, amount, desk.reader)} {sign}".strip()


def _children(page: FamilyPage, today: date) -> FactLine | None:
    said = [f"{name_of(child)} \u2014 {age_words(child, today)}" for child in page.children]
    return FactLine(_("Children: {children}").format(children="; ".join(said))) if said else None


def age_words(member: Member, today: date) -> str:
    """Full years; months while a child is small and the birth date is known to the day."""
    born = member.person.values.get("born")
    if not isinstance(born, PartialDate) or member.age is None:
        return _("age is not known")
    exact = born.exact
    if exact is not None and member.age < _BABY:
        months = (today.year - exact.year) * 12 + today.month - exact.month - (today.day < exact.day)
        return ngettext("{n} month", "{n} months", months).format(n=months)
    return ngettext("{n} year", "{n} years", member.age).format(n=member.age)


def _certificate(page: FamilyPage) -> FactLine | None:
    since, till = (page.family.values.get(key) for key in ("low_income_since", "low_income_till"))
    if not isinstance(since, date) and not isinstance(till, date):
        return None
    days = {"since": _day(since), "till": _day(till)}
    if isinstance(since, date) and isinstance(till, date):
        return FactLine(_("Low income is certified from {since} till {till}").format(**days))
    said = _("Low income is certified since {since}") if isinstance(since, date) else _("Low income is certified till {till}")
    return FactLine(said.format(**days))


def _day(day: object) -> str:
    return day.strftime("%d.%m.%Y") if isinstance(day, date) else ""


def _income(desk: Desk, page: FamilyPage) -> FactLine | None:
    found = per_head(page.members, desk.today, page.minima)
    if found is None:
        return None
    said = ngettext(
        "Average income per head: {amount} ({total} for {n} person)",
        "Average income per head: {amount} ({total} for {n} people)",
        found.heads,
    ).format(amount=money(desk, found.amount), total=money(desk, found.total), n=found.heads)
    tone: Tone = "plain"
    if found.minimum is not None:
        words = _("below the subsistence minimum of {minimum}") if found.below else _("not below the minimum of {minimum}")
        said += " \u2014 " + words.format(minimum=money(desk, found.minimum))
        tone = "amber" if found.below else "green"
    return FactLine(said, tone, _how(desk, page, found))


def _how(desk: Desk, page: FamilyPage, found: PerHead) -> tuple[str, ...]:
    names = {member.person.id: name_of(member) for member in page.members}
    lines = [
        _("{name}: {kind}, {amount} a month").format(
            name=names[source.person], amount=money(desk, source.amount),
            kind=desk.caption("income_kinds", source.kind) if source.kind else _("income"),
        )
        for source in found.sources
    ]  # fmt: skip
    total, amount = money(desk, found.total), money(desk, found.amount)
    lines.append(_("{total} : {n} who live here = {amount}").format(total=total, n=found.heads, amount=amount))
    if found.unknown:
        who = ", ".join(names[person] for person in found.unknown)
        lines.append(_("The income of {who} is not written: the true sum may be higher").format(who=who))
    lines += [
        _("Minimum, {group}: {amount}, {region}, since {day}").format(
            group=desk.caption("subsistence_groups", one.group), amount=money(desk, one.amount), region=one.region,
            day=_day(one.since),
        ) + (f" ({one.basis})" if one.basis else "")
        for one in found.minimum_of
    ]  # fmt: skip
    return tuple(lines)
