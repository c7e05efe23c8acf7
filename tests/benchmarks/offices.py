"""An office of many families for benchmarks: made once, kept in the computer's temporary folder, copied for writing."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

from desktop.services.demonstration import FILE_NAME, make_demonstration
from desktop.services.offices import Making, Opened, sign_in

TODAY = date(2026, 11, 22)
LOGIN = "asanova"


def office_of(families: int, seed: int = 1, *, light: bool = True) -> Path:
    """The file of an office with so many families; made when no earlier run left one of the same program and schema."""
    folder = Path(tempfile.gettempdir()) / "opora-benchmarks" / f"{families}-{seed}-{'light' if light else 'full'}-{_program()}"
    path = folder / FILE_NAME
    if not path.exists():
        part = folder.with_name(folder.name + ".part")
        shutil.rmtree(part, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
        make_demonstration(part, families, seed, TODAY, light=light)
        part.rename(folder)
    return path


def opened(path: Path) -> Opened:
    """The office opened by its first worker, on the day it was made for."""
    return sign_in(str(path), LOGIN, "", Making(lambda: datetime(2026, 11, 22, 9, tzinfo=UTC), uuid4))


def copied(path: Path, folder: Path) -> Path:
    """A copy to write into; the kept one stays as it was made."""
    return Path(shutil.copy(path, folder / FILE_NAME))


def _program() -> str:
    """Changes with whatever changes what an office is made of."""
    root = Path(__file__).resolve().parents[2]
    made_of = sorted(
        path
        for pattern in ("desktop/models/*.py", "desktop/services/demo*.py", "desktop/store/migrations/versions/*.py",
                        "desktop/rules/search.py", "desktop/store/bulk.py", "resources/demo/*.toml")
        for path in root.glob(pattern)
    )  # fmt: skip
    return hashlib.sha256(b"".join(path.read_bytes() for path in made_of)).hexdigest()[:12]
