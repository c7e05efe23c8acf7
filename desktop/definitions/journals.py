"""Journals: which records stand in one, in which columns, by which form a new one is filled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final, cast

from desktop.base.messages import N_, message
from desktop.definitions.tables import Table, unknown
from desktop.models.definitions import Journal, JournalColumn, Mark, Scope, Wanted
from desktop.models.fields import Field, Value
from desktop.models.journals import (
    FAMILY_SECTIONS,
    GROUPS,
    JOURNAL_ROOTS,
    described,
    pointers,
    source_of,
    sources_for,
)
from desktop.models.kinds import from_json

_MARKS: Final = {"[K]": "known", "[I]": "proposed", "": ""}
_SCOPES: Final = ("family", "office")
_GIVEN: Final = {"@me": "reference", "@today": "day", "@now": "moment"}
_DAYS: Final = ("day", "moment")
_EXAMPLE: Final = {"region": "117", "year": 2026, "number": 7}


def read_journal(table: Table) -> Journal:
    """The file as a journal; problems are left with the table's source."""
    root = table.one_of("root", JOURNAL_ROOTS)
    known = described(root) if root else {}
    scope = cast("Scope", table.one_of("scope", _SCOPES, "office"))
    section = table.one_of("section", FAMILY_SECTIONS, "")
    if scope == "family":
        _check_family(table, root, section)
    columns = tuple(_column(inner, root) for inner in table.tables("columns"))
    if not columns:
        table.complain("", message(N_("A journal needs at least one [[columns]]")))
    form = table.text("form", "")
    return Journal(
        key=table.code("key"),
        version=table.version(),
        title=table.text("title"),
        tab=table.text("tab", ""),
        root=root,
        columns=columns,
        form=form,
        scope=scope,
        section=section,
        group=table.one_of("group", GROUPS, "journals"),
        place=table.whole("place") or 0,
        new=table.text("new") if form else table.text("new", ""),
        day=_day(table, known),
        summary=_sources(table, "summary", root),
        number=_number(table, known),
        numbered=table.flag("numbered"),
        basis=table.text("basis", ""),
        mark=cast("Mark", _MARKS[table.one_of("mark", _MARKS, "")]),
        defaults=_defaults(table, known),
        filter=_filter(table, known),
    )


def _check_family(table: Table, root: str, section: str) -> None:
    if root and "family_id" not in pointers(root):
        said = N_("Records of «{root}» name no family: the scope must be «office»")
        table.complain("scope", message(said, root=root))
    if not section and not table.has("section"):
        table.complain("section", message(N_("«{key}» is missing"), key="section"))


def _column(table: Table, root: str) -> JournalColumn:
    of = _sources(table, "of", root)
    if not table.has("of"):
        table.complain("of", message(N_("«{key}» is missing"), key="of"))
    elif not of and table.data.get("of") == []:
        table.complain("of", message(N_("«of» names what stands in the column")))
    caption = table.text("caption", "")
    if not caption and of and of[0].startswith("@"):
        table.complain("caption", message(N_("«{key}» is missing"), key="caption"))
    column = JournalColumn(caption, of, _width(table))
    table.no_more()
    return column


def _width(table: Table) -> float:
    value = table.raw("width")
    if value is None:
        return 1.0
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= 100:
        table.complain("width", message(N_("«width» must be a number above 0, for example 1.5")))
        return 1.0
    return float(value)


def _sources(table: Table, key: str, root: str) -> tuple[str, ...]:
    """Written sources, each known for this kind of record."""
    written = table.texts(key)
    if root:
        for one in written:
            if source_of(root, one) is None:
                table.complain(key, unknown(one, sources_for(root)), one)
    return written


def _day(table: Table, known: Mapping[str, Field]) -> str:
    days = [key for key, field in known.items() if field.kind in _DAYS]
    key = table.text("day", "")
    if key and known and key not in days:
        table.complain("day", unknown(key, days))
    return key


def _number(table: Table, known: Mapping[str, Field]) -> str:
    pattern = table.text("number", "")
    if not pattern:
        return ""
    if known and "number" not in known:
        table.complain("number", message(N_("These records have no field «number» for it")))
    try:
        said = pattern.format(**_EXAMPLE)
    except (KeyError, IndexError, ValueError, AttributeError, TypeError):
        said = ""
    if "7" not in said:
        wanted = N_("The number is written with {{year}}, {{region}} and {{number}}, for example {{year}}-{{number:04}}")
        table.complain("number", message(wanted))
        return ""
    return pattern


def _defaults(table: Table, known: Mapping[str, Field]) -> dict[str, Value]:
    inner = table.table("defaults")
    if inner is None:
        return {}
    found: dict[str, Value] = {}
    for key in inner.data:
        value, field = inner.raw(key), known.get(key)
        if field is None:
            if known:
                inner.complain(key, unknown(key, known))
            continue
        if isinstance(value, str) and value.startswith("@"):
            _check_given(inner, key, value, field)
            found[key] = value
            continue
        try:
            found[key] = _typed(field, value)
        except (ValueError, TypeError):
            inner.complain(key, message(N_("«{key}» cannot have this value"), key=key))
    return found


def _check_given(table: Table, key: str, value: str, field: Field) -> None:
    if value not in _GIVEN:
        table.complain(key, unknown(value, _GIVEN))
    elif _GIVEN[value] != field.kind or (value == "@me" and field.to != "staff"):
        table.complain(key, message(N_("«{value}» does not fit the field «{key}»"), value=value, key=key))


def _typed(field: Field, value: Any) -> Value:
    if isinstance(value, (datetime, date)):
        value = value.isoformat()
    if field.kind == "choices" and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
        raise ValueError(value)
    if field.kind in {"money", "decimal"} and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return from_json(field, value)


def _filter(table: Table, known: Mapping[str, Field]) -> tuple[Mapping[str, Wanted], ...]:
    """Each table of conditions; a record stands in the journal when all of one of them hold."""
    inner = table.tables("filter") if isinstance(table.data.get("filter"), list) else [table.table("filter")]
    found = tuple(_conditions(one, known) for one in inner if one is not None)
    return tuple(one for one in found if one)


def _conditions(inner: Table, known: Mapping[str, Field]) -> dict[str, Wanted]:
    found: dict[str, Wanted] = {}
    for key in inner.data:
        value = inner.raw(key)
        codes = [value] if isinstance(value, str) else value
        field = known.get(key)
        if field is None:
            if known:
                inner.complain(key, unknown(key, known))
        elif isinstance(value, bool):
            found[key] = value
        elif field.kind != "choice":
            said = N_("«{key}» must be true or false: «yes» or «no» of a question, something or nothing of any other field")
            inner.complain(key, message(said, key=key))
        elif not isinstance(codes, list) or not codes or not all(isinstance(code, str) for code in codes):
            said = N_("«{key}» must be a code, a list of codes, or true for anything that is written")
            inner.complain(key, message(said, key=key))
        else:
            found[key] = tuple(codes)
    return found


def codes_named(journal: Journal) -> Iterable[tuple[str, str]]:
    """(dictionary, code) of everything that a journal takes from dictionaries, for checking across files."""
    known = described(journal.root)
    for key, wanted in (condition for one in journal.filter for condition in one.items()):
        if not isinstance(wanted, bool):
            yield from ((known[key].dictionary, code) for code in wanted)
    for key, value in journal.defaults.items():
        field = known[key]
        if field.kind in {"choice", "choices"} and value is not None:
            several = value if isinstance(value, tuple) else (str(value),)
            yield from ((field.dictionary, code) for code in several)
