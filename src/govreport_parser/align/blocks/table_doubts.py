"""What puts rows of table two in doubt that are looked at together: headers, neighbours and how the others are printed."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from itertools import pairwise, takewhile

from ...forms import FORMS, Layout
from ...text import key
from ..labels.lexicon import Hit, table_of, table_with
from ..reading.atoms import Atom, Edge, Sort, holds_digits
from ..reading.backwards import led_in_lines, numbers_before
from ..reading.segments import count, fillings
from ..reading.whole import THOUSANDS, THOUSANDS_BEGUN
from .header import Header
from .line import Line


def wider_than_form(lines: Sequence[Line]) -> bool:
    """Whether the rows of a text print a column more than their headers name: then a row without may have lost a cell."""
    widths = [(line, len(line.header.columns)) for line in lines if line.header and line.header.columns]
    wider = [line for line, width in widths if not line.plain and _straight(line.atoms) == width + 1]
    return len(wider) > 1 and len(wider) * 3 >= len(widths)


def with_spaces(text: str, lines: Sequence[Line], *, short: bool) -> Sequence[Line]:
    """The rows in which a space may part the thousands of a number (4 587).

    It may where another row prints such a number and more cells than columns, or where rows have lost cells (``short``).
    Further digits may be run together with those thousands (4 5870).
    """
    headed = [line for line in lines if line.header and line.header.columns and not line.plain]
    crowded = [x for x in headed if x.header and _straight(x.atoms, soft=True) > len(x.header.columns or ())]
    begun = any(_holds(THOUSANDS, text, line) for line in crowded)
    pattern = THOUSANDS_BEGUN if begun else THOUSANDS
    return [line for line in lines if _holds(pattern, text, line)] if begun or short else []


def with_more_cells(text: str, lines: Sequence[Line]) -> Sequence[Line]:
    """The rows of a page that show more cells than others below the same header, some of them empty: any may be too many."""
    shown = [(line, _cells_behind(text, line)) for line in lines if line.header and line.header.columns is not None]
    fewest: dict[int, int] = {}
    for line, cells in shown:
        fewest[id(line.header)] = min(cells, fewest.get(id(line.header), cells))
    return [
        line
        for line, cells in shown
        if line.header and cells > max(fewest[id(line.header)], len(line.header.columns or ()))
    ]


def are_counted(text: str, labels: Sequence[Hit]) -> bool:
    """Whether the numbers in the lines above the labels of a text count them: then the last number of a row may be such."""
    before = [_BEFORE.search(text, max(0, hit.start - 12), hit.start) for hit in labels]
    numbers = [int(match[1]) for match in before if match]
    return sum(b == a + 1 for a, b in pairwise(numbers)) >= LEAST_COUNTED or _are_counted_within(text, labels)


def _are_counted_within(text: str, labels: Sequence[Hit]) -> bool:
    """Whether the ends of the numbers before the labels count them: 7 / 83 / 4 / 15 are 8 and 3, and 1 and 5."""
    printed = [match[1] for hit in labels if (match := _DIGITS_BEFORE.search(text, max(0, hit.start - 12), hit.start))]
    for first in range(len(printed) - LEAST_WITHIN + 1):
        part = printed[first : first + LEAST_WITHIN]
        for size in range(1, len(part[0]) + 1):
            start = int(part[0][-size:])
            if all(number.endswith(str(start + n)) for n, number in enumerate(part)):
                return True
    return False


LEAST_WITHIN = 6
"""So many of them do not rise by chance."""

_DIGITS_BEFORE = re.compile(r"(\d{1,9})(?:\s*\n\s*)?$")
"""The digits straight before a label, or at the end of the line above it."""


LEAST_COUNTED = 4
"""Fewer numbers than this may rise by chance."""


_BEFORE = re.compile(r"\n\s*(\d{1,3})\s*\n\s*$")
"""A number that has the line above a label for itself."""


def _cells_behind(text: str, line: Line) -> int:
    """How many cells the row of a page shows behind its label."""
    end = text.find("\n", line.hit.end)
    return text.count("\t", line.hit.end, end if end >= 0 else len(text))


def _holds(pattern: re.Pattern[str], text: str, line: Line) -> bool:
    last = line.plain.spans[-1][1] if line.plain else max((a.end for a in line.atoms), default=line.hit.end)
    return pattern.search(text, line.hit.end, last) is not None


def _straight(atoms: Sequence[Atom], *, soft: bool = False) -> int:
    """How many numbers stand behind a label and before other text, if the text shows them apart from one another.

    Then they are in no pieces. ``soft``: spaces will do.
    """
    cells = list(takewhile(lambda atom: atom.sort is not Sort.TEXT, atoms))
    shown = all(atom.place is None and (soft or atom.edge is Edge.HARD) for atom in cells)
    return count(cells) if shown else 0


def dashed(text: str, header: Header | None) -> bool:
    """Whether dashes, or slashes, part the labels of a header: then those among numbers are no blank cells."""
    return header is not None and _DASHED.search(text, header.start, header.end) is not None


_DASHED = re.compile(r"[一-鿿）)]\s*[-–—－]{1,2}\s*[一-鿿]|(?!增)[一-鿿）)]\s+[/／]\s+[一-鿿]")


def counted(text: str, line: Line) -> bool:
    """Whether a digit is glued between a header and the label below it: lines are counted, and so run into their numbers."""
    header = line.header
    return header is not None and header.end == line.hit.start and text[header.end - 1].isdecimal()


def clipped(text: str, header: Header | None) -> bool:
    """Whether a header in columns prints of its last label the beginning only: the edge of a page may have cut it, and numbers.

    A label that lacks its last character is misspelt.
    """
    if header is None or not header.columns or header.exact:
        return False
    last = text[header.start : header.end].rstrip().rpartition("\n")[2]
    if len(last.split()) < 2:
        return False
    printed = key(text[header.start : header.end])
    wordings = [key(wording) for wording in header.columns[-1].label.wordings()]
    begun = any(printed.endswith(wording[:size]) for wording in wordings for size in range(2, len(wording) - 1))
    return begun and not any(wording in printed for wording in wordings)


def off_header(text: str, line: Line, values: Sequence[Atom]) -> bool:
    """Whether the last number taken for a row stands so many bars or tabs behind its label, and the last label so many others.

    Then a label of the header is lost, or a cell before the number, where both are printed in a line of their own.
    """
    if line.header is None or line.header.times or not values or values[-1].place is not None:
        return False
    row = text[line.hit.start : values[-1].start]
    printed = text[line.header.start : line.header.end].rstrip(_AROUND).rpartition("\n")[2].strip(_AROUND)
    if "\n" in row or not printed.startswith(_side_labels()):
        return False
    return len(_DELIMITER.findall(row)) != len(_DELIMITER.findall(printed)) > 0


_DELIMITER = re.compile(r"[\t|│┃║¦]")
_AROUND = "\t|│┃║¦ \u3000\n"


@cache
def _side_labels() -> tuple[str, ...]:
    """What stands at the head of a header, over the labels of the rows."""
    table = table_with(Layout.BLOCKS)
    return tuple({w: None for form in FORMS.values() for s in table_of(form, table).side_labels for w in s.wordings()})


def below_empty(above: Sequence[Line], header: Header | None, atoms: Sequence[Atom]) -> bool:
    """Whether a row has more numbers than its header has columns, and the row above has none: they may be of both."""
    if not above or header is None or header.columns is None or above[0].header is not header:
        return False
    empty = not above[0].plain and not any(holds_digits(a) or a.sort is not Sort.TEXT for a in above[0].atoms)
    return empty and sum(map(holds_digits, atoms)) + count(atoms) > len(header.columns)


def takes_next(text: str, line: Line, rows: Sequence[str], present: Collection[str]) -> bool:
    """Whether digits stand straight behind a label and the next row is not found: they may hold its number as well.

    ``rows`` are those of the table: what takes a title and a header away lets the last row of a block touch the next.
    """
    return text[line.hit.end : line.hit.end + 1].isdecimal() and lacks_next(line, rows, present)


def lacks_next(line: Line, rows: Sequence[str], present: Collection[str]) -> bool:
    """Whether the row below is not found, of a block or of a table with these ``rows``."""
    below = rows[rows.index(line.row) + 1 :]
    return bool(below) and below[0] not in present


def over_lines(text: str, lines: Sequence[Line]) -> Sequence[Line]:
    """The rows of a text whose numbers, or the last of them, stand below the line of the label.

    Where the next row is not found, lines are lost, some of the row's own perhaps: then its last numbers are the other's.
    """
    return [line for line in lines if "\n" in text[line.hit.end : _ends(line)[2]]]


def in_one_line(text: str, lines: Sequence[Line]) -> Sequence[Line]:
    """The rows of a text whose numbers stand in one line, where lines part those of most: it may be one number in pieces."""
    ends = [(line, *_ends(line)) for line in lines]
    several = [(line, "\n" in text[first:last]) for line, numbers, first, last in ends if numbers > 1]
    together = [line for line, parted in several if not parted]
    return together if len(together) * 2 < len(several) else []


def _ends(line: Line) -> tuple[int, int, int]:
    """How many numbers a row has, and where the first and the last begin."""
    starts = [a for a, _ in line.plain.spans] if line.plain else [a.start for a in fillings(line.atoms)]
    return len(starts), min(starts, default=0), max(starts, default=0)


def blocks_backwards(text: str, lines: Sequence[Line]) -> bool:
    """Whether the rows of some block have their numbers, or some of them, before their labels; then all of them will."""
    if led_in_lines(text, [(line.hit.start, line.hit.end) for line in lines], 1) or _leads_header(text, lines):
        return True
    last = {line.header.start: line for line in lines if line.header}
    return any(
        numbers_before(text, start, line.header.end, _numbers(line), len(line.header.columns or ()) or 1)
        for start, line in last.items()
        if line.header
    )


def _leads_header(text: str, lines: Sequence[Line]) -> bool:
    """Whether a number stands before the first header, and none behind the last row: every one is before its labels."""
    header = lines[0].header if lines else None
    return header is not None and numbers_before(
        text, max(0, header.start - NEAR), header.start, _numbers(lines[-1]), 1
    )


NEAR = 40
"""How far above a header the numbers of its row would stand."""


def _numbers(line: Line) -> int:
    return len(line.plain.values) if line.plain else count(line.atoms)
