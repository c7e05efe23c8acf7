"""Maps of a family as files: pictures, sheets of paper, lists and graphs of other programs, figures as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath
from typing import Final, Literal
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, _, message
from desktop.figures import conflict_map, conflict_sheet, genogram, genogram_sheets, social_map
from desktop.figures.conflict_names import with_names
from desktop.figures.primitives import Figure
from desktop.figures.social_layout import lay_out
from desktop.figures.social_symbols import named
from desktop.models.conflict_data import ConflictData
from desktop.models.kin_data import GenogramData
from desktop.models.kinds import Captions
from desktop.models.map_data import MapData, Stage
from desktop.models.map_style import STANDARD, MapStyle, Names
from desktop.rules import conflicts as conflict_rules
from desktop.rules import kin_patterns
from desktop.rules.network_figures import figures_json
from desktop.services.conflicts import ConflictsRead, newest_conflicts
from desktop.services.families import family_page
from desktop.services.genograms import first_genogram, read_genograms
from desktop.services.map_codes import family_codes
from desktop.services.maps import newest_map
from desktop.services.trees import tree_file
from desktop.store.units import Reading

Kind = Literal["social", "genogram", "conflict"]
KINDS: Final[Mapping[Kind, str]] = {
    "social": N_("Map of social connections"),
    "genogram": N_("Genogram"),
    "conflict": N_("Conflict map"),
}
_NONE: Final[Mapping[Kind, str]] = {
    "social": N_("No map of this family was drawn yet"),
    "genogram": N_("There is nobody of this family on the genogram yet"),
    "conflict": N_("No conflict map of this family was drawn yet"),
}
PICTURES: Final = (".svg", ".png", ".pdf")
NETWORKS: Final = (".graphml", ".csv", ".zip")

TREES: Final = (".ged",)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One map, ready for every kind of file."""

    figure: Figure
    sheets: tuple[Figure, ...]
    drawn_on: date
    stage: Stage


def map_files(
    reading: Reading, family: UUID, kind: Kind, out: PurePath, captions: Captions, names: Names = "shown"
) -> dict[str, bytes]:
    """File names and contents of the newest map of a kind; lists of Network Canvas are several files, the rest is one.

    Raises:
        Rejected: none was drawn yet, or the ending is not one of this kind of map; a family tree without its names.
    """
    ending, style = out.suffix.casefold(), _style(reading, family, names)
    if kind == "social" and ending in NETWORKS:
        return _network(named(_social(reading, family), style), ending, out)
    if kind == "genogram" and ending in TREES:
        if names != "shown":
            said = N_("A family tree for other programs carries names: it is not made with names hidden")
            raise Rejected(Finding(("names",), message(said)))
        return {out.name: tree_file(reading, family)}
    if ending not in PICTURES:
        said = N_("The name of the file ends in {endings}")
        allowed = (*PICTURES, *{"social": NETWORKS, "genogram": TREES}.get(kind, ()))
        raise Rejected(Finding((), message(said, endings=", ".join(allowed))))
    drawn = _drawn(reading, family, kind, captions, style)
    if ending == ".pdf":
        return {out.name: _paper(reading, family, kind, drawn, style)}
    many = len(drawn) > 1
    files = [out.name if not many else f"{out.stem}-{number}{ending}" for number in range(1, len(drawn) + 1)]
    write = to_svg_file if ending == ".svg" else to_png_file
    return {name: write(one.figure) for name, one in zip(files, drawn, strict=True)}


def map_figures(reading: Reading, family: UUID, kind: Kind, names: Names = "shown") -> dict[str, object]:
    """What is computed of the newest map of a kind, as values of JSON.

    `social`: see `rules.network_figures.figures_json`. `genogram`: `people`, `generations`, `patterns` with `kind`,
    `generations` and `people` (ids). `conflict`: a list `conflicts`, each with `issue`, `stage`, `intensity`, `curve`
    (`on`, `intensity`), `common` (`kind`, `words`, `parties`), `alliances`, `without_needs`, `unresolved`.

    Raises:
        Rejected: none was drawn yet.
    """
    style = _style(reading, family, names)
    match kind:
        case "social":
            return figures_json(named(_social(reading, family), style), today=reading.today)
        case "genogram":
            data = _genogram(reading, family)
            return {
                "people": len(data.kin.people),
                "generations": kin_patterns.generation_count(data.kin),
                "patterns": [
                    {
                        "kind": pattern.kind, "generations": list(pattern.generations),
                        "people": [[str(id_) for id_ in case.people] for case in pattern.cases],
                    }
                    for pattern in kin_patterns.patterns(data)
                ],
            }  # fmt: skip
        case "conflict":
            return {"conflicts": [_conflict_figures(with_names(data, style)) for _read, data in _conflicts(reading, family)]}


