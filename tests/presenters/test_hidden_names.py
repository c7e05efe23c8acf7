"""Names that are hidden stand nowhere: on no picture, in no sentence of a comparison."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from desktop.figures.primitives import Text
from desktop.models.kin_data import GenogramData
from desktop.models.map_style import MapStyle, Names
from desktop.presenters.comparisons import Comparison
from desktop.presenters.conflict_compare import comparison as conflicts_compared
from desktop.presenters.conflicts import ConflictEditor
from desktop.presenters.genogram import GenogramEditor
from desktop.presenters.map_compare import comparison
from tests.figures.conflicts import caption, quarrel
from tests.figures.social_maps import sketch_map
from tests.rules.kin_tree import Tree

TODAY = date(2026, 11, 22)
HIDDEN: tuple[Names, ...] = ("initials", "codes")


def everything_said(found: Comparison) -> str:
    figures = (found.before, found.after, found.over)
    drawn = [shape.text for figure in figures for shape in figure.shapes if isinstance(shape, Text)]
    heads = [f"{figure.title} {figure.description}" for figure in figures]
    return "\n".join([*drawn, *heads, *found.titles, *(one.sentence for one in found.told)])


def names_in(words: str, names: list[str]) -> list[str]:
    parts = {part for name in names for part in re.findall(r"[А-ЯЁ][а-яё]{2,}", name)}
    return sorted(part for part in parts if re.search(rf"\b{part}\b", words))


@pytest.mark.parametrize("names", HIDDEN)
def test_two_maps_compared_with_hidden_names_say_nobodys_name(names: Names) -> None:
    before = sketch_map()
    people = [node for node in before.nodes if node.kind == "person"]
    after = before.without(people[-1].id).with_node(replace(people[0], name="Марианна", note="О Марианне"))
    said = [node.name for node in (*people, after.nodes[0])] + ["Марианна"]
    shown = comparison(before, after, TODAY)
    hidden = comparison(before, after, TODAY, style=MapStyle(names=names))
    assert names_in(everything_said(shown), said)
    assert names_in(everything_said(hidden), said) == []
    assert hidden.names_hidden
    assert not shown.names_hidden


@pytest.mark.parametrize("names", HIDDEN)
def test_two_conflict_maps_compared_with_hidden_names_name_no_party(names: Names) -> None:
    before = quarrel()
    after = quarrel(parties=before.parties[1:], mediator="Эсенова А. А.", intensity=3)
    said = ["Марина", "Игорь", "Эсенова"]
    assert names_in(everything_said(conflicts_compared(before, after, caption)), said) == ["Игорь", "Марина", "Эсенова"]
    assert names_in(everything_said(conflicts_compared(before, after, caption, MapStyle(names=names))), said) == []


@pytest.mark.parametrize("names", HIDDEN)
def test_who_listens_to_drawings_hears_no_hidden_name(names: Names) -> None:
    tree = Tree()
    tree.person("Марина", "female").person("Олег", "male").children("Марина", "Олег")
    style = MapStyle(names=names)
    kin = tree.kin()
    genogram = GenogramData(uuid4(), uuid4(), "Генограмма", TODAY, kin, tree.id("Олег"))
    editor = GenogramEditor(genogram, uuid4, TODAY)
    heard = [editor.sentence(person.id) for person in kin.people]
    assert names_in(" ".join(heard), ["Марина", "Олег"]) == ["Марина", "Олег"]
    editor.show_style(style)
    assert names_in(" ".join(editor.sentence(person.id) for person in kin.people), ["Марина", "Олег"]) == []
    conflict = ConflictEditor(quarrel(), uuid4, TODAY, caption, style=style)
    heard = [conflict.sentence(party.id) for party in conflict.data.parties]
    assert names_in(" ".join(heard), ["Марина", "Игорь"]) == []


@pytest.mark.parametrize("names", HIDDEN)
def test_free_words_of_a_conflict_call_nobody_by_name_either(names: Names) -> None:
    before = replace(quarrel(), issue="С кем остаётся Тимур", contradiction="Тимура зовут двое")
    after = replace(before, issue="С кем жить Тимуру")
    said = everything_said(conflicts_compared(before, after, caption, MapStyle(names=names)))
    assert "С кем остаётся Т." in said
    assert not names_in(said, ["Тимур", "Тимура", "Тимуру"])
