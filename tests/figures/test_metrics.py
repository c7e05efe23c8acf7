"""Text is measured from the embedded fonts and broken into labels that fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.figures.metrics import elided, missing_characters, printable, text_width, wrapped


def test_bold_is_wider_and_width_grows_with_size() -> None:
    assert text_width("Марина", 9, bold=True) > text_width("Марина", 9)
    assert text_width("Марина", 18) == pytest.approx(2 * text_width("Марина", 9))


def test_letters_of_our_languages_are_there_and_others_are_named() -> None:
    assert missing_characters("Ёё Өө Үү Ңң Ґґ Єє Її Іі № ₽ ₴ — « »") == ""
    assert missing_characters("Ан\u4e2d\u4e2d на☃") == "\u4e2d☃"


@given(st.text(max_size=120), st.integers(1, 3), st.floats(8, 60))
def test_labels_fit_their_width_and_number_of_lines(text: str, lines: int, width: float) -> None:
    label = wrapped(text, 9, width, lines)
    assert len(label) <= lines
    assert all(text_width(line, 9) <= width + 0.01 for line in label if len(line) > 2)
    assert bool(label) == bool(printable(text).split())


def test_names_break_at_spaces_and_hyphens_and_end_with_an_ellipsis() -> None:
    assert wrapped("Нечипоренко-Полтавська Єлизавета", 9, 27, 3) == (
        "Нечипоренко-",
        "Полтавська",
        "Єлизавета",
    )
    assert wrapped("Абдыкалыкова Гүлжамал Өмүрбековна", 9, 27, 2)[-1].endswith("…")
    assert wrapped("Тётя  \n Люда", 9, 60, 2) == ("Тётя Люда",)


def test_short_text_is_not_elided() -> None:
    assert elided("КДН", 9, 20) == "КДН"


def test_initials_stay_with_their_surname_unless_the_line_is_too_narrow_for_both() -> None:
    assert wrapped("посредник: Ли А. В.", 9, 24, 3) == ("посредник:", "Ли А. В.")
    assert wrapped("Абдыкалыкова Г. М.", 9, 23, 3) == ("Абдыкалыкова", "Г. М.")
