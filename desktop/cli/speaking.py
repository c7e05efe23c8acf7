"""Saying things to the person at the terminal."""

from __future__ import annotations

import sys


def complain(words: str) -> None:
    """What was refused or is wrong, on the error stream."""
    sys.stderr.write(f"{words}\n")


def say(words: str) -> None:
    """What was done."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def tell_progress(done: int, of: int) -> None:
    """How far long work is, where somebody watches."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done * 100 // max(of, 1)} %" + ("\n" if done == of else ""))
