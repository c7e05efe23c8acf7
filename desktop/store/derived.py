"""Facts that the printed journals ask for and that no column holds: who lives together, who was met, what was done.

Each is gathered for all lines at once. What there is and for which records is said in `models.journals.DERIVED`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import time
from typing import Any, Final
from uuid import UUID

from sqlalchemy import or_, select

from desktop.base.messages import N_
from desktop.models.agencies import Agency
from desktop.models.agreements import Agreement
from desktop.models.care import Placement
from desktop.models.cases import Case, SupportLevel
from desktop.models.families import ELSEWHERE, Family, FamilyLine, Membership
from desktop.models.fields import Field
from desktop.models.groups import Attendance, GroupSession
from desktop.models.journals import Piece, Pieces, described
from desktop.models.offices import Staff
from desktop.models.persons import Person
from desktop.models.plans import Step
from desktop.models.visits import VisitChild, VisitMet, VisitParticipant, VisitStep
from desktop.rules.visits import DANGERS
from desktop.store import derived_help
from desktop.store.cells import TEXT, Cells, grouped, in_words, said
from desktop.store.derived_help import OBSERVED
from desktop.store.lines import is_child, with_initials
from desktop.store.units import Reading

_DAY: Final = Field("", "day")
_NUMBER: Final = Field("", "number")
_BORN: Final = Field("", "partial_day")
_ALERT: Final = Field("", "choice", dictionary="alert_kinds")
_WITH_CARER: Final = ("placed", "moving")
_WAS_SIGNED: Final = ("signed", "ended")
_SINCE, _TILL = N_("since {what}"), N_("till {what}")
_RAISED: Final = {**{key: key for key in DANGERS}, "danger_unseen": "not_seen"}  # question → kind of alert
NEEDS: Final[Mapping[str, tuple[str, ...]]] = {  # columns of the record itself
    "visit": ("came", "left", "family_id", "visited_on", *_RAISED, *OBSERVED),
    "case": ("family_id", "opened_on", "closed_on"),
}


class Facts:
    """Derived facts of some records; what several of them need is read once."""

    def __init__(self, reading: Reading, root: str, rows: Sequence[Any]) -> None:
        self.reading, self.root, self.rows = reading, root, rows
        self._read: dict[str, Any] = {}

    def cells(self, name: str) -> Cells:
        """What this fact says of each record."""
        if name in _OF_FAMILY:
            by_family = _OF_FAMILY[name](self)
            named = ((row.id, self._family(row)) for row in self.rows)
            return {id_: by_family.get(family, ()) if family else () for id_, family in named}
        return _OF_RECORD[name](self) if name in _OF_RECORD else {}

    def _family(self, row: Any) -> UUID | None:
        family: UUID | None = row.id if self.root == "family" else getattr(row, "family_id", None)
        return family

    def _families(self) -> list[UUID]:
        return sorted({family for row in self.rows if (family := self._family(row)) is not None})

    def _ids(self) -> list[UUID]:
        return [row.id for row in self.rows]

    def _once(self, name: str, read: Callable[[], Any]) -> Any:
        if name not in self._read:
            self._read[name] = read()
        return self._read[name]

    def _run(self, query: Any) -> Sequence[Any]:
        return self.reading.connection.execute(query).all()

    # Of a family

    def _lines(self) -> Mapping[UUID, Any]:
        table: Any = FamilyLine.__table__
        columns = [table.c[key] for key in ("family_id", "name", "number", "address", "curator")]

        def read() -> dict[UUID, Any]:
            return {row.family_id: row for row in self._run(select(*columns).where(table.c.family_id.in_(self._families())))}

        found: Mapping[UUID, Any] = self._once("lines", read)
        return found

    def of_line(self, key: str) -> Cells:
        """What the list of families knows."""
        return {id_: in_words(getattr(row, key)) for id_, row in self._lines().items()}

    def phone(self) -> Cells:
        """The phone of the family."""
        rows = self._run(select(Family.id, Family.phone).where(Family.id.in_(self._families())))
        return {row.id: in_words(row.phone) for row in rows}

    def members(self) -> Mapping[UUID, list[Any]]:
        """Who lives in each family now, oldest first."""

        def read() -> dict[UUID, list[Any]]:
            found: dict[UUID, list[Any]] = {}
            query = (
                select(Membership.family_id, Membership.role, Person.surname, Person.given_name, Person.patronymic, Person.born)
                .join(Person, Person.id == Membership.person_id)
                .where(Membership.family_id.in_(self._families()), Membership.till.is_(None))
                .where(or_(Membership.lives.is_(None), Membership.lives != ELSEWHERE))
                .order_by(Person.born, Person.id)
            )
            for row in self._run(query):
                found.setdefault(row.family_id, []).append(row)
            return found

        members: Mapping[UUID, list[Any]] = self._once("members", read)
        return members

    def household(self) -> Cells:
        """Name, year of birth, place in the household."""
        role = described("membership")["role"]
        return {
            family: tuple(
                said((TEXT, _name(one)), (_NUMBER, one.born.year if one.born else None), (role, one.role)) for one in members
            )
            for family, members in self.members().items()
        }

    def in_role(self, role: str) -> Cells:
        """Somebody of the family by their place in it, at home or not."""

        def read() -> Sequence[Any]:
            return self._run(
                select(Membership.family_id, Membership.role, Person.surname, Person.given_name, Person.patronymic, Person.born)
                .join(Person, Person.id == Membership.person_id)
                .where(Membership.family_id.in_(self._families()), Membership.till.is_(None))
                .where(Membership.role.in_(("mother", "father")))
                .order_by(Person.id)
            )

        rows: Sequence[Any] = self._once("parents", read)
        return grouped((one.family_id, said((TEXT, _name(one)), (_BORN, one.born))) for one in rows if one.role == role)

    def children(self) -> Cells:
        """Children of the household."""
        return {
            family: tuple(
                said((TEXT, _name(one)), (_BORN, one.born)) for one in members if is_child(one.role, one.born, self.reading.today)
            )
            for family, members in self.members().items()
        }

    def agreement(self) -> Cells:
        """Number and date of the newest signed agreement."""
        fields = described("agreement")
        rows = self._run(
            select(Agreement.family_id, Agreement.number, Agreement.made_on)
            .where(Agreement.family_id.in_(self._families()), Agreement.state.in_(_WAS_SIGNED), Agreement.removed.is_(False))
            .order_by(Agreement.made_on, Agreement.id)
        )
        return {row.family_id: (said((fields["number"], row.number), (fields["made_on"], row.made_on)),) for row in rows}

    def levels(self) -> Cells:
        """Levels of support, from when till when, and the reason of each transfer."""
        cases = self._cases()
        fields = described("support_level")
        rows = self._run(
            select(SupportLevel.__table__).where(SupportLevel.case_id.in_(cases)).order_by(SupportLevel.since, SupportLevel.id)
        )
        return grouped(
            (
                cases[row.case_id],
                (*said((fields["level"], row.level)), *_period(row.since, row.till), *said((fields["reason"], row.reason))),
            )
            for row in rows
        )

    def _cases(self) -> dict[UUID, UUID]:
        """The case of each line: itself, or the newest of its family."""
        if self.root == "case":
            return {row.id: row.family_id for row in self.rows}
        newest: dict[UUID, UUID] = {}
        for row in self._run(
            select(Case.id, Case.family_id)
            .where(Case.family_id.in_(self._families()), Case.removed.is_(False))
            .order_by(Case.closed_on.is_(None), Case.opened_on, Case.id)
        ):
            newest[row.family_id] = row.id
        return {case: family for family, case in newest.items()}

    # Of a visit

    def duration(self) -> Cells:
        """Came and left, and how many minutes between."""
        fields = described("visit")
        found: Cells = {}
        for row in self.rows:
            pieces = list(said((fields["came"], row.came), (fields["left"], row.left)))
            if row.came and row.left and (minutes := _minutes(row.came, row.left)) > 0:
                pieces.append(Piece(_NUMBER, minutes, N_("{what} min")))
            found[row.id] = (tuple(pieces),) if pieces else ()
        return found

    def dangers(self) -> Cells:
        """Dangers answered with «yes»."""
        return {row.id: tuple((Piece(_ALERT, code),) for key, code in _RAISED.items() if getattr(row, key)) for row in self.rows}

    def met(self) -> Cells:
        """Whom they met, and the children they saw."""
        people = (Person.surname, Person.given_name, Person.patronymic)
        met = self._run(
            select(VisitMet.visit_id, VisitMet.name, *people)
            .outerjoin(Person, Person.id == VisitMet.person_id)
            .where(VisitMet.visit_id.in_(self._ids()))
            .order_by(VisitMet.id)
        )
        seen = self._run(
            select(VisitChild.visit_id, *people)
            .join(Person, Person.id == VisitChild.person_id)
            .where(VisitChild.visit_id.in_(self._ids()), VisitChild.seen.is_(True))
            .order_by(VisitChild.id)
        )
        lines = [(row.visit_id, said((TEXT, _name(row) or row.name))) for row in met]
        children: dict[UUID, list[str]] = {}
        for row in seen:
            children.setdefault(row.visit_id, []).append(_name(row))
        for visit, names in children.items():
            words = N_("child seen: {what}") if len(names) == 1 else N_("children seen: {what}")
            lines.append((visit, (Piece(TEXT, ", ".join(names), words),)))
        return grouped(lines)

    def participants(self) -> Cells:
        """Specialists who came along."""
        agency, part = described("agency"), described("visit_participant")
        rows = self._run(
            select(
                VisitParticipant.visit_id, VisitParticipant.name, VisitParticipant.role, Staff.surname, Staff.given_name,
                Staff.patronymic, Agency.short_name, Agency.name.label("agency"),
            )
            .outerjoin(Staff, Staff.id == VisitParticipant.staff_id)
            .outerjoin(Agency, Agency.id == VisitParticipant.agency_id)
            .where(VisitParticipant.visit_id.in_(self._ids()))
            .order_by(VisitParticipant.id)
        )  # fmt: skip
        return grouped(
            (
                row.visit_id,
                said(
                    (TEXT, with_initials(row.surname, row.given_name, row.patronymic) or row.name),
                    (agency["name"], row.short_name or row.agency),
                    (part["role"], row.role),
                ),
            )
            for row in rows
        )

    def steps(self) -> Cells:
        """Steps of the plan that the visit marked."""
        fields = described("visit_step")
        rows = self._run(
            select(VisitStep.visit_id, VisitStep.mark, VisitStep.note, Step.words)
            .join(Step, Step.id == VisitStep.step_id)
            .where(VisitStep.visit_id.in_(self._ids()))
            .order_by(VisitStep.id)
        )
        return grouped(
            (row.visit_id, said((TEXT, row.words), (fields["mark"], row.mark), (fields["note"], row.note))) for row in rows
        )

    # Of groups and carers

    def came(self) -> Cells:
        """How many came of how many, and who."""
        rows = self._run(
            select(Attendance.group_session_id, Attendance.came, Person.surname, Person.given_name, Person.patronymic)
            .join(Person, Person.id == Attendance.person_id)
            .where(Attendance.group_session_id.in_(self._ids()))
            .order_by(Person.surname, Attendance.id)
        )
        sessions: dict[UUID, list[Any]] = {}
        for row in rows:
            sessions.setdefault(row.group_session_id, []).append(row)
        return {
            id_: (
                (Piece(TEXT, f"{sum(one.came is True for one in people)}/{len(people)}", N_("came: {what}")),),
                *((Piece(TEXT, _name(one)),) for one in people if one.came),
            )
            for id_, people in sessions.items()
        }

    def sessions(self) -> Cells:
        """How many sessions were held, from when till when."""
        found: dict[UUID, list[Any]] = {}
        for row in self._run(
            select(GroupSession.group_id, GroupSession.held_on)
            .where(GroupSession.group_id.in_(self._ids()), GroupSession.removed.is_(False))
            .order_by(GroupSession.held_on)
        ):
            found.setdefault(row.group_id, []).append(row.held_on)
        return {id_: ((Piece(_NUMBER, len(days)), *_period(days[0], days[-1])),) for id_, days in found.items()}

    def wards(self) -> Cells:
        """Who is with the carer now."""
        rows = self._run(
            select(Placement.carer_id, Placement.since, Person.surname, Person.given_name, Person.patronymic, FamilyLine.name)
            .outerjoin(Person, Person.id == Placement.child_id)
            .outerjoin(FamilyLine, FamilyLine.family_id == Placement.family_id)
            .where(Placement.carer_id.in_(self._ids()), Placement.removed.is_(False))
            .where(Placement.till.is_(None), or_(Placement.state.is_(None), Placement.state.in_(_WITH_CARER)))
            .order_by(Placement.since, Placement.id)
        )
        return grouped((row.carer_id, (*said((TEXT, _name(row) or row.name)), *_period(row.since, None))) for row in rows)


_OF_FAMILY: Final[Mapping[str, Callable[[Facts], Cells]]] = {
    "family": lambda facts: facts.of_line("name"),
    "number": lambda facts: facts.of_line("number"),
    "address": lambda facts: facts.of_line("address"),
    "curator": lambda facts: facts.of_line("curator"),
    "phone": Facts.phone,
    "household": Facts.household,
    "mother": lambda facts: facts.in_role("mother"),
    "father": lambda facts: facts.in_role("father"),
    "children": Facts.children,
    "agreement": Facts.agreement,
    "levels": Facts.levels,
}
_OF_RECORD: Final[Mapping[str, Callable[[Facts], Cells]]] = {
    "duration": Facts.duration,
    "dangers": Facts.dangers,
    "met": Facts.met,
    "participants": Facts.participants,
    "steps": Facts.steps,
    "services": lambda facts: derived_help.services(facts.reading, facts.rows),
    "aid": lambda facts: derived_help.aid(facts.reading, facts.rows),
    "money": lambda facts: derived_help.money(facts.reading, facts.rows),
    "observed": lambda facts: derived_help.observed(facts.rows),
    "files": lambda facts: derived_help.files(facts.reading, facts.rows),
    "help": lambda facts: derived_help.received(facts.reading, facts.root, facts.rows),
    "came": Facts.came,
    "sessions": Facts.sessions,
    "wards": Facts.wards,
}


def _name(row: Any) -> str:
    return " ".join(word for word in (row.surname, row.given_name, row.patronymic) if word)


def _period(since: Any, till: Any) -> Pieces:
    found = [Piece(_DAY, since, _SINCE)] if since else []
    return (*found, *([Piece(_DAY, till, _TILL)] if till else []))


def _minutes(came: str, left: str) -> int:
    first, last = time.fromisoformat(came), time.fromisoformat(left)
    return (last.hour - first.hour) * 60 + last.minute - first.minute
