"""Table rows of cells that hold nothing but lines: nearly all rows are such. As many as follow one another are read at once.

Most tables of a form are of one build, whatever stands in their cells, so where the cells of such rows stand is worked
out once for all pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from ..blocks import Gap
from ..cells import Place
from .html_grid import Grid, State
from .html_lines import MARK, shown_lines
from .html_marks import BOXES, ROW, SPANNED, size_of

ONE = (1, 1)
"""The rows and columns of most cells."""

_BOX = f"{MARK}[{BOXES}{BOXES.lower()}]"
_ONE_ROW = rf"{ROW}\s*+(?:{MARK}[CHKL][^{MARK}]*+(?:{_BOX}[^{MARK}]*+)*+{MARK}[ch]\s*+)++{MARK}r\s*+"
PLAIN_ROWS = re.compile(rf"{_ONE_ROW}(?:{_ONE_ROW})*+")
"""Rows of cells and their ends, with white space between them. A block that begins or ends in a cell is a line's end."""
_LETTERS = "CHKLr"
_ANY_BOX = re.compile(_BOX)
_SPANNED = re.compile(f"[{''.join(SPANNED)}]")
_LONG = 1500
"""The build of rows whose letters are more than this is not kept: it would fill the memory, and hardly be seen again."""


class Build(NamedTuple):
    """Where the cells of some rows stand, one after the other."""

    gaps: tuple[Gap, ...]
    places: tuple[Place | None, ...]
    spanned: tuple[int, ...]
    """Which of them the grid has to remember (see :meth:`.Grid.remember`)."""
    after: State
    """That of the grid behind the rows."""
    placeless: int
    """How many have no place."""


def contents(rows: str) -> tuple[list[str], str, bool]:
    """What stands in the cells of plain rows, the letters of cells and row ends, and whether there are blocks in cells.

    The arguments of all letters that have some stand behind the last.
    """
    pieces = rows.split(MARK)[2::2]  # without those behind the start of a row and the end of a cell
    letters = "".join([piece[0] for piece in pieces])
    if letters.strip(_LETTERS):  # the piece behind that of the first block
        return *contents(_ANY_BOX.sub("\n", rows))[:2], True
    arguments = []
    for spanned in _SPANNED.finditer(letters):
        i = spanned.start()
        arguments.append(pieces[i][1:3])
        pieces[i] = pieces[i][2:]
    return [piece[1:] for piece in pieces if piece[0] != "r"], letters + "".join(arguments), False


def shown(texts: list[str], trim: Callable[[str], str]) -> list[str]:
    """The texts of cells, their lines parted by line breaks."""
    texts = list(map(trim, texts))
    if "\n" in (joined := MARK.join(texts)) or "  " in joined:  # one look at all of them
        texts = ["\n".join(shown_lines(text, trim)) if "\n" in text or "  " in text else text for text in texts]
    return texts


def build(letters: str, before: State) -> Build:
    """Where the cells of plain rows stand, by their letters and the grid's state before them."""
    return (_kept if len(letters) < _LONG else _build)(letters, before)


def _build(letters: str, before: State) -> Build:
    grid = Grid(before.table)
    grid.restore(before)
    gaps: list[Gap] = []
    places: list[Place | None] = []
    *rows, arguments = letters.split("r")
    written = iter(map("".join, zip(*[iter(arguments)] * 2, strict=True)))
    for row in rows:
        sizes = [size_of(next(written)) if letter in SPANNED else ONE for letter in row]
        grid.start_row()
        places += grid.slots(sizes)
        gaps += [Gap.ROW] + [Gap.CELL] * (len(sizes) - 1)
    spanned = [i for i, place in enumerate(places) if place is not None and place.rowspan != 1]
    return Build(tuple(gaps), tuple(places), tuple(spanned), grid.state(), places.count(None))


_kept = lru_cache(maxsize=128)(_build)
