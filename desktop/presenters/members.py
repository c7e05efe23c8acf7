"""People of a household: their table, somebody new, who is known already, bonds that can be written at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from desktop.base.messages import N_, Message, _, message, ngettext
from desktop.models import kinds
from desktop.models.families import Membership
from desktop.models.family_page import FamilyPage, Member
from desktop.models.fields import Field, Value, fields_of
from desktop.models.partial_dates import PartialDate
from desktop.models.persons import Person
from desktop.models.snapshots import Changes, Conflict, Edit, Snapshot
from desktop.presenters.offers import full_name
from desktop.rules.duplicates import Sought
from desktop.rules.names import FullName, guessed_sex
from desktop.services import cards, families
from desktop.services.desk import Desk

PERSON_FIELDS: Final[Mapping[str, Field]] = {field.key: field for field in fields_of(Person)}
MEMBERSHIP_FIELDS: Final[Mapping[str, Field]] = {field.key: field for field in fields_of(Membership)}
_SEX_OF_ROLE: Final = {
    "mother": "female", "father": "male", "stepmother": "female", "stepfather": "male", "grandmother": "female",
    "grandfather": "male", "brother": "male", "sister": "female", "aunt": "female", "uncle": "male",
}  # fmt: skip
# endings of Russian surnames: of a man, of a woman, of a family (-ov, -ova, -ovy and so on)
_ENDINGS: Final = (
    ("\u043e\u0432", "\u043e\u0432\u0430", "\u043e\u0432\u044b"),
    ("\u0435\u0432", "\u0435\u0432\u0430", "\u0435\u0432\u044b"),
    ("\u0451\u0432", "\u0451\u0432\u0430", "\u0451\u0432\u044b"),
    ("\u0438\u043d", "\u0438\u043d\u0430", "\u0438\u043d\u044b"),
    ("\u044b\u043d", "\u044b\u043d\u0430", "\u044b\u043d\u044b"),
    ("\u0441\u043a\u0438\u0439", "\u0441\u043a\u0430\u044f", "\u0441\u043a\u0438\u0435"),
    ("\u0446\u043a\u0438\u0439", "\u0446\u043a\u0430\u044f", "\u0446\u043a\u0438\u0435"),
    ("\u043d\u044b\u0439", "\u043d\u0430\u044f", "\u043d\u044b\u0435"),
    ("\u0442\u044b\u0439", "\u0442\u0430\u044f", "\u0442\u044b\u0435"),
)


def surname_for(name: str, sex: str) -> str:
    """The surname as this person bears it, from the family's name or a relative's; others stay as they are."""
    return "-".join(_part_for(part, sex) for part in name.split("-"))  # both halves of a double one are declined


def _part_for(name: str, sex: str) -> str:
    lower = name.casefold()
    for forms in _ENDINGS:
        for ending in sorted(forms, key=len, reverse=True):
            if lower.endswith(ending) and len(lower) > len(ending) + 1:
                wanted = forms[1] if sex == "female" else forms[0]
                return name[: -len(ending)] + (wanted.upper() if name.isupper() else wanted)
    return name


def sex_of(role: str, surname: str = "", given_name: str = "", patronymic: str = "") -> str:
    """What the place in the household or the names say; empty when they say nothing."""
    if role in _SEX_OF_ROLE:
        return _SEX_OF_ROLE[role]
    if not (given_name or patronymic):
        return ""
    found = guessed_sex(FullName(surname, given_name, patronymic))
    return "" if found == "unknown" else found


@dataclass(frozen=True, slots=True)
class TypedPerson:
    """Somebody as typed: codes and texts; `person` when the office knows them already."""

    role: str = ""
    surname: str = ""
    given_name: str = ""
    patronymic: str = ""
    born: str = ""
    sex: str = ""
    lives: str = "permanently"
    person: UUID | None = None
    number: str = ""  # personal number
    since: str = ""  # in the household
    place: str = ""  # what was typed for the place in the family and is no word of the list
    sex_words: str = ""  # the same for the sex

    @property
    def named(self) -> bool:
        """Whether it is a person and not an empty row: a surname alone was put there by the program."""
        return bool(self.given_name or self.patronymic or self.born or self.person or self.number)

    def to_json(self) -> dict[str, Any]:
        """As it lies in a draft."""
        return {key: str(value) for key in self.__slots__ if (value := getattr(self, key))}

    @classmethod
    def from_json(cls, kept: Mapping[str, str]) -> TypedPerson:
        """Read what `to_json` wrote."""
        values: dict[str, Any] = {key: kept[key] for key in cls.__slots__ if key in kept}
        if "person" in values:
            values["person"] = UUID(values["person"])
        return cls(**values)


def read_typed(field: Field, typed: str, reader: kinds.Reader) -> tuple[Value, Message | None]:
    """The value of what was typed and what is wrong with it."""
    try:
        value = kinds.from_text(field, typed, reader)
    except kinds.Unreadable as error:
        return None, error.message
    if value is None:
        return None, None
    return value, next((said for check in field.checks if (said := check(value, reader.today)) is not None), None)


def new_member(typed: TypedPerson, reader: kinds.Reader) -> families.NewMember:
    """What the office is given of a typed person."""
    values: dict[str, Any] = {}
    if typed.person is None:
        for key in ("surname", "given_name", "patronymic", "born"):
            values[key] = read_typed(PERSON_FIELDS[key], getattr(typed, key), reader)[0]
        values["sex"] = typed.sex or None
        values["personal_number"] = typed.number.strip() or None
    since = read_typed(MEMBERSHIP_FIELDS["since"], typed.since, reader)[0]
    return families.NewMember(
        values, typed.role or None, typed.lives or None, typed.person, since if isinstance(since, date) else None
    )


def person_problems(typed: TypedPerson, reader: kinds.Reader) -> dict[str, Message]:
    """What stops a typed person from being written, by box."""
    found: dict[str, Message] = {}
    born = read_typed(PERSON_FIELDS["born"], typed.born, reader)[1] if typed.person is None else None
    if born is not None:
        found["born"] = born
    if typed.place:
        found["role"] = message(N_("«{typed}» is no place in a family: choose from the list"), typed=typed.place)
    if typed.sex_words:
        found["sex"] = message(N_("«{typed}» is no sex: choose from the list"), typed=typed.sex_words)
    since = read_typed(MEMBERSHIP_FIELDS["since"], typed.since, reader)[1]
    if since is not None:
        found["since"] = since
    return found


def sought_of(typed: TypedPerson, reader: kinds.Reader) -> Sought:
    """What a typed person is compared by; nothing while only a surname stands there."""
    if typed.person is not None or not (typed.given_name or typed.number):
        return Sought()
    born = read_typed(PERSON_FIELDS["born"], typed.born, reader)[0]
    return Sought(
        typed.surname, typed.given_name, typed.patronymic, born if isinstance(born, PartialDate) else None, typed.number
    )


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A row of the table of members, in words."""

    member: Member
    name: str
    kinship: str
    born: str
    age: str
    lives: str
    occupation: str
    number: str
    seen: str
    seen_late: bool
    gone: bool


