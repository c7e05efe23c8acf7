"""A mark typed into every field of every form is found in its print and in its workbook; keys and codes never are.

Fields that show only after another answer are filled in a filling of their own, so nothing stays untried.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from uuid import UUID

import pytest
from openpyxl import load_workbook

from desktop.definitions import read_text, shipped
from desktop.documents.forms_printed import FormFrame, form_document, form_workbook
from desktop.documents.pdf import to_pdf
from desktop.documents.workbooks import to_xlsx
from desktop.models.definitions import Condition, DictionaryFile, FormDefinition, Placed, Rows
from desktop.models.fields import Field, Value
from desktop.models.kinds import Reader, to_text
from desktop.models.partial_dates import PartialDate
from desktop.models.snapshots import Snapshot
from desktop.rules.forms import shown_items
from tests.documents.pages import texts

TODAY = date(2026, 11, 26)
FIRST = date(1990, 1, 1)
MOST_FILLINGS = 40
CODE = re.compile(r"\b[a-z]+_[a-z_]+\b")


@cache
def dictionaries() -> dict[str, DictionaryFile]:
    values = (read_text(text, key) for kind, key, _version, text in shipped() if kind == "dictionary")
    return {value.key: value for value in values if isinstance(value, DictionaryFile)}


@cache
def forms() -> dict[str, FormDefinition]:
    values = (read_text(text, key) for kind, key, _version, text in shipped() if kind == "form")
    return {value.key: value for value in values if isinstance(value, FormDefinition)}


def caption(dictionary: str, code: str) -> str:
    return dictionaries()[dictionary].caption(code)


READER = Reader(TODAY, caption)
FRAME = FormFrame(
    ("Отдел",), TODAY, READER, names=lambda _kind, id_: f"имя{id_.int}я",
    choices=lambda dictionary: tuple((entry.code, entry.caption) for entry in dictionaries()[dictionary].entries),
)  # fmt: skip


class Marks:
    """A value of its own for each field, and the words by which it is found."""

    def __init__(self) -> None:
        self.number = 0

    def value(self, field: Field) -> Value:  # noqa: PLR0911  one answer for each kind
        self.number += 1
        n = self.number
        match field.kind:
            case "day":
                return FIRST + timedelta(days=n)
            case "partial_day":
                exact = FIRST + timedelta(days=n)
                return PartialDate(exact.year, exact.month, exact.day)
            case "moment":
                return datetime(1991, 1, 1, 8, 30, tzinfo=UTC) + timedelta(days=n)
            case "money" | "decimal":
                return Decimal(100_000 + n) + Decimal("0.25")
            case "number":
                return 10_000 + n
            case "flag":
                return True
            case "clock":
                return f"{n % 24:02}:{n % 60:02}"
            case "choice":
                return dictionaries()[field.dictionary].entries[-1].code
            case "choices":
                return (dictionaries()[field.dictionary].entries[0].code,)
            case "reference":
                return UUID(int=70_000 + n)
            case _:
                return f"метка{n}я"


def said(field: Field, value: Value) -> str:
    """How a filled field is read."""
    return f"имя{value.int}я" if isinstance(value, UUID) else to_text(field, value, READER)


def plain(text: str) -> str:
    """Letters only: a soft break of a long word, a hyphen or a space are the printer's affair."""
    return re.sub(r"[\s\x02\u00a0\u00ad\ufffe\-]+", "", text)


def stands(words: str, whole: str) -> bool:
    """Whether every word is there, in one piece or broken once: the lines of neighbouring cells are read in turns."""
    return all(word in whole or broken(word, whole) for word in map(plain, words.split()))


def broken(word: str, whole: str) -> bool:
    return any(word[:at] in whole and word[at:] in whole for at in range(3, len(word) - 2) if not word[at:].isdigit())


def filled(form: FormDefinition, forced: dict[str, Value]) -> Snapshot:
    marks = Marks()
    values: dict[str, Value] = {placed.key: marks.value(placed.field) for placed in form.placed()} | forced
    parts = {
        rows.key: {UUID(int=900 + place): row_of(rows, marks, UUID(int=900 + place))} for place, rows in enumerate(form.lists())
    }
    return Snapshot(form.record_kind, UUID(int=1), 1, values, parts)


