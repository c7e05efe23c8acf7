"""People: everybody in a family's life is one person here, however many families, maps and papers name them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.base.messages import N_
from desktop.models.base import Part, Root
from desktop.models.checks import a_human_life, a_phone, not_after_today, not_negative, this_century_or_last
from desktop.models.fields import (
    NEEDS_PRINTING,
    choice,
    choices,
    day,
    flag,
    long,
    money,
    partial_day,
    reference,
    text,
)
from desktop.models.partial_dates import PartialDate


class Person(Root):
    """A person with what is lasting about them (forms.md §2.18 B)."""

    __tablename__ = "person"
    __table_args__ = (Index("ix_person_born", "born"),)
    surname: Mapped[str | None] = text(N_("Surname"), needed_for=NEEDS_PRINTING)
    given_name: Mapped[str | None] = text(N_("Given name"), needed_for=NEEDS_PRINTING)
    patronymic: Mapped[str | None] = text(N_("Patronymic"))
    former_names: Mapped[str | None] = text(N_("Former surnames"))
    sex: Mapped[str | None] = choice(N_("Sex"), "sexes", needed_for=NEEDS_PRINTING)
    born: Mapped[PartialDate | None] = partial_day(N_("Date of birth"), not_after_today, a_human_life, needed_for=NEEDS_PRINTING)
    birth_place: Mapped[str | None] = text(N_("Place of birth"), size=300)
    died: Mapped[PartialDate | None] = partial_day(N_("Date of death"), not_after_today)
    dead: Mapped[bool | None] = flag(N_("Died, it is not known when"))
    citizenship: Mapped[str | None] = choice(N_("Citizenship"), "countries")
    native_language: Mapped[str | None] = choice(N_("Native language"), "languages")
    personal_number: Mapped[str | None] = text(N_("Personal number"), size=40, index=True)
    no_number_reason: Mapped[str | None] = text(N_("Why there is no number"))
    left_home: Mapped[PartialDate | None] = partial_day(N_("Left the parents' home"), not_after_today)
    marital_status: Mapped[str | None] = choice(N_("Marital status"), "marital_statuses")
    legal_status: Mapped[str | None] = choice(N_("Rights of the parent"), "parental_rights")
    occupation: Mapped[str | None] = choice(N_("Occupation"), "occupations")
    carer: Mapped[str | None] = choice(N_("Who cares for the child"), "carers")
    education_level: Mapped[str | None] = choice(N_("Level of education"), "education_levels")
    speciality: Mapped[str | None] = text(N_("Speciality"))
    statuses: Mapped[tuple[str, ...]] = choices(N_("Legal status of the child"), "child_statuses")
    lives_with: Mapped[str | None] = text(N_("With whom the child lives"), size=300)
    representative: Mapped[str | None] = text(N_("Legal representative and by what right"), size=300)
    development: Mapped[str | None] = long(N_("Development and emotions"))
    behaviour: Mapped[str | None] = long(N_("Behaviour, offences"))
    significant_adults: Mapped[str | None] = long(N_("Attachments, significant adults"))
    property_rights: Mapped[str | None] = long(N_("Property and rights to it"))
    alimony: Mapped[str | None] = text(N_("Alimony, pension"), size=300)
    housing_right: Mapped[str | None] = text(N_("Right to a dwelling"), size=300)
    own_opinion: Mapped[str | None] = long(N_("The child's own opinion"))
    interests: Mapped[str | None] = long(N_("Interests and strengths"))
    note: Mapped[str | None] = long(N_("Note"))
    phones: Mapped[list[PersonPhone]] = relationship(lazy="raise", order_by="PersonPhone.id")
    documents: Mapped[list[PersonDocument]] = relationship(lazy="raise", order_by="PersonDocument.id")
    addresses: Mapped[list[PersonAddress]] = relationship(lazy="raise", order_by="PersonAddress.id")
    education: Mapped[list[Education]] = relationship(lazy="raise", order_by="Education.id")
    work: Mapped[list[Work]] = relationship(lazy="raise", order_by="Work.id")
    registrations: Mapped[list[Registration]] = relationship(lazy="raise", order_by="Registration.id")
    pregnancies: Mapped[list[Pregnancy]] = relationship(lazy="raise", order_by="Pregnancy.id", foreign_keys="Pregnancy.person_id")


class _OfPerson(Part):
    __abstract__ = True
    root: ClassVar[str] = "person_id"
    root_kind: ClassVar[type[Root]] = Person
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)


class PersonPhone(_OfPerson):
    """A number and whose it really is."""

    __tablename__ = "person_phone"
    phone: Mapped[str] = text(N_("Phone"), a_phone, size=60)
    note: Mapped[str | None] = text(N_("Note"))


class PersonDocument(_OfPerson):
    """A paper that proves who somebody is."""

    __tablename__ = "person_document"
    kind: Mapped[str] = choice(N_("Kind of document"), "document_kinds")
    series: Mapped[str | None] = text(N_("Series"), size=20)
    number: Mapped[str | None] = text(N_("Number"), size=40, index=True)
    issued_on: Mapped[date | None] = day(N_("Issued on"), not_after_today)
    department_code: Mapped[str | None] = text(N_("Code of the department"), size=20)
    issued_by: Mapped[str | None] = text(N_("Issued by"), size=300)
    valid_till: Mapped[date | None] = day(N_("Valid till"), this_century_or_last)


class PersonAddress(_OfPerson):
    """Where somebody is registered or stays when it is not where the family lives."""

    __tablename__ = "person_address"
    kind: Mapped[str] = choice(N_("Kind of address"), "address_kinds")
    address: Mapped[str] = text(N_("Address"), size=400)
    since: Mapped[date | None] = day(N_("Since"))
    till: Mapped[date | None] = day(N_("Till"))


class Education(_OfPerson):
    """Where a child or an adult learns or learned."""

    __tablename__ = "education"
    level: Mapped[str | None] = choice(N_("Level of education"), "education_levels")
    agency_id: Mapped[UUID | None] = mapped_column(ForeignKey("agency.id"))
    place: Mapped[str | None] = text(N_("School, kindergarten, college"), size=300)
    form: Mapped[str | None] = text(N_("Class or group"), size=60)
    study_form: Mapped[str | None] = choice(N_("Form of study"), "study_forms")
    performance: Mapped[str | None] = choice(N_("Progress at school"), "performance")
    clubs: Mapped[str | None] = text(N_("Clubs, extra lessons"), size=300)
    attendance: Mapped[str | None] = choice(N_("Attendance"), "attendance")
    since: Mapped[date | None] = day(N_("Since"))
    till: Mapped[date | None] = day(N_("Till"))


class Work(_OfPerson):
    """A job or another source of money."""

    __tablename__ = "work"
    place: Mapped[str | None] = text(N_("Place of work"), size=300)
    position: Mapped[str | None] = text(N_("Position"))
    schedule: Mapped[str | None] = text(N_("Schedule of work"))
    phone: Mapped[str | None] = text(N_("Phone at work"), a_phone, size=60)
    income: Mapped[Decimal | None] = money(N_("Income a month"), not_negative)
    income_kind: Mapped[str | None] = choice(N_("Kind of income"), "income_kinds")
    since: Mapped[date | None] = day(N_("Since"))
    till: Mapped[date | None] = day(N_("Till"))


class Registration(_OfPerson):
    """A register of minors that somebody is or was on."""

    __tablename__ = "registration"
    registers: Mapped[tuple[str, ...]] = choices(N_("Registers"), "registers")
    since: Mapped[date | None] = day(N_("Since"), not_after_today)
    till: Mapped[date | None] = day(N_("Till"))
    reason: Mapped[str | None] = text(N_("Reason"), size=300)


class Pregnancy(_OfPerson):
    """A pregnancy that brought no living child, or has not yet: a genogram draws it among the children (maps.md §3.4)."""

    __tablename__ = "pregnancy"
    outcome: Mapped[str] = choice(N_("Outcome of the pregnancy"), "pregnancy_outcomes")
    happened: Mapped[PartialDate | None] = partial_day(N_("When"))
    father_id: Mapped[UUID | None] = reference(N_("Father of the child"), "person")
    note: Mapped[str | None] = text(N_("Note"), size=300)
