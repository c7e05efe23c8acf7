"""A person as papers name them: the document that proves who they are and the address, in one line each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop.base.messages import _
from desktop.models.fields import Value
from desktop.models.snapshots import Snapshot
from desktop.rules.identity import ADDRESSES, PAPERS, chosen
from desktop.services.desk import Desk


def _day(value: Value) -> date | None:
    return value if isinstance(value, date) else None


def paper_words(desk: Desk, person: Snapshot) -> str | None:
    """«passport AN 1234567, issued by … on 01.02.2020»: the document in force that proves who it is."""
    papers = person.parts.get("documents", {}).values()
    values = chosen(((p.values, str(p.values["kind"]), _day(p.values["valid_till"])) for p in papers), PAPERS, desk.today)
    if values is None:
        return None
    number = " ".join(str(values[key]) for key in ("series", "number") if values[key])
    words = " ".join(part for part in (desk.caption("document_kinds", str(values["kind"])), number) if part)
    on = _day(values["issued_on"])
    issued = ", ".join(part for part in (str(values["issued_by"] or ""), f"{on:%d.%m.%Y}" if on else "") if part)
    return f"{words}, {_('issued: {by}').format(by=issued)}" if issued else words


def address_words(desk: Desk, person: Snapshot, family: Snapshot) -> str | None:
    """Where somebody is registered, else lives, else where the family lives."""
    own = _address(person.parts.get("addresses", {}).values(), desk.today)
    return own or _address(family.parts.get("addresses", {}).values(), desk.today)


def _address(parts: Iterable[Snapshot], today: date) -> str | None:
    found = ((p.values, str(p.values["kind"]), _day(p.values["till"])) for p in parts)
    values = chosen(found, ADDRESSES, today)
    return str(values["address"]) if values else None
