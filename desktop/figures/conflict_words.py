"""The map of a conflict in sentences, for those who listen instead of looking, and for paper."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from desktop.base.messages import _
from desktop.figures.conflict_cards import state_lines
from desktop.models.conflict_data import ConflictData, Party, Relation
from desktop.models.kinds import Captions


def sentences(data: ConflictData, captions: Captions) -> tuple[str, ...]:
    """The issue, every party with what it needs and fears, every relation."""
    return tuple(_sentences(data, captions))


def _sentences(data: ConflictData, captions: Captions) -> Iterator[str]:
    issue = (data.subject if data.template == "kovalev" and data.subject.strip() else data.issue).strip()
    yield ". ".join([_("The conflict is about: {issue}").format(issue=issue or "?"), *state_lines(data, captions)])
    if data.template == "kovalev" and data.contradiction.strip():
        yield _("Contradiction: {words}").format(words=data.contradiction.strip())
    for party in data.parties:
        yield party_sentence(data, party, captions)
    for relation in data.relations:
        yield relation_sentence(data, relation, captions)


def party_name(party: Party | None) -> str:
    """The name, or that nobody knows who it is."""
    return (party.name.strip() if party is not None else "") or _("somebody unknown")


def party_sentence(data: ConflictData, party: Party, captions: Captions) -> str:
    """«Marina, mother, side. Needs: …. Fears: ….»."""
    words = [f"{party_name(party)} \u2014 {captions('conflict_roles', party.role)}"]
    if party.joined_to is not None and (other := data.party(party.joined_to)) is not None:
        words.append(_("together with {name}").format(name=party_name(other)))
    needs, fears = (needs_words(data, party.id, kind) for kind in ("need", "fear"))
    if needs:
        words.append(_("Needs: {list}").format(list=needs))
    if fears:
        words.append(_("Fears: {list}").format(list=fears))
    if party.position.strip():
        words.append(_("Position: {words}").format(words=party.position.strip()))
    if data.template == "kovalev" and (party.state_before.strip() or party.state_after.strip()):
        before, after = party.state_before.strip() or "?", party.state_after.strip() or "?"
        words.append(_("State: {before} \u2192 {after}").format(before=before, after=after))
    return ". ".join(words)


def needs_words(data: ConflictData, party: UUID, kind: str) -> str:
    """What a party needs or fears, in one line."""
    mine = (need.words.strip() for need in data.needs if need.party == party and need.kind == kind)
    return "; ".join(words for words in mine if words)


def relation_word(relation: Relation, captions: Captions) -> str:
    """«open dispute, 8 of 10»."""
    word = captions("conflict_relations", relation.kind)
    if relation.intensity is None:
        return word
    return _("{relation}, {n} of 10").format(relation=word, n=relation.intensity)


def relation_sentence(data: ConflictData, relation: Relation, captions: Captions) -> str:
    """«Marina and Igor: open dispute, 8 of 10»."""
    said = _("{one} and {other}: {relation}").format(
        one=party_name(data.party(relation.source)), other=party_name(data.party(relation.target)),
        relation=relation_word(relation, captions),
    )  # fmt: skip
    return f"{said}. {relation.note.strip()}" if relation.note.strip() else said
