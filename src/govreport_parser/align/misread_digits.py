"""Digits that a whole text lost, prints twice, as bars, or in the next line: numbers that miss one look whole, whatever their sums say."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from attrs import evolve

from ..forms import FORMS, Layout
from ..text import UNSEEN, key
from .labels.lexicon import table_of, table_with
from .reading.grammar import LETTERS
from .result import Aligned, doubt, doubt_some

WIDE = 0xFEE0
"""From a character to the same in full width."""

LEAST_NUMERALS = 3
"""Labels of rows that keep their numerals show that nobody has taken all numerals away."""

_YEAR = re.compile(r"(?<!\d)2\s?[1-4]\d?\s?年")
"""A year of this century without its 0."""

_TOUCHING = re.compile(r"(?<=[\s\d])\|(?=\d)|(?<=\d)\|(?=\s)")
"""A bar that touches a digit, and may be one: ``|49`` for 149."""

_NUMBER = re.compile(r"\d+")


def lost_digit(text: str) -> bool:
    """Whether a digit is nowhere in a text, neither in the labels that are numbered with it nor in a year."""
    absent = [digit for digit in "012345678" if digit not in text and chr(ord(digit) + WIDE) not in text]
    if not absent:
        return False
    if "0" in absent and not any(map(text.__contains__, LETTERS)) and _YEAR.search(text):
        return True
    found = list(_numbered().finditer(text))
    kept = {match[1] for match in found if match[1]}
    bare = {_numerals()[key(match[2])] for match in found if not match[1]}
    return len(kept) >= LEAST_NUMERALS and any(digit in bare or digit < max(kept) for digit in absent if digit != "0")


@cache
def _numerals() -> dict[str, str]:
    """How the labels begin of rows that are numbered 1., 2., 3., and the digit of each."""
    tables = [table_of(form, table_with(Layout.ROWS)) for form in FORMS.values()]
    rows = [row for table in tables for _, row, _ in table.rows() if row.number[-1:] == "."]
    digits = {key(row.label.text): row.number[:-1] for row in rows}
    out: dict[str, str] = {}
    for label, digit in digits.items():
        others = [other for other, number in digits.items() if number != digit]
        sizes = range(BEGINNING, len(label) + 1)
        unlike = (n for n in sizes if not any(other.startswith(label[:n]) for other in others))
        if (size := next(unlike, None)) is not None:
            out[label[:size]] = digit
    return out


BEGINNING = 3
"""So many characters of a label are in its first line, where it is wrapped; labels with fewer are columns', too."""


@cache
def _numbered() -> re.Pattern[str]:
    """The beginning of such a label, and the digit before it."""
    beginnings = "|".join('[“"]?'.join(words) for words in _numerals())
    return re.compile(rf"([1-8]?)[ \t.．、]{{0,3}}({beginnings})")


def prints_twice(text: str) -> bool:
    """Whether a text prints every number twice in its cell, as for two widths of a screen: ``00`` stands for several zeros."""
    return "00" in text and len(_TWO_ZEROS.findall(text)) >= LEAST_DOUBLED


LEAST_DOUBLED = 3

_TWO_ZEROS = re.compile(r"00(?![\d.,:：，])(?<![\d.,:：，]00)")


def without_doubled(copy: Aligned) -> Aligned:
    """A copy of a table without the numbers that may be another, printed twice: ``44``, ``139139``."""
    doubled = [path for path, cell in copy.cells.items() if cell.certain and cell.raw and _DOUBLED.fullmatch(cell.raw)]
    return evolve(copy, cells=doubt_some(copy.cells, doubled)) if doubled else copy


_DOUBLED = re.compile(r"(\d+)\1")


def without_bars(text: str, copy: Aligned) -> Aligned:
    """A copy of a table of a text without the numbers beside a bar that may be a 1, where bars do not touch numbers otherwise."""
    if "|" not in text:
        return copy
    beside = [path for path, cell in copy.cells.items() if cell.span and cell.certain and _beside_bar(text, *cell.span)]
    if not beside or _bars_touch(text):
        return copy
    return evolve(copy, cells=doubt_some(copy.cells, beside))


def without_signs(text: str, copy: Aligned) -> Aligned:
    """A copy of a table without the numbers before which an odd mark stands that others do not have: it may be a sign."""
    if _ENDS.issuperset([text[cell.span[0] - 1] for cell in copy.cells.values() if cell.span]):
        return copy
    marks = {
        path: mark for path, cell in copy.cells.items() if cell.span and (mark := _mark_before(text, cell.span[0]))
    }
    printed = sum(1 for cell in copy.cells.values() if cell.span)
    usual = {mark for mark, times in Counter(marks.values()).items() if times * 2 > printed}
    odd = [path for path, mark in marks.items() if mark not in usual and copy.cells[path].certain]
    return evolve(copy, cells=doubt_some(copy.cells, odd))


def _mark_before(text: str, start: int) -> str:
    """The mark before a number in its line, if there is one that is no bracket and parts no cells."""
    mark = text[max(0, start - 2) : start].rstrip(" ")[-1:]
    return "" if mark.isalnum() or mark.isspace() or mark in _PLAIN_MARKS else mark


_ENDS = frozenset("\n\t|")
"""What stands straight before most numbers: of a text whose cells are parted so none has a mark."""

_PLAIN_MARKS = "|│┃┆║¦,，、.．。:：;；\"'“”‘’`()（）[]［］【】〔〕{}<>＞=＝/／\\_¥￥-‐‑‒–—―−－﹣" + UNSEEN


def without_pieces(text: str, copy: Aligned) -> Aligned:
    """A copy of a table of one row without its numbers where narrow columns may have wrapped some: their ends stand below."""
    start, end = copy.span
    rows = [below.start() for below in _PIECES.finditer(text, start, end)]
    rows += [end] if _PIECES.match(text, end) else []
    wrapped = any(_is_row(text, row, len(copy.cells)) for row in rows)
    return evolve(copy, cells=doubt(copy.cells)) if wrapped else copy


def _is_row(text: str, end: int, cells: int) -> bool:
    """Whether the line that ends at ``end`` has as many numbers as the table has cells."""
    return len(_NUMBER.findall(text, text.rfind("\n", 0, end) + 1, end)) >= cells


_PIECES = re.compile(r"[^\S\n]*+\n[^\S\n]*+\d++(?:[^\S\n]{2,}+\d++)++[^\S\n]*+(?=\n|\Z)")
"""A line of nothing but numbers, widely parted, straight below a row."""


def _beside_bar(text: str, start: int, end: int) -> bool:
    """Whether a bar touches a number, and fewer than half of the numbers of its line have such a bar."""
    if text[start - 1 : start] != "|" and text[end : end + 1] != "|":
        return False
    before, behind = text[max(0, start - LONGEST_LINE) : start], text[end : end + LONGEST_LINE]
    line = before[before.rfind("\n") + 1 :] + text[start:end] + behind.partition("\n")[0]
    bars = len(_TOUCHING.findall(f"\n{line}\n"))
    numbers = len(_NUMBER.findall(line))
    return (
        bars > 0
        and (bars * 2 < numbers or numbers == 1)
        and _TOUCHING.search(text, max(0, start - 2), end + 2) is not None
    )


LONGEST_LINE = 2000
"""So many characters before and behind a number are looked at, where a text has all of its cells in one line."""


def _bars_touch(text: str) -> bool:
    """Whether bars touch many of the numbers of a text: they part its cells."""
    return len(_TOUCHING.findall(text)) * MOST_BARS > len(_NUMBER.findall(text))


MOST_BARS = 6
"""Where one number in so many has a bar that touches it, bars are no digits."""
