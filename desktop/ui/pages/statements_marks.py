"""The boxes of an open card and what was said about them: marks beside the boxes, the sources of one on Alt+Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.base.messages import _
from desktop.models.definitions import Path
from desktop.models.statements import FieldMark, MarkTone
from desktop.presenters.cards import Card
from desktop.presenters.statement_marks import CardMarks, box_of, mark_words
from desktop.presenters.statements import Sources
from desktop.ui.forms.marks import BoxMark, BoxMarks
from desktop.ui.forms.view import FormView
from desktop.ui.kit.palettes import Tone
from desktop.ui.pages.shell import Shell
from desktop.ui.pages.statements_dialogs import SourcesDialog

_TONES: Final[dict[MarkTone, Tone]] = {"disputed": "amber", "open": "accent", "accepted": "green"}


class CardMarking(QObject):
    """Marks of every form of a card."""

    def __init__(
        self,
        shell: Shell,
        card: Card,
        forms: Sequence[FormView],
        sources: Callable[[], Sources],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._shell, self._sources, self._parent, self._forms = shell, sources, parent, forms
        self._boxes = [BoxMarks(form.binder, partial(self.ask, form), partial(_can, form)) for form in forms]
        self._marks = CardMarks(card, shell.fail)
        self._marks.changed.subscribe(lambda _marks: self._show())
        self._show()

    def _show(self) -> None:
        for form, boxes in zip(self._forms, self._boxes, strict=True):
            boxes.show_marks({path: _mark(mark) for path, mark in self._marks.of(form.draft).items()})

    def mark(self, form: int, path: Path) -> str:
        """What stands beside a box of one of the forms; empty when nothing does."""
        button = self._boxes[form].button(path)
        return button.text() if button is not None and not button.isHidden() else ""

    def ask(self, form: FormView, path: Path) -> None:
        """Show what was said about this box."""
        box = box_of(form.draft, path)
        if box is None:
            self._shell.say(_("Sources can be written down once the card is saved"))
            return
        form.binder.settle_silently()
        SourcesDialog(self._shell, self._sources(), box, _(box.placed.field.label), self._parent).open()

    def close(self) -> None:
        """The card goes."""
        self._marks.close()


def _can(form: FormView, path: Path) -> bool:
    return form.draft.base.version == 0 or box_of(form.draft, path) is not None


def _mark(mark: FieldMark) -> BoxMark:
    text, words = mark_words(mark)
    return BoxMark(text, words, _TONES[mark.tone])
