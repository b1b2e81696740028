"""Cells to typed tables: every attribute named as its cell path."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from .cells import Cell
from .model import (
    Applicants,
    Applications,
    Disclosure,
    DisclosureRow,
    DisputeOutcomes,
    Disputes,
    NotProcessed,
    OtherResults,
    Refused,
    Results,
    Unavailable,
)

T = TypeVar("T")


def disclosure(edition: str, cells: Mapping[str, Cell]) -> Disclosure:
    """Table two from its cells."""
    return Disclosure(edition, **_rows("disclosure.", cells, DisclosureRow))


def applications(edition: str, cells: Mapping[str, Cell]) -> Applications:
    """Table three from its cells."""
    rows = _rows("applications.", cells, Applicants)
    results = Results(
        granted=rows.get("results.granted"),
        partially_granted=rows.get("results.partially_granted"),
        refused=Refused(**_under("results.refused.", rows)),
        unavailable=Unavailable(**_under("results.unavailable.", rows)),
        not_processed=NotProcessed(**_under("results.not_processed.", rows)),
        other=OtherResults(**_under("results.other.", rows)),
        total=rows.get("results.total"),
    )
    return Applications(edition, rows.get("received"), rows.get("carried_over"), results, rows.get("carried_forward"))


def disputes(edition: str, cells: Mapping[str, Cell]) -> Disputes:
    """Table four from its cells."""
    return Disputes(edition, **_rows("disputes.", cells, DisputeOutcomes))


def _rows(prefix: str, cells: Mapping[str, Cell], make: Callable[..., T]) -> dict[str, T]:
    """The typed rows of a table, by their path. The cells of a row stand together."""
    rows: dict[str, T] = {}
    for row, columns, paths in _plan(prefix, tuple(cells)):
        rows[row] = make(**dict(zip(columns, [cells[path].value for path in paths], strict=True)))
    return rows


@lru_cache(maxsize=256)
def _plan(prefix: str, paths: tuple[str, ...]) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Which cells make which row: row, column names, cell paths. Few different sets of cells exist."""
    rows: dict[str, list[tuple[str, str]]] = {}
    for path in paths:
        row, _, column = path[len(prefix) :].rpartition(".")
        rows.setdefault(row, []).append((column, path))
    return [(row, tuple(c for c, _ in cells), tuple(p for _, p in cells)) for row, cells in rows.items()]


def _under(prefix: str, rows: Mapping[str, Applicants]) -> dict[str, Any]:
    return {path[len(prefix) :]: row for path, row in rows.items() if path.startswith(prefix)}
