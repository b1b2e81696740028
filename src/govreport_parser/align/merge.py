"""One table from its copies: the article printed twice, or the table of another year or of another office beside it."""

from __future__ import annotations

from collections.abc import Sequence

from ..cells import Cell, Status
from ..findings import Finding, finding
from .result import Aligned, both, uncertain


def merge(copies: Sequence[Aligned], notes: list[Finding]) -> Aligned:
    """One table from its copies: where they differ a cell is ambiguous, where one is certain it serves.

    It serves only where all that is known agrees. Copies that differ in any cell are two tables, and which of them is the
    report's nobody can say: what one of them prints and cannot be read is not known from the other.
    """
    if len(copies) == 1:
        return copies[0]
    best = max(copies, key=_certain)
    name = best.table
    notes.append(
        finding("table-repeated", paths=(name,), spans=tuple(c.span for c in copies), table=name, count=len(copies))
    )
    cells = dict(best.cells)
    differ: dict[str, None] = {}
    for other in copies:
        if other is not best:
            _join(cells, other.cells, differ, serves=other.edition in (best.edition, None))
    if differ:
        notes.append(finding("copies-differ", paths=tuple(differ), table=name, count=len(differ)))
    return Aligned(name, best.edition, cells, best.span, best.findings)


def _join(cells: dict[str, Cell], other: dict[str, Cell], differ: dict[str, None], *, serves: bool) -> None:
    """Take a further copy into the cells of a table; where the two contradict each other goes to ``differ``.

    ``serves`` says that it follows the same edition, and so has the same cells.
    """
    same = {path for path, cell in other.items() if cell.certain and path in cells and cells[path].certain}
    odd = [path for path in other if path in cells and _contradict(cells[path], other[path])]
    strange = _under_other_columns(cells, other) if serves or odd else []
    serving = [path for path, cell in other.items() if cell.certain and path not in same]
    lost = [path for path, cell in other.items() if _unread(cell) and path in cells and cells[path].certain]
    mended = [path for path in serving if path in cells and _unread(cells[path])]
    if not (odd or strange or differ) and len(same) >= max(len(lost), len(mended)):
        cells.update({path: other[path] for path in serving} if serves else {})
        return
    if _printed(other) * 3 > _printed(cells):  # a table of its own, not a few rows of one
        lost = [path for path, cell in cells.items() if cell.certain and path not in same]
    doubts = {path: uncertain(cells[path]) for path in (*lost, *strange)}
    doubts |= {path: both(cells[path], other[path]) for path in odd}
    cells.update(doubts)
    differ.update(dict.fromkeys(doubts))


def _under_other_columns(cells: dict[str, Cell], other: dict[str, Cell]) -> list[str]:
    """The certain cells of rows that a further copy prints under other columns."""
    mine = {path for path, cell in cells.items() if cell.status is not Status.MISSING}
    rows = {_row(p) for p, cell in other.items() if cell.status is not Status.MISSING and p not in mine}
    both_print = rows & {_row(path) for path in mine}
    return [path for path in mine if _row(path) in both_print and cells[path].certain] if both_print else []


def _row(path: str) -> str:
    return path.rpartition(".")[0]


def _contradict(mine: Cell, other: Cell) -> bool:
    """Whether two cells say different things, or one is read and its value is none of those that the other may have."""
    if mine.certain and other.certain:
        return (mine.value, mine.status is Status.BLANK) != (other.value, other.status is Status.BLANK)
    sure, loose = (mine, other) if mine.certain else (other, mine)
    return sure.certain and bool(loose.candidates) and sure.value not in (*loose.candidates, None)


def _printed(cells: dict[str, Cell]) -> int:
    return sum(1 for cell in cells.values() if cell.status is not Status.MISSING)


def _unread(cell: Cell) -> bool:
    """Whether something is printed for a cell that could not be read."""
    return cell.status is Status.AMBIGUOUS or cell.status is Status.UNREADABLE


def _certain(table: Aligned) -> int:
    return sum(1 for c in table.cells.values() if c.status.certain)
