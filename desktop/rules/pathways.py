"""Pathways of cases: what is possible now, what is missing and why it matters. Nothing here stops anybody.

The boundaries of stages are conditional (S002): stages go on at once and recur. At each stage the team and its
coordinator differ (S001, 001-04); each stage has its algorithm: what it leaves and who takes part (S000, 000-09).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from desktop.base.messages import N_, Message, message
from desktop.models.definitions import Pathway, Stage
from desktop.models.snapshots import Snapshot

Step = Literal["begin", "again", "end"]
UNNUMBERED: Final = "observation"  # comes after the numbered stages of the method

_AGREED = N_("Without it the family and the service have promised each other nothing")
_KNOWN = N_("Without it conclusions rest on one visit and one opinion")
_COMPARED = N_("Without it nobody can say later what changed")
WHY: Final[Mapping[str, str]] = {
    "signal": N_("It says from whom and when the family became known"),
    "signal_card": N_("It says from whom and when the family became known"),
    "case_card": N_("Grounds and decision: why the office works with this family"),
    "family_card": _KNOWN,
    "child_card": N_("What is not known of a child is not looked after"),
    "first_contact": N_("Trust begins here: whether the family was told why we come"),
    "consent": N_("Without consent facts about the family may not be passed on"),
    "agreement:bilateral": _AGREED,
    "agreement:contract": _AGREED,
    "agreement:cooperation": N_("From its signing the weeks for the joint assessment are counted"),
    "motivation_sheet": N_("A family that does not want to change is not changed by a plan"),
    "resistance_log": N_("Resistance that is not looked at in time ends the work"),
    "living_conditions_act": _KNOWN,
    "primary_assessment": _KNOWN,
    "information_gathering": N_("Sources are compared: what one of them says is not yet a fact"),
    "social_map": N_("It shows whom the family can lean on, and who does not help yet"),
    "needs_triangle": _COMPARED,
    "deep_family_assessment": _COMPARED,
    "child_harm_risk": N_("The danger to a child is judged before anything else"),
    "psychodiagnostics_child": _KNOWN,
    "psychodiagnostics_adult": _KNOWN,
    "family_help_survey": N_("The family itself says which help it needs"),
    "analysis_note": N_("A plan made without an analysis treats signs, not causes"),
    "consultation": N_("Specialists see what a curator alone does not"),
    "case_conference": N_("The team decides together, so that its help is coordinated"),
    "plan": N_("Without steps, terms and names nobody answers for the help"),
    "individual_programme_services": N_("Without it services are not given"),
    "service_given": N_("What was given is shown by the record of services"),
    "group_session": N_("Alone at home nobody learns what a group teaches"),
    "contact_family_diary": N_("Another family stands beside, and its good deeds are seen"),
    "material_aid": N_("What was given is shown by the record of aid"),
    "visit": N_("Whoever does not visit does not see the children"),
    "contact": N_("The family knows whom to call"),
    "network_information": N_("Those around the family act together only when they know"),
    "joint_monitoring": _COMPARED,
    "programme_self_assessment": N_("It shows whether visits are regular and what hinders them"),
    "family_results": _COMPARED,
    "change_map": N_("The commission sees what changed, what confirms it and whose share it was"),
    "case_closing": N_("It says with what result and with whose support the family stays"),
    "attachment:decision": N_("The decision is the ground for what follows"),
    "placement": N_("It says where the child lives and on what ground"),
    "patronage_candidate_check": N_("A child is given only to a family that was checked"),
    "service_quality": N_("Child, parents and carer say what the service was worth"),
}
_ELSE: Final = N_("The stage expects it")


@dataclass(frozen=True, slots=True)
class Paper:
    """What a stage usually leaves: whether it is there, and why it matters."""

    code: str
    there: bool
    why: Message


@dataclass(frozen=True, slots=True)
class Seat:
    """A role that a stage expects, and who of the team has it now."""

    role: str
    coordinates: bool
    taken_by: tuple[Snapshot, ...] = ()
    curator: bool = False  # the curator of the case has it


def numbers(pathway: Pathway) -> dict[str, int]:
    """Each stage's number in its own pathway; a pathway of one stage, and the observation after it, have none."""
    counted = [stage.code for stage in pathway.stages if stage.code != UNNUMBERED]
    return {code: number for number, code in enumerate(counted, 1)} if len(counted) > 1 else {}


