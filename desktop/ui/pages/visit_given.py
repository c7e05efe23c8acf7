"""What a visit gave: services and aid, and who came along from agencies; one small table, three short dialogs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import _
from desktop.models import kinds
from desktop.models.drafts_of_acts import Given, GivenKind, Named
from desktop.presenters.visit_given import (
    Row,
    blank_given,
    given_at,
    lines,
    partners,
    with_given,
    with_partner,
    without,
)
from desktop.presenters.visit_state import GIVEN_FIELDS, VisitState
from desktop.presenters.visits import VisitEntry
from desktop.services.desk import Desk
from desktop.ui.kit import theme
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.field import Field, FieldGrid
from desktop.ui.kit.flow import FlowLayout
from desktop.ui.kit.lines import TextEdit1
from desktop.ui.pages.member_dialogs import PageDialog
from desktop.ui.tables.columns import Column
from desktop.ui.tables.small import SmallTable

# what is asked at the table of the family; the rest of the record is filled in its journal
_ASKED: Final[Mapping[GivenKind, tuple[str, ...]]] = {
    "service_given": ("kind", "name", "person_id", "step_id", "minutes", "method", "role", "result"),
    "material_aid": ("kind", "name", "quantity", "unit", "total", "person_id", "step_id", "source", "signed"),
}
_WIDE: Final = frozenset({"name", "result", "step_id"})


class VisitGiven(QWidget):
    """Ins a service, Enter changes a line, Del takes it out."""

    typed = Signal()

    def __init__(self, entry: VisitEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry = entry
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        bar = QWidget(self)
        flow = FlowLayout(bar, gap=theme.px(8), line_gap=theme.px(4))
        self.service = Button(_("Service\u2026"), parent=bar)
        self.aid = Button(_("Material aid\u2026"), parent=bar)
        self.partner = Button(_("Specialist of an agency\u2026"), parent=bar)
        self.service.clicked.connect(lambda: self._ask(blank_given("service_given")))
        self.aid.clicked.connect(lambda: self._ask(blank_given("material_aid")))
        self.partner.clicked.connect(lambda _checked: self._ask_partner(None))
        for button in (self.service, self.aid, self.partner):
            flow.addWidget(button)
        column.addWidget(bar)
        self.table = SmallTable(
            (
                Column("kind", _("What"), 100, second=True),
                Column("words", _("In words"), 300, bold=True, stretch=True),
                Column("whom", _("To whom, authority"), 190),
                Column("step", _("Step of the plan"), 220),
            ),
            _("Services, aid, specialists of agencies"),
            self,
            rows_shown=8,
        )
        self.table.insert_requested.connect(lambda: self._ask(blank_given("service_given")))
        self.table.opened.connect(self._open)
        self.table.delete_requested.connect(self._take_out)
        column.addWidget(self.table)
        self.show_given()

    def show_given(self) -> None:
        """The lines as the entry has them."""
        found = lines(self._entry.state, self._entry.desk, self._people(), self._steps())
        self.table.set_rows(
            [{"kind": line.kind, "words": line.words, "whom": line.whom, "step": line.step} for line in found],
            [line.key for line in found],
        )
        self.table.setVisible(bool(found))

    def _people(self) -> dict[UUID, str]:
        entry = self._entry
        return {**dict(entry.adults()), **dict(entry.children())}

    def _steps(self) -> dict[UUID, str]:
        return {step.id: step.words for step in self._entry.steps()}

    def _become(self, state: VisitState, what: str) -> None:
        self._entry.become(state, what)
        self.typed.emit()

    def _ask(self, one: Given, at: int | None = None) -> None:
        def written(given: Given) -> None:
            self._become(with_given(self._entry.state, given, at), f"given {at}")

        GivenDialog(self._entry.desk, one, self._people(), self._steps(), written, self).open()

    def _ask_partner(self, person: Named | None, at: int | None = None) -> None:
        def written(named: Named) -> None:
            self._become(with_partner(self._entry.state, named, at), f"partner {at}")

        PartnerDialog(self._entry.desk, person or Named(), written, self).open()

    def _open(self, key: object) -> None:
        row = _row(key)
        if row is None:
            return
        one = given_at(self._entry.state, row)
        if one is not None:
            self._ask(one, row[1])
        else:
            self._ask_partner(partners(self._entry.state)[row[1]], row[1])

    def _take_out(self, key: object) -> None:
        row = _row(key)
        if row is not None:
            self._become(without(self._entry.state, row), "taken out")


def _row(key: object) -> Row | None:
    match key:
        case ("given", int() as at):
            return "given", at
        case ("partner", int() as at):
            return "partner", at
        case _:
            return None


class GivenDialog(PageDialog):
    """One service or aid: what, to whom, which step of the plan it serves."""

    def __init__(
        self, desk: Desk, one: Given, people: Mapping[UUID, str], steps: Mapping[UUID, str],
        written: Callable[[Given], None], parent: QWidget,
    ) -> None:  # fmt: skip
        title = _("Service given at the visit") if one.kind == "service_given" else _("Aid given at the visit")
        super().__init__(title, _("Write it"), parent, width=680)
        self._desk, self._one, self._written = desk, one, written
        self.grid = FieldGrid(2, self)
        self.editors: dict[str, Choice | TextEdit1] = {}
        self._fields: dict[str, Field] = {}
        for key in _ASKED[one.kind]:
            described = GIVEN_FIELDS[one.kind][key]
            editor: Choice | TextEdit1
            if described.kind == "choice":
                editor = Choice(desk.choices(described.dictionary), self.grid)
            elif described.kind == "reference":
                offered = steps if key == "step_id" else people
                editor = Choice([(str(id_), words) for id_, words in offered.items()], self.grid)
            else:
                editor = TextEdit1(self.grid)
            field = Field(_(described.label), editor, self.grid, required=key == "name")
            self.grid.add(field, 2 if key in _WIDE else 1)
            self.editors[key], self._fields[key] = editor, field
            self._show(key, one.values.get(key))
        self.body.addWidget(self.grid)
        self.editors["kind"].setFocus()

    def _show(self, key: str, value: Any) -> None:
        described, editor = GIVEN_FIELDS[self._one.kind][key], self.editors[key]
        if isinstance(editor, Choice):
            editor.set_value(None if value is None else str(value))
        else:
            editor.set_value(kinds.to_text(described, value, self._desk.reader))

    @override
    def act(self) -> None:
        values: dict[str, Any] = dict(self._one.values)
        for key, editor in self.editors.items():
            described = GIVEN_FIELDS[self._one.kind][key]
            if isinstance(editor, Choice):
                editor.settle()
                said = editor.value()
                values[key] = UUID(said) if said and described.kind == "reference" else said
                continue
            try:
                values[key] = kinds.from_text(described, editor.value(), self._desk.reader)
            except kinds.Unreadable as error:
                self._fields[key].set_error(error.message.words())
                editor.setFocus()
                return
        if not values.get("name"):
            self._fields["name"].set_error(_("Write what was given"))
            self.editors["name"].setFocus()
            return
        self.accept()
        self._written(Given(self._one.kind, {key: value for key, value in values.items() if value is not None}))


class PartnerDialog(PageDialog):
    """Somebody of an agency who came along: name, agency, role, by what right they represent it."""

    def __init__(self, desk: Desk, person: Named, written: Callable[[Named], None], parent: QWidget) -> None:
        super().__init__(_("Specialist of an agency"), _("Write it"), parent, width=620)
        self._written = written
        self.grid = FieldGrid(1, self)
        self.name = TextEdit1(self.grid)
        self.agency = Choice([(str(id_), name) for id_, name, _sphere in desk.agencies], self.grid)
        self.role = TextEdit1(self.grid)
        self.authority = TextEdit1(self.grid)
        self._name = self.grid.add(Field(_("Name"), self.name, self.grid, required=True))
        self._agency = self.grid.add(Field(_("Agency"), self.agency, self.grid))
        self.grid.add(Field(_("Role, position"), self.role, self.grid))
        self.grid.add(Field(_("Authority to represent"), self.authority, self.grid))
        self.name.set_value(person.name)
        self.agency.set_value(str(person.agency) if person.agency else None)
        self.role.set_value(person.role)
        self.authority.set_value(person.authority)
        self.body.addWidget(self.grid)
        self.name.setFocus()

    @override
    def act(self) -> None:
        self.agency.settle()
        name, agency, authority = self.name.value().strip(), self.agency.value(), self.authority.value().strip()
        if not name:
            self._name.set_error(_("Write the name"))
            return
        if agency is None and not authority:
            self._agency.set_error(_("Choose the agency, or write the authority below"))
            return
        self.accept()
        self._written(Named(None, name, self.role.value().strip(), UUID(agency) if agency else None, authority))
