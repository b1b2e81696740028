"""Aligning the table whose rows stand side by side under one header (table four)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import pairwise, takewhile
from typing import NamedTuple

from ...blocks import Document
from ...cells import Cell
from ...findings import Finding, finding
from ...forms import FORMS, Layout, Table
from ..labels.lexicon import Hit, table_of, table_with
from ..labels.spot import MOST_COPIES, field_at
from ..reading.atoms import Atom, Edge, Sort, holds_digits
from ..reading.cuts import Budget
from ..reading.glued import needs_cut
from ..reading.lex import lex
from ..reading.moves import moved_cells, soft
from ..reading.page_in_row import page_among, stands_apart
from ..reading.row import read_row
from ..reading.segments import chunks, count, interrupted, spread, take, without_column_numbers
from ..reading.slots import OPEN, Row, State, Sums, is_whole, unproven
from ..reading.staggered import is_staggered
from ..reading.whole import goes_on, plain_cells, plain_row
from ..result import Aligned, cell_notes, decided_cell, doubt_some, letter_notes, open_cells, printed_cells, uncertain
from ..unwrapped import is_wrapped, unwrapping
from ..worded import with_words
from .columns import in_columns
from .headers import LEAST_LABELS, Header, find_headers, in_order, rows_between
from .own_column import has_own_column
from .row import behind_words, is_odd, more_behind, odd_row, shown_cells, shows_more, with_marks

LONGEST_WORDS = 8
"""Words between two rows of numbers are no longer than this."""


def may_hold_side(document: Document, hits: Sequence[Hit], *, beside: int) -> bool:
    """Whether the hits can hold a header of the table, ``beside`` so many of headers that are found already."""
    name = table_with(Layout.SIDE_BY_SIDE)
    labels = sum([name in hit.senses.tables for hit in hits]) - beside
    return labels >= LEAST_LABELS or is_wrapped(document)


class Manner(NamedTuple):
    """How the rows of table three are printed: the row of this table, which no column confirms, is printed so, too."""

    glued: bool
    """They have no separators."""
    split: bool
    """Their numbers are cut in pieces."""
    damaged: bool
    """Some are not printed whole: then a broken sum here is not taken for a printed error."""
    lacking: bool
    """They have no separators, and some lost a cell: then one may be lost here, too, and cut digits are not certain."""


def align_side(document: Document, hits: Sequence[Hit], starts: Sequence[int], manner: Manner) -> list[Aligned]:
    """Every copy of the table, aligned."""
    return unwrapping(partial(_align_side, manner=manner), document, hits, starts)


def _align_side(document: Document, hits: Sequence[Hit], starts: Sequence[int], manner: Manner) -> list[Aligned]:
    table = table_of(list(FORMS.values())[-1], table_with(Layout.SIDE_BY_SIDE))
    headers = find_headers(document, hits, table, starts)[:MOST_COPIES]
    if not headers and not document.markup:
        return list(in_columns(document, table))[:MOST_COPIES]
    return [_align(document, header, table, starts, manner) for header in headers]


def _align(document: Document, header: Header, table: Table, starts: Sequence[int], manner: Manner) -> Aligned:
    columns = [c.id for c in table.blocks[0].columns]
    groups = [path for path, _, _ in table.rows()]
    paths = [f"{table.id}.{group}.{column}" for group in groups for column in columns]
    sums = Sums(len(columns) - 1, len(groups))
    start, last = header.hits[0].start, header.hits[-1].end
    ordered = in_order(document.text, header.hits, table, columns, groups)
    ordered = ordered and not rows_between(document, header.hits, len(columns))
    plain = plain_row(document, last, header.end, sums.slots, below=True)
    if plain and sums.hold(plain.values) and ordered:
        cells = plain_cells(document, plain)
        if goes_on(document.text, plain.spans[-1][1], plain.texts, sums.slots):
            cells = [uncertain(cell) for cell in cells]
        return Aligned(table.id, None, dict(zip(paths, cells, strict=True)), (start, plain.spans[-1][1]))
    atoms = without_column_numbers(lex(document, field_at(starts, last), last, header.end), sums.slots)
    row, values, unsure = _row(document.text, atoms, sums, manner)
    if not (row.clean and sums.hold(row.values)) and has_own_column(document.text, header.hits, table):
        row = OPEN
    cells = _cells(document.text, row, values, sums)
    if not row.clean:
        cells = with_words(document.text, atoms, last, values, cells)
    named = dict(zip(paths, cells, strict=True))
    notes = _notes(document.text, table, named, values)
    if not ordered or _all_doubtful(document.text, row, values, sums, manner):
        unsure = set(range(len(paths)))
    named = doubt_some(named, (path for n, path in enumerate(paths) if n in unsure))
    if not ordered:
        printed = " ".join(h.wording for h in header.hits)
        official = " ".join(c.label.text for c in table.blocks[0].columns)
        notes.append(
            finding("header-not-of-form", spans=((start, last),), block=table.id, printed=printed, official=official)
        )
    return Aligned(table.id, None, named, (start, values[-1].end if values else last), notes)


def _row(text: str, atoms: list[Atom], sums: Sums, manner: Manner) -> tuple[Row, list[Atom], set[int]]:
    """The row behind a header, the atoms taken for its cells, and which of these are not certain."""
    values, patched = _values(text, atoms, sums.slots)
    unsure: set[int] = set()
    if is_odd(values, sums.slots):
        row, unsure = odd_row(values, sums)
    else:
        row = _read(text, values, sums, manner)
        row = page_among(values, behind_words(atoms, values), sums) or row
    worded = _words_behind(atoms, values)
    if row.clean and (patched or worded):
        row = unproven(row, sums)
    broken = row.clean and not sums.hold(row.values)
    if broken and (shows_more(atoms, values, sums.slots) or stands_apart(text, values)):
        row = OPEN  # what is one cell too many may be any of them, and what stands apart the number of a page
    if _cannot_tell(text, row, atoms, values, sums.slots, worded=worded) or is_staggered(text, values, atoms):
        row = OPEN
    return row, values, unsure | (moved_cells(row.readings[0], sums) if row.clean else set())


def _all_doubtful(text: str, row: Row, values: Sequence[Atom], sums: Sums, manner: Manner) -> bool:
    """Whether no cell of the row is certain: another row goes on behind it, or sums that it breaks say more than of a misprint."""
    if values and goes_on(text, values[-1].end, [a.text for a in values], sums.slots):
        return True
    if not row.clean or sums.hold(row.values):
        return False
    return (manner.damaged and soft(row.readings[0])) or _breaks_several(text, row, sums)


def _breaks_several(text: str, row: Row, sums: Sums) -> bool:
    """Whether a row of a text breaks the sums of several groups, and a line break parts some of its numbers, spaces most.

    That is no misprint: a number is in pieces, and another is lost.
    """
    size, group = sums.parts + 1, Sums(sums.parts)
    broken = [not group.hold(row.values[at : at + size]) for at in range(0, len(row.values), size)]
    if sum(broken) < 2 or not soft(row.readings[0]):
        return False
    lines = ["\n" in text[a.end : b.start] for a, b in pairwise(row.readings[0]) if a.atom and b.atom]
    return 0 < sum(lines) * 2 < len(lines)


def _read(text: str, values: list[Atom], sums: Sums, manner: Manner) -> Row:
    glued = manner.glued and count(values) < sums.slots
    spaced = glued and any(_SPACE.search(text, a.end, b.start) for a, b in pairwise(values))
    lacking = manner.lacking if glued else manner.damaged and needs_cut(values, sums.slots)
    if not values or spaced or lacking:
        return OPEN  # a space between glued cells is all that is left of an empty one
    return read_row(values, sums, Budget(), glued=glued, split=manner.split)


_SPACE = re.compile(r"[^\S\n]")


def _cannot_tell(
    text: str, row: Row, atoms: Sequence[Atom], values: Sequence[Atom], width: int, *, worded: bool
) -> bool:
    """Whether the candidates of a row prove nothing, for what stands among or behind its numbers."""
    filled = [s for reading in row.readings for s in reading]
    lost = any(s.state is State.LOST for s in filled)
    if (lost or not any(s.value for s in filled)) and (worded or _passed_over(atoms, values)):
        return True  # zeros keep every sum, and a lost cell may be the one passed over
    if lost and (interrupted(text, atoms, values) or _too_many(text, atoms, width)):
        return True  # what stands among the numbers may be the one that is wanting
    if any(a.place is None for a in values) and any(a.place is not None for a in atoms):
        return True  # what stands outside of all cells is the number of a page, or the cell's own
    if row.clean and None in row.values and more_behind(atoms, values):
        return True  # what cannot be read may be a piece, and its rest another's
    return _another_row(atoms, values, width)  # last year's, or another organ's


def _passed_over(atoms: Sequence[Atom], values: Sequence[Atom]) -> bool:
    """Whether text with digits in it, or a page's cell of words, stands before the last value and was taken for none."""
    taken = {atom.start for atom in values}
    before = [atom for atom in atoms if taken and atom.start < values[-1].end and atom.start not in taken]
    return any(holds_digits(a) or _is_word(a, values[0].start) for a in before)


