"""Subsistence minimum by region, group of people and date: what income is compared with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from desktop.base.messages import N_
from desktop.models.base import Root
from desktop.models.checks import not_negative, this_century_or_last
from desktop.models.fields import choice, day, money, text


class SubsistenceMinimum(Root):
    """A sum a month that the region set for a group of people from a day on."""

    __tablename__ = "subsistence_minimum"
    region: Mapped[str] = text(N_("Region"), size=100)
    group: Mapped[str] = choice(N_("Group of people"), "subsistence_groups")
    since: Mapped[date] = day(N_("In force since"), this_century_or_last)
    amount: Mapped[Decimal] = money(N_("Sum a month"), not_negative)
    basis: Mapped[str | None] = text(N_("Document that set it"), size=300)
