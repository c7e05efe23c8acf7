"""The page of the map compares its versions, prints the comparison, and turns what is lacking into a step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.documents.comparisons import ComparisonPaper
from desktop.figures.primitives import Text
from desktop.models.map_data import Node, Tie
from desktop.presenters.comparisons import by_tone
from desktop.services import maps
from desktop.services.desk import Desk
from desktop.services.map_papers import comparison_document
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.dialogs import Ask
from desktop.ui.pages.paper_preview import PaperPreview
from tests.ui.pages import test_social_map as screens
from tests.ui.pages.shells import opened_desk

family = screens.family
SCHOOL = UUID(int=770)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = opened_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, family: UUID) -> Iterator[screens.Screen]:
    shown = screens.Screen(qtbot, desk, family)
    editor = shown.section.map.editor
    assert editor is not None
    first = replace(editor.data, title="Карта")
    desk.do("", lambda unit: maps.save_map(unit, first, final=True))
    kept = desk.read(lambda reading: maps.newest_map(reading, family))
    assert kept is not None
    oleg = next(node for node in kept.nodes if "Олег" in node.name)
    later = kept.with_node(Node(SCHOOL, "Школа № 7", "agency", sphere="education")).with_tie(Tie(UUID(int=771), SCHOOL, oleg.id))
    desk.do("", lambda unit: maps.save_map(unit, later))
    shown.section.map.open()
    yield shown
    shown.section.close_section()


def test_the_newest_version_is_compared_with_the_one_before_and_left_again(screen: screens.Screen, qtbot: QtBot) -> None:
    section = screen.section
    section.compare()
    view = section.compared.view
    assert view is not None
    found = view.comparing.comparison
    assert found is not None
    assert {one.sentence.split(":")[0] for one in found.told} == {"Теперь на карте", "Появилась связь"}
    assert view.sentences.hasFocus()
    qtbot.keyClick(view.sentences, Qt.Key.Key_Escape)
    assert section.compared.view is None
    assert section.view is not None
    assert section.view.isVisible()


def test_a_comparison_is_shown_before_it_is_printed(screen: screens.Screen, desk: Desk) -> None:
    section = screen.section
    section.compare()
    view = section.compared.view
    assert view is not None
    view.print_button.click()
    preview = view.findChild(PaperPreview)
    assert preview is not None
    preview.close()
    found = view.comparing.comparison
    assert found is not None
    told = tuple((heading, tuple(one.sentence for one in said)) for heading, said in by_tone(found.told))
    paper = ComparisonPaper("Сравнение карт", "1", desk.today, (), (("", found.over),), told)
    document = desk.read(lambda reading: comparison_document(reading, paper))
    assert "Появилась связь" in repr(document.blocks)


def test_beside_each_other_both_pictures_are_printed_with_the_key_of_their_symbols(screen: screens.Screen) -> None:
    screen.section.compare()
    view = screen.section.compared.view
    assert view is not None
    found = view.comparing.comparison
    assert found is not None
    assert found.keyed is not None
    for plain, keyed in zip((found.before, found.after), found.keyed(), strict=True):
        texts = [{shape.text for shape in one.shapes if isinstance(shape, Text)} for one in (plain, keyed)]
        assert "женский пол" in texts[1] - texts[0]


def test_without_a_plan_a_step_for_somebody_alone_says_so(screen: screens.Screen, qtbot: QtBot) -> None:
    section = screen.section
    assert section.inspector is not None
    network = section.inspector.network

    def steps() -> list[Button]:
        return [b for b in network.findChildren(Button) if b.text() == "Шаг плана…" and b.isVisible()]

    qtbot.waitUntil(lambda: bool(steps()))
    assert steps()[0].toolTip()
    steps()[0].click()
    qtbot.waitUntil(lambda: section.over.findChild(Ask) is not None)
