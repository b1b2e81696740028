"""Which columns of a shown table the form's cells stand in, learnt from the rows that are complete.

Pages and tools add empty cells of their own (a label that spans two columns, a row filled up at its end). An empty cell
is a blank of the form only in a column where other rows print the form's numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from attrs import frozen

from .atoms import Atom, Edge, Sort

AGREEMENT = 0.9
"""The share of complete rows that must stand in the same columns."""

_DELIMITER = re.compile(r"[\t|│┃║¦｜︱]")


@frozen
class Shape:
    """The columns of the form's cells, left to right; none when the rows do not agree or no columns are shown."""

    text: str = ""
    columns: tuple[int, ...] = ()
    length: int = 0
    """How many cells a complete row shows, those of the page's own included."""
    counted: bool = False
    """The rows of a page show as many cells as the form has, if in other columns each: spans are wrong, or a row is a table."""
    behind: int = 0
    """So many cells behind its label are each row's own, in a text whose rows are only filled up at their ends.

    0 where that is not known.
    """

    def pick(self, atoms: Sequence[Atom]) -> list[Atom]:
        """The atoms in the form's columns, one for each.

        Empty if the row shows more or fewer cells than complete rows do, or a number outside the form's columns: then
        a cell is lost or doubled and the others may have moved.
        """
        if self.counted and len(atoms) == self.length and all(map(_is_single, atoms)):
            return list(atoms)
        if self.behind:
            return _told_apart(atoms[: self.behind])
        if self.columns and len(atoms) > self.length and all(map(_fills_up, atoms[self.length :])):
            return _told_apart(self.pick(atoms[: self.length]))
        if not self.columns or len(atoms) != self.length:
            return []
        at = {column: atom for atom in atoms if (column := _column(self.text, atom)) is not None}
        if len(at) != len(atoms) or any(column not in at for column in self.columns):
            return []
        if any(column not in self.columns and atom.sort is not Sort.EMPTY for column, atom in at.items()):
            return []
        return [at[column] for column in self.columns]

    def holds(self, atoms: Sequence[Atom]) -> bool:
        """Whether these atoms stand in the form's columns."""
        return bool(self.columns) and [_column(self.text, atom) for atom in atoms] == [*self.columns]


NO_SHAPE = Shape()


def _fills_up(atom: Atom) -> bool:
    """Whether an atom is an empty cell of a text, as a tool fills up short rows with."""
    return atom.sort is Sort.EMPTY and atom.place is None


def _own_row(atoms: Sequence[Atom]) -> Sequence[Atom]:
    """The cells of a real table behind a label in its own row, from the first that holds something."""
    cells: list[Atom] = []
    soft, row, empty = Edge.SOFT, Edge.ROW, Sort.EMPTY
    for n, atom in enumerate(atoms):
        sort, _, _, _, edge, place = atom
        if (place is None and edge is soft) or (n and edge is row):
            break
        if edge is not soft and (cells or sort is not empty):  # not the label's own rest
            cells.append(atom)
    return cells


def shown_cells(atoms: Sequence[Atom]) -> int:
    """How many cells a row shows, from the first that holds something."""
    cells = _own_row(atoms)
    if cells and cells[-1].place is None:  # a text fills up short rows
        return max((n for n, atom in enumerate(cells, 1) if atom.sort is not Sort.EMPTY), default=0)
    return len(cells)


def filled_cells(rows: Sequence[Sequence[Atom]]) -> int:
    """How many cells the fullest rows of a table fill, a few odd rows apart."""
    empty = Sort.EMPTY
    counts = Counter([sum([atom[0] is not empty for atom in _own_row(row)]) for row in rows])
    placed = any(row and row[0].place is not None for row in rows)
    least = max(2, len(rows) // (10 if placed else 2))
    return max((length for length, rows_so in counts.items() if rows_so >= least), default=0)


def usual_cells(rows: Sequence[Sequence[Atom]]) -> int:
    """How many cells most rows of a table show, of those that show any; none, where they do not agree."""
    counts = Counter([shown for row in rows if (shown := shown_cells(row))])
    shown, rows_so = counts.most_common(1)[0] if counts else (0, 0)
    return shown if rows_so * 2 > sum(counts.values()) else 0


def shape_of(text: str, rows: Sequence[Sequence[Atom]], width: int) -> Shape:
    """Learn the columns from the complete rows, or from the rows with as many cells as the form where hardly one is complete."""
    number, blank = Sort.NUMBER, Sort.BLANK
    complete = [([a for a in row if a[0] is number or a[0] is blank], len(row)) for row in rows]
    full = [pair for pair in complete if len(pair[0]) == width]
    if len(full) < 2:  # no two rows to agree
        full = [(list(row), width) for row in rows if len(row) == width]
    grids = Counter(
        [(grid, length) for row, length in full if None not in (grid := tuple([_column(text, a) for a in row]))]
    )
    if not grids:
        return _behind(rows, width)
    (columns, length), count = grids.most_common(1)[0]
    if count < 2 or count < AGREEMENT * len(full):
        shape = _counted(text, rows, full, width)
        return _behind(rows, width) if shape is NO_SHAPE else shape
    return Shape(text, tuple(c for c in columns if c is not None), length)


def _counted(text: str, rows: Sequence[Sequence[Atom]], full: Sequence[tuple[list[Atom], int]], width: int) -> Shape:
    """The shape of a page whose rows show exactly the form's cells behind their labels, as complete ones do."""
    exact = sum(len(row) == width and all(map(_is_single, row)) for row in rows)
    if any(length != width for _, length in full) or exact < AGREEMENT * len(rows):
        return NO_SHAPE
    return Shape(text, length=width, counted=True)


def _told_apart(cells: Sequence[Atom]) -> list[Atom]:
    """The cells of a row if its sum tells the numbers from the empty ones: a zero, but for the total, it does not tell from these."""
    mixed = any(atom.sort is Sort.EMPTY for atom in cells) and any(atom.text == "0" for atom in cells[:-1])
    return [] if mixed else list(cells)


def _behind(rows: Sequence[Sequence[Atom]], width: int) -> Shape:
    """The shape of a text whose every row shows the form's cells straight behind its label, and empty ones behind them.

    Of rows that show more cells than the form has, some must fill the first, and some the last of the form's: then the
    empty ones are not before them.
    """
    if len(rows) < _MANY_ROWS or any(atom.place is not None for row in rows for atom in row):
        return NO_SHAPE
    if not all(len(row) >= width and all(a.sort is Sort.EMPTY for a in row[width:]) for row in rows):
        return NO_SHAPE
    for length in {len(row) for row in rows} - {width}:
        alike = [row for row in rows if len(row) == length]
        if not all(any(row[at].sort is not Sort.EMPTY for row in alike) for at in (0, width - 1)):
            return NO_SHAPE
    return Shape(behind=width)


_MANY_ROWS = 12
"""Fewer rows than this show nothing of how a table is printed."""


def _is_single(atom: Atom) -> bool:
    """Whether an atom is a cell of a page, in one column."""
    return atom.place is not None and atom.place.colspan == 1 and atom.edge is Edge.HARD


def _column(text: str, atom: Atom) -> int | None:
    """The column of an atom: its slot in a real table, or how many delimiters stand before it in its line."""
    place = atom[5]
    if place is not None:
        return place[2] if place[4] == 1 else None
    if atom.edge is Edge.SOFT:
        return None
    begin = text.rfind("\n", 0, atom.start) + 1
    return len(_DELIMITER.findall(text, begin, atom.start))
