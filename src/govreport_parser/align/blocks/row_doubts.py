"""What puts a row of table two in doubt, though it has as many numbers as columns: this table has no sums to tell.

Each doubt is a question about the row as it was taken; one that is answered with yes is enough (:func:`in_doubt`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ...forms import Column, Kind
from ...numbers import THIN
from ...text import key
from ..labels.spot import Cut
from ..reading.atoms import Atom, Edge, Sort, holds_digits
from ..reading.grammar import HEADING
from ..reading.segments import chunks, count, is_astray, is_continued, is_part, wordless
from ..reading.staggered import is_staggered
from ..reading.whole import Plain, barred_alike, holds_close, holds_thousands, in_lines


class Taken(NamedTuple):
    """A row as it is printed, and which of its atoms were taken for its cells."""

    text: str
    end: int
    """Where its label ends."""
    atoms: Sequence[Atom]
    values: Sequence[Atom]
    columns: Sequence[Column]
    cut: Cut
    """Where numbers of this document may be cut in pieces."""


def in_doubt(row: Taken) -> bool:
    """Whether anything says that the values may not be the row's, not whole, or not in their places."""
    return any(doubt(row) for doubt in DOUBTS)


def may_be_anothers(row: Taken) -> bool:
    """Whether other numbers may be the row's as well, or its numbers another row's."""
    return _further_numbers(row) or _behind_words(row)


def _filled_up(row: Taken) -> bool:
    """Whether a cell of a text is shown empty: a tool may have filled up a short row."""
    return any(a.sort is Sort.EMPTY and a.place is None for a in row.values)


def _outside_of_cells(row: Taken) -> bool:
    """Whether a value stands outside of all cells while other numbers have theirs.

    Or it does so behind a cell of its row that is empty or holds something else.
    """
    if is_astray(row.atoms, row.values):
        return True
    stray = next((atom.start for atom in row.values if atom.place is None), 0)
    own = (a for a in row.atoms if a.start < stray and a.place is not None and a.edge is Edge.HARD)
    return any(a.sort is Sort.TEXT or a.sort is Sort.EMPTY for a in own)


def _goes_on_below(row: Taken) -> bool:
    """Whether the rest of the row stands below it, as where a page ends."""
    return is_continued(row.atoms, row.values, len(row.columns))


def digits_follow(row: Taken) -> bool:
    """Whether the values may end behind the last: digits that are no number follow in its line, or a line like a row's.

    Such a line begins with two numbers, or with a signed one, or is an amount.
    """
    atoms, values = row.atoms, row.values
    after = next((a for a in atoms if values and a.start >= values[-1].end), None)
    if after is not None and after.place is None and after.sort is Sort.TEXT and wordless(after):
        return True  # a digit that cannot be read
    before = [a for a in atoms if values and a.end <= values[0].start and a.place is None and a.sort is Sort.TEXT]
    if before and before[-1].edge is Edge.SOFT and wordless(before[-1]) and _MISREAD.search(before[-1].text):
        return True
    if after is None or not holds_digits(after):
        return False
    return "\n" not in row.text[values[-1].end : after.start] or _LIKE_A_ROW.match(after.text) is not None


_MISREAD = re.compile(r"[A-Za-z?？#■□]")
"""What is printed for a digit that was misread."""

_LIKE_A_ROW = re.compile(
    r"(?:\d{1,6}[ \t\u3000]+)?(?:[-+−增减]|增\s*加|[减減]\s*少)\s*\d|\d{1,6}[ \t\u3000]+\d"
    r"|\d+\s?[.．]\s?\d+\s*(?:[万亿]?\s?元|[万亿])"
)


def _further_numbers(row: Taken) -> bool:
    """Whether further numbers stand behind those of a row that may be the row's as well: of this year, or of the last.

    They do if no words part them from the first, or if words stand before the first as well (上年 46 0 0 本年 90 35 67).
    """
    if not row.values:
        return False
    atoms, values, width = row.atoms, row.values, len(row.columns)
    led = any(atom.sort is Sort.TEXT for atom in atoms if atom.start < values[0].start)
    rest = [atom for atom in atoms if atom.start >= values[-1].end]
    if led and any(holds_digits(atom) and len(_DIGITS.findall(atom.text)) >= width for atom in rest):
        return True
    shown = values[0].place is not None  # a page shows which row is the label's
    if not shown and any(chunk.text and 0 < count(chunk.values) < width for chunk in chunks(rest)):
        return True  # the last of its own, behind the number of a page and the running header
    return any(count(chunk.values) >= width and (led or not (chunk.text or shown)) for chunk in chunks(rest))


_DIGITS = re.compile(r"\d+")


