"""Table rows of cells that hold nothing but lines: nearly all rows are such, and are read at once in a third of the time."""

from __future__ import annotations

import re
from collections.abc import Callable

from .html_lines import MARK, shown_lines
from .html_marks import SPANNED, Marks, argument

ONE = (1, 1)
"""The rows and columns of most cells."""
PLAIN_ROW = re.compile(rf"\s*+(?:{MARK}[CHKL][^{MARK}]*+{MARK}[ch]\s*+)++{MARK}r\s*+")
"""Behind the mark of a row: cells and their ends, white space between them, and the row's end."""


def plain_cells(row: str, known: Marks, trim: Callable[[str], str]) -> tuple[list[str], list[tuple[int, int]]]:
    """The texts of a plain row's cells, their lines parted by line breaks, and their rows and columns."""
    pieces = row.split(MARK)[1:-1:2]
    sizes = [ONE] * len(pieces)
    for i in [i for i, piece in enumerate(pieces) if piece[0] in SPANNED]:
        sizes[i] = known.spans[argument(pieces[i][1])]
        pieces[i] = pieces[i][1:]
    texts = [trim(piece[1:]) for piece in pieces]
    if "\n" in (joined := MARK.join(texts)) or "  " in joined:  # one look at all of them
        texts = ["\n".join(shown_lines(text, trim)) if "\n" in text or "  " in text else text for text in texts]
    return texts, sizes
