"""The short way for the table of blocks (table two) printed as its form declares it: each block is one pattern."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from ...blocks import Document
from ...cells import MISSING, Span, Value
from ...findings import Finding, finding
from ...forms import FORMS, Block, Column, Kind, Table
from ...numbers import Sort, counts, header_unit, read_number
from ...quick import LookUp, look_up
from ...text import any_of, is_apart
from ..labels.lexicon import Hit, any_wording, lexicon, table_of
from ..labels.spot import MOST_COPIES, REACH
from ..reading.whole import BETWEEN, COUNT, DIGIT, LABEL_END, NUMBERS_END, cells_of, evenly_parted, gap_or_line
from ..result import Aligned
from .notes import header_note, label_note

_NOTE = r"[（(](?:其中|含|包括)[^（）()\s]{0,30}[)）]"
"""What is printed behind a number now and then: 54（其中修订8件）."""

PLAIN = {
    Kind.COUNT: f"({COUNT}(?:{_NOTE}|))",
    Kind.SIGNED: rf"((?:增加|减少|[+＋\-−–—])?{COUNT})",
    Kind.MONEY: rf"({DIGIT}{{1,12}}(?:[.．]{DIGIT}{{1,6}})?(?:[万亿]?元)?)(?!\s*[.．,，百千万萬亿億元圆])",
}
"""A plainly printed number of each kind; an amount is whole, with nothing behind it that may be its unit."""


_UNITS = {Kind.MONEY: r"(?:[（(](?:单位[:：])?[万亿]?元[)）])?"}
"""What a header prints behind the label of a column."""


class _Shape(NamedTuple):
    """A block under one header, as a pattern: groups for title and header, then for each row its label and its numbers."""

    block: Block
    columns: tuple[Column, ...]
    pattern: re.Pattern[str]


class _Layout(NamedTuple):
    """A table with each block under a certain header: what is where among the groups of its labels and numbers."""

    blocks: tuple[_Shape, ...]
    rows: tuple[range, ...]
    """The groups of each row, its label first."""
    columns: tuple[Column, ...]
    """The column of each number."""
    paths: tuple[str, ...]
    """The path of each number."""
    labels: LookUp
    numbers: LookUp
    before: LookUp
    """What stands before each number in its row: the label, or the number to the left."""
    amounts: tuple[tuple[int, int], ...]
    """Which numbers are amounts of money, each with the place of its block."""


def find_blocks(document: Document, table: str, text: str) -> list[Aligned]:
    """Every copy of the table that is printed plainly in ``text``, the document's as it reads, in order."""
    out: list[Aligned] = []
    at = 0
    while len(out) < MOST_COPIES and (title := _first_title(table).search(text, at)):
        at = title.end()
        for form in reversed(FORMS.values()):
            if found := _read(document, text, table_of(form, table), title.start()):
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


def _read(document: Document, text: str, declared: Table, start: int) -> Aligned | None:
    """The table that begins at ``start``, unless it is printed in another way, or some number has no certain value."""
    headers, found = _match(text, declared, document.markup, start)
    if len(found) < len(declared.blocks):
        return None
    if document.markup and text.find("\t\n", start, found[-1].end()) >= 0:
        return None  # a row shows an empty cell at its end, one too many perhaps
    layout = _layout(declared, document.markup, headers)
    groups: list[str] = []
    places: list[Span] = []
    for match in found:
        groups += match.groups()[2:]
        places += match.regs[3:]
    printed, spans = layout.numbers(groups), layout.numbers(places)
    values = _values(printed, layout, found)
    if None in values or not _evenly_parted(text, document.markup, places, spans, layout):
        return None
    cells = dict.fromkeys(declared.cells(), MISSING)
    cells.update(zip(layout.paths, cells_of(document, values, printed, spans), strict=True))  # type: ignore[arg-type]  # no None, as above
    notes = [
        finding("value-annotated", paths=(path,), spans=(span,), printed=number)
        for path, span, number in zip(layout.paths, spans, printed, strict=True)
        if number[-1] in ")）"
    ]
    for shape, match in zip(layout.blocks, found, strict=True):
        if shape.columns is not shape.block.columns:
            notes.append(header_note(document.text, declared.id, shape.block, (match.end(1), match.start(3))))
    if not lexicon().official_keys.issuperset(layout.labels(groups)):
        notes += _label_notes(document.text, declared, layout.labels(places))
    return Aligned(declared.id, declared.edition, cells, (start, found[-1].end()), notes, printed=True)


