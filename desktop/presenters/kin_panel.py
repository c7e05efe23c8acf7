"""What the panel beside a genogram says: the family in numbers, one person, how two are related, what repeats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from uuid import UUID

from desktop.base.messages import _, ngettext
from desktop.models import kinds
from desktop.models.fields import Field
from desktop.models.kin_data import KinPerson, KinUnion
from desktop.models.partial_dates import PartialDate, age_on
from desktop.presenters.genogram import GenogramEditor
from desktop.presenters.genogram_words import called, of, pattern_words, upper, way_words
from desktop.presenters.kin_around import BOND_FIELDS, Around
from desktop.presenters.members import PERSON_FIELDS
from desktop.rules import kin_patterns
from desktop.rules.kin_deaths import known_dead
from desktop.rules.relationship import Relations, related
from desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the panel."""

    label: str
    value: str
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Pair:
    """How two people are related: said both ways, step by step, and whom and what to highlight."""

    words: str
    back: str
    way: str
    path: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """Something that is found in several generations."""

    title: str
    sentence: str
    people: tuple[UUID, ...]


def words_of(day: PartialDate | None, desk: Desk, field: Field = PERSON_FIELDS["born"]) -> str:
    """A day or a year as people write it."""
    return kinds.to_text(field, day, desk.reader) if day is not None else ""


def overview_of(editor: GenogramEditor) -> tuple[Fact, ...]:
    """The family in numbers."""
    data = editor.data
    shown = [p for p in data.kin.people if p.id not in data.hidden]
    facts = [
        Fact(_("People on the drawing"), str(len(shown))),
        Fact(_("Generations"), str(kin_patterns.generation_count(data.kin))),
        Fact(_("Of the household"), str(sum(p.at_home for p in shown))),
    ]
    if data.index is not None:
        facts.append(Fact(_("Drawn about"), called(editor.named(data.index))))
    if data.hidden:
        facts.append(Fact(_("Left out"), str(len(data.hidden))))
    return tuple(facts)


def repeated_in(editor: GenogramEditor) -> tuple[Repeated, ...]:
    """What is seen in several generations, with whom and when."""
    found = []
    for pattern in kin_patterns.patterns(editor.data):
        people = tuple(dict.fromkeys(i for case in pattern.cases for i in case.people))
        said = pattern_words(pattern, editor.as_told.kin)
        found.append(Repeated(_(kin_patterns.LABELS[pattern.kind]), said, people))
    return tuple(found)


def facts_of(editor: GenogramEditor, person: KinPerson, desk: Desk) -> tuple[Fact, ...]:
    """One person: who they are to whom it is drawn about, days, partners, children, conditions."""
    data, facts = editor.data, []
    if data.index is not None and data.index != person.id:
        found = related(data.kin, person.id, data.index)
        if found.known:
            to = _("To: {name}").format(name=called(editor.named(data.index)))
            facts.append(Fact(to, found.words.words()))
    if person.sex != "unknown":
        facts.append(Fact(_("Sex"), desk.caption("sexes", person.sex), strong=False))
    facts += _days(person, desk, dead=person.id in known_dead(data.kin))
    if (place := kin_patterns.sibling_place(data.kin, person.id)) is not None and place.of > 1:
        among = _("{place} of {of}").format(place=place.place, of=place.of)
        facts.append(Fact(_("Which child"), among, strong=False))
    around = Around(editor.as_told.kin, person.id)
    for label, people in (
        (_("Parents"), around.parents), (_("Partners"), around.partners), (_("Children"), around.children),
        (_("Brothers and sisters"), around.siblings),
    ):  # fmt: skip
        if people:
            facts.append(Fact(label, ", ".join(called(one) for one in people), strong=False))
    marks = [desk.caption("genogram_marks", m.kind) for m in data.marks if m.person == person.id]
    if marks:
        facts.append(Fact(_("Conditions"), "; ".join(marks)))
    for tie in data.feelings:
        if person.id in (tie.first, tie.second):
            other = editor.named(tie.second if tie.first == person.id else tie.first)
            facts.append(Fact(called(other), desk.caption("emotional_lines", tie.kind), strong=False))
    return tuple(facts)


def _days(person: KinPerson, desk: Desk, *, dead: bool) -> list[Fact]:
    found = []
    if person.born is not None:
        words = words_of(person.born, desk)
        until = None if dead else desk.today
        until = person.died.latest if person.died is not None else until
        said = f"{words} · {_age(person.born, until)}" if until is not None else words
        found.append(Fact(_("Date of birth"), said, strong=False))
    if person.died is not None:
        found.append(Fact(_("Date of death"), words_of(person.died, desk), strong=False))
    elif dead:
        found.append(Fact(_("Date of death"), _("not known"), strong=False))
    if person.left_home is not None:
        found.append(Fact(_("Left the parents' home"), words_of(person.left_home, desk), strong=False))
    return found


def _age(born: PartialDate, day: date) -> str:
    years = max(age_on(born, day), 0)
    return ngettext("{n} year", "{n} years", years).format(n=years)


def union_facts(union: KinUnion, desk: Desk) -> tuple[Fact, ...]:
    """A couple: what kind, since when, how it ended, whether they are together again."""
    field = BOND_FIELDS["since"]
    facts = [Fact(_("Couple"), desk.caption("bond_natures", union.nature))]
    if union.since is not None:
        facts.append(Fact(_("Together since"), words_of(union.since, desk, field), strong=False))
    if union.ended:
        facts.append(Fact(_("How it ended"), desk.caption("bond_endings", union.ended)))
    if union.till is not None:
        facts.append(Fact(_("Till"), words_of(union.till, desk, field), strong=False))
    if union.resumed is not None:
        facts.append(Fact(_("Together again since"), words_of(union.resumed, desk, field), strong=False))
    return tuple(facts)


def pair_of(editor: GenogramEditor, one: UUID, other: UUID) -> Pair:
    """How two people are related."""
    kin = editor.data.kin
    relations = Relations(kin)
    there, here = relations.related(one, other), relations.related(other, one)
    first, second = editor.named(one), editor.named(other)
    if not there.known:
        return Pair(upper(there.words.words()), "", "", (one, other))
    said = _("{one} is {kin} of {other}")
    words = said.format(one=called(first), kin=there.words.words(), other=of(second))
    back = said.format(one=called(second), kin=here.words.words(), other=of(first))
    way = _("The way: {steps}").format(steps=way_words(there, editor.as_told.kin)) if len(there.steps) > 1 else ""
    if there.also:
        also = _("Besides: {kinship}").format(kinship=", ".join(m.words() for m in there.also))
        back = f"{back}\n{also}"
    return Pair(words, back, way, (*there.path, *_bonds_on(editor, there.path)))


def _bonds_on(editor: GenogramEditor, path: tuple[UUID, ...]) -> tuple[UUID, ...]:
    """The lines between neighbours on the way."""
    kin, pairs = editor.data.kin, {frozenset(pair) for pair in pairwise(path)}
    found = [b.id for b in kin.parents if frozenset((b.parent, b.child)) in pairs]
    for bonds in (kin.unions, kin.twins, kin.words):
        found += [b.id for b in bonds if frozenset((b.first, b.second)) in pairs]
    # brothers and sisters hang on their parents' lines, which the way does not name
    return tuple(found)
