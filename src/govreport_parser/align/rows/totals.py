"""What an empty total says of the numbers before it, and what sums that hardly a row keeps say: cells are lost or moved."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ..reading.slots import Row, Slot, State, Sums
from .solve import Solution


def displaced(rows: Sequence[Row | None], kept: Sequence[bool]) -> bool:
    """Whether most rows that print other numbers than zeros break their sums: a column is lost, and another in its place.

    ``kept`` says of each row whether it keeps its sums.
    """
    told = [held for row, held in zip(rows, kept, strict=True) if row is not None and row.clean and _tells(row)]
    broken = told.count(False)
    return broken >= MANY_BROKEN and broken * 3 > len(told) * 2


def _tells(row: Row) -> bool:
    """Whether a row can be read in every cell, prints its total, and more than zeros."""
    return any(row.values) and None not in row.values and (row.plain or not _is_nothing(row.readings[0][-1]))


MANY_BROKEN = 4
"""So many rows do not break their sums by misprints."""


def without_total(row: Row | None, sums: Sums) -> bool:
    """Whether numbers stand in a row that shows its total empty: they may have moved up by a cell that was lost."""
    if row is None or not row.clean or row.plain:
        return False
    reading = row.readings[0]
    size = sums.parts + 1
    return any(
        _is_nothing(reading[end]) and any(slot.value for slot in reading[end - sums.parts : end])
        for end in range(size - 1, len(reading), size)
    )


def totals_left_out(rows: Sequence[Row | None], solution: Solution, sums: Sums) -> bool:
    """Whether an office left the whole column of totals empty, and no cell moved up.

    A cell that one row lost would break columns. Had a column been lost, the last number of every row would be its total.
    """
    if sums.groups > 1 or not all(row is not None and row.clean for row in rows):
        return False
    readings = [row.readings[0] for row in rows if row is not None]
    if not all(_is_nothing(reading[-1]) for reading in readings):
        return False
    values = [[slot[1] or 0 for slot in reading[:-1]] for reading in readings]
    held = all(all(law[: sums.parts]) for law in solution.settled)
    return held and any(sum(row[:-1]) != row[-1] for row in values)


def is_repeated(row: Row | None) -> bool:
    """Whether a row that breaks its sum would keep it if a number that it prints in several cells on end were one cell's.

    Then it is one cell, which a tool has printed once for each column that it spans.
    """
    if row is None or not row.clean or None in row.values:
        return False
    *parts, total = [value or 0 for value in row.values]
    if parts[0] and {*parts, total} == {total}:
        return True
    if row.plain and row.readings[0][0].atom is not None and row.readings[0][0].atom.place is not None:
        return False  # a page shows what its cells span
    runs = ((value, len(list(same))) for value, same in groupby(parts))
    return any(times > 1 and value and sum(parts) - value * (times - 1) == total for value, times in runs)


def _is_nothing(slot: Slot) -> bool:
    return slot.state is State.BLANK or (slot.atom is not None and slot.atom.text.lower() in _NOTHING)


_NOTHING = frozenset(("nan", "none", "null"))
"""What data frames print for an empty cell."""
