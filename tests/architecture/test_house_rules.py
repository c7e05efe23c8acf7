"""The rules of the house hold, and each of them notices a planted fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture import checks
from tests.architecture.checks import Check, Source

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("check", checks.DESKTOP, ids=lambda check: check.__name__)
def test_the_program_keeps_the_rule(check: Check) -> None:
    faults = [f"{s.path}:{line}: {why}" for s in checks.sources(ROOT, "desktop") for line, why in check(s)]
    assert not faults, "\n" + "\n".join(faults)


@pytest.mark.parametrize("check", checks.INSTALLER, ids=lambda check: check.__name__)
def test_the_installer_keeps_the_rule(check: Check) -> None:
    faults = [f"{s.path}:{line}: {why}" for s in checks.sources(ROOT, "installer") for line, why in check(s)]
    assert not faults, "\n" + "\n".join(faults)


PLANTED = [
    (checks.short_modules, "desktop/rules/a.py", "a = 1\n" * 401),
    (checks.short_functions, "desktop/rules/a.py", "def f():\n" + "    a = 1\n" * 60),
    (checks.telling_names, "desktop/rules/utils.py", ""),
    (checks.telling_names, "desktop/ui/common/a.py", ""),
    (checks.no_nested_loop, "desktop/ui/pages/a.py", "self._dialog.exec()"),
    (checks.no_nested_loop, "desktop/ui/pages/a.py", "QDialog(self).exec()"),
    (checks.no_nested_loop, "desktop/ui/pages/a.py", "QMessageBox.question(self, a, b)"),
    (checks.no_bulk_changes, "desktop/store/a.py", "from sqlalchemy import delete, select"),
    (checks.no_bulk_changes, "desktop/store/a.py", "s.execute(text('UPDATE family SET surname = 1'))"),
    (checks.no_untranslated_label, "desktop/ui/pages/a.py", "QLabel('Surname')"),
    (checks.no_untranslated_label, "desktop/ui/pages/a.py", "button.setToolTip(f'Save {name}')"),
    (checks.no_untranslated_label, "desktop/ui/pages/a.py", "QPushButton(text='Save')"),
    (checks.no_cyrillic, "desktop/rules/a.py", "A = '\u0430'"),
    (checks.no_broad_except, "desktop/rules/a.py", "try:\n    f()\nexcept Exception:\n    g()"),
    (checks.no_broad_except, "desktop/rules/a.py", "try:\n    f()\nexcept:\n    g()"),
    (
        checks.no_broad_except,
        "desktop/rules/a.py",
        "try:\n    f()\nexcept (ValueError, Exception) as e:\n    g(e)",
    ),
    (checks.no_broad_except, "desktop/rules/a.py", "with contextlib.suppress(Exception):\n    f()"),
    (checks.no_clock, "desktop/services/a.py", "today = date.today()"),
    (checks.no_clock, "desktop/store/a.py", "now = datetime.datetime.now(UTC)"),
    (checks.no_clock, "desktop/ui/pages/a.py", "QDate.currentDate()"),
    (checks.no_leftovers, "desktop/rules/a.py", "a = 1  # TODO: later"),
]


@pytest.mark.parametrize(("check", "path", "text"), PLANTED)
def test_a_planted_fault_is_noticed(check: Check, path: str, text: str) -> None:
    assert list(check(Source.of(path, text)))


ALLOWED = [
    (
        checks.short_functions,
        "desktop/store/migrations/versions/a.py",
        "def upgrade():\n" + "    a = 1\n" * 99,
    ),
    (checks.no_nested_loop, "desktop/ui/application/a.py", "code = app.exec()"),
    (checks.no_nested_loop, "desktop/ui/pages/a.py", "dialog.open()"),
    (checks.no_bulk_changes, "desktop/store/migrations/versions/a.py", "from sqlalchemy import delete"),
    (checks.no_untranslated_label, "desktop/ui/pages/a.py", "QLabel(_('Surname')); label.setText('—')"),
    (checks.no_untranslated_label, "desktop/ui/pages/a.py", "label.setText(f'{done} / {of}')"),
    (checks.no_broad_except, "desktop/base/jobs.py", "try:\n    f()\nexcept Exception as e:\n    tell(e)"),
    (
        checks.no_broad_except,
        "desktop/rules/a.py",
        "try:\n    f()\nexcept BaseException:\n    g()\n    raise",
    ),
    (checks.no_broad_except, "desktop/rules/a.py", "try:\n    f()\nexcept ValueError:\n    g()"),
    (checks.no_clock, "desktop/bootstrap.py", "today = date.today()"),
    (checks.no_clock, "desktop/base/a.py", "time.monotonic()"),
]


@pytest.mark.parametrize(("check", "path", "text"), ALLOWED)
def test_what_the_rule_does_not_mean_is_left_alone(check: Check, path: str, text: str) -> None:
    assert not list(check(Source.of(path, text)))


def test_every_exception_is_still_needed() -> None:
    absent = [place for place in checks.LOADERS if not (ROOT / place).exists()]
    assert not absent, f"named as allowed but not there: {absent}"
