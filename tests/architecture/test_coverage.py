"""Every demand of the five practices names the page, the field and the test that fills it, and every name exists."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from desktop.definitions import read_text, shipped
from desktop.models.definitions import FormDefinition, Journal
from desktop.presenters.family import SECTIONS
from desktop.ui.application.places import PLACES

ROOT = Path(__file__).parents[2]
COVERAGE = ROOT / "resources" / "help" / "coverage.md"
LATER = {"заседания комиссий", "сроки и пределы", "статистика", "права на сервере"}
WANTED = (
    *(f"000-{n:02}" for n in range(1, 12)),
    *(f"001-{n:02}" for n in range(1, 11)),
    *(f"002-{n:02}" for n in range(1, 18)),
    *(f"002-12{letter}" for letter in "abcde"),
    *(f"002-L{n}" for n in range(1, 8)),
    *(f"002-D{n}" for n in range(1, 7)),  # the six stages
    "002-E",  # pregnancy
    "002-F",  # carers
    "002-G",  # bodies
    *(f"003-{n:02}" for n in range(1, 8)),
    *(f"004-{n:02}" for n in range(1, 25)),
    "004-23a",
)


def rows() -> list[tuple[str, str, str, str]]:
    """(row, pages, fields, tests) of every line of the tables."""
    found = []
    for line in COVERAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and re.match(r"^00\d-", cells[0]):
            assert len(cells) == 5, line
            found.append((cells[0], cells[2], cells[3], cells[4]))
    return found


def named(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


@cache
def fields() -> frozenset[str]:
    """`form.field`, `form.rows.field` and `journal:key` of everything shipped."""
    known: set[str] = set()
    for _kind, key, _version, text in shipped():
        value = read_text(text, key)
        if isinstance(value, FormDefinition):
            known.add(value.key)
            known |= {f"{value.key}.{placed.key}" for placed in value.placed()}
            for each in value.lists():
                known.add(f"{value.key}.{each.key}")
                known |= {f"{value.key}.{each.key}.{placed.key}" for placed in each.fields}
        elif isinstance(value, Journal):
            known.add(f"journal:{value.key}")
        else:
            known.add(f"{_kind}:{value.key}")
    return frozenset(known)


@cache
def functions_of(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def wrong_names(row: tuple[str, str, str, str]) -> list[str]:
    """What a line names that is not there."""
    pages, missing = {code for code, _caption in SECTIONS} | set(PLACES), []
    missing += [f"page {name}" for name in named(row[1]) if name not in pages]
    missing += [f"field {name}" for name in named(row[2]) if name not in fields()]
    for name in named(row[3]):
        file, _colons, test = name.partition("::")
        test, _bracket, parameter = test.partition("[")
        if not (ROOT / file).is_file() or test not in functions_of(file):
            missing.append(f"test {name}")
        elif parameter and parameter.rstrip("]") not in fields():
            missing.append(f"parameter of {name}")
    return missing


def test_every_demand_stands_in_the_table_once():
    assert sorted(row for row, *_rest in rows()) == sorted(WANTED)


@pytest.mark.parametrize("row", rows() if COVERAGE.is_file() else [], ids=lambda row: row[0])
def test_a_line_names_only_what_exists(row):
    assert wrong_names(row) == []


@pytest.mark.parametrize("row", rows() if COVERAGE.is_file() else [], ids=lambda row: row[0])
def test_a_line_names_a_page_a_field_and_a_test_or_says_later_for_an_allowed_reason(row):
    later = [reason for reason in LATER if f"позже: {reason}" in row[3]]
    whole = bool(named(row[1]) and named(row[2]) and named(row[3]))
    assert whole or later
    assert "позже" not in row[3] or later


def test_a_name_that_does_not_exist_is_found():
    line = (
        "000-01",
        "`nowhere`",
        "`case_card.nothing`",
        "`tests/architecture/test_coverage.py::test_nothing`",
    )
    assert len(wrong_names(line)) == 3
