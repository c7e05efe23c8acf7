"""What the stages of a case left in the record: one select over every kind of paper, and the cases before it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, literal, or_, select, union_all

from desktop.models.agreements import Agreement
from desktop.models.answers import AnswerSheet
from desktop.models.attachments import Attachment
from desktop.models.care import Placement
from desktop.models.cases import Case
from desktop.models.consents import Consent
from desktop.models.contacts import Contact
from desktop.models.families import Membership
from desktop.models.groups import Attendance, GroupSession
from desktop.models.offices import Definition
from desktop.models.plans import PlanVersion
from desktop.models.signals import Signal
from desktop.models.social_maps import SocialMap
from desktop.models.support import MaterialAid, ServiceGiven
from desktop.models.teamwork import Consultation
from desktop.models.visits import Visit
from desktop.rules.visits import HELD
from desktop.store.units import Reading

_STANDING = ("given", "not_required")  # states of a consent that is there
_SIGNED = ("signed", "ended")
_Counted = Select[Any, Any]


def open_case(reading: Reading, family: UUID) -> UUID | None:
    """The case that is being worked on, if there is one."""
    return reading.connection.execute(
        select(Case.id).where(Case.family_id == family, Case.removed.is_(False), Case.closed_on.is_(None)).limit(1)
    ).scalar_one_or_none()


def ended_before(reading: Reading, family: UUID, case: UUID) -> date | None:
    """When the work before this case ended: what was made until then belongs to that."""
    return reading.connection.scalar(
        select(func.max(Case.closed_on)).where(Case.family_id == family, Case.id != case, Case.removed.is_(False))
    )


def made(reading: Reading, family: UUID, case: UUID) -> frozenset[str]:
    """Codes of the papers that are there: forms filled, agreements signed, maps drawn, visits held, in this episode."""
    since = ended_before(reading, family, case)
    rows = reading.connection.execute(union_all(*_asked(family, since, reading)))
    return frozenset(str(row.code) for row in rows if row.many)


def _asked(family: UUID, since: date | None, reading: Reading) -> list[Any]:
    at = datetime.combine(since, time(), reading.office.zone) if since else None

    def later(column: Any, day: date | datetime | None = since) -> ColumnElement[bool]:
        return literal(value=True) == literal(value=True) if day is None else or_(column.is_(None), column >= day)

    def plain(code: str, kind: Any, *also: ColumnElement[bool]) -> _Counted:
        counted = select(literal(code).label("code"), func.count().label("many")).select_from(kind)
        return counted.where(kind.family_id == family, kind.removed.is_(False), *also)

    def by_code(code: Any, kind: Any, *also: ColumnElement[bool]) -> _Counted:
        counted = select(code.label("code"), func.count().label("many")).select_from(kind)
        return counted.where(kind.family_id == family, kind.removed.is_(False), *also).group_by(code)

    sheets = (
        select(Definition.key.label("code"), func.count().label("many"))
        .select_from(AnswerSheet)
        .join(Definition, Definition.id == AnswerSheet.definition_id)
        .where(AnswerSheet.family_id == family, AnswerSheet.removed.is_(False), later(AnswerSheet.filled_on))
        .group_by(Definition.key)
    )
    sessions = (
        select(literal("group_session").label("code"), func.count().label("many"))
        .select_from(Attendance)
        .join(GroupSession, GroupSession.id == Attendance.group_session_id)
        .join(Membership, Membership.person_id == Attendance.person_id)
        .where(Membership.family_id == family, Attendance.came.is_(True), later(GroupSession.held_on))
    )
    return [
        sheets,
        sessions,
        by_code(literal("agreement:").concat(Agreement.kind), Agreement, Agreement.state.in_(_SIGNED), later(Agreement.made_on)),
        by_code(literal("attachment:").concat(Attachment.kind), Attachment, later(Attachment.dated)),
        plain("plan", PlanVersion, later(PlanVersion.since)),
        plain("visit", Visit, Visit.outcome.in_(HELD), later(Visit.visited_on)),
        plain("consent", Consent, Consent.state.in_(_STANDING)),
        plain("contact", Contact, later(Contact.at, at)),
        plain("consultation", Consultation, later(Consultation.asked_on)),
        plain("service_given", ServiceGiven, later(ServiceGiven.given_on)),
        plain("material_aid", MaterialAid, later(MaterialAid.given_on)),
        plain("placement", Placement),
        plain("signal", Signal, later(Signal.received_at, at)),
        plain("social_map", SocialMap, later(SocialMap.drawn_on)),
    ]
