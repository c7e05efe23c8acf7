"""Printing and saving of any map: what a person chose, the preview, the file, the picture for the clipboard.

The pages give a drawing function and nothing else, so one dialog serves the map of connections, its rings, the
genogram and the conflict map. What was chosen last is chosen next time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal, get_args
from uuid import UUID

from desktop.base.events import Event
from desktop.base.files import replace_file, safe_name
from desktop.base.jobs import Cancelled, Job, Owner
from desktop.base.messages import _
from desktop.documents.maps import MapHead, MapPrint, NoteLine, Paper, PrintedMap, Stage, to_pdf
from desktop.documents.page_images import PageImage, page_images
from desktop.figures.palettes import GREY, LIGHT
from desktop.figures.primitives import Figure
from desktop.models.map_style import STANDARD, MapStyle, Names
from desktop.services import printing
from desktop.services.desk import Desk

Kind = Literal["social", "rings", "genogram", "conflict"]
Format = Literal["pdf", "svg", "png"]
SETTING: Final = "map_print"
DPIS: Final = (96, 150, 200, 300, 600)
_PREVIEW_DPI: Final = 72
_PREVIEWED: Final = 12  # pages of the preview
_PAPERS: Final = ("auto", "a4p", "a4l", "a3p", "a3l")

Draw = Callable[[MapStyle, Paper], tuple[Figure, ...]]
Notes = Callable[[MapStyle], tuple[NoteLine, ...]]


@dataclass(frozen=True, slots=True)
class MapToPrint:
    """A version of a map as its page gives it: `draw` and `notes` are called off the window's thread."""

    kind: Kind
    title: str  # what kind of map it is, in words
    drawn_on: date
    stage: Stage
    draw: Draw  # for "auto" the one picture that a file of points or vectors holds
    notes: Notes = lambda _style: ()
    printed: Callable[[], None] | None = None  # marks the version: it went onto paper
    style: MapStyle = STANDARD
    sheets: Draw | None = None  # what goes onto paper, where that is more than the picture


@dataclass(frozen=True, slots=True)
class PrintChoice:
    """What a person chose in the dialog."""

    format: Format = "pdf"
    paper: Paper = "auto"
    dpi: int = 200
    transparent: bool = False
    names: Names = "shown"
    grey: bool = False
    legend: bool = True
    notes: bool = True


def choice_from(kept: Any) -> PrintChoice:
    """The choice as it was kept; what is unknown is the default."""
    if not isinstance(kept, Mapping):
        return PrintChoice()
    allowed: dict[str, tuple[object, ...]] = {
        "format": get_args(Format), "paper": _PAPERS, "dpi": DPIS, "names": get_args(Names),
    }  # fmt: skip
    known: dict[str, Any] = {}
    for known_field in fields(PrintChoice):
        value = kept.get(known_field.name)
        if type(value) is type(known_field.default) and value in allowed.get(known_field.name, (True, False)):
            known[known_field.name] = value
    return replace(PrintChoice(), **known)


@dataclass(frozen=True, slots=True)
class MapPreview:
    """The pages as pictures; `pdf` is what a printer gets."""

    choice: PrintChoice
    pages: tuple[PageImage, ...]
    pdf: PrintedMap


@dataclass(frozen=True, slots=True)
class MapPictures:
    """The same map for the clipboard: points for those who take nothing else, vectors for those who do."""

    png: bytes
    svg: bytes


