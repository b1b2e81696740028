"""What broken sums of table three say where they are no misprints: cells are lost, moved, or those of another row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ..reading.atoms import Sort
from ..reading.segments import count
from ..reading.slots import Reading, Row, all_known
from ..reading.whole import barred_alike, is_padded
from .known import Known
from .solve import Equation
from .totals import displaced, is_repeated, totals_left_out, without_total


def unsure_rows(known: Known) -> set[int]:
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
    of_others = _of_two_rows(known) | _above_lost(known) | _with_next(known)
    return lacking | of_others | _cut_over_lines(known) | _moved_sideways(known)


def _above_lost(known: Known) -> set[int]:
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


def _with_next(known: Known) -> set[int]:
    """The rows of a text on several lines above one that is not found, unless both have zeros only.

    Lines are lost, some of the row's own perhaps: then its last numbers, or all of them, are the other's, and keep every sum.
    """
    last = max((n for n, line in enumerate(known.lines) if line), default=0)
    lost = [n for n, line in enumerate(known.lines[:last]) if line is None]  # those behind the last are not printed
    if not lost:
        return set()
    rows = [_first(readings) or [0] * (known.sums.parts + 1) for readings in known.solution.candidates]
    broken = {n for law in known.laws if any(law.differences(rows)) for n in law.members}
    return {n - 1 for n in lost if n and (n in broken or any(rows[n - 1])) and _is_over_lines(known, n - 1)}


def _is_over_lines(known: Known, number: int) -> bool:
    """Whether the numbers of a row stand on several lines, or below that of its label."""
    line = known.lines[number]
    return (
        line is not None and bool(line.run.values) and "\n" in known.text[line.anchor.end : line.run.values[-1].start]
    )


def _is_shown(row: Row) -> bool:
    """Whether a row is one of a page, which shows what its cells are."""
    last = row.readings[0][-1].atom
    return last is not None and last.place is not None


def _joined_lines(known: Known) -> set[int]:
    """The rows behind whose numbers the next row's label stands in the same line, where most lines end with a row."""
    lines = [(n, line) for n, line in enumerate(known.lines) if line and line.run.values]
    pairs = [(n, a.run.values[-1].end, b.anchor.start) for (n, a), (_, b) in pairwise(lines)]
    joined = {n for n, end, start in pairs if "\n" not in known.text[end:start]}
    return joined if len(joined) * 2 < len(pairs) else set()


def _moved_sideways(known: Known) -> set[int]:
    """The rows of a text whose numbers may stand in each other's places: columns break by as much more as less.

    A misprint breaks one column, and the row's sum with it. A reader of PDF files that loses its way in a line of padded
    columns prints all of its numbers, and keeps the row's sum; so does a line that has moved within its row.
    """
    out: set[int] = set()
    for law, held in zip(known.laws, known.solution.settled, strict=True):
        broken = [column for column, holds in enumerate(held) if holds is False]
        if len(broken) < 2:
            continue
        parts = [column for column in broken if column < known.sums.parts]
        for number, rows in enumerate(_choices(known, law)):
            differences = law.differences(rows)
            if number == 0 and len(parts) > 1 and sum(differences[column] for column in parts) == 0:
                out |= {n for n in law.members if _may_have_moved(known, n, parts)}
            if sum(differences[column] for column in broken) == 0:
                wanted = {column: differences[column] for column, holds in enumerate(held) if holds is not None}
                out |= {n for n in law.members if _may_be_displaced(known, n, wanted)}
    return out


MOST_CHOICES = 12
"""Of a sum with a row that has more candidates than this, the first is looked at."""


def _choices(known: Known, law: Equation) -> Iterator[list[list[int]]]:
    """The numbers of all rows, once for each candidate of the one row of a sum that has several."""
    rows = [_first(readings) for readings in known.solution.candidates]
    yield rows
    several = [n for n in law.members if len(known.solution.candidates[n]) > 1]
    if len(several) == 1 and len(readings := known.solution.candidates[several[0]]) <= MOST_CHOICES:
        for reading in readings[1:]:
            yield [*rows[: several[0]], [slot.value or 0 for slot in reading], *rows[several[0] + 1 :]]


def _first(readings: Sequence[Reading]) -> list[int]:
    """The numbers of the first reading of a row, zeros for what is not known."""
    return [slot.value or 0 for slot in readings[0]] if readings else []


def _may_have_moved(known: Known, number: int, columns: Sequence[int]) -> bool:
    row = known.rows[number]
    if row is None or not row.clean or not known.kept[number]:
        return False
    reading = row.readings[0]
    return is_padded(known.text, reading[0].start, reading[-1].end) and any(row.values[column] for column in columns)


def _may_be_displaced(known: Known, number: int, differences: Mapping[int, int]) -> bool:
    """Whether columns with these differences would hold if one of the row's numbers stood elsewhere, and those between moved on.

    A page shows which is whose. Numbers that change places further apart do so by the hand of who counts them.
    """
    row = known.rows[number]
    if row is None or not row.clean or _is_shown(row) or not all_known(row.values):
        return False
    return any(
        all(row.values[column] - other[column] == side * d for column, d in differences.items())
        for other in _displaced(row.values)
        for side in (1, -1)  # of the sum the row may stand on either
    )


def _displaced(values: Sequence[int]) -> Iterator[list[int]]:
    """Every row with one of the numbers in another place."""
    for old in range(len(values)):
        rest = [*values[:old], *values[old + 1 :]]
        for new in range(len(values)):
            if new != old:
                yield [*rest[:new], values[old], *rest[new:]]


def _of_two_rows(known: Known) -> set[int]:
    """The rows that break their own sum and most columns besides: no misprint, but cells of two rows, where lines were lost."""
    if all(known.kept):
        return set()
    settled = [held[: known.sums.parts].count(False) for held in known.solution.settled]  # the totals break with them
    most = [law for law, columns in zip(known.laws, settled, strict=True) if columns * 2 > known.sums.parts]
    broken = {n for law in most for n in law.members}
    return {n for n in broken if (row := known.rows[n]) is not None and row.clean and not known.kept[n]}


def _cut_over_lines(known: Known) -> set[int]:
    """The rows that stand on several lines where the others stand on one, and whose columns are not known to hold.

    Where a page ends, cells that are cut lose a line to the page before, and what is left may keep the row's sum. So it may
    where something else than the other numbers parts two: 0 | 0 on one of their lines is a cell that was printed twice.
    """
    text, runs = known.text, [line.run.values if line else [] for line in known.lines]
    if not any([run and "\n" in text[run[0][1] : run[-1][2]] for run in runs]):  # noqa: C419 - half the price of a generator
        return set()
    numbers = {n: [a for a in run if a.sort is not Sort.EMPTY] for n, run in enumerate(runs)}
    several = {n: atoms for n, atoms in numbers.items() if len(atoms) > 1}
    cut = {n for n, atoms in several.items() if "\n" in text[atoms[0].start : atoms[-1].end]}
    cut = set() if len(cut) * 2 > len(several) else cut
    cut |= {n for n, run in several.items() if not barred_alike([text[a.end : b.start] for a, b in pairwise(run)])}
    if not cut:
        return set()
    settled = [(set(law.members), all(held)) for law, held in zip(known.laws, known.solution.settled, strict=True)]
    out: set[int] = set()
    while further := {n for law, held in settled if not (held and out.isdisjoint(law)) for n in law & cut} - out:
        out |= further  # what a sum says with such a row among its members says nothing
    return out
