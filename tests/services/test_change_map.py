"""What the program counts for a map of changes, from the office itself: pairs with their days, papers, the blank."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from desktop.documents.dossier_data import DossierOptions
from desktop.documents.pdf import to_pdf
from desktop.documents.workbooks import to_xlsx
from desktop.models.change_map import FORM, Measurement
from desktop.models.map_data import MapData, Node, Tie
from desktop.models.snapshots import Edit, Snapshot
from desktop.rules import change_map as rules
from desktop.rules import sheets as sheet_rules
from desktop.services import change_map, maps, sheets
from desktop.services.families import family_page
from desktop.services.form_printing import form_print
from desktop.services.printing import dossier_document
from tests.documents.pages import texts
from tests.offices import register

IN, OUT = date(2026, 9, 2), date(2026, 11, 20)


def filled(desk, family: UUID, key: str, on: date, person: UUID | None = None, parts=None, **answers: object) -> UUID:
    """A sheet of this form with these answers."""
    definition, form = next((id_, form) for id_, form in desk.questionnaires() if form.key == key)
    values = {**answers, sheet_rules.FILLED_ON: on, sheet_rules.PERSON: person}
    mine = Snapshot(form.record_kind, desk.new_id(), 0, values, parts or {})
    fixed = {"family_id": family, "definition_id": definition}
    return desk.do(sheets.SAVED, lambda unit: sheets.write_sheet(unit, (Edit(None, mine, fixed),))).result


def filled_act(desk, family: UUID, on: date, conclusion: str = "unsatisfactory") -> UUID:
    """An act of living conditions of the family's child."""
    child = desk.read(lambda reading: family_page(reading, family)).children[0].person.id
    state = "unsatisfactory" if conclusion == "unsatisfactory" else "good"
    return filled(desk, family, "living_conditions_act", on, child, conclusion=conclusion, sanitary_state=state)


def changes(desk, family: UUID) -> UUID:
    """A map of changes of two measurements."""

    def rows(kind: str, *told: dict[str, object]) -> dict[UUID, Snapshot]:
        return {(id_ := desk.new_id()): Snapshot(kind, id_, 0, one) for one in told}

    parts = {
        "measurements": rows(
            "measurements", {"measured_on": IN, "moment": "entrance", "with_whom": "мать"}, {"measured_on": OUT, "moment": "exit"}
        ),
        "scores": rows(
            "scores", {"sphere": "housing", "scored_on": IN, "score": 1, "fact": "сырая комната"},
            {"sphere": "housing", "scored_on": OUT, "score": 3, "fact": "печь сложили"},
            {"sphere": "safety", "scored_on": IN, "score": 2}, {"sphere": "safety", "scored_on": OUT, "score": 1},
        ),
        "spheres": rows("spheres", {"sphere": "housing", "helped": "соседи", "confirmed_by": "посещение"}),
    }  # fmt: skip
    return filled(
        desk, family, FORM, OUT, parts=parts, scale="zero_three", conclusion="observe", observe_months=6, ground="справляются"
    )


def pairs(desk, family: UUID, until: date | None = None):
    return {one.kind: one for one in desk.read(lambda reading: change_map.beside(reading, family, until)).pairs}


def test_what_nobody_measured_is_no_data_and_never_a_zero(desk):
    family = register(desk)
    found = pairs(desk, family)
    assert set(found) == {
        "size", "density", "supporting", "isolated", "conflict", "risk", "conditions", "fulfilment", "goals", "problems",
    }  # fmt: skip
    assert all(one.first is None and one.last is None for one in found.values())


def test_the_first_and_the_last_map_are_compared_with_their_days(desk):
    family = register(desk)
    inside = Node(desk.new_id(), "Марина", inside=True)

    def draw(on: date, *outside: str) -> None:
        nodes = tuple(Node(desk.new_id(), name, sphere="kin") for name in outside)
        ties = tuple(Tie(desk.new_id(), inside.id, node.id, "strong", "mutual") for node in nodes)
        map_ = MapData(desk.new_id(), family, "Карта", on, (inside, *nodes), ties)
        desk.do("drawn", lambda unit: maps.save_map(unit, map_, final=True))

    draw(IN, "Вера")
    only = pairs(desk, family)["size"]
    assert (only.first.number, only.first.on, only.last) == (1, IN, None)
    draw(OUT, "Вера", "Айгуль")
    size = pairs(desk, family)["size"]
    assert (size.first.number, size.last.number, size.last.on) == (1, 2, OUT)
    assert rules.pair_verdict(size) == "better"
    assert pairs(desk, family, IN)["size"].last is None


def test_acts_of_one_child_are_compared_and_papers_after_the_exit_are_not(desk):
    family = register(desk)
    filled_act(desk, family, IN)
    filled_act(desk, family, OUT, "satisfactory")
    found = pairs(desk, family)["conditions"]
    assert (found.first.code, found.first.on, found.last.code, found.last.on) == ("unsatisfactory", IN, "satisfactory", OUT)
    assert pairs(desk, family, date(2026, 10, 1))["conditions"].last is None


