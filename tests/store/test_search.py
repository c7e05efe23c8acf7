from __future__ import annotations

import random
import threading
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, event, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from desktop.models.agencies import Agency, AgencyContact
from desktop.models.everything import SCHEMA
from desktop.models.families import Family, HouseholdAddress, Membership
from desktop.models.partial_dates import PartialDate
from desktop.models.persons import Person, PersonPhone
from desktop.models.search import SearchEntry, SearchToken
from desktop.rules.search import question, sort_key, tokens
from desktop.services import searching
from desktop.store import search, search_index
from tests.made_families import common, fill, findables, reading

FAMILY, MOTHER, SON, AGENCY = (UUID(int=n) for n in range(11, 15))


@pytest.fixture
def office(engine: Engine) -> Engine:
    """One family with a mother and a son, and one agency."""
    SCHEMA.create_all(engine)
    with Session(engine.execution_options(writes=True)) as session:
        session.add(
            Family(
                name="Кравцова",
                number="04-2026-0067",
                phone="0555 123456",
                categories=(),
                **common(id=FAMILY),
            )
        )
        session.add(Person(surname="Кравцова", given_name="Марина", born=PartialDate(1990, 3, 8), **common(id=MOTHER)))
        session.add(Person(surname="Осмонов", given_name="Бекзат", born=PartialDate(2019), **common(id=SON)))
        session.add(Agency(name="Школа № 3", short_name="СШ-3", **common(id=AGENCY)))
        session.flush()
        for n, person in enumerate((MOTHER, SON)):
            session.add(Membership(id=UUID(int=20 + n), family_id=FAMILY, person_id=person))
        session.add(HouseholdAddress(id=UUID(int=30), family_id=FAMILY, kind="living", address="ул. Токтогула, д. 15"))
        session.add(PersonPhone(id=UUID(int=40), person_id=MOTHER, phone="+996 700 998877"))
        session.add(AgencyContact(id=UUID(int=50), agency_id=AGENCY, name="Цой Ирина", phone="55-12-34"))
        session.flush()
        search_index.refresh(session, {FAMILY: "family", AGENCY: "agency"}, {FAMILY})
        session.commit()
    return engine


def titles(engine: Engine, line: str, how: Any = searching.find) -> list[str]:
    with engine.connect() as connection:
        return [hit.title for hit in how(reading(connection), line).hits]


def act(engine: Engine, touched: dict[UUID, str], *statements: Any) -> None:
    with Session(engine.execution_options(writes=True)) as session:
        for statement in statements:
            session.execute(statement)
        search_index.refresh(session, touched, {FAMILY})
        session.commit()


def test_the_family_is_found_under_everything_of_its_people(office):
    for line in ("кравцовой", "бекзат осмонов", "токтогула 15", "0067", "123456", "998877"):
        assert "Кравцова" in titles(office, line), line


def test_people_and_agencies_are_found_and_lead_to_their_family(office):
    assert titles(office, "осмонова") == ["Кравцова", "Осмонов Бекзат"]
    assert titles(office, "школы 3") == titles(office, "цой") == titles(office, "551234") == ["Школа № 3"]
    with office.connect() as connection:
        hit = searching.find(reading(connection), "бекзат").hits[1]
    assert (hit.kind, hit.record, hit.family_id) == ("person", SON, FAMILY)
    assert hit.detail == "2019 · Кравцова · 04-2026-0067"


def test_a_renamed_person_is_found_by_the_new_name_only(office):
    renamed = update(Person).where(Person.id == SON).values(surname="Юсупов")
    act(office, {SON: "person"}, renamed)
    assert titles(office, "осмонов") == []
    assert titles(office, "юсупова бекзата") == ["Кравцова", "Юсупов Бекзат"]


def test_a_new_number_of_the_family_stands_beside_its_people(office):
    act(office, {FAMILY: "family"}, update(Family).where(Family.id == FAMILY).values(number="04-2026-0101"))
    with office.connect() as connection:
        hits = searching.find(reading(connection), "бекзат").hits
    assert all("0101" in hit.detail for hit in hits)
    assert titles(office, "0067") == []


