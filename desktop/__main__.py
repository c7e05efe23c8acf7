"""`python -m desktop` and the installed `opora`: the same door."""

from __future__ import annotations

import sys

from desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
