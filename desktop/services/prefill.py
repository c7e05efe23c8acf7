"""What the card answers by itself: nobody types the same fact twice.

One reading of the family serves every question of a questionnaire; the sheet keeps what stood on it when it was saved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID, uuid5

from desktop.base.messages import _
from desktop.definitions.prefilling import described
from desktop.models.definitions import FormDefinition, Rows
from desktop.models.family_page import FamilyPage, Member
from desktop.models.fields import Field, Value, fields_of
from desktop.models.kinds import Reader, to_text
from desktop.models.offices import Office, Staff
from desktop.models.partial_dates import age_on
from desktop.models.persons import Education, Person, Work
from desktop.models.snapshots import Snapshot
from desktop.rules.household import name_of
from desktop.rules.income import per_head
from desktop.rules.kinship import kinship_to, mother_and_father
from desktop.rules.prefilling import Fact, fitting
from desktop.services.families import family_page
from desktop.store import families as kept_families
from desktop.store.opening import open_root
from desktop.store.units import Reading

_PASSPORTS = frozenset(
    {"ru_passport", "kg_passport", "kg_old_passport", "ua_passport", "ua_id_card", "foreign_passport"}
)  # of `document_kinds`


@dataclass(frozen=True, slots=True)
class Prefilled:
    """What the card says to the questions of one form: answers by question, rows by list, and whose record each is of."""

    values: Mapping[str, Value] = field(default_factory=dict)
    rows: Mapping[str, Mapping[UUID, Mapping[str, Value]]] = field(default_factory=dict)  # list → person → column → answer


@dataclass(frozen=True, slots=True)
class Known:
    """The family as questions ask about it."""

    page: FamilyPage
    office: Snapshot | None
    person: Snapshot | None
    parents: Mapping[str, Snapshot]
    author: tuple[str, str]
    reader: Reader
    staff: Mapping[UUID, tuple[str, str]]
    kinship: Mapping[UUID, str]  # msgid of what each is to the person, or to the children of the household

    def record(self, subject: str) -> Snapshot | None:
        """The record that `family`, `case`, `person`, `mother`, `father` or `office` stands for."""
        match subject:
            case "family":
                return self.page.family
            case "case":
                return self.page.case
            case "office":
                return self.office
            case "person":
                return self.person
            case _:
                return self.parents.get(subject)

    def member(self, person: UUID) -> Member | None:
        """The person's place in the household."""
        return next((member for member in self.page.members if member.person.id == person), None)


def known(reading: Reading, family: UUID, person: UUID | None, reader: Reader) -> Known | None:
    """Read the family once for all questions; None when there is no such family."""
    page = family_page(reading, family)
    if page is None:
        return None
    people = {member.person.id: member.person for member in page.members}
    staff = kept_families.staff_names(reading)
    me = open_root(reading, Staff, reading.actor.id, parts=False) if reading.actor.id else None
    author = (full_name(me), str(me.values["position"] or "")) if me else (reading.actor.name, reading.actor.position)
    words = kinship_to(person, page.members, page.bonds) if person else {m.person.id: m.kinship for m in page.members}
    return Known(
        page, open_root(reading, Office, reading.office.id, parts=False), people.get(person) if person else None,
        mother_and_father(person, page.members, page.bonds), author, reader, staff, words,
    )  # fmt: skip


def prefilled(form: FormDefinition, known: Known) -> Prefilled:
    """Everything the card answers of this form."""
    values = {
        placed.key: value
        for placed in form.placed()
        if placed.prefill and (value := fitting(placed.field, _fact(placed.prefill, known), known.reader)) is not None
    }
    return Prefilled(values, {item.key: _rows(item, known) for item in form.lists() if item.prefill})


def row_id(sheet: UUID, rows: str, person: UUID) -> UUID:
    """The identity of a prefilled row: the same for the same person on the same sheet."""
    return uuid5(sheet, f"{rows}:{person.hex}")


