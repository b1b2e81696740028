"""Table four whose kinds of dispute stand one below the other: under one header, or each under its own. One pattern."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from ...blocks import Document
from ...forms import FORMS, Table
from ...numbers import is_blank
from ..labels.lexicon import any_wording, table_of
from ..labels.spot import MOST_COPIES
from ..reading.slots import Sums
from ..reading.whole import BETWEEN, CELL, LABEL_END, NUMBERS_END, gap, goes_on
from ..result import Aligned, plain_cell

_LINE = r"[|+:=\-─-╿ ]"
_RULES = rf"{BETWEEN}*+(?:{_LINE}*?[=─━═-]{{3}}{_LINE}*+{BETWEEN}*+){{0,4}}+"
"""What may stand below a header and between two tables: the rules of drawn ones, too."""

_JOINED = r"[\s|│┃/\\\-–—>→·_：:、,，]*+"
"""What may stand between the label over two kinds of dispute and theirs."""

_CELL = f"({CELL})"


class _Shape(NamedTuple):
    """The table as a pattern with a group for each cell, and which cell of the form each group is."""

    pattern: re.Pattern[str]
    order: tuple[int, ...]


class _Shapes(NamedTuple):
    """Every shape of the table, what begins another kind of dispute below it, the paths of its cells, and their sums."""

    shapes: tuple[_Shape, ...]
    again: re.Pattern[str]
    paths: tuple[str, ...]
    sums: Sums


def find_stacked(document: Document, table: str) -> list[Aligned]:
    """The copies of the table that are printed so, if all of them keep their sums."""
    known = _shapes(table_of(next(reversed(FORMS.values())), table), document.markup)
    for shape in known.shapes:
        found = [match for match, _ in zip(shape.pattern.finditer(document.text), range(MOST_COPIES + 1), strict=False)]
        read = [_read(document, table, known, shape, match) for match in found]
        if read:
            return [t for t in read if t is not None] if all(read) else []
    return []


def _read(document: Document, table: str, known: _Shapes, shape: _Shape, match: re.Match[str]) -> Aligned | None:
    printed = sorted(zip(shape.order, match.groups(), match.regs[1:], strict=True))
    texts = [text for _, text, _ in printed]
    values = [0 if is_blank(text) else int(text) for text in texts]
    if not known.sums.add_up(values) or _goes_on(document.text, match) or known.again.match(document.text, match.end()):
        return None
    places = document.places(*match.span()) if document.markup else {}
    cells = [
        plain_cell(text, value, span, places.get(span[0]))
        for (_, text, span), value in zip(printed, values, strict=True)
    ]
    return Aligned(table, None, dict(zip(known.paths, cells, strict=True)), match.span())


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether another row of numbers stands below the last, of the year before or of another office."""
    begin = text.rfind("\n", 0, match.end()) + 1
    last = [text for text, span in zip(match.groups(), match.regs[1:], strict=True) if span[0] >= begin]
    return len(last) > 1 and goes_on(text, match.end(), last, len(last))


@cache
def _shapes(declared: Table, shown: bool) -> _Shapes:
    (block,) = declared.blocks
    columns = [any_wording(column.label) for column in block.columns]
    first, *others = [any_wording(row.label) for row in block.rows]
    over = "|".join(any_wording(label) for label in declared.side_labels)
    kinds = [first, *(rf"(?:(?:{over}){_JOINED})?+{kind}" for kind in others)]
    part = gap(shown)
    beside = rf"{LABEL_END}(?:{BETWEEN}*+[：:]{BETWEEN}*+|{part})"
    header = rf"{BETWEEN}*+".join(columns) + _RULES

    def row(width: int) -> str:
        return part.join([_CELL] * width)

    one_header = header + rf"{BETWEEN}++".join(kind + beside + row(len(columns)) for kind in kinds)
    own_headers = _RULES.join(kind + _JOINED + header + row(len(columns)) for kind in kinds)
    across = rf"{BETWEEN}*+".join(kinds) + _RULES
    across += rf"{BETWEEN}++".join(column + beside + row(len(kinds)) for column in columns)
    single = rf"{BETWEEN}++".join(
        kind + _JOINED + rf"{BETWEEN}++".join(c + beside + _CELL for c in columns) for kind in kinds
    )
    apart = [_apart(kinds, over, columns, row, at) for at in range(1, len(kinds))]
    size = len(columns) * len(kinds)
    down = tuple(range(size))
    turned = tuple(kind * len(columns) + column for column in range(len(columns)) for kind in range(len(kinds)))
    patterns = [(one_header, down), (own_headers, down), (across, turned), (single, down), *((p, down) for p in apart)]
    shapes = tuple(_Shape(re.compile(pattern + NUMBERS_END), order) for pattern, order in patterns)
    paths = tuple(f"{declared.id}.{r.id}.{c.id}" for r in block.rows for c in block.columns)
    again = re.compile(rf"{_RULES}(?:{'|'.join(kinds)}){_JOINED}{header}")
    return _Shapes(shapes, again, paths, Sums(len(columns) - 1, len(kinds)))


def _apart(kinds: Sequence[str], over: str, columns: Sequence[str], row: Callable[[int], str], before: int) -> str:
    """The first kind with its numbers, then all others with theirs, as where a tool takes a page column by column.

    So many labels of kinds stand ``before`` the first numbers.
    """
    header, others = rf"{BETWEEN}*+".join(columns), len(kinds) - 1
    above = rf"{BETWEEN}*+".join([kinds[0], f"(?:{over})?+", *kinds[1:before]])
    below = rf"{BETWEEN}*+".join([f"(?:{over})?+", *kinds[before:], *[header] * others])
    return rf"{above}{BETWEEN}*+{header}{BETWEEN}++{row(len(columns))}{BETWEEN}++{below}{BETWEEN}++{row(others * len(columns))}"
