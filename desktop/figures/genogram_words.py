"""A genogram in words: for those who listen instead of looking, and for the description of a picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from desktop.base.messages import _
from desktop.figures.genogram_legend import FEELING_WORDS, LOSS_WORDS, NATURE_WORDS, UNION_WORDS
from desktop.figures.genogram_look import age_words, day_words
from desktop.figures.genogram_tree import Bond, Tree
from desktop.models.kin_data import GenogramData, KinPerson


def sentences(data: GenogramData, tree: Tree, today: date, *, words: Mapping[str, str] | None = None) -> list[str]:
    """The household, each couple with its children, and each emotional line in one sentence.

    `words` are the office's own names of feelings, by code.
    """
    return list(_sentences(data, tree, today, words=words or {}))


def person_words(person: KinPerson, today: date, *, dead: bool = False) -> str:
    """A person in words: the name, the age, and that they are no longer alive."""
    name = person.name.strip() or _("unknown person")
    if dead:
        return _("{name} (no longer alive)").format(name=name)
    age = age_words(person, today)
    return f"{name}, {age}" if age else name


def _sentences(data: GenogramData, tree: Tree, today: date, *, words: Mapping[str, str]) -> Iterator[str]:
    def who(id_: UUID) -> str:
        if id_ in tree.losses:
            loss = tree.losses[id_]
            return " ".join((_(LOSS_WORDS[loss.outcome]), day_words(loss.happened))).strip()
        return person_words(tree.people[id_], today, dead=id_ in tree.dead)

    home = [p for p in tree.people.values() if p.at_home]
    if home:
        yield _("Household: {names}").format(names="; ".join(person_words(p, today, dead=p.id in tree.dead) for p in home))
    for bond in tree.bonds.values():
        yield _couple(bond, [who(p) for p in bond.key], [(who(c), bond.natures(c)[0]) for c in bond.children])
    for tie in data.feelings:
        if tie.first in tree.people and tie.second in tree.people:
            yield f"{who(tie.first)} \u2014 {who(tie.second)}: {feeling_words(tie.kind, words)}"
    for word in tree.kin.words:
        if word.first in tree.people and word.second in tree.people:
            yield f"{who(word.first)} \u2014 {who(word.second)}: {word.word}"


def feeling_words(kind: str, words: Mapping[str, str]) -> str:
    """A kind of emotional line as the office calls it; one that it added itself may have no other name."""
    return words.get(kind) or (_(FEELING_WORDS[kind]) if kind in FEELING_WORDS else kind)


def _couple(bond: Bond, parents: list[str], children: list[tuple[str, str]]) -> str:
    words = " \u2014 ".join(parents)
    for union in bond.unions:
        span = "\u2013".join(part for part in (day_words(union.since), day_words(union.till)) if part)
        words += f", {_(UNION_WORDS[union.nature])}{f' ({span})' if span else ''}"
    if children:
        names = [name if nature == "birth" else f"{name} ({_(NATURE_WORDS[nature])})" for name, nature in children]
        words += ": " + "; ".join(names)
    return words
