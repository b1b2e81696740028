"""Tables drawn with lines whose cells run over several lines: the same text with each cell whole, a row to a line.

A terminal browser or a converter that is given a narrow page wraps the words of a cell inside its box, so that a label
and its numbers stand on several lines, with parts of other cells between them. Here boxes are found by their borders,
column by column, and set out again one behind the other. Every character keeps its origin.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby, pairwise

from attrs import define, frozen

from ..cells import Span
from .grid_lines import Drawn, Piece, drawn, width

LONGEST_CELL = 12
"""A box with more printed lines than this is no cell but a part of the page's layout: its lines stay lines."""

MOST_STRETCHES = 5
"""A table with numbers in more stretches between two rules than this has a rule below every row."""

_RULED = re.compile(r"^[^\S\n]*(?:\+[-=:]{2}|[┌├└╔╠╚┏┣┗╭╰╟╞][─═━┄┅┈┉╌╍])", re.MULTILINE)
_BARRED = re.compile(r"[│┃║|][^\S\n]*\n[^\S\n]*[│┃║|]")
"""Two lines between bars, one below the other: where every row is ruled off, a cell is wrapped."""

_NUMBER = re.compile(
    r"[+＋\-−–]?[\dOoＯｏ〇○]+(?:[,，.．][\dOoＯｏ〇○]+)*\s*(?:[百千]?[万萬亿億]?元|[件条項项个宗份起次家户人例批笔篇])?"
)
_BLANK = re.compile(r"[-—–－/／]{1,2}|无")
"""What stands alone in a cell that holds no words."""


@frozen
class View:
    """A text set out anew, and where each stretch of it comes from. A stretch of the view's own has no length there."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    lengths: tuple[int, ...]

    def back(self, start: int, end: int) -> Span:
        """The least span of the given text that holds everything in ``text[start:end]``."""
        pieces = self.pieces(start, end)
        return min(a for a, _ in pieces), max(b for _, b in pieces)

    def pieces(self, start: int, end: int) -> list[Span]:
        """The stretches of the given text that stand in ``text[start:end]``, in this view's order; at least one."""
        first = max(0, bisect_right(self.starts, start) - 1)
        out: list[Span] = []
        for n in range(first, len(self.starts)):
            begin, origin, length = self.starts[n], self.origins[n], self.lengths[n]
            if begin >= end and n > first:
                break
            low, high = max(start - begin, 0), min(end - begin, length)
            if low < high:
                out.append((origin + low, origin + high))
        low = min(max(start - self.starts[first], 0), self.lengths[first])
        return out or [(self.origins[first] + low,) * 2]


@define
class _Writer:
    """Collects the stretches of a view."""

    text: str
    out: list[str]
    stretches: list[tuple[int, int, int]]
    at: int = 0
    last: int = 0

    def copy(self, start: int, end: int) -> None:
        """Take a stretch of the given text."""
        self._put(self.text[start:end], start, end - start)
        self.last = end

    def add(self, own: str) -> None:
        """Write something of the view's own."""
        self._put(own, self.last, 0)

    def _put(self, what: str, origin: int, length: int) -> None:
        self.stretches.append((self.at, origin, length))
        self.out.append(what)
        self.at += len(what)


@define
class _Box:
    """One cell while it is read downwards: its columns on the screen, the line it begins in, its pieces by line."""

    left: int
    right: int
    top: int
    pieces: dict[int, Piece]
    under: tuple[_Box, ...] = ()
    """The boxes above it with no rule between: the line above has its bars elsewhere."""

    @property
    def bottom(self) -> int:
        """The last line it has."""
        return next(reversed(self.pieces))

    def printed(self) -> list[Piece]:
        """The pieces that print something."""
        return [p for p in self.pieces.values() if p.start < p.end]


@frozen
class _Row:
    """The boxes that begin in one line, and those from above that go on beside them."""

    top: int
    boxes: tuple[_Box, ...]

    def own(self) -> list[_Box]:
        """The boxes that begin here."""
        return [b for b in self.boxes if b.top == self.top]

    def layout(self) -> bool:
        """Whether it is a part of the page's layout, with lines of text in it."""
        return any(len(b.printed()) > LONGEST_CELL for b in self.own())


@frozen
class Setting:
    """What is made of a text with drawn tables: the view of it, if one is needed, and the tables that cannot be told."""

    view: View | None = None
    tangled: tuple[Span, ...] = ()
    """Where tables stand whose cells run over several lines, nobody can say which."""


