"""Bonds: kinship and unions of two people. Kinship is typed only here; words like «grandmother» are derived."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Mapped

from desktop.base.messages import N_
from desktop.models.base import Root
from desktop.models.fields import choice, partial_day, reference, text
from desktop.models.partial_dates import PartialDate


class Bond(Root):
    """Two persons: `parent` (first is a parent of second), `union` (a couple), `relative` (link unknown, word given), `twins`.

    A union that ended and began again keeps its ending and says since when it is `resumed`, as genograms draw it.
    """

    __tablename__ = "bond"
    kind: Mapped[str] = choice(N_("Kind of bond"), "bond_kinds")
    first_id: Mapped[UUID] = reference(N_("First person"), "person")
    second_id: Mapped[UUID] = reference(N_("Second person"), "person")
    nature: Mapped[str | None] = choice(N_("Nature of the bond"), "bond_natures")
    since: Mapped[PartialDate | None] = partial_day(N_("Since"))
    till: Mapped[PartialDate | None] = partial_day(N_("Till"))
    ended: Mapped[str | None] = choice(N_("How it ended"), "bond_endings")
    resumed: Mapped[PartialDate | None] = partial_day(N_("Together again since"))
    custody: Mapped[str | None] = choice(N_("With whom the child stayed"), "custody")
    word: Mapped[str | None] = text(N_("Who the first is to the second"), size=60)
    note: Mapped[str | None] = text(N_("Note"), size=300)
