"""The journal of signals: urgent and undecided first, each decided by one act with its grounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Literal
from uuid import UUID

from typing_extensions import override

from desktop.base.jobs import Owner
from desktop.base.messages import N_, _, ngettext
from desktop.models.fields import Field
from desktop.models.lists import SignalFilter
from desktop.models.snapshots import Changes, Snapshot
from desktop.presenters.cards import Card, Filled
from desktop.presenters.family import Tone
from desktop.presenters.offers import References
from desktop.services import signals
from desktop.services.cards import blank, open_card
from desktop.services.desk import Desk

DECISIONS: Final = (  # opening a case is an act of its own
    "consultation", "passed_on", "not_confirmed", "known_family", "repeated",
)  # fmt: skip
Which = Literal["open", "urgent", "mine", "all"]
WHICH: Final[tuple[tuple[Which, str], ...]] = (
    ("open", N_("Undecided")), ("urgent", N_("Urgent ones")), ("mine", N_("Handed to me")), ("all", N_("All signals")),
)  # fmt: skip
PERIODS: Final = (
    ("", N_("for all time")), ("today", N_("today")), ("week", N_("for 7 days")), ("month", N_("this month")),
    ("quarter", N_("this quarter")), ("year", N_("this year")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SignalLine:
    """A row of the journal."""

    signal: Snapshot
    number: str
    received: str
    about: str
    address: str
    source: str
    essence: str
    handed: str
    checked: str
    state: str
    tone: Tone
    burning: bool


def is_burning(signal: Snapshot) -> bool:
    """Whether it is urgent and nobody has closed it with a note; a case that was opened ends no danger."""
    values = signal.values
    undone = values["decision"] in {None, "case_opened"}
    return bool(values["urgent"]) and values["answered_at"] is None and undone


def signal_line(desk: Desk, signal: Snapshot) -> SignalLine:
    """A signal as the journal shows it (forms.md §2.7)."""
    values = signal.values
    received = values["received_at"]
    at = received.astimezone(desk.office.zone) if isinstance(received, datetime) else None
    state, tone = _state(desk, signal, at.date() if at else desk.today)
    handed, source, checked = values["handed_to_id"], values["source"], values["check_on"]
    said = (desk.caption("sources", source) if isinstance(source, str) else "", values["reported_by"])
    return SignalLine(
        signal, str(values["number"] or ""), f"{at:%d.%m.%Y %H:%M}" if at else "", str(values["about"]),
        str(values["address"] or ""), ", ".join(str(one) for one in said if one),
        " ".join(str(values["essence"] or "").split()),
        desk.staff.get(handed, ("", ""))[0] if isinstance(handed, UUID) else "",
        f"{checked:%d.%m.%Y}" if isinstance(checked, date) else "", state, tone, is_burning(signal),
    )  # fmt: skip


def _state(desk: Desk, signal: Snapshot, received: date) -> tuple[str, Tone]:
    decision, burning = signal.values["decision"], is_burning(signal)
    if decision is not None:
        words = desk.caption("signal_decisions", str(decision))
        return (_("urgent: {state}").format(state=words), "red") if burning else (words, "plain")
    if burning:
        return _("urgent, not decided"), "red"
    waits = (desk.today - received).days
    if waits > 0:
        return ngettext("waits {n} day", "waits {n} days", waits).format(n=waits), "amber"
    return _("new"), "accent"


def since_when(period: str, today: date) -> date | None:
    """The first day of a period that ends today; None for all time."""
    match period:
        case "today":
            return today
        case "week":
            return today - timedelta(days=6)
        case "month":
            return today.replace(day=1)
        case "quarter":
            return today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
        case "year":
            return today.replace(month=1, day=1)
        case _:
            return None


class Journal:
    """Signals of the office, read again whenever one of them changes."""

    def __init__(self, desk: Desk, failed: Callable[[Exception], None]) -> None:
        self.desk, self._failed = desk, failed
        self.owner = Owner()
        self.signals: tuple[Snapshot, ...] = ()
        self.families: dict[UUID, str] = {}
        self.which: Which = "open"
        self.period = ""
        self._told: Callable[[], None] = lambda: None
        self._end = desk.changed.subscribe(self._changed)

    def load(self, told: Callable[[], None]) -> None:
        """Read the journal; `told` is called now and whenever it changed."""
        self._told = told
        wanted = self.wanted()

        def arrived(found: tuple[Snapshot, ...]) -> None:
            self.signals = found
            told()

        self.desk.browse(lambda reading: signals.signals(reading, wanted), arrived, self._failed, self.owner, "signals")

    def wanted(self) -> SignalFilter:
        """Which signals are shown."""
        first = since_when(self.period, self.desk.today)
        since = datetime.combine(first, time(), self.desk.office.zone) if first else None
        mine = self.desk.actor.id if self.which == "mine" else None
        return SignalFilter(self.which in ("open", "mine"), self.which == "urgent", mine, since)

    def _changed(self, changes: Changes) -> None:
        if any(root.kind == "signal" for root in changes.roots):
            self.load(self._told)

    def lines(self) -> tuple[SignalLine, ...]:
        """The journal in words."""
        return tuple(signal_line(self.desk, signal) for signal in self.signals)

    def signal(self, id_: object) -> Snapshot | None:
        """One of them."""
        return next((one for one in self.signals if one.id == id_), None)

    def new_card(self) -> Card:
        """A card for a signal that is being told now."""
        now = self.desk.now().astimezone(self.desk.office.zone).replace(second=0, microsecond=0)
        record = blank("signal", self.desk.new_id(), received_at=now, handed_to_id=self.desk.actor.id)
        return Card(self.desk, N_("A signal was written down"), [Filled("signal", record)], save=signals.write_signal)

    def open_card(self, signal: Snapshot) -> Card:
        """The card of a signal."""
        return Card(self.desk, N_("A signal was changed"), [Filled("signal", signal)], save=signals.write_signal)

    def decide(
        self, signal: Snapshot, decision: signals.Decision, done: Callable[[Changes], None], failed: Callable[[Exception], None]
    ) -> None:
        """Close a signal without a case."""
        self.desk.act(
            N_("A signal was decided"),
            lambda unit: signals.decide(unit, signal.id, signal.version, decision),
            done,
            failed,
        )

    def burning(self) -> tuple[SignalLine, ...]:
        """Urgent signals that nobody closed, in the order of the journal."""
        return tuple(line for line in self.lines() if line.burning)

    def answer(self, signal: Snapshot, words: str, done: Callable[[Changes], None], failed: Callable[[Exception], None]) -> None:
        """Say what was done about an urgent signal: it leaves the top."""
        self.desk.act(
            N_("An urgent signal was closed"),
            lambda unit: signals.answer(unit, signal.id, signal.version, words),
            done,
            failed,
        )

    def read_family(self, signal: Snapshot, told: Callable[[], None]) -> None:
        """The name of the family that a signal belongs to, for its card."""
        family = signal.values["family_id"]
        if not isinstance(family, UUID) or family in self.families:
            told()
            return

        def arrived(record: Snapshot | None) -> None:
            if record is not None:
                self.families[family] = f"{record.values['name']}, {record.values['number'] or ''}".rstrip(", ")
            told()

        self.desk.open(lambda reading: open_card(reading, "family", family), arrived, self._failed, self.owner)

    def close(self) -> None:
        """The page goes."""
        self.owner.close()
        self._end()


class SignalReferences(References):
    """Candidates for the form of a signal: colleagues, and the family it led to."""

    def __init__(self, desk: Desk, journal: Journal) -> None:
        super().__init__(desk, lambda: None)
        self._journal = journal

    @override
    def candidates(self, field: Field) -> tuple[tuple[UUID, str], ...]:
        if field.to == "family":
            return tuple(self._journal.families.items())
        return super().candidates(field)
