"""What lies under the network map in rings: sectors, three rings with their names, the band of those not yet spoken of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from desktop.base.messages import N_, _
from desktop.figures import geometry
from desktop.figures.metrics import MM_PER_PT, line_height, text_width, wrapped
from desktop.figures.network_rings import RINGS, RingSheet
from desktop.figures.primitives import Align, Box, Circle, Ink, Line, Sector, Shape, Text, bounds, on_circle
from desktop.figures.social_field import cells_of

SECTOR_WORDS: Final[Mapping[str, str]] = {
    "household": N_("family"),
    "kin": N_("relatives"),
    "family_kin": N_("family, relatives"),
    "friends": N_("friends, peers"),
    "friends_only": N_("friends"),
    "near": N_("friends, neighbours"),
    "community": N_("neighbours, community"),
    "clubs": N_("clubs, communities"),
    "neighbours": N_("neighbours"),
    "education": N_("education"),
    "work": N_("work, income"),
    "work_school": N_("work, school"),
    "health": N_("health"),
    "officials": N_("officials"),
    "authority": N_("authorities, services"),
    "other": N_("others"),
}
_INKS: Final[Mapping[str, Ink]] = {
    "household": "accent_tint",
    "kin": "sector_kin",
    "family_kin": "sector_kin",
    "friends": "sector_friends",
    "friends_only": "sector_friends",
    "near": "sector_friends",
    "community": "sector_health",
    "clubs": "sector_health",
    "neighbours": "sector_work",
    "education": "sector_education",
    "work": "sector_work",
    "work_school": "sector_education",
    "health": "sector_health",
    "officials": "sector_authority",
    "authority": "sector_authority",
    "other": "ground",
}
RING_WORDS: Final = (N_("very close"), N_("fairly close"), N_("not very close"), N_("not said yet"))
_NAME_PT: Final = 8.0
_CAPTION_PT: Final = 9.0
_CAPTION_WIDTH: Final = 22.0


def ground_shapes(sheet: RingSheet, taken: Sequence[Box]) -> tuple[Shape, ...]:
    """The ground; names of rings and sectors stand where none of the boxes is in the way."""
    last = sheet.borders[-1]
    shapes: list[Shape] = [Circle(0.0, 0.0, sheet.rim, stroke="soft", fill="ground", width_mm=0.25, dash=(1.2, 1.6), tag="band")]
    for name, (start, end) in sheet.sectors.items():
        shapes.append(Sector(0.0, 0.0, last, start, end, fill=_INKS.get(name, "ground"), tag=f"sector:{name}"))
    for start, _end in sheet.sectors.values():
        (x1, y1), (x2, y2) = on_circle(sheet.inner, start), on_circle(last, start)
        shapes.append(Line(x1, y1, x2, y2, stroke="paper", width_mm=0.8))
    shapes += [
        Circle(0.0, 0.0, radius, stroke="soft", width_mm=0.3 if number < RINGS - 1 else 0.45, tag=f"ring:{number}")
        for number, radius in enumerate(sheet.borders)
    ]
    blocked = list(taken)
    for name, (start, end) in sheet.sectors.items():
        words = _caption(name, start, end, sheet.rim, blocked)
        blocked.append(bounds(words))
        shapes += words
    outer = (*sheet.borders, sheet.rim)
    for ring, radius in enumerate(outer):
        inner = sheet.inner if ring == 0 else outer[ring - 1]
        name_ = _ring_name(_(RING_WORDS[ring]), inner, radius, sheet, blocked)
        blocked.append(bounds((name_,)))
        shapes.append(name_)
    return tuple(shapes)


def _ring_name(words: str, inner: float, outer: float, sheet: RingSheet, taken: Sequence[Box]) -> Text:
    """Within the ring, near its outer border, where nobody stands; the top and the borders of sectors first."""
    half = text_width(words, _NAME_PT) / 2
    starts = [start for start, _end in sheet.sectors.values()]
    turns = [*starts, *(turn for start in starts for turn in (start + 8, start - 8, start + 18, start - 18))]
    turns += [float(turn) for turn in range(0, 360, 12)]

    spots = [(turn, radius) for turn in turns for radius in (outer - 2.4, (inner + outer) / 2, inner + 3.4)]
    turn, radius = _freest(spots, half, taken)
    x, y = on_circle(radius, turn)
    return Text(x, y + 0.4, words, _NAME_PT, fill="soft", align="center", halo="paper", tag="ring")


def _freest(spots: Sequence[tuple[float, float]], half: float, taken: Sequence[Box]) -> tuple[float, float]:
    """The first of these (direction, radius) where a name so wide covers the fewest boxes."""
    near: dict[tuple[int, int], list[Box]] = {}
    for box in taken:
        for cell in cells_of(box):
            near.setdefault(cell, []).append(box)

    def covered(turn: float, radius: float, most: int) -> int:
        """How many boxes a name here would cover; counting ends at `most`."""
        x, y = on_circle(radius, turn)
        name = (x - half, y - 2.2, x + half, y + 0.8)
        seen = set[Box]()
        for cell in cells_of(geometry.grown(name, 0.5)):
            seen.update(box for box in near.get(cell, ()) if geometry.overlap(name, box, 0.5))
            if len(seen) >= most:
                break
        return len(seen)

    best, fewest = spots[0], len(taken) + 1
    for spot in spots:
        count = covered(*spot, fewest)
        if count < fewest:
            best, fewest = spot, count
        if not fewest:
            break
    return best


def _caption(name: str, start: float, end: float, rim: float, taken: Sequence[Box]) -> list[Text]:
    words = _(SECTOR_WORDS.get(name, name))
    widest = max((text_width(word, _CAPTION_PT) for word in words.split()), default=0.0)
    lines = wrapped(words, _CAPTION_PT, max(_CAPTION_WIDTH, widest + 0.1), 2)
    height, rise = line_height(_CAPTION_PT), 0.8 * _CAPTION_PT * MM_PER_PT

    def put(turn: float, radius: float) -> list[Text]:
        x, y = on_circle(radius, turn)
        side = x / radius
        align: Align = "left" if side > 0.3 else "right" if side < -0.3 else "center"
        top = y - len(lines) * height * (1 - y / radius) / 2
        return [
            Text(x, top + number * height + rise, line, _CAPTION_PT, fill="soft", align=align, bold=True, tag=f"sector:{name}")
            for number, line in enumerate(lines)
        ]

    tries = [
        put((start + end) / 2 + (end - start) * turn, rim + off)
        for off in (3.0, 7.0, 12.0)
        for turn in (0.0, 0.12, -0.12, 0.24, -0.24, 0.36, -0.36)
    ]
    return next((t for t in tries if not any(geometry.overlap(bounds(t), box, 0.8) for box in taken)), tries[0])
