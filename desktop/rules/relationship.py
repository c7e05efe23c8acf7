"""How two people of a family are related: the word for it and the way from one to the other.

Two people can be related in several ways at once (cousins who married, a grandmother who is the guardian): the nearest
is said first and the others beside it. Whatever is said of one to the other is said the other way round of the other
to the one: both are read off the same way, from its two ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal
from uuid import UUID

from desktop.base.messages import N_, Message, message
from desktop.models.kin_data import Kin, KinPerson, KinUnion, ParentNature
from desktop.rules import kin_terms as terms

Shape = Literal["blood", "law", "union", "in-law", "spouse of kin", "both", "co-parents", "word", "way", "none", "self"]
_BLOOD: Final[frozenset[str]] = frozenset({"birth"})
_LAWFUL: Final[frozenset[str]] = frozenset({"birth", "adoptive"})
_ANY: Final[frozenset[str]] = frozenset({"birth", "adoptive", "foster", "guardian", "step"})
_NATURES: Final[tuple[ParentNature, ...]] = ("birth", "adoptive", "foster", "guardian", "step")  # the stronger first
_DOWN: Final = {"birth": "child", "adoptive": "adopted", "foster": "fostered", "guardian": "ward", "step": "stepchild"}
_UP: Final = {"birth": "parent", "adoptive": "adoptive", "foster": "foster", "guardian": "guardian", "step": "step"}
_OPPOSITE: Final = {"male": "female", "female": "male"}
_STATES: Final = ("spouse", "partner", "former", "former partner")  # the present before the past
UNKNOWN: Final = N_("how they are related is not in the card")
SAME: Final = N_("the same person")


@dataclass(frozen=True, slots=True)
class Step:
    """One link of the way: what `one` is to `other`."""

    one: UUID
    other: UUID
    words: Message


@dataclass(frozen=True, slots=True)
class Relationship:
    """What one is to the other, by which way, and what else they are to each other.

    `degree` counts the births between relatives by blood, and is None for others.
    """

    words: Message
    path: tuple[UUID, ...] = ()
    steps: tuple[Step, ...] = ()
    also: tuple[Message, ...] = ()
    degree: int | None = None
    known: bool = True


@dataclass(frozen=True, slots=True)
class _Way:
    """A way from one to the other: its people, and which words it takes."""

    path: tuple[UUID, ...]
    shape: Shape
    words: Message
    degree: int | None = None

    @property
    def key(self) -> tuple[int, str, tuple[UUID, ...]]:
        """The order of ways, the same from both ends."""
        return len(self.path), self.shape, min(self.path, self.path[::-1])


@dataclass(frozen=True, slots=True)
class _Line:
    """From a person up to a forebear: the people on it and the weakest nature of its bonds."""

    path: tuple[UUID, ...]
    natures: frozenset[str]


def related(kin: Kin, one: UUID, other: UUID) -> Relationship:
    """What `one` is to `other`. For many questions about one family ask one `Relations`."""
    return Relations(kin).related(one, other)


class Relations:
    """Answers how any two of a family are related."""

    def __init__(self, kin: Kin) -> None:
        self._people: dict[UUID, KinPerson] = {person.id: person for person in kin.people}
        self._parents: dict[UUID, dict[UUID, ParentNature]] = {}
        self._children: dict[UUID, set[UUID]] = {}
        self._past: dict[tuple[UUID, UUID], ParentNature] = {}  # (parent, child) whose bond was ended
        self._unions: dict[UUID, dict[UUID, str]] = {}
        self._twins = {frozenset((twins.first, twins.second)) for twins in kin.twins}
        self._words: dict[tuple[UUID, UUID], str] = {(word.first, word.second): word.word for word in kin.words}
        self._lines: dict[tuple[UUID, frozenset[str]], dict[UUID, _Line]] = {}
        self._kin_known: dict[tuple[UUID, UUID], list[_Way]] = {}
        for bond in sorted(kin.parents, key=lambda bond: _NATURES.index(bond.nature)):
            if bond.ended:
                self._past.setdefault((bond.parent, bond.child), bond.nature)
            else:
                self._parents.setdefault(bond.child, {}).setdefault(bond.parent, bond.nature)
                self._children.setdefault(bond.parent, set()).add(bond.child)
        for union in kin.unions:
            self._unite(union)

    def _unite(self, union: KinUnion) -> None:
        unmarried = union.nature in terms.UNMARRIED
        state = terms.union_state(unmarried=unmarried, ended=union.ended, resumed=union.resumed)
        for one, other in ((union.first, union.second), (union.second, union.first)):
            known = self._unions.setdefault(one, {})
            if other not in known or _STATES.index(state) < _STATES.index(known[other]):
                known[other] = state

    # Questions ------------------------------------------------------------------------------------------

    def related(self, one: UUID, other: UUID) -> Relationship:
        """What `one` is to `other`, the way between them, and what they are besides."""
        if one == other:
            return Relationship(Message(SAME), (one,))
        ways = sorted(self._ways(one, other), key=lambda way: way.key)
        if not ways:
            return Relationship(Message(UNKNOWN), known=False)
        nearest = ways[0]
        also = [way.words for way in ways[1:] if way.words != nearest.words]
        degree = next((way.degree for way in ways if way.degree is not None), None)
        steps = tuple(Step(a, b, self.link(a, b)) for a, b in pairwise(nearest.path))
        return Relationship(nearest.words, nearest.path, steps, _once(also), degree)

    def link(self, one: UUID, other: UUID) -> Message:  # noqa: PLR0911  one line a bond
        """What somebody is to the next one on the way, where one bond says it."""
        sex = self._sex(one)
        if (nature := self._parents.get(other, {}).get(one)) is not None:
            return terms.term(_UP[nature], sex)
        if (nature := self._parents.get(one, {}).get(other)) is not None:
            return terms.term(_DOWN[nature], sex)
        if (state := self._unions.get(one, {}).get(other)) is not None:
            return terms.term(state, sex)
        if frozenset((one, other)) in self._twins:
            return terms.term("twin", sex)
        if (nature := self._past.get((one, other))) is not None:
            return terms.former(terms.term(_UP[nature], sex), sex)
        if (nature := self._past.get((other, one))) is not None:
            return terms.former(terms.term(_DOWN[nature], sex), sex)
        word = self._words.get((one, other))
        return message("{word}", word=word) if word else terms.returned(self._words.get((other, one), ""), sex)

    # Ways -----------------------------------------------------------------------------------------------

    def _ways(self, one: UUID, other: UUID) -> list[_Way]:
        found: list[_Way] = []
        if (state := self._unions.get(one, {}).get(other)) is not None:
            found.append(_Way((one, other), "union", terms.term(state, self._sex(one))))
        found.extend(self._kin_ways(one, other))
        if (one, other) in self._words or (other, one) in self._words:
            found.append(_Way((one, other), "word", self.link(one, other)))
        if (one, other) in self._past or (other, one) in self._past:
            found.append(_Way((one, other), "law", self.link(one, other)))
        nearest = min((len(way.path) for way in found), default=len(self._people) + 1)
        if nearest > 2:
            in_law = [way for way in self._in_law(one, other) if len(way.path) < nearest]
            # a way with one couple is said, one with two only where there is no other
            least = min((_couples(way.shape) for way in in_law), default=0)
            found += [way for way in in_law if _couples(way.shape) == least]
        return found or list(self._any_way(one, other))

    def _kin_ways(self, one: UUID, other: UUID) -> list[_Way]:
        """By blood, and nearer than that by adoption, care or guardianship."""
        if (known := self._kin_known.get((one, other))) is not None:
            return known
        found: list[_Way] = []
        self._kin_known[one, other] = found
        for natures in (_BLOOD, _LAWFUL, _ANY):
            way = self._kin_way(one, other, natures)
            if way is None or any(way.path == known.path for known in found):
                continue
            if not found or len(way.path) < min(len(known.path) for known in found):
                found.append(way)
        return found

    def _kin_way(self, one: UUID, other: UUID, natures: frozenset[str]) -> _Way | None:
        mine, theirs = self._forebears(one, natures), self._forebears(other, natures)
        best: tuple[tuple[int, int, tuple[UUID, ...]], _Line, _Line] | None = None
        for forebear in mine.keys() & theirs.keys():
            down, up = mine[forebear], theirs[forebear]
            path = (*down.path, *up.path[-2::-1])
            key = (len(path), abs(len(down.path) - len(up.path)), min(path, path[::-1]))
            if len(set(path)) == len(path) and (best is None or key < best[0]):
                best = (key, down, up)
        if best is None:
            return self._twin_way(one, other)
        return self._worded(one, other, best[1], best[2])

    def _twin_way(self, one: UUID, other: UUID) -> _Way | None:
        if frozenset((one, other)) not in self._twins:
            return None
        return _Way((one, other), "blood", terms.term("twin", self._sex(one)), 2)

    def _worded(self, one: UUID, other: UUID, down: _Line, up: _Line) -> _Way:
        path = (*down.path, *up.path[-2::-1])
        births, natures = (len(up.path) - 1, len(down.path) - 1), down.natures | up.natures
        sex = self._sex(one)
        if natures <= _BLOOD:
            words = self._sibling(one, other) if births == (1, 1) else terms.blood(*births, sex)
            return _Way(path, "blood", words, sum(births))
        nature = next(iter(natures - _BLOOD)) if len(natures - _BLOOD) == 1 else "step"
        if births == (1, 0):
            words = terms.term(_UP[nature], sex)
        elif births == (0, 1):
            words = terms.term(_DOWN[nature], sex)
        elif births == (1, 1) and natures - _BLOOD == {"step"}:
            words = terms.term("stepsibling", sex)
        else:
            words = terms.by_law(terms.blood(*births, sex), nature)
        return _Way(path, "law", words)

    def _sibling(self, one: UUID, other: UUID) -> Message:
        """Full, by one parent, or simply a sibling where nobody knows whether the other parent is shared."""
        sex = self._sex(one)
        if frozenset((one, other)) in self._twins:
            return terms.term("twin", sex)
        mine, theirs = self._by_birth(one), self._by_birth(other)
        shared = mine & theirs
        if len(shared) > 1 or len(mine) < 2 or len(theirs) < 2:
            return terms.term("sibling", sex)
        return terms.term({"male": "paternal", "female": "maternal"}.get(self._sex(next(iter(shared))), "half"), sex)

    def _in_law(self, one: UUID, other: UUID) -> Iterator[_Way]:
        yield from self._over_their_spouse(one, other)
        yield from self._over_my_spouse(one, other)
        for mine in sorted(self._unions.get(one, {})):
            for theirs in sorted(self._unions.get(other, {})):
                if mine == theirs:
                    yield self._sharing(one, mine, other)
                elif (way := self._nearest(mine, theirs)) is not None and not {one, other} & set(way.path):
                    yield self._both(one, other, way)
        yield from self._over_children(one, other)
        yield from self._over_parents(one, other)

    def _over_their_spouse(self, one: UUID, other: UUID) -> Iterator[_Way]:
        """The husband's mother, the wife's uncle, the husband's child."""
        for spouse, state in sorted(self._unions.get(other, {}).items()):
            way = self._nearest(one, spouse)
            if way is None or other in way.path:
                continue
            births = self._births(way.path)
            of, sex = self._spouse_sex(spouse, other), self._sex(one)
            words: Message | None = None
            if state in ("spouse", "former") and way.shape == "blood" and births in _OF_MARRIAGE:
                whose = {"male": "husband's", "female": "wife's"}.get(of, "spouse's")
                kind = _OF_MARRIAGE[births]
                words = terms.term("stepchild" if kind == "child" else f"{whose} {kind}", sex)
                words = terms.former(words, sex) if state == "former" else words
            yield _Way((*way.path, other), "in-law", words or terms.of_spouse(way.words, state, of))

    def _over_my_spouse(self, one: UUID, other: UUID) -> Iterator[_Way]:
        """The son's wife, the sister's husband, the mother's husband, the wife of an uncle."""
        for spouse, state in sorted(self._unions.get(one, {}).items()):
            way = self._nearest(spouse, other)
            if way is None or one in way.path:
                continue
            births, sex = self._births(way.path), self._sex(one)
            words: Message | None = None
            if state in ("spouse", "former") and way.shape == "blood" and births in _SPOUSE_OF:
                key = _SPOUSE_OF[births]
                key = "child's spouse, to him" if key == "child's spouse" and self._sex(other) == "male" else key
                words = terms.term(key, sex)
                words = terms.former(words, sex) if state == "former" else words
            words = words or terms.spouse_of(state, sex, *births, self._sex(spouse))
            yield _Way((one, *way.path), "in-law", words)

    def _both(self, one: UUID, other: UUID, way: _Way) -> _Way:
        """The husband of the wife's sister: two couples with kin between them."""
        sex, births = self._sex(one), self._births(way.path)
        states = {self._unions[one][way.path[0]], self._unions[other][way.path[-1]]}
        words = terms.term("by marriage", sex)
        if births == (1, 1) and way.shape == "blood" and states == {"spouse"}:
            of = self._spouse_sex(way.path[-1], other)
            if of in _OPPOSITE:
                key = "husband's brother's wife" if of == "male" else "wife's sister's husband"
                words = terms.term(key, sex)
        return _Way((one, *way.path, other), "both", words)

    def _sharing(self, one: UUID, spouse: UUID, other: UUID) -> _Way:
        """The new wife of the former husband."""
        state, mine = self._unions[other][spouse], self._unions[one][spouse]
        words = terms.of_spouse(terms.term(mine, self._sex(one)), state, self._spouse_sex(spouse, other))
        return _Way((one, spouse, other), "in-law", words)

    def _over_children(self, one: UUID, other: UUID) -> Iterator[_Way]:
        """The other parent of a child; the parents of two who are a couple."""
        for child in sorted(self._children.get(other, ())):
            if one in self._parents.get(child, {}):
                yield _Way((one, child, other), "co-parents", terms.term("co-parent", self._sex(one)))
            for spouse, state in sorted(self._unions.get(child, {}).items()):
                if one in self._parents.get(spouse, {}) and state in ("spouse", "former"):
                    sex = self._sex(one)
                    words = terms.term("child's spouse's parent", sex)
                    words = terms.former(words, sex) if state == "former" else words
                    yield _Way((one, spouse, child, other), "both", words)

    def _over_parents(self, one: UUID, other: UUID) -> Iterator[_Way]:
        """Children of two who are a couple; of one that has parted they grow up apart."""
        for parent in sorted(self._parents.get(other, {})):
            for spouse, state in sorted(self._unions.get(parent, {}).items()):
                if spouse in self._parents.get(one, {}) and not state.startswith("former"):
                    yield _Way((one, spouse, parent, other), "co-parents", terms.term("stepsibling", self._sex(one)))

    def _any_way(self, one: UUID, other: UUID) -> Iterator[_Way]:
        """The shortest way over bonds of any kind: a relative by marriage, or one of whom only a word is known."""
        start, end = sorted((one, other))  # of two ways of one length both sides find the same
        before: dict[UUID, UUID] = {start: start}
        row = [start]
        while row and end not in before:
            row = [self._reach(here, there, before) for here in row for there in self._beside(here) if there not in before]
        if end not in before:
            return
        path = [end]
        while path[-1] != start:
            path.append(before[path[-1]])
        path = path if path[0] == one else path[::-1]
        married = any(b in self._unions.get(a, {}) for a, b in pairwise(path))
        words = terms.term("by marriage" if married else "relative", self._sex(one))
        yield _Way(tuple(path), "way", words)

    @staticmethod
    def _reach(here: UUID, there: UUID, before: dict[UUID, UUID]) -> UUID:
        before[there] = here
        return there

    def _beside(self, id_: UUID) -> list[UUID]:
        worded = {other for pair in self._words for other in pair if id_ in pair}
        twins = {other for pair in self._twins for other in pair if id_ in pair}
        kin = {*self._parents.get(id_, {}), *self._children.get(id_, ()), *self._unions.get(id_, {})}
        return sorted((kin | worded | twins) - {id_})

    # Inside ---------------------------------------------------------------------------------------------

    def _nearest(self, one: UUID, other: UUID) -> _Way | None:
        ways = self._kin_ways(one, other)
        return min(ways, key=lambda way: way.key) if ways else None

    def _births(self, path: Iterable[UUID]) -> tuple[int, int]:
        """Of a way by kinship: how many births the last one goes up, and the first one came down."""
        up = down = 0
        for one, other in pairwise(path):
            if other in self._parents.get(one, {}):
                down += 1
            else:
                up += 1
        if not up + down or frozenset(path) in self._twins:
            return (1, 1)
        return up, down

    def _forebears(self, id_: UUID, natures: frozenset[str]) -> dict[UUID, _Line]:
        """Everybody above, themselves too, each by the shortest line."""
        if (known := self._lines.get((id_, natures))) is not None:
            return known
        found = self._lines[id_, natures] = {id_: _Line((id_,), frozenset())}
        row = [id_]
        while row:
            nxt: list[UUID] = []
            for child in row:
                for parent, nature in sorted(self._parents.get(child, {}).items()):
                    if nature in natures and parent not in found:
                        line = found[child]
                        found[parent] = _Line((*line.path, parent), line.natures | {nature})
                        nxt.append(parent)
            row = nxt
        return found

    def _by_birth(self, id_: UUID) -> set[UUID]:
        return {parent for parent, nature in self._parents.get(id_, {}).items() if nature == "birth"}

    def _sex(self, id_: UUID) -> str:
        person = self._people.get(id_)
        return person.sex if person is not None else "unknown"

    def _spouse_sex(self, spouse: UUID, of: UUID) -> str:
        """Written down, else the other than that of the partner."""
        sex = self._sex(spouse)
        return sex if sex in _OPPOSITE else _OPPOSITE.get(self._sex(of), "unknown")


_OF_MARRIAGE: Final = {(1, 0): "parent", (1, 1): "sibling", (0, 1): "child"}
_SPOUSE_OF: Final = {(1, 0): "step", (1, 1): "sibling's spouse", (0, 1): "child's spouse"}


def _couples(shape: Shape) -> int:
    return 2 if shape == "both" else 1


def _once(said: Iterable[Message]) -> tuple[Message, ...]:
    """Each of them once; messages with gaps are no keys."""
    found: list[Message] = []
    for one in said:
        if one not in found:
            found.append(one)
    return tuple(found)
