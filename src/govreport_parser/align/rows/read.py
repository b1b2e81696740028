"""Every row of one copy of table three with its candidates: printed whole, or doubtful, or to be repaired."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise, takewhile

from ..reading.atoms import Edge, Sort, holds_digits
from ..reading.cuts import Budget
from ..reading.page_in_row import page_in_row, stands_apart
from ..reading.row import read_row
from ..reading.segments import behind_another, count, digits, fillings, interrupted, is_astray, is_continued
from ..reading.shape import Shape, filled_cells, shape_of, shown_cells, usual_cells
from ..reading.slots import OPEN, Row, State, Sums, is_whole, unproven, whole_row
from .line import Line


class _Together:
    """How the rows of one copy of the table are printed, taken together. What hardly a copy needs is found when it does."""

    def __init__(self, text: str, lines: Sequence[Line], plain: Sequence[bool], sums: Sums) -> None:
        self.text = text
        self.sums = sums
        self._lines = lines
        self.filled = filled_cells([line.atoms for line in lines])
        self.other = _other_width(lines, sums.slots) if sum(plain) * 2 < len(lines) else 0
        """How many numbers most rows print, if it is more than the form has, or one less; else 0."""

    @property
    def more(self) -> bool:
        """Whether the page has a column of its own, so that a row that lost a cell may still seem whole."""
        return self.filled > self.sums.slots

    @cached_property
    def glued(self) -> bool:
        """Whether cells are printed without separators."""
        return is_glued(self._lines, self.sums.slots)

    @cached_property
    def usual(self) -> int:
        """How many cells most rows show."""
        return usual_cells([line.atoms for line in self._lines])

    @cached_property
    def shape(self) -> Shape:
        """The columns in which the form's cells stand."""
        return shape_of(self.text, [line.run.values for line in self._lines if line.run.values], self.sums.slots)


def read_lines(
    text: str, lines: Sequence[Line], plain: Sequence[bool], sums: Sums, split: bool, budget: Budget
) -> None:
    """Give every row its candidates. ``plain`` says of each whether it is printed whole (:func:`is_plain`)."""
    table = _Together(text, lines, plain, sums)
    if not table.more and not table.other:
        for line, whole in zip(lines, plain, strict=True):
            line.row = _whole(line, table) if whole else None
        if all(line.row for line in lines):
            _doubt_double(lines, sums.slots)
            return
    for line in lines:
        if line.row is None or table.glued:
            line.row = _row(line, table, split, budget)
    _doubt_pieces(text, lines)
    _doubt_robbed(lines)
    _doubt_double(lines, sums.slots)


def _whole(line: Line, table: _Together) -> Row | None:
    """The one reading of a row that is printed whole, unless the number of a page may be among its own."""
    row = whole_row(line.run.values)
    if row is None or page_in_row(line.run, table.sums) is not None:
        return None
    return OPEN if not _holds(row, table.sums) and stands_apart(table.text, line.run.values) else row


def _row(line: Line, table: _Together, split: bool, budget: Budget) -> Row:
    """The candidates for a row that is not simply printed whole."""
    sums = table.sums
    if len(line.run.values) == sums.slots == table.other + 1:
        # an empty cell of the label's makes up for the one that all lack
        line.run = line.run._replace(values=fillings(line.run.values))
    atoms = line.run.values
    both = None if line.borrowed else page_in_row(line.run, sums)
    if both is not None:
        return both
    read = read_row(atoms, sums, budget, glued=table.glued, split=split, shape=table.shape)
    odd = table.more and count(line.atoms) < table.filled and _passes_over_empty(read)
    line.odd = table.other > 0 and (count(atoms) == sums.slots or table.other < sums.slots < count(atoms))
    if line.odd or _parts_words(line) or _takes_others(line, read, table):
        read = OPEN
    elif read.clean and (odd or _is_doubtful(line)):
        read = unproven(read, sums)
    cut = _made_up(read) and (interrupted(table.text, line.atoms, atoms) or _goes_on(line, sums.slots))
    cut = cut or (_is_lacking(read) and _breaks_off(line))
    if cut or _may_lack(read, table.text, line):
        read = OPEN  # zeros keep every sum: theirs proves nothing
        line.interrupted = True
    elif read.open and line.run.rest and 0 < count(atoms) < sums.slots:
        line.interrupted = count(line.run.rest[0].values) > 0  # the rest of it, behind the header of a page
    return OPEN if line.borrowed else read


