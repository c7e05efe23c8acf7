"""Help: services given, material aid, and the office's directory of services with hours and papers to bring."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.base.messages import N_
from desktop.models.base import Root
from desktop.models.checks import a_phone, not_after_today, not_negative
from desktop.models.fields import (
    NEEDS_PRINTING,
    choice,
    choices,
    day,
    decimal,
    flag,
    long,
    money,
    reference,
    text,
    whole,
)


class DirectoryService(Root):
    """A service of the town: where, when, what to bring, how to get there (S002 stage 5: information assistance)."""

    __tablename__ = "directory_service"
    name: Mapped[str] = text(N_("Service"), size=300)
    agency_id: Mapped[UUID | None] = reference(N_("Agency"), "agency")
    kind: Mapped[str | None] = choice(N_("Kind of service"), "service_kinds")
    for_whom: Mapped[str | None] = text(N_("For whom"), size=300)
    hours: Mapped[str | None] = text(N_("Working hours"), size=300)
    papers: Mapped[str | None] = long(N_("Papers to bring"))
    way_there: Mapped[str | None] = text(N_("How to get there"), size=400)
    phone: Mapped[str | None] = text(N_("Phone"), a_phone, size=60)
    conditions: Mapped[str | None] = long(N_("Conditions, cost, term"))
    checked_on: Mapped[date | None] = day(N_("Checked on"), not_after_today)


class ServiceGiven(Root):
    """A service that was given, by kind and group programme, and the step of the plan it served."""

    __tablename__ = "service_given"
    family_id: Mapped[UUID | None] = reference(N_("Family"), "family")
    given_on: Mapped[date] = day(N_("Given on"), not_after_today, index=True)
    kind: Mapped[str | None] = choice(N_("Kind of service"), "service_kinds", needed_for=NEEDS_PRINTING)
    name: Mapped[str] = text(N_("What was given"), size=500)
    functions: Mapped[tuple[str, ...]] = choices(N_("Functions"), "visit_functions")
    method: Mapped[str | None] = choice(N_("Method of work"), "case_methods")
    role: Mapped[str | None] = choice(N_("Role of the worker"), "worker_roles")
    person_id: Mapped[UUID | None] = reference(N_("To whom"), "person")
    worker_id: Mapped[UUID | None] = reference(N_("Specialist"), "staff")
    agency_id: Mapped[UUID | None] = reference(N_("Agency"), "agency")
    directory_id: Mapped[UUID | None] = reference(N_("Service of the directory"), "directory_service")
    group_id: Mapped[UUID | None] = reference(N_("Group"), "group_programme")
    in_group: Mapped[bool | None] = flag(N_("In a group"))
    urgent: Mapped[bool | None] = flag(N_("Urgent"))
    amount: Mapped[int | None] = whole(N_("How many"), not_negative)
    minutes: Mapped[int | None] = whole(N_("Minutes"), not_negative)
    problem_id: Mapped[UUID | None] = reference(N_("Problem"), "problem")
    step_id: Mapped[UUID | None] = reference(N_("Step of the plan"), "step")
    visit_id: Mapped[UUID | None] = reference(N_("Visit"), "visit")
    result: Mapped[str | None] = long(N_("Result"))


class MaterialAid(Root):
    """Food, clothes, money: the ledger with sums and quantities (S002, 002-07, 002-09)."""

    __tablename__ = "material_aid"
    number: Mapped[str | None] = text(N_("Number in the ledger"), size=40, index=True)
    family_id: Mapped[UUID | None] = reference(N_("Family"), "family")
    given_on: Mapped[date] = day(N_("Given on"), not_after_today, index=True)
    kind: Mapped[str | None] = choice(N_("Kind of aid"), "aid_kinds", needed_for=NEEDS_PRINTING)
    name: Mapped[str] = text(N_("What was given"), size=500)
    quantity: Mapped[Decimal | None] = decimal(N_("Quantity"), not_negative)
    unit: Mapped[str | None] = choice(N_("Unit"), "aid_units")
    total: Mapped[Decimal | None] = money(N_("Sum"), not_negative)
    source: Mapped[str | None] = text(N_("From whose means"), size=300)
    basis: Mapped[str | None] = text(N_("Basis"), size=300)
    person_id: Mapped[UUID | None] = reference(N_("Who received"), "person")
    worker_id: Mapped[UUID | None] = reference(N_("Who gave"), "staff")
    urgent: Mapped[bool | None] = flag(N_("Urgent"))
    step_id: Mapped[UUID | None] = reference(N_("Step of the plan"), "step")
    visit_id: Mapped[UUID | None] = reference(N_("Visit"), "visit")
    signed: Mapped[str | None] = choice(N_("Signature"), "signature_states")
    note: Mapped[str | None] = long(N_("Note"))
