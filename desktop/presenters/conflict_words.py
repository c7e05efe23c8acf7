"""Conflict maps in words: states of options with the marks of their steps, what is common, what was edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal
from uuid import UUID

from desktop.base.messages import N_, _
from desktop.figures.conflict_words import party_name
from desktop.models.conflict_data import Agreed, ConflictData, Need, Option, Party, Relation, StepMark
from desktop.models.conflict_data import Reading as Measured
from desktop.models.conflicts import ConflictMap
from desktop.models.fields import fields_of
from desktop.models.kinds import Captions, Reader, Unreadable, from_text, partial_words
from desktop.models.map_changes import Change
from desktop.models.partial_dates import PartialDate
from desktop.rules.conflict_changes import HEADING
from desktop.rules.conflicts import Common

Tone = Literal["plain", "green", "amber", "red"]
OPTION_TONE: Final[Mapping[str, Tone]] = {"agreed": "green", "done": "green", "refused": "red", "discussed": "amber"}
PROMISE_TONE: Final[Mapping[str, Tone]] = {"kept": "green", "partly": "amber", "not_kept": "red"}
_MARK_TONE: Final[Mapping[str, Tone]] = {"done": "green", "partly": "amber", "not_done": "red"}
_LONG: Final = 70  # letters of a need in a line of the panel
_FIELDS: Final[Mapping[str, str]] = {
    "issue": N_("the issue"), "template": N_("scheme"), "began_on": N_("began"), "phase": N_("stage"),
    "intensity": N_("intensity"), "mediator": N_("mediator"), "subject": N_("subject"),
    "contradiction": N_("contradiction"), "outcome": N_("what came of it"), "told_by": N_("with whom it was drawn"),
    "note": N_("note"), "name": N_("name"), "kind": N_("kind"), "ref": N_("who it is in the card"), "role": N_("role"),
    "joined_to": N_("shared card"), "position": N_("what is demanded"), "state_before": N_("state at the beginning"),
    "state_after": N_("state now"), "words": N_("words"), "common": N_("common name"), "party": N_("whose"),
    "source": N_("first party"), "target": N_("second party"), "proposed_by": N_("who proposed it"),
    "state": N_("state"), "decided_on": N_("decided on"), "who": N_("who does it"), "until": N_("by when"),
    "step": N_("step of the plan"), "parties": N_("parties"), "on": N_("day"),
}  # fmt: skip
_DICTIONARIES: Final[Mapping[tuple[str, str], str]] = {
    ("heading", "template"): "conflict_templates", ("heading", "phase"): "conflict_stages",
    ("party", "role"): "conflict_roles", ("party", "kind"): "node_kinds", ("need", "kind"): "conflict_need_kinds",
    ("relation", "kind"): "conflict_relations", ("option", "state"): "option_states",
    ("agreement", "state"): "promise_states",
}  # fmt: skip
_THINGS: Final[Mapping[str, str]] = {
    "party": N_("party «{name}»"), "relation": N_("relation {name}"), "option": N_("way out «{name}»"),
    "agreement": N_("agreement «{name}»"), "reading": N_("reading of {name}"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """A word and its tone."""

    words: str
    tone: Tone = "plain"


def day_words(day: date | None) -> str:
    """dd.MM.yyyy, or nothing."""
    return f"{day:%d.%m.%Y}" if day is not None else ""


def read_partial(typed: str, reader: Reader) -> PartialDate | None:
    """A date of which not everything may be known, as it was typed; None for what is no date."""
    field = next(one for one in fields_of(ConflictMap) if one.key == "began_on")
    try:
        value = from_text(field, typed, reader)
    except Unreadable:
        return None
    return value if isinstance(value, PartialDate) else None


def common_words(data: ConflictData, shared: Common) -> str:
    """«Oleg goes to school — Marina, School No. 7»."""
    names = ", ".join(party_name(data.party(id_)) for id_ in shared.parties)
    return f"{shared.words} \u2014 {names}"


def alike_words(data: ConflictData, shared: Common) -> str:
    """What seems to be the same, in the words of each."""
    needs = [need for need in data.needs if need.id in shared.needs]
    return "; ".join(f"{party_name(data.party(need.party))}: {shortened(need.words)}" for need in needs)


def shortened(words: str) -> str:
    """The beginning of long words, whole words only."""
    if len(words) <= _LONG:
        return words
    return words[:_LONG].rsplit(" ", 1)[0].rstrip(" ,.;-") + "\u2026"


def option_state(option: Option, captions: Captions, today: date) -> Said:
    """«agreed 12.11.2026», «being discussed, by 27.11.2026»; a term that is over is said in red."""
    words = captions("option_states", option.state)
    tone = OPTION_TONE.get(option.state, "plain")
    if option.state in ("agreed", "refused", "done") and option.decided_on:
        words = f"{words} {day_words(option.decided_on)}"
    if option.until and option.state in ("proposed", "discussed", "agreed"):
        over = option.until < today
        words = _("{words}, by {day}").format(words=words, day=day_words(option.until))
        tone = "red" if over else tone
    return Said(words, tone)


def step_words(option: Option, steps: Mapping[UUID, StepMark], captions: Captions) -> Said | None:
    """«in the plan, done 12.11.2026»: what became of the step; None for an option without one."""
    if option.step is None:
        return None
    mark = steps.get(option.step)
    if mark is None:
        return Said(_("was in the plan"))
    if mark.mark in _MARK_TONE:
        done = f"{captions('step_marks', mark.mark)} {day_words(mark.marked_on)}".strip()
        return Said(_("in the plan, {mark}").format(mark=done), _MARK_TONE[mark.mark])
    if mark.due_on is not None:
        return Said(_("in the plan, term {day}").format(day=day_words(mark.due_on)))
    return Said(_("in the plan"))


# What was edited between two versions


def sentence_of(before: ConflictData, after: ConflictData, change: Change, captions: Captions) -> str:
    """One change in words."""
    data = before if change.kind == "lost" else after
    thing = _thing(data, change, captions)
    if change.kind == "new":
        return _("New: {thing}").format(thing=thing)
    if change.kind == "lost":
        return _("No longer there: {thing}").format(thing=thing)
    field = _(_FIELDS.get(change.field, change.field))
    old, new = (_value(data, change, value, captions) for value in (change.before, change.after))
    if change.what == HEADING:
        return _("{field}: {before}, now {after}").format(field=field, before=old, after=new)
    return _("{thing}, {field}: {before}, now {after}").format(thing=thing, field=field, before=old, after=new)


def _thing(data: ConflictData, change: Change, captions: Captions) -> str:
    lists: Mapping[str, Sequence[object]] = {
        "party": data.parties, "need": data.needs, "relation": data.relations, "option": data.options,
        "agreement": data.agreements, "reading": data.readings,
    }  # fmt: skip
    one = next((one for one in lists.get(change.what, ()) if getattr(one, "id", None) == change.id), None)
    match one:
        case Party():
            name = party_name(one)
        case Need():
            kind = captions("conflict_need_kinds", one.kind)
            return f"{kind} \u00ab{one.words}\u00bb ({party_name(data.party(one.party))})"
        case Relation():
            ends = " \u2014 ".join(party_name(data.party(end)) for end in (one.source, one.target))
            name = f"{ends} ({captions('conflict_relations', one.kind)})"
        case Option() | Agreed():
            name = one.words
        case Measured():
            name = f"{day_words(one.on)}: {one.intensity}"
        case _:
            return ""
    return _(_THINGS[change.what]).format(name=name)


def _value(  # noqa: PLR0911  one line a kind
    data: ConflictData, change: Change, value: object, captions: Captions
) -> str:
    dictionary = _DICTIONARIES.get((change.what, change.field))
    if dictionary and isinstance(value, str) and value:
        return captions(dictionary, value)
    match value:
        case None | "" | ():
            return _("not stated")
        case PartialDate():
            return partial_words(value)
        case date():
            return day_words(value)
        case UUID():
            party = data.party(value)
            return party_name(party) if party is not None else _("chosen")
        case tuple():
            return ", ".join(party_name(data.party(one)) for one in value if isinstance(one, UUID))
        case _:
            return str(value)
