"""The network in words: each figure with its name, its value and one sentence of what it means for the worker.

A number without its meaning is decoration; who is alone and what is lacking are said as sentences that can become
a step of the plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from desktop.base.messages import N_, _
from desktop.presenters.map_words import DOMAIN
from desktop.rules.network_figures import NetworkFigures, delta

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from desktop.models.family_page import FamilyPage
    from desktop.models.map_data import MapData
    from desktop.rules.network_figures import Isolation, Light, Reason, SupportFigures
    from desktop.rules.network_gaps import Gap


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure beside the map."""

    key: str
    label: str
    value: str
    meaning: str
    since: str = ""  # by how much it has changed since the version before

    def said(self) -> str:
        """The row for a screen reader."""
        change = _("{change} since last time").format(change=self.since) if self.since else ""
        return ". ".join(part for part in (f"{self.label}: {self.value}", change, self.meaning) if part)


MAIN: Final = ("size", "supporting", "density", "kin", "professional", "conflicts", "broken")
LABELS: Final[Mapping[str, str]] = {
    "size": N_("Size of the network"),
    "supporting": N_("Supporting"),
    "density": N_("Density"),
    "density_with_ego": N_("Density with the one in the middle"),
    "kin": N_("Kin"),
    "professional": N_("Professionals"),
    "conflicts": N_("Conflict ties"),
    "broken": N_("Broken ties"),
    "reciprocity": N_("Help goes both ways"),
    "concrete": N_("Help in deed"),
    "emotional": N_("Emotional support"),
    "information": N_("Information and advice"),
    "multiplexity": N_("Several kinds of support"),
    "criticism": N_("Often criticise"),
    "unburdened": N_("Support without criticism"),
    "closeness": N_("Very close / fairly / not very"),
    "frequency": N_("Contacts on average"),
    "balance": N_("Help in and out"),
    "stressful": N_("Stressful ties"),
}
MEANINGS: Final[Mapping[str, str]] = {
    "size": N_("How many people and agencies there are around; three or fewer is a sign of isolation."),
    "supporting": N_("How many of them give strength or help; these are whom the plan can rest on."),
    "density": N_(
        "The share of pairs who know each other: in a dense network help is agreed on quickly, but there is "
        "little that is new; in a sparse one everybody must be asked separately."
    ),
    "density_with_ego": N_("The same with the family or the member as one of them: how much hangs on them alone."),
    "kin": N_("The share of relatives: if it is nearly everybody, a quarrel in the kin leaves the family alone."),
    "professional": N_("The share of those who help by office: they leave when the case is closed."),
    "conflicts": N_("Pairs who quarrel, within the household too: work with them before counting on them."),
    "broken": N_("Pairs whose tie was broken off: it may be worth asking whether it can be restored."),
    "reciprocity": N_("The share of those with whom help goes both ways: such ties last longest."),
    "concrete": N_("How many help with deeds and things at least sometimes, and of whom almost always."),
    "emotional": N_("How many listen and stand by at least sometimes, and of whom almost always."),
    "information": N_("How many give advice at least sometimes, and of whom almost always."),
    "multiplexity": N_("Of those who support, the share who do it in two or three ways: losing one of them costs most."),
    "criticism": N_("Of those asked about, the share who criticise almost always: their help is paid for dearly."),
    "unburdened": N_("How many support and do not criticise: begin with them."),
    "closeness": N_(
        "How many are very close, fairly close, not very close; with nobody very close a person is alone among many."
    ),
    "frequency": N_("From 0, never, to 4, every day: how alive the ties are."),
    "balance": N_("How many help, and how many are helped: who only gives gets tired, who only takes becomes dependent."),
    "stressful": N_("The share of ties that take strength: with a half and more, relief comes before new duties."),
}
_REASONS: Final[Mapping[Reason, str]] = {
    "few": N_("at most three people in the network"),
    "nobody_close": N_("nobody is very close"),
    "no_concrete": N_("nobody helps in deed"),
    "no_support_outside": N_("no supporting tie outside the family"),
    "only_professionals": N_("outside the family only specialists support"),
}
LIGHTS: Final[Mapping[Light, str]] = {"red": N_("isolation"), "amber": N_("risk of isolation")}
_STEPS: Final[Mapping[Reason, str]] = {
    "no_support_outside": N_("Find an adult outside the family whom {name} can turn to"),
    "only_professionals": N_("Find somebody for {name} besides specialists: kin, a neighbour, a club"),
    "nobody_close": N_("Find out together with {name} who could become closer, and agree on the first meeting"),
    "no_concrete": N_("Agree with somebody around {name} on help in deed"),
    "few": N_("Widen the circle of {name}: a club, a mentor, kin with whom the tie was lost"),
}
_GAPS: Final[Mapping[str, str]] = {
    "school": N_("{name}: no tie with a school"),
    "kindergarten": N_("{name}: no tie with a kindergarten"),
    "clinic": N_("No tie with a clinic"),
    "specialist": N_("{name}: no specialist by the side, although the card says: {concern}"),
    "broken_help": N_("{name}: the tie with a specialist is broken off: {other}"),
}
_GAP_STEPS: Final[Mapping[str, str]] = {
    "school": N_("Find out where {name} studies, and establish a contact with the school"),
    "kindergarten": N_("Help to enrol {name} in a kindergarten"),
    "clinic": N_("Attach the family to a clinic and agree on a first visit"),
    "specialist": N_("Find a specialist for {name} and agree on a first visit: {concern}"),
    "broken_help": N_("Find out why the tie of {name} with a specialist broke off, and how to restore it: {other}"),
}


