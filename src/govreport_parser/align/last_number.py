"""A text that ends with a digit may be cut off inside a number: what rests on that number alone is not certain."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from ..blocks import Document
from ..cells import Cell
from ..forms import FORMS, Kind, Table
from .labels.lexicon import table_of
from .reading.whole import THOUSANDS
from .result import Aligned, uncertain

_BLANKS = " \t\r\n\u3000\xa0"
_DOTS = ".…"
"""What may stand behind the place where a text is cut off: blanks, and the dots that say so."""

_SIGNS = "-－−–+＋"
"""What stands before a number that is cut off, if it is not a dash for an empty cell."""

_NUMBER = "0123456789０１２３４５６７８９,，"
"""What a number is printed with."""


def last_digit(document: Document) -> int:
    """Where the number ends that is the last thing in a document and may be cut off there; 0 if there is none.

    A number whose line is ended, or whose place on a page is closed, is whole.
    """
    end = len(document.text.rstrip(_BLANKS + _DOTS))
    if not end or not (document.text[end - 1].isdecimal() or document.text[end - 1] in _SIGNS):
        return 0
    tail = document.text[end:]
    dotted = tail.strip(_BLANKS) != ""
    ended = not document.open_end if document.markup else "\n" in tail
    return end if dotted or not ended else 0


def doubt_last(document: Document, copy: Aligned, end: int) -> Aligned:
    """A copy of a table in which the number that ends at ``end``, the last of the text, proves nothing.

    It stays certain if its row's sum holds with it. Otherwise its cell is withdrawn, and with it every cell that is
    printed nowhere.
    """
    if copy.span[1] != end:
        return copy
    start = min(len(document.text[:end].rstrip(_NUMBER)), end - 1)
    table = table_of(FORMS[copy.edition] if copy.edition else list(FORMS.values())[-1], copy.table)
    last = next((path for path, cell in copy.cells.items() if cell.span and cell.span[1] == end), None)
    if last is not None and _is_proven(table, copy.cells, last):
        return copy
    if document.text[end - 1] in _SIGNS and not (last and _is_signed(table, last)):
        return copy  # a dash for an empty cell
    start = _thousands_start(document.text, copy, start, end)
    cells = {p: uncertain(c) if c.span is None or c.span[1] > start else c for p, c in copy.cells.items()}
    return evolve(copy, cells=cells)


def _thousands_start(text: str, copy: Aligned, start: int, end: int) -> int:
    """Where the numbers begin that may be parts of one another, if they stand in a row without a sum: ``96 760 85`` may be two."""
    row = len(text[:start].rstrip(_NUMBER + _BLANKS))
    if not THOUSANDS.search(text, row, end):
        return start
    return min([c.span[0] for c in copy.cells.values() if c.span and c.span[0] >= row], default=start)


def _is_signed(table: Table, path: str) -> bool:
    """Whether the numbers of a cell's column have a sign."""
    names = {c.id for block in table.blocks for c in block.columns if c.kind is Kind.SIGNED}
    return path.rpartition(".")[2] in names


def _is_proven(table: Table, cells: Mapping[str, Cell], last: str) -> bool:
    row = last.rpartition(".")[0]
    return any(
        _holds(cells, left, right) for _, left, right in table.checks() if last in left + right and row in left[0]
    )


def _holds(cells: Mapping[str, Cell], left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether an identity holds with printed numbers alone."""
    sums = []
    for side in (left, right):
        values = [cell.value for path in side if (cell := cells.get(path)) is not None and cell.span is not None]
        if len(values) < len(side) or None in values:
            return False
        sums.append(sum(v for v in values if v is not None))
    return sums[0] == sums[1]
