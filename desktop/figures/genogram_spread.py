"""Places along rows: wishes are fulfilled as well as the least distances between neighbours allow.

Every wish is a spring between some places; all of them together have one best answer, which is found by steps
along the springs' pull, each followed by setting the rows right again (exactly, row by row).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

_STEPS: Final = 500
_STILL: Final = 0.004  # millimetres


@dataclass(frozen=True, slots=True)
class Spring:
    """A wish: the sum of the places, each by its share, should be `rest`."""

    ends: tuple[tuple[int, float], ...]
    rest: float
    weight: float


def spread(rows: Sequence[Sequence[int]], gaps: Sequence[Sequence[float]], springs: Sequence[Spring]) -> list[float]:
    """A place for every number; `gaps[row][n]`: the least distance of the n-th and the next in a row."""
    count = sum(len(row) for row in rows)
    place = [0.0] * count
    for row, least in zip(rows, gaps, strict=True):
        at = -sum(least) / 2
        for number, item in enumerate(row):
            place[item] = at
            at += least[number] if number < len(least) else 0.0
    stiff = [0.02] * count
    for spring in springs:
        whole = sum(abs(share) for _end, share in spring.ends)
        for end, share in spring.ends:
            stiff[end] += spring.weight * abs(share) * whole
    return _settled(rows, gaps, springs, place, stiff)


def _settled(
    rows: Sequence[Sequence[int]],
    gaps: Sequence[Sequence[float]],
    springs: Sequence[Spring],
    place: list[float],
    stiff: list[float],
) -> list[float]:
    ahead, speed = list(place), 1.0
    for _step in range(_STEPS):
        pull = [0.02 * at for at in ahead]
        for spring in springs:
            off = sum(ahead[end] * share for end, share in spring.ends) - spring.rest
            off *= spring.weight
            for end, share in spring.ends:
                pull[end] += off * share
        wished = [at - force / hold for at, force, hold in zip(ahead, pull, stiff, strict=True)]
        new = _apart(rows, gaps, wished, stiff)
        faster = (1 + sqrt(1 + 4 * speed * speed)) / 2
        push = (speed - 1) / faster
        change = 0.0
        backwards = 0.0
        for n, at in enumerate(new):
            moved = at - place[n]
            change = max(change, abs(moved))
            backwards += (ahead[n] - at) * moved
            ahead[n] = at + push * moved
        if backwards > 0:  # running past the best: start slowly again
            faster, ahead = 1.0, list(new)
        place, speed = new, faster
        if change < _STILL:
            break
    return place


def _apart(
    rows: Sequence[Sequence[int]], gaps: Sequence[Sequence[float]], wished: list[float], stiff: list[float]
) -> list[float]:
    """The places nearest to the wished ones that keep the order and the distances of every row."""
    found = list(wished)
    for row, least in zip(rows, gaps, strict=True):
        offset = 0.0
        runs: list[list[float]] = []  # middle, weight, how many
        offsets = []
        for number, item in enumerate(row):
            offsets.append(offset)
            runs.append([wished[item] - offset, stiff[item], 1])
            while len(runs) > 1 and runs[-2][0] > runs[-1][0]:
                middle, weight, many = runs.pop()
                last = runs[-1]
                last[0] = (last[0] * last[1] + middle * weight) / (last[1] + weight)
                last[1] += weight
                last[2] += many
            offset += least[number] if number < len(least) else 0.0
        number = 0
        for middle, _weight, many in runs:
            for _ in range(int(many)):
                found[row[number]] = middle + offsets[number]
                number += 1
    return found
