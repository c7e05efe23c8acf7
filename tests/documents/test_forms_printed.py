from __future__ import annotations

from uuid import UUID

from desktop.documents.forms_printed import FormFrame, form_document
from desktop.documents.pdf import to_pdf
from desktop.models.definitions import Condition, FormDefinition, Placed, Rows, Section
from desktop.models.documents import Signature
from desktop.models.fields import Field
from desktop.models.snapshots import Snapshot
from tests.documents.kravtsovs import READER, TODAY, id_of
from tests.documents.pages import texts

NAME = Field("Название", "text", "name")
SECRET = Field("Диагноз", "text", "secret", closed=True)
THREAT = Field("Угроза жизни", "flag", "threat")
WORKER = Field("Кто заполнил", "reference", "worker_id", to="staff")
AREA = Field("Площадь", "number", "area")
SINCE = Field("С какого дня", "day", "since")
FORM = FormDefinition(
    "housing", 1, "Акт обследования", mark="known", basis="приказ № 1",
    sections=(
        Section("Общее", (Placed(NAME), Placed(SECRET), Placed(THREAT, danger=True), Placed(WORKER), Placed(AREA, unit="м²"))),
        Section("Комнаты", (Rows("rooms", "room", "Список комнат", (Placed(NAME), Placed(SINCE)), ("name", "since")),)),
        Section("Только если опасно", (Placed(SINCE),), show_when=Condition("threat", (False,))),
    ),
)  # fmt: skip
FRAME = FormFrame(
    ("Отдел",),
    TODAY,
    READER,
    names=lambda kind, _id: f"{kind}: Асанова",
    signatures=(Signature("Куратор", "Асанова Г. М."),),
)


def said(snapshot):
    return " ".join(" ".join(texts(to_pdf(form_document(FORM, snapshot, FRAME)).content)).split())


def test_a_form_prints_the_answers_under_the_headings_of_its_definition():
    rooms = {id_of(2): Snapshot("room", id_of(2), 0, {"name": "кухня", "since": TODAY})}
    snapshot = Snapshot(
        "form:housing@1", UUID(int=1), 1,
        {"name": "дом", "secret": "тайна", "threat": True, "worker_id": UUID(int=9), "area": 40, "since": TODAY}, {"rooms": rooms},
    )  # fmt: skip
    words = said(snapshot)
    for expected in (
        "Акт обследования", "Образец учреждения", "Основание: приказ № 1", "Общее Название дом", "Угроза жизни да",
        "Кто заполнил staff: Асанова", "Площадь 40 м²", "Список комнат", "кухня 26.11.2026", "Асанова Г. М.",
    ):  # fmt: skip
        assert expected in words, expected
    assert "тайна" not in words
    assert "Только если опасно" not in words


def test_without_answers_the_form_prints_lines_to_write_on():
    words = said(None)
    assert words.count("____") >= 4
    assert "Только если опасно" in words
    assert "Диагноз" not in words
