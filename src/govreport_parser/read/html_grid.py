"""The slots of one table, by the table-forming algorithm of the HTML standard."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..cells import Place
from .html_tags import attributes_of

MAX_COLSPAN, MAX_ROWSPAN = 1000, 65534
"""The standard's own limits."""
MAX_COLUMNS = 256
"""A cell that would start in a later column gets no place: no report has such a table, and hostile ones are cheap."""

_NUMBER = re.compile(r"\s*+([+-]?+)([0-9]++)", re.ASCII)


def spans(attributes: str) -> tuple[int, int]:
    """``(rowspan, colspan)`` of a cell's attributes: leading digits, at least 1, capped; ``rowspan=0`` stays 0."""
    found = attributes_of(attributes)
    rowspan, colspan = _number(found.get("rowspan")), _number(found.get("colspan"))
    return min(rowspan, MAX_ROWSPAN), min(colspan or 1, MAX_COLSPAN)


def _number(printed: str | None) -> int:
    match = _NUMBER.match(printed or "")
    return 1 if match is None or match[1] == "-" else int(match[2][:9])


class State(NamedTuple):
    """How far a grid is: all that the slots of the next cells depend on."""

    table: int
    row: int
    column: int
    until: tuple[int, ...]
    full: int


class Grid:
    """Hands out the slots of one table, row by row, as its tags come."""

    __slots__ = ("_column", "_full", "_spanned", "_until", "index", "row")

    def __init__(self, index: int) -> None:
        self.index: int = index
        self.row: int = -1
        self._column = 0
        self._until: list[int] = []  # for each column: the first row that no cell from above reaches
        self._full = 0  # the first row that is not known to be taken from its first column to the last
        self._spanned: list[tuple[int, Place]] = []

    def state(self) -> State:
        """How far it is."""
        return State(self.index, self.row, self._column, tuple(self._until), self._full)

    def restore(self, state: State) -> None:
        """Go on from there."""
        _, self.row, self._column, until, self._full = state
        self._until[:] = until

    def start_row(self) -> None:
        """A new row begins."""
        self.row += 1
        self._column = 0

    def slots(self, sizes: list[tuple[int, int]]) -> list[Place | None]:
        """Take the next free slots of the row for cells of so many rows and columns, all at once for the sake of time.

        ``None`` is for cells beyond :data:`MAX_COLUMNS`. A cell of 0 rows runs to the group's end.
        """
        if self.row < self._full:
            return [None] * len(sizes)
        make, table, row, until = tuple.__new__, self.index, self.row, self._until
        column, reach = self._column, len(until)
        places: list[Place | None] = []
        for size in sizes:
            first, (rowspan, colspan) = column, size
            while column < reach and until[column] > row:
                column += 1
            if column >= MAX_COLUMNS:
                self._full = self._full if first else min(until[:MAX_COLUMNS])
                places.append(None)
                continue
            places.append(make(Place, (table, row, column, rowspan, colspan)))
            column += colspan
            if rowspan != 1:
                self._reach_down(column - colspan, min(column, MAX_COLUMNS), row + (rowspan or MAX_ROWSPAN))
                reach = len(until)
        self._column = column
        return places

    def _reach_down(self, column: int, end: int, last: int) -> None:
        """A cell takes the columns up to ``end`` in all rows before ``last``."""
        until = self._until
        if len(until) < end:
            until += [0] * (end - len(until))
        free = max(until[column:end]) <= last
        until[column:end] = [last] * (end - column) if free else [max(last, other) for other in until[column:end]]

    def remember(self, key: int, place: Place | None) -> None:
        """Keep a cell that spans rows, if it does, until the end of its row group shows how many there are."""
        if place is not None and place.rowspan != 1:
            self._spanned.append((key, place))

    def end_group(self) -> list[tuple[int, Place]]:
        """A row group ends: no cell reaches beyond it. Returns the cells whose rowspan was longer, as they are."""
        after = self.row + 1
        shortened = [
            (key, place._replace(rowspan=after - place.row))
            for key, place in self._spanned
            if not place.rowspan or place.row + place.rowspan > after
        ]
        self._full = 0
        self._until.clear()
        self._spanned.clear()
        return shortened
