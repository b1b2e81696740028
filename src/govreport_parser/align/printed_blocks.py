"""The short way for the table of blocks (table two) printed as its form declares it: each block is one pattern."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import cycle, pairwise
from operator import itemgetter
from typing import NamedTuple

from ..blocks import Document
from ..cells import MISSING, Span, Value
from ..findings import Finding, finding
from ..forms import FORMS, Block, Column, Kind, Table
from ..numbers import Sort, counts, header_unit, read_number
from ..text import any_of, is_apart
from .block_notes import header_note, label_note
from .lexicon import Hit, any_wording, lexicon, table_of
from .result import Aligned
from .spot import MOST_COPIES, REACH
from .whole import BETWEEN, COUNT, LABEL_END, NUMBERS_END, cells_of, evenly_parted, gap

_NOTE = r"[（(](?:其中|含|包括)[^（）()\s]{0,30}[)）]"
"""What is printed behind a number now and then: 54（其中修订8件）."""

PLAIN = {
    Kind.COUNT: f"({COUNT}(?:{_NOTE}|))",
    Kind.SIGNED: r"((?:增加|减少|[+＋\-−–—])?(?:0|[1-9][0-9]{0,14}))",
    Kind.MONEY: r"([0-9]{1,12}(?:\.[0-9]{1,6})?(?:[万亿]?元)?)(?!\s*[.．,，百千万萬亿億元圆])",
}
"""A plainly printed number of each kind; an amount is whole, with nothing behind it that may be its unit."""


_UNITS = {Kind.MONEY: r"(?:[（(](?:单位[:：])?[万亿]?元[)）])?"}
"""What a header prints behind the label of a column."""


class _Shape(NamedTuple):
    """A block under one header, as a pattern: groups for title and header, then for each row its label and its numbers."""

    block: Block
    columns: tuple[Column, ...]
    pattern: re.Pattern[str]
    paths: tuple[str, ...]
    plain: bool
    """No column holds amounts."""


def find_blocks(document: Document, table: str) -> list[Aligned]:
    """Every copy of the table that is printed plainly, in order."""
    out: list[Aligned] = []
    at = 0
    while len(out) < MOST_COPIES and (title := _first_title(table).search(document.text, at)):
        at = title.end()
        for form in FORMS.values():
            if found := _read(document, table_of(form, table), title.start()):
                out.append(found)
                at = found.span[1]
                break
    return out


def stands_alone(document: Document, hits: Sequence[Hit], printed: Aligned) -> bool:
    """Whether no other label of the table stands close by, as where a part of it is printed in another way."""
    start, end = printed.span
    at = bisect_left(hits, start, key=itemgetter(0))
    above = ((hit, hit.end, start) for hit in reversed(hits[:at]))
    below = ((hit, end, hit.start) for hit in hits[at:])
    return not (_joins(document.text, above, printed.table) or _joins(document.text, below, printed.table))


def _joins(text: str, hits: Iterable[tuple[Hit, int, int]], table: str) -> bool:
    """Whether a label of the table is met before one of another table, and not far away."""
    for hit, start, end in hits:
        if hit.senses.tables:
            return table in hit.senses.tables and not is_apart(text, start, end, REACH)
    return False


def _read(document: Document, declared: Table, start: int) -> Aligned | None:
    text = document.text
    notes: list[Finding] = []
    labels: list[Finding] = []
    paths: list[str] = []
    values: list[Value] = []
    texts: list[str] = []
    spans: list[Span] = []
    official = lexicon().official_keys
    at = start
    for shapes in _shapes(declared, document.markup):
        for shape in shapes:
            if match := shape.pattern.match(text, at):
                break
        else:
            return None
        if not _fill(text, shape, match, values, texts, spans):
            return None
        paths += shape.paths
        at = match.end()
        if shape.columns != shape.block.columns:
            notes.append(header_note(text, declared.id, shape.block, (match.end(1), match.start(3))))
        if not official.issuperset(match.groups()[2 :: len(shape.columns) + 1]):
            labels += _label_notes(text, declared, shape, match)
    cells = dict.fromkeys(declared.cells(), MISSING)
    cells.update(zip(paths, cells_of(document, values, texts, spans), strict=True))
    noted = [
        finding("value-annotated", paths=(path,), spans=(span,), printed=printed)
        for path, span, printed in zip(paths, spans, texts, strict=True)
        if printed[-1] in ")）"
    ]
    return Aligned(declared.id, declared.edition, cells, (start, at), [*noted, *notes, *labels])


def _fill(
    text: str, shape: _Shape, match: re.Match[str], values: list[Value], texts: list[str], spans: list[Span]
) -> bool:
    """Add the numbers of a block to the three lists, unless one of them has no certain value."""
    width = len(shape.columns) + 1
    printed, places = list(match.groups()[2:]), list(match.regs[3:])
    if len({text[end:start] for (_, end), (start, _) in pairwise(places)}) > 1:  # most are parted alike throughout
        for at in range(0, len(places), width):
            if not evenly_parted(text, places[at][1], places[at + 1 : at + width]):
                return False
    del printed[::width], places[::width]
    texts += printed
    spans += places
    if shape.plain and "".join(printed).isascii():
        values += counts(printed)
        return True
    unit = header_unit(match[2])
    read = [_value(number, column, unit) for number, column in zip(printed, cycle(shape.columns), strict=False)]
    values += [value for value in read if value is not None]
    return None not in read


def _value(text: str, column: Column, unit: int | None) -> Value | None:
    if text.isdecimal() and column.kind is not Kind.MONEY:
        return int(text)
    read = read_number(text, column.kind, unit)
    return read.value if read.sort is Sort.NUMBER else None


def _label_notes(text: str, declared: Table, shape: _Shape, match: re.Match[str]) -> Iterator[Finding]:
    known = lexicon().official_keys
    labels: Sequence[Span] = match.regs[3 :: len(shape.columns) + 1]
    for row, (start, end) in zip(shape.block.rows, labels, strict=True):
        if text[start:end] not in known and (hit := lexicon().hit(text, start, end)) and hit.wording not in known:
            yield label_note(text, declared.id, row.id, row.label.text, (start, end))


@cache
def _first_title(table: str) -> re.Pattern[str]:
    """The title of the first block in any edition."""
    return re.compile(any_of(b.title.text for form in FORMS.values() if (b := table_of(form, table).blocks[0]).title))


@cache
def _shapes(declared: Table, shown: bool) -> list[list[_Shape]]:
    """Each block under its own header, then under every other header of the form: offices print them."""
    plain = {block.columns: None for block in declared.blocks if not _money(block.columns)}
    out: list[list[_Shape]] = []
    for block in declared.blocks:
        headers = [block.columns, *(columns for columns in plain if columns != block.columns)]
        out.append([_shape(declared, block, columns, shown) for columns in headers])
    return out


def _shape(declared: Table, block: Block, columns: tuple[Column, ...], shown: bool) -> _Shape:
    side = "".join(rf"(?:{any_wording(label)}{BETWEEN}*)?" for label in declared.side_labels)
    header = rf"{BETWEEN}*".join(any_wording(c.label) + LABEL_END + _UNITS.get(c.kind, "") for c in columns)
    cell = gap(shown)
    numbers = LABEL_END + cell + cell.join(PLAIN[column.kind] for column in columns)
    rows = "".join(rf"{BETWEEN}+({any_wording(row.label)}){numbers}" for row in block.rows)
    title = any_wording(block.title) if block.title else ""
    lead = "" if block is declared.blocks[0] else f"{BETWEEN}+"
    end = NUMBERS_END if block is declared.blocks[-1] else ""
    pattern = re.compile(rf"{lead}({title}){BETWEEN}*({side}{header}){rows}{end}")
    paths = tuple(f"{declared.id}.{row.id}.{column.id}" for row in block.rows for column in columns)
    return _Shape(block, columns, pattern, paths, plain=not _money(columns))


def _money(columns: Sequence[Column]) -> bool:
    return any(column.kind is Kind.MONEY for column in columns)
