"""A column of an office's own in table four (撤回, 调解): counted in a total, it keeps every sum in any place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ...forms import Table
from ..labels.lexicon import Hit


def has_own_column(text: str, hits: Sequence[Hit], table: Table) -> bool:
    """Whether a header names every column of the form, and has words among its labels besides."""
    block = table.blocks[0]
    named = sum(table.id in hit.senses.columns for hit in hits)
    if named < len(block.rows) * len(block.columns):
        return False
    return any(_WORDS.search(text, a.end, b.start) for a, b in pairwise(hits))


_WORDS = re.compile(r"(?<![一-鿿])[一-鿿]{2}")
"""Words that are no rest of a label before them."""
