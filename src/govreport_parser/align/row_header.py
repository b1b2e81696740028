"""The labels of table three: its column header held against the form's, and a finding for every drifting row label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..blocks import Document
from ..cells import Cell
from ..findings import Finding, finding
from ..forms import Table
from ..text import key
from .lexicon import Hit, lexicon
from .result import doubt
from .spot import Anchor, field_at, rising, valued

HEADER_FIELDS = 60
"""How many cells above the first row may belong to the header."""

LEAST_COLUMNS = 3
"""With fewer column labels than this there is no header to speak of."""

_TAIL = re.compile(r"[^\d\n|\t│]{0,60}")


def label_notes(text: str, anchors: Sequence[Anchor], table: Table) -> list[Finding]:
    """A finding for every row whose label is not printed in the statutory wording."""
    known = lexicon().official_keys
    labels = {path: row.label.text for path, row, _ in table.rows()}
    return [
        _variant(text, anchor, labels[anchor.path], table.id)
        for anchor in anchors
        if anchor.hit is not None and anchor.path in labels and anchor.hit.wording not in known
    ]


def _variant(text: str, anchor: Anchor, official: str, table: str) -> Finding:
    tail = _TAIL.match(text, anchor.end)
    end = anchor.end + len(tail[0].rstrip()) if tail else anchor.end
    printed = " ".join(text[anchor.start : end].split())
    path = f"{table}.{anchor.path}"
    return finding("label-variant", paths=(path,), spans=((anchor.start, end),), printed=printed, official=official)


def under_header(
    document: Document, hits: Sequence[Hit], table: Table, cells: dict[str, Cell]
) -> tuple[dict[str, Cell], list[Finding]]:
    """Hold the printed header against the form's columns; without it, or in another order, no cell is certain."""
    expected = [column.id for column in table.blocks[0].columns]
    rank = {column: n for n, column in enumerate(expected)}
    head = _head(document.text, hits, table)
    printed = [column for hit in head if (column := hit.senses.columns.get(table.id))]
    strange = any(hit.senses.own and table.id in hit.senses.rows for hit in head) or _total_first(printed, expected)
    if len(set(printed)) <= LEAST_COLUMNS:
        printed = _clipped(document, hits, table)
    body = [c for c in printed if c != expected[-1]]  # the total spans two header rows and may be printed first
    in_order = {body[n] for n in rising([(rank[c], 1) for c in body])}
    if len(in_order) >= LEAST_COLUMNS and in_order == set(body) and not strange:
        return cells, []
    code = "header-missing" if len(set(body)) < LEAST_COLUMNS else "header-not-of-form"
    span = (hits[0].start, hits[0].end)
    details = {"where": table.id, "block": table.id, "printed": " ".join(body), "official": " ".join(expected)}
    return doubt(cells), [finding(code, paths=(table.id,), spans=(span,), **details)]


def _head(text: str, hits: Sequence[Hit], table: Table) -> Sequence[Hit]:
    """The labels above the first row: a row's label between labels of columns is made of two of theirs (其他 法律服务机构)."""
    rows = [n for n, hit in enumerate(hits) if hit.senses.own and table.id in hit.senses.rows]
    first = rows[0] if rows else len(hits)
    for n in rows:
        later = [hit for hit in hits[first : n + 4] if hit.senses.own and table.id in hit.senses.columns]
        if valued(text, hits[n]) or not later or hits.index(later[-1]) < n:
            break
        first = hits.index(later[-1]) + 1
    return hits[:first]


def _total_first(printed: Sequence[str], expected: Sequence[str]) -> bool:
    """Whether the total is printed before the first column, and not behind it."""
    first, total = expected[0], expected[-1]
    if first not in printed or total not in printed:
        return False
    return max(n for n, c in enumerate(printed) if c == total) < printed.index(first)


def _clipped(document: Document, hits: Sequence[Hit], table: Table) -> list[str]:
    """The columns of a header whose labels are wrapped inside their cells: by the first part of each label."""
    labels = {column.id: key(column.label.text) for column in table.blocks[0].columns}
    first = next((hit.start for hit in hits if hit.senses.own and table.id in hit.senses.rows), hits[0].start)
    starts = [f.start for f in document.fields]
    last = field_at(starts, first)
    out: list[str] = []
    for field in document.fields[max(0, last - HEADER_FIELDS) : last]:
        words = key(field.text)
        if len(words) >= 2:
            out.extend(column for column, label in labels.items() if label.startswith(words))
    return out