def _is_word(atom: Atom, start: int) -> bool:
    return atom.sort is Sort.TEXT and atom.place is not None and atom.start > start


def _words_behind(atoms: Sequence[Atom], values: Sequence[Atom]) -> bool:
    """Whether the row of a page goes on behind its numbers with a cell of words: that may be its last, and the first none of it."""
    behind = (a for a in atoms if values and a.start > values[-1].start)
    row = takewhile(lambda a: a.edge is Edge.HARD and a.place is not None, behind)
    return any(a.sort is Sort.TEXT for a in row)


def _too_many(text: str, atoms: Sequence[Atom], width: int) -> bool:
    """Whether the line holds more numbers than the row has cells, so that none of them need be lost."""
    numbers = [a.start for a in atoms if a.sort is Sort.NUMBER]
    return len(numbers) > width and "\n" not in text[numbers[0] : numbers[width]]


def _another_row(atoms: Sequence[Atom], values: Sequence[Atom], width: int) -> bool:
    """Whether numbers go on behind the row as in a second row, straight on or behind a few words (上年)."""
    rest = [atom for atom in atoms if values and atom.start >= values[-1].end]
    words = 1 if rest and rest[0].sort is Sort.TEXT and len(rest[0].text) <= LONGEST_WORDS else 0
    return count(list(takewhile(lambda atom: atom.sort is not Sort.TEXT, rest[words:]))) * 2 > width


