"""Cells to typed tables: every attribute named as its cell path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from attrs import fields

from .cells import Value
from .quick import LookUp, look_up, many
from .tables import (
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
    fill, names = _ROWS[make]
    rows, columns = _plan(prefix, paths, names)
    given = [*values, None]
    return dict(zip(rows, fill(len(rows), *[column(given) for column in columns]), strict=True))


_ROWS: dict[type, tuple[Callable[..., list[Any]], tuple[str, ...]]] = {
    row: (many(row), tuple(field.name for field in fields(row))) for row in (DisclosureRow, Applicants, DisputeOutcomes)
}
"""How the rows of each table are made, and the names of their fields."""


@lru_cache(maxsize=256)
def _plan(prefix: str, paths: Paths, names: tuple[str, ...]) -> tuple[Paths, list[LookUp]]:
    """The rows of a table, and for each of their fields what looks up its column. Few different sets of cells exist."""
    places = {path[len(prefix) :]: place for place, path in enumerate(paths)}
    rows = tuple({path.rpartition(".")[0]: None for path in places})
    return rows, [look_up([places.get(f"{row}.{name}", len(paths)) for row in rows]) for name in names]
