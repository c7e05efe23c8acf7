from __future__ import annotations

import re
import time
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.fonts import register_fonts
from desktop.documents.pdf import to_pdf
from desktop.documents.wrapping import Look, wrapped
from desktop.figures.primitives import Figure, Text
from desktop.models.documents import (
    Column,
    Contents,
    Cover,
    FigureBlock,
    Heading,
    KeyValue,
    KeyValues,
    PageBreak,
    Paragraph,
    Run,
    Signature,
    Signatures,
    Table,
)
from tests.documents.pages import document, outline, texts

HOSTILE = [
    "<b>не закрыт <img src='/etc/passwd'/> <a href='javascript:alert(1)'>x</a> &amp; &lt; <!-- ]]> %s {0}",
    "=cmd|' /C calc'!A0",
    "нуль\0 \x07 \x1b[31m\x7f конец",
    "половина \ud83d буквы \udc00",
    "семья 👨‍👩‍👧‍👦 и 🇰🇬 и 漢字",
    "Өмүрбек Үсөн Ңарын өүң; Ґудзь Єлизавета Їжак Іван ґєії; 100 ₽, 50 ₴, № 7 — «ёлка»",
    "\u202eперевёрнуто\u202c \u200bневидимое \ufeff мягкий\u00adперенос",
    "и\u0306 — й из двух знаков",
    "строка\nвторая\r\nтретья\u2028четвёртая\vпятая",
    "щ" * 5000,
    "",
    "   ",
    "\\ ( ) [ ] / % PDF",
]


def test_a_small_document_prints_exactly_its_words():
    printed = to_pdf(
        document(
            Heading("1. Сведения"),
            KeyValues((KeyValue("Телефон", "+996 555 12-34-56"),)),
            Paragraph((Run("Мать "), Run("в правах", bold=True), Run("."))),
            Table((Column("Кто", 2), Column("Возраст", 1, "right")), (("Олег", "14"), ("Аня", "9"))),
        )
    )
    (page,) = texts(printed.content)
    assert page.split("\n") == [
        "Конфиденциально. Экз. № 1 стр. 1 из 1",
        "1. Сведения",
        "Телефон +996 555 12-34-56",
        "Мать в правах.",
        "Кто Возраст",
        "Олег 14",
        "Аня 9",
    ]
    assert (printed.pages, printed.missing_characters) == (1, 0)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_whatever_people_type_prints_in_every_place(text):
    printed = to_pdf(
        document(
            Cover((text,), (KeyValue(text, text),)),
            Contents(),
            Heading(text),
            Paragraph(text),
            KeyValues((KeyValue(text, text),)),
            Table((Column(text, 0.2), Column("Б", 3.0)), ((text, (Run(text, bold=True, tone="bad"),)),)),
            FigureBlock(Figure(80, 20, (Text(2, 10, text.replace("\n", " ")),)), text),
            Signatures((Signature(text, text),)),
            title=text,
            office=(text,),
            confidential=text,
        )
    )
    assert len(texts(printed.content)) == printed.pages >= 1


def test_markup_is_printed_as_it_was_typed_and_nothing_is_embedded_or_linked():
    printed = to_pdf(document(Paragraph(HOSTILE[0])))
    assert "<b>не закрыт <img src='/etc/passwd'/> <a href='javascript:alert(1)'>x</a>" in "".join(texts(printed.content))
    with pikepdf.open(BytesIO(printed.content)) as pdf:
        assert "/Annots" not in pdf.pages[0]
        assert "/XObject" not in pdf.pages[0].Resources


def test_letters_of_the_region_and_signs_of_money_are_in_the_text_of_the_page():
    printed = to_pdf(document(Paragraph(HOSTILE[5]), Heading(HOSTILE[5]), Table((Column("А"),), ((HOSTILE[5],),))))
    said = " ".join(texts(printed.content)[0].split())
    assert said.count(HOSTILE[5]) == 3
    assert printed.missing_characters == 0


def test_letters_that_no_font_has_are_counted_and_drawn_as_boxes():
    plain, boxed = (
        to_pdf(document(Paragraph("мама и папа"))),
        to_pdf(document(Paragraph("мама 👩 и папа 👨‍🦰"))),
    )
    assert plain.missing_characters == 0
    assert boxed.missing_characters == 3  # the joiner between two of them is not seen
    assert _operators(boxed.content, "re") == _operators(plain.content, "re") + 3
    assert "мама" in texts(boxed.content)[0]


def _operators(content: bytes, name: str) -> int:
    with pikepdf.open(BytesIO(content)) as pdf:
        return sum(str(step.operator) == name for page in pdf.pages for step in pikepdf.parse_content_stream(page))


def test_pages_are_numbered_and_carry_the_mark_and_the_heading():
    printed = to_pdf(document(*(PageBreak() if n % 2 else Paragraph(f"лист {n}") for n in range(23)), demonstration=True))
    pages = texts(printed.content)
    assert len(pages) == printed.pages == 12
    for number, page in enumerate(pages, 1):
        assert f"стр. {number} из 12" in page
        assert "Конфиденциально. Экз. № 1" in page
        assert "ДЕМОНСТРАЦИЯ — люди и события вымышлены" in page
        assert ("ДЕЛО СЕМЬИ № 7 · 26.11.2026" in page) == (number > 1)