def _parts_words(line: Line) -> bool:
    """Whether a row has nothing but dashes, or slashes, and digits between them that are no number: they part its cells."""
    values = fillings(line.run.values)
    if not values or any(atom.sort is Sort.NUMBER for atom in values):
        return False
    return any(
        values[0].start < atom.start < values[-1].start and digits(atom)
        for atom in line.atoms
        if atom.sort is Sort.TEXT
    )


def _takes_others(line: Line, read: Row, table: _Together) -> bool:
    """Whether numbers of a row may not be its own though they fit: they stand behind others, or a cell is missing or too many."""
    atoms, width = line.run.values, table.sums.slots
    if len(line.atoms) > width and behind_another(line.atoms, atoms, width):
        return True
    if not read.clean:
        return False
    if (table.more and shown_cells(line.atoms) < table.filled) or is_continued(line.atoms, atoms, width):
        return True
    more = shown_cells(line.atoms) > table.usual > 0
    if more and not _holds(read, table.sums):
        return True
    in_lines = any(slot.atom is not None and slot.atom.edge is Edge.SOFT for slot in read.readings[0][1:])
    return (more or in_lines) and _skips_empty(line, read)


def _skips_empty(line: Line, row: Row) -> bool:
    """Whether a row of a text shows an empty cell among the numbers taken, and it was passed over: one of them may be printed twice."""
    reading = row.readings[0]
    taken = {slot.start for slot in reading if slot.atom is not None}
    first, last = reading[0].start, reading[-1].start
    return any(
        a.sort is Sort.EMPTY and a.place is None and first < a.start < last and a.start not in taken for a in line.atoms
    )


def _doubt_pieces(text: str, lines: Sequence[Line]) -> None:
    """Leave rows open that lack a number and have digits beside theirs that are none, where there are many such.

    One row may have lost its number to them; where most did, they lost the same one, and each column holds with the
    numbers of the next.
    """
    odd = [
        line for line in lines if line.row and _is_lacking(line.row) and interrupted(text, line.atoms, line.run.values)
    ]
    if len(odd) >= MANY_INTERRUPTED:
        for line in odd:
            line.row = OPEN
            line.interrupted = True


def _doubt_robbed(lines: Sequence[Line]) -> None:
    """Leave rows open without any number of theirs where the row above has some left over, behind words: the rest of their label."""
    for above, line in pairwise(lines):
        if count(line.run.values) == 0 and any(chunk.text and count(chunk.values) > 1 for chunk in above.run.rest):
            line.row = OPEN
            line.next_row = True


def _doubt_double(lines: Sequence[Line], width: int) -> None:
    """Leave rows open that are printed for two years, or that the page goes on with another full one below most labels."""
    more = [line for line in lines if len(line.atoms) > width + 1]
    double = [line for line in more if _is_double(line, width)]
    for line in double if len(double) * 2 > len(lines) else [line for line in more if _has_years(line, width)]:
        line.row = OPEN
        line.interrupted = True


def _is_double(line: Line, width: int) -> bool:
    """Whether another full row stands behind a row, with no label, or with that of another year."""
    behind = [atom for atom in line.atoms if line.run.values and atom.start > line.run.values[-1].start]
    if (
        behind
        and behind[0].edge is Edge.ROW
        and count(list(takewhile(lambda a: a.sort is not Sort.TEXT, behind))) >= width
    ):
        return True
    return _has_years(line, width)


def _has_years(line: Line, width: int) -> bool:
    """Whether years are printed before the numbers of a row and before further ones."""
    first, *rest = line.atoms
    if first.sort is not Sort.TEXT or not _YEAR.match(first.text):
        return False
    at = next((n for n, atom in enumerate(rest) if atom.sort is Sort.TEXT and _YEAR.match(atom.text)), len(rest))
    return sum(count([atom]) or len(_NUMBERS.findall(atom.text)) for atom in rest[at:]) > width


