"""Forms: which facts stand in which section, in what order; or a questionnaire with its own questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

from desktop.base.messages import N_, message
from desktop.definitions.questions import condition, placed_like, read_question
from desktop.definitions.small import read_mark
from desktop.definitions.tables import Table, unknown
from desktop.models.definitions import About, Condition, FormDefinition, Level, Placed, Rows, Score, Section
from desktop.models.everything import ENTITIES, PARTS
from desktop.models.fields import Field, fields_of

_ABOUT = ("family", "child", "person")
_NUMBER = re.compile(r"(?:[^{}]|\{year\}|\{region\})*\{number(?::0?\d)?\}(?:[^{}]|\{year\}|\{region\})*")
LONGEST_NUMBER = 40
COUNTRIES = ("ru", "kg", "ua")


def read_form(table: Table) -> FormDefinition:
    """The file as a form; problems are left with the table's source."""
    root = table.one_of("root", tuple(ENTITIES), "")
    sections = tuple(_section(inner, root) for inner in table.tables("sections"))
    if not sections:
        table.complain("", message(N_("A form needs at least one [[sections]]")))
    form = FormDefinition(
        key=table.code("key"),
        version=table.version(),
        title=table.text("title"),
        sections=sections,
        root=root,
        scores=tuple(_score(inner) for inner in table.tables("scores")),
        basis=table.text("basis", ""),
        mark=read_mark(table),
    )
    if not root:
        form = _questionnaire(table, form)
    _check_keys(table, form)
    return form


def _questionnaire(table: Table, form: FormDefinition) -> FormDefinition:
    """What only a questionnaire says: whom it is about, who signs, what makes it official."""
    order, redaction = table.text("order", ""), table.text("redaction", "")
    if not form.mark and not table.has("mark"):
        if not (order.strip() and redaction.strip()):
            said = N_(
                "A form without «mark» is official: it needs «order» and «redaction». A form that was not checked against its order has mark = [K] or [I]"  # noqa: E501  one sentence
            )
            table.complain("title", message(said))
    elif form.mark and not form.basis.strip():
        table.complain("mark", message(N_("A sample of the institution names its «basis»")))
    countries = table.texts("countries")
    for country in countries:
        if country not in COUNTRIES:
            table.complain("countries", unknown(country, COUNTRIES), country)
    return replace(
        form,
        about=cast("About", table.one_of("about", _ABOUT, "family")),
        group=table.text("group", ""),
        countries=countries,
        order=order,
        redaction=redaction,
        closed=table.flag("closed"),
        signatures=table.texts("signatures"),
        approved_by=table.text("approved_by", ""),
        number=_number(table),
    )


def _number(table: Table) -> str:
    """A pattern that gives different numbers in a year."""
    pattern = table.text("number", "")
    if not pattern:
        return ""
    if len(pattern) > LONGEST_NUMBER or not _NUMBER.fullmatch(pattern):
        table.complain(
            "number", message(N_("«number» is a pattern with {year} and {number}, for example {sample}"),
                              year="{year}", number="{number}", sample='"{year}-{number:03}"'),
        )  # fmt: skip
        return ""
    return pattern


def described_parts(root: str) -> dict[str, str]:
    """The lists of a described record: `memberships` → `membership`."""
    entity: Any = ENTITIES[root]
    named = ((link.key, link.mapper.class_.__tablename__) for link in entity.__mapper__.relationships if link.uselist)
    return {key: kind for key, kind in named if kind in PARTS}


def _section(table: Table, root: str) -> Section:
    items: list[Placed | Rows] = []
    if root:
        items += _described(table, root)
    else:
        items += [read_question(inner) for inner in table.tables("questions")]
    if not items:
        wanted = "fields" if root else "questions"
        table.complain("", message(N_("The section is empty: «{key}» says what stands in it"), key=wanted))
    section = Section(
        table.text("title"),
        tuple(items),
        table.whole("columns", 1) or 2,
        table.text("note", ""),
        condition(table),
    )
    table.no_more()
    return section


def _described(table: Table, root: str) -> Iterator[Placed | Rows]:
    known = {field.key: field for field in fields_of(ENTITIES[root])}
    for written in _written(table, "fields"):
        if "rows" in written.data:
            yield _part(written, root)
        elif field := _field(written, known):
            yield placed_like(written, field)


def _written(table: Table, key: str) -> Iterator[Table]:
    """Each entry of `fields = ["born", { field = "sex", width = 2 }]`, the short form made long."""
    entries = table.raw(key)
    if entries is not None and not isinstance(entries, list):
        table.complain(key, message(N_("«{key}» must be a list of texts"), key=key))
        return
    for entry in entries or []:
        if isinstance(entry, str):
            yield Table(table.source, {"field": entry}, (*table.path, key))
        elif isinstance(entry, dict) and ("field" in entry or "rows" in entry):
            yield Table(table.source, entry, (*table.path, key))
        else:
            table.complain(key, message(N_("Here stands the key of a field, or braces with «field» or «rows»")))


def _field(written: Table, known: dict[str, Field]) -> Field | None:
    key = written.text("field")
    if key in known:
        return known[key]
    written.complain("", unknown(key, known), key)
    return None


def _part(written: Table, root: str) -> Rows:
    key, parts = written.text("rows"), described_parts(root)
    kind = parts.get(key, "")
    if not kind:
        written.complain("", unknown(key, parts), key)
    known = {field.key: field for field in fields_of(ENTITIES[kind])} if kind else {}
    chosen = list(_written(written, "fields")) if written.has("fields") else []
    placed = [placed_like(one, field) for one in chosen if (field := _field(one, known))]
    fields = tuple(placed) or tuple(Placed(field) for field in known.values())
    columns = written.texts("columns") or tuple(one.key for one in fields[:4])
    for column in columns:
        if known and column not in known:
            written.complain("", unknown(column, known), column)
    rows = Rows(key, kind, written.text("title"), fields, columns, written.whole("at_least") or 0, condition(written))
    written.no_more()
    return rows


def _score(table: Table) -> Score:
    levels = tuple(Level(inner.whole("at_least") or 0, inner.code("code")) for inner in table.tables("levels"))
    ordered = tuple(sorted(levels, key=lambda level: level.at_least))
    score = Score(table.code("key"), table.text("label"), table.texts("sum"), ordered, table.text("dictionary", ""))
    table.no_more()
    return score


def _check_keys(table: Table, form: FormDefinition) -> None:
    """No key twice; conditions and scores speak of fields that are there."""
    seen: set[str] = set()
    every: list[Placed | Rows] = [*form.placed(), *form.lists()]
    for item in every:
        if item.key in seen:
            table.complain(
                "",
                message(N_("«{key}» stands on the form twice: keep one of the two"), key=item.key),
                item.key,
            )
        seen.add(item.key)
    facts = {placed.key for placed in form.placed()}
    for when, inside in _conditions(form):
        if when.field not in inside:
            table.complain("", unknown(when.field, inside), when.field)
    for score in form.scores:
        for key in score.of:
            if key not in facts:
                table.complain("scores", unknown(key, facts), key)


def _conditions(form: FormDefinition) -> Iterator[tuple[Condition, frozenset[str]]]:
    facts = frozenset(placed.key for placed in form.placed())
    for section in form.sections:
        if section.show_when:
            yield section.show_when, facts
        for item in section.items:
            if item.show_when:
                yield item.show_when, facts
            if isinstance(item, Rows):
                inside = frozenset(placed.key for placed in item.fields)
                yield from ((placed.show_when, inside) for placed in item.fields if placed.show_when)
