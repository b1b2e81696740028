"""The column header of a table in a text of columns whose labels are wrapped, each below its first part: 自然 over 人."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ...read.grid_lines import width
from ...text import key

MOST_STEPS = 2_000
"""More ways to put parts together than this are not looked at."""

MOST_PARTS = 150
"""No header is cut in more parts than this."""

_MOST_LINES = 24
"""No header is higher than this, empty lines included."""

_REACH = 3_000
"""Nor has it more characters than this, those that indent it included."""


def lines_above(text: str, position: int) -> list[str]:
    """The lines above the one in which a position stands, as far as a header may reach: not over a row of numbers."""
    end = text.rfind("\n", 0, position)
    lines = text[max(0, end - _REACH) : end].split("\n")[-_MOST_LINES:] if end > 0 else []
    rows = (n for n in range(len(lines), 0, -1) if _NUMBERS.search(lines[n - 1]))
    return lines[next(rows, 0) :]


_NUMBERS = re.compile(r"(?:^|\s)\d\S*\s+\d\S*\s*$")
"""How a line ends that prints two numbers and more."""


def header_start(text: str, position: int, labels: Sequence[str]) -> int:
    """Where the lines begin that stand above a position and are made of parts of labels; the end of a page may be between."""
    known = parts_of(tuple(labels))
    end = text.rfind("\n", 0, position)
    foreign = 0
    for line in reversed(lines_above(text, position)):
        words = line.split()
        if all(pieces(key(word), known) for word in words):
            position, foreign = (end - len(line.lstrip()), 0) if words else (position, foreign)
        elif (foreign := foreign + 1) > _MOST_FOREIGN:
            break
        end -= len(line) + 1
    return position


_MOST_FOREIGN = 3
"""The foot of a page and the head of the next have no more lines than this."""


class _Part(NamedTuple):
    """A word, its line, and the middle of the columns that it takes where Chinese characters take one, or two."""

    text: str
    line: int
    middles: tuple[float, float]


def are_wrapped(lines: Sequence[str], labels: Sequence[str]) -> bool:
    """Whether some lines print every label, whole or in parts, and side by side in this order.

    The parts of a label stand below one another, those of other labels beside them in the same lines or in others.
    """
    parts = [part for n, line in enumerate(lines) for part in _parts(line, n, labels)]
    if len(parts) > MOST_PARTS:
        return False
    rise = _rise if _are_laid_out(lines, {part.line for part in parts}) else _stand_together
    return any(rise(found) for found in _assigned(parts, labels, iter(range(MOST_STEPS))))


def are_swapped(lines: Sequence[str], labels: Sequence[str]) -> bool:
    """Whether labels begin in some line in another order, be they whole or not."""
    for number, line in enumerate(lines):
        begun = [_begins(part.text, labels) for part in _parts(line, number, labels) if len(part.text) > 1]
        ranks = [rank for rank in begun if rank is not None]
        if ranks != sorted(ranks):
            return True
    return False


def _begins(words: str, labels: Sequence[str]) -> int | None:
    """Which label, and no other, begins with the words."""
    found = [n for n, label in enumerate(labels) if label.startswith(words)]
    return found[0] if len(found) == 1 else None


def _are_laid_out(lines: Sequence[str], printed: Collection[int]) -> bool:
    """Whether the words of some lines stand in columns, and are not only parted by a space each."""
    return any(_IN_COLUMNS.search(lines[n].rstrip()) for n in printed)


_IN_COLUMNS = re.compile(r"^\s|\s\s")


def _stand_together(labels: Sequence[Sequence[_Part]]) -> bool:
    """Whether most of what can be told of the order of labels in no columns is told: three of them, or all, are in one line.

    In no line do they stand in another order than the form's. Or else they begin in this order, a part to a line.
    """
    lines = Counter(line for label in labels for line in {part.line for part in label})
    begin = [(label[0].line, label[0].middles) for label in labels]
    return max(lines.values()) >= min(3, len(labels)) or begin == sorted(set(begin))


def are_upright(lines: Sequence[str], labels: Sequence[str], times: int) -> bool:
    """Whether lines print labels a character to a line, ``times`` over: 结 结 其 尚 over 果 果 他 未 over 维 纠 结 审.

    A line has a character of each label, in this order, once or several times over. The last label is shorter than the
    others, and its characters may stand in any of these lines.
    """
    *longer, last = labels
    counts = [0] * max(map(len, longer), default=0)
    for line in lines:
        words = [word for word in line.split() if word not in (last, *last)]
        if not words or any(len(word) > 1 for word in words):
            continue
        for at in range(len(counts)):
            one = [label[at : at + 1] for label in longer]
            over, rest = divmod(len(words), len(one))
            if not rest and words == one * over:
                counts[at] += over
                break
        else:
            return False
    return bool(counts) and counts == [times] * len(counts)


def _rise(labels: Sequence[Sequence[_Part]]) -> bool:
    """Whether labels stand side by side from left to right: in some line, where they are in order, or by the middles of their parts.

    A tool that lays out a page of a PDF file moves words by some columns, but not those of one line past one another.
    """
    apart = [(a, b) for a, b in pairwise(labels) if {p.line for p in a}.isdisjoint(p.line for p in b)]
    return any(all(_middle(a, wide) < _middle(b, wide) for a, b in apart) for wide in (0, 1))


def _middle(parts: Sequence[_Part], wide: int) -> float:
    return sum(part.middles[wide] for part in parts) / len(parts)


def _parts(line: str, number: int, labels: Sequence[str]) -> Iterator[_Part]:
    """The parts of labels in a line. Those of neighbours may touch."""
    at, done = 0, 0
    known = parts_of(tuple(labels))
    for word in re.finditer(r"\S+", line):
        at += width(line[done : word.start()], wide=True)
        start = word.start()
        for text in pieces(key(word[0]), known):
            size = width(text, wide=True)
            yield _Part(text, number, (start + len(text) / 2, at + size / 2))
            at, start = at + size, start + len(text)
        at += width(line[start : word.end()], wide=True)
        done = word.end()


def pieces(word: str, parts: frozenset[str]) -> list[str]:
    """The fewest ``parts`` of labels that a word is made of; none if it is not made of such."""
    if word in parts:
        return [word]
    if len(word) > _LONGEST_WORD or not parts.issuperset(word):
        return []
    best: list[list[str] | None] = [[], *[None] * len(word)]
    for end in range(1, len(word) + 1):
        for start in range(end):
            before, shortest = best[start], best[end]
            if before is None or (shortest is not None and len(before) + 1 >= len(shortest)):
                continue
            if word[start:end] in parts:
                best[end] = [*before, word[start:end]]
    return best[-1] or []


@lru_cache(maxsize=64)
def parts_of(labels: tuple[str, ...]) -> frozenset[str]:
    """Everything that can be printed in one line of a label that is wrapped, of one character and more."""
    cuts = ((label, a, b) for label in labels for a in range(len(label)) for b in range(a + 1, len(label) + 1))
    return frozenset([label[a:b] for label, a, b in cuts])


_LONGEST_WORD = 80
"""The labels of all columns without a space between them are no longer."""


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
