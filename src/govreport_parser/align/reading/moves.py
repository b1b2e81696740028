"""Numbers of one row that moved: one is lost or two are run together, and one is stray or in pieces."""

from __future__ import annotations

from collections.abc import Iterator

from .atoms import Edge
from .slots import Reading, Sums

MOST_MISPRINTS = 2
"""So many changed numbers are as likely printed wrong as moved."""


def moved_cells(reading: Reading, sums: Sums) -> set[int]:
    """The cells of a row of several groups that one lost cell and one stray number may have moved.

    Two sums or more are broken then, and hold again where the numbers between the two are moved back. A number printed
    wrong breaks one, and two of them are as likely as a move that changes no more than two.
    """
    size = sums.parts + 1
    values = [s.value for s in reading]
    known = [value for value in values if value is not None]
    group = Sums(sums.parts)
    broken = sum(not group.hold(values[at : at + size]) for at in range(0, len(values), size))
    if len(known) < len(values) or not broken:
        return set()
    ways = [
        {n for n, pair in enumerate(zip(known, other, strict=True)) if len({*pair}) > 1}
        for other in (shifts(reading, sums) if broken > 1 else _doubled(known, sums))
    ]
    return {n for changed in ways if len(changed) > MOST_MISPRINTS for n in changed}


def _doubled(values: list[int], sums: Sums) -> Iterator[list[int]]:
    """Every way to drop a number that stands twice in a row, and put back one that was lost."""
    for n in (n for n in range(1, len(values)) if values[n] and values[n] == values[n - 1]):
        yield from (other for other in _put_back(values[:n] + values[n + 1 :], sums) if sums.hold(other))


def soft(reading: Reading) -> bool:
    """Whether some boundary in the row may not be a cell's, or is that of another row."""
    return any(s.atom is not None and s.atom.edge is not Edge.HARD for s in reading[1:])


def shifts(reading: Reading, sums: Sums) -> Iterator[list[int]]:
    """Every way to have one number fewer and one more that keeps the sums and changes more than one cell.

    One is dropped, or two that only a space or a line break parts are joined; one that was lost is put back, or one is cut.
    """
    values = [s[1] or 0 for s in reading]
    for n in range(len(values)):
        rest = values[:n] + values[n + 1 :]
        for other in (*_put_back(rest, sums), *_cut(rest)):
            if sum(a != b for a, b in zip(values, other, strict=True)) > 1 and sums.hold(other):
                yield other
    for n in range(1, len(values)):
        atom = reading[n].atom
        if values[n - 1] and atom is not None and atom.edge is Edge.SOFT:
            whole = int(f"{values[n - 1]}{values[n]}")
            yield from (o for o in _put_back([*values[: n - 1], whole, *values[n + 1 :]], sums) if sums.hold(o))


def _put_back(rest: list[int], sums: Sums) -> Iterator[list[int]]:
    """The numbers with one more, at every place, that makes its group's sum hold."""
    size = sums.parts + 1
    for lost in range(len(rest) + 1):
        other = [*rest[:lost], 0, *rest[lost:]]
        group = lost // size * size
        parts = other[group : group + size]
        gap = parts[-1] - sum(parts[:-1])
        other[lost] = gap if lost < group + size - 1 else -gap
        if other[lost] >= 0:
            yield other


def _cut(rest: list[int]) -> Iterator[list[int]]:
    """The numbers with one of them cut in two, as two cells that run together are."""
    for at, value in enumerate(rest):
        printed = str(value)
        for cut in range(1, len(printed)):
            if printed[cut] != "0" or cut == len(printed) - 1:
                yield [*rest[:at], int(printed[:cut]), int(printed[cut:]), *rest[at + 1 :]]
