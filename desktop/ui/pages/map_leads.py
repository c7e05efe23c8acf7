"""What is reached from the map: a step of the plan, a meeting of the network, the grid on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QTimer

from desktop.base.errors import Rejected
from desktop.base.messages import _
from desktop.presenters import map_acts, map_grid
from desktop.presenters.agreements import PaperReferences, Papers
from desktop.presenters.cards import Card
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.family_map import FamilyMap
from desktop.presenters.map_views import RingsChoice
from desktop.presenters.offers import References
from desktop.services.map_papers import grid_document
from desktop.ui.kit.dialogs import Answer, Ask
from desktop.ui.pages.map_cards import CardOver
from desktop.ui.pages.paper_preview import preview_paper
from desktop.ui.pages.shell import Shell


class MapLeads:
    """`go(section)` shows another section of the family."""

    def __init__(self, shell: Shell, family: FamilyPresenter, map_: FamilyMap, over: CardOver, go: Callable[[str], None]) -> None:
        self._shell, self._family, self._map, self._over, self._go = shell, family, map_, over, go
        self.papers = Papers(shell.desk, lambda: family.page, shell.fail)

    def plan_step(self, id_: object) -> None:
        """A step of the current plan for a resource nobody used yet, or in these words: the plan opens with it."""
        if isinstance(id_, str):
            self.papers.load(lambda: self._open_plan(lambda: map_acts.plan_card(self.papers, words=id_), id_))
            return
        editor = self._map.editor
        node = editor.data.node(id_) if editor is not None and isinstance(id_, UUID) else None
        if node is not None:
            self.papers.load(lambda: self._open_plan(lambda: map_acts.resource_card(self.papers, node), node.name))

    def _open_plan(self, make: Callable[[], Card], name: str) -> None:
        references = PaperReferences(self._shell.desk, lambda: self._family.page, self.papers)
        try:
            card = make()
        except Rejected as refused:
            self._no_plan(refused.words())
            return
        title = _("A step of the plan: {name}").format(name=name)
        view = self._over.show_card(card, title, references, lambda _changes: self._shell.say(_("The step stands in the plan")))
        step = ("steps", str(card.forms[0].rows("steps")[-1]), "words")
        QTimer.singleShot(0, view, lambda: view.forms[0].focus(step))  # the new one; scrolled to once it is laid out

    def _no_plan(self, words: str) -> None:
        Ask(
            self._over,
            _("There is no plan yet"),
            words,
            (
                Answer(_("To the plan"), lambda: self._go("agreements"), "primary", default=True),
                Answer(_("Back to the map"), None, cancels=True),
            ),
        ).open()

    def meet(self) -> None:
        """A meeting of the network with those of the map as invited."""
        editor, desk = self._map.editor, self._shell.desk
        if editor is None:
            return
        references = References(desk, lambda: self._family.page)

        def show(card: Card) -> None:
            said = _("The meeting stands among the contacts of the family")
            self._over.show_card(card, _("Network meeting"), references, lambda _changes: self._shell.say(said))

        try:
            map_acts.begin_meeting(desk, references, self._family.family, editor.data, show, self._shell.fail, self._map.owner)
        except Rejected as refused:
            self._shell.say(refused.words())

    def print_grid(self, choice: RingsChoice) -> None:
        """The grid as a table on paper, in PDF or Excel."""
        editor, desk = self._map.editor, self._shell.desk
        if editor is None:
            return
        number = self._family.number() or "\u2014"
        data = replace(editor.drawn, drawn_on=self._map.day_of_version())  # names hidden on the screen stay hidden
        family = _("Family, names hidden") if editor.names_hidden else self._family.title()
        paper = map_grid.paper(data, choice, number=number, family=family, author=desk.actor.name)
        name = _("grid of the network {number}").format(number=number)
        preview_paper(
            self._shell, self._over, paper.title, name, self._family.family, lambda r: grid_document(r, paper), "map_grid"
        )

    def close(self) -> None:
        """The page goes."""
        self.papers.owner.close()
