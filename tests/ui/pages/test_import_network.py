"""A network of another program comes onto the map by the window, and the map goes out for other programs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop.documents.network_canvas import from_archive
from desktop.documents.network_graph import from_graphml
from desktop.presenters.exchange_files import save_network, save_tree
from desktop.services.maps import newest_map
from desktop.ui.pages.import_network import ImportNetwork
from desktop.ui.pages.social_map import MapSection
from tests.ui.pages.sections import desk, dialog, family, keys, shell, show_section  # noqa: F401  fixtures

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    people = "nodeID,networkCanvasUUID,name,kind,sphere,colour\n1,,Кравцова Марина,person,,red\n2,,Школа № 5,agency,,\n"
    (tmp_path / "сеть_attributeList_Person.csv").write_text(people, "utf-8")
    (tmp_path / "сеть_edgeList_Tie.csv").write_text("edgeID,from,to,quality\n3,1,2,strong\n", "utf-8")
    return tmp_path / "сеть_attributeList_Person.csv"


def test_a_network_becomes_a_draft_that_is_opened(qtbot, shell, family, desk, lists):  # noqa: F811
    page = show_section(qtbot, shell, family, MapSection)
    before = page.map.editor.data.id
    ImportNetwork(shell, family, lists, page, page._network_taken).open()
    asked = dialog(page, ImportNetwork)
    parts = asked.incoming.parts()
    assert [line.who for line in parts["new"]] == ["Школа № 5"]
    assert asked.incoming.plan.known == 1  # the mother is written with her surname in the file
    assert [line.what for line in parts["ties"]] != []
    assert any("colour" in line.who for line in parts["remarks"])
    assert desk.read(lambda reading: newest_map(reading, family)) is None  # nothing is written yet
    keys(qtbot, Qt.Key.Key_Return, control=True)
    map_ = desk.read(lambda reading: newest_map(reading, family))
    assert map_.stage == "draft"
    assert len(map_.nodes) == 3
    assert page.map.editor.data.id == map_.id != before
    assert shell.errors == []
    page.close_section()


def test_a_file_that_is_no_network_is_said_in_words(qtbot, shell, family, desk, tmp_path):  # noqa: F811
    wrong = tmp_path / "письмо.graphml"
    wrong.write_text("Здравствуйте", "utf-8")
    asked = ImportNetwork(shell, family, wrong, shell.window_widget(), shell.opened.append)
    asked.open()
    assert asked.problem.isVisible()
    assert not asked.button.isEnabled()
    asked.take_file(tmp_path / "нет такого.csv")
    assert "нет такого" in asked.problem.text()
    assert shell.errors == []
    asked.reject()


def test_the_map_and_the_tree_go_out_for_other_programs(qtbot, shell, family, desk, tmp_path):  # noqa: F811
    page = show_section(qtbot, shell, family, MapSection)
    map_ = page.map.editor.data
    made: list[Path] = []
    for name in ("карта.graphml", "карта.zip"):
        save_network(desk, map_, tmp_path / name, made.append, shell.fail)
    save_tree(desk, family, tmp_path / "родня.ged", made.append, shell.fail)
    assert [path.name for path in made] == ["карта.graphml", "карта.zip", "родня.ged"]
    assert len(from_graphml(made[0].read_bytes()).nodes) == len(map_.nodes)
    assert len(from_archive(made[1].read_bytes()).nodes) == len(map_.nodes)
    assert "Марина" in made[2].read_text("utf-8-sig")
    assert shell.errors == []
    page.close_section()
