"""What is gathered for paper: whole, in a constant number of statements, and remembered once it stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from uuid import UUID

import pytest
from sqlalchemy import event

from desktop.base.errors import Rejected
from desktop.figures.primitives import Text
from desktop.figures.social_layout import lay_out
from desktop.models.documents import KeyValues
from desktop.models.map_data import Place
from desktop.services.families import NewFamily
from desktop.services.map_printing import map_files
from desktop.services.printing import dossier_document, map_block, record_printing, register_workbook
from desktop.services.visits import record_visit
from desktop.store import history
from tests.figures.social_maps import TODAY, sketch_map
from tests.offices import held, register


def counted(desk, question):
    """How many statements a question takes."""
    asked = []

    def ask(reading):
        event.listen(reading.connection, "before_cursor_execute", lambda *args: asked.append(args[2]))
        return question(reading)

    return desk.read(ask), len([statement for statement in asked if statement != "BEGIN"])


def test_a_dossier_says_what_the_card_says(desk):
    family = register(desk)
    document = desk.read(lambda reading: dossier_document(reading, family, desk.caption))
    said = {str(pair.value) for block in document.blocks if isinstance(block, KeyValues) for pair in block.pairs}
    assert "ул. Токтогула, д. 12, кв. 4" in said
    assert document.number == "04-2026-0001"


def test_a_dossier_costs_the_same_number_of_statements_with_one_visit_and_with_ten(desk):
    family = register(desk)
    desk.do("Visit", lambda unit: record_visit(unit, held(desk, family)))
    _document, one = counted(desk, lambda reading: dossier_document(reading, family, desk.caption))
    for _n in range(9):
        desk.do("Visit", lambda unit: record_visit(unit, held(desk, family)))
    _document, ten = counted(desk, lambda reading: dossier_document(reading, family, desk.caption))
    assert ten == one


def test_the_register_costs_the_same_number_of_statements_with_one_family_and_with_ten(desk):
    register(desk)
    _book, one = counted(desk, lambda reading: register_workbook(reading, desk.caption))
    for n in range(9):
        register(desk, NewFamily(f"Семья {n}"))
    book, ten = counted(desk, lambda reading: register_workbook(reading, desk.caption))
    assert ten == one
    assert [len(sheet.rows) for sheet in book.sheets] == [10, 10, 10]


def test_the_register_of_a_choice_keeps_the_order_of_the_list(desk):
    one, two = register(desk, NewFamily("Яковлевы")), register(desk, NewFamily("Абаевы"))
    book = desk.read(lambda reading: register_workbook(reading, desk.caption, [one, two], "Выбранные"))
    assert [row[1] for row in book.sheets[0].rows] == ["Яковлевы", "Абаевы"]


def test_what_is_not_there_is_refused_in_words(desk):
    family = register(desk)
    with pytest.raises(Rejected):
        desk.read(lambda reading: dossier_document(reading, UUID(int=1), desk.caption))
    for name in (PurePath("f.svg"), PurePath("f.doc")):
        with pytest.raises(Rejected):
            desk.read(lambda reading, out=name: map_files(reading, family, "social", out, desk.caption))


def test_a_file_that_was_made_stands_in_the_memory_with_its_name(desk):
    family = register(desk)
    number = desk.do("A file was made", lambda unit: record_printing(unit, family, "d.pdf", "dossier"), undoable=False).act
    act, (change,) = desk.read(lambda reading: history.act_with_changes(reading, number))
    assert (change.what, change.root_id) == ("made", family)
    assert act.summary == {"file": "d.pdf", "what": "dossier"}
    assert not act.undoable


def test_somebody_far_out_does_not_make_the_map_of_the_dossier_too_small_to_read():
    map_ = lay_out(sketch_map())
    assert map_block(map_, TODAY).caption == ""
    lone = next(node for node in map_.nodes if not node.inside)
    far = map_.with_node(replace(lone, place=Place(900.0, 40.0, pinned=True)))
    block = map_block(far, TODAY)
    said = {shape.text for shape in block.figure.shapes if isinstance(shape, Text)}
    assert block.figure.width_mm < 300
    assert said == {shape.text for shape in map_block(map_, TODAY).figure.shapes if isinstance(shape, Text)}
    assert "заново" in block.caption
