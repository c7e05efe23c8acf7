"""The register of families as a workbook: how long against the spreadsheet library left to itself.

    python tests/benchmarks/bench_register.py [families]

The rival writes the same values by the library's streaming mode without looks, guards or titles, formulas and all.
"""

from __future__ import annotations

import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop.documents.register import RegisterRow, register
from desktop.documents.workbooks import to_xlsx
from desktop.models.documents import Workbook
from tests.documents.kravtsovs import READER, TODAY, office


def rows(count: int) -> list[RegisterRow]:
    return [
        RegisterRow(
            number=f"2026-{n:05}", family=f"Кравцовы {n}", address=f"ул. Ленина, {n}", phone="+996 555 12-34-56",
            children=n % 6, categories=("large",), risk="high", stages=("s4", "s5"), curator=f"Асанова {n % 40}",
            opened_on=date(2026, 1, 1 + n % 28), next_visit_on=date(2026, 12, 1 + n % 28), status="active",
            household=f"мать, отец, дети: {n % 6}", agreement=f"№ {n}",
        )
        for n in range(count)
    ]  # fmt: skip


def bare(workbook: Workbook) -> bytes:
    from openpyxl import Workbook as Book

    book = Book(write_only=True)
    for sheet in workbook.sheets:
        page = book.create_sheet(sheet.title)
        page.append([column.caption for column in sheet.columns])
        for row in sheet.rows:
            page.append(list(row))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def timed(work: object) -> float:
    times = []
    for _ in range(3):
        start = process_time()
        work()  # type: ignore[operator]
        times.append(process_time() - start)
    return min(times)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    workbook = register(rows(count), office(), TODAY, READER)
    cells = sum(len(sheet.columns) * len(sheet.rows) for sheet in workbook.sheets)
    ours, rival = timed(lambda: to_xlsx(workbook)), timed(lambda: bare(workbook))
    print(
        f"{count} families, {cells} cells: {ours:.2f} s, {ours / cells * 1e6:.1f} us a cell; bare {rival:.2f} s; ratio {ours / rival:.2f}"
    )


if __name__ == "__main__":
    main()
