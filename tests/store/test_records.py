"""The lines of a journal: right in both engines, and as many statements for a thousand lines as for one."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from desktop.models.definitions import Journal, JournalColumn
from desktop.models.everything import ROOTS
from desktop.models.journals import DERIVED, JournalAsk, derived_for, lists_of, pointers, sources_for
from desktop.models.support import MaterialAid, ServiceGiven
from desktop.models.visits import Visit
from desktop.services import records
from desktop.services.families import NewFamily, NewMember, family_page
from desktop.services.visits import record_visit
from desktop.store import bulk
from tests.offices import held, register
from tests.places import place
from tests.store.test_opening import counted

__all__ = ["place"]


def journal(root: str, *of: str, **more: object) -> Journal:
    """A journal of these columns."""
    return Journal("own", 1, "Журнал", root, tuple(JournalColumn("", (one,)) for one in of), **more)


def lines(desk, wanted: Journal, **ask: object) -> list[list[str]]:
    """The journal in words, oldest first."""
    found = desk.read(lambda reading: records.rows(reading, wanted, records.ids(reading, wanted, JournalAsk(**ask))))
    return [list(records.line(row, desk.reader).texts) for row in found]


def contact(desk, day: int, words: str, **values: object) -> UUID:
    """A call on a day of November, noon in the office's zone."""
    at = desk.now().replace(day=day, hour=6)
    given = {"at": at, "kind": "call", "words": words, **values}
    wanted = journal("contact", "words", form="contact", day="at")
    record, fixed = records.new_record(wanted, desk.new_id(), me=desk.actor.id, today=desk.today, now=desk.now())
    edit = records.Edit(None, record.with_values(**given), fixed)
    return desk.do("A call", lambda unit: records.save_act(wanted)(unit, (edit,))).result


@pytest.mark.parametrize("root", sorted(ROOTS))
def test_every_fact_of_every_kind_can_stand_in_a_column(desk, root):
    wanted = journal(root, *sources_for(root))
    assert wanted.columns
    lines(desk, wanted)
    lines(desk, wanted, text="Кравцова")


def test_every_derived_fact_belongs_to_some_kind_of_record():
    assert {name for root in ROOTS for name in derived_for(root)} == set(DERIVED)


def test_a_period_a_worker_and_words_choose_lines(desk):
    family = register(desk)
    contact(desk, 10, "Звонила школа", family_id=family, worker_id=desk.actor.id)
    contact(desk, 12, "Мать просит совета", family_id=family)
    contact(desk, 14, "Чужой разговор")
    wanted = journal("contact", "words", day="at")
    assert lines(desk, wanted) == [["Звонила школа"], ["Мать просит совета"], ["Чужой разговор"]]
    assert lines(desk, wanted, since=date(2026, 11, 12), till=date(2026, 11, 12)) == [["Мать просит совета"]]
    assert lines(desk, wanted, worker=desk.actor.id) == [["Звонила школа"]]
    assert lines(desk, wanted, text="чужой") == [["Чужой разговор"]]
    assert lines(desk, wanted, text="кравцов") == [["Звонила школа"], ["Мать просит совета"]]
    assert lines(desk, wanted, text="50%_") == []
    assert lines(desk, wanted, family=family) == [["Звонила школа"], ["Мать просит совета"]]


def test_the_day_of_a_moment_is_the_day_of_the_office(desk):
    at = desk.now().replace(day=10, hour=19)  # one in the night of the eleventh in Bishkek
    contact(desk, 10, "Ночной звонок", at=at)
    wanted = journal("contact", "words", day="at")
    assert lines(desk, wanted, since=date(2026, 11, 11), till=date(2026, 11, 11)) == [["Ночной звонок"]]
    assert lines(desk, wanted, till=date(2026, 11, 10)) == []


