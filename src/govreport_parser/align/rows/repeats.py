"""Rows that one table prints twice: where the two differ, nobody can say which is meant."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import evolve

from ...blocks import Document
from ...cells import Cell
from ...findings import Finding, finding
from ..labels.lexicon import Hit, row_numbers
from ..labels.spot import Anchor, field_at, in_header, numeral_start, valued
from ..reading.lex import lex
from ..reading.segments import chunks, count, take
from ..reading.whole import plain_cells, plain_row
from ..result import Aligned, doubt_some, doubted
from .line import Copy


def doubt_repeated(document: Document, copy: Copy, found: Sequence[Anchor], aligned: Aligned, width: int) -> Aligned:
    """The table, with nothing certain where another print of the same row says otherwise or cannot be read."""
    taken = {anchor.path: anchor.hit for anchor in found}
    numbers = row_numbers(aligned.table)
    for before, hit, after in _neighbours(copy.hits):
        path = hit.senses.rows.get(aligned.table)
        if path not in taken or hit is taken[path] or in_header(before, hit, aligned.table):
            continue
        if not valued(document.text, hit):
            continue
        numeral = numbers.get(after.senses.rows.get(aligned.table, ""), "") if after else ""
        end = numeral_start(document.text, after, hit.end, numeral) if after else copy.end
        names = [name for name in aligned.cells if name.startswith(f"{aligned.table}.{path}.")]
        cells, notes = _held(document, aligned.cells, names, hit, end, width)
        aligned = evolve(aligned, cells=cells, findings=[*aligned.findings, *notes])
    return aligned


def _neighbours(hits: Sequence[Hit]) -> list[tuple[Hit | None, Hit, Hit | None]]:
    """Every hit with the one before and the one behind it."""
    ends = [None, *hits, None]
    return [(a, b, c) for (a, b), (_, c) in pairwise(pairwise(ends)) if b is not None]


def _held(
    document: Document, cells: dict[str, Cell], names: Sequence[str], hit: Hit, end: int, width: int
) -> tuple[dict[str, Cell], list[Finding]]:
    """The cells of a row held against another print of it that stands behind ``hit``."""
    plain = plain_row(document, hit.end, end, width)
    if plain and len(names) == width:
        return doubted(cells, hit.wording, dict(zip(names, plain_cells(document, plain), strict=True)))
    values = take(chunks(lex(document, field_at(document.starts, hit.end), hit.end, end)), width).values
    mine = [name for name in names if cells[name].certain]
    if count(values) < width - 1 or not mine:
        return cells, []
    spans = ((values[0].start, values[-1].end),)
    note = finding("row-repeated", paths=tuple(mine), spans=spans, row=hit.wording)
    return doubt_some(cells, mine), [note]