def member_lines(desk: Desk, page: FamilyPage) -> tuple[MemberLine, ...]:
    """The members as the table shows them; who left stands at the end."""
    return tuple(_line(desk, member) for member in page.members)


def _line(desk: Desk, member: Member) -> MemberLine:
    person, membership = member.person.values, member.membership.values
    role, lives = membership["role"], membership["lives"]
    born = person["born"]
    kinship = _(member.kinship) if member.kinship else desk.caption("household_roles", role) if isinstance(role, str) else ""
    till = membership["till"]
    lives_words = desk.caption("residence", lives) if isinstance(lives, str) else ""
    if isinstance(till, date):
        lives_words = _("left on {day}").format(day=till.strftime("%d.%m.%Y"))
    seen, late = _seen(desk, member, gone=till is not None)
    number = person["personal_number"]
    return MemberLine(
        member, full_name(member), kinship, kinds.to_text(PERSON_FIELDS["born"], born, desk.reader) if born else "",
        age_words(member.age), lives_words,
        occupation_words(desk, member.person),
        str(number or person["no_number_reason"] or ""), seen, late, till is not None,
    )  # fmt: skip


def place_words(desk: Desk, member: Member) -> str:
    """Somebody's place in this household with its days, in a line above their card."""
    values = member.membership.values
    parts = [_(member.kinship) if member.kinship else ""]
    for key, dictionary in (("role", "household_roles"), ("lives", "residence"), ("takes_part", "participation")):
        code = values.get(key)
        caption = desk.caption(dictionary, code) if isinstance(code, str) else ""
        if key == "takes_part" and caption:
            caption = _("upbringing: {how}").format(how=caption)
        parts.append(caption)
    for key, msgid in (("since", N_("since {day}")), ("till", N_("till {day}"))):
        if isinstance(day := values.get(key), date):
            parts.append(_(msgid).format(day=day.strftime("%d.%m.%Y")))
    said = ", ".join(dict.fromkeys(part for part in parts if part))
    return _("In this family: {place}").format(place=said) if said else ""


