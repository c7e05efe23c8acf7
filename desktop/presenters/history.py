"""The journal of changes in words: who did what, when, what it was and what it became; taking an act back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from desktop.base.messages import N_, _
from desktop.models.everything import ENTITIES
from desktop.models.fields import Field, Value, fields_of
from desktop.models.kinds import from_json, to_json, to_text
from desktop.models.snapshots import Changes
from desktop.rules.sheets import told_changes
from desktop.services.desk import Desk
from desktop.services.history import ActRow, ChangeRow
from desktop.services.undoing import undo_act

ROWS = {
    "family": N_("Family"), "membership": N_("Family member"), "household_address": N_("Address"), "person": N_("Person"),
    "person_phone": N_("Phone"), "person_document": N_("Document"), "person_address": N_("Address"), "education": N_("Education"),
    "work": N_("Work and income"), "registration": N_("Registers"), "bond": N_("Kinship"), "case": N_("Case"),
    "stage_period": N_("Stage"), "team_member": N_("Team"), "signal": N_("Signal"), "visit": N_("Visit"),
    "visit_participant": N_("Participant of the visit"), "visit_met": N_("Whom they met"),
    "visit_child": N_("Child at the visit"),
    "visit_step": N_("Step at the visit"), "alert": N_("Danger"), "agreement": N_("Agreement"),
    "agreement_party": N_("Party of the agreement"), "obligation": N_("Obligation"), "plan_version": N_("Plan"),
    "step": N_("Step"),
    "social_map": N_("Map of connections"), "map_node": N_("On the map"), "map_tie": N_("Tie on the map"),
    "map_group": N_("Group on the map"), "attachment": N_("File"), "attachment_content": N_("Content of the file"),
    "statement": N_("Statement"), "answer_sheet": N_("Answer sheet"), "closed_section": N_("Closed section"),
    "agency": N_("Agency"),
    "genogram": N_("Genogram"), "genogram_person": N_("On the genogram"), "emotional_line": N_("Relation on the genogram"),
    "genogram_mark": N_("Condition on the genogram"),
    "conflict_map": N_("Conflict map"), "conflict_party": N_("Party of the conflict"),
    "conflict_need": N_("Need or fear of a party"), "conflict_relation": N_("Relation of the parties"),
    "conflict_option": N_("Way out of the conflict"), "conflict_agreement": N_("Agreement of the parties"),
    "conflict_reading": N_("Intensity on a day"),
    "network_meeting": N_("Network meeting"), "meeting_guest": N_("Guest of the network meeting"),
    "meeting_promise": N_("Promise at the network meeting"),
    "office": N_("Office"), "staff": N_("Employee"), "definition": N_("Definition"), "dictionary_entry": N_("Dictionary entry"),
    "contact": N_("Contact"), "consent": N_("Consent"), "consultation": N_("Consultation"), "problem": N_("Problem"),
    "strength": N_("Strength"), "goal": N_("Goal"), "plan_participant": N_("Participant of the plan"), "task": N_("Task"),
    "duty": N_("Duty of the team"), "case_agency": N_("Agency in the case"), "support_level": N_("Level of support"),
    "service_given": N_("Service given"), "material_aid": N_("Material aid"), "family_story": N_("Story of the family"),
    "pregnancy": N_("Pregnancy"), "placement": N_("Placement"), "placement_meeting": N_("Meeting about the placement"),
    "institution_stay": N_("Stay in an institution"), "carer": N_("Carer"), "group_programme": N_("Group programme"),
    "group_member": N_("Member of the group"), "group_session": N_("Session of the group"), "attendance": N_("Attendance"),
    "training": N_("Training"), "training_attendee": N_("Who was trained"), "agency_contact": N_("Contact person of the agency"),
    "directory_service": N_("Service of an agency"), "subsistence_minimum": N_("Subsistence minimum"),
    "library_item": N_("Library"), "library_content": N_("Content of the library"),
}  # fmt: skip
_WHAT = {
    "added": N_("added"),
    "changed": N_("changed"),
    "gone": N_("removed"),
    "opened": N_("opened"),
    "made": N_("made"),
}
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Change:
    """One field that changed."""

    where: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One act of the journal."""

    number: int
    when: str
    who: str
    what: str
    changes: tuple[Change, ...]
    undoable: bool


