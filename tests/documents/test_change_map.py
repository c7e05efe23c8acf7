"""The sheet for the commission: two sides of an A4 or one A3; nothing that was typed is lost when it does not fit."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.documents.change_map import ChangePrint, change_blocks, change_document
from desktop.documents.forms_printed import FormFrame
from desktop.documents.pdf import to_pdf
from desktop.documents.privacy import Hidden, concealed
from desktop.documents.tabled import tabled
from desktop.figures.metrics import MM_PER_PT
from desktop.figures.primitives import Text, bounds
from desktop.models.change_map import ChangeMap, Conclusion, Mark, Measurement, Observed, Pair, SphereLine
from desktop.models.documents import Plate, Signature
from desktop.models.kinds import Reader
from tests.documents.pages import texts

IN, MID, OUT = date(2026, 3, 2), date(2026, 6, 1), date(2026, 9, 1)
DAYS = (Measurement(IN, "entrance", "мать"), Measurement(MID, "between"), Measurement(OUT, "exit", "мать, школа"))
CODES = tuple(f"сфера {n}" for n in range(14))


def caption(_dictionary: str, code: str) -> str:
    return code


FRAME = FormFrame(
    ("Отдел",), date(2026, 9, 2), Reader(date(2026, 9, 2), caption), lines=("Кравцовы, № 15",), pairs=(("Автор", "Ли А. В."),),
    signatures=(Signature("Специалист", "Ли А. В."), Signature("Член семьи"), Signature("Руководитель")),
)  # fmt: skip


def wanted(fact: str = "дома тепло", helped: str = "соседи", ground: str = "справляются сами") -> ChangePrint:
    lines = tuple(
        SphereLine(
            code, "показатель", {IN: Mark(1, fact), MID: Mark(2, f"между {n}"), OUT: Mark(3 if n else 0, fact)}, "акт", "сами",
            "помогли", helped,
        )
        for n, code in enumerate(CODES)
    )  # fmt: skip
    pairs = (Pair("size", Observed(IN, 10), Observed(OUT, 13)), Pair("conflict"), Pair("goals", last=Observed(OUT, 3, of=5)))
    end = Conclusion("observe", 6, ground=ground, opinion="пусть звонят", on=OUT, presented_to=("kdn",))
    return ChangePrint(ChangeMap(measurements=DAYS, lines=lines, conclusion=end), pairs, caption)


def document(print_: ChangePrint, paper: str = "a4", **more):
    return change_document(print_, FRAME, "Карта изменений", paper, **more)


@pytest.mark.parametrize(("paper", "sides"), [("a4", 2), ("a3", 1)])
def test_the_sheet_has_its_sides_and_everything_on_them(paper, sides):
    made = document(wanted(), paper)
    printed = to_pdf(made)
    plates = [block for block in made.blocks if isinstance(block, Plate)]
    assert len(plates) == sides
    whole = " ".join(" ".join(page.split()) for page in texts(printed.content))
    for words in (
        "дома тепло",
        "соседи",
        "+2",
        "\u22121",
        "13",
        "нет данных",
        "3 из 5 (60 %)",
        "справляются сами",
        "Ли А. В.",
        "между 7",
    ):
        assert words in whole, words


def test_no_letter_is_smaller_than_eight_points_and_none_stands_outside_of_the_paper():
    for paper in ("a4", "a3"):
        for plate in document(wanted("долг " * 40, "очень " * 60, "основание " * 60), paper).blocks:
            if isinstance(plate, Plate):
                assert min(shape.size_pt for shape in plate.figure.shapes if isinstance(shape, Text)) >= 8.0
                left, top, right, bottom = bounds(plate.figure.shapes)
                assert left >= 0
                assert top >= 0
                assert right <= plate.figure.width_mm
                assert bottom <= plate.figure.height_mm


def test_a_page_has_the_true_size_of_its_sheet():
    import pypdfium2

    pdf = pypdfium2.PdfDocument(to_pdf(document(wanted(), "a3")).content)
    width, height = pdf[0].get_size()
    assert (round(width * MM_PER_PT), round(height * MM_PER_PT)) == (420, 297)
    pdf.close()


def test_what_found_no_room_stands_in_full_behind_the_sheet():
    last = "последнее слово"
    long = wanted("долг за свет " * 30 + last)
    printed = to_pdf(document(long))
    pages = [" ".join(page.split()) for page in texts(printed.content)]
    assert len(pages) > 2
    assert "последнее" in " ".join(pages[2:])


def test_a_map_without_a_conclusion_leaves_lines_to_write_on():
    bare = ChangePrint(ChangeMap(lines=tuple(SphereLine(code) for code in CODES)), (), caption)
    whole = " ".join(texts(to_pdf(document(bare)).content))
    assert "____" in whole
    assert "Заключение" in whole


def test_hidden_names_are_hidden_on_the_sheet_and_in_its_words():
    told = concealed(document(wanted("Олег прогулял")), (Hidden(("Олег",), "О."),))
    whole = " ".join(texts(to_pdf(told).content))
    assert "Олег" not in whole
    assert "О. прогулял" in whole
    assert not any("Олег" in str(cell) for sheet in tabled(told).sheets for row in sheet.rows for cell in row)


def test_the_workbook_of_the_preview_says_what_the_sheet_draws():
    book = tabled(document(wanted()))
    cells = {str(cell) for sheet in book.sheets for row in sheet.rows for cell in row}
    assert any("дома тепло" in cell for cell in cells)
    assert any("10 (02.03.2026)" in cell for cell in cells)


def test_the_section_of_the_dossier_says_when_nothing_was_measured():
    (said, *_rest) = change_blocks(ChangePrint(ChangeMap(), (), caption))
    assert said.words == "Измерений ещё нет."
