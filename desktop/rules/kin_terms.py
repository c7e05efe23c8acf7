"""The terms of kinship: what somebody is called by how many births lie between, by marriage, by law, and by their sex.

The one place that has these words: the list of members, papers and the genogram take them from here. The third of
three is said where the sex is not known.
"""

from __future__ import annotations

from typing import Final

from desktop.base.messages import N_, Message, _, message

Three = tuple[str, str, str]  # of a man, of a woman, of somebody whose sex is not known
UNMARRIED: Final = frozenset({"cohabitation", "relationship"})
PARTED: Final = frozenset({"divorce", "separation"})

DIRECT: Final[dict[str, Three]] = {
    "parent": (N_("father"), N_("mother"), N_("parent")),
    "adoptive": (N_("adoptive father"), N_("adoptive mother"), N_("adoptive parent")),
    "step": (N_("stepfather"), N_("stepmother"), N_("step-parent")),
    "foster": (N_("foster father"), N_("foster mother"), N_("foster parent")),
    "guardian": (N_("guardian (man)"), N_("guardian (woman)"), N_("guardian")),
    "grandparent": (N_("grandfather"), N_("grandmother"), N_("grandparent")),
    "child": (N_("son"), N_("daughter"), N_("child")),
    "adopted": (N_("adopted son"), N_("adopted daughter"), N_("adopted child")),
    "stepchild": (N_("stepson"), N_("stepdaughter"), N_("stepchild")),
    "fostered": (N_("foster son"), N_("foster daughter"), N_("foster child")),
    "ward": (N_("ward (boy)"), N_("ward (girl)"), N_("ward")),
    "sibling": (N_("brother"), N_("sister"), N_("brother or sister")),
    "twin": (N_("twin brother"), N_("twin sister"), N_("twin")),
    "paternal": (N_("half-brother by the father"), N_("half-sister by the father"), N_("half-sibling by the father")),
    "maternal": (N_("half-brother by the mother"), N_("half-sister by the mother"), N_("half-sibling by the mother")),
    "half": (N_("half-brother"), N_("half-sister"), N_("half-sibling")),
    "stepsibling": (N_("stepbrother"), N_("stepsister"), N_("step-sibling")),
    "aunt": (N_("uncle"), N_("aunt"), N_("uncle or aunt")),
    "spouse": (N_("husband"), N_("wife"), N_("spouse")),
    "partner": (N_("partner (man)"), N_("partner (woman)"), N_("partner")),
    "former": (N_("former husband"), N_("former wife"), N_("former spouse")),
    "former partner": (N_("former partner (man)"), N_("former partner (woman)"), N_("former partner")),
    "husband's parent": (N_("husband's father"), N_("husband's mother"), N_("husband's parent")),
    "wife's parent": (N_("wife's father"), N_("wife's mother"), N_("wife's parent")),
    "spouse's parent": (N_("spouse's father"), N_("spouse's mother"), N_("spouse's parent")),
    "husband's sibling": (N_("husband's brother"), N_("husband's sister"), N_("husband's sibling")),
    "wife's sibling": (N_("wife's brother"), N_("wife's sister"), N_("wife's sibling")),
    "spouse's sibling": (N_("spouse's brother"), N_("spouse's sister"), N_("spouse's sibling")),
    "child's spouse, to him": (N_("daughter's husband"), N_("son's wife, to his father"), N_("child's spouse")),
    "child's spouse": (N_("daughter's husband"), N_("son's wife"), N_("child's spouse")),
    "sibling's spouse": (N_("sister's husband"), N_("brother's wife"), N_("sibling's spouse")),
    "wife's sister's husband": (
        N_("wife's sister's husband"), N_("wife's sibling's wife"), N_("wife's sibling's spouse"),
    ),
    "husband's brother's wife": (
        N_("husband's sibling's husband"), N_("husband's brother's wife"), N_("husband's sibling's spouse"),
    ),
    "child's spouse's parent": (
        N_("child's father-in-law"), N_("child's mother-in-law"), N_("child's parent-in-law"),
    ),
    "co-parent": (
        N_("father of the child they share"), N_("mother of the child they share"), N_("parent of the child they share"),
    ),
    "by marriage": (N_("relative by marriage (man)"), N_("relative by marriage (woman)"), N_("relative by marriage")),
    "relative": (N_("relative (man)"), N_("relative (woman)"), N_("relative")),
    "distant": (N_("distant relative (man)"), N_("distant relative (woman)"), N_("distant relative")),
}  # fmt: skip
_FOREBEARS: Final[dict[int, Three]] = {
    1: DIRECT["parent"],
    2: DIRECT["grandparent"],
    3: (N_("great-grandfather"), N_("great-grandmother"), N_("great-grandparent")),
    4: (N_("great-great-grandfather"), N_("great-great-grandmother"), N_("great-great-grandparent")),
    5: (N_("great-great-great-grandfather"), N_("great-great-great-grandmother"), N_("great-great-great-grandparent")),
}
_DESCENDANTS: Final[dict[int, Three]] = {
    1: DIRECT["child"],
    2: (N_("grandson"), N_("granddaughter"), N_("grandchild")),
    3: (N_("great-grandson"), N_("great-granddaughter"), N_("great-grandchild")),
    4: (N_("great-great-grandson"), N_("great-great-granddaughter"), N_("great-great-grandchild")),
    5: (N_("great-great-great-grandson"), N_("great-great-great-granddaughter"), N_("great-great-great-grandchild")),
}
# By births of the nearer of the two to the forebear they share, and by how many generations this one is older.
_SIDE: Final[dict[tuple[int, int], Three]] = {
    (1, 0): DIRECT["sibling"],
    (2, 0): (N_("cousin (man)"), N_("cousin (woman)"), N_("cousin")),
    (3, 0): (N_("second cousin (man)"), N_("second cousin (woman)"), N_("second cousin")),
    (4, 0): (N_("third cousin (man)"), N_("third cousin (woman)"), N_("third cousin")),
    (1, 1): DIRECT["aunt"],
    (2, 1): (N_("parent's cousin (man)"), N_("parent's cousin (woman)"), N_("parent's cousin")),
    (3, 1): (N_("parent's second cousin (man)"), N_("parent's second cousin (woman)"), N_("parent's second cousin")),
    (1, 2): (N_("grandparent's brother"), N_("grandparent's sister"), N_("grandparent's sibling")),
    (2, 2): (N_("grandparent's cousin (man)"), N_("grandparent's cousin (woman)"), N_("grandparent's cousin")),
    (1, 3): (N_("great-grandparent's brother"), N_("great-grandparent's sister"), N_("great-grandparent's sibling")),
    (2, 3): (
        N_("great-grandparent's cousin (man)"), N_("great-grandparent's cousin (woman)"), N_("great-grandparent's cousin"),
    ),
    (1, -1): (N_("nephew"), N_("niece"), N_("nephew or niece")),
    (2, -1): (N_("cousin's son"), N_("cousin's daughter"), N_("cousin's child")),
    (3, -1): (N_("second cousin's son"), N_("second cousin's daughter"), N_("second cousin's child")),
    (1, -2): (N_("sibling's grandson"), N_("sibling's granddaughter"), N_("sibling's grandchild")),
    (2, -2): (N_("cousin's grandson"), N_("cousin's granddaughter"), N_("cousin's grandchild")),
    (1, -3): (N_("sibling's great-grandson"), N_("sibling's great-granddaughter"), N_("sibling's great-grandchild")),
    (2, -3): (N_("cousin's great-grandson"), N_("cousin's great-granddaughter"), N_("cousin's great-grandchild")),
}  # fmt: skip
_OF: Final[dict[tuple[int, int], Three]] = {  # whose husband or wife: the genitive where a language has one
    (1, 0): (N_("the father"), N_("the mother"), N_("the parent")),
    (2, 0): (N_("the grandfather"), N_("the grandmother"), N_("the grandparent")),
    (3, 0): (N_("the great-grandfather"), N_("the great-grandmother"), N_("the great-grandparent")),
    (0, 1): (N_("the son"), N_("the daughter"), N_("the child")),
    (0, 2): (N_("the grandson"), N_("the granddaughter"), N_("the grandchild")),
    (0, 3): (N_("the great-grandson"), N_("the great-granddaughter"), N_("the great-grandchild")),
    (1, 1): (N_("the brother"), N_("the sister"), N_("the brother or sister")),
    (2, 1): (N_("the uncle"), N_("the aunt"), N_("the uncle or aunt")),
    (1, 2): (N_("the nephew"), N_("the niece"), N_("the nephew or niece")),
    (2, 2): (N_("the cousin (man)"), N_("the cousin (woman)"), N_("the cousin")),
    (3, 1): (N_("the grandparent's brother"), N_("the grandparent's sister"), N_("the grandparent's sibling")),
    (3, 2): (N_("the parent's cousin (man)"), N_("the parent's cousin (woman)"), N_("the parent's cousin")),
    (1, 3): (N_("the sibling's grandson"), N_("the sibling's granddaughter"), N_("the sibling's grandchild")),
    (2, 3): (N_("the cousin's son"), N_("the cousin's daughter"), N_("the cousin's child")),
    (3, 3): (N_("the second cousin (man)"), N_("the second cousin (woman)"), N_("the second cousin")),
}
_OF_RELATIVE: Final[Three] = (N_("the relative (man)"), N_("the relative (woman)"), N_("the relative"))
_OF_SPOUSE: Final[dict[str, Three]] = {
    "spouse": (N_("{who} of the husband"), N_("{who} of the wife"), N_("{who} of the spouse")),
    "partner": (N_("{who} of the partner (man)"), N_("{who} of the partner (woman)"), N_("{who} of the partner")),
    "former": (N_("{who} of the former husband"), N_("{who} of the former wife"), N_("{who} of the former spouse")),
    "former partner": (
        N_("{who} of the former partner (man)"), N_("{who} of the former partner (woman)"), N_("{who} of the former partner"),
    ),
}  # fmt: skip
_GODPARENT: Final[Three] = (N_("godfather"), N_("godmother"), N_("godparent"))
_GODPARENT_IN_FULL: Final[Three] = (N_("godfather (in full)"), N_("godmother (in full)"), N_("godparent (in full)"))
_GODCHILD: Final[Three] = (N_("godson"), N_("goddaughter"), N_("godchild"))
_RETURNED: Final[tuple[tuple[Three, Three], ...]] = (  # what is written down of one, and what the other is to them
    *((three, _SIDE[near, -older]) for (near, older), three in _SIDE.items() if (near, -older) in _SIDE),
    *((_FOREBEARS[n], _DESCENDANTS[n]) for n in _FOREBEARS),
    *((_DESCENDANTS[n], _FOREBEARS[n]) for n in _FOREBEARS),
    (_GODPARENT, _GODCHILD), (_GODPARENT_IN_FULL, _GODCHILD), (_GODCHILD, _GODPARENT),
)  # fmt: skip
_FORMER: Final[Three] = (N_("former {who} (man)"), N_("former {who} (woman)"), N_("formerly {who}"))
_BY_LAW: Final = {
    "adoptive": N_("{who} (by adoption)"),
    "foster": N_("{who} (in the foster family)"),
    "guardian": N_("{who} (through guardianship)"),
    "step": N_("{who} (not by blood)"),
}


