"""The row of table four with a cell that is empty or cannot be read: the other kinds of dispute keep their own sums."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile, takewhile

from ..reading.atoms import Atom, Edge, Sort
from ..reading.segments import LONGEST_NUMBER, count
from ..reading.slots import OPEN, Row, Sums, clean_row, slot

MOST_ODD = 2
"""With more words than this among its numbers a row is none."""


def shown_cells(text: str, atoms: Sequence[Atom], width: int) -> list[Atom] | None:
    """The cells of the row below the header, when it shows exactly as many as the table has columns."""
    row, rest = list(atoms[:width]), atoms[width : width + 1]
    if len(row) < width or any(atom.edge is not Edge.HARD for atom in row[1:]):
        return None
    return row if _ends(text, row, rest) and count(row) * 2 > width else None


def _ends(text: str, row: Sequence[Atom], rest: Sequence[Atom]) -> bool:
    """Whether a row is over: what stands behind it stands in another line, and is no number, which may be the rest of its last."""
    if not rest:
        return True
    apart = rest[0].edge is Edge.ROW or "\n" in text[row[-1].end : rest[0].start]
    return apart and not count(rest)


def with_marks(text: str, atoms: Sequence[Atom], width: int) -> list[Atom] | None:
    """As many atoms as cells, where a few without words stand among numbers: each may be a number that cannot be read."""
    row = [atom for atom in atoms[: width + 1] if atom.sort is not Sort.EMPTY]
    odd = [atom for atom in row[:width] if atom.sort is Sort.TEXT]
    if len(row) < width or not 0 < len(odd) <= MOST_ODD or not _ends(text, row[:width], row[width:]):
        return None
    return row[:width] if all(len(a.text) <= LONGEST_NUMBER and not _WORD.search(a.text) for a in odd) else None


_WORD = re.compile(r"[一-鿿]")


def is_odd(values: Sequence[Atom], width: int) -> bool:
    """Whether there are as many values as columns, some of them empty cells or words."""
    return len(values) == width and count(values) < width


def odd_row(values: Sequence[Atom], sums: Sums) -> tuple[Row, set[int]]:
    """The row as it is printed, and which of its cells are not certain: those of a kind whose sum its odd cell leaves open.

    Outside a real table, and at the end of a row, an empty cell may be one that a short row is filled up with, and a word
    none of the row's: then the sums of all other kinds must hold.
    """
    reading = tuple([slot(atom) for atom in values])
    worded = any(_WORD.search(atom.text) for atom in values if atom.sort is Sort.TEXT)  # that may be a cell too many
    unread = [n for n, s in enumerate(reading) if s.value is None]
    if len({values[n].sort for n in unread}) > 1 and any(_WORD.search(values[n].text) for n in unread):
        return clean_row(reading), set(range(unread[0], unread[-1] + 1))  # one too many, two in one cell
    size = sums.parts + 1
    group = Sums(sums.parts)
    placed = all(atom.place is not None for atom in values)
    ends = values[-1].sort is Sort.EMPTY
    filled = not placed or ends
    unsure: set[int] = set()
    for at in range(0, len(values), size):
        numbers = [s.value for s in reading[at : at + size]]
        atoms = values[at : at + size]
        held = None not in numbers and group.hold(numbers)
        if count(atoms) == size:
            if not held and (filled or worded):
                return OPEN, set()
        elif ends and unsure:
            unsure |= set(range(at, at + size))  # the cells of a short row may all have moved up
        elif not held and (_moved_up(atoms, numbers) or not (placed or _is_shown(atoms))):
            unsure |= set(range(at, at + size))
        elif not held:
            unsure |= {at + n for n, atom in enumerate(atoms) if atom.sort is Sort.EMPTY}
    if ends and unsure:  # zeros keep their sum wherever they moved
        unsure |= {n for n, s in enumerate(reading) if not any(q.value for q in reading[n // size * size :][:size])}
    return clean_row(reading), unsure


def _moved_up(atoms: Sequence[Atom], numbers: Sequence[int | None]) -> bool:
    """Whether numbers stand before an empty total: a cell may be lost, and the total be the last of them."""
    return atoms[-1].sort is Sort.EMPTY and any(numbers[:-1])


def _is_shown(atoms: Sequence[Atom]) -> bool:
    """Whether the document shows the boundaries of these cells, and none of them is empty."""
    return all(atom.edge is not Edge.SOFT and atom.sort is not Sort.EMPTY for atom in atoms)


def behind_words(atoms: Sequence[Atom], values: Sequence[Atom]) -> list[Atom]:
    """The numbers behind the first words that follow the values: the running header of a page may be those words."""
    behind = [a for a in atoms if values and a.start > values[-1].start]
    rest = list(dropwhile(lambda a: a.sort is Sort.TEXT, behind))
    return list(takewhile(lambda a: a.sort is not Sort.TEXT, rest)) if len(rest) < len(behind) else []


def more_behind(atoms: Sequence[Atom], values: Sequence[Atom]) -> bool:
    """Whether further numbers stand behind the values before any words do."""
    behind = (a for a in atoms if a.start > values[-1].start)
    return any(a.sort is Sort.NUMBER for a in takewhile(lambda a: not _WORD.search(a.text), behind))


def shows_more(atoms: Sequence[Atom], values: Sequence[Atom], width: int) -> bool:
    """Whether the row shows more cells than the table has columns, the empty ones among them."""
    inside = [a for a in atoms if values[0].start < a.start <= values[-1].start]
    return len(inside) >= width and all(a.edge is Edge.HARD for a in inside)
