"""Rows in a text of columns whose numbers stand on several lines, as where 1024件 is wrapped in a narrow cell and 7件 is not.

The numbers of such a row stand side by side, and the lines of the text hold them in another order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import combinations, pairwise
from unicodedata import east_asian_width

from ...cells import Span
from ...text import COUNTER
from .atoms import Atom, Edge, Sort


def is_staggered(text: str, values: Sequence[Atom], atoms: Sequence[Atom]) -> bool:
    """Whether the numbers of a row stand on several lines in another order than side by side.

    Those on one line stand in gaps between those of another; or some have their unit behind them, and others none, or it
    stands by itself among the ``atoms`` behind.
    """
    if not values or values[0].place is not None:
        return False
    first, last = values[0].start, values[-1].end
    if text.find(" ", first, last) < 0:
        return False
    if text.find("\n", first, last) < 0:
        return _lacks_units(values, [atom for atom in atoms if atom.start >= last])
    lines: dict[int, list[Span]] = {}
    for atom in values:
        if atom.sort is Sort.NUMBER or atom.sort is Sort.BLANK:
            begin = text.rfind("\n", 0, atom.start) + 1
            start = _width(text[begin : atom.start])
            lines.setdefault(begin, []).append((start, start + _width(atom.text.partition("\n")[0])))
    if len(lines) < 2 or max(map(len, lines.values())) < 2:
        return False
    if _mixes_units(values):
        return True
    shown = any(atom.edge is Edge.HARD for atom in values)
    return not shown and any(
        _interleave(lines[upper], lines[lower])
        for upper, lower in combinations(sorted(lines), 2)
        if lines[lower][0][0] >= _label_end(text, upper) and not _BREAK.search(text, upper, lower)
    )


def _label_end(text: str, begin: int) -> int:
    """Where in the columns of a screen the words end with which a line begins: a number left of there begins a folded line."""
    words = _WORDS.match(text, begin)
    return _width(words[0]) if words else 0


_WORDS = re.compile(r"[^\S\n]*\S*[一-鿿)）](?:\S|[^\S\n](?=\S))*")
"""A label: no two spaces stand in it."""


def _mixes_units(values: Sequence[Atom]) -> bool:
    """Whether some numbers of a row have a unit, and others none."""
    return len({_UNIT.search(atom.text) is not None for atom in values if atom.sort is Sort.NUMBER}) > 1


def _lacks_units(values: Sequence[Atom], behind: Sequence[Atom]) -> bool:
    """Whether units that some numbers of a row lack stand behind it, by themselves or with the last digits of the number."""
    return _mixes_units(values) and any(
        _ALONE.fullmatch(atom.text) if atom.sort is Sort.TEXT else _UNIT.search(atom.text) for atom in behind
    )


_BREAK = re.compile(r"\n[^\S\n]*\n")
"""An empty line: the row goes on behind the end of a page."""

_ALONE = re.compile(rf"{COUNTER}(?:\s+{COUNTER})*")
_UNIT = re.compile(rf"\d\s?{COUNTER}")


def _interleave(upper: Sequence[Span], lower: Sequence[Span]) -> bool:
    """Whether two lines print nothing above one another, and the lower begins left of where the upper ends, and not before it."""
    if min(len(upper), len(lower)) == 0 or len(upper) + len(lower) < 3:
        return False
    spans = sorted([*upper, *lower])
    if any(a[1] >= b[0] for a, b in pairwise(spans)):
        return False  # one above the other, or no space between: the row goes on in the next line
    places = {bisect_right(upper, span) for span in lower}
    return places != {0} and places != {len(upper)}


def _width(text: str) -> int:
    """How many columns of a screen a text takes."""
    widths = "".join(map(east_asian_width, text))  # W, F and others; no other has one of these two letters
    return len(text) + widths.count("W") + widths.count("F")
