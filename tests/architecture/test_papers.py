"""What people read: the list of changes, the translations, the README's promises."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

import desktop
import strings

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("Добавлено", "Изменено", "Устарело", "Удалено", "Исправлено", "Безопасность")


def changelog_faults(text: str, version: str) -> list[str]:
    """Nothing, or what a reader of the list of changes would stumble over."""
    faults = []
    releases = re.findall(r"^## \[(.+?)\](?: — (\d{4}-\d{2}-\d{2}))?$", text, re.MULTILINE)
    headings = re.findall(r"^## .*$", text, re.MULTILINE)
    if len(headings) != len(releases):
        faults.append("a release is written otherwise than «## [1.2.3] — 2026-01-31»")
    named = [(name, day) for name, day in releases if name != "Не выпущено"]
    if not named or named[0][0] != version:
        faults.append(f"the newest release is not {version}")
    days = [date.fromisoformat(day) for _name, day in named if day]
    if len(days) != len(named) or days != sorted(days, reverse=True):
        faults.append("releases need a day each, the newest first")
    strange = [kind for kind in re.findall(r"^### (.+)$", text, re.MULTILINE) if kind not in KINDS]
    faults += [f"unknown kind of change: {kind}" for kind in strange]
    if any(not block.strip() for block in re.findall(r"^### .*$((?:\n(?!##).*)*)", text, re.MULTILINE)):
        faults.append("a heading with nothing under it")
    return faults


def test_the_list_of_changes_is_readable_and_names_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert changelog_faults((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), version) == []
    assert desktop.__version__ == version


@pytest.mark.parametrize(
    "text",
    [
        "## [0.0.9] — 2026-01-01\n\n### Добавлено\n\n- a\n",
        "## [0.1.0]\n\n### Добавлено\n\n- a\n",
        "## 0.1.0 (2026-01-01)\n\n### Добавлено\n\n- a\n",
        "## [0.1.0] — 2026-01-01\n\n### Добавлено\n\n### Изменено\n\n- a\n",
        "## [0.1.0] — 2026-01-01\n\n### Разное\n\n- a\n",
        "## [0.1.0] — 2026-01-01\n\n### Добавлено\n\n- a\n\n## [0.0.9] — 2026-02-01\n\n### Добавлено\n\n- a\n",
    ],
)
def test_a_list_of_changes_with_a_fault_is_noticed(text: str) -> None:
    assert changelog_faults("# Изменения\n\n" + text, "0.1.0")


def test_every_sentence_of_the_program_is_said_in_russian() -> None:
    assert strings.check(ROOT / "resources" / "i18n", ROOT / "desktop") == []


HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def _translations(tmp_path: Path, code: str, **parts: str) -> list[str]:
    (tmp_path / "i18n" / "ru").mkdir(parents=True)
    (tmp_path / "desktop").mkdir()
    (tmp_path / "desktop" / "a.py").write_text(code, encoding="utf-8")
    for name, text in parts.items():
        (tmp_path / "i18n" / "ru" / f"{name}.po").write_text(HEAD + text, encoding="utf-8")
    strings.build(tmp_path / "i18n")
    return strings.check(tmp_path / "i18n", tmp_path / "desktop")


YES = 'msgid "Yes"\nmsgstr "Да"\n'
CHILDREN = 'msgid "{n} child"\nmsgid_plural "{n} children"\n'
FORMS = 'msgstr[0] "{n} ребёнок"\nmsgstr[1] "{n} ребёнка"\n'


def test_complete_translations_pass(tmp_path: Path) -> None:
    code = '_("Yes")\nngettext("{n} child", "{n} children", 5)\nN_("Yes")\n_(variable)\n'
    assert _translations(tmp_path, code, a=YES, b=CHILDREN + FORMS + 'msgstr[2] "{n} детей"\n') == []


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ('_("No")', {"a": YES}),
        ('N_("No")', {"a": YES}),
        ('_(f"Yes {name}")', {"a": YES}),
        ('_("Yes")', {"a": YES, "b": 'msgid "Yes"\nmsgstr "Ага"\n'}),
        ('_("Yes")', {"a": 'msgid "Yes"\nmsgstr ""\n'}),
        ('_("Yes")', {"a": "#, fuzzy\n" + YES}),
        ('_("By {who}")', {"a": 'msgid "By {who}"\nmsgstr "Сделал {кто}"\n'}),
        ('ngettext("{n} child", "{n} children", 5)', {"a": CHILDREN + FORMS}),
    ],
)
def test_a_fault_in_the_translations_is_noticed(tmp_path: Path, code: str, parts: dict[str, str]) -> None:
    assert _translations(tmp_path, code, **parts)


def test_a_catalogue_older_than_its_parts_is_noticed(tmp_path: Path) -> None:
    assert _translations(tmp_path, '_("Yes")', a=YES) == []
    (tmp_path / "i18n" / "ru" / "a.po").write_text(HEAD + YES.replace("Да", "Верно"), encoding="utf-8")
    assert strings.check(tmp_path / "i18n", tmp_path / "desktop")


def test_the_readme_names_the_commands_that_exist() -> None:
    import dev

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"dev\.py (\w+)", readme))
    assert {"run", "test", "migration"} <= named <= set(dev.COMMANDS)
    assert "python3 installer/dev.py test" in readme
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").count("installer/dev.py test") == 1
