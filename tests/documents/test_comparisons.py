"""Two versions compared go onto sheets that suit their drawings."""

from __future__ import annotations

from datetime import date

import pypdfium2

from desktop.documents.comparisons import ComparisonPaper, comparison_document
from desktop.documents.pdf import to_pdf
from desktop.figures.primitives import Figure, Text


def test_wide_drawings_make_the_sheets_lie_and_others_leave_them_upright() -> None:
    def lies(width: float, height: float) -> bool:
        figure = Figure(width, height, (), "Сравнение", "")
        paper = ComparisonPaper("Сравнение", "1", date(2026, 11, 22), (), (("", figure),), ())
        return comparison_document(paper, ("Отдел",)).landscape

    assert (lies(120, 140), lies(160, 90), lies(418, 173), lies(418, 600)) == (False, False, True, False)


def test_a_drawing_too_wide_for_an_a4_stands_on_an_a3_with_letters_that_can_be_read() -> None:
    wide = Figure(330, 150, (Text(10, 20, "Марина", 9.0),), "Сравнение", "")
    small = Figure(120, 90, (Text(10, 20, "Марина", 9.0),), "Сравнение", "")
    paper = ComparisonPaper("Сравнение", "1", date(2026, 11, 22), (), (("Было", wide), ("Стало", small)), ())
    printed = to_pdf(comparison_document(paper, ("Отдел",), demonstration=True))
    with pypdfium2.PdfDocument(printed.content) as pdf:
        sizes = [tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in pdf]
        last = pdf[len(pdf) - 1].get_textpage().get_text_bounded()
    assert (set(sizes[:-1]), sizes[-1]) == ({(210, 297)}, (420, 297))
    assert "Было" in last
    assert "Конфиденциально" in last
    assert "ДЕМОНСТРАЦИЯ" in last
