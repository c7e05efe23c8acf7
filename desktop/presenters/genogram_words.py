"""A genogram in words: a person with all that holds them, a line, the way between two, what repeats.

What is drawn is said by the same facts, so that somebody who listens to the map misses nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from uuid import UUID

from desktop.base.messages import N_, _, language, ngettext
from desktop.models.kin_data import (
    EmotionalTie,
    GenogramData,
    Kin,
    KinLoss,
    KinParent,
    KinPerson,
    KinTwins,
    KinUnion,
    mark_key,
)
from desktop.models.kinds import partial_words
from desktop.models.map_style import MapStyle
from desktop.models.partial_dates import PartialDate
from desktop.rules.kin_deaths import known_dead
from desktop.rules.kin_patterns import LABELS, Pattern, sibling_place
from desktop.rules.kin_terms import DIRECT, chosen
from desktop.rules.names import FullName, in_case
from desktop.rules.relationship import Relations, Relationship

Captions = Mapping[str, str]  # the office's words: feelings by code, conditions by `mark_key`
_UNIONS = {"marriage": N_("marriage"), "cohabitation": N_("living together"), "relationship": N_("close relationship")}
_ENDS = {"divorce": N_("divorced"), "separation": N_("parted"), "death": N_("ended by death")}
_OUTCOMES = {
    "expected": N_("pregnancy now"), "miscarriage": N_("a miscarriage"), "abortion": N_("termination of pregnancy"),
    "stillbirth": N_("a stillbirth"),
}  # fmt: skip
_CARE_OF = {
    "birth": "parent", "adoptive": "adoptive", "foster": "foster", "step": "step", "guardian": "guardian",
}  # fmt: skip


def called(person: KinPerson | None) -> str:
    """Somebody in a sentence."""
    return (person.name or person.full_name if person is not None else "") or _("unknown person")


def as_named(data: GenogramData, style: MapStyle) -> GenogramData:
    """The genogram with names as the style wants them; what is shown, said and written all asks here."""
    from desktop.figures.genogram import named_as  # noqa: PLC0415  laying out is loaded when something is drawn

    return named_as(data, style)


def upper(words: str) -> str:
    """The first letter as at the beginning of a sentence; names keep theirs."""
    return words[:1].upper() + words[1:]


def of(person: KinPerson | None) -> str:
    """«Of Marina»: in the genitive where the language has one."""
    name = called(person)
    if person is None or not person.name or language() != "ru":
        return name
    return in_case(FullName(given=name), "genitive", person.sex).given or name


def parent_word(nature: str, sex: str) -> str:
    """What a parent of this kind is to the child: «mother», «adoptive father»."""
    return _(chosen(DIRECT[_CARE_OF[nature]], sex))


def sentence(data: GenogramData, id_: UUID, captions: Captions) -> str:
    """Whatever can be selected, with what holds it to others; empty for what is not there."""
    people = {person.id: person for person in data.kin.people}
    if id_ in people:
        return ". ".join(_person(data, people, people[id_], captions)) + "."
    said = next((words for known, words in _lines(data, people, captions) if known == id_), None)
    return said() + "." if said is not None else ""


def _lines(data: GenogramData, people: Mapping[UUID, KinPerson], captions: Captions) -> Iterator[tuple[UUID, Callable[[], str]]]:
    """Everything besides people, each with its sentence when it is wanted."""
    for union in data.kin.unions:
        yield union.id, partial(_union, union, people)
    for bond in data.kin.parents:
        yield bond.id, partial(_parent, bond, people)
    for loss in data.kin.losses:
        yield loss.id, partial(_loss, loss, people)
    for twins in data.kin.twins:
        yield twins.id, partial(_twins, twins, people)
    for tie in data.feelings:
        yield tie.id, partial(_feeling, tie, people, captions)


def way_words(found: Relationship, kin: Kin) -> str:
    """The way between two, link by link: «Vera is the mother of Marina, Marina is the mother of Oleg»."""
    people = {person.id: person for person in kin.people}
    return ", ".join(
        _("{one} is {kin} of {other}").format(
            one=called(people.get(step.one)), kin=step.words.words(), other=of(people.get(step.other))
        )
        for step in found.steps
    )


def pattern_words(pattern: Pattern, kin: Kin) -> str:
    """«Removal of children: in 2 generations — Vera (1990), Marina (2019)»."""
    people = {person.id: person for person in kin.people}
    said = []
    for case in pattern.cases:
        who = _(" and ").join(called(people.get(id_)) for id_ in case.people)
        said.append(f"{who} ({case.year})" if case.year is not None else who)
    many = len(pattern.generations)
    found = ngettext("in {n} generation", "in {n} generations", many).format(n=many)
    return _("{what}: {where} — {who}").format(what=_(LABELS[pattern.kind]), where=found, who=", ".join(said))


def _person(data: GenogramData, people: Mapping[UUID, KinPerson], person: KinPerson, captions: Captions) -> Iterator[str]:
    kin = data.kin
    yield person.full_name or called(person)
    yield from _kinship(data, people, person)
    if person.born is not None:
        yield _("Born: {day}").format(day=partial_words(person.born))
    if person.died is not None:
        yield _("Died: {day}").format(day=partial_words(person.died))
    elif person.id in known_dead(kin):
        yield _("Died, it is not known when")
    if (place := sibling_place(kin, person.id)) is not None and place.of > 1:
        yield _("Child {place} of {of}").format(place=place.place, of=place.of)
    yield from _bonds(kin, people, person)
    yield from _own(data, people, person, captions)
    if not person.at_home and person.member:
        yield _("Does not live with the family")


def _kinship(data: GenogramData, people: Mapping[UUID, KinPerson], person: KinPerson) -> Iterator[str]:
    if data.index == person.id:
        yield _("The genogram is about this person")
    elif data.index is not None:
        found = Relations(data.kin).related(person.id, data.index)
        if found.known:
            yield upper(_("{kin} of {other}").format(kin=found.words.words(), other=of(people.get(data.index))))


def _own(data: GenogramData, people: Mapping[UUID, KinPerson], person: KinPerson, captions: Captions) -> Iterator[str]:
    """What the drawing alone knows: conditions, feelings."""
    marks = [captions.get(mark_key(mark.kind), mark.kind) for mark in data.marks if mark.person == person.id]
    if marks:
        yield _("Conditions: {what}").format(what="; ".join(marks))
    for tie in data.feelings:
        if person.id in (tie.first, tie.second):
            other = tie.second if tie.first == person.id else tie.first
            yield f"{called(people.get(other))}: {captions.get(tie.kind, tie.kind)}"


def _bonds(kin: Kin, people: Mapping[UUID, KinPerson], person: KinPerson) -> Iterator[str]:
    parents = [bond for bond in kin.parents if bond.child == person.id and not bond.ended]
    for bond in parents:
        parent = people.get(bond.parent)
        word = parent_word(bond.nature, parent.sex if parent is not None else "")
        yield upper(f"{word}: {called(parent)}")
    for union in kin.unions:
        if person.id in (union.first, union.second):
            yield _union(union, people, of_whom=person.id)
    children = [called(people.get(b.child)) for b in kin.parents if b.parent == person.id and b.nature == "birth"]
    if children:
        yield _("Children: {who}").format(who=", ".join(children))


def _union(union: KinUnion, people: Mapping[UUID, KinPerson], of_whom: UUID | None = None) -> str:
    ends = (union.first, union.second)
    who = [called(people.get(id_)) for id_ in ends if id_ != of_whom]
    words = [_(_UNIONS[union.nature]) + ": " + _(" and ").join(who)]
    words += _days(((N_("since {day}"), union.since),))
    if union.ended:
        words.append(" ".join([_(_ENDS[union.ended]), *_days((("{day}", union.till),))]))
    words += _days(((N_("together again since {day}"), union.resumed),))
    return upper(", ".join(words))


def _days(days: tuple[tuple[str, PartialDate | None], ...]) -> list[str]:
    return [_(msgid).format(day=partial_words(day)) for msgid, day in days if day is not None]


def _parent(bond: KinParent, people: Mapping[UUID, KinPerson]) -> str:
    parent = people.get(bond.parent)
    word = parent_word(bond.nature, parent.sex if parent is not None else "")
    return _("{one} is {kin} of {other}").format(one=called(parent), kin=word, other=of(people.get(bond.child)))


def _twins(twins: KinTwins, people: Mapping[UUID, KinPerson]) -> str:
    one, other = called(people.get(twins.first)), called(people.get(twins.second))
    return _("Twins: {one} and {other}").format(one=one, other=other)


def _loss(loss: KinLoss, people: Mapping[UUID, KinPerson]) -> str:
    words = _("{name}: {what}").format(name=called(people.get(loss.mother)), what=_(_OUTCOMES.get(loss.outcome, loss.outcome)))
    return ", ".join([words, *_days((("{day}", loss.happened),))])


def _feeling(tie: EmotionalTie, people: Mapping[UUID, KinPerson], captions: Captions) -> str:
    words = _("Relations of {one} and {other}: {kind}").format(
        one=of(people.get(tie.first)), other=of(people.get(tie.second)), kind=captions.get(tie.kind, tie.kind)
    )
    return f"{words}. {tie.note}" if tie.note else words
