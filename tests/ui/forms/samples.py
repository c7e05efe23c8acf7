"""Records with long Russian words, for tests and pictures of forms."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from desktop import definitions
from desktop.models.definitions import DictionaryFile, FormDefinition
from desktop.models.fields import Field
from desktop.models.kinds import Reader
from desktop.models.partial_dates import PartialDate
from desktop.models.snapshots import Snapshot
from desktop.presenters.forms import FormDraft
from desktop.ui.forms.offers import Offers

TODAY = date(2026, 11, 24)
PEOPLE = {
    UUID(int=1): "Кравцов Игорь Петрович",
    UUID(int=2): "Кравцова Марина Сергеевна",
    UUID(int=3): "Кравцов Олег Игоревич",
}
STAFF = {UUID(int=11): "Асанова Гүлнара Маратовна", UUID(int=12): "Бекова А. Т."}


def dictionary(key: str) -> DictionaryFile:
    value = definitions.read_shipped("dictionary", key)
    assert isinstance(value, DictionaryFile)
    return value


def form(key: str) -> FormDefinition:
    value = definitions.read_shipped("form", key)
    assert isinstance(value, FormDefinition)
    return value


READER = Reader(TODAY, lambda key, code: dictionary(key).caption(code))


def _candidates(field: Field):
    return list((STAFF if field.to == "staff" else PEOPLE).items())


OFFERS = Offers(
    entries=lambda key: [(entry.code, entry.caption) for entry in dictionary(key).entries],
    candidates=_candidates,
    caption=lambda field, id_: (STAFF | PEOPLE).get(id_, str(id_)),
)


def case() -> Snapshot:
    return Snapshot(
        "case", UUID(int=50), 3,
        {"opened_on": date(2026, 9, 3), "source": "school", "reported_by": "Школа № 7, социальный педагог", "route": "through_kdn",
         "grounds_group": "danger", "grounds": ("job_loss", "alcohol", "school_absence"), "curator_id": UUID(int=11),
         "status": "active", "decision_number": "214", "decision_on": date(2026, 9, 17), "decision_body": "kdn",
         "risk": "high", "risk_score": 14, "visit_every": 7, "next_visit_on": date(2026, 11, 24)},
        {"stages": {UUID(int=60): Snapshot("stage_period", UUID(int=60), 0, {"stage": "acquaintance", "opened_on": date(2026, 9, 3), "closed_on": date(2026, 9, 24)}),
                    UUID(int=61): Snapshot("stage_period", UUID(int=61), 0, {"stage": "gathering", "opened_on": date(2026, 9, 24), "due_on": date(2026, 11, 28)})},
         "team": {}},
    )  # fmt: skip


def person() -> Snapshot:
    return Snapshot(
        "person", UUID(int=2), 1,
        {"surname": "Кравцова", "given_name": "Марина", "patronymic": "Сергеевна", "sex": "female", "born": PartialDate(1988, 7, 19),
         "birth_place": "Ошская область, Узгенский район, село Мырза-Аке, родильное отделение районной больницы имени Н. Н. Константинопольского",
         "citizenship": "kg", "personal_number": "11907198700521", "marital_status": "registered", "occupation": "works"},
        {"phones": {UUID(int=70): Snapshot("person_phone", UUID(int=70), 0, {"phone": "+996 555 12-34-56", "note": "соседка, передаст"})},
         "documents": {UUID(int=71): Snapshot("person_document", UUID(int=71), 0, {"kind": "kg_passport", "series": "ID", "number": "1234567", "issued_on": date(2019, 3, 8), "issued_by": "МКК 50-12", "valid_till": date(2018, 3, 8)})},
         "work": {UUID(int=72): Snapshot("work", UUID(int=72), 0, {"place": "Школа № 7", "position": "уборщица, 0,5 ставки", "income": Decimal("8400.00"), "income_kind": "wage"})},
         "addresses": {}, "education": {}, "registrations": {}},
    )  # fmt: skip


def family() -> Snapshot:
    people = {UUID(int=80 + n): Snapshot("membership", UUID(int=80 + n), 0, {"person_id": UUID(int=n), "role": role, "lives": "permanently", "takes_part": "takes_part"})
              for n, role in ((1, "father"), (2, "mother"), (3, "child"))}  # fmt: skip
    return Snapshot(
        "family", UUID(int=40), 5,
        {"name": "Кравцовы", "number": "07-2026-0147", "country": "kg", "district": "4", "categories": ("large", "low_income"), "phone": "+996 555 12-34-56",
         "low_income_since": date(2026, 9, 1), "low_income_till": date(2026, 3, 1)},
        {"addresses": {UUID(int=90): Snapshot("household_address", UUID(int=90), 0, {"kind": "living", "address": "г. Ош, ул. Курманжан Датки, 112, кв. 8"})}, "memberships": people},
    )  # fmt: skip


def visit() -> Snapshot:
    return Snapshot("visit", UUID(int=95), 0, {"visited_on": TODAY, "came": "10:15", "left": "09:50", "worker_id": UUID(int=11), "outcome": "not_found", "violence": True, "functions": ()},
                    {"participants": {}, "met": {}, "children": {UUID(int=96): Snapshot("visit_child", UUID(int=96), 0, {"person_id": UUID(int=3), "seen": False})}, "steps": {}})  # fmt: skip


RECORDS = {"case_card": case, "person_card": person, "family_card": family, "visit": visit}


def draft(key: str, record: Snapshot | None = None) -> FormDraft:
    return FormDraft(form(key), record or RECORDS[key](), READER, office_country="kg")
