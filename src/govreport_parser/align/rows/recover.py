"""Rows that have no candidates of their own: what the columns demand, held against what is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from ...text import fold
from ..reading.atoms import Atom, Sort
from ..reading.slots import Reading, Row, Slot, State, Sums, slot
from .solve import Equation

MAX_CHOICES = 2_000
"""Most combinations of the other rows' candidates that are tried for one row."""


def recovered(
    rows: Sequence[Row | None], laws: Sequence[Equation], sums: Sums, printed: Sequence[Sequence[Atom] | None]
) -> list[Row | None]:
    """Give an open row the readings that the columns demand and that its printed numbers agree with.

    Where ``None`` is given for what is printed, the numbers are another row's.

    A demanded reading is a candidate like any other. Rows are taken as long as one of them gains candidates, for the
    total of table three may need its outcomes first, and the requests received need the total.
    """
    out = list(rows)
    waiting = [n for n, row in enumerate(out) if row is not None and row.open and printed[n] is not None]
    progress = True
    while waiting and progress:
        progress = False
        for number in list(waiting):
            atoms = printed[number] or ()
            readings = {r: None for r in _demanded(out, number, laws, sums) if _agrees(r, atoms)}
            if readings and len(readings) <= 64:
                out[number] = Row(tuple(_located(r, atoms) for r in readings), clean=False)
                waiting.remove(number)
                progress = True
    return out


def _demanded(
    rows: Sequence[Row | None], number: int, laws: Sequence[Equation], sums: Sums
) -> Iterator[tuple[int, ...]]:
    """The values that the identities leave for one row, for every choice of the other rows' candidates."""
    for law in laws:
        if number not in law.members:
            continue
        others = [(m, 1 if n < len(law.left) else -1) for n, m in enumerate(law.members) if m != number]
        choices: list[Sequence[Reading]] = []
        for member, _ in others:
            row = rows[member]
            if row is None or row.open or not row.readings:
                break
            choices.append(row.readings)
        if len(choices) < len(others) or prod(map(len, choices)) > MAX_CHOICES:
            continue
        side = -1 if number in law.left else 1
        yield from _answers(choices, [side * sign for _, sign in others], sums)


def _answers(choices: Sequence[Sequence[Reading]], signs: Sequence[int], sums: Sums) -> Iterator[tuple[int, ...]]:
    fixed = [0] * sums.slots
    loose: list[tuple[int, Sequence[Reading]]] = []
    for sign, readings in zip(signs, choices, strict=True):
        if len(readings) > 1:
            loose.append((sign, readings))
            continue
        for column, cell in enumerate(readings[0]):
            if cell.value is None:
                return
            fixed[column] += sign * cell.value
    for picked in product(*(readings for _, readings in loose)):
        values = list(fixed)
        for (sign, _), reading in zip(loose, picked, strict=True):
            for column, cell in enumerate(reading):
                values[column] += sign * (cell.value or 0)
        if min(values) >= 0 and sums.hold(values):
            yield tuple(values)


def _agrees(values: tuple[int, ...], printed: Sequence[Atom]) -> bool:
    """Whether what is printed for the row is in these values: the same digits in a row, or the same numbers in order.

    A row with nothing printed can only be all zero.
    """
    known = [s for a in printed if a.sort is not Sort.EMPTY for s in (slot(a),)]
    if not known:
        return not any(values)
    digits = fold("".join(a.text for a in printed if a.sort is Sort.NUMBER)).replace(",", "")
    pieces = [str(v) for v in values]
    if digits == "".join(pieces):
        return True
    if len(known) == 1 and any(digits == "".join(pieces[:n] + pieces[n + 1 :]) for n in range(len(pieces))):
        return True  # glued, and one cell lost
    if any(s.value is None for s in known) or len(known) * 2 < len(values):
        return False
    left = iter(values)
    return all(any(s.value == v for v in left) for s in known)


def _located(values: tuple[int, ...], printed: Sequence[Atom]) -> Reading:
    """The values as a reading, each with its place where the printed digits are exactly these."""
    numbers = [a for a in printed if a.sort is Sort.NUMBER]
    places = [at for a in numbers for at in range(a.start, a.end)]
    lost = tuple(Slot(State.LOST, v) for v in values)
    if len(places) != sum(len(str(v)) for v in values):
        return lost
    out: list[Slot] = []
    begin = 0
    for value in values:
        end = begin + len(str(value))
        if places[end - 1] - places[begin] != end - 1 - begin:
            return lost
        out.append(Slot(State.NUMBER, value, places[begin], places[end - 1] + 1))
        begin = end
    return tuple(out)
