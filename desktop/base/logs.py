"""The program's own log: what it did, never about whom. Ids and counts only; names stay in the office."""

from __future__ import annotations

import logging
import logging.handlers
from pathlib import Path

from typing_extensions import override


class _OneLine(logging.Formatter):
    @override
    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).replace("\r", "\\r").replace("\n", "\\n")


def start(folder: Path) -> None:
    """Write the log into `folder`, half a megabyte at a time, three files kept."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(
        folder / "opora.log", maxBytes=500_000, backupCount=3, encoding="utf-8", delay=True
    )
    handler.setFormatter(_OneLine("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


def stop() -> None:
    """Close the file: an uninstaller or a test may want to remove it."""
    root = logging.getLogger()
    for handler in root.handlers[:]:
        if isinstance(handler, logging.handlers.RotatingFileHandler):
            root.removeHandler(handler)
            handler.close()
