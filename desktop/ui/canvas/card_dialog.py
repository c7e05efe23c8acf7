"""A card for somebody of the map: name, sex and birth are asked, nothing else; the map is saved with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from desktop.base.messages import _
from desktop.models.map_data import NewPerson, Node, Sex
from desktop.models.partial_dates import PartialDate
from desktop.presenters import map_words as words
from desktop.ui.kit import theme
from desktop.ui.kit.dates import DateEdit
from desktop.ui.kit.lines import TextEdit1
from desktop.ui.kit.segments import Option, Segmented
from desktop.ui.kit.text import PlainLabel

if TYPE_CHECKING:
    from desktop.presenters.maps import MapEditor


class CardDialog(QDialog):
    """Asks what a card begins with; on OK the node points to the card that will be made."""

    def __init__(self, editor: MapEditor, node: Node, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor, self._node = editor, node
        self.setWindowTitle(_("New card of a person"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        said = PlainLabel(_("The card is made when the map is saved."), self, ink="second", wrap=True)
        column.addWidget(said)
        form = QFormLayout()
        form.setHorizontalSpacing(theme.px(12))
        self.given, self.surname = TextEdit1(self, max_length=200), TextEdit1(self, max_length=200)
        self.patronymic = TextEdit1(self, max_length=200)
        self.sex = Segmented([Option(s, _(w)) for s, w in words.SEX.items()], self, clearable=False)
        self.born = DateEdit(lambda: editor.today, None, self, past=True)
        for label, field in (
            (_("Given name"), self.given),
            (_("Surname"), self.surname),
            (_("Patronymic"), self.patronymic),
            (_("Sex"), self.sex),
            (_("Date of birth"), self.born),
        ):
            form.addRow(label, field)
            field.setAccessibleName(label)
        column.addLayout(form)
        self.given.set_value(node.name)
        self.sex.set_value(node.sex)
        buttons = QDialogButtonBox(self)
        self.make = buttons.addButton(_("Make the card"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.given.setFocus()

    def _take(self) -> None:
        given, surname = self.given.value().strip(), self.surname.value().strip()
        day = self.born.day()
        if not (given or surname):
            self.given.setFocus()
            return
        if self.born.value() and day is None:
            self.born.setFocus()
            return
        born = PartialDate.of(day) if day is not None else None
        sex = cast("Sex", self.sex.value() or "unknown")
        person = NewPerson(self._editor.new_card(), given, surname, self.patronymic.value().strip(), sex, born)
        self._editor.make_card(self._node.id, person)
        self.accept()