def test_the_risk_is_compared_within_one_form(desk):
    family = register(desk)
    child = desk.read(lambda reading: family_page(reading, family)).children[0].person.id
    form = desk.form("child_harm_risk")
    worst = {placed.key: max(placed.points, key=placed.points.get) for placed in form.placed() if placed.points}
    least = {placed.key: min(placed.points, key=placed.points.get) for placed in form.placed() if placed.points}
    filled(desk, family, "child_harm_risk", IN, child, **worst)
    filled(desk, family, "child_harm_risk", OUT, child, **least)
    risk = pairs(desk, family)["risk"]
    assert risk.first.number > risk.last.number
    assert (risk.first.code, risk.last.code) == ("critical", "low")


def test_a_new_map_has_a_scale_and_no_score(desk):
    family = register(desk)
    form = desk.form(FORM)
    began = desk.read(lambda reading: change_map.begun(reading, form, family, desk.new_id(), desk.reader))
    assert began.record.values["scale"] == "zero_three"
    spheres, indicators = desk.read(change_map.words_of)
    map_ = rules.read(began.record, spheres, indicators)
    assert len(map_.lines) == 14
    assert not any(line.is_filled for line in map_.lines)


def test_papers_of_the_office_suggest_what_they_say_and_a_removed_one_is_silent(desk):
    family = register(desk)
    act = filled_act(desk, family, IN)
    spheres, indicators = desk.read(change_map.words_of)
    at = Measurement(IN, "entrance")
    record = Snapshot("form:change_map@1", desk.new_id(), 0, {}, {})
    map_ = rules.read(record, spheres, indicators)

    def said():
        found = desk.read(lambda reading: change_map.beside(reading, family))
        return [(one.sphere, one.score) for one in change_map.proposals(map_, at, found, desk.reader)]

    assert said() == [("housing", 1)]
    desk.do("removed", lambda unit: sheets.remove_sheet(unit, act, 1))
    assert said() == []


# On paper


def test_the_sheet_for_the_commission_is_both_sides_of_one_a4_with_everything_typed(desk):
    family = register(desk)
    changes(desk, family)
    printed = desk.read(lambda reading: form_print(reading, FORM, family, desk.reader, desk.language))
    made = to_pdf(printed.document())
    assert (made.pages, made.missing_characters) == (2, 0)
    whole = " ".join(" ".join(page.split()) for page in texts(made.content))
    for words in (
        "сырая комната", "печь сложили", "соседи", "посещение", "+2", "\u22121", "вход, 02.09.2026", "выход, 20.11.2026",
        "снять с патронажа и наблюдать, месяцев: 6", "справляются", "нет данных", "лучше: 1 · без изменений: 0 · хуже: 1",
    ):  # fmt: skip
        assert words in whole, words


def test_the_workbook_has_real_numbers_and_the_blank_every_sphere(desk):
    family = register(desk)
    changes(desk, family)
    printed = desk.read(lambda reading: form_print(reading, FORM, family, desk.reader, desk.language))
    book = printed.workbook()
    housing = next(line for line in book.sheets[0].rows if line[0] == "жильё")
    assert housing[2:5] == (1, 3, 2)
    assert (IN, 1) in {(line[0], line[3]) for line in book.sheets[1].rows}
    assert to_xlsx(book)
    blank = desk.read(lambda reading: form_print(reading, FORM, family, desk.reader, desk.language, blank=True))
    whole = " ".join(texts(to_pdf(blank.document()).content))
    assert "Кравцов" not in whole
    for name in ("Жильё", "Безопасность", "Готовность"):
        assert name in whole


def test_the_dossier_has_the_map_and_none_where_none_was_begun(desk):
    family = register(desk)
    assert "Карта изменений" not in [b.text for b in dossier_document_of(desk, family)]
    changes(desk, family)
    assert any(heading.text.endswith("Карта изменений") for heading in dossier_document_of(desk, family))


def test_a_dossier_with_hidden_names_hides_in_it_those_too_whom_only_a_map_names(desk):
    family = register(desk)
    neighbour = Node(desk.new_id(), "Ыдырысова Айгүл", sphere="neighbours")
    desk.do("drawn", lambda unit: maps.save_map(unit, MapData(desk.new_id(), family, "Карта", IN, (neighbour,))))
    days = {(id_ := desk.new_id()): Snapshot("measurements", id_, 0, {"measured_on": IN, "moment": "entrance"})}
    fact = {"sphere": "ties", "scored_on": IN, "score": 1, "fact": "помогает Ыдырысова"}
    marks = {(id_ := desk.new_id()): Snapshot("scores", id_, 0, fact)}
    told = {"sphere": "ties", "helped": "соседка Айгүл"}
    spheres = {(id_ := desk.new_id()): Snapshot("spheres", id_, 0, told)}
    filled(desk, family, FORM, IN, parts={"measurements": days, "scores": marks, "spheres": spheres}, scale="zero_three")

    def printed(*, hidden: bool) -> str:
        options = DossierOptions(hidden_names=hidden, sections=frozenset({"changes"}))
        document = desk.read(lambda reading: dossier_document(reading, family, desk.caption, options))
        return " ".join(" ".join(page.split()) for page in texts(to_pdf(document).content))

    assert "соседка Айгүл" in printed(hidden=False)
    assert "помогает Ы." in printed(hidden=True)
    assert [word for word in printed(hidden=True).split() if word in {"Айгүл", "Ыдырысова"}] == []


def dossier_document_of(desk, family: UUID):
    return list(desk.read(lambda reading: dossier_document(reading, family, desk.caption)).headings())
