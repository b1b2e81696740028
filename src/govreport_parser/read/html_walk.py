"""Tags in, lines and cells out: one pass over a page's tags that keeps only what the linear text needs.

Tables follow the standard's rules: a ``<tr>`` ends the row and cell before it, a ``<table>`` outside a cell ends the
table before it, an end tag without its start tag is ignored. A table inside a cell makes that cell layout.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from ..blocks import Gap
from ..cells import Place
from .html_boxes import FIRST_ROW, LAST_ROW
from .html_grid import OpenTable, spans
from .html_lines import FENCE, clean, kept_lines, without_fences
from .html_tokens import Tokens, attribute

PROSE = 200
"""A cell with more characters than this is no label and no number: its lines are read as lines."""

Item = tuple[str, Gap, Place | None]
"""One field before the linear text exists."""

_LINES = (
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "br", "hr", "address", "center"),
    *("blockquote", "figure", "figcaption", "legend", "option", "optgroup", "dir", "menu", "details", "summary"),
    *("caption", "hgroup", "nav", "header", "footer", "aside", "marquee", "head", "html", "button"),
)
_BOXES = ("div", "section", "article", "main", "body", "form", "fieldset")
_PREFORMATTED = ("pre", "xmp", "listing")
_FENCED = ("sup", "sub", "s", "strike", "del")
_UNTYPED = frozenset({None, "", "text", "number", "tel"})


_LINE, _CELL, _ROW = Gap.LINE, Gap.CELL, Gap.ROW


Handler = Callable[[Any, str, str], None]
"""A method of the walker: what is done at a tag, given its name and its attributes."""


def _by_tag(
    pairs: Iterable[tuple[tuple[str, ...], Handler, Handler]], others: dict[str, Handler]
) -> dict[str, Handler]:
    table = dict(others)
    for names, start, end in pairs:
        table |= dict.fromkeys(names, start) | dict.fromkeys([f"/{name}" for name in names], end)
    del table["/body"], table["/html"]  # the page goes on behind them
    return table


class Walker:
    """The state of one pass. ``items`` and ``boxes`` (as ranges of items) are its result.

    One method for each kind of tag (see ``_PAIRS`` below).
    """

    def __init__(self, *, keep_lines: bool = False) -> None:
        self.items: list[Item] = []
        self.boxes: list[tuple[int, int]] = []
        self.too_wide: int = 0
        self._buffer: list[str] = []
        self._lines: list[str] | None = None  # the lines of the open cell, None outside of cells
        self._joined = False  # whether the last item is a cell of the open row
        self._fenced = False
        self._keep_lines = keep_lines
        self._pre = False
        self._tables: list[OpenTable] = []
        self._table: OpenTable | None = None
        self._count = 0
        self._open: list[tuple[str, int]] = []

    def walk(self, tokens: Tokens) -> None:
        """Read a whole page."""
        get, buffer = self._HANDLERS.get, self._buffer
        add = buffer.append
        add(tokens.texts[0])
        tags: Iterable[Any] = zip(tokens.names, tokens.attributes, tokens.texts[1:], strict=True)
        for name, attributes, text in tags:
            handler = get(name)
            if handler is not None:
                handler(self, name, attributes)
            if text and (buffer or not text.isspace()):
                add(text)
        if self._buffer:
            self._flush()
        while self._table is not None:
            self._close_table(self._table)
        self._close_boxes(0)

    # text

    def _flush(self) -> None:
        """The line ends here."""
        buffer = self._buffer
        text = buffer[0] if len(buffer) == 1 else "".join(buffer)
        buffer.clear()
        if self._fenced:
            text = without_fences(text)
            self._fenced = False
        if self._pre or (self._keep_lines and self._lines is None):
            for line in kept_lines(text):
                self._emit(line)
            return
        text = text if text.isalnum() else clean(text)
        if not text:
            return
        if self._lines is not None:
            self._lines.append(text)
        else:
            self.items.append((text, _LINE, None))
            self._joined = False

    def _emit(self, text: str) -> None:
        if not text:
            return
        if self._lines is not None:
            self._lines.append(text)
        else:
            self.items.append((text, _LINE, None))
            self._joined = False

    def _line(self, _name: str, _attributes: str) -> None:
        if self._buffer:
            self._flush()

    def _fence(self, _name: str, _attributes: str) -> None:
        self._fenced = True
        self._buffer.append(FENCE)

    def _start_pre(self, _name: str, _attributes: str) -> None:
        if self._buffer:
            self._flush()
        self._pre = True

    def _end_pre(self, _name: str, _attributes: str) -> None:
        if self._buffer:
            self._flush()
        self._pre = False

    def _input(self, _name: str, attributes: str) -> None:
        table = self._table
        if table is not None and table.cell and attribute(attributes, "type") in _UNTYPED:
            table.value = table.value or clean(attribute(attributes, "value") or "")

    # boxes

    def _start_box(self, name: str, _attributes: str) -> None:
        if self._buffer:
            self._flush()
        self._open.append((name, len(self.items)))

    def _end_box(self, name: str, _attributes: str) -> None:
        if self._buffer:
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
        if self._buffer:
            self._flush()
        table = self._table
        if table is not None and not table.cell:
            self._close_table(table)
        if self._lines is not None:
            self._make_layout()
        self._push_table()

    def _push_table(self) -> OpenTable:
        table = OpenTable(self._count, len(self.items))
        self._count += 1
        self._tables.append(table)
        self._table = table
        return table

    def _make_layout(self) -> None:
        """The open cell holds a table: what it held so far becomes lines, and so does the rest."""
        lines, self._lines = self._lines or [], None
        for line in lines:
            self._emit(line)

    def _start_row(self, _name: str, _attributes: str) -> None:
        if self._buffer:
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
        if self._buffer:
            self._flush()
        table = self._table
        if table is not None:
            if table.cell:
                self._close_cell(table)
            table.in_row = self._joined = False

    def _start_cell(self, name: str, attributes: str) -> None:
        if self._buffer:
            self._flush()
        table = self._table or self._push_table()
        if table.cell:
            self._close_cell(table)
        if not table.in_row:
            self._start_row(name, attributes)
        table.cell, table.value = name, ""
        table.base = len(self._open)
        table.cell_first = len(self.items)
        if "span" in attributes or "SPAN" in attributes:
            table.place = table.grid.slot(*spans(attributes))
        else:
            table.place = table.grid.slot()
        if table.place is None:
            self.too_wide += 1
        self._lines = []

    def _end_cell(self, name: str, _attributes: str) -> None:
        if self._buffer:
            self._flush()
        table = self._table
        if table is not None and table.cell == name[1:]:
            self._close_cell(table)

    def _close_cell(self, table: OpenTable) -> None:
        lines, self._lines = self._lines, None
        table.cell = ""
        if lines is not None:
            text = lines[0] if len(lines) == 1 else "\n".join(lines) or table.value
            if len(text) > PROSE:
                for line in lines:
                    self._emit(line)
            else:
                self._add_cell(table, text)
        if len(self._open) > table.base:
            self._close_boxes(table.base)
        if lines is None:
            self._box(table.cell_first)

    def _add_cell(self, table: OpenTable, text: str) -> None:
        items, place = self.items, table.place
        if place is not None and place.rowspan != 1:
            table.grid.remember(len(items), place)
        items.append((text, _CELL if self._joined else _ROW, place))
        self._joined = True
        table.cells += 1

    def _start_group(self, name: str, _attributes: str) -> None:
        if self._buffer:
            self._flush()
        if self._table is not None:
            self._close_group(self._table)
            self._table.group = name

    def _end_group(self, name: str, _attributes: str) -> None:
        if self._buffer:
            self._flush()
        if self._table is not None and self._table.group == name[1:]:
            self._close_group(self._table)

    def _close_group(self, table: OpenTable) -> None:
        if table.cell:
            self._close_cell(table)
        table.in_row = self._joined = False
        table.group = ""
        for key, place in table.grid.end_group():
            text, gap, _ = self.items[key]
            self.items[key] = (text, gap, place)

    def _end_table(self, _name: str, _attributes: str) -> None:
        if self._buffer:
            self._flush()
        if self._table is not None:
            self._close_table(self._table)

    def _close_table(self, table: OpenTable) -> None:
        self._close_group(table)
        self._unwrap(table)
        self._box(table.first)
        self._tables.pop()
        self._table = self._tables[-1] if self._tables else None

    def _unwrap(self, table: OpenTable) -> None:
        """A table of one cell is a frame around its lines."""
        if table.cells == 1 and len(self.items) == table.first + 1 and "\n" in self.items[-1][0]:
            for line in self.items.pop()[0].split("\n"):
                self._emit(line)

    _PAIRS: ClassVar[tuple[tuple[tuple[str, ...], Handler, Handler], ...]] = (
        (("table",), _start_table, _end_table),
        (("tr",), _start_row, _end_row),
        (("td", "th"), _start_cell, _end_cell),
        (("thead", "tbody", "tfoot"), _start_group, _end_group),
        (_LINES, _line, _line),
        (_BOXES, _start_box, _end_box),
        (_FENCED, _fence, _fence),
        (_PREFORMATTED, _start_pre, _end_pre),
    )
    _SINGLES: ClassVar[dict[str, Handler]] = {
        FIRST_ROW: _start_table_and_row,
        LAST_ROW: _end_table,
        "input": _input,
    }
    _HANDLERS: ClassVar[dict[str, Handler]] = _by_tag(_PAIRS, _SINGLES)
