"""A map of social connections as GraphML: Gephi, yEd, Pajek and R open it, and it comes back whole."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.documents.network_rows import (
    LARGEST,
    NODE_ID,
    SOURCE,
    TARGET,
    UUID_OF,
    NetworkRows,
    Row,
    rows_of,
)

if TYPE_CHECKING:
    from desktop.models.map_data import MapData


def to_graphml(map_: MapData) -> bytes:
    """The map with every fact of its nodes, ties and heading."""
    import networkx as nx

    rows = rows_of(map_)
    graph: Any = nx.MultiDiGraph(**_plain(rows.ego))
    for row in rows.nodes:
        graph.add_node(str(row[UUID_OF]), label=row.get("name", ""), **_plain(row))
    for row in rows.edges:
        graph.add_edge(str(row[SOURCE]), str(row[TARGET]), key=str(row[UUID_OF]), **_plain(row))
    written = io.BytesIO()
    nx.write_graphml_xml(graph, written, encoding="utf-8", prettyprint=True)
    return written.getvalue()


def from_graphml(content: bytes) -> NetworkRows:
    """The lists that a GraphML file describes.

    Raises:
        Rejected: not GraphML, or larger than a map.
    """
    import networkx as nx
    from networkx.exception import NetworkXError

    if len(content) > LARGEST:
        raise Rejected(Finding((), message(N_("The lists are too large for a map"))))
    # No file of a graph declares entities; one that does means to fill the memory.
    if b"<!DOCTYPE" in content[:4_096] or b"<!ENTITY" in content:
        raise _not_graphml()
    try:
        graph: Any = nx.read_graphml(io.BytesIO(content), force_multigraph=True)
    except (NetworkXError, SyntaxError, ValueError, KeyError, AttributeError, TypeError):
        raise _not_graphml() from None
    nodes = tuple(_row(facts) | {NODE_ID: str(id_)} for id_, facts in graph.nodes(data=True))
    edges = tuple(_row(facts) | {"from": str(one), "to": str(other)} for one, other, facts in graph.edges(data=True))
    ego = {key: value for key, value in graph.graph.items() if isinstance(value, str | int | float | bool)}
    return NetworkRows(ego, nodes, edges)


def _not_graphml() -> Rejected:
    return Rejected(Finding((), message(N_("The file is not a graph in GraphML"))))


def _plain(row: Row) -> dict[str, Any]:
    """Facts with what XML cannot hold left out of their texts."""
    return {key: _printable(value) if isinstance(value, str) else value for key, value in row.items() if key != "label"}


def _printable(text: str) -> str:
    return "".join(c for c in text if c in "\t\n\r" or c >= " ")


def _row(facts: dict[str, Any]) -> Row:
    return {key: value for key, value in facts.items() if isinstance(value, str | int | float | bool)}
