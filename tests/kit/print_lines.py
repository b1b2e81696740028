"""Print an article as the lines of a laid-out page: what a reader of PDF files gives that puts a space between two words.

Cells are wrapped at the width of their columns and stand in the middle of their rows, side labels in the middle of several.
What stands at one height is a line. So a label's numbers may stand between two of its lines, or behind one of them.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

from .article import MARK, Article, Grid, Line, Slot
from .print_text import chunks, width

PAGE = 45
"""The lines of a page."""


class _Cell(NamedTuple):
    slot: Slot
    row: int
    column: int
    lines: list[str]


def pdf_lines(article: Article, rng: random.Random) -> str:
    """The whole article, with the foot and the head of a page now and then."""
    labels, numbers = rng.choice((12, 18, 26)), rng.choice((6, 8, 14))
    touching = rng.random() < 0.5
    out: list[str] = []
    for part in article.parts:
        if isinstance(part, Line):
            out += chunks(part.text, 76)
        else:
            out += _grid(part, labels, numbers, touching)
    foot = rng.choice(("{} / 9", "- {} -", "第 {} 页"))
    pages = [out[at : at + PAGE] for at in range(0, len(out), PAGE)]
    return "\n".join(line for n, page in enumerate(pages, 1) for line in [*page, foot.format(n), article.title])


def _grid(grid: Grid, labels: int, numbers: int, touching: bool) -> list[str]:
    cells = _cells(grid, labels, numbers)
    heights = [1] * len(grid.rows)
    for cell in sorted(cells, key=lambda c: c.slot.rowspan):
        rows = range(cell.row, min(cell.row + cell.slot.rowspan, len(heights)))
        heights[rows[-1]] += max(0, len(cell.lines) - sum(heights[row] for row in rows))
    at: dict[int, list[tuple[int, str, bool]]] = {}
    for cell in cells:
        height = sum(heights[cell.row : cell.row + cell.slot.rowspan])
        top = 2 * sum(heights[: cell.row]) + height - len(cell.lines)
        for n, line in enumerate(cell.lines):
            full = touching and cell.slot.path is None and width(line) >= _wide(cell.slot, labels, numbers)
            at.setdefault(top + 2 * n, []).append((cell.column, line, full))
    return [_joined(sorted(at[height])) for height in sorted(at)]


def _joined(pieces: Sequence[tuple[int, str, bool]]) -> str:
    """A line. Two labels touch where the first has filled its cell."""
    out, full = "", False
    for _, text, fills in pieces:
        apart = not full or MARK.match(text) or text[:1].isdecimal()
        out += f" {text}" if out and apart else text
        full = fills
    return out


def _cells(grid: Grid, labels: int, numbers: int) -> list[_Cell]:
    """The printed cells that show something, wrapped, each in the row and the column that it begins in."""
    taken: set[tuple[int, int]] = set()
    out: list[_Cell] = []
    for i, row in enumerate(grid.rows):
        j = 0
        for slot in row:
            while (i, j) in taken:
                j += 1
            taken |= {(i + a, j + b) for a in range(slot.rowspan) for b in range(slot.colspan)}
            if slot.text.strip():
                lines = [slot.text] if slot.path else chunks(slot.text, _wide(slot, labels, numbers))
                out.append(_Cell(slot, i, j, lines))
            j += slot.colspan
    return out


def _wide(slot: Slot, labels: int, numbers: int) -> int:
    """The width of a cell: labels stand in wide columns, the header over numbers in theirs."""
    return slot.colspan * (labels if slot.role in ("label", "side", "corner", "title") else numbers)
