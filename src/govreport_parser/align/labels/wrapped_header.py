"""The column header of a table in a text of columns whose labels are wrapped, each below its first part: 自然 over 人."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ...read.grid_lines import width

MOST_STEPS = 2_000
"""More ways to put parts together than this are not looked at."""

MOST_PARTS = 150
"""No header is cut in more parts than this."""

_MOST_LINES = 24
"""No header is higher than this, empty lines included."""

_REACH = 3_000
"""Nor has it more characters than this, those that indent it included."""


def lines_above(text: str, position: int) -> list[str]:
    """The lines above the one in which a position stands, as far as a header may reach."""
    end = text.rfind("\n", 0, position)
    return text[max(0, end - _REACH) : end].split("\n")[-_MOST_LINES:] if end > 0 else []


class _Part(NamedTuple):
    """A word, its line, and the middle of the columns that it takes where Chinese characters take one, or two."""

    text: str
    line: int
    middles: tuple[float, float]


def are_wrapped(lines: Sequence[str], labels: Sequence[str]) -> bool:
    """Whether some lines print every label, whole or in parts, and side by side in this order.

    The parts of a label stand below one another, those of other labels beside them in the same lines or in others.
    """
    parts = [p for n, line in enumerate(lines) for p in _parts(line, n) if any(p.text in label for label in labels)]
    return len(parts) <= MOST_PARTS and any(_rise(found) for found in _assigned(parts, labels, iter(range(MOST_STEPS))))


def _rise(labels: Sequence[Sequence[_Part]]) -> bool:
    """Whether labels stand side by side from left to right: in some line, where they are in order, or by the middles of their parts.

    A tool that lays out a page of a PDF file moves words by some columns, but not those of one line past one another.
    """
    apart = [(a, b) for a, b in pairwise(labels) if {p.line for p in a}.isdisjoint(p.line for p in b)]
    return any(all(_middle(a, wide) < _middle(b, wide) for a, b in apart) for wide in (0, 1))


def _middle(parts: Sequence[_Part], wide: int) -> float:
    return sum(part.middles[wide] for part in parts) / len(parts)


def _parts(line: str, number: int) -> list[_Part]:
    out: list[_Part] = []
    at, done = 0, 0
    for word in re.finditer(r"\S+", line):
        at += width(line[done : word.start()], wide=True)
        size = width(word[0], wide=True)
        out.append(_Part(word[0], number, (word.start() + len(word[0]) / 2, at + size / 2)))
        at, done = at + size, word.end()
    return out


_Found = Iterator[list[tuple[_Part, ...]]]


def _assigned(parts: Sequence[_Part], labels: Sequence[str], steps: Iterator[int]) -> _Found:
    """Every way to make all labels of parts. In a line, these stand in the order of their labels; a part may be of none."""

    def search(at: int, printed: list[int], last: tuple[int, int], made: list[tuple[_Part, ...]]) -> _Found:
        if all(n == len(label) for n, label in zip(printed, labels, strict=True)):
            yield made
        if at == len(parts) or next(steps, None) is None:
            return
        part = parts[at]
        for column in range(max(0, last[1]) if last[0] == part.line else 0, len(labels)):
            if labels[column].startswith(part.text, printed[column]):
                more = [n + len(part.text) if c == column else n for c, n in enumerate(printed)]
                longer = [(*m, part) if c == column else m for c, m in enumerate(made)]
                yield from search(at + 1, more, (part.line, column), longer)
        yield from search(at + 1, printed, last, made)

    yield from search(0, [0] * len(labels), (-1, -1), [()] * len(labels))
