"""One sheet being filled: its score, what the card and the filling before said, what is left before signing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from desktop.base.messages import _, ngettext
from desktop.models.definitions import FormDefinition, Path, Placed, Rows
from desktop.models.fields import NEEDS_SIGNING, Field, Value
from desktop.models.kinds import to_text
from desktop.models.snapshots import Changes, Snapshot
from desktop.presenters.cards import Card
from desktop.rules import sheets as rules
from desktop.rules.forms import Total, is_empty
from desktop.rules.prefilling import differ
from desktop.services import sheets
from desktop.services.desk import Desk

Names = Callable[[Field, UUID], str]
_NO_CARD = frozenset({"today", "author", "office"})  # sources of answers that the program knows by itself


def draft_kind(family: UUID, form: FormDefinition, person: UUID | None) -> str:
    """Under which name the draft of a new sheet lies on this computer: one for each form and person."""
    return f"sheet {form.key} {person or family}"


@dataclass(frozen=True, slots=True)
class Compared:
    """One question of two fillings side by side."""

    section: str
    question: str
    then: str
    now: str
    change: str


class SheetFilling:
    """A sheet on the desk; its card saves it."""

    def __init__(self, desk: Desk, form: FormDefinition, card: Card, began: sheets.Began) -> None:
        self.desk, self.form, self.card = desk, form, card
        self.before, self.card_says = began.before, began.card

    @property
    def record(self) -> Snapshot:
        """The sheet as typed."""
        return self.card.forms[0].to_snapshot()

    @property
    def base(self) -> Snapshot:
        """The sheet as the office has it."""
        return self.card.forms[0].base

    @property
    def state(self) -> str:
        """`draft`, `finished` or `signed`."""
        return str(self.base.values.get(rules.STATE) or rules.DRAFT)

    @property
    def signed(self) -> bool:
        """Whether nothing may be written any more."""
        return self.state == rules.SIGNED

    @property
    def is_new(self) -> bool:
        """Whether the office has no such sheet yet."""
        return self.card.is_new

    # The strip

    def totals(self) -> tuple[Total, ...]:
        """The scores that the present answers add up to."""
        return self.card.forms[0].totals()

    def total_words(self, total: Total) -> str:
        """«Total: 7, medium risk»; how many answers are missing stands beside."""
        level = self.desk.caption(total.score.dictionary, total.level) if total.level and total.score.dictionary else ""
        points = ngettext("{n} point", "{n} points", total.points).format(n=total.points)
        words = f"{_(total.score.label)}: {points}"
        return f"{words}, {level}" if level and total.unanswered < len(total.score.of) else words

    def main_total(self) -> Total | None:
        """The score that counts."""
        score = rules.main_score(self.form)
        return next((total for total in self.totals() if total.score is score), None)

    def unanswered(self) -> int:
        """How many visible questions have no answer yet."""
        draft = self.card.forms[0]
        shown = [item for _section, item in draft.visible() if isinstance(item, Placed)]
        return sum(1 for item in shown if item.key not in rules.HEAD and is_empty(draft.value((item.key,))))

    def unanswered_words(self) -> str:
        """«12 questions are not answered»."""
        count = self.unanswered()
        if not count:
            return _("Every question is answered")
        return ngettext("{n} question is not answered", "{n} questions are not answered", count).format(n=count)

    def missing(self) -> tuple[Path, ...]:
        """What must be filled before signing."""
        return self.card.forms[0].missing(NEEDS_SIGNING)

    def section_missing(self) -> dict[str, int]:
        """How much is left for signing in each section, by its title."""
        left = {path[0] for path in self.missing()}
        found: dict[str, int] = {}
        for section in self.card.forms[0].definition.sections:
            count = sum(1 for item in section.items if item.key in left)
            found[section.title] = found.get(section.title, 0) + count
        return found

    # What stands beside a box

    def note(self, path: Path) -> str:
        """«on the card: …» and «was 12.03.2026: …» under the box, where they say something else than the answer."""
        if len(path) != 1 or path[0] in rules.HEAD:
            return ""
        said = []
        known, (before, day) = self._on_card(path[0]), self._before(path[0])
        if known is not None and self._differs(path, known):
            said.append(_("on the card: {value}").format(value=_short(self._words(self._field(path[0]), known))))
        if day and self._differs(path, before):
            words = _short(self._words(self._field(path[0]), before))
            said.append(_("was on {day}: {value}").format(day=day, value=words))
        return " \u00b7 ".join(said)

    def origin(self, path: Path) -> str:
        """Where an answer that nobody changed comes from: the card, the filling before; a mark beside the label says it."""
        if len(path) != 1 or path[0] in rules.HEAD:
            return ""
        said = []
        known, (before, day) = self._on_card(path[0]), self._before(path[0])
        if known is not None and not self._differs(path, known):
            said.append(_("taken from the card"))
        if day and not self._differs(path, before):
            said.append(_("the same on {day}").format(day=day))
        return " \u00b7 ".join(said)

    def _on_card(self, key: str) -> Value:
        """What the card of the family says; the day, whoever fills and the office stand on no card."""
        source = next((placed.prefill for placed in self.form.placed() if placed.key == key), "")
        return None if source.partition(".")[0] in _NO_CARD else self.card_says.values.get(key)

    def _differs(self, path: Path, value: Value) -> bool:
        return differ(value, self.card.forms[0].value(path))

    def _before(self, key: str) -> tuple[Value, str]:
        """What the filling before answered, and its day in words; no day where it answered nothing."""
        value, day = (self.before.values.get(one) for one in (key, rules.FILLED_ON)) if self.before else (None, None)
        return value, "" if is_empty(value) or day is None else f"{day:%d.%m.%Y}"

    def _field(self, key: str) -> Field:
        found = self.form.field((key,))
        if found is None:
            raise KeyError(key)
        return found

    def _words(self, field_: Field, value: Value, names: Names | None = None) -> str:
        if isinstance(value, UUID):
            known = self.desk.staff.get(value)
            return known[0] if known else names(field_, value) if names else ""
        return to_text(field_, value, self.desk.reader)

    # Two fillings side by side

    def compared(self, names: Names | None = None, *, only_changed: bool = False) -> tuple[Compared, ...]:
        """Question, then, now, what changed: in the order of the form; lists row by row."""
        if self.before is None:
            return ()
        now, then = self.record, self.before
        found: list[Compared] = []
        for section in self.form.sections:
            for item in section.items:
                if isinstance(item, Placed):
                    pair = (then.values.get(item.key), now.values.get(item.key))
                    found.append(self._compare(section.title, _(item.field.label), item, pair, names))
                else:
                    found.append(self._compare_rows(section.title, item, then, now, names))
        return tuple(one for one in found if one.change or (not only_changed and (one.then or one.now)))

    def _compare(self, section: str, label: str, item: Placed, pair: tuple[Value, Value], names: Names | None) -> Compared:
        then, now = (self._words(item.field, value, names) for value in pair)
        change = ""
        if then != now:
            change = _change_words(item, *pair) or (_("new") if not then else _("gone") if not now else _("changed"))
        return Compared(_(section), label, then, now, change)

    def _compare_rows(self, section: str, item: Rows, then: Snapshot, now: Snapshot, names: Names | None) -> Compared:
        old, new = (self._rows_words(item, record, names) for record in (then, now))
        return Compared(_(section), _(item.label), old, new, _("changed") if old != new else "")

    def _rows_words(self, item: Rows, record: Snapshot, names: Names | None) -> str:
        lines = []
        for row in record.parts.get(item.key, {}).values():
            words = (self._words(placed.field, row.values.get(placed.key), names) for placed in item.fields)
            lines.append(", ".join(word for word in words if word))
        return "\n".join(lines)

    # Acts

    def sign(self, done: Callable[[Changes], None], failed: Callable[[Exception], None]) -> None:
        """Sign what stands in the office; unsaved answers are saved by the page first."""
        self._act(sheets.SIGNED, sheets.sign_sheet, done, failed, undoable=False)

    def after_saving(self, save: Callable[[], None], act: Callable[[], None], unread: Callable[[], None]) -> None:
        """Unsaved answers are saved first, then it is done; words that are no value yet stop it and are shown (`unread`)."""
        card = self.card
        if not card.is_dirty and not card.is_new:
            act()
            return

        def saved(_changes: Changes) -> None:
            end()
            (unread if card.unread() else act)()

        end = card.saved.subscribe(saved)
        save()
        if card.state == "failed":
            end()

    def finish(self, done: Callable[[Changes], None], failed: Callable[[Exception], None]) -> None:
        """Say that it is filled."""
        self._act(sheets.FINISHED, sheets.finish_sheet, done, failed)

    def _act(
        self, label: str, act: Callable[..., UUID], done: Callable[[Changes], None], failed: Callable[[Exception], None],
        **more: Any,
    ) -> None:  # fmt: skip
        base = self.base

        def settled(changes: Changes) -> None:
            self.reread(lambda: done(changes), failed)

        self.desk.act(label, lambda unit: act(unit, base.id, base.version), settled, failed, self.card.owner, **more)

    def reread(self, done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        """Take in how the sheet stands in the office now."""
        id_ = self.base.id

        def arrived(found: Snapshot | None) -> None:
            if found is not None:
                self.card.refresh({id_: found})
            done()

        self.desk.open(lambda reading: sheets.open_sheet(reading, id_), arrived, failed, self.card.owner)

    def risk(self) -> str:
        """The level of risk that may be written onto the card; empty when this form assesses none."""
        score = rules.main_score(self.form)
        total = self.main_total()
        if score is None or total is None or score.dictionary != rules.RISK_LEVELS:
            return ""
        accepted = rules.accepted_risk(self.form, self.record.values)
        return accepted or (total.level if total.unanswered < len(score.of) else "")

    def record_risk(self, done: Callable[[Changes], None], failed: Callable[[Exception], None]) -> None:
        """Write the level of risk onto the case."""
        id_ = self.base.id
        self.desk.act(sheets.RISK, lambda unit: sheets.record_risk(unit, id_), done, failed, self.card.owner)


def _change_words(item: Placed, then: Value, now: Value) -> str:
    """«+1» where the answers have points."""
    points = item.points or {}
    if isinstance(then, str) and isinstance(now, str) and then in points and now in points:
        return f"{points[now] - points[then]:+d}".replace("-", "\u2212")
    return ""


_LONGEST = 90


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}\u2026"
