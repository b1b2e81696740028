"""From candidates to cells: what is certain, what is ambiguous, and the findings that say why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from attrs import define, evolve, field

from ..cells import MISSING, Cell, Status
from ..findings import Finding, finding
from ..forms import Table
from .lex import LETTERS, Atom, Sort, holds_digits
from .line import Line
from .recover import recovered
from .result import cell_notes, decided_cell, open_cells, printed_cells, uncertain
from .shifts import shifted, soft
from .slots import Reading, Row, Slot, State, Sums
from .solve import MAX_SUMS, Equation, Solution, is_assumed, solve


@define
class Verdict:
    """The cells of one table and what there is to say about them."""

    cells: dict[str, Cell]
    findings: list[Finding] = field(factory=list)


@cache
def equations(table: Table) -> list[Equation]:
    """The identities over rows of a table, as row numbers in printed order."""
    order = {path: n for n, (path, _, _) in enumerate(table.rows())}
    return [
        Equation(tuple(order[m] for m in identity.left), tuple(order[m] for m in identity.right))
        for identity in table.identities
        if identity.over == "rows"
    ]


def decide(text: str, lines: Sequence[Line], table: Table, sums: Sums, *, split: bool = False) -> Verdict:
    """Decide every cell of the table from the candidates of its rows. ``split``: numbers may be cut in pieces."""
    by_path = {line.path: line for line in lines}
    paths = [path for path, _, _ in table.rows()]
    rows = [by_path[path].row if path in by_path else None for path in paths]
    laws = equations(table)
    rows = recovered(rows, laws, sums, [_printed(by_path[path]) if path in by_path else () for path in paths])
    solution = solve(rows, laws, sums.slots)
    if any(row is not None and row.clean and not sums.hold([s[1] for s in row.readings[0]]) for row in rows):
        # A printed error somewhere: the columns it is in would rule out true readings, so they rule out none.
        solution.candidates = [list(row.readings) if row is not None else [] for row in rows]
    doubts = shifted(rows, laws, solution, sums)
    unsure = _cut_over_lines(text, [by_path.get(path) for path in paths], laws, solution)
    damaged = split or any(row is None or not row.clean for row in rows)
    empty = _totals_left_out(rows, solution, sums)
    displaced = not empty and _displaced(rows, sums)
    verdict = Verdict({})
    held = _held(rows, laws, solution, sums.slots)
    every: list[Cell] = []
    for number, path in enumerate(paths):
        line = by_path.get(path)
        row = rows[number]
        cells = _row_cells(
            text, line, row, solution.candidates[number], held[number], sums, doubts.get(number, {}), damaged
        )
        if displaced or number in unsure or (not empty and _without_total(row, sums)) or _all_alike(row, sums):
            cells = [uncertain(cell) for cell in cells]
        every += cells
        verdict.findings += _row_findings(text, table, path, line, row, cells)
    verdict.cells = dict(zip(table.cells(), every, strict=True))
    if solution.bounded:
        verdict.findings.append(finding("search-bounded", paths=(table.id,), table=table.id, steps=MAX_SUMS))
    return verdict


def _displaced(rows: Sequence[Row | None], sums: Sums) -> bool:
    """Whether most rows that print other numbers than zeros break their sums: a column is lost, and another in its place."""
    readings = [row.readings[0] for row in rows if row is not None and row.clean]
    values = [[s.value for s in reading] for reading in readings if not _is_nothing(reading[-1])]
    told = [row for row in values if any(row) and None not in row]
    broken = sum(not sums.hold(row) for row in told)
    return broken >= MANY_BROKEN and broken * 3 > len(told) * 2


MANY_BROKEN = 4
"""So many rows do not break their sums by misprints."""


def _without_total(row: Row | None, sums: Sums) -> bool:
    """Whether numbers stand in a row that shows its total empty: they may have moved up by a cell that was lost."""
    if row is None or not row.clean:
        return False
    reading = row.readings[0]
    size = sums.parts + 1
    return any(
        _is_nothing(reading[end]) and any(slot.value for slot in reading[end - sums.parts : end])
        for end in range(size - 1, len(reading), size)
    )


def _totals_left_out(rows: Sequence[Row | None], solution: Solution, sums: Sums) -> bool:
    """Whether an office left the whole column of totals empty, and no cell moved up.

    A cell that one row lost would break columns. Had a column been lost, the last number of every row would be its total.
    """
    if sums.groups > 1 or not all(row is not None and row.clean for row in rows):
        return False
    readings = [row.readings[0] for row in rows if row is not None]
    if not all(_is_nothing(reading[-1]) for reading in readings):
        return False
    values = [[slot[1] or 0 for slot in reading[:-1]] for reading in readings]
    held = all(all(law[: sums.parts]) for law in solution.settled)
    return held and any(sum(row[:-1]) != row[-1] for row in values)


def _all_alike(row: Row | None, sums: Sums) -> bool:
    """Whether a row prints one number in every cell, total and all: then it is one cell, which a tool has repeated."""
    if row is None or not row.clean:
        return False
    values = [slot[1] for slot in row.readings[0]]
    return bool(values[0]) and len(set(values)) == 1 and not sums.hold(values)


def _is_nothing(slot: Slot) -> bool:
    return slot.state is State.BLANK or (slot.atom is not None and slot.atom.text.lower() in _NOTHING)


_NOTHING = frozenset(("nan", "none", "null"))
"""What data frames print for an empty cell."""


def _cut_over_lines(text: str, lines: Sequence[Line | None], laws: Sequence[Equation], solution: Solution) -> set[int]:
    """The rows that stand on several lines where the others stand on one, and whose columns are not known to hold.

    Where a page ends, cells that are cut lose a line to the page before, and what is left may keep the row's sum.
    """
    numbers = {n: [a for a in line.run.values if a.sort is not Sort.EMPTY] for n, line in enumerate(lines) if line}
    several = {n: atoms for n, atoms in numbers.items() if len(atoms) > 1}
    cut = {n for n, atoms in several.items() if "\n" in text[atoms[0].start : atoms[-1].end]}
    if not cut or len(cut) * 2 > len(several):
        return set()
    broken = {n for law, held in zip(laws, solution.settled, strict=True) if not all(held) for n in law.members}
    return cut & broken


def _printed(line: Line) -> Sequence[Atom] | None:
    """What is printed for a row: its values and those left over straight behind them, or else the text that holds digits."""
    if line.next_row:
        return None
    if line.interrupted:
        return [a for a in line.atoms if a.sort is not Sort.EMPTY]
    left = takewhile(lambda chunk: not chunk.text, line.run.rest)
    return [*line.run.values, *(a for c in left for a in c.values)] or [a for a in line.atoms if holds_digits(a)]


def _row_cells(
    text: str,
    line: Line | None,
    row: Row | None,
    readings: Sequence[Reading],
    held: Sequence[bool],
    sums: Sums,
    doubts: dict[int, set[int]],
    damaged: bool,
) -> list[Cell]:
    if line is None or row is None:
        return [MISSING] * sums.slots
    if row.clean:
        cells = printed_cells(text, readings[0])
        if damaged and not sums.hold([s[1] for s in readings[0]]) and soft(readings[0]):
            return [uncertain(cell) for cell in cells]
        if not _proven([s.value for s in readings[0]], sums):
            cells = [uncertain(cell) if cell.raw and not _DIGITS.fullmatch(cell.raw) else cell for cell in cells]
        for column, values in doubts.items():
            cells[column] = _doubted(cells[column], values)
        return cells
    if row.open or not readings:
        return open_cells(line.run.values, sums.slots)
    return [decided_cell(text, column, readings, confirmed) for column, confirmed in enumerate(held)]


def _proven(values: Sequence[int | None], sums: Sums) -> bool:
    return None not in values and sums.hold(values)


_DIGITS = re.compile(r"[^*OoＯｏ〇○]*")
"""A number without letters for digits, or stars."""


def _held(rows: Sequence[Row | None], laws: Sequence[Equation], solution: Solution, width: int) -> list[list[bool]]:
    """For each row and column: whether every identity that a repaired cell stands in can hold with what is left.

    An identity says nothing for one repaired cell where another repaired cell in it breaks an identity of its own: then
    that reading is wrong, and what it was held against with it. Where a row is only assumed to be zeros, it is that
    which is wrong. Where digits of some row are no cut of its cells, cells are lost, and a repaired row is not believed
    either whose identity cannot be evaluated, unless another of its identities holds in every column.
    """
    out = [[False] * width for _ in rows]
    repaired = {n for n, row in enumerate(rows) if row is not None and not row.clean}
    if not repaired:
        return out
    assumed = {n for n in repaired if is_assumed(rows[n])}
    lacking = any(row is not None and row.open and not row.crowded for row in rows)
    proven = {n for m, law in enumerate(laws) if all(solution.settled[m]) for n in law.members}
    for column in range(width):
        held = [law_held[column] for law_held in solution.settled]
        broken = [m for m, law in enumerate(laws) if held[m] is False and assumed.isdisjoint(law.members)]
        wrong = repaired & _members(laws, broken)
        if lacking:
            wrong |= repaired & _members(laws, [m for m, known in enumerate(held) if known is None]) - proven
        while fallen := [m for m, law in enumerate(laws) if held[m] is not False and not wrong.isdisjoint(law.members)]:
            for m in fallen:
                held[m] = False
            wrong |= (repaired & _members(laws, fallen)) - proven
        chosen = _chosen(laws, solution, column) if assumed else set()
        for n in repaired:
            mine = [held[m] and not (n in assumed and m in chosen) for m, law in enumerate(laws) if n in law.members]
            out[n][column] = bool(mine) and all(mine)
    return out


def _chosen(laws: Sequence[Equation], solution: Solution, column: int) -> set[int]:
    """The identities that hold in a column for some of several candidates: they say of no assumed row that it is zero."""
    several = [len({reading[column].value for reading in readings}) > 1 for readings in solution.candidates]
    return {m for m, law in enumerate(laws) if any(several[n] for n in law.members)}


def _members(laws: Sequence[Equation], which: Sequence[int]) -> set[int]:
    return {n for m in which for n in laws[m].members}


def _doubted(cell: Cell, values: set[int]) -> Cell:
    candidates = values | ({cell.value} if isinstance(cell.value, int) else set())
    return evolve(cell, value=None, status=Status.AMBIGUOUS, candidates=tuple(sorted(candidates)))


_READ = Status.READ


def _row_findings(
    text: str, table: Table, path: str, line: Line | None, row: Row | None, cells: Sequence[Cell]
) -> list[Finding]:
    read = row is not None and row.clean and all(c.status is _READ for c in cells)
    if read and "".join([c.raw or "" for c in cells]).isdecimal():  # nearly every row
        return []
    where = f"{table.id}.{path}"
    names = [column.id for column in table.blocks[0].columns]
    letters = [
        finding("digit-lookalike", paths=(f"{where}.{name}",), spans=(c.span,), printed=c.raw)
        for name, c in zip(names, cells, strict=True)
        if c.span and c.raw and not c.raw.isdecimal() and any(x in LETTERS for x in c.raw)
    ]
    if read:
        return letters
    label = next(r.label.text for p, r, _ in table.rows() if p == path)
    if line is None or row is None:
        return [finding("row-missing", paths=(where,), label=label, table=table.id)]
    span = _span(line)
    printed = " ".join(text[span[0] : span[1]].split())
    named = {f"{where}.{name}": cell for name, cell in zip(names, cells, strict=True)}
    return letters + cell_notes(named, label, printed, (span,))


def _span(line: Line) -> tuple[int, int]:
    values = line.run.values
    return (values[0].start, values[-1].end) if values else (line.anchor.start, line.anchor.end)
