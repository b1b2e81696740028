"""Tables that spell every number out, with the labels of its row and of its column before it: 予以公开：自然人：3.

Exports print a table so, a number to a line, or the label of a row once and then every column with its number. No cell
is without its labels then; each cell of the form must be printed once, and all sums must hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...blocks import Document
from ...cells import Cell
from ...forms import Layout
from ...numbers import header_unit
from ...text import COUNTER
from ..labels.lexicon import Hit, lexicon, table_with
from ..result import Aligned
from .crossed import cell_of, column_of, of_form

_MARKS = r"[\s|│┃：:=＝,，\"'“”‘’）)\]]*+"
_UNIT = rf"(?:[（(](?:单位[：:]?)?(?:{COUNTER}|[百千]?[万亿]?元)[)）])?+"
_VALUE = re.compile(
    rf"{_UNIT}{_MARKS}([+＋\-－–−]?\d[\d,.]*(?:[百千]?[万亿]?元|{COUNTER})?|[-—–－]{{1,2}}|/|无)"
    r"(?=[\s|│┃,，;；。、\"'”’)\]}]|$)(?!\s*[|│┃,，;；、\"'”’]?\s*\d)"
)
"""A number straight behind a label, with no other behind it: one in the next line may be the rest of it."""


class _Spelled(NamedTuple):
    """A label with a number straight behind it, the label of its row, and the number."""

    row: str
    hit: Hit
    value: re.Match[str]


def spelled_out(document: Document, hits: Sequence[Hit], layout: Layout) -> Aligned | None:
    """The table whose every number stands behind the labels of its row and its column, if all of it does."""
    table = table_with(layout)
    cells: dict[str, Cell] = {}
    for row, hit, value in _spelled(document.text, hits, table):
        column = column_of(table, hit)
        if column is None or (path := f"{table}.{row}.{column.id}") in cells:
            return None
        unit = header_unit(document.text[hit.start : value.start(1)])
        cell = cell_of(value[1], value[1], value.span(1), column, unit)
        if cell is None:
            return None
        cells[path] = cell
    return of_form(cells, table) if cells else None


def _spelled(text: str, hits: Sequence[Hit], table: str) -> Iterator[_Spelled]:
    """Every column's label with a number behind it, with the row that is named last before it."""
    row: str | None = None
    for hit in _in_one_cell(text, hits):
        senses = hit.senses
        if table not in senses.tables:
            row = row if senses.aside else None  # another table begins, or a section
            continue
        value = _VALUE.match(text, hit.end) if table in senses.columns else None
        if value is not None:
            if row is not None:
                yield _Spelled(row, hit, value)
        elif not senses.aside and (table not in senses.columns or table in senses.rows):
            row = senses.rows.get(table)


def _in_one_cell(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """The labels; one over a boundary of cells (其他, 法律服务机构) as the labels that stand before it and behind."""
    for hit in hits:
        cut = text.find("\t", hit.start, hit.end)
        if cut < 0:
            yield hit
            continue
        yield from lexicon().find(text, hit.start, cut)
        yield from (behind for behind in lexicon().find(text, cut, hit.end + LONGEST) if behind.start < hit.end)


LONGEST = 40
"""No label has more characters than this."""
