"""A text with drawn tables set out anew: each cell whole, a row to a line, and every character with its origin."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from attrs import define, frozen

from ..cells import Span
from .grid_boxes import Row
from .grid_lines import Drawn, Piece


@frozen
class View:
    """A text set out anew, and where each stretch of it comes from. A stretch of the view's own has no length there."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    lengths: tuple[int, ...]

    def back(self, start: int, end: int) -> Span:
        """The least span of the given text that holds everything in ``text[start:end]``."""
        pieces = self.pieces(start, end)
        return min(a for a, _ in pieces), max(b for _, b in pieces)

    def pieces(self, start: int, end: int) -> list[Span]:
        """The stretches of the given text that stand in ``text[start:end]``, in this view's order; at least one."""
        first = max(0, bisect_right(self.starts, start) - 1)
        out: list[Span] = []
        for n in range(first, len(self.starts)):
            begin, origin, length = self.starts[n], self.origins[n], self.lengths[n]
            if begin >= end and n > first:
                break
            low, high = max(start - begin, 0), min(end - begin, length)
            if low < high:
                out.append((origin + low, origin + high))
        low = min(max(start - self.starts[first], 0), self.lengths[first])
        return out or [(self.origins[first] + low,) * 2]


@define
class _Writer:
    """Collects the stretches of a view."""

    text: str
    out: list[str]
    stretches: list[tuple[int, int, int]]
    at: int = 0
    last: int = 0

    def copy(self, start: int, end: int) -> None:
        """Take a stretch of the given text."""
        self._put(self.text[start:end], start, end - start)
        self.last = end

    def add(self, own: str) -> None:
        """Write something of the view's own."""
        self._put(own, self.last, 0)

    def _put(self, what: str, origin: int, length: int) -> None:
        self.stretches.append((self.at, origin, length))
        self.out.append(what)
        self.at += len(what)


def view_of(text: str, tables: Sequence[tuple[Drawn, list[Row]]]) -> View:
    """The text with the rows of these tables in the place of their lines."""
    out = _Writer(text, [], [])
    at = 0
    for table, rows in tables:
        out.copy(at, table.start)
        for row in rows:
            (_write_layout if row.layout() else _write_row)(out, row)
        at = table.end
    out.copy(at, len(text))
    starts, origins, lengths = zip(*out.stretches, strict=True)
    return View("".join(out.out), starts, origins, lengths)


def _write_row(out: _Writer, row: Row) -> None:
    """One row as one line between bars; a cell that goes on from above is empty here, as the first of a span is filled."""
    for box in row.boxes:
        out.add("│ ")
        printed = box.printed() if box.top == row.top else []
        for before, piece in pairwise([None, *printed]):
            if before and piece and _parted(out.text, before, piece):
                out.add(" ")
            if piece:
                out.copy(piece.start, piece.end)
        out.add(" ")
    out.add("│\n")


def _write_layout(out: _Writer, row: Row) -> None:
    """The lines of each box in turn; a line that fills its box goes on in the next. A rule that was wrapped is left out."""
    for box in row.own():
        pieces = list(box.pieces.values())
        rules = _rules(out.text, pieces)
        for n, piece in enumerate(pieces):
            before = pieces[n - 1] if n else None
            if rules[n] and (rules[n - 1 : n] == [True] or rules[n + 1 : n + 2] == [True]):
                continue
            if before and piece.start < piece.end and _goes_on(out.text, before, piece):
                out.copy(piece.inner + out.text[before.inner].isspace(), piece.end)
            else:
                out.add("\n")
                out.copy(piece.start, piece.end)
        out.add("\n")


def _rules(text: str, pieces: Sequence[Piece]) -> list[bool]:
    """Which lines of a box are drawn below columns, of which some is wide, or are the rest of such a line that was wrapped.

    A line of short dashes, ``-  -  --``, is cells that print nothing.
    """
    out: list[bool] = []
    for before, piece in pairwise([None, *pieces]):
        drawn = piece is not None and _RULE.fullmatch(text, piece.start, piece.end) is not None
        rest = before is not None and out[-1] and _is_filled(text, before)
        out.append(drawn and piece is not None and (rest or _WIDE.search(text, piece.start, piece.end) is not None))
    return out


_RULE = re.compile(r"[-=]+(?: +[-=]+)*")
_WIDE = re.compile(r"[-=]{4}")


def _is_filled(text: str, piece: Piece) -> bool:
    """Whether a line of a box has no room left behind it."""
    return piece.room <= 1 + text[piece.inner].isspace()


def _goes_on(text: str, before: Piece, piece: Piece) -> bool:
    return before.start < before.end and _is_filled(text, before) and not _parted(text, before, piece)


def _parted(text: str, before: Piece, piece: Piece) -> bool:
    """Whether two parts of a cell must not run together: digits and digits may be two numbers."""
    a, b = text[before.end - 1], text[piece.start]
    return a.isalnum() and b.isalnum() and not ("一" <= a <= "鿿" or "一" <= b <= "鿿")
