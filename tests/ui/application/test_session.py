from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from sqlalchemy import text

from desktop import bootstrap
from desktop.base.errors import Unavailable
from desktop.base.jobs import Lane, Owner
from desktop.base.messages import message
from desktop.base.settings import Settings
from desktop.services.offices import NewOffice, found_office
from desktop.store.kept import KeptOffice
from desktop.ui.application.session import Session
from desktop.ui.application.wiring import Wiring
from desktop.ui.kit import theme

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def opened(tmp_path):
    new = NewOffice("Отдел", "Асанова", "Гульнара", "asanova", "Маратовна", "специалист", country="KG", demonstration=True)
    return found_office(str(tmp_path / "office.opora"), new, "", bootstrap.making())[0]


@pytest.fixture
def session(qtbot, qapp):
    theme.apply(QApplication.instance(), theme.Theme())
    made = Session(
        Wiring(
            bootstrap.making(), bootstrap.window_desk, Settings(), lambda _kept: None, bootstrap.listen,
            bootstrap.make_demonstration, lambda deliver: Lane("opening", deliver),
        )
    )  # fmt: skip
    made.begin()
    yield made
    made.close()
    if made.start is not None:
        made.start.close()


def shown(qtbot, session, opened):
    session.enter("office.opora", "asanova", opened)
    qtbot.waitUntil(lambda: session.frame is not None, timeout=20_000)
    return session.frame


def test_the_window_asks_the_office_nothing_on_its_own_thread(qtbot, session, opened, monkeypatch):
    here, asked = threading.get_ident(), []
    for name in ("read", "settings", "captions", "choices", "last_act"):
        whole = getattr(KeptOffice, name)

        def watched(*given, whole=whole, name=name):
            if threading.get_ident() == here:
                asked.append(name)
            return whole(*given)

        monkeypatch.setattr(KeptOffice, name, watched)
    shown(qtbot, session, opened)
    assert asked == []


def test_an_office_that_stops_answering_while_it_is_opened_is_said_and_nothing_stays(qtbot, session, opened, monkeypatch):
    def gone(*_given):
        raise Unavailable(message("The office cannot be reached just now"))

    monkeypatch.setattr(KeptOffice, "last_act", gone)
    refused = []
    session.enter("office.opora", "asanova", opened, refused.append)
    qtbot.waitUntil(lambda: bool(refused), timeout=20_000)
    assert isinstance(refused[0], Unavailable)
    assert session.frame is None
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith(("records", "browsing", "files"))] == []


def test_pressing_twice_opens_one_window(qtbot, session, opened):
    session.enter("office.opora", "asanova", opened)
    shown(qtbot, session, opened)
    session.leave()
    assert session.frame is None


def test_an_office_is_left_at_once_with_its_dialogs_and_questions(qtbot, session, opened):
    frame = shown(qtbot, session, opened)
    begun = threading.Event()

    def endless(reading):
        begun.set()
        return reading.connection.execute(text(ENDLESS)).scalar_one()

    frame.desk.browse(endless, lambda _answer: None, lambda _error: None, Owner())
    assert begun.wait(20)
    dialog = QDialog(frame)
    dialog.open()
    frame.desk.keep_setting("families.columns", {"a": 1})
    session.lock()
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: not session._left, timeout=20_000)
    assert frame.desk.office_kept.settings(frame.desk.actor.id)["families.columns"] == {"a": 1}
    frame.desk.office_kept.close()


def test_a_program_that_ends_while_an_office_is_opened_leaves_no_thread(session, opened):
    session.enter("office.opora", "asanova", opened)
    session.close()
    assert session.frame is None


def test_who_left_comes_in_again_once_everything_is_kept(qtbot, session, opened, tmp_path):
    frame, refused = shown(qtbot, session, opened), []
    session.leave()
    session.sign_in(str(tmp_path / "office.opora"), "", "", refused.append)
    qtbot.waitUntil(lambda: session.frame is not None or bool(refused), timeout=20_000)
    assert refused == []
    assert session.frame is not frame
