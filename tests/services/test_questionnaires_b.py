"""Every assessment, motivation, monitoring, closing and team sheet can be filled whole, kept, signed and numbered."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from desktop.models.definitions import FormDefinition, Placed
from desktop.models.fields import Value
from desktop.models.partial_dates import PartialDate
from desktop.models.snapshots import Edit, Snapshot
from desktop.services import sheets
from desktop.services.families import family_page
from tests.offices import register

SHEETS = (
    "analysis_note", "case_closing", "case_conference", "child_harm_risk", "contact_family_diary", "deep_family_assessment",
    "family_help_survey", "family_results", "first_contact", "information_gathering", "joint_monitoring", "motivation_sheet",
    "needs_triangle", "network_information", "programme_self_assessment", "psychodiagnostics_adult", "psychodiagnostics_child",
    "resistance_log",
)  # fmt: skip
WORST = {"needs_triangle": "urgent", "deep_family_assessment": "critical", "child_harm_risk": "critical"}
KNOWN: dict[str, Value] = {
    "day": date(2026, 3, 9),
    "partial_day": PartialDate(2020, 5),
    "moment": datetime(2026, 3, 9, 10, 30, tzinfo=UTC),
    "flag": True,
    "number": 3,
    "decimal": Decimal("12.50"),
}


def answer(placed: Placed, desk) -> Value:
    field = placed.field
    codes = [code for code, _caption in desk.choices(field.dictionary)] if field.dictionary else []
    match field.kind:
        case "choice":
            return codes[-1]
        case "choices":
            return (codes[0], codes[-1])
        case "text" | "long":
            return f"ответ {field.key}"
        case kind:
            return KNOWN[kind]


def whom(desk, family: UUID, form: FormDefinition) -> UUID | None:
    page = desk.read(lambda reading: family_page(reading, family))
    people = page.children if form.about == "child" else page.members
    return None if form.about == "family" else people[0].person.id


def whole(desk, form: FormDefinition, record: Snapshot) -> Snapshot:
    """The sheet with an answer to every question, and two rows in every list."""
    values = {placed.key: answer(placed, desk) for placed in form.placed()}
    parts = {
        rows.key: {
            id_: Snapshot(rows.kind, id_, 0, {placed.key: answer(placed, desk) for placed in rows.fields})
            for id_ in (desk.new_id(), desk.new_id())
        }
        for rows in form.lists()
    }
    return Snapshot(record.kind, record.id, record.version, {**record.values, **values}, parts)


def stands(desk, id_: UUID) -> Snapshot:
    found = desk.read(lambda reading: sheets.open_sheet(reading, id_))
    assert found is not None
    return found


def written(desk, family: UUID, key: str) -> tuple[FormDefinition, Snapshot]:
    """A new sheet with every answer, saved and read again as it was typed."""
    definition, form = next((id_, form) for id_, form in desk.questionnaires() if form.key == key)
    person = whom(desk, family, form)
    record = desk.read(lambda reading: sheets.began(reading, form, family, person, desk.new_id(), desk.reader).record)
    mine = whole(desk, form, record)
    edit = Edit(None, mine, {"family_id": family, "definition_id": definition})
    desk.do(sheets.SAVED, lambda unit: sheets.write_sheet(unit, (edit,)))
    kept = stands(desk, record.id)
    assert {name: kept.values[name] for name in mine.values} == dict(mine.values), key
    assert kept.parts == mine.parts, key
    return form, kept


def test_every_sheet_is_filled_whole_kept_as_it_was_typed_signed_and_numbered(desk):
    family = register(desk)
    for key in SHEETS:
        form, kept = written(desk, family, key)
        desk.do(sheets.SIGNED, lambda unit, sheet=kept: sheets.sign_sheet(unit, sheet.id, sheet.version))
        signed = stands(desk, kept.id)
        assert signed.values["_state"] == "signed", key
        assert bool(signed.values["_number"]) == bool(form.number), key
    rows = {row.form: row.level for row in desk.read(lambda reading: sheets.sheets_of(reading, family))}
    assert set(rows) == set(SHEETS)
    assert {key: rows[key] for key in WORST} == WORST
    assert {key for key, level in rows.items() if level} == {
        key for key in SHEETS if next(form for _id, form in desk.questionnaires() if form.key == key).scores
    }


def test_the_card_tells_the_sheet_what_it_knows(desk):
    family = register(desk)

    def begun(key: str) -> Snapshot:
        form = next(form for _id, form in desk.questionnaires() if form.key == key)
        return desk.read(
            lambda reading: sheets.began(reading, form, family, whom(desk, family, form), desk.new_id(), desk.reader).record
        )

    assert "Марина, мать" in str(begun("deep_family_assessment").values["composition"])
    assert begun("first_contact").values["address"]
    assert len(begun("joint_monitoring").parts["members"]) == 2
    assert [row.values["name"] for row in begun("family_results").parts["children"].values()] == ["Кравцов Тимур"]
    assert begun("case_closing").values["opened_on"]
    assert begun("network_information").values["written_on"] == desk.today
