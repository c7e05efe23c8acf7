"""A family tree of another program on its way into the office: read off the window's thread, shown, then taken in or left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final
from uuid import UUID

from typing_extensions import override

from desktop.base.jobs import Job
from desktop.base.messages import N_, _, ngettext
from desktop.models.family_tree import TreePerson
from desktop.models.kin_data import GenogramData, Kin, KinPerson
from desktop.models.kinds import partial_words
from desktop.presenters.genogram_words import parent_word, sentence
from desktop.presenters.incoming import Incoming, Line
from desktop.rules.family_trees import letters_look_wrong
from desktop.services import trees
from desktop.services.desk import ActFunction, Desk
from desktop.services.trees import TreePlan

ENCODINGS: Final[tuple[tuple[str, str], ...]] = (
    ("auto", N_("as the file says")),
    ("utf-8", "UTF-8"),
    ("cp1251", N_("Windows, Cyrillic (1251)")),
    ("cp866", N_("DOS, Cyrillic (866)")),
    ("koi8-r", "KOI8-R"),
    ("mac-cyrillic", N_("Macintosh, Cyrillic")),
    ("iso8859-5", "ISO 8859-5"),
    ("utf-16", "UTF-16"),
    ("ansel", "ANSEL"),
    ("cp1252", N_("Windows, Western (1252)")),
)
_NAMES_SHOWN: Final = 6


class TreeIncoming(Incoming[bytes, TreePlan]):
    """One file for a family, or for a new one: `encoding` and `about` are what somebody chose."""

    label = trees.IMPORTED

    def __init__(self, desk: Desk, family: UUID | None, path: Path) -> None:
        super().__init__(desk, path)
        self.family = family
        self.encoding, self.about = "auto", ""
        self.same: dict[str, UUID] = {}  # by key of the file: who it is in the card, as somebody said

    def forget(self) -> None:
        """What was chosen for the old file says nothing of another one."""
        self.about, self.encoding = "", "auto"
        self.same.clear()

    @staticmethod
    @override
    def _content(path: Path) -> bytes:
        return trees.tree_content(path)

    @override
    def _planning(self) -> Callable[[bytes, Job], TreePlan]:
        family, about, same = self.family, self.about, dict(self.same)
        encoding = "" if self.encoding == "auto" else self.encoding
        desk = self.desk
        return lambda content, job: desk.read(
            lambda reading: trees.plan_tree(reading, content, desk.new_id, family, about, encoding, same), job
        )

    @override
    def _act(self, plan: TreePlan) -> tuple[ActFunction, bool]:
        return (lambda unit: trees.import_tree(unit, plan)), plan.family is not None

    # In words

    @property
    def looks_wrong(self) -> bool:
        """Whether the names look as if they were read in another encoding."""
        return self.plan is not None and letters_look_wrong(self.plan.tree)

    def first_names(self) -> str:
        """The first people of the file, to see whether the letters are right."""
        people = self.plan.tree.people if self.plan is not None else ()
        said = [person.name for person in people if person.name][:_NAMES_SHOWN]
        return ", ".join(said) + (" …" if len(people) > len(said) else "")

    @override
    def _summary(self, plan: TreePlan) -> str:
        many, known = len(plan.tree.people), len(plan.known)
        people = ngettext("{n} person in the file", "{n} people in the file", many).format(n=many)
        if plan.family is None:
            return people + "."
        return _("{people}: {known} known to the card already, {new} new.").format(
            people=people, known=known, new=plan.new_people
        )

    def around(self) -> tuple[tuple[str, str], ...]:
        """(key, name and year) of everybody, for choosing whom the family is about."""
        people = self.plan.tree.people if self.plan is not None else ()
        return tuple((person.key, _named(person)) for person in people)

    def of_the_card(self) -> tuple[tuple[str, str], ...]:
        """(id, name and year) of the card's people, for saying who of the file is which of them."""
        people = self.plan.kin.people if self.plan is not None else ()
        return tuple(
            (str(p.id), (p.full_name or p.name or "?") + (f", {p.born.year}" if p.born is not None else "")) for p in people
        )

    @property
    def is_strange(self) -> bool:
        """Whether the file has nobody of the family it is meant for."""
        return self.plan is not None and self.plan.family is not None and not self.plan.known

    def household(self) -> str:
        """Who would live together in the new family: the worker mends it in the card."""
        plan = self.plan
        if plan is None or plan.family is not None:
            return ""
        people = {person.id: person for person in plan.tree.people}
        said = [f"{_named(people[one.person])} ({self.desk.caption('household_roles', one.role)})" for one in plan.household]
        if not said:
            return _("Nobody of the file is living as far as it says: the members are added in the card.")
        return "; ".join(said)

    @override
    def _parts(self, plan: TreePlan) -> dict[str, tuple[Line, ...]]:
        return {
            "known": tuple(self._known(plan)),
            "new": tuple(Line(_named(p), _facts(p)) for p in plan.tree.people if p.id not in plan.kin_ids),
            "unions": tuple(self._unions(plan)),
            "parents": tuple(self._parents(plan)),
            "remarks": tuple(Line(remark.words()) for remark in plan.remarks),
        }

    @staticmethod
    def _known(plan: TreePlan) -> Iterator[Line]:
        for person in plan.tree.people:
            known = plan.kin.person(person.id)
            if person.id in plan.kin_ids and known is not None:
                born = f", {known.born.year}" if known.born is not None else ""
                yield Line(_named(person), _("in the card: {name}").format(name=(known.full_name or known.name) + born))

    @staticmethod
    def _unions(plan: TreePlan) -> Iterator[Line]:
        people = tuple(KinPerson(p.id, p.name, p.sex, full_name=p.name) for p in plan.tree.people)
        kin = Kin(people, plan.tree.unions, (), plan.tree.twins)
        drawn = GenogramData(UUID(int=0), UUID(int=0), "", plan.today, kin)
        for id_ in (*(union.id for union in plan.tree.unions), *(pair.id for pair in plan.tree.twins)):
            yield Line(sentence(drawn, id_, {}))

    @staticmethod
    def _parents(plan: TreePlan) -> Iterator[Line]:
        people = {person.id: person for person in plan.tree.people}
        sets: dict[UUID, list[str]] = {}
        for bond in plan.tree.parents:
            parent = people[bond.parent]
            word = parent_word(bond.nature, parent.sex)
            sets.setdefault(bond.child, []).append(f"{word}: {parent.name or _('unknown person')}")
        for child, said in sets.items():
            yield Line(_named(people[child]), "; ".join(said))


def _named(person: TreePerson) -> str:
    name = person.name or _("unknown person")
    return f"{name}, {person.born.year}" if person.born is not None else name


def _facts(person: TreePerson) -> str:
    said = []
    if person.born is not None:
        said.append(_("born: {day}").format(day=partial_words(person.born)))
    if person.died is not None:
        said.append(_("died: {day}").format(day=partial_words(person.died)))
    elif person.dead:
        said.append(_("died, it is not known when"))
    if person.birth_place:
        said.append(person.birth_place)
    if person.note:
        said.append(_("there is a note"))
    return "; ".join(said)
