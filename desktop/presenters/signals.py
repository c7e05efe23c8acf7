"""The journal of signals: urgent and undecided first, each decided by one act with its grounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from typing_extensions import override

from desktop.base.jobs import Owner
from desktop.base.messages import N_, _, ngettext
from desktop.models.fields import Field
from desktop.models.snapshots import Changes, Snapshot
from desktop.presenters.cards import Card, Filled
from desktop.presenters.family import Tone
from desktop.presenters.offers import References
from desktop.services import signals
from desktop.services.cards import blank, open_card
from desktop.services.desk import Desk

DECISIONS: Final = ("consultation", "passed_on", "not_confirmed")  # opening a case is an act of its own


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
    state: str
    tone: Tone
    urgent: bool


def signal_line(desk: Desk, signal: Snapshot) -> SignalLine:
    """A signal as the journal shows it."""
    values = signal.values
    received, decision, source = values["received_at"], values["decision"], values["source"]
    at = received.astimezone(desk.office.zone) if isinstance(received, datetime) else None
    open_, urgent = decision is None, bool(values["urgent"]) and decision is None
    waits = (desk.today - at.date()).days if at and open_ else 0
    if not open_:
        state, tone = desk.caption("signal_decisions", str(decision)), "plain"
    elif urgent:
        state, tone = _("urgent, not decided"), "red"
    elif waits > 0:
        state, tone = ngettext("waits {n} day", "waits {n} days", waits).format(n=waits), "amber"
    else:
        state, tone = _("new"), "accent"
    return SignalLine(
        signal, str(values["number"] or ""), f"{at:%d.%m.%Y %H:%M}" if at else "", str(values["about"]),
        str(values["address"] or ""), desk.caption("sources", source) if isinstance(source, str) else "",
        " ".join(str(values["essence"] or "").split()), state, tone, urgent,  # type: ignore[arg-type]
    )  # fmt: skip


class Journal:
    """Signals of the office, read again whenever one of them changes."""

    def __init__(self, desk: Desk, failed: Callable[[Exception], None]) -> None:
        self.desk, self._failed = desk, failed
        self.owner = Owner()
        self.signals: tuple[Snapshot, ...] = ()
        self.families: dict[UUID, str] = {}
        self.only_open = True
        self._told: Callable[[], None] = lambda: None
        self._end = desk.changed.subscribe(self._changed)

    def load(self, told: Callable[[], None]) -> None:
        """Read the journal; `told` is called now and whenever it changed."""
        self._told = told
        only_open = self.only_open

        def arrived(found: tuple[Snapshot, ...]) -> None:
            self.signals = found
            told()

        self.desk.browse(
            lambda reading: signals.signals(reading, only_open=only_open), arrived, self._failed, self.owner, "signals"
        )

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
        self, signal: Snapshot, decision: str, note: str, done: Callable[[Changes], None], failed: Callable[[Exception], None]
    ) -> None:
        """Close a signal without a case."""
        self.desk.act(
            N_("A signal was decided"),
            lambda unit: signals.decide(unit, signal.id, signal.version, decision, note),
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
