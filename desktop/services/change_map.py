"""The map of changes of a family: what the program counts for it, what papers suggest, how its sheet begins.

The typed part is a sheet of the form `change_map` and is saved as every sheet is; nothing here has a table of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from desktop.models.answers import SheetRow
from desktop.models.change_map import FORM, INDICATORS, SPHERES, ChangeMap, Measurement, Observed, Pair, Proposal
from desktop.models.definitions import FormDefinition
from desktop.models.fields import Field, Value
from desktop.models.kinds import Reader, to_text
from desktop.models.map_data import MapData
from desktop.models.snapshots import Snapshot
from desktop.rules import change_map as rules
from desktop.rules import change_proposals as proposing
from desktop.rules import sheets as sheet_rules
from desktop.rules.change_proposals import Source
from desktop.rules.conflicts import curve
from desktop.rules.network_figures import figures_of
from desktop.rules.spine import SOLVED, Chain
from desktop.services import definitions_kept, sheets
from desktop.services.spine import family_chain
from desktop.store import conflicts as kept_conflicts
from desktop.store import families as kept_families
from desktop.store import maps as kept_maps
from desktop.store import sheets as kept
from desktop.store.units import Reading

_ACT: Final = "living_conditions_act"


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the sheet: pairs that the program counted, papers that may be asked, words of the dictionaries."""

    pairs: tuple[Pair, ...] = ()
    sources: tuple[Source, ...] = ()
    spheres: tuple[str, ...] = ()
    indicators: Mapping[str, str] = field(default_factory=dict)


def change_sheets(reading: Reading, family: UUID) -> tuple[SheetRow, ...]:
    """The maps of changes of the family, the newest first."""
    return tuple(row for row in kept.of_family(reading, family) if row.form == FORM)


def begun(reading: Reading, form: FormDefinition, family: UUID, id_: UUID, reader: Reader) -> sheets.Began:
    """A new map of changes: nothing is scored beforehand."""
    began = sheets.began(reading, form, family, None, id_, reader)
    return sheets.Began(rules.begun(began.record), began.before, began.card)


def beside(reading: Reading, family: UUID, until: date | None = None) -> Beside:
    """Everything that is not typed; pairs end at `until`, the day of the exit, or today."""
    spheres, indicators = words_of(reading)
    papers = _papers(reading, family)
    return Beside(_pairs(reading, family, papers, until or reading.today), tuple(_sources(reading, papers)), spheres, indicators)


def pairs_of(reading: Reading, family: UUID, until: date) -> tuple[Pair, ...]:
    """Networks, conflicts, risk and living conditions first and last until this day; the plan as it stands now."""
    return _pairs(reading, family, _papers(reading, family), until)


def _pairs(reading: Reading, family: UUID, papers: _Papers, until: date) -> tuple[Pair, ...]:
    return (
        *_networks(reading, family, until), *_conflicts(reading, family, until), *_risks(reading, papers, until),
        *_conditions(reading, papers, until), *_fulfilled(family_chain(reading, family), reading.today),
    )  # fmt: skip


def proposals(map_: ChangeMap, at: Measurement, found: Beside, reader: Reader) -> tuple[Proposal, ...]:
    """What the office's papers suggest for a measurement."""

    def say(field_: Field, value: Value) -> str:
        return to_text(field_, value, reader)

    first, _last = rules.ends(map_)
    return proposing.proposals(map_, at, found.sources, say, entrance=first is None or first.on == at.on)


def words_of(reading: Reading) -> tuple[tuple[str, ...], Mapping[str, str]]:
    """The spheres of the office in their order, and by what each is judged."""
    rows = [row for row in definitions_kept.every_entry(reading) if row.dictionary in (SPHERES, INDICATORS)]
    spheres = tuple(row.code for row in rows if row.dictionary == SPHERES and not row.retired)
    return spheres, {row.code: row.caption for row in rows if row.dictionary == INDICATORS and not row.retired}


@dataclass(frozen=True, slots=True)
class _Papers:
    """The filled sheets of the family, the newest first, and what the people they are about are called."""

    filled: tuple[SheetRow, ...]
    names: Mapping[UUID, str]

    def about(self, person: UUID | None) -> str:
        return self.names.get(person, "") if person is not None else ""


def _papers(reading: Reading, family: UUID) -> _Papers:
    filled = tuple(row for row in kept.of_family(reading, family) if not row.closed)
    people = list(dict.fromkeys(row.person for row in filled if row.person is not None))
    return _Papers(filled, kept_families.people_for_choice(reading, people))


# Maps, conflicts


