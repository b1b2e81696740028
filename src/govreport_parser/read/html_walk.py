"""Tags in, lines and cells out: one pass over a page's tags that keeps only what the linear text needs.

Tables follow the standard's rules: a ``<tr>`` ends the row and cell before it, a ``<table>`` outside a cell ends the
table before it, an end tag without its start tag is ignored. A table inside a cell makes that cell layout.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import unescape
from typing import Any

from ..blocks import Gap
from ..cells import Place
from .html_boxes import FIRST_ROW, LAST_ROW
from .html_grid import Grid, spans
from .html_tokens import Tokens, attribute

PROSE = 200
"""A cell with more characters than this is no label and no number: its lines are read as lines."""

_BLANKS = " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
TRIM = _BLANKS + "".join(map(chr, range(0x2000, 0x200B))) + _INVISIBLE
"""What is trimmed off a line: white space of every width, and invisible characters."""

Item = tuple[str, Gap, Place | None]
"""One field before the linear text exists."""

Handler = Callable[[str, str], None]
"""What is done at a tag, given its name and its attributes."""

_LINES = (
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "br", "hr", "address", "center"),
    *("blockquote", "figure", "figcaption", "legend", "option", "optgroup", "dir", "menu", "details", "summary"),
    *("caption", "hgroup", "nav", "header", "footer", "aside", "marquee", "head", "html", "button"),
)
_BOXES = ("div", "section", "article", "main", "body", "form", "fieldset")
_PREFORMATTED = ("pre", "xmp", "listing")
_FENCED = ("sup", "sub", "s", "strike", "del")
_UNTYPED = frozenset({None, "", "text", "number", "tel"})

_SPACE = re.compile(r"[ \t\n\r\f]+")
_BREAK = re.compile(r"\r\n?|\n")
_FENCE = re.compile(r"(?<=[0-9０-９])\s*\0[\0\s]*(?=[0-9０-９])")

_LINE, _CELL, _ROW = Gap.LINE, Gap.CELL, Gap.ROW


def clean(text: str) -> str:
    """A text as a browser shows it on one line: entities decoded, white space collapsed, trimmed."""
    if text.isalnum():
        return text
    if "&" in text:
        text = text.replace("&nbsp;", "\u00a0")
        if "&" in text:
            text = unescape(text)
    text = text.strip(TRIM)
    if "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text:
        text = _SPACE.sub(" ", text)
    return text


class _Table:
    """An open table: its grid, and the open cell with what it has collected so far."""

    __slots__ = ("base", "cell", "cell_first", "cells", "first", "grid", "group", "in_row", "layout", "place", "value")

    def __init__(self, index: int, first: int) -> None:
        self.grid = Grid(index)
        self.first = self.cell_first = first  # the item that it, and its open cell, start at
        self.cells = 0
        self.group = ""  # the open row group: thead, tbody or tfoot
        self.in_row = self.layout = False
        self.cell = ""  # the name of the open cell: td or th
        self.place: Place | None = None
        self.base = 0  # how many boxes were open when the cell began
        self.value = ""  # of an <input> in the cell


class Walker:
    """The state of one pass. ``items`` and ``boxes`` (as ranges of items) are its result."""

    def __init__(self, *, keep_lines: bool = False) -> None:
        self.items: list[Item] = []
        self.boxes: list[tuple[int, int]] = []
        self.too_wide = 0
        self._buffer: list[str] = []
        self._lines: list[str] | None = None  # the lines of the open cell, None outside of cells
        self._joined = False  # whether the last item is a cell of the open row
        self._fenced = False
        self._keep_lines = keep_lines
        self._pre = False
        self._tables: list[_Table] = []
        self._table: _Table | None = None
        self._count = 0
        self._open: list[tuple[str, int]] = []

    def walk(self, tokens: Tokens) -> None:
        """Read a whole page."""
        handlers = self._handlers()
        get, buffer = handlers.get, self._buffer
        add = buffer.append
        add(tokens.texts[0])
        tags: Iterable[Any] = zip(tokens.names, tokens.attributes, tokens.texts[1:], strict=True)
        for name, attributes, text in tags:
            handler = get(name)
            if handler is not None:
                handler(name, attributes)
            if text and (buffer or not text.isspace()):
                add(text)
        self._flush()
        while self._table is not None:
            self._close_table(self._table)
        self._close_boxes(0)

    def _handlers(self) -> dict[str, Handler]:
        cell = self._start_cell
        table: dict[str, Handler] = {"td": cell, "th": cell, "/td": self._end_cell, "/th": self._end_cell}
        table |= {"tr": self._start_row, "/tr": self._end_row, "table": self._start_table, "/table": self._end_table}
        table |= {FIRST_ROW: self._start_table_and_row, LAST_ROW: self._end_table}
        for name in ("thead", "tbody", "tfoot"):
            table[name], table["/" + name] = self._start_group, self._end_group
        for name in _LINES:
            table[name] = table["/" + name] = self._line
        for name in _BOXES:
            table[name], table["/" + name] = self._start_box, self._end_box
        for name in _FENCED:
            table[name] = table["/" + name] = self._fence
        for name in _PREFORMATTED:
            table[name], table["/" + name] = self._start_pre, self._end_pre
        del table["/body"], table["/html"]
        table["input"] = self._input
        return table

    # text

    def _flush(self) -> None:
        """The line ends here."""
        buffer = self._buffer
        if not buffer:
            return
        text = buffer[0] if len(buffer) == 1 else "".join(buffer)
        buffer.clear()
        if self._fenced:
            text = _FENCE.sub("^", text).replace("\0", "")
            self._fenced = False
        if self._pre or (self._keep_lines and self._lines is None):
            for line in _BREAK.split(unescape(text)):
                self._emit(line.strip(TRIM))
        else:
            self._emit(clean(text))

    def _emit(self, text: str) -> None:
        if not text:
            return
        if self._lines is not None:
            self._lines.append(text)
        else:
            self.items.append((text, _LINE, None))
            self._joined = False

    def _line(self, _name: str, _attributes: str) -> None:
        self._flush()

    def _fence(self, _name: str, _attributes: str) -> None:
        """Superscripts and struck digits do not belong to the number they touch: 41 and its note 1 are not 411."""
        self._fenced = True
        self._buffer.append("\0")

    def _start_pre(self, _name: str, _attributes: str) -> None:
        self._flush()
        self._pre = True

    def _end_pre(self, _name: str, _attributes: str) -> None:
        self._flush()
        self._pre = False

    def _input(self, _name: str, attributes: str) -> None:
        table = self._table
        if table is not None and table.cell and attribute(attributes, "type") in _UNTYPED:
            table.value = table.value or clean(attribute(attributes, "value") or "")

    # boxes

    def _start_box(self, name: str, _attributes: str) -> None:
        self._flush()
        self._open.append((name, len(self.items)))

    def _end_box(self, name: str, _attributes: str) -> None:
        self._flush()
        name = name[1:]
        boxes = self._open
        base = self._table.base if self._table is not None and self._table.cell else 0
        for i in range(len(boxes) - 1, max(base, len(boxes) - 64) - 1, -1):
            if boxes[i][0] == name:
                self._close_boxes(i)
                return

    def _close_boxes(self, base: int) -> None:
        while len(self._open) > base:
            self._box(self._open.pop()[1])

    def _box(self, first: int) -> None:
        """A box of more than one field ends here."""
        box = (first, len(self.items))
        if box[1] - first > 1 and (not self.boxes or self.boxes[-1] != box):
            self.boxes.append(box)

    # tables

    def _start_table(self, _name: str, _attributes: str) -> None:
        self._flush()
        table = self._table
        if table is not None and not table.cell:
            self._close_table(table)
            table = self._table
        if table is not None and self._lines is not None:
            self._make_layout(table)
        self._push_table()

    def _push_table(self) -> _Table:
        table = _Table(self._count, len(self.items))
        self._count += 1
        self._tables.append(table)
        self._table = table
        return table

    def _make_layout(self, table: _Table) -> None:
        """The open cell holds a table: what it held so far becomes lines, and so does the rest."""
        lines, self._lines = self._lines or [], None
        table.layout = True
        for line in lines:
            self._emit(line)

    def _start_row(self, _name: str, _attributes: str) -> None:
        self._flush()
        table = self._table or self._push_table()
        if table.cell:
            self._close_cell(table)
        table.group = table.group or "tbody"
        table.grid.start_row()
        table.in_row, self._joined = True, False

    def _start_table_and_row(self, name: str, attributes: str) -> None:
        self._start_table(name, attributes)
        self._start_row(name, attributes)

    def _end_row(self, _name: str, _attributes: str) -> None:
        self._flush()
        table = self._table
        if table is not None:
            if table.cell:
                self._close_cell(table)
            table.in_row = self._joined = False

    def _start_cell(self, name: str, attributes: str) -> None:
        self._flush()
        table = self._table or self._push_table()
        if table.cell:
            self._close_cell(table)
        if not table.in_row:
            self._start_row(name, attributes)
        table.cell, table.layout, table.value = name, False, ""
        table.base = len(self._open)
        rowspan, colspan = spans(attributes) if "span" in attributes or "SPAN" in attributes else (1, 1)
        table.place = place = table.grid.slot(rowspan, colspan)
        if place is None:
            self.too_wide += 1
        table.cell_first = len(self.items)
        self._lines = []

    def _end_cell(self, name: str, _attributes: str) -> None:
        self._flush()
        table = self._table
        if table is not None and table.cell == name[1:]:
            self._close_cell(table)

    def _close_cell(self, table: _Table) -> None:
        lines, self._lines = self._lines, None
        table.cell = ""
        if lines is not None:
            text = "\n".join(lines) or table.value
            if len(text) > PROSE:
                for line in lines:
                    self._emit(line)
            else:
                self._add_cell(table, text)
        if len(self._open) > table.base:
            self._close_boxes(table.base)
        if lines is None:
            self._box(table.cell_first)

    def _add_cell(self, table: _Table, text: str) -> None:
        place = table.place
        if place is not None and place.rowspan != 1:
            table.grid.remember(len(self.items), place)
        self.items.append((text, _CELL if self._joined else _ROW, place))
        self._joined = True
        table.cells += 1

    def _start_group(self, name: str, _attributes: str) -> None:
        self._flush()
        if self._table is not None:
            self._close_group(self._table)
            self._table.group = name

    def _end_group(self, name: str, _attributes: str) -> None:
        self._flush()
        if self._table is not None and self._table.group == name[1:]:
            self._close_group(self._table)

    def _close_group(self, table: _Table) -> None:
        if table.cell:
            self._close_cell(table)
        table.in_row = self._joined = False
        table.group = ""
        for key, place in table.grid.end_group():
            text, gap, _ = self.items[key]
            self.items[key] = (text, gap, place)

    def _end_table(self, _name: str, _attributes: str) -> None:
        self._flush()
        if self._table is not None:
            self._close_table(self._table)

    def _close_table(self, table: _Table) -> None:
        self._close_group(table)
        self._unwrap(table)
        self._box(table.first)
        self._tables.pop()
        self._table = self._tables[-1] if self._tables else None

    def _unwrap(self, table: _Table) -> None:
        """A table of one cell is a frame around its lines."""
        if table.cells == 1 and len(self.items) == table.first + 1 and "\n" in self.items[-1][0]:
            for line in self.items.pop()[0].split("\n"):
                self._emit(line)