_NUMBERS = re.compile(r"\d+")
_YEAR = re.compile(r"20\d\d\s*年度?|[本上今去当]年度?|上一年度?|上年同期|去年同期")


MANY_INTERRUPTED = 4
"""So many rows are not damaged one by one: it is how the text is printed."""


def _is_lacking(row: Row) -> bool:
    """Whether a reading of the row has a cell that is not printed."""
    return not row.clean and any(slot.state is State.LOST for reading in row.readings for slot in reading)


def _holds(row: Row, sums: Sums) -> bool:
    """Whether a whole row can be read in every cell, and keeps its sum."""
    return None not in row.values and sums.hold(row.values)


def _passes_over_empty(row: Row) -> bool:
    """Whether a whole row takes none of the empty cells that it shows."""
    return row.clean and not any(s.atom is not None and s.atom.sort is Sort.EMPTY for s in row.readings[0])


def _other_width(lines: Sequence[Line], width: int) -> int:
    """How many numbers most rows print, if it is more than the form has, or one less: then one with as many is odd."""
    counts = [(count(line.run.values), len(line.run.values)) for line in lines if count(line.run.values)]
    odd = [numbers for numbers, cells in counts if width not in (numbers, cells)]
    return next((n for n in {*odd} if n >= width - 1 and odd.count(n) * 2 > len(counts)), 0)


def _may_lack(row: Row, text: str, line: Line) -> bool:
    """Whether a cell of a whole row cannot be read, so that no sum holds it, and may be none of its cells.

    It is the numeral of a label that is lost, or what stands beside it may be a cell as well.
    """
    if not row.clean or None not in row.values:
        return False
    if row.values[-1] is None and _NUMERAL.fullmatch(text, row.readings[0][-1].start, row.readings[0][-1].end):
        return True
    taken = {slot.start for slot in row.readings[0]}
    return interrupted(text, [a for a in line.atoms if a.start not in taken], line.run.values)


_NUMERAL = re.compile(r"\d{1,2}[.．]")
"""What is printed in front of a label, and no number that ends."""


def _breaks_off(line: Line) -> bool:
    """Whether the text behind the last number of a row begins with digits: they are its last, and the rest touches them."""
    end = line.run.values[-1].end if line.run.values else 0
    after = next((atom for atom in line.atoms if atom.start >= end), None)
    return after is not None and after.sort is Sort.TEXT and _TOUCHED.match(after.text) is not None


_TOUCHED = re.compile(r"\d+['\"’”)\]};]")
"""A number with what closes it in data or in code."""


def _made_up(row: Row) -> bool:
    """Whether the readings of a row hold nothing but zeros, and more of them than are printed."""
    if row.clean:
        return False
    slots = [slot for reading in row.readings for slot in reading]
    return any(s.state is State.LOST for s in slots) and not any(s.value for s in slots)


def _goes_on(line: Line, width: int) -> bool:
    """Whether numbers that the row has room for stand behind the number of a page: they are its own."""
    rest = line.run.rest[0] if line.run.rest else None
    if rest is None or not 0 < count(rest.values) <= width - count(line.run.values):
        return False
    return bool(rest.text) and all(digits(atom) and not holds_digits(atom) for atom in rest.text)


def _is_doubtful(line: Line) -> bool:
    """Whether the sums must confirm a row, though it has as many numbers as cells."""
    return line.run.patched or line.placed or line.anchor.moved or is_astray(line.atoms, line.run.values)


def is_plain(line: Line, width: int) -> bool:
    """Whether a row is printed whole, straight behind its label."""
    if line.borrowed or not is_whole(line.run.values, width) or _is_doubtful(line):
        return False
    return len(line.atoms) == width or not is_continued(line.atoms, line.run.values, width)


def is_glued(lines: Sequence[Line], width: int) -> bool:
    """Whether this table's cells are printed without separators: most rows are one or two long runs of digits."""
    filled = [line.run.values for line in lines if line.run.values]
    runs = sum(
        1 for v in filled if not is_whole(v, width) and count(v) < width / 2 and sum(len(a.text) for a in v) >= width
    )
    return runs * 2 > len(filled)
