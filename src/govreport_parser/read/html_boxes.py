"""Tables that are not made of ``<table>``: found among the tags, and renamed to the tags they stand for.

Two kinds are clear enough: elements that say so (``display: table-row``, ``role="row"``), and rows of equally many short
blocks inside blocks. Everything else made of blocks is read line by line.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, compress, count
from typing import NamedTuple

from .html_marks import mark_of
from .html_tags import Names, attribute, divided
from .html_tokens import Tokens

_STYLED = ("isplay", "ISPLAY", "float", "FLOAT")
_DISPLAY = re.compile(r"(?<![\w-])display\s*+:\s*+([a-z-]++)", re.IGNORECASE)
_FLOAT = re.compile(r"(?<![\w-])float\s*+:\s*+(?:left|right)", re.IGNORECASE)
_STANDS_FOR = {
    "table": "table", "inline-table": "table", "grid": "table", "treegrid": "table",
    "table-row": "tr", "row": "tr",
    "table-cell": "td", "cell": "td", "gridcell": "td", "columnheader": "td", "rowheader": "td",
}  # fmt: skip
"""What a CSS display (on the left in each row) or an ARIA role says an element is."""
_PLAIN = frozenset({"div", "span", "p", "ul", "ol", "li", "dl", "dt", "dd", "section", "article", "a", "em", "i", "b"})
_INLINE = frozenset({"span", "a", "em", "i", "b"})

_ROWS = re.compile(r"(?:\((?:\(\)|\(\(\)\))++\)){3,}+")
_ROW = re.compile(r"\((?:\(\)|\(\(\)\))++\)")
_CELL = re.compile(r"\(\)|\(\(\)\)")
_LONGEST_CELL = 60
_BETWEEN_ROWS = "))(("
_NOT_IN_ROWS = frozenset({"table", "tr", "td", "h1", "h2", "h3", "h4", "form"})


def rename_tables(tokens: Tokens, suspects: Iterable[str]) -> None:
    """Rename the tags of such tables to ``table``, ``tr`` and ``td``, in place.

    ``suspects`` are the different tags that may say that they are part of one.
    """
    kinds = {}
    for tag in suspects:
        name, attributes = divided(tag)
        if name in _PLAIN and (kind := _kind(attributes)) and (kind != "p" or name in _INLINE):
            kinds[tag] = kind
    if kinds:
        _rename_said(tokens, kinds)
    _rename_shown(tokens)


def _kind(attributes: str) -> str:
    """``table``, ``tr``, ``td``, ``p`` (for what is set apart on its line) or nothing."""
    if "role" in attributes and (role := attribute(attributes, "role")) in _STANDS_FOR:
        return _STANDS_FOR[role or ""]
    if not any(word in attributes for word in _STYLED):
        return ""
    style = attribute(attributes, "style") or ""
    display = _DISPLAY.search(style)
    if display is not None and display[1].lower() in _STANDS_FOR:
        return _STANDS_FOR[display[1].lower()]
    apart = _FLOAT.search(style) or (display is not None and display[1].lower() == "inline-block" and "width" in style)
    return "p" if apart else ""


def _rename(tokens: Tokens, i: int, name: str) -> None:
    tokens.tags[i], tokens.marks[i] = _renamed(tokens.tags[i] or "", name)


@lru_cache(maxsize=256)
def _renamed(tag: str, name: str) -> tuple[str, str]:
    """A tag with another name, and its mark. The cells of a page have few different tags."""
    attributes = divided(tag)[1]
    return name + attributes, mark_of(name, attributes)


def _rename_said(tokens: Tokens, kinds: dict[str, str]) -> None:
    """Rename the elements whose style or role says that they are tables, rows, cells or set apart on their line."""
    tokens.take_apart()
    found = [tag for tag in tokens.tags if tag in kinds]
    only = ("p",) if sum(1 for tag in found if kinds[tag or ""] == "tr") < 2 else ("p", "table", "tr", "td")
    kinds = {tag: kinds[tag] for tag in found if tag and kinds[tag] in only}
    names = Names()
    concerned = {names[tag] for tag in kinds}
    concerned |= {f"/{name}" for name in concerned}
    stack: list[tuple[str, str]] = []
    for i, tag in enumerate(tokens.tags):
        name = names[tag]
        if name in concerned and (new := _new_name(name, kinds.get(tag or "", ""), stack)):
            _rename(tokens, i, new)


def _new_name(name: str, kind: str, stack: list[tuple[str, str]]) -> str:
    """What a tag is renamed to, if it is, by the elements open on the stack. A cell must stand in a row."""
    if name[0] != "/":
        kind = _allowed(kind, name, stack)
        stack.append((name, kind))
        return kind
    for depth in range(len(stack) - 1, max(-1, len(stack) - 64), -1):
        if stack[depth][0] == name[1:]:
            kind = stack[depth][1]
            del stack[depth:]
            return f"/{kind}" if kind else ""
    return ""


def _allowed(kind: str, name: str, stack: list[tuple[str, str]]) -> str:
    if kind == "p":
        return "p" if name in _INLINE else ""
    if kind == "td":
        outer = next((kind for _, kind in reversed(stack[-8:]) if kind and kind != "p"), "")
        return kind if outer == "tr" else ""
    return kind


class Row(NamedTuple):
    """A row found among blocks: the indices of its first and last tag, and those of each of its cells."""

    start: int
    stop: int
    cells: list[tuple[int, int]]


def _rename_shown(tokens: Tokens) -> None:
    """Rename blocks that stand in rows of equally many short blocks."""
    shapes = list(map(tokens.runs.shapes.__getitem__, tokens.tags))
    shape = "".join(shapes)
    runs = list(_ROWS.finditer(shape)) if _BETWEEN_ROWS in shape else []
    if not runs:
        return
    for first, stop, before, several in reversed(
        _parts(runs, shapes)
    ):  # the last first: what is taken apart gets longer
        part = tokens.part(first, stop)
        places = list(compress(count(), map(tokens.runs.shapes.__getitem__, part.tags)))
        renamed = [_rename_rows(part, run[0], places[run.start() - before : run.end() - before]) for run in several]
        if any(renamed):
            tokens.put(first, stop, part)


def _parts(runs: list[re.Match[str]], shapes: list[str]) -> list[tuple[int, int, int, list[re.Match[str]]]]:
    """The tags that runs of rows stand in, as their first and last but one, the brackets before them, and their runs.

    The end of one run and the start of the next may be cut as one tag: both are in one part then.
    """
    ends = list(accumulate(map(len, shapes)))
    parts: list[tuple[int, int, int, list[re.Match[str]]]] = []
    for run in runs:
        first, stop = bisect_right(ends, run.start()), bisect_left(ends, run.end()) + 1
        if parts and first < parts[-1][1]:
            first, _, before, several = parts.pop()
            parts.append((first, stop, before, [*several, run]))
        else:
            parts.append((first, stop, ends[first] - len(shapes[first]), [run]))
    return parts


def _rename_rows(tokens: Tokens, shape: str, places: Sequence[int]) -> bool:
    """Rename the rows of this shape, whose brackets are at these places, if they are those of a table."""
    rows = [_row(row[0], places[row.start() : row.end()]) for row in _ROW.finditer(shape)]
    if not _is_table(rows, tokens):
        return False
    _rename_all(tokens, [row.start for row in rows], "tr")
    _rename_all(tokens, [row.stop for row in rows], "/tr")
    _rename_all(tokens, [start for row in rows for start, _ in row.cells], "td")
    _rename_all(tokens, [stop for row in rows for _, stop in row.cells], "/td")
    tokens.marks[rows[0].start] = mark_of("table", "") + tokens.marks[rows[0].start]
    tokens.marks[rows[-1].stop] += mark_of("/table", "")
    return True


def _row(shape: str, places: Sequence[int]) -> Row:
    return Row(places[0], places[-1], [(places[start], places[last]) for start, last in _cells(shape)])


@lru_cache(maxsize=256)
def _cells(row: str) -> list[tuple[int, int]]:
    """The first and last bracket of each cell in the shape of a row. A table has few different ones."""
    return [(cell.start(), cell.end() - 1) for cell in _CELL.finditer(row, 1, len(row) - 1)]


def _is_table(rows: list[Row], tokens: Tokens) -> bool:
    """Three columns at least, as many in most rows; short cells, most of them filled, and nothing beside them."""
    columns, like = Counter([len(row.cells) for row in rows]).most_common(1)[0]
    if columns < 3 or like * 3 < len(rows) * 2:
        return False
    if not _NOT_IN_ROWS.isdisjoint(map(Names().__getitem__, tokens.tags[rows[0].start : rows[-1].stop])):
        return False
    texts = tokens.texts
    cells = [
        (texts[stop] if stop == start + 1 else "".join(texts[start + 1 : stop + 1])).strip()
        for row in rows
        for start, stop in row.cells
    ]
    filled = sum(map(bool, cells))
    if filled * 2 <= len(cells) or max(map(len, cells)) > _LONGEST_CELL:
        return False
    return _letters(cells) == _letters(texts[rows[0].start + 1 : rows[-1].stop + 1])


def _letters(texts: Iterable[str]) -> str:
    """What texts show, without white space."""
    return "".join("".join(texts).split())


def _rename_all(tokens: Tokens, places: Sequence[int], name: str) -> None:
    tags, marks = tokens.tags, tokens.marks
    new = {tag: _renamed(tag or "", name) for tag in {tags[i] for i in places}}
    for i in places:
        tags[i], marks[i] = new[tags[i]]
