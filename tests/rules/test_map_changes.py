"""Comparing two versions of a map gives exactly the edits that were made between them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.map_changes import Change
from desktop.models.map_data import QUALITIES, SPHERES, Group, MapData, Node, Place, Tie
from desktop.rules.map_changes import aligned, apply, changes
from tests.figures.social_maps import empty_map, id_of, sketch_map

OLEG, MARINA, GRANDMOTHER, SCHOOL = id_of(2), id_of(1), id_of(20), id_of(24)
STRENGTH = {quality: number for number, quality in enumerate(("broken", "conflict", "weak", "ordinary", "strong"))}

LEVELS = st.none() | st.integers(1, 3)
COORDINATES = st.integers(-900, 900).map(lambda n: n / 10)
POINTS = st.tuples(COORDINATES, COORDINATES)
NODE_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "name": st.sampled_from(("Олег", "Школа № 7", "Бабушка", "")),
    "kind": st.sampled_from(("person", "agency", "group")),
    "ref": st.none() | st.integers(5000, 5004).map(id_of),
    "inside": st.booleans(),
    "sphere": st.sampled_from(SPHERES),
    "sex": st.sampled_from(("male", "female", "unknown")),
    "born_year": st.none() | st.integers(1940, 2025),
    "alive": st.booleans(),
    "child": st.booleans(),
    "note": st.text(max_size=4),
    "resource": st.sampled_from(("", "used", "unused")),
    "bearing": st.none() | st.floats(0, 359.9),
    "layer": st.integers(0, 3),
    "tint": st.sampled_from(("", "accent", "bad")),
}
TIE_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "quality": st.sampled_from(QUALITIES),
    "direction": st.sampled_from(("none", "to", "from", "mutual")),
    "frequency": st.sampled_from(("", "never", "yearly", "daily")),
    "concrete": LEVELS,
    "emotional": LEVELS,
    "information": LEVELS,
    "criticism": LEVELS,
    "known": st.sampled_from(("", "under_1", "over_5")),
    "contact": st.none() | st.integers(6000, 6003).map(id_of),
    "told_on": st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    "closeness": LEVELS,
    "note": st.text(max_size=4),
    "bends": st.lists(POINTS, max_size=2).map(tuple),
}
HEADING_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "title": st.sampled_from(("", "Карта", "Карта 2")),
    "note": st.text(max_size=4),
    "told_by": st.sampled_from(("", "Марина")),
    "boundary": st.sampled_from(("", "open", "closed")),
    "aim": st.sampled_from(("real", "wish")),
    "drawn_on": st.dates(date(2026, 1, 1), date(2026, 12, 31)),
}
GRADED = {"closeness", "concrete", "emotional", "information"}


@dataclass
class Ledger:
    """What a clerk did, kept beside the map as plain facts and never looked up in it."""

    first: dict[tuple[str, UUID], dict[str, Any]]
    now: dict[tuple[str, UUID], dict[str, Any]] = field(default_factory=dict)

    def net(self) -> set[tuple[str, str, UUID, str]]:
        """Kind, what, id and field of the edits that are left when all was done."""
        left = set()
        for key in self.first.keys() | self.now.keys():
            was, is_ = self.first.get(key), self.now.get(key)
            if was is None or is_ is None:
                left.add(("new" if was is None else "lost", *key, ""))
                continue
            for name in was:
                if was[name] != is_[name]:
                    left.add((kind_of(name, was[name], is_[name]), *key, name))
        return left


def kind_of(name: str, was: Any, is_: Any) -> str:
    if name in {"name", "title"}:
        return "renamed"
    if name in {"place", "bearing", "bends", "outline"}:
        return "moved"
    if name == "quality":
        return "stronger" if STRENGTH[is_] > STRENGTH[was] else "weaker"
    if name in GRADED and was and is_:
        return "stronger" if is_ > was else "weaker"
    return "changed"


def facts(thing: Any) -> dict[str, Any]:
    """A thing as plain facts, with the place and the pin apart."""
    known = {name: getattr(thing, name) for name in thing.__slots__ if name != "id"}
    if isinstance(thing, Node):
        place = known["place"]
        known["place"], known["pinned"] = (place.x, place.y) if place else None, bool(place and place.pinned)
    return known


def ledger_of(map_: MapData) -> Ledger:
    known = {("heading", map_.id): {name: getattr(map_, name) for name in HEADING_FIELDS}}
    for what, things in (("node", map_.nodes), ("tie", map_.ties), ("group", map_.groups)):
        known |= {(what, thing.id): facts(thing) for thing in things}
    return Ledger(known, {key: dict(value) for key, value in known.items()})


def one_edit(data: st.DataObject, map_: MapData, ledger: Ledger, number: int) -> MapData:  # noqa: PLR0911  one branch for each act
    draw, fresh = data.draw, id_of(20_000 + number)
    act = draw(st.sampled_from(("add", "tie", "group", "delete", "node", "node", "tie's", "tie's", "move", "heading")))
    if act == "add":
        node = Node(fresh, "Новый", place=Place(1.0, 2.0), ref=draw(st.none() | st.just(id_of(30_000 + number))))
        ledger.now["node", fresh] = facts(node)
        return map_.with_node(node)
    if act == "heading":
        name = draw(st.sampled_from(sorted(HEADING_FIELDS)))
        value = draw(HEADING_FIELDS[name])
        ledger.now["heading", map_.id][name] = value
        return replace(map_, **{name: value})
    if act == "group":
        chosen = draw(st.lists(st.sampled_from([n.id for n in map_.nodes]), unique=True, max_size=3)) if map_.nodes else []
        ids = [g.id for g in map_.groups]
        id_ = draw(st.sampled_from([*ids, fresh]))
        group = Group(
            id_,
            draw(st.sampled_from(("Двор", "Класс"))) + str(number),
            tuple(chosen),
            ((1.0, 2.0), (3.0, 4.0)),
        )
        ledger.now["group", id_] = facts(group)
        groups = tuple(group if g.id == id_ else g for g in map_.groups)
        return replace(map_, groups=groups if id_ in ids else (*groups, group))
    if not map_.nodes:
        return map_
    node = draw(st.sampled_from(map_.nodes))
    if act == "node":
        name = draw(st.sampled_from(sorted(NODE_FIELDS)))
        value = draw(NODE_FIELDS[name])
        ledger.now["node", node.id][name] = value
        return map_.with_node(replace(node, **{name: value}))
    if act == "move":
        at, pinned = draw(POINTS), draw(st.booleans())
        ledger.now["node", node.id] |= {"place": at, "pinned": pinned}
        return map_.with_node(replace(node, place=Place(*at, pinned)))
    if act == "delete":
        gone = draw(st.sampled_from([n.id for n in map_.nodes] + [t.id for t in map_.ties]))
        for key, known in list(ledger.now.items()):
            if key[1] == gone or (key[0] == "tie" and gone in (known["source"], known["target"])):
                del ledger.now[key]
            elif key[0] == "group":
                known["nodes"] = tuple(n for n in known["nodes"] if n != gone)
        return map_.without(gone)
    if act == "tie" and len(map_.nodes) > 1:
        other = draw(st.sampled_from([n for n in map_.nodes if n is not node]))
        # Views are told apart, so that a line drawn anew is not the one that was rubbed out.
        tie = Tie(
            fresh,
            node.id,
            other.id,
            draw(TIE_FIELDS["quality"]),
            view="member",
            viewer=id_of(40_000 + number),
        )
        ledger.now["tie", fresh] = facts(tie)
        return map_.with_tie(tie)
    if act == "tie's" and map_.ties:
        tie = draw(st.sampled_from(map_.ties))
        name = draw(st.sampled_from(sorted(TIE_FIELDS)))
        value = draw(TIE_FIELDS[name])
        ledger.now["tie", tie.id][name] = value
        return map_.with_tie(replace(tie, **{name: value}))
    return map_


def signs(found: tuple[Change, ...]) -> list[tuple[str, str, UUID, str]]:
    return [(c.kind, c.what, c.id, c.field) for c in found]


def unordered(map_: MapData) -> tuple[object, ...]:
    return (set(map_.nodes), set(map_.ties), set(map_.groups), replace(map_, nodes=(), ties=(), groups=()))


def random_script(data: st.DataObject) -> tuple[MapData, MapData, Ledger]:
    before = sketch_map()
    before = replace(before, groups=(Group(id_of(500), "Двор", (GRANDMOTHER, SCHOOL)),))
    after, ledger = before, ledger_of(before)
    for number in range(data.draw(st.integers(0, 14))):
        after = one_edit(data, after, ledger, number)
    return before, after, ledger


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_comparing_finds_exactly_the_edits_that_were_made(data: st.DataObject) -> None:
    before, after, ledger = random_script(data)
    found = signs(changes(before, after, moved_over=0))
    assert len(found) == len(set(found))
    assert set(found) == ledger.net()


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_the_edits_that_were_found_lead_from_one_version_to_the_other(data: st.DataObject) -> None:
    before, after, _ledger = random_script(data)
    assert apply(before, changes(before, after, moved_over=0)) == after
    assert unordered(apply(after, changes(after, before, moved_over=0))) == unordered(before)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_map_drawn_separately_is_compared_by_the_persons_of_the_card(data: st.DataObject) -> None:
    before, after, ledger = random_script(data)
    known = [replace(n, ref=id_of(70_000 + number)) for number, n in enumerate(before.nodes)]
    before = replace(before, nodes=tuple(known))
    refs = {n.id: n.ref for n in known}
    after = replace(after, nodes=tuple(replace(n, ref=refs.get(n.id)) for n in after.nodes))
    for side in (ledger.first, ledger.now):
        for (what, id_), fact in side.items():
            if what == "node":
                fact["ref"] = refs.get(id_)
    other = {n.id: UUID(int=n.id.int + 10**9) for n in after.nodes if n.id in refs}
    separate = replace(
        after,
        nodes=tuple(replace(n, id=other.get(n.id, n.id)) for n in after.nodes),
        ties=tuple(replace(t, source=other.get(t.source, t.source), target=other.get(t.target, t.target)) for t in after.ties),
        groups=tuple(replace(g, nodes=tuple(other.get(n, n) for n in g.nodes)) for g in after.groups),
    )
    found = changes(before, separate, moved_over=0)
    assert set(signs(found)) == ledger.net()
    assert unordered(apply(before, found)) == unordered(aligned(before, separate))
    assert unordered(aligned(before, separate)) == unordered(after)


def test_a_renamed_node_is_never_deleted_and_added() -> None:
    before = sketch_map()
    school = before.node(SCHOOL)
    assert school
    found = changes(before, before.with_node(replace(school, name="Лицей № 7")))
    assert found == (Change("renamed", "node", SCHOOL, "name", "Школа № 7", "Лицей № 7"),)


def test_a_line_rubbed_out_and_drawn_again_is_the_same_tie() -> None:
    before = sketch_map()
    old = next(before.ties_of(GRANDMOTHER))
    after = before.without(old.id).with_tie(replace(old, id=id_of(999), quality="weak"))
    assert changes(before, after) == (Change("weaker", "tie", old.id, "quality", "strong", "weak"),)


def test_two_that_cannot_be_told_apart_are_not_taken_for_each_other() -> None:
    before, ref = sketch_map(), id_of(5000)
    one = replace(empty_map(), nodes=(Node(id_of(60), "Школа", ref=ref), Node(id_of(61), "Школа", ref=ref)))
    other = replace(before, nodes=(Node(id_of(62), "Школа", ref=ref),), ties=())
    assert {c.kind for c in changes(one, other) if c.what == "node"} == {"new", "lost"}


def test_a_small_shift_is_no_move_unless_exactly_asked() -> None:
    before = sketch_map().with_node(replace(sketch_map().nodes[0], place=Place(10.0, 10.0), bearing=359.0))
    after = before.with_node(replace(before.nodes[0], place=Place(13.0, 14.0), bearing=1.0))
    far = before.with_node(replace(before.nodes[0], place=Place(16.0, 10.0)))
    assert changes(before, after) == ()
    assert [c.field for c in changes(before, after, moved_over=0)] == ["place", "bearing"]
    assert changes(before, far)[0].kind == "moved"


def test_what_was_not_asked_before_is_not_stronger_for_being_known() -> None:
    before = sketch_map()
    tie = next(before.ties_of(GRANDMOTHER))
    assert [c.kind for c in changes(before, before.with_tie(replace(tie, closeness=3)))] == ["changed"]
    known = before.with_tie(replace(tie, closeness=1))
    assert [c.kind for c in changes(known, known.with_tie(replace(tie, closeness=3)))] == ["stronger"]


def test_being_finished_and_printed_is_no_edit_of_the_map() -> None:
    before = sketch_map()
    later = replace(before, id=id_of(8), version=4, final=True, printed_on=date(2026, 11, 22))
    assert changes(before, later) == ()