def _behind_words(row: Taken) -> bool:
    """Whether words stand between a label and its numbers that may be the label of another row, or of a part of this one."""
    if not row.values:
        return False
    words = row.text[row.end : row.values[0].start]
    return is_part(words) or len(key(_NOTED.sub("", words))) >= SHORTEST_LABEL


_NOTED = re.compile(r"[（(][^（）()]*[)）]")
SHORTEST_LABEL = 3
"""Fewer letters than this behind a label are the rest of it, or a unit."""


def _passes_over_empty(row: Taken) -> bool:
    """Whether a text that prints a cell to a line shows an empty one before the last number taken, and it was passed over."""
    values = row.values
    soft = any(a.edge is Edge.SOFT and a.place is None for a in values)
    return soft and any(a.sort is Sort.EMPTY and a.start < values[-1].start and a not in values for a in row.atoms)


def _slashes_part_cells(row: Taken) -> bool:
    """Whether slashes may part two numbers to a cell: the row's one line stands below its label, as a cell's line does."""
    text, values = row.text, row.values
    if not values or not any(a.text in "/／" for a in values[1:-1] if a.sort is Sort.BLANK):
        return False
    return "\n" in text[row.end : values[0].start] and "\n" not in text[values[0].start : values[-1].end]


def _slash_before_words(row: Taken) -> bool:
    """Whether a slash among the values may part cells, as words stand behind it in its line; or a numeral stands among them."""
    last = row.values[-1].end if row.values else 0
    marks = {a.end for a in row.values if a.sort is Sort.BLANK and a.text in "/／" and a.place is None}
    return any(
        (atom.start < last and _NUMERAL.fullmatch(atom.text))
        or any("\n" not in row.text[end : atom.start] for end in marks if end <= atom.start)
        for atom in row.atoms
        if atom.sort is Sort.TEXT and not _HEADING.match(atom.text)
    )


_HEADING = re.compile(HEADING)

_NUMERAL = re.compile("[一二三四五六七八九十百零〇]+")
"""A number in words."""


def _over_rows(row: Taken) -> bool:
    """Whether a row, or just its line, ends between the values of a text, while cells of one row stand side by side."""
    text, values = row.text, row.values
    if not values or values[0].place is not None:
        return False
    parted = ["\n" in text[a.end : b.start] for a, b in pairwise(values)]
    if all(atom.edge is not Edge.HARD for atom in values):
        return any(parted) and "\n" not in text[row.end : values[0].start]  # the first stands beside the label
    return 0 < sum(parted) < len(parted) or any(
        b.edge is Edge.ROW or (b.edge is Edge.SOFT and "\n" in text[a.end : b.start]) for a, b in pairwise(values)
    )


def _staggered(row: Taken) -> bool:
    """Whether the values stand at several heights, as where one of them is wrapped in its cell."""
    return is_staggered(row.text, row.values, row.atoms)


def _signed_counts(row: Taken) -> bool:
    """Whether a number that says by how much something grew or fell stands under a header of counts: it is not the row's."""
    if len(row.values) != len(row.columns):
        return False
    return any(c.kind is Kind.COUNT and _SIGNED.match(a.text) for a, c in zip(row.values, row.columns, strict=True))


_SIGNED = re.compile(r"(?:[-+−＋－]|[增减減][加少長长]?)\s*[1-9１-９]")


def _ends_in_bullet(row: Taken) -> bool:
    """Whether the last value is a dash at the beginning of a line of words: that of a list, before its next row."""
    last = row.values[-1] if len(row.values) > 1 else None
    if last is None or last.sort is not Sort.BLANK or last.place is not None:
        return False
    return "\n" in row.text[row.values[-2].end : last.start] and _WORDED.match(row.text, last.end) is not None


_WORDED = re.compile(r"[^\S\n]+[^\n\d]*[一-鿿]")
"""Words behind a dash, in its line."""


def _prints_one_cell_often(row: Taken) -> bool:
    """Whether commas part the same three digits again and again: of one cell, printed once for each column that it spans."""
    return any(atom.sort is Sort.NUMBER and _REPEATED.search(atom.text) for atom in row.values)


_REPEATED = re.compile(r"(?<!\d)(\d{3})(?:[,，]\1)+(?!\d)")


def _amount_follows(row: Taken) -> bool:
    """Whether an amount of money stands straight behind the values of a row with amounts: they are not its last."""
    if row.columns[-1].kind is not Kind.MONEY:
        return False
    behind = next((a for a in row.atoms if row.values and a.start >= row.values[-1].end), None)
    return behind is not None and _AMOUNT.fullmatch(behind.text) is not None


_AMOUNT = re.compile(r"\d[\d.,]*\s*(?:[百千]?[万萬亿億]\s*元?|元)")


