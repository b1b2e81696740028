"""Numbers printed before their label: every row would take those of the row below it, and keep every sum of a row.

No tool is meant to print a table so, but a page read from right to left, or by the columns of a PDF, comes out so. It shows
at both ends: numbers stand between the header and the first label, and behind the last are none, or fewer than a row has
where the labels stand in the middle of their rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ..findings import Finding, finding
from .block_cells import Line
from .lexicon import Hit
from .line import Copy
from .line import Line as Row
from .segments import count

_CELL = (
    r"(?:(?:增加|减少|減少|[+＋\-−–—])?[\dOoＯｏ〇○]+(?:[,，.．]\d+)*(?:[件条項项个個宗]|[万萬亿億]?元)?(?:（[^（）\n]{1,20}）)?"
    r"|[-—–－/／]+|无)"
)
_PARTED = r"[\s|│┃]+"
_BEFORE = re.compile(rf"(?:(?<![^\s|│┃]){_CELL}{_PARTED})+$")
_NUMBER = re.compile(_CELL)
_HEAD = 200
"""How far above the first row its numbers would stand."""


def rows_backwards(text: str, copy: Copy, lines: Sequence[Row], width: int) -> bool:
    """Whether the rows of a table have their numbers, or some of them, before their labels."""
    if not lines:
        return False
    first = lines[0].anchor.start
    header = max((hit.end for hit in copy.hits if hit.end <= first), default=0)
    return _shifted(text, max(header, first - _HEAD), first, count(lines[-1].run.values), width)


def blocks_backwards(text: str, lines: Sequence[Line]) -> bool:
    """Whether the rows of some block have their numbers, or some of them, before their labels; then all of them will."""
    last = {line.header.start: line for line in lines if line.header}
    return any(
        _shifted(text, start, line.header.end, _numbers(line), len(line.header.columns or ()) or 1)
        for start, line in last.items()
        if line.header
    )


def doubt_led(text: str, lines: Sequence[Row], width: int) -> None:
    """Mark rows whose label has numbers before it in its line that may be its own.

    The row above does not need them, or they are as many as a row has and the row's own stand on a line below.
    """
    for above, line in pairwise(lines):
        begin = text.rfind("\n", above.anchor.end, line.anchor.start) + 1
        led = len(_NUMBERS.findall(text, begin, line.anchor.start)) if begin else 0
        line.borrowed |= (led > 1 and count(above.atoms) > width) or (led >= width and _is_below(text, line))


def _is_below(text: str, line: Row) -> bool:
    """Whether a row's numbers stand on a line below its label."""
    values = line.run.values
    return bool(values) and "\n" in text[line.anchor.end : values[0].start]


_NUMBERS = re.compile(r"(?<![^\s|│┃])\d[\d,，]*(?![^\s|│┃])")
"""Numbers that stand by themselves; one of them may be the number of the line."""


def _numbers(line: Line) -> int:
    return len(line.plain.values) if line.plain else count(line.atoms)


def _shifted(text: str, start: int, first: int, behind: int, width: int) -> bool:
    """Whether as many numbers stand between ``start`` and the ``first`` label as are wanting ``behind`` the last."""
    if behind >= width:
        return False
    before = _BEFORE.search(text, start, first)
    return before is not None and width <= behind + len(_NUMBER.findall(before[0])) + 1


def backwards_note(table: str, hits: Sequence[Hit]) -> Finding:
    """The finding that a table prints its numbers before their labels."""
    return finding("numbers-first", paths=(table,), spans=((hits[0].start, hits[-1].end),), table=table)
