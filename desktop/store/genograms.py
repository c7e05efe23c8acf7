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
from desktop.models.offices import Staff
from desktop.models.snapshots import Snapshot
from desktop.models.value_json import value_in, value_out
from desktop.rules.kin_findings import check_kin
from desktop.store.lines import with_initials
from desktop.store.opening import open_root
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
    table = Genogram.__table__
    rows = reading.connection.execute(
        select(
            table.c.id, table.c.row_version, table.c.title, table.c.drawn_on, table.c.final, table.c.printed_on,
            Staff.surname, Staff.given_name, Staff.patronymic,
        )
        .outerjoin(Staff, Staff.id == table.c.author_id)
        .where(table.c.family_id == family, table.c.removed.is_(False))
        .order_by(table.c.drawn_on.desc(), table.c.id.desc())
    )  # fmt: skip
    return tuple(
        MapRow(
            r.id, r.row_version, r.title, r.drawn_on, r.final or r.printed_on is not None,
            with_initials(r.surname, r.given_name, r.patronymic),
        )
        for r in rows
    )  # fmt: skip


def open_genogram(reading: Reading, id_: UUID, live: Picture) -> GenogramData | None:
    """A version as a value: a finished one with its own picture, a draft with the card as it is now (`live`).

    Feelings and marks of people who are no longer in the picture are left out of it; their rows stay.

    Raises:
        ValueError: the picture that was kept is not one.
    """
    found = open_root(reading, Genogram, id_)
    family = family_of(reading, id_)
    if found is None or family is None:
        return None
    content, values = found.values["content"], found.values
    finished = bool(values["final"]) or values["printed_on"] is not None
    picture = picture_in(content) if finished and isinstance(content, Mapping) else live
    people = {person.id for person in picture.kin.people}
    keys = _keys(reading, id_)
    feelings = (_feeling(part, keys) for part in found.parts["feelings"].values())
    marks = (_mark(part, keys) for part in found.parts["marks"].values())
    own = tuple(mark for mark in marks if mark.person in people)
    typed = {(mark.person, mark.kind) for mark in own}
    places = {part.values["person_id"]: part.values for part in found.parts["people"].values()}
    index = values["index_id"]
    return GenogramData(
        id=id_, family=family, title=_text(values["title"]), drawn_on=values["drawn_on"],  # type: ignore[arg-type]
        kin=picture.kin, index=index if isinstance(index, UUID) and index in people else None,
        feelings=tuple(tie for tie in feelings if {tie.first, tie.second} <= people),
        marks=(*own, *(mark for mark in picture.marks if (mark.person, mark.kind) not in typed)),
        shifts={id_: _shift(v) for id_, v in places.items() if isinstance(id_, UUID) and id_ in people and any(_shift(v))},
        hidden=frozenset(id_ for id_, v in places.items() if isinstance(id_, UUID) and v["hidden"] and id_ in people),
        told_by=_text(values["told_by"]), note=_text(values["note"]), final=finished,
        printed_on=values["printed_on"], version=found.version,  # type: ignore[arg-type]
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


def _keys(reading: Reading, id_: UUID) -> dict[UUID, UUID]:
    """Keys are no facts for people, so snapshots do not carry them."""
    found: dict[UUID, UUID] = {}
    for kind in (EmotionalLine, GenogramMark):
        table = kind.__table__
        for row in reading.connection.execute(select(table.c.id, table.c.key).where(table.c.genogram_id == id_)):
            found[row.id] = row.key
    return found


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _feeling(part: Snapshot, keys: Mapping[UUID, UUID]) -> EmotionalTie:
    v = part.values
    return EmotionalTie(keys[part.id], v["first_id"], v["second_id"], v["kind"], _text(v["note"]))  # type: ignore[arg-type]


def _mark(part: Snapshot, keys: Mapping[UUID, UUID]) -> KinMark:
    v = part.values
    return KinMark(keys[part.id], v["person_id"], _text(v["kind"]), v["since"], v["till"], _text(v["note"]))  # type: ignore[arg-type]


def _shift(values: Mapping[str, Any]) -> tuple[float, float]:
    return (values["dx"] or 0) / _HUNDREDTHS, (values["dy"] or 0) / _HUNDREDTHS


def place_values(data: GenogramData) -> dict[UUID, dict[str, object]]:
    """The rows of people who were shifted or hidden, by person."""
    found: dict[UUID, dict[str, object]] = {}
    for id_ in sorted({*data.shifts, *data.hidden}):
        dx, dy = data.shifts.get(id_, (0.0, 0.0))
        found[id_] = {
            "person_id": id_, "dx": round(dx * _HUNDREDTHS), "dy": round(dy * _HUNDREDTHS), "hidden": id_ in data.hidden,
        }  # fmt: skip
    return found


def feeling_values(tie: EmotionalTie) -> dict[str, object]:
    """The row of an emotional line."""
    return {"key": tie.id, "first_id": tie.first, "second_id": tie.second, "kind": tie.kind, "note": tie.note or None}


def mark_values(mark: KinMark) -> dict[str, object]:
    """The row of a condition."""
    return {
        "key": mark.id, "person_id": mark.person, "kind": mark.kind, "since": mark.since, "till": mark.till,
        "note": mark.note or None,
    }  # fmt: skip
