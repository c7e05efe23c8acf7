"""Every figure agrees with networkx on random networks, and with three networks worked out by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from statistics import mean
from typing import Any
from uuid import UUID

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.map_data import QUALITIES, SPHERES, MapData, Node, Tie
from desktop.rules.network_figures import (
    SINGLE,
    NetworkFigures,
    delta,
    figures_json,
    figures_of,
    isolation,
    isolation_of,
    network_of,
    seen_by,
)
from desktop.rules.network_gaps import Gap, gaps
from tests.figures.social_maps import TODAY, crowd, empty_map, id_of, sketch_map

OFTEN = {"never": 0, "yearly": 1, "monthly": 2, "weekly": 3, "daily": 4}
DOMAINS = {
    "kin": "kin", "work": "work_school", "education": "work_school", "community": "clubs", "friends": "friends",
    "neighbours": "neighbours", "services": "professionals", "health": "professionals", "authority": "professionals",
    "": "other",
}  # fmt: skip
LEVELS = st.sampled_from((None, 1, 2, 3))


@st.composite
def networks(draw: st.DrawFn) -> MapData:
    nodes = []
    for number in range(draw(st.integers(1, 10))):
        inside = draw(st.integers(0, 2)) == 0
        nodes.append(
            Node(
                id_of(number), str(number), draw(st.sampled_from(("person", "agency", "group"))), inside=inside,
                sphere="" if inside else draw(st.sampled_from((*SPHERES, ""))), alive=draw(st.integers(0, 5)) > 0,
            )
        )  # fmt: skip
    ties = []
    if len(nodes) > 1:
        for number in range(draw(st.integers(0, 22))):
            source = draw(st.integers(0, len(nodes) - 1))
            target = (source + draw(st.integers(1, len(nodes) - 1))) % len(nodes)
            ties.append(
                Tie(
                    id_of(1000 + number), id_of(source), id_of(target), draw(st.sampled_from(QUALITIES)),
                    draw(st.sampled_from(("none", "to", "from", "mutual"))),
                    draw(st.sampled_from(("", *OFTEN))), draw(LEVELS), draw(LEVELS), draw(LEVELS), draw(LEVELS),
                    closeness=draw(LEVELS),
                )
            )  # fmt: skip
    return empty_map(nodes=tuple(nodes), ties=tuple(ties))


def by_networkx(map_: MapData, ego: UUID | None) -> dict[str, Any]:
    """The figures counted once more, on graphs: the household drawn together into one vertex, or the member's own."""
    whole = nx.MultiGraph()
    whole.add_nodes_from((n.id, {"node": n}) for n in map_.nodes)
    whole.add_edges_from((t.source, t.target, t.id, {"tie": t}) for t in map_.ties)
    unbroken = nx.MultiGraph(whole)
    unbroken.remove_edges_from([(u, v, k) for u, v, k, t in whole.edges(keys=True, data="tie") if t.quality == "broken"])
    flow = nx.DiGraph()
    flow.add_nodes_from(whole)
    for t in (t for *_ends, t in unbroken.edges(data="tie")):
        flow.add_edges_from([(t.source, t.target)] if t.direction in ("to", "mutual") else [])
        flow.add_edges_from([(t.target, t.source)] if t.direction in ("from", "mutual") else [])

    inside = [n.id for n in map_.nodes if n.inside]
    egos = inside if ego is None else [ego]
    if ego is None:
        alters = [n.id for n in map_.nodes if not n.inside and n.alive]
    else:
        reached = set(unbroken[ego]) | set(inside)
        alters = [n.id for n in map_.nodes if n.id in reached - {ego} and n.alive]

    def between(graph: nx.MultiGraph, a: UUID) -> list[Tie]:
        return [t for e in egos if graph.has_edge(a, e) for t in (d["tie"] for d in graph[a][e].values())]

    ties = {a: between(whole, a) for a in alters}
    held = {a: between(unbroken, a) for a in alters}
    simple = nx.Graph(unbroken.subgraph(alters))
    with_ego = nx.Graph(simple)
    with_ego.add_node("ego")
    with_ego.add_edges_from(("ego", a) for a in alters if held[a])
    tied = list(with_ego["ego"])

    def comes(a: UUID, t: Tie) -> bool:
        if t.direction in ("none", "mutual"):
            return True
        return (t.direction == "from") == (t.target == a)

    levels = {
        kind: {
            a: max((v for t in held[a] if comes(a, t) and (v := getattr(t, kind)) is not None), default=None)
            for a in alters
        }
        for kind in ("concrete", "emotional", "information")
    }  # fmt: skip
    kinds = {a: sum((levels[k][a] or 0) > 1 for k in levels) for a in alters}
    critical = {a: max((t.criticism for t in held[a] if t.criticism), default=None) for a in alters}
    close = {a: max((t.closeness for t in held[a] if t.closeness), default=0) for a in alters}
    often = [max(o) for a in alters if (o := [OFTEN[t.frequency] for t in held[a] if t.frequency])]
    domains = ["household" if whole.nodes[a]["node"].inside else DOMAINS[whole.nodes[a]["node"].sphere] for a in alters]
    said = [c for c in critical.values() if c is not None]
    office = {"education", "health", "services", "authority"}

    def backed(a: UUID) -> bool:
        return any(
            t.quality in ("strong", "ordinary", "weak")
            and comes(a, t)
            and (t.quality == "strong" or t.direction != "none"
                 or any((v or 0) > 1 for v in (t.concrete, t.emotional, t.information)))
            for t in ties[a]
        )  # fmt: skip

    def share(part: int, of: int) -> float | None:
        return part / of if of else None

    helping = [a for a in alters if any(flow.has_edge(a, e) for e in egos)]
    helped = [a for a in alters if any(flow.has_edge(e, a) for e in egos)]
    return {
        "size": len(alters),
        "domains": {d: domains.count(d) for d in ("household", *dict.fromkeys(DOMAINS.values()))},
        "supporting": sum(backed(a) for a in alters),
        "density": nx.density(simple) if len(alters) > 1 else None,
        "density_with_ego": nx.density(with_ego) if alters else None,
        "kin": share(sum(d in ("household", "kin") for d in domains), len(alters)),
        "professional": share(
            sum(n.sphere in office or (n.kind == "agency" and n.sphere != "work")
                for n in (whole.nodes[a]["node"] for a in alters)), len(alters)),
        "reciprocity": share(len({*helping} & {*helped}), len(tied)),
        "support": {
            k: (sum((v or 0) > 1 for v in by.values()), sum(v is not None for v in by.values()),
                share(sum(v == 3 for v in by.values()), sum(v is not None for v in by.values())))
            for k, by in levels.items()
        },
        "multiplexity": share(sum(k > 1 for k in kinds.values()), sum(k > 0 for k in kinds.values())),
        "criticism": share(said.count(3), len(said)),
        "unburdened": sum(kinds[a] > 0 and critical[a] in (None, 1) for a in alters),
        "closeness": {c: sum(v == c for v in close.values()) for c in (3, 2, 1, 0)},
        "frequency": mean(often) if often else None,
        "helping": len(helping),
        "helped": len(helped),
        "balance": len(helping) - len(helped),
        "stressful": share(sum(any(t.quality == "conflict" for t in ties[a]) for a in alters), sum(map(bool, ties.values()))),
        "conflicts": nx.Graph((u, v) for u, v, t in whole.edges(data="tie") if t.quality == "conflict").number_of_edges(),
        "broken": nx.Graph((u, v) for u, v, t in whole.edges(data="tie") if t.quality == "broken").number_of_edges(),
    }  # fmt: skip


