"""The labels of table three: its column header held against the form's, and a finding for every drifting row label."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from itertools import takewhile

from ...blocks import Document
from ...cells import Cell, Status
from ...findings import Finding, finding
from ...forms import Table
from ...text import key
from ..labels.lexicon import Hit, lexicon
from ..labels.spot import Anchor, field_at, rising
from ..labels.wrapped_header import are_swapped, are_wrapped, lines_above
from ..result import doubt

HEADER_FIELDS = 60
"""How many cells above the first row may belong to the header."""

LEAST_COLUMNS = 3
"""With fewer column labels than this there is no header to speak of."""

_TAIL = re.compile(r"[^\d\n|\t│]{0,60}")


def label_notes(text: str, anchors: Sequence[Anchor], table: Table) -> list[Finding]:
    """A finding for every row whose label is not printed in the statutory wording."""
    known = lexicon().official_keys
    labels = _labels(table)
    return [
        _variant(text, anchor, labels[anchor.path], table.id)
        for anchor in anchors
        if anchor.hit is not None and anchor.path in labels and anchor.hit.wording not in known
    ]


@cache
def _labels(table: Table) -> dict[str, str]:
    return {path: row.label.text for path, row, _ in table.rows()}


def _variant(text: str, anchor: Anchor, official: str, table: str) -> Finding:
    tail = _TAIL.match(text, anchor.end)
    end = anchor.end + len(tail[0].rstrip()) if tail else anchor.end
    printed = " ".join(text[anchor.start : end].split())
    path = f"{table}.{anchor.path}"
    return finding("label-variant", paths=(path,), spans=((anchor.start, end),), printed=printed, official=official)


def header_of(hits: Sequence[Hit], first: int, table: Table) -> Sequence[Hit]:
    """The labels of a table without those of rows that prose or a note mentions above its header; its ``first`` row tells."""
    above = [(hit.senses.own and table.id in hit.senses.rows) for hit in hits if hit.end <= first]
    last = max((n for n, mentions in enumerate(above, 1) if mentions), default=0)
    columns = {hit.senses.columns.get(table.id) for hit in hits[last : len(above)]}
    if len(columns - {None}) > LEAST_COLUMNS:
        return hits[last:]
    return hits[len(list(takewhile(bool, above))) :]


def under_header(
    document: Document, hits: Sequence[Hit], table: Table, cells: dict[str, Cell], *, whole: bool
) -> tuple[dict[str, Cell], list[Finding]]:
    """Hold the printed header against the form's columns; without it, or in another order, no cell is certain.

    ``whole``: the rows are printed whole, so that the parts of a header that is wrapped in a line of columns will do.
    """
    rank = _ranks(table)
    *parts, total = rank
    above = hits[: _first_row(document.text, hits, table)]
    columns = [hit.senses.columns.get(table.id) for hit in above]
    printed = [column for column in columns if column]
    if len(set(printed)) <= LEAST_COLUMNS or any(hit.senses.own and table.id in hit.senses.rows for hit in above):
        printed = _clipped(document, hits, table, whole=whole)
    body = [c for c in printed if c != total]  # the total spans two header rows and may be printed first
    in_order = body == parts or _in_order([rank[c] for c in body])
    if not document.markup and len(set(body)) < len(parts):
        in_order = in_order and not are_swapped(_above(document.text, hits, table), column_keys(table)[:-1])
    if not (in_order and _is_doubled(document.text, above, columns, parts, whole=whole)):
        own = in_order and _has_own(document.text, hits, above, table)
        own = own or (document.markup and not whole and len(set(body)) < len(parts) - 1)  # nor are they in the rows
        if in_order and not own and not _first_is_late(document, above, columns, table, cells):
            if total not in printed:
                cells = _without_blanks(cells, table, total)
            return _without_unnamed(cells, table, set(parts) - set(body)), []
        if not document.markup and _in_columns(document.text, hits, table):
            return cells, []
    code = "header-missing" if len(set(body)) < LEAST_COLUMNS else "header-not-of-form"
    span = (hits[0].start, hits[0].end)
    details = {"where": table.id, "block": table.id, "printed": " ".join(body), "official": " ".join(rank)}
    return doubt(cells), [finding(code, paths=(table.id,), spans=(span,), **details)]


def _is_doubled(
    text: str, above: Sequence[Hit], columns: Sequence[str | None], parts: Sequence[str], *, whole: bool
) -> bool:
    """Whether a header names every column twice: the row holds the numbers of two years, or the header is printed twice."""
    if len(above) < 2 * len(parts):
        return False
    named = [(column, hit) for column, hit in zip(columns, above, strict=True) if column in parts]
    between = [hit for hit in above if named and named[0][1].start < hit.start < named[-1][1].start]
    if [column for column, _ in named] != [*parts, *parts] or any(hit.senses.aside for hit in between):
        return False  # other labels stand between a header and the same on the next page
    return not whole or "\n" not in text[named[0][1].start : named[-1][1].end]


def _has_own(text: str, hits: Sequence[Hit], above: Sequence[Hit], table: Table) -> bool:
    """Whether one column is not named, and words stand among the others where it is not: another column is there in its stead."""
    rank = _ranks(table)
    inner = range(1, len(rank) - 1)
    ranks = [rank.get(hit.senses.columns.get(table.id, ""), 0) for hit in above]
    named = {n for n in ranks if n in inner}
    if len(named) != len(inner) - 1:
        return False
    if len({hit.wording for hit, n in zip(above, ranks, strict=True) if n == len(rank) - 1}) > 1:
        return True  # two words for a total, one of them for that of the columns between
    ends = [*(hit.start for hit in above[1:]), hits[len(above)].start if len(above) < len(hits) else above[-1].end]
    last = 0
    for at, (hit, end) in enumerate(zip(above, ends, strict=True)):
        last = ranks[at] if ranks[at] in inner else last
        after = next((n for n in ranks[at + 1 :] if n in inner), len(rank) - 1)
        if not last or not named.issuperset(range(last + 1, after)):
            continue
        words = map(key, _WORDS.findall(text, hit.end, min(end, hit.end + REST)))
        if any(not any(word in label for label in header_keys(table)) for word in words):
            return True
    return False


REST = 30
"""So many characters behind a label of the header may belong to it."""

_WORDS = re.compile(r"(?<![一-鿿])[一-鿿]{2,}")
"""Words that are no rest of a label before them."""


def _without_blanks(cells: dict[str, Cell], table: Table, column: str) -> dict[str, Cell]:
    """The cells, with those of a column that no header names in doubt if all of them are blank: they may be another's."""
    own = {path: cells[path] for row, _, _ in table.rows() if (path := f"{table.id}.{row}.{column}") in cells}
    return cells | doubt(own) if all(cell.status is Status.BLANK for cell in own.values()) else cells


