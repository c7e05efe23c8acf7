"""Definition files: what ships reads without a word, and what is wrong is said with its line."""

from __future__ import annotations

import re

import pytest

from desktop import definitions
from desktop.base import places
from desktop.base.messages import speaking
from desktop.models import map_data
from desktop.models.definitions import DictionaryFile, FormDefinition, Pathway, Profile
from desktop.models.everything import ENTITIES
from desktop.models.fields import fields_of

CYRILLIC = re.compile("[А-Яа-яЁё]")


def dictionary(key: str) -> DictionaryFile:
    value = definitions.read_shipped("dictionary", key)
    assert isinstance(value, DictionaryFile)
    return value


def codes(key: str) -> tuple[str, ...]:
    return tuple(entry.code for entry in dictionary(key).entries)


def problems(text: str, file: str = "own.toml") -> list[tuple[int, str]]:
    with pytest.raises(definitions.DefinitionError) as caught:
        definitions.read_text(text, file)
    with speaking("ru"):
        return [(problem.line, problem.message.words()) for problem in caught.value.problems]


def test_everything_that_ships_is_without_fault():
    assert definitions.check_folder(places.resource("definitions")) == []


def test_every_dictionary_that_a_column_names_ships_and_speaks_russian():
    named = {field.dictionary for entity in ENTITIES.values() for field in fields_of(entity)} - {""}
    assert len(named) > 50
    for key in named:
        entries = dictionary(key).entries
        assert entries, key
        for entry in entries:
            assert CYRILLIC.search(entry.caption), f"{key}.{entry.code}"


def test_dictionaries_of_the_map_have_the_codes_of_the_map():
    assert codes("tie_qualities") == map_data.QUALITIES
    assert codes("spheres") == map_data.SPHERES
    assert set(codes("node_kinds")) == set(map_data.NodeKind.__args__)
    assert set(codes("sexes")) == set(map_data.Sex.__args__)
    assert set(codes("tie_directions")) == set(map_data.Direction.__args__)
    assert set(codes("tie_frequencies")) == set(map_data.Frequency.__args__) - {""}
    assert set(codes("tie_supports")) == set(map_data.Support.__args__)
    assert set(codes("tie_views")) == set(map_data.View.__args__)


def test_what_ships_comes_dictionaries_first_and_each_key_once():
    shipped = definitions.shipped()
    kinds = [kind for kind, _key, _version, _text in shipped]
    assert kinds == sorted(kinds, key=list(definitions.FOLDERS).index)
    assert len({(kind, key) for kind, key, _version, _text in shipped}) == len(shipped)


def test_the_pathway_of_social_patronage_has_its_six_stages_and_limits():
    pathway = definitions.read_shipped("pathway", "social_patronage")
    assert isinstance(pathway, Pathway)
    assert [stage.code for stage in pathway.stages] == [
        "acquaintance",
        "joining",
        "gathering",
        "analysis",
        "plan",
        "exit",
    ]
    assert (pathway.months.least, pathway.months.most, pathway.observation_months) == (4, 9, 12)
    assert (pathway.limit("active_families"), pathway.limit("wards_of_carer"), pathway.limit("nothing")) == (
        2,
        5,
        None,
    )
    assert [stage.caption for stage in pathway.stages] == [dictionary("stages").caption(stage.code) for stage in pathway.stages]


def test_each_country_has_its_profile():
    found = {}
    for key in ("ru", "kg", "ua"):
        profile = definitions.read_shipped("profile", key)
        assert isinstance(profile, Profile)
        assert set(profile.documents) <= set(codes("document_kinds"))
        assert set(profile.commissions) <= set(codes("commission_bodies"))
        assert profile.country in codes("countries")
        found[key] = profile.identity_kind, profile.currency, profile.phone_prefix
    assert found == {
        "ru": ("snils", "RUB", "+7"), "kg": ("kg_pin", "KGS", "+996"), "ua": ("ua_rnokpp", "UAH", "+380"),
    }  # fmt: skip


def test_a_card_form_places_described_columns_with_their_own_labels():
    form = definitions.read_shipped("form", "case_card")
    assert isinstance(form, FormDefinition)
    columns = {field.key: field for field in fields_of(ENTITIES["case"])}
    fields = [placed.field for placed in form.placed()]
    assert [field.key for field in fields][:4] == ["opened_on", "route", "source", "reporter_id"]
    assert all(columns[field.key] == field for field in fields)


