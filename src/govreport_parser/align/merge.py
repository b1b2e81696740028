"""One table from its copies: the article printed twice, or the table of another year or of another office beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from operator import attrgetter

from attrs import evolve

from ..cells import Cell, Span, Status, Value
from ..findings import Finding, finding
from .labels.lexicon import row_order
from .result import Aligned, both, doubt, uncertain

_CERTAIN = attrgetter("certain")


def merge(copies: Sequence[Aligned], notes: list[Finding], *, strangers: bool, alike: bool) -> Aligned:
    """One table from its copies: where they differ a cell is ambiguous, where one is certain it serves.

    ``strangers``: the copies of some table differ, so they may be of another year or organ, and none fills up another.
    ``alike``: copies of some table print the same numbers, which shows that they are the same; without, none fills up
    what another prints and nobody can read.
    """
    if len(copies) == 1:
        return copies[0]
    unread = not alike and _holds_unread(copies)
    copies = joined(copies) if strangers else copies
    best = max(copies, key=_CERTAIN)
    name = best.table
    notes.append(
        finding("table-repeated", paths=(name,), spans=tuple(c.span for c in copies), table=name, count=len(copies))
    )
    cells = dict(best.cells)
    differ: set[str] = set()
    others = [copy for copy in copies if copy is not best]
    part = _is_part(best, others)
    for other in others:
        differ |= (apart := _apart(cells, other.cells))
        if strangers or (best.edition and other.edition not in (best.edition, None)):
            cells = _of_strangers(cells, other, apart, part=part)
        elif not alike:
            cells |= {
                path: _unless_printed(mine, other.cells[path]) for path, mine in cells.items() if path in other.cells
            }
        else:
            cells |= {p: c for p, c in other.cells.items() if (mine := cells.get(p)) is None or _better(mine, c)}
    if unread:
        cells = doubt(cells)
    if differ:
        notes.append(
            finding("copies-differ", paths=tuple(p for p in cells if p in differ), table=name, count=len(differ))
        )
    return Aligned(name, best.edition, cells, best.span, best.findings)


def _is_part(best: Aligned, others: Sequence[Aligned]) -> bool:
    """Whether other copies are but small parts of a table, and all copies print the same in all but a few cells."""
    if any(len(_printed(copy)) * 4 >= len(copy.cells) for copy in others):
        return False
    differ = {path for a, b in combinations((best, *others), 2) for path in _apart(a.cells, b.cells)}
    return len(differ) * FEW_CELLS < len(best.cells)


FEW_CELLS = 10
"""Copies that differ in more than one cell of so many are not of one table, however small."""


def _holds_unread(copies: Sequence[Aligned]) -> bool:
    """Whether a copy has the labels of most rows, and hardly anything of it can be read: it may be the report's own.

    Labels with those of another copy right behind them are a header that is printed twice.
    """
    starts = [copy.span[0] for copy in copies]
    return any(
        _is_unread(copy) and not any(0 <= start - copy.span[1] < SAME_PLACE for start in starts) for copy in copies
    )


SAME_PLACE = 20
"""No more characters than this stand between what is printed of one table."""


def _is_unread(copy: Aligned) -> bool:
    rows = {path.rpartition(".")[0] for path in copy.cells}
    lacking = sum(note.code == "row-missing" for note in copy.findings)
    known = sum(cell.status not in _UNREAD for cell in copy.cells.values())
    return lacking * 2 < len(rows) and known * FEW_CELLS <= len(copy.cells)


_UNREAD = frozenset({Status.MISSING, Status.UNREADABLE})


def copies_differ(copies: Sequence[Aligned]) -> bool:
    """Whether two copies of a table differ, or are of different editions."""
    if len({copy.edition for copy in copies} - {None}) > 1:
        return True
    if any(not _printed(a) & _printed(b) and not _goes_on(a, b) for a, b in pairwise(sorted(copies, key=_place))):
        return True
    return any(_apart(a.cells, b.cells) for a, b in combinations(copies, 2))


def copies_alike(copies: Sequence[Aligned]) -> bool:
    """Whether two copies of a table print the same number, other than zero."""
    return any(
        mine.certain and mine.value and (cell := b.cells.get(path)) is not None and cell.value == mine.value
        for a, b in pairwise(copies)
        for path, mine in a.cells.items()
    )


def joined(copies: Sequence[Aligned]) -> list[Aligned]:
    """The copies, those of one edition that follow one another and print no cell twice as one: damage cut it in two."""
    out: list[Aligned] = []
    for copy in sorted(copies, key=_place):
        last = out[-1] if out else None
        if last is None or last.edition != copy.edition or _printed(last) & _printed(copy) or not _goes_on(last, copy):
            out.append(copy)
            continue
        printed = _printed(copy)
        cells = last.cells | {path: cell for path, cell in copy.cells.items() if path in printed}
        first = max((last, copy), key=_CERTAIN)
        out[-1] = evolve(first, cells=first.cells | cells, findings=[*last.findings, *copy.findings])
    return out


def _place(table: Aligned) -> Span:
    return table.span


def _goes_on(first: Aligned, second: Aligned) -> bool:
    """Whether the rows that the second copy prints are below those of the first: it may be the rest of the same table."""
    ranks = row_order(first.table)
    above, below = (
        [ranks[path.split(".", 1)[1].rpartition(".")[0]] for path in _printed(table)] for table in (first, second)
    )
    return not above or not below or max(above) < min(below)


def _printed(table: Aligned) -> set[str]:
    """The cells that a copy prints."""
    return {path for path, cell in table.cells.items() if cell.status is not Status.MISSING}


def single(groups: Mapping[str, Sequence[Aligned]]) -> list[str]:
    """The tables that only some of several reports print, so that it is not known of whose report they are.

    There are several reports where another table stands between copies that differ: copies of one table that follow one
    another are of one report, with its last year's or an office's numbers beside its own.
    """
    places = sorted((copy.span, name) for name, copies in groups.items() for copy in copies)
    reports = 1
    for name, copies in groups.items():
        if len(copies) > 1 and copies_differ(copies):
            standing = [n for n, (_, other) in enumerate(places) if other == name]
            reports = max(reports, 1 + sum(b - a > 1 for a, b in pairwise(standing)))
    return [name for name, copies in groups.items() if sum(1 for copy in copies if _printed(copy)) < reports]


def _apart(cells: Mapping[str, Cell], other: Mapping[str, Cell]) -> set[str]:
    """The cells in which two copies differ, or whose value is not among what a damaged copy of something else prints."""
    shared = [(path, mine, cell) for path, cell in other.items() if (mine := cells.get(path)) is not None]
    apart = {path for path, mine, cell in shared if _contradicts(mine, cell)}
    strange = {path for path, mine, cell in shared if _not_among(mine, cell) or _not_among(cell, mine)}
    strange |= {path for path in _foreign(cells, other) | _foreign(other, cells) if path in cells and path in other}
    alike = sum(1 for _, mine, cell in shared if mine.certain and cell.certain and mine.value == cell.value != 0)
    return apart | strange if len(strange) > alike else apart


def _foreign(cells: Mapping[str, Cell], other: Mapping[str, Cell]) -> set[str]:
    """The cells of rows that nobody can place and that hold a number which the same row of another copy does not."""
    unplaced = [path for path, cell in cells.items() if cell.status is Status.AMBIGUOUS and cell.candidates]
    if not unplaced:
        return set()
    values: dict[str, set[Value | None]] = {}
    unsure: set[str] = set()
    for path, cell in other.items():
        row = path.rpartition(".")[0]
        values.setdefault(row, set()).add(0 if cell.status is Status.BLANK else cell.value)
        if not cell.certain:
            unsure.add(row)
    rows = {path: path.rpartition(".")[0] for path in unplaced}
    return {
        path
        for path, row in rows.items()
        if row in values and row not in unsure and not values[row].issuperset(cells[path].candidates)
    }


def _not_among(mine: Cell, other: Cell) -> bool:
    """Whether a certain value is none of those that the other copy may have, or not the one that it prints oddly: 0.0."""
    if not mine.certain or mine.value is None:
        return False
    if other.status is Status.UNREADABLE and isinstance(mine.value, int) and _DECIMAL.fullmatch(other.raw or ""):
        return Decimal(other.raw or "") != mine.value
    return bool(mine.value and other.candidates and mine.value not in other.candidates)


_DECIMAL = re.compile(r"\d+\.\d+", re.ASCII)


def _contradicts(mine: Cell, other: Cell) -> bool:
    """Whether two copies print different things in a cell, both of them certain."""
    return (mine.certain and other.certain) and (mine.value, mine.status is Status.BLANK) != (
        other.value,
        other.status is Status.BLANK,
    )


def _better(mine: Cell, other: Cell) -> bool:
    return other.certain and not mine.certain


def _unless_printed(mine: Cell, other: Cell) -> Cell:
    """A cell of two copies that nothing shows to be the same: certain if one prints nothing there, or both are certain."""
    if mine.certain:
        return uncertain(mine) if other.status in _PRINTED and not other.certain else mine
    return other if other.certain and mine.status is Status.MISSING else mine


_PRINTED = frozenset(Status) - {Status.MISSING}


def _of_strangers(cells: dict[str, Cell], other: Aligned, apart: set[str], *, part: bool) -> dict[str, Cell]:
    """The cells, beside a copy that may be of another year or organ.

    Which of the two is the report's own nobody can say: only what both print is certain, unless the other copies are but
    a small ``part`` of a table.
    """
    out = {path: both(cell, other.cells[path]) if path in apart else cell for path, cell in cells.items()}
    if part:
        return out
    return {p: c if p in other.cells and other.cells[p].certain else uncertain(c) for p, c in out.items()}
