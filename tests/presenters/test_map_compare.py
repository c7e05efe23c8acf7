"""Every change between two versions is said in words, in its tone, once."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from desktop.models.map_changes import Change
from desktop.models.map_data import Group, MapData, Node, Tie
from desktop.presenters.comparisons import heading
from desktop.presenters.map_compare import counted, sentence, told
from desktop.presenters.network_words import concern_words, gap_lack, isolation_lack
from desktop.rules.network_figures import Isolation
from desktop.rules.network_gaps import Gap
from tests.figures.social_maps import id_of, sketch_map

OLEG, MARINA, GRANDMOTHER, AUNT, SCHOOL, JOBS = (id_of(n) for n in (2, 1, 20, 21, 24, 32))


def said(before: MapData, after: MapData) -> list[str]:
    return [f"{one.sign} {one.sentence}" for one in told(before, after)]


def test_a_tie_that_came_and_one_that_grew() -> None:
    before = sketch_map()
    aunt = next(before.ties_of(AUNT))
    after = before.with_tie(Tie(id_of(300), SCHOOL, OLEG)).with_tie(replace(aunt, quality="strong"))
    assert said(before, after) == [
        "+ Появилась связь: Школа № 7 — Олег, обычная",
        "▲ Связь стала сильнее: Тётя Люда — Марина: была слабая, стала сильная",
    ]


def test_somebody_who_went_takes_the_ties_along_in_one_sentence() -> None:
    before = sketch_map()
    assert said(before, before.without(JOBS)) == ["− Больше нет на карте: Центр занятости; вместе с ним ушло связей: 1"]


def test_a_break_and_a_conflict_are_called_by_name_and_counted() -> None:
    before = sketch_map()
    aunt, grandmother = next(before.ties_of(AUNT)), next(before.ties_of(GRANDMOTHER))
    after = before.with_tie(replace(aunt, quality="broken")).with_tie(replace(grandmother, quality="conflict"))
    assert said(before, after) == [
        "▼ Начался конфликт: Бабушка Вера — Марина: связь была сильная",
        "▼ Связь прервалась: Тётя Люда — Марина: была слабая",
    ]
    assert counted(told(before, after)) == (("Стали слабее", "1", "amber"), ("Прервались", "1", "red"))


def test_ties_told_anew_are_one_sentence_that_drowns_nothing() -> None:
    before = sketch_map()
    after = replace(before, ties=tuple(replace(tie, told_on=date(2026, 11, 20)) for tie in before.ties))
    (only,) = said(before, after)
    assert only.endswith(f"Заново рассказано {len(before.ties)} связей, в другой день")


def test_a_new_name_is_one_change() -> None:
    before = sketch_map()
    school = before.node(SCHOOL)
    assert school
    after = before.with_node(replace(school, name="Лицей № 7"))
    assert said(before, after) == ["• Другое имя: было «Школа № 7», стало «Лицей № 7»"]


@pytest.mark.parametrize(
    ("kind", "thing"), [("node", Node(OLEG, "x")), ("tie", Tie(id_of(120), OLEG, MARINA)), ("group", Group(OLEG, "x"))]
)
def test_no_field_of_anything_is_left_without_words(kind: str, thing: Node | Tie | Group) -> None:
    map_ = replace(sketch_map(), groups=(Group(OLEG, "x"),))
    for field in fields(thing):
        if field.name == "id" or (kind == "tie" and field.name == "id"):
            continue
        value = getattr(thing, field.name)
        kinds = {"quality": "stronger", "name": "renamed"}
        change = Change(kinds.get(field.name, "changed"), kind, thing.id, field.name, value, value)  # type: ignore[arg-type]
        words = sentence(map_, map_, change)
        assert words, field.name
        assert "{" not in words


def test_the_heading_of_a_picture_says_day_and_state() -> None:
    map_ = replace(sketch_map(), drawn_on=date(2026, 9, 3), final=True, aim="wish")
    assert heading(map_.drawn_on, map_.stage).startswith("03.09.2026 · ")
    assert heading(map_.drawn_on, map_.stage).endswith("завершена")


def test_a_lack_offers_a_step_in_words_that_need_no_declining() -> None:
    map_ = sketch_map()
    alone = isolation_lack(map_, Isolation(OLEG, "amber", ("no_support_outside",)), "14 лет")
    assert alone.sentence == "Олег (14 лет): нет ни одной поддерживающей связи вне семьи"
    assert alone.step == "Найти взрослого вне семьи, к которому сможет обращаться Олег"
    gap = gap_lack(map_, Gap("specialist", OLEG, concern="narcology"), lambda code: concern_words(code, _caption))
    assert gap.sentence == "Олег: рядом нет специалиста, хотя в карточке отмечено: наркологический учёт"


def _caption(dictionary: str, code: str) -> str:
    return "наркологический учёт" if dictionary == "registers" else code
