"""Rows that are full with the number of a page among their own, their last number behind the running header."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

from .atoms import Atom
from .repairs import MAX_STRAY
from .segments import Run, fillings
from .slots import OPEN, Row, Sums, slot


def page_in_row(run: Run, sums: Sums) -> Row | None:
    """The candidates for a row that is full and breaks its sum, where numbers stand behind a few words as a page ends.

    Then one of its own numbers may be the page's, and one of those behind the words its last. ``None`` for other rows.
    """
    return page_among(run.values, run.rest[0].values, sums) if run.rest and run.rest[0].text else None


def page_among(values: Sequence[Atom], behind: Sequence[Atom], sums: Sums) -> Row | None:
    """The candidates for a row of so many values and those behind the words that follow it."""
    rest = fillings(behind)
    if not 0 < len(rest) <= MAX_STRAY:
        return None
    slots = [slot(atom) for atom in (*fillings(values), *rest)]
    own = [s.value for s in slots[: sums.slots]]
    if len(slots) - len(rest) != sums.slots or (None not in own and sums.hold(own)):
        return None
    if any(s.value is None for s in slots):
        return OPEN
    held = tuple(r for r in combinations(slots, sums.slots) if sums.hold([s.value for s in r]))
    zeros = any(not any(s.value for s in reading) for reading in held)  # they keep every sum, so it proves nothing
    return Row(() if zeros else held, clean=False, open=zeros) if held else None


def stands_apart(text: str, values: Sequence[Atom]) -> bool:
    """Whether one number of a row stands as a page's does: between empty lines, or before or behind them, and no other does;
    or alone in a line, and the others do not.
    """
    breaks = [text.count("\n", a.end, b.start) for a, b in pairwise(values)]
    wide = [n for n, lines in enumerate(breaks) if lines > 1]
    if len(breaks) > 2 and (wide in ([0], [len(breaks) - 1]) or (len(wide) == 2 and wide[1] - wide[0] == 1)):
        return True
    ends = [n for n, lines in enumerate(breaks) if lines]
    sizes = [b - a for a, b in pairwise([-1, *ends, len(breaks)])]
    return len(sizes) > 1 and sizes.count(1) == 1