def test_a_filter_keeps_only_its_codes(desk):
    contact(desk, 10, "Письмо", kind="letter")
    contact(desk, 11, "Звонок")
    assert lines(desk, journal("contact", "words", day="at", filter=({"kind": ("letter",)},))) == [["Письмо"]]


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (({"after_hours": True},), ["Ночью"]),
        (({"after_hours": False},), ["Днём", "Письмо", "Договорились"]),
        (({"result": True},), ["Ночью", "Договорились"]),
        (({"result": False},), ["Днём", "Письмо"]),
        (({"after_hours": True, "result": True},), ["Ночью"]),
        (({"after_hours": True}, {"kind": ("letter",)}), ["Ночью", "Письмо"]),
        (({"minutes": True},), ["Днём"]),
    ],
)
def test_a_filter_asks_for_yes_for_something_written_and_for_one_of_several(desk, condition, found):
    contact(desk, 10, "Ночью", after_hours=True, result="Придём")
    contact(desk, 11, "Днём", after_hours=False, minutes=0)
    contact(desk, 12, "Письмо", kind="letter", result="")
    contact(desk, 13, "Договорились", result="Придут сами")
    assert lines(desk, journal("contact", "words", day="at", filter=condition)) == [[words] for words in found]


def test_a_new_record_says_what_its_journal_asks_for(desk):
    def begun(*conditions: dict[str, object]) -> object:
        wanted = journal("contact", "words", form="contact", day="at", filter=conditions)
        record, _fixed = records.new_record(wanted, desk.new_id(), me=None, today=desk.today, now=desk.now())
        return record.values.get("kind"), record.values.get("after_hours"), record.values.get("result")

    assert begun({"kind": ("letter", "call"), "after_hours": True, "result": True}) == ("letter", True, None)
    assert begun({"kind": ("letter",)}, {"after_hours": True}) == (None, None, None)


def test_what_was_removed_is_not_in_the_journal_and_comes_back(desk):
    id_ = contact(desk, 10, "Ошибка")
    wanted = journal("contact", "words", day="at")
    desk.do("Removed", lambda unit: records.remove(unit, wanted, id_, 1))
    assert lines(desk, wanted) == []
    desk.do("Back", lambda unit: records.bring_back(unit, wanted, id_))
    assert lines(desk, wanted) == [["Ошибка"]]


def test_references_codes_and_joined_facts_stand_in_words(desk):
    family = register(desk)
    page = desk.read(lambda reading: family_page(reading, family))
    contact(desk, 10, "О школе", family_id=family, person_id=page.members[0].person.id, worker_id=desk.actor.id, minutes=15)
    wanted = Journal("own", 1, "Журнал", "contact", (
        JournalColumn("", ("at",)), JournalColumn("", ("kind", "minutes")), JournalColumn("", ("person_id", "name")),
        JournalColumn("", ("worker_id",)), JournalColumn("", ("family_id.phone",)), JournalColumn("", ("@family", "@number")),
    ), day="at")  # fmt: skip
    [line] = lines(desk, wanted)
    assert line[:5] == ["10.11.2026 12:00", "звонок, 15", "Кравцова Марина", "Асанова А.", "+996 555 120 340"]
    assert line[5].startswith("Кравцовы, 04-2026-")


def test_the_printed_journals_find_the_people_and_the_papers_of_a_family(desk):
    people = (
        NewMember({"surname": "Кравцова", "given_name": "Марина"}, "mother"),
        NewMember({"surname": "Кравцов", "given_name": "Олег"}, "father", lives="not_living"),
        NewMember({"surname": "Кравцов", "given_name": "Тимур"}, "child"),
    )
    register(desk, NewFamily("Кравцовы", address="ул. Токтогула, 12", members=people))
    wanted = journal("case", "@household", "@mother", "@father", "@children", "@address", "@levels", "@agreement")
    [line] = lines(desk, wanted)
    assert "Кравцова Марина" in line[0]
    assert "Олег" not in line[0]  # lives apart
    assert line[1:5] == ["Кравцова Марина", "Кравцов Олег", "Кравцов Тимур", "ул. Токтогула, 12"]


def test_a_visit_says_whom_it_met_and_how_long_it_was(desk):
    family = register(desk)
    visit = held(desk, family, came="14:00", left="15:30", danger=True)
    desk.do("A visit", lambda unit: record_visit(unit, visit))
    wanted = journal("visit", "@duration", "@met", "@participants", "@dangers", "@steps", "@services", day="visited_on")
    [line] = lines(desk, wanted)
    assert line[0] == "14:00, 15:30, 90 мин"
    assert line[1].splitlines() == ["Кравцова Марина", "видели ребёнка: Кравцов Тимур"]
    assert line[3] == "признаки насилия"


