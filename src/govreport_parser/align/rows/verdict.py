"""From candidates to cells: what is certain, what is ambiguous, and the findings that say why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain

from attrs import define, evolve, field, frozen

from ...cells import MISSING, Cell, Status, read_cells
from ...findings import Finding, finding
from ...forms import Table
from ..reading.moves import soft
from ..reading.slots import Reading, Row, Sums
from ..result import cell_notes, decided_cell, letter_notes, open_cells, printed_cells, uncertain
from ..worded import with_words
from .broken import unsure_rows
from .known import Known, take_together
from .line import Line
from .shifts import shifted
from .solve import MAX_SUMS, Equation, Solution, equations, is_assumed


@define
class Verdict:
    """The cells of one table and what there is to say about them."""

    cells: dict[str, Cell]
    findings: list[Finding] = field(factory=list)


def decide(text: str, lines: Sequence[Line], table: Table, sums: Sums, *, split: bool = False) -> Verdict:
    """Decide every cell of the table from the candidates of its rows. ``split``: numbers may be cut in pieces."""
    by_path = {line.path: line for line in lines}
    printed = [by_path.get(path) for path, _, _ in table.rows()]
    known = take_together(text, printed, equations(table), sums, split=split)
    unsure = unsure_rows(known)
    plain = [n for n, row in enumerate(known.rows) if row and row.plain and known.kept[n] and n not in unsure]
    made = _plain_cells([known.solution.candidates[n][0] for n in plain], sums.slots)
    cells = dict(zip(plain, made, strict=True))
    findings: list[Finding] = []
    if len(cells) < len(printed):
        rest = _rest(known)
        for number in (n for n in range(len(printed)) if n not in cells):
            own = rest.cells(number)
            cells[number] = [uncertain(cell) for cell in own] if number in unsure else own
            findings += _row_findings(text, table, number, printed[number], known.rows[number], cells[number])
    if known.solution.bounded:
        findings.append(finding("search-bounded", paths=(table.id,), table=table.id, steps=MAX_SUMS))
    every = chain.from_iterable([cells[n] for n in range(len(printed))])
    return Verdict(dict(zip(table.cells(), every, strict=True)), findings)


def _plain_cells(readings: Sequence[Reading], width: int) -> list[list[Cell]]:
    """The cells of the rows that are printed whole, keep their sums and are in doubt for nothing else, as nearly all are."""
    if not readings:
        return []
    _, values, starts, ends, atoms = zip(*chain.from_iterable(readings), strict=True)
    raws, places = [atom[3] for atom in atoms], [atom[5] for atom in atoms]
    cells = read_cells(values, raws, list(zip(starts, ends, strict=True)), places)
    return [cells[at : at + width] for at in range(0, len(cells), width)]


@frozen
class _Rest:
    """What the cells of the rows that are not simply as printed are made of."""

    known: Known
    held: Sequence[Sequence[bool]]
    """For each row and cell, whether the columns confirm it."""
    doubts: Mapping[int, Mapping[int, set[int]]]
    """Other values that cells of a row may have, by row and column."""
    damaged: bool
    """Some row of the table is not printed whole."""

    def cells(self, number: int) -> list[Cell]:
        """The cells of one row."""
        known = self.known
        line, row, readings = known.lines[number], known.rows[number], known.solution.candidates[number]
        if line is None or row is None:
            return [MISSING] * known.sums.slots
        if row.clean:
            return self._clean(number, readings[0], row.values)
        if row.open or not readings:
            return open_cells(line.run.values, known.sums.slots)
        cells = [decided_cell(known.text, n, readings, confirmed) for n, confirmed in enumerate(self.held[number])]
        return with_words(known.text, line.atoms, line.anchor.end, line.run.values, cells)

    def _clean(self, number: int, reading: Reading, values: Sequence[int | None]) -> list[Cell]:
        cells, kept = printed_cells(self.known.text, reading), self.known.kept[number]
        if self.damaged and not kept and soft(reading):
            return [uncertain(cell) for cell in cells]
        if None in values or not kept:
            cells = [uncertain(cell) if cell.raw and not _DIGITS.fullmatch(cell.raw) else cell for cell in cells]
        for column, others in self.doubts.get(number, {}).items():
            cells[column] = _doubted(cells[column], others)
        return cells


def _rest(known: Known) -> _Rest:
    damaged = known.split or any(row is None or not row.clean for row in known.rows)
    doubts = shifted(known.rows, known.laws, known.solution, known.sums)
    return _Rest(known, _held(known.rows, known.laws, known.solution, known.sums.slots), doubts, damaged)


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


def _row_findings(
    text: str, table: Table, number: int, line: Line | None, row: Row | None, cells: Sequence[Cell]
) -> list[Finding]:
    path, declared, _ = table.rows()[number]
    where = f"{table.id}.{path}"
    named = {f"{where}.{column.id}": cell for column, cell in zip(table.blocks[0].columns, cells, strict=True)}
    letters = letter_notes(named)
    if row is not None and row.clean and all(c.status is Status.READ for c in cells):
        return letters
    label = declared.label.text
    if line is None or row is None:
        return [finding("row-missing", paths=(where,), label=label, table=table.id)]
    span = _span(line)
    printed = " ".join(text[span[0] : span[1]].split())
    return letters + cell_notes(named, label, printed, (span,))


def _span(line: Line) -> tuple[int, int]:
    values = line.run.values
    return (values[0].start, values[-1].end) if values else (line.anchor.start, line.anchor.end)
