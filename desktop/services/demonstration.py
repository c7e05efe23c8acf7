"""The demonstration office: invented families in every stage of the practice, to learn on and to show.

The same seed, number of families and day give the same office, identities included. It comes in as one act.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from desktop import definitions
from desktop.base.ids import Ids
from desktop.base.messages import N_
from desktop.models.definitions import Journal
from desktop.models.offices import Office, Staff
from desktop.rules.names import of_family
from desktop.services.agreements import AGREEMENT_NUMBER
from desktop.services.consents import CONSENT_NUMBER
from desktop.services.demo_cases import course_of, make_family
from desktop.services.demo_changes import ChangeMaps
from desktop.services.demo_draw import Around, Body, Colleague, Draw, Made, Rows, Sheet, at, words
from desktop.services.demo_first import first_family
from desktop.services.demo_house import carers, keep_house
from desktop.services.demo_maps import draw_maps
from desktop.services.demo_papers import files, papers
from desktop.services.demo_records import Records
from desktop.services.demo_sheets import Sheets
from desktop.services.demo_visits import WORKED, visit_family
from desktop.services.families import FILE_NUMBER
from desktop.services.offices import Making, NewOffice, Opened, found_office
from desktop.services.signals import SIGNAL_NUMBER
from desktop.services.visits import VISIT_NUMBER
from desktop.store import bulk
from desktop.store.units import Unit

FILLED = N_("The demonstration office was filled")
FILE_NAME = "demo.opora"
_PORTION = 1_000  # families that lie in memory together
_MAPS_FOR_ALL, _MAPS_EVERY = 1_000, 50
_OPEN_SIGNALS = 7
_IN_GROUPS = 200  # of so many first families people take part in groups
_NUMBERED = {  # journals that number their records, and the day that orders them
    "material_aid": "given_on", "institution_stays": "admitted_at", "carers": "registered_on",
    "contact_families": "registered_on",
}  # fmt: skip
Told = Callable[[int, int], None]


def _day_of(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when


def _kinds(journal: Journal) -> tuple[str, ...]:
    """Which kinds of a record stand in a journal; none: all of them."""
    found = [one["kind"] for one in journal.filter if "kind" in one]
    return tuple(code for codes in found if not isinstance(codes, bool) for code in codes)


def _untold(_done: int, _of: int) -> None:
    """Nobody waits."""


def make_demonstration(folder: Path, families: int, seed: int, today: date, told: Told = _untold, *, light: bool = False) -> Path:
    """Make `demo.opora` in the folder: a plain file, marked as a demonstration; returns its path.

    Raises:
        CannotOpen: there is one already, or the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE_NAME
    opened = make_demonstration_at(str(path), families, seed, today, told, light=light)
    opened.kept.close()
    return path


def make_demonstration_at(
    address: str,
    families: int,
    seed: int,
    today: date,
    told: Told = _untold,
    *,
    password: str = "",
    light: bool = False,
) -> Opened:
    """Make a demonstration office in a file or on a server; returns it opened by its first worker.

    Raises:
        CannotOpen, Unavailable: the file or the server refuses.
        Rejected: on a server, the password is too weak.
    """
    making, office = _making(seed, today), words("office")
    me = office["staff"][0]
    new = NewOffice(
        office["name"], me["surname"], me["given_name"], me["login"], me["patronymic"], me["position"],
        region_code=office["region_code"], country=office["country"], time_zone=office["time_zone"], above=office["above"],
        demonstration=True,
    )  # fmt: skip
    opened, _code = found_office(address, new, password, making)
    fill(opened, families, seed, today, told, making=making, light=light)
    return opened


def fill(
    opened: Opened, families: int, seed: int, today: date, told: Told = _untold, *, making: Making | None = None,
    light: bool = False,
) -> None:  # fmt: skip
    """Fill an empty office with colleagues, agencies and families, as one act."""
    made = making or _making(seed + 1_000_003, today)
    draw = Draw(Random(f"families {seed}"), today, made.new_id, light)  # noqa: S311  invented people
    opened.kept.act(
        opened.actor,
        made.moment(opened.kept.view),
        FILLED,
        lambda unit: _fill(unit, draw, families, told),
        undoable=False,
    )


