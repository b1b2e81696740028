"""What a report is before anybody prints it: lines of text and tables whose number cells know their paths.

Printers turn an :class:`Article` into text or HTML. Every number is printed between two marks, private-use characters
that tools hand through like any letter, so that after any flattening the exact place of every cell is known. The marks
come out (:func:`unmark`) before a parser sees the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from attrs import evolve, frozen

Value = int | Decimal | None
"""What a cell holds: a count, an amount in yuan, or ``None`` for a cell that is printed blank."""

Role = Literal["value", "label", "side", "header", "title", "corner", "noise"]


@frozen
class Expect:
    """What a certain cell may say: ``value``, or one of ``also`` (``None`` stands for *blank*)."""

    value: Value
    also: tuple[Value, ...] = ()

    def accepts(self, value: Value) -> bool:
        """Whether a certain cell with this value (``None``: blank) is not wrong."""
        return any((value is None) == (v is None) and value == v for v in (self.value, *self.also))


Truth = Mapping[str, Expect]


@frozen
class Slot:
    """One printed cell of a table. ``path`` is set for cells that hold numbers."""

    text: str
    role: Role
    path: str | None = None
    rowspan: int = 1
    colspan: int = 1


Row = tuple[Slot, ...]


@frozen
class Grid:
    """One printed table. ``name`` is the first piece of its cell paths; ``head`` counts its header rows."""

    name: str
    rows: tuple[Row, ...]
    head: int = 0


@frozen
class Line:
    """A paragraph, a heading, or a piece of page furniture."""

    text: str
    role: Literal["title", "meta", "heading", "subheading", "para", "furniture"] = "para"


Part = Line | Grid


@frozen
class Article:
    """A whole page: furniture, title, sections and tables in printed order, and what is true about it."""

    parts: tuple[Part, ...]
    truth: Truth
    agency: str = ""
    year: int = 0
    title: str = ""
    published: str = ""

    def paths(self) -> list[str]:
        """Every number cell in printed order, each once."""
        seen = {s.path: None for g in self.grids() for row in g.rows for s in row if s.path}
        return list(seen)

    def grids(self) -> list[Grid]:
        """The tables in printed order."""
        return [p for p in self.parts if isinstance(p, Grid)]


def squared(grid: Grid) -> dict[tuple[int, int], tuple[Slot, int, int]]:
    """What stands in each row and column of a grid, and where that begins."""
    out: dict[tuple[int, int], tuple[Slot, int, int]] = {}
    for row, slots in enumerate(grid.rows):
        column = 0
        for slot in slots:
            while (row, column) in out:
                column += 1
            for down in range(slot.rowspan):
                for across in range(slot.colspan):
                    out[row + down, column + across] = (slot, row, column)
            column += slot.colspan
    return out


def map_slots(article: Article, change: Callable[[Slot], Slot | None]) -> Article:
    """The article with every slot changed, or dropped where ``change`` gives ``None``."""

    def grid(part: Grid) -> Grid:
        rows = (tuple(new for s in row if (new := change(s)) is not None) for row in part.rows)
        return evolve(part, rows=tuple(row for row in rows if row))

    parts = tuple(grid(p) if isinstance(p, Grid) else p for p in article.parts)
    return evolve(article, parts=parts)


def map_lines(article: Article, change: Callable[[Line], Line | None]) -> Article:
    """The article with every line changed, or dropped where ``change`` gives ``None``."""
    parts = ((change(p) if isinstance(p, Line) else p) for p in article.parts)
    return evolve(article, parts=tuple(p for p in parts if p is not None))


MARK_BASE = 0xE000
MARK = re.compile("[\ue000-\uf8ff]")
MARKED = re.compile("([\ue000-\uf8ff])([^\ue000-\uf8ff]*)\\1")


def text_of(article: Article, row: Callable[[Sequence[Slot]], str]) -> str:
    """The article as text, each row of its tables as ``row`` prints it."""
    return "\n".join(p.text if isinstance(p, Line) else "\n".join(map(row, p.rows)) for p in article.parts)


def mark(article: Article) -> Article:
    """The article with every printed number between two copies of its own mark. Blank cells carry none."""
    index = {path: chr(MARK_BASE + i) for i, path in enumerate(article.paths())}

    def change(slot: Slot) -> Slot:
        if slot.path is None or not slot.text.strip():
            return slot
        sign = index[slot.path]
        return evolve(slot, text=f"{sign}{slot.text}{sign}")

    return map_slots(article, change)


def unmark(text: str, paths: list[str]) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """The text without marks, and where each number stands in it (more than once in a doubled document)."""
    places: dict[str, list[tuple[int, int]]] = {}
    out: list[str] = []
    at, length, opened = 0, 0, dict[str, int]()
    for hit in MARK.finditer(text):
        piece = text[at : hit.start()]
        out.append(piece)
        length += len(piece)
        at = hit.end()
        sign = hit.group()
        if sign in opened:
            places.setdefault(paths[ord(sign) - MARK_BASE], []).append((opened.pop(sign), length))
        else:
            opened[sign] = length
    out.append(text[at:])
    return "".join(out), places
