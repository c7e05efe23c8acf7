"""Five children, two fathers, a guardian grandmother, six years: taken in half-filled by keyboard, completed, every form printed."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from desktop.base.errors import Rejected
from desktop.documents.pdf import to_pdf
from desktop.documents.workbooks import to_xlsx
from desktop.models.definitions import FormDefinition, Journal, Rows
from desktop.models.fields import Field, Value
from desktop.models.journals import JournalAsk
from desktop.models.partial_dates import PartialDate
from desktop.models.snapshots import Edit, Snapshot
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.sheets import Sheets
from desktop.rules.sheets import HEAD
from desktop.services import cards, families, records
from desktop.services.families import NewMember, bind, family_page
from desktop.services.form_printing import form_print, sheet_print
from desktop.services.journal_printing import journal_document, journal_workbook
from desktop.services.printing import dossier_document
from desktop.ui.pages.member_dialogs import NewMemberDialog
from desktop.ui.pages.members import MembersSection
from desktop.ui.pages.new_family import NewFamilyPage
from tests.documents.pages import texts
from tests.features.test_every_field import cells, plain
from tests.features.test_first_day import CTRL, LONG, Hands
from tests.features.test_living_conditions_by_keyboard import Clerk
from tests.ui.application.test_session import opened, session, shown  # noqa: F401  fixtures

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
OFFICE_ONLY = {
    "agency",
    "carer",
    "directory_service",
    "group_programme",
    "group_session",
    "library_item",
    "office",
    "staff",
    "subsistence_minimum",
    "training",
}  # fmt: skip  forms of the office, not of a family: printed as blanks here
MSGID = re.compile(r'^msgid "([A-Za-z][^"\\{}]{11,})"$', re.MULTILINE)


def begin_by_keyboard(frame, hands: Hands) -> UUID:
    """A surname, the mother and two children, nothing else; the rest will be known later."""
    frame.activateWindow()
    hands.qtbot.waitUntil(lambda: frame.stack.currentWidget().isAncestorOf(hands.target()), timeout=LONG)
    hands.press(Qt.Key.Key_Insert)
    page = frame.stack.currentWidget()
    assert isinstance(page, NewFamilyPage)
    hands.write("Абдыраимовы-Ким")
    for row, (role, name, born) in enumerate((("", "Гүлмира", "1986"), ("", "Марат", ""), ("", "Азамат", "03.2009"))):
        while not page.people.rows()[row].role.hasFocus():
            hands.press(Qt.Key.Key_Tab)
        hands.write(role, "", name, "", born)
    hands.press(Qt.Key.Key_Return, modifiers=CTRL)
    hands.qtbot.waitUntil(lambda: frame.family is not None and frame.family.presenter.page is not None, timeout=LONG)
    return frame.family.presenter.family


def add_by_keyboard(frame, hands: Hands, *boxes: str) -> None:
    """Ins in the section of members: place, surname, name, patronymic, born."""
    frame.family.show_section("members")
    section = frame.family.current
    assert isinstance(section, MembersSection)
    count = len(section._page.members)
    hands.press(Qt.Key.Key_Insert)
    dialog = next(one for one in section.findChildren(NewMemberDialog) if one.isVisible())
    hands.qtbot.waitUntil(lambda: dialog.isActiveWindow() and dialog.isAncestorOf(hands.target()), timeout=LONG)
    hands.write(*boxes)
    hands.press(Qt.Key.Key_Return, modifiers=CTRL)
    hands.qtbot.waitUntil(lambda: len(section._page.members) == count + 1, timeout=LONG)
    frame.activateWindow()
    hands.qtbot.waitUntil(lambda: frame.isActiveWindow() and frame.isAncestorOf(hands.target()), timeout=LONG)


def history(desk, family: UUID) -> None:
    """Fathers, more children, kinship, days of membership, two addresses, an earlier case and its agreement."""

    def page():
        return desk.read(lambda reading: family_page(reading, family))

    def add(role: str, given: str, sex: str, born: int, **more) -> UUID:
        surname = "Ким" if sex == "male" else "Абдыраимова"
        new = NewMember({"surname": surname, "given_name": given, "sex": sex, "born": PartialDate(born)}, role, **more)
        return desk.do("added", lambda unit: families.add_member(unit, family, page().family.version, new)).result

    father = next(m for m in page().members if m.membership.values["role"] == "father")
    gone = father.membership.with_values(lives="not_living", since=date(2020, 3, 1))
    base = page().family
    left = base.with_parts("memberships", {**base.parts["memberships"], gone.id: gone})
    desk.do("left", lambda unit: cards.write_cards(unit, (Edit(base, left),)))
    elsewhere = father.person.id
    here = add("partner", "Виктор", "male", 1981, lives="permanently", since=date(2022, 8, 15))
    for given, sex, born in (("Айдай", "female", 2012), ("Тимур", "male", 2023), ("Соня", "female", 2025)):
        add("child", given, sex, born, lives="permanently", since=date(max(2020, born), 5, 1))
    members = page().members
    children = sorted((m for m in members if m.child), key=lambda m: m.person.values["born"].kept())
    assert len(children) == 5
    mother = next(m.person.id for m in members if m.membership.values["role"] == "mother")
    grandmother = next(m.person.id for m in members if m.membership.values["role"] == "guardian")
    written = {(b.values["first_id"], b.values["second_id"]) for b in page().bonds}

    def kinship(unit) -> UUID:
        bind(unit, "parent", grandmother, mother, nature="birth")
        for place, child in enumerate(children):
            for parent in (mother, elsewhere if place < 3 else here):
                if (parent, child.person.id) not in written:
                    bind(unit, "parent", parent, child.person.id, nature="birth")
        bind(unit, "parent", grandmother, children[0].person.id, nature="guardian")
        return bind(unit, "union", mother, elsewhere, nature="marriage", since=PartialDate(2008), till=PartialDate(2021))

    desk.do("kinship", kinship)
    standing = page().family
    addresses = {
        desk.new_id(): {
            "kind": "living",
            "address": "с. Меткастарое, ул. Первая, 1",
            "since": date(2020, 3, 1),
            "till": date(2022, 8, 14),
        },
        desk.new_id(): {"kind": "living", "address": "г. Ош, ул. Меткановая, 77", "since": date(2022, 8, 15)},
    }
    rows = {id_: Snapshot("household_address", id_, 0, values) for id_, values in addresses.items()}
    desk.do("moved", lambda unit: cards.write_cards(unit, (Edit(standing, standing.with_parts("addresses", rows)),)))
    old = cards.blank(
        "case", desk.new_id(), opened_on=date(2020, 3, 2), closed_on=date(2021, 6, 30), status="closed", closing_ground="goals_reached",
        conclusion="Меткапервоедело закрыто", pathway="family_support", patronage="social", pathway_version=1, curator_id=desk.actor.id,
    )  # fmt: skip
    known = {f.key for f in described("case")}
    fixed = {key: value for key, value in old.values.items() if key not in known}
    fixed |= {"pathway": "family_support", "pathway_version": 1, "family_id": family}
    mine = Snapshot(
        old.kind, old.id, 0, {key: value for key, value in old.values.items() if key in known and key not in fixed}, old.parts
    )
    desk.do("case", lambda unit: cards.write_cards(unit, (Edit(None, mine, fixed),)))


def described(kind: str) -> tuple[Field, ...]:
    from desktop.models.everything import ENTITIES
    from desktop.models.fields import fields_of

    return tuple(fields_of(ENTITIES[kind]))


class Typing:
    """What is typed into a box; a word of its own for each form."""

    def __init__(self, desk, family: UUID, word: str) -> None:
        page = desk.read(lambda reading: family_page(reading, family))
        self.desk, self.word, self.case = desk, word, page.case.id
        self.known = {"person": page.members[0].person.id, "staff": desk.actor.id, "family": family, "case": page.case.id}

    def value(self, field: Field) -> Value:  # noqa: PLR0911  one answer for each kind
        match field.kind:
            case "text" | "long":
                return self.word if field.size == 0 or field.size >= len(self.word) else None
            case "day":
                return self.desk.today
            case "partial_day":
                return PartialDate(2024, 2)
            case "moment":
                return self.desk.now()
            case "money" | "decimal":
                return Decimal("54.50")
            case "number":
                return next(n for n in (3, 10, 50, 2020) if all(check(n, self.desk.today) is None for check in field.checks))
            case "choice":
                return next((code for code, _caption in self.desk.choices(field.dictionary)), None)
            case "choices":
                return tuple(code for code, _caption in self.desk.choices(field.dictionary)[:1])
            case "flag":
                return False
            case "clock":
                return "14:30"
            case "reference":
                return self.known.get(field.to)
        return None

    def fill(self, form: FormDefinition, record: Snapshot) -> Snapshot:
        empty = {p.key: self.value(p.field) for p in form.placed() if record.values.get(p.key) in (None, (), "")}
        return record.with_values(**empty)


def fill_records(desk, family: UUID) -> dict[str, str]:
    """A record in every journal of the family's page; the word by which each is found."""
    words: dict[str, str] = {}
    for journal in desk.journals():
        if journal.scope != "family" or not journal.form or journal.root in {*words, "placement"}:  # needs a carer of the office
            continue
        word = f"Метка{len(words)}{'абвгдежзиклмно'[len(words)]}"
        begun, fixed = records.new_record(
            journal, desk.new_id(), me=desk.actor.id, today=desk.today, now=desk.now(), family=family
        )
        filled = Typing(desk, family, word).fill(desk.form(journal.form), begun)
        act = records.save_act(journal)
        desk.do(records.SAVED, lambda unit, act=act, filled=filled, fixed=fixed: act(unit, (Edit(None, filled, fixed),)))
        words[journal.root] = word
    return words