@dataclass
class MapPrinting:
    """One dialog's work; what it is about is given by the page."""

    desk: Desk
    family: UUID
    name: str  # of the family
    number: str
    source: MapToPrint
    ready: Event[MapPreview] = field(default_factory=Event)
    failed: Event[Exception] = field(default_factory=Event)
    finished: Event[Path] = field(default_factory=Event)
    copied: Event[MapPictures] = field(default_factory=Event)
    stopped: Event[None] = field(default_factory=Event)
    step: Event[tuple[int, int]] = field(default_factory=Event)  # of the file that is being written: done, of
    preview: MapPreview | None = None
    owner: Owner = field(default_factory=Owner)
    _making: Job | None = None
    _writing: Job | None = None

    def __post_init__(self) -> None:
        self.choice = replace(choice_from(self.desk.setting(SETTING)), names=self.source.style.names)

    # What is chosen

    def choose(self, choice: PrintChoice) -> None:
        """Take another choice, remember it, and make the preview anew."""
        if choice == self.choice and self.preview is not None:
            return
        self.choice = choice
        # Names are hidden for one council, not for ever: the next dialog begins with what the map shows.
        self.desk.keep_setting(SETTING, {k: v for k, v in asdict(choice).items() if k != "names"})
        self.show()

    def show(self) -> None:
        """Make the preview; an older one that is still being made is dropped."""
        if self._making is not None:
            self._making.cancel()
        choice = self.choice
        self._making = self.desk.work(lambda job: self._preview(choice, job), self._made, self.failed.tell, self.owner)

    def _made(self, preview: MapPreview) -> None:
        if preview.choice == self.choice:
            self.preview = preview
            self.ready.tell(preview)

    def _preview(self, choice: PrintChoice, job: Job) -> MapPreview:
        whole = self._printed(choice)
        if job.unwanted:
            raise Cancelled
        if choice.format == "pdf":
            pages = tuple(page_images(whole.content, _PREVIEW_DPI, tuple(range(min(whole.pages, _PREVIEWED)))))
            return MapPreview(choice, pages, whole)
        from desktop.documents.figures_pdf import to_pdf as figure_pdf  # noqa: PLC0415  only for pictures

        drawn = figure_pdf(self._figure(choice), "figure", palette=GREY if choice.grey else LIGHT)
        return MapPreview(choice, tuple(page_images(drawn, _PREVIEW_DPI)), whole)

    # What is made

    def _style(self, choice: PrintChoice) -> MapStyle:
        return replace(self.source.style, names=choice.names, grey=choice.grey, legend=choice.legend, notes=choice.notes)

    def _printed(self, choice: PrintChoice) -> PrintedMap:
        style = self._style(choice)
        office = self.desk.office
        hidden = choice.names != "shown"
        head = MapHead(
            self.source.title,
            _("Family, names hidden") if hidden else self.name,
            self.number,
            f"{self.source.drawn_on:%d.%m.%Y}",
            self.desk.actor.name,
            self.source.stage,
            office.name,
            demonstration=office.demonstration,
        )
        figures = (self.source.sheets or self.source.draw)(style, choice.paper)
        notes = self.source.notes(style) if choice.notes and not hidden else ()
        return to_pdf(MapPrint(head, figures, notes, choice.paper, choice.grey))

    def _figure(self, choice: PrintChoice) -> Figure:
        """The map as one picture; notes have no list there, so it has no numbers."""
        (first, *_more) = self.source.draw(replace(self._style(choice), notes=False), "auto")
        return replace(first, title=self.source.title)

    def _file(self, choice: PrintChoice, job: Job) -> bytes:
        palette = GREY if choice.grey else LIGHT
        if choice.format == "pdf":
            return self._printed(choice).content
        if choice.format == "svg":
            from desktop.documents.figures_svg import to_svg  # noqa: PLC0415  writers only when something is made

            return to_svg(self._figure(choice), palette, outlines=True, transparent=choice.transparent)
        from desktop.documents.figures_png import to_png  # noqa: PLC0415

        return to_png(self._figure(choice), choice.dpi, palette, transparent=choice.transparent, step=job.step)

    def file_name(self) -> str:
        """A name without people in it: what kind of map, the family's number, the day."""
        words = _("{kind} {number} {day}")
        named = words.format(kind=self.source.title, number=self.number or "\u2014", day=f"{self.source.drawn_on:%Y-%m-%d}")
        return safe_name(f"{named}.{self.choice.format}")

    def save(self, path: Path) -> None:
        """Write the file; a person named it, so it is finished even when the dialog is closed."""
        choice = self.choice

        def write(job: Job) -> Path:
            content = self._file(choice, job)
            if job.unwanted:
                raise Cancelled
            replace_file(path, content)
            return path

        def written(kept: Path) -> None:
            self._record(kept.name)
            self.finished.tell(kept)

        self._writing = self.desk.work(
            write, written, self.failed.tell, Owner(), lambda done, of: self.step.tell((done, of)),
            lambda: self.stopped.tell(None), kept=True,
        )  # fmt: skip

    def stop(self) -> None:
        """The file is not wanted any more."""
        if self._writing is not None:
            self._writing.cancel()

    def copy(self) -> None:
        """The map for the clipboard, as points and as vectors."""
        from desktop.documents.figures_png import to_png  # noqa: PLC0415  writers only when something is made
        from desktop.documents.figures_svg import to_svg  # noqa: PLC0415

        choice = self.choice

        def make(_job: Job) -> MapPictures:
            figure, palette = self._figure(choice), GREY if choice.grey else LIGHT
            return MapPictures(
                to_png(figure, choice.dpi, palette, transparent=choice.transparent),
                to_svg(figure, palette, outlines=True, transparent=choice.transparent),
            )

        def made(pictures: MapPictures) -> None:
            self._record(_("clipboard"))
            self.copied.tell(pictures)

        self.desk.work(make, made, self.failed.tell, self.owner)

    def printed(self) -> None:
        """The pages went to a printer: the version is marked, the journal remembers it."""
        self._record(_("printer"))
        if self.source.printed is not None:
            self.source.printed()

    def _record(self, name: str) -> None:
        self.desk.act(
            printing.PRINTED,
            lambda unit: printing.record_printing(unit, self.family, name, "map"),
            lambda _changes: None,
            self.failed.tell,
            undoable=False,
        )

    def close(self) -> None:
        """Nobody looks any more; a file that was named goes on being written."""
        if self._making is not None:
            self._making.cancel()
        self.owner.close()
