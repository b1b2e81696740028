"""Rows that one table prints twice: where the two differ, nobody can say which is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from ..blocks import Document
from ..cells import Cell
from ..findings import Finding, finding
from .lexicon import Hit, row_numbers
from .line import Copy
from .result import Aligned, both
from .spot import Anchor, numeral_start, valued
from .whole import plain_cells, plain_row


def doubt_repeated(document: Document, copy: Copy, found: Sequence[Anchor], aligned: Aligned, width: int) -> Aligned:
    """The table, with nothing certain where another print of the same row says otherwise."""
    taken = {anchor.path: anchor.hit for anchor in found}
    for hit, after in zip(copy.hits, [*copy.hits[1:], None], strict=True):
        path = hit.senses.rows.get(aligned.table)
        inside = hit.senses.own or hit.start > found[0].end  # 总计 and 其他 stand in the header, too
        if path not in taken or hit is taken[path] or not inside or not valued(document.text, hit):
            continue
        end = numeral_start(document.text, after, hit.end, _numeral(after, aligned.table)) if after else copy.end
        plain = plain_row(document, hit.end, end, width)
        names = [name for name in aligned.cells if name.startswith(f"{aligned.table}.{path}.")]
        if plain and len(names) == width:
            other = dict(zip(names, plain_cells(document, plain), strict=True))
            cells, notes = doubted(aligned.cells, hit.wording, other)
            aligned = evolve(aligned, cells=cells, findings=[*aligned.findings, *notes])
    return aligned


def _numeral(hit: Hit, table: str) -> str:
    return row_numbers(table).get(hit.senses.rows.get(table, ""), "")


def doubted(cells: dict[str, Cell], label: str, other: Mapping[str, Cell]) -> tuple[dict[str, Cell], list[Finding]]:
    """The cells, ambiguous where another print of their row contradicts them, and a finding that says so."""
    differ = {
        path: cell
        for path, cell in other.items()
        if cell.certain and (mine := cells.get(path)) and mine.certain and mine.value != cell.value
    }
    if not differ:
        return cells, []
    spans = tuple([span for path, cell in differ.items() for span in (cells[path].span, cell.span) if span])
    note = finding("row-repeated", paths=tuple(differ), spans=spans, row=label)
    return cells | {path: both(cells[path], cell) for path, cell in differ.items()}, [note]
