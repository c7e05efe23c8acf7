"""What became of a promise or a step, as a cell of a printed table."""

from __future__ import annotations

from datetime import date

from desktop.base.messages import _
from desktop.documents.facts import day, joined, overdue, tone_of
from desktop.models.documents import Run, Words


def marked(words: str, state: str | None, due: date | None, on: date | None, note: str | None, today: date) -> Words:
    """The mark with its tone, its day and its note; that a term is over is said in words."""
    late = overdue(state, due, today)
    shown = joined(words, _("overdue") if late else "", by="; ")
    return tuple(
        run
        for run in (
            Run(shown, bold=late, tone=tone_of(state, due, today)),
            Run(f" {day(on)}" if on else ""),
            Run(f"\n{note}" if note else ""),
        )
        if run.text
    )
