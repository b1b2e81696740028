"""Rows that fit by count and are not what was printed: a cell lost and a stray number in its stead, digits grown on a number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..reading.moves import shifts
from ..reading.slots import Row, Sums, all_known
from .solve import Equation, Solution


def shifted(
    rows: Sequence[Row | None], laws: Sequence[Equation], solution: Solution, sums: Sums
) -> dict[int, dict[int, set[int]]]:
    """For each row printed whole whose own sum is broken: the other values some of its cells may have.

    A printed error changes one number and stays as printed. A shift moves several: drop one number, lose another, and
    the row's sum and every column's hold again. It happens between shown cells as well: a converter that gives every row
    as many cells as the table has columns cuts off what a stray cell pushed over the edge.
    """
    out: dict[int, dict[int, set[int]]] = {}
    for number, row in enumerate(rows):
        if row is None or not row.clean or not row.readings:
            continue
        values = row.values
        if not all_known(values) or sums.hold(values):
            continue
        found: dict[int, set[int]] = {}
        for other in shifts(row.readings[0], sums):
            if _fits(rows, solution, laws, number, values, other):
                for column, value in enumerate(other):
                    if value != values[column]:
                        found.setdefault(column, set()).add(value)
        for column, value in (*_grown(list(values), sums), *_doubled(values, sums)):
            if not any(solution.settled[n][column] for n, law in enumerate(laws) if number in law.members):
                found.setdefault(column, set()).add(value)
        if found:
            out[number] = found
    return out


def _grown(values: list[int], sums: Sums) -> Iterator[tuple[int, int]]:
    """Every column with the value that it has without its last or first digits, where that alone keeps the sums.

    The mark of a footnote or the number of a page grows on the digits before it, a number struck out on those behind it. A
    1 beside a digit or before it can be told from a number that was printed wrong no more than the other way round.
    """
    for column, printed in enumerate(map(str, values)):
        for cut in range(1, len(printed)):
            head, tail = printed[:cut], printed[cut:]
            kept = [head] * (head != "1") + [tail] * (head != "1" and (tail == "0" or tail[0] != "0"))
            for shorter in map(int, kept):
                if sums.hold([*values[:column], shorter, *values[column + 1 :]]):
                    yield column, shorter


def _doubled(values: Sequence[int], sums: Sums) -> Iterator[tuple[int, int]]:
    """Every column that prints what its neighbour does, with the value that would keep the sums: one of the two may be a copy."""
    for column, value in enumerate(values):
        if value and value in (*values[max(0, column - 1) : column], *values[column + 1 : column + 2]):
            rest = 2 * values[-1] - sum(values)
            own = value + rest if column < len(values) - 1 else value - rest
            if own >= 0 and sums.hold([*values[:column], own, *values[column + 1 :]]):
                yield column, own


def _fits(
    rows: Sequence[Row | None],
    solution: Solution,
    laws: Sequence[Equation],
    number: int,
    values: Sequence[int],
    other: list[int],
) -> bool:
    """Whether the shifted row makes every column hold that the printed one breaks, or several; and breaks none."""
    mended, left = 0, 0
    for index, law in enumerate(laws):
        if number not in law.members:
            continue
        for column, (old, new) in enumerate(zip(values, other, strict=True)):
            settled = solution.settled[index][column]
            if settled is True and old != new and all(_is_fixed(rows[m], column) for m in law.members):
                return False
            if settled is False and _mends(solution, law, number, column, new):
                mended += 1
            elif settled is False:
                left += 1
    return not left or mended >= SEVERAL


def _is_fixed(row: Row | None, column: int) -> bool:
    """Whether a row has one value in a column: where it has several, that the column can hold says nothing of other rows."""
    return row is not None and len({reading[column].value for reading in row.readings}) == 1


SEVERAL = 3
"""So many columns do not hold by chance."""


def _mends(solution: Solution, law: Equation, number: int, column: int, new: int) -> bool:
    total = 0
    for position, member in enumerate(law.members):
        readings = solution.candidates[member]
        value = new if member == number else readings[0][column].value
        if value is None or (member != number and len(readings) != 1):
            return True
        total += value if position < len(law.left) else -value
    return total == 0
