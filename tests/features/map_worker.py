"""A worker who draws in a process of its own until it is killed: `map_worker.py ADDRESS LOGIN FAMILY`.

Says each map it kept on a line of its own, and says it only after it is kept.
"""

from __future__ import annotations

import sys
from uuid import UUID

from desktop import bootstrap
from desktop.presenters.family import FamilyPresenter
from desktop.presenters.family_map import FamilyMap
from desktop.services.offices import sign_in
from tests import offices


def opened(desk, family: UUID) -> FamilyMap:
    """The map of the family, as its page opens it."""
    page = FamilyPresenter(desk, family)
    page.load()
    map_ = FamilyMap(desk, page)
    map_.open()
    return map_


def main(address: str, login: str, family: str) -> None:
    """Put somebody on the map, move them, connect them, keep the draft; for ever."""
    made = bootstrap.making()
    desk = bootstrap.inline_desk(sign_in(address, login, offices.PASSWORD, made), made)
    map_ = opened(desk, UUID(family))
    editor = map_.editor
    assert editor is not None
    last = None
    for turn in range(100_000):
        node = editor.add_node(f"Знакомый {turn}", "friends")
        editor.move([node], 1.0, 2.0)
        if last is not None:
            tie = editor.connect(last, node)
            editor.bend(tie, ((10.0, 20.0),))
        last = node
        map_.keep_draft()
        sys.stdout.write(f"kept {turn}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
