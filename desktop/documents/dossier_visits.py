"""The dossier's end: who came when, whom they saw, what was dangerous; and the list of documents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID

from desktop.base.messages import _
from desktop.documents.dossier_data import DossierData
from desktop.documents.facts import day, initials_of, joined, label, name_of, value
from desktop.models.attachments import Attachment
from desktop.models.documents import Block, Column, Heading, Paragraph, Run, Table, Words
from desktop.models.visits import Alert, Visit

_DANGERS: Final = ("violence", "intoxication", "threat")
_TOLD: Final = ("purpose", "functions", "observations")
_SEEN: Final = ("housing", "hygiene", "food", "adults_state", "children_state")
_AGREED: Final = ("done", "recommendations", "resistance", "trust", "signed")


def visits(data: DossierData) -> Iterator[Block]:
    """Dangers that wait for an answer, when each child was last seen, and every visit with what was found."""
    if data.alerts:
        yield Heading(_("Signs of danger"), 2)
        yield _alerts(data)
    if not data.visits:
        yield Paragraph(_("No visits have been recorded."))
        return
    seen = children_seen(data)
    if seen:
        yield Heading(_("When the children were last seen"), 2)
        yield Table((Column(_("Child"), 3.0), Column(_("Last seen"), 1.5), Column(_("Last not seen"), 1.5)), seen)
    yield Heading(_("Log of visits"), 2)
    columns = (
        Column(label(Visit, "visited_on"), 1.5),
        Column(_("Kind, outcome"), 2.0),
        Column(_("Who came, whom they met, children"), 2.9),
        Column(_("What was found and done"), 4.4),
    )
    yield Table(columns, tuple(_visit(visit, data) for visit in data.visits))


def children_seen(data: DossierData) -> tuple[tuple[Words, ...], ...]:
    """Each child with the last day on which somebody saw it and the last on which nobody could."""
    last: dict[UUID, dict[bool, date]] = {}
    for visit in data.visits:
        for child in visit.children:
            days = last.setdefault(child.person_id, {})
            days[child.seen] = max(days.get(child.seen, date.min), visit.visited_on)
    rows: list[tuple[Words, ...]] = []
    for id_, days in last.items():
        seen: Words = day(days.get(True)) or (Run(_("not seen at any visit"), bold=True, tone="bad"),)
        rows.append((name_of(data.persons.get(id_)), seen, day(days.get(False))))
    return tuple(sorted(rows, key=lambda row: str(row[0])))


def files(data: DossierData) -> Iterator[Block]:
    """The numbered list of documents of the file."""
    if not data.attachments:
        yield Paragraph(_("No documents are attached."))
        return
    columns = (
        Column(_("No."), 0.5, "right"),
        Column(_("Document"), 4.0),
        Column(label(Attachment, "person_id"), 2.0),
        Column(label(Attachment, "dated"), 1.5),
        Column(label(Attachment, "valid_till"), 1.5),
    )
    yield Table(columns, tuple(_file(number, file, data) for number, file in enumerate(data.attachments, 1)))


def _alerts(data: DossierData) -> Table:
    columns = (
        Column(label(Alert, "raised_at"), 1.5),
        Column(label(Alert, "kind"), 2.2),
        Column(label(Alert, "answer"), 4.0),
    )
    rows: list[tuple[Words, ...]] = []
    for alert in data.alerts:
        if alert.answered_at:
            answered = joined(value(alert, "answered_at", data.reader), alert.answered_by or "")
            answer: Words = joined(alert.answer or "", answered, by=" \u00b7 ")
        else:
            answer = (Run(_("not answered yet"), bold=True, tone="bad"),)
        rows.append((value(alert, "raised_at", data.reader), value(alert, "kind", data.reader), answer))
    return Table(columns, tuple(rows))


def _visit(visit: Visit, data: DossierData) -> tuple[Words, ...]:
    when = joined(day(visit.visited_on), _hours(visit), f"\u2116 {visit.number}" if visit.number else "", by="\n")
    kind = joined(value(visit, "kind", data.reader), value(visit, "planned", data.reader))
    outcome = joined(value(visit, "outcome", data.reader), value(visit, "reason", data.reader))
    how = joined(kind, value(visit, "place", data.reader), by="\n")
    result: Words = (Run(f"{how}\n" if how else ""), Run(outcome or _("no outcome recorded"), bold=True))
    return (when, result, _people(visit, data), _found(visit, data))


def _hours(visit: Visit) -> str:
    return joined(visit.came or "", visit.left or "", by=" \u2013 ")


def _people(visit: Visit, data: DossierData) -> Words:
    came = [initials_of(data.staff.get(visit.worker_id))]
    for one in visit.participants:
        staff = data.staff.get(one.staff_id) if one.staff_id else None
        agency = data.agencies.get(one.agency_id) if one.agency_id else None
        from_where = (agency.short_name or agency.name) if agency else ""
        came.append(joined(initials_of(staff) or one.name or "", one.role or "", from_where, one.authority or ""))
    runs = [Run(joined(*came))]
    met = joined(*(_person(one.person_id, data) or one.name or "" for one in visit.met))
    if met:
        runs.append(Run("\n" + _("Met: {names}").format(names=met)))
    for seen, words, bold in (
        (True, _("Children seen: {names}"), False),
        (False, _("Children NOT seen: {names}"), True),
    ):
        names = joined(
            *(
                joined(_person(child.person_id, data), f"({child.note})" if child.note else "", by=" ")
                for child in visit.children
                if child.seen is seen
            )
        )
        if names:
            runs.append(Run("\n" + words.format(names=names), bold=bold, tone="amber" if bold else ""))
    return tuple(runs)


def _found(visit: Visit, data: DossierData) -> Words:
    runs = [*_said(visit, _TOLD, data)]
    seen = (f"{label(Visit, key)}: {said}" for key in _SEEN if (said := value(visit, key, data.reader)))
    if words := "; ".join(seen):
        runs.append(Run(words + "\n"))
    runs += [*_said(visit, _AGREED, data), *_served(visit, data)]
    dangers = [label(Visit, key) for key in _DANGERS if getattr(visit, key)]
    if dangers:
        runs.append(Run(_("DANGER: {dangers}").format(dangers=joined(*dangers).lower()) + "\n", bold=True, tone="bad"))
    elif visit.danger_unseen:
        runs.append(Run(label(Visit, "danger_unseen") + "\n", bold=True, tone="amber"))
    elif all(getattr(visit, key) is False for key in _DANGERS):
        runs.append(Run(_("No signs of danger") + "\n"))
    if visit.danger_note:
        runs.append(Run(f"{visit.danger_note}\n"))
    if visit.next_on:
        runs.append(Run(f"{label(Visit, 'next_on')}: {day(visit.next_on)}", tone="soft"))
    if runs:
        runs[-1] = Run(runs[-1].text.rstrip("\n"), runs[-1].bold, runs[-1].italic, runs[-1].tone)
    return tuple(runs)


def _said(visit: Visit, keys: tuple[str, ...], data: DossierData) -> Iterator[Run]:
    for key in keys:
        if said := value(visit, key, data.reader):
            yield Run(f"{label(Visit, key)}: {said}\n")


def _served(visit: Visit, data: DossierData) -> Iterator[Run]:
    """What was given at this visit, and what it found about the steps of the plans."""
    given = [one.name for one in data.services if one.visit_id == visit.id]
    given += [one.name for one in data.aid if one.visit_id == visit.id]
    if given:
        yield Run(_("Given: {what}").format(what="; ".join(given)) + "\n")
    words = {step.id: step.words for plan in data.plans for step in plan.steps}
    marks = [
        joined(f"{words.get(one.step_id, '?')}: {value(one, 'mark', data.reader)}", one.note or "", by=", ")
        for one in visit.steps
    ]
    if marks:
        yield Run(_("Steps of the plan: {what}").format(what="; ".join(marks)) + "\n")


def _file(number: int, file: Attachment, data: DossierData) -> tuple[Words, ...]:
    kind = value(file, "kind", data.reader)
    title = joined(kind[:1].upper() + kind[1:], file.title or "", by=": ")
    valid: Words = day(file.valid_till)
    if file.valid_till and file.valid_till < data.today:
        valid = (Run(_("expired {date}").format(date=day(file.valid_till)), bold=True, tone="amber"),)
    return (str(number), title, _person(file.person_id, data), day(file.dated), valid)


def _person(id_: UUID | None, data: DossierData) -> str:
    return initials_of(data.persons.get(id_)) if id_ else ""
