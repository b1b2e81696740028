"""Deciding between candidates with the sums of the columns.

Rows that are printed whole stand as they are. Every other row has candidates; a candidate goes when, in some column
whose identity can hold at all, no choice of the other rows' candidates completes its sum. Removing candidates this
way is sound: what is left always contains every combination that satisfies all the identities.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from attrs import define, frozen

from ...forms import Table
from ..reading.slots import Reading, Row, State, all_known

MAX_SUMS = 20_000
"""Most distinct partial sums kept for one column; past it the column decides nothing."""


@frozen
class Equation:
    """An identity over rows: the sum of ``left`` equals the sum of ``right``, in every column. Members are row numbers."""

    left: tuple[int, ...]
    right: tuple[int, ...]

    @property
    def members(self) -> tuple[int, ...]:
        """All rows of the identity."""
        return self.left + self.right

    def differences(self, rows: Sequence[Sequence[int]]) -> list[int]:
        """By how much the left side is more than the right, in every column of these rows."""
        left, right = (map(sum, zip(*[rows[m] for m in side], strict=True)) for side in (self.left, self.right))
        return [a - b for a, b in zip(left, right, strict=True)]


@cache
def equations(table: Table) -> list[Equation]:
    """The identities over rows of a table, as row numbers in printed order."""
    order = {path: n for n, (path, _, _) in enumerate(table.rows())}
    return [
        Equation(tuple(order[m] for m in identity.left), tuple(order[m] for m in identity.right))
        for identity in table.identities
        if identity.over == "rows"
    ]


@define
class Solution:
    """What is left of each row's candidates, and which (equation, column) pairs can hold with them.

    ``settled[e][c]`` is ``True`` when equation ``e`` holds for some choice in column ``c``, ``False`` when it cannot hold, and
    ``None`` when it cannot be evaluated (a row is missing, open or unreadable there).
    """

    candidates: list[list[Reading]]
    settled: list[list[bool | None]]
    bounded: bool = False


def solve(rows: Sequence[Row | None], equations: Sequence[Equation], width: int) -> Solution:
    """Narrow the candidates of all rows as far as the equations allow. ``None`` is a row the document does not hold.

    A row of which nothing is printed is taken for zeros. Counts are not negative, so where such rows stand on one side of
    an equation that holds, they are zero; where they stand on both sides the equation says nothing. It never chooses
    between candidates of the others: one that makes up for a number of the lost row would seem to hold as well.
    """
    state = Solution([list(r.readings) if r else [] for r in rows], [[None] * width for _ in equations])
    if settled := _settled(rows, equations):
        state.settled = settled
        return state
    assumed = [is_assumed(row) for row in rows]
    one_sided = [not (_any(assumed, law.left) and _any(assumed, law.right)) for law in equations]
    sure = [not _any(assumed, law.members) for law in equations]
    unsettled = True
    rounds = 0
    while unsettled and rounds < 12:
        unsettled = False
        rounds += 1
        for number, equation in enumerate(equations):
            for column in range(width):
                if one_sided[number] and _narrow(state, rows, equation, number, column, sure[number]):
                    unsettled = True
    return state


def is_assumed(row: Row | None) -> bool:
    """Whether a row may be one of which nothing is printed."""
    return row is not None and any(all(s.state is State.LOST and not s.value for s in r) for r in row.readings)


def _settled(rows: Sequence[Row | None], equations: Sequence[Equation]) -> list[list[bool | None]] | None:
    """Which equations hold in which columns, when every row is printed whole; ``None`` when one is not."""
    values: list[Sequence[int]] = []
    for row in rows:
        if row is None or not row.clean or not all_known(row.values):
            return None
        values.append(row.values)
    return [[difference == 0 for difference in law.differences(values)] for law in equations]


def _any(flags: Sequence[bool], members: Sequence[int]) -> bool:
    return any(flags[m] for m in members)


def _narrow(
    state: Solution, rows: Sequence[Row | None], equation: Equation, number: int, column: int, sure: bool
) -> bool:
    """Apply one equation in one column. Returns whether a candidate was removed."""
    fixed = 0
    loose: list[tuple[int, int, dict[int, None]]] = []  # row, sign, its values
    left = len(equation.left)
    for position, member in enumerate(equation.members):
        row = rows[member]
        readings = state.candidates[member]
        if row is None or row.open or not readings:
            state.settled[number][column] = None
            return False
        sign = 1 if position < left else -1
        if len(readings) == 1:
            value = readings[0][column].value
            if value is None:
                state.settled[number][column] = None
                return False
            fixed += sign * value
            continue
        values = {value: None for r in readings if (value := r[column].value) is not None}
        if any(r[column].value is None for r in readings):
            state.settled[number][column] = None
            return False
        if len(values) == 1:
            fixed += sign * next(iter(values))
        else:
            loose.append((member, sign, values))
    if not loose:
        state.settled[number][column] = fixed == 0
        return False
    return _filter(state, loose, -fixed, number, column, sure)


def _filter(
    state: Solution, loose: list[tuple[int, int, dict[int, None]]], target: int, number: int, column: int, sure: bool
) -> bool:
    forward: list[set[int]] = [{0}]
    for _, sign, values in loose:
        sums = {s + sign * v for s in forward[-1] for v in values}
        if len(sums) > MAX_SUMS:
            state.settled[number][column] = None
            state.bounded = True
            return False
        forward.append(sums)
    if target not in forward[-1]:
        state.settled[number][column] = False
        return False
    state.settled[number][column] = True
    if not sure:
        return False  # what seems to be wanting may be of the row that is only assumed to be zeros
    removed = False
    needed = {target}
    for (member, sign, values), before in zip(reversed(loose), reversed(forward[:-1]), strict=True):
        alive = {v for v in values if any(n - sign * v in before for n in needed)}
        needed = {n - sign * v for n in needed for v in alive} & before
        if len(alive) < len(values):
            kept = [r for r in state.candidates[member] if r[column].value in alive]
            removed = removed or len(kept) < len(state.candidates[member])
            state.candidates[member] = kept
    return removed
