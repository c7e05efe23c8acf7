"""Closed sections: opened only with a reason that is recorded first; what they say is found nowhere else."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import MetaData, select

from desktop.base.errors import Rejected
from desktop.documents.dossier_data import DossierOptions
from desktop.documents.tabled import tabled
from desktop.models.answers import ClosedSection
from desktop.models.closed_sections import form_of
from desktop.models.partial_dates import PartialDate
from desktop.models.snapshots import Conflict, Edit
from desktop.presenters.cards import Card
from desktop.presenters.closed import ClosedSections
from desktop.presenters.history import History
from desktop.services import closed, history
from desktop.services.printing import dossier_document, open_closed_of, register_workbook
from tests.offices import Clock, clean, opened, register

REASON = "угроза безопасности ребёнка"
SECTIONS = ("health", "violence", "adoption", "convictions", "psychology")


@pytest.fixture
def family(desk):
    return register(desk)


@pytest.fixture
def person(desk, family):
    return next(iter(opened(desk, "family", family).parts["memberships"].values())).values["person_id"]


def unlock(desk, person, section="health", reason=REASON):
    return desk.do(closed.OPENED, lambda unit: closed.open_closed(unit, person, section, reason), undoable=False)


def read(desk, person, section="health"):
    return desk.read(lambda reading: closed.read_closed(reading, person, section))


def write(desk, person, section, record, **values):
    base = record if record.version else None
    edit = Edit(base, record.with_values(**values), {"person_id": person, "section": section})
    return desk.do(closed.SAVED, lambda unit: closed.write_closed(unit, (edit,)))


def text_key(desk, section="health"):
    return next(p.key for p in desk.form(form_of(section)).placed() if p.field.kind in ("text", "long"))


def test_nothing_is_read_before_a_reason_is_recorded(desk, person):
    with pytest.raises(Rejected):
        read(desk, person)
    with pytest.raises(Rejected):
        unlock(desk, person, reason="  ")
    before = desk.seen
    act = unlock(desk, person).act
    assert act > before
    assert read(desk, person).version == 0


def test_a_reason_opens_one_section_of_one_person_for_one_colleague_for_half_an_hour(two_desks):
    anna, bektur = two_desks
    family = register(anna)
    one, other = (m.values["person_id"] for m in opened(anna, "family", family).parts["memberships"].values())
    unlock(anna, one)
    read(anna, one)
    for desk, person, section in ((anna, one, "violence"), (anna, other, "health"), (bektur, one, "health")):
        with pytest.raises(Rejected):
            read(desk, person, section)
    clock = Clock(anna.now() + timedelta(minutes=31))
    anna.now = clock
    with pytest.raises(Rejected):
        read(anna, one)


def test_what_was_typed_is_kept_and_the_state_says_only_that_there_is_something(desk, person):
    unlock(desk, person)
    key = text_key(desk)
    write(desk, person, "health", read(desk, person), **{key: "Слово"})
    assert read(desk, person).values[key] == "Слово"
    (state,) = desk.read(lambda reading: closed.states(reading, [person]))
    assert (state.section, state.filled) == ("health", True)
    write(desk, person, "health", read(desk, person), **{key: None})
    assert not desk.read(lambda reading: closed.states(reading, [person]))[0].filled


def test_writing_without_a_reason_is_refused_too(two_desks):
    anna, bektur = two_desks
    family = register(anna)
    person = next(iter(opened(anna, "family", family).parts["memberships"].values())).values["person_id"]
    unlock(anna, person)
    record = read(anna, person)
    with pytest.raises(Rejected):
        write(bektur, person, "health", record, **{text_key(anna): "Слово"})


def test_two_who_begin_a_section_at_once_merge_instead_of_losing_one(two_desks):
    anna, bektur = two_desks
    family = register(anna)
    person = next(iter(opened(anna, "family", family).parts["memberships"].values())).values["person_id"]
    unlock(anna, person)
    unlock(bektur, person)
    mine, theirs = read(anna, person), read(bektur, person)
    key = text_key(anna)
    write(anna, person, "health", mine, **{key: "Анна"})
    with pytest.raises(Conflict) as refused:
        write(bektur, person, "health", theirs, **{key: "Бектур"})
    assert refused.value.theirs.values[key] == "Анна"


def test_answers_that_the_form_no_longer_asks_stay_in_the_record(desk, person):
    unlock(desk, person)
    write(desk, person, "health", read(desk, person), **{text_key(desk): "Слово"})

    def older(unit):
        row = unit.claim(ClosedSection, closed.id_of(person, "health"), None)
        row.values = {**row.values, "values": {**row.values["values"], "asked_before": "Старое"}}

    desk.do("Older", older)
    write(desk, person, "health", read(desk, person), **{text_key(desk): "Новое"})
    kept = desk.read(lambda r: r.connection.execute(select(ClosedSection.__table__.c["values"])).scalar_one())
    assert kept["values"]["asked_before"] == "Старое"


# --- a marker in every box is found nowhere else ---


def marked(form, tag):
    """A value for every box, with a word in it that stands nowhere else where the box takes words."""
    values, rows = {}, {}
    for number, placed in enumerate(form.placed()):
        values[placed.key] = value_for(placed, f"{tag}{number}")
    for item in form.lists():
        rows[item.key] = {p.key: value_for(p, f"{tag}{item.key}{n}") for n, p in enumerate(item.fields)}
    return {k: v for k, v in values.items() if v is not None}, rows


def value_for(placed, word):
    match placed.field.kind:
        case "text" | "long":
            return word[: placed.field.size or 200]
        case "partial_day":
            return PartialDate(1917)
        case "number":
            return 91_734
        case _:
            return None


def fill_everything(desk, person):
    """Every closed section of the person with markers; returns the words."""
    words = []
    for section in SECTIONS:
        unlock(desk, person, section)
        form = desk.form(form_of(section))
        values, rows = marked(form, f"Метка{section}")
        record = read(desk, person, section)
        made = record.with_values(**values)
        for key, row in rows.items():
            item, id_ = form.rows(key), desk.new_id()
            blank = {p.key: None for p in item.fields}
            made = made.with_parts(key, {id_: type(record)(item.kind, id_, 0, {**blank, **row})})
        edit = Edit(None, made, {"person_id": person, "section": section})
        desk.do(closed.SAVED, lambda unit, edit=edit: closed.write_closed(unit, (edit,)))
        words += [v for v in [*values.values(), *(v for row in rows.values() for v in row.values())] if isinstance(v, str)]
    return words


def everything_but(desk, table):
    """The text of every row of every other table of the office."""

    def dump(reading):
        meta = MetaData()
        meta.reflect(reading.connection)
        return "\n".join(
            json.dumps([str(cell) for cell in row], ensure_ascii=False)
            for one in meta.sorted_tables
            if one.name != table
            for row in reading.connection.execute(select(one))
        )

    return desk.read(dump)


def test_every_marker_stands_in_its_section_and_nowhere_else_in_the_office(desk, person):
    words = fill_everything(desk, person)
    assert len(words) > 30
    rest = everything_but(desk, "closed_section").casefold()
    assert [word for word in words if word.casefold() in rest] == []
    kept = desk.read(
        lambda r: [json.dumps(d, ensure_ascii=False) for d in r.connection.scalars(select(ClosedSection.__table__.c["values"]))]
    )
    assert [word for word in words if not any(word in one for one in kept)] == []
    assert clean(desk)


def test_a_draft_of_a_closed_section_is_marked_closed_and_cannot_be_read_in_the_file_of_a_real_office(desk, person, place):
    sections = ClosedSections(desk, person, "Марина", lambda error: pytest.fail(str(error)))
    cards: list[Card] = []
    sections.open("health", REASON, cards.append, lambda error: pytest.fail(str(error)))
    card = cards[0]
    key = text_key(desk)
    card.forms[0].type_text((key,), "Меткачерновика")
    card.keep_draft()
    (draft,) = desk.drafts.all().values()
    assert draft.closed
    raw = desk.drafts._path.read_bytes()
    demonstration = desk.office.demonstration
    assert ("Меткачерновика".encode() in raw or b"\\u041c" in raw) == demonstration
    again: list[Card] = []
    sections.open("health", REASON, again.append, lambda error: pytest.fail(str(error)))
    assert again[0].offered() is not None
    again[0].take_draft()
    assert again[0].forms[0].text((key,)) == "Меткачерновика"
    again[0].save()
    assert desk.drafts.all() == {}
    assert read(desk, person).values[key] == "Меткачерновика"
    for one in (card, again[0]):
        one.close()


def test_a_draft_of_one_person_is_not_offered_for_another(desk, family):
    one, other = (m.values["person_id"] for m in opened(desk, "family", family).parts["memberships"].values())
    cards: list[Card] = []
    for person in (one, other):
        ClosedSections(desk, person, "", pytest.fail).open("violence", REASON, cards.append, pytest.fail)
        if person == one:
            cards[0].forms[0].type_text((text_key(desk, "violence"),), "Слово")
            cards[0].keep_draft()
    assert cards[1].offered() is None
    for card in cards:
        card.close()


# --- printing ---


def print_words(desk, family, **options):
    document = desk.read(lambda r: dossier_document(r, family, desk.caption, DossierOptions(**options)))
    return document, json.dumps(
        [[str(c) for c in row] for sheet in tabled(document).sheets for row in sheet.rows], ensure_ascii=False
    )


def test_a_dossier_shows_closed_facts_only_when_they_were_chosen_with_a_reason(desk, family, person):
    words = fill_everything(desk, person)
    _document, plain = print_words(desk, family)
    assert [word for word in words if word in plain] == []
    book = desk.read(lambda r: register_workbook(r, desk.caption))
    cells = json.dumps([[str(c) for c in row] for sheet in book.sheets for row in sheet.rows], ensure_ascii=False)
    assert [word for word in words if word in cells] == []
    chosen = frozenset(SECTIONS)
    desk.now = Clock(desk.now() + timedelta(hours=2))  # the reasons for filling them are no reason for printing
    with pytest.raises(Rejected):
        print_words(desk, family, closed=chosen)
    desk.do("Print", lambda unit: open_closed_of(unit, [family], chosen, REASON), undoable=False)
    document, full = print_words(desk, family, closed=chosen)
    assert [word for word in words if word not in full] == []
    assert "закрытыми сведениями" in document.confidential
    assert "разглашать запрещено" in full.casefold()
    only, part = print_words(desk, family, closed=frozenset({"health"}))
    assert only.confidential == document.confidential
    assert "Меткаviolence" not in part
    assert "Меткаhealth" in part


def test_the_journal_says_who_opened_what_and_why_and_never_what_stands_there(desk, family, person):
    words = fill_everything(desk, person)
    acts = desk.read(lambda r: history.journal_of_family(r, family))
    entries = History(desk, lambda _id: "Кравцова Марина").entries(acts, openings=True)
    told = [(change.where, change.field, change.after) for entry in entries for change in entry.changes]
    assert any(REASON in after and field == "здоровье" and "Марина" in where for where, field, after in told)
    assert [word for word in words if word in str(told)] == []
