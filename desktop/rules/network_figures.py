"""A map of social connections in numbers: how large the network is, who supports, who is alone in it, what is lacking.

Measures of the network after Tracy and Whittaker (1990), of the ecomap after Hartman (1975); formulas as
maps.md §3.1-3.2 gives them. All figures are of one view of the map (`social_maps.shown`). "Ego" is the one whose
network it is: the household as one, or a member of it.

The network of the household is everybody alive outside it. The network of a member is the rest of the household and
everybody outside who is tied to the member by more than a broken tie.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal
from uuid import UUID

from desktop.models.map_data import (
    ALMOST_ALWAYS,
    HARDLY_EVER,
    SOMETIMES,
    SUPPORTS,
    Frequency,
    MapData,
    Node,
    Support,
    Tie,
)
from desktop.rules.network_gaps import gaps
from desktop.rules.social_maps import Seen, is_isolated, is_professional, pair_of, shown, supported_by

Domain = Literal["household", "kin", "work_school", "clubs", "friends", "neighbours", "professionals", "other"]
# Life domains of the grid; of the spheres in one the first is that of a new answer.
DOMAIN_SPHERES: Final[Mapping[Domain, tuple[str, ...]]] = {
    "household": (),
    "kin": ("kin",),
    "work_school": ("work", "education"),
    "clubs": ("community",),
    "friends": ("friends",),
    "neighbours": ("neighbours",),
    "professionals": ("services", "health", "authority"),
    "other": ("",),
}
_DOMAINS: Final[Mapping[str, Domain]] = {s: domain for domain, spheres in DOMAIN_SPHERES.items() for s in spheres}
OFTEN: Final[Mapping[Frequency, int]] = {"never": 0, "yearly": 1, "monthly": 2, "weekly": 3, "daily": 4}
FEW: Final = 3  # a network of so many or fewer is a sign of isolation
VERY_CLOSE: Final = 3

Reason = Literal["few", "nobody_close", "no_concrete", "no_support_outside", "only_professionals"]
Light = Literal["red", "amber"]
_RED: Final[frozenset[Reason]] = frozenset({"few", "nobody_close", "no_concrete"})


@dataclass(frozen=True, slots=True)
class SupportFigures:
    """One kind of support: from how many it comes, and how often of those who were asked about."""

    givers: int  # of the network, those from whom it comes at least sometimes
    asked: int  # those about whom the question was answered
    almost_always: float | None  # share of them from whom it comes almost always


@dataclass(frozen=True, slots=True)
class Isolation:
    """A member who may be alone, and why."""

    member: UUID
    light: Light
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class NetworkFigures:
    """A network in numbers; shares are from 0 to 1, and `None` where there is nothing to divide by."""

    size: int
    domains: Mapping[Domain, int]
    supporting: int  # of them, those that support the ego (`social_maps.supported_by`)
    density: float | None  # pairs of the network with a tie that is not broken, of all pairs; ego out
    density_with_ego: float | None  # the same with the ego as one more of them
    kin: float | None  # share of the household and kin
    professional: float | None  # share of those who help by office
    reciprocity: float | None  # of those tied to the ego, share of those with whom help goes both ways
    support: Mapping[Support, SupportFigures]
    multiplexity: float | None  # of those who give any kind of support, share of those who give two or three
    criticism: float | None  # of those asked about, share of those who criticise almost always
    unburdened: int  # those who support in some way and never or hardly ever criticise
    closeness: Mapping[int, int]  # 1 … 3 ↦ how many; 0: not said
    frequency: float | None  # mean of contacts, 0 never … 4 daily, where it was said
    helping: int  # those from whom help comes to the ego
    helped: int  # those to whom help goes from the ego
    stressful: float | None  # of those tied to the ego in any way, share of those with a conflict tie
    conflicts: int  # pairs with a conflict tie, inside the household too
    broken: int  # pairs with a broken tie
    isolated: tuple[UUID, ...]  # living members without a supporting tie outside the household

    @property
    def balance(self) -> int:
        """More who help than who are helped, or, below zero, the other way."""
        return self.helping - self.helped


def domain_of(node: Node) -> Domain:
    """In which life domain of the grid a node stands."""
    if node.inside:
        return "household"
    return _DOMAINS.get(node.sphere, "other")


def network_of(map_: MapData, ego: UUID | None = None) -> tuple[Node, ...]:
    """Who belongs to the network of the household, or of this member; nobody who is dead does."""
    if ego is None:
        return tuple(node for node in map_.outside() if node.alive)
    tied = {end for tie in map_.ties_of(ego) if tie.quality != "broken" for end in (tie.source, tie.target)}
    return tuple(n for n in map_.nodes if n.alive and n.id != ego and (n.inside or n.id in tied))


def figures_of(map_: MapData, ego: UUID | None = None) -> NetworkFigures:
    """The figures of the network of the household, or of one member, over all ties of the map.

    Take `social_maps.shown` first for the figures of one view.
    """
    network = {node.id: node for node in network_of(map_, ego)}
    egos = {ego} if ego is not None else {node.id for node in map_.household()}
    ties = _between(map_, egos, network)
    held = {id_: [t for t in between if t.quality != "broken"] for id_, between in ties.items()}
    tied = [id_ for id_, between in held.items() if between]
    size, known = len(network), _known(map_, network.keys())
    levels = {kind: {id_: _level(held[id_], kind, egos) for id_ in network} for kind in SUPPORTS}
    gives = {id_: sum((levels[kind][id_] or 0) >= SOMETIMES for kind in SUPPORTS) for id_ in network}
    domains = Counter(domain_of(node) for node in network.values())
    criticism = {id_: max((t.criticism for t in held[id_] if t.criticism), default=None) for id_ in network}
    to_ego = {id_ for id_ in network if any(_reaches(t, egos) for t in held[id_])}
    from_ego = {id_ for id_ in network if any(_reaches(t, {id_}) for t in held[id_])}
    contacts = [often for id_ in network if (often := _often(held[id_])) is not None]
    asked = [level for level in criticism.values() if level is not None]
    stressed = [id_ for id_ in network if any(t.quality == "conflict" for t in ties[id_])]
    return NetworkFigures(
        size=size,
        domains={domain: domains[domain] for domain in DOMAIN_SPHERES},
        supporting=sum(any(_backs(t, node, egos) for t in ties[id_]) for id_, node in network.items()),
        density=_share(known, size * (size - 1) // 2),
        density_with_ego=_share(known + len(tied), size * (size + 1) // 2),
        kin=_share(domains["household"] + domains["kin"], size),
        professional=_share(sum(is_professional(n) for n in network.values()), size),
        reciprocity=_share(len(to_ego & from_ego), len(tied)),
        support={kind: _support(list(levels[kind].values())) for kind in SUPPORTS},
        multiplexity=_share(sum(kinds > 1 for kinds in gives.values()), sum(kinds > 0 for kinds in gives.values())),
        criticism=_share(asked.count(ALMOST_ALWAYS), len(asked)),
        unburdened=sum(bool(gives[id_]) and (criticism[id_] or HARDLY_EVER) <= HARDLY_EVER for id_ in network),
        closeness=_closeness([_close(held[id_]) for id_ in network]),
        frequency=_share(sum(contacts), len(contacts)),
        helping=len(to_ego),
        helped=len(from_ego),
        stressful=_share(len(stressed), sum(bool(between) for between in ties.values())),
        conflicts=len({pair_of(tie) for tie in map_.ties if tie.quality == "conflict"}),
        broken=len({pair_of(tie) for tie in map_.ties if tie.quality == "broken"}),
        isolated=tuple(n.id for n in map_.household() if n.alive and is_isolated(map_, n.id)),
    )


def isolation_of(map_: MapData, member: UUID) -> Isolation | None:
    """Is this member alone? After the isolation index of maps.md §3.2; None when nothing says so.

    Red: at most three in the member's network, or nobody in it very close, or nobody who helps in deed; the last two
    only where the question was answered for somebody, for what was not asked says nothing. Amber: support comes from
    nobody outside the household, or outside it from specialists alone.
    """
    network = network_of(map_, member)
    between = _between(map_, {member}, (n.id for n in network))
    ties = {id_: [t for t in held if t.quality != "broken"] for id_, held in between.items()}
    reasons: list[Reason] = []
    if len(network) <= FEW:
        reasons.append("few")
    close = [c for held in ties.values() if (c := _close(held)) is not None]
    if close and max(close) < VERY_CLOSE:
        reasons.append("nobody_close")
    concrete = [c for held in ties.values() if (c := _level(held, "concrete", {member})) is not None]
    if concrete and max(concrete) < SOMETIMES:
        reasons.append("no_concrete")
    backing = [n for n in network if not n.inside and any(supported_by(t, member, n) for t in ties[n.id])]
    if not backing:
        reasons.append("no_support_outside")
    elif all(is_professional(n) for n in backing):
        reasons.append("only_professionals")
    if not reasons:
        return None
    return Isolation(member, "red" if _RED & set(reasons) else "amber", tuple(reasons))


def isolation(map_: MapData) -> tuple[Isolation, ...]:
    """Living members who may be alone: the red ones first, then in the order of the household."""
    found = [one for n in map_.household() if n.alive and (one := isolation_of(map_, n.id)) is not None]
    return tuple(sorted(found, key=lambda one: one.light != "red"))


def delta(before: NetworkFigures, after: NetworkFigures) -> dict[str, float]:
    """By how much each single number has become more or less; what one of them lacks is left out."""
    return {
        name: now - was
        for name in SINGLE
        if (was := getattr(before, name)) is not None and (now := getattr(after, name)) is not None and now != was
    }


SINGLE: Final = (
    "size", "supporting", "density", "density_with_ego", "kin", "professional", "reciprocity", "multiplexity",
    "criticism", "unburdened", "frequency", "helping", "helped", "balance", "stressful", "conflicts", "broken",
)  # fmt: skip


def seen_by(map_: MapData, view: Seen = "all", viewer: UUID | None = None) -> tuple[MapData, UUID | None]:
    """The map as this view sees it, and whose network it is: a member's own view is about that member."""
    if view == "all":
        return map_, None  # all that is said of a pair counts, also what is drawn once
    return shown(map_, view, viewer), viewer if view == "member" and viewer and map_.node(viewer) else None


