"""The boxes of a family that is being taken in, in the order of typing: who and where, then why and through whom."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from desktop.base.messages import _
from desktop.presenters.registration import FIELDS
from desktop.services.desk import Desk
from desktop.ui.kit.choices import Choice
from desktop.ui.kit.dates import DateEdit
from desktop.ui.kit.lines import TextEdit1

_ADDRESS: Final = 400
_WIDE: Final = {"name", "address", "curator_reason"}
Box = tuple[str, str, TextEdit1, int]  # key, label, editor, columns


def where_boxes(parent: QWidget) -> list[Box]:
    """Where the family lives."""
    made = {
        "address": TextEdit1(parent, max_length=_ADDRESS),
        "phone": TextEdit1(parent, max_length=60),
        "district": TextEdit1(parent, max_length=60),
    }
    return [(key, _("Lives at") if key == "address" else _label(key), box, _span(key)) for key, box in made.items()]


def why_boxes(desk: Desk, parent: QWidget) -> list[Box]:
    """How the family came and who leads it."""
    staff = sorted(((str(id_), name) for id_, (name, _position) in desk.staff.items()), key=lambda one: one[1])
    made = {
        "opened_on": DateEdit(lambda: desk.today, None, parent, past=True),
        "source": Choice(desk.choices("sources"), parent),
        "reported_by": TextEdit1(parent, max_length=300),
        "reporter_phone": TextEdit1(parent, max_length=60),
        "route": Choice(desk.choices("routes"), parent),
        "applied_on": DateEdit(lambda: desk.today, None, parent, past=True),
        "learned_how": Choice(desk.choices("learned_ways"), parent),
        "grounds_group": Choice(desk.choices("grounds_groups"), parent),
        "pathway": Choice(desk.choices("pathways"), parent),
        "curator": Choice(staff, parent),
        "curator_reason": TextEdit1(parent, max_length=300),
    }
    return [(key, _("Curator") if key == "curator" else _label(key), box, _span(key)) for key, box in made.items()]


def _label(key: str) -> str:
    return _(FIELDS[key].label)


def _span(key: str) -> int:
    return 2 if key in _WIDE else 1
