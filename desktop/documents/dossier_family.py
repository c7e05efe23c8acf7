"""The dossier's first sections: what is lasting about the family, who belongs to it, who is whose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from desktop.base.messages import _, ngettext
from desktop.documents.dossier_data import DossierData, Member
from desktop.documents.facts import fields_by_key, initials_of, joined, label, name_of, pairs, period, value
from desktop.models.documents import Block, Column, Heading, KeyValue, KeyValues, Paragraph, Run, Table, Words
from desktop.models.families import Family, HouseholdAddress, Membership
from desktop.models.fields import Field
from desktop.models.kinds import Reader, partial_words, to_text
from desktop.models.partial_dates import age_on
from desktop.models.persons import Person
from desktop.rules.income import PerHead

_SHORT: Final = ("phone", "contact_person", "way_there", "district", "country", "categories", "housing")
_TOLD: Final = (
    "housing_note", "household", "outside_contacts", "inside_contacts", "values_and_rules", "abilities",
    "health_and_habits", "strengths", "story",
)  # fmt: skip
_SAID_OTHERWISE: Final = frozenset({"number", "name", "low_income_since", "low_income_till"})
_OF_A_PERSON: Final = ("legal_status", "marital_status", "carer")
_LIVING: Final = ("living", "stay", "registration")


def about_family(data: DossierData) -> Iterator[Block]:
    """Addresses, phone, categories, housing, income, and what was learned about the family's life."""
    family, reader = data.family, data.reader
    facts = [*addresses(data), *pairs(family, _SHORT, reader)]
    if low_income := period(family.low_income_since, family.low_income_till):
        facts.append(KeyValue(_("Low income certified"), low_income))
    if data.income is not None:
        facts.append(KeyValue(_("Average income per head"), income_words(data.income, data.reader)))
    facts += [fact for fact in pairs(family, _others(), reader) if fact.value]
    facts += [fact for fact in pairs(family, _TOLD, reader) if fact.value]
    yield KeyValues(tuple(facts)) if facts else Paragraph(_("Nothing is recorded about the family yet."))


def income_words(income: PerHead, reader: Reader) -> str:
    """The sum, from what it was computed, and how it stands to the subsistence minimum."""
    said = ngettext("{amount} ({total} for {n} person)", "{amount} ({total} for {n} people)", income.heads).format(
        amount=_sum(income.amount, reader), total=_sum(income.total, reader), n=income.heads
    )
    parts = [said]
    if income.minimum is not None:
        words = _("below the subsistence minimum of {minimum}") if income.below else _("not below the minimum of {minimum}")
        parts.append(words.format(minimum=_sum(income.minimum, reader)))
    if not income.whole:
        parts.append(_("the income of some grown-ups is not written"))
    return joined(*parts, by="; ")


def _sum(amount: Decimal, reader: Reader) -> str:
    return to_text(Field("", "money"), amount, reader)


def _others() -> list[str]:
    """Facts that were added to the card since this was written: they are printed all the same."""
    named = {*_SHORT, *_TOLD, *_SAID_OTHERWISE}
    return [key for key in fields_by_key(Family) if key not in named]


def addresses(data: DossierData) -> Iterator[KeyValue]:
    """Where the family lives and is registered now."""
    for address in data.family.addresses:
        if address.till and address.till < data.today:
            continue
        kind = value(address, "kind", data.reader)
        text = joined(address.address, address.landmark or "")
        name = f"{label(HouseholdAddress, 'address')}: {kind}" if kind else label(HouseholdAddress, "address")
        yield KeyValue(name, text)


def home(family: Family) -> str:
    """The address to go to, in one line."""
    places = [address for address in family.addresses if address.kind in _LIVING and not address.till]
    places.sort(key=lambda address: _LIVING.index(address.kind))
    return places[0].address if places else family.addresses[0].address if family.addresses else ""


def members(data: DossierData) -> Iterator[Block]:
    """Everybody of the household, first those who live there now; then rights, registers, kinship."""
    if not data.members:
        yield Paragraph(_("No members of the family are recorded."))
        return
    columns = (
        Column(_("Full name"), 2.7),
        Column(_("Kinship"), 1.3),
        Column(label(Person, "born"), 2.0),
        Column(label(Membership, "lives"), 1.5),
        Column(_("Occupation, education"), 3.0),
    )
    ordered = sorted(data.members, key=lambda member: _gone(member, data.today))
    yield Table(columns, tuple(_member(member, data) for member in ordered))
    more = [fact for member in ordered if (fact := _more(member, data))]
    if more:
        yield Heading(_("Rights, care, registers"), 3)
        yield KeyValues(tuple(more))
    if data.kinship:
        yield Heading(_("Kinship"), 3)
        captions = (Column(_("Who"), 3.0), Column(_("Who that is"), 2.0), Column(_("To whom"), 3.0))
        yield Table(captions, data.kinship)


def two_columns(rows: Sequence[tuple[str, str]]) -> KeyValues:
    """What is counted on the left, how many on the right."""
    return KeyValues(tuple(KeyValue(name, number) for name, number in rows))


def _gone(member: Member, today: date) -> bool:
    return bool(member.membership.till and member.membership.till < today)


def _member(member: Member, data: DossierData) -> tuple[Words, ...]:
    person, membership = member.person, member.membership
    lives = value(membership, "lives", data.reader)
    if _gone(member, data.today):
        lives = period(None, membership.till)
    return (
        _named(person),
        member.kinship or value(membership, "role", data.reader),
        _born(person, data.today),
        lives,
        occupation(person, data),
    )


def _named(person: Person) -> Words:
    name = name_of(person) or _("name is not known")
    if not person.died:
        return name
    return (Run(f"{name} "), Run(_("(died {date})").format(date=partial_words(person.died)), tone="soft"))


def _born(person: Person, today: date) -> str:
    if not person.born:
        return _("not stated")
    words = partial_words(person.born)
    if person.died:
        return words
    age = age_on(person.born, today)
    return f"{words}, {ngettext('{n} year', '{n} years', age).format(n=age)}" if age >= 0 else words


def occupation(person: Person, data: DossierData) -> str:
    """Work and learning that go on now, in one line: «school No. 7, 8 «B»»."""
    parts = [value(person, "occupation", data.reader)]
    parts += [joined(work.position or "", work.place or "") for work in person.work if not (work.till and work.till < data.today)]
    for education in person.education:
        if not (education.till and education.till < data.today):
            agency = data.agencies.get(education.agency_id) if education.agency_id else None
            place = education.place or (agency.short_name or agency.name if agency else "")
            parts.append(joined(place, education.form or ""))
    return joined(*parts, by="; ")


def _more(member: Member, data: DossierData) -> KeyValue | None:
    person = member.person
    facts = [f"{fact.label}: {fact.value}" for fact in pairs(person, _OF_A_PERSON, data.reader)]
    if takes := value(member.membership, "takes_part", data.reader):
        facts.append(f"{label(Membership, 'takes_part')}: {takes}")
    for registration in person.registrations:
        if not (registration.till and registration.till < data.today):
            name = label(type(registration), "registers")
            words = value(registration, "registers", data.reader)
            facts.append(joined(f"{name}: {words}", period(registration.since, None), registration.reason or ""))
    return KeyValue(initials_of(person) or _("name is not known"), "; ".join(facts)) if facts else None
