"""Table four in a text of columns whose labels are all wrapped, so that none is found: its row of numbers, and the header above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from ...blocks import Document
from ...forms import Table
from ...numbers import counts
from ...text import key
from ..labels.wrapped_header import are_upright, are_wrapped, lines_above
from ..reading.slots import Sums
from ..reading.whole import NUMBER, cells_of, goes_on
from ..result import Aligned

MOST_ROWS = 12
"""A text with more lines of as many numbers than this is no report, or prints another table so."""


def in_columns(document: Document, table: Table) -> Iterator[Aligned]:
    """Every row of the table that stands in lines of its own, keeps its sums, and has the form's header in the lines above it."""
    (block,) = table.blocks
    columns = [column.id for column in block.columns]
    sums = Sums(len(columns) - 1, len(block.rows))
    paths = [f"{table.id}.{row.id}.{column}" for row in block.rows for column in columns]
    text = document.text
    for match in islice(_row(sums.slots).finditer(text), MOST_ROWS):
        values, texts = counts(match.groups()), match.groups()
        above = lines_above(text, match.start(1))
        if sums.hold(values) and not goes_on(text, match.end(), texts, sums.slots) and _is_header(above, table):
            cells = dict(zip(paths, cells_of(document, values, texts, match.regs[1:]), strict=True))
            yield Aligned(table.id, None, cells, (_header_start(text, match.start(1), above, table), match.end()))


def _is_header(lines: Sequence[str], table: Table) -> bool:
    """Whether lines print all columns for each kind of dispute, and the kinds, side by side in the form's order."""
    (block,) = table.blocks
    first, *others = [key(row.label.text) for row in block.rows]
    over = [key(label.text) for label in table.side_labels]
    columns = [key(column.label.text) for column in block.columns]
    beside = columns * len(block.rows)
    kinds = all(are_wrapped(lines, labels) for labels in ([first, *over], others))
    return kinds and (are_upright(lines, columns, len(block.rows)) or are_wrapped(lines, beside))


def _header_start(text: str, row: int, above: Sequence[str], table: Table) -> int:
    """Where the header begins that stands above a row: the line of the first kind of dispute and of the label over the others."""
    (block,) = table.blocks
    heads = key("".join([block.rows[0].label.text, *(label.text for label in table.side_labels)]))
    at = text.rfind("\n", 0, row)
    for line in reversed(above):
        at -= len(line) + 1
        if key(line) == heads:
            return at + 1 + len(line) - len(line.lstrip())
    return row


@cache
def _row(slots: int) -> re.Pattern[str]:
    """So many plain numbers in a line, or in several, and nothing else."""
    return re.compile(r"^[ \t]*" + r"(?:[ \t]+|[ \t]*\n\s*)".join([NUMBER] * slots) + r"[ \t]*$", re.MULTILINE)
