"""Questionnaires: kept with the version they were filled with, merged question by question, prefilled from the card."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.base.errors import Rejected
from desktop.base.messages import speaking
from desktop.definitions import DefinitionError
from desktop.models.answers import AnswerSheet
from desktop.models.cases import Case
from desktop.models.snapshots import Conflict, Edit, Snapshot
from desktop.models.statements import Statement
from desktop.presenters.history import History
from desktop.rules.merging import merge
from desktop.services import definitions_kept, history, sheets
from desktop.services.families import family_page
from desktop.services.form_printing import form_print
from desktop.services.undoing import undo_act
from tests.offices import BEKTUR, opened, register

FORM = """kind = "form"
key = "home_check"
version = 1
title = "Проверка дома"
mark = "[I]"
basis = "технология"
number = "П-{year}-{number:03}"
signatures = ["Специалист"]

[[sections]]
title = "Дом"
[[sections.questions]]
key = "phone"
label = "Телефон семьи"
from = "family.phone"
[[sections.questions]]
key = "address"
label = "Адрес"
from = "family.address"
[[sections.questions]]
key = "area"
label = "Площадь"
kind = "decimal"
unit = "м²"
from = "family.housing_area"
[[sections.questions]]
key = "danger"
label = "Опасность"
kind = "choice"
dictionary = "scale_0_3"
buttons = true
needed = true
points = { "0" = 0, "1" = 1, "2" = 2, "3" = 3 }
[[sections.questions]]
key = "who"
label = "Кто живёт"
kind = "rows"
from = "members"
[[sections.questions.questions]]
key = "name"
label = "Имя"
from = "member.name"
[[sections.questions.questions]]
key = "born"
label = "Родился"
kind = "partial_day"
from = "member.born"
[[sections.questions.questions]]
key = "note"
label = "Примечание"
[[scores]]
key = "total"
label = "Всего"
sum = ["danger"]
dictionary = "risk_levels"
[[scores.levels]]
at_least = 0
code = "low"
[[scores.levels]]
at_least = 2
code = "high"
"""


def install(desk, text=FORM):
    made = desk.do(definitions_kept.INSTALLED, lambda unit: definitions_kept.install(unit, text, "own.toml"))
    assert made.result is not None
    return made.result


def begin(desk, family, form_key="home_check"):
    """A new sheet as the card prefills it, and what no form shows."""
    definition, form = next((id_, form) for id_, form in desk.questionnaires() if form.key == form_key)
    record = desk.read(lambda reading: sheets.began(reading, form, family, None, desk.new_id(), desk.reader).record)
    return record, {"family_id": family, "definition_id": definition}


def write(desk, base: Snapshot | None, mine: Snapshot, fixed=None):
    return desk.do(sheets.SAVED, lambda unit: sheets.write_sheet(unit, (Edit(base, mine, fixed or {}),)))


def filled(desk, family, **answers):
    record, fixed = begin(desk, family)
    write(desk, None, record.with_values(**answers), fixed)
    return stands(desk, record.id)


def stands(desk, id_: UUID) -> Snapshot:
    found = desk.read(lambda reading: sheets.open_sheet(reading, id_))
    assert found is not None
    return found


def statements(desk):
    return desk.read(lambda reading: reading.connection.execute(select(Statement.__table__)).all())


def test_a_new_sheet_begins_with_what_the_card_knows(desk):
    family = register(desk)
    install(desk)
    record, _fixed = begin(desk, family)
    assert record.values["phone"] == "+996 555 120 340"
    assert record.values["address"] == "ул. Токтогула, д. 12, кв. 4"
    assert [row.values["name"] for row in record.parts["who"].values()] == ["Кравцова Марина", "Кравцов Тимур"]


def test_a_half_filled_sheet_is_saved_and_opens_as_it_was_typed(desk):
    family = register(desk)
    install(desk)
    record, fixed = begin(desk, family)
    mine = record.with_values(area=Decimal("54.50"))
    write(desk, None, mine, fixed)
    found = stands(desk, record.id)
    assert {key: found.values[key] for key in mine.values} == dict(mine.values)
    assert found.parts == mine.parts
    (row,) = desk.read(lambda reading: sheets.sheets_of(reading, family))
    assert (row.form, row.form_version, row.state, row.points, row.level) == ("home_check", 1, "draft", None, "")


def test_points_and_level_are_kept_on_the_sheet(desk):
    family = register(desk)
    install(desk)
    filled(desk, family, danger="3")
    (row,) = desk.read(lambda reading: sheets.sheets_of(reading, family))
    assert (row.points, row.level) == (3, "high")


def test_two_people_on_one_sheet_are_asked_only_about_the_question_that_both_answered(desk, founded):
    family = register(desk)
    install(desk)
    base = filled(desk, family, danger="1")
    other = founded.desk(BEKTUR, seed=9)
    write(other, base, base.with_values(area=Decimal("40.00"), danger="2"))
    with pytest.raises(Conflict) as caught:
        write(desk, base, base.with_values(danger="3", address="другой"))
    theirs = caught.value.theirs
    assert theirs is not None
    assert theirs.kind == "form:home_check@1"
    merged, clashes = merge(base, base.with_values(danger="3", address="другой"), theirs)
    assert [clash.path for clash in clashes] == [("danger",)]
    assert (merged.values["area"], merged.values["address"]) == (Decimal("40.00"), "другой")


def test_a_signed_sheet_has_its_number_and_is_never_rewritten(desk):
    family = register(desk)
    install(desk)
    sheet = filled(desk, family)
    sign = lambda unit: sheets.sign_sheet(unit, sheet.id, sheet.version)  # noqa: E731
    with pytest.raises(Rejected) as caught:
        desk.do(sheets.SIGNED, sign)
    with speaking("ru"):
        assert "Опасность" in caught.value.words()
    write(desk, sheet, sheet.with_values(danger="0"))
    sheet = stands(desk, sheet.id)
    desk.do(sheets.SIGNED, lambda unit: sheets.sign_sheet(unit, sheet.id, sheet.version))
    signed = stands(desk, sheet.id)
    assert (signed.values["_state"], signed.values["_number"]) == ("signed", "П-2026-001")
    with pytest.raises(Rejected):
        write(desk, signed, signed.with_values(danger="1"))
    form = desk.form("home_check")
    again = sheets.copied(signed, form, desk.new_id(), desk.today, desk.new_id)
    assert again.values["danger"] == "0"
    assert len(again.parts["who"]) == 2


def test_an_old_sheet_keeps_the_version_it_was_filled_with(desk):
    family = register(desk)
    install(desk)
    old = filled(desk, family, danger="2")
    install(desk, FORM.replace("version = 1", "version = 2").replace('label = "Опасность"', 'label = "Угроза"'))
    assert desk.form("home_check").version == 2
    assert stands(desk, old.id).kind == "form:home_check@1"
    field = desk.form_version("home_check", 1)[1].field(("danger",))
    assert field is not None
    assert field.label == "Опасность"


def test_the_journal_says_question_by_question_what_changed(desk):
    family = register(desk)
    install(desk)
    sheet = filled(desk, family, danger="1")
    rows = dict(sheet.parts["who"])
    first = next(iter(rows))
    rows[first] = rows[first].with_values(note="болеет")
    write(desk, sheet, sheet.with_values(danger="2").with_parts("who", rows))
    acts = desk.read(lambda reading: history.journal_of_family(reading, family))
    with speaking("ru"):
        entry = History(desk).entries(acts)[0]
    said = {(change.field, change.before, change.after) for change in entry.changes}
    assert ("Кто живёт / Примечание", "", "болеет") in said
    assert any(field == "Опасность" and before != after for field, before, after in said)
    assert not any("ответ" in before for _field, before, _after in said)


def test_answers_go_back_one_act(desk):
    family = register(desk)
    install(desk)
    sheet = filled(desk, family, danger="1", address="старый")
    changes = write(desk, sheet, sheet.with_values(danger="2", address=None, area=Decimal("10.00")))
    desk.do("Undo", lambda unit: undo_act(unit, changes.act))
    back = stands(desk, sheet.id)
    assert {key: back.values[key] for key in ("danger", "address", "area")} == {
        "danger": "1", "address": "старый", "area": None,
    }  # fmt: skip


def test_an_answer_that_differs_from_the_card_becomes_a_statement_of_that_form(desk):
    family = register(desk)
    install(desk)
    sheet = filled(desk, family, phone="+996 700 000 001", area=Decimal("54.50"))
    said = {row.field: row.value for row in statements(desk)}
    assert said == {"phone": {"is": "+996 700 000 001"}, "housing_area": {"is": "54.50"}}
    assert {row.sheet_id for row in statements(desk)} == {sheet.id}
    write(desk, sheet, sheet.with_values(danger="1"))
    assert len(statements(desk)) == 2
    assert opened(desk, "family", family).values["phone"] == "+996 555 120 340"


def test_an_answer_about_a_person_in_a_row_becomes_a_statement_about_that_person(desk):
    from desktop.models.partial_dates import PartialDate

    family = register(desk)
    install(desk)
    record, fixed = begin(desk, family)
    rows = dict(record.parts["who"])
    first = next(iter(rows))
    rows[first] = rows[first].with_values(born=PartialDate(1990))
    write(desk, None, record.with_parts("who", rows), fixed)
    (said,) = statements(desk)
    page = desk.read(lambda reading: family_page(reading, family))
    assert page is not None
    assert (said.subject_kind, said.field, said.subject_id) == ("person", "born", page.members[0].person.id)


def test_the_level_of_risk_is_written_onto_the_case(desk):
    family = register(desk)
    install(desk)
    sheet = filled(desk, family, danger="3")
    desk.do(sheets.RISK, lambda unit: sheets.record_risk(unit, sheet.id))
    case = desk.read(lambda reading: reading.connection.execute(select(Case.__table__)).one())
    assert (case.risk, case.risk_score, case.risk_on) == ("high", 3, desk.today)


ACCEPTED = """[[sections.questions]]
key = "accepted_level"
label = "Принято командой"
kind = "choice"
dictionary = "risk_levels"
[[scores]]"""


def test_what_the_team_accepted_goes_before_the_points(desk):
    family = register(desk)
    install(desk, FORM.replace("[[scores]]", ACCEPTED, 1))
    sheet = filled(desk, family, danger="3", accepted_level="low")
    desk.do(sheets.RISK, lambda unit: sheets.record_risk(unit, sheet.id))
    case = desk.read(lambda reading: reading.connection.execute(select(Case.__table__)).one())
    assert (case.risk, case.risk_score) == ("low", 3)


CLOSED = FORM.replace("home_check", "psychology").replace("number =", "closed = true\nnumber =")


def test_the_journal_of_changes_keeps_silent_about_closed_answers(desk):
    family = register(desk)
    install(desk, CLOSED)
    record, fixed = begin(desk, family, "psychology")
    write(desk, None, record.with_values(danger="3", address="тайный знак"), fixed)
    sheet = stands(desk, record.id)
    write(desk, sheet, sheet.with_values(address="второй тайный знак"))
    acts = desk.read(lambda reading: history.journal_of_family(reading, family))
    assert "тайный знак" not in str(acts)
    assert not statements(desk)
    with pytest.raises(Rejected):
        desk.do(sheets.OPENED, lambda unit: sheets.open_closed_sheet(unit, record.id, " "))
    desk.do(sheets.OPENED, lambda unit: sheets.open_closed_sheet(unit, record.id, "консилиум"), undoable=False)
    acts = desk.read(lambda reading: history.journal_of_family(reading, family))
    assert "консилиум" in str(acts)


def test_a_closed_question_of_an_open_form_leaves_no_answer_in_the_journal_of_changes(desk):
    family = register(desk)
    install(desk, FORM.replace('key = "address"', 'key = "address"\nclosed = true'))
    record, fixed = begin(desk, family)
    write(desk, None, record.with_values(address="тайный знак", danger="1"), fixed)
    sheet = stands(desk, record.id)
    spoken = write(desk, sheet, sheet.with_values(address="второй тайный знак", danger="2"))
    with pytest.raises(Rejected):
        desk.do("Undo", lambda unit: undo_act(unit, spoken.act))
    sheet = stands(desk, record.id)
    plain = write(desk, sheet, sheet.with_values(danger="3"))
    desk.do("Undo", lambda unit: undo_act(unit, plain.act))
    assert stands(desk, record.id).values["address"] == "второй тайный знак"
    assert "тайный знак" not in str(desk.read(lambda reading: history.journal_of_family(reading, family)))
    assert "address" not in {row.field for row in statements(desk)}


def test_a_closed_form_is_neither_shown_nor_printed_before_a_reason_is_given(desk, founded):
    family = register(desk)
    install(desk, CLOSED)
    record, fixed = begin(desk, family, "psychology")
    write(desk, None, record.with_values(danger="3", address="тайный знак"), fixed)
    other = founded.desk(BEKTUR, seed=9)

    def printed() -> str:
        made = other.read(lambda reading: form_print(reading, "psychology", family, other.reader))
        return f"{made.document()}{made.workbook()}"

    with pytest.raises(Rejected):
        other.read(lambda reading: sheets.open_sheet(reading, record.id))
    with pytest.raises(Rejected):
        printed()
    other.do(sheets.OPENED, lambda unit: sheets.open_closed_sheet(unit, record.id, "консилиум"))
    assert printed().count("тайный знак") == 2


def test_a_second_desk_sees_an_installed_form_without_a_restart(desk, founded):
    other = founded.desk(BEKTUR, seed=9)
    other.questionnaires()
    told = []
    other.changed.subscribe(told.append)
    before = other.seen
    install(desk)
    other.catch_up(before)
    assert told
    assert "home_check" in {form.key for _id, form in other.questionnaires()}


def test_a_form_that_names_what_this_office_lacks_is_refused_with_the_line(desk):
    with pytest.raises(DefinitionError) as caught:
        install(desk, FORM.replace('dictionary = "scale_0_3"', 'dictionary = "scale_0_9"'))
    assert caught.value.problems[0].line > 1


def test_a_new_version_of_a_dictionary_adds_codes_and_changes_words(desk):
    text = 'kind = "dictionary"\nkey = "clubs"\nversion = 1\ntitle = "Кружки"\n[entries]\nchess = "шахматы"\n'
    install(desk, text)
    assert desk.choices("clubs") == (("chess", "шахматы"),)
    second = text.replace("version = 1", "version = 2").replace("шахматы", "шахматы и шашки") + 'choir = "хор"\n'
    install(desk, second)
    assert desk.choices("clubs") == (("chess", "шахматы и шашки"), ("choir", "хор"))


def test_an_entry_that_is_no_longer_offered_keeps_its_caption(desk):
    id_ = desk.do("Entry", lambda unit: definitions_kept.add_entry(unit, "sexes", "own", "иное")).result
    assert ("own", "иное") in desk.choices("sexes")
    desk.do("Entry", lambda unit: definitions_kept.change_entry(unit, id_, 1, "иное", retired=True))
    assert "own" not in dict(desk.choices("sexes"))
    assert desk.caption("sexes", "own") == "иное"
    with pytest.raises(Rejected):
        desk.do("Entry", lambda unit: definitions_kept.add_entry(unit, "sexes", "own", "ещё раз"))


def test_a_sheet_that_is_gone_is_not_in_the_list(desk):
    family = register(desk)
    install(desk)
    sheet = filled(desk, family)
    desk.do(sheets.REMOVED, lambda unit: sheets.remove_sheet(unit, sheet.id, sheet.version))
    assert desk.read(lambda reading: sheets.sheets_of(reading, family)) == ()
    assert desk.read(lambda reading: reading.connection.execute(select(AnswerSheet.removed)).scalar_one()) is True
