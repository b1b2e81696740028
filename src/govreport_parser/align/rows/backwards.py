"""Rows of table three whose numbers, or some of them, stand before their labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ..reading.backwards import led_in_lines, numbers_before
from ..reading.segments import count
from .line import Copy, Line

_HEAD = 200
"""How far above the first row its numbers would stand."""


def rows_backwards(text: str, copy: Copy, lines: Sequence[Line], width: int) -> bool:
    """Whether the rows of a table have their numbers, or some of them, before their labels."""
    if not lines:
        return False
    if led_in_lines(text, [(line.anchor.start, line.anchor.end) for line in lines], 2):
        return True
    first = lines[0].anchor.start
    header = max((hit.end for hit in copy.hits if hit.end <= first), default=0)
    return numbers_before(text, max(header, first - _HEAD), first, count(lines[-1].run.values), width)


def doubt_led(text: str, lines: Sequence[Line], width: int) -> None:
    """Mark rows whose label has numbers before it in its line that may be its own.

    The row above does not need them, or they are as many as a row has and the row's own stand on a line below.
    """
    for above, line in pairwise(lines):
        begin = text.rfind("\n", above.anchor.end, line.anchor.start) + 1
        led = len(_NUMBERS.findall(text, begin, line.anchor.start)) if begin else 0
        line.borrowed |= (led > 1 and count(above.atoms) > width) or (led >= width and _is_below(text, line))


def _is_below(text: str, line: Line) -> bool:
    """Whether a row's numbers stand on a line below its label."""
    values = line.run.values
    return bool(values) and "\n" in text[line.anchor.end : values[0].start]


_NUMBERS = re.compile(r"(?<![^\s|│┃])\d[\d,，]*(?![^\s|│┃])")
"""Numbers that stand by themselves; one of them may be the number of the line."""
