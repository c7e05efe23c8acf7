"""The editor of each kind of fact: what it shows of the draft and what it gives back.

make(placed, path, draft, offers, parent) -> Editing
    Editing.widget; Editing.show() from the draft, telling nobody; Editing.take() into the draft
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.models import checks, kinds
from desktop.models.definitions import Path, Placed
from desktop.models.fields import Field
from desktop.presenters.forms import FormDraft
from desktop.ui.forms.explained import Explained
from desktop.ui.forms.offers import Offers
from desktop.ui.kit import theme
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.dates import DateEdit
from desktop.ui.kit.lines import LongText, MoneyEdit, ParsedLine, TextEdit1, TimeEdit
from desktop.ui.kit.many import ManyChoice
from desktop.ui.kit.search_choice import SearchChoice
from desktop.ui.kit.segments import Option, Segmented, YesNo
from desktop.ui.kit.text import PlainLabel

_MOST_BUTTONS = 7


@dataclass(frozen=True, slots=True)
class Editing:
    """An editor and its two ways: to the eye and to the draft."""

    widget: QWidget
    show: Callable[[], None]
    take: Callable[[], None]


class PartialDateEdit(DateEdit):
    """A date of which perhaps only the year is known: here four digits are a year, not a day and a month."""

    def __init__(self, field: Field, reader: kinds.Reader, parent: QWidget | None = None) -> None:
        self._reads = reading(field, reader)
        super().__init__(lambda: reader.today, self._reads, parent, past=True)
        self.setPlaceholderText(_("day, month or year"))
        self._complaint = _(kinds.NOT_A_PARTIAL_DAY)

    @override
    def _meant(self, text: str) -> str | None:
        if text.isdigit() and len(text) == 4:
            return self._reads(text)
        return super()._meant(text)


def reading(field: Field, reader: kinds.Reader) -> Callable[[str], str | None]:
    """The codec as the kit's parsers are: canonical text, or None when it is no value of this kind."""

    def parse(typed: str) -> str | None:
        try:
            return kinds.to_text(field, kinds.from_text(field, typed, reader), reader)
        except kinds.Unreadable:
            return None

    return parse


def make(placed: Placed, path: Path, draft: FormDraft, offers: Offers, parent: QWidget) -> Editing:
    """The editor for a fact at this place of the draft."""
    field = placed.field
    match field.kind:
        case "choice" if placed.buttons and len(offers.entries(field.dictionary)) <= _MOST_BUTTONS:
            editing = _buttons(placed, path, draft, offers, parent)
        case "choice":
            editing = _choice(field, path, draft, offers, parent)
        case "choices":
            editing = _many(field, path, draft, offers, parent)
        case "reference":
            editing = _reference(field, path, draft, offers, parent)
        case "flag":
            editing = _flag(placed, path, draft, parent)
        case "document":
            editing = _unseen(path, draft, parent)
        case _:
            editing = _typed(placed, path, draft, parent)
    if placed.read_only:
        _lock(editing.widget)
    return editing


def _lock(widget: QWidget) -> None:
    if isinstance(widget, QLineEdit | LongText):
        widget.setReadOnly(True)
        widget.setPlaceholderText("")
        widget.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes on: what is typed here would be lost
    else:
        widget.setEnabled(False)


def _typed(placed: Placed, path: Path, draft: FormDraft, parent: QWidget) -> Editing:
    editor = _line(placed, draft.reader, parent)

    def show() -> None:
        if editor.value() != draft.text(path):
            editor.set_value(draft.text(path))

    return Editing(editor, show, lambda: draft.type_text(path, editor.value()))


def _line(  # noqa: PLR0911  one return for each kind
    placed: Placed, reader: kinds.Reader, parent: QWidget
) -> TextEdit1 | LongText:
    field = placed.field
    parse = reading(field, reader)
    match field.kind:
        case "long":
            return LongText(parent, min_lines=2, max_length=field.size or 20_000)
        case "day":
            past = checks.not_after_today in field.checks
            return DateEdit(lambda: reader.today, parse, parent, past=past)
        case "partial_day":
            return PartialDateEdit(field, reader, parent)
        case "moment":
            return ParsedLine(parse, parent, complaint=_("A date and time are expected, for example 09.03.2026 14:30"))
        case "clock":
            return TimeEdit(parent)
        case "money":
            return MoneyEdit(parse, parent, unit=placed.unit)
        case "decimal":
            measure = ParsedLine(parse, parent, complaint=_("A number is expected, for example 54,5"), max_length=14)
            measure.setMaximumWidth(theme.px(130))
            measure.set_aside(placed.unit)
            return measure
        case "number":
            number = ParsedLine(parse, parent, complaint=_("A whole number is expected"), max_length=12)
            number.setMaximumWidth(theme.px(130))
            number.set_aside(placed.unit)
            return number
        case _:
            return TextEdit1(parent, max_length=field.size or 200)


