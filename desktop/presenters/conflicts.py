"""The editor of a conflict map: everything that can be done to it, as a drawing and as a table alike.

It knows no toolkit. Every change is one step of undo; whoever shows the map follows the same events.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Final, Unpack
from uuid import UUID

from desktop.base.messages import N_, Message, message
from desktop.figures import conflict_layout
from desktop.figures.conflict_cards import head_of
from desktop.figures.conflict_words import party_name
from desktop.models.conflict_data import (
    Agreed,
    NeedKind,
    Option,
    Party,
    PartyRole,
    Reading,
    Relation,
    RelationKind,
)
from desktop.models.map_data import NodeKind, Place
from desktop.presenters import conflict_editing as editing
from desktop.presenters.conflict_editing import (
    AgreedChanges,
    HeadingChanges,
    OptionChanges,
    PartyChanges,
    RelationChanges,
)
from desktop.presenters.conflict_session import ConflictSession
from desktop.presenters.map_editing import Candidate
from desktop.rules import conflicts as rules

_AGENCY_ROLE: Final[PartyRole] = "institution"


class ConflictEditor(ConflictSession):
    """One conflict map being drawn, with what a person can do in it; a `Drawing` for the canvas."""

    # Parties --------------------------------------------------------------------------------------------

    def add_party(
        self, name: str, *, kind: NodeKind | None = None, role: PartyRole | None = None, ref: UUID | None = None,
        place: Place | None = None,
    ) -> UUID:  # fmt: skip
        """Put somebody on the map and select them; with `ref` a person or agency of the card, under its name there."""
        who = next((one for one in self.candidates if one.ref == ref), None) if ref is not None else None
        kind = kind or (who.kind if who is not None else "person")
        role = role or (_AGENCY_ROLE if kind == "agency" else "side")
        party = Party(
            self._new_id(), editing.clean(name) or (who.name if who else ""), kind, ref if who else None, role, place=place
        )
        new = replace(self._data, parties=(*self._data.parties, party))
        if not self.hand_placed and place is None:
            new = conflict_layout.lay_out(new, self.captions)  # nobody has arranged anything yet
        self._do(message(N_("new party {name}"), name=party.name), new, select=(party.id,))
        return party.id

    def rename(self, id_: UUID, name: str) -> bool:
        """Give a party another name, or the issue other words; an empty one is not taken."""
        name = editing.clean(name, editing.LONGEST_LINE if id_ == self._data.conflict else editing.LONGEST_NAME)
        if not name:
            return False
        if id_ != self._data.conflict:
            return self.change_party(id_, name=name)
        return self.describe(issue=name) if self.about == self._data.issue else self.describe(subject=name)

    def change_party(self, id_: UUID, **changes: Unpack[PartyChanges]) -> bool:
        """Change what is known about a party; typing into one field is one step of undo."""
        party = self._data.party(id_)
        if party is None:
            return False
        new = replace(party, **changes)
        if new.kind != party.kind and "ref" not in changes:
            new = replace(new, ref=None)  # a person of the card is no agency of the card
        merge = ("party", id_, *changes) if not {"kind", "role", "ref"} & set(changes) else None
        return self._do(
            message(N_("change of {name}"), name=party_name(party)),
            replace(self._data, parties=editing.put(self._data.parties, new)), merge,
        )  # fmt: skip

    def become(self, id_: UUID, who: Candidate) -> bool:
        """Say that a party is this person or agency of the card."""
        party = self._data.party(id_)
        if party is None:
            return False
        role = _AGENCY_ROLE if who.kind == "agency" and party.role == "side" else party.role
        return self.change_party(id_, name=party.name or who.name, kind=who.kind, ref=who.ref, role=role)

    def join(self, id_: UUID, other: UUID | None) -> bool:
        """Put a party into the card of another because their needs coincide, or give it a card of its own."""
        data = self._data
        party, host = data.party(id_), data.party(other) if other is not None else None
        if party is None or (other is not None and (other == id_ or host is None)):
            return False
        if host is not None and head_of(data, host) == id_:
            self.told.tell(message(N_("They stand in one card already")))
            return False
        label = message(N_("joining {name}"), name=party_name(party))
        return self._do(label, editing.apart(data, id_) if host is None else editing.joined(data, (id_,), host.id))

    def join_all(self, ids: Collection[UUID]) -> bool:
        """Put several parties into one card, that of the first of them: one step of undo."""
        parties = [party for id_ in ids if (party := self._data.party(id_)) is not None]
        if len({head_of(self._data, party) for party in parties}) < 2:
            self.told.tell(message(N_("Select two parties whose needs coincide")) if len(parties) < 2
                           else message(N_("They stand in one card already")))  # fmt: skip
            return False
        first, *others = (party.id for party in parties)
        new = editing.joined(self._data, others, first)
        return self._do(message(N_("joining {name}"), name=party_name(parties[0])), new)

    def shares(self, id_: UUID) -> bool:
        """Whether somebody else stands in the card of this party."""
        party = self._data.party(id_)
        if party is None:
            return False
        head = head_of(self._data, party)
        return any(one.id != id_ and head_of(self._data, one) == head for one in self._data.parties)

    def set_needs(self, party: UUID, kind: NeedKind, lines: Iterable[str]) -> bool:
        """What a party needs or fears, one a line."""
        if self._data.party(party) is None:
            return False
        new = editing.with_lines(self._data, party, kind, lines, self._new_id)
        return self._do(message(N_("needs and fears")), new, ("needs", party, kind))

    def confirm(self, shared: rules.Common) -> bool:
        """These are one and the same need or fear, under this name."""
        return self._do(message(N_("what is common")), rules.confirmed(self._data, shared))

    def mark_common(self, needs: Collection[UUID], words: str, was: Collection[UUID] = ()) -> bool:
        """These are one and the same under this name, and what else `was` under it is parted: one step of undo."""
        new = rules.together(self._data, needs, editing.clean(words, editing.LONGEST_LINE), was)
        return self._do(message(N_("what is common")), new)

    def part(self, shared: rules.Common) -> bool:
        """These are not the same after all."""
        return self.mark_common((), "", shared.needs)

    # Relations ------------------------------------------------------------------------------------------

    def can_connect(self, source: UUID, target: UUID) -> Message | None:
        """Why these two cannot be connected; None if they can."""
        if source == target:
            return message(N_("A relation needs two different parties"))
        if self._data.party(source) is None or self._data.party(target) is None:
            return message(N_("A relation joins two parties; the issue is joined to all of them already"))
        if any({one.source, one.target} == {source, target} for one in self._data.relations):
            return message(N_("Their relation is on the map already; change that one instead"))
        return None

    def connect(
        self, source: UUID, target: UUID, kind: RelationKind | None = None, intensity: int | None = None
    ) -> UUID | None:  # fmt: skip
        """Connect two with what was chosen last, and select the new line; None if that was refused."""
        if (why := self.can_connect(source, target)) is not None:
            self.told.tell(why)
            return None
        relation = Relation(self._new_id(), source, target, kind or self._last_kind, intensity)
        self._last_kind = relation.kind
        new = replace(self._data, relations=(*self._data.relations, relation))
        self._do(message(N_("new relation")), new, select=(relation.id,))
        return relation.id

    def change_relation(self, id_: UUID, **changes: Unpack[RelationChanges]) -> bool:
        """Change a relation; its kind becomes that of the next new one."""
        relation = self.relation(id_)
        if relation is None:
            return False
        new = replace(relation, **changes)
        self._last_kind = new.kind if "kind" in changes else self._last_kind
        merge = ("relation", id_) if set(changes) == {"note"} else None
        data = replace(self._data, relations=editing.put(self._data.relations, new))
        return self._do(message(N_("change of a relation")), data, merge)

    # Ways out, agreements, readings ---------------------------------------------------------------------

    def add_option(self, words: str) -> UUID | None:
        """One more way out."""
        option = Option(self._new_id(), editing.clean(words, editing.LONGEST_NEED))
        new = replace(self._data, options=(*self._data.options, option))
        return option.id if option.words and self._do(message(N_("new way out")), new) else None

    def change_option(self, id_: UUID, **changes: Unpack[OptionChanges]) -> bool:
        """Change a way out; one that is decided gets today's date, unless a day is said."""
        option = next((one for one in self._data.options if one.id == id_), None)
        if option is None:
            return False
        new = replace(option, **changes)
        if "state" in changes and "decided_on" not in changes:
            decided = new.state in ("agreed", "refused", "done")
            new = replace(new, decided_on=(option.decided_on or self.today) if decided else None)
        merge = ("option", id_, *changes) if {"words", "who", "proposed_by"} & set(changes) else None
        data = replace(self._data, options=editing.put(self._data.options, new))
        return self._do(message(N_("change of a way out")), data, merge)

    def add_agreement(self, words: str) -> UUID | None:
        """What the parties agreed upon; at first all who are sides of the conflict."""
        sides = tuple(party.id for party in self._data.parties if party.role in ("side", "ally"))
        agreed = Agreed(self._new_id(), editing.clean(words, 2 * editing.LONGEST_NEED), sides, None, "promised")
        new = replace(self._data, agreements=(*self._data.agreements, agreed))
        return agreed.id if agreed.words and self._do(message(N_("new agreement")), new) else None

    def change_agreement(self, id_: UUID, **changes: Unpack[AgreedChanges]) -> bool:
        """Change an agreement."""
        agreed = next((one for one in self._data.agreements if one.id == id_), None)
        if agreed is None:
            return False
        merge = ("agreement", id_) if set(changes) == {"words"} else None
        new = replace(self._data, agreements=editing.put(self._data.agreements, replace(agreed, **changes)))
        return self._do(message(N_("change of an agreement")), new, merge)

    def read_intensity(self, on: date, intensity: int, note: str = "") -> bool:
        """Note how strong the conflict was on a day; a day has one reading."""
        standing = next((one for one in self._data.readings if one.on == on), None)
        reading = Reading(standing.id if standing else self._new_id(), on, intensity, editing.clean(note, editing.LONGEST_LINE))
        readings = tuple(sorted(editing.put(self._data.readings, reading), key=lambda one: one.on))
        return self._do(message(N_("reading of the intensity")), replace(self._data, readings=readings))

    def describe(self, **changes: Unpack[HeadingChanges]) -> bool:
        """Change what is said of the conflict as a whole."""
        return self._do(message(N_("the conflict")), replace(self._data, **changes), ("heading", *changes))

    # Places and removal ---------------------------------------------------------------------------------

    def move(self, ids: Collection[UUID], dx: float, dy: float) -> bool:
        """Shift cards by millimetres and pin them; the issue stays in the middle. Others make room."""
        new = editing.moved(self._data, ids, dx, dy)
        return self._do(message(N_("move")), new, ("move", frozenset(ids)), first=tuple(ids))

    def pin(self, ids: Collection[UUID], *, pinned: bool = True) -> bool:
        """Hold cards where they are, or give them back to the automatic layout."""
        label = message(N_("pin")) if pinned else message(N_("unpin"))
        return self._do(label, editing.pinned(self._data, ids, pin=pinned))

    def lay_out(self) -> bool:
        """Lay the map out; pinned cards stay. Asks nothing: who calls it has asked."""
        return self._do(message(N_("automatic layout")), conflict_layout.lay_out(self._data, self.captions))

    def delete(self, ids: Collection[UUID] | None = None) -> bool:
        """Take what is selected, or these, off the map, with all that hangs on it; the issue stays."""
        gone = {id_ for id_ in (self._selected if ids is None else ids) if id_ != self._data.conflict}
        if not gone:
            self.told.tell(message(N_("The issue belongs to the map: change its words instead")))
            return False
        return self._do(message(N_("deletion")), editing.without(self._data, gone))
