"""Readings of a row whose count does not fit: every one with the fewest repairs that keeps the row's own sums."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...numbers import Sort as Read
from ...numbers import read_number
from ...text import COUNTERS
from .atoms import Atom, Edge, with_zeros
from .cuts import Budget, TooManyError
from .slots import MAX_READINGS, OPEN, Reading, Row, Slot, State, Sums, slot

MAX_REPAIRS = 7

MAX_STRAY = 2
"""Most atoms of a row that may not belong to it: where there are more, the row is printed in a shape that is not known."""

MAX_STRAY_CELLS = 1
"""Most shown cells that a row may have too many: two more are the next line of cells that are wrapped."""

MAX_UNCONFIRMED = 2
"""Most repairs of a row that no column confirms (table four): with more, some false reading always keeps the sums."""


def repaired(values: Sequence[Atom], sums: Sums, budget: Budget, split: bool, *, shown: int = 0) -> Row:
    """Candidates with the fewest repairs for a row whose count does not fit, and that shows so many cells, empty ones too."""
    if sums.groups == 1 and len(values) < sums.slots and all(a.text == "0" for a in values):
        zeros = _zeros(sums, max(shown, len(values)))  # a row left out, or one merged cell, for zeros: the columns tell
        return Row((zeros,), clean=False)
    items = [slot(a) for a in values]  # an empty cell may be the page's own: it places nothing
    if any(s.value is None for s in items):
        return OPEN
    search = _Search(items, sums, budget, split)
    off = abs(len(items) - sums.slots)
    shown = sum(1 for a in values if a.edge is Edge.HARD)
    if (len(items) - sums.slots > MAX_STRAY or shown - sums.slots > MAX_STRAY_CELLS) and not split:
        return OPEN
    if sums.groups > 1 and (split or off > MAX_UNCONFIRMED):
        return OPEN
    for repairs in range(off, min(MAX_REPAIRS, off + 1) + 1):
        try:
            search.run(repairs)
        except TooManyError:
            return OPEN
        if search.found:
            if any(_drowned(reading, items) for reading in search.found):
                return OPEN
            return Row(tuple(search.found), clean=False, open=search.partial)
    return OPEN


def _drowned(reading: Reading, items: Sequence[Slot]) -> bool:
    """Whether nothing but zeros and blanks is left of a row that prints numbers.

    They keep every sum, so it proves nothing that theirs hold. Beside printed zeros one number may be a stray one.
    """
    numbers = sum(1 for item in items if item.value)
    if not numbers or any(slot.value for slot in reading):
        return False
    return numbers > 1 or any(slot.state is not State.NUMBER for slot in reading)


def _zeros(sums: Sums, shown: int) -> Reading:
    """A row of zeros. All its cells are shown, or all but one, which the sum of the row tells; or they are assumed."""
    known = shown >= sums.slots - 1
    return tuple(Slot(State.NUMBER if known and n else State.LOST, 0) for n in range(sums.slots))


_COUNTED = re.compile(rf"(\d+)\s*(?:{COUNTERS})")
"""A number with its unit."""


class _Search:
    """Depth-first search over the repairs of one row. ``found`` keeps the sums; ``partial``: some were not tried."""

    def __init__(self, items: Sequence[Slot], sums: Sums, steps: Budget, split: bool) -> None:
        self.items = items
        self.mixed = 0 < sum(s.atom is not None and s.atom.text.isdecimal() for s in items) < len(items)
        """Some numbers are printed with a unit and some without, so that two of one row may be run together before a unit."""
        self.sums = sums
        self.found: dict[Reading, None] = {}
        self.partial = False
        self.steps = steps
        self.split = split

    def run(self, budget: int) -> None:
        """Find every reading with at most ``budget`` repairs; raises ``TooManyError`` when there is too much to try."""
        self.steps.open()
        self._fill(0, (), budget)

    def _fill(self, at: int, done: Reading, budget: int) -> None:
        self.steps.spend()
        size = self.sums.parts + 1
        if done and len(done) % size == 0:
            self._close(at, done, budget)
            return
        self._next(at, done, budget)

    def _close(self, at: int, done: Reading, budget: int) -> None:
        """A group is full: go on with every way its sum can hold."""
        size = self.sums.parts + 1
        head, group = done[:-size], done[-size:]
        for settled in self._settle(group):
            full = (*head, *settled)
            if len(full) < self.sums.slots:
                self._next(at, full, budget)
            elif len(self.items) - at <= (0 if self.split else budget):
                self.found[full] = None
                if len(self.found) > MAX_READINGS:
                    raise TooManyError

    def _settle(self, group: Reading) -> list[Reading]:
        lost = [n for n, s in enumerate(group) if s.state is State.LOST]
        rest = (group[-1].value or 0) - sum(s.value or 0 for s in group[:-1])
        if not lost:
            return [group] if rest == 0 else []
        if len(lost) == 1:
            value = rest if lost[0] < len(group) - 1 else -rest
            return [_with(group, {lost[0]: value})] if value >= 0 else []
        if rest == 0:
            if len(group) - 1 in lost:
                self.partial = True  # the total is lost with a part: any number may be gone
            return [_with(group, dict.fromkeys(lost, 0))]
        self.partial = True
        return []

    def _next(self, at: int, done: Reading, budget: int) -> None:
        left = len(self.items) - at
        room = self.sums.slots - len(done)
        if left > 0:
            self._fill(at + 1, (*done, self.items[at]), budget)
        if budget <= 0 or abs(left - room) > budget:
            return
        self._fill(at, (*done, Slot(State.LOST, None)), budget - 1)
        if left > 0:
            if left > 1:
                self._merge(at, done, budget)
                if not self.split:
                    self._next(at + 1, done, budget - 1)  # the first is a stray one
            self._split(at, done, budget)

    def _merge(self, at: int, done: Reading, budget: int) -> None:
        """A number cut over lines: two atoms or more with soft boundaries between them are one."""
        first = self.items[at]
        if first.state is not State.NUMBER or first.value == 0 or first.atom is None or not first.atom.text.isdecimal():
            return
        text = first.atom.text
        for pieces in range(1, budget + 1):
            after = self.items[at + pieces] if at + pieces < len(self.items) else None
            if after is None or after.atom is None or after.atom.edge is not Edge.SOFT or not text.isdecimal():
                return
            text += after.atom.text  # 69 / 5件
            printed = read_number(text) if after.atom.text[0].isdecimal() else None
            if printed is None or printed.sort is not Read.NUMBER or not isinstance(printed.value, int):
                return
            whole = Slot(State.NUMBER, printed.value, first.start, after.end)
            self._fill(at + pieces + 1, (*done, whole), budget - pieces)

    def _split(self, at: int, done: Reading, budget: int) -> None:
        """Two cells glued into one atom."""
        atom = self.items[at].atom
        if atom is None or len(done) + 1 >= self.sums.slots:
            return
        digits = with_zeros(atom.text)
        if self.mixed and (counted := _COUNTED.fullmatch(digits)):
            digits = counted[1]  # 10件 may be 1 and 0件
        if not digits.isdecimal():
            return
        for cut in range(1, len(digits)):
            left, right = digits[:cut], digits[cut:]
            if (left[0] == "0" and cut > 1) or (right[0] == "0" and len(right) > 1):
                continue
            middle = atom.start + cut
            first = Slot(State.NUMBER, int(left), atom.start, middle)
            second = Slot(State.NUMBER, int(right), middle, atom.end)
            self._place_two(at, done, first, second, budget - 1)

    def _place_two(self, at: int, done: Reading, first: Slot, second: Slot, budget: int) -> None:
        size = self.sums.parts + 1
        if (len(done) + 1) % size:
            self._fill(at + 1, (*done, first, second), budget)
            return
        head = (*done, first)
        for settled in self._settle(head[-size:]):
            self._fill(at + 1, (*head[:-size], *settled, second), budget)


def _with(group: Reading, values: dict[int, int]) -> Reading:
    return tuple(s._replace(value=values[n]) if n in values else s for n, s in enumerate(group))
