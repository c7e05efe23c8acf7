"""The longest questionnaires on the screen: how long the window stands still when one is opened and while it is built.

    python tests/benchmarks/bench_forms.py [key of a form]

A form is seen after its first boxes; the others come in slices between which keys are heard.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtWidgets import QApplication, QScrollArea

from desktop.definitions import read_shipped
from desktop.models.definitions import DictionaryFile, FormDefinition
from desktop.models.kinds import Reader
from desktop.presenters.forms import FormDraft
from desktop.rules.sheets import with_head
from desktop.ui.forms.offers import Offers
from desktop.ui.forms.view import FormView
from desktop.ui.kit import theme

LONGEST = ("needs_triangle", "living_conditions_act", "deep_family_assessment", "information_gathering")


def entries(dictionary: str) -> tuple[tuple[str, str], ...]:
    value = read_shipped("dictionary", dictionary)
    assert isinstance(value, DictionaryFile)
    return tuple((entry.code, entry.caption) for entry in value.entries)


def measured(key: str) -> str:
    """Milliseconds until it is seen, the longest stand-still after that, and until it is whole."""
    form = read_shipped("form", key)
    assert isinstance(form, FormDefinition)
    draft = FormDraft(with_head(form), None, Reader(date.today()))
    offers = Offers(entries, lambda _field: (), lambda _field, _id: "")
    area = QScrollArea()
    area.resize(1200, 800)
    area.setWidgetResizable(True)
    area.show()
    start = time.perf_counter()
    view = FormView(draft, offers, area.viewport())
    area.setWidget(view)
    seen = time.perf_counter() - start
    worst, questions = 0.0, sum(1 for _item in form.placed())
    while view._waiting:
        at = time.perf_counter()
        QApplication.processEvents()
        worst = max(worst, time.perf_counter() - at)
    whole = time.perf_counter() - start
    area.close()
    return f"{key}: {questions} questions, seen {seen * 1000:.0f} ms, longest {worst * 1000:.0f} ms, whole {whole * 1000:.0f} ms"


def main() -> None:
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, theme.Theme())
    for key in sys.argv[1:] or LONGEST:
        sys.stdout.write(measured(key) + "\n")


if __name__ == "__main__":
    main()
