"""The words of the library that reads what was typed, in the language of the program.

The library asks the system's language for its own catalogue, which nobody has; here it asks ours.
"""

from __future__ import annotations

import argparse
from typing import Final

from desktop.base.messages import N_, _, ngettext

WORDS: Final = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("ignored explicit argument %r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("unknown parser %(parser_name)r (choices: %(choices)s)"),
)


def speak() -> None:
    """Let the library say `WORDS` as the program says everything else; it looks both names up each time it speaks."""
    vars(argparse).update(_=_, ngettext=ngettext)
