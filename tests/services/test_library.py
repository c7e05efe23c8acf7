"""A file lies with an item of the library: checked by its content, replaced, given back, taken away."""

from __future__ import annotations

import pytest

from desktop.base.errors import Rejected
from desktop.services import library
from tests.offices import clean, opened
from tests.services.test_care import make

PDF = b"%PDF-1.7\n" + b"x" * 50


def item(desk):
    return opened(desk, "library_item", make(desk, "library_item", title="Закон № 58", kind="law"))


def put(desk, base, name, content):
    desk.do("A file was laid", lambda unit: library.put_file(unit, base.id, base.version, name, content))
    return opened(desk, "library_item", base.id)


def bytes_of(desk, base):
    return desk.read(lambda reading: library.file_of(reading, base.id))


def test_a_file_is_laid_replaced_and_taken_away(desk):
    first = put(desk, item(desk), "закон.pdf", PDF)
    assert first.values["file_name"] == "закон.pdf"
    assert bytes_of(desk, first) == PDF
    second = put(desk, first, "новая редакция.pdf", PDF + b"2")
    assert bytes_of(desk, second) == PDF + b"2"
    desk.do("The file was taken away", lambda unit: library.drop_file(unit, second.id, second.version))
    assert opened(desk, "library_item", second.id).values["file_name"] is None
    with pytest.raises(Rejected):
        bytes_of(desk, second)
    assert clean(desk)


def test_the_name_never_leads_out_and_the_type_is_told_by_the_content(desk):
    kept = put(desk, item(desk), "../../windows/закон.pdf", PDF)
    assert "/" not in kept.values["file_name"]
    for content in (b"", b"MZ\x90\0program", b"x" * 10 + b"\0"):
        with pytest.raises(Rejected):
            put(desk, kept, "закон.pdf", content)
    assert bytes_of(desk, kept) == PDF
