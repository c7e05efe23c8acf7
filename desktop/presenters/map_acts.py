"""What a map of connections leads to: a step of the plan for a resource nobody used, a meeting of the network.

Both open the form that is made for it, filled with what the map knows; nothing is written before somebody saves it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import UUID

from desktop.base.errors import Rejected
from desktop.base.jobs import Owner
from desktop.base.messages import N_, Finding, _, message
from desktop.models.fields import Value
from desktop.models.map_data import MapData, Node
from desktop.presenters.agreements import Papers
from desktop.presenters.cards import Card
from desktop.presenters.offers import References
from desktop.presenters.plans import current
from desktop.presenters.records import begin
from desktop.services.desk import Desk

MEETING: Final = "network_meeting"


def resources(map_: MapData) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Who helps already, and who could and was not asked yet; by name."""
    found = sorted((n for n in map_.nodes if n.resource), key=lambda n: (n.name.casefold(), n.id))
    return tuple(n for n in found if n.resource == "used"), tuple(n for n in found if n.resource == "unused")


def step_words(node: Node) -> str:
    """What a step says that brings an unused resource into play."""
    return _("Ask for help: {name}").format(name=node.name)


_REASON: Final = 300  # letters of the reason of a change


def plan_card(papers: Papers, **step: Value) -> Card:
    """The family's current plan on its form with one more step; saving makes its next version.

    Raises:
        Rejected: the family has no plan in work.
    """
    row = next(iter(current(papers.plans)), None)
    if row is None:
        raise Rejected(
            Finding((), message(N_("The family has no plan yet: it is made in the section \u201cContract and plan\u201d")))
        )
    card = papers.change_plan(row.plan)
    card.forms[0].set_value(("reason",), _("A new step: {words}").format(words=step.get("words") or "")[:_REASON])
    card.forms[0].add_row("steps", **step)
    return card


def resource_card(papers: Papers, node: Node) -> Card:
    """The plan with a step for this resource.

    Raises:
        Rejected: the family has no plan in work.
    """
    step: dict[str, Value] = {"words": step_words(node)}
    if node.kind == "agency" and node.ref is not None:
        step["agency_id"] = node.ref
    elif node.kind == "person" and node.ref is not None and node.inside:
        step["person_id"] = node.ref
    else:
        step["helper"] = node.name
    return plan_card(papers, **step)


def invited(map_: MapData) -> tuple[dict[str, Value], ...]:
    """Those of the map who can come to a meeting of the network: the household first, then everybody around it."""
    nodes = [n for n in (*map_.household(), *map_.outside()) if n.alive and n.name]
    return tuple(
        {
            "name": n.name, "sphere": n.sphere or None,
            "person_id": n.ref if n.kind == "person" else None, "agency_id": n.ref if n.kind == "agency" else None,
        }
        for n in nodes
    )  # fmt: skip


def begin_meeting(
    desk: Desk, references: References, family: UUID, map_: MapData, done: Callable[[Card], None],
    failed: Callable[[Exception], None], owner: Owner,
) -> None:  # fmt: skip
    """The form of a new meeting of the network with those of the map as invited.

    Raises:
        Rejected: the office keeps no journal of such meetings.
    """
    journal = next((one for one in desk.journals() if one.root == MEETING and one.form), None)
    if journal is None:
        raise Rejected(Finding((), message(N_("The office has no journal of network meetings: install it in Forms"))))

    def ready(card: Card) -> None:
        form = card.forms[0]
        if map_.version:
            form.set_value(("map_id",), map_.id)
        for guest in invited(map_):
            form.add_row("invited", **guest)
        done(card)

    begin(desk, journal, references, family, ready, failed, owner)