def given_at(desk, family, visit, day):
    """Two services and two gifts of a visit, one gift of another day."""

    def act(unit):
        common = {"family_id": family, "given_on": day, "visit_id": visit}
        unit.add(ServiceGiven(id=unit.new_id(), name="Сварили обед", kind="urgent_meals", **common))
        unit.add(
            MaterialAid(
                id=unit.new_id(),
                name="Крупа",
                kind="food",
                quantity=Decimal(3),
                unit="kilogram",
                total=Decimal("250.50"),
                **common,
            )
        )
        unit.add(MaterialAid(id=unit.new_id(), name="Сапоги", kind="shoes", total=Decimal(1800), **common))
        late = day - timedelta(days=900)
        unit.add(MaterialAid(id=unit.new_id(), name="Уголь", kind="fuel", family_id=family, given_on=late))

    desk.do("Help", act)


def test_a_visit_says_what_was_brought_for_how_much_and_what_was_seen(desk):
    family = register(desk)
    edit = held(desk, family)
    visit = desk.do("A visit", lambda unit: record_visit(unit, edit)).result
    given_at(desk, family, visit, desk.today)

    def seen(unit):
        row = unit.claim(Visit, visit, None)
        row.housing, row.children_state, row.danger_unseen = "critical", "good", True

    desk.do("Seen", seen)
    wanted = journal("visit", "@services", "@aid", "@money", "@observed", "@dangers", day="visited_on")
    [line] = lines(desk, wanted)
    assert line[0] == "Сварили обед, срочная: горячее питание, продукты"
    assert line[1].splitlines() == ["Крупа, 3, кг", "Сапоги"]
    assert line[2] == "2\u00a0050,50"
    assert line[3].splitlines() == ["жильё: критично", "дети: хорошо"]
    assert line[4] == "ребёнка не видели"


def test_a_case_says_the_kinds_of_help_given_while_it_is_open(desk):
    family = register(desk)
    given_at(desk, family, None, desk.today)
    assert [line[0].splitlines() for line in lines(desk, journal("case", "@help"))] == [
        ["срочная: горячее питание, продукты", "продукты", "обувь"]
    ]
    assert len(lines(desk, journal("family", "@help"))[0][0].splitlines()) == 4  # and the coal of years ago


@pytest.mark.parametrize("root", ["contact", "visit", "case", "group_session", "institution_stay"])
def test_a_journal_costs_the_same_number_of_statements_however_long_it_is(desk, root):
    wanted = journal(root, *sources_for(root), day="at" if root == "contact" else "")
    asked = []
    for many in (1, 40):
        for n in range(many):
            family = register(desk)
            if root == "contact":
                contact(desk, 1 + n % 20, "Звонок", family_id=family, worker_id=desk.actor.id)
            elif root == "visit":
                desk.do("A visit", lambda unit, family=family: record_visit(unit, held(desk, family)))
        found = desk.read(lambda reading: records.ids(reading, wanted, JournalAsk()))
        asked.append(len(counted(desk, lambda reading, ids=found: records.rows(reading, wanted, ids))[1]))
        if root in {"group_session", "institution_stay"}:
            break
    assert len(set(asked)) == 1
    most = len(pointers(root)) + len(lists_of(root)) * 10 + len(sources_for(root))
    assert asked[0] <= most


def test_a_hundred_thousand_lines_are_chosen_in_one_statement(desk):
    family = register(desk)
    rows = [
        {"id": desk.new_id(), "family_id": family, "given_on": desk.today - timedelta(days=n % 900), "name": f"Продукты {n}",
         "functions": ()}
        for n in range(3_000)
    ]  # fmt: skip
    desk.do("Loaded", lambda unit: bulk.load(unit, {"service_given": rows}) and None)
    wanted = journal("service_given", "name", "person_id", day="given_on")
    ids, asked = counted(desk, lambda reading: records.ids(reading, wanted, JournalAsk(), newest_first=True))
    assert (len(ids), len(asked)) == (3_000, 1)
    found, asked = counted(desk, lambda reading: records.rows(reading, wanted, ids[:100]))
    assert len(found) == 100
    assert len(asked) == 1
    assert [row.day for row in found] == sorted((row.day for row in found), reverse=True)