def numbers(figures: NetworkFigures) -> dict[str, Any]:
    return {
        **{name: getattr(figures, name) for name in (*SINGLE, "closeness")},
        "domains": dict(figures.domains),
        "support": {k: (s.givers, s.asked, s.almost_always) for k, s in figures.support.items()},
    }


def agree(map_: MapData, ego: UUID | None) -> None:
    expected, found = by_networkx(map_, ego), numbers(figures_of(map_, ego))
    assert expected.keys() == found.keys()
    for name, value in expected.items():
        assert found[name] == (pytest.approx(value) if isinstance(value, float) else value), name


@settings(max_examples=200, deadline=None)
@given(networks())
def test_figures_of_a_household_agree_with_networkx(map_: MapData) -> None:
    agree(map_, None)


@settings(max_examples=200, deadline=None)
@given(networks())
def test_figures_of_each_member_agree_with_networkx(map_: MapData) -> None:
    for node in map_.nodes:
        if node.inside:
            agree(map_, node.id)


@pytest.mark.parametrize("seed", range(4))
def test_figures_of_large_made_up_maps_agree_with_networkx(seed: int) -> None:
    map_ = crowd(6, 40, seed=seed)
    agree(map_, None)
    agree(map_, id_of(1))


# Three networks worked out by hand

