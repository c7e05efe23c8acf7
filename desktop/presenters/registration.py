"""Taking a family in: what is typed, who is known already, one act that writes it all.

What is typed lies as a draft on this computer until the act has succeeded; from a signal it begins with what was reported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.jobs import Owner
from desktop.base.messages import N_, Finding, _, message
from desktop.models.cases import Case
from desktop.models.families import Family
from desktop.models.fields import Field, Value, fields_of
from desktop.models.snapshots import Changes, Snapshot
from desktop.presenters.cards import offer_and_own
from desktop.presenters.members import TypedPerson, new_member, person_problems, read_typed, sought_of
from desktop.presenters.pathways import SETTING, usual_pathway
from desktop.rules.duplicates import Suspect, ordered
from desktop.services import curators, duplicates, families, signals
from desktop.services.desk import Desk

_FAMILY: Final = {one.key: one for one in fields_of(Family)}
_CASE: Final = {one.key: one for one in fields_of(Case)}
FIELDS: Final[Mapping[str, Field]] = {
    **{key: _FAMILY[key] for key in ("name", "phone", "district")},
    **{
        key: _CASE[key]
        for key in ("opened_on", "source", "reported_by", "reporter_phone", "route", "applied_on", "learned_how",
                    "pathway", "grounds_group", "curator_reason")
    },
}  # fmt: skip
_OF_CASE: Final = ("grounds_group", "route", "applied_on", "learned_how", "curator_reason")


@dataclass(frozen=True, slots=True)
class Typed:
    """The page as it stands: texts and codes by key, and the people."""

    values: Mapping[str, str] = field(default_factory=dict)
    people: tuple[TypedPerson, ...] = ()
    kinship: bool = True

    def to_json(self) -> dict[str, Any]:
        """As it lies in the draft."""
        return {"values": dict(self.values), "people": [one.to_json() for one in self.people], "kinship": self.kinship}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Typed:
        """Read what `to_json` wrote."""
        people = tuple(TypedPerson.from_json(one) for one in kept.get("people", ()))
        return cls(dict(kept.get("values", {})), people, bool(kept.get("kinship", True)))


class Registration:
    """One family being taken in."""

    def __init__(self, desk: Desk, signal: Snapshot | None = None) -> None:
        self.desk, self.signal = desk, signal
        self.owner = Owner()
        self._offer, self.key = offer_and_own(desk, ("new_family", str(signal.id) if signal else "new"))
        self._kept: object = None

    def begin(self) -> Typed:
        """What stands on the page at first."""
        values = {"opened_on": self.desk.today.strftime("%d.%m.%Y"), "pathway": usual_pathway(self.desk)}
        if self.desk.actor.id:
            values["curator"] = str(self.desk.actor.id)
        if self.desk.actor.district:
            values["district"] = self.desk.actor.district
        if self.signal is not None:
            said = self.signal.values
            taken = {"name": first_word(str(said["about"])), "address": said["address"], "source": said["source"],
                     "reported_by": said["reported_by"], "reporter_phone": said["reporter_phone"], "route": said["route"],
                     "learned_how": said["learned_how"]}  # fmt: skip
            values |= {key: str(value) for key, value in taken.items() if value}
            if isinstance(applied := said["applied_on"], date):
                values["applied_on"] = applied.strftime("%d.%m.%Y")
        return Typed(values)

    def about(self) -> str:
        """Which signal it comes from, in a sentence; empty without one."""
        if self.signal is None:
            return ""
        said = self.signal.values
        received = said["received_at"]
        day = received.astimezone(self.desk.office.zone).strftime("%d.%m.%Y") if isinstance(received, datetime) else ""
        return _("From signal {number} of {day}: {about}").format(number=said["number"] or "?", day=day, about=said["about"])

    # Drafts

    def offered(self) -> datetime | None:
        """When a draft of this page was kept."""
        draft = self.desk.drafts.all().get(self._offer or self.key)
        return draft.saved_at if draft is not None and isinstance(draft.what, dict) else None

    def take_draft(self) -> Typed:
        """What was kept, which goes on being kept; the beginning when nothing was."""
        if self._offer is not None:
            self.key, self._offer, self._kept = self._offer, None, None
        draft = self.desk.drafts.all().get(self.key)
        return Typed.from_json(draft.what) if draft is not None and isinstance(draft.what, dict) else self.begin()

    def keep_draft(self, typed: Typed) -> bool:
        """Keep what is typed; False when it stands there already."""
        what = typed.to_json()
        if what == self._kept:
            return False
        self._kept = what
        self.desk.keep_draft(self.key, what)
        return True

    def drop_offer(self) -> None:
        """Throw away the draft that was offered."""
        if self._offer is not None:
            self.desk.drop_draft(self._offer)
            self._offer = None

    # Checking and saving

    def findings(self, typed: Typed) -> tuple[Finding, ...]:
        """What is wrong, by key, or by ("people", row, key)."""
        reader = self.desk.reader
        found = []
        if not typed.values.get("name", "").strip():
            found.append(Finding(("name",), message(N_("Write the surname of the family"))))
        for key, described in FIELDS.items():
            said = read_typed(described, typed.values.get(key, ""), reader)[1]
            if said is not None:
                found.append(Finding((key,), said))
        for row, person in enumerate(typed.people):
            if person.named or person.place or person.sex_words:
                problems = person_problems(person, reader)
                found += [Finding(("people", str(row), key), said) for key, said in problems.items()]
        return tuple(found)

    def load_of(
        self, curator: UUID | None, told: Callable[[Finding | None], None], failed: Callable[[Exception], None], pathway: str = ""
    ) -> None:
        """Tell what is to be said when this specialist takes one more family under this pathway."""
        key = pathway or families.PATHWAY
        self.desk.open(lambda reading: curators.check_load(reading, curator, key=key), told, failed, self.owner)

    def save(
        self, typed: Typed, done: Callable[[UUID], None], refused: Callable[[tuple[Finding, ...]], None],
        failed: Callable[[Exception], None], doubt: Callable[[tuple[Suspect, ...]], None] | None = None,
    ) -> None:  # fmt: skip
        """Take the family in; `done` is told its id. Nothing is written before it was looked for.

        `doubt` is told who it certainly looks like; without it a person has looked at them already.
        """
        wrong = self.findings(typed)
        if wrong:
            refused(wrong)
            return
        if doubt is None:
            self._write(typed, done, refused, failed)
            return
        curator, reader = typed.values.get("curator"), self.desk.reader
        values = typed.values
        name, address, phone = (values.get(key, "") for key in ("name", "address", "phone"))
        people = [sought_of(person, reader) for person in people_of(typed)]

        def looked(found: tuple[tuple[Suspect, ...], Finding | None]) -> None:
            sure = tuple(suspect for suspect in found[0] if suspect.sure)
            if found[1] is not None and not values.get("curator_reason", "").strip():
                refused((found[1],))
            elif sure:
                doubt(ordered(sure))
            else:
                self._write(typed, done, refused, failed)

        self.desk.open(
            lambda reading: (
                tuple(
                    suspect
                    for sought in (*people, None)
                    for suspect in (
                        duplicates.probable(reading, sought)
                        if sought is not None
                        else duplicates.same_families(reading, name, address, phone)
                    )
                ),
                curators.check_load(reading, UUID(curator) if curator else None, key=values.get("pathway") or families.PATHWAY),
            ),
            looked,
            failed,
            self.owner,
        )

    def _write(
        self, typed: Typed, done: Callable[[UUID], None], refused: Callable[[tuple[Finding, ...]], None],
        failed: Callable[[Exception], None],
    ) -> None:  # fmt: skip
        new, signal = self.new_family(typed), self.signal

        def finished(changes: Changes) -> None:
            self._kept = None
            self.desk.keep_setting(SETTING, new.pathway)
            if changes.result is not None:
                done(changes.result)

        def refusal(error: Exception) -> None:
            if isinstance(error, Rejected):
                refused(error.findings)
            else:
                failed(error)

        if signal is None:
            self.desk.act(
                N_("A family was taken in"), lambda unit: families.register_family(unit, new), finished, refusal, draft=self.key
            )
            return
        self.desk.act(
            N_("A family was taken in from a signal"),
            lambda unit: signals.open_family_from_signal(unit, signal.id, signal.version, new),
            finished,
            refusal,
            draft=self.key,
        )

    def new_family(self, typed: Typed) -> families.NewFamily:
        """What the office is given."""
        values, reader = typed.values, self.desk.reader

        def value(key: str) -> Value:
            return read_typed(FIELDS[key], values.get(key, ""), reader)[0]

        opened, curator = value("opened_on"), values.get("curator")
        case = {key: said for key in _OF_CASE if (said := value(key))}
        return families.NewFamily(
            name=str(value("name") or ""), address=values.get("address", ""), phone=str(value("phone") or ""),
            district=str(value("district") or ""), opened_on=opened if isinstance(opened, date) else None,
            source=_text(value("source")), reported_by=_text(value("reported_by")),
            reporter_phone=_text(value("reporter_phone")), curator=UUID(curator) if curator else None,
            members=tuple(new_member(person, reader) for person in people_of(typed)), case=case, kinship=typed.kinship,
            signal=self.signal.id if self.signal else None, pathway=values.get("pathway") or families.PATHWAY,
        )  # fmt: skip

    def close(self) -> None:
        """The page goes; an act under way is finished."""
        self.owner.close()


def people_of(typed: Typed) -> Sequence[TypedPerson]:
    """The rows that are people."""
    return [person for person in typed.people if person.named]


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None


_OF_A_FAMILY: Final = {
    "\u0441\u0435\u043c\u044c\u044f",
    "\u0441\u0435\u043c\u044c\u0438",
    "\u0441\u0456\u043c\u02bc\u044f",
    "\u0441\u0456\u043c'\u044f",
    "\u04af\u0439-\u0431\u04af\u043b\u04e9\u0441\u04af",
}  # the word «family» before a surname in Russian, Ukrainian and Kyrgyz


def first_word(about: str) -> str:
    """The surname that a report probably begins with; «family of» or «a boy of ten» are none."""
    names = (word for word in about.replace(",", " ").split() if word.casefold() not in _OF_A_FAMILY)
    first = next(names, "")
    return first if first[:1].isupper() else ""
