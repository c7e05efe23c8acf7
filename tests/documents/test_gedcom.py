"""Family trees of other programs come in whole: every encoding, every set of parents, and a list of the rest."""

from __future__ import annotations

from itertools import count
from uuid import UUID

import pytest

from desktop.base.errors import Rejected
from desktop.documents.gedcom import read_tree
from desktop.models.family_tree import FamilyTree, TreePerson
from desktop.models.kin_data import KinParent, KinUnion
from desktop.models.partial_dates import PartialDate

OLD = """0 HEAD
1 SOUR SOMEPROG
1 GEDC
2 VERS 5.5.1
2 FORM LINEAGE-LINKED
1 CHAR {charset}
0 @I1@ INDI
1 NAME Игорь Петрович /Кравцов/
1 SEX M
1 BIRT
2 DATE 4 FEB 1985
2 PLAC Бишкек
1 OCCU слесарь
2 DATE 2010
1 FAMS @F1@
1 FAMS @F2@
0 @i2@ INDI
1 NAME Марина Сергеевна /Сотникова/
1 SEX F
1 BIRT
2 DATE ABT JUL 1988
1 FAMS @F1@
1 NOTE Длинная заметка, кото
2 CONC рую разбили
2 CONT на две строки
0 @I3@ INDI
1 NAME Олег //
1 SEX M
1 BIRT
2 DATE BET 2011 AND 2013
1 FAMC @F1@
2 PEDI adopted
1 FAMC @F2@
0 @I4@ INDI
1 NAME Ольга /Титова/
1 SEX F
1 DEAT Y
0 @F1@ FAM
1 HUSB @I1@
1 WIFE @i2@
1 CHIL @I3@
1 MARR
2 DATE JUN 2011
2 PLAC Ош
1 DIV
2 DATE 2016
0 @F3@ FAM
1 HUSB @I1@
1 WIFE @i2@
1 MARR
2 DATE 2019
0 @F2@ FAM
1 HUSB @I1@
1 WIFE @I4@
1 CHIL @I3@
0 @S1@ SOUR
1 TITL Книга
0 TRLR
"""


def read(content: str | bytes, encoding: str = "") -> FamilyTree:
    numbers = count(1)
    return read_tree(content.encode("utf-8") if isinstance(content, str) else content, lambda: UUID(int=next(numbers)), encoding)


def person(tree: FamilyTree, name: str) -> TreePerson:
    (found,) = [p for p in tree.people if p.given_name == name]
    return found


def parents(tree: FamilyTree, child: str) -> set[tuple[str, str]]:
    names = {p.id: p.given_name for p in tree.people}
    id_ = person(tree, child).id
    return {(names[p.parent], p.nature) for p in tree.parents if p.child == id_}


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("UTF-8", "utf-8"), ("UTF-8", "utf-8-sig"), ("UNICODE", "utf-16"), ("UNICODE", "utf-16-le"), ("ANSI", "cp1251"),
        ("IBMPC", "cp866"), ("KOI8-R", "koi8-r"), ("ANSEL", "utf-8"), ("ANSEL", "cp1251"), ("ASCII", "cp1251"),
    ],
)  # fmt: skip
def test_russian_names_survive_every_encoding(charset: str, encoding: str) -> None:
    tree = read(OLD.format(charset=charset).replace("\n", "\r\n").encode(encoding))
    assert [(p.surname, p.given_name, p.patronymic) for p in tree.people] == [
        ("Кравцов", "Игорь", "Петрович"), ("Сотникова", "Марина", "Сергеевна"), ("", "Олег", ""), ("Титова", "Ольга", ""),
    ]  # fmt: skip


def test_ansel_letters_with_marks_are_read() -> None:
    content = b"0 HEAD\n1 GEDC\n2 VERS 5.5.1\n1 CHAR ANSEL\n0 @I1@ INDI\n1 NAME J\xe8urgen /M\xe8uller/\n0 TRLR\n"
    (one,) = read(content).people
    assert one.name == "Müller Jürgen"


def test_several_sets_of_parents_stand_side_by_side() -> None:
    tree = read(OLD.format(charset="UTF-8"))
    assert parents(tree, "Олег") == {
        ("Игорь", "adoptive"), ("Марина", "adoptive"), ("Игорь", "birth"), ("Ольга", "birth"),
    }  # fmt: skip


def test_the_same_couple_married_twice_is_one_union_resumed() -> None:
    tree = read(OLD.format(charset="UTF-8"))
    igor, marina, olga = person(tree, "Игорь"), person(tree, "Марина"), person(tree, "Ольга")
    unions = {frozenset((u.first, u.second)): u for u in tree.unions}
    married = unions[frozenset((igor.id, marina.id))]
    assert (married.nature, married.since, married.till, married.ended, married.resumed) == (
        "marriage", PartialDate(2011, 6), PartialDate(2016), "divorce", PartialDate(2019),
    )  # fmt: skip
    assert unions[frozenset((igor.id, olga.id))].nature == "relationship"
    assert len(tree.unions) == 2


