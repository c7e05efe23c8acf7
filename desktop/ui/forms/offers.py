"""What a form offers for choosing; given by the page, which knows the office."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from desktop.models.fields import Field


def _nobody(_field: Field) -> Sequence[tuple[UUID, str]]:
    return ()


def _as_it_is(_field: Field, id_: UUID) -> str:
    return str(id_)


Found = Callable[[Sequence[tuple[UUID, str]]], None]


def _not_searched(_field: Field) -> bool:
    return False


def _nothing(_field: Field, _text: str, done: Found) -> None:
    done(())


@dataclass(frozen=True, slots=True)
class Offers:
    """`entries(dictionary)` gives codes and captions; `candidates(field)` records for a reference.

    Where `searches(field)`, more records are found by typing: `search(field, text, done)`.
    """

    entries: Callable[[str], Sequence[tuple[str, str]]]
    candidates: Callable[[Field], Sequence[tuple[UUID, str]]] = _nobody
    caption: Callable[[Field, UUID], str] = _as_it_is  # of a record that is not among the candidates any more
    searches: Callable[[Field], bool] = _not_searched
    search: Callable[[Field, str, Found], None] = _nothing
