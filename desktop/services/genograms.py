"""Genograms of a family: drawn from the card each time, kept as dated versions with what a drawing alone knows.

A draft shows the family as the card has it now. A finished or printed version keeps the family of its day, so that
two versions can be laid side by side when the card has moved on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.models.family_page import MapRow
from desktop.models.genograms import Genogram
from desktop.models.kin_data import GenogramData, Kin, KinMark, KinPerson
from desktop.services.map_versions import save_version, wanted_and_before, went_to_paper
from desktop.store import genograms as kept
from desktop.store import kin as tree
from desktop.store.units import Reading, Unit


@dataclass(frozen=True, slots=True)
class GenogramsRead:
    """All versions newest first, the one that was wanted, the one before it, and the family as the card has it now."""

    versions: tuple[MapRow, ...]
    data: GenogramData | None
    before: GenogramData | None
    kin: Kin
    marks: tuple[KinMark, ...] = ()  # what open facts of the card say


def _live(reading: Reading, family: UUID) -> kept.Picture:
    kin = tree.read_kin(reading, family)
    return kept.Picture(kin, tree.derived_marks(reading, kin))


def open_genogram(reading: Reading, id_: UUID) -> GenogramData | None:
    """One version as a value.

    Raises:
        Rejected: the picture that it keeps cannot be read.
    """
    family = kept.family_of(reading, id_)
    return None if family is None else _opened(reading, id_, _live(reading, family))


def _opened(reading: Reading, id_: UUID, live: kept.Picture) -> GenogramData | None:
    try:
        return kept.open_genogram(reading, id_, live)
    except ValueError:
        said = N_("The picture of the family in this version cannot be read: open another version")
        raise Rejected(Finding((), message(said))) from None


def read_genograms(reading: Reading, family: UUID, version: UUID | None = None) -> GenogramsRead:
    """One version (the newest when none is named) with what stands around it, and the card as it is now.

    Raises:
        Rejected: the picture that the wanted version keeps cannot be read.
    """
    live = _live(reading, family)
    rows = kept.versions(reading, family)
    wanted, earlier = wanted_and_before([row.id for row in rows], version)
    before: GenogramData | None = None
    if earlier is not None:
        try:
            before = kept.open_genogram(reading, earlier, live)
        except ValueError:
            before = None  # to compare with there is nothing; the version that is wanted opens
    data = _opened(reading, wanted, live) if wanted is not None else None
    return GenogramsRead(rows, data, before, live.kin, live.marks)


def first_genogram(read: GenogramsRead, family: UUID, id_: UUID, title: str, today: date) -> GenogramData:
    """A new genogram: about the eldest child at home, else about the first of the household."""
    return GenogramData(id_, family, title, today, read.kin, usual_index(read.kin), marks=read.marks)


def usual_index(kin: Kin) -> UUID | None:
    """About whom a genogram is drawn until somebody says otherwise."""

    def eldest(person: KinPerson) -> str:
        return person.born.kept().lstrip("~") if person.born is not None else "9999"

    home = [person for person in kin.people if person.at_home] or [person for person in kin.people if person.member]
    children = sorted((person for person in home if person.child), key=eldest)
    return next((person.id for person in (*children, *home)), None)


def with_card(data: GenogramData, kin: Kin, marks: tuple[KinMark, ...]) -> GenogramData:
    """A draft with the family as the card has it now; what belongs to people who are gone is left out."""
    people = {person.id for person in kin.people}
    own = tuple(mark for mark in data.marks if not mark.derived and mark.person in people)
    typed = {(mark.person, mark.kind) for mark in own}
    return replace(
        data, kin=kin, index=data.index if data.index in people else None,
        feelings=tuple(tie for tie in data.feelings if {tie.first, tie.second} <= people),
        marks=(*own, *(mark for mark in marks if (mark.person, mark.kind) not in typed)),
        shifts={id_: shift for id_, shift in data.shifts.items() if id_ in people},
        hidden=frozenset(data.hidden & people),
    )  # fmt: skip


def save_genogram(unit: Unit, data: GenogramData, *, final: bool = False) -> UUID:
    """Keep the genogram. A draft is rewritten in place; a finished version stays, and the next save begins a new one.

    Finishing keeps the family as the card has it at that moment.

    Raises:
        Conflict: somebody saved this version since it was opened.
        Rejected: the genogram is dated in the future; the version was finished meanwhile.
    """
    if data.drawn_on > unit.today:
        raise Rejected(Finding(("drawn_on",), message(N_("The genogram is dated in the future"))))
    people = {person.id for person in data.kin.people}
    head, parts = kept.head_values(data), kept.part_values(data)
    # A row about somebody whom the drawing does not show was not seen, so it stays.
    row = save_version(unit, Genogram, data, head, parts, may_go=lambda part: kept.about(part) <= people)
    if final:
        _finish(unit, row)
    return row.id


def mark_printed(unit: Unit, id_: UUID, version: int | None, printed_on: date) -> UUID:
    """Remember that this version went onto paper: from now on it stays as it is.

    Raises:
        Conflict: somebody saved this version since it was opened.
    """
    row = unit.claim(Genogram, id_, version)
    if not row.final:
        _finish(unit, row)
    return went_to_paper(unit, row, printed_on)


def _finish(unit: Unit, row: Genogram) -> None:
    row.final = True
    row.content = kept.picture_out(_live(unit.reading, row.family_id))
