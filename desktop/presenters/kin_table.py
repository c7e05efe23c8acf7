"""The rows of the genogram's tables: what stands on the drawing, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from desktop.base.messages import _
from desktop.models.kin_data import Feeling
from desktop.presenters.genogram import GenogramEditor
from desktop.presenters.genogram_words import called
from desktop.presenters.kin_around import Around
from desktop.presenters.kin_panel import words_of
from desktop.presenters.map_editing import folded
from desktop.rules.relationship import Relations
from desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row by its id, its words by column."""

    id: UUID
    cells: Mapping[str, str]


def people_rows(editor: GenogramEditor, desk: Desk) -> tuple[TableRow, ...]:
    """Everybody who is drawn, in reading order; then those who are left out."""
    data, told, relations = editor.data, editor.as_told.kin, Relations(editor.data.kin)
    people = {person.id: person for person in told.people}
    drawn = [i for i in editor.order() if i in people]
    rows = []
    for id_ in (*drawn, *sorted(data.hidden)):
        person = people.get(id_)
        if person is None:
            continue
        around = Around(told, id_)
        kinship = ""
        if data.index is not None and data.index != id_:
            found = relations.related(id_, data.index)
            kinship = found.words.words() if found.known else ""
        marks = (desk.caption("genogram_marks", m.kind) for m in data.marks if m.person == id_)
        cells = {
            "name": person.full_name or called(person), "kinship": kinship, "sex": desk.caption("sexes", person.sex),
            "born": words_of(person.born, desk), "died": words_of(person.died, desk) or (_("not known") if person.dead else ""),
            "parents": ", ".join(map(called, around.parents)), "partners": ", ".join(map(called, around.partners)),
            "marks": "; ".join(marks),
        }  # fmt: skip
        rows.append(TableRow(id_, cells))
    return tuple(rows)


def feeling_rows(editor: GenogramEditor, desk: Desk) -> tuple[TableRow, ...]:
    """What people feel to each other."""
    return tuple(
        TableRow(
            tie.id,
            {
                "first": called(editor.named(tie.first)), "kind": desk.caption("emotional_lines", tie.kind),
                "second": called(editor.named(tie.second)), "note": editor.note(tie.id),
            },
        )
        for tie in editor.data.feelings
    )  # fmt: skip


def kind_named(typed: str, desk: Desk) -> Feeling | None:
    """The kind of line whose words begin as typed; None if none or several do."""
    wanted = folded(typed)
    known = [(code, folded(words)) for code, words in desk.choices("emotional_lines")]
    same = [code for code, words in known if words == wanted] or [c for c, w in known if wanted and w.startswith(wanted)]
    return cast("Feeling", same[0]) if len(same) == 1 else None
