"""What every reader hands on, whatever it read: one linear text, cut into fields.

A field is one printed cell or one line of running text. Readers differ in how they find fields; nothing after them
knows whether a document was a page with tables, tabbed rows or one cell per line.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import IntEnum
from functools import cached_property
from itertools import compress, repeat
from operator import add
from typing import NamedTuple

from attrs import evolve, field, frozen

from .cells import Place, Span
from .findings import Finding


class Gap(IntEnum):
    """What stands before a field."""

    LINE = 0
    """A new line or paragraph. Whoever flattened the document may have cut a cell here, or dropped an empty one."""
    CELL = 1
    """A cell boundary that the document itself shows: a tab, a pipe, the next ``<td>``."""
    ROW = 2
    """A row boundary that the document itself shows: the next ``<tr>``."""


class Field(NamedTuple):
    """One cell or line, trimmed: ``document.text[start:end] == text``. Empty cells of shown tables are kept."""

    start: int
    end: int
    text: str
    gap: Gap
    place: Place | None = None


def _fields(
    starts: Sequence[int], texts: Sequence[str], gaps: Iterable[Gap], places: Iterable[Place | None]
) -> list[Field]:
    """The fields of these columns, each at a quarter of the cost of ``Field(...)``."""
    rows = zip(starts, map(add, starts, map(len, texts)), texts, gaps, places, strict=False)  # some have no end
    return list(map(tuple.__new__, repeat(Field), rows))


class Lines(NamedTuple):
    """Lines in order, column by column: where each begins, and its text. Nobody looks at most lines of a page."""

    starts: list[int]
    texts: list[str]

    @classmethod
    def of(cls, fields: Sequence[Field]) -> Lines:
        """The lines that are these fields."""
        return cls([field[0] for field in fields], [field[2] for field in fields])

    def end(self, index: int) -> int:
        """Where a line ends."""
        return self.starts[index] + len(self.texts[index])

    def at(self, position: int) -> int:
        """The index of the first line that does not begin before a position."""
        return bisect_left(self.starts, position)

    def part(self, first: int, last: int) -> Lines:
        """The lines from one to before another."""
        return Lines(self.starts[first:last], self.texts[first:last])

    def only(self, wanted: Sequence[object]) -> Lines:
        """Those lines for which there is something true."""
        return self if all(wanted) else Lines(list(compress(self.starts, wanted)), list(compress(self.texts, wanted)))

    def fields(self) -> list[Field]:
        """These lines as fields."""
        return _fields(*self, repeat(Gap.LINE), repeat(None))


class Columns(NamedTuple):
    """The fields of a page, column by column: most are menus and cells of tables, and nobody looks at them one by one."""

    starts: list[int]
    texts: list[str]
    gaps: list[Gap]
    places: list[Place | None]

    def add(self, start: int, text: str, gap: Gap, place: Place | None = None) -> None:
        """Add a field behind the others."""
        self.starts.append(start)
        self.texts.append(text)
        self.gaps.append(gap)
        self.places.append(place)

    def fields(self, first: int = 0, last: int | None = None) -> list[Field]:
        """All of them, or those from one to before another."""
        part = slice(first, last)
        return _fields(self.starts[part], self.texts[part], self.gaps[part], self.places[part])

    def until(self, last: int) -> Columns:
        """The columns of those before one."""
        return Columns(self.starts[:last], self.texts[:last], self.gaps[:last], self.places[:last])


class Encoding(NamedTuple):
    """How bytes became text."""

    name: str
    """The Python codec, lower case: ``utf-8``, ``gb18030``, ``big5hkscs``, ``utf-16``…"""
    how: str
    """``bom``, ``utf-8`` (decodes strictly), ``score`` (the likeliest of several) or ``given`` by the caller."""
    replaced: int
    """How many characters could not be decoded and became U+FFFD."""


Cut = Callable[[str, int, int], Lines | Columns]
"""Cuts a stretch of a text into its lines, or cells; one that goes on outside ends with the stretch."""


@frozen
class Document:
    """One document after reading.

    ``text`` is what spans point into: the given text itself (its characters put back where all are escaped), or for HTML the
    reader's linear view of the page (cells of a row separated by a tab, rows and paragraphs by a line break). ``fields``
    tile its non-blank parts in order; a text is cut into them when somebody asks, for most tables are read without, and
    ``cut`` is what cuts it, or a stretch of it. Those of a page are made when somebody asks, of its ``columns``. A text is
    ``plain`` where nothing but line feeds and white space parts what it prints.
    ``boxes`` are the spans of the page's block elements, outermost first where they start together (HTML only).
    ``meta`` holds the page's ``<meta name content>`` pairs, ``<title>`` under ``"title"``.
    """

    text: str
    _fields: list[Field] | None
    markup: bool = False
    meta: Mapping[str, str] = field(factory=dict)
    boxes: tuple[Span, ...] = ()
    encoding: Encoding | None = None
    findings: tuple[Finding, ...] = ()
    given: str = ""
    """The text as given, where ``text`` shows separators of cells in another way, character for character in its place."""
    cut: Cut | None = None
    plain: bool = False
    columns: Columns | None = None
    open_end: bool = False
    """The source of a page ends inside a text or a tag, as if it were cut off."""

    @cached_property
    def fields(self) -> list[Field]:
        """Every cell and every line of the document."""
        if self._fields is None and self.cut is not None:
            return self.cut(self.text, 0, len(self.text)).fields()
        return self.columns.fields() if self.columns is not None else self._fields or []

    def part(self, first: int, last: int) -> list[Field]:
        """The fields from one to before another."""
        return self.columns.fields(first, last) if self.columns is not None else self.fields[first:last]

    @cached_property
    def starts(self) -> list[int]:
        """Where each field begins."""
        return self.columns.starts if self.columns is not None else [field[0] for field in self.fields]

    @cached_property
    def texts(self) -> list[str]:
        """What is printed in each field."""
        return self.columns.texts if self.columns is not None else [field[2] for field in self.fields]

    def until(self, stop: int) -> Document:
        """What of the document stands before a position that is the start of a field, or in none."""
        last = bisect_left(self.starts, stop) if self.cut is None else 0
        return evolve(
            self,
            text=self.text[:stop],
            given=self.given[:stop],
            boxes=tuple((start, min(end, stop)) for start, end in self.boxes if start < stop),
            fields=self._fields and self._fields[:last],
            columns=self.columns and self.columns.until(last),
        )

    def place_at(self, position: int) -> Place | None:
        """The slot of a page's tables that a position is in."""
        if self.columns is None:
            return None
        at = bisect_right(self.columns.starts, position) - 1
        return self.columns.places[at] if at >= 0 else None

    def places(self, start: int, end: int) -> dict[int, Place | None]:
        """The places of the fields that begin in a stretch of the text, by where they begin."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end, first)
        if self.columns is not None:
            return dict(zip(self.starts[first:last], self.columns.places[first:last], strict=True))
        return {field[0]: field[4] for field in self.fields[first:last]}