@dataclass(frozen=True, slots=True)
class Lack:
    """Somebody who is alone, or a need that no tie answers: a sentence, and the step of the plan it asks for."""

    badge: str
    tone: Light
    sentence: str
    step: str


def figure_rows(figures: NetworkFigures, before: NetworkFigures | None = None) -> tuple[FigureRow, ...]:
    """Every figure in the order of the panel: those of the first glance, then the rest, then life domains."""
    change = delta(before, figures) if before is not None else {}
    values: dict[str, str] = {
        "size": str(figures.size),
        "supporting": str(figures.supporting),
        "density": decimal(figures.density),
        "density_with_ego": decimal(figures.density_with_ego),
        **{key: percent(getattr(figures, key)) for key in _SHARES},
        "conflicts": str(figures.conflicts),
        "broken": str(figures.broken),
        **{str(kind): _support(one) for kind, one in figures.support.items()},
        "unburdened": str(figures.unburdened),
        "closeness": _closeness(figures.closeness),
        "frequency": decimal(figures.frequency, 1),
        "balance": f"{figures.helping} / {figures.helped}",
    }
    order = (*MAIN, *(key for key in LABELS if key not in MAIN))
    return tuple(FigureRow(k, _(LABELS[k]), values[k], _(MEANINGS[k]), _changed(k, change.get(k))) for k in order)


def domain_rows(figures: NetworkFigures) -> tuple[FigureRow, ...]:
    """Life domains somebody stands in, how many and which share of the network."""
    meaning = _("How many of the network belong to this domain of life, and which share that is.")
    used = [(domain, number) for domain, number in figures.domains.items() if number]
    return tuple(
        FigureRow(
            f"domain:{domain}", _sentence_case(_(DOMAIN[domain])), f"{number} \u00b7 {percent(number / figures.size)}",
            "" if at else meaning,  # once is enough
        )
        for at, (domain, number) in enumerate(used)
    )  # fmt: skip


def isolation_lack(map_: MapData, one: Isolation, age: str = "") -> Lack:
    """A member who may be alone, why, and what could be done first."""
    name = _named(map_, one.member)
    who = f"{name} ({age})" if age else name
    why = "; ".join(_(_REASONS[reason]) for reason in one.reasons)
    first = next(reason for reason in _STEPS if reason in one.reasons)
    return Lack(_(LIGHTS[one.light]), one.light, f"{who}: {why}", _(_STEPS[first]).format(name=name))


def gap_lack(map_: MapData, gap: Gap, caption: Callable[[str], str] = str) -> Lack:
    """A need without a tie; `caption` says what the card's code of a concern is called."""
    other = map_.node(gap.other) if gap.other is not None else None
    fill = {
        "name": _named(map_, gap.member), "other": other.name if other else "", "concern": caption(gap.concern),
    }  # fmt: skip
    return Lack(_("gap"), "amber", _(_GAPS[gap.what]).format(**fill), _(_GAP_STEPS[gap.what]).format(**fill))


def concerns_of(page: FamilyPage, today: date) -> dict[UUID, tuple[str, ...]]:
    """What the card says of each person that asks for a specialist: legal statuses, registers they are on now."""
    found: dict[UUID, tuple[str, ...]] = {}
    for member in page.members:
        codes = _codes(member.person.values.get("statuses"))
        for part in member.person.parts.get("registrations", {}).values():
            till = part.values.get("till")
            if till is None or (isinstance(till, date) and till >= today):
                codes += _codes(part.values.get("registers"))
        if codes:
            found[member.person.id] = codes
    return found


def concern_words(code: str, caption: Callable[[str, str], str]) -> str:
    """What such a code is called in the office's dictionaries."""
    named = (caption(dictionary, code) for dictionary in ("registers", "child_statuses"))
    return next((words for words in named if words != code), code)


def _codes(value: object) -> tuple[str, ...]:
    return tuple(str(code) for code in value) if isinstance(value, tuple) else ()


_SHARES: Final = ("kin", "professional", "reciprocity", "multiplexity", "criticism", "stressful")


def decimal(value: float | None, digits: int = 2) -> str:
    """A number with the comma of the language, or a dash."""
    return "\u2014" if value is None else f"{value:.{digits}f}".replace(".", ",")


def percent(value: float | None) -> str:
    """A share in per cent, or a dash."""
    return "\u2014" if value is None else f"{round(value * 100)}\u202f%"


def _support(one: SupportFigures) -> str:
    """What was never asked is no nought."""
    return f"{one.givers} \u00b7 {percent(one.almost_always)}" if one.asked else "\u2014"


def _closeness(known: Mapping[int, int]) -> str:
    told = [known[close] for close in (3, 2, 1)]
    return " / ".join(str(number) for number in told) if any(told) else "\u2014"


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]


def _changed(key: str, by: float | None) -> str:
    if by is None:
        return ""
    if key in _SHARES:
        points = round(by * 100)
        return f"{points:+d}\u202f%".replace("-", "\u2212") if points else ""
    text = f"{by:+d}" if isinstance(by, int) else f"{by:+.2f}".replace(".", ",")
    return text.replace("-", "\u2212")


def _named(map_: MapData, id_: object) -> str:
    node = next((n for n in map_.nodes if n.id == id_), None)
    return node.name if node is not None and node.name else _("no name")
