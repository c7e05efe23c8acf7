"""Random definitions, random answers and hostile files, through the whole program down to a real office.

Whatever a form asks and whatever is typed into it: it is saved, opened again with every answer, merged with a
colleague's, printed as PDF and as a workbook. Whatever a file holds: it is taken, or refused with a sentence.
"""

from __future__ import annotations

import io
import unicodedata
from itertools import count
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from desktop import definitions
from desktop.base.errors import OporaError, Rejected
from desktop.definitions import DefinitionError
from desktop.documents.pdf import to_pdf
from desktop.documents.workbooks import to_xlsx
from desktop.models.definitions import FormDefinition, Placed, Rows
from desktop.models.snapshots import Snapshot
from desktop.presenters.definitions import Definitions
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.files import Files, from_disk
from desktop.presenters.forms import FormDraft
from desktop.presenters.sheets import Sheets
from desktop.rules.sheets import HEAD
from desktop.services import attachments, definitions_kept, sheets
from desktop.services.families import family_page
from desktop.services.form_printing import sheet_print
from tests.documents.pages import texts
from tests.offices import clean, register

FEW = settings(
    max_examples=8, deadline=None, phases=(Phase.explicit, Phase.generate),  # an office is too slow a place to shrink in
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
MANY = settings(FEW, max_examples=60)
SCALE = ("0", "1", "2", "3")
SIMPLE = ("text", "long", "day", "partial_day", "moment", "money", "decimal", "number", "flag", "clock")
SOURCES = {
    "text": ("family.phone", "family.address", "mother.name", "office.name", "author.name"),
    "partial_day": ("mother.born", "father.born"),
    "decimal": ("family.housing_area",),
    "number": ("family.housing_rooms",),
}
HOSTILE = (
    "", " ", "\x00", "\x01\x02\x1b[31m", "a\tb\r\nc", "=1+1", '=HYPERLINK("http://x")', "+7", "-1", "@cmd", "<b>не жирно</b>", "&amp;&",
    "<para><font size=900>", "{number}", "%s%n", "'; DROP TABLE person;--", "\u202eзаркоткнеркан", "\u200b\ufeff", "👨‍👩‍👧‍👦🏚", "ёЁӨөҮүҢң", "слово" * 400,
    "9" * 400, "-0", "1e309", "1E-400", "NaN", "Infinity", "1,5,5", "0x10", "٣", "½", "12.13.2020", "29.02.2019", "29.02.2020", "1", "31.12.9999",
    "01.01.0001", "00.00.0000", "2020", "5.2020", "около 1990", "24:00", "23:59", "99:99", "12.05.2026 14:30", "54,5", "1 000 000,25", "\ud7ff", "da\u0301",
)  # fmt: skip
TYPED = st.sampled_from(HOSTILE) | st.text(st.characters(blacklist_categories=("Cs",)), max_size=60)
LABEL = st.text(st.characters(whitelist_categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=40)
numbers = count(1)


def quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + 'x"'


@st.composite
def questions(draw, number: int, flags: list[str], scales: list[str]) -> list[str]:
    """The lines of one question, of any kind of the grammar."""
    key, kind = f"q{number}", draw(st.sampled_from((*SIMPLE, "choice", "choices", "scale", "rows")))
    lines = ["[[sections.questions]]", f'key = "{key}"', f"label = {quoted(draw(LABEL))}"]
    if kind == "rows":
        lines += ['kind = "rows"']
        people = draw(st.booleans())
        lines += ['from = "members"'] if people else []
        for column in range(draw(st.integers(1, 3))):
            inner = draw(st.sampled_from((*SIMPLE, "choice")))
            lines += [
                "[[sections.questions.questions]]",
                f'key = "c{column}"',
                f"label = {quoted(draw(LABEL))}",
                f'kind = "{inner}"',
            ]
            lines += ['dictionary = "scale_0_3"'] if inner == "choice" else []
            lines += ['from = "member.name"'] if people and inner == "text" else []
            lines += ["needed = true"] if draw(st.booleans()) else []
        return lines
    lines += [f'kind = "{"choice" if kind == "scale" else kind}"']
    if kind in {"choice", "choices", "scale"}:
        lines += ['dictionary = "scale_0_3"']
    if kind == "scale":
        lines += [
            "buttons = true",
            'points = { "0" = 0, "1" = 1, "2" = 2, "3" = 3 }',
            f'texts = {{ "0" = {quoted(draw(LABEL))}, "3" = "край" }}',
        ]
        scales.append(key)
    if flags and draw(st.booleans()):
        lines += [
            f'show_when = {{ field = "{draw(st.sampled_from(flags))}", is = [{draw(st.sampled_from(("true", "false")))}] }}'
        ]
    elif kind == "flag":
        flags.append(key)
    if kind in SOURCES and draw(st.booleans()):
        lines += [f'from = "{draw(st.sampled_from(SOURCES[kind]))}"']
    for word, chance in (("needed = true", st.booleans()), ("new_line = true", st.booleans()), ('width = "full"', st.booleans())):
        lines += [word] if draw(chance) else []
    return lines


@st.composite
def forms(draw) -> str:
    """The text of a questionnaire: every kind, rows, conditions, scores, prefilled answers."""
    head = [
        'kind = "form"', 'key = "KEY"', "version = 1", f"title = {quoted(draw(LABEL))}", 'mark = "[I]"', 'basis = "b"',
        f'about = "{draw(st.sampled_from(("family", "family", "child", "person")))}"', 'signatures = ["Специалист"]',
    ]  # fmt: skip
    head += ['number = "Ы-{year}-{number:03}"'] if draw(st.booleans()) else []
    body: list[str] = []
    number, flags, scales = count(1), [], []
    for _section in range(draw(st.integers(1, 3))):
        body += ["[[sections]]", f"title = {quoted(draw(LABEL))}", f"columns = {draw(st.integers(1, 3))}"]
        for _question in range(draw(st.integers(1, 5))):
            body += draw(questions(next(number), flags, scales))
    if scales:
        body += [
            "[[scores]]", 'key = "total"', f"label = {quoted(draw(LABEL))}", f"sum = [{', '.join(quoted_key(key) for key in scales)}]",
            'dictionary = "risk_levels"', "[[scores.levels]]", "at_least = 0", 'code = "low"', "[[scores.levels]]", "at_least = 2", 'code = "high"',
        ]  # fmt: skip
    return "\n".join((*head, *body)) + "\n"


def quoted_key(key: str) -> str:
    return f'"{key}"'


def typed_into(data, draft: FormDraft) -> None:
    """Something into every box that is there, rows too."""
    for item in (*draft.definition.placed(), *draft.definition.lists()):
        if item.key in HEAD:
            continue
        if isinstance(item, Rows):
            for _row in range(data.draw(st.integers(0, 2))):
                draft.add_row(item.key)
            for id_ in draft.rows(item.key):
                for placed in item.fields:
                    answered(data, draft, placed, (item.key, str(id_), placed.key))
        else:
            answered(data, draft, item, (item.key,))


def answered(data, draft: FormDraft, placed: Placed, path) -> None:
    match placed.field.kind:
        case "choice":
            draft.set_value(path, data.draw(st.none() | st.sampled_from(SCALE)))
        case "choices":
            draft.set_value(path, data.draw(st.lists(st.sampled_from(SCALE), unique=True).map(tuple)))
        case "flag":
            draft.set_value(path, data.draw(st.none() | st.booleans()))
        case _:
            draft.type_text(path, data.draw(TYPED))
            draft.leave(path)


def made_readable(draft: FormDraft) -> None:
    """What is no value says so beside its box and stops the saving; the person takes it away."""
    refusals = 0
    while stopping := [finding for finding in draft.try_saving() if finding.path]:
        for finding in stopping:
            assert finding.message.words().strip()
            field = draft.definition.field(finding.path)
            assert field is not None, finding
            draft.type_text(finding.path, "01.02.2020" if finding.path[0] in HEAD else "") if field.kind not in {
                "choice",
                "choices",
                "flag",
            } else draft.set_value(finding.path, None)
        refusals += 1
        assert refusals < 4, stopping


def said(value: object) -> object:
    """An answer that says nothing is no answer."""
    return None if value == () or (isinstance(value, str) and not value.strip()) else value


def answers(record: Snapshot) -> dict[object, object]:
    found: dict[object, object] = {key: said(value) for key, value in record.values.items() if not key.startswith("_")}
    for key, rows in record.parts.items():
        for id_, row in rows.items():
            found |= {(key, id_, name): said(value) for name, value in row.values.items()}
    return {key: value for key, value in found.items() if value is not None}


def letters(text: str) -> str:
    """What a font can show and a reader of pages gives back in the same shape."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if "а" <= c.casefold() <= "я" or (c.isascii() and c.isalnum()))


def prints(desk, sheet: UUID, record: Snapshot, form: FormDefinition) -> None:
    """Both papers are made; the short words that were typed stand in them."""
    printed = desk.read(lambda reading: sheet_print(reading, sheet, desk.reader))
    pages = texts(to_pdf(printed.document()).content)
    book = load_workbook(io.BytesIO(to_xlsx(printed.workbook())))
    assert all(page.strip() for page in pages)
    cells = letters(
        " ".join(str(cell) for one in book for row in one.iter_rows(values_only=True) for cell in row if cell is not None)
    )
    assert letters(form.title.rstrip("x")) in letters(" ".join(pages))
    assert cells


@pytest.fixture
def place() -> str:
    return "plain"


@pytest.fixture
def family(desk) -> UUID:
    return register(desk)


@pytest.fixture
def listed(desk, family):
    """The sheets of the family as its page has them."""
    presenter = FamilyPresenter(desk, family)
    presenter.load()
    failures: list[Exception] = []
    found = Sheets(desk, lambda: presenter.page, failures.append)
    found.failures = failures  # type: ignore[attr-defined]
    yield found
    found.close()
    presenter.close()


def install(desk, text: str) -> FormDefinition:
    """A form of its own for each example: an office never forgets one."""
    text = text.replace('"KEY"', f'"own_{next(numbers)}"')
    desk.do(definitions_kept.INSTALLED, lambda unit: definitions_kept.install(unit, text, "own.toml"))
    return desk.form(text.split('key = "')[1].split('"')[0])


def begun(listed: Sheets, form: FormDefinition):
    people, began = listed.people(form), []
    listed.failures.clear()  # type: ignore[attr-defined]
    listed.begin(form, people[0][0] if people else None, began.append)
    assert listed.failures == []  # type: ignore[attr-defined]
    return began[0]


@FEW
@given(text=forms(), data=st.data())
def test_no_answer_is_lost_on_its_way_to_the_office_and_to_paper(desk, family, listed, text, data):
    form = install(desk, text)
    filling = begun(listed, form)
    draft = filling.card.forms[0]
    typed_into(data, draft)
    made_readable(draft)
    mine = answers(draft.to_snapshot())
    filling.card.save()
    assert (listed.failures, filling.card.state, filling.card.said[2:3]) == ([], "saved", ":")
    id_ = filling.base.id
    kept = desk.read(lambda reading: sheets.open_sheet(reading, id_))
    assert answers(kept) == mine
    prints(desk, id_, kept, form)
    listed.load(lambda: None)
    again: list = []
    listed.open(listed.row(id_), again.append)
    assert answers(again[0].record) == mine
    assert again[0].unanswered_words()
    again[0].card.close()
    filling.card.close()


@FEW
@given(text=forms(), data=st.data())
def test_two_who_fill_one_sheet_lose_nothing_of_either(desk, family, listed, text, data):
    form = install(desk, text)
    filling = begun(listed, form)
    made_readable(filling.card.forms[0])
    filling.card.save()
    listed.load(lambda: None)
    opened: list = []
    for _person in range(2):
        listed.open(listed.row(filling.base.id), opened.append)
    first, second = opened
    for one in opened:
        draft = one.card.forms[0]
        typed_into(data, draft)
        made_readable(draft)
        for path in draft.unreadable:  # hidden by an answer of mine, shown again by one of theirs
            draft.type_text(path, "")
    base = answers(first.base)
    theirs, mine = answers(first.record), answers(second.record)
    asked: list = []
    second.card.merging.subscribe(asked.append)
    first.card.save()
    second.card.save()
    while asked:
        merging = asked.pop()
        second.card.decide(merging, {clash.path: "mine" for clash in merging.clashes})
    assert listed.failures == []
    assert second.card.state == "saved"
    stands = answers(desk.read(lambda reading: sheets.open_sheet(reading, filling.base.id)))
    for key in base.keys() | theirs.keys() | mine.keys():
        changed = mine.get(key) if mine.get(key) != base.get(key) else theirs.get(key)
        assert stands.get(key) == changed, key
    for one in (first, second, filling):
        one.card.close()


@MANY
@given(data=st.data())
def test_a_spoiled_definition_is_refused_with_file_and_line_or_taken_whole(desk, data):
    text = data.draw(forms()).replace("KEY", "own")
    for _n in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text) - 1))
        put = data.draw(st.text(st.sampled_from('"[]{}=,.0123 \nabcя«\x00\u2028\ufeff'), max_size=6))
        text = text[:at] + put + text[at + data.draw(st.integers(0, 40)) :]
    try:
        value = desk.read(lambda reading: definitions_kept.checked(reading, text, "своя.toml"))
    except DefinitionError as error:
        for problem in error.problems:
            assert problem.file == "своя.toml"
            assert 1 <= problem.line <= len(text.split("\n")) + 1
            assert "своя.toml" in problem.words()
            assert str(problem.line) in problem.words()
    else:
        assert definitions.kind_of(value)


PICTURE = b"\x89PNG\r\n\x1a\n"
HEADS = st.sampled_from(
    (
        b"",
        b"%PDF-1.7\n",
        PICTURE,
        b"\xff\xd8\xff\xe0",
        b"PK\x03\x04",
        b"{\\rtf1",
        b"\xef\xbb\xbf",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"RIFF\x00\x00\x00\x00WEBP",
        b'kind = "form"\n',
    )
)
NAMES = st.sampled_from(
    ("a.toml", "снимок.png", "скан.pdf", "..", "../../passwd", "CON.txt", "a" * 300 + ".pdf", "\u202egnp.exe", "x\x00y.png", "C:\\беда.pdf", "имя\nвторое.jpg")
)  # fmt: skip


@MANY
@given(head=HEADS, tail=st.binary(max_size=400), name=NAMES)
def test_any_file_is_kept_byte_by_byte_or_refused_with_a_sentence(desk, family, head, tail, name):
    content = head + tail
    try:
        changes = desk.do("File", lambda unit: attachments.add_file(unit, family, name, content, "other"))
    except Rejected as refusal:
        assert refusal.words().strip()  # noqa: PT017  it may also be read: both answers are right
        return
    kept = desk.read(lambda reading: attachments.content_of(reading, changes.result))
    assert kept == content
    (row,) = [row for row in desk.read(lambda reading: attachments.files_of(reading, family)) if row.id == changes.result]
    assert not {"/", "\\", "\n", "\x00"} & set(row.file_name)
    assert row.file_name not in {"", ".", ".."}


@MANY
@given(head=HEADS, tail=st.binary(max_size=400), ending=st.sampled_from((".toml", ".png", ".pdf")))
def test_any_file_let_go_over_a_page_gives_a_sentence(desk, family, tmp_path, head, tail, ending):
    path = tmp_path / f"чужой{ending}"
    path.write_bytes(head + tail)
    failures: list[Exception] = []
    page, looks = Definitions(desk, failures.append), []
    page.look(str(path), looks.append)
    (look,) = looks
    assert not look.installable
    assert all(words.strip() for words in look.problems)
    assert look.problems
    files = Files(desk, lambda: desk.read(lambda reading: family_page(reading, family)), failures.append)
    files.add(from_disk(str(path)), "other", "", None, None, lambda _changes: None, failures.append)
    for failure in failures:
        assert isinstance(failure, OporaError)
        assert failure.words().strip()
    files.close()
    page.close()


HIDING = """
kind = "form"
key = "KEY"
version = 1
title = "t"
mark = "[I]"
basis = "b"
[[sections]]
title = "s"
[[sections.questions]]
key = "debts"
label = "Есть долги"
kind = "flag"
[[sections.questions]]
key = "sum"
label = "Сумма"
kind = "money"
show_when = { field = "debts", is = [true] }
"""


def test_words_hidden_by_another_answer_are_no_fault_of_the_sheet(desk, family, listed):
    filling = begun(listed, install(desk, HIDING))
    draft = filling.card.forms[0]
    draft.set_value(("debts",), True)
    draft.type_text(("sum",), "много")
    assert filling.card.unread() == 1
    draft.set_value(("debts",), False)
    filling.card.save()
    assert (filling.card.state, filling.card.unread()) == ("saved", 0)
    draft.set_value(("debts",), True)
    assert (draft.text(("sum",)), filling.card.unread()) == ("много", 1)
    filling.card.close()


def test_after_all_that_the_check_of_the_office_finds_nothing(desk, family, listed):
    text = 'kind = "form"\nkey = "KEY"\nversion = 1\ntitle = "t"\nmark = "[I]"\nbasis = "b"\n[[sections]]\ntitle = "s"\n'
    text += '[[sections.questions]]\nkey = "q"\nlabel = "Слова"\nkind = "long"\n'
    form = install(desk, text)
    for words in HOSTILE:
        filling = begun(listed, form)
        filling.card.forms[0].type_text(("q",), words)
        filling.card.save()
        kept = desk.read(lambda reading, filling=filling: sheets.open_sheet(reading, filling.base.id))
        assert said(kept.values["q"]) == said(filling.record.values["q"])
        filling.card.close()
    assert clean(desk)
