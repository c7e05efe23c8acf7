"""The chronology holds what every journal says, one kind once, and is narrowed by kind and person."""

from __future__ import annotations

from dataclasses import replace

from desktop.models.snapshots import Edit
from desktop.presenters.chronology import kinds, lines
from desktop.services.cards import blank, save_cards
from desktop.services.chronology import chronology
from desktop.services.conflicts import first_conflict, save_conflict
from desktop.services.families import family_page
from desktop.services.genograms import first_genogram, read_genograms, save_genogram
from tests.offices import register
from tests.places import place
from tests.store.test_opening import counted

__all__ = ["place"]


def write(desk, root: str, /, **values):
    record = blank(root, desk.new_id(), **values)
    return desk.do("A record", lambda unit: save_cards(unit, Edit(None, record))).result


def told(desk, family):
    return desk.read(lambda reading: chronology(reading, family, desk.journals()))


def test_a_contact_a_problem_and_aid_stand_in_the_stream_in_words(desk):
    family = register(desk)
    write(desk, "contact", family_id=family, at=desk.now(), kind="call", words="Мать\nпросила совета")
    write(desk, "problem", family_id=family, since=desk.today, words="Долг за жильё", state="open")
    write(desk, "material_aid", family_id=family, given_on=desk.today, name="Продуктовый набор")
    said = {line.kind: (line.title, line.text) for line in lines(desk, told(desk, family))}
    assert said["Журнал контактов"] == ("Звонок", "Мать просила совета")
    assert any("Долг за жильё" in " ".join(both) for both in said.values())
    assert any("Продуктовый набор" in " ".join(both) for both in said.values())


def test_it_is_narrowed_by_kind_and_by_person(desk):
    family = register(desk)
    page = desk.read(lambda reading: family_page(reading, family))
    mother = page.members[0].person.id
    write(desk, "contact", family_id=family, at=desk.now(), kind="call", words="С матерью", person_id=mother)
    write(desk, "contact", family_id=family, at=desk.now(), kind="letter", words="Без человека")
    every = told(desk, family)
    assert "journal:contacts" in dict(kinds(desk))
    assert [line.text for line in lines(desk, every, "journal:contacts", mother)] == ["С матерью"]
    assert len(lines(desk, every, "journal:contacts")) == 2


def test_a_record_that_several_journals_show_is_told_once(desk):
    family = register(desk)
    write(desk, "service_given", family_id=family, given_on=desk.today, name="Консультация юриста", urgent=True)
    found = [h for h in told(desk, family) if h.kind.startswith("journal:")]
    assert len(found) == 1


def test_genograms_and_conflict_maps_stand_in_the_stream_under_words_of_their_own(desk):
    family = register(desk)
    read = desk.read(lambda reading: read_genograms(reading, family))
    drawn = first_genogram(read, family, desk.new_id(), "Три поколения", desk.today)
    desk.do("Drawn", lambda unit: save_genogram(unit, drawn))
    quarrel = replace(first_conflict(family, desk.new_id(), desk.new_id(), desk.today), issue="Кто забирает из школы")
    desk.do("Drawn", lambda unit: save_conflict(unit, quarrel))
    said = {line.happening.kind: line.title for line in lines(desk, told(desk, family))}
    assert said["genogram"] == "Генограмма: Три поколения"
    assert said["conflict"] == "Карта конфликта: Кто забирает из школы"
    assert {"genogram", "conflict"} <= set(dict(kinds(desk)))


def test_the_stream_costs_the_same_number_of_statements_however_long_it_is(desk):
    family, journals = register(desk), desk.journals()
    asked = []
    for many in (1, 25):
        for _n in range(many):
            write(desk, "contact", family_id=family, at=desk.now(), kind="call", words="Звонок")
            write(desk, "service_given", family_id=family, given_on=desk.today, name="Беседа")
        asked.append(len(counted(desk, lambda reading: chronology(reading, family, journals))[1]))
    own = 16  # signals, stages, visits with what they met, and so on
    assert asked[0] == asked[1] <= own + len(journals)
