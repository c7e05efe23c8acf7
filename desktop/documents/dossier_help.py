"""The dossier's help: services and aid that the family was given, and who spoke with whom."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop.base.messages import _
from desktop.documents.dossier_data import DossierData
from desktop.documents.facts import day, initials_of, joined, label, value
from desktop.documents.papers import person_name
from desktop.models.contacts import Contact
from desktop.models.documents import Block, Column, Heading, KeyValue, KeyValues, Table, Words
from desktop.models.support import MaterialAid, ServiceGiven


def help_given(data: DossierData) -> Iterator[Block]:
    """Services, then the ledger of aid with its sum; nothing where nothing was given."""
    if data.services:
        yield Heading(_("Services given"), 2)
        columns = (
            Column(label(ServiceGiven, "given_on"), 1.5),
            Column(label(ServiceGiven, "kind"), 2.0),
            Column(label(ServiceGiven, "name"), 3.2),
            Column(label(ServiceGiven, "person_id"), 1.9),
            Column(_("Who gave it"), 1.9),
            Column(label(ServiceGiven, "result"), 2.2),
        )
        yield Table(columns, tuple(_service(one, data) for one in data.services))
    if data.aid:
        yield Heading(_("Material aid"), 2)
        ledger = (
            Column(label(MaterialAid, "given_on"), 1.5),
            Column(label(MaterialAid, "kind"), 1.8),
            Column(label(MaterialAid, "name"), 3.0),
            Column(label(MaterialAid, "quantity"), 1.2, "right"),
            Column(label(MaterialAid, "total"), 1.2, "right"),
            Column(label(MaterialAid, "source"), 1.8),
            Column(label(MaterialAid, "person_id"), 1.8),
        )
        yield Table(ledger, tuple(_aid(one, data) for one in data.aid))
        total = sum((one.total for one in data.aid if one.total is not None), Decimal(0))
        if total:
            yield KeyValues((KeyValue(_("Together"), f"{total:,.2f}".replace(",", "\u00a0").replace(".", ",")),))


def _service(one: ServiceGiven, data: DossierData) -> tuple[Words, ...]:
    agency = data.agencies.get(one.agency_id) if one.agency_id else None
    worker = data.staff.get(one.worker_id) if one.worker_id else None
    who = joined(initials_of(worker), (agency.short_name or agency.name) if agency else "")
    kind = joined(value(one, "kind", data.reader), _("urgent") if one.urgent else "")
    return (day(one.given_on), kind, one.name, person_name(data, one.person_id), who, one.result or "")


def _aid(one: MaterialAid, data: DossierData) -> tuple[Words, ...]:
    quantity = joined(value(one, "quantity", data.reader), value(one, "unit", data.reader), by=" ")
    kind = joined(value(one, "kind", data.reader), _("urgent") if one.urgent else "")
    total = value(one, "total", data.reader)
    whom = person_name(data, one.person_id)
    return (day(one.given_on), kind, one.name, quantity, total, joined(one.source or "", one.basis or ""), whom)


def contacts(data: DossierData) -> Iterator[Block]:
    """Calls, messages and meetings in the order of time; nothing where there were none."""
    if not data.contacts:
        return
    columns = (
        Column(label(Contact, "at"), 1.4),
        Column(label(Contact, "kind"), 1.5),
        Column(label(Contact, "person_id"), 1.9),
        Column(label(Contact, "words"), 3.6),
        Column(label(Contact, "result"), 2.2),
        Column(label(Contact, "worker_id"), 1.7),
    )
    yield Table(columns, tuple(_contact(one, data) for one in data.contacts))


def _contact(one: Contact, data: DossierData) -> tuple[Words, ...]:
    agency = data.agencies.get(one.agency_id) if one.agency_id else None
    whom = joined(person_name(data, one.person_id), one.name or "", (agency.short_name or agency.name) if agency else "")
    worker = data.staff.get(one.worker_id) if one.worker_id else None
    kind = joined(value(one, "kind", data.reader), _("after hours") if one.after_hours else "")
    return (value(one, "at", data.reader), kind, whom, one.words, one.result or "", initials_of(worker))