def _networks(reading: Reading, family: UUID, until: date) -> Iterator[Pair]:
    rows = [row for row in kept_maps.versions(reading, family) if row.drawn_on <= until and row.aim == "real"]
    ids = list(dict.fromkeys(row.id for row in (*rows[-1:], *rows[:1])))
    opened = kept_maps.open_maps(reading, ids)
    sides = [opened[id_] for id_ in ids if id_ in opened]
    first = _network(sides[0]) if sides else {}
    last = _network(sides[-1]) if len(sides) > 1 else {}
    for kind in ("size", "density", "supporting", "isolated"):
        yield Pair(kind, first.get(kind), last.get(kind))


def _network(map_: MapData) -> dict[str, Observed]:
    found = figures_of(map_)
    alone = tuple(node.name for node in map_.nodes if node.id in found.isolated)
    return {
        "size": Observed(map_.drawn_on, found.size),
        "density": Observed(map_.drawn_on, None if found.density is None else round(found.density, 2)),
        "supporting": Observed(map_.drawn_on, found.supporting),
        "isolated": Observed(map_.drawn_on, len(alone), names=alone),
    }


def _conflicts(reading: Reading, family: UUID, until: date) -> Iterator[Pair]:
    versions = [one for one in kept_conflicts.versions(reading, family) if one.drawn_on <= until]
    opened = kept_conflicts.open_conflicts(reading, [one.id for one in versions])
    for conflict in dict.fromkeys(one.conflict for one in versions):
        mine = [opened[one.id] for one in versions if one.conflict == conflict and one.id in opened]
        points = [point for point in curve(mine) if point.on <= until]
        sides = [Observed(point.on, point.intensity, code=point.phase) for point in points]
        if not mine:
            continue
        about = mine[0].issue.strip() or mine[0].subject.strip()
        yield Pair("conflict", sides[0] if sides else None, sides[-1] if len(sides) > 1 else None, about)
    if not versions:
        yield Pair("conflict")


# Papers


def _risks(reading: Reading, papers: _Papers, until: date) -> Iterator[Pair]:
    found: dict[tuple[str, UUID | None], list[SheetRow]] = {}
    titles: dict[str, str] = {}
    scored = [row for row in reversed(papers.filled) if row.points is not None and row.filled_on <= until]
    forms = {id_: definitions_kept.form_at(reading, id_) for id_ in dict.fromkeys(row.definition for row in scored)}
    for row in scored:
        form = forms[row.definition]
        score = sheet_rules.main_score(form)
        if score is not None and score.dictionary == sheet_rules.RISK_LEVELS:
            found.setdefault((row.form, row.person), []).append(row)
            titles[row.form] = form.title
    for (form_key, person), rows in found.items():
        sides = [Observed(row.filled_on, row.points, code=row.level) for row in (rows[0], rows[-1])]
        about = ", ".join(words for words in (titles[form_key], papers.about(person)) if words)
        yield Pair("risk", sides[0], sides[1] if len(rows) > 1 else None, about)
    if not found:
        yield Pair("risk")


def _conditions(reading: Reading, papers: _Papers, until: date) -> Iterator[Pair]:
    found: dict[UUID | None, list[SheetRow]] = {}
    for row in reversed(papers.filled):
        if row.form == _ACT and row.filled_on <= until:
            found.setdefault(row.person, []).append(row)
    ends = [row for rows in found.values() for row in (rows[0], rows[-1])]
    said = {row.id: _act(row, record) for row, _form, record in sheets.open_sheets(reading, ends)}
    for person, rows in found.items():
        last = said.get(rows[-1].id) if len(rows) > 1 else None
        yield Pair("conditions", said.get(rows[0].id), last, papers.about(person))
    if not found:
        yield Pair("conditions")


def _act(row: SheetRow, record: Snapshot) -> Observed | None:
    code = record.values.get("conclusion")
    return Observed(row.filled_on, code=str(code)) if code else None


def _sources(reading: Reading, papers: _Papers) -> Iterator[Source]:
    asked = (row for row in papers.filled if row.form in proposing.SOURCES)
    for row, form, record in sheets.open_sheets(reading, asked):
        yield Source(form, record, row.filled_on, papers.about(row.person))


# The spine


def _fulfilled(chain: Chain, today: date) -> Iterator[Pair]:
    done, steps = chain.fulfilled()
    yield Pair("fulfilment", last=Observed(today, done, of=steps) if steps else None)
    goals = [goal.fact for problem in chain.problems for goal in problem.goals if goal.fact is not None]
    reached = sum(goal.state == "reached" for goal in goals)
    yield Pair("goals", last=Observed(today, reached, of=len(goals)) if goals else None)
    problems = [problem.fact for problem in chain.problems if problem.fact is not None]
    closed = sum(problem.state in SOLVED for problem in problems)
    yield Pair("problems", last=Observed(today, closed, of=len(problems)) if problems else None)
