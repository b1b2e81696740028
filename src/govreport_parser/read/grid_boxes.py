"""The cells of drawn tables, read downwards: a box for each, with the lines that it prints, and the rows that boxes begin in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from attrs import define, frozen

from .grid_lines import Drawn, Piece

LONGEST_CELL = 12
LONGEST_LABEL = 60
"""A box with more printed lines and characters than these is no cell but a part of the page's layout: its lines stay lines."""


@define
class Box:
    """One cell while it is read downwards: its columns on the screen, the line it begins in, its pieces by line."""

    left: int
    right: int
    top: int
    pieces: dict[int, Piece]
    under: tuple[Box, ...] = ()
    """The boxes above it with no rule between: the line above has its bars elsewhere."""

    @property
    def bottom(self) -> int:
        """The last line it has."""
        return next(reversed(self.pieces))

    def printed(self) -> list[Piece]:
        """The pieces that print something."""
        return [p for p in self.pieces.values() if p.start < p.end]

    def is_long(self) -> bool:
        """Whether it holds more than any label of a form, however narrow."""
        lines = self.printed()
        return len(lines) > LONGEST_CELL and sum(p.end - p.start for p in lines) > LONGEST_LABEL


@frozen
class Row:
    """The boxes that begin in one line, and those from above that go on beside them."""

    top: int
    boxes: tuple[Box, ...]

    def own(self) -> list[Box]:
        """The boxes that begin here."""
        return [b for b in self.boxes if b.top == self.top]

    def layout(self) -> bool:
        """Whether it is a part of the page's layout, with lines of text in it."""
        return any(b.is_long() for b in self.own())


def boxes_of(table: Drawn) -> list[Box]:
    """Every box of a table, in the order in which they begin."""
    out: list[Box] = []
    above: dict[tuple[int, int], Box] = {}
    before: list[Box] = []
    for number, pieces in enumerate(table.lines):
        here: dict[tuple[int, int], Box] = {}
        beside: Box | None = None
        for piece in pieces:
            if piece.rule:
                continue
            place = (piece.left, piece.right)
            box = None if piece.odd else above.get(place)
            if box is None:
                met = tuple([b for b in before if b.left < piece.right and piece.left < b.right])
                box = Box(*place, beside.top if beside and piece.odd else number, {}, met)
                out.append(box)
            box.pieces[number] = piece
            here[place] = beside = box
        before = list(here.values())
        if any(p.rule for p in pieces) or not any(p.odd for p in pieces):
            above = here
    return out


def rows_of(boxes: Sequence[Box]) -> list[Row]:
    """The rows that print anything where they begin."""
    out: list[Row] = []
    going: list[Box] = []
    for top, begun in groupby(sorted(boxes, key=lambda b: b.top), key=lambda b: b.top):
        own = list(begun)
        going = [b for b in going if top <= b.bottom] + own
        if any(b.printed() for b in own):
            out.append(Row(top, tuple(sorted(going, key=lambda b: b.left))))
    return out
