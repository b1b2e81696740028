"""The one room that sees both what is printed and what a form says: labels to cells, for all three tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from ..blocks import Document
from ..cells import Cell, Span, Status
from ..findings import Finding, finding
from ..forms import Layout
from .block_table import align_blocks
from .hits import Taken, find_hits
from .lexicon import Hit, table_with
from .printed import find_printed
from .printed_blocks import find_blocks, stands_alone
from .printed_side import find_side
from .result import Aligned, both, uncertain
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
    blocks, rows, sides = ([t for t in printed if t.table == table_with(layout)] for layout in LAYOUTS)
    if not rows or _names_rows(rest, table_with(Layout.ROWS)):
        rows += align_rows(document, rest, starts)
    glued, split, damaged = (any(getattr(t, name) for t in rows) for name in ("glued", "split", "damaged"))
    if not blocks or _names_rows(hits, table_with(Layout.BLOCKS)):
        blocks += align_blocks(document, hits, starts, split=split)
    sides += align_side(document, hits, starts, glued=glued, split=split, damaged=damaged)
    found = (*blocks, *rows, *sides)
    notes: list[Finding] = []
    names = [table_with(layout) for layout in LAYOUTS]
    groups = {name: copies for name in names if (copies := [t for t in found if t.table == name])}
    strangers = any(_differ(copies) for copies in groups.values())
    tables = {name: merge(copies, notes, strangers=strangers) for name, copies in groups.items()}
    regions = tuple(sorted(t.span for t in found))
    return Alignment(tables, regions, tuple(hits), tuple(notes))


LAYOUTS = (Layout.BLOCKS, Layout.ROWS, Layout.SIDE_BY_SIDE)
"""The tables by their layout, in printed order."""


def _names_rows(hits: Sequence[Hit], table: str) -> bool:
    """Whether a label of a row of the table is among the hits."""
    return any(table in hit.senses.rows for hit in hits)


def _printed(document: Document) -> tuple[list[Aligned], list[Hit], list[Hit]]:
    """The tables that are printed plainly, every hit outside their rows, and the hits that are not theirs.

    Whether tables two and four are read so depends on table three, which has sums that show whether numbers are cut.
    """
    found = find_printed(document, table_with(Layout.ROWS))
    blocks = find_blocks(document, table_with(Layout.BLOCKS)) if found else []
    sides = find_side(document, table_with(Layout.SIDE_BY_SIDE)) if found else []
    taken: list[Taken] = [(t.labels[0][0], t.end, (t.labels[0], t.labels[-1])) for t in found]
    taken += [(*table.span, ()) for table in blocks]
    taken += [(*table.span, labels) for table, labels in sides]
    hits = find_hits(document, taken)
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
    rest = [hit for n, hit in enumerate(hits) if n not in theirs] if theirs else hits
    return [*blocks, *copies, *(table for table, _ in sides)], hits, rest


def merge(copies: Sequence[Aligned], notes: list[Finding], *, strangers: bool) -> Aligned:
    """One table from its copies: where they differ a cell is ambiguous, where one is certain it serves.

    ``strangers``: the copies of some table differ, so they may be of another year or organ, and none fills up another.
    """
    if len(copies) == 1:
        return copies[0]
    best = max(copies, key=_certain)
    name = best.table
    notes.append(
        finding("table-repeated", paths=(name,), spans=tuple(c.span for c in copies), table=name, count=len(copies))
    )
    cells = dict(best.cells)
    differ: set[str] = set()
    for other in [copy for copy in copies if copy is not best]:
        differ |= (apart := _apart(cells, other.cells))
        if strangers or (best.edition and other.edition not in (best.edition, None)):
            cells = _of_strangers(cells, other, apart)
        else:
            cells |= {p: c for p, c in other.cells.items() if (mine := cells.get(p)) is None or _better(mine, c)}
    if differ:
        notes.append(
            finding("copies-differ", paths=tuple(p for p in cells if p in differ), table=name, count=len(differ))
        )
    return Aligned(name, best.edition, cells, best.span, best.findings)


def _differ(copies: Sequence[Aligned]) -> bool:
    """Whether some copy of a table differs from the first."""
    return any(_apart(copies[0].cells, other.cells) for other in copies[1:])


def _apart(cells: Mapping[str, Cell], other: Mapping[str, Cell]) -> set[str]:
    """The cells in which two copies differ, or whose value is not among what a damaged copy of something else prints."""
    shared = [(path, mine, cell) for path, cell in other.items() if (mine := cells.get(path)) is not None]
    apart = {path for path, mine, cell in shared if _contradicts(mine, cell)}
    strange = {path for path, mine, cell in shared if _not_among(mine, cell) or _not_among(cell, mine)}
    alike = sum(1 for _, mine, cell in shared if mine.certain and cell.certain and mine.value == cell.value != 0)
    return apart | strange if len(strange) > alike else apart


def _not_among(mine: Cell, other: Cell) -> bool:
    """Whether a certain value is none of those that the other copy may have."""
    return bool(mine.value and mine.certain and other.candidates and mine.value not in other.candidates)


def _contradicts(mine: Cell, other: Cell) -> bool:
    """Whether two copies print different things in a cell, both of them certain."""
    return (mine.certain and other.certain) and (mine.value, mine.status is Status.BLANK) != (
        other.value,
        other.status is Status.BLANK,
    )


def _better(mine: Cell, other: Cell) -> bool:
    return other.certain and not mine.certain


def _of_strangers(cells: dict[str, Cell], other: Aligned, apart: set[str]) -> dict[str, Cell]:
    """The cells, beside a copy that may be of another year or organ.

    Which of the two is the report's own nobody can say: only what both print is certain, unless the other copy is a
    small part of a table.
    """
    part = sum(1 for cell in other.cells.values() if cell.status is not Status.MISSING) * 2 < len(other.cells)
    out = {path: both(cell, other.cells[path]) if path in apart else cell for path, cell in cells.items()}
    if part:
        return out
    return {p: c if p in other.cells and other.cells[p].certain else uncertain(c) for p, c in out.items()}


def _certain(table: Aligned) -> int:
    return sum(1 for c in table.cells.values() if c.status.certain)


__all__ = ["Aligned", "Alignment", "align"]
