"""A new regional questionnaire is one file: dropped on the page or installed by a command, seen by every desk at once.

A sheet keeps the version it was filled with: its questions stand on the screen and on paper after the file is gone.
"""

from __future__ import annotations

import queue

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import bootstrap, cli
from desktop.documents.pdf import to_pdf
from desktop.documents.workbooks import to_xlsx
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.sheets import Sheets
from desktop.services import sheets
from desktop.services.form_printing import form_print, sheet_print
from desktop.ui.pages.definitions import DefinitionsPage
from tests.documents.pages import texts
from tests.features.test_every_field import cells, plain
from tests.offices import ANNA, BEKTUR, PASSWORD, clean, register
from tests.places import on_a_server
from tests.ui.pages.shells import FakeShell

LONGEST = 20  # seconds until a word that does not come is a failure
FIRST = """kind = "form"
key = "osh_winter_survey"
version = 1
title = "Обследование готовности к зиме (Ошская область)"
group = "Обследование"
mark = "[I]"
basis = "Распоряжение областной администрации"
signatures = ["Специалист"]

[[sections]]
title = "Тепло в доме"
[[sections.questions]]
key = "stove"
label = "Печь исправна в этом году"
kind = "flag"
[[sections.questions]]
key = "coal"
label = "Уголь заготовлен, мешков"
kind = "number"
[[sections.questions]]
key = "words"
label = "Что сказала хозяйка"
kind = "long"
"""
SECOND = (
    FIRST.replace("version = 1", "version = 2")
    .replace('key = "coal"', 'key = "gas"')
    .replace("Уголь заготовлен, мешков", "Газовый баллон заправлен, раз")
    .replace("Что сказала хозяйка", "Слова хозяйки о зиме")
)
OLD, NEW = ("Уголь заготовлен, мешков", "Что сказала хозяйка"), ("Газовый баллон заправлен, раз", "Слова хозяйки о зиме")


def drop(page: DefinitionsPage, path) -> None:
    """The file is let go over the page."""
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.dropEvent(event)
    assert event.isAccepted()


@pytest.fixture
def page_of(qtbot):
    """The page of forms and dictionaries on a desk."""
    made = []

    def page(desk) -> DefinitionsPage:
        window = QWidget()
        qtbot.addWidget(window)
        QVBoxLayout(window)
        shell = FakeShell(desk, window)
        found = DefinitionsPage(shell, window)
        window.layout().addWidget(found)
        made.append(found)
        return found

    yield page
    for one in made:
        one.close_page()


@pytest.fixture
def listening():
    """What a desk hears of the other ones, one act after another; waited for, never slept for."""
    stops = []

    def heard(desk) -> queue.Queue:
        said: queue.Queue = queue.Queue()
        desk.changed.subscribe(said.put)
        stops.append(bootstrap.listen(desk, lambda: None, lambda: None))
        return said

    yield heard
    for stop in stops:
        stop()


def installed(desk) -> dict[str, int]:
    return {form.key: form.version for _id, form in desk.questionnaires()}


def until_known(desk, said: queue.Queue, version: int) -> None:
    while installed(desk).get("osh_winter_survey") != version:
        said.get(timeout=LONGEST)


def fill(desk, family, **answers):
    """A sheet as the page fills it: by typed words, saved by its card."""
    presenter = FamilyPresenter(desk, family)
    presenter.load()
    begun, failures = [], []
    listed = Sheets(desk, lambda: presenter.page, failures.append)
    listed.begin(desk.form("osh_winter_survey"), None, begun.append)
    (filling,) = begun
    draft = filling.card.forms[0]
    for key, typed in answers.items():
        if isinstance(typed, bool):
            draft.set_value((key,), typed)
        else:
            draft.type_text((key,), typed)
    filling.card.save()
    assert (failures, filling.card.state) == ([], "saved")
    listed.close()
    presenter.close()
    return filling.base.id


def paper(desk, sheet) -> tuple[str, str]:
    """The sheet on paper and as a workbook, in letters."""
    printed = desk.read(lambda reading: sheet_print(reading, sheet, desk.reader))
    return plain(" ".join(texts(to_pdf(printed.document()).content))), plain(cells(to_xlsx(printed.workbook())))


def stands(words, whole: str) -> bool:
    return all(plain(one) in whole for one in words)


@on_a_server
def test_a_dropped_file_is_a_form_on_every_desk_of_the_server_without_a_restart(two_desks, page_of, listening, tmp_path):
    anna, bektur = two_desks
    family = register(anna)
    assert "osh_winter_survey" not in installed(bektur)  # read already: what comes later is heard, not read at the start
    said = listening(bektur)
    file = tmp_path / "osh.toml"
    file.write_text(FIRST, encoding="utf-8")
    page = page_of(anna)
    drop(page, file)
    assert page.looked.text() == "Форма: Обследование готовности к зиме (Ошская область)"
    page.accept.click()
    file.unlink()
    assert page.shell.errors == []
    until_known(bektur, said, 1)
    sheet = fill(bektur, family, stove=True, coal="17", words="Метказимы, дрова сырые")
    row = next(row for row in anna.read(lambda reading: sheets.sheets_of(reading, family)) if row.id == sheet)
    assert (row.form, row.form_version) == ("osh_winter_survey", 1)
    assert clean(anna)


