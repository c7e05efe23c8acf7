"""Claiming: locked, proven, in one order, whoever comes at the same moment."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import event, select

from desktop.base.errors import Rejected, Unavailable
from desktop.models.bonds import Bond
from desktop.models.cases import Case
from desktop.models.families import Family, FamilyLine, HouseholdAddress
from desktop.models.offices import JournalEntry
from desktop.models.persons import Person, PersonPhone
from desktop.models.snapshots import Conflict, Edit
from desktop.services import cards
from desktop.services.families import NewFamily, NewMember, add_member
from desktop.services.visits import record_visit
from desktop.store.units import Unit
from tests.offices import BEKTUR, Place, clean, held, making, opened, register
from tests.places import on_servers

EIGHT = 8


@pytest.fixture
def family(desk):
    return register(desk)


def test_a_part_that_is_changed_without_its_root_claimed_is_a_bug_and_is_not_written(desk, family):
    def act(unit: Unit) -> None:
        address = unit.session.scalars(select(HouseholdAddress)).one()
        address.landmark = "у рынка"

    with pytest.raises(LookupError, match="HouseholdAddress changed without claiming its root"):
        desk.do("Bug", act)
    (address,) = opened(desk, "family", family).parts["addresses"].values()
    assert address.values["landmark"] is None


def test_a_part_cannot_be_added_or_taken_away_either(desk, family):
    person = next(iter(opened(desk, "family", family).parts["memberships"].values())).values["person_id"]

    def add(unit: Unit) -> None:
        unit.add(PersonPhone(id=unit.new_id(), person_id=person, phone="+996 555 000 000"))

    def take(unit: Unit) -> None:
        unit.delete_part(unit.session.scalars(select(HouseholdAddress)).one())

    for act in (add, take):
        with pytest.raises(LookupError):
            desk.do("Bug", act)


def test_a_part_of_a_claimed_root_raises_its_version_and_no_other(desk, family):
    person = next(iter(opened(desk, "family", family).parts["memberships"].values())).values["person_id"]
    before, stays = opened(desk, "person", person).version, opened(desk, "family", family).version

    def act(unit: Unit) -> None:
        unit.claim(Person, person, before)
        unit.add(PersonPhone(id=unit.new_id(), person_id=person, phone="+996 555 000 000"))

    desk.do("A phone", act)
    assert opened(desk, "person", person).version == before + 1
    assert opened(desk, "family", family).version == stays


def test_roots_are_claimed_in_the_order_of_their_ids_whatever_the_order_asked(desk, family):
    second, third = register(desk), register(desk)
    asked: list[UUID] = []

    def act(unit: Unit) -> None:
        event.listen(
            unit.session,
            "loaded_as_persistent",
            lambda _s, row: isinstance(row, Family) and asked.append(row.id),
        )
        unit.claim_all((Family, id_, None) for id_ in (third, family, second))

    desk.do("Three", act)
    assert asked == sorted((family, second, third))


def test_a_root_that_never_was_is_a_conflict_with_nothing(desk, family):
    with pytest.raises(Conflict) as refused:
        desk.do("Nobody", lambda unit: unit.claim(Family, UUID(int=5), 1).id)
    assert refused.value.theirs is None


def test_looking_at_what_is_not_there_is_refused_in_words(desk):
    with pytest.raises(Rejected, match="no longer there"):
        desk.do("Nobody", lambda unit: unit.get(Family, UUID(int=5)).id)


@on_servers
def test_a_claim_takes_the_record_as_it_stands_not_as_the_session_saw_it_first(two_desks):
    anna, bektur = two_desks
    family = register(anna)
    base = opened(anna, "family", family)

    def act(unit: Unit) -> None:
        unit.get(Family, family)
        bektur.do("Theirs", lambda other: cards.save_cards(other, Edit(base, base.with_values(story="их"))))
        assert unit.claim(Family, family, None).story == "их"

    anna.do("Mine", act)


# Eight at once, on a server


def together(works: list[Callable[[], object]]) -> list[BaseException]:
    """Start them all at one moment; what they raised."""
    gate, raised = threading.Barrier(len(works)), []

    def run(work: Callable[[], object]) -> None:
        gate.wait()
        try:
            work()
        except BaseException as error:  # noqa: BLE001  told to the test
            raised.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


@pytest.fixture
def eight(founded: Place):
    return [founded.desk(BEKTUR if n % 2 else "anna", seed=n + 1) for n in range(EIGHT)]


@on_servers
def test_eight_writers_leave_one_unforked_chain_with_consecutive_numbers(eight):
    def work(desk):
        for _family in range(4):
            register(desk)

    assert together([lambda desk=desk: work(desk) for desk in eight]) == []
    desk = eight[0]
    assert clean(desk)
    with desk.office_kept.engine.connect() as connection:
        numbers = sorted(connection.scalars(select(Family.number)))
        journal = sorted(connection.scalars(select(JournalEntry.number).where(JournalEntry.key == "families")))
        lines = connection.scalars(select(FamilyLine.family_id)).all()
    assert numbers == [f"04-2026-{n:04}" for n in range(1, 4 * EIGHT + 1)]
    assert journal == list(range(1, 4 * EIGHT + 1))
    assert len(lines) == 4 * EIGHT
    assert desk.office_kept.last_act() == 2 + 4 * EIGHT


@on_servers
def test_eight_writers_of_one_card_lose_nothing(eight):
    family = register(eight[0])

    def work(desk, mark: int):
        for turn in range(3):
            while True:
                base = opened(desk, "family", family)
                story = f"{base.values['story'] or ''}{mark}.{turn} "
                try:
                    desk.do(
                        "A line",
                        lambda unit, b=base, s=story: cards.save_cards(unit, Edit(b, b.with_values(story=s))),
                    )
                    break
                except Conflict:
                    continue

    assert together([lambda d=desk, n=n: work(d, n) for n, desk in enumerate(eight)]) == []
    told = str(opened(eight[0], "family", family).values["story"]).split()
    assert sorted(told) == sorted(f"{n}.{turn}" for n in range(EIGHT) for turn in range(3))
    assert clean(eight[0])


@on_servers
def test_eight_visits_to_one_family_at_one_moment_are_all_counted_in_its_line(eight):
    family = register(eight[0])
    drafts = [held(desk, family, danger=True) for desk in eight]
    works = [
        lambda desk=desk, draft=draft: desk.do("Visit", lambda unit: record_visit(unit, draft))
        for desk, draft in zip(eight, drafts, strict=True)
    ]
    assert together(works) == []
    with eight[0].office_kept.engine.connect() as connection:
        alerts = connection.scalar(select(FamilyLine.alerts).where(FamilyLine.family_id == family))
    assert alerts == EIGHT
    assert clean(eight[0])


@on_servers
def test_acts_that_want_the_same_records_in_opposite_orders_never_refuse_each_other(eight):
    family = register(eight[0])
    with eight[0].office_kept.engine.connect() as connection:
        case = connection.scalars(select(Case.id).where(Case.family_id == family)).one()

    def both(desk):
        for _turn in range(5):
            desk.do(
                "Both",
                lambda unit: unit.claim_all([(Case, case, None), (Family, family, None)]) and touch(unit),
            )

    def touch(unit):
        unit.recorder.claimed[family].story = f"{unit.new_id()}"
        unit.recorder.claimed[case].conclusion = f"{unit.new_id()}"

    def visit(desk):
        for _turn in range(5):
            draft = held(desk, family)
            desk.do("Visit", lambda unit, said=draft: record_visit(unit, said))

    assert together([lambda d=desk, w=work: w(d) for desk, work in zip(eight, (both, visit) * 4, strict=True)]) == []
    assert clean(eight[0])


@on_servers
def test_a_person_joins_one_family_once_when_two_add_them_together(eight):
    family = register(eight[0])
    other = register(eight[0], NewFamily("Осмоновы", members=(NewMember({"surname": "Осмонов"}, "father"),)))
    person = next(iter(opened(eight[0], "family", other).parts["memberships"].values())).values["person_id"]
    version = opened(eight[0], "family", family).version
    works = [
        lambda d=desk: d.do("Joined", lambda unit: add_member(unit, family, version, NewMember({}, "father", person=person)))
        for desk in eight[:2]
    ]
    raised = together(works)
    assert [type(error) for error in raised] == [Conflict]
    assert sum(m.values["person_id"] == person for m in opened(eight[0], "family", family).parts["memberships"].values()) == 1


def test_the_same_seed_makes_the_same_identities():
    one, other = making(5), making(5)
    assert [one.new_id() for _n in range(50)] == [other.new_id() for _n in range(50)]
    assert Bond.__tablename__ == "bond"


def test_an_act_that_the_computer_refuses_says_so_in_the_reader_s_language(desk):
    def act(_unit: Unit) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(Unavailable) as refused:
        desk.do("", act)
    assert "на диске не осталось места" in refused.value.words()
