"""Flattened text to fields: one to a line, or to a cell where the line shows its cells with tabs, pipes or box lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate

from attrs import frozen

from ..blocks import Columns, Document, Gap, Lines
from ..text import BLANKS, UNSEEN

BARS = "\t|│┃║¦｜︱"
"""What a line shows its cells with."""

_CELL_BARS = "|│┃︱｜"
"""Those that close a cell, a cell to a line."""
_CLOSING = frozenset(_CELL_BARS)

DELIMITERS = re.compile(f"[{BARS}]")
_SPECIAL = re.compile(f"[{BARS}{UNSEEN}\u2e80-\u2fd5\\\\&\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What a text holds that is more than plain lines: bars, escapes, radicals, characters without width, breaks that are no line feed."""
_RULE = re.compile(r"[\s|+:\-=_─━═┄┅┈┉┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╟╢╞╡╭╮╯╰│┃║╌╍]*")
_DASHES = re.compile(r"-{3,}|[=_─━═┄┅┈┉╌╍]{2,}|[┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╭╮╯╰]|\+[-=]+\+|:-+:?|-+:")
FRAME = frozenset("-=_+:─━═┄┅┈┉┌└├┬┴┼┏┗┣┳┻╋╔╚╠╦╩╬╭╰|")
"""What the frame of a table is drawn with."""


def is_plain(text: str) -> bool:
    """Whether nothing but line feeds and white space parts the words and numbers of a text."""
    return _SPECIAL.search(text) is None


def read_plain(text: str) -> Document:
    """A plain text as a document. Its lines are cut when somebody asks: most tables are read without, as one pattern."""
    return Document(text, None, cut=_cut, plain=True)


def read_text(text: str) -> Document:
    """Any text as a document, whose text is the given one, character for character. It is cut when somebody asks, as above."""
    blanks = BLANKS if any(map(text.__contains__, UNSEEN)) else None
    if any(map(text.__contains__, BARS)):
        return Document(text, None, cut=_Cells(text, blanks))
    return Document(text, _lines(_broken(text), 0, blanks).fields())


def _broken(text: str) -> list[str]:
    """The lines of a text, every break of which is one character long."""
    return text.replace("\r", "\n").splitlines()


def _cut(text: str, start: int, end: int) -> Lines:
    return _lines(text[start:end].split("\n"), start)


def _lines(lines: Iterable[str], at: int, blanks: str | None = None) -> Lines:
    """Lines without white space around them, of which the first begins at ``at``; not those that show nothing.

    ``blanks`` are what may stand around them (``None`` is white space, at half the price).
    """
    starts: list[int] = []
    texts: list[str] = []
    for line in lines:
        size = len(line)
        if (trimmed := line.strip(blanks)) and (trimmed[0] not in FRAME or not is_rule(trimmed)):
            starts.append(at if trimmed is line else at + size - len(line.lstrip(blanks)))
            texts.append(trimmed)
        at += size + 1
    return Lines(starts, texts)


@frozen
class _Cells:
    """Cuts a text that shows cells: into those of the lines that do, and its other lines."""

    text: str
    blanks: str | None

    @cached_property
    def _empty(self) -> frozenset[int]:
        return _empty_cells(_broken(self.text)) if any(map(self.text.__contains__, _CELL_BARS)) else frozenset()

    def __call__(self, text: str, start: int, end: int) -> Columns:
        """The cells and lines of a stretch."""
        out = Columns([], [], [], [])
        empty, blanks, at = self._empty, self.blanks, start
        for line in _broken(text[start:end]):
            if trimmed := line.strip(blanks):
                if not _shows_cells(line):
                    if trimmed[0] not in FRAME or not is_rule(trimmed):
                        out.add(at + len(line) - len(line.lstrip(blanks)), trimmed, Gap.LINE)
                elif at in empty:
                    out.add(at + len(line) - len(line.lstrip()), "", Gap.CELL)
                elif not is_rule(trimmed) and not (empty and _BARS_ONLY.fullmatch(line)):
                    _add_cells(out, line, at, blanks)
            at += len(line) + 1
        return out


_CLOSED = re.compile(rf"[^{_CELL_BARS}]*[^\s{_CELL_BARS}]\s*[{_CELL_BARS}]\s*")
"""A line that one bar closes: a cell to a line."""


def _empty_cells(lines: Sequence[str]) -> frozenset[int]:
    """Where the lines begin that are an empty cell: a bar alone, in a text that closes each cell with one.

    The bar stands behind the cell, in its line or in the next; then a second bar closes a cell with nothing in it. Where
    a bar also opens each row, the rows begin at the margin and their cells do not.
    """
    bars = [number for number, line in enumerate(lines) if len(line) < _WIDEST_BAR and line.strip() in _CLOSING]
    if not bars:
        return frozenset()
    behind = next((number for number, line in enumerate(lines) if _CLOSED.fullmatch(line)), None)
    opens = behind is not None and bars[0] < behind and _is_indented(lines, bars[0])
    starts = [0, *accumulate([len(line) + 1 for line in lines])]
    return frozenset(
        [starts[number] for number in bars if (lines[number][0].isspace() if opens else _is_closed(lines, number))]
    )


def _is_indented(lines: Sequence[str], number: int) -> bool:
    """Whether the line below, of those that print something, does not begin at the margin."""
    below = next((line for line in lines[number + 1 :] if line.strip()), "")
    return below[:1].isspace()


_WIDEST_BAR = 40
_BARS_ONLY = re.compile(rf"[\s{_CELL_BARS}]*")
"""What a row that spans fewer cells than the table has is filled up with."""


def _is_closed(lines: Sequence[str], number: int) -> bool:
    """Whether the line above, of those that print something, ends with a bar."""
    for above in range(number - 1, -1, -1):
        if line := lines[above].rstrip():
            return line[-1] in _CLOSING
    return False


def _shows_cells(line: str) -> bool:
    return not line.isalnum() and DELIMITERS.search(line) is not None


def is_rule(line: str) -> bool:
    """Whether a line only draws the frame of a table: Markdown's ``---|---``, box drawing, ``+----+``."""
    return _RULE.fullmatch(line) is not None and _DASHES.search(line) is not None


def _add_cells(out: Columns, line: str, at: int, blanks: str | None) -> None:
    """Add the cells of a line that shows them. What stands before a leading or behind a closing bar is no cell."""
    parts = DELIMITERS.split(line)
    last = len(parts) - 1
    gap = Gap.LINE
    for number, part in enumerate(parts):
        text = part.strip(blanks)
        size = len(part)
        if text or 0 < number < last or line[-1 if number else 0] == "\t":
            out.add(at + size - len(part.lstrip(blanks)) if text else at, text, gap)
            gap = Gap.CELL
        at += size + 1
