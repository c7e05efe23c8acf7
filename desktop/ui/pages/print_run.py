"""Pages on their way to a printer: one after another, drawn off the window's thread, so that the window stays alive.

PaperRun(parent, desk, printer, content, pages).start()     signals finished(), failed(Exception), stopped()
ask_for_printer(dialog, name, pages, send)      print_pages(dialog, desk, printer, content, pages, painted=…, failed=…, over=…)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

from desktop.base.errors import Unavailable
from desktop.base.jobs import Job, Owner
from desktop.base.messages import N_, _, message
from desktop.documents.page_images import PageImage, page_images
from desktop.services.desk import Desk
from desktop.ui.kit.dialogs import Progress

_FINEST: Final = 300  # dots an inch: a whole page in memory is 26 MB then
Told = Callable[[int, int], None]


def picture(page: PageImage) -> QImage:
    """The page as the toolkit knows pictures."""
    return QImage(page.rgb, page.width, page.height, page.stride, QImage.Format.Format_RGB888).copy()


def wanted_pages(printer: QPrinter, pages: int) -> tuple[int, ...]:
    """The pages (counted from 0) that were asked for in the dialog of the printer."""
    ranges = printer.pageRanges()
    return tuple(number for number in range(pages) if ranges.isEmpty() or ranges.contains(number + 1))


class PaperRun(QObject):
    """One printing; it is over with exactly one of its three signals."""

    finished = Signal()
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, parent: QObject, desk: Desk, printer: QPrinter, content: bytes, pages: int) -> None:
        super().__init__(parent)
        self._desk, self._printer, self._content = desk, printer, content
        self._pages = wanted_pages(printer, pages)
        self._painter = QPainter()
        self._owner = Owner()
        self._over = False
        self.told: Told = lambda _done, _of: None

    def start(self) -> None:
        """Begin with the first page."""
        if self._pages:
            self._next(0)
        else:
            self._fail()

    def cancel(self) -> None:
        """Take the job back from the printer."""
        if self._end():
            self._printer.abort()
            self.stopped.emit()

    def _next(self, at: int) -> None:
        self.told(at, len(self._pages))
        dpi, number = min(_FINEST, self._printer.resolution()), self._pages[at]

        def draw(_job: Job) -> PageImage:
            return next(page_images(self._content, dpi, (number,)))

        self._desk.work(draw, lambda page: self._put(at, page), self._fail_with, self._owner)

    def _put(self, at: int, page: PageImage) -> None:
        if self._over:
            return
        if not self._new_sheet(at, lying=page.width > page.height):
            self._fail()
            return
        sheet = self._printer.pageLayout().paintRectPixels(self._printer.resolution())
        size = QSize(page.width, page.height).scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
        where = QRect((sheet.width() - size.width()) // 2, 0, size.width(), size.height())
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._painter.drawImage(where, picture(page))
        if at + 1 < len(self._pages):
            self._next(at + 1)
        elif not self._painter.isActive() or self._printer.printerState() == QPrinter.PrinterState.Error:
            self._fail()
        elif self._end():
            self.finished.emit()

    def _new_sheet(self, at: int, *, lying: bool) -> bool:
        """The paper is turned as the page is; whether the printer goes on."""
        side = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
        self._printer.setPageOrientation(side)
        if at:
            return self._painter.isActive() and self._printer.newPage()
        return self._painter.begin(self._printer)

    def _fail(self) -> None:
        self._fail_with(Unavailable(message(N_("The printer does not take the pages. Choose another one or save a PDF."))))

    def _fail_with(self, error: Exception) -> None:
        if self._end():
            self.failed.emit(error)

    def _end(self) -> bool:
        """Whether it was still going on."""
        if self._over:
            return False
        self._over = True
        self._owner.close()
        if self._painter.isActive():
            self._painter.end()
        return True


def ask_for_printer(dialog: QDialog, name: str, pages: int, send: Callable[[QPrinter], None]) -> None:
    """Ask over this dialog for a printer and for which pages; `name` stands in the printer's queue."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    asked = QPrintDialog(printer, dialog)
    asked.setMinMax(1, pages)
    asked.accepted.connect(lambda: send(printer))
    asked.setWindowModality(Qt.WindowModality.WindowModal)
    asked.show()


def print_pages(
    dialog: QDialog, desk: Desk, printer: QPrinter, content: bytes, pages: int, *, painted: Callable[[], None],
    failed: Callable[[Exception], None], over: Callable[[str], None],
) -> None:  # fmt: skip
    """Send a file's pages to the printer; the window that shows how far it is can stop it, so does closing the dialog."""
    run = PaperRun(dialog, desk, printer, content, pages)
    progress = Progress(dialog, _("The pages go to the printer"), run.cancel)
    run.told = progress.step
    for end in (run.finished, run.failed, run.stopped):
        end.connect(lambda *_said: progress.finish())
    run.finished.connect(painted)
    run.failed.connect(failed)
    run.stopped.connect(lambda: over(_("Printing was stopped")))
    dialog.finished.connect(run.cancel)
    progress.open()
    run.start()
