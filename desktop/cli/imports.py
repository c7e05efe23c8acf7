"""`opora import`: family trees and networks of other programs; `--dry-run` says what would come and writes nothing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from desktop.base.messages import Message, _, ngettext
from desktop.cli.acts import open_desk, the_family
from desktop.cli.speaking import say

if TYPE_CHECKING:
    from desktop.services.trees import TreePlan


def gedcom(asked: argparse.Namespace) -> int:
    """Take a family tree in."""
    from desktop.services import trees

    content = trees.tree_content(asked.file)
    desk = open_desk(asked)
    try:
        family = the_family(desk, asked.family) if asked.family else None
        plan = desk.read(lambda reading: trees.plan_tree(reading, content, desk.new_id, family, asked.about, asked.encoding))
        _tell_tree(plan)
        if asked.dry_run:
            say(_("Nothing was written: this was a rehearsal."))
            return 0
        made = desk.do(trees.IMPORTED, lambda unit: trees.import_tree(unit, plan), undoable=family is not None).result
        say(_("Taken in: family {number}").format(number=desk.read(lambda reading: trees.number_of(reading, made))))
    finally:
        desk.close()
    return 0


def network(asked: argparse.Namespace) -> int:
    """Take a network in as a draft of a family's map."""
    from desktop.services import networks

    rows = networks.rows_from(asked.file)
    desk = open_desk(asked)
    try:
        family = the_family(desk, asked.family)
        plan = desk.read(lambda reading: networks.plan_network(reading, rows, family, desk.new_id))
        people, ties = len(plan.map_.nodes), len(plan.map_.ties)
        say(_("On the map: {people}, ties: {ties}, known already: {known}").format(people=people, ties=ties, known=plan.known))
        _tell(plan.remarks)
        if asked.dry_run:
            say(_("Nothing was written: this was a rehearsal."))
            return 0
        desk.do(networks.IMPORTED, lambda unit: networks.import_network(unit, plan))
        say(_("Taken in as a draft of the map dated {day}").format(day=f"{plan.map_.drawn_on:%d.%m.%Y}"))
    finally:
        desk.close()
    return 0


def _tell_tree(plan: TreePlan) -> None:
    people = len(plan.tree.people)
    say(ngettext("{n} person in the file", "{n} people in the file", people).format(n=people))
    say(_("Known already: {known}, new: {new}").format(known=len(plan.known), new=plan.new_people))
    unions, parents = len(plan.tree.unions), len(plan.tree.parents)
    say(_("Unions: {unions}, parents with children: {parents}").format(unions=unions, parents=parents))
    if plan.family is None:
        names = {p.id: p.name or "?" for p in plan.tree.people}
        household = ", ".join(names[one.person] for one in plan.household)
        say(_("A new family \u201c{name}\u201d, household: {household}").format(name=plan.name, household=household or "\u2014"))
    _tell(plan.remarks)


def _tell(remarks: Iterable[Message]) -> None:
    for remark in remarks:
        sys.stdout.write(f"  \u2022 {remark.words()}\n")
