"""A column of an office's own among the kinds of applicants, counted in the total: no sum tells which of the columns it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ...cells import Cell
from ...forms import Table
from ..reading.segments import fillings
from ..reading.slots import slot
from ..result import doubt_some
from .line import Line

FEW_ROWS = 4
"""Of rows with a column of an office's own, no more than one of so many has a printed error."""


def doubt_own_column(lines: Sequence[Line], cells: dict[str, Cell], table: Table) -> dict[str, Cell]:
    """The cells, without those that would hold another number if another column were the office's own.

    Where most rows print as many numbers more than the form has columns, and the last is the sum of all others, any but
    the first and the last may be the own ones. What a row then says of a column is certain only if all of them agree, and
    nothing is where the office misprinted one of its numbers.
    """
    columns = [column.id for column in table.blocks[0].columns]
    printed = [(line.path, values) for line in lines if (values := fillings(line.run.values))]
    width = Counter([len(values) for _, values in printed]).most_common(1)[0][0] if printed else 0
    wide = [(path, [slot(atom).value for atom in values]) for path, values in printed if len(values) == width]
    if width <= len(columns) or len(wide) * 2 <= len(printed):
        return cells
    rows = [(path, [v for v in values if v is not None]) for path, values in wide if None not in values]
    broken = {path for path, values in rows if values[-1] != sum(values[:-1])}
    if len(broken) * FEW_ROWS > len(rows):
        return cells
    more = width - len(columns)
    unsure = [
        f"{table.id}.{path}.{column}"
        for path, values in rows
        for at, column in enumerate(columns)
        if path in broken or (column in columns[1:-1] and len({*values[at : at + more + 1]}) > 1)
    ]
    return doubt_some(cells, (path for path in unsure if path in cells))
