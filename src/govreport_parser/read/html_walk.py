"""A page's pieces in, lines and cells out: one pass that keeps only what the linear text needs.

Tables follow the standard's rules: a ``<tr>`` ends the row and cell before it, a ``<table>`` outside a cell ends the
table before it, an end tag without its start tag is ignored. A table inside a cell makes that cell layout.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from ..blocks import Gap
from ..cells import Place
from .html_lines import MARK, flat, kept_lines, shown_lines, trimmer
from .html_marks import BOXES, INPUT, NO_STRUCTURE, NOTHING, PREFORMATTED, SPANNED, Marks, argument, size_of
from .html_open import OpenBlocks, OpenTable
from .html_rows import ONE, PLAIN_ROWS, build, contents, shown

PROSE = 200
"""A cell with more characters than this is no label and no number: its lines are read as lines."""

_LINE, _CELL, _ROW = Gap.LINE, Gap.CELL, Gap.ROW

Handler = Callable[[Any, str], str]
"""A method of the walker: what is done at a tag, given its letter and the text behind it. It returns that text."""


class Walker:
    """The state of one pass. The attributes that are not private are its result.

    One method for each kind of tag (see ``_HANDLERS`` below).
    """

    def __init__(self, known: Marks, *, keep_lines: bool = False) -> None:
        self.texts: list[str] = []
        """The texts of all fields; what stands before each and, of cells, their places."""
        self.gaps: list[Gap] = []
        self.places: list[Place | None] = []
        self.too_wide: int = 0
        self._blocks = OpenBlocks()
        self._known = known
        self._lines: list[str] | None = None  # the lines of the open cell, None outside of cells
        self._joined = False  # whether the last field is a cell of the open row
        self._trim: Callable[[str], str] = str.strip
        self._keep_lines = keep_lines
        self._kept = keep_lines or PREFORMATTED in known.values()  # whether a line break may be one that is shown
        self._pre = False
        self._tables: list[OpenTable] = []
        self._table: OpenTable | None = None
        self._count = 0

    @property
    def boxes(self) -> list[tuple[int, int]]:
        """Blocks, as ranges of fields."""
        return self._blocks.boxes

    def walk(self, page: str) -> None:
        """Read a whole page, as :func:`~.html_marks.joined` makes it."""
        self._trim = trimmer(page)
        if self._kept:
            self._read(page)
        else:
            self._read_flat(flat(page))
        while self._table is not None:
            self._close_table(self._table)
        self._blocks.close(0, len(self.texts))

    def _read_flat(self, page: str) -> None:
        at = len(NOTHING)
        for rows in PLAIN_ROWS.finditer(page):
            if at < rows.start():
                self._read(NOTHING + page[at : rows.start()])
            self._read_rows(rows[0])
            at = rows.end()
        if at < len(page):
            self._read(NOTHING + page[at:])

    def _read(self, pieces: str) -> None:
        handlers, trim = self._HANDLERS, self._trim
        for piece in pieces.split(MARK):
            text = trim(handlers[piece[0]](self, piece))
            if not text:
                continue
            if self._kept or "\n" in text or "  " in text:
                self._add(self._cut(text))
            elif self._lines is not None:
                self._lines.append(text)
            else:
                self._add([text])

    def _read_rows(self, rows: str) -> None:
        """Plain rows, all at once."""
        texts, letters, blocks = contents(rows)
        texts = shown(texts, self._trim)
        prose = max(map(len, texts)) > PROSE
        if prose and blocks:
            self._read(NOTHING + rows)
            return
        table = self._table or self._push_table()
        if table.cell:
            self._close_cell(table)
        grid = table.grid
        gaps, places, spanned, after, placeless = build(letters, grid.state())
        grid.restore(after)
        table.group, table.value = table.group or "b", ""
        self.too_wide += placeless
        if prose:
            self._fill_all(table, texts, gaps, places)
        else:
            for i in spanned:
                grid.remember(len(self.texts) + i, places[i])
            self.texts += texts
            self.gaps += gaps
            self.places += places
            table.cells += len(texts)
        table.in_row = self._joined = False

    def _fill_all(
        self, table: OpenTable, texts: list[str], gaps: Iterable[Gap], places: Iterable[Place | None]
    ) -> None:
        """Cells one by one: some are prose."""
        for text, gap, table.place in zip(texts, gaps, places, strict=True):
            self._joined = self._joined and gap is not _ROW
            self._fill(table, text.split("\n"))

    # text

    def _cut(self, text: str) -> list[str]:
        if self._pre or (self._keep_lines and self._lines is None):
            return kept_lines(text, self._trim)
        return shown_lines(flat(text) if self._kept else text, self._trim)

    def _add(self, lines: list[str]) -> None:
        if self._lines is not None:
            self._lines += lines
        elif lines:
            self.texts += lines
            self.gaps += [_LINE] * len(lines)
            self.places += [None] * len(lines)
            self._joined = False

    def _pass(self, piece: str) -> str:
        return piece[1:]

    def _preformatted(self, piece: str) -> str:
        self._pre = piece[0] == PREFORMATTED[1]
        return piece[1:]

    def _input(self, piece: str) -> str:
        """An input field: the first value is the text of the open cell if it has no other."""
        table = self._table
        if table is not None and table.cell:
            table.value = table.value or self._known.inputs[argument(piece[1])]
        return piece[2:]

    # boxes

    def _start_box(self, piece: str) -> str:
        self._blocks.start(piece[0].lower(), len(self.texts))
        return piece[1:]

    def _end_box(self, piece: str) -> str:
        base = self._table.base if self._table is not None and self._table.cell else 0
        self._blocks.end(piece[0], base, len(self.texts))
        return piece[1:]

    # tables

    def _start_table(self, piece: str) -> str:
        table = self._table
        if table is not None and not table.cell:
            self._close_table(table)
        if self._lines is not None:  # the open cell holds a table: it is layout, its lines are lines
            lines, self._lines = self._lines, None
            self._add(lines)
        self._push_table()
        return piece[1:]

    def _push_table(self) -> OpenTable:
        table = OpenTable(self._count, len(self.texts))
        self._count += 1
        self._tables.append(table)
        self._table = table
        return table

    def _end_table(self, piece: str) -> str:
        if self._table is not None:
            self._close_table(self._table)
        return piece[1:]

    def _close_table(self, table: OpenTable) -> None:
        self._close_group(table)
        self._unwrap(table)
        self._blocks.add(table.first, len(self.texts))
        self._tables.pop()
        self._table = self._tables[-1] if self._tables else None

    def _unwrap(self, table: OpenTable) -> None:
        """A table of one cell is a frame around its lines."""
        if table.cells == 1 and len(self.texts) == table.first + 1 and "\n" in self.texts[-1]:
            self.gaps.pop()
            self.places.pop()
            self._add(self.texts.pop().split("\n"))

    def _start_group(self, piece: str) -> str:
        if self._table is not None:
            self._close_group(self._table)
            self._table.group = piece[0].lower()
        return piece[1:]

    def _end_group(self, piece: str) -> str:
        if self._table is not None and self._table.group == piece[0]:
            self._close_group(self._table)
        return piece[1:]

    def _close_group(self, table: OpenTable) -> None:
        if table.cell:
            self._close_cell(table)
        table.in_row = self._joined = False
        table.group = ""
        for key, place in table.grid.end_group():
            self.places[key] = place

    def _start_row(self, piece: str) -> str:
        table = self._table or self._push_table()
        if table.cell:
            self._close_cell(table)
        self._open_row(table)
        return piece[1:]

    def _open_row(self, table: OpenTable) -> None:
        table.group = table.group or "b"
        table.grid.start_row()
        table.in_row, self._joined = True, False

    def _end_row(self, piece: str) -> str:
        table = self._table
        if table is not None:
            if table.cell:
                self._close_cell(table)
            table.in_row = self._joined = False
        return piece[1:]

    # cells

    def _start_cell(self, piece: str) -> str:
        self._open_cell(piece[0].lower(), ONE)
        return piece[1:]

    def _start_spanned(self, piece: str) -> str:
        self._open_cell(SPANNED[piece[0]], size_of(piece[1:3]))
        return piece[3:]

    def _open_cell(self, letter: str, size: tuple[int, int]) -> None:
        table = self._table or self._push_table()
        if table.cell:
            self._close_cell(table)
        if not table.in_row:
            self._open_row(table)
        table.cell, table.value = letter, ""
        table.base = len(self._blocks)
        table.cell_first = len(self.texts)
        (table.place,) = table.grid.slots([size])
        self.too_wide += table.place is None
        self._lines = []

    def _end_cell(self, piece: str) -> str:
        table = self._table
        if table is not None and table.cell == piece[0]:
            self._close_cell(table)
        return piece[1:]

    def _close_cell(self, table: OpenTable) -> None:
        lines, self._lines = self._lines, None
        table.cell = ""
        if lines is not None:
            self._fill(table, lines)
        if len(self._blocks) > table.base:
            self._blocks.close(table.base, len(self.texts))
        if lines is None:
            self._blocks.add(table.cell_first, len(self.texts))

    def _fill(self, table: OpenTable, lines: list[str]) -> None:
        """The cell of these lines is complete."""
        text = lines[0] if len(lines) == 1 else "\n".join(lines) or table.value
        if len(text) > PROSE:
            self._add(lines)
            return
        table.grid.remember(len(self.texts), table.place)
        self.texts.append(text)
        self.gaps.append(_CELL if self._joined else _ROW)
        self.places.append(table.place)
        self._joined = True
        table.cells += 1

    _HANDLERS: ClassVar[dict[str, Handler]] = {
        **dict.fromkeys(NO_STRUCTURE, _pass), "P": _preformatted, "p": _preformatted, INPUT[1]: _input,
        **dict.fromkeys(BOXES, _start_box), **dict.fromkeys(BOXES.lower(), _end_box),
        "T": _start_table, "t": _end_table, "R": _start_row, "r": _end_row,
        **dict.fromkeys("ABF", _start_group), **dict.fromkeys("abf", _end_group),
        **dict.fromkeys("CH", _start_cell), **dict.fromkeys(SPANNED, _start_spanned), **dict.fromkeys("ch", _end_cell),
    }  # fmt: skip
    """By the letters of :mod:`.html_marks`."""
