"""Cells to typed tables: every attribute named as its cell path."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeVar

from attrs import fields

from .cells import Value
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


def disclosure(edition: str, values: Mapping[str, Value | None]) -> Disclosure:
    """Table two from the values of its cells."""
    return Disclosure(edition, **_rows("disclosure.", values, DisclosureRow))


def applications(edition: str, values: Mapping[str, Value | None]) -> Applications:
    """Table three from the values of its cells."""
    rows = _rows("applications.", values, Applicants)
    groups = _groups(tuple(rows))
    parts: dict[str, Any] = {
        name: make(**{field: rows[path] for field, path in groups.get(name, ())}) for name, make in _GROUPS.items()
    }
    parts |= {name: rows.get(f"results.{name}") for name in ("granted", "partially_granted", "total")}
    results = Results(**parts)
    return Applications(edition, rows.get("received"), rows.get("carried_over"), results, rows.get("carried_forward"))


_GROUPS: dict[str, type] = {
    "refused": Refused,
    "unavailable": Unavailable,
    "not_processed": NotProcessed,
    "other": OtherResults,
}
"""The outcomes of table three that are groups of rows, and their classes."""


@lru_cache(maxsize=64)
def _groups(paths: tuple[str, ...]) -> dict[str, list[tuple[str, str]]]:
    """The rows in each group of outcomes: for each its field, and its path in the table."""
    out: dict[str, list[tuple[str, str]]] = {}
    for path in paths:
        head, _, row = path.rpartition(".")
        out.setdefault(head.removeprefix("results."), []).append((row, path))
    return out


def disputes(edition: str, values: Mapping[str, Value | None]) -> Disputes:
    """Table four from the values of its cells."""
    return Disputes(edition, **_rows("disputes.", values, DisputeOutcomes))


def _rows(prefix: str, values: Mapping[str, Value | None], make: type[T]) -> dict[str, T]:
    """The typed rows of a table, by their path."""
    draft, names = _ROWS[make]
    plan = _plan(prefix, tuple(values), names)
    given = {**values, "": None}
    return dict(zip(plan, become(make, [draft(*members(given)) for members in plan.values()]), strict=True))


_ROWS: dict[type, tuple[Callable[..., Any], tuple[str, ...]]] = {
    row: (twin(row), tuple(field.name for field in fields(row))) for row in (DisclosureRow, Applicants, DisputeOutcomes)
}
"""How a row of each table is made, and the names of its fields."""


@lru_cache(maxsize=256)
def _plan(
    prefix: str, paths: tuple[str, ...], names: tuple[str, ...]
) -> dict[str, Callable[[Mapping[str, Any]], tuple[Any, ...]]]:
    """For each row what looks up its cells in the order of its fields. Few different sets of cells exist."""
    rows: dict[str, dict[str, str]] = {}
    for path in paths:
        row, _, column = path[len(prefix) :].rpartition(".")
        rows.setdefault(row, {})[column] = path
    return {row: itemgetter(*[cells.get(name, "") for name in names]) for row, cells in rows.items()}
