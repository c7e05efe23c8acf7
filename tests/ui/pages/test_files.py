from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QImage

from desktop.base.errors import Rejected
from desktop.documents.page_images import pdf_pages
from desktop.presenters.files import copy_name
from desktop.services.attachments import LARGEST, add_file, content_of, files_of
from desktop.ui.kit.dialogs import Ask
from desktop.ui.pages.file_dialogs import JoinDialog, NewFileDialog
from desktop.ui.pages.file_preview import read_picture
from desktop.ui.pages.files import FilesSection
from tests.ui.pages.sections import desk, dialog, family, keys, shell, show_section  # noqa: F401  fixtures

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


def picture(width=60, height=40) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def kept(desk, family):  # noqa: F811
    return desk.read(lambda reading: files_of(reading, family))


def test_a_dropped_file_asks_only_its_kind_and_is_kept_byte_by_byte(qtbot, shell, family, desk, tmp_path):  # noqa: F811
    page = show_section(qtbot, shell, family, FilesSection)
    path = tmp_path / "справка.png"
    path.write_bytes(picture())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    assert page.take(data)
    asked = dialog(page, NewFileDialog)
    asked.act()
    assert asked.kind_field.problem() == "error"
    keys(qtbot, "фотография")
    keys(qtbot, Qt.Key.Key_Return, control=True)
    (row,) = kept(desk, family)
    assert (row.file_name, row.kind, row.media_type) == ("справка.png", "photo", "image/png")
    assert desk.read(lambda reading: content_of(reading, row.id)) == picture()
    page.copy_to(row, tmp_path / "копия.png")
    assert (tmp_path / "копия.png").read_bytes() == picture()
    assert shell.errors == []
    page.close_section()


def test_two_dropped_files_are_asked_one_after_another(qtbot, shell, family, desk, tmp_path):  # noqa: F811
    page = show_section(qtbot, shell, family, FilesSection)
    for name in ("один.txt", "два.txt"):
        (tmp_path / name).write_text("текст", "utf-8")
    page.add_paths([str(tmp_path / "один.txt"), str(tmp_path / "два.txt")])
    for _n in range(2):
        asked = dialog(page, NewFileDialog)
        asked.kind.set_value("letter")
        asked.act()
    assert {row.file_name for row in kept(desk, family)} == {"один.txt", "два.txt"}
    page.close_section()


def test_a_program_is_refused_in_words_whatever_its_name_says(qtbot, shell, family, desk, tmp_path):  # noqa: F811
    page = show_section(qtbot, shell, family, FilesSection)
    (tmp_path / "справка.pdf").write_bytes(b"MZ\x00\x00program")
    page.add_paths([str(tmp_path / "справка.pdf")])
    asked = dialog(page, NewFileDialog)
    asked.kind.set_value("certificate")
    asked.act()
    assert asked.problem.text().startswith("Принимаются только")
    assert kept(desk, family) == ()
    asked.reject()
    page.close_section()


def test_a_pasted_picture_becomes_a_file(qtbot, shell, family, desk):  # noqa: F811
    page = show_section(qtbot, shell, family, FilesSection)
    data = QMimeData()
    data.setImageData(QImage.fromData(picture()))
    assert page.take(data)
    asked = dialog(page, NewFileDialog)
    asked.kind.set_value("photo")
    asked.act()
    assert kept(desk, family)[0].media_type == "image/png"
    page.close_section()


def test_a_removed_file_leaves_the_list(qtbot, shell, family, desk):  # noqa: F811
    desk.do("f", lambda unit: add_file(unit, family, "a.txt", b"text", "letter"))
    page = show_section(qtbot, shell, family, FilesSection)
    keys(qtbot, Qt.Key.Key_Delete)
    dialog(page, Ask).buttons[1].click()
    assert kept(desk, family) == ()
    page.close_section()


def test_a_file_too_large_is_refused(desk, family):  # noqa: F811
    with pytest.raises(Rejected):
        desk.do("f", lambda unit: add_file(unit, family, "a.txt", b"a" * (LARGEST + 1), "letter"))


def test_pictures_are_read_small_and_what_is_none_is_null():
    assert read_picture(picture(3000, 1000)).width() == 1600
    assert read_picture(b"\x89PNG\r\n\x1a\nnonsense").isNull()


def test_a_pdf_is_shown_by_its_first_pages_and_a_damaged_one_refused():
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    made = BytesIO()
    canvas = Canvas(made)
    for _page in range(5):
        canvas.drawString(100, 700, "page")
        canvas.showPage()
    canvas.save()
    shown = pdf_pages(made.getvalue(), most=2, width=300)
    assert [(page.width, page.pages) for page in shown] == [(300, 5), (300, 5)]
    with pytest.raises(Rejected):
        pdf_pages(b"%PDF-1.4 nonsense")


def test_two_scans_become_one_pdf_and_leave_the_list(qtbot, shell, family, desk):  # noqa: F811
    for name in ("один.png", "два.png"):
        desk.do("f", lambda unit, name=name: add_file(unit, family, name, picture(), "photo"))
    desk.do("f", lambda unit: add_file(unit, family, "a.txt", b"text", "letter"))
    page = show_section(qtbot, shell, family, FilesSection)
    page.join()
    joining = dialog(page, JoinDialog)
    assert joining.list.count() == 2
    for at in range(2):
        joining.list.item(at).setCheckState(Qt.CheckState.Checked)
    qtbot.keyClick(joining.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [row.file_name for row in joining.taken()] == ["один.png", "два.png"]
    joining.act()
    assert joining.kind_field.problem() == "error"
    joining.kind.set_value("certificate")
    joining.title.set_value("Справка из школы")
    joining.instead.set_value("yes")
    joining.act()
    rows = kept(desk, family)
    assert {row.file_name for row in rows} == {"Справка из школы.pdf", "a.txt"}
    assert shell.errors == []
    page.close_section()


def test_a_script_among_texts_is_given_out_as_a_text(desk, family, tmp_path):  # noqa: F811
    desk.do("f", lambda unit: add_file(unit, family, "..\\письмо.js", b"alert(1)", "letter"))
    (row,) = kept(desk, family)
    assert copy_name(row).endswith(".js.txt")
    assert "\\" not in copy_name(row)


def test_the_rest_of_a_drop_follows_with_the_same_kind(qtbot, shell, family, desk, tmp_path):  # noqa: F811
    page = show_section(qtbot, shell, family, FilesSection)
    for name, content in (("1.txt", b"a"), ("2.txt", b"b"), ("3.txt", b"MZ\x00"), ("4.txt", b"d")):
        (tmp_path / name).write_bytes(content)
    page.add_paths([str(tmp_path / f"{n}.txt") for n in (1, 2, 3, 4)])
    asked = dialog(page, NewFileDialog)
    asked.kind.set_value("letter")
    asked.same.set_value("yes")
    asked.act()
    assert {row.file_name for row in kept(desk, family)} == {"1.txt", "2.txt", "4.txt"}
    assert any(words.startswith("3.txt: Принимаются") for words in shell.said)
    assert not [one for one in page.findChildren(NewFileDialog) if one.isVisible()]
    page.close_section()
