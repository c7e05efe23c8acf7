"""The journal calls every kind of record by a word of its own."""

from __future__ import annotations

from desktop.models.everything import ENTITIES
from desktop.presenters.history import ROWS


def test_every_kind_of_record_has_a_name_in_the_journal():
    assert set(ENTITIES) - set(ROWS) == set()
