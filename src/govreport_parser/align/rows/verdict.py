"""From candidates to cells: what is certain, what is ambiguous, and the findings that say why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain, pairwise, takewhile

from attrs import define, evolve, field, frozen

from ...cells import MISSING, Cell, Status, read_cells
from ...findings import Finding, finding
from ...forms import Table
from ..reading.atoms import Atom, Sort, holds_digits
from ..reading.moves import soft
from ..reading.segments import count
from ..reading.slots import Reading, Row, Sums
from ..result import cell_notes, decided_cell, letter_notes, open_cells, printed_cells, uncertain
from ..worded import with_words
from .line import Line
from .recover import recovered
from .shifts import shifted
from .solve import MAX_SUMS, Equation, Solution, is_assumed, solve
from .totals import displaced, is_repeated, totals_left_out, without_total


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
    printed = [by_path.get(path) for path, _, _ in table.rows()]
    known = _known(text, printed, equations(table), sums, split=split)
    unsure = _unsure(known)
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


@frozen
class _Known:
    """The rows of a table by number, as the form has them, and what the columns say of them."""

    text: str
    lines: Sequence[Line | None]
    rows: Sequence[Row | None]
    laws: Sequence[Equation]
    solution: Solution
    sums: Sums
    kept: Sequence[bool]
    """Whether a row is clean and breaks none of its own sums."""
    split: bool


def _known(text: str, lines: Sequence[Line | None], laws: Sequence[Equation], sums: Sums, *, split: bool) -> _Known:
    rows = recovered([line.row if line else None for line in lines], laws, sums, [_printed(line) for line in lines])
    solution = solve(rows, laws, sums.slots)
    kept = [row is not None and row.clean and sums.hold(row.values) for row in rows]
    if any(row is not None and row.clean and not held for row, held in zip(rows, kept, strict=True)):
        # A printed error somewhere: the columns it is in would rule out true readings, so they rule out none.
        solution.candidates = [list(row.readings) if row is not None else [] for row in rows]
    return _Known(text, lines, rows, laws, solution, sums, kept, split)


def _plain_cells(readings: Sequence[Reading], width: int) -> list[list[Cell]]:
    """The cells of the rows that are printed whole, keep their sums and are in doubt for nothing else, as nearly all are."""
    if not readings:
        return []
    _, values, starts, ends, atoms = zip(*chain.from_iterable(readings), strict=True)
    raws, places = [atom[3] for atom in atoms], [atom[5] for atom in atoms]
    cells = read_cells(values, raws, list(zip(starts, ends, strict=True)), places)
    return [cells[at : at + width] for at in range(0, len(cells), width)]


def _unsure(known: _Known) -> set[int]:
    """The rows of which no cell is certain, though they have their numbers."""
    rows, sums, kept = known.rows, known.sums, known.kept
    empty = totals_left_out(rows, known.solution, sums)
    if not empty and displaced(rows, kept):
        return set(range(len(rows)))
    lacking = {
        n
        for n, row in enumerate(rows)
        if (not empty and without_total(row, sums)) or (not kept[n] and is_repeated(row))
    }
    return lacking | _of_two_rows(known) | _cut_over_lines(known) | _above_lost(known)


def _above_lost(known: _Known) -> set[int]:
    """The rows of a text that break their own sum above one that is not found, or with numbers left over behind words.

    Lines were lost or moved between the two, and the last cells may be the other's. So may they where the next label stands
    in the line of a row, and most lines end with a row: then the last number may be the one that counts the next line.
    """
    if all(known.kept):
        return set()
    joined = _joined_lines(known)
    out: set[int] = set()
    for n, (line, row) in enumerate(zip(known.lines, known.rows, strict=True)):
        if line is None or row is None or known.kept[n] or not row.clean or _is_shown(row):
            continue
        lost = n + 1 < len(known.lines) and known.lines[n + 1] is None
        if lost or n in joined or any(count(chunk.values) for chunk in line.run.rest):
            out.add(n)
    return out


def _is_shown(row: Row) -> bool:
    """Whether a row is one of a page, which shows what its cells are."""
    last = row.readings[0][-1].atom
    return last is not None and last.place is not None


def _joined_lines(known: _Known) -> set[int]:
    """The rows behind whose numbers the next row's label stands in the same line, where most lines end with a row."""
    lines = [(n, line) for n, line in enumerate(known.lines) if line and line.run.values]
    pairs = [(n, a.run.values[-1].end, b.anchor.start) for (n, a), (_, b) in pairwise(lines)]
    joined = {n for n, end, start in pairs if "\n" not in known.text[end:start]}
    return joined if len(joined) * 2 < len(pairs) else set()


def _of_two_rows(known: _Known) -> set[int]:
    """The rows that break their own sum and most columns besides: no misprint, but cells of two rows, where lines were lost."""
    if all(known.kept):
        return set()
    settled = [held[: known.sums.parts].count(False) for held in known.solution.settled]  # the totals break with them
    most = [law for law, columns in zip(known.laws, settled, strict=True) if columns * 2 > known.sums.parts]
    broken = {n for law in most for n in law.members}
    return {n for n in broken if (row := known.rows[n]) is not None and row.clean and not known.kept[n]}


def _cut_over_lines(known: _Known) -> set[int]:
    """The rows that stand on several lines where the others stand on one, and whose columns are not known to hold.

    Where a page ends, cells that are cut lose a line to the page before, and what is left may keep the row's sum.
    """
    text, runs = known.text, [line.run.values if line else [] for line in known.lines]
    if not any([run and "\n" in text[run[0][1] : run[-1][2]] for run in runs]):  # noqa: C419 - half the price of a generator
        return set()
    numbers = {n: [a for a in run if a.sort is not Sort.EMPTY] for n, run in enumerate(runs)}
    several = {n: atoms for n, atoms in numbers.items() if len(atoms) > 1}
    cut = {n for n, atoms in several.items() if "\n" in text[atoms[0].start : atoms[-1].end]}
    if not cut or len(cut) * 2 > len(several):
        return set()
    settled = [(set(law.members), all(held)) for law, held in zip(known.laws, known.solution.settled, strict=True)]
    out: set[int] = set()
    while further := {n for law, held in settled if not (held and out.isdisjoint(law)) for n in law & cut} - out:
        out |= further  # what a sum says with such a row among its members says nothing
    return out


def _printed(line: Line | None) -> Sequence[Atom] | None:
    """What is printed for a row: its values and those left over straight behind them, or else the text that holds digits.

    ``None`` where the numbers are another row's.
    """
    if line is None:
        return ()
    if line.next_row or line.odd:
        return None
    if line.interrupted:
        return [a for a in line.atoms if a.sort is not Sort.EMPTY]
    left = takewhile(lambda chunk: not chunk.text, line.run.rest)
    return [*line.run.values, *(a for c in left for a in c.values)] or [a for a in line.atoms if holds_digits(a)]


@frozen
class _Rest:
    """What the cells of the rows that are not simply as printed are made of."""

    known: _Known
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


def _rest(known: _Known) -> _Rest:
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
