"""The command line for maps and exchange: every kind, figures as JSON, files of other programs rehearsed and taken in."""

from __future__ import annotations

import json

import pypdfium2
import pytest

from desktop.documents.gedcom import read_tree
from desktop.services.families import bind
from desktop.services.genograms import read_genograms
from desktop.services.maps import newest_map
from tests import offices
from tests.test_cli import place, refused, said  # noqa: F401  fixtures

NUMBER = "04-2026-0001"
TREE = (
    "0 HEAD\n1 GEDC\n2 VERS 7.0\n0 @I1@ INDI\n1 NAME Марина /Кравцова/\n1 SEX F\n0 @I2@ INDI\n1 NAME Вера /Сотникова/\n"
    "1 SEX F\n1 _HOBBY вязание\n0 @F1@ FAM\n1 WIFE @I2@\n1 CHIL @I1@\n0 TRLR\n"
)
NETWORK = "nodeID,networkCanvasUUID,name,kind\n1,,Марина Кравцова,person\n2,,Школа № 5,agency\n"
TIES = "edgeID,from,to,quality\n3,1,2,strong\n"


@pytest.fixture
def office(founded):
    """A family whose mother is written as the mother."""
    desk = founded.desk()
    family = offices.register(desk)
    ids = {person.name: person.id for person in kin(desk, family).people}
    desk.do("", lambda unit: bind(unit, "parent", ids["Марина"], ids["Тимур"], nature="birth"))
    desk.close()
    return founded


def kin(desk, family):
    return desk.read(lambda reading: read_genograms(reading, family).kin)


def the_family(desk):
    from desktop.cli.acts import the_family as found

    return found(desk, NUMBER)


def opened(office, ask):
    desk = office.desk()
    try:
        return ask(desk, the_family(desk))
    finally:
        desk.close()


def of(office):
    return ("--db", office.address, "--family", NUMBER)


@pytest.mark.parametrize(("ending", "begins"), [("svg", b"<?xml"), ("pdf", b"%PDF-"), ("png", b"\x89PNG")])
def test_a_genogram_is_drawn_as_a_picture_and_on_paper(office, said, tmp_path, ending, begins):  # noqa: F811
    out = tmp_path / f"генограмма.{ending}"
    code, spoken, _err = said("map", *of(office), "--kind", "genogram", "--out", out)
    assert (code, out.read_bytes()[: len(begins)]) == (0, begins)
    assert str(out) in spoken


def test_a_family_tree_goes_out_as_gedcom(office, said, tmp_path):  # noqa: F811
    out = tmp_path / "родня.ged"
    assert said("map", *of(office), "--kind", "genogram", "--out", out)[0] == 0
    numbers = iter(range(1, 100))
    tree = read_tree(out.read_bytes(), lambda: next(numbers))
    assert {person.given_name for person in tree.people} == {"Марина", "Тимур"}
    assert [bond.nature for bond in tree.parents] == ["birth"]


def test_figures_are_said_as_json(office, said):  # noqa: F811
    code, spoken, _err = said("map", *of(office), "--kind", "genogram", "--figures")
    assert (code, json.loads(spoken)["people"]) == (0, 2)


def test_an_ending_that_no_map_has_is_one_sentence(office, refused, tmp_path):  # noqa: F811
    sentence = refused("map", *of(office), "--kind", "genogram", "--out", tmp_path / "f.graphml")
    assert ".ged" in sentence
    assert not list(tmp_path.glob("f.*"))


def test_a_conflict_that_nobody_drew_is_one_sentence(office, refused, tmp_path):  # noqa: F811
    assert refused("map", *of(office), "--kind", "conflict", "--out", tmp_path / "f.svg")


def test_a_family_tree_is_rehearsed_and_then_taken_in(office, said, tmp_path):  # noqa: F811
    file = tmp_path / "родня.ged"
    file.write_text(TREE, "utf-8")
    before = opened(office, kin)
    code, spoken, _err = said("import", "gedcom", file, *of(office), "--dry-run")
    assert (code, opened(office, kin)) == (0, before)
    assert "проверка" in spoken
    assert "_HOBBY" in spoken
    code, spoken, _err = said("import", "gedcom", file, *of(office))
    assert code == 0
    assert {person.name for person in opened(office, kin).people} == {"Марина", "Тимур", "Вера"}


def test_somebody_of_the_tree_is_named_by_the_key_of_the_file(office, said, tmp_path):  # noqa: F811
    file = tmp_path / "родня.ged"
    file.write_text(TREE, "utf-8")
    code, spoken, _err = said("import", "gedcom", file, "--db", office.address, "--about", "@I2@", "--dry-run")
    assert code == 0
    assert "Сотникова" in spoken


def test_a_network_is_rehearsed_and_then_taken_in(office, said, tmp_path):  # noqa: F811
    file = tmp_path / "сеть_attributeList_Person.csv"
    file.write_text(NETWORK, "utf-8")
    (tmp_path / "сеть_edgeList_Tie.csv").write_text(TIES, "utf-8")
    arguments = ("import", "network", file, *of(office))
    assert said(*arguments, "--dry-run")[0] == 0
    assert opened(office, the_map) is None
    assert said(*arguments)[0] == 0
    map_ = opened(office, the_map)
    assert [tie.quality for tie in map_.ties] == ["strong"]
    out = tmp_path / "карта.graphml"
    assert said("map", *of(office), "--out", out)[0] == 0
    assert b"graphml" in out.read_bytes()[:400]


def the_map(desk, family):
    return desk.read(lambda reading: newest_map(reading, family))


@pytest.mark.parametrize("kind", ["gedcom", "network"])
def test_a_file_that_cannot_be_read_is_one_sentence(office, refused, tmp_path, kind):  # noqa: F811
    missing = tmp_path / ("нет.ged" if kind == "gedcom" else "нет.csv")
    assert str(missing) in refused("import", kind, missing, *of(office))


@pytest.mark.parametrize(("kind", "ending"), [("genogram", "svg"), ("genogram", "pdf"), ("social", "graphml"), ("social", "svg")])
def test_a_map_is_made_with_names_hidden(office, said, tmp_path, kind, ending):  # noqa: F811
    out, file = tmp_path / f"f.{ending}", tmp_path / "сеть_attributeList_Person.csv"
    file.write_text(NETWORK, "utf-8")
    (tmp_path / "сеть_edgeList_Tie.csv").write_text(TIES, "utf-8")
    assert said("import", "network", file, *of(office))[0] == 0
    for names, hidden in (("shown", False), ("codes", True), ("initials", True)):
        assert said("map", *of(office), "--kind", kind, "--out", out, "--names", names)[0] == 0
        assert (told_in(out).count("Марина") == 0) is hidden
        assert "Кравцов" not in told_in(out) or not hidden
    code, spoken, _err = said("map", *of(office), "--kind", kind, "--figures", "--names", "codes")
    assert (code, "Марина" in spoken) == (0, False)


def told_in(file):
    if file.suffix != ".pdf":
        return file.read_text("utf-8")
    with pypdfium2.PdfDocument(file) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def test_a_family_tree_is_not_made_with_names_hidden(office, refused, tmp_path):  # noqa: F811
    assert "имена" in refused("map", *of(office), "--kind", "genogram", "--out", tmp_path / "f.ged", "--names", "codes")
    assert not list(tmp_path.glob("f.*"))
