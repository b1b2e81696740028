"""Cells of a page that stand beside the labels of several rows: a number that is printed once for all of them is none of each."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from ..blocks import Document
from ..cells import Cell, Place
from .labels.lexicon import Hit
from .result import Aligned, doubt_some


def without_merged(document: Document, hits: Sequence[Hit], copies: Sequence[Aligned]) -> list[Aligned]:
    """The copies of a table in which no number is certain that a merged cell prints for several rows, nor what it left to them.

    A zero or a blank that is printed once for several rows is one in each.
    """
    return [copy if copy.printed else _without(document, hits, copy) for copy in copies]


def _without(document: Document, hits: Sequence[Hit], copy: Aligned) -> Aligned:
    merged = {
        path: cell.place
        for path, cell in copy.cells.items()
        if cell.place is not None and cell.place.rowspan > 1 and cell.value
    }
    if not merged or document.columns is None:
        return copy
    rows = [
        (path, place)
        for hit in hits
        if (path := hit.senses.rows.get(copy.table)) and (place := document.place_at(hit.start))
    ]
    doubtful: set[str] = set()
    for path, place in merged.items():
        own = path.split(".", 1)[1].rpartition(".")[0]
        others = {row for row, label in rows if row != own and _is_beside(label, place)}
        if others:
            doubtful |= {path, *(p for row in others for p in _left_to(copy.cells, f"{copy.table}.{row}."))}
    if not doubtful:
        return copy
    return evolve(copy, cells=doubt_some(copy.cells, doubtful))


def _is_beside(label: Place, cell: Place) -> bool:
    """Whether a merged cell stands beside a label that begins in another row than it does."""
    return label.table == cell.table and cell.row < label.row < cell.row + cell.rowspan


def _left_to(cells: dict[str, Cell], row: str) -> list[str]:
    """The cells of a row that are not printed, so that a merged one may stand for them."""
    return [path for path, cell in cells.items() if path.startswith(row) and cell.span is None]
