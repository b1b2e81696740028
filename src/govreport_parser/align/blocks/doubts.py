"""What puts a row of table two in doubt, though it has as many numbers as columns: this table has no sums to tell."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise, takewhile

from ...forms import Block, Column, Kind
from ...numbers import THIN
from ...text import key
from ..labels.lexicon import Hit
from ..labels.spot import Cut
from ..reading.backwards import led_in_lines, numbers_before
from ..reading.lex import Atom, Edge, Sort, holds_digits
from ..reading.segments import chunks, count, fillings, is_part, wordless
from ..reading.whole import THOUSANDS, THOUSANDS_BEGUN, Plain, holds_thousands, in_lines
from .header import Header
from .line import Line


def wider_than_form(lines: Sequence[Line]) -> bool:
    """Whether the rows of a text print a column more than their headers name: then a row without may have lost a cell."""
    widths = [(line, len(line.header.columns)) for line in lines if line.header and line.header.columns]
    wider = [line for line, width in widths if not line.plain and _straight(line.atoms) == width + 1]
    return len(wider) > 1 and len(wider) * 3 >= len(widths)


def with_spaces(text: str, lines: Sequence[Line]) -> Sequence[Line]:
    """The rows in which a space may part the thousands of a number (4 587): there are such, and too many numbers, in another.

    Further digits may be run together with those thousands (4 5870).
    """
    headed = [line for line in lines if line.header and line.header.columns and not line.plain]
    crowded = [x for x in headed if x.header and _straight(x.atoms, soft=True) > len(x.header.columns or ())]
    if any(_holds(THOUSANDS, text, line) for line in crowded):
        return [line for line in lines if _holds(THOUSANDS_BEGUN, text, line)]
    return []


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
    return sum(b == a + 1 for a, b in pairwise(numbers)) >= LEAST_COUNTED


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


def skipped(atoms: Sequence[Atom], values: Sequence[Atom]) -> bool:
    """Whether a text that prints a cell to a line shows an empty one before the last number taken, and it was passed over."""
    soft = any(a.edge is Edge.SOFT and a.place is None for a in values)
    return soft and any(a.sort is Sort.EMPTY and a.start < values[-1].start and a not in values for a in atoms)


def digits_follow(text: str, atoms: Sequence[Atom], values: Sequence[Atom]) -> bool:
    """Whether the values may end behind the last: digits that are no number follow in its line, or a line like a row's.

    Such a line begins with two numbers, or with a signed one, or is an amount.
    """
    after = next((a for a in atoms if values and a.start >= values[-1].end), None)
    if after is not None and after.place is None and after.sort is Sort.TEXT and wordless(after):
        return True  # a digit that cannot be read
    before = [a for a in atoms if values and a.end <= values[0].start and a.place is None and a.sort is Sort.TEXT]
    if before and before[-1].edge is Edge.SOFT and wordless(before[-1]) and _LETTER.search(before[-1].text):
        return True
    if after is None or not holds_digits(after):
        return False
    return "\n" not in text[values[-1].end : after.start] or _NUMBERED.match(after.text) is not None


_LETTER = re.compile(r"[A-Za-z?？#■□]")
"""What is printed for a digit that was misread."""


def amount_follows(atoms: Sequence[Atom], values: Sequence[Atom]) -> bool:
    """Whether an amount of money stands straight behind the values of a row with amounts: they are not its last."""
    behind = next((a for a in atoms if values and a.start >= values[-1].end), None)
    return behind is not None and _AMOUNT.fullmatch(behind.text) is not None


_AMOUNT = re.compile(r"\d[\d.,]*\s*(?:[百千]?[万萬亿億]\s*元?|元)")


def again(atoms: Sequence[Atom], values: Sequence[Atom], width: int) -> bool:
    """Whether further numbers stand behind those of a row that may be the row's as well: of this year, or of the last.

    They do if no words part them from the first, or if words stand before the first as well (上年 46 0 0 本年 90 35 67).
    """
    if not values:
        return False
    led = any(atom.sort is Sort.TEXT for atom in atoms if atom.start < values[0].start)
    rest = [atom for atom in atoms if atom.start >= values[-1].end]
    if led and any(holds_digits(atom) and len(_DIGITS.findall(atom.text)) >= width for atom in rest):
        return True
    shown = values[0].place is not None  # a page shows which row is the label's
    if not shown and any(chunk.text and 0 < count(chunk.values) < width for chunk in chunks(rest)):
        return True  # the last of its own, behind the number of a page and the running header
    return any(count(chunk.values) >= width and (led or not (chunk.text or shown)) for chunk in chunks(rest))


_DIGITS = re.compile(r"\d+")


def borrowed(text: str, end: int, values: Sequence[Atom]) -> bool:
    """Whether words stand between a label and its numbers that may be the label of another row, or of a part of this one."""
    if not values:
        return False
    words = text[end : values[0].start]
    return is_part(words) or len(key(_NOTED.sub("", words))) >= SHORTEST_LABEL


def dashed(text: str, header: Header | None) -> bool:
    """Whether dashes part the labels of a header: then those among numbers are no blank cells."""
    return header is not None and _DASHED.search(text, header.start, header.end) is not None


_DASHED = re.compile(r"[一-鿿）)]\s*[-–—－]{1,2}\s*[一-鿿]")


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


_NOTED = re.compile(r"[（(][^（）()]*[)）]")
SHORTEST_LABEL = 3
"""Fewer letters than this behind a label are the rest of it, or a unit."""


def below_empty(above: Sequence[Line], header: Header | None, atoms: Sequence[Atom]) -> bool:
    """Whether a row has more numbers than its header has columns, and the row above has none: they may be of both."""
    if not above or header is None or header.columns is None or above[0].header is not header:
        return False
    empty = not above[0].plain and not any(holds_digits(a) or a.sort is not Sort.TEXT for a in above[0].atoms)
    return empty and sum(map(holds_digits, atoms)) + count(atoms) > len(header.columns)


def takes_next(text: str, line: Line, block: Block, present: Collection[str]) -> bool:
    """Whether digits stand straight behind a label and the next row is not found: they may hold its number as well."""
    return text[line.hit.end : line.hit.end + 1].isdecimal() and lacks_next(line, block, present)


def lacks_next(line: Line, block: Block, present: Collection[str]) -> bool:
    """Whether the row below in the block is not found."""
    names = [row.id for row in block.rows]
    below = names[names.index(line.row) + 1 :]
    return bool(below) and below[0] not in present


def over_rows(text: str, values: Sequence[Atom]) -> bool:
    """Whether a row, or just its line, ends between the values of a text, while cells of one row stand side by side."""
    if not values or values[0].place is not None or all(atom.edge is not Edge.HARD for atom in values):
        return False
    parted = ["\n" in text[a.end : b.start] for a, b in pairwise(values)]
    return 0 < sum(parted) < len(parted) or any(
        b.edge is Edge.ROW or _ends_line(text, a, b) for a, b in pairwise(values)
    )


def _ends_line(text: str, a: Atom, b: Atom) -> bool:
    return b.edge is Edge.SOFT and "\n" in text[a.end : b.start]


def below_label(text: str, lines: Sequence[Line]) -> Sequence[Line]:
    """The rows whose numbers stand in a line below the label, where those of other rows stand in its line.

    They may be those of the next row, if that lost its label.
    """
    firsts = [(line, first) for line in lines if (first := _first(line)) is not None]
    lower = [line for line, first in firsts if "\n" in text[line.hit.end : first]]
    return lower if len(lower) < len(firsts) else []


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


def _first(line: Line) -> int | None:
    """Where the first number of a row of text stands."""
    if line.plain:
        return line.plain.spans[0][0]
    return next((a.start for a in line.atoms if a.sort is not Sort.TEXT and a.place is None), None)


def signed_counts(values: Sequence[Atom], columns: Sequence[Column]) -> bool:
    """Whether a number that says by how much something grew or fell stands under a header of counts: it is not the row's."""
    if len(values) != len(columns):
        return False
    return any(c.kind is Kind.COUNT and _SIGNED.match(a.text) for a, c in zip(values, columns, strict=True))


