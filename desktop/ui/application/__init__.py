"""The window as a whole: starting, signing in, the frame that holds the pages, locking, faults."""

from __future__ import annotations

from desktop.ui.application.run import run
from desktop.ui.application.wiring import Wiring

__all__ = ["Wiring", "run"]
