"""Parse the bundled example and show what is in it: ``make demo``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from govreport_parser.cli import main as govreport

EXAMPLE = Path(__file__).parents[1] / "tests" / "fixtures" / "2019" / "jinhe-county" / "source.txt"


def step(*words: str) -> int:
    print(f"$ govreport {' '.join(words)}", file=sys.stderr, flush=True)
    status = govreport(words)
    print(flush=True)
    return status


def main() -> int:
    example = os.path.relpath(EXAMPLE)
    return max(step("parse", "--format", "table", example), step("check", example))


if __name__ == "__main__":
    sys.exit(main())
