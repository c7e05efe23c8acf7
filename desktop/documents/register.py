"""The register of families as a workbook: what the list of families shows, with real dates and numbers.

On its second sheet stands the journal of families under support in the columns that ministries ask for,
filled as far as the data allow; on the third whatever else the cards of the families say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from desktop.base.messages import _, speaking
from desktop.documents.facts import caption, fields_by_key, label
from desktop.models.cases import Case
from desktop.models.documents import CellValue, ColumnKind, Sheet, SheetColumn, Workbook
from desktop.models.families import Family
from desktop.models.fields import TOLD_AT_LENGTH, Field, Value
from desktop.models.kinds import Reader, to_text
from desktop.models.offices import Office

_COLUMNS: Final[dict[str, ColumnKind]] = {
    "day": "date",
    "number": "number",
    "money": "money",
    "decimal": "money",
}
_WIDTHS: Final[dict[str, float]] = {"day": 12, "number": 10, "money": 14, "choices": 28}


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One family of the register: codes where the office has dictionaries, days as days."""

    number: str
    family: str
    address: str = ""
    phone: str = ""
    children: int = 0
    grounds_group: str = ""
    categories: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    risk: str = ""
    stages: tuple[str, ...] = ()  # those that are open
    curator: str = ""
    opened_on: date | None = None
    next_visit_on: date | None = None
    children_seen_on: date | None = None  # of the child not seen for longest
    agreement_till: date | None = None
    status: str = ""
    # the journal
    household: str = ""  # who lives together, in words
    agreement: str = ""  # number and date
    patronage: str = ""
    result: str = ""  # ground of closing
    closed_on: date | None = None
    card: Mapping[str, Value] = field(default_factory=dict)  # the family's own facts by key


def register(
    rows: Sequence[RegisterRow],
    office: Office,
    today: date,
    reader: Reader,
    *,
    chosen: str = "",
    language: str = "ru",
) -> Workbook:
    """The register and the journal of these families; `chosen` says in words which were chosen."""
    with speaking(language):
        return Workbook(
            title=_("Register of families"),
            office=office.name,
            made_on=today,
            language=language,
            sheets=(
                _register(rows, reader, chosen),
                _journal(rows, reader, chosen),
                _cards(rows, reader, chosen),
            ),
            demonstration=office.demonstration,
        )


def _register(rows: Sequence[RegisterRow], reader: Reader, chosen: str) -> Sheet:
    columns = (
        SheetColumn(label(Family, "number"), width=13),
        SheetColumn(label(Family, "name"), width=24),
        SheetColumn(_("Address"), width=36),
        SheetColumn(label(Family, "phone"), width=18),
        SheetColumn(_("Number of children"), "number", 8),
        SheetColumn(label(Case, "grounds_group"), width=18),
        SheetColumn(label(Family, "categories"), width=26),
        SheetColumn(label(Case, "grounds"), width=34),
        SheetColumn(label(Case, "risk"), width=13),
        SheetColumn(_("Open stages"), width=26),
        SheetColumn(label(Case, "curator_id"), width=20),
        SheetColumn(label(Case, "opened_on"), "date", 12),
        SheetColumn(label(Case, "next_visit_on"), "date", 12),
        SheetColumn(_("Children seen on"), "date", 12),
        SheetColumn(_("Agreement till"), "date", 12),
        SheetColumn(label(Case, "status"), width=16),
    )
    return Sheet(_("Register"), columns, tuple(_line(row, reader) for row in rows), _chosen(rows, chosen))


def _line(row: RegisterRow, reader: Reader) -> tuple[CellValue, ...]:
    return (
        row.number,
        row.family,
        row.address,
        row.phone,
        row.children,
        _said(Case, "grounds_group", row.grounds_group, reader),
        _said(Family, "categories", row.categories, reader),
        _said(Case, "grounds", row.grounds, reader),
        _said(Case, "risk", row.risk, reader),
        ", ".join(reader.caption("stages", code) for code in row.stages),
        row.curator,
        row.opened_on,
        row.next_visit_on,
        row.children_seen_on,
        row.agreement_till,
        _said(Case, "status", row.status, reader),
    )


def _journal(rows: Sequence[RegisterRow], reader: Reader, chosen: str) -> Sheet:
    columns = (
        SheetColumn(_("No."), "number", 6),
        SheetColumn(_("Family (applicant)"), width=26),
        SheetColumn(_("Persons who live together"), width=44),
        SheetColumn(_("Circumstances for which support is needed"), width=38),
        SheetColumn(_("Category of the family"), width=26),
        SheetColumn(_("Specialist in charge"), width=20),
        SheetColumn(_("Number and date of the contract"), width=22),
        SheetColumn(_("Level of support and its period"), width=28),
        SheetColumn(_("Result of the support"), width=26),
        SheetColumn(_("Support ended on"), "date", 14),
    )
    lines = tuple(_entry(number, row, reader) for number, row in enumerate(rows, 1))
    return Sheet(_("Journal"), columns, lines, _chosen(rows, chosen))


def _entry(number: int, row: RegisterRow, reader: Reader) -> tuple[CellValue, ...]:
    since = _("since {date}").format(date=f"{row.opened_on:%d.%m.%Y}") if row.opened_on else ""
    support = ", ".join(part for part in (_said(Case, "patronage", row.patronage, reader), since) if part)
    return (
        number,
        row.family,
        row.household,
        _said(Case, "grounds", row.grounds, reader),
        _said(Family, "categories", row.categories, reader),
        row.curator,
        row.agreement,
        support,
        _said(Case, "closing_ground", row.result, reader),
        row.closed_on,
    )


def _cards(rows: Sequence[RegisterRow], reader: Reader, chosen: str) -> Sheet:
    """Every described fact of the family that fits a cell: one that is added to the card stands here by itself."""
    shown = [f for f in fields_by_key(Family).values() if f.kind not in TOLD_AT_LENGTH and not f.closed]
    columns = tuple(SheetColumn(_(f.label), _COLUMNS.get(f.kind, "text"), _WIDTHS.get(f.kind, 22)) for f in shown)
    lines = tuple(tuple(_cell(f, row.card.get(f.key), reader) for f in shown) for row in rows)
    return Sheet(_("Family cards"), columns, lines, _chosen(rows, chosen))


def _cell(of: Field, value: Value, reader: Reader) -> CellValue:
    if of.kind in _COLUMNS and (value is None or isinstance(value, (date, int, Decimal))):
        return value
    return to_text(of, value, reader)


def _said(entity: type[object], key: str, codes: str | tuple[str, ...], reader: Reader) -> str:
    several = (codes,) if isinstance(codes, str) else codes
    return ", ".join(caption(entity, key, code, reader) for code in several if code)


def _chosen(rows: Sequence[RegisterRow], chosen: str) -> str:
    count = _("Families: {count}").format(count=len(rows))
    return f"{chosen} \u00b7 {count}" if chosen else count