FORM = """kind = "form"
key = "own_questions"
version = 2
title = "Опрос"
basis = "приказ учреждения"
mark = "[I]"
[[sections]]
title = "О доме"
[[sections.questions]]
key = "stove"
label = "Печь исправна"
kind = "flag"
needed = true
[[sections.questions]]
key = "why"
label = "Что не так"
kind = "long"
show_when = { field = "stove", is = [false] }
[[sections.questions]]
key = "rooms"
label = "Комнат"
kind = "number"
least = 1
most = 20
[[sections.questions]]
key = "debts"
label = "Долги"
kind = "rows"
[[sections.questions.questions]]
key = "to_whom"
label = "Кому"
[[sections.questions.questions]]
key = "sum"
label = "Сумма"
kind = "money"
checks = ["not_negative"]
""".replace('label = "Кому"\n', 'label = "Кому"\nkind = "text"\n')


def test_a_question_becomes_the_same_field_as_a_column():
    form = definitions.read_text(FORM, "own_questions.toml")
    assert isinstance(form, FormDefinition)
    stove, why, rooms = [placed.field for placed in form.placed()]
    assert (stove.kind, stove.label, stove.needed_for) == ("flag", "Печь исправна", frozenset({"printing", "signing"}))
    assert (why.kind, rooms.kind) == ("long", "number")
    assert form.record_kind == "form:own_questions@2"
    debts = form.rows("debts")
    assert debts is not None
    assert [placed.key for placed in debts.fields] == ["to_whom", "sum"]


def test_the_same_text_gives_an_equal_definition():
    assert definitions.read_text(FORM, "a") == definitions.read_text(FORM, "b")


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (('kind = "flag"', 'kind = "flg"'), 12, "Возможно, имелось в виду «flag»"),
        (('label = "Комнат"', 'lable = "Комнат"'), 21, "Возможно, имелось в виду «label»"),
        (('field = "stove", is', 'field = "stuve", is'), 18, "Возможно, имелось в виду «stove»"),
        (('key = "rooms"', 'key = "Rooms"'), 20, "строчные латинские"),
        (("version = 2", 'version = "2"'), 3, "целое число"),
        (('title = "Опрос"\n', ""), 1, "Не хватает «title»"),
        (('title = "Опрос"', 'title = "Опрос'), 4, "кавычки"),
        (('key = "why"', 'key = "stove"'), 10, "дважды"),
        (('"not_negative"', '"positive"'), 37, "not_negative"),
        (("is = [false]", 'is = "no"'), 18, "список ответов"),
    ],
)  # fmt: skip
def test_a_slip_of_the_pen_is_said_with_its_line_and_what_to_mend(change, line, said):
    assert change[0] in FORM
    found = problems(FORM.replace(*change, 1))
    assert any(said in words for _line, words in found), found
    assert any(where == line for where, words in found if said in words), found


def test_a_card_form_names_a_column_that_there_is():
    text = 'kind = "form"\nkey = "x"\nversion = 1\ntitle = "X"\nroot = "person"\n\n[[sections]]\ntitle = "Y"\nfields = [\n  "surname",\n  "patronimic",\n]\n'
    assert problems(text) == [(11, "«patronimic» здесь не известно. Возможно, имелось в виду «patronymic»")]


def test_every_problem_is_told_at_once():
    text = 'kind = "dictionary"\nkey = "Bad Key"\nversion = 0\ntitle = ""\n[entries]\n'
    assert [line for line, _words in problems(text)] == [2, 3, 4, 5]


@pytest.mark.parametrize("text", ["", "kind = 3", 'kind = "poem"', "[[[", "x" * 600_000])
def test_what_is_no_definition_is_refused_with_a_sentence(text):
    assert all(CYRILLIC.search(words) for _line, words in problems(text))


