"""Agencies that help, oblige or watch: school, clinic, guardianship body. The same ones stand on maps and in plans."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.base.messages import N_
from desktop.models.base import Part, Root
from desktop.models.checks import a_phone
from desktop.models.fields import choice, long, text


class Agency(Root):
    """An organisation with its people."""

    __tablename__ = "agency"
    name: Mapped[str] = text(N_("Name of the agency"), size=300)
    short_name: Mapped[str | None] = text(N_("Short name"), size=100)
    sphere: Mapped[str | None] = choice(N_("Sphere"), "spheres")
    address: Mapped[str | None] = text(N_("Address"), size=300)
    phone: Mapped[str | None] = text(N_("Phone"), a_phone, size=60)
    kind: Mapped[str | None] = choice(N_("Kind of agency"), "agency_kinds")
    region: Mapped[str | None] = text(N_("Community, district"))
    function: Mapped[str | None] = long(N_("Function in the community"))
    hours: Mapped[str | None] = text(N_("Working hours"))
    note: Mapped[str | None] = long(N_("Note"))
    contacts: Mapped[list[AgencyContact]] = relationship(lazy="raise", order_by="AgencyContact.id")


class AgencyContact(Part):
    """Whom to ask for there."""

    __tablename__ = "agency_contact"
    root: ClassVar[str] = "agency_id"
    root_kind: ClassVar[type[Root]] = Agency
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agency.id"), index=True)
    name: Mapped[str] = text(N_("Name"))
    position: Mapped[str | None] = text(N_("Position"))
    phone: Mapped[str | None] = text(N_("Phone"), a_phone, size=60)
