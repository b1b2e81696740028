"""Rows of table two whose labels carry the title of their block with them: 第二十条第（一）项 / 规章."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ..labels.lexicon import Hit

LONGEST_JOINER = 5
"""What joins a title and a label is no longer than this."""


def titles_in_labels(text: str, group: Sequence[Hit], table: str) -> frozenset[int]:
    """Where titles begin that begin no block: each is a part of the label of a row, as all rows have one."""
    rows = sum(table in hit.senses.rows for hit in group)
    titles = [
        a for a, b in pairwise(group) if table in a.senses.blocks and table in b.senses.rows and _joined(text, a, b)
    ]
    if len(titles) < rows or len({title.wording for title in titles}) == len(titles):
        return frozenset()
    return frozenset(title.start for title in titles)


def _joined(text: str, title: Hit, row: Hit) -> bool:
    """Whether nothing but a few marks stands between two labels, which part no cells."""
    between = text[title.end : row.start]
    return len(between) <= LONGEST_JOINER and _PARTS.isdisjoint(between) and not any(map(str.isalnum, between))


_PARTS = frozenset("\t\n|│┃")
