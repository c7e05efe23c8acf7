"""What the office's own papers suggest for a map of changes: a score or a fact, always with its source.

A proposal is never taken by itself: the worker sees whose words it is and of which day, and takes it or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.models.change_map import USUAL_SCALE, ChangeMap, Measurement, Proposal
from desktop.models.definitions import FormDefinition
from desktop.models.fields import Field, Value
from desktop.models.snapshots import Snapshot

NEAR_DAYS: Final = 45  # a paper speaks of a measurement when it was filled so near to it
Say = Callable[[Field, Value], str]
_NEED: Final[Mapping[str, int]] = {"0": 3, "1": 2, "2": 1, "3": 0}  # «how much help is needed», the other way round
_PROGRESS: Final[Mapping[str, int]] = {"0": 0, "1": 1, "2": 2, "3": 3}


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which question speaks of a sphere; `scores` by the code of the answer, on the scale of 0 to 3."""

    sphere: str
    question: str
    scores: Mapping[str, int] | None = None
    facts: tuple[str, ...] = ()  # questions whose words stand behind the score


_ACT: Final = (
    _Asked("housing", "sanitary_state", {"good": 3, "satisfactory": 2, "unsatisfactory": 1}, ("conclusion_why",)),
    _Asked("income", "income_sufficiency", {"enough": 3, "partly": 2, "not_enough": 1}, ("sufficiency_note",)),
    _Asked("child_health", "health"),
    _Asked("child_study", "study"),
    _Asked("child_emotions", "emotional_needs"),
    _Asked("relations", "family_relations"),
    _Asked("ties", "social_ties"),
    _Asked("safety", "safety"),
)
_TRIANGLE: Final = tuple(
    _Asked(sphere, question, _NEED, (f"{question}_state",))
    for sphere, question in (
        ("child_health", "child_health"), ("child_study", "child_education"), ("child_emotions", "child_emotions"),
        ("parenting", "parents_care"), ("safety", "parents_safety"),
    )
)  # fmt: skip
_RISK: Final = (_Asked("dependency", "dependency", None), _Asked("safety", "dangerous_home", None))
_PAPERS: Final[Mapping[str, tuple[_Asked, ...]]] = {
    "living_conditions_act": _ACT, "needs_triangle": _TRIANGLE, "child_harm_risk": _RISK,
}  # fmt: skip
_RESULTS: Final = "family_results"  # has both ends in one sheet
_BOTH_ENDS: Final[Mapping[str, str]] = {"competence": "parenting", "activity": "activity", "willingness": "readiness"}
SOURCES: Final = (*_PAPERS, _RESULTS)


@dataclass(frozen=True, slots=True)
class Source:
    """A filled paper, opened: its form, its answers, whom it is about."""

    form: FormDefinition
    record: Snapshot
    filled_on: date
    about: str = ""


def proposals(map_: ChangeMap, at: Measurement, sources: Iterable[Source], say: Say, *, entrance: bool) -> tuple[Proposal, ...]:
    """What papers filled near a measurement say of spheres that have no score there, the nearest paper first.

    Scores are proposed on the usual scale only; on another one the facts are.
    """
    near = sorted(
        (one for one in sources if abs((one.filled_on - at.on).days) <= NEAR_DAYS or one.form.key == _RESULTS),
        key=lambda one: (abs((one.filled_on - at.on).days), one.form.key),
    )
    scored = map_.scale == USUAL_SCALE
    found: dict[tuple[str, str, str], Proposal] = {}
    for source in near:
        for proposal in _of(source, say, entrance=entrance, scored=scored):
            line = map_.line(proposal.sphere)
            if line is not None and line.mark(at).score is None and not line.mark(at).fact:
                found.setdefault((proposal.sphere, proposal.form, proposal.about), proposal)
    order = {line.code: place for place, line in enumerate(map_.lines)}
    return tuple(sorted(found.values(), key=lambda one: order[one.sphere]))


def _of(source: Source, say: Say, *, entrance: bool, scored: bool) -> Iterator[Proposal]:
    form = source.form
    if form.key == _RESULTS:
        yield from _of_results(source, say, entrance=entrance, scored=scored)
        return
    for asked in _PAPERS.get(form.key, ()):
        value = source.record.values.get(asked.question)
        score = (asked.scores or {}).get(value) if isinstance(value, str) and scored else None
        fact = _facts(source, (asked.question, *asked.facts), say)
        if score is not None or fact:
            yield Proposal(asked.sphere, source.filled_on, score, fact, form.key, source.about)


def _of_results(source: Source, say: Say, *, entrance: bool, scored: bool) -> Iterator[Proposal]:
    end = "before" if entrance else "after"
    for key, sphere in _BOTH_ENDS.items():
        value = source.record.values.get(f"{key}_{end}")
        score = _PROGRESS.get(value) if isinstance(value, str) else None
        if score is not None:
            fact = _facts(source, (f"{key}_{end}",), say)
            yield Proposal(sphere, source.filled_on, score if scored else None, fact, source.form.key, source.about)


def _facts(source: Source, questions: Sequence[str], say: Say) -> str:
    """The answers in words; a meaning that the form gives to an answer says more than its caption."""
    placed = {one.key: one for one in source.form.placed()}
    said = []
    for key in questions:
        one, value = placed.get(key), source.record.values.get(key)
        if one is None or one.field.closed or value is None:
            continue
        meaning = (one.texts or {}).get(value, "") if isinstance(value, str) else ""
        label = one.field.label.split(":")[0].lstrip("0123456789. ")
        words = meaning or say(one.field, value).strip()
        if words:
            said.append(words if one.field.kind == "long" or meaning else f"{label}: {words}")
    return "; ".join(said)
