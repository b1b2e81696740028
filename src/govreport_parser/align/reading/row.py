"""All the ways the atoms behind one label can fill the slots of its row.

A reading that needs no repair is what is printed. Where the count does not fit, every reading with the fewest repairs
(a lost cell, an atom that does not belong, a number cut over a line, cells glued together) that keeps the row's own
sums is a candidate; :mod:`.solve` decides between candidates with the sums of the columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .atoms import Atom, Edge, Sort, holds_several, is_spaced, with_zeros
from .cuts import Budget
from .glued import cut_readings, needs_cut
from .grammar import LETTERS
from .pieces import joined
from .repairs import repaired
from .segments import fillings
from .shape import NO_SHAPE, Shape
from .slots import OPEN, Reading, Row, Slot, State, Sums, clean_row, is_whole, slot


def read_row(
    atoms: Sequence[Atom],
    sums: Sums,
    budget: Budget,
    *,
    glued: bool,
    split: bool = False,
    shape: Shape | None = None,
) -> Row:
    """The candidates for a row whose label is followed by ``atoms``.

    ``glued`` says that this document prints its cells without separators, ``split`` that it cuts numbers in pieces (then
    no printed number is taken for a stray one), ``shape`` how its other rows are printed.
    """
    width = sums.slots
    shape = shape or NO_SHAPE
    exact = direct(atoms, width, shape)
    if exact is not None:
        exact = _with_thousands(exact, sums)
    if exact is not None and (any(_torn(s) for s in exact) or _holds_two(exact, sums)):
        exact = None
    if exact is not None and not glued and _sure(exact, sums, more=_shows_more(atoms, exact)):
        open_to_columns = sums.groups == 1 and sums.hold([s.value for s in exact]) and _passes_over(atoms, exact, shape)
        return Row((exact,), clean=False) if open_to_columns else clean_row(exact)
    if exact is not None and glued and sums.hold([s.value for s in exact]):
        return Row((exact,), clean=False)
    values = _evened(atoms)
    touching = any([a.end == b.start for a, b in pairwise(values)])  # noqa: C419 - half the price of a generator
    if glued or touching or needs_cut(values, width):
        cut = cut_readings(values, sums, budget)
        if cut is None:
            return Row((), clean=False, open=True, crowded=True)
        if cut:
            return Row(tuple(cut), clean=False)
        if touching and not glued:
            return OPEN  # digits that touch other cells may be several, and a cell lost besides
    if split and sums.groups == 1:
        whole = joined(values, sums, budget)
        if whole is None:
            return OPEN
        if whole:
            return Row(tuple(whole), clean=False)
    return repaired(values, sums, budget, split, shown=len(atoms) if values else 0)


def _evened(atoms: Sequence[Atom]) -> list[Atom]:
    """The values of a row, all boundaries soft where line breaks part most of them: a bar between two may part one number."""
    values: list[Atom] = []
    parted: list[bool] = []
    soft = False
    for atom in atoms:
        soft = soft or atom.edge is Edge.SOFT
        if atom.sort is Sort.NUMBER or atom.sort is Sort.BLANK:
            if values and atom.place is None:
                parted.append(soft)
            values.append(atom)
            soft = False
    if sum(parted) * 2 <= len(parted):
        return values
    return [atom._replace(edge=Edge.SOFT) if atom.edge is not Edge.SOFT else atom for atom in values]


def _with_thousands(reading: Reading, sums: Sums) -> Reading:
    """The reading with spaces for thousands separators (``14 666``), where the sums of the row say that they are such."""
    if not any(s.state is State.UNREADABLE and s.atom is not None and is_spaced(s.atom) for s in reading):
        return reading
    unspaced = tuple([_unspaced(s) for s in reading])
    values = [s.value for s in unspaced]
    return unspaced if None not in values and sums.hold(values) else reading


def _unspaced(cell: Slot) -> Slot:
    if cell.atom is None or not is_spaced(cell.atom):
        return cell
    return cell._replace(state=State.NUMBER, value=int("".join(cell.atom.text.split())))


def _torn(cell: Slot) -> bool:
    """Whether a number without a shown boundary begins with a zero, as only cells run together do (00, 012)."""
    atom = cell.atom
    if cell.state is not State.UNREADABLE or atom is None or atom.edge is not Edge.SOFT:
        return False
    return atom.text[:1] in "0０" and atom.text.isdecimal()


def _holds_two(reading: Reading, sums: Sums) -> bool:
    """Whether a cell that begins with a zero or a dash (017, —8) is no number for the sums either.

    It may be two cells run together where another is one too many.
    """
    if all(s.state is not State.UNREADABLE for s in reading):
        return False
    found = [_TWO.fullmatch(s.atom.text) if s.state is State.UNREADABLE and s.atom else None for s in reading]
    values = [int(with_zeros(two[1])) if two else s.value for two, s in zip(found, reading, strict=True)]
    return any(found) and not sums.hold(values)


_TWO = re.compile(rf"(?:[-–—－―]{{1,2}}(?=\d)|(?=[0０{LETTERS}].))([\d{LETTERS}]{{1,15}})")


def _shows_more(atoms: Sequence[Atom], reading: Reading) -> bool:
    """Whether a text shows more cells in a row than the reading takes, an empty one before the last that it takes."""
    shown = [a for a in atoms if a.sort is Sort.EMPTY and a.place is None and a.start < reading[-1].start]
    return len(shown) > sum(1 for s in reading if s.atom is not None and s.atom.sort is Sort.EMPTY)


def _passes_over(atoms: Sequence[Atom], reading: Reading, shape: Shape) -> bool:
    """Whether a row of a page shows an empty cell among the numbers taken for it, and they are not in the form's columns.

    One may be a stray one then, and the number of the empty cell lost: it is for the columns to say.
    """
    first, last = reading[0].start, reading[-1].start
    taken = {s.start for s in reading}
    passed = [a for a in atoms if a.sort is Sort.EMPTY and first < a.start < last and a.start not in taken]
    return any(a.place is not None for a in passed) and not shape.holds([s.atom for s in reading if s.atom])


def _sure(reading: Reading, sums: Sums, *, more: bool) -> bool:
    """Whether the cells of a row stand where they are shown.

    A tool that fills a short row up with empty cells moves the others, so outside a real table an empty cell is believed
    only where the row's sum holds. So is the boundary between cells that touch (``64--o2--470``), and so are the numbers
    among which the row shows ``more`` cells than the form has, or some of which only a line break parts.
    """
    touching = any(a.end == b.start and a.start < a.end for a, b in pairwise(reading))
    filled = any(s.atom is not None and s.atom.sort is Sort.EMPTY and s.atom.place is None for s in reading)
    edges = {a.edge for s in reading[1:] if (a := s.atom) is not None and a.place is None}
    uneven = Edge.HARD in edges and len(edges) > 1
    values = [s.value for s in reading]
    if uneven and None in values:
        return False
    return not (filled or touching or more or uneven) or (
        sums.hold(values) and not ((touching or filled) and None in values)
    )


def direct(atoms: Sequence[Atom], width: int, shape: Shape) -> Reading | None:
    """The reading that needs no repair, if the count of what is printed fits the row.

    Cells shown empty count only where the table's other rows show that the form's cells stand in these columns.
    """
    if any(map(holds_several, atoms)):
        return None
    if is_whole(atoms, width):
        return tuple([slot(a) for a in atoms])
    values = fillings(atoms)
    if len(values) == width:
        return tuple([slot(a) for a in values])
    if cells := shape.pick(atoms):
        return tuple([slot(a) for a in cells])
    shown = len(atoms) == width and all(a.edge is not Edge.SOFT and a.sort is not Sort.EMPTY for a in atoms)
    return tuple([slot(a) for a in atoms]) if shown and values else None