def _match(text: str, declared: Table, shown: bool, start: int) -> tuple[tuple[int, ...], list[re.Match[str]]]:
    """The blocks of a table as they follow one another from ``start`` on, and which of its headers stands above each."""
    headers: list[int] = []
    found: list[re.Match[str]] = []
    for shapes in _shapes(declared, shown):
        for header, shape in enumerate(shapes):
            if match := shape.pattern.match(text, start):
                headers.append(header)
                found.append(match)
                start = match.end()
                break
        else:
            break
    return tuple(headers), found


def _evenly_parted(text: str, shown: bool, places: list[Span], spans: Sequence[Span], layout: _Layout) -> bool:
    """Whether the numbers of each row are evenly parted."""
    printed = [text[end:start] for (_, end), (start, _) in zip(layout.before(places), spans, strict=True)]
    gaps = {*printed}
    if len(gaps) == 1:
        return True  # all rows alike, as most are
    if " " in gaps and not "".join(gaps).strip(" ") and printed.count(" ") * FEW_WIDE > len(printed) * (FEW_WIDE - 1):
        return False  # a wide gap among single spaces: a number is lost there
    if shown and any("\n" in gap for gap in gaps):
        return False  # some cells of a page's rows stand on lines of their own
    rows = ((places[row.start][1], places[row.start + 1 : row.stop]) for row in layout.rows)
    return all(evenly_parted(text, end, numbers) for end, numbers in rows)


FEW_WIDE = 5
"""Where more than one gap of so many is wide, columns are padded."""


def _values(printed: Sequence[str], layout: _Layout, found: Sequence[re.Match[str]]) -> list[Value | None]:
    """The values of all numbers of a table."""
    whole = list(printed)
    for at, _ in layout.amounts:
        whole[at] = "0"
    values: list[Value | None]
    if "".join(whole).isascii():
        values = [*counts(whole)]
    else:
        values = [_value(number, column, None) for number, column in zip(whole, layout.columns, strict=True)]
    for at, block in layout.amounts:
        values[at] = _value(printed[at], layout.columns[at], header_unit(found[block][2]))
    return values


def _value(text: str, column: Column, unit: int | None) -> Value | None:
    if text.isdecimal() and column.kind is not Kind.MONEY:
        return int(text)
    read = read_number(text, column.kind, unit)
    return read.value if read.sort is Sort.NUMBER else None


def _label_notes(text: str, declared: Table, labels: Sequence[Span]) -> Iterator[Finding]:
    known = lexicon().official_keys
    for (path, row, _), (start, end) in zip(declared.rows(), labels, strict=True):
        if text[start:end] not in known and (hit := lexicon().hit(text, start, end)) and hit.wording not in known:
            yield label_note(text, declared.id, path, row.label.text, (start, end))


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
    cell = gap_or_line(shown)
    numbers = LABEL_END + cell + cell.join(PLAIN[column.kind] for column in columns)
    rows = "".join(rf"{BETWEEN}+({any_wording(row.label)}){numbers}" for row in block.rows)
    title = any_wording(block.title) if block.title else ""
    lead = "" if block is declared.blocks[0] else f"{BETWEEN}+"
    end = NUMBERS_END if block is declared.blocks[-1] else ""
    pattern = re.compile(rf"{lead}({title}){BETWEEN}*({side}{header}){rows}{end}")
    return _Shape(block, columns, pattern)


@cache
def _layout(declared: Table, shown: bool, headers: tuple[int, ...]) -> _Layout:
    """The table with each block under one of its headers."""
    blocks = tuple([shapes[header] for shapes, header in zip(_shapes(declared, shown), headers, strict=True)])
    cells = [(n, row, column) for n, shape in enumerate(blocks) for row in shape.block.rows for column in shape.columns]
    rows: list[range] = []
    for shape in blocks:
        for _ in shape.block.rows:
            start = rows[-1].stop if rows else 0
            rows.append(range(start, start + 1 + len(shape.columns)))
    return _Layout(
        blocks,
        tuple(rows),
        tuple([column for _, _, column in cells]),
        tuple([f"{declared.id}.{row.id}.{column.id}" for _, row, column in cells]),
        labels=look_up([row.start for row in rows]),
        numbers=look_up([at for row in rows for at in row[1:]]),
        before=look_up([at for row in rows for at in row[:-1]]),
        amounts=tuple([(at, n) for at, (n, _, column) in enumerate(cells) if column.kind is Kind.MONEY]),
    )


def _money(columns: Sequence[Column]) -> bool:
    return any(column.kind is Kind.MONEY for column in columns)
