"""Two versions compared go onto sheets that suit their drawings."""

from __future__ import annotations

from datetime import date

from desktop.documents.comparisons import ComparisonPaper, comparison_document
from desktop.figures.primitives import Figure


def test_wide_drawings_make_the_sheets_lie_and_others_leave_them_upright() -> None:
    def lies(width: float, height: float) -> bool:
        figure = Figure(width, height, (), "Сравнение", "")
        paper = ComparisonPaper("Сравнение", "1", date(2026, 11, 22), (), (("", figure),), ())
        return comparison_document(paper, ("Отдел",)).landscape

    assert (lies(120, 140), lies(160, 90), lies(418, 173), lies(418, 600)) == (False, False, True, False)
