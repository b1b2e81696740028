"""Tables that are not made of ``<table>``: found among the tags, and renamed to the tags they stand for.

Two kinds are clear enough: elements that say so (``display: table-row``, ``role="row"``), and rows of equally many short
blocks inside blocks. Everything else made of blocks is read line by line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import compress, count
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
    shapes = tokens.runs.shapes
    shape = "".join(map(shapes.__getitem__, tokens.tags))
    runs = list(_ROWS.finditer(shape)) if _BETWEEN_ROWS in shape else []
    if not runs:
        return
    tokens.take_apart()
    places = list(compress(count(), map(shapes.__getitem__, tokens.tags)))
    found = [[_row(row, shape, places) for row in _ROW.finditer(shape, run.start(), run.end())] for run in runs]
    for rows in [rows for rows in found if _is_table(rows, tokens)]:
        _rename_rows(tokens, rows)


def _row(match: re.Match[str], shape: str, places: list[int]) -> Row:
    inside = _CELL.finditer(shape, match.start() + 1, match.end() - 1)
    cells = [(places[cell.start()], places[cell.end() - 1]) for cell in inside]
    return Row(places[match.start()], places[match.end() - 1], cells)


def _is_table(rows: list[Row], tokens: Tokens) -> bool:
    """Three columns at least, as many in most rows; short cells, most of them filled, and nothing beside them."""
    columns, like = Counter(len(row.cells) for row in rows).most_common(1)[0]
    if columns < 3 or like * 3 < len(rows) * 2:
        return False
    if not _NOT_IN_ROWS.isdisjoint(map(Names().__getitem__, tokens.tags[rows[0].start : rows[-1].stop])):
        return False
    texts = tokens.texts
    cells = ["".join(texts[start + 1 : stop + 1]).strip() for row in rows for start, stop in row.cells]
    filled = sum(map(bool, cells))
    if filled * 2 <= len(cells) or max(map(len, cells)) > _LONGEST_CELL:
        return False
    return _letters(cells) == _letters(texts[rows[0].start + 1 : rows[-1].stop + 1])


def _letters(texts: Iterable[str]) -> str:
    """What texts show, without white space."""
    return "".join("".join(texts).split())


def _rename_rows(tokens: Tokens, rows: list[Row]) -> None:
    for row in rows:
        _rename(tokens, row.start, "tr")
        _rename(tokens, row.stop, "/tr")
        for start, stop in row.cells:
            _rename(tokens, start, "td")
            _rename(tokens, stop, "/td")
    first, last = rows[0].start, rows[-1].stop
    tokens.marks[first] = mark_of("table", "") + tokens.marks[first]
    tokens.marks[last] += mark_of("/table", "")