def to_svg_file(figure: Figure) -> bytes:
    """The drawing alone, as SVG."""
    from desktop.documents.figures_svg import to_svg  # noqa: PLC0415  writers only when something is made

    return to_svg(figure)


def to_png_file(figure: Figure) -> bytes:
    """The drawing alone, as PNG."""
    from desktop.documents.figures_png import to_png  # noqa: PLC0415  writers only when something is made

    return to_png(figure)


def _style(reading: Reading, family: UUID, names: Names) -> MapStyle:
    """Names as they are wanted; the codes are those of the window."""
    return STANDARD if names == "shown" else replace(STANDARD, names=names, codes=family_codes(reading, family))


def _network(map_: MapData, ending: str, out: PurePath) -> dict[str, bytes]:
    from desktop.documents import network_canvas, network_graph  # noqa: PLC0415  writers only when something is made

    if ending == ".graphml":
        return {out.name: network_graph.to_graphml(map_)}
    if ending == ".zip":
        return {out.name: network_canvas.to_archive(map_, out.stem)}
    return network_canvas.to_lists(map_, out.stem)


def _paper(reading: Reading, family: UUID, kind: Kind, drawn: list[_Drawn], style: MapStyle) -> bytes:
    from desktop.documents.maps import MapHead, MapPrint, to_pdf  # noqa: PLC0415  writers only when something is made

    page = family_page(reading, family)
    values = page.family.values if page is not None else {}
    whose = _("{name} family").format(name=values.get("name") or "")
    head = MapHead(
        _(KINDS[kind]), whose if style.names == "shown" else _("Family, names hidden"), str(values.get("number") or ""),
        f"{drawn[0].drawn_on:%d.%m.%Y}", "", drawn[0].stage, reading.office.name,
        demonstration=reading.office.demonstration,
    )  # fmt: skip
    return to_pdf(MapPrint(head, tuple(sheet for one in drawn for sheet in one.sheets))).content


def _drawn(reading: Reading, family: UUID, kind: Kind, captions: Captions, style: MapStyle) -> list[_Drawn]:
    today = reading.today
    match kind:
        case "social":
            map_ = _social(reading, family)
            figure = social_map.draw(map_, today=today, style=replace(style, notes=False))
            return [_Drawn(figure, (figure,), map_.drawn_on, map_.stage)]
        case "genogram":
            data = _genogram(reading, family)
            words = data.words(captions)
            figure = genogram.draw(data, today, style=style, words=words).figure
            return [_Drawn(figure, genogram_sheets.sheets(data, today, style=style, words=words), data.drawn_on, data.stage)]
        case "conflict":
            return [_drawn_conflict(read, data, captions, style) for read, data in _conflicts(reading, family)]


def _drawn_conflict(read: ConflictsRead, data: ConflictData, captions: Captions, style: MapStyle) -> _Drawn:
    figure = conflict_map.draw(data, captions, style=style).figure
    second = conflict_sheet.sheets(data, read.curve, read.steps, captions, style=style)
    return _Drawn(figure, (figure, *second), data.drawn_on, data.stage)


def _social(reading: Reading, family: UUID) -> MapData:
    map_ = newest_map(reading, family)
    if map_ is None:
        raise _nothing("social")
    return lay_out(map_) if any(node.place is None for node in map_.nodes) else map_


def _genogram(reading: Reading, family: UUID) -> GenogramData:
    read = read_genograms(reading, family)
    if not read.kin.people:
        raise _nothing("genogram")
    return read.data or first_genogram(read, family, family, _(KINDS["genogram"]), reading.today)


def _conflicts(reading: Reading, family: UUID) -> list[tuple[ConflictsRead, ConflictData]]:
    found = [(read, read.data) for read in newest_conflicts(reading, family) if read.data is not None]
    if not found:
        raise _nothing("conflict")
    return found


def _nothing(kind: Kind) -> Rejected:
    return Rejected(Finding((), message(_NONE[kind])))


def _conflict_figures(data: ConflictData) -> dict[str, object]:
    return {
        "conflict": str(data.conflict), "issue": data.issue, "stage": data.phase or None, "intensity": data.intensity,
        "curve": [{"on": p.on.isoformat(), "intensity": p.intensity} for p in conflict_rules.curve((data,))],
        "common": [
            {"kind": shared.kind, "words": shared.words, "parties": [str(id_) for id_ in shared.parties]}
            for shared in conflict_rules.common(data)
        ],
        "alliances": [[str(id_) for id_ in group] for group in conflict_rules.alliances(data)],
        "without_needs": [str(party.id) for party in conflict_rules.without_needs(data)],
        "unresolved": [str(option.id) for option in conflict_rules.unresolved(data)],
    }  # fmt: skip
