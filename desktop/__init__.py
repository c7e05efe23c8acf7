"""Opora: the record of families accompanied by a social-protection office."""

from __future__ import annotations

__version__ = "0.1.0"
