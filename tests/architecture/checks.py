"""Rules of the house that no linter knows, each a few lines of `ast`; the sentence says what to do instead."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Source:
    """One module: its path from the root of the checkout, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    @classmethod
    def of(cls, path: str, text: str) -> Source:
        return cls(path, text, ast.parse(text, path))

    def within(self, *places: str) -> bool:
        """Whether the module is one of these files or lies in one of these folders."""
        return any(self.path == place or self.path.startswith(place.rstrip("/") + "/") for place in places)


Fault = tuple[int, str]
Check = Callable[[Source], Iterator[Fault]]

MIGRATIONS = "desktop/store/migrations"
BORDERS = (  # where a failure of any kind is caught, told and logged (ARCHITECTURE, Errors)
    "desktop/base/jobs.py",
    "desktop/bootstrap.py",
    "desktop/cli.py",
    "desktop/cli",
    "desktop/ui/application",
    "desktop/ui/application.py",
    "desktop/services/desk.py",
)
CLOCKS = ("desktop/__main__.py", "desktop/cli.py", "desktop/cli", "desktop/bootstrap.py", "desktop/bootstrap")
LOADERS = (  # bulk statements that are not migrations, and why
    MIGRATIONS,
    "desktop/store/lines.py",  # the rows of the list are derived and computed anew
    "desktop/store/kept.py",  # a person's own settings are replaced as a whole; nobody versions them
    "desktop/store/staff.py",  # a wrapped key is replaced when its password changes; a password has no history
    "desktop/store/search_index.py",  # search rows follow their record in the same transaction
)


@cache
def sources(root: Path, *folders: str) -> list[Source]:
    """Every module of the folders."""
    return [
        Source.of(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
        for folder in folders
        for path in sorted((root / folder).rglob("*.py"))
    ]


def short_modules(source: Source) -> Iterator[Fault]:
    lines = source.text.count("\n")
    if lines > 400 and not source.within(MIGRATIONS):
        yield 1, f"{lines} lines: two things live here, part them (at most 400)"


def short_functions(source: Source) -> Iterator[Fault]:
    if source.within(MIGRATIONS):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > 60:
                yield node.lineno, f"{node.name} has {lines} lines: it does two things (at most 60)"


def telling_names(source: Source) -> Iterator[Fault]:
    for word in ("utils", "helpers", "common", "manager", "core", "misc"):
        if word in Path(source.path).with_suffix("").parts:
            yield 1, f"a module called {word} says nothing: name what it holds"


def no_nested_loop(source: Source) -> Iterator[Fault]:
    """`exec` of a dialog runs a second event loop: what arrives meanwhile meets a half-finished page."""
    if not source.within("desktop/ui"):
        return
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        owner = ast.unparse(node.func.value).split("(")[0].rsplit(".", 1)[-1].lstrip("_").casefold()
        if node.func.attr in {"exec", "exec_"} and owner not in {
            "app",
            "application",
            "qapplication",
            "qt",
            "drag",
        }:
            yield node.lineno, "no .exec(): use open() or show() and a signal"
        if owner in {"qmessagebox", "qinputdialog"} and node.func.attr in _ASKING:
            yield (
                node.lineno,
                f"{node.func.attr} of {owner} runs a second event loop: make the box and open() it",
            )


_ASKING = frozenset(
    {
        "question",
        "information",
        "warning",
        "critical",
        "about",
        "getText",
        "getItem",
        "getInt",
        "getDouble",
        "getMultiLineText",
    }
)


def no_bulk_changes(source: Source) -> Iterator[Fault]:
    """A bulk UPDATE or DELETE raises no version and writes no history."""
    if source.within(*LOADERS):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "sqlalchemy":
            for alias in node.names:
                if alias.name in {"update", "delete"}:
                    yield (
                        node.lineno,
                        f"bulk {alias.name} skips versions and history: claim the root and change it",
                    )
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            said = str(node.args[0].value).strip().casefold()
            if name in {"text", "exec_driver_sql", "execute"} and said.startswith(("update ", "delete from ")):
                yield node.lineno, "a bulk change in SQL skips versions and history"


_LABELS = frozenset(
    {
        "QLabel",
        "QPushButton",
        "QCheckBox",
        "QRadioButton",
        "QGroupBox",
        "QAction",
        "QCommandLinkButton",
        "QDockWidget",
    }
)
_SETTERS = frozenset({
    "setText", "setWindowTitle", "setToolTip", "setStatusTip", "setWhatsThis", "setPlaceholderText", "setTitle",
    "setAccessibleName", "setAccessibleDescription", "setLabelText", "setInformativeText", "setDetailedText",
    "addAction", "addMenu", "addTab", "addItem", "addRow", "showMessage", "setPrefix", "setSuffix", "setHeaderLabels",
})  # fmt: skip


def no_untranslated_label(source: Source) -> Iterator[Fault]:
    if not source.within("desktop/ui"):
        return
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in _LABELS or name in _SETTERS:
            yield from ((node.lineno, f"{name}({said!r}): words for people go through _()") for said in _plain(node))


def _plain(call: ast.Call) -> Iterator[str]:
    values = [
        *call.args,
        *(keyword.value for keyword in call.keywords if keyword.arg in {"text", "title", "label"}),
    ]
    for value in values:
        parts = value.values if isinstance(value, ast.JoinedStr) else [value]
        for part in parts:
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and re.search(r"[^\W\d_]{2}", part.value):
                yield part.value


def no_cyrillic(source: Source) -> Iterator[Fault]:
    for number, line in enumerate(source.text.splitlines(), 1):
        if re.search(r"[\u0400-\u052f]", line):
            yield (
                number,
                "Russian words belong to resources/i18n, letters of rules to resources or \\u escapes",
            )


def no_broad_except(source: Source) -> Iterator[Fault]:
    if source.within(*BORDERS):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ExceptHandler) and _broad(node.type) and not _passes_on(node):
            yield node.lineno, "name what can go wrong here; everything else is for the borders"
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress") and any(map(_broad, node.args)):
            yield node.lineno, "suppress() of everything hides faults: name what may happen"


def _broad(kind: ast.expr | None) -> bool:
    if isinstance(kind, ast.Tuple):
        return any(_broad(each) for each in kind.elts)
    return kind is None or (isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"})


def _passes_on(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]  # tidies up and raises the same again: nothing is hidden
    return isinstance(last, ast.Raise) and last.exc is None


def no_clock(source: Source) -> Iterator[Fault]:
    if source.within(*CLOCKS):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            read = ast.unparse(node.func)
            if re.search(r"\b(datetime\.(now|utcnow|today)|date\.today|time\.time(_ns)?|time\.localtime)$", read) or re.search(
                r"\bQ(Date|DateTime|Time)\.current\w+$", read
            ):
                yield node.lineno, f"{read}: the clock is read once, in bootstrap; take `today` or `now`"


def no_leftovers(source: Source) -> Iterator[Fault]:
    for number, line in enumerate(source.text.splitlines(), 1):
        if re.search(r"#.*\b(TODO|FIXME|XXX|HACK)\b", line):
            yield number, "finish it or write an issue"


DESKTOP: tuple[Check, ...] = (
    short_modules, short_functions, telling_names, no_nested_loop, no_bulk_changes, no_untranslated_label,
    no_cyrillic, no_broad_except, no_clock, no_leftovers,
)  # fmt: skip
INSTALLER: tuple[Check, ...] = (short_modules, short_functions, telling_names, no_leftovers)
