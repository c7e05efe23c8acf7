"""The grid after Tracy and Whittaker: one row for each person around the middle, answered cell by cell.

The same map as on the canvas, through the same editor: an answer goes to the tie of the view that is shown, and a row
without a tie gets one with its first answer. Numbers of the printed grid are understood as well as its words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, cast
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.messages import N_, Finding, _, message
from desktop.documents.map_grid import GridPaper
from desktop.models.map_data import Direction, Frequency, MapData, Node, Resource, Tie
from desktop.presenters.map_editing import REVERSED, TieChanges, clean_name, folded
from desktop.presenters.map_twin import known, level_words, refuse_names
from desktop.presenters.map_views import RingsChoice, leading_ties, middle_of, teller_of
from desktop.presenters.map_words import (
    AIM,
    BOUNDARY,
    CLOSENESS,
    DOMAIN,
    FREQUENCY,
    KNOWN,
    LEVEL,
    RESOURCE,
    SPHERE,
    VIEW,
    day,
)
from desktop.presenters.maps import MapEditor
from desktop.rules.network_figures import DOMAIN_SPHERES, Domain, domain_of

GridColumn = Literal[
    "name", "domain", "concrete", "emotional", "information", "criticism", "direction", "closeness", "frequency", "known",
    "resource", "note",
]  # fmt: skip
HEADINGS: Final[Mapping[GridColumn, str]] = {
    "name": N_("Who"),
    "domain": N_("Domain"),
    "concrete": N_("Deeds"),
    "emotional": N_("Emotional"),
    "information": N_("Advice"),
    "criticism": N_("Criticism"),
    "direction": N_("Who helps"),
    "closeness": N_("Closeness"),
    "frequency": N_("How often"),
    "known": N_("Known for"),
    "resource": N_("Resource"),
    "note": N_("Note"),
}
# As somebody in the middle says it; codes of a tie whose source is in the middle.
HELP: Final[Mapping[Direction, str]] = {
    "mutual": N_("both ways"),
    "to": N_("we help them"),
    "from": N_("they help us"),
    "none": N_("nobody helps"),
}
HELP_NUMBERS: Final[Mapping[str, object]] = {"1": "mutual", "2": "to", "3": "from", "0": "none"}
OFTEN: Final[tuple[Frequency, ...]] = ("never", "yearly", "monthly", "weekly", "daily")  # 0 to 4 of the printed grid
_WORDS: Final[Mapping[str, Mapping[object, str]]] = {
    **dict.fromkeys(("concrete", "emotional", "information", "criticism"), cast("Mapping[object, str]", LEVEL)),
    "closeness": cast("Mapping[object, str]", CLOSENESS),
    "direction": cast("Mapping[object, str]", HELP),
    "frequency": {often: FREQUENCY[often] for often in OFTEN},
    "known": cast("Mapping[object, str]", KNOWN),
}
_NUMBERS: Final[Mapping[str, Mapping[str, object]]] = {
    **{column: {str(code): code for code in words} for column, words in _WORDS.items()},
    "direction": HELP_NUMBERS,
    "frequency": {str(number): often for number, often in enumerate(OFTEN)},
    "known": {str(number): time for number, time in enumerate(KNOWN, 1)},
    "resource": {str(number): resource for number, resource in enumerate(RESOURCE)},
}
_SUPPORTS: Final = {"concrete", "emotional", "information"}
_SOMETIMES: Final = 2  # so often a support is help
_UNSAID: Final[Mapping[str, str]] = {"direction": "none", "frequency": "", "known": ""}


@dataclass(frozen=True, slots=True)
class GridRow:
    """One person or agency in words; `tie` is the one the answers stand on."""

    id: UUID
    tie: UUID | None
    domain: str
    cells: Mapping[GridColumn, str]

    def sentence(self) -> str:
        """The row for a screen reader: what was answered, with its question."""
        said = (f"{_(HEADINGS[key]).lower()}: {text}" for key, text in self.cells.items() if text and key != "name")
        return f"{self.cells['name']}. {', '.join(said)}"


def rows(map_: MapData, choice: RingsChoice) -> tuple[GridRow, ...]:
    """Everybody around the middle, by domains in the order of the grid, then by name."""
    middle = middle_of(map_, choice)
    order = list(DOMAIN)
    found = [_row(map_, node, choice) for node in map_.nodes if node.id not in middle]
    return tuple(sorted(found, key=lambda row: (order.index(row.domain), folded(row.cells["name"]), row.id)))


def sorted_by(found: Sequence[GridRow], column: GridColumn, *, from_end: bool = False) -> tuple[GridRow, ...]:
    """The rows by the answers of one column, in the order the answers are offered; who was not asked stands last."""
    order = {word: at for at, word in enumerate(words_of(column))}

    def key(row: GridRow) -> tuple[int, str]:
        said = row.cells[column]
        return order.get(said, len(order)), folded(said)

    answered = [row for row in found if row.cells[column]]
    return (*sorted(answered, key=key, reverse=from_end), *(row for row in found if not row.cells[column]))


def _row(map_: MapData, node: Node, choice: RingsChoice) -> GridRow:
    tie = next(iter(leading_ties(map_, node.id, choice)), None)
    domain = domain_of(node)
    cells: dict[GridColumn, str] = dict.fromkeys(HEADINGS, "")
    cells |= {
        "name": node.name, "domain": _(DOMAIN[domain]), "resource": _(RESOURCE[node.resource]) if node.resource else "",
        "note": node.note,
    }  # fmt: skip
    if tie is not None:
        cells |= _answers(tie, node.id)
    return GridRow(node.id, tie.id if tie else None, domain, cells)


def _answers(tie: Tie, node: UUID) -> dict[GridColumn, str]:
    return {
        "concrete": level_words(tie.concrete),
        "emotional": level_words(tie.emotional),
        "information": level_words(tie.information),
        "criticism": level_words(tie.criticism),
        "direction": _(HELP[_seen(tie, node)]),
        "closeness": "" if tie.closeness is None else _(CLOSENESS[tie.closeness]),
        "frequency": _(FREQUENCY[tie.frequency]) if tie.frequency else "",
        "known": _(KNOWN[tie.known]) if tie.known else "",
    }


def _seen(tie: Tie, node: UUID) -> Direction:
    """The direction as the middle says it: `to` is help that goes to the node of the row."""
    return REVERSED[tie.direction] if tie.source == node else tie.direction


def words_of(column: GridColumn) -> tuple[str, ...]:
    """The words a cell of this column can hold; empty where anything can be typed."""
    if column in ("name", "note"):
        return ()
    if column == "domain":
        return tuple(_(w) for key, w in DOMAIN.items() if key != "household")
    return tuple(_(w) for w in (RESOURCE if column == "resource" else _WORDS[column]).values())


def add(editor: MapEditor, name: str) -> UUID | None:
    """Somebody new in the last row; a name that the card knows is that person or agency."""
    name = clean_name(name)
    if not name:
        return None
    who = next((c for c in editor.free_candidates(name) if folded(c.name) == folded(name)), None)
    return editor.add_node(name, ref=who.ref if who else None)


def edit(editor: MapEditor, choice: RingsChoice, id_: UUID, column: GridColumn, text: str) -> bool:
    """Take what was typed or chosen in a cell: one step of undo.

    Raises:
        Rejected: the words are not known in this column, or there is nobody in the middle to be tied to.
    """
    match column:
        case "name" | "note" if editor.names_hidden:
            refuse_names(editor)
            return False
        case "name":
            return editor.rename(id_, text)
        case "note":
            return editor.change_node(id_, note=text)
        case "resource":
            return _change_resource(editor, id_, text.strip())
        case "domain":
            return _change_domain(editor, id_, text)
        case _:
            return _answer(editor, choice, id_, column, text.strip())


def _change_resource(editor: MapEditor, id_: UUID, text: str) -> bool:
    numbered = cast("Resource | None", _NUMBERS["resource"].get(text))
    return editor.change_node(
        id_, resource=numbered if numbered is not None else known(RESOURCE, text, "resource") if text else ""
    )


def _change_domain(editor: MapEditor, id_: UUID, text: str) -> bool:
    node = editor.data.node(id_)
    if node is None:
        return False
    finest = {sphere for sphere, word in SPHERE.items() if sphere and folded(_(word)) == folded(text)}
    domain = "other" if not text.strip() else "" if finest else known(DOMAIN, text, "domain")
    if domain == domain_of(node):
        return False
    if node.inside or domain == "household":
        raise Rejected(Finding(("domain",), message(N_("Who lives in the household is said by the family card"))))
    return editor.change_node(id_, sphere=finest.pop() if finest else DOMAIN_SPHERES[cast("Domain", domain)][0])


def _answer(editor: MapEditor, choice: RingsChoice, id_: UUID, column: GridColumn, text: str) -> bool:
    """An answer goes to the tie of this view; without one it is made, in the same step."""
    tie = next(iter(leading_ties(editor.data, id_, choice)), None)
    changes = _meant(column, text, flipped=tie is not None and tie.source == id_)
    if tie is not None:
        return editor.change_tie(tie.id, **changes)
    if not text:
        return False
    middle = teller_of(editor.data, choice)
    if middle is None:
        raise Rejected(Finding((column,), message(N_("Put a member of the household on the map first"))))
    before = editor.defaults
    viewer = choice.viewer if choice.view == "member" else None
    alone = not editor.in_gesture  # a paste is one step of many answers
    if alone:
        editor.begin()
    editor.set_defaults(view=choice.view, viewer=viewer, contact=before.contact, told_on=before.told_on)
    helps = column in _SUPPORTS and cast("int", changes.get(column) or 0) >= _SOMETIMES
    made = editor.connect(middle, id_, "ordinary", "from" if helps else "none")
    editor.change_tie(made, **changes)
    editor.select((id_,))
    return editor.finish(message(N_("new tie"))) if alone else True


def paste(editor: MapEditor, cells: Sequence[tuple[UUID, str, str]], take: Callable[[UUID, str, str], object]) -> list[Rejected]:
    """Many cells at once, as copied from a sheet: one step of undo; what was not understood is given back."""
    refused = []
    editor.begin()
    for id_, column, text in cells:
        try:
            take(id_, column, text)
        except Rejected as error:
            refused.append(error)
    editor.finish(message(N_("paste")))
    return refused


def pasted_words(cells: int, refused: Sequence[Rejected]) -> str:
    """What became of the cells that were pasted."""
    said = _("Cells filled in: {n}").format(n=cells - len(refused))
    return _("{said}. Not understood: {n}").format(said=said, n=len(refused)) if refused else said


def _meant(column: GridColumn, text: str, *, flipped: bool) -> TieChanges:
    words = _WORDS[column]
    code = _NUMBERS[column].get(text)
    if code is None:
        code = known(words, text, column) if text else _UNSAID.get(column)
    if column == "direction" and flipped:
        code = REVERSED[cast("Direction", code)]
    return cast("TieChanges", {column: code})


def choice_for(map_: MapData, choice: RingsChoice) -> RingsChoice:
    """The choice as this map can show it: a member who is not on it is nobody's view and nobody's middle."""
    members = {n.id for n in map_.household()}
    if choice.centre is not None and choice.centre not in members:
        choice = replace(choice, centre=None)
    if choice.view == "member" and choice.viewer not in members:
        choice = replace(choice, view="family", viewer=None)
    return choice


def paper(map_: MapData, choice: RingsChoice, *, number: str, family: str, author: str) -> GridPaper:
    """The grid as it is printed, with the heading of the map."""
    viewer = map_.node(choice.viewer) if choice.viewer else None
    centre = map_.node(choice.centre) if choice.centre else None
    view = _("{name}'s view").format(name=viewer.name) if choice.view == "member" and viewer else _(VIEW[choice.view])
    facts = (
        (_("Family"), family),
        (_("Map"), f"{map_.title or _('Map of connections')}, {_(AIM[map_.aim])}"),
        (_("Date of the map"), day(map_.drawn_on)),
        (_("Drawn with"), map_.told_by),
        (_("Whose view"), view),
        (_("In the middle"), centre.name if centre else _("the household")),
        (_("Boundary of the household"), _(BOUNDARY[map_.boundary]) if map_.boundary else ""),
    )
    found = rows(map_, choice)
    return GridPaper(
        _("Grid of the social network"), number, map_.drawn_on, facts, tuple(_(h) for h in HEADINGS.values()),
        tuple(tuple(row.cells.values()) for row in found), author, map_.note,
    )  # fmt: skip
