"""Where files are: the program's own resources, the user's settings, drafts and logs.

The only module that knows whether it runs from a source tree, a wheel or an installed program.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path


@cache
def _resources() -> Path:
    package = Path(__file__).resolve().parents[1]
    frozen = Path(getattr(sys, "_MEIPASS", package)) / "resources"
    for candidate in (package.parent / "resources", package / "_resources", frozen):
        if (candidate / "definitions").is_dir() or (candidate / "i18n").is_dir():
            return candidate
    raise FileNotFoundError("resources")


def resource(*parts: str) -> Path:
    """A file or folder shipped with the program."""
    return _resources().joinpath(*parts)


def user_folder() -> Path:
    """Settings, drafts and logs of this user on this computer; `OPORA_HOME` moves it (tests, portable use)."""
    if moved := os.environ.get("OPORA_HOME"):
        return Path(moved)
    import platformdirs  # noqa: PLC0415  only the window and its drafts need it

    return Path(platformdirs.user_data_dir("Opora", appauthor=False))