_SIGNED = re.compile(r"(?:[-+−＋－]|[增减減][加少長长]?)\s*[1-9１-９]")


def outside(atoms: Sequence[Atom], values: Sequence[Atom]) -> bool:
    """Whether a value stands outside of all cells, behind a cell of its row that is empty or holds something else."""
    stray = next((atom.start for atom in values if atom.place is None), 0)
    own = (a for a in atoms if a.start < stray and a.place is not None and a.edge is Edge.HARD)
    return any(a.sort is Sort.TEXT or a.sort is Sort.EMPTY for a in own)


def slashed(text: str, end: int, values: Sequence[Atom]) -> bool:
    """Whether slashes may part two numbers to a cell: the row's one line stands below its label, as a cell's line does."""
    if not values or not any(a.text in "/／" for a in values[1:-1] if a.sort is Sort.BLANK):
        return False
    return "\n" in text[end : values[0].start] and "\n" not in text[values[0].start : values[-1].end]


def parts_words(text: str, atoms: Sequence[Atom], values: Sequence[Atom]) -> bool:
    """Whether a slash among the values may part cells, as words stand behind it in its line; or a numeral stands among them."""
    last = values[-1].end if values else 0
    marks = {a.end for a in values if a.sort is Sort.BLANK and a.text in "/／" and a.place is None}
    return any(
        (atom.start < last and _NUMERAL.fullmatch(atom.text))
        or any("\n" not in text[end : atom.start] for end in marks if end <= atom.start)
        for atom in atoms
        if atom.sort is Sort.TEXT and not _LISTED.match(atom.text)
    )


