"""Tables drawn with lines whose cells run over several lines: the same text with each cell whole, a row to a line.

A terminal browser or a converter that is given a narrow page wraps the words of a cell inside its box, so that a label
and its numbers stand on several lines, with parts of other cells between them. Here boxes are found by their borders,
column by column, and set out again one behind the other. Every character keeps its origin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

from attrs import frozen

from ..cells import Span
from ..text import COUNTER
from .grid_boxes import Box, Row, boxes_of, rows_of
from .grid_lines import Drawn, Piece, drawn, width
from .grid_view import View, view_of

MOST_STRETCHES = 5
"""A table with numbers in more stretches between two rules than this has a rule below every row."""

_RULED = re.compile(r"^[^\S\n]*(?:\+[-=:]{2}|[┌├└╔╠╚┏┣┗╭╰╟╞][─═━┄┅┈┉╌╍])", re.MULTILINE)
_BARRED = re.compile(r"[│┃║|][^\S\n]*\n[^\S\n]*[│┃║|]")
"""Two lines between bars, one below the other: where every row is ruled off, a cell is wrapped."""

_NUMBER = re.compile(
    rf"[+＋\-−–]?[\dOoＯｏ〇○]+(?:[,，.．][\dOoＯｏ〇○]+)*\s*(?:[百千]?[万萬亿億]?元|{COUNTER})?"
    r"(?:\s?[（(](?:其中|含|包括|注)[^（）()]*[)）])?"
)
_BLANK = re.compile(r"[-—–－/／]{1,2}|无")
"""What stands alone in a cell that holds no words."""


@frozen
class Setting:
    """What is made of a text with drawn tables: the view of it, if one is needed, and the tables that cannot be told."""

    view: View | None = None
    tangled: tuple[Span, ...] = ()
    """Where tables stand whose cells run over several lines, nobody can say which."""
    cut: tuple[Span, ...] = ()
    """Rows of which something is cut off, so that their empty cells need not be empty."""


@lru_cache(maxsize=1)
def unwrapped(text: str) -> Setting:
    """The text with the cells of every drawn table whole."""
    if not any(bar in text for bar in "|│┃║") or _BARRED.search(text) is None or _RULED.search(text) is None:
        return Setting()
    known: list[tuple[Drawn, list[Row]]] = []
    tangled: list[Span] = []
    cut: list[Span] = []
    for table in drawn(text):
        cut += table.cut
        boxes = boxes_of(table)
        if not any(len(box.printed()) > 1 for box in boxes):
            continue
        rows = rows_of(boxes)
        if _are_rows(text, rows):
            known.append((table, rows))
        elif not _has_plain_rows(text, rows):
            tangled.append((table.start, table.end))
    return Setting(view_of(text, known) if known else None, tuple(tangled), tuple(cut))


def _are_rows(text: str, rows: Sequence[Row]) -> bool:
    """Whether it can be told which lines are one row.

    Tables with no rules between their rows have several rows between two rules, so a wrapped row with numbers is believed
    only beside another row with numbers of its own.
    """
    filled = [r for r in rows if any(_numbers(text, b) for b in r.own())]
    if len(filled) == 1 and not filled[0].layout() and any(_is_open(text, box) for box in filled[0].own()):
        return False
    if any(_numbers(text, box) and any(_numbers(text, b) for b in box.under) for r in rows for box in r.own()):
        return False  # a number that is cut, or the next row
    ruled = len(filled) > MOST_STRETCHES
    return all(_is_layout(text, r.own()) if r.layout() else _is_one(text, r.own(), ruled=ruled) for r in rows)


def _is_open(text: str, box: Box) -> bool:
    """Whether a box has several lines that may be several cells."""
    return len(box.printed()) > 1 and not _is_wrapped_number(text, box, ruled=False)


def _has_plain_rows(text: str, rows: Sequence[Row]) -> bool:
    """Whether the table has rows in a line each, several between two rules, and not numbers that are wrapped themselves.

    Few of its stretches between rules hold numbers then, and every line with numbers has words before them, and numbers
    in all columns of the line above or words that are no rest of the words above; or else it has no words, and the header
    above it has words over every number.
    """
    filled = [r.own() for r in rows if any(_numbers(text, b) for b in r.own())]
    several = [own for own in filled if any(len(_numbers(text, b)) > 1 for b in own)]
    return bool(several) and len(filled) <= MOST_STRETCHES and all(_is_plain(text, own) for own in several)


def _is_plain(text: str, boxes: Sequence[Box]) -> bool:
    numbers: dict[int, set[int]] = {}
    words: dict[int, list[Box]] = {}
    for box in boxes:
        found = _numbers(text, box)
        for line, piece in box.pieces.items():
            if piece in found:
                numbers.setdefault(line, set()).add(box.left)
            elif piece.start < piece.end:
                words.setdefault(line, []).append(box)

    def starts_row(line: int) -> bool:
        if line not in words:
            header = takewhile(lambda n: n in words and n not in numbers, range(line - 1, -1, -1))
            return numbers[line] <= {b.left for n in header for b in words[n]}
        above = numbers.get(line - 1, set())
        return numbers[line] >= above or any(_begins(text, b, line) for b in words[line])

    return all(map(starts_row, numbers))


def _begins(text: str, box: Box, line: int) -> bool:
    """Whether what a box prints in a line cannot be the rest of what it prints above: it has a numeral, or there was room."""
    above, piece = box.pieces.get(line - 1), box.pieces[line]
    if above is None or above.start == above.end or _NUMERAL.match(text, piece.start, piece.end):
        return True
    return above.room > box.right - box.left - piece.room


_NUMERAL = re.compile(
    r"[（(] *[一二三四五六七八九十]{1,2} *[)）](?! *项)|[一二三四五六七八九十]{1,2} *、|[1-9１-９] *[.．、](?! *[0-9０-９])"
)
"""What a row's label begins with, and no line within one."""


