"""Cutting a run of digits whose cell boundaries are lost: every cut that the row sums allow."""

from __future__ import annotations

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

    def spend(self) -> None:
        """Take one step; raises :class:`TooManyError` when none is left."""
        self.left -= 1
        self.table -= 1
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
    return _groups(digits, 0, parts, groups, budget)


def _groups(digits: str, at: int, parts: int, groups: int, budget: Budget) -> list[Cut]:
    if groups == 1:
        return [tuple(at + e for e in cut) for cut in _one(digits[at:], parts, budget)]
    out: list[Cut] = []
    size = parts + 1
    for end in range(at + size, len(digits) - size * (groups - 1) + 1):
        if digits[at:end] and (heads := _one(digits[at:end], parts, budget)):
            tails = _groups(digits, end, parts, groups - 1, budget)
            for head in heads:
                out.extend((*(at + e for e in head), *tail) for tail in tails)
    return out


def _one(run: str, parts: int, budget: Budget) -> list[Cut]:
    """Every cut of ``run`` into ``parts`` numbers followed by their sum.

    However digits are cut, the sum of the numbers leaves the remainder by nine that the digits leave: that rules out
    eight in nine places for the total. For the others the numbers are met in the middle: cuts of a head into half of
    them, by their sum, against cuts of the tail.
    """
    out: list[Cut] = []
    length = len(run)
    half = parts // 2
    digits = [int(c) for c in run]
    ahead = sum(digits[:parts])
    behind = sum(digits[parts:])
    for split in range(parts, length):
        if split > parts:
            ahead += digits[split - 1]
            behind -= digits[split - 1]
        if (ahead - behind) % 9 or (run[split] == "0" and length - split > 1):
            continue
        total = int(run[split:])
        widest = length - split
        if split > parts * widest:
            continue  # numbers no longer than their sum cannot fill the rest
        for middle in range(max(half, split - (parts - half) * widest), min(split - parts + half, half * widest) + 1):
            heads = _sums(run, 0, middle, half, widest, total, budget)
            if not heads:
                continue
            for rest, tails in _sums(run, middle, split, parts - half, widest, total, budget).items():
                for head in heads.get(total - rest, ()):
                    out.extend((*head, *tail, length) for tail in tails)
    return out


def _sums(run: str, at: int, end: int, parts: int, widest: int, most: int, budget: Budget) -> dict[int, list[Cut]]:
    """Every cut of ``run[at:end]`` into ``parts`` numbers of at most ``widest`` digits, by their sum up to ``most``."""
    out: dict[int, list[Cut]] = {}
    if parts == 1:
        if end - at <= widest and (run[at] != "0" or end - at == 1):
            value = int(run[at:end])
            if value <= most:
                out[value] = [(end,)]
        return out
    longest = 1 if run[at] == "0" else min(widest, end - at - parts + 1)
    shortest = max(1, end - at - (parts - 1) * widest)
    for width in range(shortest, longest + 1):
        budget.spend()
        value = int(run[at : at + width])
        if value > most:
            break
        for rest, tails in _sums(run, at + width, end, parts - 1, widest, most - value, budget).items():
            out.setdefault(value + rest, []).extend((at + width, *tail) for tail in tails)
    return out
