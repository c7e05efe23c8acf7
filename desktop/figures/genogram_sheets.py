"""A large family on several sheets: each is drawn on its own, signs beside a person say where they go on.

A sheet takes as much of the family as it has room for, whole households of parents and children at a time, starting
with whom the genogram is about. Whoever has further relatives elsewhere stands on both sheets.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal
from uuid import UUID

from desktop.base.messages import _
from desktop.figures.codes import same_codes
from desktop.figures.genogram import GenogramPicture, draw
from desktop.figures.genogram_layout import NAME, NARROW
from desktop.figures.genogram_look import PT
from desktop.figures.metrics import text_width
from desktop.figures.primitives import Box, Figure, Line, Polygon, Rect, Shape, Text
from desktop.models.kin_data import GenogramData, Kin, KinWord
from desktop.models.map_style import STANDARD, MapStyle

Size = Literal["A3", "A4"]
Room = tuple[float, float]
_BORDER: Final = 10.0
_HEADING: Final = 24.0  # above and below a printed figure: title, date, author
_PAGES: Final[Mapping[str, Room]] = {"A3": (420.0, 297.0), "A4": (297.0, 210.0)}
_WIDTHS: Final = (NAME, 21.0, NARROW, 16.0)
_SIGN: Final = 4.4
_MOST: Final = 40  # sheets
_Bonds = tuple[tuple[UUID, tuple[UUID, ...]], ...]  # id of a bond, those it joins


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its figure, who stands on it, and where each of them goes on (numbers of sheets from 1)."""

    figure: Figure
    people: frozenset[UUID]
    links: Mapping[UUID, tuple[int, ...]]


def sheets(
    data: GenogramData,
    today: date,
    size: Size = "A3",
    *,
    style: MapStyle = STANDARD,
    words: Mapping[str, str] | None = None,
) -> tuple[Figure, ...]:
    """The genogram on one sheet, or on several that refer to each other; text is never smaller than 8 pt."""
    return tuple(sheet.figure for sheet in split(data, today, size, style=style, words=words))


def split(
    data: GenogramData,
    today: date,
    size: Size = "A3",
    *,
    style: MapStyle = STANDARD,
    words: Mapping[str, str] | None = None,
) -> tuple[Sheet, ...]:
    """The sheets with what is on them; upright or lying is chosen for each by its figure's shape."""
    maker = _Maker(data, today, size, same_codes(style, data), words)
    whole = maker.fitting(frozenset(p.id for p in data.kin.people) - data.hidden)
    if whole is not None:
        return (Sheet(whole.figure, frozenset(whole.boxes), {}),)
    return maker.sheets()


def fits(figure: Figure, size: Size) -> bool:
    """Does the figure fit on the sheet at its true size, upright or lying, with its heading?"""
    wide, tall = _PAGES[size]
    rooms = (
        (wide - 2 * _BORDER, tall - 2 * _BORDER - _HEADING),
        (tall - 2 * _BORDER, wide - 2 * _BORDER - _HEADING),
    )
    return any(figure.width_mm <= room[0] and figure.height_mm <= room[1] for room in rooms)


