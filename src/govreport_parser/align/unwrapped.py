"""Text whose drawn tables have wrapped cells, aligned as if they had none, and what was found put back in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from attrs import evolve, frozen

from ..blocks import Document
from ..cells import Cell, Span
from ..findings import Finding
from ..read.grid import unwrapped
from ..read.grid_view import View
from ..read.plain import read_text
from .labels.hits import find_hits
from .labels.lexicon import Hit
from .labels.spot import field_at
from .result import Aligned, doubt, uncertain

Align = Callable[[Document, Sequence[Hit], Sequence[int]], list[Aligned]]
"""One of the three ways to align a table: a document, its labels, and where its fields begin."""


def unwrapping(align: Align, document: Document, hits: Sequence[Hit], starts: Sequence[int]) -> list[Aligned]:
    """Align a document, or the same document with the wrapped cells of drawn tables whole.

    Where it cannot be told which lines of a drawn table are one row, nothing in that table is certain.
    """
    if document.markup:
        return align(document, hits, starts)
    setting = unwrapped(document.text)
    if setting.view is None and not setting.tangled and not setting.cut:
        return align(document, hits, starts)
    if setting.view is not None and (whole := _whole(document.text)) is not None:
        back = _Back(setting.view, document.text)
        found = [back.table(t) for t in align(whole.document, whole.hits, whole.starts)]
    else:
        found = align(document, hits, starts)
    if setting.cut:
        found = [evolve(t, cells={p: _in_cut(c, setting.cut) for p, c in t.cells.items()}) for t in found]
    tangled = setting.tangled
    return [evolve(t, cells=doubt(t.cells)) if _meets(t.span, tangled) else t for t in found] if tangled else found


def _in_cut(cell: Cell, cut: Sequence[Span]) -> Cell:
    """The cell, withdrawn if it stands in a row of which something is cut off."""
    return uncertain(cell) if cell.span is not None and _meets((cell.span[0], cell.span[1] + 1), cut) else cell


def is_wrapped(document: Document) -> bool:
    """Whether the document has drawn tables in which labels may run over several lines, or of which something is cut off."""
    if document.markup or document.plain:  # such a text has no bars
        return False
    setting = unwrapped(document.text)
    return setting.view is not None or bool(setting.tangled or setting.cut)


def _meets(span: Span, others: Sequence[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


@frozen
class _Whole:
    """A document with every cell whole: its labels, and where its fields begin."""

    document: Document
    hits: Sequence[Hit]
    starts: Sequence[int]


@lru_cache(maxsize=1)
def _whole(text: str) -> _Whole | None:
    """The document that is aligned in the place of a text; ``None`` if its cells cannot be as they were put together."""
    view = unwrapped(text).view
    if view is None:
        return None
    document = read_text(view.text)
    hits, starts = find_hits(document), document.starts
    if any(_joins_rows(view, starts, a, b) for a, b in pairwise(hits)):
        return None
    return _Whole(document, hits, starts)


def _joins_rows(view: View, starts: Sequence[int], first: Hit, second: Hit) -> bool:
    """Whether two labels of rows, from two lines of the given text, stand in one cell of the view: then they are two rows."""
    if (
        not first.senses.rows
        or not second.senses.rows
        or _NOTED.search(view.text, first.end, second.start)
        or field_at(starts, first.start) != field_at(starts, second.start)
    ):
        return False
    begin = starts[field_at(starts, first.start)]
    return view.text.startswith("│ ", begin - 2) and len(view.pieces(first.end - 1, second.start + 1)) > 1


_NOTED = re.compile(r"[（(][^（）()]*$")
"""A note that is open, in which a word is no label: （区分处理的，只计这一情形，不计其他情形）."""


@frozen
class _Back:
    """The way from a view to the given text."""

    view: View
    text: str

    def table(self, table: Aligned) -> Aligned:
        """The table with every position in the given text."""
        return evolve(
            table,
            cells={path: self._cell(cell) for path, cell in table.cells.items()},
            span=self.view.back(*table.span),
            findings=[self._finding(f) for f in table.findings],
        )

    def _cell(self, cell: Cell) -> Cell:
        if cell.span is None:
            return cell
        pieces = self.view.pieces(*cell.span)
        printed = [p for p in pieces if any(c.isdecimal() for c in self.text[slice(*p)])] or pieces[:1]
        start, end = (
            printed[0][0],
            printed[-1][1],
        )  # a number that is wrapped itself: all that stands between its pieces
        return evolve(cell, span=(start, end), raw=self.text[start:end])

    def _finding(self, found: Finding) -> Finding:
        return evolve(found, spans=tuple(self.view.back(*span) for span in found.spans))
