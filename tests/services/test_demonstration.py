"""The demonstration office: the same every time, whole, and made of nobody real."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Connection, func, inspect, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from desktop.base import places
from desktop.definitions import read_shipped
from desktop.models.agreements import Agreement, Obligation
from desktop.models.answers import AnswerSheet
from desktop.models.attachments import Attachment, AttachmentContent
from desktop.models.bonds import Bond
from desktop.models.care import Carer, Placement
from desktop.models.cases import Case, StagePeriod
from desktop.models.everything import ENTITIES, SCHEMA
from desktop.models.families import Family, FamilyLine, Membership
from desktop.models.journals import JournalAsk
from desktop.models.needs import Goal, Problem
from desktop.models.offices import Definition, DictionaryEntry, JournalEntry
from desktop.models.partial_dates import age_on
from desktop.models.persons import Person
from desktop.models.plans import Step
from desktop.models.signals import Signal
from desktop.models.visits import Alert, Visit, VisitChild
from desktop.rules.file_types import media_type
from desktop.services import definitions_kept, families, maps, records, signals
from desktop.services.demonstration import make_demonstration, make_demonstration_at
from desktop.services.offices import Making, Opened, sign_in
from desktop.services.searching import find
from desktop.store import lines
from desktop.store.recorder import first_broken_link
from desktop.store.units import Reading

TODAY = date(2026, 11, 22)
PATHWAYS = {"social_patronage", "observation", "family_support", "social_support", "child_patronage", "home_visiting"}
STAGES = {"acquaintance", "joining", "gathering", "analysis", "plan", "exit", "observation"}


def _making() -> Making:
    return Making(lambda: datetime(2026, 11, 22, 9, tzinfo=UTC), uuid4)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office of sixty families, read by every test and changed by none."""
    return make_demonstration(tmp_path_factory.mktemp("demo"), 60, 1, TODAY)


@pytest.fixture
def office(made: Path) -> Iterator[Opened]:
    opened = sign_in(str(made), "asanova", "", _making())
    yield opened
    opened.kept.close()


@pytest.fixture
def session(office: Opened) -> Iterator[Session]:
    with Session(office.kept.engine) as session:
        yield session


