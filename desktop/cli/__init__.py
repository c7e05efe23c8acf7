"""The command line: everything the office can do without a window. Sentences for people, exit codes for scripts.

0 done · 1 refused or not possible, with one sentence on the error stream · 2 the command was not understood
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from desktop.base.errors import OporaError
from desktop.base.messages import _
from desktop.cli.arguments import parser
from desktop.cli.speaking import complain


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say; without any, open the window."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    asked = parser().parse_args(typed)
    run: Callable[[argparse.Namespace], int] = asked.run
    try:
        return run(asked)
    except OporaError as error:
        complain(error.words())
    except KeyboardInterrupt:
        complain(_("Interrupted."))
    except BrokenPipeError:
        sys.stderr.close()
    return 1
