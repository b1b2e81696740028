"""Every label in a document."""

from __future__ import annotations

from collections.abc import Sequence

from ..blocks import Document
from ..cells import Span
from ..text import is_laced
from .lexicon import Hit, lexicon
from .printed import Printed


def find_hits(document: Document, rows: Sequence[Printed] = (), blocks: Sequence[Span] = ()) -> list[Hit]:
    """Every label of any form in the document, but for the tables that are found already.

    Of a table of rows only the first and the last label are given, of a table of blocks none.
    """
    text = document.text
    known = lexicon(laced=is_laced(text))
    taken = [(table.labels[0][0], table.end, (table.labels[0], table.labels[-1])) for table in rows]
    hits: list[Hit] = []
    at = 0
    for start, end, labels in sorted([*taken, *((span[0], span[1], ()) for span in blocks)]):
        hits += known.find(text, at, start)
        hits += [hit for label in labels if (hit := known.hit(text, *label))]
        at = end
    return hits + known.find(text, at)
