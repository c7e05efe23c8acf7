"""Taking a family in: search first, then who, where, why, and the people in lines; all of it by the keyboard.

A name is enough; nothing typed is lost: it lies as a draft on this computer until the family has its file.
"""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.base.messages import Finding, _
from desktop.models.lists import SearchHit
from desktop.models.snapshots import Snapshot
from desktop.presenters.lookalikes import Lookalikes, Place, hit_of
from desktop.presenters.members import sought_of
from desktop.presenters.registration import Registration, Typed
from desktop.rules.duplicates import Suspect
from desktop.services.cards import open_card
from desktop.services.families import PARENTS
from desktop.ui.kit import theme
from desktop.ui.kit.accessibility import announce
from desktop.ui.kit.buttons import Button
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.dialogs import Answer, Ask
from desktop.ui.kit.field import EnterMoves, Field, FieldGrid
from desktop.ui.kit.lines import ParsedLine, TextEdit1
from desktop.ui.kit.notices import Banner
from desktop.ui.kit.status import SaveState, StatusStrip
from desktop.ui.kit.text import Heading, PlainLabel
from desktop.ui.pages.card_view import DRAFT_AFTER, DRAFT_AT_LAST, ask_throw
from desktop.ui.pages.member_editor import PersonEditor
from desktop.ui.pages.member_known import KnownHits, known_caption
from desktop.ui.pages.new_family_boxes import where_boxes, why_boxes
from desktop.ui.pages.new_family_rows import PeopleRows
from desktop.ui.pages.shell import Shell