def fill_sheets(desk, family: UUID) -> dict[str, tuple[UUID, str]]:
    """Every questionnaire by typed words through its draft and its card; sheet and word of each."""
    presenter = FamilyPresenter(desk, family)
    presenter.load()
    found: dict[str, tuple[UUID, str]] = {}
    failures: list[Exception] = []
    listed = Sheets(desk, lambda: presenter.page, failures.append)
    for number, offer in enumerate(listed.offers()):
        form, begun, word = offer.form, [], f"Слово{number}анкеты"
        people = listed.people(form)
        listed.begin(form, people[0][0] if people else None, begun.append)
        draft, typing = begun[0].card.forms[0], Typing(desk, family, word)
        for _section, item in draft.visible():
            if item.key in HEAD:
                continue
            if isinstance(item, Rows):
                id_ = draft.add_row(item.key)
                for placed in item.fields:
                    draft.set_value((item.key, str(id_), placed.key), typing.value(placed.field))
            elif placed_empty(draft, item.key) or item.field.kind in {"text", "long"}:
                draft.set_value((item.key,), typing.value(item.field))
        begun[0].card.save()
        assert (failures, begun[0].card.state) == ([], "saved"), (form.key, begun[0].card.said)
        found[form.key] = (begun[0].base.id, word)
        begun[0].card.close()
    listed.close()
    presenter.close()
    return found


