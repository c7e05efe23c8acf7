"""Depths of the lines between two rows: no two lie over each other, and few cross."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_NEAR: Final = 1.4
_COVERED: Final = 20.0


@dataclass(frozen=True, slots=True)
class Span:
    """A horizontal line with what comes to it from above and leaves it downwards."""

    tops: tuple[float, ...]
    bottoms: tuple[float, ...]

    @property
    def low(self) -> float:
        """Its left end."""
        return min(*self.tops, *self.bottoms)

    @property
    def high(self) -> float:
        """Its right end."""
        return max(*self.tops, *self.bottoms)

    @property
    def flat(self) -> bool:
        """Does it need a horizontal line at all?"""
        return self.high - self.low > 0.05


def depths(spans: Sequence[Span]) -> tuple[list[int], int]:
    """The track of each span, 0 the uppermost, and how many tracks there are."""
    bars = [n for n, span in enumerate(spans) if span.flat]
    price = {(a, b): _above(spans[a], spans[b]) for a in bars for b in bars if a != b}
    order = sorted(bars, key=lambda n: (spans[n].low + spans[n].high, n))
    for _pass in range(4):
        if not _reorder(order, price):
            break
    track = [0] * len(spans)
    for place, n in enumerate(order):
        under = [track[m] + 1 for m in order[:place] if _meet(spans[n], spans[m])]
        track[n] = max(under, default=0)
    return track, max((track[n] + 1 for n in bars), default=0)


def _reorder(order: list[int], price: dict[tuple[int, int], float]) -> bool:
    gained = False
    for n in list(order):
        place = order.index(n)
        rest = [m for m in order if m != n]
        now = sum(price[n, m] for m in rest)  # n above everybody
        sums = [now]
        for m in rest:
            now += price[m, n] - price[n, m]
            sums.append(now)
        best = min(range(len(sums)), key=lambda at: (sums[at], abs(at - place)))
        if sums[best] < sums[place] - 1e-9:
            order[:] = [*rest[:best], n, *rest[best:]]
            gained = True
    return gained


def _meet(one: Span, other: Span) -> bool:
    return one.low - _NEAR < other.high and other.low - _NEAR < one.high


def _above(upper: Span, lower: Span) -> float:
    """What it costs to have one above the other: crossings, and lines that would lie over each other."""
    if not _meet(upper, lower):
        return 0.0
    price = float(sum(lower.low < x < lower.high for x in upper.bottoms))
    price += sum(upper.low < x < upper.high for x in lower.tops)
    price += _COVERED * sum(abs(a - b) < 0.6 for a in upper.bottoms for b in lower.tops)
    return price


def apart(places: Sequence[float], least: float) -> list[float]:
    """The places in order, moved as little as is simple so that neighbours keep a distance."""
    found = list(places)
    for a, b in pairwise(sorted(range(len(found)), key=found.__getitem__)):
        found[b] = max(found[b], found[a] + least)
    return found
