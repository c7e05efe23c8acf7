"""A family tree of another program on its way into the office: read off the window's thread, shown, then taken in or left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from desktop.base.events import Event
from desktop.base.jobs import Job, Owner
from desktop.base.messages import N_, _, ngettext
from desktop.models.family_tree import TreePerson
from desktop.models.kin_data import GenogramData, Kin, KinPerson
from desktop.models.kinds import partial_words
from desktop.models.snapshots import Changes
from desktop.presenters.genogram_words import parent_word, sentence
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
STEPS: Final = (N_("The file is being read…"), N_("The people are compared with the card…"))
_NAMES_SHOWN: Final = 6
Write = Callable[[str, ActFunction, Callable[[Changes], None], Callable[[Exception], None]], None]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what would come: who or what, and what is known of it."""

    who: str
    what: str = ""


class TreeIncoming:
    """One file for a family, or for a new one: `encoding` and `about` are what somebody chose."""

    def __init__(self, desk: Desk, family: UUID | None, path: Path) -> None:
        self.desk, self.family, self.path = desk, family, path
        self.encoding, self.about = "auto", ""
        self.same: dict[str, UUID] = {}  # by key of the file: who it is in the card, as somebody said
        self.plan: TreePlan | None = None
        self.planned: Event[TreePlan] = Event()
        self.failed: Event[Exception] = Event()
        self.step: Event[str] = Event()
        self.stopped: Event[None] = Event()
        self._owner = Owner()
        self._job: Job | None = None

    @property
    def name(self) -> str:
        """What the file is called."""
        return self.path.name

    # Reading

    def read(self) -> None:
        """Read the file again with what is chosen; an older reading is not wanted any more."""
        self.stop()
        self.plan = None
        path, family, about, same = self.path, self.family, self.about, dict(self.same)
        encoding = "" if self.encoding == "auto" else self.encoding

        def do(job: Job) -> TreePlan:
            job.step(0, 2)
            content = trees.tree_content(path)
            job.step(1, 2)
            return self.desk.read(
                lambda reading: trees.plan_tree(reading, content, self.desk.new_id, family, about, encoding, same), job
            )

        def told(done: int, _of: int) -> None:
            self.step.tell(_(STEPS[min(done, len(STEPS) - 1)]))

        asked = self._owner
        self._job = self.desk.work(do, self._arrived, self.failed.tell, asked, told, lambda: self.stopped.tell(None))

    def stop(self) -> None:
        """Nobody waits for the reading that runs."""
        if self._job is not None:
            self.desk.stop(self._job)
            self._job = None

    def close(self) -> None:
        """The dialog goes."""
        self.stop()
        self._owner.close()

    def _arrived(self, plan: TreePlan) -> None:
        self.plan, self._job = plan, None
        self.planned.tell(plan)

    # Taking in

    def take_in(self, write: Write | None, done: Callable[[Changes], None], failed: Callable[[Exception], None]) -> None:
        """Write what was planned in one act; `write` makes it a step of a drawing's undo."""
        plan = self.plan
        if plan is None:
            return
        act: ActFunction = lambda unit: trees.import_tree(unit, plan)  # noqa: E731  the type of the unit stays below
        if write is not None:
            write(trees.IMPORTED, act, done, failed)
        else:
            self.desk.act(trees.IMPORTED, act, done, failed, self._owner, undoable=plan.family is not None)

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

    def summary(self) -> str:
        """How much would come, in a sentence."""
        plan = self.plan
        if plan is None:
            return ""
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

    def parts(self) -> dict[str, tuple[Line, ...]]:
        """What would come, by part: known | new | unions | parents | remarks."""
        plan = self.plan
        if plan is None:
            return {}
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
    if person.birth_place:
        said.append(person.birth_place)
    if person.note:
        said.append(_("there is a note"))
    return "; ".join(said)
