"""Numbers printed before their label: every row would take those of the row below it, and keep every sum of a row.

No tool is meant to print a table so, but a page read from right to left, or by the columns of a PDF, comes out so. It shows
at both ends: numbers stand between the header and the first label, and behind the last are none, or fewer than a row has
where the labels stand in the middle of their rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...findings import Finding, finding
from ...text import COUNTER
from ..labels.lexicon import Hit

_CELL = (
    rf"(?:(?:增加|减少|減少|[+＋\-−–—])?[\dOoＯｏ〇○]+(?:[,，.．]\d+)*(?:{COUNTER}|[万萬亿億]?元)?(?:（[^（）\n]{{1,20}}）)?"
    r"|[-—–－/／]+|无)"
)
_PARTED = r"[\s|│┃]+"
_BEFORE = re.compile(rf"(?:(?<![^\s|│┃]){_CELL}{_PARTED})+$")
_NUMBER = re.compile(_CELL)


def numbers_before(text: str, start: int, first: int, behind: int, width: int) -> bool:
    """Whether as many numbers stand between ``start`` and the ``first`` label as are wanting ``behind`` the last."""
    if behind >= width:
        return False
    before = _BEFORE.search(text, start, first)
    return before is not None and width <= behind + len(_NUMBER.findall(before[0])) + 1


def backwards_note(table: str, hits: Sequence[Hit]) -> Finding:
    """The finding that a table prints its numbers before their labels."""
    return finding("numbers-first", paths=(table,), spans=((hits[0].start, hits[-1].end),), table=table)
