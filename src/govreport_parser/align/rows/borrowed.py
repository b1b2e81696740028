"""Rows of table three whose numbers may be a neighbour's: that row lost its label, or prints its numbers below another's."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise, takewhile

from ...text import key
from ..labels.lexicon import Role, lexicon
from ..reading.atoms import Sort
from ..reading.segments import count, is_part
from .line import Line

SHORTEST_LABEL = 3
"""Fewer letters than this behind a label are the rest of it, or a unit."""


def doubt_borrowed(text: str, lines: Sequence[Line], order: dict[str, int], numbers: dict[str, str]) -> None:
    """Mark rows whose numbers may be a lost neighbour's: the words before them may be that row's label, misprinted.

    The row's own sum holds for either, and so does every column that sums both rows up.
    """
    found = {order[line.path] for line in lines}
    paths = list(order)
    for line in lines:
        first = next((atom.start for atom in line.run.values if atom.sort is not Sort.EMPTY), line.anchor.end)
        words = text[line.anchor.end : first]
        at = order[line.path]
        if line.anchor.hit is not None and not words.strip():  # as in nearly every row
            line.borrowed |= (
                words.count("\n") > len(line.run.values) and 0 <= at + 1 < len(order) and at + 1 not in found
            )
            continue
        alone = any(0 <= n < len(order) and n not in found for n in (at - 1, at + 1))
        line.borrowed |= _names_part(words) or (alone and len(key(words)) >= SHORTEST_LABEL)
        if line.anchor.hit is None:  # recognised by likeness, over several lines perhaps
            words = text[line.anchor.start : first]
        line.next_row = _heads_group(words) or any(_begins(words, numbers[path]) for path in paths[at + 1 : at + 2])
        line.next_row |= _numbers_group(words, {numbers[line.path], numbers.get(line.path.rpartition(".")[0], "")})


def _names_part(words: str) -> bool:
    """Whether a line of some words begins like the label of a part of a row, or is that of a sum."""
    return any(is_part(line) or _SUM.fullmatch(line) for line in words.split("\n"))


_SUM = re.compile(r"\s*[总小合共]\s?计\s?[:：]?\s*")
"""The label of a sum of rows."""


def _heads_group(words: str) -> bool:
    """Whether the line that ends some words is the heading of a group: the numbers behind it are a sum of its rows."""
    _, parted, last = words.rstrip().rpartition("\n")
    label = key(_GROUPED.sub("", last))
    known = lexicon().known(label)[1] if label and parted else None
    return known is not None and any(meaning.role is Role.GROUP for meaning in known.meanings)


_GROUPED = re.compile(r"\s*[（(]?[一二三四五六七八][)）、.．]")
"""The numeral of a group."""


def _numbers_group(words: str, own: Collection[str]) -> bool:
    """Whether a line of some words begins with the numeral of a group or of a row beside groups, and not with the row's ``own``."""
    return any(f"（{found[1]}）" not in own for found in _GROUP_BEGINS.finditer(words))


_GROUP_BEGINS = re.compile(r"\n\s*[（(]\s*([一二三四五六七八])\s*[)）]")


def doubt_headed(lines: Sequence[Line], order: dict[str, int]) -> None:
    """Mark rows without numbers beside the label of a group that has some: it is a row in another form only, so they are theirs."""
    for above, line, below in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        if line.path not in order and count(line.run.values):
            for other in (above, below):
                if other is not None and not count(other.run.values):
                    other.next_row = True


def doubt_pushed_down(text: str, lines: Sequence[Line], width: int, alone: Collection[str]) -> None:
    """Mark rows whose first run of numbers may be another's: a second one follows and the row above has none, or its own cells are empty.

    Or one stands straight above the label, and the row below is not found, as of those that are ``alone``.

    In the columns of a PDF file, numbers stand in the middle of their label, and two labels may meet in it. In a drawn table
    that lost its rules, the numbers of a row may stand above its label, below the empty cells of the row above.
    """
    for above, line in pairwise([None, *lines]):
        if line is None:
            continue
        if above and line.run.rest and not count(above.run.values):
            line.next_row |= any(count(chunk.values) >= width - 1 for chunk in line.run.rest)
        if above and line.path in alone and above.run.rest:
            line.next_row |= count(above.run.rest[-1].values) >= width - 1
        line.next_row |= _below_empty(text, line, width)


def _below_empty(text: str, line: Line, width: int) -> bool:
    """Whether a row's own cells stand empty in the line of its label, and its numbers below them."""
    values = line.run.values
    if not values or values[0].sort is not Sort.EMPTY:
        return False
    empty = list(takewhile(lambda atom: atom.sort is Sort.EMPTY, values))
    end = text.find("\n", line.anchor.end)
    below = len(empty) < len(values) and values[len(empty)].start > end
    return below and sum(atom.start < end for atom in empty) >= width


def _begins(words: str, number: str) -> bool:
    """Whether a line or a cell among some words begins with the numeral of a row: its label is cut, and its numbers stand there.

    The rest of the label stands in the next line.
    """
    core = number.strip("（）、.")
    opened = r"[（(]\s*" if number.startswith("（") else ""
    return re.search(rf"(?:[\n\t|│┃]|\s\s)\s*{opened}{core}\s*(?:[)）.．、,，:：]|$|\n)", words) is not None
