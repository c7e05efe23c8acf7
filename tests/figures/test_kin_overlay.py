"""Two genograms laid over each other: what is new, what is gone, what changed has its sign; nothing else has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from desktop.figures.kin_overlay import both, marks_of, overlay
from desktop.figures.primitives import Circle
from desktop.models.kin_data import EmotionalTie, GenogramData, Kin, KinMark, KinParent, KinPerson, KinUnion
from desktop.models.partial_dates import PartialDate
from desktop.rules.kin_changes import changes

MOTHER, FATHER, SON, AUNT, BOND, UNION, LINE, MARK = (UUID(int=n) for n in range(1, 9))
TODAY = date(2026, 11, 22)
BEFORE = GenogramData(
    UUID(int=20),
    UUID(int=21),
    "Генограмма",
    TODAY,
    Kin(
        people=(
            KinPerson(MOTHER, "Марина", "female", PartialDate(1988)),
            KinPerson(SON, "Олег", "male", PartialDate(2012)),
            KinPerson(AUNT, "Людмила", "female"),
        ),
        parents=(KinParent(BOND, MOTHER, SON),),
    ),
    SON,
)
AFTER = replace(
    BEFORE,
    kin=replace(
        BEFORE.kin,
        people=(*BEFORE.kin.people[:2], KinPerson(FATHER, "Игорь", "male")),
        unions=(KinUnion(UNION, MOTHER, FATHER),),
    ),
    feelings=(EmotionalTie(LINE, MOTHER, SON, "close"),),
    marks=(KinMark(MARK, MOTHER, "illness"),),
)


def test_everybody_of_both_versions_is_on_the_drawing() -> None:
    assert {p.id for p in both(BEFORE, AFTER).kin.people} == {MOTHER, FATHER, SON, AUNT}


def test_each_change_has_its_sign_and_a_bond_that_came_with_somebody_has_none() -> None:
    marks = marks_of(changes(BEFORE, AFTER), BEFORE, AFTER)
    assert marks == {FATHER: "new", AUNT: "lost", LINE: "new", MOTHER: "changed"}


def test_versions_that_are_the_same_have_no_sign() -> None:
    assert marks_of(changes(AFTER, AFTER), AFTER, AFTER) == {}
    assert overlay(AFTER, AFTER, TODAY).description.endswith("0")


def test_the_drawing_keeps_the_ids_so_that_a_sentence_can_point_at_it() -> None:
    figure = overlay(BEFORE, AFTER, TODAY)
    assert {str(i) for i in (MOTHER, FATHER, SON, AUNT)} <= {shape.tag for shape in figure.shapes}
    signs = [s for s in figure.shapes if isinstance(s, Circle) and s.fill == "paper" and not s.tag]
    assert len(signs) >= 4