class _Maker:
    def __init__(self, data: GenogramData, today: date, size: Size, style: MapStyle, words: Mapping[str, str] | None) -> None:
        self._data, self._today, self._size, self._style, self._words = data, today, size, style, words
        self._everybody = sorted({p.id for p in data.kin.people} - data.hidden)
        self._bonds = _bonds_of(data)
        self._near = _families(data, set(self._everybody))

    def fitting(self, people: frozenset[UUID]) -> GenogramPicture | None:
        """These people on one sheet, names as wide as there is room for; nothing if there is not."""
        part = _part(self._data, people)
        for width in _WIDTHS:
            picture = draw(part, self._today, style=self._style, width=width, words=self._words)
            if fits(picture.figure, self._size):
                return picture
            if picture.figure.width_mm * NARROW > NAME * 2 * _PAGES[self._size][0]:
                return None  # narrower names will not make it half as wide
        return None

    def sheets(self) -> tuple[Sheet, ...]:
        """As many sheets as it takes, each begun where an earlier one left off."""
        left = {id_ for id_, _ends in self._bonds}
        alone = set(self._everybody) - {end for _id, ends in self._bonds for end in ends}
        parts: list[frozenset[UUID]] = []
        start = self._data.index if self._data.index in self._everybody else self._everybody[0]
        while (left or alone) and len(parts) < _MOST:
            part = self._grown(start, left, alone)
            parts.append(part)
            alone -= part
            done = {id_ for id_, ends in self._bonds if id_ in left and part.issuperset(ends)}
            if not done and not (part & alone) and len(part) < 2:
                left -= {id_ for id_, ends in self._bonds if start in ends}
            left -= done
            start = self._next(parts, left, alone)
        return self._drawn(parts)

    def _next(self, parts: list[frozenset[UUID]], left: set[UUID], alone: set[UUID]) -> UUID:
        """Somebody of an earlier sheet with bonds that no sheet shows yet; else anybody left."""
        open_ends = [end for id_, ends in self._bonds if id_ in left for end in ends]
        for part in parts:
            here = [end for end in open_ends if end in part]
            if here:
                return max(sorted(set(here)), key=here.count)
        return min([*open_ends, *alone], default=self._everybody[0])

    def _grown(self, start: UUID, left: set[UUID], alone: set[UUID]) -> frozenset[UUID]:
        """The start with as many families around it as fit, nearest first."""
        groups = list(self._around(start, left, alone))
        low, high = min(1, len(groups)), len(groups) + 1
        while high - low > 1:  # the more families, the larger the sheet: halve the question
            middle = (low + high) // 2
            if self.fitting(self._union(groups[:middle], start)) is not None:
                low = middle
            else:
                high = middle
        return self._union(groups[:low], start)

    def _union(self, groups: Iterable[frozenset[UUID]], start: UUID) -> frozenset[UUID]:
        return frozenset({start}).union(*groups)

    def _around(self, start: UUID, left: set[UUID], alone: set[UUID]) -> Iterator[frozenset[UUID]]:
        """Families one after another, by how far they are; only those with a bond that is not drawn yet."""
        seen, queue, used = {start}, deque([start]), set[frozenset[UUID]]()
        others = deque(end for id_, ends in self._bonds if id_ in left for end in ends)
        while queue:
            for family, bonds in self._near.get(queue.popleft(), ()):
                if family in used or not bonds & left:
                    continue
                used.add(family)
                yield family
                fresh = sorted(family - seen)
                seen.update(fresh)
                queue.extend(fresh)
            while not queue and others:  # a part of the family that no bond ties to this one
                if (other := others.popleft()) not in seen:
                    seen.add(other)
                    queue.append(other)
        for person in sorted(alone):
            yield frozenset({person})

    def _drawn(self, parts: list[frozenset[UUID]]) -> tuple[Sheet, ...]:
        found = []
        for number, part in enumerate(parts):
            links = {
                person: tuple(other + 1 for other, them in enumerate(parts) if other != number and person in them)
                for person in sorted(part)
            }
            links = {person: numbers for person, numbers in links.items() if numbers}
            picture = self.fitting(part) or draw(
                _part(self._data, part), self._today, style=self._style, width=_WIDTHS[-1], words=self._words
            )
            found.append(Sheet(_signed(picture, links, number + 1, len(parts)), part, links))
        return tuple(found)


def _bonds_of(data: GenogramData) -> _Bonds:
    kin, away = data.kin, data.hidden
    bonds: list[tuple[UUID, tuple[UUID, ...]]] = [(u.id, (u.first, u.second)) for u in kin.unions]
    bonds += [(p.id, (p.parent, p.child)) for p in kin.parents]
    bonds += [(t.id, (t.first, t.second)) for t in kin.twins]
    bonds += [(one.id, (one.mother, one.father) if one.father else (one.mother,)) for one in kin.losses]
    bonds += [(w.id, (w.first, w.second)) for w in kin.words]
    bonds += [(f.id, (f.first, f.second)) for f in data.feelings]
    known = {p.id for p in kin.people} - away
    return tuple((id_, ends) for id_, ends in bonds if known.issuperset(ends))