_LISTED = re.compile(r"[（(]?[一二三四五六七八九十]{1,2}[)）、.．]")
"""How a heading begins."""

_NUMERAL = re.compile("[一二三四五六七八九十百零〇]+")
"""A number in words."""

_NUMBERED = re.compile(
    r"(?:\d{1,6}[ \t\u3000]+)?(?:[-+−增减]|增\s*加|[减減]\s*少)\s*\d|\d{1,6}[ \t\u3000]+\d"
    r"|\d+\s?[.．]\s?\d+\s*(?:[万亿]?\s?元|[万亿])"
)


def uneven(text: str, end: int, values: Sequence[Atom]) -> bool:
    """Whether bars or lines part some of the values behind a label and mere spaces others, or wide gaps and single spaces.

    Those may be spaces inside a number.
    """
    shown = {b.edge is not Edge.SOFT or "\n" in text[a.end : b.start] for a, b in pairwise(values)}
    if in_lines([text[a.end : b.start] for a, b in pairwise(values) if b.edge is Edge.SOFT]):
        return True
    starts = [end, *(a.end for a in values)]
    gaps = [text[before : a.start] for before, a in zip(starts, values, strict=False)]
    thin = [gap in THIN for gap in gaps]
    if len(shown) > 1 or (any(thin[1:]) and not all(thin)):
        return True
    return holds_thousands(gaps, [a.text for a in values])


def sign_apart(values: Sequence[Atom]) -> bool:
    """Whether a dash that stands for a blank may be the sign of the number behind it, where tools cut numbers in pieces."""
    return any(
        a.sort is Sort.BLANK and a.text in _SIGNS and b.sort is Sort.NUMBER and b.edge is Edge.SOFT
        for a, b in pairwise(values)
    )


_SIGNS = frozenset("-−–—－+＋")


def may_be_pieces(text: str, plain: Plain, cut: Cut) -> bool:
    """Whether two neighbours of a plain row may be the pieces of one number, or its last and digits behind it."""
    if _digits_behind(text, plain.texts[-1], plain.spans[-1][1]):
        return True
    return any(
        first != "0" and _may_cut(text[a[1] : b[0]], cut)
        for first, (a, b) in zip(plain.texts, pairwise(plain.spans), strict=False)
    )


def _digits_behind(text: str, last: str, end: int) -> bool:
    """Whether digits follow a number that may be cut: the rest of it."""
    return last != "0" and _DIGIT_NEXT.match(text, end) is not None


_DIGIT_NEXT = re.compile(r"\s{1,2}\d")


def may_join(text: str, values: Sequence[Atom], cut: Cut) -> bool:
    """Whether two neighbours may be the pieces of one number, so that the right count may hide a lost cell.

    So may the last and digits behind it.
    """
    if values and _digits_behind(text, values[-1].text, values[-1].end):
        return True
    return any(
        b.edge is Edge.SOFT
        and a.sort is b.sort is Sort.NUMBER
        and a.text != "0"
        and _may_cut(text[a.end : b.start], cut)
        for a, b in pairwise(values)
    )


def _may_cut(gap: str, cut: Cut) -> bool:
    """Whether a flattening tool may have put this inside a number: a line break or one space, not a column's padding."""
    return "\n" in gap or (cut is Cut.ANYWHERE and len(gap) < 2)


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
