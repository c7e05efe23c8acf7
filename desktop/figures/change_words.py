"""A map of changes in words: what is counted, what was found on a day, by how much it changed; for window and paper alike."""

from __future__ import annotations

from typing import Final

from desktop.base.messages import N_, _
from desktop.models.change_map import (
    CONCLUSIONS,
    MOMENTS,
    SPHERES,
    ChangeMap,
    Conclusion,
    Measurement,
    Observed,
    Pair,
    PairKind,
    SphereLine,
    Tally,
    Verdict,
)
from desktop.models.kinds import Captions
from desktop.rules.change_map import ENTRANCE, EXIT, change, pair_verdict, verdict

MINUS: Final = "\u2212"
DASH: Final = "\u2014"
_LABELS: Final[dict[PairKind, str]] = {
    "size": N_("Size of the network"),
    "density": N_("Density of the network"),
    "supporting": N_("Supporting"),
    "isolated": N_("Without support outside the family"),
    "conflict": N_("Intensity of the conflict, of 10"),
    "risk": N_("Risk"),
    "conditions": N_("Living conditions of the child"),
    "fulfilment": N_("Steps of the plan fulfilled"),
    "goals": N_("Goals reached"),
    "problems": N_("Problems closed"),
}
_VERDICTS: Final[dict[Verdict, str]] = {
    "better": N_("better"), "same": N_("without change"), "worse": N_("worse"), "other": N_("otherwise"), "": "",
}  # fmt: skip
_LEVELS: Final[dict[PairKind, str]] = {
    "conflict": "conflict_stages", "risk": "risk_levels", "conditions": "conditions_conclusion",
}  # fmt: skip


def signed(number: float | None) -> str:
    """«+2», «0» or below: the sign is what a copy in grey still shows."""
    if number is None:
        return DASH
    words = f"{abs(number):g}".replace(".", ",")
    return f"+{words}" if number > 0 else f"{MINUS}{words}" if number < 0 else "0"


def verdict_words(found: Verdict) -> str:
    """«better», «worse»; empty where nothing can be compared."""
    said = _VERDICTS[found]
    return _(said) if said else ""


def day_words(at: Measurement | None, captions: Captions) -> str:
    """«at entrance, 12.03.2026»."""
    if at is None:
        return ""
    moment = captions(MOMENTS, at.moment) if at.moment else ""
    return f"{moment}, {at.on:%d.%m.%Y}" if moment else f"{at.on:%d.%m.%Y}"


def column_words(at: Measurement, captions: Captions) -> str:
    """The heading of a narrow column: the ends are named, what lies between them has its day only."""
    moment = captions(MOMENTS, at.moment) if at.moment in (ENTRANCE, EXIT) else ""
    return f"{moment} {at.on:%d.%m.%y}" if moment else f"{at.on:%d.%m.%y}"


def pair_label(pair: Pair) -> str:
    """What is counted."""
    label = _(_LABELS[pair.kind])
    return f"{label}: {pair.about}" if pair.about else label


def observed_words(pair: Pair, found: Observed | None, captions: Captions) -> str:
    """«8, escalation», «3 of 5 (60 %)»; that nothing is known where nothing is."""
    if found is None:
        return _("no data")
    said = []
    if found.of is not None and found.number is not None:
        share = round(100 * found.number / found.of) if found.of else 0
        said.append(_("{n} of {all} ({share} %)").format(n=f"{found.number:g}", all=found.of, share=share))
    elif found.number is not None:
        said.append(f"{found.number:g}".replace(".", ","))
    if found.code:
        said.append(captions(_LEVELS.get(pair.kind, ""), found.code))
    said += found.names
    return ", ".join(said) or _("no data")


def dated_words(pair: Pair, found: Observed | None, captions: Captions) -> str:
    """The same with its day."""
    words = observed_words(pair, found, captions)
    return f"{words} ({found.on:%d.%m.%Y})" if found is not None else words


def last_words(pair: Pair, captions: Captions) -> str:
    """The later side; where there is one side only, that nothing later is known."""
    if pair.last is None and pair.first is not None:
        return _("not measured later")
    return dated_words(pair, pair.last, captions)


def pair_change(pair: Pair) -> str:
    """«+2, better»."""
    first, last = pair.first, pair.last
    number = ""
    if first is not None and last is not None and first.number is not None and last.number is not None:
        number = signed(round(last.number - first.number, 2))
    return ", ".join(words for words in (number, verdict_words(pair_verdict(pair))) if words)


def tally_words(found: Tally) -> str:
    """«Better: 7 · without change: 3 · worse: 1»."""
    said = [
        _("better: {n}").format(n=found.better),
        _("without change: {n}").format(n=found.same),
        _("worse: {n}").format(n=found.worse),
    ]
    if found.unknown:
        said.append(_("not compared: {n}").format(n=found.unknown))
    return " \u00b7 ".join(said)


def conclusion_words(said: Conclusion, captions: Captions) -> str:
    """«To be removed from patronage and observed for 6 months»; empty where nothing is concluded."""
    if not said.code:
        return ""
    words = captions(CONCLUSIONS, said.code)
    if said.code == "observe" and said.months:
        return _("{words}, months: {n}").format(words=words, n=said.months)
    if said.code == "prolong" and said.till:
        return _("{words} until {day}").format(words=words, day=f"{said.till:%d.%m.%Y}")
    if said.code == "pass_on" and said.to:
        return f"{words}: {said.to}"
    return words


def sentences(map_: ChangeMap, captions: Captions, first: Measurement | None, last: Measurement | None) -> tuple[str, ...]:
    """One sentence for each sphere that was scored, for those who listen instead of looking."""
    return tuple(said for line in map_.lines if (said := _sentence(line, captions, first, last)))


def _sentence(line: SphereLine, captions: Captions, first: Measurement | None, last: Measurement | None) -> str:
    before, after = line.mark(first).score, line.mark(last).score
    if before is None and after is None:
        return ""
    name = captions(SPHERES, line.code)
    found = change(line, first, last)
    if found is None:
        return _("{sphere}: {score}").format(sphere=name, score=before if before is not None else after)
    words = verdict_words(verdict(found))
    return _("{sphere}: {before}, then {after}, {change}").format(sphere=name, before=before, after=after, change=words)
