from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from desktop.models.families import FamilyLine
from desktop.models.lists import FamilyRow, ListFilter
from desktop.models.snapshots import Changed, Changes
from desktop.presenters.families_list import FamiliesList
from desktop.presenters.family_cells import COLUMNS, Said, cells, condition_of, sentence
from desktop.presenters.search import Search, Target
from desktop.services.desk import Desk
from desktop.store.engines import create_file
from tests import made_families
from tests.made_families import CURATORS, TODAY


@pytest.fixture
def made() -> list[dict[str, Any]]:
    return []


@pytest.fixture
def desk(tmp_path: Path, made: list[dict[str, Any]]) -> Iterator[Desk]:
    engine = create_file(tmp_path / "office.opora", None)
    made += made_families.fill(engine, 120, search=True)
    opened = made_families.desk(engine, tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def families(desk: Desk) -> Iterator[FamiliesList]:
    presenter = FamiliesList(desk)
    presenter.count()
    yield presenter
    presenter.close()


def shown(families: FamiliesList, sort: str = "number", descending: bool = False) -> list[UUID]:
    arrived: list[bytes] = []
    families.request_ids(sort, descending, arrived.append)
    (packed,) = arrived
    return [UUID(bytes=packed[at : at + 16]) for at in range(0, len(packed), 16)]


def row(**values: Any) -> FamilyRow:
    plain: dict[str, Any] = {
        "id": UUID(int=1), "number": "04-2026-0067", "name": "Кравцова", "children": 2, "youngest_born": 2020,
        "status": "active", "grounds_group": "danger", "risk": "high", "stages": (), "curator_id": CURATORS[0].id,
        "curator": "Асанова Г. М.", "district": "4", "address": "", "opened_on": None, "next_visit_on": None,
        "children_seen_on": TODAY, "agreement_till": None, "alerts": 0,
    }  # fmt: skip
    return FamilyRow(**(plain | values))


def test_at_first_the_families_in_work_are_shown(families, made):
    ended = {r["family_id"] for r in made if r["status"] in {"closed", "transferred"}}
    assert not ended & set(shown(families))
    assert families.chips() == [("status", "Статус: в работе")]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-3, Said("просрочен 3 дня", "red")), (-1, Said("просрочен 1 день", "red")),
        (-21, Said("просрочен 21 день", "red")), (-12, Said("просрочен 12 дней", "red")),
        (0, Said("25.11.2026")), (3, Said("28.11.2026")),
    ],
)  # fmt: skip
def test_an_overdue_visit_is_said_in_days(desk, days, expected):
    assert cells(row(next_visit_on=TODAY + timedelta(days)), desk, TODAY)["next_visit"] == expected


def test_nothing_is_overdue_in_a_closed_case(desk):
    said = cells(row(status="closed", next_visit_on=TODAY - timedelta(9)), desk, TODAY)
    assert said["next_visit"] == Said("16.11.2026")


def test_several_open_stages_are_all_named(desk):
    assert cells(row(stages=("joining", "gathering")), desk, TODAY)["stages"].text == "2. Присоединение · 3. Сбор"
    assert cells(row(stages=("gathering",)), desk, TODAY)["stages"].text == "3. Сбор информации"
    assert cells(row(stages=("observation",)), desk, TODAY)["stages"].text == "Наблюдение"


def test_a_child_nobody_has_seen_is_said_and_a_family_without_children_is_not_blamed(desk):
    assert cells(row(children_seen_on=None), desk, TODAY)["seen"] == Said("видели не всех", "amber")
    assert cells(row(children_seen_on=None, children=0), desk, TODAY)["seen"] == Said("")


def test_a_danger_not_answered_comes_first_for_who_hears_the_row(desk):
    alarming = row(alerts=2)
    said = cells(alarming, desk, TODAY)
    assert said["family"].tone == "red"
    assert sentence(alarming, said).startswith("2 тревоги без ответа, № дела: 04-2026-0067, Семья: Кравцова")


def test_every_column_has_its_cell(desk):
    assert list(cells(row(), desk, TODAY)) == [column.key for column in COLUMNS]


def test_filters_are_chips_and_each_chip_can_be_taken_off(families):
    families.set_condition("district", "4", "5")
    families.set_condition("young", "7")
    families.toggle("curator", "mine")
    families.set_text(" ленина ")
    assert families.chips() == [
        ("status", "Статус: в работе"), ("district", "Участок: 4, 5"), ("young", "Есть дети до 7 лет"),
        ("curator", "Куратор: мои семьи"), ("text", "Слова: ленина"),
    ]  # fmt: skip
    families.drop("text")
    families.drop("young")
    families.toggle("district", "4")
    families.toggle("curator", "mine")
    assert families.filter == ListFilter({"status": ("in_work",), "district": ("5",)})