def _dump(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    with engine.connect() as connection:
        return {name: sorted(connection.execute(select(table)).all(), key=repr) for name, table in SCHEMA.tables.items()}


def _dump_of(folder: Path, seed: int, count: int = 12) -> dict[str, list[tuple[object, ...]]]:
    opened = make_demonstration_at(str(folder / f"{uuid4()}.opora"), count, seed, TODAY)
    try:
        return _dump(opened.kept.engine)
    finally:
        opened.kept.close()


def test_the_same_seed_gives_the_same_office_to_the_last_identity(tmp_path: Path) -> None:
    assert _dump_of(tmp_path, 7) == _dump_of(tmp_path, 7)


def test_another_seed_gives_other_families(tmp_path: Path) -> None:
    assert _dump_of(tmp_path, 7)["person"] != _dump_of(tmp_path, 8)["person"]


def test_every_stage_is_open_somewhere_and_some_overlap(session: Session) -> None:
    open_stages = session.execute(select(StagePeriod.case_id, StagePeriod.stage).where(StagePeriod.closed_on.is_(None))).all()
    shipped_stages = {stage.code for key in PATHWAYS for stage in read_shipped("pathway", key).stages}
    assert STAGES <= {stage for _case, stage in open_stages} <= shipped_stages
    assert set(session.scalars(select(Case.pathway))) == PATHWAYS  # each practice has cases to look at
    cases = [case for case, _stage in open_stages]
    assert len(cases) > len(set(cases))
    statuses = set(session.scalars(select(Case.status)))
    assert statuses >= {"checking", "assessment", "active", "observation", "closed", "refused", "transferred"}


def test_the_chain_is_whole_and_the_load_is_one_act(session: Session) -> None:
    assert first_broken_link(session) is None
    labels = session.execute(text("select label, undoable from act order by number")).all()
    assert labels == [("The office was founded", 0), ("The demonstration office was filled", 0)]


def test_everything_that_points_somewhere_points_to_something(session: Session) -> None:
    assert session.execute(text("pragma foreign_key_check")).all() == []
    assert session.execute(text("pragma integrity_check")).scalar_one() == "ok"


def test_every_code_is_in_its_dictionary(session: Session) -> None:
    known = set(session.execute(select(DictionaryEntry.dictionary, DictionaryEntry.code)).all())
    unknown = set()
    for kind in ENTITIES.values():
        for column in inspect(kind).columns:
            field = column.info.get("field")
            if field is None or field.kind not in ("choice", "choices") or not field.dictionary:
                continue
            for value in session.scalars(select(column).where(column.is_not(None)).distinct()):
                for code in value if isinstance(value, tuple) else (value,):
                    if code and (field.dictionary, code) not in known:
                        unknown.add((kind.__tablename__, column.name, code))
    assert not unknown


def test_every_value_passes_the_checks_of_its_field(session: Session) -> None:
    wrong = []
    for kind in ENTITIES.values():
        for column in inspect(kind).columns:
            field = column.info.get("field")
            if field is None:
                continue
            for value in session.scalars(select(column).distinct()) if field.checks else ():
                wrong += [(column.name, value) for check in field.checks if value is not None and check(value, TODAY)]
    assert not wrong


def test_the_lists_show_what_was_loaded(session: Session) -> None:
    before = {row.family_id: row for row in session.execute(select(FamilyLine.__table__))}
    assert len(before) == 60
    lines.refresh(session, list(before), TODAY)
    after = {row.family_id: row for row in session.execute(select(FamilyLine.__table__))}
    session.rollback()
    assert before == after


def test_the_counters_have_something_to_count(office: Opened) -> None:
    with office.kept.engine.connect() as connection:
        found = signals.counters(_reading(connection, office))
    assert found["signals"] == 7
    assert found["urgent"] == 2
    assert 30 < found["families"] < 60
    assert found["due"] > 3
    assert found["alerts"] >= 1


def _reading(connection: Connection, office: Opened) -> Reading:
    return Reading(connection, office.kept.view, office.actor, _making().now(), TODAY)


def test_the_family_of_the_pictures_is_there_with_its_map(office: Opened) -> None:
    with office.kept.engine.connect() as connection:
        reading = _reading(connection, office)
        hit = next(hit for hit in find(reading, "Кравцовы").hits if hit.kind == "family")
        assert hit.family_id is not None
        page = families.family_page(reading, hit.family_id)
        map_ = maps.newest_map(reading, hit.family_id)
        versions = maps.read_maps(reading, hit.family_id).versions
    assert page is not None
    assert {member.person.values["given_name"] for member in page.members} >= {"Игорь", "Марина", "Олег", "Аня", "Денис"}
    assert map_ is not None
    assert [len(versions), len(map_.household()), len(map_.outside())] == [2, 5, 13]
    assert all(node.place for node in map_.nodes)
    names = {node.id: node.name for node in map_.nodes}
    tie = {names[tie.source]: tie.quality for tie in map_.ties}
    assert tie["Бабушка Вера"] == "strong"
    assert tie["Школа № 7"] == "conflict"
    assert tie["Нарколог"] == "broken"


def test_their_work_has_vain_visits_and_a_danger_nobody_answered(session: Session) -> None:
    family = session.scalars(select(Family).where(Family.name == "Кравцовы")).one()
    outcomes = session.scalars(select(Visit.outcome).where(Visit.family_id == family.id)).all()
    assert "not_found" in outcomes
    unanswered = session.scalars(select(Alert.kind).where(Alert.family_id == family.id, Alert.answered_at.is_(None)))
    assert unanswered.all() == ["intoxication"]
    assert session.scalars(select(Attachment).where(Attachment.family_id == family.id)).first()


def test_agreements_and_promises_are_in_every_state(session: Session) -> None:
    assert set(session.scalars(select(Agreement.state))) == {"draft", "signed", "ended"}
    assert set(session.scalars(select(Obligation.state))) == {"open", "fulfilled", "partly", "failed"}


def test_a_visit_says_of_each_child_whether_it_was_seen(session: Session) -> None:
    children = dict(session.execute(select(VisitChild.visit_id, func.count()).group_by(VisitChild.visit_id)).all())
    vain = session.scalars(
        select(VisitChild.seen).join(Visit, Visit.id == VisitChild.visit_id).where(Visit.outcome == "not_found")
    ).all()
    assert vain
    assert not any(vain)
    with_children = set(session.scalars(select(Visit.id)))
    assert len(children) > len(with_children) * 0.9


def test_parents_are_old_enough_for_their_children(session: Session) -> None:
    people = {person.id: person for person in session.scalars(select(Person))}
    for bond in session.scalars(select(Bond).where(Bond.kind == "parent", Bond.nature == "birth")):
        parent, child = people[bond.first_id].born, people[bond.second_id].born
        assert parent is not None
        assert child is not None
        assert age_on(parent, child.earliest) >= 16


def test_women_and_men_bear_the_names_of_their_sex(session: Session) -> None:
    names = tomllib.loads(places.resource("demo", "names.toml").read_text("utf-8"))
    forms = {"male": {row[0] for row in names["male"]["names"]}, "female": {row[0] for row in names["female"]["names"]}}
    known = tomllib.loads(places.resource("demo", "kravtsovs.toml").read_text("utf-8"))
    kin = tomllib.loads(places.resource("demo", "kin.toml").read_text("utf-8"))
    told = [*known["members"], *kin["people"]]
    of_pictures = {row[2] for row in told}
    for person in session.scalars(select(Person)):
        assert person.given_name in forms[person.sex or ""] | of_pictures
    surnames = {form for row in names["surnames"] + names["long_surnames"] for form in row[:2]}
    assert {person.surname for person in session.scalars(select(Person))} <= surnames | {row[1] for row in told}


def test_no_list_of_the_demonstration_is_empty(office: Opened, session: Session) -> None:
    """Every journal shows something; forms that are closed or about somebody special may wait."""
    reading = _reading(session.connection(), office)
    empty = {one.key for one in definitions_kept.journals(reading) if not records.ids(reading, one, JournalAsk())}
    assert not empty


def test_some_questionnaires_are_filled_twice_and_scored(session: Session) -> None:
    found = session.execute(
        select(Definition.key, func.count(), func.count(AnswerSheet.points))
        .join(AnswerSheet, AnswerSheet.definition_id == Definition.id)
        .group_by(Definition.key)
    )
    filled = {key: (many, scored) for key, many, scored in found}
    assert 2 <= filled.pop("change_map")[0] <= 4  # of the family of the pictures and of a few that were left
    assert set(filled) == {"deep_family_assessment", "motivation_sheet", "needs_triangle"}
    assert all(many > 5 for many, _scored in filled.values())
    assert filled["deep_family_assessment"][1] == filled["deep_family_assessment"][0]


def test_steps_serve_goals_and_goals_answer_problems(session: Session) -> None:
    chain = session.execute(
        select(Step.id).join(Goal, Goal.id == Step.goal_id).join(Problem, Problem.id == Goal.problem_id).limit(1)
    )
    assert chain.first() is not None


def test_no_carer_of_the_demonstration_has_more_wards_than_allowed(session: Session) -> None:
    wards = session.execute(
        select(Placement.carer_id, func.count())
        .where(Placement.state == "placed", Placement.child_id.is_not(None))
        .group_by(Placement.carer_id)
    )
    allowed = {carer.id: carer.most_wards or 5 for carer in session.scalars(select(Carer))}
    assert all(count <= allowed[carer] for carer, count in wards)


def test_numbers_go_on_where_the_demonstration_ended(session: Session, office: Opened) -> None:
    given = {
        (key, year): (last, count)
        for key, year, last, count in session.execute(text(
            "select journal.key, journal.year, journal.last, count(*) from journal join journal_entry using (key, year) "
            "group by 1, 2, 3"
        ))
    }  # fmt: skip
    assert {key for key, _year in given} == {
        "families", "visits", "agreements", "signals", "consents", "material_aid", "institution_stays", "carers", "contact_families",
    }  # fmt: skip
    assert all(last == count for last, count in given.values())
    roots = set(session.scalars(select(JournalEntry.root_id).where(JournalEntry.key == "families")))
    assert roots == set(session.scalars(select(Family.id)))
    by_date = session.execute(
        select(Family.number).join(Case, Case.family_id == Family.id).order_by(Case.opened_on, Family.id)
    ).scalars()
    this_year = [number for number in by_date if number and "-2026-" in number]
    assert this_year == sorted(this_year)
    assert this_year[0] == "15-2026-0001"


def test_the_next_real_family_gets_the_next_number(tmp_path: Path) -> None:
    opened = make_demonstration_at(str(tmp_path / "a.opora"), 3, 1, TODAY)
    try:
        with Session(opened.kept.engine) as session:
            before = session.execute(text("select last from journal where key = 'families' and year = 2026")).scalar_one()
        opened.kept.act(
            opened.actor, _making().moment(opened.kept.view), "A family was taken in",
            lambda unit: families.register_family(unit, families.NewFamily("Новые")),
        )  # fmt: skip
        with Session(opened.kept.engine) as session:
            number = session.scalars(select(Family.number).where(Family.name == "Новые")).one()
            assert number == f"15-2026-{before + 1:04}"
            assert first_broken_link(session) is None
    finally:
        opened.kept.close()


def test_files_are_what_they_say(session: Session) -> None:
    kinds = set()
    for row, content in session.execute(
        select(Attachment, AttachmentContent.content).join(AttachmentContent, AttachmentContent.attachment_id == Attachment.id)
    ):
        assert media_type(content) == row.media_type
        kinds.add(row.media_type)
    assert kinds == {"text/plain", "image/png", "application/pdf"}


def test_signals_lead_to_families_and_others_wait(session: Session) -> None:
    led = session.scalars(select(Signal).where(Signal.family_id.is_not(None))).all()
    assert {signal.decision for signal in led} == {"case_opened"}
    assert len(led) == 60


def test_nobody_lives_in_two_families(session: Session) -> None:
    people = session.scalars(select(Membership.person_id)).all()
    assert len(people) == len(set(people))


def test_no_family_at_all_is_an_office_too(tmp_path: Path) -> None:
    opened = make_demonstration_at(str(tmp_path / "a.opora"), 0, 1, TODAY)
    try:
        with Session(opened.kept.engine) as session:
            assert session.scalar(select(func.count()).select_from(Family)) == 0
    finally:
        opened.kept.close()


def test_a_light_office_has_the_families_and_few_visits(tmp_path: Path) -> None:
    path = make_demonstration(tmp_path, 30, 1, TODAY, light=True)
    opened = sign_in(str(path), "asanova", "", _making())
    try:
        with Session(opened.kept.engine) as session:
            assert session.scalar(select(func.count()).select_from(Family)) == 30
            assert (session.scalar(select(func.count()).select_from(Visit)) or 0) < 30 * 5
    finally:
        opened.kept.close()


@pytest.mark.postgres
def test_a_server_is_filled_the_same_way(postgres_url: str) -> None:
    opened = make_demonstration_at(postgres_url, 15, 1, TODAY, password="показательный пароль 7")
    try:
        with Session(opened.kept.engine) as session:
            assert session.scalar(select(func.count()).select_from(FamilyLine)) == 15
            assert first_broken_link(session) is None
        opened.kept.act(
            opened.actor, _making().moment(opened.kept.view), "A family was taken in",
            lambda unit: families.register_family(unit, families.NewFamily("Новые")),
        )  # fmt: skip
    finally:
        opened.kept.close()
