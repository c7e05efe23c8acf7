"""The section «Family card»: what is lasting about the family, and its registration, saved together."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import N_, _
from desktop.models.family_page import FamilyPage
from desktop.presenters.cards import Card, Filled
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.family_facts import fact_lines
from desktop.presenters.offers import References
from desktop.services.curators import write_family_card
from desktop.ui.pages.card_view import CardView
from desktop.ui.pages.family_facts import FamilyFacts
from desktop.ui.pages.section import SectionPage
from desktop.ui.pages.shell import Shell


class FamilyCardSection(SectionPage):
    """Registration first, as clerks fill it, then the family."""

    def __init__(self, shell: Shell, family: FamilyPresenter, parent: QWidget | None = None) -> None:
        super().__init__(shell, family, parent)
        self._view: CardView | None = None
        self._facts = FamilyFacts(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @override
    def show_page(self, page: FamilyPage) -> None:
        self._facts.show_lines(fact_lines(self.desk, page))
        if self._view is None:
            self._build(page)
            return
        records = {page.family.id: page.family}
        if page.case is not None:
            records[page.case.id] = page.case
        self._view.card.refresh(records)

    def _build(self, page: FamilyPage) -> None:
        forms = [Filled("case_card", page.case)] if page.case is not None else []
        card = Card(
            self.desk,
            N_("The family card was changed"),
            [*forms, Filled("family_card", page.family)],
            save=write_family_card,
            draft_kind="family",
        )
        references = References(self.desk, lambda: self.family.page)
        self._view = CardView(self.shell, card, references, parent=self)
        self._view.missing_changed.connect(self.missing_changed)
        self._view.add_above(self._facts)
        self._view.mark_sources(self.sources)
        self._view.saved.connect(lambda _changes: self.shell.say(_("The card is saved")))
        self._column.addWidget(self._view)
        self.missing_changed.emit(card.missing())

    @override
    def entered(self) -> None:
        if self._view is not None:
            self._view.focus_first()
            self._view.area.verticalScrollBar().setValue(0)  # what is computed stands above the first box

    @override
    def is_dirty(self) -> bool:
        return self._view is not None and self._view.card.is_dirty

    @override
    def save(self) -> None:
        if self._view is not None:
            self._view.save()

    @override
    def undo(self) -> None:
        if self._view is not None:
            self._view.undo()

    @override
    def redo(self) -> None:
        if self._view is not None:
            self._view.redo()

    @override
    def keep_draft(self) -> None:
        if self._view is not None:
            self._view.card.keep_draft()

    @override
    def close_section(self) -> None:
        if self._view is not None:
            self._view.close_view()
