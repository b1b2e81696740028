"""From a finished data set to a panel: the series of each agency, one report for each year, and what a year hands to the next."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from attrs import frozen

from ..cells import Cell, Status, Value
from ..findings import Finding
from ..model import Report
from ..series import Series, SeriesCheck, series_findings
from ..series.agency import Agency, Named, agencies, spelt_most
from ..series.checks import FOLLOWED
from ..series.copies import differing, repeated
from .fields import PANEL, SERIES_CHECKS
from .parts import opened, read_parts
from .schema import arrow_schema, pa, pc

NUMBERS = ("cells_read", "cells_inferred")
"""Columns of ``reports`` that count its certain numbers."""


@frozen
class DataPanel:
    """What :func:`panel` made of a data set: two Arrow tables, and the findings ``series-…`` about them."""

    reports: Any
    """Every report of the data set: its series and year, and whether it is the one that is used (``fields.PANEL``)."""
    checks: Any
    """What each year hands to the next, over the reports that are used (``fields.SERIES_CHECKS``)."""
    findings: tuple[Finding, ...]


class _Row(NamedTuple):
    """A report as far as it is needed to place it."""

    report_id: str
    name: Named | None
    numbers: int
    captured: Any


class _Group(NamedTuple):
    """The reports of one agency by year, those that are used first."""

    agency: Agency
    called: str
    years: Mapping[int, list[_Row]]


def panel(out: str | os.PathLike[str]) -> DataPanel:
    """Group the reports of the data set ``out`` by agency and year, choose one for each, and check the series.

    Which agencies are one, :func:`~govreport_parser.series.agency.agencies` says. Of several reports of one agency on one
    year the one with most certain numbers is used; of those, the one captured last; of those, the first of the data set.
    Reports that name no agency or no year are in no series. Takes some kilobytes of memory for each report.
    ``FileNotFoundError`` if ``out`` is no data set.
    """
    folder = opened(out)
    rows = list(_rows(folder))
    groups = _groups([row for row in rows if row.name])
    cells = _cells(folder, groups)
    findings: list[Finding] = []
    checked: list[dict[str, Any]] = []
    for number, group in enumerate(groups):
        findings += _copies(group, cells)
        checks = _checks(group, cells)
        findings += series_findings(checks)
        checked += [_checked(number, group, check) for check in checks]
    return DataPanel(
        pa.Table.from_pylist(_placed(rows, groups, cells), schema=arrow_schema(PANEL)),
        pa.Table.from_pylist(checked, schema=arrow_schema(SERIES_CHECKS)),
        tuple(findings),
    )


def _rows(folder: Path) -> Iterator[_Row]:
    columns = ["report_id", "agency", "year", "division_code", "captured", *NUMBERS]
    for part in read_parts(folder, "reports", columns):
        for row in part.to_pylist():
            known = row["agency"] and row["year"] is not None
            name = Named(row["agency"], row["year"], row["division_code"]) if known else None
            yield _Row(row["report_id"], name, sum(row[column] for column in NUMBERS), row["captured"])


def _groups(rows: list[_Row]) -> list[_Group]:
    names = [row.name for row in rows if row.name]
    found: dict[Agency, dict[int, list[_Row]]] = {}
    for agency, name, row in zip(agencies(names), names, rows, strict=True):
        found.setdefault(agency, {}).setdefault(name.year, []).append(row)
    for years in found.values():
        for same in years.values():
            same.sort(key=_rank, reverse=True)  # which keeps the order of equal ones
    return [_Group(agency, _called(years), years) for agency, years in found.items()]


def _rank(row: _Row) -> tuple[int, bool, Any]:
    return row.numbers, row.captured is not None, row.captured


def _called(years: Mapping[int, list[_Row]]) -> str:
    return spelt_most(row.name.agency for same in years.values() for row in same if row.name) or ""


def _cells(folder: Path, groups: list[_Group]) -> dict[str, dict[str, Cell]]:
    """By report: of those on a year that others are on too, every cell; of the others, those that a series is checked by."""
    several = {row.report_id for group in groups for same in group.years.values() if len(same) > 1 for row in same}
    used = {same[0].report_id for group in groups for year, same in group.years.items() if _has_neighbour(group, year)}
    found: dict[str, dict[str, Cell]] = {report_id: {} for report_id in (*several, *used)}
    wanted, whole = pa.array(found, pa.string()), pa.array(several, pa.string())
    followed = pa.array(FOLLOWED)
    for part in read_parts(folder, "cells", ["report_id", "path", "value", "status"]):
        ids, paths = part.column("report_id"), part.column("path")
        followed_here = pc.and_(pc.is_in(ids, wanted), pc.is_in(paths, followed))
        own = part.filter(pc.or_(followed_here, pc.is_in(ids, whole)))
        for report_id, path, value, status in zip(*(column.to_pylist() for column in own.columns), strict=True):
            found[report_id][path] = _cell(_number(path, value), status)
    return found


def _has_neighbour(group: _Group, year: int) -> bool:
    return year - 1 in group.years or year + 1 in group.years


def _number(path: str, value: Decimal | None) -> Value | None:
    return value if value is None or path.endswith(".amount") else int(value)


@lru_cache(maxsize=1 << 16)
def _cell(value: Value | None, status: str) -> Cell:
    """A cell that is shared by all reports that print the same: its place is in ``cells``."""
    return Cell(value, None, None, Status(status))


def _copies(group: _Group, cells: Mapping[str, Mapping[str, Cell]]) -> Iterator[Finding]:
    for year, same in group.years.items():
        if len(same) > 1:
            yield repeated(group.called, year, same[0].report_id, [cells[row.report_id] for row in same])


def _checks(group: _Group, cells: Mapping[str, Mapping[str, Cell]]) -> tuple[SeriesCheck, ...]:
    reports = {
        year: Report(agency=group.called, year=year, cells=cells.get(same[0].report_id, {}))
        for year, same in group.years.items()
    }
    return Series(group.called, reports).checks()


def _checked(number: int, group: _Group, check: SeriesCheck) -> dict[str, Any]:
    """A row of ``SERIES_CHECKS``."""
    year = check.year or 0
    return {
        "series": number,
        "agency": check.agency,
        "year": year,
        "identity": check.id,
        "outcome": check.outcome.value,
        "left_sum": check.left_sum,
        "right_sum": check.right_sum,
        "why": check.why or None,
        "report_id": group.years[year][0].report_id,
        "previous_report_id": group.years[year - 1][0].report_id,
    }


def _placed(rows: list[_Row], groups: list[_Group], cells: Mapping[str, Mapping[str, Cell]]) -> list[dict[str, Any]]:
    """The rows of ``PANEL``, in the order of the data set."""
    found = {
        row.report_id: _placing(number, group, year, same, row, cells)
        for number, group in enumerate(groups)
        for year, same in group.years.items()
        for row in same
    }
    nowhere = {"used": False, "copies": 0, "differing": 0}
    return [{"report_id": row.report_id, "numbers": row.numbers, **found.get(row.report_id, nowhere)} for row in rows]


def _placing(
    number: int, group: _Group, year: int, same: list[_Row], row: _Row, cells: Mapping[str, Mapping[str, Cell]]
) -> dict[str, Any]:
    used = row is same[0]
    paths = () if used else differing(cells[same[0].report_id], cells[row.report_id])
    return {
        "series": number,
        "agency": group.called,
        "division_code": group.agency.division.code if group.agency.division else None,
        "year": year,
        "used": used,
        "copies": len(same),
        "differing": len(paths),
        "differs": " ".join(paths) or None,
    }
