"""Codes of hidden names: one for one person on every map, and nobody's changes when somebody is added."""

from __future__ import annotations

from uuid import UUID

from desktop.models.kin_data import Kin, KinParent, KinPerson, KinUnion
from desktop.models.map_codes import Codes
from desktop.rules.map_codes import Appearance, codes_of


def u(number: int) -> UUID:
    return UUID(int=number)


MOTHER, SON, GRANNY, UNCLE, SCHOOL = (u(number) for number in (1, 2, 3, 4, 5))
KIN = Kin(
    tuple(KinPerson(id_, "Имя") for id_ in (MOTHER, SON, GRANNY)),
    parents=(KinParent(u(50), MOTHER, SON), KinParent(u(51), GRANNY, MOTHER)),
)
SOCIAL = [
    Appearance(u(100), u(60), "agency", "Школа № 7", SCHOOL, "real"),
    Appearance(u(101), u(61), "person", "Подруга", None, "real"),
    Appearance(u(102), u(62), "person", "Подруга", None, "real"),
]


def test_the_same_person_has_one_code_on_all_maps_of_the_family() -> None:
    fought = [
        Appearance(u(200), u(70), "person", "Бабушка", GRANNY, "spring"),
        Appearance(u(201), u(71), "person", "подруга", None, "spring"),
        Appearance(u(202), u(72), "agency", "Школа", SCHOOL, "spring"),
    ]
    codes = codes_of([MOTHER, SON], KIN, [*SOCIAL, *fought])
    social = codes.of([(u(60), SCHOOL, "agency"), (u(61), None, "person"), (MOTHER, MOTHER, "member")])
    drawn = codes.of([(GRANNY, GRANNY, "person"), (MOTHER, MOTHER, "person")])
    conflict = codes.of(
        [(u(70), GRANNY, "person"), (u(71), None, "person"), (u(72), SCHOOL, "agency"), (u(73), MOTHER, "person")]
    )
    assert conflict[u(70)] == drawn[GRANNY] == ("person", 1)
    assert conflict[u(71)] == social[u(61)] == ("person", 2)
    assert conflict[u(72)] == social[u(60)] == ("agency", 1)
    assert conflict[u(73)] == drawn[MOTHER] == social[MOTHER] == ("member", 1)


def test_two_of_one_name_on_one_map_are_two() -> None:
    found = codes_of([], Kin(), SOCIAL).of([(u(61), None, "person"), (u(62), None, "person")])
    assert len(set(found.values())) == 2


def test_nobodys_code_changes_when_somebody_is_added() -> None:
    before = dict(codes_of([MOTHER, SON], KIN, SOCIAL).given)
    kin = Kin((*KIN.people, KinPerson(UNCLE, "Имя")), (KinUnion(u(999), UNCLE, MOTHER),), KIN.parents)
    later = [*SOCIAL, Appearance(u(300), u(63), "person", "Сосед", None, "real"), Appearance(u(301), u(64), "agency", "Суд")]
    after = dict(codes_of([MOTHER, SON, u(6)], kin, later).given)
    assert {id_: after[id_] for id_ in before} == before
    assert len(set(after.values())) == len(set(before.values())) + 4


def test_a_contact_who_gets_a_card_keeps_the_code() -> None:
    before = codes_of([], Kin(), SOCIAL).of([(u(61), None, "person")])
    carded = [*SOCIAL, Appearance(u(400), u(61), "person", "Подруга", UNCLE, "real")]
    after = codes_of([], Kin(), carded).of([(u(61), UNCLE, "person")])
    assert before == after


def test_who_is_not_known_to_the_office_yet_comes_after_those_who_are() -> None:
    codes = codes_of([MOTHER], KIN, SOCIAL)
    found = codes.of([(u(62), None, "person"), (u(80), None, "person"), (u(81), None, "person")])
    assert [number for _kind, number in found.values()] == [4, 5, 6]
    assert Codes().of([(u(80), None, "person")]) == {u(80): ("person", 1)}
