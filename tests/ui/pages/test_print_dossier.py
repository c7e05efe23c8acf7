from __future__ import annotations

import io
import threading

import pypdfium2
import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import select

from desktop.base.errors import Unavailable
from desktop.base.jobs import Lane
from desktop.base.messages import message
from desktop.models.audit import Act
from desktop.presenters.families_list import FamiliesList
from desktop.services.desk import Lanes
from desktop.services.printing import PRINTED
from desktop.ui.kit.delivery import Delivery
from desktop.ui.kit.dialogs import Progress
from desktop.ui.pages import register_file
from desktop.ui.pages.families_list import FamiliesPage
from desktop.ui.pages.print_dossier import PrintDossier
from desktop.ui.pages.print_run import PaperRun
from tests.ui.kit.hands import put_on_screen
from tests.ui.pages.sections import desk, family, shell  # noqa: F401  fixtures

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


def recorded(desk) -> int:  # noqa: F811
    with desk.office_kept.engine.connect() as connection:
        return len(connection.execute(select(Act.number).where(Act.label == PRINTED)).all())


@pytest.fixture
def dossier(qtbot, shell, family):  # noqa: F811
    put_on_screen(qtbot, shell.window_widget())
    dialog = PrintDossier(shell, (family,), shell.window_widget())
    dialog.open()
    yield dialog
    if dialog in shell.window_widget().findChildren(PrintDossier):
        dialog.close()


