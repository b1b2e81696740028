"""Flattened text to fields: one to a line, or to a cell where the line shows its cells with tabs, pipes or box lines."""

from __future__ import annotations

import re

from ..blocks import Document, Field, Gap
from ..text import BLANKS

_BREAKS = re.compile("[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_DELIMITERS = re.compile(r"[\t|│┃║¦｜︱]")
_RULE = re.compile(r"[\s|+:\-=_─━═┄┅┈┉┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╟╢╞╡╭╮╯╰│┃║╌╍]*")
_DASHES = re.compile(r"-{3,}|[=_─━═┄┅┈┉╌╍]{2,}|[┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╭╮╯╰]|\+[-=]+\+|:-+:?|-+:")
_FRAME = frozenset("-=_+:─━═┄┅┈┉┌└├┬┴┼┏┗┣┳┻╋╔╚╠╦╩╬╭╰|")


def read_text(text: str) -> Document:
    """Cut a text into fields. The document's text is the given text, character for character."""
    shown = _DELIMITERS.search(text) is not None
    lines = (_BREAKS.sub("\n", text) if _BREAKS.search(text) else text).split("\n")
    fields: list[Field] = []
    make = tuple.__new__  # a quarter of the cost of Field(...), and there are as many as there are cells
    line_gap = Gap.LINE
    at = 0
    for line in lines:
        trimmed = line.strip(BLANKS)
        if trimmed:
            if not shown or _DELIMITERS.search(line) is None:
                if trimmed[0] in _FRAME and is_rule(trimmed):
                    at += len(line) + 1
                    continue
                start = at if line[0] == trimmed[0] else at + line.index(trimmed)
                fields.append(make(Field, (start, start + len(trimmed), trimmed, line_gap, None)))
            elif not is_rule(trimmed):
                fields.extend(_cells(line, at))
        at += len(line) + 1
    return Document(text, fields)


def is_rule(line: str) -> bool:
    """Whether a line only draws the frame of a table: Markdown's ``---|---``, box drawing, ``+----+``."""
    return _RULE.fullmatch(line) is not None and _DASHES.search(line) is not None


def _cells(line: str, at: int) -> list[Field]:
    """The cells of a line that shows them. What stands before a leading or behind a closing bar is no cell."""
    out: list[Field] = []
    start = 0
    ends = [match.start() for match in _DELIMITERS.finditer(line)]
    for number, end in enumerate([*ends, len(line)]):
        text = line[start:end].strip(BLANKS)
        edge = number == 0 or number == len(ends)
        if text or not edge or line[end - 1 if number else 0] == "\t":
            begin = at + (line.index(text, start) if text else start)
            out.append(Field(begin, begin + len(text), text, Gap.CELL if out else Gap.LINE))
        start = end + 1
    return out
