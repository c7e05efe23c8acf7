"""Pictures of forms, to be looked at: `python -m tests.ui.forms.pictures OUTDIR`."""

from __future__ import annotations

import sys
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.ui.forms.view import FormView
from desktop.ui.kit import theme
from tests.ui.forms import samples


def main(out: Path) -> None:
    app = QApplication([])
    out.mkdir(parents=True, exist_ok=True)
    for key in samples.RECORDS:
        for scheme, zoom in (("light", 1.0), ("dark", 1.5)):
            theme.apply(app, theme.Theme(scheme, zoom))
            page = QWidget()
            layout = QVBoxLayout(page)
            view = FormView(samples.draft(key), samples.OFFERS)
            view.settle()
            layout.addWidget(view)
            page.resize(int(1010 * zoom), 10)
            page.show()
            if key == "family_card":
                view.focus(("memberships", str(UUID(int=82)), "role"))
            for _turn in range(5):
                app.processEvents()
            page.resize(int(1010 * zoom), page.sizeHint().height())
            for _turn in range(5):
                app.processEvents()
            page.grab().save(str(out / f"{key}-{scheme}-{int(zoom * 100)}.png"))
            page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
