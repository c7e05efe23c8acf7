"""The office itself: its people, its numbers, its definitions and dictionaries."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.base.messages import N_
from desktop.models.base import Base, Root
from desktop.models.checks import a_phone
from desktop.models.fields import choice, choices, flag, long, text
from desktop.models.types import Instant, Json


class Office(Root):
    """The office that keeps this record; its names stand on everything that is printed."""

    __tablename__ = "office"
    name: Mapped[str] = text(N_("Name of the office"), size=300)
    above: Mapped[str | None] = text(N_("Body above the office"), size=300)
    region_code: Mapped[str] = text(N_("Code of the district in numbers"), size=10)
    country: Mapped[str] = choice(N_("Country"), "countries")
    region: Mapped[str | None] = text(N_("Region"), size=100)
    address: Mapped[str | None] = text(N_("Address"), size=300)
    phone: Mapped[str | None] = text(N_("Phone"), a_phone, size=60)
    head: Mapped[str | None] = text(N_("Head of the office"))
    head_position: Mapped[str | None] = text(N_("Position of the head"))
    time_zone: Mapped[str] = text(N_("Time zone"), size=60)
    demonstration: Mapped[bool] = flag(N_("Demonstration office"))


class Staff(Root):
    """Somebody who works here and signs in."""

    __tablename__ = "staff"
    login: Mapped[str] = text(N_("Name for signing in"), size=60, index=True)
    surname: Mapped[str] = text(N_("Surname"))
    given_name: Mapped[str] = text(N_("Given name"))
    patronymic: Mapped[str | None] = text(N_("Patronymic"))
    position: Mapped[str | None] = text(N_("Position"))
    district: Mapped[str | None] = text(N_("Service district"), size=60)
    phone: Mapped[str | None] = text(N_("Phone"), a_phone, size=60)
    education: Mapped[str | None] = text(N_("Education, qualification"), size=300)
    duties: Mapped[str | None] = long(N_("Duties"))
    roles: Mapped[tuple[str, ...]] = choices(N_("Roles"), "staff_roles")
    active: Mapped[bool] = flag(N_("Works now"))
    slot: Mapped[str | None] = mapped_column(Text)  # on a server: the draft key wrapped by the password


class UserSetting(Base):
    """What a person arranged for themselves and finds again on every computer: columns, filters, widths.

    What is arranged for everybody (the symbols of maps) is kept with the office's id in the place of a person's.
    """

    __tablename__ = "user_setting"
    staff_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    value: Mapped[Any] = mapped_column(Json)


class Journal(Base):
    """The last number given in a journal in a year; a row is updated by the act that takes the number."""

    __tablename__ = "journal"
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    year: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(Integer)


class JournalEntry(Base):
    """A number that was given; a spoiled one stays with its reason, so that gaps explain themselves."""

    __tablename__ = "journal_entry"
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    year: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    root_id: Mapped[UUID]
    given_at: Mapped[datetime] = mapped_column(Instant)
    spoiled: Mapped[str | None] = mapped_column(String(300))


class Definition(Root):
    """The text of a form, pathway, dictionary or profile as it was installed; only ever added to."""

    __tablename__ = "definition"
    __table_args__ = (UniqueConstraint("kind", "key", "version"),)
    kind: Mapped[str] = text(N_("Kind of definition"), size=20)
    key: Mapped[str] = text(N_("Key"), size=60)
    version: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(String(64))
    body: Mapped[str] = mapped_column(Text)
    shipped: Mapped[bool] = flag(N_("Came with the program"))
    installed_at: Mapped[datetime] = mapped_column(Instant)


class DictionaryEntry(Root):
    """A code and what it is called; the office's own stand beside the shipped ones, a code is never used again."""

    __tablename__ = "dictionary_entry"
    __table_args__ = (UniqueConstraint("dictionary", "code"),)
    dictionary: Mapped[str] = text(N_("Dictionary"), size=60)
    code: Mapped[str] = text(N_("Code"), size=60)
    caption: Mapped[str] = text(N_("Caption"), size=300)
    captions: Mapped[Any] = mapped_column(Json)  # language → caption
    place: Mapped[int] = mapped_column(Integer)
    own: Mapped[bool] = flag(N_("Added by the office"))
    retired: Mapped[bool] = flag(N_("No longer offered"))
