"""Maps to practise the layout on, so that the held-out ones stay unseen: of the same make, from other seeds."""

from __future__ import annotations

from random import Random
from typing import Final

from desktop.models.map_data import MapData
from tests.figures.hard_maps import family

_FIRST_SEED: Final = 5_000


def practice_maps(count: int) -> dict[str, MapData]:
    """So many families whose sizes and ties follow the rule of the held-out maps."""
    random = Random(_FIRST_SEED)
    maps = {}
    for number in range(count):
        adults, children = random.randint(1, 3), random.randint(1, 4)
        outside = random.randint(10, 60)
        among = random.choice((0.0, 0.1, 0.3))
        title = f"practice {number + 1}: {adults} + {children}, {outside} contacts"
        maps[title] = family(adults, children, outside, seed=_FIRST_SEED + number, among=among)
    return maps