def test_dates_are_as_exact_as_they_were_told() -> None:
    tree = read(OLD.format(charset="UTF-8"))
    assert person(tree, "Игорь").born == PartialDate(1985, 2, 4)
    assert person(tree, "Марина").born == PartialDate(1988, 7, about=True)
    assert person(tree, "Олег").born == PartialDate(2011, about=True)
    assert "BET 2011 AND 2013" in person(tree, "Олег").note
    assert person(tree, "Ольга").dead
    assert person(tree, "Ольга").died is None


def test_notes_broken_into_lines_are_whole_again() -> None:
    assert person(read(OLD.format(charset="UTF-8")), "Марина").note == "Длинная заметка, которую разбили\nна две строки"


def test_what_is_not_understood_is_listed_and_kept() -> None:
    tree = read(OLD.format(charset="UTF-8"))
    assert "OCCU: слесарь (DATE: 2010)" in person(tree, "Игорь").note
    assert {m.gaps.get("tag") for m in tree.not_understood} >= {"INDI.OCCU", "FAM.MARR.PLAC", "SOUR"}


SEVEN = """0 HEAD
1 GEDC
2 VERS 7.0
0 @A@ INDI
1 NAME Асан /Токтоматов/
2 GIVN Асан
2 SURN Токтоматов
1 SEX M
1 FAMC @F@
2 PEDI FOSTER
1 FAMC @G@
2 PEDI OTHER
3 PHRASE опека
1 ASSO @B@
2 ROLE OTHER
3 PHRASE twin
0 @B@ INDI
1 NAME Үсөн /Токтоматов/
1 SEX M
1 BIRT
2 DATE
3 PHRASE весной
0 @C@ INDI
1 NAME Айгүл
1 SEX F
0 @D@ INDI
1 SEX X
0 @F@ FAM
1 WIFE @C@
1 CHIL @A@
1 EVEN
2 TYPE separation
0 @G@ FAM
1 HUSB @D@
1 WIFE @VOID@
1 CHIL @A@
0 TRLR
"""


def test_a_file_of_version_seven_is_read() -> None:
    tree = read(SEVEN)
    assert parents(tree, "Асан") == {("Айгүл", "foster"), ("", "birth")}
    (twins,) = tree.twins
    assert {twins.first, twins.second} == {person(tree, "Асан").id, person(tree, "Үсөн").id}
    assert any(m.gaps.get("tag") == "INDI.FAMC.PEDI" for m in tree.not_understood)
    assert person(tree, "Асан").surname == "Токтоматов"


def test_adoption_by_one_of_a_couple_leaves_the_other_a_birth_parent() -> None:
    tree = read(
        "0 HEAD\n1 GEDC\n2 VERS 5.5.1\n0 @M@ INDI\n1 NAME Мать\n0 @H@ INDI\n1 NAME Отчим\n0 @K@ INDI\n1 NAME Дитя\n"
        "1 ADOP\n2 FAMC @F@\n3 ADOP HUSB\n0 @F@ FAM\n1 HUSB @H@\n1 WIFE @M@\n1 CHIL @K@\n0 TRLR\n"
    )
    assert parents(tree, "Дитя") == {("Отчим", "adoptive"), ("Мать", "birth")}


def test_a_tree_with_faults_of_old_programs_is_mended_and_says_so() -> None:
    tree = read("0 HEAD\n1 CHAR UTF-8\n0 @I-1@ indi\n1 NAME Иван\n3 TYPE birth\nпродолжение без номера\n1 NOTE @@home\n0 TRLR")
    assert tree.people[0].given_name == "Иван"
    assert "@home" in tree.people[0].note
    assert len(tree.not_understood) >= 2


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"0 HEAD\n0 TRLR\n", "1 NAME Иван".encode()])
def test_a_file_of_another_kind_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(Rejected):
        read(content)


def test_more_people_than_a_tree_holds_are_refused() -> None:
    crowd = "".join(f"0 @I{n}@ INDI\n1 NAME Имя{n}\n" for n in range(2_001))
    with pytest.raises(Rejected):
        read(f"0 HEAD\n1 GEDC\n2 VERS 7.0\n{crowd}0 TRLR\n")


def test_nobody_is_their_own_parent() -> None:
    tree = read("0 HEAD\n0 @I@ INDI\n1 NAME Иван\n0 @F@ FAM\n1 HUSB @I@\n1 CHIL @I@\n0 TRLR\n")
    assert tree.parents == ()
    assert tree.unions == ()


def test_values_are_those_of_the_genogram() -> None:
    tree = read(OLD.format(charset="UTF-8"))
    assert all(isinstance(u, KinUnion) for u in tree.unions)
    assert all(isinstance(p, KinParent) for p in tree.parents)
