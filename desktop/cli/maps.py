"""`opora map`: any map of a family as a picture, a sheet, lists or a graph; its figures as JSON."""

from __future__ import annotations

import argparse
import json

from desktop.base.messages import _, ngettext
from desktop.cli.acts import open_desk, the_family, write_file
from desktop.cli.speaking import complain, say


def draw_map(asked: argparse.Namespace) -> int:
    """Write the newest map of a kind, or say its figures."""
    from desktop.services import map_printing, printing

    if asked.out is None and not asked.figures:
        complain(_("Say where to: --out FILE, or ask for --figures"))
        return 2
    desk = open_desk(asked)
    try:
        family = the_family(desk, asked.family)
        if asked.figures:
            figures = desk.read(lambda reading: map_printing.map_figures(reading, family, asked.kind, asked.names))
            say(json.dumps(figures, ensure_ascii=False, indent=2))
        if asked.out is None:
            return 0
        kind, out, names = asked.kind, asked.out, asked.names
        files = desk.read(lambda reading: map_printing.map_files(reading, family, kind, out, desk.caption, names))
        for name, content in files.items():
            write_file(asked.out.with_name(name), content)
        desk.do(
            printing.PRINTED,
            lambda unit: printing.record_printing(unit, family, asked.out.name, "map"),
            undoable=False,
        )
    finally:
        desk.close()
    if not asked.figures:
        made = ", ".join(str(asked.out.with_name(name)) for name in files)
        say(ngettext("{files}: {n} file", "{files}: {n} files", len(files)).format(files=made, n=len(files)))
    return 0
