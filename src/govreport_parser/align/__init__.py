"""The one room that sees both what is printed and what a form says: labels to cells, for all three tables."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from ..blocks import Document
from ..cells import Span
from ..findings import Finding
from ..forms import Layout
from .block_table import align_blocks
from .hits import find_hits
from .lexicon import Hit, table_with
from .merge import merge
from .printed import find_printed
from .printed_blocks import find_blocks, stands_alone
from .result import Aligned
from .rows import align_rows, printed_copy
from .side import align_side


@frozen
class Alignment:
    """The tables of a document: at most one of each kind, with every region a table takes up in the text."""

    tables: dict[str, Aligned]
    regions: tuple[Span, ...]
    hits: tuple[Hit, ...]
    findings: tuple[Finding, ...]


def align(document: Document) -> Alignment:
    """Find and align the three tables. Copies of a table are merged."""
    printed, hits, rest = _printed(document)
    if not hits:
        return Alignment({}, (), (), ())
    starts = [f[0] for f in document.fields]
    rows = [t for t in printed if t.table == table_with(Layout.ROWS)]
    if not rows or _names_rows(rest, table_with(Layout.ROWS)):
        rows += align_rows(document, rest, starts)
    glued, split, damaged = (any(getattr(t, name) for t in rows) for name in ("glued", "split", "damaged"))
    blocks = [t for t in printed if t.table == table_with(Layout.BLOCKS)]
    if not blocks or _names_rows(hits, table_with(Layout.BLOCKS)):
        blocks += align_blocks(document, hits, starts, split=split)
    found = (*blocks, *rows, *align_side(document, hits, starts, glued=glued, split=split, damaged=damaged))
    notes: list[Finding] = []
    tables: dict[str, Aligned] = {}
    for layout in (Layout.BLOCKS, Layout.ROWS, Layout.SIDE_BY_SIDE):
        name = table_with(layout)
        copies = [t for t in found if t.table == name]
        if copies:
            tables[name] = merge(copies, notes)
    regions = tuple(sorted(t.span for t in found))
    return Alignment(tables, regions, tuple(hits), tuple(notes))


def _names_rows(hits: Sequence[Hit], table: str) -> bool:
    """Whether a label of a row of the table is among the hits."""
    return any(table in hit.senses.rows for hit in hits)


def _printed(document: Document) -> tuple[list[Aligned], list[Hit], list[Hit]]:
    """The tables two and three that are printed plainly, every hit outside their rows, and the hits that are not theirs.

    Whether table two is read so depends on table three, which has sums that show whether numbers are cut in pieces.
    """
    found = find_printed(document, table_with(Layout.ROWS))
    blocks = find_blocks(document, table_with(Layout.BLOCKS)) if found else []
    hits = find_hits(document, found, [table.span for table in blocks])
    copies: list[Aligned] = []
    theirs: set[int] = set()
    for table in found:
        copy = printed_copy(document, hits, table)
        if copy is None:
            break
        copies.append(copy[0])
        theirs.update(copy[1])
    cut = any(copy.split for copy in copies)
    if len(copies) < len(found) or (blocks and (cut or not all(stands_alone(document, hits, b) for b in blocks))):
        every = find_hits(document)
        return [], every, every
    return [*blocks, *copies], hits, [hit for n, hit in enumerate(hits) if n not in theirs] if theirs else hits


__all__ = ["Aligned", "Alignment", "align"]