MOTHER, SON, GRANDMOTHER, AUNT, NEIGHBOUR, SCHOOL, CLINIC, TEACHER = (id_of(n) for n in range(60, 68))


def tie(number: int, source: UUID, target: UUID, *about: Any, **more: Any) -> Tie:
    return Tie(id_of(200 + number), source, target, *about, **more)


def small() -> MapData:
    """Mother and son; grandmother, aunt, neighbour, school. Five ties with the household, two among the others."""
    return empty_map(
        nodes=(
            Node(MOTHER, "Мать", inside=True, born_year=1988),
            Node(SON, "Сын", inside=True, child=True, born_year=2014),
            Node(GRANDMOTHER, "Бабушка", sphere="kin"),
            Node(AUNT, "Тётя", sphere="kin"),
            Node(NEIGHBOUR, "Соседка", sphere="neighbours"),
            Node(SCHOOL, "Школа", "agency", sphere="education"),
        ),
        ties=(
            tie(1, GRANDMOTHER, MOTHER, "strong", "mutual", "daily", 3, 3, 1, 1, closeness=3),
            tie(2, GRANDMOTHER, SON, "ordinary", "to", "weekly", 2, None, None, 1, closeness=2),
            tie(3, MOTHER, NEIGHBOUR, "ordinary", "to", "weekly", 3, 2, None, 3, closeness=2),
            tie(4, AUNT, MOTHER, "weak", "to", "yearly", 2, 1, 1, None, closeness=1),
            tie(5, SCHOOL, SON, "conflict", "none", "daily", None, None, 2, 3, closeness=1),
            tie(6, GRANDMOTHER, AUNT, "ordinary"),
            tie(7, AUNT, NEIGHBOUR, "broken"),
        ),
    )  # fmt: skip


def test_a_small_network_worked_out_by_hand_with_the_household_as_ego() -> None:
    f = figures_of(small())
    assert f.size == 4  # grandmother, aunt, neighbour, school
    assert dict(f.domains) == {
        "household": 0, "kin": 2, "work_school": 1, "clubs": 0, "friends": 0, "neighbours": 1, "professionals": 0,
        "other": 0,
    }  # fmt: skip
    assert f.density == 1 / 6  # ego out: 4·3/2 = 6 pairs; only grandmother–aunt, for aunt–neighbour is broken
    assert f.density_with_ego == 5 / 10  # ego in: 5·4/2 = 10 pairs; that one and four with the household
    assert f.kin == 2 / 4
    assert f.professional == 1 / 4  # the school
    assert f.reciprocity == 1 / 4  # of four who are tied only the grandmother both gives and gets
    # Deeds: grandmother max(3, 2) = 3, aunt 2; the neighbour only gets from the mother: no answer about her; school none
    assert (
        f.support["concrete"].givers,
        f.support["concrete"].asked,
        f.support["concrete"].almost_always,
    ) == (2, 2, 1 / 2)
    # Feelings: grandmother 3, aunt 1
    assert (
        f.support["emotional"].givers,
        f.support["emotional"].asked,
        f.support["emotional"].almost_always,
    ) == (1, 2, 1 / 2)
    # Advice: grandmother 1, aunt 1, school 2
    assert (
        f.support["information"].givers,
        f.support["information"].asked,
        f.support["information"].almost_always,
    ) == (1, 3, 0)
    assert f.multiplexity == 1 / 3  # grandmother two kinds; aunt one; school one
    assert f.criticism == 2 / 3  # grandmother 1, neighbour 3, school 3; the aunt was not asked about
    assert f.unburdened == 2  # grandmother, and the aunt of whom no criticism is told; the school criticises
    assert f.closeness == {3: 1, 2: 1, 1: 2, 0: 0}
    assert f.frequency == (4 + 1 + 3 + 4) / 4  # grandmother daily (the oftener), aunt, neighbour, school
    assert (f.helping, f.helped, f.balance) == (
        2,
        2,
        0,
    )  # grandmother, aunt help; grandmother, neighbour are helped
    assert f.stressful == 1 / 4  # the school
    assert f.supporting == 2  # grandmother, aunt: a conflict supports nobody
    assert (f.conflicts, f.broken) == (1, 1)


