"""The slots of a page's tables, and what names a number in them: the labels left of it in its row and above it in its column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from ...blocks import Document, Field
from ...cells import Place
from ...numbers import is_blank
from ...text import BLANKS, COUNTER, fold, key
from ..labels.lexicon import Hit, lexicon

MOST_CELLS = 3000
"""Tables with more cells than this hold no form."""

LEAST_LABELS = 3
"""A table with fewer different labels is a menu, or a mention."""

WIDEST = 64
"""A cell spans no more columns than this."""


class Sort(IntEnum):
    """What the cell of a page prints."""

    VALUE = 0  # a number, a dash, or nothing
    LABEL = 1  # labels of the form and nothing else
    YEAR = 2  # which of several years the numbers are of
    ASIDE = 3  # a unit: it names nothing
    OTHER = 4


class Printed(NamedTuple):
    """The cell of a page: what it prints and where, and its labels."""

    sort: Sort
    field: Field
    place: Place
    hits: tuple[Hit, ...] = ()

    @property
    def words(self) -> str:
        """What it prints, folded."""
        return fold(self.field.text).strip(BLANKS)

    @property
    def is_numbered(self) -> bool:
        """Whether a numeral stands before its last label."""
        start = self.hits[-2].end if len(self.hits) > 1 else self.field.start
        return bool(key(self.field.text[start - self.field.start : self.hits[-1].start - self.field.start]))


class Names(NamedTuple):
    """What names a number on one side, the nearest first, and the year printed among it."""

    labels: tuple[Printed, ...]
    year: str
    near: bool
    """The nearest text is a label that begins where the number does: the number is under it, or in its row."""
    foreign: bool
    """The nearest text is none of the form's."""


class Slots:
    """The slots of one table."""

    def __init__(self, cells: Sequence[Printed]) -> None:
        self.cells = cells
        self._taken: dict[tuple[int, int], Printed] = {}
        last = max(cell.place.row for cell in cells)
        for cell in cells:
            _, row, column, down, across = cell.place
            for r in range(row, min(row + max(1, down), last + 1)):
                for c in range(column, column + min(across, WIDEST)):
                    self._taken.setdefault((r, c), cell)

    def left(self, cell: Printed) -> Names:
        """What stands left of a cell in its row."""
        row = cell.place.row
        cells = (self._taken.get((row, column)) for column in range(cell.place.column - 1, -1, -1))
        return _names(cells, lambda label: label.row == row)

    def above(self, cell: Printed) -> Names:
        """What stands above a cell in its column."""
        column = cell.place.column
        cells = (self._taken.get((row, column)) for row in range(cell.place.row - 1, -1, -1))
        return _names(cells, lambda label: label.column == column)

    def over(self, cell: Printed) -> Iterator[Printed]:
        """What stands above a cell in its column, or left of an empty cell there, as where a merged cell was taken apart."""
        for row in range(cell.place.row - 1, -1, -1):
            before = (self._taken.get((row, column)) for column in range(cell.place.column, -1, -1))
            first = next((other for other in before if other is not None and other.field.text), None)
            if first is not None:
                yield first


def _names(cells: Iterable[Printed | None], begins: Callable[[Place], bool]) -> Names:
    labels: list[Printed] = []
    year, near = "", None
    seen: Printed | None = None
    for cell in cells:
        if cell is None or cell is seen or cell.sort in (Sort.VALUE, Sort.ASIDE):
            continue
        seen = cell
        if cell.sort is Sort.OTHER:
            break
        near = begins(cell.place) if near is None else near
        if cell.sort is Sort.LABEL:
            labels.append(cell)
        else:
            year = year or cell.words
    foreign = not labels and seen is not None and seen.sort is Sort.OTHER
    return Names(tuple(labels), year, bool(near and labels), foreign)


def tables_of(document: Document, hits: Sequence[Hit], table: str) -> list[Slots]:
    """The tables of a page in which labels of a table of the form stand that are of no other, in order."""
    if document.columns is None:
        return []
    starts, places = document.starts, document.columns.places
    found: dict[int, dict[int, Hit]] = {}
    for hit in hits:
        if table in hit.senses.tables and hit.senses.own:
            at = bisect_right(starts, hit.start) - 1
            if at >= 0 and (place := places[at]) is not None:
                found.setdefault(place.table, {})[at] = hit
    out: list[Slots] = []
    room = MOST_CELLS
    for index, standing in found.items():
        if len({hit.senses for hit in standing.values()}) < LEAST_LABELS:
            continue
        first, last = min(standing), max(standing)
        while first and _stands_in(places[first - 1], index):
            first -= 1
        while last + 1 < len(places) and _stands_in(places[last + 1], index):
            last += 1
        room -= last - first
        if room < 0:
            return []
        fields = document.part(first, last + 1)
        out.append(Slots([_cell(f, f.place) for f in fields if f.place is not None and f.place.table == index]))
    return out


def _stands_in(place: Place | None, table: int) -> bool:
    return place is not None and place.table == table


def _cell(field: Field, place: Place) -> Printed:
    words = fold(field.text).strip(BLANKS)
    if is_blank(words) or (words[0].isdecimal() and not _WORD.search(_COUNTER.sub("", words))) or _SIGNED.match(words):
        return Printed(Sort.VALUE, field, place)
    if _YEAR.fullmatch(words):
        return Printed(Sort.YEAR, field, place)
    if _COUNTER.fullmatch(words):
        return Printed(Sort.ASIDE, field, place)
    hits = tuple(
        hit._replace(start=hit.start + field.start, end=hit.end + field.start) for hit in lexicon().find(field.text)
    )
    if hits and not _unnamed(field, hits):
        return Printed(Sort.LABEL, field, place, hits)
    return Printed(Sort.OTHER, field, place, hits)


_COUNTER = re.compile(rf"\(?(?:{COUNTER}|[百千]?[万亿]?元)\)?")
_SIGNED = re.compile(r"(?:增加?|减少?|[+\-−–—])\s*\d")
_WORD = re.compile(r"[A-Za-z一-鿿]")
_YEAR = re.compile(r"20\d\d年度?|本年度?|今年|本期|当年|上一?年度?|去年|上期|上年同期|去年同期")


def _unnamed(field: Field, hits: Sequence[Hit]) -> str:
    """What the cell of a label prints beside its labels, numerals, units and marks."""
    ends = [field.start, *(hit.end for hit in hits)]
    starts = [*(hit.start for hit in hits), field.end]
    rest = " ".join(field.text[a - field.start : b - field.start] for a, b in zip(ends, starts, strict=True))
    return key(_NUMERAL.sub("", fold(rest)))


_NUMERAL = re.compile(
    rf"\(?[一二三四五六七八九十\d]{{1,2}}(?:\)|[、.．:：]|\b)|\((?:单位[:：]?)?(?:{COUNTER}|[百千]?[万亿]?元)\)"
)
