"""Who is at the desk and in which office: handed to every act, every printed page and every window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts; the program itself has no id."""

    id: UUID | None
    name: str
    position: str = ""
    roles: tuple[str, ...] = ()
    district: str = ""


@dataclass(frozen=True, slots=True)
class OfficeView:
    """What every room needs to know of the office."""

    id: UUID
    name: str
    above: str = ""
    region_code: str = ""
    country: str = "ru"
    time_zone: str = "UTC"
    demonstration: bool = False
    head: str = ""
    head_position: str = ""
    address: str = ""
    phone: str = ""

    @property
    def zone(self) -> tzinfo:
        """The office's time zone; UTC when the computer does not know it."""
        try:
            return ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo("UTC")
