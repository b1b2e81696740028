"""Cells that a tool has printed once for each column that they span, as pandas and python-docx do: each is read once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ...text import BLANKS
from ..labels.lexicon import Hit
from .atoms import Atom, Sort
from .segments import count


def one_of_each(atoms: Sequence[Atom], times: Sequence[int]) -> tuple[list[Atom], bool]:
    """The atoms of a row, one for each column of a header that prints its columns so many ``times``.

    Not all of them are, and nothing can be said of the row, unless its first cells are repeated just as the header's are.
    """
    first = next((n for n, atom in enumerate(atoms) if atom.sort is not Sort.TEXT), 0)
    cells = atoms[first : first + sum(times)]
    out: list[Atom] = []
    at = 0
    for number in times:
        same = cells[at : at + number]
        if len(same) < number or len({(atom.sort, atom.text) for atom in same}) > 1:
            return list(atoms), False
        out.append(same[0])
        at += number
    if any(atom.sort is Sort.TEXT for atom in out) or not count(out):
        return list(atoms), False
    return [*atoms[:first], *out, *atoms[first + sum(times) :]], True


def may_be_one(texts: Sequence[str]) -> bool:
    """Whether the cells of a row may be one that spans all of their columns: they print the same, and not nothing."""
    return len(texts) > 1 and len(set(texts)) == 1 and texts[0].strip("0０-—－/／") != ""


def without_repeats(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """The labels of a table, one of those that stand straight behind one another and are the same."""
    return [hit for hit, after in pairwise([*hits, None]) if hit and not (after and repeated(text, hit, after))]


def repeated(text: str, hit: Hit, after: Hit) -> bool:
    """Whether a label is printed once more straight behind itself, in a cell or a line of its own."""
    between = text[hit.end : after.start]
    return hit.wording == after.wording and between != "" and not between.strip(_BETWEEN)


_BETWEEN = BLANKS + "|│┃,;，；\"'"
"""What stands between two cells."""


def spans_rows(columns: Sequence[str], form: Sequence[str], groups: int) -> bool:
    """Whether the columns printed above ``groups`` of them are those of the form for each, after those of the first alone.

    So they are where the first group's are printed in both rows of a header that they span.
    """
    return list(columns) == [*form, *(list(form) * groups)]