def placed_empty(draft, key: str) -> bool:
    return draft.value((key,)) in (None, ())


def english(repository: Path) -> tuple[str, ...]:
    """Captions as they stand in the program before they are translated, long enough to be nothing else."""
    parts = (repository / "resources" / "i18n" / "ru").glob("*.po")
    return tuple({words for part in parts for words in MSGID.findall(part.read_text(encoding="utf-8")) if " " in words})


def looked_at(name: str, document, workbook, captions: tuple[str, ...], word: str = "") -> None:
    """Pages that say something, no caption left in English, the word of the form in both."""
    pages = texts(to_pdf(document).content)
    assert pages, name
    assert all(page.strip() for page in pages), f"{name}: an empty page"
    whole = " ".join(" ".join(pages).split())
    left = [words for words in captions if words in whole]
    assert not left, f"{name}: {left}"
    if workbook is not None:
        content = to_xlsx(workbook)
        assert load_workbook(io.BytesIO(content)).sheetnames
        book = cells(content)
        assert not [words for words in captions if words in book], name
        if word:
            assert plain(word) in plain(book), f"{name}: {word} is not in the workbook"
    if word:
        assert plain(word) in plain(whole), f"{name}: {word} is not in the print"


def print_everything(desk, family: UUID, repository: Path, words: dict[str, str], sheets: dict[str, tuple[UUID, str]]) -> None:
    captions = english(repository)
    blanks: set[str] = set()
    for _id, form in desk.every_form():
        if form.is_questionnaire:
            if form.key in sheets:
                id_, word = sheets[form.key]
                printed = desk.read(lambda reading, id_=id_: sheet_print(reading, id_, desk.reader))
                looked_at(form.key, printed.document(), printed.workbook(), captions, word)
            continue
        try:
            printed = desk.read(lambda reading, key=form.key: form_print(reading, key, family, desk.reader))
        except Rejected:
            blanks.add(form.key)
            printed = desk.read(lambda reading, key=form.key: form_print(reading, key, family, desk.reader, blank=True))
        looked_at(form.key, printed.document(), printed.workbook(), captions, words.get(form.root, ""))
    assert blanks <= OFFICE_ONLY | {
        "agreement",
        "attachment",
        "membership",
        "placement",
        "plan",
        "signal",
        "statement",
        "visit",
    }, blanks
    for journal in desk.journals():
        print_journal(desk, journal, family, captions, words)
    dossier = desk.read(lambda reading: dossier_document(reading, family, desk.caption))
    pages = texts(to_pdf(dossier).content)
    whole = plain(" ".join(pages))
    for name in ("Гүлмира", "Азамат", "Айдай", "Тимур", "Соня", "Марат", "Виктор", "Меткановая"):
        assert plain(name) in whole, name
    card = desk.read(lambda reading: form_print(reading, "family_card", family, desk.reader))
    assert "Меткастарое" in plain(" ".join(texts(to_pdf(card.document()).content)))  # where they lived before
    assert all(page.strip() for page in pages)


