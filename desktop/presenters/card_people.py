"""Whom the card offers to be put on a map: the people of the family, and the agencies of the district."""

from __future__ import annotations

from desktop.models.family_page import FamilyPage
from desktop.presenters.map_editing import Candidate
from desktop.services.desk import Desk
from desktop.services.maps import member_node


def candidates(desk: Desk, page: FamilyPage, *, home_by_given_name: bool = False) -> tuple[Candidate, ...]:
    """Everybody of the card, those who left the household too, then agencies."""
    found = []
    for member in page.members:
        node, values = member_node(member), member.person.values
        whole = " ".join(str(values[key]) for key in ("given_name", "surname") if values[key]) or "?"
        found.append(
            Candidate(
                member.person.id, node.name if node.inside and home_by_given_name else whole, "person", node.sphere, node.sex,
                node.born_year, node.inside, node.alive, node.child,
            )
        )  # fmt: skip
    return (*found, *(Candidate(id_, name, "agency", sphere or "services") for id_, name, sphere in desk.agencies))
