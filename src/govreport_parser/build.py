"""Cells to typed tables: every attribute named as its cell path."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

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


def disclosure(edition: str, cells: Mapping[str, Cell]) -> Disclosure:
    """Table two from its cells."""
    rows = _grouped("disclosure.", cells)
    return Disclosure(edition, **{row: DisclosureRow(**values) for row, values in rows.items()})


def applications(edition: str, cells: Mapping[str, Cell]) -> Applications:
    """Table three from its cells."""
    rows = {path: Applicants(**values) for path, values in _grouped("applications.", cells).items()}
    results = Results(
        granted=rows.get("results.granted"),
        partially_granted=rows.get("results.partially_granted"),
        refused=Refused(**_under("results.refused.", rows)),
        unavailable=Unavailable(**_under("results.unavailable.", rows)),
        not_processed=NotProcessed(**_under("results.not_processed.", rows)),
        other=OtherResults(**_under("results.other.", rows)),
        total=rows.get("results.total"),
    )
    return Applications(
        edition, rows.get("received"), rows.get("carried_over"), results, rows.get("carried_forward")
    )


def disputes(edition: str, cells: Mapping[str, Cell]) -> Disputes:
    """Table four from its cells."""
    rows = _grouped("disputes.", cells)
    return Disputes(edition, **{row: DisputeOutcomes(**values) for row, values in rows.items()})


def _grouped(prefix: str, cells: Mapping[str, Cell]) -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, int | Decimal | None]] = {}
    start = len(prefix)
    for path, cell in cells.items():
        row, column = _split(path, start)
        values = rows.get(row)
        if values is None:
            values = rows[row] = {}
        values[column] = cell.value
    return rows


@lru_cache(maxsize=2048)
def _split(path: str, start: int) -> tuple[str, str]:
    row, _, column = path[start:].rpartition(".")
    return row, column


def _under(prefix: str, rows: Mapping[str, Applicants]) -> dict[str, Any]:
    return {path[len(prefix) :]: row for path, row in rows.items() if path.startswith(prefix)}
