"""Flattened text to fields: one to a line, or to a cell where the line shows its cells with tabs, pipes or box lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import repeat

from ..blocks import Document, Field, Gap
from ..cells import Place
from ..text import BLANKS, UNSEEN

BARS = "\t|│┃║¦｜︱"
"""What a line shows its cells with."""

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
    return Document(text, None, cut=_cut)


def read_text(text: str) -> Document:
    """Cut any text into fields. The document's text is the given text, character for character."""
    shown = any(map(text.__contains__, BARS))
    blanks = BLANKS if any(map(text.__contains__, UNSEEN)) else None
    lines = text.replace("\r", "\n").splitlines()  # every break one character long
    return Document(text, _fields(lines, 0, blanks, shown=shown))


def _cut(text: str, start: int, end: int) -> list[Field]:
    return _fields(text[start:end].split("\n"), start)


def _fields(lines: Iterable[str], at: int, blanks: str | None = None, *, shown: bool = False) -> list[Field]:
    """The fields of lines of which the first begins at ``at``.

    ``blanks`` are what may stand around them (``None`` is white space, at half the price); ``shown``: there are bars.
    """
    rows: list[tuple[int, int, str, Gap, Place | None]] = []
    line_gap = Gap.LINE
    add = rows.append
    for line in lines:
        size = len(line)
        if trimmed := line.strip(blanks):
            if shown and DELIMITERS.search(line):
                rows += () if is_rule(trimmed) else _cells(line, at)
            elif trimmed[0] not in FRAME or not is_rule(trimmed):
                start = at if trimmed is line else at + size - len(line.lstrip(blanks))
                add((start, start + len(trimmed), trimmed, line_gap, None))
        at += size + 1
    # there are as many fields as cells, and this makes one at a quarter of the cost of Field(...)
    return list(map(tuple.__new__, repeat(Field), rows))


def is_rule(line: str) -> bool:
    """Whether a line only draws the frame of a table: Markdown's ``---|---``, box drawing, ``+----+``."""
    return _RULE.fullmatch(line) is not None and _DASHES.search(line) is not None


def _cells(line: str, at: int) -> list[Field]:
    """The cells of a line that shows them. What stands before a leading or behind a closing bar is no cell."""
    out: list[Field] = []
    start = 0
    ends = [match.start() for match in DELIMITERS.finditer(line)]
    for number, end in enumerate([*ends, len(line)]):
        text = line[start:end].strip(BLANKS)
        edge = number == 0 or number == len(ends)
        if text or not edge or line[end - 1 if number else 0] == "\t":
            begin = at + (line.index(text, start) if text else start)
            out.append(Field(begin, begin + len(text), text, Gap.CELL if out else Gap.LINE))
        start = end + 1
    return out
