"""What the rows of table two of a text say of one another: where cells are lost or added, a row that fits may do so by chance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from ..labels.lexicon import Hit
from ..reading.segments import cells_in_row, chunks, count, fillings, take
from .header import known_headers
from .line import Line


def fit_by_chance(text: str, lines: Sequence[Line], hits: Sequence[Hit], short: int) -> list[Line]:
    """The rows that have as many numbers as columns where one of these may be another row's, or printed twice, or none at all.

    ``short`` is how many rows have fewer (:func:`count_short`).
    """
    headed = [line for line in lines if line.header and line.header.columns]
    return [
        *_beside_short(headed, short),
        *_widely_parted(text, headed),
        *_go_on(text, headed, hits),
        *_run_into_counters(headed),
        *_below_mixed(headed),
    ]


def count_short(lines: Sequence[Line]) -> int:
    """How many rows of a text have fewer numbers than columns: cells were lost, and any row may have lost all of its own."""
    return sum(_is_short(line) for line in lines if line.header and line.header.columns)


def _beside_short(lines: Sequence[Line], short: int) -> Sequence[Line]:
    """The rows that print a number twice in a row where another has fewer than columns; all where most have.

    What lost a number there may have doubled one here, and lost another.
    """
    if not short:
        return []
    several = [line for line in lines if _width(line) > 1]
    if short > 1 and short * 2 > len(lines):
        return several
    return [line for line in several if any(a == b and a.strip("0") for a, b in pairwise(_numbers(line)))]


def _is_short(line: Line) -> bool:
    """Whether a row has fewer numbers than its header has columns. One number may be said in words."""
    if line.plain:
        return False
    if not line.atoms:
        return True
    if line.atoms[0].start == line.hit.end:
        return False  # its cells are printed without separators
    width = _width(line)
    if width == 1 or cells_in_row(list(line.atoms), width) is not None:
        return False
    return count(take(chunks(line.atoms), width).values) < width


def _width(line: Line) -> int:
    return len(line.header.columns or ()) if line.header else 0


def _numbers(line: Line) -> Sequence[str]:
    return line.plain.texts if line.plain else [a.text for a in fillings(line.atoms)]


def _spans(line: Line) -> Sequence[tuple[int, int]]:
    """Where the numbers of a row stand, as many as it has columns at most."""
    spans = line.plain.spans if line.plain else [(a.start, a.end) for a in fillings(line.atoms)]
    return spans[: _width(line)]


def _widely_parted(text: str, lines: Sequence[Line]) -> Sequence[Line]:
    """The few rows that have more than one space between two numbers, or before them, where all others have one.

    A number is lost there, and another may be in pieces.
    """
    gaps = [[text[a[1] : b[0]] for a, b in pairwise([(0, line.hit.end), *_spans(line)])] for line in lines]
    wide = [
        line for line, own in zip(lines, gaps, strict=True) if any(len(gap) > 1 and not gap.strip(" ") for gap in own)
    ]
    narrow = [own for own in gaps if own and {*own} == {" "}]
    others = len(narrow) + len(wide) < len([own for own in gaps if own])
    return wide if len(narrow) > 1 and len(wide) * 2 <= len(narrow) and not others else []


def _go_on(text: str, lines: Sequence[Line], hits: Sequence[Hit]) -> Sequence[Line]:
    """The rows behind whose numbers the next label, or a heading, stands in the same line, where the lines of most end.

    Then the line break is lost, and the last number may be the one that counts the next line.
    """
    starts = [hit.start for hit in hits]
    ends = [(line, spans[-1][1]) for line in lines if (spans := _spans(line))]
    open_ended = [line for line, end in ends if _is_followed(text, end, starts)]
    return open_ended if len(open_ended) * 2 < len(ends) else []


def _is_followed(text: str, end: int, starts: Sequence[int]) -> bool:
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    return any(end <= start < stop for start in starts) or _HEADING.search(text, end, stop) is not None


_HEADING = re.compile(r"[一二三四五六]\s?、")


def _run_into_counters(lines: Sequence[Line]) -> Sequence[Line]:
    """All rows, where several end with a number like 04: the zero is the row's, and what is behind it counts the next line."""
    lasts = [_numbers(line)[-1:] for line in lines]
    return lines if sum(_COUNTED.fullmatch(last) is not None for own in lasts for last in own) > 1 else []


_COUNTED = re.compile(r"0[1-9]\d?")


def _below_mixed(lines: Sequence[Line]) -> Sequence[Line]:
    """The rows below a header whose labels come in another order than in any form: wrapped labels of one line are read late."""
    return [line for line in lines if line.header and tuple([c.id for c in line.header.columns or ()]) not in _orders()]


@cache
def _orders() -> frozenset[tuple[str, ...]]:
    """The columns of every header of a form, in order."""
    return frozenset(tuple([column.id for column in columns]) for columns in known_headers())
