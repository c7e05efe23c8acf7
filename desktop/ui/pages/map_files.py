"""«Print and save the map»: one dialog for every map; it shows the pages before anything leaves the program.

MapFiles(shell, printing, parent).open()      print_map(shell, family, source, parent)      save_picture(…)
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QCheckBox, QFileDialog, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import N_, _, ngettext
from desktop.documents.maps import NoteLine, Paper
from desktop.figures.keys_beside import KEY_WIDTH, beside
from desktop.figures.primitives import Figure, Shape
from desktop.figures.social_map import draw, legend_shapes
from desktop.figures.social_notes import notes_of
from desktop.models.map_data import MapData
from desktop.models.map_style import MapStyle, Names
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.map_printing import (
    DPIS,
    Format,
    MapPictures,
    MapPreview,
    MapPrinting,
    MapToPrint,
    PrintChoice,
)
from desktop.presenters.map_style import style_of
from desktop.services import maps
from desktop.ui.kit import theme
from desktop.ui.kit.accessibility import announce
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.dialogs import Progress
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.pages_dialog import Pages, PagesDialog
from desktop.ui.pages.shell import Shell

SVG_TYPES: Final = ("image/svg+xml", "image/x-svg")  # what office programs and drawing programs ask for
_WAIT: Final = 250  # milliseconds after the last choice before the preview is made anew
_PROGRESS_AFTER: Final = 600  # shorter work needs no window of its own


def save_picture(
    shell: Shell,
    map_: MapData,
    family: FamilyPresenter,
    parent: QWidget,
    ground: Sequence[Shape] | None = None,
    *,
    style: MapStyle | None = None,
    saved: bool = False,
) -> MapFiles:
    """Print or save a map of social connections as it is shown; `ground` is that of the rings.

    A version that is `saved` as it stands is marked as printed once it went to a printer.
    """
    desk = shell.desk
    today = desk.today

    def drawn(wanted: MapStyle, paper: Paper) -> tuple[Figure, ...]:
        if not (wanted.legend and paper.endswith("l")):
            return (draw(map_, today=today, style=wanted, ground=ground),)
        alone = draw(map_, today=today, style=wanted, ground=ground, legend=False)
        return (beside(alone, legend_shapes(map_, KEY_WIDTH, wanted)),)

    def noted(_wanted: MapStyle) -> tuple[NoteLine, ...]:
        return tuple(NoteLine(note.number, note.who, note.text) for note in notes_of(map_))

    def mark() -> None:
        desk.act(
            N_("The map was printed"),
            lambda unit: maps.mark_printed(unit, map_.id, map_.version, today),
            lambda _changes: None,
            shell.fail,
            undoable=False,
        )

    source = MapToPrint(
        "rings" if ground is not None else "social",
        _("Network map") if ground is not None else _("Map of social connections"),
        map_.drawn_on,
        map_.stage,
        drawn,
        noted,
        mark if saved and map_.version else None,
        style or style_of(desk),
    )
    return print_map(shell, family, source, parent)


def print_map(shell: Shell, family: FamilyPresenter, source: MapToPrint, parent: QWidget) -> MapFiles:
    """Show any map before it is printed, saved or copied."""
    printing = MapPrinting(shell.desk, family.family, family.title(), family.number(), source)
    dialog = MapFiles(shell, printing, parent)
    dialog.open()
    return dialog


class MapFiles(PagesDialog):
    """Choices at the left, the pages at the right; Ctrl+P prints, Ctrl+S saves, Ctrl+C copies the picture."""

    def __init__(self, shell: Shell, printing: MapPrinting, parent: QWidget) -> None:
        super().__init__(shell, printing, _("Print and save the map"), (1160, 800), parent)
        self.printing = printing
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT)
        self._timer.timeout.connect(self._choose)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_PROGRESS_AFTER)
        self._late.timeout.connect(self._show_progress)
        self.stand(self._side())
        self._ends = [
            printing.ready.subscribe(self._ready),
            printing.failed.subscribe(self._failed),
            printing.finished.subscribe(self._saved),
            printing.copied.subscribe(self._copied),
            printing.step.subscribe(self._stepped),
            printing.stopped.subscribe(lambda _none: self._over(_("Stopped. Nothing was saved."))),
        ]
        self._reflect()
        printing.show()

    # What can be chosen

    def _side(self) -> QWidget:
        left = QWidget(self)
        left.setFixedWidth(theme.px(372))
        whole = QVBoxLayout(left)
        whole.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(8))
        column.setSpacing(theme.px(8))
        heading = Heading(self.printing.source.title, 2, inside)
        heading.setWordWrap(True)
        column.addWidget(heading)
        self.summary = PlainLabel(_("The preview is being made…"), inside, ink="second", wrap=True)
        column.addWidget(self.summary)
        self._build_choices(inside, column)
        column.addStretch(1)
        area = QScrollArea(left)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inside)
        whole.addWidget(area, 1)
        whole.addWidget(self._build_buttons(left))
        return left

    def _segments(self, inside: QWidget, column: QVBoxLayout, label: str, options: list[Option], value: str) -> Segmented:
        column.addSpacing(theme.px(2))
        caption = PlainLabel(label, inside, ink="second")
        column.addWidget(caption)
        made = Segmented(options, inside, clearable=False)
        made.set_question(label)
        made.set_value(value)
        made.edited.connect(self._touched)
        column.addWidget(made)
        return made

    def _tick(self, inside: QWidget, column: QVBoxLayout, words: str, *, on: bool) -> QCheckBox:
        made = QCheckBox(words, inside)
        made.setChecked(on)
        made.toggled.connect(lambda _on: self._touched())
        column.addWidget(made)
        return made

    def _build_choices(self, inside: QWidget, column: QVBoxLayout) -> None:
        choice = self.printing.choice
        formats = [Option("pdf", "PDF"), Option("svg", "SVG"), Option("png", "PNG")]
        self.format = self._segments(inside, column, _("File"), formats, choice.format)
        papers = [
            Option("auto", _("by itself")), Option("a4p", _("A4 upright")), Option("a4l", _("A4 lying")),
            Option("a3p", _("A3 upright")), Option("a3l", _("A3 lying")),
        ]  # fmt: skip
        self.paper = self._segments(inside, column, _("Size of the paper"), papers, choice.paper)
        dpis = [Option(str(dpi), str(dpi)) for dpi in DPIS]
        self.dpi = self._segments(inside, column, _("Dots per inch of PNG"), dpis, str(choice.dpi))
        names = [
            Option("shown", _("names")), Option("initials", _("initials")), Option("codes", _("codes")),
        ]  # fmt: skip
        self.names = self._segments(inside, column, _("People are called by"), names, choice.names)
        column.addSpacing(theme.px(4))
        self.legend = self._tick(inside, column, _("Legend"), on=choice.legend)
        self.notes = self._tick(inside, column, _("Notes as numbers with a list"), on=choice.notes)
        self.grey = self._tick(inside, column, _("Black and white"), on=choice.grey)
        self.transparent = self._tick(inside, column, _("Without a white ground (SVG, PNG)"), on=choice.transparent)

    def _build_buttons(self, left: QWidget) -> QWidget:
        box = QWidget(left)
        column = QVBoxLayout(box)
        column.setContentsMargins(theme.px(20), theme.px(8), theme.px(20), theme.px(18))
        column.setSpacing(theme.px(8))
        self.print_button = Button(_("Print…"), "primary", keys="Ctrl+P", parent=box)
        self.print_button.setShortcut("Ctrl+P")
        self.print_button.clicked.connect(self.print_out)
        self.save_button = Button(_("Save as a file…"), keys="Ctrl+S", parent=box)
        self.save_button.setShortcut("Ctrl+S")
        self.save_button.clicked.connect(self.ask_where)
        self.copy_button = Button(_("Copy the picture"), keys="Ctrl+C", parent=box)
        self.copy_button.setShortcut("Ctrl+C")
        self.copy_button.clicked.connect(self._copy)
        close = Button(_("Close"), keys="Esc", parent=box)
        close.clicked.connect(self.reject)
        for button in (self.print_button, self.save_button, self.copy_button, close):
            column.addWidget(button)
        self.print_button.setEnabled(False)
        return box

    def choice(self) -> PrintChoice:
        """What is chosen now."""
        return PrintChoice(
            cast("Format", self.format.value() or "pdf"),
            cast("Paper", self.paper.value() or "auto"),
            int(self.dpi.value() or 200),
            self.transparent.isChecked(),
            cast("Names", self.names.value() or "shown"),
            self.grey.isChecked(),
            self.legend.isChecked(),
            self.notes.isChecked(),
        )

    def _touched(self) -> None:
        self._reflect()
        self.print_button.setEnabled(False)
        self.summary.setText(_("The preview is being made…"))
        self._timer.start()

    def _reflect(self) -> None:
        """What a format does not know cannot be chosen."""
        format_ = self.format.value()
        self.dpi.setEnabled(format_ == "png")
        self.transparent.setEnabled(format_ != "pdf")
        self.notes.setEnabled(format_ == "pdf" and self.names.value() == "shown")

    def _choose(self) -> None:
        chosen = self.choice()
        if chosen == self.printing.choice and self.printing.preview is not None:
            self._ready(self.printing.preview)
        else:
            self.printing.choose(chosen)

    # What came back

    def _ready(self, preview: MapPreview) -> None:
        self.show_pages(preview.pages)
        self.print_button.setEnabled(True)
        self.summary.setText(self._words(preview))

    def _words(self, preview: MapPreview) -> str:
        if preview.choice.format != "pdf":
            return _("A picture without the heading of the sheet")
        count = preview.pdf.pages
        words = ngettext("{n} page", "{n} pages", count).format(n=count)
        papers = list(dict.fromkeys(paper[:2].upper() for paper in preview.pdf.papers))
        words = f"{words}, {', '.join(papers)}"
        if preview.pdf.tiled:
            words += ". " + _("On one sheet the letters would be too small: the sheets are laid side by side.")
        return words

    @override
    def _over(self, words: str) -> None:
        self._late.stop()
        super()._over(words)
        announce(self, words)

    # The ways out

    def ask_where(self) -> None:
        """Ask for a name; the kind of file is the chosen one."""
        self._settle()
        ending = self.printing.choice.format
        kinds = {
            "pdf": _("Sheet PDF (*.pdf)"),
            "svg": _("Drawing SVG (*.svg)"),
            "png": _("Picture PNG (*.png)"),
        }
        dialog = QFileDialog(self, _("Save the map"), self.printing.file_name(), kinds[ending])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.open()

    def save(self, path: Path) -> None:
        """Write the file; what takes long shows a window with Cancel."""
        self._settle()
        self._late.start()
        self.printing.save(path)

    def _show_progress(self) -> None:
        self._progress = Progress(self, _("The map is being saved"), self.printing.stop)
        self._progress.open()

    @staticmethod
    @override
    def saved_words(made: Path) -> str:
        return _("Saved: {name}").format(name=made.name)

    def _stepped(self, made: tuple[int, int]) -> None:
        if self._progress is not None:
            self._progress.step(*made)

    def _saved(self, path: Path) -> None:
        self._over(self.saved_words(path))
        self._shell.say(self.saved_words(path))

    def _copy(self) -> None:
        self._settle()
        self.printing.copy()

    def _copied(self, pictures: MapPictures) -> None:
        data = QMimeData()
        for kind in SVG_TYPES:
            data.setData(kind, pictures.svg)
        data.setData("image/png", pictures.png)
        data.setImageData(QImage.fromData(pictures.png))
        QGuiApplication.clipboard().setMimeData(data)
        self._over(_("The picture is on the clipboard"))
        self._shell.say(_("The picture is on the clipboard"))

    def _settle(self) -> None:
        """A choice made just now counts, also before its preview has come."""
        if self._timer.isActive():
            self._timer.stop()
            self._choose()

    @override
    def pages_now(self) -> Pages | None:
        preview = self.printing.preview
        return Pages(self.printing.file_name(), preview.pdf.content, preview.pdf.pages) if preview is not None else None

    @override
    def done(self, result: int) -> None:
        self._timer.stop()
        self._late.stop()
        super().done(result)
