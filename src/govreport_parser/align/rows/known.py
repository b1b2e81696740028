"""The rows of table three as the form has them, with what was read of each, and what the columns say of them together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from attrs import frozen

from ..reading.atoms import Atom, Sort, holds_digits
from ..reading.segments import holds_nones
from ..reading.slots import Row, Sums
from .line import Line
from .recover import recovered
from .solve import Equation, Solution, solve


@frozen
class Known:
    """The rows of a table by number, as the form has them, and what the columns say of them."""

    text: str
    lines: Sequence[Line | None]
    rows: Sequence[Row | None]
    laws: Sequence[Equation]
    solution: Solution
    sums: Sums
    kept: Sequence[bool]
    """Whether a row is clean and breaks none of its own sums."""
    split: bool


def take_together(
    text: str, lines: Sequence[Line | None], laws: Sequence[Equation], sums: Sums, *, split: bool
) -> Known:
    """The rows, those without candidates of their own recovered, and the candidates that the columns leave."""
    rows = recovered([line.row if line else None for line in lines], laws, sums, [_printed(line) for line in lines])
    solution = solve(rows, laws, sums.slots)
    kept = [row is not None and row.clean and sums.hold(row.values) for row in rows]
    if any(row is not None and row.clean and not held for row, held in zip(rows, kept, strict=True)):
        # A printed error somewhere: the columns it is in would rule out true readings, so they rule out none.
        solution.candidates = [list(row.readings) if row is not None else [] for row in rows]
    return Known(text, lines, rows, laws, solution, sums, kept, split)


def _printed(line: Line | None) -> Sequence[Atom] | None:
    """What is printed for a row: its values and those left over straight behind them, or else the text that holds digits.

    ``None`` where the numbers are another row's, or other text has taken marks of its empty cells along.
    """
    if line is None:
        return ()
    if line.next_row or line.odd or (line.run.values and any(map(holds_nones, line.atoms))):
        return None
    if line.interrupted:
        return [a for a in line.atoms if a.sort is not Sort.EMPTY]
    left = takewhile(lambda chunk: not chunk.text, line.run.rest)
    return [*line.run.values, *(a for c in left for a in c.values)] or [a for a in line.atoms if holds_digits(a)]