def _values(text: str, atoms: list[Atom], width: int) -> tuple[list[Atom], bool]:
    """The atoms behind the header that can be its row, and whether other text stands among them."""
    if is_whole(atoms, width):
        return atoms, False
    shown = shown_cells(text, atoms, width) or with_marks(text, atoms, width)
    if shown is not None and any(a.sort is Sort.NUMBER for a in shown):
        return shown, False
    if merged := spread([a._replace(edge=Edge.HARD) for a in atoms[:1]], width):
        return merged, True  # one cell, 无, below the whole header
    parts = chunks(atoms)
    for number, chunk in enumerate(parts):
        if chunk.text and chunk.text[-1].end - chunk.text[0].start > 60:
            parts = parts[:number]  # prose: the table is over
            break
    run = take(parts, width)
    return run.values, run.patched


def _cells(text: str, row: Row, values: Sequence[Atom], sums: Sums) -> list[Cell]:
    if row.open or not row.readings:
        return open_cells(values, sums.slots)
    if row.clean:
        return printed_cells(text, row.readings[0])
    return [decided_cell(text, column, row.readings, confirmed=True) for column in range(sums.slots)]


def _notes(text: str, table: Table, cells: dict[str, Cell], values: Sequence[Atom]) -> list[Finding]:
    if not values:
        return cell_notes(cells, table.id, "", ())
    span = (values[0].start, values[-1].end)
    printed = " ".join(text[span[0] : span[1]].split())
    return letter_notes(cells) + cell_notes(cells, table.id, printed, (span,))