@lru_cache(maxsize=1)
def unwrapped(text: str) -> Setting:
    """The text with the cells of every drawn table whole."""
    if not any(bar in text for bar in "|│┃║") or _BARRED.search(text) is None or _RULED.search(text) is None:
        return Setting()
    known: list[tuple[Drawn, list[_Row]]] = []
    tangled: list[Span] = []
    for table in drawn(text):
        boxes = _boxes(table)
        if not any(len(box.printed()) > 1 for box in boxes):
            continue
        rows = _rows(boxes)
        if _are_rows(text, rows):
            known.append((table, rows))
        elif not _has_plain_rows(text, rows):
            tangled.append((table.start, table.end))
    return Setting(_view(text, known) if known else None, tuple(tangled))


def _view(text: str, tables: Sequence[tuple[Drawn, list[_Row]]]) -> View:
    out = _Writer(text, [], [])
    at = 0
    for table, rows in tables:
        out.copy(at, table.start)
        for row in rows:
            (_write_layout if row.layout() else _write_row)(out, row)
        at = table.end
    out.copy(at, len(text))
    starts, origins, lengths = zip(*out.stretches, strict=True)
    return View("".join(out.out), starts, origins, lengths)


def _rows(boxes: Sequence[_Box]) -> list[_Row]:
    out: list[_Row] = []
    going: list[_Box] = []
    for top, begun in groupby(sorted(boxes, key=lambda b: b.top), key=lambda b: b.top):
        own = list(begun)
        going = [b for b in going if top <= b.bottom] + own
        if any(b.printed() for b in own):
            out.append(_Row(top, tuple(sorted(going, key=lambda b: b.left))))
    return out


def _are_rows(text: str, rows: Sequence[_Row]) -> bool:
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


def _is_open(text: str, box: _Box) -> bool:
    """Whether a box has several lines that may be several cells."""
    return len(box.printed()) > 1 and not _is_wrapped_number(text, box, ruled=False)


def _has_plain_rows(text: str, rows: Sequence[_Row]) -> bool:
    """Whether the table has rows in a line each, several between two rules, and not numbers that are wrapped themselves.

    Few of its stretches between rules hold numbers then, and every line with numbers has words before them, and numbers
    in all columns of the line above or words that are no rest of the words above.
    """
    filled = [r.own() for r in rows if any(_numbers(text, b) for b in r.own())]
    several = [own for own in filled if any(len(_numbers(text, b)) > 1 for b in own)]
    return bool(several) and len(filled) <= MOST_STRETCHES and all(_is_plain(text, own) for own in several)


def _is_plain(text: str, boxes: Sequence[_Box]) -> bool:
    numbers: dict[int, set[int]] = {}
    words: dict[int, list[_Box]] = {}
    for box in boxes:
        found = _numbers(text, box)
        for line, piece in box.pieces.items():
            if piece in found:
                numbers.setdefault(line, set()).add(box.left)
            elif piece.start < piece.end:
                words.setdefault(line, []).append(box)
    return all(
        line in words
        and (
            line - 1 not in numbers
            or numbers[line] >= numbers[line - 1]
            or any(_begins(text, b, line) for b in words[line])
        )
        for line in numbers
    )


def _begins(text: str, box: _Box, line: int) -> bool:
    """Whether what a box prints in a line cannot be the rest of what it prints above: it has a numeral, or there was room."""
    above, piece = box.pieces.get(line - 1), box.pieces[line]
    if above is None or above.start == above.end or _NUMERAL.match(text, piece.start, piece.end):
        return True
    return above.room > box.right - box.left - piece.room


_NUMERAL = re.compile(
    r"[（(] *[一二三四五六七八九十]{1,2} *[)）](?! *项)|[一二三四五六七八九十]{1,2} *、|[1-9１-９] *[.．、](?! *[0-9０-９])"
)
"""What a row's label begins with, and no line within one."""