def with_answers(form: FormDefinition, record: Snapshot, answers: Prefilled) -> Snapshot:
    """A new sheet with what the card knows already."""
    filled = record.with_values(**answers.values)
    for key, people in answers.rows.items():
        item = form.rows(key)
        if item is not None:
            rows = {
                (id_ := row_id(record.id, key, person)): Snapshot(item.kind, id_, 0, dict(columns))
                for person, columns in people.items()
            }
            filled = filled.with_parts(key, rows)
    return filled


def _rows(item: Rows, known: Known) -> dict[UUID, dict[str, Value]]:
    chosen = [member for member in known.page.members if member.at_home and _belongs(member, item.prefill, known)]
    found: dict[UUID, dict[str, Value]] = {}
    for member in chosen:
        found[member.person.id] = {
            placed.key: fitting(placed.field, _of_member(placed.prefill, member, known), known.reader) if placed.prefill else None
            for placed in item.fields
        }
    return found


def _belongs(member: Member, rows: str, known: Known) -> bool:
    match rows:
        case "members":
            return True
        case "others":
            return known.person is None or member.person.id != known.person.id
        case "earners":
            return _income(member.person, known) is not None
        case _:
            return member.child == (rows == "children")


def _fact(source: str, known: Known) -> Fact:
    """What the card says under `family.phone`, `mother.work`, `today`."""
    if (column := described(source)) is not None:
        record = known.record(column[0])
        return _column(column[1], record, known)
    subject, _dot, key = source.partition(".")
    if subject == "today":
        return Fact(known.reader.today, Field("", "day"))
    if subject == "author":
        return Fact(known.author[0] if key == "name" else known.author[1])
    if subject == "family":
        return _of_family(key, known)
    if source == "case.curator":
        curator = known.page.case.values.get("curator_id") if known.page.case else None
        return Fact(known.staff.get(curator, ("", ""))[0] if isinstance(curator, UUID) else None)
    person = known.record(subject)
    return _of_person(key, person, known) if person else Fact(None)


def _column(column: Field, record: Snapshot | None, known: Known) -> Fact:
    value = record.values.get(column.key) if record else None
    if isinstance(value, UUID) and column.to == "staff":
        return Fact(known.staff.get(value, ("", ""))[0])
    return Fact(value, column)


def _of_family(key: str, known: Known) -> Fact:
    page, today = known.page, known.reader.today
    home = [member for member in page.members if member.at_home]
    match key:
        case "address":
            return Fact(_address(page.family))
        case "registration":
            return Fact(_address(page.family, "registration"))
        case "size":
            return Fact(len(home))
        case "composition" | "members":
            return Fact("\n".join(_line(member, known) for member in home))
        case "children":
            return Fact("\n".join(_line(member, known) for member in home if member.child))
        case _:
            found = per_head(page.members, today)
            return Fact((found.amount if key == "income_per_head" else found.total) if found else None)


def _of_person(key: str, person: Snapshot, known: Known) -> Fact:  # noqa: PLR0911  one return for each fact
    member = known.member(person.id)
    match key:
        case "name":
            return Fact(full_name(person))
        case "age":
            born = person.values.get("born")
            return Fact(age_on(born, known.reader.today) if born else None)  # type: ignore[arg-type]
        case "work" | "study" | "work_or_study":
            work = None if key == "study" else _current(person, "work", ("place", "position"), known)
            study = None if key == "work" else _current(person, "education", ("place", "form"), known)
            return Fact(work or study)
        case "income":
            return Fact(_income(person, known))
        case "document" | "birth_certificate" | "passport":
            return Fact(_document(person, known, key))
        case "phone":
            phones = [str(row.values["phone"]) for row in person.parts.get("phones", {}).values()]
            return Fact(phones[0] if phones else None)
        case "lives" | "takes_part":
            return Fact(member.membership.values.get(key) if member else None, _MEMBERSHIP[key])
        case "address" | "registration":
            kind = "living" if key == "address" else key
            own = _address(person, kind)
            return Fact(own or (_address(known.page.family, kind) if member and member.at_home else None))
        case _:
            part, column = _LATEST[key]
            rows = [row for row in _standing(person, part, known) if row.values.get(column) is not None]
            return Fact(rows[-1].values[column] if rows else None, _PARTS[part][column])