def elsewhere_words(desk: Desk, page: FamilyPage, person: UUID) -> str:
    """The other families somebody belongs or belonged to, in a sentence; empty when there are none."""
    said = []
    for other in page.elsewhere.get(person, ()):
        words = f"{other.name} ({other.number})" if other.number else other.name
        if other.role:
            words += ", " + desk.caption("household_roles", other.role)
        if other.since is not None:
            words += ", " + _("since {day}").format(day=other.since.strftime("%d.%m.%Y"))
        if other.till is not None:
            words += ", " + _("till {day}").format(day=other.till.strftime("%d.%m.%Y"))
        said.append(words)
    return _("Also of the family: {families}").format(families="; ".join(said)) if said else ""


def occupation_words(desk: Desk, person: Snapshot) -> str:
    """Where somebody learns or works now; otherwise what their card says of it."""
    for key, shown in (("education", ("place", "form")), ("work", ("place", "position"))):
        for part in person.parts.get(key, {}).values():
            words = [str(part.values[name]) for name in shown if part.values[name]]
            if words and part.values["till"] is None:
                return ", ".join(words)
    code = person.values["occupation"]
    return desk.caption("occupations", code) if isinstance(code, str) else ""


def age_words(age: int | None) -> str:
    """The age as the table says it: figures only, months are not known here."""
    return "" if age is None else str(age)


def _seen(desk: Desk, member: Member, *, gone: bool) -> tuple[str, bool]:
    if gone or (member.last_seen is None and not member.child):
        return "", False
    if member.last_seen is None:
        return _("not seen yet"), True
    days = (desk.today - member.last_seen).days
    words = member.last_seen.strftime("%d.%m.%Y")
    if member.child and days > 14:
        return words + ", " + ngettext("{n} day ago", "{n} days ago", days).format(n=days), True
    return words, False


@dataclass(frozen=True, slots=True)
class BondLine:
    """A bond in words."""

    bond: Snapshot
    first: str
    kind: str
    second: str
    since: str
    state: str


def bond_lines(desk: Desk, page: FamilyPage) -> tuple[BondLine, ...]:
    """Kinship and unions among the people of the family."""
    names = {member.person.id: full_name(member) for member in page.members}
    return tuple(_bond(desk, bond, names) for bond in page.bonds)


