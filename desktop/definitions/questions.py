"""Questions of a questionnaire: they become the same `Field` as a column does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast, get_args

from desktop.base.messages import N_, Message, message
from desktop.definitions.prefilling import LISTS, member_sources, sources
from desktop.definitions.tables import Table, unknown
from desktop.models import checks
from desktop.models.definitions import Condition, Placed, Rows
from desktop.models.fields import NEEDS_PRINTING, NEEDS_SIGNING, Check, Field, Kind, Value

KINDS: tuple[str, ...] = tuple(kind for kind in get_args(Kind) if kind != "document")
NAMED_CHECKS: Mapping[str, Check] = {
    "not_after_today": checks.not_after_today,
    "not_negative": checks.not_negative,
    "phone": checks.a_phone,
    "human_life": checks.a_human_life,
}
_SIZES = {"text": 200, "long": 20_000}


@dataclass(frozen=True, slots=True)
class Between:
    """A check of numbers that compares equal, so that equal texts give equal definitions."""

    least: int | None
    most: int | None

    def __call__(self, value: Value, today: date) -> Message | None:  # noqa: ARG002  every check has this shape
        """Say the borders when the number lies outside."""
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        if self.least is not None and value < self.least:
            return message(N_("At least {number} is expected"), number=self.least)
        if self.most is not None and value > self.most:
            return message(N_("At most {number} is expected"), number=self.most)
        return None


def read_question(table: Table) -> Placed | Rows:
    """One `[[sections.questions]]`: a fact, or with `kind = "rows"` a list of rows."""
    if table.raw("kind") == "rows":
        return _rows(table)
    return _fact(table, sources())


def _rows(table: Table) -> Rows:
    key = table.code("key")
    prefill = table.one_of("from", LISTS, "")
    known = member_sources() if table.has("from") else frozenset[str]()
    fields = tuple(_fact(column, known) for column in table.tables("questions"))
    if not fields:
        table.complain("key", message(N_("A list needs at least one question of its own")))
    columns = table.texts("columns") or tuple(placed.key for placed in fields[:4])
    rows = Rows(
        key, key, table.text("label"), fields, columns, table.whole("at_least") or 0, condition(table), prefill
    )  # fmt: skip
    table.no_more()
    return rows


def _fact(table: Table, known: frozenset[str]) -> Placed:
    kind = cast("Kind", table.one_of("kind", KINDS, "text"))
    field = Field(
        label=table.text("label"),
        kind=kind,
        key=table.code("key"),
        dictionary=table.code("dictionary") if kind in {"choice", "choices"} else "",
        to=table.text("to") if kind == "reference" else "",
        checks=_checks(table),
        needed_for=frozenset({NEEDS_PRINTING, NEEDS_SIGNING}) if table.flag("needed") else frozenset(),
        size=table.whole("size", 1) or _SIZES.get(kind, 0),
        closed=table.flag("closed"),
    )
    texts = _texts(table, field)
    return replace(_at_place(table, field, known), texts=texts)


def placed_like(table: Table, field: Field) -> Placed:
    """A described column with what the definition says about its place."""
    needed = frozenset({NEEDS_PRINTING}) if table.flag("needed") else frozenset()
    return _at_place(table, replace(field, needed_for=field.needed_for | needed))


def _at_place(table: Table, field: Field, known: frozenset[str] = frozenset()) -> Placed:
    placed = Placed(
        field,
        span=_span(table),
        new_line=table.flag("new_line"),
        read_only=table.flag("read_only"),
        hint=table.text("hint", ""),
        unit=table.text("unit", ""),
        buttons=table.flag("buttons"),
        danger=table.flag("danger"),
        show_when=condition(table),
        points=_points(table),
        prefill=_prefill(table, known) if known else "",
    )
    table.no_more()
    return placed


def _prefill(table: Table, known: frozenset[str]) -> str:
    source = table.text("from", "")
    if source and source not in known:
        table.complain("from", unknown(source, sorted(known)))
        return ""
    return source


def _texts(table: Table, field: Field) -> Mapping[str, str] | None:
    texts: Any = table.raw("texts")
    if texts is None:
        return None
    if not isinstance(texts, dict) or not all(isinstance(said, str) and said.strip() for said in texts.values()):
        table.complain("texts", message(N_("«texts» gives each answer its meaning in words")))
        return None
    if field.kind != "choice":
        table.complain("texts", message(N_("«texts» belongs to a question of the kind «choice»")))
    return dict(texts)


def condition(table: Table) -> Condition | None:
    """`show_when = { field = "outcome", is = ["held"] }`."""
    inner = table.table("show_when")
    if inner is None:
        return None
    among = inner.raw("is")
    if not isinstance(among, list) or not among:
        table.complain("show_when", message(N_("«is» must be a list of answers in square brackets")))
        among = []
    result = Condition(inner.text("field"), tuple(among))
    inner.no_more()
    return result


def _span(table: Table) -> int:
    return 99 if table.raw("width") == "full" else table.whole("width", 1) or 1


def _points(table: Table) -> Mapping[str, int] | None:
    points: Any = table.raw("points")
    if points is None:
        return None
    if not isinstance(points, dict) or not all(type(number) is int for number in points.values()):
        table.complain("points", message(N_("«points» gives each answer a whole number")))
        return None
    return dict(points)


def _checks(table: Table) -> tuple[Check, ...]:
    named = table.texts("checks")
    for name in named:
        if name not in NAMED_CHECKS:
            said = message(N_("There is no check «{name}». There are: {known}"), name=name, known=", ".join(NAMED_CHECKS))
            table.complain("checks", said)
    least, most = table.whole("least", -1_000_000), table.whole("most", -1_000_000)
    between: tuple[Check, ...] = (Between(least, most),) if least is not None or most is not None else ()
    return (*(NAMED_CHECKS[name] for name in named if name in NAMED_CHECKS), *between)
