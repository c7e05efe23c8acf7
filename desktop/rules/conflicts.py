"""Conflict maps: what is common to the parties, who holds with whom, how it goes, what is still to be asked.

Nothing here refuses: a worker hears a cautious hint and decides. After Cornelius and Faire the formulation is neutral,
and what parties share is looked for before anything is offered.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import combinations
from typing import Final
from uuid import UUID

from desktop.base import places
from desktop.base.messages import N_, Finding, Message, message
from desktop.models.conflict_data import (
    ConflictData,
    CurvePoint,
    Need,
    NeedKind,
    Option,
    OptionState,
    Party,
    PartyRole,
)
from desktop.rules.search import fold, word_tokens, words_of

DANGEROUS: Final = 8  # of 10
_ASKED: Final[frozenset[PartyRole]] = frozenset({"side", "ally", "institution"})
_OPEN: Final[frozenset[OptionState]] = frozenset({"proposed", "discussed"})
_ALIKE: Final = 0.6  # of the words of the shorter one
_SPELT_ALIKE: Final = 88.0
_LONG_WORD: Final = 5
_KINDS: Final[tuple[NeedKind, ...]] = ("need", "fear")


@dataclass(frozen=True, slots=True)
class Common:
    """What several parties need or fear: the words they share, the needs in their own words."""

    kind: NeedKind
    words: str
    needs: tuple[UUID, ...]
    parties: tuple[UUID, ...]


# What parties share


def common(data: ConflictData) -> tuple[Common, ...]:
    """Needs and fears that two parties or more have in common, as workers marked them; needs first."""
    found: dict[tuple[NeedKind, str], list[Need]] = {}
    for need in data.needs:
        if key := _tag(need):
            found.setdefault((need.kind, key), []).append(need)
    shared = [Common(kind, needs[0].common.strip(), *_who(needs)) for (kind, _key), needs in found.items()]
    return tuple(one for kind in _KINDS for one in shared if one.kind == kind and len(one.parties) > 1)


def alike(data: ConflictData) -> tuple[Common, ...]:
    """Needs and fears of different parties that seem to be the same in other words: to be confirmed by a person."""
    found: list[Common] = []
    for kind in _KINDS:
        needs = [need for need in data.needs if need.kind == kind and need.words.strip()]
        for group in _groups([need.id for need in needs], _pairs_alike(needs)):
            inside = [need for need in needs if need.id in group]
            tags = {fold(need.common) for need in inside if need.common.strip()}
            if len({need.party for need in inside}) < 2 or (len(tags) == 1 and all(n.common.strip() for n in inside)):
                continue
            words = next((need.common for need in inside if need.common.strip()), "")
            found.append(Common(kind, (words or min((n.words for n in inside), key=len)).strip(), *_who(inside)))
    return tuple(found)


def confirmed(data: ConflictData, shared: Common) -> ConflictData:
    """The map with these needs marked as one and the same."""
    return marked_common(data, shared.needs, shared.words)


def marked_common(data: ConflictData, needs: Iterable[UUID], words: str) -> ConflictData:
    """The map with these needs under one name; an empty name parts them again."""
    ids = set(needs)
    return replace(data, needs=tuple(replace(n, common=words.strip()) if n.id in ids else n for n in data.needs))


def together(data: ConflictData, needs: Iterable[UUID], words: str, was: Iterable[UUID] = ()) -> ConflictData:
    """The map with these needs under one name and the rest of `was` parted from them.

    A name that only one party is left with says nothing any more and goes: what one alone needs is not common.
    """
    chosen, freed = set(needs), set(was)
    touched = {(n.kind, _tag(n)) for n in data.needs if n.id in chosen | freed} | {(k, fold(_line(words))) for k in _KINDS}
    made = marked_common(marked_common(data, freed - chosen, ""), chosen, _line(words))
    shared = {(kind, _tag(need)) for kind in _KINDS for one in common(made) if one.kind == kind
              for need in made.needs if need.id in one.needs}  # fmt: skip
    lone = [n.id for n in made.needs if _tag(n) and (n.kind, _tag(n)) in touched - shared]
    return marked_common(made, lone, "")


def _line(words: str) -> str:
    return " ".join(words.split())


def _tag(need: Need) -> str:
    return fold(_line(need.common))


def _who(needs: list[Need]) -> tuple[tuple[UUID, ...], tuple[UUID, ...]]:
    return tuple(need.id for need in needs), tuple(dict.fromkeys(need.party for need in needs))


def _pairs_alike(needs: list[Need]) -> Iterator[tuple[UUID, UUID]]:
    said = {need.id: _meant(need.words) for need in needs}
    for one, other in combinations(needs, 2):
        if one.party != other.party and similar(said[one.id], said[other.id], one.words, other.words):
            yield one.id, other.id


_Meant = tuple[frozenset[str], ...]  # each word with its dictionary forms


def _meant(words: str) -> _Meant:
    passed = _wording()["passed_over"]
    return tuple(word_tokens(word) for word in words_of(words) if len(word) > 2 and not word_tokens(word) & passed)


def similar(one: _Meant, other: _Meant, words: str, others: str) -> bool:
    """Whether two say the same: most words of the shorter one, in whatever form, or nearly the same letters."""
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    met = [word for word in short if any(word & each for each in long)]
    if len(met) == 1 and len(short) == 1:
        return max(len(form) for form in met[0]) >= _LONG_WORD and len(long) <= 3
    if len(met) >= 2 and len(met) / len(short) >= _ALIKE:
        return True
    from rapidfuzz import fuzz

    return float(fuzz.token_sort_ratio(fold(words), fold(others))) >= _SPELT_ALIKE


def _groups(ids: Iterable[UUID], pairs: Iterable[tuple[UUID, UUID]]) -> list[set[UUID]]:
    """Ids that hang together by the pairs, in their order; lone ones are left out."""
    group_of: dict[UUID, set[UUID]] = {id_: {id_} for id_ in ids}
    for one, other in pairs:
        if (mine := group_of[one]) is not (theirs := group_of[other]):
            mine |= theirs
            for id_ in theirs:
                group_of[id_] = mine
    seen: list[set[UUID]] = []
    for group in group_of.values():
        if len(group) > 1 and not any(group is known for known in seen):
            seen.append(group)
    return seen


# Who holds with whom


def alliances(data: ConflictData) -> tuple[tuple[UUID, ...], ...]:
    """Groups of parties that are allied or joined, each in the order of the map."""
    ids = [party.id for party in data.parties]
    pairs = [(one.source, one.target) for one in data.relations if one.kind == "alliance"]
    pairs += [(party.id, party.joined_to) for party in data.parties if party.joined_to in ids]
    known = [(one, other) for one, other in pairs if one in ids and other in ids and one != other]
    return tuple(tuple(id_ for id_ in ids if id_ in group) for group in _groups(ids, known))


def without_needs(data: ConflictData) -> tuple[Party, ...]:
    """Parties nobody has asked yet what they need or fear; those joined to somebody share what is said there."""
    said: set[UUID] = set()
    for need in data.needs:
        if need.words.strip():
            said.add(need.party)
    shared = {party.joined_to for party in data.parties if party.joined_to and party.id in said} | said
    return tuple(
        party for party in data.parties if party.role in _ASKED and party.id not in shared and party.joined_to not in shared
    )


def unresolved(data: ConflictData) -> tuple[Option, ...]:
    """Options that were named and neither taken nor refused."""
    return tuple(option for option in data.options if option.state in _OPEN and option.words.strip())


# How it goes


def curve(versions: Iterable[ConflictData]) -> tuple[CurvePoint, ...]:
    """How strong the conflict was, day by day: what versions say and what was noted between them.

    Of several versions and notes of one day the newest version counts; a reading has one id through all versions.
    """
    ordered = sorted(versions, key=lambda one: (one.drawn_on, one.id.int))
    readings = {reading.id: reading for one in ordered for reading in one.readings}
    points = {r.on: CurvePoint(r.on, r.intensity, "", version=False, note=r.note) for r in readings.values()}
    for one in ordered:
        if one.intensity is not None:
            noted = points.get(one.drawn_on)
            points[one.drawn_on] = CurvePoint(
                one.drawn_on, one.intensity, one.phase, version=True, note=noted.note if noted else ""
            )
    return tuple(points[day] for day in sorted(points))


def growing(points: tuple[CurvePoint, ...]) -> bool:
    """Whether the last step of the curve goes up."""
    return len(points) > 1 and points[-1].intensity > points[-2].intensity


# What is still to be asked or thought of


def issue_hints(words: str) -> tuple[Message, ...]:
    """Why a formulation may not be neutral; nothing for one that is."""
    hints: list[tuple[str, Message]] = [
        ("blame", message(N_("The formulation looks for who is to blame: name the matter itself, without a culprit"))),
        ("judging", message(N_("The formulation judges somebody: say what happens, not what somebody is like"))),
        ("yes_no", message(N_("The formulation asks for yes or no: «how …?» or «what about …?» leaves more ways open"))),
        ("either_or", message(N_("The formulation offers this or that: name the matter more widely, there may be a third way"))),
    ]  # fmt: skip
    return tuple(hint for key, hint in hints if _has(words, key))


def _has(words: str, key: str) -> bool:
    return any(pattern.search(fold(words)) for pattern in _patterns(key))


@cache
def _wording() -> Mapping[str, frozenset[str]]:
    read = tomllib.loads(places.resource("texts", "conflict_wording.toml").read_text(encoding="utf-8"))
    return {key: frozenset(fold(word) for word in table["words"]) for key, table in read.items()}


@cache
def _patterns(key: str) -> tuple[re.Pattern[str], ...]:
    made = []
    for words in sorted(_wording()[key]):
        ending = r"\w*" if words.endswith("*") else ""
        made.append(re.compile(rf"(?<!\w){re.escape(words.rstrip('*'))}{ending}(?!\w)"))
    return tuple(made)


def findings(data: ConflictData, points: tuple[CurvePoint, ...], today: date) -> tuple[Finding, ...]:
    """Everything that a careful colleague would say about this map; the danger first, nothing of it refuses."""
    asked: tuple[Callable[[], Iterator[Finding]], ...] = (
        lambda: _danger(data, points),
        lambda: _wording_findings(data),
        lambda: _party_findings(data),
        lambda: _option_findings(data, today),
    )
    return tuple(finding for ask in asked for finding in ask())


def _said(path: tuple[str, ...], msgid: str, **gaps: object) -> Finding:
    return Finding(path, message(msgid, **gaps), blocks=False)


def _danger(data: ConflictData, points: tuple[CurvePoint, ...]) -> Iterator[Finding]:
    now = data.intensity if data.intensity is not None else points[-1].intensity if points else None
    if data.phase == "settled":
        return
    if data.phase == "escalation" or (now or 0) >= DANGEROUS:
        yield _said(
            ("phase",),
            N_("A dangerous stage: think first of the children's safety, and of who is called if it flares up"),
        )
    elif growing(points):
        yield _said(("intensity",), N_("The conflict grows: {before} on {day}, {now} now"), before=points[-2].intensity,
                    day=points[-2].on, now=points[-1].intensity)  # fmt: skip
    mediates = bool(data.mediator.strip() or data.mediator_id or any(p.role == "mediator" for p in data.parties))
    if data.phase in ("open", "escalation", "stalemate") and not mediates:
        yield _said(("mediator",), N_("At this stage the parties rarely agree by themselves: nobody mediates yet"))


def _wording_findings(data: ConflictData) -> Iterator[Finding]:
    issue = data.issue.strip()
    if not issue and not data.subject.strip():
        yield _said(("issue",), N_("Say in a few neutral words what the conflict is about"))
    for key, words in (("issue", issue), ("subject", data.subject), ("contradiction", data.contradiction)):
        hints = issue_hints(words) if key != "contradiction" else issue_hints(words)[:1]
        for hint in hints:
            yield Finding((key,), hint, blocks=False)
    if data.template == "kovalev" and not data.contradiction.strip():
        yield _said(("contradiction",), N_("Formulate the contradiction: what one wants and why the other cannot agree"))


def _party_findings(data: ConflictData) -> Iterator[Finding]:
    if len(data.parties) < 2:
        yield _said(("parties",), N_("A conflict has two parties at least"))
    for party in without_needs(data):
        yield _said(
            ("parties", str(party.id), "needs"), N_("{name}: neither needs nor fears are named yet"), name=party.name or "?"
        )
    needy = {n.party for n in data.needs if n.kind == "need" and n.words.strip()}
    fearful = {n.party for n in data.needs if n.kind == "fear" and n.words.strip()}
    for party in data.parties:
        if party.role in _ASKED and party.joined_to is None and party.id in needy and party.id not in fearful:
            path = ("parties", str(party.id), "fears")
            yield _said(path, N_("{name}: what is feared is not named yet"), name=party.name or "?")


def _option_findings(data: ConflictData, today: date) -> Iterator[Finding]:
    if not data.options and data.phase not in ("", "latent", "settled"):
        yield _said(("options",), N_("No way out has been named yet"))
    for option in data.options:
        if option.until is not None and option.until < today and option.state in ("proposed", "discussed", "agreed"):
            yield _said(
                ("options", str(option.id)), N_("«{words}»: the term {day} is over"), words=option.words, day=option.until
            )
    if data.phase == "settled":
        for option in unresolved(data):
            yield _said(("options", str(option.id)), N_("The conflict is settled, «{words}» is still open"), words=option.words)
