"""Cutting a run of digits whose cell boundaries are lost: every cut that the row sums allow."""

from __future__ import annotations

MAX_STEPS = 4_000
"""Bound on the work for one run; a run that needs more stays uncut."""

DOCUMENT_STEPS = 30_000
"""Bound on the work for all runs of one table."""

Cut = tuple[int, ...]
"""Where each piece ends, relative to the run's start."""


class TooManyError(Exception):
    """The run leaves more cuts than the library will enumerate."""


class Budget:
    """Steps of search that are left, for one run and for the table it is in."""

    __slots__ = ("left", "table")

    def __init__(self, table: int = DOCUMENT_STEPS) -> None:
        self.left = 0
        self.table = table

    def open(self, steps: int = MAX_STEPS) -> None:
        """Begin a new run."""
        self.left = min(steps, self.table)

    def spend(self) -> None:
        """Take one step; raises :class:`TooManyError` when none is left."""
        self.left -= 1
        self.table -= 1
        if self.left < 0:
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
    """Every cut of ``run`` into ``parts`` numbers followed by their sum."""
    out: list[Cut] = []
    length = len(run)
    for split in range(parts, length):
        if run[split] == "0" and length - split > 1:
            continue
        budget.spend()
        total = int(run[split:])
        longest = length - split
        if split > parts * longest:
            continue  # six numbers no longer than their sum cannot fill the rest
        _fill(run, 0, split, parts, total, [], out, budget)
    return out


def _fill(run: str, at: int, end: int, parts: int, rest: int, ends: list[int], out: list[Cut], budget: Budget) -> None:
    budget.spend()
    if parts == 1:
        piece = run[at:end]
        if (piece[0] != "0" or len(piece) == 1) and int(piece) == rest:
            out.append((*ends, end, len(run)))
        return
    widest = len(str(rest))
    room = end - at - (parts - 1)
    if end - at > widest * parts:
        return
    for width in range(1, min(room, widest) + 1):
        value = int(run[at : at + width])
        if value > rest:
            break
        ends.append(at + width)
        _fill(run, at + width, end, parts - 1, rest - value, ends, out, budget)
        ends.pop()
        if run[at] == "0":
            break
    return

