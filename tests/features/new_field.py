"""Walks one field that the program did not have through every place where a fact of a family is seen.

Run inside a copy of the program that has got the three lines: `new_field.py FOLDER KEY`; prints what was seen as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from desktop.documents.workbooks import to_xlsx
from desktop.models.documents import KeyValues
from desktop.presenters.cards import Merging
from desktop.presenters.history import History
from desktop.services.history import journal_of_family
from desktop.services.printing import dossier_document, register_workbook
from tests import offices

WORDS = "пешком от школы № 7"


def main(folder: str, key: str) -> dict[str, Any]:
    """What was seen of the field."""
    address = str(Path(folder) / "office.opora")
    offices.found(address, "plain")
    place = offices.Place("plain", address)
    anna, bektur = place.desk(), place.desk(offices.BEKTUR, seed=2)
    family = offices.register(anna)
    mine, theirs = offices.card(anna, family), offices.card(bektur, family)
    on_form = [item.key for _section, item in mine.forms[0].visible()]
    theirs.forms[0].type_text((key,), "иначе")
    theirs.save()
    asked: list[Merging] = []
    mine.merging.subscribe(asked.append)
    mine.forms[0].type_text((key,), WORDS)
    mine.save()
    mine.decide(asked[0], {(key,): "mine"})
    document = anna.read(lambda reading: dossier_document(reading, family, anna.caption))
    book = anna.read(lambda reading: register_workbook(reading, anna.caption))
    (Path(folder) / "register.xlsx").write_bytes(to_xlsx(book))
    entries = History(anna).entries(list(anna.read(lambda reading: journal_of_family(reading, family))))
    seen = {
        "form": key in on_form,
        "saved": offices.opened(anna, "family", family).values[key],
        "merge": [list(clash.path) for clash in asked[0].clashes],
        "dossier": [[row.label, row.value] for block in document.blocks if isinstance(block, KeyValues) for row in block.pairs],
        "register": [
            [column.caption, value] for sheet in book.sheets for column, value in zip(sheet.columns, sheet.rows[0], strict=True)
        ],
        "history": [[line.field, line.before, line.after] for line in entries[0].changes],
        "check": offices.clean(anna),
    }
    place.close()
    return seen


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*sys.argv[1:]), ensure_ascii=False, default=str))
