"""Pathways: stages, rhythm, limits, roles and who decides. Boundaries are conditional: this is no order."""

from __future__ import annotations

from desktop.base.messages import N_, message
from desktop.definitions.tables import Table, unknown
from desktop.models.definitions import Limit, Pathway, Span, Stage


def read_pathway(table: Table) -> Pathway:
    """The file as a pathway; problems are left with the table's source."""
    roles = table.texts("team_roles")
    stages = tuple(_stage(inner, roles) for inner in table.tables("stages"))
    if not stages:
        table.complain("", message(N_("A pathway needs at least one [[stages]]")))
    codes = [stage.code for stage in stages]
    for code in {code for code in codes if codes.count(code) > 1}:
        table.complain("stages", message(N_("The stage «{code}» is there twice"), code=code), code)
    return Pathway(
        key=table.code("key"),
        version=table.version(),
        title=table.text("title"),
        stages=stages,
        patronage=table.text("patronage", ""),
        months=_span(table, "months"),
        visit_every_days=table.whole("visit_every_days", 1),
        visit_every_days_at_risk=_days_at_risk(table),
        observation_months=table.whole("observation_months", 1),
        limits=tuple(_limit(inner) for inner in table.tables("limits")),
        team_roles=roles,
        decided_by=table.texts("decided_by"),
        basis=table.text("basis", ""),
    )


def _stage(table: Table, team: tuple[str, ...]) -> Stage:
    stage = Stage(
        table.code("code"), table.text("caption"), table.text("short"), table.texts("documents"),
        _span(table, "usual_days"), table.text("about", ""), table.texts("roles"), table.text("coordinator", ""),
    )  # fmt: skip
    for role in stage.roles:
        if role not in team:
            table.complain("roles", unknown(role, team))
    if stage.coordinator and stage.coordinator not in team:
        table.complain("coordinator", unknown(stage.coordinator, team))
    table.no_more()
    return stage


def _span(table: Table, key: str) -> Span:
    inner = table.table(key)
    if inner is None:
        return Span()
    span = Span(inner.whole("from"), inner.whole("to"))
    if span.least is not None and span.most is not None and span.least > span.most:
        table.complain(key, message(N_("«from» is greater than «to»")))
    inner.no_more()
    return span


def _days_at_risk(table: Table) -> dict[str, int] | None:
    inner = table.table("visit_every_days_at_risk")
    if inner is None:
        return None
    return {level: days for level in inner.data if (days := inner.whole(level, 1)) is not None}


def _limit(table: Table) -> Limit:
    number = table.whole("number")
    if number is None:
        table.complain("code", message(N_("«{key}» is missing"), key="number"))
    limit = Limit(table.code("code"), number or 0, table.text("caption"), table.text("source", ""), table.flag("hard"))
    table.no_more()
    return limit
