"""The copies of table two in a text, and the rows of one, each with the header above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import define, evolve, field

from ...blocks import Document
from ...cells import Span
from ...text import BLANKS, is_apart
from ..labels.lexicon import Hit, row_order
from ..labels.spot import REACH, field_at, is_noted, row_start, tail_end, valued
from ..reading.lex import lex
from ..reading.spans import one_of_each, repeated
from ..reading.whole import evenly_parted, plain_row
from .header import Header, money, read_header
from .line import Line
from .paths import titles_in_labels
from .table_doubts import below_empty

TAIL = 120
"""Numbers further behind the last label than this are not its row's."""


@define
class _Scan:
    """State while the labels of one copy are walked from top to bottom."""

    lines: list[Line] = field(factory=list)
    head: list[Hit] = field(factory=list)
    head_start: int = -1
    header: Header | None = None


def find_copies(
    document: Document, hits: Sequence[Hit], table: str, starts: Sequence[int]
) -> list[tuple[list[Hit], int]]:
    """Where the table stands: labels close together, block titles or column headers among them."""
    out: list[tuple[list[Hit], int]] = []
    group: list[Hit] = []
    rows: list[str] = []
    for hit in hits:
        if hit.senses.rows.get(table) and is_noted(document.text, hit):
            continue
        mine = table in hit.senses.tables
        if not group:
            if not mine:
                continue
        else:
            row = hit.senses.rows.get(table)
            again = row is not None and _begins_again(group, rows, row, table)
            foreign = not mine and hit.senses.tables
            apart = is_apart(document.text, group[-1].end, hit.start, REACH)
            if again or foreign or apart:
                head = [] if apart or not mine else _head(group, table)  # the header above the row that begins it again
                group = group[: len(group) - len(head)]
                _close(document, head[0] if head else hit, group, table, starts, out)
                group, rows = head, []
        if mine:
            if group and len(rows) == len(group) and not hit.senses.rows.get(table) and _is_mentioned(document, group):
                group, rows = [], []
            group.append(hit)
            if row := hit.senses.rows.get(table):
                rows.append(row)
    if group:
        _close(document, None, group, table, starts, out)
    return out


def _is_mentioned(document: Document, group: Sequence[Hit]) -> bool:
    """Whether sentences mention rows: none has its numbers behind it. The table begins with the header below them."""
    return not any(valued(document.text, hit) for hit in group)


def _begins_again(group: Sequence[Hit], rows: Sequence[str], row: str, table: str) -> bool:
    """Whether the table is printed once more: its first row again, or an earlier row than the last under a header of its own."""
    if len(rows) > 3 and row == rows[0]:
        return True
    ranks = row_order(table)
    return len(rows) > 2 and ranks[row] < ranks[rows[-1]] and bool(_head(group, table))


def _head(group: Sequence[Hit], table: str) -> list[Hit]:
    """What stands behind the last row of a group."""
    last = next(n for n in range(len(group) - 1, -1, -1) if group[n].senses.rows.get(table))
    return list(group[last + 1 :])


def _close(
    document: Document,
    after: Hit | None,
    group: list[Hit],
    table: str,
    starts: Sequence[int],
    out: list[tuple[list[Hit], int]],
) -> None:
    rows = {r for h in group if (r := h.senses.rows.get(table))}
    heads = [h for h in group if h.senses.blocks.get(table) or h.senses.columns.get(table)]
    if not rows or not heads:
        return
    end = tail_end(document, starts, group[-1].end, 6, TAIL)
    out.append((group, min(end, after.start) if after else end))


def read_lines(document: Document, group: Sequence[Hit], end: int, table: str, starts: Sequence[int]) -> list[Line]:
    """The rows of a copy in printed order."""
    scan = _Scan()
    led = titles_in_labels(document.text, group, table)
    begin: int | None = None
    for hit, after in zip(group, [*group[1:], None], strict=True):
        if hit.start in led:
            begin = hit.start
            continue
        row = hit.senses.rows.get(table)
        if row and after and repeated(document.text, hit, after):
            continue
        if row:
            ends = row_start(document, hit.end, after.start) if after else end
            _row(document, scan, hit, row, (hit.start if begin is None else begin, ends), starts)
            begin = None
        elif hit.senses.blocks.get(table):
            scan.head, scan.head_start, scan.header = [hit], hit.end, None
        else:
            if scan.head_start < 0 or scan.header is not None:
                scan.head, scan.head_start, scan.header = [], hit.start, None
            scan.head.append(hit)
    return [evolve(line, header=None) for line in scan.lines] if _at_foot(scan, table) else scan.lines


def _at_foot(scan: _Scan, table: str) -> bool:
    """Whether headers are printed below their rows: there is none above the first, and below the last one that has no rows."""
    if not scan.lines or scan.lines[0].header is not None or scan.header is not None or not scan.head:
        return False
    return scan.head[-1].start > scan.lines[-1].hit.start and any(table in hit.senses.columns for hit in scan.head)


def _row(document: Document, scan: _Scan, hit: Hit, row: str, span: Span, starts: Sequence[int]) -> None:
    begin, end = span
    if scan.header is None and scan.head:
        scan.header = read_header(document.text, scan.head, scan.head_start, begin)
    columns = scan.header.columns if scan.header else None
    times = scan.header.times if scan.header else ()
    first = field_at(starts, hit.end)
    shared = bool(scan.lines) and _shares(document, scan.lines[-1].hit, hit, starts[first])
    if shared:
        scan.lines[-1] = evolve(scan.lines[-1], atoms=(), plain=None)  # a slash between the two is no cell
    if columns and not money(columns) and not times and not shared:
        plain = plain_row(document, hit.end, end, len(columns))
        rest = document.text[plain.spans[-1][1] : end] if plain else ""
        if plain and not rest.strip(_NOTHING) and evenly_parted(document.text, hit.end, plain.spans):
            scan.lines.append(Line(row, hit, scan.header, (), plain))
            return
    atoms = lex(document, first, hit.end, end, signed=True)
    shared = shared or below_empty(scan.lines[-1:], scan.header, atoms)
    if times and columns:
        atoms, once = one_of_each(atoms, times)
        shared = shared or not once
    scan.lines.append(Line(row, hit, scan.header, tuple(atoms), shared=shared))


def _shares(document: Document, above: Hit, hit: Hit, begin: int) -> bool:
    """Whether a label stands in one cell with that of the row above: on a page, or joined in a line: 行政处罚、行政强制."""
    if document.markup and above.start >= begin:
        return True
    joint = _JOINT.fullmatch(document.text, above.end, hit.start)
    return joint is not None and (bool(joint[1] or joint[2]) or _CELL_ENDS.match(document.text, hit.end) is not None)


_JOINT = re.compile(r"[^\S\n\t]*([、和及与與,，]?)[^\S\n\t]*|([/／])")
"""What joins two labels to one."""

_CELL_ENDS = re.compile(r"[^\S\n\t]*[\t|│┃]")
"""The end of a shown cell."""

_NOTHING = BLANKS + "|│┃"
