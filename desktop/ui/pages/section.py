"""A section of a family's page: what every one of them answers to."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.models.family_page import FamilyPage
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.statements import Sources
from desktop.ui.pages.shell import Shell


class SectionPage(QWidget):
    """Built when it is first shown; told whenever the family was read again."""

    missing_changed = Signal(int)  # what is still to be filled in: an amber number in the list of sections
    go_section = Signal(str)

    def __init__(self, shell: Shell, family: FamilyPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shell, self.family = shell, family
        self.desk = shell.desk

    @abstractmethod
    def show_page(self, page: FamilyPage) -> None:
        """The family was read: show what it says."""

    def entered(self) -> None:
        """The section came into view: put the keyboard where work begins."""
        self.setFocus()

    def sources(self) -> Sources:
        """What was said about the family: for the marks of a card that stands here."""
        return Sources(self.desk, self.family.family, lambda: self.family.page, self.shell.fail)

    def is_dirty(self) -> bool:
        """Whether something typed here is not saved."""
        return False

    def save(self) -> None:
        """Ctrl+S was pressed; a section without anything to save does nothing."""
        return

    def undo(self) -> None:
        """Ctrl+Z was pressed."""
        return

    def redo(self) -> None:
        """Ctrl+Y was pressed."""
        return

    def keep_draft(self) -> None:
        """Three seconds passed since the last key, or the window closes."""
        return

    def close_section(self) -> None:
        """The page goes: let go of everything."""
        return