class NewFamilyPage(QWidget):
    """Registers a family."""

    def __init__(self, shell: Shell, signal: Snapshot | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shell, self.registration = shell, Registration(shell.desk, signal)
        self._saving = False
        self._families = Lookalikes(shell.desk, lambda hits: self.known.show_hits(hits), shell.fail)  # noqa: PLW0108
        self._people = Lookalikes(shell.desk, lambda hits: self.known_people.show_hits(hits), shell.fail)  # noqa: PLW0108
        self._asked: PersonEditor | None = None
        self._boxes: dict[str, TextEdit1] = {}
        self._fields: dict[str, Field] = {}
        self._build()
        self._beginning = self.registration.begin()
        self.show_typed(self._beginning)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_AFTER)
        self._timer.timeout.connect(self.keep_draft)
        self._ceiling = QTimer(self)
        self._ceiling.setSingleShot(True)
        self._ceiling.setInterval(DRAFT_AT_LAST)
        self._ceiling.timeout.connect(self.keep_draft)
        self._offer_draft()

    # What stands here

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.banner = Banner(self)
        self.banner.acted.connect(self._take_draft)
        throw = Button(_("Throw away…"), "quiet", parent=self.banner)
        throw.clicked.connect(lambda: ask_throw(self, self._throw))
        self.banner.put_beside(throw)
        column.addWidget(self.banner)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(theme.px(22), theme.px(14), theme.px(22), theme.px(16))
        inner.setSpacing(theme.px(10))
        inner.addWidget(Heading(_("New family"), 1, inside))
        if about := self.registration.about():
            inner.addWidget(PlainLabel(about, inside, ink="accent", wrap=True))
        self._build_head(inside, inner)
        self._build_people(inside, inner)
        inner.addStretch(1)
        self.area.setWidget(inside)
        column.addWidget(self.area, 1)
        EnterMoves(inside)
        inside.installEventFilter(self)
        self._build_strip(column)

    def _build_head(self, inside: QWidget, inner: QVBoxLayout) -> None:
        desk = self.shell.desk
        grid = FieldGrid(2, inside)
        self._box(grid, "name", _("Surname of the family"), TextEdit1(inside), 2, required=True)
        inner.addWidget(grid)
        self.known = KnownHits(known_caption(), inside)
        self.known.setContentsMargins(theme.px(12), 0, 0, 0)
        self.known.chosen.connect(self._known_chosen)
        self.known.left.connect(self.entered)
        inner.addWidget(self.known)
        where = FieldGrid(2, inside)
        for key, label, box, span in where_boxes(inside):
            self._box(where, key, label, box, span)
        inner.addWidget(where)
        inner.addWidget(Heading(_("Registration"), 2, inside))
        why = FieldGrid(2, inside)
        for key, label, box, span in why_boxes(desk, inside):
            self._box(why, key, label, box, span)
        self._fields["curator_reason"].hide()
        inner.addWidget(why)
        self._align()

    def _box(self, grid: FieldGrid, key: str, label: str, box: TextEdit1, span: int = 1, *, required: bool = False) -> None:
        self._boxes[key] = box
        self._fields[key] = grid.add(Field(label, box, grid, required=required), span)
        box.edited.connect(lambda: self._edited(key))

    def _align(self) -> None:
        width = max(field.label_width() for field in self._fields.values())
        for field in self._fields.values():
            field.set_label_width(width)

    def _build_people(self, inside: QWidget, inner: QVBoxLayout) -> None:
        inner.addWidget(Heading(_("Family members"), 2, inside))
        words = _(
            "A new line appears by itself. Lines without a given name and a date of birth are left out. Ctrl+Del removes a line."
        )
        inner.addWidget(PlainLabel(words, inside, ink="second", scale=0.92, wrap=True))
        self.people = PeopleRows(self.shell.desk, self._boxes["curator"], inside)
        self.people.edited.connect(self._people_edited)
        self.people.asked.connect(self._person_named)
        inner.addWidget(self.people)
        self.known_people = KnownHits(known_caption(), inside)
        self.known_people.chosen.connect(self._person_chosen)
        self.known_people.left.connect(lambda: self._asked and self._asked.given_name.setFocus())
        inner.addWidget(self.known_people)
        self.kinship = QCheckBox(_("Write down that the mother and the father are the parents of the children"), inside)
        self.kinship.setChecked(True)
        self.kinship.toggled.connect(lambda: self._edited("kinship"))
        self.kinship.hide()
        inner.addWidget(self.kinship)

    def _build_strip(self, column: QVBoxLayout) -> None:
        self.strip = StatusStrip(self)
        self.state = SaveState(self)
        self.state.retry.connect(self.save)
        self.strip.add_left(self.state)
        back = Button(_("Back"), keys="Esc", parent=self)
        back.clicked.connect(self.shell.back)
        self.strip.add_right(back)
        self.button = Button(_("Take the family in"), "primary", keys="Ctrl+Enter", parent=self)
        self.button.clicked.connect(self.save)
        self.strip.add_right(self.button)
        column.addWidget(self.strip)

    # Typing

    def typed(self) -> Typed:
        """The page as it stands."""
        values = {key: str(box.value() or "") for key, box in self._boxes.items()}
        return Typed({key: value for key, value in values.items() if value}, self.people.people(), self.kinship.isChecked())

    def show_typed(self, typed: Typed) -> None:
        """Show what was typed before, or the beginning."""
        for key, box in self._boxes.items():
            box.set_value(typed.values.get(key) or None)
        self.people.follow(typed.values.get("name", ""))
        self.people.set_people(typed.people)
        self.kinship.setChecked(typed.kinship)
        self._show_kinship()

    def stands_for(self, signal: Snapshot | None) -> bool:
        """Whether a family of this signal, or of none, is being typed here: then nobody begins it again."""
        mine = self.registration.signal
        return self.is_dirty() and (mine.id if mine else None) == (signal.id if signal else None)

    def is_dirty(self) -> bool:
        """Whether anything was typed that no family has yet."""
        typed = self.typed()
        return typed.values != self._beginning.values or any(person.named for person in typed.people)

    def _edited(self, key: str) -> None:
        if key in self._fields:
            self._fields[key].set_error("")
        if key in {"name", "address", "phone"}:
            self._look_for_family()
        if key == "name":
            self.people.follow(str(self._boxes["name"].value() or ""))
        if key in {"curator", "pathway"}:
            self._ask_load()
        self.state.unsaved()
        self._timer.start()
        if not self._ceiling.isActive():
            self._ceiling.start()

    def _look_for_family(self) -> None:
        """Search comes before a family is taken in: by its name, and by where it lives."""
        name, address, phone = (str(self._boxes[key].value() or "") for key in ("name", "address", "phone"))
        self._families.look(name, ("family", "person"), place=Place(name, address, phone))

    def _ask_load(self) -> None:
        """A third family of one specialist is said at once, and a reason is asked."""
        curator = str(self._boxes["curator"].value() or "")
        pathway = str(self._boxes["pathway"].value() or "")
        self.registration.load_of(UUID(curator) if curator else None, self._show_load, self.shell.fail, pathway)

    def _show_load(self, over: Finding | None) -> None:
        self._fields["curator"].set_warning(over.message.words() if over else "")
        if over is None:
            self._boxes["curator_reason"].set_value(None)
        self._fields["curator_reason"].setVisible(over is not None)

    def _people_edited(self) -> None:
        self._show_kinship()
        self._edited("people")

    def _show_kinship(self) -> None:
        self.kinship.setVisible(self.people.has_family_of(*PARENTS) and self.people.has_family_of("child"))

    def _person_named(self, row: PersonEditor) -> None:
        self._asked = row
        typed = row.typed()
        line = f"{typed.surname} {typed.given_name} {typed.patronymic}" if typed.given_name and typed.person is None else ""
        self._people.look(line, ("person",), sought=sought_of(typed, self.shell.desk.reader))

    def _known_chosen(self, hit: SearchHit) -> None:
        if hit.family_id is not None:
            self.keep_draft()
            self.shell.open_family(hit.family_id, "card")

    def _person_chosen(self, hit: SearchHit) -> None:
        row = self._asked
        if row is None:
            return

        def opened(person: Snapshot | None) -> None:
            if person is not None:
                row.take(person)
                self.known_people.show_hits(())
                row.role.setFocus(Qt.FocusReason.OtherFocusReason)

        self.shell.desk.open(
            lambda reading: open_card(reading, "person", hit.record), opened, self.shell.fail, self.registration.owner
        )

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from a name to whom the office knows; the scrolling area must not take it first."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._align()  # a grid that was laid out again has aligned its labels by itself
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down:
            if self._boxes["name"].hasFocus():
                return self.known.enter()
            return self.people.current() is not None and self.known_people.enter()
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and control:
            self.save()
        elif key == Qt.Key.Key_Delete and control:
            self.people.remove_current()
        elif key == Qt.Key.Key_Escape:
            self.shell.back()
        else:
            super().keyPressEvent(event)

    def entered(self) -> None:
        """The keyboard where work begins."""
        self._boxes["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    # Drafts and saving

    def _offer_draft(self) -> None:
        if (at := self.registration.offered()) is not None:
            self.banner.offer_typed(at.astimezone(self.shell.desk.office.zone))

    def _take_draft(self) -> None:
        self.banner.clear_notice()
        self.keep_draft()  # what was typed beside it stays under its own key
        self.show_typed(self.registration.take_draft())
        self.state.unsaved()
        self.entered()

    def _throw(self) -> None:
        self.banner.clear_notice()
        self.registration.drop_offer()

    def keep_draft(self) -> None:
        """Three seconds passed since the last key, or fifteen since the first, or the window closes."""
        self._timer.stop()
        self._ceiling.stop()
        if self.is_dirty() and not self._saving and self.registration.keep_draft(self.typed()):
            now = self.shell.desk.now().astimezone(self.shell.desk.office.zone)
            self.state.draft(f"{now:%H:%M}")

    def save(self) -> None:
        """Take the family in; its page opens."""
        if self._saving:
            return
        self._settle()
        self._timer.stop()
        for field in self._fields.values():
            field.set_error("")
        unread = [key for key, box in self._boxes.items() if isinstance(box, Choice) and box.text().strip() and not box.value()]
        if unread:
            self._fields[unread[0]].focus_editor()
            self.state.failed(_("Choose from the list what is typed in «{box}»").format(box=self._fields[unread[0]].label.text()))
            return
        self._begin_saving()
        self.registration.save(self.typed(), self._saved, self._refused, self._failed, self._doubt)

    def _begin_saving(self) -> None:
        self._saving = True
        self.button.setEnabled(False)
        self.state.saving()

    def _doubt(self, suspects: tuple[Suspect, ...]) -> None:
        """The office may know them: a person looks before anything is written twice."""
        self._rest()
        self.state.unsaved()
        hits = [hit_of(suspect) for suspect in suspects]
        said = "\n".join(f"{hit.title} \u2014 {hit.detail}" for hit in hits)
        opens = next((hit for hit in hits if hit.family_id is not None), None)
        answers = [Answer(_("Look again"), None, default=True, cancels=True)]
        if opens is not None:
            answers.append(Answer(_("Open what is known"), lambda: self._known_chosen(opens)))
        answers.append(Answer(_("They are others: take the family in"), self._save_all_the_same, "danger"))
        Ask(self, _("Is this family known already?"), said, answers).open()

    def _save_all_the_same(self) -> None:
        self._begin_saving()
        self.registration.save(self.typed(), self._saved, self._refused, self._failed)

    def _settle(self) -> None:
        for box in self._boxes.values():
            if box.hasFocus() and isinstance(box, Choice | ParsedLine):
                box.settle()
        self.people.settle()

    def _saved(self, family: UUID) -> None:
        self._rest()
        self.show_typed(self._beginning)
        self.state.quiet()
        self.shell.say(_("The family is taken in"))
        self.shell.open_family(family, "card")

    def _refused(self, findings: tuple[Finding, ...]) -> None:
        self._rest()
        words = findings[0].message.words()
        self.state.failed(words)
        for finding in findings:
            if finding.path and finding.path[0] in self._fields:
                self._fields[finding.path[0]].set_error(finding.message.words())
        if any(finding.path[:1] == ("curator_reason",) for finding in findings):
            self._fields["curator_reason"].show()
        first = next((f.path[0] for f in findings if f.path and f.path[0] in self._fields), None)
        if first is not None:
            self._fields[first].focus_editor()
        else:
            self.people.problems(findings)
        announce(self, words, urgent=True)

    def _failed(self, error: Exception) -> None:
        self._rest()
        self.state.failed(_("Not saved"))
        self.keep_draft()
        self.shell.fail(error, self.save)

    def _rest(self) -> None:
        self._saving = False
        self.button.setEnabled(True)

    def close_page(self) -> None:
        """Leave: what is typed stays as a draft."""
        self._timer.stop()
        self.keep_draft()
        for asking in (self._families, self._people, self.registration):
            asking.close()
