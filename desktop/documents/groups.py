"""The attendance sheet of a group: who came to which session, how often of how many, on paper and as a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from desktop.base.messages import _, speaking
from desktop.documents.facts import period
from desktop.models.documents import (
    Block,
    CellValue,
    Column,
    Cover,
    Document,
    KeyValue,
    Paragraph,
    Sheet,
    SheetColumn,
    Signature,
    Signatures,
    Table,
    Words,
    Workbook,
)
from desktop.models.signed_in import OfficeView
from desktop.rules.groups import Attended, Held, share

ON_A_TABLE: Final = 10  # sessions beside one another that a page still lets one read


@dataclass(frozen=True, slots=True)
class AttendanceSheet:
    """What the sheet says: the group, its sessions of a period, a line for each person."""

    group: str
    programme: str
    leader: str
    since: date | None
    till: date | None
    sessions: tuple[Held, ...]
    lines: tuple[Attended, ...]
    names: Mapping[UUID, str]
    office: OfficeView
    today: date


def attendance_document(sheet: AttendanceSheet, language: str = "ru") -> Document:
    """The sheet on paper; more sessions than fit beside one another go into further tables."""
    with speaking(language):
        pairs = (
            KeyValue(_("Programme"), sheet.programme or _("not stated")),
            KeyValue(_("Leader"), sheet.leader or _("not appointed")),
            KeyValue(_("Period"), period(sheet.since, sheet.till) or _("all sessions")),
        )
        return Document(
            title=_("ATTENDANCE SHEET"),
            number="",
            made_on=sheet.today,
            language=language,
            office=tuple(line for line in (sheet.office.above, sheet.office.name) if line),
            blocks=(
                Cover((sheet.group,), pairs),
                *_tables(sheet),
                Signatures((Signature(_("Leader"), sheet.leader),)),
            ),
            confidential=_("Confidential. Copy No. {copy}").format(copy=1),
            demonstration=sheet.office.demonstration,
        )


def _tables(sheet: AttendanceSheet) -> Iterator[Block]:
    if not sheet.sessions or not sheet.lines:
        yield Paragraph(_("No sessions in this period"))
        return
    for start in range(0, len(sheet.sessions), ON_A_TABLE):
        yield _table(sheet, range(start, min(start + ON_A_TABLE, len(sheet.sessions))))
    yield Paragraph(_("+ came · \u2013 did not come · empty: was not in the group or was not ticked"))


def _table(sheet: AttendanceSheet, shown: range) -> Table:
    last = shown.stop == len(sheet.sessions)
    columns = [Column(_("No."), 0.5), Column(_("Participant"), 3.2)]
    columns += [Column(f"{sheet.sessions[place].held_on:%d.%m}", 0.7, "center") for place in shown]
    columns += [Column(_("Came"), 0.9, "center"), Column(_("Per cent"), 0.9, "center")] if last else []
    rows: list[tuple[Words, ...]] = []
    for number, line in enumerate(sheet.lines, 1):
        row = [str(number), sheet.names.get(line.person, ""), *(_MARKS[line.marks[place]] for place in shown)]
        row += [_of(line.came, line.of), _percent(line.came, line.of)] if last else []
        rows.append(tuple(row))
    totals = [_session_total(sheet.lines, place) for place in shown]
    whole = [sum(line.came for line in sheet.lines), sum(line.of for line in sheet.lines)]
    rows.append(("", _("Came in all"), *totals, *((_of(*whole), _percent(*whole)) if last else ())))
    return Table(tuple(columns), tuple(rows))


_MARKS: Final = {True: "+", False: "\N{EN DASH}", None: ""}


def _of(came: int, of: int) -> str:
    return _("{came} of {of}").format(came=came, of=of)


def _percent(came: int, of: int) -> str:
    said = share(came, of)
    return "" if said is None else f"{said} %"


def _session_total(lines: Sequence[Attended], place: int) -> str:
    return str(sum(line.marks[place] is True for line in lines))


def attendance_workbook(sheet: AttendanceSheet, language: str = "ru") -> Workbook:
    """The sheet as a list: every session a column, a line for each person, what was come to in numbers."""
    with speaking(language):
        columns = [SheetColumn(_("Participant"), width=32)]
        columns += [SheetColumn(f"{held.held_on:%d.%m.%Y}", width=11) for held in sheet.sessions]
        columns += [SheetColumn(_("Came"), "number", 9), SheetColumn(_("Sessions"), "number", 9)]
        rows: list[tuple[CellValue, ...]] = [
            (sheet.names.get(line.person, ""), *(_MARKS[mark] for mark in line.marks), line.came, line.of) for line in sheet.lines
        ]
        chosen = " \u00b7 ".join(one for one in (sheet.group, period(sheet.since, sheet.till)) if one)
        return Workbook(
            _("Attendance sheet"), sheet.office.name, sheet.today, language,
            (Sheet(_("Attendance"), tuple(columns), tuple(rows), chosen),), sheet.office.demonstration,
        )  # fmt: skip