def print_journal(desk, journal: Journal, family: UUID, captions: tuple[str, ...], words: dict[str, str]) -> None:
    ask = JournalAsk(family=family if journal.scope == "family" else None)
    document = desk.read(lambda reading: journal_document(reading, journal, ask, desk.caption))
    workbook = desk.read(lambda reading: journal_workbook(reading, journal, ask, desk.caption))
    looked_at(
        f"journal {journal.key}", document, workbook, captions, words.get(journal.root, "") if journal.scope == "family" else ""
    )


def test_a_large_family_is_taken_in_half_filled_completed_and_every_form_about_it_printed(
    qtbot,
    session,  # noqa: F811
    opened,  # noqa: F811
    repository,
):
    hands = Clerk(qtbot)
    frame = shown(qtbot, session, opened)
    family = begin_by_keyboard(frame, hands)
    add_by_keyboard(frame, hands, "опекун, попечитель", "Абдыраимова", "Сабира", "", "1955")
    add_by_keyboard(frame, hands, "ребёнок", "Ким", "Нурбек", "", "2010")
    desk = frame.desk
    history(desk, family)
    words = fill_records(desk, family)
    frame.go("families")
    made = fill_sheets_here(session, desk, family, qtbot)
    print_everything(desk, family, repository, words, made)


def fill_sheets_here(session, desk, family: UUID, qtbot):  # noqa: F811
    """The cards of the sheets save at once: a desk of the same office whose work is done on this thread."""
    from desktop import bootstrap
    from desktop.services.offices import Opened

    inline = bootstrap.inline_desk(Opened(desk.office_kept, desk.actor, None), bootstrap.making())
    inline.read_definitions()
    return fill_sheets(inline, family)