def _making(seed: int, today: date) -> Making:
    """A clock that stands at noon of the day before, and randomness from the seed."""
    moment = at(today - timedelta(days=1))
    milliseconds = int(moment.timestamp() * 1_000)
    return Making(lambda: at(today), Ids(lambda: milliseconds, Random(seed).getrandbits))  # noqa: S311  the same again is what is wanted


def _fill(unit: Unit, draw: Draw, families: int, told: Told) -> UUID | None:
    loading, numbering = bulk.Loading(unit), _Numbering(unit.office.region_code)
    _describe(unit)
    sheet = Sheet(draw)
    around = _around(unit, sheet)
    apart = Draw(Random(f"records {families}"), draw.today, draw.new_id, draw.light)  # noqa: S311  invented people
    records = Records(apart, around)
    records.carers = [] if draw.light else carers(sheet, around, apart)
    filled, changed = Sheets(unit.reading, apart), ChangeMaps(unit.reading)
    known: list[Made] = []
    if families > 0:
        known.append(first_family(sheet, around))
        records.family(sheet, known[0])
        filled.family(sheet, known[0])
        changed.first(sheet, known[0])
        told(1, families)
    for place in range(1, families):
        made = _one_family(sheet, around, place, maps=families <= _MAPS_FOR_ALL or place % _MAPS_EVERY == 0)
        if not draw.light:
            records.family(sheet, made)
            filled.family(sheet, made)
            changed.family(sheet, made)
            known += [made] if place < _IN_GROUPS else []
        if place % 50 == 0:
            told(place, families)
        if place % _PORTION == 0:
            _load(loading, numbering, sheet)
    _open_signals(sheet, around)
    if not draw.light:
        keep_house(sheet, around, apart, known)
    _load(loading, numbering, sheet)
    loading.put({"journal": numbering.journals()})
    loading.finish()
    told(families, families)
    return None


def _load(loading: bulk.Loading, numbering: _Numbering, sheet: Sheet) -> None:
    numbering.number(sheet.rows)
    loading.put(sheet.rows)
    loading.index(sheet.rows)
    sheet.rows = {}


def _one_family(sheet: Sheet, around: Around, place: int, *, maps: bool) -> Made:
    made = make_family(sheet, around, place)
    stages = frozenset(stage for stage, _since, _till in course_of(place).stages)
    papers(sheet, made, stages)
    visit_family(sheet, around, made)
    if sheet.draw.light:
        return made
    if maps and "gathering" in stages:
        draw_maps(sheet, around, made)
    if made.status in WORKED and place % 3 == 0:
        files(sheet, made)
    return made


# the office around the families


def _describe(unit: Unit) -> None:
    office, known = words("office"), unit.claim(Office, unit.office.id, None)
    known.address, known.phone = office["address"], office["phone"]
    known.head, known.head_position = office["head"], office["head_position"]
    if unit.actor.id is not None:
        unit.claim(Staff, unit.actor.id, None).district = office["staff"][0]["district"]
    unit.session.flush()


def _around(unit: Unit, sheet: Sheet) -> Around:
    office = words("office")
    staff = []
    for place, one in enumerate(office["staff"]):
        district = one.get("district", "")
        if place == 0 and unit.actor.id is not None:
            id_ = unit.actor.id
        else:
            id_ = sheet.add(
                "staff", login=one["login"], surname=one["surname"], given_name=one["given_name"],
                patronymic=one["patronymic"], position=one["position"], district=district or None,
                roles=tuple(one["roles"]), active=True,
            )  # fmt: skip
        name = f"{one['surname']} {one['given_name'][0]}. {one['patronymic'][0]}."
        staff.append(Colleague(id_, name, one["position"], district))
    return Around(tuple(staff), {one["key"]: _agency(sheet, one) for one in office["agencies"]})