def union_state(*, unmarried: bool, ended: object, resumed: object) -> str:
    """What the two of a union are to each other now; a union that began again is no former one."""
    if ended in PARTED and not resumed:
        return "former partner" if unmarried else "former"
    return "partner" if unmarried else "spouse"


def chosen(three: Three, sex: str) -> str:
    """The word for somebody of this sex."""
    male, female, unknown = three
    return male if sex == "male" else female if sex == "female" else unknown


def term(key: str, sex: str) -> Message:
    """A word that has a name of its own: `DIRECT`."""
    return Message(chosen(DIRECT[key], sex))


def blood(up: int, down: int, sex: str) -> Message:
    """What somebody is, `up` births above me to the forebear we share and `down` births below that one."""
    if down == 0:
        if up in _FOREBEARS:
            return Message(chosen(_FOREBEARS[up], sex))
        return message(N_("forebear, {n} generations above"), n=up)
    if up == 0:
        if down in _DESCENDANTS:
            return Message(chosen(_DESCENDANTS[down], sex))
        return message(N_("descendant, {n} generations below"), n=down)
    return Message(chosen(_SIDE.get((min(up, down), up - down), DIRECT["distant"]), sex))


def spouse_of(state: str, sex: str, up: int, down: int, of: str) -> Message:
    """«Wife of the uncle»: the partner (in this state of the union) of a relative by blood whose sex is `of`."""
    whom = Message(chosen(_OF.get((up, down), _OF_RELATIVE), of))
    return message(N_("{spouse} of {whom}"), spouse=term(state, sex), whom=whom)


def of_spouse(who: Message, state: str, of: str) -> Message:
    """«Uncle of the husband»: a relative of the partner whose sex is `of`."""
    return message(chosen(_OF_SPOUSE[state], of), who=who)


def returned(word: str, sex: str) -> Message:
    """What the other one is when a bond says only a word of the first: of a godmother the godson; else a relative."""
    said = _plain(word)
    for three, back in _RETURNED:
        if any(_plain(_(one)) == said for one in three):
            return Message(chosen(back, sex))
    return term("relative", sex)


def _plain(word: str) -> str:
    return word.strip().casefold().replace("\u0451", "\u0435")  # yo is written or not


def former(who: Message, sex: str) -> Message:
    """«Former mother-in-law»."""
    return message(chosen(_FORMER, sex), who=who)


def by_law(who: Message, nature: str) -> Message:
    """«Brother (by adoption)»: the way goes over a parent of this nature."""
    return message(_BY_LAW[nature], who=who)