def test_a_real_office_prints_no_mark_of_a_demonstration():
    assert "ДЕМОНСТРАЦИЯ" not in texts(to_pdf(document(Paragraph("текст"))).content)[0]


def test_contents_and_outline_name_the_page_on_which_each_heading_stands():
    blocks = [Cover(("семья",)), Contents(), PageBreak()]
    for n in range(9):
        blocks += [
            Heading(f"{n}. Раздел {n}"),
            Paragraph(f"текст {n} " * 300),
            Heading(f"Часть {n}", 2),
            Paragraph("и " * 400),
        ]
    printed = to_pdf(document(*blocks))
    pages = texts(printed.content)
    listed = dict(re.findall(r"^(\d\. Раздел \d|Часть \d)\s+(\d+)$", pages[0], re.MULTILINE))
    assert len(listed) == 18
    for title, number in listed.items():
        assert title in pages[int(number) - 1]
    assert [(title, page) for title, _level, page in outline(printed.content)] == [
        (title, int(number)) for title, number in listed.items()
    ]
    with pikepdf.open(BytesIO(printed.content)) as pdf:
        assert len(pdf.pages[0].Annots) == 18


def test_a_long_table_repeats_its_captions_on_every_page_and_loses_no_row():
    rows = tuple((f"строка {n}", "примечание " * (n % 7)) for n in range(300))
    pages = texts(to_pdf(document(Heading("Журнал"), Table((Column("Запись"), Column("Слова")), rows))).content)
    assert len(pages) > 5
    for page in pages:
        assert "Запись Слова" in page
    assert re.findall(r"строка \d+", " ".join(pages)) == [f"строка {n}" for n in range(300)]


def test_a_cell_higher_than_a_page_goes_on_over_the_pages_whole():
    words = [f"слово{n}" for n in range(3000)]
    pages = texts(to_pdf(document(Table((Column("А"), Column("Б", 2)), (("начало", " ".join(words)), ("конец", ""))))).content)
    assert len(pages) > 3
    assert re.findall(r"слово\d+", " ".join(pages)) == words


def test_a_heading_never_stays_alone_at_the_foot_of_a_page():
    for lines in range(30, 60):
        printed = to_pdf(
            document(
                *(Paragraph(f"строка {n}") for n in range(lines)),
                Heading("Опись"),
                Table((Column("Дело"),), (("первое",),)),
            )
        )
        page = next(page for page in texts(printed.content) if "Опись" in page)
        assert "первое" in page


def test_a_drawing_larger_than_the_page_is_made_smaller_and_keeps_its_words():
    figure = Figure(2000, 3000, (Text(10, 10, "Школа № 7", 60),))
    printed = to_pdf(document(Heading("Карта"), FigureBlock(figure, "Карта связей")))
    assert printed.pages == 1
    assert "Школа № 7" in texts(printed.content)[0]


def test_the_same_document_is_always_the_same_bytes():
    one = document(Heading("1. А"), Paragraph("текст 👩"), Contents())
    first = to_pdf(one).content
    time.sleep(1.1)  # a second later the clock would show in a file that keeps the moment of its making
    assert to_pdf(one).content == first


def test_the_file_names_its_title_and_language_and_embeds_every_font():
    printed = to_pdf(document(Paragraph("текст"), Heading("заголовок"), title="ДЕЛО № 7 👩"))
    with pikepdf.open(BytesIO(printed.content)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "ДЕЛО № 7 ?"
        assert str(pdf.Root.Lang) == "ru"
        with pdf.open_metadata() as described:
            assert described["dc:title"] == "ДЕЛО № 7 ?"
            assert "pdfaid:part" not in described
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def test_time_grows_with_the_length_of_a_text_and_nothing_else():
    started = time.process_time()
    to_pdf(document(Paragraph("щ" * 20_000)))
    short = time.process_time() - started
    started = time.process_time()
    printed = to_pdf(document(Paragraph("щ" * 200_000)))
    assert time.process_time() - started < 60 * max(short, 0.02), "ten times the length may not take the square of it"
    assert printed.pages > 20


def test_a_word_too_wide_for_its_column_is_parted_by_syllables():
    printed = to_pdf(document(Table((Column("А", 1), Column("Б", 7)), (("малообеспеченность", ""),))))
    lines = [line for line in texts(printed.content)[0].split("\n") if "мало" in line or "обес" in line]
    assert "".join(re.findall(r"[а-я]", " ".join(lines))).startswith("малообеспе")


@given(st.lists(st.text(max_size=400), min_size=1, max_size=6))
def test_any_texts_at_all_print(found):
    printed = to_pdf(
        document(
            Heading(found[0]),
            *(Paragraph(text) for text in found),
            Table(tuple(Column(text, 1.0) for text in found), (tuple(found), tuple(reversed(found)))),
            title=found[-1],
        )
    )
    assert printed.pages >= 1


def test_initials_never_end_up_on_another_line_than_their_surname():
    register_fonts()
    look = Look("PTSans", 9)

    def lines(text, width):
        return ["".join(part.text for part in line.stretches) for line in wrapped(((text, look),), width)]

    assert lines("Медиацию ведёт Ли А. В.", 78) == ["Медиацию ведёт", "Ли А. В."]
    assert lines("Абдыкалыкова Г. М.", 65) == ["Абдыкалыкова", "Г. М."]