def test_the_same_network_worked_out_by_hand_with_the_son_as_ego() -> None:
    f = figures_of(small(), SON)
    assert {n.id for n in network_of(small(), SON)} == {
        MOTHER,
        GRANDMOTHER,
        SCHOOL,
    }  # neither aunt nor neighbour
    assert f.size == 3
    assert f.density == 1 / 3  # ego out: 3 pairs; mother–grandmother
    assert f.density_with_ego == 3 / 6  # ego in: 6 pairs; that one, son–grandmother, son–school
    assert f.kin == 2 / 3  # mother, grandmother
    assert f.professional == 1 / 3
    assert f.reciprocity == 0  # of two who are tied (no line is drawn to the mother) nobody
    assert (f.support["concrete"].givers, f.support["concrete"].asked) == (1, 1)
    assert f.multiplexity == 0  # grandmother deeds only, school advice only
    assert f.criticism == 1 / 2
    assert f.frequency == (3 + 4) / 2
    assert f.stressful == 1 / 2
    assert f.closeness == {3: 0, 2: 1, 1: 1, 0: 1}
    alone = isolation_of(small(), SON)
    assert alone is not None
    assert (alone.light, alone.reasons) == (
        "red",
        ("few", "nobody_close"),
    )  # three people; the closest is "fairly"


def test_a_network_of_specialists_worked_out_by_hand() -> None:
    friend, kid, boss = id_of(68), id_of(69), id_of(70)
    map_ = empty_map(
        nodes=(
            Node(MOTHER, "Мать", inside=True, born_year=1990),
            Node(SON, "Сын", inside=True, child=True, born_year=2015),
            Node(kid, "Дочь", inside=True, child=True, born_year=2022),
            Node(CLINIC, "Поликлиника", "agency", sphere="health"),
            Node(SCHOOL, "Школа", "agency", sphere="education"),
            Node(TEACHER, "Учитель", sphere="education"),
            Node(boss, "Фабрика", "agency", sphere="work"),
            Node(friend, "Подруга", sphere="friends", alive=False),
        ),
        ties=(
            tie(1, CLINIC, MOTHER, "ordinary", "to", "monthly", closeness=3),
            tie(2, MOTHER, TEACHER, "strong", "mutual", "", 2, 3, 3, 2),
            tie(3, SCHOOL, TEACHER, "conflict"),
            tie(4, CLINIC, SCHOOL, "weak"),
            tie(5, friend, MOTHER, "strong", "to", "daily", 3, 3, 3, 1),
            tie(6, MOTHER, boss, "broken", "from", "never"),
        ),
    )  # fmt: skip
    f = figures_of(map_)
    assert f.size == 4  # the friend is no longer alive
    assert f.density == 2 / 6  # school–teacher (they quarrel, so they know each other), clinic–school
    assert f.density_with_ego == (2 + 2) / 10  # and the household with clinic and teacher; the factory is broken off
    assert f.professional == 3 / 4  # an employer helps nobody by office
    assert f.reciprocity == 1 / 2  # of clinic and teacher the teacher
    assert f.multiplexity == 1.0
    assert f.criticism == 0.0  # one answer: sometimes
    assert f.unburdened == 0  # the teacher criticises sometimes
    assert f.stressful == 0.0  # of clinic, teacher and factory nobody; school and teacher quarrel among themselves
    assert f.frequency == 2.0  # the clinic; over a broken tie nobody comes
    assert (f.helping, f.helped, f.balance) == (2, 1, 1)
    mother = isolation_of(map_, MOTHER)
    assert mother is not None
    assert (mother.light, mother.reasons) == ("amber", ("only_professionals",))
    assert [one.light for one in isolation(map_)] == ["red", "red", "amber"]  # two children know four at most
    assert set(gaps(map_, TODAY)) == {Gap("school", SON), Gap("kindergarten", kid)}


