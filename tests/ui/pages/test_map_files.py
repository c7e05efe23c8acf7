"""The dialog that prints, saves and copies any map: it remembers, it shows, it marks, and it takes the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.documents.maps import NoteLine
from desktop.figures.social_layout import lay_out
from desktop.figures.social_map import draw
from desktop.figures.social_notes import notes_of
from desktop.models.map_style import STANDARD
from desktop.presenters.map_printing import SETTING, MapPrinting, MapToPrint, PrintChoice, choice_from
from desktop.services.desk import Desk
from desktop.ui.pages.map_files import SVG_TYPES, MapFiles
from tests.figures.social_maps import TODAY, sketch_map
from tests.ui.pages.shells import FakeShell, opened_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = opened_desk(tmp_path)
    yield opened
    opened.close()


def source(marked: list[str] | None = None) -> MapToPrint:
    map_ = lay_out(sketch_map())
    map_ = map_.with_node(replace(map_.nodes[5], note="помогает по выходным"))
    return MapToPrint(
        "social",
        "Карта социальных связей",
        TODAY,
        "draft",
        lambda style, _paper: (draw(map_, today=TODAY, style=style),),
        lambda _style: tuple(NoteLine(n.number, n.who, n.text) for n in notes_of(map_)),
        (lambda: marked.append("printed")) if marked is not None else None,
    )


def opened(desk: Desk, qtbot: QtBot, marked: list[str] | None = None) -> tuple[MapFiles, FakeShell]:
    window = QWidget()
    qtbot.addWidget(window)
    shell = FakeShell(desk, window)
    family = desk.new_id()
    recorded: list[str] = []
    dialog = MapFiles(shell, MapPrinting(desk, family, "Семья Кравцовых", "2026-0147", source(marked)), window)
    dialog.open()
    # A family that stands in no office cannot be written into its journal: what is tested here is the dialog.
    dialog.printing._record = recorded.append  # type: ignore[assignment,method-assign]
    return dialog, shell


def chosen(dialog: MapFiles) -> PrintChoice:
    dialog._touched()
    dialog._settle()
    return dialog.printing.choice


def test_the_pages_are_seen_before_anything_leaves(desk: Desk, qtbot: QtBot) -> None:
    dialog, _shell = opened(desk, qtbot)
    preview = dialog.printing.preview
    assert preview is not None
    assert len(preview.pages) == preview.pdf.pages == 1
    assert dialog.print_button.isEnabled()
    assert "A4" in dialog.summary.text()
    dialog.paper.set_value("a3l")
    assert chosen(dialog).paper == "a3l"
    assert dialog.printing.preview is not None
    assert dialog.printing.preview.pdf.papers == ("a3l",)
    assert "A3" in dialog.summary.text()


def test_what_was_chosen_last_is_chosen_next_time_but_hidden_names_are_not(desk: Desk, qtbot: QtBot) -> None:
    dialog, _shell = opened(desk, qtbot)
    for box, value in ((dialog.format, "png"), (dialog.dpi, "300"), (dialog.names, "codes")):
        box.set_value(value)
    dialog.grey.setChecked(True)
    assert chosen(dialog) == PrintChoice("png", dpi=300, names="codes", grey=True)
    dialog.reject()
    again, _shell = opened(desk, qtbot)
    assert again.choice() == PrintChoice("png", dpi=300, grey=True)
    assert again.dpi.isEnabled()
    assert not again.notes.isEnabled()
    again.reject()


def test_nonsense_kept_is_the_default() -> None:
    assert choice_from({"format": "exe", "dpi": 5, "grey": 1, "paper": None}) == PrintChoice()
    assert choice_from("pdf") == PrintChoice()


@pytest.mark.parametrize("ending", ["pdf", "svg", "png"])
def test_every_format_is_saved_under_a_name_without_people(desk: Desk, qtbot: QtBot, tmp_path: Path, ending: str) -> None:
    dialog, shell = opened(desk, qtbot)
    dialog.format.set_value(ending)
    assert chosen(dialog).format == ending
    name = dialog.printing.file_name()
    assert name == f"Карта социальных связей 2026-0147 2026-11-22.{ending}"
    dialog.save(tmp_path / name)
    content = (tmp_path / name).read_bytes()
    assert content.startswith({"pdf": b"%PDF", "svg": b"<?xml", "png": b"\x89PNG"}[ending])
    assert any(name in words for words in shell.said)
    if ending == "svg":
        assert b"<text" not in content  # letters are outlines: the same picture where our font is not installed
        assert "Бабушка Вера".encode() in content


def test_resolution_and_ground_of_a_picture_are_what_was_chosen(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog, _shell = opened(desk, qtbot)
    dialog.format.set_value("png")
    dialog.dpi.set_value("96")
    dialog.transparent.setChecked(True)
    assert chosen(dialog).transparent
    dialog.save(tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as image:
        assert image.mode == "RGBA"
        assert image.getpixel((1, 1))[3] == 0  # type: ignore[index]
        assert image.info["dpi"][0] == pytest.approx(96, abs=1)


def test_the_clipboard_has_points_and_vectors(desk: Desk, qtbot: QtBot) -> None:
    dialog, shell = opened(desk, qtbot)
    dialog.copy_button.click()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert bytes(data.data("image/png").data()).startswith(b"\x89PNG")
    assert all(b"<svg" in bytes(data.data(kind).data()) for kind in SVG_TYPES)
    assert shell.said


def test_a_printed_version_is_marked_once_all_pages_have_gone(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    marked: list[str] = []
    dialog, _shell = opened(desk, qtbot, marked)
    dialog.save(tmp_path / "x.pdf")
    assert marked == []
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    assert dialog.printing.preview is not None
    dialog.paint(printer, dialog.pages_now())
    qtbot.waitUntil(lambda: marked == ["printed"])
    assert len(pypdfium2.PdfDocument(BytesIO((tmp_path / "out.pdf").read_bytes()))) == 1


def test_hidden_names_hide_the_family_too(desk: Desk, qtbot: QtBot) -> None:
    dialog, _shell = opened(desk, qtbot)
    dialog.names.set_value("initials")
    chosen(dialog)
    assert dialog.printing.preview is not None
    document = pypdfium2.PdfDocument(dialog.printing.preview.pdf.content)
    text = document[0].get_textpage()
    words = str(text.get_text_range())
    text.close()
    document.close()
    assert "Кравцов" not in words
    assert "Вера" not in words
    assert "выходным" not in words
    assert "Б. В." in words


def test_everything_is_reached_by_keyboard(desk: Desk, qtbot: QtBot) -> None:
    dialog, _shell = opened(desk, qtbot)
    assert dialog.save_button.shortcut().toString() == "Ctrl+S"
    assert dialog.copy_button.shortcut().toString() == "Ctrl+C"
    assert dialog.print_button.shortcut().toString() == "Ctrl+P"
    for box in (dialog.format, dialog.paper, dialog.names):
        assert box.accessibleName() or box.children()
    dialog.format.setFocus()
    inner = dialog.focusWidget()
    assert inner is not None
    QTest.keyClick(inner, Qt.Key.Key_2)
    assert dialog.format.value() == "svg"
    assert desk.setting(SETTING) is None or desk.setting(SETTING)["format"] in ("pdf", "svg")
    dialog.reject()


def test_a_style_of_the_map_is_kept(desk: Desk, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    styled = replace(source(), style=replace(STANDARD, symbols="network", names="codes"))
    printing = MapPrinting(desk, desk.new_id(), "Семья", "7", styled)
    assert printing.choice.names == "codes"
    assert printing._style(printing.choice).symbols == "network"
