"""Why a file could not be written is said in the reader's language, and the old file stands."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from desktop.base.errors import Unavailable
from desktop.base.files import refusal, replace_file
from desktop.base.messages import Message


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.ENOENT])
def test_what_the_computer_refuses_is_said_in_words(number: int) -> None:
    said = refusal(OSError(number, "No space left on device"))
    assert isinstance(said, Message)
    assert not any(letter.isascii() and letter.isalpha() for letter in said.words())


def test_what_nobody_foresaw_is_said_as_the_computer_says_it() -> None:
    assert refusal(OSError(errno.EIO, "Input/output error")) == "Input/output error"


def test_a_folder_that_is_not_there_is_named_in_the_refusal(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as refused:
        replace_file(tmp_path / "нет" / "карта.pdf", b"")
    assert "такой папки нет" in refused.value.words()


@pytest.mark.parametrize("number", [errno.EACCES, errno.EISDIR, errno.ENOENT])
def test_a_file_that_is_read_is_not_said_to_be_unwritable(number: int) -> None:
    said = refusal(OSError(number, "Permission denied"), reading=True)
    assert isinstance(said, Message)
    assert said.words() in {"его нельзя прочитать, или он открыт в другой программе", "такого файла нет"}