def test_clearing_says_whether_there_was_anything_to_clear(families, made):
    assert families.clear()
    assert not families.clear()
    assert len(shown(families)) == sum(not r["removed"] for r in made)


def test_filters_are_found_again_next_time_but_words_are_not(desk, families):
    families.set_condition("risk", "high")
    families.set_text("ленина")
    again = FamiliesList(desk)
    assert again.filter == ListFilter({"status": ("in_work",), "risk": ("high",)})
    again.close()


def test_only_such_as_this_one(families):
    assert condition_of(row(), "risk") == ("risk", "high")
    assert families.only_such(row(), "curator")
    assert dict(families.chips())["curator"] == "Куратор: Асанова Г. М."
    assert not families.only_such(row(), "number")
    assert not families.only_such(row(district=""), "district")


def test_saved_filters_show_how_many_families_they_hold(desk, families, made):
    counts = {one.name: one.count for one in families.saved}
    assert list(counts) == ["просрочен визит", "нет договора", "СОП"]
    working = [r for r in made if not r["removed"] and r["status"] not in {"closed", "transferred"}]
    assert counts["просрочен визит"] == sum(bool(r["next_visit_on"] and r["next_visit_on"] < TODAY) for r in working)
    families.set_condition("district", "4")
    families.save("четвёртый")
    assert families.in_use == "четвёртый"
    families.use_saved("СОП")
    assert len(shown(families)) == counts["СОП"]
    again = FamiliesList(desk)
    assert [one.name for one in again.saved] == ["просрочен визит", "нет договора", "СОП", "четвёртый"]
    again.forget("нет договора")
    assert [one.name for one in again.saved] == ["просрочен визит", "СОП", "четвёртый"]
    again.close()


def test_numbers_are_said_in_words(families, made):
    total = sum(not r["removed"] for r in made)
    working = len(shown(families))
    assert families.numbers_in_words() == f"{working} в работе, {total} всего"
    assert families.footer_in_words(1)[:2] == (f"Показано {working} из {working}", "Выбрана 1")
    families.clear()
    everything = shown(families)
    assert families.footer_in_words(0) == (
        f"Показано {total} из {total}",
        f"Детей в отборе {sum(r['children'] for r in made if r['family_id'] in everything)}",
    )


def told(desk: Desk, *ids: UUID) -> None:
    desk.changed.tell(Changes(1, "", "", tuple(Changed("visit", UUID(int=5), 1, (id_,)) for id_ in ids)))


def set_line(desk: Desk, id_: UUID, **values: Any) -> None:
    with desk.office_kept.engine.execution_options(writes=True).begin() as connection:
        connection.execute(update(FamilyLine).where(FamilyLine.family_id == id_).values(**values))


def test_what_a_colleague_changed_is_read_again_and_nothing_else(desk, families):
    first, second, *_others = shown(families)
    asked: list[Any] = []
    touched: list[list[bytes]] = []
    families.asked.subscribe(asked.append)
    families.touched.subscribe(touched.append)
    set_line(desk, second, risk="low")
    told(desk, second)
    assert (asked, touched) == ([], [[second.bytes]])
    assert first.bytes not in touched[0]


def test_a_family_that_comes_into_the_filter_or_leaves_it_reorders_the_list(desk, families):
    first, *_others = shown(families)
    asked: list[Any] = []
    families.asked.subscribe(asked.append)
    set_line(desk, first, status="closed")
    told(desk, first)
    assert len(asked) == 1
    assert first not in shown(families)
    set_line(desk, first, status="active")
    told(desk, first)
    assert len(asked) == 2


def test_a_closed_page_hears_nothing_any_more(desk, families):
    heard = desk.changed.heard
    other = FamiliesList(desk)
    other.close()
    assert desk.changed.heard == heard


def test_search_answers_while_typing_and_opens_what_is_chosen(desk, made):
    search, opened = Search(desk), []
    search.opened.subscribe(opened.append)
    search.type("rhfdwjd")
    assert search.state == "found"
    assert search.words() == "Показано для «кравцов»"
    search.move(-1)
    assert search.chosen == len(search.answer.hits) - 1
    search.move(1)
    search.enter()
    hit = search.answer.hits[0]
    assert opened == [Target(hit.kind, hit.record, hit.family_id)]
    assert search.recent == ["кравцов"]
    again = Search(desk)
    assert again.recent == ["кравцов"]


def test_enter_looks_for_similar_surnames_when_nothing_was_found(desk):
    search = Search(desk)
    search.type("жумобаева")
    assert (search.state, search.words()) == (
        "nothing",
        "Ничего не найдено. Enter — поискать похожие фамилии",
    )
    search.enter()
    assert search.state == "found"
    assert search.answer.hits[0].title.startswith("Жумабаева")
    search.type("")
    assert (search.state, search.answer.hits) == ("quiet", ())
