"""A map of social connections in the files of Network Canvas: attribute lists, edge list, ego list, as CSV.

A folder or an archive holds them, named as Network Canvas names them, so that its readers take them as they are.
"""

from __future__ import annotations

import csv
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import Final

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, message
from desktop.documents.network_rows import (
    EDGE_ID,
    EGO,
    LARGEST,
    NODE_ID,
    SOURCE,
    TARGET,
    UUID_OF,
    NetworkRows,
    Row,
    rows_of,
)
from desktop.models.map_data import MapData

_TYPES: Final = {"person": "Person", "agency": "Agency", "group": "Group"}
_NODES_FIRST: Final = (NODE_ID, EGO, UUID_OF, "name")
_EDGES_FIRST: Final = (EDGE_ID, "from", "to", EGO, UUID_OF, SOURCE, TARGET)
_EGO_FIRST: Final = (EGO, "networkCanvasCaseID", "networkCanvasSessionID", "networkCanvasProtocolName")
# A spreadsheet takes such a beginning for a formula: an apostrophe stands before it, and is taken off when read.
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")


def to_lists(map_: MapData, stem: str) -> dict[str, bytes]:
    """File names and their contents: an attribute list for each kind of node, an edge list, an ego list."""
    rows = rows_of(map_)
    files = {
        f"{stem}_attributeList_{type_}.csv": _written([n for n in rows.nodes if n["kind"] == kind], _NODES_FIRST)
        for kind, type_ in _TYPES.items()
        if any(node["kind"] == kind for node in rows.nodes)
    }
    files[f"{stem}_edgeList_Tie.csv"] = _written(rows.edges, _EDGES_FIRST)
    session: Row = {"networkCanvasCaseID": stem, "networkCanvasSessionID": rows.ego["map"]}
    ego = rows.ego | session | {"networkCanvasProtocolName": "Opora"}
    files[f"{stem}_ego.csv"] = _written([ego], _EGO_FIRST)
    return files


def to_archive(map_: MapData, stem: str) -> bytes:
    """The lists in one ZIP archive, as Network Canvas exports a session."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in to_lists(map_, stem).items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()


def from_archive(content: bytes) -> NetworkRows:
    """The lists of an archive.

    Raises:
        Rejected: not an archive with lists of Network Canvas.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = [info for info in archive.infolist() if info.filename.casefold().endswith(".csv")]
            if sum(info.file_size for info in inside) > LARGEST:
                raise _refused(N_("The lists are too large for a map"))
            return from_lists({info.filename: archive.read(info) for info in inside})
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, NotImplementedError, EOFError, OSError):
        raise _refused(N_("The archive cannot be read: it is damaged or locked with a password")) from None


def from_lists(files: Mapping[str, bytes]) -> NetworkRows:
    """The lists of files, told apart by their columns whatever they are called.

    Raises:
        Rejected: no list of people among them, or a file that is no table.
    """
    if sum(len(content) for content in files.values()) > LARGEST:
        raise _refused(N_("The lists are too large for a map"))
    ego: Row = {}
    nodes: list[Row] = []
    edges: list[Row] = []
    for name in sorted(files):
        columns, rows = _read(name, files[name])
        if {"from", "to"} <= columns:
            edges += rows
        elif NODE_ID in columns or (UUID_OF in columns and EGO not in columns):
            nodes += [row | _kind_of(name, row) for row in rows]
        elif EGO in columns and rows:
            ego = ego or rows[0]
    if not nodes:
        raise _refused(N_("There is no list of people of Network Canvas among the files: a column nodeID is expected"))
    return NetworkRows(ego, tuple(nodes), tuple(edges))


def _kind_of(name: str, row: Row) -> Row:
    """The kind that the name of the file tells, when the line does not."""
    if row.get("kind"):
        return {}
    told = next((kind for kind, type_ in _TYPES.items() if f"_{type_.casefold()}" in name.casefold()), None)
    return {"kind": told} if told else {}


def _written(rows: Sequence[Row], first: Sequence[str]) -> bytes:
    columns = list(dict.fromkeys([*first, *(key for row in rows for key in row)]))
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(columns)
    for row in rows:
        table.writerow([_cell(row.get(column, "")) for column in columns])
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:g}" if value == float(f"{value:g}") else repr(value)
        case str() if _FORMULA.match(value):
            return f"'{value}"
        case _:
            return str(value)


def _read(name: str, content: bytes) -> tuple[set[str], list[Row]]:
    try:
        text = content.decode("utf-8-sig")
        lines = list(csv.DictReader(io.StringIO(text, newline=""), restkey="", restval="", strict=True))
    except (UnicodeDecodeError, csv.Error):
        raise _refused(N_("{name} is not a table in UTF-8"), name=name) from None
    rows: list[Row] = []
    for line in lines:
        row: Row = {key: _said(value) for key, value in line.items() if key and isinstance(value, str)}
        rows.append(row)
    return set(lines[0]) if lines else set(), rows


def _said(value: str) -> str:
    return value[1:] if value.startswith("'") and _FORMULA.match(value) else value


def _refused(said: str, **gaps: object) -> Rejected:
    return Rejected(Finding((), message(said, **gaps)))
