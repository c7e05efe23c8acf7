"""What every row has, and which rows belong to which root.

A root is opened, saved, locked, versioned and audited as one, with its parts; a part belongs to exactly one root.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Boolean, Integer, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from typing_extensions import override

from desktop.models.types import Instant


class Base(DeclarativeBase):
    """A row."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Entity(Base):
    """A row with an identity made by the office."""

    __abstract__ = True
    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-100)


class Root(Entity):
    """A row that is opened, saved and versioned as one, with its parts. Deleting is a mark."""

    __abstract__ = True
    office_id: Mapped[UUID] = mapped_column(sort_order=-99)
    row_version: Mapped[int] = mapped_column(Integer, nullable=False, sort_order=-98)
    changed_at: Mapped[datetime] = mapped_column(Instant, sort_order=-97)
    removed: Mapped[bool] = mapped_column(Boolean, sort_order=-96)

    @declared_attr.directive
    @override
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805  a declared attribute belongs to the class
        return {"version_id_col": cls.row_version}


class Part(Entity):
    """A row that is versioned by its root."""

    __abstract__ = True
    root: ClassVar[str]  # the foreign key that names the root
    root_kind: ClassVar[type[Root]]
