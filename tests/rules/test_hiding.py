"""Names go out of free words in every case of grammar; other words stay."""

from __future__ import annotations

import pytest

from desktop.rules.hiding import without_names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("С кем остаётся Олег", "С кем остаётся О."),
        ("Олега заберут у Марины и Игоря Кравцова", "О. заберут у М. и И. К."),
        ("чтобы сын ходил в школу № 7", "чтобы сын ходил в школу № 7"),
        ("Покой в доме. Помощь с детьми", "Покой в доме. Помощь с детьми"),
        ("надежда на лучшее", "надежда на лучшее"),
        ("", ""),
    ],
)
def test_names_that_the_dictionary_knows_become_a_letter(text: str, expected: str) -> None:
    assert without_names(text) == expected


def test_a_name_that_no_dictionary_knows_is_taken_from_the_party() -> None:
    assert without_names("Ждёт Чолпону и её мать", ["Чолпона, мать"]) == "Ждёт Ч. и её мать"
    assert without_names("Токтоматов грозит", ["Токтоматов Асан"]) == "Т. грозит"
