from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event, update
from sqlalchemy.engine import Connection, Engine

from desktop.models.families import FamilyLine
from desktop.models.lists import FilterKey, ListFilter, SortKey
from desktop.services import lists as service
from desktop.store import lists
from tests.made_families import CURATORS, TODAY, fill, reading

SORTS: tuple[SortKey, ...] = SortKey.__args__  # type: ignore[attr-defined]


@pytest.fixture
def made(engine: Engine) -> list[dict[str, Any]]:
    return fill(engine, 300, search=True)


@pytest.fixture
def connection(engine: Engine, made: list[dict[str, Any]]) -> Iterator[Connection]:
    with engine.connect() as opened:
        yield opened


def ids(connection: Connection, sort: SortKey = "number", descending: bool = False, **conditions: Any) -> list[UUID]:
    text = conditions.pop("text", "")
    found = lists.family_ids(reading(connection), sort, ListFilter(conditions, text), descending=descending)
    return [UUID(bytes=found.packed[at : at + 16]) for at in range(0, len(found.packed), 16)]


def test_every_family_that_was_not_removed_is_in_the_list_once(connection, made):
    shown = ids(connection)
    assert len(shown) == len(set(shown))
    assert set(shown) == {row["family_id"] for row in made if not row["removed"]}


def test_blank_values_stand_last_whichever_way_the_list_is_turned(connection, made):
    for sort in SORTS:
        for descending in (False, True):
            _check_order(connection, made, sort, descending)


def _check_order(connection, made, sort, descending):
    column = {
        "number": "number", "family": "sort_key", "children": "children", "group": "grounds_group",
        "risk": "risk_order", "stages": "stages", "curator": "curator_key", "next_visit": "next_visit_on",
        "seen": "children_seen_on", "status": "status", "district": "district", "agreement": "agreement_till",
        "opened": "opened_on",
    }[sort]  # fmt: skip
    rows = {row["family_id"]: row for row in made}
    shown = [rows[id_][column] for id_ in ids(connection, sort, descending)]
    counted = sort == "children"
    blanks = [not value and not counted for value in shown]
    assert blanks == sorted(blanks)
    values = [value for value in shown if value or counted]
    if sort not in {"group", "stages", "status", "district"}:  # these have an order of their own
        assert values == sorted(values, reverse=descending)
    if sort == "district":
        assert [int(value) for value in values] == sorted(map(int, values), reverse=descending)


def test_names_stand_in_the_russian_order_with_yo_after_ye(connection, made):
    rows = {row["family_id"]: row["name"] for row in made}
    first = list(dict.fromkeys(rows[id_][0] for id_ in ids(connection, "family")))
    order = "АБВГҐДЕЁЖИЇКЛМНОӨПСТЦЧШЭЮЯ"
    assert first == sorted(first, key=order.index)


FILTERS: list[tuple[FilterKey, tuple[str, ...], Any]] = [
    ("status", ("in_work",), lambda r: r["status"] not in {"closed", "transferred"}),
    ("status", ("closed", "draft"), lambda r: r["status"] in {"closed", "draft"}),
    ("district", ("4",), lambda r: r["district"] == "4"),
    ("curator", ("mine",), lambda r: r["curator_id"] == CURATORS[0].id),
    ("curator", (str(CURATORS[1].id),), lambda r: r["curator_id"] == CURATORS[1].id),
    ("grounds_group", ("danger",), lambda r: r["grounds_group"] == "danger"),
    ("risk", ("high", "critical"), lambda r: r["risk_order"] >= 3),
    ("stage", ("plan",), lambda r: "plan" in r["stages"].split(",")),
    ("young", ("7",), lambda r: r["youngest_born"] is not None and r["youngest_born"] >= 2019),
    ("overdue", ("yes",), lambda r: r["next_visit_on"] and r["next_visit_on"] < TODAY
            and r["status"] not in {"closed", "transferred"}),
    ("no_agreement", ("yes",), lambda r: r["agreement_till"] is None or r["agreement_till"] < TODAY),
    ("alerts", ("yes",), lambda r: r["alerts"] > 0),
]  # fmt: skip


