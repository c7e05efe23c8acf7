"""A family tree from GEDCOM 5.5.1 or 7: people, unions, every set of parents; what is not understood is listed.

Nothing is dropped in silence: a fact of a person that the card has no field for goes into their note, everything else
into the list that is shown before anything is taken in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, Message, message
from desktop.documents.gedcom_text import structures_of
from desktop.models.family_tree import FamilyTree, TreePerson
from desktop.models.kin_data import KinParent, KinTwins, KinUnion, ParentNature, UnionEnd
from desktop.models.map_data import Sex
from desktop.models.partial_dates import PartialDate
from desktop.rules.names import is_patronymic

if TYPE_CHECKING:
    from gedcom7.types import GedcomStructure

MOST_PEOPLE: Final = 2_000
_MONTHS: Final = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_SEXES: Final[dict[str, Sex]] = {"M": "male", "F": "female"}
_PEDIGREES: Final[dict[str, ParentNature]] = {
    "BIRTH": "birth", "NATURAL": "birth", "ADOPTED": "adoptive", "ADOPTIVE": "adoptive", "ADOPTION": "adoptive",
    "FOSTER": "foster", "STEP": "step", "STEPCHILD": "step", "GUARDIAN": "guardian",
}  # fmt: skip
_PATRONYMICS: Final = ("_PATR", "_PATRONYMIC", "_MIDN", "_MIDDLE")
_SEPARATIONS: Final = ("SEPARATION", "SEPARATED")
_UNMARRIED: Final = ("COMMON LAW", "COHABITATION", "PARTNERS", "UNMARRIED", "CIVIL", "DOMESTIC PARTNERSHIP")
_RELATIONS: Final = ("RELATIONSHIP",)
_WIDOWED: Final = ("WIDOWED",)
_OF_COUPLES: Final = frozenset((*_SEPARATIONS, *_UNMARRIED, *_RELATIONS, *_WIDOWED))
_LONGEST: Final = 200
_SILENT: Final = frozenset({"HEAD", "TRLR"})  # about the file, not about a family
_OF_PROGRAMS: Final = frozenset({"CHAN", "CREA", "UID", "_UID", "RIN", "REFN", "EXID", "_UPD"})  # keys and dates of programs


def read_tree(content: bytes, new_id: Callable[[], UUID], encoding: str = "") -> FamilyTree:
    """The tree of a file.

    Raises:
        Rejected: no GEDCOM, nobody in it, or more people than one family tree holds.
    """
    records, remarks = structures_of(content, encoding)
    return _Reading(records, new_id).read(remarks)


@dataclass
class _Reading:
    records: list[GedcomStructure]
    new_id: Callable[[], UUID]
    strange: Counter[tuple[str, str]] = field(default_factory=Counter)
    ids: dict[str, UUID] = field(default_factory=dict)
    unions: dict[frozenset[UUID], KinUnion] = field(default_factory=dict)
    parents: dict[tuple[UUID, UUID, str], KinParent] = field(default_factory=dict)
    ended: set[UUID] = field(default_factory=set)  # unions that a record said to have ended

    def read(self, remarks: list[Message]) -> FamilyTree:
        people = [r for r in self.records if r.tag == "INDI" and r.xref]
        if not people:
            raise Rejected(Finding((), message(N_("There is nobody in the family tree"))))
        if len(people) > MOST_PEOPLE:
            said = N_("There are {n} people in the file: a family tree holds {most} at most")
            raise Rejected(Finding((), message(said, n=len(people), most=MOST_PEOPLE)))
        self.ids = {str(r.xref): self.new_id() for r in people}
        read = [self._person(record) for record in people]
        pedigrees = {str(r.xref): self._pedigrees(r) for r in people}
        for record in self.records:
            if record.tag == "FAM":
                self._family(record, pedigrees)
            elif record.tag not in _SILENT and record.tag != "INDI":
                self._met(record, "")
        twins = tuple(self._twins(people))
        return FamilyTree(
            tuple(read), tuple(self.unions.values()), tuple(self.parents.values()), twins, (*remarks, *self._listed())
        )

    # People

    def _person(self, record: GedcomStructure) -> TreePerson:
        person = TreePerson(self.ids[str(record.xref)], str(record.xref).strip("@"))
        notes: list[str] = []
        named = False
        for part in record.children:
            match part.tag:
                case "NAME" if not named:
                    person, named = self._named(person, part, notes), True
                case "NAME":
                    former = part.text.replace("/", " ").split()
                    person = replace(person, former_names=_cut(f"{person.former_names} {' '.join(former)}".strip()))
                case "SEX":
                    person = replace(person, sex=_SEXES.get(part.text.strip().upper(), "unknown"))
                case "BIRT" if person.born is None:
                    place = _text(part, "PLAC")
                    person = replace(person, born=self._day(part, notes), birth_place=place[:300])
                    self._rest(part, ("DATE", "PLAC"), notes)
                case "DEAT":
                    person = replace(person, died=self._day(part, notes), dead=True)
                    self._rest(part, ("DATE",), notes)
                case "FAMS" | "FAMC" | "ADOP" | "ASSO":
                    self._linked(part, notes)
                case "NOTE":
                    notes.append(self._words(part))
                case tag if tag in _OF_PROGRAMS:
                    self._met(part, "INDI")
                case _:
                    notes.append(self._fact(part))
                    self._met(part, "INDI")
        return replace(person, note="\n".join(note for note in notes if note)[:20_000])

    def _named(self, person: TreePerson, part: GedcomStructure, notes: list[str]) -> TreePerson:
        given, _slash, rest = part.text.partition("/")
        surname, _slash, after = rest.partition("/")
        given = _text(part, "GIVN") or f"{given} {after}".strip()
        surname = _text(part, "SURN") or surname.strip()
        patronymic = next((said for tag in _PATRONYMICS if (said := _text(part, tag))), "")
        words = given.split()
        if not patronymic and len(words) > 1 and is_patronymic(words[-1]):
            given, patronymic = " ".join(words[:-1]), words[-1]
        former = _text(part, "_MARNM")
        self._rest(part, ("GIVN", "SURN", "_MARNM", "TYPE", *_PATRONYMICS), notes)
        unknown = {"?", "N.N.", "NN", "UNKNOWN", "_____"}
        given, surname = ("" if word.upper() in unknown else word for word in (given, surname))
        return replace(
            person, surname=_cut(surname), given_name=_cut(given), patronymic=_cut(patronymic), former_names=_cut(former)
        )

    def _linked(self, part: GedcomStructure, notes: list[str]) -> None:
        """Links to families are read from both sides; what hangs on them beside the pedigree is kept."""
        if part.tag == "ASSO":
            if not self._is_twin(part):
                notes.append(self._fact(part))
                self._met(part, "INDI")
            return
        self._rest(part, ("PEDI", "FAMC", "DATE", "ADOP"), notes)

    # Families

    def _pedigrees(self, record: GedcomStructure) -> dict[str, tuple[ParentNature, str]]:
        """By family: how the child belongs to it, and to which of the two (HUSB, WIFE or both)."""
        found: dict[str, tuple[ParentNature, str]] = {}
        for part in record.children:
            if part.tag == "FAMC" and part.pointer:
                said = _text(part, "PEDI").upper()
                if said == "OTHER":
                    said = _text(_child(part, "PEDI"), "PHRASE").upper()
                if said and said not in _PEDIGREES:
                    self._met(_child(part, "PEDI"), "INDI.FAMC")
                found.setdefault(part.pointer, (_PEDIGREES.get(said, "birth"), "BOTH"))
            if part.tag == "ADOP" and (family := _child(part, "FAMC")) is not None and family.pointer:
                found[family.pointer] = ("adoptive", _text(family, "ADOP").upper() or "BOTH")
        return found

    def _family(self, record: GedcomStructure, pedigrees: dict[str, dict[str, tuple[ParentNature, str]]]) -> None:
        key = str(record.xref)
        known = [(part, part.pointer) for part in record.children if part.pointer in self.ids]
        couple = [(part.tag, self.ids[who]) for part, who in known if who and part.tag in {"HUSB", "WIFE"}]
        children: dict[str, GedcomStructure | None] = {who: part for part, who in known if who and part.tag == "CHIL"}
        # A child may name the family though the family forgot the child.
        children |= {who: None for who, families in pedigrees.items() if key in families and who not in children}
        if len(couple) >= 2 and couple[0][1] != couple[1][1] and _text(record, "_UNION") != "NONE":
            self._union(record, couple[0][1], couple[1][1])
        for child, line in children.items():
            nature, which = pedigrees.get(child, {}).get(key, ("birth", "BOTH"))
            for tag, parent in couple:
                own = _PEDIGREES.get(_text(line, "_FREL" if tag == "HUSB" else "_MREL").upper())
                if own is None and nature == "adoptive" and which not in {"BOTH", tag}:
                    own = "birth"
                self._parent(parent, self.ids[child], own or nature)
        self._family_rest(record)

    def _parent(self, parent: UUID, child: UUID, nature: ParentNature) -> None:
        if parent != child and (parent, child, nature) not in self.parents:
            self.parents[parent, child, nature] = KinParent(self.new_id(), parent, child, nature)

    def _union(self, record: GedcomStructure, first: UUID, second: UUID) -> None:
        marriage, divorce = _child(record, "MARR"), _child(record, "DIV") or _child(record, "ANUL")
        parted, widowed = _typed(record, _SEPARATIONS), _typed(record, _WIDOWED)
        common = _typed(record, _UNMARRIED)
        cohabiting = common is not None or _text(marriage, "TYPE").upper() in _UNMARRIED
        nature: Any = "cohabitation" if cohabiting else "marriage" if marriage is not None else "relationship"
        began = next((e for e in (marriage, common, _typed(record, _RELATIONS)) if e is not None), None)
        since = self._day(began, []) if began is not None else None
        ending = next((e for e in (divorce, parted, widowed) if e is not None), None)
        ended: UnionEnd = "" if ending is None else "divorce" if ending is divorce else "separation"
        ended = "death" if ending is not None and ending is widowed else ended
        till = self._day(ending, []) if ending is not None else None
        pair = frozenset((first, second))
        earlier = self.unions.get(pair)
        if earlier is None:
            self.unions[pair] = KinUnion(self.new_id(), first, second, nature, since, till, ended)
        else:  # the same two once more: one union that began again
            both = sorted([earlier, KinUnion(earlier.id, first, second, nature, since, till, ended)], key=_since)
            self.unions[pair] = replace(both[0], resumed=both[1].since, nature=both[1].nature)

    def _family_rest(self, record: GedcomStructure) -> None:
        for part in record.children:
            if part.tag in {"HUSB", "WIFE", "CHIL"}:
                if part.pointer not in self.ids and part.pointer != "@VOID@":
                    self._met(part, "FAM")
                continue
            if part.tag == "EVEN" and _text(part, "TYPE").upper() in _OF_COUPLES:
                continue
            if part.tag == "_UNION" and part.text == "NONE":
                continue
            if part.tag in {"MARR", "DIV", "ANUL"}:
                for inner in part.children:
                    if inner.tag not in {"DATE", "TYPE"}:
                        self._met(inner, f"FAM.{part.tag}")
                continue
            self._met(part, "FAM")

    def _twins(self, people: list[GedcomStructure]) -> Iterator[KinTwins]:
        said: set[frozenset[UUID]] = set()
        for record in people:
            for part in record.children:
                if part.tag != "ASSO" or not self._is_twin(part) or part.pointer not in self.ids:
                    continue
                pair = frozenset((self.ids[str(record.xref)], self.ids[part.pointer]))
                if len(pair) == 2 and pair not in said:
                    said.add(pair)
                    words = self._beside(part)
                    alike = True if "IDENTICAL" in words else False if "FRATERNAL" in words else None
                    yield KinTwins(self.new_id(), self.ids[str(record.xref)], self.ids[part.pointer], alike)

    def _is_twin(self, part: GedcomStructure) -> bool:
        return "TWIN" in self._beside(part) and part.pointer in self.ids

    @staticmethod
    def _beside(part: GedcomStructure) -> str:
        """What somebody named beside a person is to them."""
        return f"{_text(part, 'RELA')} {_text(part, 'ROLE')} {_text(_child(part, 'ROLE'), 'PHRASE')}".upper()

    # Facts

    def _day(self, part: GedcomStructure, notes: list[str]) -> PartialDate | None:
        line = _child(part, "DATE")
        if line is None or not line.text.strip():
            return None
        try:
            found = _partial(line.value)
        except ValueError:
            found = None
        phrase = _text(line, "PHRASE")
        if found is None or phrase or not _is_exact(line.text):
            notes.append(f"{part.tag}: {line.text} {phrase}".strip())
        if found is None:
            self._met(line, part.tag)
        return found

    def _rest(self, part: GedcomStructure, read: tuple[str, ...], notes: list[str]) -> None:
        for inner in part.children:
            if inner.tag not in read:
                notes.append(f"{part.tag}.{self._fact(inner)}")
                self._met(inner, f"INDI.{part.tag}")

    def _fact(self, part: GedcomStructure) -> str:
        """A fact with everything below it, on one line."""
        below = "; ".join(self._fact(inner) for inner in part.children)
        said = f"{part.tag}: {self._words(part)}".strip().rstrip(":")
        return f"{said} ({below})" if below else said

    def _words(self, part: GedcomStructure) -> str:
        if not part.pointer:
            return part.text.strip()
        record = next((r for r in self.records if r.xref == part.pointer), None)
        return record.text.strip() if record is not None else ""

    def _met(self, part: GedcomStructure | None, where: str) -> None:
        if part is not None:
            self.strange[f"{where}.{part.tag}".strip("."), part.text.strip()[:40]] += 1

    def _listed(self) -> Iterator[Message]:
        by_tag: dict[str, list[str]] = {}
        count: Counter[str] = Counter()
        for (tag, sample), n in self.strange.items():
            count[tag] += n
            by_tag.setdefault(tag, []).append(sample)
        for tag, n in sorted(count.items()):
            sample = next((s for s in by_tag[tag] if s), "")
            kept = tag.startswith("INDI") or tag in {"BIRT.DATE", "DEAT.DATE"}
            in_note = N_("{tag}, {n} times (\u201c{sample}\u201d): no field for it, kept in the note of the person")
            left = N_("{tag}, {n} times (\u201c{sample}\u201d): not taken in")
            yield message(in_note if kept else left, tag=tag, n=n, sample=sample)


def _child(part: GedcomStructure | None, tag: str) -> GedcomStructure | None:
    return next((inner for inner in part.children if inner.tag == tag), None) if part is not None else None


def _text(part: GedcomStructure | None, tag: str) -> str:
    inner = _child(part, tag)
    return inner.text.strip() if inner is not None else ""


def _typed(record: GedcomStructure, kinds: tuple[str, ...]) -> GedcomStructure | None:
    return next((p for p in record.children if p.tag == "EVEN" and _text(p, "TYPE").upper() in kinds), None)


def _cut(text: str) -> str:
    return text[:_LONGEST]


def _since(union: KinUnion) -> int:
    return union.since.year if union.since else 0


def _is_exact(text: str) -> bool:
    return not text.strip().upper().startswith(("BET", "FROM", "TO", "INT", "BEF", "AFT", "JULIAN"))


def _partial(value: object) -> PartialDate | None:
    """A date as far as it is known: a range is about its beginning."""
    from gedcom7 import types

    match value:
        case types.Date():
            return _exactly(value, about=value.calendar not in {None, "GREGORIAN"})
        case types.DateApprox(date=day):
            return _exactly(day, about=True)
        case types.DateRange(start=start, end=end) | types.DatePeriod(from_=start, to=end):
            known = start or end
            return _exactly(known, about=True) if known is not None else None
        case _:
            return None


def _exactly(day: Any, *, about: bool) -> PartialDate | None:
    ours = not day.epoch and day.calendar in {None, "GREGORIAN", "JULIAN"}
    if day.year is None or not ours or not 1_000 <= day.year <= date.max.year:
        return None
    month = _MONTHS.index(day.month) + 1 if day.month in _MONTHS else None
    return PartialDate(day.year, month, day.day if month else None, about)
