"""Any map on paper: its head, readable letters or tiles, notes, linked sheets, nothing about people beside the sheet."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from desktop.base.messages import speaking
from desktop.documents.maps import PAPERS, SMALLEST_PT, MapHead, MapPrint, NoteLine, Paper, PrintedMap, to_pdf
from desktop.figures.primitives import Circle, Figure, Text
from desktop.figures.social_layout import lay_out
from desktop.figures.social_map import draw
from tests.figures.hard_maps import HARD_MAPS
from tests.figures.social_maps import TODAY, sketch_map

HEAD = MapHead("Карта социальных связей", "Семья Кравцовых", "2026-0147", "20.11.2026", "Асанова Г. М.", "final", "Отдел")


def words_of(printed: PrintedMap) -> list[str]:
    document = pypdfium2.PdfDocument(printed.content)
    pages = []
    for page in document:
        text = page.get_textpage()
        pages.append(str(text.get_text_range()))
        text.close()
        page.close()
    document.close()
    return pages


def sizes_of(printed: PrintedMap) -> list[tuple[int, int]]:
    document = pypdfium2.PdfDocument(printed.content)
    sizes = [tuple(round(side * 25.4 / 72) for side in document.get_page_size(n)) for n in range(len(document))]
    document.close()
    return sizes


def plain(width: float, height: float, points: float = 9.0) -> Figure:
    return Figure(width, height, (Circle(5, 5, 4, stroke="ink"), Text(2, height - 2, "Олег", points)), "Карта")


def test_the_head_says_whose_map_it_is_and_that_it_is_confidential() -> None:
    with speaking("ru"):
        (page,) = words_of(to_pdf(MapPrint(HEAD, (draw(lay_out(sketch_map()), today=TODAY),))))
    for words in ("Карта социальных связей", "Семья Кравцовых", "№ 2026-0147", "20.11.2026", "Асанова Г. М.",
                  "окончательная версия", "конфиденциально", "Отдел", "Бабушка Вера"):  # fmt: skip
        assert words in page


def test_the_smallest_readable_paper_is_chosen() -> None:
    assert to_pdf(MapPrint(HEAD, (plain(180, 200),))).papers == ("a4p",)
    assert to_pdf(MapPrint(HEAD, (plain(260, 120),))).papers == ("a4l",)
    assert to_pdf(MapPrint(HEAD, (plain(290, 330),))).papers == ("a3p",)
    assert to_pdf(MapPrint(HEAD, (plain(400, 220),))).papers == ("a3l",)


@pytest.mark.parametrize("paper", list(PAPERS))
def test_a_chosen_paper_is_taken_and_nothing_is_under_eight_points(paper: Paper) -> None:
    for map_ in (HARD_MAPS["25 nodes"], HARD_MAPS["100 nodes"]):
        printed = to_pdf(MapPrint(HEAD, (draw(lay_out(map_), today=TODAY),), paper=paper))
        assert set(printed.papers) == {paper}
        assert printed.smallest_pt >= SMALLEST_PT - 0.01
        assert set(sizes_of(printed)) == {tuple(round(side) for side in PAPERS[paper])}


def test_a_large_map_comes_in_tiles_that_together_hold_everything() -> None:
    names = [f"Узел {x}-{y}" for x in range(8) for y in range(8)]
    shapes = tuple(Text(10.0 + x * 90, 10.0 + y * 90, f"Узел {x}-{y}", 9.0) for x in range(8) for y in range(8))
    with speaking("ru"):
        printed = to_pdf(MapPrint(HEAD, (Figure(760, 760, shapes),), paper="a4p"))
        pages = words_of(printed)
    assert printed.tiled
    assert printed.pages > 4
    assert all("ряд" in page and "столбец" in page for page in pages)
    assert all(any(name in page for page in pages) for name in names)


def test_notes_stand_under_the_map_and_go_on_where_there_is_room() -> None:
    few = tuple(NoteLine(n, "Бабушка", f"примечание {n}") for n in range(1, 6))
    printed = to_pdf(MapPrint(HEAD, (plain(180, 150),), few))
    assert printed.pages == 1
    assert all(note.text in words_of(printed)[0] for note in few)
    many = tuple(NoteLine(n, "Школа № 7", f"номер{n} " + "очень длинное примечание " * 12) for n in range(1, 121))
    printed = to_pdf(MapPrint(HEAD, (plain(180, 150),), many))
    assert printed.pages > 2
    said = " ".join(words_of(printed))
    assert all(f"номер{n} " in said for n in range(1, 121))


def test_linked_sheets_are_numbered() -> None:
    with speaking("ru"):
        printed = to_pdf(MapPrint(HEAD, (plain(180, 200), plain(260, 150), plain(100, 100))))
        pages = words_of(printed)
    assert printed.papers == ("a4p", "a4l", "a4p")
    assert ["стр. 2 из 3" in page for page in pages] == [False, True, False]


def test_the_file_says_nothing_about_people_beside_the_sheet() -> None:
    with pikepdf.open(BytesIO(to_pdf(MapPrint(HEAD, (plain(100, 100),))).content)) as file:
        info = {str(key): str(value) for key, value in file.docinfo.items()}
    assert info["/Title"] == HEAD.kind
    assert not any(name in value for value in info.values() for name in ("Кравцов", "Асанова", "0147"))


def test_hostile_names_are_words_and_a_grey_sheet_has_no_colour() -> None:
    head = replace(HEAD, family="<b>&\x00</b>" * 40, author="]]>" * 90, office="\ud800")
    printed = to_pdf(MapPrint(head, (draw(lay_out(sketch_map()), today=TODAY),), grey=True))
    assert printed.content == to_pdf(MapPrint(head, (draw(lay_out(sketch_map()), today=TODAY),), grey=True)).content
    document = pypdfium2.PdfDocument(printed.content)
    page = document[0]
    red, green, blue = page.render(scale=0.5).to_pil().convert("RGB").split()
    page.close()
    document.close()
    assert red.tobytes() == green.tobytes() == blue.tobytes()


def test_a_map_a_little_too_wide_for_the_largest_sheet_is_one_sheet_and_not_three_with_its_notes_on_it() -> None:
    note = (NoteLine(1, "Бабушка Вера", "живёт в другом городе"),)
    printed = to_pdf(MapPrint(HEAD, (plain(480, 250),), note))
    assert (printed.pages, printed.tiled, printed.papers) == (1, False, ("a3l",))
    assert 7.0 <= printed.smallest_pt < SMALLEST_PT
    assert to_pdf(MapPrint(HEAD, (plain(620, 250),))).tiled