def test_a_filter_shows_those_it_names_and_no_others(connection, made):
    for key, codes, expected in FILTERS:
        wanted = {row["family_id"] for row in made if not row["removed"] and expected(row)}
        assert wanted, f"the control: there is something to find by {key}"
        assert set(ids(connection, **{key: codes})) == wanted, key


def test_several_filters_have_to_be_met_together(connection, made):
    shown = ids(connection, district=("4", "5"), risk=("high",))
    assert set(shown) == set(ids(connection, district=("4", "5"))) & set(ids(connection, risk=("high",)))
    assert shown


def test_the_text_of_a_filter_is_searched_as_the_search_does(connection, made):
    rows = {row["family_id"]: row["name"] for row in made}
    assert {rows[id_].split("-")[0] for id_ in ids(connection, text="кравцовой")} == {"Кравцова"}


def test_text_in_the_wrong_layout_is_understood_and_said(connection, made):
    found = service.family_ids(reading(connection), "number", ListFilter(text="rhfdwjdf"))
    assert found.understood == "кравцова"
    assert found.packed == lists.family_ids(reading(connection), "number", ListFilter(text="кравцова")).packed


def test_a_page_is_given_by_id_with_everything_a_row_shows(connection, made):
    row = next(row for row in made if row["stages"].count(",") == 1)
    given = lists.family_rows(reading(connection), [row["family_id"].bytes, UUID(int=7).bytes])
    assert list(given) == [row["family_id"].bytes]
    shown = given[row["family_id"].bytes]
    assert shown.stages == tuple(row["stages"].split(","))
    assert (shown.name, shown.next_visit_on, shown.alerts) == (
        row["name"],
        row["next_visit_on"],
        row["alerts"],
    )


def test_numbers_above_the_list_and_of_saved_filters_agree_with_the_lists(connection, made):
    saved = [ListFilter({"overdue": ("yes",)}), ListFilter({"status": ("closed",)}, "ленина")]
    counts, sizes = service.numbers(reading(connection), saved)
    assert counts.total == len(ids(connection))
    assert counts.in_work == len(ids(connection, status=("in_work",)))
    assert sizes == tuple(len(lists.family_ids(reading(connection), "number", one)) for one in saved)


def test_children_are_summed_over_the_whole_filter(connection, made):
    found = lists.family_ids(reading(connection), "family", ListFilter({"district": ("4",)}))
    assert found.children == sum(r["children"] for r in made if r["district"] == "4" and not r["removed"])


def test_which_of_the_touched_families_belong_into_the_list(engine, connection, made):
    inside, outside = made[0]["family_id"], made[1]["family_id"]
    with engine.execution_options(writes=True).begin() as writing:
        for id_, day in ((inside, date(2026, 11, 1)), (outside, date(2026, 12, 1))):
            line = update(FamilyLine).where(FamilyLine.family_id == id_)
            writing.execute(line.values(next_visit_on=day, status="active", removed=False))
    connection.rollback()
    assert lists.passing(reading(connection), [inside, outside], ListFilter({"overdue": ("yes",)})) == {inside}


def test_a_list_is_one_select_and_a_page_another(engine, made):
    said: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    with engine.connect() as connection:
        here = reading(connection)
        found = lists.family_ids(here, "family", ListFilter({"status": ("in_work",)}, "ленина"))
        lists.family_rows(here, [found.packed[:16]])
    assert len([one for one in said if not one.startswith("BEGIN")]) == 2


def test_a_code_that_is_no_id_finds_nothing_instead_of_failing(connection, made):
    assert ids(connection, curator=("nobody",)) == []


def test_a_filter_survives_being_kept_as_a_setting():
    wanted = ListFilter({"status": ("in_work",), "young": ("7",)}, "ленина")
    assert ListFilter.from_json(wanted.to_json()) == wanted
    newer = {"conditions": {"weather": ["rain"], "risk": ["high"], "district": [4]}, "text": None}
    assert ListFilter.from_json(newer) == replace(ListFilter({"risk": ("high",)}))
    assert ListFilter.from_json("spoiled").empty