@on_a_server
def test_a_filled_sheet_opens_and_prints_with_its_own_questions_after_a_newer_version(two_desks, page_of, listening, tmp_path):
    anna, bektur = two_desks
    family = register(anna)
    said = listening(bektur)
    file = tmp_path / "osh.toml"
    page = page_of(anna)
    sheets_filled = []
    for text, answers in ((FIRST, {"coal": "17", "words": "Меткапервая"}), (SECOND, {"gas": "23", "words": "Меткавторая"})):
        file.write_text(text, encoding="utf-8")
        drop(page, file)
        page.accept.click()
        file.unlink()
        until_known(bektur, said, len(sheets_filled) + 1)
        sheets_filled.append(fill(bektur, family, **answers))
    for desk in two_desks:
        for sheet, mine, others, word in zip(sheets_filled, (OLD, NEW), (NEW, OLD), ("Меткапервая", "Меткавторая"), strict=True):
            for whole in paper(desk, sheet):
                assert stands((*mine, word), whole)
                assert not any(plain(one) in whole for one in others)
    presenter = FamilyPresenter(bektur, family)
    presenter.load()
    listed, opened = Sheets(bektur, lambda: presenter.page, pytest.fail), []
    listed.load(lambda: None)
    listed.open(next(row for row in listed.rows if row.id == sheets_filled[0]), opened.append)
    (filling,) = opened
    assert filling.form.version == 1
    labels = [placed.field.label for placed in filling.form.placed()]
    assert labels[1:] == list(OLD)
    assert filling.card.forms[0].text(("coal",)) == "17"
    newest = bektur.read(lambda reading: form_print(reading, "osh_winter_survey", family, bektur.reader))
    assert stands(NEW, plain(" ".join(texts(to_pdf(newest.document()).content))))
    listed.close()
    presenter.close()


@on_a_server
def test_the_command_installs_and_an_open_desk_of_the_server_offers_it(desk, founded, listening, tmp_path, monkeypatch, capsys):
    family = register(desk)
    said = listening(desk)
    file = tmp_path / "osh.toml"
    file.write_text(FIRST, encoding="utf-8")
    monkeypatch.setenv("OPORA_PASSWORD", PASSWORD)
    asked = ["definitions", "install", str(file), "--db", founded.address, "--user", BEKTUR]
    assert cli.main(asked) == 0
    file.unlink()
    until_known(desk, said, 1)
    presenter = FamilyPresenter(desk, family)
    presenter.load()
    listed = Sheets(desk, lambda: presenter.page, pytest.fail)
    assert "osh_winter_survey" in {offer.form.key for offer in listed.offers()}
    listed.close()
    presenter.close()
    capsys.readouterr()


@pytest.mark.parametrize("place", ["plain"], indirect=True)
def test_the_same_version_with_another_text_is_refused_in_a_sentence(desk, founded, page_of, tmp_path, monkeypatch, capsys):
    file = tmp_path / "osh.toml"
    file.write_text(FIRST, encoding="utf-8")
    page = page_of(desk)
    drop(page, file)
    page.accept.click()
    changed = FIRST.replace("Печь исправна", "Печь побелена")
    file.write_text(changed, encoding="utf-8")
    drop(page, file)
    sentence = "Версия 1 «osh_winter_survey» уже установлена с другим текстом"
    assert sentence in page.said.text()
    assert page.accept.isHidden()
    monkeypatch.setenv("OPORA_PASSWORD", PASSWORD)
    assert cli.main(["definitions", "install", str(file), "--db", founded.address, "--user", ANNA]) == 1
    told = capsys.readouterr().err
    assert sentence in told
    assert told.count("\n") == 1
    assert desk.form("osh_winter_survey").field(("stove",)).label == "Печь исправна в этом году"


@pytest.mark.parametrize("place", ["plain"], indirect=True)
def test_a_slip_in_a_file_is_said_with_file_and_line_by_the_page_and_by_the_command(
    desk, founded, page_of, tmp_path, monkeypatch, capsys
):
    file = tmp_path / "osh.toml"
    text = FIRST.replace('kind = "number"', 'kind = "numbre"')
    file.write_text(text, encoding="utf-8")
    line = next(n for n, words in enumerate(text.splitlines(), 1) if "numbre" in words)
    page = page_of(desk)
    drop(page, file)
    assert f"строка {line}" in page.said.text()
    monkeypatch.setenv("OPORA_PASSWORD", PASSWORD)
    for asked in (["check", str(tmp_path)], ["install", str(file), "--db", founded.address, "--user", ANNA]):
        assert cli.main(["definitions", *asked]) == 1
        told = capsys.readouterr().err
        assert "osh.toml" in told
        assert f"строка {line}" in told
    assert "osh_winter_survey" not in installed(desk)
