"""A comparison opened over the page of its map, and the one way it is printed: for all three maps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.base.messages import _
from desktop.documents.comparisons import ComparisonPaper
from desktop.figures.primitives import Figure
from desktop.models.map_data import MapData
from desktop.presenters.comparisons import Comparing, by_tone, versions_of
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.family_map import FamilyMap
from desktop.presenters.map_compare import comparison
from desktop.presenters.maps import MapEditor
from desktop.services.map_papers import comparison_document
from desktop.services.maps import open_map
from desktop.ui.pages.map_compare import CompareView
from desktop.ui.pages.paper_preview import preview_paper
from desktop.ui.pages.shell import Shell


def comparing_maps(shell: Shell, map_: FamilyMap, editor: MapEditor) -> Comparing[MapData]:
    """All versions of both maps of the family; the one that is open as it stands on the screen."""
    today, style, drawn = shell.desk.today, editor.style, editor.data
    return Comparing(
        shell.desk, versions_of(map_.versions, drawn.id), lambda id_: lambda reading: open_map(reading, id_),
        lambda before, after: comparison(before, after, today, style=style), {drawn.id: drawn},
    )  # fmt: skip


def earlier_of(map_: FamilyMap) -> UUID | None:
    """With which version the open one is compared first: the one before it, a first wish with the map that is."""
    if map_.before is not None:
        return map_.before.id
    aim = map_.editor.data.aim if map_.editor is not None else "real"
    return next((row.id for row in map_.versions if row.aim == "real"), None) if aim == "wish" else None


class ComparisonOver:
    """A comparison shown in a stack over the page it belongs to; Esc comes back to the page."""

    def __init__(self, shell: Shell, stack: QStackedWidget, under: QWidget, family: FamilyPresenter) -> None:
        self._shell, self._stack, self._under, self._family = shell, stack, under, family
        self._left: Callable[[], None] | None = None
        self.view: CompareView | None = None

    def show(
        self,
        comparing: Comparing[Any],
        caption: str,
        *,
        after: UUID | None = None,
        before: UUID | None = None,
        left: Callable[[], None] | None = None,
    ) -> CompareView:
        """Compare `after` with `before`, or the one before it in the list; `left`: the page is there again."""
        self.leave()
        view = CompareView(comparing, caption, self._stack)
        view.left.connect(self.leave)
        view.print_asked.connect(self.print_out)
        comparing.failed.subscribe(self._shell.fail)
        self.view, self._left = view, left
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        comparing.begin(after, before)
        view.enter()
        return view

    def leave(self) -> None:
        """Back to the page."""
        if self.view is None:
            return
        view, self.view = self.view, None
        view.leave()
        self._stack.setCurrentWidget(self._under)
        self._stack.removeWidget(view)
        view.deleteLater()
        if self._left is not None:
            self._left()

    def print_out(self) -> None:
        """What is shown now, beside each other or one over the other, with its sentences; seen before it is printed."""
        view, desk = self.view, self._shell.desk
        found = view.comparing.comparison if view is not None else None
        if view is None or found is None:
            return
        number = self._family.number() or "\u2014"
        over = view.mode.value() == "over"
        figures: tuple[tuple[str, Figure], ...] = ((found.over.title, found.over),)
        if not over:
            before, after = found.keyed() if found.keyed is not None else (found.before, found.after)
            figures = ((found.titles[0], before), (found.titles[1], after))
        family = _("Family, names hidden") if found.names_hidden else self._family.title()
        paper = ComparisonPaper(
            view.caption, number, desk.today,
            ((_("Family"), family), (_("It was"), found.titles[0]), (_("It is now"), found.titles[1])),
            figures,
            tuple((heading, tuple(f"\u2022 {one.sentence}" for one in told)) for heading, told in by_tone(found.told)),
            desk.actor.name,
        )  # fmt: skip
        name = _("comparison of maps {number}").format(number=number)
        preview_paper(
            self._shell, view, paper.title, name, self._family.family, lambda reading: comparison_document(reading, paper),
            "map_comparison",
        )  # fmt: skip