class History:
    """Reads the journal of a family; empty versions are not shown, openings on request."""

    def __init__(self, desk: Desk, name_of: Callable[[UUID], str] = lambda _id: "") -> None:
        """`name_of` knows the people of the family; whom it does not know stands as «…»."""
        self._desk, self._name_of = desk, name_of

    def entries(self, acts: list[ActRow], *, openings: bool = False) -> tuple[Entry, ...]:
        """The acts in words, newest first."""
        found = []
        for act in acts:
            only_opened = bool(act.changes) and all(change.what == "opened" for change in act.changes)
            if only_opened and not openings:
                continue
            at = act.at.astimezone(self._desk.office.zone)
            changes = tuple(line for change in act.changes for line in self._lines(change))
            found.append(
                Entry(
                    act.number,
                    f"{at:%d.%m.%Y %H:%M}",
                    act.who,
                    _(act.label),
                    changes,
                    act.undoable and bool(changes),
                )
            )
        return tuple(found)

    def _lines(self, change: ChangeRow) -> list[Change]:
        kind = ENTITIES.get(change.kind)
        described: dict[str, Field] = {field.key: field for field in fields_of(kind)} if kind else {}
        where = _(ROWS.get(change.kind, change.kind))
        if change.what != "changed":
            where = f"{where} ({_(_WHAT[change.what])})"
        if change.what == "opened" and "reason" in change.fields:
            return [self._opening(where, change)]
        lines = []
        for key, (before, after) in change.fields.items():
            field = described.get(key)
            if field is None:
                continue
            if change.kind == "answer_sheet" and key == "answers" and before != "*":
                lines += self._answers(where, before, after)
                continue
            was, is_now = self._words(field, before), self._words(field, after)
            if was or is_now:
                lines.append(Change(where, _(field.label), was, is_now))
        return lines or ([Change(where, "", "", "")] if change.what != "changed" else [])

    def _opening(self, where: str, change: ChangeRow) -> Change:
        """Something closed was opened: whose, which section, and the reason that was given."""
        sections = str((change.fields.get("section") or [None, ""])[1] or "")
        captions = ", ".join(self._desk.caption("closed_sections", code) for code in sections.split(",") if code)
        name = self._name_of(change.root_id)
        return Change(f"{where}: {name}" if name else where, captions, "", str(change.fields["reason"][1]))

    def _answers(self, where: str, before: Any, after: Any) -> list[Change]:
        """Question by question, as the version of the form asked them."""
        form = self._desk.form_named(str((after or before or {}).get("form") or ""))
        if form is None:
            return []
        return [
            Change(
                f"{where}: {_(form.title)}", " / ".join(_(label) for label in told.labels),
                self._of_answer(told.field, told.before), self._of_answer(told.field, told.after),
            )
            for told in told_changes(form, before, after)
        ]  # fmt: skip

    def _of_answer(self, field: Field | None, value: Value) -> str:
        return self._words(field, to_json(value)) if field is not None else ""

    def _words(self, field: Field, kept: object) -> str:
        if kept == "*":
            return _("(closed)")
        value = from_json(field, kept)
        if isinstance(value, UUID):
            known = self._desk.staff.get(value)
            return known[0] if known else self._name_of(value) or "…"
        words = " ".join(to_text(field, value, self._desk.reader).split())
        return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"

    def undo(self, number: int, done: Callable[[Changes], None], failed: Callable[[Exception], None]) -> None:
        """Take an act back by a new one."""
        self._desk.act(N_("An act was taken back"), lambda unit: undo_act(unit, number), done, failed, undoes=number)