def _without_unnamed(cells: dict[str, Cell], table: Table, unnamed: Collection[str]) -> dict[str, Cell]:
    """The cells, those of rows in doubt that have a number in the one column that no header names, and lack another.

    Where all totals are blank, it is the total that stands before them, in the column before it.
    """
    if len(unnamed) != 1:
        return cells
    if all(
        cell.status is Status.BLANK
        for path, cell in cells.items()
        if path.endswith(f".{table.blocks[0].columns[-1].id}")
    ):
        return doubt(cells)  # the last number of each row may be its total
    column = next(iter(unnamed))
    doubtful: dict[str, Cell] = {}
    for path, _, _ in table.rows():
        row = [f"{table.id}.{path}.{c.id}" for c in table.blocks[0].columns]
        lacking = any(cells[p].span is None for p in row if p in cells)
        filled = cells.get(f"{table.id}.{path}.{column}")
        if lacking and filled is not None and filled.span is not None:
            doubtful |= {p: cells[p] for p in row if p in cells}
    return cells | doubt(doubtful)


def _in_columns(text: str, hits: Sequence[Hit], table: Table) -> bool:
    """Whether the lines above the first row print all columns in order, their labels wrapped side by side."""
    return are_wrapped(_above(text, hits, table), column_keys(table))


def _above(text: str, hits: Sequence[Hit], table: Table) -> list[str]:
    """The lines above the first row."""
    first = _first_row(text, hits, table)
    return lines_above(text, hits[first if first < len(hits) else 0].start)


@cache
def header_keys(table: Table) -> tuple[str, ...]:
    """Everything that is printed in the header, as keys."""
    columns = [column.label for column in table.blocks[0].columns]
    corner = [table.corner] if table.corner else []
    return tuple(key(wording) for label in (*columns, *table.side_labels, *corner) for wording in label.wordings())


@cache
def column_keys(table: Table) -> list[str]:
    """The labels of the columns, as keys."""
    return [key(column.label.text) for column in table.blocks[0].columns]


def _in_order(ranks: Sequence[int]) -> bool:
    """Whether columns, some of them perhaps printed twice, are in the order of the form."""
    rising_ranks = {ranks[n] for n in rising([(rank, 1) for rank in ranks])}
    return len(rising_ranks) >= LEAST_COLUMNS and rising_ranks == set(ranks)