def test_a_network_of_nobody_has_no_shares() -> None:
    f = figures_of(empty_map())
    assert (f.size, f.density, f.density_with_ego, f.kin, f.reciprocity, f.frequency) == (
        0,
        None,
        None,
        None,
        None,
        None,
    )
    assert isolation(empty_map()) == ()


def test_what_was_never_asked_makes_nobody_lonely() -> None:
    map_ = sketch_map()
    reasons = {one.member: one.reasons for one in isolation(map_)}
    assert all(not {"nobody_close", "no_concrete"} & set(why) for why in reasons.values())
    asked = map_.with_tie(replace(next(map_.ties_of(id_of(20))), concrete=1, closeness=2))
    marina = isolation_of(asked, id_of(1))
    assert marina is not None
    assert marina.reasons == ("nobody_close", "no_concrete")


def test_a_view_has_the_figures_of_its_own_ties() -> None:
    map_ = small().with_tie(tie(8, NEIGHBOUR, SON, "strong", "to", view="member", viewer=SON))
    seen, ego = seen_by(map_, "member", SON)
    assert ego == SON
    assert figures_of(seen, ego).helping == 1
    assert figures_of(*seen_by(map_, "worker")).helping == 2


def test_what_became_more_or_less_since_the_last_version() -> None:
    before = small()
    after = before.with_tie(tie(9, NEIGHBOUR, GRANDMOTHER)).without(SCHOOL)
    found = delta(figures_of(before), figures_of(after))
    assert found["size"] == -1
    assert found["density"] == pytest.approx(2 / 3 - 1 / 6)
    assert found["conflicts"] == -1
    assert "supporting" not in found


def test_needs_without_a_tie_are_those_that_map_and_card_say() -> None:
    map_ = small()
    mother = map_.node(MOTHER)
    assert mother
    map_ = map_.with_node(replace(mother, ref=id_of(900)))
    assert gaps(map_, TODAY, {id_of(900): ("narcology",)}) == (
        Gap("clinic"), Gap("specialist", MOTHER, concern="narcology"),
    )  # fmt: skip
    clinic = map_.with_node(Node(CLINIC, "Поликлиника", "agency", sphere="health"))
    held = clinic.with_tie(tie(20, CLINIC, MOTHER))
    assert gaps(held, TODAY, {id_of(900): ("narcology",)}) == ()
    torn = clinic.with_tie(tie(20, CLINIC, MOTHER, "broken"))
    assert gaps(torn, TODAY) == (Gap("clinic"), Gap("broken_help", MOTHER, CLINIC))
    assert Gap("school", SON) in gaps(map_.without(SCHOOL), TODAY)


def test_figures_are_json_with_stable_names() -> None:
    made = json.loads(json.dumps(figures_json(small(), today=TODAY)))
    assert set(made) == {"map", "drawn_on", "aim", "stage", "view", "ego", "figures", "members", "gaps"}
    assert made["figures"]["density"] == pytest.approx(1 / 6)
    assert made["figures"]["domains"]["kin"] == {"count": 2, "share": 0.5}
    assert made["figures"]["closeness"] == {"3": 1, "2": 1, "1": 2, "unsaid": 0}
    assert [m["isolation"] for m in made["members"]] == [None, "red"]
    assert made["gaps"] == [{"what": "clinic", "member": None, "other": None, "concern": ""}]
    assert set(SINGLE) <= made["figures"].keys()
