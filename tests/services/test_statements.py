"""Statements with sources: compared, accepted onto the card, closed when somebody types over what was accepted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from desktop.base.errors import Rejected
from desktop.documents.dossier_data import DossierOptions
from desktop.documents.pdf import to_pdf
from desktop.models.answers import AnswerSheet
from desktop.models.documents import Table, plain
from desktop.models.fields import fields_of
from desktop.models.offices import Definition
from desktop.models.partial_dates import PartialDate
from desktop.models.persons import Person
from desktop.models.snapshots import Conflict, Edit
from desktop.models.statements import Matter, NewStatement, kept_value
from desktop.services import cards, history, statements
from desktop.services.chronology import chronology
from desktop.services.families import family_page
from desktop.services.form_printing import form_print
from desktop.services.printing import dossier_document
from desktop.services.statement_papers import statements_print
from desktop.services.undoing import undo_act
from tests.offices import clean, opened, register


@pytest.fixture
def family(desk):
    return register(desk)


def add(desk, family, field="phone", value="+996 700 111 222", who="Соседка", subject=None, **more):
    said = {"said_by": who, "said_on": desk.today, **more}
    kind = "family" if subject is None else "person"
    new = NewStatement(family, kind, subject or family, field, said, kept_value(value))
    return desk.do("A statement was written down", lambda unit: statements.add_statement(unit, new)).result


def accept(desk, id_, reason="Подтвердили двое", version=None):
    return desk.do("Accepted", lambda unit: statements.accept_statement(unit, id_, version, reason)).act


def matter(desk, family, field="phone", kind="family", subject=None) -> Matter:
    return desk.read(lambda r: statements.matter_of(r, family, kind, subject or family, field))


def state(desk, family, id_):
    found = desk.read(lambda r: statements.matters_of(r, family))
    return next(said.state for matter in found for said in matter.statements if said.id == id_)


def save(desk, kind, id_, **values):
    base = opened(desk, kind, id_)
    return desk.do("Changed", lambda unit: cards.save_cards(unit, Edit(base, base.with_values(**values)))).act


def test_a_statement_that_says_otherwise_than_the_card_is_disputed_and_the_card_stays(desk, family):
    id_ = add(desk, family)
    found = matter(desk, family)
    assert found.disputed
    assert found.against == {id_}
    assert opened(desk, "family", family).values["phone"] == "+996 555 120 340"
    marks = desk.read(lambda r: statements.marks(r, [family]))
    assert marks[family, "phone"].tone == "disputed"


def test_accepting_writes_the_card_and_settles_the_others_in_one_act(desk, family):
    one, two = add(desk, family), add(desk, family, value="+996 700 999 999", who="Школа")
    three = add(desk, family, who="Бабушка")
    before = opened(desk, "family", family).version
    accept(desk, one)
    assert opened(desk, "family", family).values["phone"] == "+996 700 111 222"
    assert opened(desk, "family", family).version == before + 1
    assert [state(desk, family, id_) for id_ in (one, two, three)] == ["accepted", "outvoted", "accepted"]
    assert not matter(desk, family).disputed
    assert clean(desk)


def test_a_reason_is_asked_before_anything_is_written(desk, family):
    id_ = add(desk, family)
    with pytest.raises(Rejected):
        accept(desk, id_, " ")
    assert state(desk, family, id_) == "open"


def test_typing_over_an_accepted_value_closes_the_statement_as_replaced(desk, family):
    id_ = add(desk, family)
    accept(desk, id_)
    save(desk, "family", family, phone="+996 700 000 000")
    assert state(desk, family, id_) == "replaced"


def test_saving_another_field_leaves_the_accepted_statement(desk, family):
    id_ = add(desk, family)
    accept(desk, id_)
    save(desk, "family", family, way_there="за мостом")
    assert state(desk, family, id_) == "accepted"


def test_taking_an_act_back_never_leaves_an_accepted_statement_that_is_not_so(desk, family):
    number = save(desk, "family", family, phone="+996 700 111 222")
    id_ = add(desk, family)
    accept(desk, id_)  # the card says so already: its version does not move, so the older act can be taken back
    desk.do("Taken back", lambda unit: undo_act(unit, number), undoes=number)
    assert opened(desk, "family", family).values["phone"] == "+996 555 120 340"
    assert state(desk, family, id_) == "replaced"


def test_taking_the_acceptance_back_opens_the_question_again(desk, family):
    one, two = add(desk, family), add(desk, family, value="+996 700 999 999", who="Школа")
    number = accept(desk, one)
    desk.do("Taken back", lambda unit: undo_act(unit, number), undoes=number)
    assert opened(desk, "family", family).values["phone"] == "+996 555 120 340"
    assert [state(desk, family, id_) for id_ in (one, two)] == ["open", "open"]


def test_a_value_that_cannot_be_true_is_not_put_onto_the_card(desk, family):
    person = next(iter(opened(desk, "family", family).parts["memberships"].values())).values["person_id"]
    day = desk.today + timedelta(days=400)
    id_ = add(desk, family, "born", PartialDate(day.year, day.month, day.day), subject=person)
    with pytest.raises(Rejected):
        accept(desk, id_)
    assert opened(desk, "person", person).values["born"] is None


def test_every_field_of_a_person_can_be_said_accepted_and_typed_over(desk, family):
    person = next(iter(opened(desk, "family", family).parts["memberships"].values())).values["person_id"]
    for field in fields_of(Person):
        if field.kind in ("text", "long") and field.key != "personal_number":
            id_ = add(desk, family, field.key, "Слово", subject=person)
            accept(desk, id_)
            assert opened(desk, "person", person).values[field.key] == "Слово"
            save(desk, "person", person, **{field.key: "Другое"})
            assert state(desk, family, id_) == "replaced"


def test_two_who_decide_at_once_do_not_overrule_each_other(two_desks):
    anna, bektur = two_desks
    family = register(anna)
    id_ = add(anna, family)
    accept(anna, id_, version=1)
    with pytest.raises(Conflict):
        bektur.do("No", lambda unit: statements.reject_statement(unit, id_, 1, "не верю"))


# --- answers of forms ---


def answer(desk, family, sheet, value, field="phone"):
    return desk.do(
        "Answered",
        lambda unit: statements.statement_from_answer(
            unit, family=family, subject_kind="family", subject_id=family, field=field, value=value, sheet=sheet,
            said_by="Мать", said_on=unit.today,
        ),
    ).result  # fmt: skip


@pytest.fixture
def sheet(desk, family):
    def write(unit):
        definition = unit.session.scalars(select(Definition.id)).first()
        row = AnswerSheet(
            id=unit.new_id(),
            family_id=family,
            definition_id=definition,
            filled_on=unit.today,
            state="draft",
            answers={},
        )
        unit.add(row)
        return row.id

    return desk.do("A sheet", write).result


def test_the_same_answer_saved_again_adds_nothing_and_a_changed_one_changes_the_open_statement(desk, family, sheet):
    one = answer(desk, family, sheet, "+996 700 111 222")
    assert answer(desk, family, sheet, "+996 700 111 222") == one
    assert answer(desk, family, sheet, "+996 700 333 333") == one
    assert len(matter(desk, family).statements) == 1
    assert matter(desk, family).statements[0].value == {"is": "+996 700 333 333"}


def test_an_answer_changed_after_the_decision_is_a_new_statement(desk, family, sheet):
    one = answer(desk, family, sheet, "+996 700 111 222")
    accept(desk, one)
    two = answer(desk, family, sheet, "+996 700 333 333")
    assert two != one
    assert opened(desk, "family", family).values["phone"] == "+996 700 111 222"
    assert matter(desk, family).against == {one, two}


def test_an_answer_given_back_after_being_settled_adds_nothing(desk, family, sheet):
    one = answer(desk, family, sheet, "+996 700 111 222")
    desk.do("No", lambda unit: statements.reject_statement(unit, one, None, "ошибка в анкете"))
    assert answer(desk, family, sheet, "+996 700 111 222") == one
    assert state(desk, family, one) == "rejected"


# --- who may read it ---


def seen(desk, family):
    return {said.words for matter in desk.read(lambda r: statements.matters_of(r, family)) for said in matter.statements}


def test_a_level_of_access_is_kept_in_lists_marks_and_the_chronology(two_desks):
    anna, bektur = two_desks
    family = register(anna)
    case = anna.read(lambda r: family_page(r, family)).case
    base = opened(anna, "case", case.id)
    mine = base.with_values(curator_id=anna.actor.id)
    member = anna.new_id()
    team = {member: cards.blank("team_member", member, staff_id=bektur.actor.id, role="psychologist")}
    anna.do("Team", lambda unit: cards.save_cards(unit, Edit(base, mine.with_parts("team", team))))
    for access in (None, "team", "curator_psychologist", "curator", "own_level"):
        said = {
            "said_by": "Мать",
            "said_on": anna.today,
            "words": str(access),
            "sphere": "habits",
            "access": access,
        }
        new = NewStatement(family, "family", family, "", said)
        anna.do("Said", lambda unit, new=new: statements.add_statement(unit, new))
    assert seen(anna, family) == {"None", "team", "curator_psychologist", "curator", "own_level"}
    assert seen(bektur, family) == {"None", "team", "curator_psychologist"}
    told = bektur.read(lambda r: chronology(r, family))
    assert not any("own_level" in line.text for line in told)
    assert any("team" in line.text for line in told)


def test_an_office_where_nobody_is_curator_locks_nobody_out(two_desks):
    anna, bektur = two_desks
    family = register(anna)
    add(anna, family, access="curator")
    assert matter(bektur, family).statements == ()
    save(anna, "case", anna.read(lambda r: family_page(r, family)).case.id, curator_id=None)
    assert len(matter(bektur, family).statements) == 1


def test_who_wrote_a_statement_down_goes_on_reading_it(two_desks):
    anna, bektur = two_desks
    family = register(anna)
    add(bektur, family, access="curator")
    assert len(matter(bektur, family).statements) == 1
    assert len(matter(anna, family).statements) == 1


def test_the_journal_of_changes_says_that_something_closed_was_said_never_what(two_desks):
    anna, bektur = two_desks
    family = register(anna)
    add(anna, family, words="тайный знак", access="curator")
    told = str(bektur.read(lambda r: history.journal_of_family(r, family)))
    assert "said_on" in told
    assert "тайный знак" not in told
    assert "+996 700 111 222" not in told
    assert "тайный знак" in str(anna.read(lambda r: history.journal_of_family(r, family)))


def test_the_printed_form_of_statements_keeps_the_level_of_access(two_desks):
    anna, bektur = two_desks
    family = register(anna)
    add(anna, family, words="тайный знак", access="curator")
    add(anna, family, words="открытые слова")

    def printed(desk):
        return str(desk.read(lambda r: form_print(r, "statement", family, desk.reader).document()))

    assert "тайный знак" in printed(anna)
    assert "тайный знак" not in printed(bektur)
    assert "открытые слова" in printed(bektur)


def test_statements_print_as_a_table_with_what_contradicts_first(desk, family):
    add(desk, family, "housing_note", "сыро", words="Видела сама")
    add(desk, family)
    document = desk.read(lambda r: statements_print(r, family, desk.caption))
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    rows = [[plain(cell) for cell in row] for row in table.rows]
    assert rows[0][0].startswith("! ")
    assert rows[0][1] == "+996 700 111 222"
    assert rows[0][5] == "+996 555 120 340"
    assert rows[1][1] == "сыро; Видела сама"
    assert to_pdf(document).pages == 1
    assert "statements" not in DossierOptions().sections
    chosen = DossierOptions(sections=frozenset({"statements"}))
    dossier = desk.read(lambda r: dossier_document(r, family, desk.caption, chosen))
    assert any(isinstance(block, Table) for block in dossier.blocks)


def test_a_row_of_a_card_has_statements_of_its_own(desk, family):
    id_, row = next(iter(opened(desk, "family", family).parts["memberships"].items()))
    new = NewStatement(family, "membership", id_, "lives", {"said_by": "Сосед", "said_on": desk.today}, kept_value("apart"))
    said = desk.do("Said", lambda unit: statements.add_statement(unit, new)).result
    assert matter(desk, family, "lives", "membership", id_).against == {said}
    accept(desk, said)
    assert opened(desk, "family", family).parts["memberships"][id_].values["lives"] == "apart"
    assert row.values["lives"] != "apart"
    base = opened(desk, "family", family)
    parts = dict(base.parts["memberships"])
    parts[id_] = parts[id_].with_values(lives="permanently")
    desk.do("Typed", lambda unit: cards.save_cards(unit, Edit(base, base.with_parts("memberships", parts))))
    assert state(desk, family, said) == "replaced"
    assert clean(desk)


def test_the_chronology_says_who_said_what(desk, family):
    add(desk, family, words="По личному делу")
    told = [line.text for line in desk.read(lambda r: chronology(r, family)) if line.kind == "statement"]
    assert told == ["Соседка: +996 700 111 222; По личному делу"]
