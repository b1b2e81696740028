"""Tables that are not made of ``<table>``: found among the tags, and renamed to the tags they stand for.

Two kinds are clear enough: elements that say so (``display: table-row``, ``role="row"``), and rows of equally many short
blocks inside blocks. Everything else made of blocks is read line by line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from .html_tokens import Names, Tokens, attribute

_WORDS = ("isplay", "ISPLAY", "float", "FLOAT", "role=")
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

_BLOCK_NAMES = ("div", "ul", "ol", "dl", "li", "dt", "dd")
_BLOCKS = dict.fromkeys(_BLOCK_NAMES, "(") | dict.fromkeys([f"/{name}" for name in _BLOCK_NAMES], ")")
_ROWS = re.compile(r"(?:\((?:\(\)|\(\(\)\))++\)){3,}+")
_ROW = re.compile(r"\((?:\(\)|\(\(\)\))++\)")
_CELL = re.compile(r"\(\)|\(\(\)\)")
_LONGEST_CELL = 60
_FEWEST_TAGS = 2 * 3 * 4  # three rows of three cells
_NOT_IN_ROWS = frozenset({"table", "tr", "td", "h1", "h2", "h3", "h4", "form"})

FIRST_ROW, LAST_ROW = "table tr", "/tr /table"
"""What the first and last tag of a table without a table element are renamed to: no tag of a page has such a name."""


def with_tables(tokens: Tokens) -> Tokens:
    """The same page with the tags of such tables renamed to ``table``, ``tr`` and ``td``."""
    names = _said(tokens.names, tokens.attributes, tokens.distinct)
    names = _shown(names, tokens.texts)
    return tokens if names is tokens.names else tokens._replace(names=names)


def _said(names: Names, attributes: Names, distinct: frozenset[str]) -> Names:
    """Rename the elements whose style or role says that they are tables, rows, cells or set apart on their line."""
    joined = "\0".join(distinct)
    if not any(word in joined for word in _WORDS):
        return names
    kinds = {text: kind for text in distinct if (kind := _kind(text))}
    starts = {i: kinds[text] for i, text in enumerate(attributes) if text in kinds and names[i] in _PLAIN}
    if not starts:
        return names
    if list(starts.values()).count("tr") < 2:
        starts = {i: kind for i, kind in starts.items() if kind == "p"}
    return _renamed(names, starts)


def _kind(attributes: str) -> str:
    """``table``, ``tr``, ``td``, ``p`` (for what is set apart on its line) or nothing."""
    if "role" in attributes and (role := attribute(attributes, "role")) in _STANDS_FOR:
        return _STANDS_FOR[role or ""]
    if not any(word in attributes for word in _WORDS[:4]):
        return ""
    style = attribute(attributes, "style") or ""
    display = _DISPLAY.search(style)
    if display is not None and display[1].lower() in _STANDS_FOR:
        return _STANDS_FOR[display[1].lower()]
    apart = _FLOAT.search(style) or (display is not None and display[1].lower() == "inline-block" and "width" in style)
    return "p" if apart else ""


def _renamed(names: Names, kinds: dict[int, str]) -> Names:
    """Rename the starts ``kinds`` and their ends. A cell must stand in a row."""
    names = list(names)
    concerned = {names[i] for i in kinds}
    concerned |= {f"/{name}" for name in concerned}
    stack: list[tuple[str, str]] = []
    for i, name in enumerate(names):
        if name is None or name not in concerned:
            continue
        if name[0] != "/":
            kind = _allowed(kinds.get(i, ""), name, stack)
            stack.append((name, kind))
            names[i] = kind or name
            continue
        for depth in range(len(stack) - 1, max(-1, len(stack) - 64), -1):
            if stack[depth][0] == name[1:]:
                names[i] = f"/{stack[depth][1]}" if stack[depth][1] else name
                del stack[depth:]
                break
    return names


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


def _shown(names: Names, texts: list[str]) -> Names:
    """Rename blocks that stand in rows of equally many short blocks."""
    places = [i for i, name in enumerate(names) if name in _BLOCKS]
    if len(places) < _FEWEST_TAGS:
        return names
    shape = "".join([_BLOCKS[names[i] or ""] for i in places])
    renamed: Names | None = None
    for run in _ROWS.finditer(shape):
        rows = [_row(match, shape, places) for match in _ROW.finditer(shape, run.start(), run.end())]
        if _is_table(rows, names, texts):
            renamed = renamed or list(names)
            _rename_rows(renamed, rows)
    return renamed or names


def _row(match: re.Match[str], shape: str, places: list[int]) -> Row:
    inside = _CELL.finditer(shape, match.start() + 1, match.end() - 1)
    cells = [(places[cell.start()], places[cell.end() - 1]) for cell in inside]
    return Row(places[match.start()], places[match.end() - 1], cells)


def _is_table(rows: list[Row], names: Names, texts: list[str]) -> bool:
    """Three columns at least, as many in most rows; short cells, most of them filled, and nothing beside them."""
    columns, like = Counter(len(row.cells) for row in rows).most_common(1)[0]
    if columns < 3 or like * 3 < len(rows) * 2:
        return False
    if not _NOT_IN_ROWS.isdisjoint(names[rows[0].start : rows[-1].stop]):
        return False
    cells = [_text(texts, start, stop) for row in rows for start, stop in row.cells]
    filled = sum(1 for text in cells if text)
    return filled * 2 > len(cells) and max(map(len, cells)) <= _LONGEST_CELL and not any(_beside(rows, texts))


def _beside(rows: list[Row], texts: list[str]) -> Iterator[str]:
    """The texts between the rows, and between the cells of a row."""
    for row, after in pairwise([*rows, None]):
        if row is not None:
            edges = [row.start, *(i for cell in row.cells for i in cell), row.stop]
            yield from (_text(texts, edges[i], edges[i + 1]) for i in range(0, len(edges), 2))
            yield _text(texts, row.stop, after.start) if after is not None else ""


def _text(texts: list[str], start: int, stop: int) -> str:
    return "".join(texts[start + 1 : stop + 1]).strip()


def _rename_rows(names: Names, rows: list[Row]) -> None:
    for row in rows:
        names[row.start], names[row.stop] = "tr", "/tr"
        for start, stop in row.cells:
            names[start], names[stop] = "td", "/td"
    names[rows[0].start], names[rows[-1].stop] = FIRST_ROW, LAST_ROW
