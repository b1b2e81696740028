"""Readings of cells that are printed without separators: the digits cut wherever the sums allow."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .atoms import Atom, Edge, Sort
from .cuts import Budget, TooManyError, summing_cuts
from .grammar import LETTERS
from .slots import MAX_READINGS, Reading, Slot, State, Sums

LONGEST_CELL = 20
"""No cell prints more characters than this, thousands separators included."""


def needs_cut(values: Sequence[Atom], width: int) -> bool:
    """Whether some atom is too long for one cell, or begins with a zero as only several cells do, while cells are missing."""
    if len(values) >= width or sum(len(a.text) for a in values) < width:
        return False
    return any(len(a.text) > 8 or (len(a.text) > 1 and a.text[0] == "0" and a.text.isdecimal()) for a in values)


def cut_readings(values: Sequence[Atom], sums: Sums, budget: Budget) -> list[Reading] | None:
    """Every reading of glued atoms that keeps the sums; ``None`` when there are too many."""
    if sum(len(a.text) for a in values) > LONGEST_CELL * sums.slots:
        return None  # more digits than the row can hold
    digits, places = _joined(values)
    if digits is None:
        return []
    try:
        cuts = summing_cuts(digits, sums.parts, sums.groups, budget)
    except TooManyError:
        return None
    walls = _walls(values)
    out: list[Reading] = []
    for cut in cuts:
        if walls <= set(cut) and (reading := _cut_reading(cut, digits, places, values)):
            out.append(reading)
        if len(out) > MAX_READINGS:
            return None
    return out


def _joined(values: Sequence[Atom]) -> tuple[str | None, list[int]]:
    """The digits of glued atoms in one string, a blank as 0, with the text position of each."""
    digits: list[str] = []
    places: list[int] = []
    for atom in values:
        if atom.sort is Sort.BLANK and len(atom.text) == 1:
            digits.append("0")
            places.append(atom.start)
            continue
        if atom.sort is not Sort.NUMBER or _GLUED.fullmatch(atom.text) is None:
            return None, []
        for at, char in enumerate(atom.text, atom.start):
            if char.isdecimal() or char in LETTERS:
                digits.append("0" if char in LETTERS else str(int(char)))
                places.append(at)
    return "".join(digits), places


_GLUED = re.compile(rf"[\d{LETTERS}]+(?:[,，][\d{LETTERS}]{{3,}})*")
_PIECE = re.compile(rf"[\d{LETTERS}]{{1,3}}(?:[,，][\d{LETTERS}]{{3}})+|[\d{LETTERS}]+")


def _walls(values: Sequence[Atom]) -> set[int]:
    """Where a shown cell boundary stands among the joined digits. A line break is none: it may be inside a number."""
    walls: set[int] = set()
    at = 0
    for atom in values:
        if at and atom.edge is not Edge.SOFT:
            walls.add(at)
        at += 1 if atom.sort is Sort.BLANK else sum(1 for c in atom.text if c not in ",，")
    return walls


def _cut_reading(cut: tuple[int, ...], digits: str, places: list[int], values: Sequence[Atom]) -> Reading | None:
    """A cut as a reading, or ``None`` if it would part a number at its thousands separator."""
    blanks = {a.start for a in values if a.sort is Sort.BLANK}
    printed = {at: char for a in values for at, char in enumerate(a.text, a.start)}
    out: list[Slot] = []
    begin = 0
    for end in cut:
        start, finish = places[begin], places[end - 1] + 1
        if start in blanks:
            out.append(Slot(State.BLANK, 0, start, finish))
        elif _PIECE.fullmatch("".join(printed.get(at, "") for at in range(start, finish))):
            out.append(Slot(State.NUMBER, int(digits[begin:end]), start, finish))
        else:
            return None
        begin = end
    return tuple(out)
