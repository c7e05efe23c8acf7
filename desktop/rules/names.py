"""Names of people in the grammatical cases of Russian, with initials, and in the plural of a family.

An agreement is made with «Kravtsova» and a visit paid to the «Kravtsovs»: a paper with every name in the
nominative reads as filled in by a machine, and one with a wrong case offends. What the rules get wrong, a
person corrects once: corrected forms are passed in and win.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

Case = Literal["nominative", "genitive", "dative", "accusative", "instrumental", "prepositional"]
Sex = Literal["male", "female", "unknown"]
CASES: Final[tuple[Case, ...]] = (
    "nominative",
    "genitive",
    "dative",
    "accusative",
    "instrumental",
    "prepositional",
)
Corrected = Mapping[tuple[str, Case], str]  # a name as typed, a case → its form as a person corrected it

# uulu, kyzy, ogly, oglu, gyzy, kizi, uly, zade, ugli, tegin: «child of»; what stands before stays
_CHILD_OF: Final = frozenset(
    {
        "\u0443\u0443\u043b\u0443", "\u043a\u044b\u0437\u044b", "\u043e\u0433\u043b\u044b",
        "\u043e\u0433\u043b\u0443", "\u0433\u044b\u0437\u044b", "\u043a\u0438\u0437\u0438",
        "\u0443\u043b\u044b", "\u0437\u0430\u0434\u0435", "\u0443\u0433\u043b\u0438",
        "\u0442\u0435\u0433\u0438\u043d",
    }
)  # fmt: skip
# -ov, -ev, -yov, -in, -yn: with -y of the plural or -a of a woman, or bare
_STEMS_OF_POSSESSION: Final = ("\u043e\u0432", "\u0435\u0432", "\u0451\u0432", "\u0438\u043d", "\u044b\u043d")
_FAMILY_VOWELS: Final = ("\u044b", "\u0430")
# -skiy, -skaya, -skoy → -skikh, -tsk- alike; -ny, -naya, -ty, -taya → -nykh, -tykh; any -ie, -ye
_SOFT, _HARD = "\u0438\u0445", "\u044b\u0445"
_OF_ADJECTIVES: Final = {
    **{
        stem + ending: stem + _SOFT
        for stem in ("\u0441\u043a", "\u0446\u043a")
        for ending in ("\u0438\u0439", "\u0430\u044f", "\u043e\u0439")
    },
    **{stem + ending: stem + _HARD for stem in ("\u043d", "\u0442") for ending in ("\u044b\u0439", "\u0430\u044f")},
    "\u0438\u0435": _SOFT,
    "\u044b\u0435": _HARD,
}
# Given names that the rules for Russian get wrong. Ukrainian and Kyrgyz ones say nothing by their ending.
_MEN: Final = frozenset(
    {
        "\u0456\u043b\u043b\u044f",
        "\u043c\u0438\u043a\u0438\u0442\u0430",
        "\u043c\u0438\u043a\u043e\u043b\u0430",
        "\u0445\u043e\u043c\u0430",
        "\u043b\u0443\u043a\u0430",
        "\u0441\u0430\u0432\u0430",
    }
)
_WOMEN: Final = frozenset(
    {
        "\u0431\u0435\u0440\u043c\u0435\u0442",
        "\u0431\u0435\u0433\u0438\u043c\u0430\u0439",
        "\u0430\u0439\u0434\u0430\u0439",
        "\u043c\u044d\u044d\u0440\u0438\u043c",
        "\u043c\u0430\u0440\u0438\u044f\u043c",
        "\u043a\u0443\u043d\u0434\u0443\u0437",
        "\u0436\u0430\u043d\u044b\u043b",
        "\u0430\u0439\u0441\u0443\u043b\u0443\u0443",
        "\u0447\u043e\u043b\u043f\u043e\u043d",
        "\u0431\u0443\u0440\u0443\u043b",
        "\u0442\u043e\u043b\u0433\u043e\u043d\u0430\u0439",
        "\u0430\u043b\u0442\u044b\u043d\u0430\u0439",
    }
)
_EITHER: Final = frozenset(
    {
        "\u0436\u0435\u043d\u044f",
        "\u0441\u0430\u0448\u0430",
        "\u0432\u0430\u043b\u044f",
        "\u043d\u0443\u0440\u0430\u0439",
        "\u0436\u044b\u043b\u0434\u044b\u0437",
        "\u0448\u0443\u0440\u0430",
        "\u0441\u043b\u0430\u0432\u0430",
        "\u043f\u0430\u0448\u0430",
    }
)
# -iy of Ukrainian men, -iya of women; -ay is borne by both, but for -bay, Nikolay and Yermolay
_MAN_ENDS: Final = (
    "\u0456\u0439",
    "\u0431\u0430\u0439",
    "\u043d\u0438\u043a\u043e\u043b\u0430\u0439",
    "\u0435\u0440\u043c\u043e\u043b\u0430\u0439",
)
_WOMAN_ENDS: Final = ("\u0456\u044f",)
_EITHER_ENDS: Final = ("\u0430\u0439",)
# before an initial: a letter or the stop of another one
_BEFORE_INITIAL: Final = re.compile(r"(?<=[^\W\d_]|[.]) (?=[A-Z\u0400-\u042f\u0490\u04a2\u04ae\u04e8][.])")
_LETTER: Final = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class FullName:
    """Surname, given name, patronymic as they are typed; any of them may be empty."""

    surname: str = ""
    given: str = ""
    patronymic: str = ""

    def words(self) -> str:
        """«Surname Given Patronymic», without gaps for what is not known."""
        return " ".join(part for part in (self.surname.strip(), self.given.strip(), self.patronymic.strip()) if part)

    def initials(self) -> str:
        """«Asanova G. M.», tied by spaces that do not break; a name without a surname stays whole."""
        if not self.surname.strip():
            return self.words()
        letters = [_initial(self.given), "" if is_child_of(self.patronymic) else _initial(self.patronymic)]
        return "\u00a0".join([self.surname.strip(), *(letter for letter in letters if letter)])

    def only_initials(self) -> str:
        """«K. M. S.»: for prints in which names are hidden."""
        return " ".join(letter for letter in map(_initial, (self.surname, self.given, self.patronymic)) if letter)


def is_child_of(part: str) -> bool:
    """Whether it is a name like «Asan uulu», «Asan kyzy», «Mamed ogly», which has no cases and no initial."""
    words = part.split()
    return bool(words) and words[-1].casefold() in _CHILD_OF


def in_case(name: FullName, case: Case, sex: Sex = "unknown", corrected: Corrected | None = None) -> FullName:
    """The name in a case of Russian. An unknown sex is guessed from the patronymic and given name.

    `corrected` holds what a person set right, part by part.
    """
    if case == "nominative":
        return name
    sex = sex if sex != "unknown" else guessed_sex(name)
    corrected = corrected or {}
    return FullName(
        _declined(name.surname, "LASTNAME", case, sex, corrected),
        _declined(name.given, "FIRSTNAME", case, sex, corrected),
        _declined(name.patronymic, "MIDDLENAME", case, sex, corrected),
    )


def tied(text: str) -> str:
    """The words with spaces that do not break between a surname and its initials, and between these."""
    return _BEFORE_INITIAL.sub("\u00a0", text)


def guessed_sex(name: FullName) -> Sex:
    """By the patronymic, then the given name, then the surname; unknown where they say nothing."""
    for part in (name.patronymic, name.surname):
        words = part.casefold().split()
        if words and words[-1] in _CHILD_OF:
            return "female" if words[-1][-1] == "\u044b" and words[-1].startswith(("\u043a", "\u0433")) else "male"
    from pytrovich.detector import PetrovichGenderDetector
    from pytrovich.enums import Gender

    detector: Any = PetrovichGenderDetector()
    for key, part in (("middlename", name.patronymic), ("firstname", name.given), ("lastname", name.surname)):
        if key == "firstname" and (known := _sex_of_given(part)) is not None:
            if known != "unknown":
                return known
            continue  # borne by men and women: the surname may say more
        found = detector.detect(**{key: part.strip()}) if part.strip() else None  # one by one: no quarrel, no log record
        if found in {Gender.MALE, Gender.FEMALE}:
            return "male" if found == Gender.MALE else "female"
    return "unknown"


def _sex_of_given(given: str) -> Sex | None:
    """What the rules for Russian get wrong, by the name or its ending; None: they may say it."""
    lower = given.strip().casefold()
    if lower in _WOMEN or lower.endswith(_WOMAN_ENDS):
        return "female"
    if lower in _MEN or lower.endswith(_MAN_ENDS):
        return "male"
    return "unknown" if lower in _EITHER or lower.endswith(_EITHER_ENDS) else None


def is_patronymic(word: str) -> bool:
    """Does the word by its ending tell whose child somebody is? For names that were written in one line."""
    from pytrovich.detector import PetrovichGenderDetector
    from pytrovich.enums import Gender

    if is_child_of(word):
        return True
    detector: Any = PetrovichGenderDetector()
    return detector.detect(middlename=word.strip()) in {Gender.MALE, Gender.FEMALE} if word.strip() else False


def of_family(name: str, corrected: Corrected | None = None) -> str:
    """The name of a family after the word «family»: «Kravtsovs» → «of Kravtsovs».

    Typed in the plural or by one surname of either sex. A name without Russian endings (Ten, Sidorenko,
    Sedykh, Asan uulu) has no plural and stays.
    """
    name = name.strip()
    if corrected and (name, "genitive") in corrected:
        return corrected[name, "genitive"]
    if is_child_of(name):
        return name
    pieces = re.split(r"([\s\-\u2013,/]+)", name)
    return "".join(_of_family(piece) for piece in pieces)


def all_forms(name: FullName, sex: Sex = "unknown") -> tuple[str, ...]:
    """Every form in which the surname, and the name in full, may stand in a text; the longest first.

    For hiding names: it rather takes a form too many than leaves one out.
    """
    sexes: tuple[Sex, ...] = ("male", "female") if sex == "unknown" else (sex,)
    forms: set[str] = set()
    for each in sexes:
        for case in CASES:
            declined = in_case(name, case, each)
            forms |= {
                declined.words(),
                declined.surname.strip(),
                f"{declined.given} {declined.patronymic}".strip(),
            }
            forms.add(f"{declined.given} {declined.surname}".strip())
            forms.add(declined.given.strip())
    forms |= {of_family(name.surname), name.initials(), name.initials().replace("\u00a0", " ")}
    forms |= {_dense(name)}
    return tuple(sorted((form for form in forms if len(form) > 1), key=lambda form: (-len(form), form)))


def _dense(name: FullName) -> str:
    letters = "".join(filter(None, (_initial(name.given), _initial(name.patronymic))))
    return f"{name.surname.strip()} {letters}" if name.surname.strip() and letters else ""


def _initial(part: str) -> str:
    letter = _LETTER.search(part)
    return f"{letter[0].upper()}." if letter else ""


def _of_family(piece: str) -> str:
    lower = piece.casefold()
    for ending, plural in _OF_ADJECTIVES.items():
        if lower.endswith(ending) and len(lower) > len(ending) + 1:
            return _cased(piece, piece[: -len(ending)], plural)
    bare = lower[:-1] if lower.endswith(_FAMILY_VOWELS) else lower
    if bare.endswith(_STEMS_OF_POSSESSION) and len(bare) > 3:
        return _cased(piece, piece[: len(bare)], "\u044b\u0445")
    return piece


def _cased(whole: str, stem: str, ending: str) -> str:
    return stem + (ending.upper() if whole.isupper() else ending)


def _declined(part: str, kind: str, case: Case, sex: Sex, corrected: Corrected) -> str:
    part = part.strip()
    if (part, case) in corrected:
        return corrected[part, case]
    if not part or sex == "unknown" or is_child_of(part):
        return part
    maker, parts, genders, cases = _petrovich()
    made = maker.make(parts[kind], genders[sex.upper()], cases[case.upper()], part)
    return str(made).upper() if part.isupper() and len(part) > 1 else str(made)


@cache
def _petrovich() -> tuple[Any, Any, Any, Any]:
    from pytrovich.enums import Case as Cases
    from pytrovich.enums import Gender, NamePart
    from pytrovich.maker import PetrovichDeclinationMaker

    return PetrovichDeclinationMaker(), NamePart, Gender, Cases