def _boxes(table: Drawn) -> list[_Box]:
    out: list[_Box] = []
    above: dict[tuple[int, int], _Box] = {}
    before: list[_Box] = []
    for number, pieces in enumerate(table.lines):
        here: dict[tuple[int, int], _Box] = {}
        beside: _Box | None = None
        for piece in pieces:
            if piece.rule:
                continue
            place = (piece.left, piece.right)
            box = None if piece.odd else above.get(place)
            if box is None:
                met = tuple([b for b in before if b.left < piece.right and piece.left < b.right])
                box = _Box(*place, beside.top if beside and piece.odd else number, {}, met)
                out.append(box)
            box.pieces[number] = piece
            here[place] = beside = box
        before = list(here.values())
        if any(p.rule for p in pieces) or not any(p.odd for p in pieces):
            above = here
    return out


def _is_one(text: str, boxes: Sequence[_Box], *, ruled: bool) -> bool:
    """Whether the lines of these boxes are one row: its numbers stand side by side, its words are wrapped for want of room.

    Where every row is ``ruled`` off, words may be wrapped with room to spare: a column is as wide as its longest word.
    """
    lines: list[set[int]] = []
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


def _is_wrapped_number(text: str, box: _Box, *, ruled: bool) -> bool:
    """Whether a box holds one number in several lines: cut behind a thousands separator, or where no digit had room.

    Digits below digits are one number only where every row is ``ruled`` off.
    """
    printed = box.printed()
    if len(printed) < 2:
        return False
    pieces = [text[p.start : p.end] for p in printed]
    if _GROUPED.fullmatch("".join(pieces)):
        return all(piece[-1] in ",，" for piece in pieces[:-1])
    return ruled and all(map(_DIGITS.fullmatch, pieces)) and all(_is_full(text, a, b) for a, b in pairwise(printed))


def _is_full(text: str, piece: Piece, after: Piece) -> bool:
    """Whether a box has no room behind a piece for the first character of the next, but for its padding."""
    return piece.room < width(text[after.start], wide=True) + int(text[piece.inner].isspace())


_GROUPED = re.compile(r"\d{1,3}(?:[,，]\d{3})+")
_DIGITS = re.compile(r"[\dOoＯｏ〇○]+")


def _is_layout(text: str, boxes: Sequence[_Box]) -> bool:
    """Whether these boxes are parts of a page: numbers that stand alone in a line are in one of them at most."""
    return sum(1 for box in boxes if _numbers(text, box)) < 2


def _numbers(text: str, box: _Box) -> list[Piece]:
    """The lines of a box that hold a number and nothing else; a dash or 无 counts where it is all that the box prints."""
    printed = box.printed()
    if len(printed) == 1 and _BLANK.fullmatch(text, printed[0].start, printed[0].end):
        return printed
    return [p for p in printed if _NUMBER.fullmatch(text, p.start, p.end)]


def _write_row(out: _Writer, row: _Row) -> None:
    """One row as one line between bars; a cell that goes on from above is empty here, as the first of a span is filled."""
    for box in row.boxes:
        out.add("│ ")
        printed = box.printed() if box.top == row.top else []
        for before, piece in pairwise([None, *printed]):
            if before and piece and _parted(out.text, before, piece):
                out.add(" ")
            if piece:
                out.copy(piece.start, piece.end)
        out.add(" ")
    out.add("│\n")


def _write_layout(out: _Writer, row: _Row) -> None:
    """The lines of each box in turn; a line that fills its box goes on in the next. A rule that was wrapped is left out."""
    for box in row.own():
        pieces = list(box.pieces.values())
        rules = [_RULE.fullmatch(out.text, p.start, p.end) is not None for p in pieces]
        for n, piece in enumerate(pieces):
            before = pieces[n - 1] if n else None
            if rules[n] and (rules[n - 1 : n] == [True] or rules[n + 1 : n + 2] == [True]):
                continue
            if before and piece.start < piece.end and _goes_on(out.text, before, piece):
                out.copy(piece.inner + out.text[before.inner].isspace(), piece.end)
            else:
                out.add("\n")
                out.copy(piece.start, piece.end)
        out.add("\n")


_RULE = re.compile(r"[-=]+(?: +[-=]+)*")


def _goes_on(text: str, before: Piece, piece: Piece) -> bool:
    padded = text[before.inner].isspace()
    return before.start < before.end and before.room <= 1 + padded and not _parted(text, before, piece)


def _parted(text: str, before: Piece, piece: Piece) -> bool:
    """Whether two parts of a cell must not run together: digits and digits may be two numbers."""
    a, b = text[before.end - 1], text[piece.start]
    return a.isalnum() and b.isalnum() and not ("一" <= a <= "鿿" or "一" <= b <= "鿿")
