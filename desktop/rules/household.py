"""What is to be noticed about a household as a whole: children who grew up, papers that ended, what a contract needs.

Quiet sentences on the family card; none of them stops anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from desktop.base.messages import N_, Message, message
from desktop.models.everything import ENTITIES
from desktop.models.family_page import FamilyPage, Member
from desktop.models.fields import NEEDS_PRINTING, Field, fields_of
from desktop.models.lists import ENDED
from desktop.models.partial_dates import PartialDate
from desktop.models.persons import Person
from desktop.rules.findings import check_bond

GROWN_UP = 18  # years
_SOON = timedelta(days=60)
_CHILDREN = frozenset({"child"})


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence and whether it asks for something to be done."""

    words: Message
    amber: bool = True


def notices(page: FamilyPage, today: date) -> tuple[Notice, ...]:
    """Everything to be noticed, what asks for an act first."""
    return tuple(sorted(_notices(page, today), key=lambda notice: not notice.amber))


def _notices(page: FamilyPage, today: date) -> Iterator[Notice]:
    ended = page.case is not None and page.case.values.get("status") in ENDED
    for member in page.members:
        if member.at_home:
            yield from _of_member(member, today)
    if page.case is not None and not ended and page.members and not page.children:
        yield Notice(message(N_("No child under 18 lives in this family: look whether the case is to be closed")))
    yield from _certificate(page, today)
    yield from _bonds(page)


def _of_member(member: Member, today: date) -> Iterator[Notice]:
    name = name_of(member)
    born = member.person.values.get("born")
    if member.membership.values.get("role") in _CHILDREN and isinstance(born, PartialDate) and born.exact:
        of_age = _birthday(born.exact, GROWN_UP)
        if of_age <= today:
            yield Notice(message(N_("{name} is of age since {day}"), name=name, day=of_age), amber=False)
        elif of_age <= today + _SOON:
            yield Notice(message(N_("{name} comes of age on {day}"), name=name, day=of_age))
    for paper in member.person.parts.get("documents", {}).values():
        till = paper.values.get("valid_till")
        if isinstance(till, date) and today <= till <= today + _SOON:
            yield Notice(message(N_("{name}: a document ends on {day}"), name=name, day=till))


def _certificate(page: FamilyPage, today: date) -> Iterator[Notice]:
    till = page.family.values.get("low_income_till")
    if not isinstance(till, date):
        return
    if till < today:
        yield Notice(message(N_("The certificate of low income ended on {day}"), day=till))
    elif till <= today + _SOON:
        yield Notice(message(N_("The certificate of low income ends on {day}"), day=till))


def _bonds(page: FamilyPage) -> Iterator[Notice]:
    born = {m.person.id: m.person.values.get("born") for m in page.members}
    names = {m.person.id: name_of(m) for m in page.members}
    for bond in page.bonds:
        first, second = bond.values.get("first_id"), bond.values.get("second_id")
        if not (isinstance(first, UUID) and isinstance(second, UUID) and first in names and second in names):
            continue
        days = [day if isinstance(day, PartialDate) else None for day in (born[first], born[second])]
        for finding in check_bond(bond, *days):
            said = N_("{first} and {second}: {what}")
            yield Notice(message(said, first=names[first], second=names[second], what=finding.message))


def gaps(page: FamilyPage) -> tuple[Message, ...]:
    """What an emergency intake may leave out and a contract needs: who, where, why, and each member's name and birth."""
    found = [message(N_("«{label}» is not filled"), label=Message(field.label)) for field in _missing_of(page)]
    if not any(a.values.get("till") is None for a in page.family.parts.get("addresses", {}).values()):
        found.append(message(N_("The address is not written")))
    wanted = [field for field in fields_of(Person) if NEEDS_PRINTING in field.needed_for]
    found += [
        message(N_("{name}: the card is not complete"), name=name_of(member))
        for member in page.members
        if member.at_home and any(member.person.values.get(field.key) is None for field in wanted)
    ]
    return tuple(found)


def _missing_of(page: FamilyPage) -> Iterator[Field]:
    for record in (page.family, page.case):
        if record is None:
            continue
        for field in fields_of(ENTITIES[record.kind]):
            if NEEDS_PRINTING in field.needed_for and record.values.get(field.key) in (None, ()):
                yield field


def name_of(member: Member) -> str:
    """The given name, or the surname where no given name is known."""
    values = member.person.values
    return str(values.get("given_name") or values.get("surname") or "?")


def _birthday(born: date, years: int) -> date:
    day = born.day - (born.month == 2 and born.day == 29)
    return date(born.year + years, born.month, day) + timedelta(days=day != born.day)
