"""Numbers printed before their label: every row would take those of the row below it, and keep every sum of a row.

No tool is meant to print a table so, but a page read from right to left, or by the columns of a PDF, comes out so. It shows
at both ends: numbers stand between the header and the first label, and behind the last are none, or fewer than a row has
where the labels stand in the middle of their rows. Or it shows in the lines, most of which begin with numbers and end with a
label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...cells import Span
from ...findings import Finding, finding
from ...text import COUNTER, UNSEEN
from ..labels.lexicon import Hit

_CELL = (
    rf"(?:(?:增加|减少|減少|[+＋\-−–—])?[\dOoＯｏ〇○{UNSEEN}]+(?:[,，.．]\d+)*(?: ?{COUNTER}| ?[万萬亿億]?元)?(?:（[^（）\n]{{1,20}}）)?"
    r"|[-—–－/／]+|无)"
)
_PARTED = rf"[\s|│┃{UNSEEN}]+"
_BEFORE = re.compile(rf"(?:(?<![^\s|│┃]){_CELL}{_PARTED})+$")
_NUMBER = re.compile(_CELL)


def numbers_before(text: str, start: int, first: int, behind: int, width: int) -> bool:
    """Whether as many numbers stand between ``start`` and the ``first`` label as are wanting ``behind`` the last."""
    if behind >= width:
        return False
    before = _BEFORE.search(text, start, first)
    return before is not None and width <= behind + len(_NUMBER.findall(before[0])) + 1


def led_in_lines(text: str, labels: Sequence[Span], width: int) -> bool:
    """Whether most labels, and the first of them, end a line that begins with ``width`` numbers or with as many digits."""
    led = [_is_led(text, start, end, width) for start, end in labels]
    return bool(led) and led[0] and sum(led) * 2 > len(led)


def _is_led(text: str, start: int, end: int, width: int) -> bool:
    if not _LINE_ENDS.match(text, end):
        return False
    low = max(0, start - LONGEST_LINE)
    begin = text.rfind("\n", low, start) + 1
    if low and not begin:
        return False
    numbers = _LEADING.findall(text, begin, start)
    return len(numbers) >= width or any(len(number) >= max(width, _MANY) for number in numbers)


LONGEST_LINE = 300
"""In a longer line than this numbers before a label are no row's own."""

_MANY = 3
"""So many digits before a label are no number of its line."""

_LINE_ENDS = re.compile(rf"(?:[^\S\n]|[{UNSEEN}|│┃,，;；\"'\])）])*+(?:\n|\Z)")
_LEADING = re.compile(
    rf"(?<![\w.])\d[\d{UNSEEN}]*(?:[,.]\d+)*(?= ?(?:{COUNTER}|[万萬亿億]?元)|[\s|│┃,，;；\"'%％（]|$)"
)
"""A number of cells before a label, and not its numeral."""


def backwards_note(table: str, hits: Sequence[Hit]) -> Finding:
    """The finding that a table prints its numbers before their labels."""
    return finding("numbers-first", paths=(table,), spans=((hits[0].start, hits[-1].end),), table=table)
