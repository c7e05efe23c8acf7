"""The office's memory of every act: who did what, when, and what it was before.

One chain in each database: every act carries the hash of the one before it, so that a removed or altered act shows.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base
from desktop.models.types import Instant, Json


class Act(Base):
    """One act, numbered in the order of commits."""

    __tablename__ = "act"
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
    who_id: Mapped[UUID | None]
    who: Mapped[str] = mapped_column(String(200))
    label: Mapped[str] = mapped_column(String(200))  # a msgid
    undoes: Mapped[int | None] = mapped_column(Integer)
    undoable: Mapped[bool]  # False: printed, sent, signed, numbered
    summary: Mapped[Any] = mapped_column(Json)  # counts of a bulk load, reason of opening, name of a made file
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class ActChange(Base):
    """One root's row that an act changed, field by field, in the codec's form."""

    __tablename__ = "act_change"
    act: Mapped[int] = mapped_column(ForeignKey("act.number"), primary_key=True)
    place: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    what: Mapped[str] = mapped_column(String(10))  # added | changed | gone | opened | made
    kind: Mapped[str] = mapped_column(String(60))  # of the row: its table
    row_id: Mapped[UUID] = mapped_column(index=True)
    root_kind: Mapped[str] = mapped_column(String(60))
    root_id: Mapped[UUID] = mapped_column(index=True)
    family_id: Mapped[UUID | None] = mapped_column(index=True)
    root_version: Mapped[int] = mapped_column(Integer)
    fields: Mapped[Any] = mapped_column(Json)  # {field: [before, after]}
