"""Cutting a run of digits whose cell boundaries are lost: every cut that the row sums allow."""

from __future__ import annotations

from collections.abc import Iterator

MAX_STEPS = 8_000
"""Bound on the work for one run; a run that needs more stays uncut."""

DOCUMENT_STEPS = 16_000
"""Bound on the work for all runs of one table."""

MAX_DIGITS = 15
"""No number of a report is longer."""

Cut = tuple[int, ...]
"""Where each piece ends, relative to the run's start."""


class TooManyError(Exception):
    """The run leaves more cuts than the library will enumerate."""


class Budget:
    """Steps of search that are left, for one run and for the table it is in."""

    __slots__ = ("exceeded", "left", "table")

    def __init__(self, table: int = DOCUMENT_STEPS) -> None:
        self.left: int = 0
        self.table: int = table
        self.exceeded: bool = False
        """Whether some run needed more steps than it had."""

    def open(self, steps: int = MAX_STEPS) -> None:
        """Begin a new run."""
        self.left = min(steps, self.table)

    def spend(self, steps: int = 1) -> None:
        """Take so many steps; raises :class:`TooManyError` when they are not left."""
        self.left -= steps
        self.table -= steps
        if self.left < 0:
            self.exceeded = True
            raise TooManyError


def summing_cuts(digits: str, parts: int, groups: int = 1, budget: Budget | None = None) -> list[Cut]:
    """Every cut of ``digits`` into ``groups`` groups of ``parts`` numbers and their sum, in that order.

    No number has a leading zero. Raises :class:`TooManyError` when there are too many to look at.
    """
    budget = budget or Budget()
    budget.open()
    if not digits.isascii() or not digits.isdecimal():
        return []
    size = parts + 1
    if len(digits) < size * groups:
        return []
    if len(digits) > MAX_DIGITS * size * groups:
        raise TooManyError
    return _groups(_Sums(digits, budget), 0, parts, groups)


class _Sums:
    """What the numbers can sum to that a stretch of some digits is cut into. It is kept: totals share most stretches."""

    __slots__ = ("_budget", "_known", "digits")

    def __init__(self, digits: str, budget: Budget) -> None:
        self.digits = digits
        self._budget = budget
        self._known: dict[tuple[int, int, int, int], set[int]] = {}

    def of(self, at: int, end: int, parts: int, widest: int) -> set[int]:
        """The sums of all cuts of ``digits[at:end]`` into ``parts`` numbers of at most ``widest`` digits."""
        stretch = (at, end, parts, min(widest, end - at - parts + 1))
        known = self._known.get(stretch)
        if known is None:
            known = self._known[stretch] = self._find(*stretch)
        return known

    def _find(self, at: int, end: int, parts: int, widest: int) -> set[int]:
        digits = self.digits
        if parts == 1:
            return {int(digits[at:end])} if end - at <= (1 if digits[at] == "0" else widest) else set()
        out: set[int] = set()
        middles = self._middles(at, end, parts, widest)
        self._budget.spend(1 + len(middles))
        for middle in middles:
            if parts > 2:
                value = int(digits[at:middle])
                out.update([value + rest for rest in self.of(middle, end, parts - 1, widest)])
            elif digits[middle] != "0" or end - middle == 1:
                out.add(int(digits[at:middle]) + int(digits[middle:end]))
        return out

    def _middles(self, at: int, end: int, parts: int, widest: int) -> range:
        """Where the first of the numbers may end."""
        longest = 1 if self.digits[at] == "0" else min(widest, end - at - parts + 1)
        return range(max(at + 1, end - (parts - 1) * widest), at + longest + 1)

    def cuts(self, at: int, end: int, parts: int, widest: int, total: int) -> list[Cut]:
        """Every such cut with that sum."""
        if total not in self.of(at, end, parts, widest):
            return []
        if parts == 1:
            return [(end,)]
        out: list[Cut] = []
        for middle in self._middles(at, end, parts, widest):
            self._budget.spend()
            rest = total - int(self.digits[at:middle])
            out += [(middle, *tail) for tail in self.cuts(middle, end, parts - 1, widest, rest)]
        return out


def _groups(sums: _Sums, at: int, parts: int, groups: int) -> list[Cut]:
    length = len(sums.digits)
    if groups == 1:
        return _one(sums, at, length, parts)
    out: list[Cut] = []
    size = parts + 1
    for end in range(at + size, length - size * (groups - 1) + 1):
        if heads := _one(sums, at, end, parts):
            tails = _groups(sums, end, parts, groups - 1)
            out += [(*head, *tail) for head in heads for tail in tails]
    return out


def _one(sums: _Sums, at: int, end: int, parts: int) -> list[Cut]:
    """Every cut of ``digits[at:end]`` into ``parts`` numbers followed by their sum.

    However digits are cut, the sum of the numbers leaves the remainder by nine that the digits leave: that rules out
    eight in nine places for the total.
    """
    out: list[Cut] = []
    run = sums.digits
    digits = [int(c) for c in run[at:end]]
    ahead = sum(digits[:parts])
    behind = sum(digits[parts:])
    for split in range(at + parts, end):
        if split > at + parts:
            ahead += digits[split - 1 - at]
            behind -= digits[split - 1 - at]
        widest = end - split
        if (ahead - behind) % 9 or (run[split] == "0" and widest > 1):
            continue
        if widest - 2 <= split - at - parts <= parts * (widest - 1):
            out += _summing(sums, at, split, end, parts)
        # else numbers no longer than their sum cannot fill the rest, or too few digits are left for such a sum
    return out


def _summing(sums: _Sums, at: int, split: int, end: int, parts: int) -> Iterator[Cut]:
    """Every cut of ``digits[at:split]`` into ``parts`` numbers, of which the digits behind are the sum.

    They are met in the middle: what half of them can sum to before some place, against the others behind it.
    """
    total, widest = int(sums.digits[split:end]), end - split
    half = parts // 2
    others = parts - half
    for middle in range(max(at + half, split - others * widest), min(split - others, at + half * widest) + 1):
        heads = sums.of(at, middle, half, widest)
        if not heads:
            continue
        for rest in sums.of(middle, split, others, widest):
            if total - rest in heads:
                tails = sums.cuts(middle, split, others, widest, rest)
                for head in sums.cuts(at, middle, half, widest, total - rest):
                    yield from [(*head, *tail, end) for tail in tails]
