"""Genograms: rows of a version ↔ the `GenogramData` value; the family itself is the card's, or a finished version's picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from desktop.models.family_page import MapRow
from desktop.models.genograms import EmotionalLine, Genogram, GenogramMark, GenogramPerson
from desktop.models.kin_data import EmotionalTie, GenogramData, Kin, KinMark
from desktop.models.value_json import value_in, value_out
from desktop.rules.kin_findings import check_kin
from desktop.store.map_versions import Parts, version_rows
from desktop.store.opening import open_rows
from desktop.store.units import Reading

FORMAT: Final = "opora-kin-1"
_HUNDREDTHS: Final = 100  # of a millimetre


@dataclass(frozen=True, slots=True)
class Picture:
    """The family as it was on the day a version was finished, with what the card said of everybody then."""

    kin: Kin
    marks: tuple[KinMark, ...] = ()


def versions(reading: Reading, family: UUID) -> tuple[MapRow, ...]:
    """The dated versions of the family's genogram, newest first."""
    return tuple(
        MapRow(r.id, r.row_version, r.title, r.drawn_on, r.final, author, printed_on=r.printed_on)
        for r, author in version_rows(reading, Genogram, family)
    )


def open_genogram(reading: Reading, id_: UUID, live: Picture) -> GenogramData | None:
    """A version as a value: a finished one with its own picture, a draft with the card as it is now (`live`).

    Feelings and marks of people who are no longer in the picture are left out of it; their rows stay.

    Raises:
        ValueError: the picture that was kept is not one.
    """
    found = open_rows(reading, Genogram, [id_]).get(id_)
    if found is None:
        return None
    row, parts = found
    finished = row.final or row.printed_on is not None
    picture = picture_in(row.content) if finished and isinstance(row.content, Mapping) else live
    people = {person.id for person in picture.kin.people}
    feelings = (EmotionalTie(r.key, r.first_id, r.second_id, r.kind, r.note or "") for r in parts["feelings"])
    own = tuple(
        KinMark(r.key, r.person_id, r.kind or "", r.since, r.till, r.note or "") for r in parts["marks"] if r.person_id in people
    )
    typed = {(mark.person, mark.kind) for mark in own}
    placed = [r for r in parts["people"] if r.person_id in people]
    return GenogramData(
        id=id_, family=row.family_id, title=row.title or "", drawn_on=row.drawn_on,
        kin=picture.kin, index=row.index_id if row.index_id in people else None,
        feelings=tuple(tie for tie in feelings if {tie.first, tie.second} <= people),
        marks=(*own, *(mark for mark in picture.marks if (mark.person, mark.kind) not in typed)),
        shifts={r.person_id: _shift(r) for r in placed if any(_shift(r))},
        hidden=frozenset(r.person_id for r in placed if r.hidden), told_by=row.told_by or "", note=row.note or "",
        final=finished, printed_on=row.printed_on, version=row.row_version,
    )  # fmt: skip


def family_of(reading: Reading, id_: UUID) -> UUID | None:
    """Whose genogram it is."""
    return reading.connection.scalar(select(Genogram.family_id).where(Genogram.id == id_))


def about(part: GenogramPerson | EmotionalLine | GenogramMark) -> set[UUID]:
    """Of whom a row speaks."""
    return {part.first_id, part.second_id} if isinstance(part, EmotionalLine) else {part.person_id}


def picture_out(picture: Picture) -> dict[str, Any]:
    """The picture as it is kept."""
    return {"format": FORMAT, **value_out(picture)}


def picture_in(kept: Mapping[str, object]) -> Picture:
    """The picture that was kept, read as strictly as a stranger's file: a backup or an import may hold anything.

    Raises:
        ValueError: it is not one.
    """
    whole = dict(kept)
    if whole.pop("format", None) != FORMAT:
        raise ValueError("not a picture of a family")
    picture = value_in(Picture, whole, "picture")
    check_kin(picture.kin)
    people = {person.id for person in picture.kin.people}
    if any(mark.person not in people for mark in picture.marks):
        raise ValueError("a mark of nobody")
    return picture


def _shift(row: Any) -> tuple[float, float]:
    return (row.dx or 0) / _HUNDREDTHS, (row.dy or 0) / _HUNDREDTHS


def head_values(data: GenogramData) -> dict[str, object]:
    """The row of the version itself, but for its identity, author and picture."""
    return {
        "title": data.title, "drawn_on": data.drawn_on, "index_id": data.index, "told_by": data.told_by or None,
        "note": data.note or None,
    }  # fmt: skip


def part_values(data: GenogramData) -> Parts:
    """The rows of people who were shifted or hidden, of feelings and of typed conditions by their key, list by list."""
    return {
        "people": {id_: _place_values(data, id_) for id_ in sorted({*data.shifts, *data.hidden})},
        "feelings": {
            tie.id: {"first_id": tie.first, "second_id": tie.second, "kind": tie.kind, "note": tie.note or None}
            for tie in data.feelings
        },
        "marks": {
            mark.id: {
                "person_id": mark.person, "kind": mark.kind, "since": mark.since, "till": mark.till, "note": mark.note or None,
            }
            for mark in data.marks
            if not mark.derived
        },
    }  # fmt: skip


def _place_values(data: GenogramData, person: UUID) -> dict[str, object]:
    dx, dy = data.shifts.get(person, (0.0, 0.0))
    return {"dx": round(dx * _HUNDREDTHS), "dy": round(dy * _HUNDREDTHS), "hidden": person in data.hidden}