def _choice(field: Field, path: Path, draft: FormDraft, offers: Offers, parent: QWidget) -> Editing:
    editor = Choice(offers.entries(field.dictionary), parent)

    def show() -> None:
        code = draft.value(path)
        if not _shows_words(editor, draft.words(path)):
            editor.set_value(code if isinstance(code, str) else None, draft.text(path))

    def take() -> None:
        if words := _unfit(editor):
            draft.set_words(path, words)
        else:
            draft.set_value(path, editor.value())

    return Editing(editor, show, take)


def _unfit(editor: Choice | SearchChoice) -> str:
    """Words that fit no entry yet: nothing is chosen by them, and they are kept all the same."""
    return editor.text().strip() if editor.value() is None else ""


def _shows_words(editor: Choice | SearchChoice, words: str) -> bool:
    """Show words that fit no entry, if there are any; where they stand already the cursor is left alone."""
    if words and words != _unfit(editor):
        editor.set_value(None)
        editor.setText(words)
    return bool(words)


def _buttons(placed: Placed, path: Path, draft: FormDraft, offers: Offers, parent: QWidget) -> Editing:
    options = [Option(code, caption) for code, caption in offers.entries(placed.field.dictionary)]
    numbers = all(option.code.isdigit() for option in options)  # a scale: its codes are its numbers
    texts = placed.texts or {}
    editor: Segmented | Explained
    if texts:
        editor = Explained([(option, texts.get(option.code, "")) for option in options], parent, scale=numbers)
    else:
        editor = Segmented(options, parent, numbered=len(options) > 3 and not numbers, scale=numbers)

    def show() -> None:
        code = draft.value(path)
        editor.set_value(code if isinstance(code, str) else None)

    return Editing(editor, show, lambda: draft.set_value(path, editor.value()))


def _many(field: Field, path: Path, draft: FormDraft, offers: Offers, parent: QWidget) -> Editing:
    editor = ManyChoice(offers.entries(field.dictionary), parent)

    def show() -> None:
        codes = draft.value(path)
        codes = codes if isinstance(codes, tuple) else ()
        if editor.value() != codes:
            editor.set_value(codes)

    return Editing(editor, show, lambda: draft.set_value(path, editor.value()))


def _reference(field: Field, path: Path, draft: FormDraft, offers: Offers, parent: QWidget) -> Editing:
    at_hand = [(str(id_), caption) for id_, caption in offers.candidates(field)]
    editor = _searching(field, at_hand, offers, parent) if offers.searches(field) else Choice(at_hand, parent)

    def show() -> None:
        id_ = draft.value(path)
        if _shows_words(editor, draft.words(path)):
            return
        if isinstance(id_, UUID):
            editor.set_value(str(id_), offers.caption(field, id_))
        else:
            editor.set_value(None)

    def take() -> None:
        chosen = editor.value()
        if words := _unfit(editor):
            draft.set_words(path, words)
        else:
            draft.set_value(path, UUID(chosen) if chosen else None)

    return Editing(editor, show, take)


def _searching(field: Field, at_hand: list[tuple[str, str]], offers: Offers, parent: QWidget) -> SearchChoice:
    """People and families of the whole office: found by typing."""

    def find(text: str, done: Callable[[Sequence[tuple[str, str]]], None]) -> None:
        offers.search(field, text, lambda hits: done([(str(id_), caption) for id_, caption in hits]))

    return SearchChoice(at_hand, find, parent)


def _flag(placed: Placed, path: Path, draft: FormDraft, parent: QWidget) -> Editing:
    editor = YesNo(parent, danger="yes" if placed.danger else "")
    codes = {True: "yes", False: "no"}

    def show() -> None:
        value = draft.value(path)
        editor.set_value(codes[value] if isinstance(value, bool) else None)

    def take() -> None:
        chosen = editor.value()
        draft.set_value(path, None if chosen is None else chosen == "yes")

    return Editing(editor, show, take)


def _unseen(path: Path, draft: FormDraft, parent: QWidget) -> Editing:
    label = PlainLabel(parent=parent, ink="second")
    return Editing(label, lambda: label.setText(draft.text(path)), lambda: None)
