"""The short way for the table whose rows stand side by side (table four), printed as its form declares it: one pattern."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ...blocks import Document
from ...cells import Span
from ...forms import FORMS, Table
from ...numbers import counts
from ..labels.lexicon import any_wording, table_of
from ..labels.spot import MOST_COPIES
from ..reading.slots import Sums
from ..reading.whole import BETWEEN, NUMBERS_END, cells_of, gap_or_line, goes_on, numbers_below
from ..result import Aligned

Side = tuple[Aligned, tuple[Span, Span]]
"""A table found by its pattern, and where the first and the last label of its header stand."""


class _Shape(NamedTuple):
    """The table as a pattern: groups for its first and its last label, then one for each number."""

    pattern: re.Pattern[str]
    paths: tuple[str, ...]
    sums: Sums


def find_side(document: Document, table: str, text: str) -> list[Side]:
    """Every copy of the table that is printed plainly in ``text``, the document's as it reads, and keeps its sums, in order."""
    shape = _shape(table_of(next(reversed(FORMS.values())), table), document.markup)
    out: list[Side] = []
    at = 0
    while len(out) < MOST_COPIES and (match := shape.pattern.search(text, at)):
        at = match.end()
        texts, spans = match.groups()[2:], match.regs[3:]
        values = counts(texts)
        if document.markup and len({"\n" in text[a:b] for (_, a), (b, _) in pairwise(spans)}) > 1:
            continue  # some cells of the row stand on lines of their own
        if shape.sums.add_up(values) and not goes_on(text, match.end(), texts, shape.sums.slots):
            cells = dict(zip(shape.paths, cells_of(document, values, texts, spans), strict=True))
            out.append((Aligned(table, None, cells, match.span(), printed=True), (match.regs[1], match.regs[2])))
    return out


@cache
def _shape(declared: Table, shown: bool) -> _Shape:
    """The header in two lines of cells: the first row and the label over the others, its columns, then theirs."""
    (block,) = declared.blocks
    first, *others = [any_wording(row.label) for row in block.rows]
    over = [any_wording(label) for label in declared.side_labels]
    columns = [any_wording(column.label) for column in block.columns]
    last = f"({columns[-1]})"
    header = [f"({first})", *over, *columns, *others, *(columns * len(others))[:-1], last]
    slots = len(columns) * len(block.rows)
    pattern = rf"{BETWEEN}*".join(header) + numbers_below(slots, gap_or_line(shown)) + NUMBERS_END
    paths = tuple(f"{declared.id}.{row.id}.{column.id}" for row in block.rows for column in block.columns)
    return _Shape(re.compile(pattern), paths, Sums(len(columns) - 1, len(block.rows)))
