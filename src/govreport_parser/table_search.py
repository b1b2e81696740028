"""Finding the tables of a text whose cells may be parted in an unusual way: first as it is, then at what parts its numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from attrs import evolve

from .align import Alignment, align
from .align.blank_form import blank_form
from .align.labels.lexicon import Hit, table_with
from .align.result import doubt, doubt_some
from .blocks import Document
from .cells import Span
from .findings import finding
from .forms import FORMS, Layout
from .forms.spec import Kind
from .read.fractions import as_counts
from .read.frames import unframed
from .read.grid_lines import drawn
from .read.plain import BARS, FRAME
from .read.separators import DOUBTFUL, find_separator, resplit


def find_tables(document: Document) -> tuple[Document, Alignment]:
    """The tables of a document, and the document in which they were found.

    It is another than the given one where labels are found but few certain cells, and something stands between most of
    the numbers that no reader expects; or where tabs stand inside labels.
    """
    alignment = align(document)
    if _is_repeated(alignment) and (blank := blank_form(document)):
        alignment = _before(document, blank)
    if len(alignment.hits) < LEAST_LABELS or any(t.printed for t in alignment.tables.values()):
        return document, alignment
    if not document.markup and (bare := unframed(document)) is not None:
        document, alignment = bare, align(bare)
    if _certain(alignment) <= MOST_CELLS and (counted := as_counts(document, _between(alignment.hits))):
        document, alignment = counted, align(counted)
    if document.markup:
        return document, alignment
    separator = "\t" if _tabs_cut(document, alignment.hits) else _between_labels(document, alignment.hits)
    separator = separator or _separator(document, alignment)
    if separator is None:
        return document, alignment
    again = resplit(document, separator)
    found = align(again)
    if not DOUBTFUL.isdisjoint(separator):
        return again, evolve(found, tables={n: evolve(t, cells=doubt(t.cells)) for n, t in found.tables.items()})
    return again, _without_uneven(found, again.given, separator)


def _without_uneven(found: Alignment, given: str, separator: str) -> Alignment:
    """The tables with no cell certain of a row in which the separator stands once between some numbers, and twice between others.

    Between the two is an empty cell, and the row has one number too many: one that counts the rows, or a stray one.
    """
    rows: dict[tuple[str, str], list[str]] = {}
    for name, table in found.tables.items():
        beside = _is_beside(name)
        for path, cell in table.cells.items():
            if cell.span:
                rows.setdefault((name, "" if beside else path.rpartition(".")[0]), []).append(path)
    uneven = []
    for (name, _), paths in rows.items():
        spans = sorted([span for path in paths if (span := found.tables[name].cells[path].span)])
        gaps = [given[a[1] : b[0]] for a, b in pairwise(spans)]
        alone = not any(gap.strip().strip(separator).strip() for gap in gaps)  # no labels between
        if alone and len({gap.count(separator[0]) for gap in gaps}) > 1:
            uneven.append((name, paths))
    if not uneven or len(uneven) * 2 > len(rows):
        return found
    tables = dict(found.tables)
    for name, paths in uneven:
        tables[name] = evolve(tables[name], cells=doubt_some(tables[name].cells, paths))
    return evolve(found, tables=tables)


@cache
def _is_beside(table: str) -> bool:
    """Whether the rows of a table stand side by side, and so are one printed row."""
    return table == table_with(Layout.SIDE_BY_SIDE)


def _is_repeated(alignment: Alignment) -> bool:
    """Whether a table stands more than once, and not every cell of it is certain."""
    again = {path for note in alignment.findings if note.code == "table-repeated" for path in note.paths}
    return any(table.certain < len(table.cells) for name, table in alignment.tables.items() if name in again)


def _before(document: Document, blank: Span) -> Alignment:
    """The tables that stand before a blank form."""
    found = align(document.until(blank[0]))
    note = finding("blank-form-left-out", spans=(blank,))
    return evolve(found, regions=(*found.regions, blank), findings=(*found.findings, note))


def _between(hits: Sequence[Hit]) -> Iterator[Span]:
    """What stands behind each label of a row of counts, up to the next label."""
    for hit, after in zip(hits, [*hits[1:], None], strict=True):
        if hit.senses.tables and not hit.senses.rows.items() & money_rows():
            yield hit.end, after.start if after else hit.end + FAR


FAR = 200
"""So many characters behind the last label of a text its numbers stand."""


@cache
def money_rows() -> frozenset[tuple[str, str]]:
    """The table and the id of every row that holds an amount of money."""
    return frozenset(
        (table.id, row.id)
        for form in FORMS.values()
        for table in form.tables()
        for block in table.blocks
        if any(column.kind is Kind.MONEY for column in block.columns)
        for row in block.rows
    )


def _separator(document: Document, alignment: Alignment) -> str | None:
    if _certain(alignment) > MOST_CELLS:
        return None
    separator = find_separator(document.text)
    if separator is None or (separator in BARS and len(alignment.hits) > MOST_CUT):
        return None
    if separator in BARS and drawn(document.text):
        return None  # its bars do part cells, which may run over several lines
    barred = any(bar in document.text for bar in BARS)
    return None if barred and FRAME.issuperset(separator) and separator not in BARS else separator


def _tabs_cut(document: Document, hits: Sequence[Hit]) -> bool:
    """Whether tabs stand inside many labels, and so part no cells but whatever strings a page is made of."""
    return sum("\t" in document.text[hit.start : hit.end] for hit in hits) * 4 > len(hits)


def _between_labels(document: Document, hits: Sequence[Hit]) -> str | None:
    """The slash that parts the labels of the headers: it parts the numbers as well, and stands in no empty cell."""
    gaps = (document.text[a.end : b.start].strip() for a, b in pairwise(hits))
    slashes = Counter(gap for gap in gaps if gap in ("/", "／"))
    return next((slash for slash, times in slashes.items() if times >= LEAST_SLASHES), None)


LEAST_SLASHES = 8
"""So many labels parted by slashes are those of headers."""


def _certain(alignment: Alignment) -> int:
    return sum(table.certain for table in alignment.tables.values())


LEAST_LABELS = 12
"""A text with fewer labels of the form than this holds no table of it."""

MOST_CUT = 60
"""Where bars stand inside labels, most of a report's hundred labels are not found; where more are, bars part its cells."""

MOST_CELLS = 100
"""With more certain cells than this a table was read in the shape it is printed in."""
