"""A row of table three while it is being aligned, and the copy of the table it is in."""

from __future__ import annotations

from attrs import define, frozen

from ..labels.lexicon import Hit
from ..labels.spot import Anchor
from ..reading.atoms import Atom
from ..reading.segments import Run
from ..reading.slots import Row


@frozen
class Copy:
    """One copy of the table in the text: its hits, and the position where something else begins."""

    hits: tuple[Hit, ...]
    end: int


@define
class Line:
    """One row being aligned: its path, its anchor, what stands behind it, and what was made of it."""

    path: str
    anchor: Anchor
    atoms: list[Atom]
    run: Run
    row: Row | None = None
    placed: bool = False
    """The label is lost; the row was placed by its neighbours."""
    borrowed: bool = False
    """Something taken for the row's may be another's: its numbers stand behind words, or its last blank is 无 of 无法提供."""
    next_row: bool = False
    """The numbers behind its label are a neighbour's: they stand behind the numeral of the next row, whose label is cut, or are
    the first of two runs below a row without any."""
    interrupted: bool = False
    """Words or marks stand where its cells do, so nothing can be made up for what is wanting."""

    odd: bool = False
    """It prints as many numbers as the form has cells, and most other rows do not: no sum tells whether they are its own."""

    def copy(self) -> Line:
        """The line before anything was made of it, for a try with another edition."""
        return Line(self.path, self.anchor, self.atoms, self.run, borrowed=self.borrowed)