def _is_one(text: str, boxes: Sequence[Box], *, ruled: bool) -> bool:
    """Whether the lines of these boxes are one row: its numbers stand side by side, its words are wrapped for want of room.

    Where every row is ``ruled`` off, words may be wrapped with room to spare: a column is as wide as its longest word. So they
    may where no number stands among them, as in a header.
    """
    lines: list[set[int]] = []
    ruled = ruled or not any(_numbers(text, box) for box in boxes)
    for box in boxes:
        printed = box.printed()
        numbers = _numbers(text, box)
        if _is_wrapped_number(text, box, ruled=ruled):
            lines.append(set(box.pieces))
            continue
        if any(p is not printed[0] for p in numbers):
            return False  # behind a number may stand what counts it, or the rest of a label that it begins
        if numbers:
            lines.append({number for number, piece in box.pieces.items() if piece in numbers})
        if not ruled and any(a.room > b.right - b.left - b.room for a, b in pairwise(printed)):
            return False
    return not lines or bool(set.intersection(*lines))


def _is_wrapped_number(text: str, box: Box, *, ruled: bool) -> bool:
    """Whether a box holds one number in several lines: cut behind 增加, behind a thousands separator, or where no digit had room.

    Digits below digits are one number only where every row is ``ruled`` off.
    """
    printed = box.printed()
    if len(printed) < 2:
        return False
    pieces = [text[p.start : p.end] for p in printed]
    if _CHANGED.fullmatch("\n".join(pieces)):
        return True
    if _GROUPED.fullmatch("".join(pieces)):
        return all(piece[-1] in ",，" for piece in pieces[:-1])
    return ruled and all(map(_DIGITS.fullmatch, pieces)) and all(_is_full(text, a, b) for a, b in pairwise(printed))


def _is_full(text: str, piece: Piece, after: Piece) -> bool:
    """Whether a box has no room behind a piece for the first character of the next, but for its padding."""
    return piece.room < width(text[after.start], wide=True) + int(text[piece.inner].isspace())


_CHANGED = re.compile(r"(?:增加|减少|減少|增|减|減)\n\d+")
_GROUPED = re.compile(r"\d{1,3}(?:[,，]\d{3})+")
_DIGITS = re.compile(r"[\dOoＯｏ〇○]+")


def _is_layout(text: str, boxes: Sequence[Box]) -> bool:
    """Whether these boxes are parts of a page: numbers that stand alone in a line are in one of them at most."""
    return sum(1 for box in boxes if _numbers(text, box)) < 2


def _numbers(text: str, box: Box) -> list[Piece]:
    """The lines of a box that hold a number and nothing else; a dash or 无 counts where it is all that the box prints."""
    printed = box.printed()
    if len(printed) == 1 and _BLANK.fullmatch(text, printed[0].start, printed[0].end):
        return printed
    return [p for p in printed if _NUMBER.fullmatch(text, p.start, p.end)]
