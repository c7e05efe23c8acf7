"""Two versions of a map compared: which sentences are said, in which order and tone, and what they point at.

Sentences are made from the changes that rules find, so that what is read is exactly what is drawn as different.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from desktop.base.messages import N_, _, ngettext
from desktop.figures.codes import same_codes
from desktop.figures.map_overlay import overlay
from desktop.figures.social_layout import lay_out
from desktop.figures.social_map import draw
from desktop.figures.social_symbols import named
from desktop.models.map_data import Group, MapData, Node, Tie
from desktop.models.map_style import STANDARD, MapStyle
from desktop.presenters import map_words as words
from desktop.presenters.comparisons import COLOURS, Colour, Comparison, Told, Tone, grouped, heading, said
from desktop.rules.map_changes import NEARLY, aligned, changes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from desktop.models.map_changes import Change, ChangeKind

_COUNTED: Final[Mapping[Tone, str]] = {
    "new": N_("New ties"), "stronger": N_("Became stronger"), "weaker": N_("Became weaker"), "lost": N_("Broken off"),
}  # fmt: skip


_RETOLD: Final = frozenset({"told_on", "contact"})


def told(before: MapData, after: MapData, *, moved_over: float = NEARLY) -> tuple[Told, ...]:
    """Every change between two versions as a sentence, grouped by tone; the day of the map is said by its heading."""
    found = changes(before, after, moved_over=moved_over)
    after = aligned(before, after)
    gone = {c.id for c in found if c.kind == "lost" and c.what == "node"}
    retold = tuple(dict.fromkeys(c.id for c in found if c.field in _RETOLD))
    spoken = [
        said(c.kind, words_, ids_of(c, before), c.what, _BROKEN if _breaks(c) else c.field)
        for c in found
        if c.field != "drawn_on" and c.field not in _RETOLD and not _goes_with(c, gone)
        if (words_ := sentence(before, after, c))
    ]
    if retold:  # at each talk every tie is told anew: one sentence, or it would drown what changed
        again = ngettext("{n} tie was told anew, on another day", "{n} ties were told anew, on another day", len(retold))
        spoken.append(said("changed", again.format(n=len(retold)), retold, "tie", "told_on"))
    return grouped(spoken)


def comparison(before: MapData, after: MapData, today: date, *, style: MapStyle = STANDARD) -> Comparison:
    """Two versions as pictures, as one drawing and as sentences; who has no place yet is given one first."""
    before, after = _placed(before), _placed(after)
    same = aligned(before, after)
    style = same_codes(style, before, same)
    plain, keyed = replace(style, legend=False), replace(style, legend=True)
    hidden = style.names != "shown"
    spoken = told(*discreetly(before, after, style))
    return Comparison(
        draw(before, today=before.drawn_on, legend=False, style=plain),
        draw(same, today=after.drawn_on, legend=False, style=plain),
        overlay(before, after, today, style=style),
        spoken,
        (heading(before.drawn_on, before.stage, aim=before.aim), heading(after.drawn_on, after.stage, aim=after.aim)),
        hidden,
        lambda: (draw(before, today=before.drawn_on, style=keyed), draw(same, today=after.drawn_on, style=keyed)),
    )


def discreetly(before: MapData, after: MapData, style: MapStyle) -> tuple[MapData, MapData]:
    """Two versions with their names as the style wants them, the same person called the same in both."""
    if style.names == "shown":
        return before, after
    same = aligned(before, after)
    style = same_codes(style, before, same)
    return named(before, style), named(same, style)


def _placed(map_: MapData) -> MapData:
    return lay_out(map_) if any(node.place is None for node in map_.nodes) else map_


def counted(spoken: Iterable[Told]) -> tuple[tuple[str, str, Colour], ...]:
    """How many ties came, became stronger or weaker, were broken off: label, number, colour."""
    ties: dict[Tone, set[UUID]] = {}
    for one in spoken:
        if one.what == "tie" and one.tone in _COUNTED:
            ties.setdefault("lost" if one.field == _BROKEN else one.tone, set()).update(one.ids[:1])
    return tuple(
        (_(label), f"{'+' if tone == 'new' else ''}{len(ties[tone])}", COLOURS[tone])
        for tone, label in _COUNTED.items()
        if tone in ties
    )


def ids_of(change: Change, before: MapData) -> tuple[UUID, ...]:
    """What a sentence points at on the pictures: the thing itself, with a tie its two ends."""
    tie = change.after if isinstance(change.after, Tie) else change.before
    if change.what == "tie" and not isinstance(tie, Tie):
        tie = before.tie(change.id)
    ends = (tie.source, tie.target) if change.what == "tie" and isinstance(tie, Tie) else ()
    return (change.id, *ends)


def sentence(before: MapData, after: MapData, change: Change) -> str:
    """One change in words; `after` is told with the ids of `before`. A shift nobody reads of gives no words."""
    match change.what:
        case "tie":
            return _tie(before, after, change)
        case "node":
            return _node(before, after, change)
        case "group":
            return _group(before, after, change)
        case _:
            return _heading(change)


def _breaks(change: Change) -> bool:
    return change.field == "quality" and change.after == "broken"


def _goes_with(change: Change, gone: set[UUID]) -> bool:
    """A tie that went because one of its ends did: the sentence about that one says it."""
    tie = change.before
    return change.kind == "lost" and isinstance(tie, Tie) and bool(gone & {tie.source, tie.target})


_BROKEN: Final = "broken"  # in the place of the field: the tie stands on the map still, but broken off
_BIRTH: Final = N_("The tie appeared: {ends}, {quality}")
_DEATH: Final = N_("The tie is no longer there: {ends}, it was {quality}")
_TIE: Final[Mapping[str, str]] = {
    "direction": N_("Help changed: {ends}: it was \u00ab{was}\u00bb, now \u00ab{now}\u00bb"),
    "frequency": N_("How often they meet: {ends}: it was \u00ab{was}\u00bb, now \u00ab{now}\u00bb"),
    "closeness": N_("Closeness: {ends}: it was \u00ab{was}\u00bb, now \u00ab{now}\u00bb"),
    "concrete": N_("Help in deed: {ends}: it was \u00ab{was}\u00bb, now \u00ab{now}\u00bb"),
    "emotional": N_("Emotional support: {ends}: it was \u00ab{was}\u00bb, now \u00ab{now}\u00bb"),
    "information": N_("Information and advice: {ends}: it was \u00ab{was}\u00bb, now \u00ab{now}\u00bb"),
    "criticism": N_("Criticism: {ends}: it was \u00ab{was}\u00bb, now \u00ab{now}\u00bb"),
    "known": N_("How long they know each other: {ends}: it was \u00ab{was}\u00bb, now \u00ab{now}\u00bb"),
    "view": N_("Whose view: {ends}: it was \u00ab{was}\u00bb, now \u00ab{now}\u00bb"),
    "viewer": N_("Whose view: {ends}: it was \u00ab{was}\u00bb, now \u00ab{now}\u00bb"),
    "told_on": N_("When it was told: {ends}: it was {was}, now {now}"),
    "contact": N_("From which contact it was told: {ends}: another visit"),
    "source": N_("The tie goes elsewhere: it was {was}, now {now}"),
    "target": N_("The tie goes elsewhere: it was {was}, now {now}"),
    "bends": N_("The line was bent another way: {ends}"),
    "note": N_("Note to the tie: {ends}: it was \u00ab{was}\u00bb, now \u00ab{now}\u00bb"),
}


def _tie(before: MapData, after: MapData, change: Change) -> str:
    whole = change.after if change.kind == "new" else change.before
    if not change.field and isinstance(whole, Tie):
        template, map_ = (_BIRTH, after) if change.kind == "new" else (_DEATH, before)
        return _(template).format(ends=_ends(map_, whole), quality=_(words.QUALITY_SHORT[whole.quality]))
    old, new = before.tie(change.id), after.tie(change.id)
    return _tie_field(before, after, change, old, new) if old is not None and new is not None else ""


def _tie_field(before: MapData, after: MapData, change: Change, old: Tie, new: Tie) -> str:
    was, now = (_tie_value(map_, change.field, value) for map_, value in ((before, change.before), (after, change.after)))
    template = _TIE.get(change.field, "")
    if change.field == "quality":
        template = _QUALITY.get((change.kind, new.quality), _QUALITY[change.kind, ""])
    elif change.field in {"source", "target"}:
        was, now = _ends(before, old), _ends(after, new)
    return _(template).format(ends=_ends(after, new), was=was, now=now) if template else ""


_QUALITY: Final[Mapping[tuple[ChangeKind, str], str]] = {
    ("stronger", ""): N_("The tie became stronger: {ends}: it was {was}, now {now}"),
    ("weaker", ""): N_("The tie became weaker: {ends}: it was {was}, now {now}"),
    ("weaker", "broken"): N_("The tie was broken off: {ends}: it was {was}"),
    ("weaker", "conflict"): N_("A conflict began: {ends}: the tie was {was}"),
}


def _tie_value(map_: MapData, field: str, value: Any) -> str:
    unknown = _("not said")
    if field == "viewer":
        return _who(map_.node(value)) if value is not None else unknown
    if field == "told_on":
        return words.day(value) or unknown
    if field == "note":
        return str(value or "").strip() or _("nothing")
    known = _WORDS.get(field, {}).get(value)
    return _(known) if known else unknown


_WORDS: Final[Mapping[str, Mapping[Any, str]]] = {
    "quality": words.QUALITY_SHORT,
    "direction": words.DIRECTION,
    "frequency": words.FREQUENCY,
    "closeness": words.CLOSENESS,
    "concrete": words.LEVEL,
    "emotional": words.LEVEL,
    "information": words.LEVEL,
    "criticism": words.LEVEL,
    "known": words.KNOWN,
    "view": words.VIEW,
}
_NODE: Final[Mapping[str, str]] = {
    "name": N_("Another name: \u00ab{was}\u00bb is now \u00ab{now}\u00bb"),
    "kind": N_("{name}: what it is: it was \u00ab{was}\u00bb, now \u00ab{now}\u00bb"),
    "sphere": N_("{name}: sphere: it was \u00ab{was}\u00bb, now \u00ab{now}\u00bb"),
    "sex": N_("{name}: sex: it was \u00ab{was}\u00bb, now \u00ab{now}\u00bb"),
    "born_year": N_("{name}: year of birth: it was {was}, now {now}"),
    "note": N_("{name}: note: it was \u00ab{was}\u00bb, now \u00ab{now}\u00bb"),
    "resource": N_("{name}: resource: it was \u00ab{was}\u00bb, now \u00ab{now}\u00bb"),
}
_YES_NO: Final[Mapping[tuple[str, object], str]] = {
    ("inside", True): N_("{name}: now in the household"),
    ("inside", False): N_("{name}: no longer in the household"),
    ("alive", True): N_("{name}: is alive, unlike it was said before"),
    ("alive", False): N_("{name}: is no longer alive"),
    ("child", True): N_("{name}: counted as a child"),
    ("child", False): N_("{name}: no longer counted as a child"),
    ("pinned", True): N_("{name}: held in place"),
    ("pinned", False): N_("{name}: no longer held in place"),
}
_OTHER: Final[Mapping[str, str]] = {
    "ref": N_("{name}: whom of the card this is has changed"),
    "layer": N_("{name}: lies in another layer"),
    "tint": N_("{name}: another colour"),
    "place": N_("{name}: stands in another place"),
    "bearing": N_("{name}: stands in another direction on the rings"),
}
_KIND: Final[Mapping[object, str]] = {"person": N_("person"), "agency": N_("agency"), "group": N_("group of people")}


def _node(before: MapData, after: MapData, change: Change) -> str:
    if isinstance(change.after, Node):
        template = N_("Now on the map: {name}, {where}") if change.kind == "new" else ""
        return _(template).format(name=_who(change.after), where=_where(change.after))
    if isinstance(change.before, Node):
        held = sum(1 for _tie in before.ties_of(change.id))
        name = _who(change.before)
        if held:
            return _("No longer on the map: {name}; with it ties: {n}").format(name=name, n=held)
        return _("No longer on the map: {name}").format(name=name)
    name = _who(after.node(change.id) or before.node(change.id))
    if (change.field, change.after) in _YES_NO:
        return _(_YES_NO[change.field, change.after]).format(name=name)
    if change.field in _OTHER:
        return _(_OTHER[change.field]).format(name=name)
    was, now = (_node_value(change.field, value) for value in (change.before, change.after))
    return _(_NODE[change.field]).format(name=name, was=was, now=now)


def _node_value(field: str, value: object) -> str:
    known: Mapping[str, Mapping[Any, str]] = {
        "kind": _KIND, "sphere": words.SPHERE, "sex": words.SEX, "resource": words.RESOURCE,
    }  # fmt: skip
    if field in known:
        return _(known[field].get(value, str(value)))
    return str(value or "").strip() or _("not said")


def _group(before: MapData, after: MapData, change: Change) -> str:
    if isinstance(change.after, Group):
        names = ", ".join(_names(after, change.after.nodes))
        return _("New group: {name} ({names})").format(name=change.after.name or _("no name"), names=names or "\u2014")
    if isinstance(change.before, Group):
        return _("The group is no longer there: {name}").format(name=change.before.name or _("no name"))
    name = next((g.name for g in (*after.groups, *before.groups) if g.id == change.id), "") or _("no name")
    if change.field == "name":
        template = _("The group has another name: \u00ab{was}\u00bb is now \u00ab{now}\u00bb")
        return template.format(was=change.before, now=change.after)
    if change.field == "outline":
        return _("Group {name}: another outline").format(name=name)
    return _("Group {name}: now {names}").format(name=name, names=", ".join(_names(after, change.after)) or "\u2014")


_HEADING: Final[Mapping[str, str]] = {
    "title": N_("The map is called otherwise: \u00ab{was}\u00bb is now \u00ab{now}\u00bb"),
    "note": N_("Note to the map: it was \u00ab{was}\u00bb, now \u00ab{now}\u00bb"),
    "told_by": N_("With whom it was drawn: it was \u00ab{was}\u00bb, now \u00ab{now}\u00bb"),
    "boundary": N_("Boundary of the household: it was \u00ab{was}\u00bb, now \u00ab{now}\u00bb"),
    "aim": N_("What the map shows: it was \u00ab{was}\u00bb, now \u00ab{now}\u00bb"),
}


def _heading(change: Change) -> str:
    known: Mapping[str, Mapping[Any, str]] = {"boundary": words.BOUNDARY, "aim": words.AIM}

    def said(value: object) -> str:
        word = known.get(change.field, {}).get(value)
        return _(word) if word else str(value or "").strip() or _("not said")

    template = _HEADING.get(change.field)
    return _(template).format(was=said(change.before), now=said(change.after)) if template else ""


def _ends(map_: MapData, tie: Tie) -> str:
    return f"{_who(map_.node(tie.source))} \u2014 {_who(map_.node(tie.target))}"


def _who(node: Node | None) -> str:
    return (node.name.strip() if node else "") or _("no name")


def _where(node: Node) -> str:
    return _("household") if node.inside else _(words.SPHERE.get(node.sphere, words.SPHERE[""]))


def _names(map_: MapData, ids: object) -> Iterator[str]:
    for id_ in ids if isinstance(ids, tuple) else ():
        yield _who(map_.node(id_))
