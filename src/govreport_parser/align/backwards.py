"""Numbers printed before their label: every row would take those of the row below it, and keep every sum of a row.

No tool is meant to print a table so, but a page read from right to left, or by the columns of a PDF, comes out so. It shows
at both ends: numbers stand between the header and the first label, and none behind the last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..findings import Finding, finding
from .block_cells import Line
from .lexicon import Hit
from .line import Copy
from .spot import Anchor, valued

_NUMBERS_BEFORE = re.compile(r"(?:(?:^|[\s|│┃])\d+)+[\s|│┃]*$")
_NUMBER = re.compile(r"\d+")
_HEAD = 200
"""How far above the first row its numbers would stand."""


def rows_backwards(text: str, copy: Copy, found: Sequence[Anchor], width: int) -> bool:
    """Whether the rows of a table have their numbers before their labels."""
    if not found or found[-1].valued:
        return False
    first = found[0].start
    header = max((hit.end for hit in copy.hits if hit.end <= first), default=0)
    before = _NUMBERS_BEFORE.search(text, max(header, first - _HEAD), first)
    return before is not None and len(_NUMBER.findall(before[0])) >= width - 1


def blocks_backwards(text: str, lines: Sequence[Line]) -> frozenset[int]:
    """Where the headers begin whose rows have their numbers before their labels."""
    last = {line.header.start: line for line in lines if line.header}
    return frozenset(
        start
        for start, line in last.items()
        if line.header and not valued(text, line.hit) and _NUMBERS_BEFORE.search(text, start, line.header.end)
    )


def backwards_note(table: str, hits: Sequence[Hit]) -> Finding:
    """The finding that a table prints its numbers before their labels."""
    return finding("numbers-first", paths=(table,), spans=((hits[0].start, hits[-1].end),), table=table)