def figures_json(
    map_: MapData, *, view: Seen = "all", viewer: UUID | None = None, today: date | None = None
) -> dict[str, object]:
    """The figures with their stable names, as values of JSON; ages are those of `today`, else of the map's day.

    `map`, `drawn_on`, `aim`, `stage`: which version it is. `view`, `ego`: whose view, whose network (null: the
    household's). `figures`: every field of `NetworkFigures` by its name and `balance`; in it `domains` by domain with
    `count` and `share`, `support` by kind with `givers`, `asked`, `almost_always`, `closeness` by "3", "2", "1" and
    "unsaid", `isolated` as ids. `members`: for each living member `id`, `name`, `figures` of that member's network,
    `isolation` ("red", "amber" or null) and its `reasons`. `gaps`: needs without a tie, each with `what`, `member`,
    `other`, `concern`. Ids are text; shares are from 0 to 1, null where there is nothing to divide by.
    """
    seen, ego = seen_by(map_, view, viewer)
    members = []
    for node in seen.household():
        if node.alive:
            alone = isolation_of(seen, node.id)
            members.append(
                {
                    "id": str(node.id),
                    "name": node.name,
                    "figures": _plain(figures_of(seen, node.id)),
                    "isolation": alone and alone.light,
                    "reasons": list(alone.reasons) if alone else [],
                }
            )
    return {
        "map": str(map_.id),
        "drawn_on": map_.drawn_on.isoformat(),
        "aim": map_.aim,
        "stage": map_.stage,
        "view": view,
        "ego": str(ego) if ego else None,
        "figures": _plain(figures_of(seen, ego)),
        "members": members,
        "gaps": [
            {
                "what": gap.what,
                "member": str(gap.member) if gap.member else None,
                "other": str(gap.other) if gap.other else None,
                "concern": gap.concern,
            }
            for gap in gaps(seen, today or map_.drawn_on)
        ],
    }


