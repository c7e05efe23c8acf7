"""Column types that mean the same in SQLite and PostgreSQL."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, String, Text, TypeDecorator
from typing_extensions import override

from desktop.models.partial_dates import PartialDate


class Money(TypeDecorator[Decimal]):
    """Sums in hundredths: SQLite has no decimals and would add them as floats."""

    impl = BigInteger
    cache_ok = True

    @override
    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value.scaleb(2).to_integral_exact())

    @override
    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2)


class Instant(TypeDecorator[datetime]):
    """A moment, always aware and in UTC; SQLite would give it back without its zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return None if value is None else value.astimezone(UTC)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Codes(TypeDecorator[tuple[str, ...]]):
    """Several codes of a dictionary in their order: `["a","b"]`."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:
        return json.dumps(list(value or ()), ensure_ascii=False)

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        return tuple(json.loads(value)) if value else ()


class InexactDay(TypeDecorator[PartialDate]):
    """A date of which perhaps only the year or the month is known: `2019`, `2019-03`, `~2019`, `2019-03-08`."""

    impl = String(12)
    cache_ok = True

    @override
    def process_bind_param(self, value: PartialDate | None, dialect: Dialect) -> str | None:
        return None if value is None else value.kept()

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> PartialDate | None:
        return None if value is None else PartialDate.from_kept(value)


class Json(TypeDecorator[Any]):
    """A document as canonical text: equal values are equal bytes in both engines."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


def sort_key_type(size: int = 400) -> String:
    """Compared byte by byte on both, whatever locale the server was made with."""
    return String(size).with_variant(String(size, collation="C"), "postgresql")