def row_of(rows: Rows, marks: Marks, id_: UUID) -> Snapshot:
    values = {placed.key: marks.value(placed.field) for placed in rows.fields}
    for placed in rows.fields:
        if placed.show_when is not None:
            values[placed.show_when.field] = answer(
                next(one.field for one in rows.fields if one.key == placed.show_when.field),
                placed.show_when.among[0],
            )
    return Snapshot(rows.kind, id_, 0, values)


def answer(field: Field, wanted: Value) -> Value:
    return (wanted,) if field.kind == "choices" and isinstance(wanted, str) else wanted


def chain(form: FormDefinition, wanted: Condition) -> dict[str, Value]:
    """What must be answered so that the condition holds and the question it asks is itself shown."""
    forced: dict[str, Value] = {}
    fields = {placed.key: placed for placed in form.placed()}
    queue = [wanted]
    while queue:
        condition = queue.pop()
        if condition.field in forced:
            continue
        forced[condition.field] = answer(fields[condition.field].field, condition.among[0])
        if (above := fields[condition.field].show_when) is not None:
            queue.append(above)
        section = next(one for one in form.sections if any(item.key == condition.field for item in one.items))
        if section.show_when is not None:
            queue.append(section.show_when)
    return forced


def fillings(form: FormDefinition) -> Iterator[tuple[Snapshot, tuple[Placed | Rows, ...]]]:
    """Filled records that together show every item once, with what each shows for the first time."""
    left = {item.key: item for section in form.sections for item in section.items}
    wanted: list[dict[str, Value]] = [{}]
    for section in form.sections:
        for item in section.items:
            forced: dict[str, Value] = {}
            for condition in (section.show_when, item.show_when):
                if condition is not None:
                    forced |= chain(form, condition)
            if forced not in wanted:
                wanted.append(forced)
    for forced in wanted:
        record = filled(form, forced)
        shown = tuple(item for _section, item in shown_items(form, record.values) if item.key in left)
        for item in shown:
            del left[item.key]
        if shown:
            yield record, shown
    assert not left, f"never shown: {sorted(left)}"


def expected(form: FormDefinition, record: Snapshot, items: tuple[Placed | Rows, ...]) -> Iterator[tuple[str, str, bool]]:
    """(field, words, closed) of everything these items hold."""
    for item in items:
        if isinstance(item, Placed):
            yield item.key, said(item.field, record.values[item.key]), item.field.closed
            continue
        for row in record.parts[item.key].values():
            for placed in item.fields:
                if placed.show_when is None or placed.show_when.holds(row.values):
                    yield (
                        f"{item.key}.{placed.key}",
                        said(placed.field, row.values[placed.key]),
                        placed.field.closed,
                    )


def cells(content: bytes) -> str:
    book = load_workbook(io.BytesIO(content))
    found: list[str] = []
    for sheet in book:
        for row in sheet.iter_rows(values_only=True):
            for value in row:
                match value:
                    case None:
                        continue
                    case datetime() | date():
                        found.append(f"{value:%d.%m.%Y}")
                    case float():
                        found.append(f"{value:.2f}".replace(".", ","))
                    case _:
                        found.append(str(value))
    return " ".join(found)


@pytest.mark.parametrize("key", sorted(forms()))
def test_a_mark_in_every_field_is_printed(key):
    form = forms()[key]
    for record, items in fillings(form):
        paper = " ".join(texts(to_pdf(form_document(form, record, FRAME)).content))
        book = cells(to_xlsx(form_workbook(form, (record,), FRAME)))
        for place, whole in (("print", plain(paper)), ("workbook", plain(book))):
            lost = [
                (field, words)
                for field, words, closed in expected(form, record, items)
                if not closed and not stands(words, whole)
            ]
            assert not lost, f"not in the {place}"
        assert not CODE.findall(paper + book), "a key or a code was printed"


def test_a_field_that_print_forgets_would_be_seen():
    form = forms()["goal"]
    record, items = next(fillings(form))
    short = Snapshot(record.kind, record.id, 1, {**record.values, "words": None}, record.parts)
    paper = plain(" ".join(texts(to_pdf(form_document(form, short, FRAME)).content)))
    assert [field for field, words, _closed in expected(form, record, items) if not stands(words, paper)] == ["words"]
