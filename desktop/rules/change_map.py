"""What a map of changes says: which measurements are its ends, what changed, what is still to be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from desktop.base.messages import N_, Finding, message
from desktop.models.change_map import (
    RANGES,
    USUAL_SCALE,
    ChangeMap,
    Conclusion,
    Mark,
    Measurement,
    Pair,
    PairKind,
    SphereLine,
    Tally,
    Verdict,
)
from desktop.models.fields import Value
from desktop.models.snapshots import Snapshot

ENTRANCE, BETWEEN, EXIT = "entrance", "between", "exit"
_BETTER: Final[Mapping[PairKind, int]] = {
    "size": 1, "density": 0, "supporting": 1, "isolated": -1, "conflict": -1, "risk": -1, "conditions": 0,
    "fulfilment": 1, "goals": 1, "problems": 1,
}  # fmt: skip
_GOOD_CONDITIONS: Final = {"unsatisfactory": 0, "satisfactory": 1}
_LEAVING: Final = frozenset({"remove", "observe"})
_AGAINST_LEAVING: Final = ("safety", "dependency")  # spheres whose lowest score speaks against leaving the family


def read(record: Snapshot, spheres: Sequence[str], indicators: Mapping[str, str] | None = None) -> ChangeMap:
    """The sheet as a map: a row for every sphere of the office, also where nothing was said yet.

    A day that only scores know counts as a measurement too, so nothing typed is lost from sight.
    """
    told: dict[str, list[Snapshot]] = {}
    for row in _rows(record, "spheres"):
        told.setdefault(_said(row, "sphere"), []).append(row)
    marks: dict[str, dict[date, Mark]] = {}
    for row in _rows(record, "scores"):
        day = row.values.get("scored_on")
        if isinstance(day, date):
            mine = marks.setdefault(_said(row, "sphere"), {})
            mine[day] = _together(mine.get(day), Mark(_whole(row.values.get("score")), _said(row, "fact"), row.id))
    order = [code for code in dict.fromkeys((*spheres, *told, *marks)) if code]
    lines = tuple(_line(code, told.get(code, ()), marks.get(code, {}), (indicators or {}).get(code, "")) for code in order)
    scale = record.values.get("scale")
    return ChangeMap(
        scale if isinstance(scale, str) and scale in RANGES else USUAL_SCALE, _measurements(record, marks), lines, _ended(record)
    )


def _line(code: str, rows: Sequence[Snapshot], marks: Mapping[date, Mark], usual: str) -> SphereLine:
    if not rows:
        return SphereLine(code, usual, marks)
    said = {key: _joined(_said(row, key) for row in rows) for key in ("confirmed_by", "family_part", "service_part", "helped")}
    return SphereLine(code, _joined(_said(row, "indicator") for row in rows) or usual, marks, **said, row=rows[0].id)


def _together(one: Mark | None, other: Mark) -> Mark:
    """Two people may have marked the same sphere on the same day: the newer score counts, both facts stay."""
    if one is None:
        return other
    score = one.score if other.score is None else other.score
    return Mark(score, _joined((one.fact, other.fact)), one.row)


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))


def _measurements(record: Snapshot, marks: Mapping[str, Mapping[date, Mark]]) -> tuple[Measurement, ...]:
    found: dict[date, Measurement] = {}
    for row in _rows(record, "measurements"):
        day = row.values.get("measured_on")
        if isinstance(day, date):
            mine = Measurement(day, _said(row, "moment"), _said(row, "with_whom"), row.id)
            if (other := found.get(day)) is not None:
                whom = _joined((other.with_whom, mine.with_whom))
                mine = replace(other, moment=other.moment or mine.moment, with_whom=whom)
            found[day] = mine
    for days in marks.values():
        for day in days:
            found.setdefault(day, Measurement(day))
    return tuple(found[day] for day in sorted(found))


def _ended(record: Snapshot) -> Conclusion:
    values = record.values
    till, on, bodies = values.get("prolong_till"), values.get("concluded_on"), values.get("presented_to")
    return Conclusion(
        _said(record, "conclusion"), _whole(values.get("observe_months")), till if isinstance(till, date) else None,
        _said(record, "passed_to"), _said(record, "ground"), _said(record, "family_opinion"),
        on if isinstance(on, date) else None, bodies if isinstance(bodies, tuple) else (),
    )  # fmt: skip


def _rows(record: Snapshot, key: str) -> Iterator[Snapshot]:
    return iter(record.parts.get(key, {}).values())


def _said(record: Snapshot, key: str) -> str:
    value = record.values.get(key)
    return value.strip() if isinstance(value, str) else ""


def _whole(value: Value) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


# The ends, and what lies between them


def ends(map_: ChangeMap) -> tuple[Measurement | None, Measurement | None]:
    """The entrance and the newest measurement after it: the exit where one is named; one day has no second end."""
    days = map_.measurements
    if not days:
        return None, None
    first = next((one for one in days if one.moment == ENTRANCE), days[0])
    later = [one for one in days if one.on > first.on]
    last = next((one for one in reversed(later) if one.moment == EXIT), later[-1] if later else None)
    return first, last


def change(line: SphereLine, first: Measurement | None, last: Measurement | None) -> int | None:
    """By how many points the sphere changed between two measurements; None where one of the scores is lacking."""
    before, after = line.mark(first).score, line.mark(last).score
    return None if before is None or after is None else after - before


def verdict(change_: int | None) -> Verdict:
    """More is always better: the highest score says that the family copes by itself."""
    if change_ is None:
        return ""
    return "better" if change_ > 0 else "worse" if change_ < 0 else "same"


def tally(map_: ChangeMap, first: Measurement | None, last: Measurement | None) -> Tally:
    """How many spheres changed which way between two measurements."""
    found = [verdict(change(line, first, last)) for line in map_.lines]
    return Tally(found.count("better"), found.count("same"), found.count("worse"), found.count(""))


def pair_verdict(pair: Pair) -> Verdict:
    """Whether what the program counts became better."""
    if pair.first is None or pair.last is None:
        return ""
    if pair.kind == "conditions":
        before, after = (_GOOD_CONDITIONS.get(one.code) for one in (pair.first, pair.last))
        return verdict(None if before is None or after is None else after - before)
    if pair.first.number is None or pair.last.number is None:
        return ""
    if pair.first.number == pair.last.number:
        return "same"
    grew = pair.last.number > pair.first.number
    way = _BETTER[pair.kind]
    return "other" if not way else "better" if grew == (way > 0) else "worse"


# What is to be looked at


def next_moment(map_: ChangeMap) -> str:
    """What the next measurement most likely is."""
    return BETWEEN if any(one.moment == ENTRANCE for one in map_.measurements) else ENTRANCE


def findings(map_: ChangeMap, pairs: Sequence[Pair] = ()) -> tuple[Finding, ...]:
    """Sentences for the worker before the commission sees the map; paths name the sphere by its code."""
    return (*_about_days(map_), *_about_spheres(map_), *_about_leaving(map_, pairs))


def _about_days(map_: ChangeMap) -> Iterator[Finding]:
    days = map_.measurements
    if not days:
        return
    first, last = ends(map_)
    if all(one.moment != ENTRANCE for one in days):
        yield Finding(
            ("measurements",), message(N_("No measurement is marked as the entrance: the first one counts")), blocks=False
        )
    elif first is not None and first.on != days[0].on:
        yield Finding(("measurements",), message(N_("A measurement is older than the entrance")), blocks=False)
    if len(days) == 1:
        yield Finding(("measurements",), message(N_("There is one measurement only: nothing can be compared yet")), blocks=False)
    elif last is not None and last.moment == EXIT and last.on != days[-1].on:
        yield Finding(("measurements",), message(N_("A measurement is later than the exit")), blocks=False)


def _about_spheres(map_: ChangeMap) -> Iterator[Finding]:
    least, most = map_.borders
    first, last = ends(map_)
    for line in map_.lines:
        wrong = [mark.score for mark in line.marks.values() if mark.score is not None and not least <= mark.score <= most]
        if wrong:
            said = message(
                N_("A score is not on the scale from {least} to {most}: {score}"), least=least, most=most, score=wrong[0]
            )
            yield Finding(("spheres", line.code), said, blocks=False)
        if change(line, first, last) and not line.confirmed_by:
            yield Finding(("spheres", line.code), message(N_("It changed, and nothing confirms it yet")), blocks=False)
        if first is not None and line.mark(first).score is not None and not line.mark(first).fact:
            yield Finding(("spheres", line.code), message(N_("No fact stands behind the score at the entrance")), blocks=False)


def _about_leaving(map_: ChangeMap, pairs: Sequence[Pair]) -> Iterator[Finding]:
    if map_.conclusion.code not in _LEAVING:
        return
    _first, last = ends(map_)
    if last is None or last.moment != EXIT:
        yield Finding(("conclusion",), message(N_("The family is to leave, and the exit was not measured")), blocks=False)
    for code in _AGAINST_LEAVING:
        line = map_.line(code)
        if line is not None and line.mark(last).score == map_.borders[0]:
            yield Finding(
                ("spheres", code), message(N_("The lowest score at the exit speaks against leaving the family")), blocks=False
            )
    if any(pair.kind == "risk" and pair_verdict(pair) == "worse" for pair in pairs):
        yield Finding(
            ("conclusion",), message(N_("The risk became greater: say in the ground why the family may leave")), blocks=False
        )


# A sheet that begins


def begun(record: Snapshot, scale: str = USUAL_SCALE) -> Snapshot:
    """A new sheet with its scale; spheres get their rows when something is said of them."""
    return record if record.values.get("scale") else replace(record, values={**record.values, "scale": scale})
