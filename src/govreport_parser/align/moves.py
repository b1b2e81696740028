"""Numbers of one row that moved: one was lost between them, and a stray one stands in its stead."""

from __future__ import annotations

from collections.abc import Sequence

from .lex import Edge
from .slots import Reading, Sums

MOST_MISPRINTS = 2
"""So many changed numbers are as likely printed wrong as moved."""


def moved_cells(values: Sequence[int | None], sums: Sums) -> set[int]:
    """The cells of a row of several groups that one lost cell and one stray number may have moved.

    Two sums or more are broken then, and hold again where the numbers between the two are moved back. A number printed
    wrong breaks one, and two of them are as likely as a move that changes no more than two.
    """
    size = sums.parts + 1
    known = [value for value in values if value is not None]
    group = Sums(sums.parts)
    broken = sum(not group.hold(values[at : at + size]) for at in range(0, len(values), size))
    if len(known) < len(values) or broken < 2:
        return set()
    ways = [
        {n for n, pair in enumerate(zip(known, other, strict=True)) if len({*pair}) > 1}
        for other in shifts(known, sums)
    ]
    return {n for changed in ways if len(changed) > MOST_MISPRINTS for n in changed}


def soft(reading: Reading) -> bool:
    """Whether some boundary in the row may not be a cell's, or is that of another row."""
    return any(s.atom is not None and s.atom.edge is not Edge.HARD for s in reading[1:])


def shifts(values: list[int], sums: Sums) -> list[list[int]]:
    """Every way to drop one value and lose another that keeps the sums and changes more than one cell."""
    out: list[list[int]] = []
    size = sums.parts + 1
    for dropped in range(len(values)):
        rest = values[:dropped] + values[dropped + 1 :]
        for lost in range(len(values)):
            other = [*rest[:lost], 0, *rest[lost:]]
            group = lost // size * size
            parts = other[group : group + size]
            gap = parts[-1] - sum(parts[:-1])
            other[lost] = gap if lost < group + size - 1 else -gap
            changed = sum(a != b for a, b in zip(values, other, strict=True))
            if other[lost] >= 0 and changed > 1 and sums.hold(other):
                out.append(other)
    return out