def test_what_is_marked_as_removed_is_no_longer_found(office):
    act(office, {FAMILY: "family"}, update(Family).where(Family.id == FAMILY).values(removed=True))
    assert "Кравцова" not in titles(office, "кравцова")
    act(office, {AGENCY: "agency"}, update(Agency).where(Agency.id == AGENCY).values(removed=True))
    assert titles(office, "школа") == []


def test_refreshing_twice_changes_nothing(office):
    def everything() -> list[Any]:
        with office.connect() as connection:
            entries = connection.execute(select(SearchEntry.__table__).order_by(SearchEntry.id)).all()
            return [
                *entries,
                *connection.execute(select(SearchToken.__table__).order_by(*SearchToken.__table__.c)).all(),
            ]

    before = everything()
    act(office, {FAMILY: "family", MOTHER: "person", AGENCY: "agency"})
    assert everything() == before


def test_a_visit_leaves_the_search_alone(office):
    said: list[str] = []
    event.listen(office, "before_cursor_execute", lambda *given: said.append(given[2]))
    act(office, {UUID(int=99): "visit"})
    assert [one for one in said if not one.startswith("BEGIN")] == []


def test_wrong_layout_and_typing_errors_are_understood_and_said(office):
    with office.connect() as connection:
        here = reading(connection)
        assert searching.find(here, "rhfdwjdf").understood == "кравцова"
        assert searching.find(here, "кравцова").understood == ""
        assert searching.find(here, "кравцва").hits == ()
        harder = searching.find_harder(here, "кравцва марина")
        assert harder.understood == "кравцова"
        assert [hit.title for hit in harder.hits] == ["Кравцова", "Кравцова Марина"]
        assert searching.find_harder(here, "rhfdwdf").understood == "кравцова"
        assert searching.find_harder(here, "щщщщщ").hits == ()


def test_the_engine_answers_as_a_plain_reading_of_the_tokens_does(engine):
    made = fill(engine, 120, search=True)
    kept = sorted(findables(made), key=lambda one: sort_key(one.title))
    words = [(one, tokens(one)) for one in kept]
    chance = random.Random(5)
    lines = [
        "кравцовой",
        "ёлк",
        "Өмүрова",
        "ул. Ленина",
        "04-2023",
        "67",
        "щщщ",
        "ибраимова айгуль",
        "пак",
        "ґудз",
    ]
    for one in chance.sample(kept, 20):
        word = chance.choice(one.title.split())
        lines += [
            word[: chance.randrange(2, 5)],
            word,
            f"{word} {chance.choice('амнг')}",
            (one.phones or ("12",))[0][-5:],
        ]
    with engine.connect() as connection:
        for line in lines:
            terms = question(line)
            expected = [
                one.record for one, has in words
                if all(any(low <= t < high for low, high in term.ranges for t in has) or has & set(term.whole) for term in terms)
            ]  # fmt: skip
            hits = search.found(reading(connection), terms, limit=10_000)
            assert {hit.record for hit in hits} == set(expected), line
            assert [sort_key(hit.title) for hit in hits] == [sort_key(one.title) for one in kept if one.record in set(expected)]
            assert list(hits[:50]) == list(search.found(reading(connection), terms)), line


@pytest.mark.postgres
def test_two_acts_on_one_family_at_once_leave_one_entry(postgres_url, request):
    from desktop.store.engines import open_server

    engine = open_server(postgres_url)
    request.addfinalizer(engine.dispose)
    SCHEMA.create_all(engine)
    with Session(engine) as session:
        session.add(Family(name="Кравцова", categories=(), **common(id=FAMILY)))
        session.flush()
        for n in range(4):
            session.add(Person(surname=f"Фамилия{n}", **common(id=UUID(int=60 + n))))
            session.flush()
            session.add(Membership(id=UUID(int=70 + n), family_id=FAMILY, person_id=UUID(int=60 + n)))
        session.flush()
        search_index.refresh(session, {FAMILY: "family"}, {FAMILY})
        session.commit()
    failures: list[Exception] = []

    def write(n: int) -> None:
        try:
            for turn in range(8):
                rename = update(Person).where(Person.id == UUID(int=60 + n)).values(surname=f"Имя{n}х{turn}")
                act(engine, {UUID(int=60 + n): "person"}, rename)
        except Exception as error:  # noqa: BLE001  told by the test
            failures.append(error)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    for n in range(3):
        assert "Кравцова" in titles(engine, f"имя{n}х7")
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(delete(SearchToken))