def _goes_on_with_label(row: Taken) -> bool:
    """Whether more digits stand in the line below the one value of a row, behind the rest of its label: they are its own, too.

    A narrow column wraps both (行政事业性 over 收费, 80285 over 41.36万元).
    """
    if len(row.values) != 1 or row.values[0].place is not None:
        return False
    end = row.values[0].end
    behind = [a for a in row.atoms if a.start >= end][:2]
    if len(behind) < 2 or behind[0].sort is not Sort.TEXT or not _DECIMALS.match(behind[1].text):
        return False
    words = behind[0]
    parts = row.text[end : words.start].count("\n"), row.text[words.end : behind[1].start].count("\n")
    return parts == (1, 0) and len(key(words.text)) < SHORTEST_LABEL


_DECIMALS = re.compile(r"[.．]?\d")


def _touches_label(row: Taken) -> bool:
    """Whether the first of several values is run together with the label: digits of the label's may be among its own."""
    first = row.values[0] if row.values else None
    return len(row.columns) > 1 and first is not None and first.start == row.end and first.edge is Edge.SOFT


def _unevenly_parted(row: Taken) -> bool:
    """Whether bars or lines part some of the values behind a label and mere spaces others, or wide gaps and single spaces.

    Those may be spaces inside a number. So may a tab between two bars that part cells be one inside a cell.
    """
    text, values = row.text, row.values
    if len(row.columns) == 1:
        return False
    shown = {b.edge is not Edge.SOFT or "\n" in text[a.end : b.start] for a, b in pairwise(values)}
    if in_lines([text[a.end : b.start] for a, b in pairwise(values) if b.edge is Edge.SOFT]):
        return True
    starts = [row.end, *(a.end for a in values)]
    gaps = [text[before : a.start] for before, a in zip(starts, values, strict=False)]
    thin = [gap in THIN for gap in gaps]
    if len(shown) > 1 or not barred_alike(gaps[1:]) or (any(thin[1:]) and not all(thin)):
        return True
    numbers = [a.text for a in values]
    return holds_thousands(gaps, numbers) or holds_close(gaps[1:], numbers)


def _sign_apart(row: Taken) -> bool:
    """Whether a dash that stands for a blank may be the sign of the number behind it, where tools cut numbers in pieces."""
    return row.cut is not Cut.NOWHERE and any(
        a.sort is Sort.BLANK and a.text in _SIGNS and b.sort is Sort.NUMBER and b.edge is Edge.SOFT
        for a, b in pairwise(row.values)
    )


_SIGNS = frozenset("-−–—－+＋")


def _may_join(row: Taken) -> bool:
    """Whether two neighbours may be the pieces of one number, so that the right count may hide a lost cell.

    So may the last and digits behind it.
    """
    text, values = row.text, row.values
    if row.cut is Cut.NOWHERE:
        return False
    if values and _digits_behind(text, values[-1].text, values[-1].end):
        return True
    return any(
        b.edge is Edge.SOFT
        and a.sort is b.sort is Sort.NUMBER
        and a.text != "0"
        and _may_cut(text[a.end : b.start], row.cut)
        for a, b in pairwise(values)
    )


def may_be_pieces(text: str, plain: Plain, cut: Cut) -> bool:
    """Whether two neighbours of a plain row may be the pieces of one number, or its last and digits behind it."""
    if _digits_behind(text, plain.texts[-1], plain.spans[-1][1]):
        return True
    return any(
        first != "0" and _may_cut(text[a[1] : b[0]], cut)
        for first, (a, b) in zip(plain.texts, pairwise(plain.spans), strict=False)
    )


def _digits_behind(text: str, last: str, end: int) -> bool:
    """Whether digits follow a number that may be cut: the rest of it."""
    return last != "0" and _DIGIT_NEXT.match(text, end) is not None


_DIGIT_NEXT = re.compile(r"\s{1,2}\d")


def _may_cut(gap: str, cut: Cut) -> bool:
    """Whether a flattening tool may have put this inside a number: a line break or one space, not a column's padding."""
    return "\n" in gap or (cut is Cut.ANYWHERE and len(gap) < 2)


DOUBTS: tuple[Callable[[Taken], bool], ...] = (
    _filled_up,
    _outside_of_cells,
    _goes_on_below,
    digits_follow,
    may_be_anothers,
    _passes_over_empty,
    _slashes_part_cells,
    _slash_before_words,
    _over_rows,
    _staggered,
    _signed_counts,
    _ends_in_bullet,
    _prints_one_cell_often,
    _amount_follows,
    _goes_on_with_label,
    _touches_label,
    _unevenly_parted,
    _may_join,
    _sign_apart,
)
"""Every doubt about one row."""