def _plain(figures: NetworkFigures) -> dict[str, object]:
    size = figures.size
    return {
        **{name: getattr(figures, name) for name in SINGLE},
        "domains": {d: {"count": n, "share": _share(n, size)} for d, n in figures.domains.items()},
        "support": {
            kind: {"givers": one.givers, "asked": one.asked, "almost_always": one.almost_always}
            for kind, one in figures.support.items()
        },
        "closeness": {str(close) if close else "unsaid": n for close, n in figures.closeness.items()},
        "isolated": [str(id_) for id_ in figures.isolated],
    }


def _between(map_: MapData, egos: Collection[UUID], network: Iterable[UUID]) -> dict[UUID, list[Tie]]:
    """Ties of everybody in the network with the ego."""
    found: dict[UUID, list[Tie]] = {id_: [] for id_ in network}
    for tie in map_.ties:
        for other, end in ((tie.source, tie.target), (tie.target, tie.source)):
            if end in egos and other in found:
                found[other].append(tie)
    return found


def _known(map_: MapData, network: Iterable[UUID]) -> int:
    """Pairs that know each other: who quarrel do, who broke off do no longer."""
    ids = set(network)
    pairs = {pair_of(t) for t in map_.ties if t.quality != "broken" and pair_of(t) <= ids}
    return sum(len(pair) > 1 for pair in pairs)


def _reaches(tie: Tie, egos: set[UUID]) -> bool:
    """Does help come to one of these over the tie?"""
    gets = {"to": (tie.target,), "from": (tie.source,), "mutual": (tie.source, tie.target), "none": ()}
    return bool(egos.intersection(gets[tie.direction]))


def _backs(tie: Tie, other: Node, egos: Collection[UUID]) -> bool:
    return any(supported_by(tie, end, other) for end in (tie.source, tie.target) if end in egos)


def _level(ties: Iterable[Tie], kind: Support, egos: set[UUID]) -> int | None:
    """How often this support comes to the ego; over a tie on which the ego only gives nothing comes."""
    levels = [getattr(t, kind) for t in ties if t.direction in {"none", "mutual"} or _reaches(t, egos)]
    return max((level for level in levels if level is not None), default=None)


def _close(ties: Iterable[Tie]) -> int | None:
    return max((t.closeness for t in ties if t.closeness), default=None)


def _often(ties: Iterable[Tie]) -> int | None:
    return max((OFTEN[t.frequency] for t in ties if t.frequency in OFTEN), default=None)


def _support(levels: list[int | None]) -> SupportFigures:
    said = [level for level in levels if level is not None]
    return SupportFigures(sum(level >= SOMETIMES for level in said), len(said), _share(said.count(ALMOST_ALWAYS), len(said)))


def _closeness(said: list[int | None]) -> dict[int, int]:
    return {close: sum((one or 0) == close for one in said) for close in (3, 2, 1, 0)}


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
