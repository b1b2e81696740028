"""Cells to typed tables: every attribute named as its cell path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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

Paths = tuple[str, ...]
Values = Sequence[Value | None]


def disclosure(edition: str, paths: Paths, values: Values) -> Disclosure:
    """Table two from the values of its cells."""
    return Disclosure(edition, **_rows("disclosure.", paths, values, DisclosureRow))


def applications(edition: str, paths: Paths, values: Values) -> Applications:
    """Table three from the values of its cells."""
    row = _rows("applications.", paths, values, Applicants).get
    refused, unavailable, not_processed, other = [make(*map(row, members)) for make, members in _GROUPS]
    granted, partially_granted, total = map(row, ("results.granted", "results.partially_granted", "results.total"))
    results = Results(granted, partially_granted, refused, unavailable, not_processed, other, total)
    return Applications(edition, row("received"), row("carried_over"), results, row("carried_forward"))


_GROUPS: list[tuple[Callable[..., Any], Paths]] = [
    (make, tuple(f"results.{group}.{row.name}" for row in fields(make)))
    for group, make in (
        ("refused", Refused),
        ("unavailable", Unavailable),
        ("not_processed", NotProcessed),
        ("other", OtherResults),
    )
]
"""The outcomes of table three that are groups of rows, in printed order: their classes, and the paths of their rows."""


def disputes(edition: str, paths: Paths, values: Values) -> Disputes:
    """Table four from the values of its cells."""
    return Disputes(edition, **_rows("disputes.", paths, values, DisputeOutcomes))


def _rows(prefix: str, paths: Paths, values: Values, make: type[T]) -> dict[str, T]:
    """The typed rows of a table, by their path."""
    draft, names = _ROWS[make]
    plan = _plan(prefix, paths, names)
    given = [*values, None]
    return dict(zip(plan, become(make, [draft(*members(given)) for members in plan.values()]), strict=True))


_ROWS: dict[type, tuple[Callable[..., Any], tuple[str, ...]]] = {
    row: (twin(row), tuple(field.name for field in fields(row))) for row in (DisclosureRow, Applicants, DisputeOutcomes)
}
"""How a row of each table is made, and the names of its fields."""


@lru_cache(maxsize=256)
def _plan(prefix: str, paths: Paths, names: tuple[str, ...]) -> dict[str, Callable[[Sequence[Any]], tuple[Any, ...]]]:
    """For each row what looks up the values of its fields. Few different sets of cells exist."""
    rows: dict[str, dict[str, int]] = {}
    for place, path in enumerate(paths):
        row, _, column = path[len(prefix) :].rpartition(".")
        rows.setdefault(row, {})[column] = place
    return {row: itemgetter(*[places.get(name, -1) for name in names]) for row, places in rows.items()}
