"""Cards of the parties of a conflict: name, role, needs, fears and position, and the box of the issue in the middle.

Texts are never cut: a card grows wider before it grows too high, so that people's own words stay whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final
from uuid import UUID

from desktop.base.messages import N_, _, language
from desktop.figures import geometry
from desktop.figures.metrics import MM_PER_PT, elided, line_height, text_width, wrapped
from desktop.figures.primitives import Box, Ink, Line, Polygon, Polyline, Rect, Shape, Text, placed, tagged
from desktop.models.conflict_data import ConflictData, Need, NeedKind, Party, PartyRole
from desktop.models.kinds import Captions, partial_words
from desktop.models.map_data import NodeKind

BODY_PT: Final = 9.0
NAME_PT: Final = 10.5
CHIP_PT: Final = 8.5
_ISSUE_PT: Final = 11.5
WIDTHS: Final = (50.0, 62.0, 78.0, 96.0)  # a card is as narrow as its height allows
_PAD: Final = 3.0
_CORNER: Final = 2.0
_CHIP_PAD: Final = 2.2
_CHIP_HIGH: Final = 4.8
_BULLET: Final = 3.0
_MOST_LINES: Final = 80
_HIGH: Final = 1.35  # heights to widths from which a wider card is tried
_ISSUE_WIDTHS: Final = (50.0, 60.0, 74.0)
ARROW: Final = "\u2192"
_ARROW_ROOM: Final = "\u00a0" * 3  # what an arrow takes of a line
NEED_WORDS: Final[Mapping[NeedKind, str]] = {"need": N_("Needs"), "fear": N_("Fears")}
_NEED_INK: Final[Mapping[NeedKind, Ink]] = {"need": "good", "fear": "bad"}
_CHIP: Final[Mapping[PartyRole, tuple[Ink, Ink]]] = {  # filling and letters
    "side": ("ground", "ink"), "ally": ("good_tint", "good"), "institution": ("accent_tint", "accent_text"),
    "mediator": ("accent", "paper"), "witness": ("paper", "soft"),
}  # fmt: skip
_ASKED: Final[frozenset[PartyRole]] = frozenset({"side", "ally", "institution"})  # whose needs are asked for


@dataclass(frozen=True, slots=True)
class Card:
    """A drawn card, its upper left corner at (0, 0); `heads` are the lines of those who stand in it."""

    id: UUID
    parties: tuple[UUID, ...]
    width: float
    height: float
    shapes: tuple[Shape, ...] = field(repr=False)
    heads: Mapping[UUID, Box] = field(default_factory=dict)

    def box_at(self, x: float, y: float) -> Box:
        """Its box when its middle stands here."""
        return x - self.width / 2, y - self.height / 2, x + self.width / 2, y + self.height / 2


def head_of(data: ConflictData, party: Party) -> UUID:
    """In whose card a party stands: its own, or of the one it is joined to, however long the chain."""
    seen = [party.id]
    now = party
    while now.joined_to is not None and (next_ := data.party(now.joined_to)) is not None and next_.id not in seen:
        seen.append(next_.id)
        now = next_
    if now.joined_to is not None and now.joined_to in seen:  # a ring: the first of it leads
        return min(seen, key=lambda id_: id_.int)
    return now.id


def blocks_of(data: ConflictData) -> dict[UUID, tuple[Party, ...]]:
    """The cards: by the party that leads, everybody in it, in the order of the map."""
    blocks: dict[UUID, list[Party]] = {}
    for party in data.parties:
        blocks.setdefault(head_of(data, party), []).append(party)
    return {
        head: tuple(sorted(inside, key=lambda party: party.id != head))
        for head, inside in sorted(blocks.items(), key=lambda one: _place_in(data, one[0]))
    }


def _place_in(data: ConflictData, id_: UUID) -> int:
    return next(number for number, party in enumerate(data.parties) if party.id == id_)


def cards_of(data: ConflictData, captions: Captions) -> dict[UUID, Card]:
    """Every card, by the party that leads it; wherever it stands, it is the same card."""
    bare = replace(
        data, parties=tuple(replace(party, place=None) for party in data.parties), relations=(), options=(), agreements=(),
        readings=(),
    )  # fmt: skip
    return dict(_cards(bare, tuple((party.role, captions("conflict_roles", party.role)) for party in data.parties), language()))


@lru_cache(maxsize=4)  # a drag asks twice for the cards it left as they were
def _cards(data: ConflictData, roles: tuple[tuple[str, str], ...], _spoken: str) -> Mapping[UUID, Card]:
    words = dict(roles)
    return {head: card(data, inside, lambda _dictionary, code: words[code]) for head, inside in blocks_of(data).items()}


def card(data: ConflictData, inside: tuple[Party, ...], captions: Captions) -> Card:
    """One card, as narrow as it may be."""
    made = None
    for width in WIDTHS:
        made = _card(data, inside, captions, width)
        if made.height <= width * _HIGH:
            break
    assert made is not None  # noqa: S101  for the type checker: there are widths
    return made


class _Flow:
    """Lines of text one under another."""

    def __init__(self, width: float) -> None:
        self.width, self.y = width, _PAD
        self.shapes: list[Shape] = []

    def line(self, text: str, size: float, ink: Ink, *, bold: bool = False, indent: float = 0.0) -> None:
        self.shapes += text_line(_PAD + indent, self.y + 0.95 * size * MM_PER_PT, text, size, ink, bold=bold)
        self.y += line_height(size)

    def text(self, text: str, size: float, ink: Ink, *, bold: bool = False, indent: float = 0.0) -> None:
        room = self.width - 2 * _PAD - indent
        for line in wrapped(text, size, room, _MOST_LINES, bold=bold):
            self.line(line, size, ink, bold=bold, indent=indent)

    def gap(self, high: float) -> None:
        self.y += high


def _card(data: ConflictData, inside: tuple[Party, ...], captions: Captions, width: float) -> Card:
    flow = _Flow(width)
    heads: dict[UUID, Box] = {}
    for number, party in enumerate(inside):
        if number:
            flow.gap(1.0)
        top = flow.y - 1.0
        _head(flow, party, captions)
        heads[party.id] = (0.0, top, width, flow.y)
    flow.gap(1.2)
    flow.shapes.append(Line(0.0, flow.y, width, flow.y, stroke="hairline", width_mm=0.3))
    flow.gap(1.8)
    head_end = flow.y
    _content(flow, data, inside)
    if flow.y == head_end:
        flow.gap(1.0)
    height = flow.y + _PAD - 0.6
    mediates = any(party.role == "mediator" for party in inside)
    frame: list[Shape] = [
        Rect(
            0.0, 0.0, width, height, _CORNER, stroke="accent" if mediates else "soft", fill="paper",
            width_mm=0.5 if mediates else 0.3, dash=(1.4, 1.0) if inside[0].role == "witness" else (),
        )
    ]  # fmt: skip
    if mediates:  # a double frame, so that a grey copy says it as well
        frame.append(Rect(1.0, 1.0, width - 2.0, height - 2.0, _CORNER - 0.6, stroke="accent", width_mm=0.25))
    shapes = tagged([*frame, *flow.shapes], str(inside[0].id))
    return Card(inside[0].id, tuple(party.id for party in inside), width, height, shapes, heads)


def _head(flow: _Flow, party: Party, captions: Captions) -> None:
    name = party.name.strip() or _("somebody unknown")
    word = captions("conflict_roles", party.role)
    chip_text = elided(word, CHIP_PT, flow.width - 2 * (_PAD + _CHIP_PAD), bold=True)
    chip_width = text_width(chip_text, CHIP_PT, bold=True) + 2 * _CHIP_PAD
    mark = 0.0 if party.kind == "person" or party.role == "institution" else 4.6  # the chip says it already
    beside = flow.width - 2 * _PAD - chip_width - 2.0 - mark
    whole = flow.width - 2 * _PAD - mark
    most = 1 if text_width(name, NAME_PT, bold=True) <= whole else 2
    lines = wrapped(name, NAME_PT, beside, 2, bold=True) if beside > 14.0 else ()
    fits = bool(lines) and _kept(name, lines) and len(lines) <= most
    if not fits:
        lines = wrapped(name, NAME_PT, whole, 6, bold=True)
    top = flow.y
    if mark:
        flow.shapes += _kind_mark(party.kind, _PAD, top + 0.6)
    for line in lines:
        flow.line(line, NAME_PT, "ink", bold=True, indent=mark)
    if fits:
        chip_top = top + (line_height(NAME_PT) - _CHIP_HIGH) / 2
        flow.shapes += chip_shapes(chip_text, flow.width - _PAD - chip_width, chip_top, party.role)
        flow.y = max(flow.y, top + _CHIP_HIGH)
    else:
        flow.gap(0.6)
        flow.shapes += chip_shapes(chip_text, _PAD, flow.y, party.role)
        flow.gap(_CHIP_HIGH)


def _kept(text: str, lines: tuple[str, ...]) -> bool:
    """Whether no word was torn or cut to fit these lines."""
    return " ".join(lines).replace("- ", "-").split() == text.replace("- ", "-").split()


def chip_shapes(text: str, x: float, y: float, role: PartyRole) -> tuple[Shape, ...]:
    """The word of a role in its pill: one line, always."""
    fill, ink = _CHIP[role]
    width = text_width(text, CHIP_PT, bold=True) + 2 * _CHIP_PAD
    return (
        Rect(x, y, width, _CHIP_HIGH, _CHIP_HIGH / 2, fill=fill, stroke="soft" if role in ("witness", "side") else None,
             width_mm=0.2),
        Text(x + _CHIP_PAD, y + _CHIP_HIGH / 2 + 0.34 * CHIP_PT * MM_PER_PT, text, CHIP_PT, bold=True, fill=ink),
    )  # fmt: skip


def _kind_mark(kind: NodeKind, x: float, y: float) -> tuple[Shape, ...]:
    """A small house for an agency, three dots for a group: a person has none."""
    if kind == "agency":
        roof = ((x, y + 1.5), (x + 1.7, y), (x + 3.4, y + 1.5))
        return (
            Polygon(roof, fill="soft"),
            Rect(x + 0.4, y + 1.5, 2.6, 1.9, fill="soft"),
        )
    return tuple(Rect(x + dx, y + dy, 1.4, 1.4, 0.7, fill="soft") for dx, dy in ((0.0, 1.9), (1.9, 1.9), (0.95, 0.2)))


def _content(flow: _Flow, data: ConflictData, inside: tuple[Party, ...]) -> None:
    ids = {party.id for party in inside}
    asked = any(party.role in _ASKED for party in inside)
    lists = [(kind, _needs(data, ids, kind)) for kind in NEED_WORDS]
    for kind, needs in lists:
        if needs or asked:
            _list(flow, kind, needs)
    kovalev = data.template == "kovalev"
    for party in inside:
        whose = f" ({party.name})" if len(inside) > 1 else ""
        if party.position.strip():
            heading = _("Initial position") if kovalev else _("What they demand")
            _told(flow, heading + whose, party.position)
        before, after = party.state_before.strip(), party.state_after.strip()
        if kovalev and (before or after):
            _told(flow, _("State") + whose, f"{before or '?'} \u2192 {after or '?'}")


def _told(flow: _Flow, heading: str, words: str) -> None:
    flow.text(heading, BODY_PT, "soft", bold=True)
    flow.text(words, BODY_PT, "ink")
    flow.gap(1.4)


def _needs(data: ConflictData, ids: set[UUID], kind: NeedKind) -> list[Need]:
    """What those of one card need or fear; what joined parties say in the same words is said once."""
    found: dict[str, Need] = {}
    for need in data.needs:
        if need.party in ids and need.kind == kind:
            key = " ".join(need.words.casefold().split())
            standing = found.get(key)
            if standing is None or (need.common and not standing.common):
                found[key] = need
    return list(found.values())


def _list(flow: _Flow, kind: NeedKind, needs: list[Need]) -> None:
    flow.text(_(NEED_WORDS[kind]), BODY_PT, _NEED_INK[kind], bold=True)
    if not needs:
        flow.text(_("not named yet"), BODY_PT, "soft")
    for need in needs:
        flow.shapes += bullet(_PAD + 1.0, flow.y + 0.58 * line_height(BODY_PT), kind, common=bool(need.common.strip()))
        flow.text(need.words.strip() or "\u2026", BODY_PT, "ink", indent=_BULLET)
    flow.gap(1.4)


def bullet(x: float, y: float, kind: NeedKind, *, common: bool) -> tuple[Shape, ...]:
    """A dot before a need or fear; a filled diamond when several parties share it."""
    ink = _NEED_INK[kind]
    if common:
        r = 1.25
        return (Polygon(((x, y - r), (x + r, y), (x, y + r), (x - r, y)), fill=ink),)
    return (Rect(x - 0.45, y - 0.45, 0.9, 0.9, 0.45, fill=ink),)


def text_line(x: float, y: float, text: str, size: float, ink: Ink, *, bold: bool = False) -> tuple[Shape, ...]:
    """A line of text by its baseline; arrows in it are drawn, because the font has none."""
    made: list[Shape] = []
    for number, part in enumerate(text.split(ARROW)):
        if number:
            wide, middle = text_width(_ARROW_ROOM, size, bold=bold), y - 0.27 * size * MM_PER_PT
            tip, head = x + wide - 0.4, 0.28 * size * MM_PER_PT
            made.append(Line(x + 0.4, middle, tip, middle, stroke=ink, width_mm=0.3))
            made.append(
                Polyline(((tip - head, middle - head * 0.8), (tip, middle), (tip - head, middle + head * 0.8)), stroke=ink,
                         width_mm=0.3)
            )  # fmt: skip
            x += wide
        if part:
            made.append(Text(x, y, part, size, bold=bold, fill=ink))
            x += text_width(part, size, bold=bold)
    return tuple(made)


# The issue in the middle


def issue_card(data: ConflictData, captions: Captions) -> Card:
    """The rounded box of the issue: what it is about, since when, which stage, how strong."""
    made = None
    for width in _ISSUE_WIDTHS:
        made = _issue(data, captions, width)
        if made.height <= width * 0.9:
            break
    assert made is not None  # noqa: S101  for the type checker: there are widths
    return made


def _issue(data: ConflictData, captions: Captions, width: float) -> Card:
    room = width - 8.0
    lines: list[tuple[str, float, bool]] = []
    for text, size, bold in _issue_texts(data, captions):
        lines += [(line, size, bold) for line in wrapped(text, size, room, _MOST_LINES, bold=bold)]
    y = 4.0
    shapes: list[Shape] = []
    for line, size, bold in lines:
        y += line_height(size)
        left = (width - text_width(line.replace(ARROW, _ARROW_ROOM), size, bold=bold)) / 2
        shapes += text_line(left, y - 0.3 * size * MM_PER_PT, line, size, "paper", bold=bold)
    height = y + 4.0
    frame = Rect(0.0, 0.0, width, height, min(height / 2, 9.0), fill="accent", stroke="accent", width_mm=0.3)
    return Card(data.conflict, (), width, height, tagged([frame, *shapes], str(data.conflict)))


def _issue_texts(data: ConflictData, captions: Captions) -> list[tuple[str, float, bool]]:
    kovalev = data.template == "kovalev"
    texts: list[tuple[str, float, bool]] = []
    if kovalev:
        texts.append((_("Subject of the conflict"), BODY_PT, False))
    issue = data.subject if kovalev and data.subject.strip() else data.issue
    texts.append((issue.strip() or _("What is it about?"), _ISSUE_PT, True))
    if kovalev and data.contradiction.strip():
        texts.append((_("Contradiction: {words}").format(words=data.contradiction.strip()), BODY_PT, False))
    texts += [(line, BODY_PT, False) for line in state_lines(data, captions)]
    return texts


def state_lines(data: ConflictData, captions: Captions) -> list[str]:
    """Since when and at which stage, how strong, and who mediates: the small lines of the issue."""
    first = []
    if data.began_on is not None:
        first.append(_("since {day}").format(day=partial_words(data.began_on)))
    if data.phase:
        first.append(_("stage: {stage}").format(stage=captions("conflict_stages", data.phase)))
    joined = " \u00b7 ".join(first)
    lines = [joined] if joined and text_width(joined, BODY_PT) <= _ISSUE_WIDTHS[0] - 8.0 else first
    if strength := strength_words(data):
        lines.append(_("intensity {numbers}").format(numbers=strength))
    if data.mediator.strip():
        lines.append(_("mediator: {name}").format(name=data.mediator.strip()))
    return lines


def strength_words(data: ConflictData) -> str:
    """«8 → 5»: how strong it was at the first reading, and how strong it is now."""
    readings = sorted(data.readings, key=lambda reading: reading.on)
    now = data.intensity if data.intensity is not None else readings[-1].intensity if readings else None
    if now is None:
        return ""
    return f"{readings[0].intensity} \u2192 {now}" if readings and readings[0].intensity != now else str(now)


def at(card_: Card, x: float, y: float) -> tuple[Shape, ...]:
    """The shapes of a card whose middle stands here."""
    return placed(card_.shapes, x - card_.width / 2, y - card_.height / 2)


def heads_at(card_: Card, x: float, y: float) -> dict[UUID, Box]:
    """Where the lines of those in a card are, when its middle stands here."""
    left, top = x - card_.width / 2, y - card_.height / 2
    return {id_: geometry.moved(box, left, top) for id_, box in card_.heads.items()}
