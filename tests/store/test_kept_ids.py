"""An identity read from a file is the one that was written, in everything that is asked of identities."""

from __future__ import annotations

import copy
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as some

from desktop.store.kept_ids import id_of


@given(some.uuids())
def test_what_is_read_from_its_digits_is_the_identity_itself(written: UUID):
    read = id_of(written.hex)
    assert read == written
    assert (hash(read), str(read), read.bytes, repr(read)) == (
        hash(written),
        str(written),
        written.bytes,
        repr(written),
    )
    assert copy.deepcopy(read) == written


def test_nothing_stays_nothing():
    assert id_of(None) is None