def file_printer(path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setResolution(72)
    printer.setOutputFileName(str(path))
    return printer


def pages(path) -> int:
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def test_nothing_is_saved_or_printed_while_the_preview_shows_something_else(dossier, qtbot):
    assert dossier._save.isEnabled()
    dossier._hidden.setChecked(True)
    assert not dossier._save.isEnabled()
    assert not dossier._print.isEnabled()
    dossier.save()
    dossier.print_out()
    assert dossier.findChildren(QFileDialog) == []
    dossier._timer.timeout.emit()
    assert dossier._save.isEnabled()
    assert dossier.printing.preview is not None
    assert dossier.printing.chosen.hidden_names


def test_only_the_pages_that_were_asked_for_go_to_the_printer(dossier, desk, tmp_path):  # noqa: F811
    preview = dossier.printing.preview
    printer = file_printer(tmp_path / "whole.pdf")
    dossier.paint(printer, dossier.pages_now())
    assert pages(tmp_path / "whole.pdf") == len(preview.pages) > 1
    printer = file_printer(tmp_path / "one.pdf")
    ranges = QPageRanges()
    ranges.addPage(2)
    printer.setPageRanges(ranges)
    dossier.paint(printer, dossier.pages_now())
    assert pages(tmp_path / "one.pdf") == 1
    assert recorded(desk) == 2
    assert [one for one in dossier.findChildren(Progress) if one.isVisible()] == []


def test_the_paper_is_turned_for_a_page_that_lies(qtbot, desk, tmp_path):  # noqa: F811
    content, paper = io.BytesIO(), tmp_path / "turned.pdf"
    canvas = Canvas(content)
    for size in ((842, 595), (595, 842), (842, 595)):
        canvas.setPageSize(size)
        canvas.rect(0, 0, *size, fill=1)
        canvas.showPage()
    canvas.save()
    owner = QObject()
    PaperRun(owner, desk, file_printer(paper), content.getvalue(), 3).start()
    with pypdfium2.PdfDocument(paper) as printed:
        sheets = [printed[number].render().to_pil().convert("L") for number in range(len(printed))]
    black = [sheet.point(lambda shade: 255 * (shade < 128)).getbbox() for sheet in sheets]
    assert [sheet.width > sheet.height for sheet in sheets] == [True, False, True]
    filled = [(box[2] - box[0]) * (box[3] - box[1]) / (s.width * s.height) for box, s in zip(black, sheets, strict=True)]
    assert min(filled) > 0.8  # the page fills its sheet but for the margins


@pytest.mark.qt_log_ignore("QPdf|QPainter", extend=True)
def test_what_no_printer_took_is_not_recorded_as_printed(dossier, shell, desk, tmp_path):  # noqa: F811
    dossier.paint(file_printer(tmp_path / "missing" / "out.pdf"), dossier.pages_now())
    assert recorded(desk) == 0
    assert shell.said == []
    assert (
        dossier.summary.text()
        == Unavailable(message("The printer does not take the pages. Choose another one or save a PDF.")).words()
    )


def test_a_failed_preview_is_said_in_the_dialog_and_can_be_made_again(dossier, shell):  # noqa: F811
    dossier._touched()
    dossier.printing.failed.tell(Unavailable(message("The office cannot be reached just now")))
    assert shell.errors == []
    assert dossier.summary.text() == Unavailable(message("The office cannot be reached just now")).words()
    assert dossier._again.isVisible()
    dossier._again.click()
    assert dossier._save.isEnabled()
    assert not dossier._again.isVisible()


def test_a_closed_dialog_leaves_nothing_and_its_file_is_told_to_the_window(dossier, shell, tmp_path, qtbot):  # noqa: F811
    printing, preview = dossier.printing, dossier.printing.preview
    with qtbot.waitSignal(dossier.destroyed):
        dossier.close()
    printing.save(tmp_path / "дело.pdf", preview)
    assert (tmp_path / "дело.pdf").exists()
    assert len(shell.said) == 1


@pytest.fixture
def threads(desk):  # noqa: F811
    delivery = Delivery()
    desk.lanes = Lanes(*(Lane(name, delivery) for name in ("records", "browsing", "files")))
    yield desk.lanes
    desk.lanes.close()


def test_the_window_lives_while_pages_go_to_the_printer_and_can_stop_them(dossier, threads, desk, tmp_path, qtbot):  # noqa: F811
    gate = threading.Event()
    desk.work(lambda _job: gate.wait(20), lambda _done: None, lambda _error: None, dossier.printing.owner)
    dossier.paint(file_printer(tmp_path / "out.pdf"), dossier.pages_now())
    (progress,) = dossier.findChildren(Progress)
    assert progress.isVisible()
    progress._button.click()
    assert not progress.isVisible()
    gate.set()
    assert recorded(desk) == 0


def test_cancelling_the_list_closes_its_window_and_writes_nothing(shell, threads, qtbot, tmp_path):  # noqa: F811
    page = FamiliesPage(FamiliesList(shell.desk), shell.window_widget())
    shell.window_widget().layout().addWidget(page)
    put_on_screen(qtbot, shell.window_widget())
    gate = threading.Event()
    shell.desk.work(lambda _job: gate.wait(20), lambda _done: None, lambda _error: None, page.presenter._owner)
    register_file.write_register(shell, page, tmp_path / "список.xlsx")
    (progress,) = page.findChildren(Progress)
    progress._button.click()
    gate.set()
    qtbot.waitUntil(lambda: not progress_of(page))
    assert not (tmp_path / "список.xlsx").exists()
    assert len(shell.said) == 1
    page.presenter.close()


def progress_of(page) -> list[Progress]:
    return [one for one in page.findChildren(Progress, "") if one.isVisible()]


def test_saving_into_a_folder_can_be_stopped_and_the_window_goes(qtbot, shell, family, desk, threads, tmp_path):  # noqa: F811
    put_on_screen(qtbot, shell.window_widget())
    dialog = PrintDossier(shell, (family, family, family), shell.window_widget())
    dialog.open()
    qtbot.waitUntil(lambda: dialog.printing.preview is not None, timeout=20_000)
    gate = threading.Event()
    desk.work(lambda _job: gate.wait(20), lambda _done: None, lambda _error: None, dialog.printing.owner)
    dialog._save_all(str(tmp_path))
    (progress,) = dialog.findChildren(Progress)
    progress._button.click()
    gate.set()
    qtbot.waitUntil(lambda: dialog._progress is None)
    assert list(tmp_path.glob("*.pdf")) == []
    dialog.close()
