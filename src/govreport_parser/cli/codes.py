"""``govreport explain``."""

from __future__ import annotations

import argparse
import difflib
import sys

from ..codes import CODES, RAISED_BY
from .terminal import columns, cut, ink


def explain(options: argparse.Namespace) -> int:
    """Say what finding codes mean, or list them all."""
    colour = ink(sys.stdout)
    for name in options.codes:
        if name not in CODES:
            near = difflib.get_close_matches(name, CODES, 1)
            print(f"govreport: no such code: {name}" + (f" (did you mean {near[0]}?)" if near else ""), file=sys.stderr)
            return 2
    if not options.codes:
        for code in CODES.values():
            line = f"{code.name:<22} {code.severity!s:<8} {code.title}"
            print(cut(line, columns()) if sys.stdout.isatty() else line)
    for name in options.codes:
        code = CODES[name]
        print(f"{colour('bold', code.name)} ({colour(str(code.severity), str(code.severity))})")
        by = RAISED_BY[code.raised_by].replace("`", "")
        print(code.title + ".", code.description, f"message: {code.template}", f"raised by {by}", sep="\n")
    return 0