def _agency(sheet: Sheet, one: dict[str, Any]) -> Body:
    office, draw = words("office"), sheet.draw
    id_ = sheet.add(
        "agency", name=one["name"], short_name=one["short"], sphere=one["sphere"], phone=draw.phone(),
        address=f"{office['city']}, {draw.pick(office['streets'])}, {draw.between(1, 60)}", hours="09:00\u201317:00",
    )  # fmt: skip
    for name, position in one["contacts"]:
        sheet.add("agency_contact", agency_id=id_, name=name, position=position, phone=draw.phone())
    return Body(id_, one["key"], one["short"], one["sphere"], one["source"], one["contacts"][0][0])


def _open_signals(sheet: Sheet, around: Around) -> None:
    """Signals that nobody decided yet, two of them urgent, and some that led to no case."""
    draw, say, office = sheet.draw, words("words")["signal"], words("office")
    for place in range(_OPEN_SIGNALS + 5):
        waits = place < _OPEN_SIGNALS
        received = draw.day(-draw.between(0, 2) if waits else -draw.between(10, 90))
        reporter = draw.pick(tuple(around.agencies.values()))
        family = draw.pick(words("names")["surnames"])[2]
        sheet.add(
            "signal", received_at=at(received, draw.between(1, 5)), source=reporter.source, reported_by=reporter.contact,
            reporter_phone=draw.phone(), form=draw.pick(("phone", "written", "messenger", "hotline")),
            about=draw.pick(say["about_unknown"]) if place % 4 == 1 else say["about"].format(family=of_family(family)),
            address=f"{draw.pick(office['streets'])}, {draw.between(1, 140)}", essence=say["essence"][place % 6],
            urgent=place < 2, handed_to_id=around.curator(place).id if place % 2 else None,
            decision=None if waits else draw.pick(("consultation", "passed_on", "not_confirmed")),
            decided_on=None if waits else received + timedelta(days=3),
            decision_note=None if waits else draw.pick(say["notes"]),
        )  # fmt: skip


# numbers


@dataclass
class _Numbering:
    """Numbers of the journals as the office would have given them: by date, year by year, each with its entry."""

    region: str
    last: Counter[tuple[str, int]] = field(default_factory=Counter)

    def number(self, rows: Rows) -> None:
        """Number what a portion brings."""
        opened = {row["family_id"]: row["opened_on"] for row in rows.get("case", ())}
        self._give(rows, "family", "families", FILE_NUMBER, lambda row: opened[row["id"]])
        self._give(rows, "visit", "visits", VISIT_NUMBER, lambda row: row["visited_on"])
        self._give(rows, "agreement", "agreements", AGREEMENT_NUMBER, lambda row: row["made_on"])
        self._give(rows, "signal", "signals", SIGNAL_NUMBER, lambda row: row["received_at"].date())
        self._give(rows, "consent", "consents", CONSENT_NUMBER, lambda row: row["given_on"] or row["refused_on"])
        for key, day in _NUMBERED.items():
            journal = definitions.read_shipped("journal", key)
            assert isinstance(journal, Journal)  # noqa: S101  for the type checker
            kinds = frozenset(_kinds(journal))
            self._give(rows, journal.root, key, journal.number, lambda row, day=day: _day_of(row[day]), kinds)  # type: ignore[misc]

    def _give(
        self, rows: Rows, table: str, journal: str, pattern: str, day: Callable[[dict[str, Any]], date],
        kinds: frozenset[str] = frozenset(),
    ) -> None:  # fmt: skip
        entries = rows.setdefault("journal_entry", [])
        meant = [row for row in rows.get(table, ()) if not kinds or row["kind"] in kinds]
        for row in sorted(meant, key=lambda row: (day(row), row["id"])):
            given = day(row)
            self.last[journal, given.year] += 1
            number = self.last[journal, given.year]
            row["number"] = pattern.format(region=self.region, year=given.year, number=number)
            entries.append(
                {
                    "key": journal,
                    "year": given.year,
                    "number": number,
                    "root_id": row["id"],
                    "given_at": at(given, 10),
                }
            )

    def journals(self) -> list[dict[str, Any]]:
        """The last number of each journal and year: the next real family goes on after it."""
        return [{"key": key, "year": year, "last": last} for (key, year), last in sorted(self.last.items())]
