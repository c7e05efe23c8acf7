"""Journal files: what ships is without fault, every slip is said with its line, nothing written at random crashes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import definitions
from desktop.base.messages import speaking
from desktop.models.definitions import Journal
from desktop.models.journals import source_of

JOURNAL = """kind = "journal"
key = "own_contacts"
version = 1
title = "Контакты"
root = "contact"
form = "contact"
scope = "family"
section = "contacts"
group = "journals"
place = 10
new = "Записать контакт"
day = "at"
summary = ["kind", "words"]
numbered = true
basis = "приказ учреждения"
mark = "[I]"
defaults = { worker_id = "@me", at = "@now", kind = "call", minutes = 5 }
filter = { kind = ["call", "letter"] }

[[columns]]
caption = "Дата"
of = ["at"]
width = 1.2

[[columns]]
of = ["person_id", "family_id.phone", "@mother"]
"""


def problems(text: str) -> list[tuple[int, str]]:
    with pytest.raises(definitions.DefinitionError) as caught:
        definitions.read_text(text, "own.toml")
    with speaking("ru"):
        return [(problem.line, problem.message.words()) for problem in caught.value.problems]


def test_a_journal_is_read_whole():
    journal = definitions.read_text(JOURNAL, "own.toml")
    assert isinstance(journal, Journal)
    assert definitions.kind_of(journal) == "journal"
    assert journal.filter == ({"kind": ("call", "letter")},)
    assert journal.defaults["minutes"] == 5
    assert [column.of for column in journal.columns] == [("at",), ("person_id", "family_id.phone", "@mother")]
    assert journal.is_sample


def test_a_filter_takes_flags_written_fields_and_one_of_several_tables():
    filtered = JOURNAL.replace("filter = {", "filter = [ { after_hours = true, result = false }, {", 1).replace(
        '"letter"] }', '"letter"] } ]', 1
    )
    journal = definitions.read_text(filtered, "own.toml")
    assert isinstance(journal, Journal)
    assert journal.filter == ({"after_hours": True, "result": False}, {"kind": ("call", "letter")})


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('root = "contact"', 'root = "contakt"', 5, "contact"),
        ('scope = "family"', 'scope = "famili"', 7, "family"),
        ('section = "contacts"', 'section = "contact"', 8, "contacts"),
        ('day = "at"', 'day = "next"', 12, "next_on"),
        ('summary = ["kind", "words"]', 'summary = ["kind", "word"]', 13, "words"),
        ('"@me"', '"@my"', 17, "@me"),
        ('at = "@now"', 'at = "@today"', 17, "at"),
        ("minutes = 5", "minutes = true", 17, "minutes"),
        ("filter = { kind", "filter = { words", 18, "true"),
        ("filter = { kind", "filter = { after_hour = true, kind", 18, "after_hours"),
        ('filter = { kind = ["call", "letter"] }', "filter = { kind = [1] }", 18, "true"),
        ('filter = { kind = ["call", "letter"] }', 'filter = [ "kind" ]', 18, "filter"),
        ('of = ["at"]', 'of = ["att"]', 22, "at"),
        ("width = 1.2", "width = 0", 23, "width"),
        ('"family_id.phone"', '"family_id.fone"', 26, "phone"),
        ('"@mother"', '"@mothr"', 26, "@mother"),
        ("numbered = true", 'numbered = "да"', 14, "numbered"),
        ('new = "Записать контакт"', 'number = "{yer}"', 11, "{number}"),
    ],
)  # fmt: skip
def test_a_slip_is_said_with_its_line_and_the_nearest_word(old, new, line, said):
    assert old in JOURNAL
    found = problems(JOURNAL.replace(old, new, 1))
    assert any(said in words and where == line for where, words in found), found


def test_records_that_name_no_family_have_no_tab_on_its_page():
    text = JOURNAL.replace('root = "contact"', 'root = "training"').split("day =")[0]
    found = problems(text + '[[columns]]\nof = ["title"]\n')
    assert any(line == 7 and "office" in words for line, words in found)


@pytest.mark.parametrize("root", ["answer_sheet", "closed_section", "statement"])
def test_what_is_opened_with_a_reason_or_has_a_level_of_access_stands_in_no_journal(root):
    assert 5 in [line for line, _words in problems(JOURNAL.replace('root = "contact"', f'root = "{root}"'))]
    assert source_of("statement", "contradicts_id.words") is None
    assert source_of("closed_section", "values") is None
    assert source_of("contact", "family_id.phone") is not None


def test_the_form_of_a_journal_fills_records_of_its_kind(tmp_path):
    (tmp_path / "own_contacts.toml").write_text(JOURNAL.replace('form = "contact"', 'form = "problem"'), encoding="utf-8")
    [problem] = definitions.check_folder(tmp_path)
    assert problem.line == 6
    (tmp_path / "own_contacts.toml").write_text(JOURNAL.replace('form = "contact"', 'form = "kontact"'), encoding="utf-8")
    [problem] = definitions.check_folder(tmp_path)
    with speaking("ru"):
        assert "contact" in problem.message.words()


def test_a_code_that_no_dictionary_has_is_found_across_files(tmp_path):
    (tmp_path / "own_contacts.toml").write_text(JOURNAL.replace('"letter"', '"leter"'), encoding="utf-8")
    [problem] = definitions.check_folder(tmp_path)
    assert problem.line == 18


def test_every_shipped_journal_names_its_number_only_where_there_is_one():
    shipped = [text for kind, _key, _version, text in definitions.shipped() if kind == "journal"]
    assert len(shipped) > 30
    for text in shipped:
        assert isinstance(definitions.read_text(text, "shipped"), Journal)


WORDS = st.sampled_from(
    [
        "",
        '"',
        "[",
        "]",
        "{",
        "}",
        "=",
        "@",
        "parts:",
        "family_id.",
        "@me",
        "1",
        "-1",
        "1e9",
        "true",
        "null",
        "\n",
        "\x00",
        "ы",
        "99999999999999999999",
    ]
)


@settings(max_examples=250, deadline=None)
@given(st.integers(0, len(JOURNAL)), st.integers(0, 25), WORDS)
def test_whatever_is_written_is_a_journal_or_a_sentence_with_a_line(at, cut, put):
    text = JOURNAL[:at] + put + JOURNAL[at + cut :]
    try:
        value = definitions.read_text(text, "own.toml")
    except definitions.DefinitionError as error:
        assert error.problems  # noqa: PT017  it may also be read: both answers are right
        for problem in error.problems:
            assert 1 <= problem.line <= text.count("\n") + 1
            with speaking("ru"):
                assert problem.words()
    else:
        assert definitions.kind_of(value) in definitions.FOLDERS


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["root", "form", "scope", "day", "summary", "number", "defaults", "filter", "columns", "place", "of"]),
    st.one_of(st.integers(), st.booleans(), st.floats(allow_nan=False, allow_infinity=False), st.text("ab@{}.:,", max_size=9),
              st.lists(st.sampled_from(["at", "@household", "parts:x.y", ""]), max_size=3)),
)  # fmt: skip
def test_a_value_of_another_kind_is_a_sentence_and_never_a_crash(key, value):
    written = {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value
    if isinstance(value, str):
        written = f'"{value}"'
    elif isinstance(value, list):
        written = "[" + ", ".join(f'"{one}"' for one in value) + "]"
    lines = [line for line in JOURNAL.splitlines() if not line.startswith(f"{key} =")]
    lines.insert(4, f"{key} = {written}")
    try:
        definitions.read_text("\n".join(lines), "own.toml")
    except definitions.DefinitionError as error:
        assert all(problem.line >= 1 for problem in error.problems)  # noqa: PT017  it may also be read: both answers are right
