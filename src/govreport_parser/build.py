"""Cells to typed tables: every attribute named as its cell path."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeVar

from attrs import fields

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
from .quick import become, twin

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


def _rows(prefix: str, cells: Mapping[str, Cell], make: type[T]) -> dict[str, T]:
    """The typed rows of a table, by their path."""
    draft, names = _ROWS[make]
    values = {path: cell.value for path, cell in cells.items()}
    values[""] = None
    plan = _plan(prefix, tuple(cells), names)
    return dict(zip(plan, become(make, [draft(*members(values)) for members in plan.values()]), strict=True))


_ROWS: dict[type, tuple[Callable[..., Any], tuple[str, ...]]] = {
    row: (twin(row), tuple(field.name for field in fields(row))) for row in (DisclosureRow, Applicants, DisputeOutcomes)
}
"""How a row of each table is made, and the names of its fields."""


@lru_cache(maxsize=256)
def _plan(
    prefix: str, paths: tuple[str, ...], names: tuple[str, ...]
) -> dict[str, Callable[[dict[str, Any]], tuple[Any, ...]]]:
    """For each row what looks up its cells in the order of its fields. Few different sets of cells exist."""
    rows: dict[str, dict[str, str]] = {}
    for path in paths:
        row, _, column = path[len(prefix) :].rpartition(".")
        rows.setdefault(row, {})[column] = path
    return {row: itemgetter(*[cells.get(name, "") for name in names]) for row, cells in rows.items()}


def _under(prefix: str, rows: Mapping[str, Applicants]) -> dict[str, Any]:
    return {path[len(prefix) :]: row for path, row in rows.items() if path.startswith(prefix)}
