"""What is wrong with a record: red only where it cannot be true."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from desktop.models.definitions import Condition, FormDefinition, Level, Placed, Rows, Score, Section
from desktop.models.fields import Field
from desktop.models.partial_dates import PartialDate
from desktop.models.snapshots import Snapshot
from desktop.rules import findings, forms

TODAY = date(2026, 11, 24)


def said(record):
    return {finding.path: finding.blocks for finding in findings.check_record(record, TODAY)}


def person(**values):
    return Snapshot("person", UUID(int=1), 0, values)


def test_death_before_birth_cannot_be():
    assert said(person(born=PartialDate(1988, 7, 19), died=PartialDate(1987))) == {("died",): True}


def test_an_inexact_date_gets_the_benefit_of_the_doubt():
    assert said(person(born=PartialDate(1988, 7, 19), died=PartialDate(1988))) == {}
    assert said(person(born=PartialDate(1988, about=True), died=PartialDate(1980))) == {}


def test_a_birth_in_the_future_is_red_and_one_120_years_ago_amber():
    assert said(person(born=PartialDate(2027))) == {("born",): True}
    assert said(person(born=PartialDate(1887))) == {("born",): False}


def test_the_number_of_another_year_is_amber():
    assert said(person(born=PartialDate(1988, 7, 19), citizenship="kg", personal_number="11907198700521")) == {
        ("personal_number",): False
    }


def test_leaving_before_coming_cannot_be():
    visit = {"visited_on": TODAY, "came": "10:15", "left": "09:50"}
    assert said(Snapshot("visit", UUID(int=1), 0, visit)) == {("left",): True}
    assert said(Snapshot("visit", UUID(int=1), 0, visit | {"left": "10:15", "next_on": date(2026, 11, 1)})) == {
        ("next_on",): False
    }


def test_rows_are_checked_too():
    row = Snapshot("work", UUID(int=5), 0, {"since": date(2026, 3, 1), "till": date(2026, 2, 1), "income": Decimal(-1)})
    record = Snapshot("person", UUID(int=1), 0, {}, {"work": {row.id: row}})
    assert said(record) == {("work", str(row.id), "till"): True, ("work", str(row.id), "income"): True}


def test_a_text_that_is_too_long_is_said_before_the_database_says_it():
    assert said(person(surname="К" * 201)) == {("surname",): True}


def test_a_parent_is_twelve_years_older():
    assert findings.check_parent(PartialDate(1988), PartialDate(1999, 6)) is not None
    assert findings.check_parent(PartialDate(1988), PartialDate(2000, 1, 1)) is None
    assert findings.check_parent(PartialDate(2001), PartialDate(2000, 1, 1)) is not None
    assert findings.check_parent(None, PartialDate(2000)) is None
    adoptive = Snapshot("bond", UUID(int=1), 0, {"kind": "parent", "nature": "adoptive"})
    born = Snapshot("bond", UUID(int=1), 0, {"kind": "parent", "nature": "birth"})
    assert findings.check_bond(adoptive, PartialDate(1995), PartialDate(2000)) == ()
    (finding,) = findings.check_bond(born, PartialDate(1995), PartialDate(2000))
    assert not finding.blocks


OUTCOME = Placed(Field("Исход", "choice", "outcome", needed_for=frozenset({"printing"})), points={"bad": 3, "good": 0})
WHY = Placed(
    Field("Почему", "text", "why", needed_for=frozenset({"printing"})),
    show_when=Condition("outcome", ("bad",)),
)
NUMBER = Placed(Field("Число", "number", "number"))
LIST = Rows(
    "rows",
    "rows",
    "Строки",
    (Placed(Field("Имя", "text", "name", needed_for=frozenset({"printing"}))),),
    ("name",),
    at_least=1,
)
FORM = FormDefinition(
    "f", 1, "Ф", (Section("Р", (OUTCOME, WHY, NUMBER, LIST)),),
    scores=(Score("sum", "Сумма", ("outcome", "number"), (Level(0, "low"), Level(5, "high"))),),
)  # fmt: skip


def test_what_is_hidden_is_not_missing():
    empty = Snapshot("form:f@1", UUID(int=1), 0, {"outcome": "good"})
    assert forms.missing(FORM, empty) == (("rows",),)
    assert forms.missing(FORM, empty.with_values(outcome="bad")) == (("why",), ("rows",))
    row = Snapshot("rows", UUID(int=2), 0, {"name": " "})
    assert forms.missing(FORM, empty.with_parts("rows", {row.id: row})) == (("rows", str(row.id), "name"),)
    assert forms.missing(FORM, empty, "signing") == (("rows",),)  # rows a questionnaire asks for are signed for too


def test_scores_add_points_and_name_their_level():
    (total,) = forms.totals(FORM, {"outcome": "bad", "number": 2})
    assert (total.points, total.level, total.unanswered) == (5, "high", 0)
    (total,) = forms.totals(FORM, {"outcome": "bad"})
    assert (total.points, total.level, total.unanswered) == (3, "low", 1)


def bond(**values):
    return Snapshot("bond", UUID(int=7), 1, values)


def test_a_nature_or_an_ending_of_another_kind_of_bond_is_amber():
    assert said(bond(kind="parent", nature="identical", ended="divorce")) == {("nature",): False, ("ended",): False}
    assert said(bond(kind="twins", nature="identical")) == {}
    assert said(bond(kind="union", nature="marriage", ended="divorce")) == {}
    assert said(bond(kind="parent", nature="own_code_of_the_office")) == {}


def test_twins_born_in_other_years_are_amber():
    twins = bond(kind="twins", nature="fraternal")
    (found,) = findings.check_bond(twins, PartialDate(2015, 5, 1), PartialDate(2017, 5, 1))
    assert not found.blocks
    assert findings.check_bond(twins, PartialDate(2015, 5, 1), PartialDate(2015, 5, 2)) == ()
    assert findings.check_bond(twins, PartialDate(2015), PartialDate(2015, 5, 2)) == ()


def test_observation_longer_than_a_year_and_a_person_twice_in_a_family_are_said():
    case = Snapshot("case", UUID(int=8), 1, {"closed_on": date(2026, 1, 31), "observe_till": date(2027, 2, 1)})
    assert said(case) == {("observe_till",): False}
    rows = {UUID(int=n): Snapshot("membership", UUID(int=n), 0, {"person_id": UUID(int=1), "till": None}) for n in (1, 2)}
    family = Snapshot("family", UUID(int=9), 1, {"low_income_till": date(2026, 1, 1)}, {"memberships": rows})
    assert said(family) == {("low_income_till",): False, ("memberships", str(UUID(int=2)), "person_id"): True}


def test_a_paper_out_of_date_is_amber_and_one_older_than_its_owner_red():
    id_ = UUID(int=3)
    paper = Snapshot(
        "person_document", id_, 0, {"kind": "other_document", "valid_till": date(2026, 1, 1), "issued_on": date(1980, 1, 1)}
    )
    owner = Snapshot("person", UUID(int=1), 0, {"born": PartialDate(1988, 7, 19)}, {"documents": {id_: paper}})
    assert said(owner) == {("documents", str(id_), "valid_till"): False, ("documents", str(id_), "issued_on"): True}
