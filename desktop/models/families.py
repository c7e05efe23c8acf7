"""Families: lasting, however many episodes of work there are with them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.base.messages import N_
from desktop.models.base import Base, Part, Root
from desktop.models.checks import a_phone, not_after_today, not_negative, this_century_or_last
from desktop.models.fields import (
    NEEDS_PRINTING,
    choice,
    choices,
    day,
    decimal,
    long,
    money,
    reference,
    text,
    whole,
)
from desktop.models.types import sort_key_type

ELSEWHERE = "not_living"  # of `residence`: belongs to the family and lives apart


class Family(Root):
    """A family with its address and what is lasting about it (forms.md §2.9, §2.18 A)."""

    __tablename__ = "family"
    number: Mapped[str | None] = text(N_("File number"), size=40, index=True)
    name: Mapped[str] = text(N_("Family"), needed_for=NEEDS_PRINTING)
    country: Mapped[str | None] = choice(N_("Country profile"), "countries")
    district: Mapped[str | None] = text(N_("Service district"), size=60)
    categories: Mapped[tuple[str, ...]] = choices(N_("Categories of the family"), "family_categories")
    beneficiary: Mapped[str | None] = choice(N_("Group of beneficiaries"), "beneficiary_groups")
    site: Mapped[str | None] = choice(N_("Region of the programme"), "programme_regions")
    phone: Mapped[str | None] = text(N_("Phone"), a_phone, size=60, needed_for=NEEDS_PRINTING)
    contact_person: Mapped[str | None] = text(N_("Contact person"))
    way_there: Mapped[str | None] = text(N_("How to get there"), size=300)
    housing: Mapped[str | None] = choice(N_("Housing"), "housing_kinds")
    housing_owner: Mapped[str | None] = text(N_("Owner of the dwelling"))
    housing_area: Mapped[Decimal | None] = decimal(N_("Area, square metres"), not_negative)
    housing_rooms: Mapped[int | None] = whole(N_("Rooms"), not_negative)
    housing_state: Mapped[str | None] = choice(N_("State of the dwelling"), "housing_states")
    amenities: Mapped[tuple[str, ...]] = choices(N_("Amenities"), "amenities")
    housing_debt: Mapped[Decimal | None] = money(N_("Debt for the dwelling"), not_negative)
    housing_note: Mapped[str | None] = long(N_("Housing conditions"))
    low_income_since: Mapped[date | None] = day(N_("Low income certified since"))
    low_income_till: Mapped[date | None] = day(N_("Low income certified till"), this_century_or_last)
    outside_contacts: Mapped[str | None] = long(N_("Contacts outside the family"))
    inside_contacts: Mapped[str | None] = long(N_("Relations inside the family"))
    values_and_rules: Mapped[str | None] = long(N_("Norms, values, rules"))
    abilities: Mapped[str | None] = long(N_("Abilities"))
    household: Mapped[str | None] = long(N_("Material level and everyday life"))
    health_and_habits: Mapped[str | None] = long(N_("Health, way of life, habits"))
    strengths: Mapped[str | None] = long(N_("Strengths and resources"))
    story: Mapped[str | None] = long(N_("The family's own story"))
    memberships: Mapped[list[Membership]] = relationship(lazy="raise", order_by="Membership.id")
    addresses: Mapped[list[HouseholdAddress]] = relationship(lazy="raise", order_by="HouseholdAddress.id")


class Membership(Part):
    """A person's place in the household, from when till when; kinship is kept in bonds."""

    __tablename__ = "membership"
    root: ClassVar[str] = "family_id"
    root_kind: ClassVar[type[Root]] = Family
    family_id: Mapped[UUID] = mapped_column(ForeignKey("family.id"), index=True)
    person_id: Mapped[UUID] = reference(N_("Person"), "person")
    role: Mapped[str | None] = choice(N_("Place in the household"), "household_roles", needed_for=NEEDS_PRINTING)
    lives: Mapped[str | None] = choice(N_("Lives with the family"), "residence", needed_for=NEEDS_PRINTING)
    takes_part: Mapped[str | None] = choice(N_("Takes part in upbringing"), "participation")
    since: Mapped[date | None] = day(N_("In the household since"))
    till: Mapped[date | None] = day(N_("In the household till"))


class HouseholdAddress(Part):
    """An address of the household; free text is always enough."""

    __tablename__ = "household_address"
    root: ClassVar[str] = "family_id"
    root_kind: ClassVar[type[Root]] = Family
    family_id: Mapped[UUID] = mapped_column(ForeignKey("family.id"), index=True)
    kind: Mapped[str] = choice(N_("Kind of address"), "address_kinds")
    address: Mapped[str] = text(N_("Address"), size=400)
    landmark: Mapped[str | None] = text(N_("Landmark"))
    since: Mapped[date | None] = day(N_("Since"))
    till: Mapped[date | None] = day(N_("Till"))


class FamilyStory(Root):
    """The family's own story as it was told on a day; an earlier telling stays beside the later one."""

    __tablename__ = "family_story"
    family_id: Mapped[UUID] = reference(N_("Family"), "family")
    told_on: Mapped[date] = day(N_("Told on"), not_after_today)
    told_by: Mapped[str | None] = text(N_("Who told it"), size=300)
    words: Mapped[str] = long(N_("The family's own story"))


class FamilyLine(Base):
    """What the list of families shows, kept by the acts that change it so that a list of 100,000 opens at once."""

    __tablename__ = "family_line"
    __table_args__ = (
        Index("ix_family_line_order", "sort_key", "family_id"),
        Index("ix_family_line_number", "number", "family_id"),
        Index("ix_family_line_next", "next_visit_on", "family_id"),
        Index("ix_family_line_seen", "children_seen_on", "family_id"),
        Index("ix_family_line_curator", "curator_key", "family_id"),
        Index("ix_family_line_status", "status", "sort_key", "family_id"),
    )
    family_id: Mapped[UUID] = mapped_column(ForeignKey("family.id"), primary_key=True)
    number: Mapped[str] = mapped_column(sort_key_type(40))
    name: Mapped[str] = mapped_column(String(200))
    sort_key: Mapped[str] = mapped_column(sort_key_type())
    children: Mapped[int] = mapped_column(Integer)
    youngest_born: Mapped[int | None] = mapped_column(Integer)  # year
    status: Mapped[str] = mapped_column(sort_key_type(60))
    grounds_group: Mapped[str] = mapped_column(String(60))
    risk: Mapped[str] = mapped_column(String(60))
    risk_order: Mapped[int] = mapped_column(Integer)
    stages: Mapped[str] = mapped_column(String(200))  # codes of open stages, comma between
    curator_id: Mapped[UUID | None]
    curator: Mapped[str] = mapped_column(String(200))
    curator_key: Mapped[str] = mapped_column(sort_key_type())
    district: Mapped[str] = mapped_column(String(60))
    address: Mapped[str] = mapped_column(String(400))
    opened_on: Mapped[date | None]
    next_visit_on: Mapped[date | None]
    children_seen_on: Mapped[date | None]  # the child who was not seen for longest
    agreement_till: Mapped[date | None]
    alerts: Mapped[int] = mapped_column(Integer)  # not answered yet
    pathway: Mapped[str | None] = mapped_column(String(60))  # of the newest case, and its edition
    pathway_version: Mapped[int | None] = mapped_column(Integer)
    removed: Mapped[bool]