def test_a_folder_is_checked_against_its_dictionaries(tmp_path):
    (tmp_path / "own_questions.toml").write_text(
        FORM.replace('kind = "long"', 'kind = "choice"\ndictionary = "stoves"'), encoding="utf-8"
    )
    (tmp_path / "wrong_name.toml").write_text(
        'kind = "dictionary"\nkey = "heating"\nversion = 1\ntitle = "X"\n[entries]\ngas = "газ"\n',
        encoding="utf-8",
    )
    (tmp_path / "cp1251.toml").write_bytes('title = "Опрос"'.encode("cp1251"))
    with speaking("ru"):
        said = [problem.words() for problem in definitions.check_folder(tmp_path)]
    assert len(said) == 3
    assert said[0].startswith("cp1251.toml, строка 1: Файл не в кодировке UTF-8")
    assert "heating.toml" in said[1]
    assert "own_questions.toml, строка 18: «stoves» здесь не известно" in said[2]


def test_an_entry_speaks_the_other_languages_where_it_can():
    sexes = dictionary("sexes")
    assert (sexes.caption("male"), sexes.caption("male", "ky"), sexes.caption("male", "en")) == (
        "мужской",
        "эркек",
        "мужской",
    )
    assert sexes.caption("no_such_code") == "no_such_code"


SHEET = """kind = "form"
key = "needs"
version = 1
title = "Оценка"
mark = "[I]"
basis = "технология"
about = "child"
group = "Оценка"
countries = ["ru"]
closed = true
signatures = ["Специалист"]
approved_by = "Руководитель"
number = "{year}-{number:03}"

[[sections]]
title = "Нужды"
[[sections.questions]]
key = "name"
label = "Ребёнок"
from = "person.name"
[[sections.questions]]
key = "food"
label = "Питание"
kind = "choice"
dictionary = "scale_0_3"
buttons = true
points = { "0" = 0, "3" = 3 }
[sections.questions.texts]
"0" = "ест досыта"
"3" = "голодает"
[[sections.questions]]
key = "who"
label = "Кто живёт"
kind = "rows"
from = "members"
[[sections.questions.questions]]
key = "born"
label = "Родился"
kind = "partial_day"
from = "member.born"
[[scores]]
key = "total"
label = "Всего"
sum = ["food"]
dictionary = "risk_levels"
[[scores.levels]]
at_least = 0
code = "low"
"""


def test_a_questionnaire_says_whom_it_is_about_who_signs_and_what_the_card_answers():
    form = definitions.read_text(SHEET, "needs.toml")
    assert isinstance(form, FormDefinition)
    assert (form.about, form.group, form.countries, form.closed) == ("child", "Оценка", ("ru",), True)
    assert (form.signatures, form.approved_by, form.number) == (
        ("Специалист",),
        "Руководитель",
        "{year}-{number:03}",
    )
    name, food = form.placed()
    assert name.prefill == "person.name"
    assert food.texts == {"0": "ест досыта", "3": "голодает"}
    who = form.rows("who")
    assert who is not None
    assert (who.prefill, who.fields[0].prefill) == ("members", "member.born")


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (('mark = "[I]"\n', ""), 4, "«order» и «redaction»"),
        (('basis = "технология"', 'basis = ""'), 5, "«basis»"),
        (('"child"', '"chlid"'), 7, "«child»"),
        (('["ru"]', '["rus"]'), 9, "«ru»"),
        (("{number:03}", "{nomber}"), 13, "{number}"),
        (("{number:03}", "{number:09999999999}"), 13, "{number}"),
        (("person.name", "person.nam"), 20, "«person.name»"),
        (("member.born", "member.borm"), 40, "«member.born»"),
        (('from = "members"', 'from = "membres"'), 35, "«members»"),
        (('"0" = "ест досыта"', '"0" = 5'), 28, "«texts»"),
    ],
)
def test_a_slip_in_a_questionnaire_is_said_with_its_line(change, line, said):
    assert change[0] in SHEET
    found = problems(SHEET.replace(*change, 1))
    assert any(said in words and where == line for where, words in found), found


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (('"3" = 3', '"4" = 3'), 22, "«4» здесь не известно"),
        (('"3" = "голодает"', '"5" = "голодает"'), 22, "«5» здесь не известно"),
        (('code = "low"', 'code = "lov"'), 48, "«low»"),
    ],
)
def test_points_and_meanings_are_given_to_answers_that_there_are(tmp_path, change, line, said):
    assert change[0] in SHEET
    (tmp_path / "needs.toml").write_text(SHEET.replace(*change, 1), encoding="utf-8")
    with speaking("ru"):
        found = [(p.line, p.message.words()) for p in definitions.check_folder(tmp_path)]
    assert any(said in words and where == line for where, words in found), found
