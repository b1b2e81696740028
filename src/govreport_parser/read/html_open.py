"""What is open while a page is walked: its tables, and the blocks around its fields."""

from __future__ import annotations

from ..cells import Place
from .html_grid import Grid

_DEEPEST = 64
"""An end tag closes no block further out than this: only hostile pages have any there."""


class OpenBlocks:
    """The open blocks, and those that are closed. Fields are given by how many there were before."""

    __slots__ = ("_open", "boxes")

    def __init__(self) -> None:
        self.boxes: list[tuple[int, int]] = []
        """The blocks of more than one field, as ranges of fields."""
        self._open: list[tuple[str, int]] = []

    def __len__(self) -> int:
        return len(self._open)

    def start(self, letter: str, field: int) -> None:
        """A block begins."""
        self._open.append((letter, field))

    def end(self, letter: str, base: int, field: int) -> None:
        """An end tag closes the innermost block of its letter and those inside, but none before ``base``."""
        blocks = self._open
        if len(blocks) > base and blocks[-1][0] == letter:  # as nearly always
            self.add(blocks.pop()[1], field)
            return
        for i in range(len(blocks) - 1, max(base, len(blocks) - _DEEPEST) - 1, -1):
            if blocks[i][0] == letter:
                self.close(i, field)
                break

    def close(self, base: int, field: int) -> None:
        """All blocks end but the first ``base``."""
        while len(self._open) > base:
            self.add(self._open.pop()[1], field)

    def add(self, first: int, field: int) -> None:
        """A block, or a table, ends that began before field ``first``."""
        box = (first, field)
        if field - first > 1 and (not self.boxes or self.boxes[-1] != box):
            self.boxes.append(box)


class OpenTable:
    """An open table: its grid, and the open cell with what it has collected so far."""

    __slots__ = ("base", "cell", "cell_first", "cells", "first", "grid", "group", "in_row", "place", "value")

    def __init__(self, index: int, first: int) -> None:
        self.grid: Grid = Grid(index)
        self.first: int = first  # the item that it starts at
        self.cell_first: int = first  # the item that its open cell starts at
        self.cells: int = 0
        self.group: str = ""  # the open row group: thead, tbody or tfoot
        self.in_row: bool = False
        self.cell: str = ""  # the name of the open cell: td or th
        self.place: Place | None = None
        self.base: int = 0  # how many boxes were open when the cell began
        self.value: str = ""  # of an <input> in the cell
