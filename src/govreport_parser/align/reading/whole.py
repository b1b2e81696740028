"""A row that is printed whole, as most are: plain numbers behind a label, as many as cells, and nothing else.

Such a row is read by one pattern. It gives what the long way gives, for a tenth of the price, and anything out of order
does not match.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ...blocks import Document
from ...cells import Cell, Span, Value, read_cells
from ...numbers import THIN, counts

LABEL_END = r"[）)”’\"]*+"
"""What may close a label."""

BETWEEN = r"[\s|│┃]"
"""What may stand between labels, and between a row and the next."""

DIGIT = "[0-9０-９]"
"""A digit, of full width too."""

COUNT = rf"(?:[1-9１-９]{DIGIT}{{0,14}}+|[0０])"
"""A plain count: no sign, no leading zero, no more digits than any report prints."""

NUMBER = f"({COUNT})"
"""The same as a group of its own."""

CELL = rf"(?:{COUNT}|[-—–－]{{1,2}}|[/／]|无)"
"""A plain count, or what stands in an empty cell."""

NUMBERS_END = rf"(?![^\s|│┃]|[\s|│┃]+{DIGIT})"
"""Behind the last number of a row: it is whole, and no further number stands there."""


class Plain(NamedTuple):
    """A row of plain numbers: what is printed, where, and the values."""

    texts: tuple[str, ...]
    spans: tuple[Span, ...]
    values: list[int]


def gap(shown: bool) -> str:
    """What parts two cells: on a page with real tables a boundary of cells, elsewhere any white space, and one bar at most.

    Between two bars stands an empty cell.
    """
    return r" *+\t[ \t]*+" if shown else r"(?:\s++[|│┃]?+|[|│┃])\s*+"


def gap_behind_label(shown: bool) -> str:
    """What parts a label from the first number of its row: in text any bars, for the label may span several columns.

    Behind each bar but the last is an empty cell of the label then, or of the row: its sums, and those of the columns, tell.
    """
    return gap(True) if shown else f"{BETWEEN}++"


def gap_or_line(shown: bool) -> str:
    """The same, or the end of a line: on a page made of blocks each cell has one. Then all gaps must be so."""
    return f"(?:{gap(True)}|\\n)" if shown else gap(False)


@cache
def _pattern(width: int, shown: bool, below: bool) -> re.Pattern[str]:
    """So many plain numbers behind a label; on a page with real tables one to a cell of one row."""
    if below:
        return re.compile(numbers_below(width, gap(shown)) + NUMBERS_END)
    return re.compile(LABEL_END + gap(shown) + gap(shown).join([NUMBER] * width) + NUMBERS_END)


def numbers_below(width: int, between: str) -> str:
    """A pattern for so many plain numbers in a row of their own below a label, with such gaps ``between`` them."""
    return f"{LABEL_END}{BETWEEN}++" + between.join([NUMBER] * width)


def plain_row(document: Document, start: int, end: int, width: int, *, below: bool = False) -> Plain | None:
    """The numbers of ``text[start:end]`` if there are exactly ``width``, all plain, and nothing else.

    They stand beside the label that ends at ``start``, or ``below`` it, in a row of their own.
    """
    match = _pattern(width, document.markup, below).match(document.text, start, end)
    if match is None:
        return None
    if document.markup and passes_over(document.text, match.regs[1:]):
        return None
    texts = match.groups()
    return Plain(texts, match.regs[1:], counts(texts))


def passes_over(text: str, spans: Sequence[Span]) -> bool:
    """Whether a page shows an empty cell between some numbers of a row, and fewer between others: a number may be lost there."""
    if text.find("\t\t", spans[0][1], spans[-1][0]) < 0:
        return False
    return len({text.count("\t", a[1], b[0]) for a, b in pairwise(spans)}) > 1


def plain_cells(document: Document, plain: Plain) -> list[Cell]:
    """The cells of a plain row, each read as printed."""
    return cells_of(document, plain.values, plain.texts, plain.spans)


def cells_of(document: Document, values: Sequence[Value], texts: Sequence[str], spans: Sequence[Span]) -> list[Cell]:
    """The cells of plain numbers, each read as printed and with its place on a page with real tables."""
    if not document.markup:
        return read_cells(values, texts, spans)
    places = document.places(spans[0][0], spans[-1][1])
    return read_cells(values, texts, spans, [places.get(span[0]) for span in spans])


def evenly_parted(text: str, start: int, spans: Sequence[Span]) -> bool:
    """Whether nothing in a row behind ``start`` may part a number: a space where others have bars, or wider gaps."""
    if len(spans) == 1:
        return True
    gaps = []
    for first, last in spans:
        gaps.append(text[start:first])
        start = last
    if gaps.count(gaps[0]) == len(gaps):
        return True
    if in_lines(gaps[1:]) or not THIN.isdisjoint(gaps[1:]):
        return False
    if len({_SHOWN.search(gap) is not None for gap in gaps}) > 1 or not barred_alike(gaps[1:]):
        return False
    if len({gap.count("\t") for gap in gaps[1:]}) > 1:
        return False  # between two tabs is an empty cell
    numbers = [text[first:last] for first, last in spans]
    return not (holds_thousands(gaps, numbers) or holds_close(gaps[1:], numbers))


def barred_alike(gaps: Sequence[str]) -> bool:
    """Whether bars part all of the numbers, or none: a tab between two of them may stand inside a cell."""
    return len({_BAR.search(gap) is not None for gap in gaps}) < 2


_BAR = re.compile("[|│┃]")
_SHOWN = re.compile(r"[\t|│┃\n]")


def holds_close(gaps: Sequence[str], numbers: Sequence[str]) -> bool:
    """Whether a single space parts two numbers that both have room in one of the wide columns of the others.

    One of them may be a mark, or a piece of the other.
    """
    widest = max((len(gap) for gap in gaps if not gap.strip(" ")), default=0)
    return any(gap == " " and len(a) + len(b) < widest for gap, a, b in zip(gaps, numbers, numbers[1:], strict=False))


_THOUSANDS = r"(?<![\d.．])[1-9]\d{0,2}[ \xa0\u2009\u202f]\d{3}"
THOUSANDS = re.compile(rf"{_THOUSANDS}(?!\d)")
"""Digits that a space may part in groups of three."""

THOUSANDS_BEGUN = re.compile(_THOUSANDS)
"""The same, with or without further digits that are run together with the last group."""


def is_padded(text: str, start: int, end: int) -> bool:
    """Whether some text is one line of columns that are padded with spaces."""
    return "  " in text[start:end] and _OTHER_GAP.search(text, start, end) is None


_OTHER_GAP = re.compile(r"[\t\n|│┃]")


def in_lines(gaps: Sequence[str]) -> bool:
    """Whether gaps between numbers hold different counts of line breaks: some may be inside a cell."""
    return len({min(2, gap.count("\n")) for gap in gaps}) > 1


def holds_thousands(gaps: Sequence[str], numbers: Sequence[str]) -> bool:
    """Whether a space between two numbers may be a separator of thousands (``   1 402``): other gaps in the row are wider.

    Each gap stands before the number of its place. The one before the first, behind the label, counts where there is but
    one other.
    """
    if all(len(gap) < 2 for gap in (gaps[1:] if len(gaps) > 2 else gaps)):
        return False
    return any(
        len(gap) == 1 and _ENDS_SHORT.search(before) is not None and _THREE.match(number) is not None
        for gap, before, number in zip(gaps[1:], numbers, numbers[1:], strict=False)
    )


_ENDS_SHORT = re.compile(r"(?:^|\D)[1-9]\d{0,2}$")
_THREE = re.compile(r"\d{3}(?!\d)")


def goes_on(text: str, end: int, printed: Sequence[str], width: int) -> bool:
    """Whether another row of ``width`` numbers stands below, of the year before or of another office."""
    further = _further(width).match(text, end)
    return further is not None and further[1].replace("|", " ").split() != list(printed)


@cache
def _further(width: int) -> re.Pattern[str]:
    """A row of so many numbers, with or without a label."""
    number = r"[\dOoＯｏ〇○][\d,，]*"
    label = rf"(?:[^\d|│┃]{{1,24}}{BETWEEN}+)?"
    return re.compile(rf"{BETWEEN}*+{label}((?:{number}{BETWEEN}+){{{width - 1}}}{number})")
