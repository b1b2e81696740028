"""A text whose punctuation was taken out: signs and decimal points are gone with it, and no sum holds what has such."""

from __future__ import annotations

import re
from functools import cache

from attrs import evolve

from ..cells import Cell
from ..forms import FORMS, Kind, Layout
from ..text import any_of
from .labels.lexicon import table_of, table_with
from .result import Aligned, doubt_some

_POINTS = ".．"
_SIGNS = "-−－–—‐‑‒―"
_COMMON = re.compile(r"[，。、；：（）,;:()]")
"""What no report goes without."""

_BETWEEN = re.compile(r"[，、：（）/／,:()]")
"""What stands beside signs in the labels of the form and in sentences."""


def without_marks(text: str, copy: Aligned) -> Aligned:
    """A copy of table two without the amounts and the changes that may have lost their point or their sign."""
    pointed, signed = (any(map(text.__contains__, marks)) for marks in (_POINTS, _SIGNS))
    if pointed and signed:
        return copy
    unpointed = not pointed and not (_COMMON.search(text) and _unnumbered().search(text) is None)
    unsigned = not signed and (unpointed or not _BETWEEN.search(text))
    kinds = [kind for kind, gone in ((Kind.MONEY, unpointed), (Kind.SIGNED, unsigned)) if gone]
    if not kinds:
        return copy
    names = {name for kind in kinds for name in _columns(kind)}
    lacking = [path for path, c in copy.cells.items() if path.rpartition(".")[2] in names and _may_lack(c)]
    return evolve(copy, cells=doubt_some(copy.cells, lacking))


def _may_lack(cell: Cell) -> bool:
    """Whether a mark may be gone from a number: it is not zero, nor said in words to have grown or fallen."""
    return bool(cell.value) and cell.raw is not None and cell.raw[:1].isdecimal()


@cache
def _columns(kind: Kind) -> frozenset[str]:
    """The names of the columns of table two that hold numbers of a kind."""
    tables = [table_of(form, table_with(Layout.BLOCKS)) for form in FORMS.values()]
    return frozenset(c.id for table in tables for block in table.blocks for c in block.columns if c.kind is kind)


@cache
def _unnumbered() -> re.Pattern[str]:
    """The label of a row of table three straight behind its number, without the point that parts them. Short ones are columns', too."""
    tables = [table_of(form, table_with(Layout.ROWS)) for form in FORMS.values()]
    labels = {row.label.text for table in tables for _, row, _ in table.rows() if row.number[-1:] == "."}
    return re.compile(f"[1-9１-９] ?(?:{any_of(label for label in labels if len(label) > SHORTEST_LABEL)})")


SHORTEST_LABEL = 3
"""Labels no longer than this are those of columns as well."""
