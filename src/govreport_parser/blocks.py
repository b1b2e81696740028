"""What every reader hands on, whatever it read: one linear text, cut into fields.

A field is one printed cell or one line of running text. Readers differ in how they find fields; nothing after them
knows whether a document was a page with tables, tabbed rows or one cell per line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from attrs import field, frozen

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


class Encoding(NamedTuple):
    """How bytes became text."""

    name: str
    """The Python codec, lower case: ``utf-8``, ``gb18030``, ``big5hkscs``, ``utf-16``…"""
    how: str
    """``bom``, ``utf-8`` (decodes strictly), ``score`` (the likeliest of several) or ``given`` by the caller."""
    replaced: int
    """How many characters could not be decoded and became U+FFFD."""


Cut = Callable[[str, int, int], list[Field]]
"""Cuts a stretch of a text into its fields; a field that goes on outside ends with the stretch."""


@frozen
class Document:
    """One document after reading.

    ``text`` is what spans point into: the given text itself (its characters put back where all are escaped), or for HTML the
    reader's linear view of the page (cells of a row separated by a tab, rows and paragraphs by a line break). ``fields``
    tile its non-blank parts in order; a text of plain lines is cut into them when somebody asks, and ``cut`` is what cuts
    it, or a stretch of it.
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

    @cached_property
    def fields(self) -> list[Field]:
        """Every cell and every line of the document."""
        if self._fields is None and self.cut is not None:
            return self.cut(self.text, 0, len(self.text))
        return self._fields or []

    @cached_property
    def starts(self) -> list[int]:
        """Where each field begins."""
        return [field[0] for field in self.fields]
