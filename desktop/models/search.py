"""What a search finds: one row for each thing that can be found, and its tokens."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base
from desktop.models.types import sort_key_type


class SearchEntry(Base):
    """A family, a person or an agency that can be found; `sort_key` gives the Russian order in both engines."""

    __tablename__ = "search_entry"
    __table_args__ = (Index("ix_search_entry_order", "sort_key", "id"),)
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(30))
    record: Mapped[UUID] = mapped_column(index=True, unique=True)
    family_id: Mapped[UUID | None] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(String(300))
    detail: Mapped[str] = mapped_column(String(300))
    sort_key: Mapped[str] = mapped_column(sort_key_type())


class SearchToken(Base):
    """A word under which the entry is found, compared byte by byte in both engines."""

    __tablename__ = "search_token"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  declared so by the mapper
    token: Mapped[str] = mapped_column(sort_key_type(60), primary_key=True)
    entry: Mapped[int] = mapped_column(ForeignKey("search_entry.id"), primary_key=True, index=True)
