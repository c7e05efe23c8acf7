"""A map goes out as lists of Network Canvas or as GraphML and comes back the same; foreign files are read with a list."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.base.errors import Rejected
from desktop.documents.network_canvas import from_archive, from_lists, to_archive, to_lists
from desktop.documents.network_graph import from_graphml, to_graphml
from desktop.documents.network_rows import NetworkRead, NetworkRows, read_rows, rows_of
from desktop.models.map_data import Group, MapData, Node, Place, Tie
from tests.figures.social_maps import sketch_map

TODAY = date(2026, 11, 22)
FAMILY = UUID(int=7)


def read(rows: NetworkRows) -> NetworkRead:
    return read_rows(rows, FAMILY, uuid4, TODAY)


def same(one: MapData, other: MapData) -> None:
    assert {n.id: n for n in one.nodes} == {n.id: n for n in other.nodes}
    assert {t.id: t for t in one.ties} == {t.id: t for t in other.ties}
    assert one.groups == other.groups
    heading = ("title", "drawn_on", "aim", "told_by", "boundary", "note")
    assert [getattr(one, key) for key in heading] == [getattr(other, key) for key in heading]


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40) | st.sampled_from(
    ["=SUM(A1)", "'=1", "''-x", "@имя", "+7 996", "1", "true", "два\nряда", 'кавычки " и, запятая;']
)
SPOTS = st.floats(-500, 500).map(lambda x: round(x, 2))
LEVELS = st.none() | st.integers(1, 3)


@st.composite
def maps(draw: st.DrawFn) -> MapData:
    ids = draw(st.lists(st.uuids(), min_size=2, max_size=8, unique=True))
    nodes = tuple(
        Node(
            id_, draw(TEXTS.filter(str.strip).map(str.strip)), draw(st.sampled_from(["person", "agency", "group"])),
            draw(st.none() | st.uuids()), draw(st.booleans()), draw(st.sampled_from(["", "kin", "work"])),
            draw(st.sampled_from(["male", "female", "unknown"])), draw(st.none() | st.integers(1900, 2026)),
            draw(st.booleans()), draw(st.booleans()),
            draw(st.none() | st.builds(Place, SPOTS, SPOTS, st.booleans())), draw(TEXTS),
            draw(st.sampled_from(["", "used", "unused"])), draw(st.none() | SPOTS), draw(st.integers(-5, 5)),
            draw(st.sampled_from(["", "amber"])),
        )
        for id_ in ids
    )  # fmt: skip
    ties = tuple(
        Tie(
            draw(st.uuids()), *draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True)),
            draw(st.sampled_from(["strong", "conflict", "broken"])), draw(st.sampled_from(["to", "none"])),
            draw(st.sampled_from(["", "daily"])), draw(LEVELS), draw(LEVELS), draw(LEVELS), draw(LEVELS),
            draw(st.sampled_from(["", "1_5"])), "member", draw(st.sampled_from(ids)), draw(st.none() | st.uuids()),
            draw(st.none() | st.dates(date(2000, 1, 1), TODAY)), draw(LEVELS), draw(TEXTS),
            tuple(draw(st.lists(st.tuples(SPOTS, SPOTS), max_size=3))),
        )
        for _number in range(draw(st.integers(0, 8)))
    )  # fmt: skip
    groups = (Group(uuid4(), draw(TEXTS), tuple(ids[:2]), ((1.0, 2.5), (3.0, 4.0))),) if draw(st.booleans()) else ()
    return MapData(
        uuid4(), FAMILY, draw(TEXTS), draw(st.dates(date(2000, 1, 1), TODAY)), nodes, ties, groups, draw(TEXTS),
        aim=draw(st.sampled_from(["real", "wish"])), told_by=draw(TEXTS), boundary=draw(st.sampled_from(["", "closed"])),
    )  # fmt: skip


@given(maps())
def test_lists_bring_every_fact_back(map_: MapData) -> None:
    found = read(from_archive(to_archive(map_, "2026-0147")))
    assert not found.not_understood
    same(found.map_, map_)


@given(maps())
def test_a_graph_brings_every_fact_back(map_: MapData) -> None:
    found = read(from_graphml(to_graphml(map_)))
    assert not found.not_understood
    same(found.map_, map_)


def test_lists_are_named_and_headed_as_network_canvas_does() -> None:
    files = to_lists(sketch_map(), "case")
    assert set(files) == {
        "case_attributeList_Person.csv", "case_attributeList_Agency.csv", "case_edgeList_Tie.csv", "case_ego.csv",
    } | ({"case_attributeList_Group.csv"} if any(n.kind == "group" for n in sketch_map().nodes) else set())  # fmt: skip
    header = files["case_edgeList_Tie.csv"].decode("utf-8-sig").splitlines()[0]
    assert header.startswith(
        "edgeID,from,to,networkCanvasEgoUUID,networkCanvasUUID,networkCanvasSourceUUID,networkCanvasTargetUUID"
    )


def test_a_name_that_a_spreadsheet_would_count_stays_a_name() -> None:
    node = replace(sketch_map().nodes[0], name="=HYPERLINK(1)")
    files = to_lists(sketch_map().with_node(node), "case")
    lines = list(csv.DictReader(io.StringIO(files["case_attributeList_Person.csv"].decode("utf-8-sig"))))
    assert lines[0]["name"] == "'=HYPERLINK(1)"


def test_the_graph_is_one_for_other_programs() -> None:
    graph = nx.read_graphml(io.BytesIO(to_graphml(sketch_map())), force_multigraph=True)
    assert graph.number_of_nodes() == len(sketch_map().nodes)
    assert graph.number_of_edges() == len(sketch_map().ties)
    assert {facts["label"] for _id, facts in graph.nodes(data=True)} == {n.name for n in sketch_map().nodes}


FOREIGN = {
    "s_attributeList_Person.csv": b"nodeID,networkCanvasEgoUUID,networkCanvasUUID,name,age,support_practical\n"
    b"1,e,a1,Anna,34,true\n2,e,b2,Boris,,false\n",
    "s_edgeList_Knows.csv": b"edgeID,from,to,networkCanvasEgoUUID,networkCanvasUUID,closeness\n3,1,2,e,c3,9\n",
    "s_ego.csv": b"networkCanvasEgoUUID,networkCanvasCaseID\ne,case 5\n",
}


def test_what_another_program_knew_is_kept_in_notes_and_listed() -> None:
    found = read(from_lists(FOREIGN))
    assert [n.name for n in found.map_.nodes] == ["Anna", "Boris"]
    assert found.map_.nodes[0].note == "age: 34\nsupport_practical: true"
    (tie,) = found.map_.ties
    assert (tie.source, tie.target) == tuple(n.id for n in found.map_.nodes)
    assert tie.closeness is None
    said = [m.gaps for m in found.not_understood]
    assert {gap["column"] for gap in said} == {"age", "support_practical", "closeness"}
    assert [gap["value"] for gap in said if "value" in gap] == ["9"]


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04 no archive", b"<graphml"],
)
def test_a_file_of_another_kind_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(Rejected):
        from_archive(content)
    with pytest.raises(Rejected):
        from_graphml(content)
    with pytest.raises(Rejected):
        from_lists({"x.csv": content})


def test_a_graph_that_declares_entities_is_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE g [<!ENTITY a "aaaa">]><graphml>&a;</graphml>'
    with pytest.raises(Rejected):
        from_graphml(bomb)


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.csv", b"0" * 21_000_000)
    with pytest.raises(Rejected):
        from_archive(packed.getvalue())


def test_an_archive_that_was_damaged_on_the_way_is_refused_in_words() -> None:
    packed = bytearray(to_archive(sketch_map(), "map"))
    first = zipfile.ZipFile(io.BytesIO(bytes(packed))).infolist()[0]
    start = first.header_offset + 30 + len(first.filename)
    packed[start : start + 8] = b"\xff" * 8
    with pytest.raises(Rejected, match="damaged"):
        from_archive(bytes(packed))


def test_a_tie_to_nobody_is_refused_and_says_its_line() -> None:
    rows = rows_of(sketch_map())
    broken = replace(rows, edges=({**rows.edges[0], "networkCanvasSourceUUID": "?", "from": 999},))
    with pytest.raises(Rejected) as refused:
        read(broken)
    assert refused.value.findings[0].message.gaps == {"n": 1}