def _first_row(text: str, hits: Sequence[Hit], table: Table) -> int:
    """Which of the hits is the label of the first row: so many stand above it."""
    for n, hit in enumerate(hits):
        if hit.senses.own and table.id in hit.senses.rows and _is_one(text, hit, table):
            return n
    return len(hits)


def _is_one(text: str, hit: Hit, table: Table) -> bool:
    """Whether the label of a row is not made of those of two columns (其他 and 法律服务机构)."""
    words = text[hit.start : hit.end].split()
    return len(words) < 2 or not (senses := lexicon().known(words[0])[1]) or table.id not in senses.columns


def _first_is_late(
    document: Document, above: Sequence[Hit], columns: Sequence[str | None], table: Table, cells: Mapping[str, Cell]
) -> bool:
    """Whether the total, or in the same row the heading over the columns between, is printed before the first column.

    Where that heading or the label of the first column is in no wording that is known, what stands in its stead may tell.
    """
    text = document.text
    first, total = table.blocks[0].columns[0].id, table.blocks[0].columns[-1].id
    over = table.side_labels[-1].wordings()
    at = columns.index(first) if first in columns else 0
    if total in columns[:at]:
        return True
    if any(hit.wording in over and "\n" not in text[hit.start : above[at].start] for hit in above[:at]):
        return True
    heading = next((n for n, hit in enumerate(above) if hit.wording in over), None)
    if first not in columns:
        return _begins_late(document, above, columns, table, cells) or (
            heading is not None and _words_behind(text, above, heading, "\n")
        )
    if heading is not None:
        return False
    return _label_is_late(document, above, columns, table) or (
        at > 0 and above[at - 1].wording in table.side_labels[0].wordings() and _words_behind(text, above, at - 1)
    )


def _words_behind(text: str, above: Sequence[Hit], at: int, stop: str = "") -> bool:
    """Whether words that are no label stand between a label of the header and the next; none of a line behind count if it stops."""
    end = above[at + 1].start if at + 1 < len(above) else above[at].end
    between = text[above[at].end : end]
    return _WORDS.search(between.partition(stop)[0] if stop else between) is not None


def _begins_late(
    document: Document, above: Sequence[Hit], columns: Sequence[str | None], table: Table, cells: Mapping[str, Cell]
) -> bool:
    """Whether the numbers of the first column stand below the label of the second, or right of it."""
    first, second = (column.id for column in table.blocks[0].columns[:2])
    label = document.place_at(above[columns.index(second)].start) if second in columns else None
    number = next((cell.place for path, cell in cells.items() if cell.place and path.endswith(f".{first}")), None)
    return label is not None and number is not None and number.column >= label.column


def _label_is_late(document: Document, above: Sequence[Hit], columns: Sequence[str | None], table: Table) -> bool:
    """Whether the label of the first column stands right of that of the second."""
    ids = [column.id for column in table.blocks[0].columns[:2]]
    first, second = (document.place_at(above[columns.index(name)].start) if name in columns else None for name in ids)
    return first is not None and second is not None and first.column > second.column


@cache
def _ranks(table: Table) -> dict[str, int]:
    """The columns of a table in printed order, each with its rank."""
    return {column.id: n for n, column in enumerate(table.blocks[0].columns)}


def _clipped(document: Document, hits: Sequence[Hit], table: Table, *, whole: bool) -> list[str]:
    """The columns of a header whose labels are wrapped inside their cells: by the first part of each label."""
    labels = {column.id: key(column.label.text) for column in table.blocks[0].columns}
    first = _first_row(document.text, hits, table)
    last = field_at(document.starts, hits[first if first < len(hits) else 0].start)
    above = [field.text for field in document.part(max(0, last - HEADER_FIELDS), last)]
    out = [column for text in above for column in _begun(key(text), labels)]
    return out if out or not whole else _in_lines(above, labels, table)


def _in_lines(lines: Sequence[str], labels: Mapping[str, str], table: Table) -> list[str]:
    """The columns of a header whose labels are wrapped side by side; none unless the total ends a line, as it must."""
    rank = _ranks(table)
    total = table.blocks[0].columns[-1].id
    out: list[str] = []
    closed = False
    for line in lines:
        pieces = line.split()
        named = [column for piece in pieces for column in _begun(key(piece), labels)]
        if [rank[column] for column in named] != sorted({rank[column] for column in named}):
            return []
        closed = closed or (len(pieces) > 1 and key(pieces[-1]) == labels[total])
        out += named
    return out if closed else []


def _begun(words: str, labels: Mapping[str, str]) -> list[str]:
    """The columns whose labels begin with the words, of two characters and more."""
    return [column for column, label in labels.items() if label.startswith(words)] if len(words) >= 2 else []
