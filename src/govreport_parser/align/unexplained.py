"""Cells that are not certain and that no finding names yet: whatever took their value away, a finding says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from ..cells import Cell, Status
from ..findings import Finding, finding
from ..forms import FORMS
from .labels.lexicon import table_of


def unexplained(table: str, edition: str, cells: Mapping[str, Cell], findings: Iterable[Finding]) -> list[Finding]:
    """A finding for each row of a table with cells that are ambiguous, unreadable or missing, and in no other finding."""
    unsure = [path for path, cell in cells.items() if cell.value is None and not cell.certain]
    if not unsure:
        return []
    named = {path for known in findings for path in known.paths}
    rows: dict[tuple[str, bool], list[str]] = {}
    for path in unsure:
        if path not in named and named.isdisjoint(_parents(path)):
            missing = cells[path].status is Status.MISSING
            rows.setdefault((path.rpartition(".")[0], missing), []).append(path)
    return [_note(table, edition, cells, *row, paths) for row, paths in rows.items()]


@lru_cache(maxsize=1024)
def _parents(path: str) -> tuple[str, ...]:
    """What a cell is part of: its row, the groups of that, its table."""
    parts = path.split(".")
    return tuple([".".join(parts[:n]) for n in range(1, len(parts))])


def _note(table: str, edition: str, cells: Mapping[str, Cell], row: str, missing: bool, paths: list[str]) -> Finding:
    label = _labels(table, edition).get(row, row)
    if missing:
        return finding("cells-missing", paths=tuple(paths), label=label, table=table, count=len(paths))
    spans = tuple([span for path in paths if (span := cells[path].span) is not None])
    printed = " ".join([_printed(cells[path]) for path in paths])
    return finding("cell-ambiguous", paths=tuple(paths), spans=spans, row=label, printed=printed, count=len(paths))


def _printed(cell: Cell) -> str:
    return cell.raw or "/".join(map(str, cell.candidates)) or "?"


@cache
def _labels(table: str, edition: str) -> dict[str, str]:
    """The statutory label of every row of a table, by its path."""
    return {f"{table}.{path}": row.label.text for path, row, _ in table_of(FORMS[edition], table).rows()}
