"""The list of families: what it is filtered by, what stands in it, its numbers, what a colleague changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args
from uuid import UUID

from desktop.base.events import Event
from desktop.base.jobs import Owner
from desktop.base.messages import _, ngettext
from desktop.models.lists import (
    IN_WORK,
    FamilyCounts,
    FamilyIds,
    FamilyRow,
    FilterKey,
    ListFilter,
    Offered,
    SortKey,
)
from desktop.models.snapshots import Changes
from desktop.presenters import family_cells, family_filters
from desktop.presenters.family_cells import Said
from desktop.presenters.family_filters import FilterOffer, SavedFilter
from desktop.services import lists
from desktop.services.desk import Desk

FILTER_SETTING, SAVED_SETTING, COLUMNS_SETTING = "families.filter", "families.saved", "families.columns"
_MANY_TOUCHED = 200  # families in one act: more, and the whole list is read again


class FamiliesList:
    """What the page of families shows and decides; knows no toolkit."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._owner = desk, Owner()
        kept = desk.setting(FILTER_SETTING)
        self.filter = ListFilter({"status": (IN_WORK,)}) if kept is None else ListFilter.from_json(kept)
        self.saved = family_filters.from_setting(desk.setting(SAVED_SETTING))
        self.offered = Offered((), ())
        self.counts: FamilyCounts | None = None
        self.shown = FamilyIds(b"", 0)
        self.asked: Event[ListFilter] = Event()  # the list has to be read again
        self.counted: Event[None] = Event()  # numbers, chips or saved filters are others
        self.touched: Event[list[bytes]] = Event()  # these rows are others
        self.failed: Event[Exception] = Event()
        self._leave = desk.changed.subscribe(self._changed)

    def close(self) -> None:
        """The page goes: nothing that was asked for is wanted any more."""
        self._leave()
        self._owner.close()

    # reading

    def request_ids(self, sort: str, descending: bool, done: Callable[[bytes], None]) -> None:  # noqa: FBT001  as a paged list asks
        """All ids in this order; the numbers follow."""
        key: SortKey = sort if sort in get_args(SortKey) else "number"  # type: ignore[assignment]
        wanted = self.filter

        def got(found: FamilyIds) -> None:
            self.shown = found
            done(found.packed)
            self.counted.tell(None)

        self._desk.browse(
            lambda reading: lists.family_ids(reading, key, wanted, descending=descending),
            got, self.failed.tell, self._owner, "families.ids",
        )  # fmt: skip

    def request_rows(self, ids: list[bytes], done: Callable[[Mapping[bytes, FamilyRow]], None]) -> None:
        """The rows of these ids."""
        self._desk.browse(lambda reading: lists.family_rows(reading, ids), done, self.failed.tell, self._owner)

    def count(self) -> None:
        """Read the numbers above the list, of the saved filters, and what can be filtered by."""
        wanted = tuple(one.filter for one in self.saved)

        def got(found: tuple[FamilyCounts, tuple[int, ...], Offered]) -> None:
            self.counts, counts, self.offered = found
            if wanted == tuple(one.filter for one in self.saved):
                self.saved = family_filters.counted(self.saved, counts)
            self.counted.tell(None)

        self._desk.browse(
            lambda reading: (*lists.numbers(reading, wanted), lists.offered(reading)),
            got, self.failed.tell, self._owner, "families.numbers",
        )  # fmt: skip

    def cells(self, row: FamilyRow) -> dict[str, Said]:
        """A row in words."""
        return family_cells.cells(row, self._desk, self._desk.today)

    def _changed(self, changes: Changes) -> None:
        families = {family for root in changes.roots for family in root.families}
        if not families:
            return
        if len(families) > _MANY_TOUCHED:
            self.asked.tell(self.filter)
            self.count()
            return
        wanted = self.filter.saying(self.shown.understood or self.filter.text)

        def got(passing: set[UUID]) -> None:
            here = {family for family in families if self._is_shown(family)}
            if here != passing:  # one came in or went out: the order is another
                self.asked.tell(self.filter)
            self.touched.tell([family.bytes for family in here & passing])
            self.count()

        self._desk.browse(lambda reading: lists.passing(reading, families, wanted), got, self.failed.tell, self._owner)

    def _is_shown(self, family: UUID) -> bool:
        packed, wanted = self.shown.packed, family.bytes
        at = packed.find(wanted)
        while at >= 0 and at % 16:
            at = packed.find(wanted, at + 1)
        return at >= 0

    # filtering

    def use(self, wanted: ListFilter) -> None:
        """Show what passes this filter and keep it for the next time; the words are not kept."""
        if wanted == self.filter:
            return
        if wanted.conditions != self.filter.conditions:
            self._desk.keep_setting(FILTER_SETTING, wanted.saying("").to_json())
        self.filter = wanted
        self.counted.tell(None)
        self.asked.tell(wanted)

    def set_condition(self, key: FilterKey, *codes: str) -> None:
        """Filter by this; without codes the filter is taken off."""
        self.use(self.filter.having(key, *codes))

    def toggle(self, key: FilterKey, code: str) -> None:
        """Add one value to a filter or take it out."""
        on = self.filter.conditions.get(key, ())
        self.set_condition(key, *((c for c in on if c != code) if code in on else (*on, code)))

    def set_text(self, text: str) -> None:
        """Show those that these words find."""
        self.use(self.filter.saying(text))

    def drop(self, chip: str) -> None:
        """Take one chip off."""
        if chip == family_filters.TEXT:
            self.set_text("")
        else:
            self.use(self.filter.having(chip))  # type: ignore[arg-type]  # chips carry the keys of filters

    def clear(self) -> bool:
        """Show everything; False when nothing was filtered."""
        filtered = not self.filter.empty
        self.use(ListFilter())
        return filtered

    def only_such(self, row: FamilyRow, column: str) -> bool:
        """Filter by the value of a cell; False where the column has nothing to filter by."""
        condition = family_cells.condition_of(row, column)
        if condition is not None:
            self.set_condition(*condition)
        return condition is not None

    def chips(self) -> list[tuple[str, str]]:
        """(key, text) of what is on."""
        return family_filters.chips(self.filter, self._desk, self.offered)

    def offers(self) -> tuple[FilterOffer, ...]:
        """What can be filtered by."""
        return family_filters.offers(self._desk, self.offered)

    # saved filters and columns

    @property
    def in_use(self) -> str:
        """The name of the saved filter that is on, or nothing."""
        return next((one.name for one in self.saved if one.filter == self.filter), "")

    @property
    def suggested_name(self) -> str:
        """A name for the filter that is on."""
        return family_filters.name_for(self.filter, self._desk, self.offered)

    def save(self, name: str) -> None:
        """Keep the filter that is on under a name; one of the same name is replaced."""
        self._keep((*(one for one in self.saved if one.name != name), SavedFilter(name, self.filter)))

    def forget(self, name: str) -> None:
        """Keep it no longer."""
        self._keep(tuple(one for one in self.saved if one.name != name))

    def use_saved(self, name: str) -> None:
        """Put a saved filter on."""
        for one in self.saved:
            if one.name == name:
                self.use(one.filter)

    def _keep(self, saved: tuple[SavedFilter, ...]) -> None:
        self.saved = saved
        self._desk.keep_setting(SAVED_SETTING, family_filters.to_setting(saved))
        self.counted.tell(None)
        self.count()

    def columns(self) -> dict[str, Any]:
        """How this person arranged the columns."""
        kept = self._desk.setting(COLUMNS_SETTING)
        return kept if isinstance(kept, dict) else {}

    def keep_columns(self, state: dict[str, Any]) -> None:
        """Keep the arrangement for the next time and for every computer."""
        self._desk.keep_setting(COLUMNS_SETTING, state)

    # words

    def numbers_in_words(self) -> str:
        """«214 in work, 1 876 in all»."""
        if self.counts is None:
            return ""
        return _("{in_work} in work, {total} in all").format(
            in_work=grouped(self.counts.in_work), total=grouped(self.counts.total)
        )

    def footer_in_words(self, selected: int) -> tuple[str, ...]:
        """«Shown 31 of 214», «Selected 1», «Children in them 68»."""
        said = []
        if self.counts is not None:
            working = IN_WORK in self.filter.conditions.get("status", ())
            of = self.counts.in_work if working else self.counts.total
            said.append(_("Shown {n} of {total}").format(n=grouped(len(self.shown)), total=grouped(max(of, len(self.shown)))))
        if selected:
            said.append(ngettext("Selected {n}", "Selected {n}", selected).format(n=grouped(selected)))
        said.append(_("Children in them {n}").format(n=grouped(self.shown.children)))
        return tuple(said)

    def understood_in_words(self) -> str:
        """What the words were read as, when not as typed."""
        read = self.shown.understood
        return _("Shown for {text}: it was typed in the other keyboard layout").format(text=read) if read else ""


def grouped(number: int) -> str:
    """1 876 with a space that does not break."""
    return f"{number:,}".replace(",", "\u00a0")
