"""Identities as an office file keeps them, read without asking in which of five ways they may have been written.

`uuid.UUID(text)` looks for dashes, braces and prefixes; a file holds 32 hexadecimal digits and nothing else. Reading the
largest family makes twenty thousand of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, SafeUUID

from sqlalchemy import Dialect, Uuid
from typing_extensions import override

_new, _UNKNOWN = object.__new__, SafeUUID.unknown
_put_int, _put_safe = (
    UUID.__dict__["int"].__set__,
    UUID.__dict__["is_safe"].__set__,
)  # an identity refuses to be written to


def id_of(digits: str | None) -> UUID | None:
    """The identity of these 32 digits; nothing of nothing."""
    if digits is None:
        return None
    made = _new(UUID)
    _put_int(made, int(digits, 16))
    _put_safe(made, _UNKNOWN)
    return made


class KeptId(Uuid[UUID]):
    """The type of every identity in a file; a server has a type of its own."""

    cache_ok = True

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], UUID | None]:
        return id_of
