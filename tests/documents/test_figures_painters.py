"""SVG, PDF and PNG of a figure: the same picture, words that can be searched, hostile text that does no harm."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from PIL import Image, ImageChops

from desktop.base.jobs import Cancelled
from desktop.documents.figures_pdf import to_pdf
from desktop.documents.figures_png import to_png
from desktop.documents.figures_svg import to_svg
from desktop.figures.palettes import DARK, GREY, LIGHT
from desktop.figures.primitives import Circle, Figure, Line, Path, Polygon, Polyline, Rect, Sector, Text, placed
from desktop.figures.social_layout import lay_out
from desktop.figures.social_map import draw
from tests.drawn import texts_of
from tests.figures.social_maps import TODAY, sketch_map

SVG = "{http://www.w3.org/2000/svg}"
EVERYTHING = Figure(
    100,
    80,
    (
        Line(5, 5, 20, 5, stroke="ink", dash=(1, 1)),
        Polyline(((5, 10), (10, 15), (20, 10)), stroke="conflict"),
        Polygon(((30, 5), (40, 5), (35, 12)), fill="strong", stroke="ink"),
        Path((50, 5), (((55, 0), (60, 10), (65, 5)),), stroke="accent"),
        Path((50, 20), (((55, 15), (60, 25), (65, 20)),), closed=True, fill="accent_tint"),
        Circle(80, 10, 6, stroke="ink", fill="paper"),
        Rect(5, 30, 20, 10, 2, stroke="ink", fill="good_tint"),
        Rect(5, 50, 20, 10, fill="bad_tint"),
        Sector(60, 50, 18, 0, 60, fill="sector_kin"),
        Sector(60, 50, 18, 60, 300, fill="sector_work", stroke="ink"),
        Sector(88, 60, 8, 0, 360, fill="sector_health"),
        Text(90, 75, "Өмүрбек Ґудзь 5 ₽", 9, align="right", halo="paper"),
    ),
)


@pytest.fixture(scope="module")
def sketch() -> Figure:
    return draw(lay_out(sketch_map()), today=TODAY, title="Карта социальных связей")


def pdf_text(file: bytes) -> str:
    document = pypdfium2.PdfDocument(file)
    try:
        assert len(document) == 1
        page = document[0]
        words = page.get_textpage()
        text = str(words.get_text_range())
        words.close()
        page.close()
        return text
    finally:
        document.close()


def picture(file: bytes) -> Image.Image:
    with Image.open(BytesIO(file)) as image:
        return image.convert("RGB")


def test_the_svg_is_well_formed_and_says_every_word(sketch: Figure) -> None:
    root = ET.fromstring(to_svg(sketch))
    assert root.tag == f"{SVG}svg"
    assert [t.text for t in root.iter(f"{SVG}text") if not t.get("aria-hidden")] == list(texts_of(sketch))
    assert root.findtext(f"{SVG}title") == "Карта социальных связей"
    assert "Бабушка Вера" in (root.findtext(f"{SVG}desc") or "")
    assert root.get("width", "").endswith("mm")


def test_a_border_of_words_never_covers_the_words(sketch: Figure) -> None:
    texts = list(ET.fromstring(to_svg(sketch)).iter(f"{SVG}text"))
    borders = [number for number, text in enumerate(texts) if text.get("aria-hidden")]
    assert borders
    for number in borders:
        assert texts[number].text == texts[number + 1].text
        assert texts[number + 1].get("stroke") is None


def test_markup_and_control_characters_in_a_name_stay_text() -> None:
    name = '<script>alert("x")</script> & \x00\x1b\ud800 ]]>'
    figure = replace(EVERYTHING, shapes=(Text(5, 5, name, tag='"><x/>'),), title=name, description=name)
    root = ET.fromstring(to_svg(figure))
    assert [element.tag for element in root] == [f"{SVG}title", f"{SVG}desc", f"{SVG}rect", f"{SVG}text"]
    assert root.findtext(f"{SVG}text") == '<script>alert("x")</script> &  ]]>'
    assert "<script>" in pdf_text(to_pdf(figure, "A4", [name], [name]))
    assert to_png(figure, 40)


def test_every_kind_of_shape_reaches_every_painter() -> None:
    root = ET.fromstring(to_svg(EVERYTHING))
    assert len(list(root)) == len(EVERYTHING.shapes) + 2  # the paper, and the border of the text
    whole = picture(to_png(EVERYTHING, 60))
    for number in range(len(EVERYTHING.shapes)):
        fewer = replace(EVERYTHING, shapes=EVERYTHING.shapes[:number] + EVERYTHING.shapes[number + 1 :])
        assert ImageChops.difference(whole, picture(to_png(fewer, 60))).getbbox(), EVERYTHING.shapes[number]


def test_the_wedge_lies_where_its_angles_say() -> None:
    figure = Figure(40, 40, (Sector(20, 20, 18, 0, 90, fill="conflict"),))
    image = picture(to_png(figure, 100))
    at = {name: image.getpixel((int(x * 100 / 25.4), int(y * 100 / 25.4))) for name, x, y in
          (("upper right", 26, 14), ("lower right", 26, 26), ("lower left", 14, 26), ("upper left", 14, 14))}  # fmt: skip
    red = tuple(int(LIGHT.colour("conflict")[i : i + 2], 16) for i in (1, 3, 5))
    assert [name for name, colour in at.items() if colour == red] == ["upper right"]


def test_words_of_the_pdf_can_be_searched(sketch: Figure) -> None:
    text = pdf_text(to_pdf(sketch, "A4", ["Семья Кравцовых", "Дело № 2026-0147"], ["22.11.2026 · Асанова Г. М."]))
    for words in (
        "Семья Кравцовых",
        "Бабушка Вера",
        "Соседка Айгуль",
        "домохозяйство",
        "22.11.2026 · Асанова Г. М.",
    ):
        assert words in text
    assert "Өмүрбек Ґудзь 5 ₽" in pdf_text(to_pdf(EVERYTHING, "figure"))


@pytest.mark.parametrize(
    ("page", "width", "height"), [("A4", 210, 297), ("A4 landscape", 297, 210), ("A3", 297, 420), ("A3 landscape", 420, 297)]
)  # fmt: skip
def test_sheets_have_their_size_and_hold_the_whole_figure(sketch: Figure, page: str, width: int, height: int) -> None:
    document = pypdfium2.PdfDocument(to_pdf(sketch, page, ["Семья"], ["Дата"]))  # type: ignore[arg-type]
    sheet = document[0]
    assert [round(side * 25.4 / 72) for side in sheet.get_size()] == [width, height]
    image = sheet.render(scale=1).to_pil().convert("L").point(lambda level: 255 if level < 250 else 0)
    sheet.close()
    document.close()
    left, top, right, bottom = image.getbbox() or (0, 0, 0, 0)
    assert left >= 26
    assert top >= 26
    assert right <= image.width - 26
    assert bottom <= image.height - 26


def test_the_same_figure_gives_the_same_files(sketch: Figure) -> None:
    assert to_pdf(sketch, "A4", ["Семья"]) == to_pdf(sketch, "A4", ["Семья"])
    assert to_svg(sketch) == to_svg(sketch)
    assert to_png(sketch, 50) == to_png(sketch, 50)


def test_only_our_fonts_are_in_the_pdf(sketch: Figure) -> None:
    file = to_pdf(sketch, "A4", ["Семья"])
    assert b"Helvetica" not in file
    assert b"PTSans" in file.replace(b"PT_Sans", b"PTSans")


def test_the_png_has_its_resolution_and_a_huge_one_is_made_smaller() -> None:
    with Image.open(BytesIO(to_png(EVERYTHING, 200))) as image:
        assert image.width == pytest.approx(100 / 25.4 * 200, abs=2)
        assert image.info["dpi"][0] == pytest.approx(200, abs=1)
    with Image.open(BytesIO(to_png(Figure(900, 20, ()), 100_000))) as image:
        assert image.width <= 12_001


def test_the_palette_is_the_painters_choice(sketch: Figure) -> None:
    dark = to_svg(sketch, DARK).decode()
    assert DARK.colour("paper") in dark
    assert LIGHT.colour("strong") not in dark
    assert picture(to_png(sketch, 30, DARK)).getpixel((1, 1)) == (0x1A, 0x21, 0x29)
    image = picture(to_png(sketch, 40, GREY))
    red, green, blue = image.split()
    assert not ImageChops.difference(red, green).getbbox()
    assert not ImageChops.difference(green, blue).getbbox()


def test_a_smaller_figure_is_smaller_in_everything() -> None:
    small = placed(EVERYTHING.shapes, 3, 4, 0.5)
    text, circle = small[-1], small[5]
    assert isinstance(text, Text)
    assert isinstance(circle, Circle)
    assert (text.size_pt, text.x, text.y) == (4.5, 48.0, 41.5)
    assert (circle.radius, circle.width_mm) == (3, 0.175)


def test_a_picture_made_in_bands_has_no_seams_and_says_how_far_it_is() -> None:
    figure = Figure(
        30.0, 400.0, (Line(2.0, 1.0, 28.0, 399.0, stroke="ink", width_mm=1.0), Circle(15.0, 200.0, 12.0, fill="good"))
    )
    told: list[tuple[int, int]] = []
    image = picture(to_png(figure, 150, step=lambda done, of: told.append((done, of))))
    assert told == [(number, len(told)) for number in range(1, len(told) + 1)]
    assert len(told) > 3
    with pypdfium2.PdfDocument(to_pdf(figure, "figure")) as document:
        whole = document[0].render(scale=150 / 72).to_pil().convert("RGB")
    assert image.size == whole.size
    assert max(high for _low, high in ImageChops.difference(image, whole).getextrema()) <= 3


def test_a_picture_that_nobody_wants_any_more_ends_at_the_next_band() -> None:
    told: list[int] = []

    def stop(done: int, _of: int) -> None:
        told.append(done)
        raise Cancelled

    with pytest.raises(Cancelled):
        to_png(Figure(30.0, 400.0, ()), 300, step=stop)
    assert told == [1]
    assert to_png(Figure(10.0, 10.0, ()), 50)
