"""Rows of a text whose numbers are cut in pieces, each on a line of its own: every way to join them that keeps the row's sum.

Where a page was typed in pieces, so are its text nodes: ``16753 18531 1 1 8 3354 4 57 019``. A piece is never two cells, and
where cells meet, pieces do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .atoms import Atom, Edge, Sort
from .cuts import MAX_DIGITS, Budget, TooManyError
from .slots import MAX_READINGS, Reading, Slot, State, Sums, slot

Ends = tuple[int, ...]
"""Where each number ends among the pieces."""


def joined(pieces: Sequence[Atom], sums: Sums, budget: Budget) -> list[Reading] | None:
    """Every reading that joins the pieces to a row of numbers; ``None`` where there are too many to look at."""
    if not sums.slots < len(pieces) <= MAX_DIGITS * sums.slots or not all(map(_is_piece, pieces)):
        return []
    out: list[Reading] = []
    budget.open()
    try:
        for total in range(len(pieces) - 1, sums.parts - 1, -1):
            target = _number(pieces[total:])
            if target is None:
                continue
            for ends in _summing(pieces, 0, total, sums.parts, target, budget):
                out.append(_reading(pieces, (*ends, len(pieces))))
                if len(out) > MAX_READINGS:
                    return None
    except TooManyError:
        return None
    return out


def _is_piece(atom: Atom) -> bool:
    return atom.sort is Sort.BLANK or (atom.sort is Sort.NUMBER and atom.text.isascii() and atom.text.isdecimal())


def _number(pieces: Sequence[Atom]) -> int | None:
    """The number that the pieces are together; ``None`` if they are none."""
    first = pieces[0]
    if len(pieces) == 1 and first.sort is Sort.BLANK:
        return 0
    if any(p.sort is Sort.BLANK for p in pieces) or any(p.edge is not Edge.SOFT for p in pieces[1:]):
        return None
    digits = "".join([p.text for p in pieces])
    return None if len(digits) > MAX_DIGITS or (digits[0] == "0" and digits != "0") else int(digits)


def _summing(pieces: Sequence[Atom], at: int, end: int, parts: int, target: int, budget: Budget) -> Iterator[Ends]:
    """Every way to join the pieces from ``at`` to ``end`` to so many numbers that sum to ``target``."""
    budget.spend()
    if parts == 1:
        if _number(pieces[at:end]) == target:
            yield (end,)
        return
    for stop in range(at + 1, end - parts + 2):
        value = _number(pieces[at:stop])
        if value is None or value > target:
            break
        for ends in _summing(pieces, stop, end, parts - 1, target - value, budget):
            yield (stop, *ends)


def _reading(pieces: Sequence[Atom], ends: Ends) -> Reading:
    out: list[Slot] = []
    at = 0
    for end in ends:
        first, last = pieces[at], pieces[end - 1]
        whole = slot(first) if end == at + 1 else Slot(State.NUMBER, _number(pieces[at:end]), first.start, last.end)
        out.append(whole)
        at = end
    return tuple(out)
