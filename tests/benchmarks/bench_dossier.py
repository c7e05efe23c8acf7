"""The dossier as a file: how long against the library's own way of laying a document out, and whether memory stays flat.

    python tests/benchmarks/bench_dossier.py [visits]

The rival is what a programmer writes first: platypus, a Paragraph in each cell, escaped markup. Both print the same
document; the target is at most 0.35 of its time, and the memory of fifty in a row stays that of the second.
"""

from __future__ import annotations

import gc
import sys
import tracemalloc
from io import BytesIO
from pathlib import Path
from time import perf_counter, process_time
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop.documents.dossier import dossier
from desktop.documents.fonts import register_fonts
from desktop.documents.letters import Letters
from desktop.documents.paging import lay_out
from desktop.documents.pdf import to_pdf
from desktop.models.documents import Cover, Document, Heading, KeyValues, Paragraph, Table, plain
from tests.documents.kravtsovs import data

ROUNDS = 15
MANY = 50


def naive(document: Document) -> bytes:
    """The same words through platypus."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph as Text
    from reportlab.platypus import SimpleDocTemplate, Spacer
    from reportlab.platypus import Table as Grid

    register_fonts()
    body = ParagraphStyle("body", fontName="PTSerif", fontSize=10.5, leading=13.4)
    cell = ParagraphStyle("cell", fontName="PTSans", fontSize=9, leading=11.5)
    head = ParagraphStyle("head", fontName="PTSans-Bold", fontSize=13, leading=17)
    grid = [("GRID", (0, 0), (-1, -1), 0.5, "#8d97a3"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    story: list[object] = []

    def said(words: object, style: ParagraphStyle) -> object:
        return Text(escape(plain(words)).replace("\n", "<br/>"), style)  # type: ignore[arg-type]

    for block in document.blocks:
        match block:
            case Heading():
                story.append(said(block.text, head))
            case Paragraph():
                story.append(said(block.words, body))
            case KeyValues() | Cover():
                rows = [[said(pair.label, cell), said(pair.value, body)] for pair in block.pairs]
                story += [Grid(rows, colWidths=(160, 320))] if rows else []
            case Table():
                whole = sum(column.width for column in block.columns)
                widths = [column.width / whole * 480 for column in block.columns]
                rows = [[said(column.caption, cell) for column in block.columns]]
                rows += [[said(words, cell) for words in row] for row in block.rows]
                story.append(Grid(rows, colWidths=widths, repeatRows=1, style=grid, splitInRow=1))
            case _:
                story.append(Spacer(1, 6))
    file = BytesIO()
    SimpleDocTemplate(file, initialFontName="PTSans").build(story)
    return file.getvalue()


def timed(work: object) -> float:
    times = []
    for _ in range(ROUNDS):
        start = process_time()
        work()  # type: ignore[operator]
        times.append(process_time() - start)
    return sorted(times)[len(times) // 2]


def main() -> None:
    visits = int(sys.argv[1]) if len(sys.argv) > 1 else 34
    document = dossier(data(visits_made=visits))
    start = perf_counter()
    first = to_pdf(document)
    print(f"first, fonts read: {perf_counter() - start:.3f} s, {first.pages} pages, {len(first.content) // 1024} KB")
    naive(document)
    ours, rival = timed(lambda: to_pdf(document)), timed(lambda: naive(document))
    laid = timed(lambda: lay_out(document, Letters()))
    print(f"warm: {ours:.3f} s (of it laying out {laid:.3f}); platypus {rival:.3f} s; ratio {ours / rival:.2f}")
    tracemalloc.start()
    start_cpu = process_time()
    peaks = []
    for _ in range(MANY):
        gc.collect()  # the library leaves circles behind; what stays after them would be a leak
        tracemalloc.reset_peak()
        to_pdf(document)
        peaks.append(tracemalloc.get_traced_memory()[1])
    print(
        f"{MANY} in a row: memory of the last against the second {peaks[-1] / peaks[1]:.2f}; {process_time() - start_cpu:.1f} s traced"
    )


if __name__ == "__main__":
    main()