def _bond(desk: Desk, bond: Snapshot, names: Mapping[UUID, str]) -> BondLine:
    values = bond.values
    nature, word = values["nature"], values["word"]
    about = {
        "parent": _("is a parent of"), "union": _("is in a union with"), "relative": _("is a relative of"),
        "twins": _("is a twin of"),
    }.get(str(values["kind"]), "")  # fmt: skip
    if isinstance(word, str) and word:
        about = word
    elif isinstance(nature, str):
        about = f"{about} ({desk.caption('bond_natures', nature)})"
    since, till, ended = (values[key] for key in ("since", "till", "ended"))
    reader = desk.reader
    born = PERSON_FIELDS["born"]
    parts = [desk.caption("bond_endings", ended)] if isinstance(ended, str) else []
    if till:
        parts.append(_("till {day}").format(day=kinds.to_text(born, till, reader)))
    if (resumed := values.get("resumed")) is not None:
        parts.append(_("together again since {day}").format(day=kinds.to_text(born, resumed, reader)))
    outside = _("not of this family")
    return BondLine(
        bond, names.get(_uuid(values["first_id"]), outside), about, names.get(_uuid(values["second_id"]), outside),
        kinds.to_text(born, since, reader) if since else "", ", ".join(parts),
    )  # fmt: skip


def _uuid(value: Value) -> UUID:
    return value if isinstance(value, UUID) else UUID(int=0)


def missing_parents(page: FamilyPage) -> tuple[tuple[Member, Member], ...]:
    """(parent, child): a mother or a father by place in the household whose bond to a child is not written."""
    here = [member for member in page.members if member.membership.values["till"] is None]
    known = {(b.values["first_id"], b.values["second_id"]) for b in page.bonds if b.values["kind"] == "parent"}
    parents = [member for member in here if member.membership.values["role"] in families.PARENTS]
    return tuple(
        (parent, child)
        for child in here
        if child.membership.values["role"] == "child"
        for parent in parents
        if (parent.person.id, child.person.id) not in known
    )


class Household:
    """What the page of members does."""

    def __init__(self, desk: Desk, page: Callable[[], FamilyPage | None], failed: Callable[[Exception], None]) -> None:
        self._desk, self._page, self._failed = desk, page, failed

    def add(self, typed: TypedPerson, done: Callable[[Changes], None], failed: Callable[[Exception], None]) -> None:
        """Put a person into the family."""
        page = self._page()
        if page is None:
            return
        family, member = page.family, new_member(typed, self._desk.reader)
        self._desk.act(
            N_("A person was put into the family"),
            lambda unit: families.add_member(unit, family.id, family.version, member),
            done,
            failed,
        )

    def leave(self, member: Member, done: Callable[[Changes], None]) -> None:
        """The person does not belong to the household from today on."""
        self.change(member, {"till": self._desk.today}, N_("A person left the household"), done, self._failed)

    def change(
        self, member: Member, values: Mapping[str, Value], label: str, done: Callable[[Changes], None],
        failed: Callable[[Exception], None],
    ) -> None:  # fmt: skip
        """Write a person's place in the household; what colleagues changed of the family meanwhile stays."""
        page = self._page()
        if page is None:
            return
        base = page.family.parts["memberships"].get(member.membership.id)

        def write(family: Snapshot) -> None:
            edit = membership_edit(family, member.membership.id, values)
            self._desk.act(label, lambda unit: cards.save_cards(unit, edit), done, refused)

        def refused(error: Exception) -> None:
            theirs = error.theirs if isinstance(error, Conflict) else None
            if theirs is not None and base is not None and theirs.parts["memberships"].get(base.id) == base:
                write(theirs)
            else:
                failed(error)

        write(page.family)

    def bind_parents(self, pairs: Sequence[tuple[Member, Member]], done: Callable[[Changes], None]) -> None:
        """Write all these bonds in one act."""
        ids = [(parent.person.id, child.person.id) for parent, child in pairs]
        self._desk.act(N_("Kinship was written down"), lambda unit: families.bind_parents(unit, ids), done, self._failed)

    def remove_bond(self, bond: Snapshot, done: Callable[[Changes], None]) -> None:
        """The bond was written by mistake."""
        self._desk.act(
            N_("Kinship was removed"), lambda unit: cards.remove(unit, "bond", bond.id, bond.version), done, self._failed
        )


def membership_edit(family: Snapshot, membership: UUID, values: Mapping[str, Value]) -> Edit:
    """The change of one membership as a change of its family."""
    parts = dict(family.parts["memberships"])
    parts[membership] = parts[membership].with_values(**values)
    return Edit(family, family.with_parts("memberships", parts))