def _families(data: GenogramData, people: set[UUID]) -> dict[UUID, list[tuple[frozenset[UUID], set[UUID]]]]:
    """For everybody the groups that must not be torn: parents with their children, couples, two who feel."""
    groups: dict[frozenset[UUID], set[UUID]] = {}
    bonds = dict(_bonds_of(data))
    parents: dict[UUID, set[UUID]] = {}
    links: dict[UUID, set[UUID]] = {}
    for link in data.kin.parents:
        if link.id in bonds:
            parents.setdefault(link.child, set()).add(link.parent)
            links.setdefault(link.child, set()).add(link.id)
    by_parents: dict[frozenset[UUID], set[UUID]] = {}
    for child, found in parents.items():
        by_parents.setdefault(frozenset(found), set()).add(child)
    for theirs, children in by_parents.items():
        groups.setdefault(theirs | children, set()).update(*(links[child] for child in children))
    for id_, ends in bonds.items():
        holder = next((group for group in groups if group.issuperset(ends)), None)
        groups.setdefault(holder or frozenset(ends), set()).add(id_)
    near: dict[UUID, list[tuple[frozenset[UUID], set[UUID]]]] = {person: [] for person in people}
    for group, held in sorted(groups.items(), key=lambda item: sorted(item[0])):
        for person in group:
            near[person].append((group, held))
    return near


def _part(data: GenogramData, people: frozenset[UUID]) -> GenogramData:
    """The genogram of these people only; feelings go with their ends."""
    kin = data.kin

    def words(all_words: Iterable[KinWord]) -> tuple[KinWord, ...]:
        return tuple(w for w in all_words if w.first in people and w.second in people)

    part = Kin(
        tuple(p for p in kin.people if p.id in people),
        tuple(u for u in kin.unions if u.first in people and u.second in people),
        tuple(p for p in kin.parents if p.parent in people and p.child in people),
        tuple(t for t in kin.twins if t.first in people and t.second in people),
        tuple(one for one in kin.losses if one.mother in people),
        words(kin.words),
    )
    feelings = tuple(f for f in data.feelings if f.first in people and f.second in people)
    marks = tuple(m for m in data.marks if m.person in people)
    shifts = data.shifts if len(part.people) == len(kin.people) else {}  # places by hand are those of the whole
    return replace(data, kin=part, feelings=feelings, marks=marks, shifts=shifts)


def _signed(picture: GenogramPicture, links: Mapping[UUID, tuple[int, ...]], number: int, many: int) -> Figure:
    """The sheet with its number, and the sign of the other sheets at everybody who stands there too."""
    figure = picture.figure
    shapes = list(figure.shapes)
    for person, numbers in links.items():
        shapes += _sign(picture.symbols[person], numbers, str(person), figure)
    title = _("Sheet {number} of {many}").format(number=number, many=many)
    shapes.append(Text(figure.width_mm - 2.0, figure.height_mm - 1.4, title, PT, align="right", fill="soft"))
    return replace(figure, shapes=tuple(shapes), title=f"{figure.title} \u00b7 {title}" if figure.title else title)


def _sign(symbol: Box, numbers: tuple[int, ...], tag: str, figure: Figure) -> list[Shape]:
    """An arrow and the numbers of the other sheets, above the years."""
    words = _("sheet {numbers}").format(numbers=", ".join(map(str, numbers)))
    wide = text_width(words, PT, bold=True) + 6.6
    left = min(max((symbol[0] + symbol[2]) / 2 - wide / 2, 0.5), figure.width_mm - wide - 0.5)
    top = symbol[1] - _SIGN - 4.2
    x, y = left + 1.6, top + _SIGN / 2
    return [
        Rect(left, top, wide, _SIGN, 2.0, stroke="accent", fill="accent_tint", width_mm=0.3, tag=tag),
        Line(x, y, x + 1.8, y, stroke="accent_text", width_mm=0.35, tag=tag),
        Polygon(((x + 2.8, y), (x + 1.5, y - 0.9), (x + 1.5, y + 0.9)), fill="accent_text", tag=tag),
        Text(x + 3.6, top + 3.1, words, PT, bold=True, fill="accent_text", tag=tag),
    ]
