"""Readings of a row whose count does not fit: every one with the fewest repairs that keeps the row's own sums."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

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
    off = abs(len(items) - sums.slots)
    shown = sum(1 for a in values if a.edge is Edge.HARD)
    if (len(items) - sums.slots > MAX_STRAY or shown - sums.slots > MAX_STRAY_CELLS) and not split:
        return OPEN
    if off > (MAX_REPAIRS if sums.groups == 1 else MAX_UNCONFIRMED) or (sums.groups > 1 and split):
        return OPEN
    search = _Search(items, sums, budget, split)
    try:
        search.run(off)  # each repair makes the difference smaller or greater by one: what one more allows, fewer did
    except TooManyError:
        return OPEN
    if not search.found or any(_drowned(reading, items) for reading in search.found):
        return OPEN
    return Row(tuple(search.found), clean=False, open=search.partial)


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
    """Search over the repairs of one row. ``found`` keeps the sums; ``partial``: some were not tried."""

    def __init__(self, items: Sequence[Slot], sums: Sums, steps: Budget, split: bool) -> None:
        self.items = items
        self.mixed = 0 < sum(s.atom is not None and s.atom.text.isdecimal() for s in items) < len(items)
        """Some numbers are printed with a unit and some without, so that two of one row may be run together before a unit."""
        self.sums = sums
        self.size = sums.parts + 1
        self.found: dict[Reading, None] = {}
        self.partial = False
        self.steps = steps
        self.split = split

    def run(self, budget: int) -> None:
        """Find every reading with at most ``budget`` repairs; raises ``TooManyError`` when there is too much to try."""
        self.steps.open()
        self._take(0, (), budget)

    def _take(self, at: int, taken: Reading, budget: int) -> None:
        """Go on with every way to take the items from ``at`` on: as they are, joined, cut, or as stray ones.

        Cells that are lost are put between them when all are taken: where they stand is told by what all others sum to.
        """
        self.steps.spend()
        left = len(self.items) - at
        room = self.sums.slots - len(taken)
        if abs(left - room) > budget:
            return  # a repair makes the difference smaller by one at most
        if left == 0 or budget == 0:
            self._place((*taken, *self.items[at:]), ())
            return
        if room > 0:
            self._take(at + 1, (*taken, self.items[at]), budget)
            self._merge(at, taken, budget)
            self._split(at, taken, budget)
        if not self.split:
            self._take(at + 1, taken, budget - 1)

    def _place(self, taken: Reading, done: Reading) -> None:
        """Go on with every way to fill the next group from what is taken."""
        room = self.sums.slots - len(done)
        if room == 0:
            self.found[done] = None
            if len(self.found) > MAX_READINGS:
                raise TooManyError
            return
        lost = room - len(taken)
        fewest = max(0, lost - (room - self.size))
        for number in range(fewest, min(lost, self.size) + 1):
            self.steps.spend()
            rest = self.size - number
            for group in self._settled(taken[:rest], number):
                self._place(taken[rest:], (*done, *group))

    def _settled(self, group: Reading, lost: int) -> Iterator[Reading]:
        """Every way in which the sum of a group can hold of which so many cells are lost: one that is has the value it must have.

        Several are zeros, or not told by the sum.
        """
        values = [s.value or 0 for s in group]
        total = sum(values)
        rest = 2 * values[-1] - total if values else 0
        if lost == 0:
            if rest == 0:
                yield group
        elif lost == 1:
            yield (*group, Slot(State.LOST, total))
            if rest >= 0:
                yield from _with_lost(group, Slot(State.LOST, rest), 1)
        else:
            zero = Slot(State.LOST, 0)
            self.partial = True  # if the total is lost with a part, any number may be gone
            if total == 0:
                yield from _with_lost((*group, zero), zero, lost - 1)
            if group and rest == 0:
                yield from _with_lost(group, zero, lost)

    def _merge(self, at: int, taken: Reading, budget: int) -> None:
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
            self._take(at + pieces + 1, (*taken, whole), budget - pieces)

    def _split(self, at: int, taken: Reading, budget: int) -> None:
        """Two cells glued into one atom."""
        atom = self.items[at].atom
        if atom is None or len(taken) + 1 >= self.sums.slots:
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
            self._take(at + 1, (*taken, first, second), budget - 1)


def _with_lost(group: Reading, lost: Slot, number: int) -> Iterator[Reading]:
    """Every way to put so many lost cells among those of a group, before its last one."""
    size = len(group) + number
    for places in combinations(range(size - 1), number):
        cells = iter(group)
        yield tuple([lost if n in places else next(cells) for n in range(size)])
