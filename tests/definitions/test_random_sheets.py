"""Random definitions and random answers: nothing crashes, no answer is lost, every fault has its line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import definitions
from desktop.documents.forms_printed import FormFrame, form_document, form_workbook
from desktop.models.definitions import FormDefinition
from desktop.models.fields import Field, Value
from desktop.models.kinds import Reader
from desktop.models.partial_dates import PartialDate
from desktop.models.snapshots import Snapshot
from desktop.presenters.forms import FormDraft
from desktop.rules import sheets
from tests.definitions.test_definitions import SHEET

KINDS = ("text", "long", "day", "partial_day", "choice", "choices", "money", "decimal", "number", "flag", "clock")
WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters='"\\'), min_size=1, max_size=30)


def quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


@st.composite
def forms(draw) -> str:
    """The text of a questionnaire."""
    lines = ['kind = "form"', 'key = "own"', "version = 1", f"title = {quoted(draw(WORDS) + 'x')}", 'mark = "[I]"', 'basis = "b"']
    number = 0
    for _section in range(draw(st.integers(1, 4))):
        lines += ["[[sections]]", f"title = {quoted(draw(WORDS) + 'x')}"]
        for _question in range(draw(st.integers(1, 5))):
            number += 1
            kind = draw(st.sampled_from((*KINDS, "rows")))
            lines += ["[[sections.questions]]", f'key = "q{number}"', f"label = {quoted(draw(WORDS) + 'x')}", f'kind = "{kind}"']
            if kind in {"choice", "choices"}:
                lines += ['dictionary = "scale_0_3"']
            if kind == "rows":
                for column in range(draw(st.integers(1, 3))):
                    inner = draw(st.sampled_from([k for k in KINDS if "choice" not in k]))
                    lines += [
                        "[[sections.questions.questions]]", f'key = "c{column}"', 'label = "Столбец"', f'kind = "{inner}"',
                    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def answers(field: Field) -> st.SearchStrategy[Value]:
    codes = st.sampled_from(("0", "1", "2", "3"))
    days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
    money = st.integers(-(10**9), 10**9).map(lambda n: Decimal(n) / 100)
    by_kind: dict[str, st.SearchStrategy[Value]] = {
        "text": st.text(st.characters(blacklist_categories=("Cs",)), max_size=50),
        "long": st.text(st.characters(blacklist_categories=("Cs",)), max_size=400),
        "day": days, "partial_day": st.builds(PartialDate, st.integers(1900, 2090), st.integers(1, 12)),
        "choice": codes, "choices": st.lists(codes, unique=True, max_size=4).map(tuple), "money": money, "decimal": money,
        "number": st.integers(-(10**9), 10**9), "flag": st.booleans(), "clock": st.just("14:05"),
    }  # fmt: skip
    return st.none() | by_kind[field.kind]


def read(text: str) -> FormDefinition:
    form = definitions.read_text(text, "own.toml")
    assert isinstance(form, FormDefinition)
    return form


def record(data, form: FormDefinition) -> Snapshot:
    values = {placed.key: data.draw(answers(placed.field)) for placed in form.placed()}
    parts = {}
    for item in form.lists():
        ids = [uuid4() for _n in range(data.draw(st.integers(0, 3)))]
        parts[item.key] = {
            id_: Snapshot(item.kind, id_, 0, {p.key: data.draw(answers(p.field)) for p in item.fields}) for id_ in ids
        }
    return Snapshot(form.record_kind, UUID(int=1), 0, values, parts)


def said(value: Value) -> Value:
    """An answer that says nothing is no answer."""
    return None if value == () or (isinstance(value, str) and not value.strip()) else value


@settings(max_examples=60, deadline=None)
@given(forms(), st.data())
def test_no_answer_is_lost_between_the_form_and_what_the_office_keeps(text, data):
    form = read(text)
    mine = record(data, form)
    back = sheets.record_of(form, mine.id, 0, sheets.document_of(form, mine), {})
    assert {k: said(v) for k, v in back.values.items()} == {k: said(v) for k, v in mine.values.items()}
    for key, rows in mine.parts.items():
        assert {i: {k: said(v) for k, v in r.values.items()} for i, r in back.parts[key].items()} == {
            i: {k: said(v) for k, v in r.values.items()} for i, r in rows.items()
        }


@settings(max_examples=40, deadline=None)
@given(forms(), st.data())
def test_a_change_of_answers_is_taken_back_exactly(text, data):
    form = read(text)
    before, after = (sheets.document_of(form, record(data, form)) for _n in range(2))
    was, became = sheets.answer_changes(before, after)
    back = sheets.put_back(after, was, became)
    assert (back["values"], back["rows"]) == (before["values"], before["rows"])
    list(sheets.told_changes(form, was, became))


@settings(max_examples=40, deadline=None)
@given(forms(), st.data())
def test_a_draft_goes_on_with_every_answer_after_the_process_was_killed(text, data):
    form = sheets.with_head(read(text))
    draft = FormDraft(form, record(data, form), Reader(date(2026, 11, 22)))
    again = FormDraft(form, None, Reader(date(2026, 11, 22)))
    again.resume(draft.to_draft_json())
    assert again.to_snapshot() == draft.to_snapshot()


@settings(max_examples=40, deadline=None)
@given(forms(), st.data())
def test_every_form_prints_filled_and_blank(text, data):
    form = read(text)
    frame = FormFrame(("Отдел",), date(2026, 11, 22), Reader(date(2026, 11, 22)), choices=lambda _key: (("0", "нет"),))
    for one in (record(data, form), None):
        assert form_document(form, one, frame).blocks
        assert form_workbook(form, (one,), frame).sheets


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_spoiled_text_gives_sentences_with_lines_and_never_a_crash(data):
    text = SHEET
    for _n in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text) - 1))
        long = data.draw(st.integers(0, 12))
        put = data.draw(st.text(st.sampled_from('"[]{}=,.0123 \nabcя«'), max_size=6))
        text = text[:at] + put + text[at + long :]
    try:
        definitions.read_text(text, "own.toml")
    except definitions.DefinitionError as error:
        assert error.problems  # noqa: PT017  it may also be read: both answers are right
        for problem in error.problems:
            assert 1 <= problem.line <= len(text.splitlines()) + 1
            assert problem.words()
