"""Two versions of a genogram compared: every change as a sentence, in the order and tone of all maps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from desktop.base.messages import N_, _
from desktop.models.kin_data import GenogramData, KinPerson, mark_key
from desktop.models.kinds import partial_words
from desktop.models.map_changes import Change
from desktop.models.partial_dates import PartialDate
from desktop.presenters.comparisons import SIGNS, Told, grouped, tone_of
from desktop.presenters.genogram_words import Captions, called, sentence, upper
from desktop.rules.kin_changes import changes

_HEADING: Final[Mapping[str, str]] = {
    "title": N_("Title"), "told_by": N_("With whom it was drawn"), "note": N_("Note"), "index": N_("About whom it is drawn"),
}  # fmt: skip
_PERSON: Final[Mapping[str, str]] = {
    "name": N_("{who}: another name"),
    "full_name": N_("{who}: another name"),
    "sex": N_("{who}: the sex is written otherwise"),
    "born": N_("{who}: date of birth"),
    "died": N_("{who}: date of death"),
    "dead": N_("{who}: what is known of the death"),
    "left_home": N_("{who}: left the parents' home"),
    "at_home": N_("{who}: lives with the family"),
    "hidden": N_("{who}: shown in the drawing"),
    "shift": N_("{who}: moved on the sheet"),
}
_QUIET: Final = frozenset({"child", "member"})  # a birthday is no edit to be told, and who joined is told by their home
_BY_KIND: Final = frozenset({"union", "twins", "feeling"})  # said by what it is first; the others begin with a name
_NEW: Final = N_("New on the genogram: {what}")
_LOST: Final = N_("No longer on the genogram: {what}")


def told(before: GenogramData, after: GenogramData, captions: Captions) -> tuple[Told, ...]:
    """Every change between two versions as a sentence, grouped by tone."""
    found = changes(before, after)
    new = {change.id for change in found if change.kind == "new" and change.what == "person"}
    lost = {change.id for change in found if change.kind == "lost" and change.what == "person"}
    spoken: list[Told] = []
    for change in found:
        said = _said(before, after, change, captions)
        if said and not _goes_with(change, new | lost) and all(one.sentence != said for one in spoken):
            tone = tone_of(change.kind)
            spoken.append(Told(tone, SIGNS[tone], said, _ids(change, before, after), change.what, change.field))
    return grouped(spoken)


def _goes_with(change: Change, people: set[UUID]) -> bool:
    """A bond that came or went with one of its people: the sentence about them says it."""
    thing: Any = change.after if change.kind == "new" else change.before if change.kind == "lost" else None
    if thing is None or change.what == "person":
        return False
    return bool(people & set(_ends(thing)))


def _ends(thing: Any) -> tuple[UUID, ...]:
    keys = ("first", "second", "parent", "child", "person", "mother")
    return tuple(end for key in keys if isinstance(end := getattr(thing, key, None), UUID))


def _ids(change: Change, before: GenogramData, after: GenogramData) -> tuple[UUID, ...]:
    if change.what == "heading":
        return ()
    things = (*_things(before), *_things(after))
    thing: Any = next((one for one in things if one.id == change.id), None)
    return tuple(dict.fromkeys((change.id, *_ends(thing))))


def _things(data: GenogramData) -> tuple[Any, ...]:
    kin = data.kin
    bonds = (*kin.unions, *kin.parents, *kin.twins, *kin.losses, *kin.words)
    return (*kin.people, *bonds, *data.feelings, *data.marks)


def _said(before: GenogramData, after: GenogramData, change: Change, captions: Captions) -> str:
    if change.field in _QUIET:
        return ""
    if change.what == "heading":
        values = [_value(data, value) for data, value in ((before, change.before), (after, change.after))]
        return _from_to(_(_HEADING[change.field]), *values)
    if change.kind in ("new", "lost"):
        data = after if change.kind == "new" else before
        return _(_NEW if change.kind == "new" else _LOST).format(what=_thing(data, change, captions))
    if change.what == "person":
        return _of_person(before, after, change)
    if change.what == "mark":
        return _("Condition: {what}").format(what=_mark(after, change.id, captions))
    was, now = (sentence(data, change.id, captions).rstrip(".") for data in (before, after))
    return _("It was: {was}. It is: {now}").format(was=was, now=now) if was != now else ""


def _thing(data: GenogramData, change: Change, captions: Captions) -> str:
    if change.what == "mark":
        return _mark(data, change.id, captions)
    if change.what == "word":
        word = next(word for word in data.kin.words if word.id == change.id)
        return f"{called(data.kin.person(word.first))} \u2014 {called(data.kin.person(word.second))}: {word.word}"
    person = data.kin.person(change.id)
    if person is not None:
        return person.full_name or called(person)
    said = sentence(data, change.id, captions).rstrip(".")
    return said[:1].lower() + said[1:] if change.what in _BY_KIND else said


def _mark(data: GenogramData, id_: UUID, captions: Captions) -> str:
    mark = next((mark for mark in data.marks if mark.id == id_), None)
    if mark is None:
        return ""
    return f"{called(data.kin.person(mark.person))}: {captions.get(mark_key(mark.kind), mark.kind)}"


def _of_person(before: GenogramData, after: GenogramData, change: Change) -> str:
    person = after.kin.person(change.id) or before.kin.person(change.id)
    if change.field == "name" and _full_name_changed(before, after, change.id):
        return ""  # said by the full name
    what = upper(_(_PERSON[change.field]).format(who=called(person)))
    if change.field == "shift":
        return what
    old, new = change.before, change.after
    if change.field == "hidden":
        old, new = not old, not new
    return _from_to(what, _value(before, old), _value(after, new))


def _full_name_changed(before: GenogramData, after: GenogramData, id_: UUID) -> bool:
    was, now = before.kin.person(id_), after.kin.person(id_)
    return was is not None and now is not None and was.full_name != now.full_name


def _from_to(what: str, was: str, now: str) -> str:
    return _("{what}: it was \u00ab{was}\u00bb, now \u00ab{now}\u00bb").format(what=what, was=was, now=now)


def _value(data: GenogramData, value: object) -> str:
    match value:
        case None | "":
            return _("nothing")
        case bool():
            return _("yes") if value else _("no")
        case PartialDate():
            return partial_words(value)
        case UUID():
            person: KinPerson | None = data.kin.person(value)
            return person.full_name or called(person) if person is not None else _("nothing")
        case "male" | "female":
            return _("male") if value == "male" else _("female")
        case _:
            return str(value)