def _of_member(source: str, member: Member, known: Known) -> Fact:
    key = source.partition(".")[2]
    if key == "kinship":
        return Fact(_kinship(member, known))
    if key in _MEMBERSHIP:
        return Fact(member.membership.values.get(key), _MEMBERSHIP[key])
    column = _PERSON.get(key)
    if column is not None and key not in _PARTS_OF_PERSON:
        return Fact(member.person.values.get(key), column)
    return _of_person(key, member.person, known)


def _membership_fields() -> dict[str, Field]:
    from desktop.models.families import Membership  # noqa: PLC0415  beside its only reader

    return {one.key: one for one in fields_of(Membership) if one.key != "person_id"}


_MEMBERSHIP = _membership_fields()
_PERSON = {one.key: one for one in fields_of(Person)}
_PARTS_OF_PERSON = frozenset({"work", "education"})
_PARTS = {
    "work": {one.key: one for one in fields_of(Work)},
    "education": {one.key: one for one in fields_of(Education)},
}
_LATEST = {  # what a question asks → the list of the person and its column
    "income_kind": ("work", "income_kind"), "schedule": ("work", "schedule"), "school": ("education", "place"),
    "class": ("education", "form"), "study_form": ("education", "study_form"), "performance": ("education", "performance"),
    "attendance": ("education", "attendance"), "clubs": ("education", "clubs"),
}  # fmt: skip


def full_name(person: Snapshot) -> str:
    """Surname, given name, patronymic, as far as they are known."""
    return " ".join(str(word) for key in ("surname", "given_name", "patronymic") if (word := person.values.get(key)))


def _kinship(member: Member, known: Known) -> str | None:
    """What somebody is to the person the sheet is about; their place in the household where no bond tells."""
    if word := known.kinship.get(member.person.id):
        return _(word)
    if member.child and known.person is not None:
        return None  # the place «child» would be said to another child
    role = member.membership.values.get("role")
    return known.reader.caption("household_roles", role) if isinstance(role, str) else None


def _line(member: Member, known: Known) -> str:
    born = member.person.values.get("born")
    words = [name_of(member), to_text(_PERSON["born"], born, known.reader) if born else "", _kinship(member, known) or ""]
    return ", ".join(word for word in words if word)


def _address(record: Snapshot, kind: str = "living") -> str | None:
    """The address of this kind that stands now; for where somebody lives, the registered one where no other is written."""
    rows = [row for row in record.parts.get("addresses", {}).values() if row.values.get("till") is None]
    rows.sort(key=lambda row: row.values.get("kind") != kind)
    found = [row for row in rows if kind == "living" or row.values.get("kind") == kind]
    return str(found[0].values["address"]) if found else None


def _income(person: Snapshot, known: Known) -> Decimal | None:
    told = [amount for row in _standing(person, "work", known) if isinstance(amount := row.values.get("income"), Decimal)]
    return sum(told, Decimal(0)) if told else None


def _standing(person: Snapshot, rows: str, known: Known) -> list[Snapshot]:
    def lasts(row: Snapshot) -> bool:
        till = row.values.get("till")
        return till is None or till >= known.reader.today  # type: ignore[operator]

    return [row for row in person.parts.get(rows, {}).values() if lasts(row)]


def _current(person: Snapshot, rows: str, keys: tuple[str, ...], known: Known) -> str | None:
    said = [", ".join(str(word) for key in keys if (word := row.values.get(key))) for row in _standing(person, rows, known)]
    return "; ".join(words for words in said if words) or None


def _document(person: Snapshot, known: Known, which: str) -> str | None:
    """The first document in words, or the first certificate of birth, the first passport."""
    for row in person.parts.get("documents", {}).values():
        values = row.values
        kind = str(values.get("kind") or "")
        if which != "document" and kind not in (_PASSPORTS if which == "passport" else {which}):
            continue
        words = [
            known.reader.caption("document_kinds", kind),
            " ".join(str(values[key]) for key in ("series", "number") if values.get(key)),
        ]
        issued = values.get("issued_on")
        words += [f"{issued:%d.%m.%Y}"] if issued else []
        words += [str(values["issued_by"])] if values.get("issued_by") else []
        return ", ".join(word for word in words if word)
    return None