def standing(case: Snapshot) -> frozenset[str]:
    """The stages that are open now."""
    periods = case.parts.get("stages", {}).values()
    return frozenset(str(one.values["stage"]) for one in periods if one.values.get("closed_on") is None)


def possible(pathway: Pathway, case: Snapshot) -> dict[str, Step]:
    """What may be done with each stage now, in any order and any number at once; nothing once the case is closed."""
    if case.values.get("closed_on") is not None:
        return {}
    been = {str(one.values["stage"]) for one in case.parts.get("stages", {}).values()}
    now = standing(case)
    steps: dict[str, Step] = {
        stage.code: "end" if stage.code in now else "again" if stage.code in been else "begin" for stage in pathway.stages
    }
    return steps | dict.fromkeys(now - set(steps), "end")  # left over from another pathway: it may be ended


def papers(stage: Stage, made: Collection[str]) -> tuple[Paper, ...]:
    """What the stage is expected to leave, in its order."""
    return tuple(Paper(code, code in made, message(WHY.get(code, _ELSE))) for code in stage.documents)


def seats(stage: Stage, case: Snapshot, today: date) -> tuple[Seat, ...]:
    """Who is expected at the stage, the coordinator first, and who of the team it is."""
    roles = [*([stage.coordinator] if stage.coordinator else []), *stage.roles]
    found = []
    for role in dict.fromkeys(roles):
        taken = tuple(one for one in _team(stage.code, case, today) if one.values.get("role") == role)
        found.append(Seat(role, role == stage.coordinator, taken, role == "curator" and bool(case.values.get("curator_id"))))
    return tuple(found)


def is_coordinated(stage: Stage, case: Snapshot, today: date) -> bool:
    """Whether somebody leads the stage: marked so in the team, or the curator where the pathway says so."""
    if any(one.values.get("coordinator") is True for one in _team(stage.code, case, today)):
        return True
    return stage.coordinator == "curator" and bool(case.values.get("curator_id"))


def remarks(stage: Stage, case: Snapshot, today: date, captions: Mapping[str, str]) -> tuple[Message, ...]:
    """What is to be said of a stage, softly; `captions`: what the roles are called."""
    if case.values.get("closed_on") is not None:
        return ()
    return tuple(_remarks(stage, case, today, captions))


def _remarks(stage: Stage, case: Snapshot, today: date, captions: Mapping[str, str]) -> Iterator[Message]:
    role = captions.get(stage.coordinator, stage.coordinator)
    if not is_coordinated(stage, case, today):
        if role:
            yield message(N_("Nobody coordinates this stage yet: usually it is the {role}"), role=role)
        else:
            yield message(N_("Nobody coordinates this stage yet"))
    since = min((day for day in _open_days(stage.code, case)), default=None)
    most = stage.usual_days.most
    if since is not None and most is not None and (days := (today - since).days) > most:
        yield message(N_("The stage has been open for {days} days, usually it takes up to {most}"), days=days, most=most)


def _open_days(stage: str, case: Snapshot) -> Iterator[date]:
    for one in case.parts.get("stages", {}).values():
        day = one.values["opened_on"]
        if one.values["stage"] == stage and one.values.get("closed_on") is None and isinstance(day, date):
            yield day


def _team(stage: str, case: Snapshot, today: date) -> tuple[Snapshot, ...]:
    """Those of the team who work at this stage now: named for it, or for the whole case."""
    return tuple(
        one
        for one in case.parts.get("team", {}).values()
        if one.values.get("stage") in (None, "", stage)
        and not (isinstance(till := one.values.get("till"), date) and till < today)
    )


def usual(offered: Collection[str], *wishes: str) -> str:
    """The pathway that a new case begins with: the first wish that the office offers, else its first one."""
    return next((wish for wish in wishes if wish in offered), next(iter(offered), ""))


def kept_and_ended(after: Pathway, case: Snapshot) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Stages open now that go on under another pathway, and those that end because it does not know them."""
    now = sorted(standing(case))
    return (
        tuple(code for code in now if after.stage(code) is not None),
        tuple(code for code in now if after.stage(code) is None),
    )
