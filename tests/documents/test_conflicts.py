"""Conflict maps in the dossier: everything said on the map stands in words beside its drawing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.documents.conflicts import ConflictPrint, conflict_blocks
from desktop.documents.privacy import Hidden, concealed
from desktop.models.conflict_data import Agreed, CurvePoint, Option, StepMark
from desktop.models.documents import Document, FigureBlock, Heading, KeyValues, Paragraph, Table, plain
from tests.figures.conflicts import caption, quarrel, u

TODAY = date(2026, 11, 22)


def printed(**more):
    data = quarrel(
        options=(
            Option(u(1), "медиация", "куратор", "agreed", date(2026, 11, 1), "Ли А. В.", date(2026, 11, 10), u(5)),
            Option(u(2), "у бабушки по будням", state="discussed"),
        ),
        agreements=(Agreed(u(3), "приходит трезвым", (u(1), u(2)), date(2026, 12, 1), "promised"),), **more,
    )  # fmt: skip
    curve = (CurvePoint(date(2026, 9, 12), 8), CurvePoint(date(2026, 11, 20), 5, "easing", version=True))
    steps = {u(5): StepMark(u(5), "медиация", "done", date(2026, 11, 12), None, current=True)}
    return tuple(conflict_blocks((ConflictPrint(data, curve, steps),), caption, TODAY))


def words(blocks):
    said = []
    for block in blocks:
        match block:
            case Heading():
                said.append(block.text)
            case Paragraph():
                said.append(plain(block.words))
            case KeyValues():
                said += [f"{pair.label}: {plain(pair.value)}" for pair in block.pairs]
            case Table():
                said += [plain(cell) for row in block.rows for cell in row]
    return " | ".join(said)


def test_needs_fears_ways_out_agreements_and_the_mark_of_a_step_are_printed():
    told = words(printed())
    for said in (
        "помощь с детьми",
        "лишат прав",
        "медиация",
        "done 12.11.2026",
        "приходит трезвым",
        "школа: Марина, мать, Школа № 7",
    ):
        assert said in told
    assert "8 – 5" in told


def test_the_drawing_and_the_course_are_printed_and_a_course_of_one_day_is_not():
    assert len([b for b in printed() if isinstance(b, FigureBlock)]) == 2
    lone = tuple(conflict_blocks((ConflictPrint(quarrel()),), caption, TODAY))
    assert len([b for b in lone if isinstance(b, FigureBlock)]) == 1


def test_nothing_is_printed_where_no_conflict_was_drawn():
    assert tuple(conflict_blocks((), caption, TODAY)) == ()


def test_hidden_names_are_hidden_in_tables_and_in_the_drawing():
    document = Document("", "", TODAY, "ru", (), printed())
    blocks = concealed(document, (Hidden(("Марина",), "К. М."),)).blocks
    assert "Марина" not in words(blocks)
    figures = [block.figure for block in blocks if isinstance(block, FigureBlock)]
    assert not any("Марина" in getattr(shape, "text", "") for figure in figures for shape in figure.shapes)


def test_parties_whom_the_card_does_not_list_are_hidden_too():
    told = words(tuple(conflict_blocks((ConflictPrint(quarrel()),), caption, TODAY, hidden_names=True)))
    assert not [name for name in ("Марина", "Игорь", "Вера", "Олег") if name in told]
    assert "М., мать" in told


def test_the_second_scheme_prints_its_subject_and_states():
    parties = tuple(replace(p, state_before="обида", state_after="слушает") for p in quarrel().parties)
    told = words(printed(template="kovalev", contradiction="оба хотят", parties=parties))
    assert "оба хотят" in told
    assert "обида – слушает" in told


def test_a_state_known_at_one_end_only_is_not_taken_for_the_other_and_positions_are_those_of_the_beginning():
    parties = tuple(replace(p, position="пусть съедет", state_after="слушает") for p in quarrel().parties[:1])
    blocks = printed(template="kovalev", subject="жильё", contradiction="оба хотят", parties=parties)
    assert "? – слушает" in words(blocks)
    assert "Предмет конфликта: жильё" in words(blocks)
    heads = [column.caption for block in blocks if isinstance(block, Table) for column in block.columns]
    assert "Исходная позиция" in heads
    assert "Чего требуют" not in heads
