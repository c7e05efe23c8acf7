"""Words about visits: how often, how long, who is who."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop.base.messages import N_, _, ngettext
from desktop.models.family_page import Member
from desktop.rules.visits import USUAL_RHYTHM

_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def still_to_say(many: int) -> str:
    """«3 answers are still needed»."""
    return ngettext("{n} answer is still needed", "{n} answers are still needed", many).format(n=many)


def often(days: int) -> str:
    """A rhythm in words: «once a week»."""
    if days == 1:
        return _("every day")
    if days == USUAL_RHYTHM:
        return _("once a week")
    if days % USUAL_RHYTHM == 0:
        weeks = days // USUAL_RHYTHM
        return ngettext("once in {n} week", "once in {n} weeks", weeks).format(n=weeks)
    return ngettext("once in {n} day", "once in {n} days", days).format(n=days)


def colleague(name: str, position: str) -> str:
    """«Asanova G. M., curator»."""
    return f"{name}, {position}" if position else name


def weekday(day: date) -> str:
    """«Tue»."""
    return _(_WEEKDAYS[day.weekday()])


def lasted(came: object, left: object) -> str:
    """«50 min» between two clocks; empty when it cannot be told."""
    if not (isinstance(came, str) and isinstance(left, str)) or left < came:
        return ""
    minutes = _minutes(left) - _minutes(came)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{n} min").format(n=minutes)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest) if rest else _("{n} h").format(n=hours)


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def short_name(member: Member, among: Sequence[Member]) -> str:
    """The given name; with the surname where two have the same."""
    values = member.person.values
    given, surname = str(values["given_name"] or ""), str(values["surname"] or "")
    alone = sum(other.person.values["given_name"] == values["given_name"] for other in among) == 1
    return given if given and alone else f"{given} {surname}".strip() or "?"
