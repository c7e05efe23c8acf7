"""The genogram in the dossier: conditions only when chosen, names hidden in the drawing, large families on linked sheets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from desktop.documents.genograms import GenogramPrint, genogram_blocks
from desktop.figures.primitives import Text
from desktop.models.documents import FigureBlock
from desktop.models.kin_data import (
    EmotionalTie,
    GenogramData,
    Kin,
    KinLoss,
    KinMark,
    KinParent,
    KinPerson,
    mark_key,
)
from desktop.models.partial_dates import PartialDate
from desktop.presenters.genogram_words import sentence
from tests.figures.kin_families import many

TODAY = date(2026, 11, 22)
VERA, OLEG = UUID(int=1), UUID(int=2)
WORDS = {mark_key("violence"): "применяла насилие", "violence": "насилие в отношениях"}


@pytest.fixture
def data() -> GenogramData:
    people = (
        KinPerson(VERA, "Вера", "female", full_name="Вера Кравцова"),
        KinPerson(OLEG, "Олег", "male", full_name="Олег Кравцов"),
    )
    kin = Kin(people, parents=(KinParent(UUID(int=3), VERA, OLEG),))
    tie = EmotionalTie(UUID(int=4), VERA, OLEG, "violence")
    return GenogramData(UUID(int=5), UUID(int=6), "", TODAY, kin, VERA, (tie,), (KinMark(UUID(int=7), VERA, "violence"),))


def said(data: GenogramData, **options: bool) -> str:
    blocks = genogram_blocks(GenogramPrint(data, WORDS), TODAY, **options)
    figures = [block.figure for block in blocks if isinstance(block, FigureBlock)]
    return " ".join(shape.text for figure in figures for shape in figure.shapes if isinstance(shape, Text))


def test_conditions_are_printed_only_when_somebody_chose_them(data: GenogramData) -> None:
    assert "применяла" not in said(data)
    assert "применяла" in said(data, conditions=True)


def test_a_lost_pregnancy_is_printed_only_with_the_conditions(data: GenogramData) -> None:
    lost = KinLoss(UUID(int=8), VERA, "miscarriage", PartialDate(2015))
    data = replace(data, kin=replace(data.kin, losses=(lost,)))
    assert "2015" not in said(data)
    assert "2015" in said(data, conditions=True)


def test_hidden_names_are_hidden_in_the_drawing(data: GenogramData) -> None:
    assert "Вера" in said(data)
    assert "Вера" not in said(data, hidden_names=True)


def test_a_condition_and_a_feeling_of_one_code_are_called_by_their_own_words(data: GenogramData) -> None:
    drawn = said(data, conditions=True)
    assert "применяла насилие" in drawn
    assert "насилие в отношениях" in drawn
    assert "применяла насилие" in sentence(data, VERA, WORDS)
    assert "насилие в отношениях" in sentence(data, UUID(int=4), WORDS)


def test_the_words_of_a_drawing_come_from_two_dictionaries(data: GenogramData) -> None:
    words = data.words(lambda dictionary, code: f"{dictionary}.{code}")
    assert words == {mark_key("violence"): "genogram_marks.violence", "violence": "emotional_lines.violence"}


def test_a_large_family_goes_onto_linked_sheets() -> None:
    blocks = list(genogram_blocks(GenogramPrint(many(60).data(), {}), TODAY))
    figures = [block for block in blocks if isinstance(block, FigureBlock)]
    assert len(figures) > 1
    assert figures[0].caption == f"Лист 1 из {len(figures)}"
