"""Whoever reads the figures of a map in another program finds every name in the README."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from desktop.rules.network_figures import figures_json
from tests.figures.social_maps import TODAY, sketch_map

README = Path(__file__).parents[2] / "README.md"


def names(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from names(inner)


def test_every_name_of_the_figures_of_a_map_stands_in_the_readme() -> None:
    told = set(re.findall(r"`(\w+)`", README.read_text(encoding="utf-8")))
    assert sorted(set(names(figures_json(sketch_map(), today=TODAY))) - told) == []
