"""Who works on a case: one coordinator in each stage, and somebody who stays from the first day to the last.

The practice asks for at least one specialist who does not change (S004, 004-07), and for duties that are not vague
(S000, 000-08). Nothing here blocks: people leave, but it is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from desktop.base.messages import N_, Finding, message
from desktop.models.snapshots import Snapshot


def check_team(case: Snapshot, today: date, stages: Mapping[str, str]) -> tuple[Finding, ...]:
    """Warnings about the team of a case; `stages`: code → caption of the stages of its pathway."""
    if case.values.get("closed_on") is not None:
        return ()
    return tuple(_check(case, today, stages))


def _check(case: Snapshot, today: date, stages: Mapping[str, str]) -> Iterator[Finding]:
    team = case.parts.get("team", {})
    now = {id_: part for id_, part in team.items() if _stands(part, today)}
    by_stage: dict[str, list[str]] = {}
    for id_, part in now.items():
        stage = part.values.get("stage")
        if part.values.get("coordinator") is True:
            by_stage.setdefault(stage if isinstance(stage, str) else "", []).append(str(id_))
    for stage, ids in by_stage.items():
        if len(ids) > 1:
            said = (
                N_("The stage «{stage}» has several coordinators: one coordinates it")
                if stage
                else N_("The case has several coordinators: one coordinates it")
            )
            text = message(said, stage=stages.get(stage, stage)) if stage else message(said)
            yield Finding(("team", ids[-1], "coordinator"), text, blocks=False)
    for stage in _open_stages(case):
        if team and stage not in by_stage and "" not in by_stage:
            text = message(N_("The stage «{stage}» has no coordinator"), stage=stages.get(stage, stage))
            yield Finding(("team",), text, blocks=False)
    if team and not any(_constant(part) for part in now.values()):
        said = N_("Nobody of the team stays through the whole case: at least one specialist should not change")
        yield Finding(("team",), message(said), blocks=False)
    for id_, part in team.items():
        if part.values.get("constant") is True and not _stands(part, today):
            said = N_("A specialist who was to stay through the whole case has left it: say who takes over")
            yield Finding(("team", str(id_), "till"), message(said), blocks=False)


def _open_stages(case: Snapshot) -> Iterable[str]:
    periods = case.parts.get("stages", {}).values()
    return dict.fromkeys(str(p.values["stage"]) for p in periods if p.values.get("closed_on") is None)


def _stands(part: Snapshot, today: date) -> bool:
    till = part.values.get("till")
    return not (isinstance(till, date) and till < today)


def _constant(part: Snapshot) -> bool:
    return part.values.get("constant") is True
