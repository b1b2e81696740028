"""A report as plain data: dicts, JSON, JSON Schema, tidy rows and CSV.

What is written is what the annotations of :mod:`govreport_parser.model` say (see :mod:`govreport_parser.codec`), with
``schema_version`` in front. ``from_dict(to_dict(report)) == report`` for every report.
"""

from __future__ import annotations

import csv
import json
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TextIO

import attrs

from . import forms
from .codec import MisfitError, Schema, codec
from .model import Report
from .reflect import hints
from .tables import Applications, Disclosure, Disputes

SCHEMA_VERSION = 1
"""Raised whenever a key changes its name or its meaning, or goes away. A new key does not raise it."""

ROW_KEYS = ("agency", "year", "edition", "path", "label", "value", "raw", "status", "start", "end")
"""The keys of a tidy row, in order."""

_TABLES: dict[str, type] = {"disclosure": Disclosure, "applications": Applications, "disputes": Disputes}


def to_dict(report: Report) -> dict[str, Any]:
    """The report as plain dicts, lists, strings and numbers, keys in a fixed order. Amounts and dates are strings."""
    return {"schema_version": SCHEMA_VERSION, **codec(Report).dump(report)}


def plain(value: Any) -> Any:
    """A part of a report (a finding, a check, a cell) as :func:`to_dict` writes it."""
    kind: Any = type(value)
    return codec(kind).dump(value)


def to_json(report: Report, *, indent: int | None = None) -> str:
    """The report as JSON text, characters outside ASCII as they are."""
    return json.dumps(to_dict(report), ensure_ascii=False, indent=indent)


def from_dict(data: Mapping[str, Any]) -> Report:
    """The report that :func:`to_dict` gave ``data`` for.

    Raises ``ValueError`` with the path of the first key that does not fit (``cells.disputes.review.total.status: …``).
    """
    if not isinstance(data, Mapping):
        raise ValueError(f"expected an object, found {type(data).__name__}")  # noqa: TRY004  # one error for every misfit
    version = data.get("schema_version")
    if version != SCHEMA_VERSION:
        raise ValueError(f"schema_version: this library reads {SCHEMA_VERSION}, the data says {version!r}")
    try:
        report = codec(Report).load({key: item for key, item in data.items() if key != "schema_version"})
    except MisfitError as misfit:
        raise ValueError(str(misfit)) from None
    return typing.cast("Report", report)


def json_schema() -> Schema:
    """The JSON Schema (2020-12) of :func:`to_dict`. ``cells`` may hold the paths of every edition and no other."""
    defs: dict[str, Schema] = {}
    codec(Report).schema(defs)
    report = defs.pop("Report")
    report["properties"]["cells"]["propertyNames"] = {"enum": list(cell_paths())}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Report",
        "type": "object",
        "description": report["description"],
        "properties": {"schema_version": {"const": SCHEMA_VERSION}, **report["properties"]},
        "required": ["schema_version", *report["required"]],
        "additionalProperties": False,
        "$defs": dict(sorted(defs.items())),
    }


def cell_paths() -> Iterator[str]:
    """Every cell path the typed model has a field for, of any edition, in printed order."""
    for name, cls in _TABLES.items():
        yield from _leaves(cls, name)


def _leaves(cls: type, path: str) -> Iterator[str]:
    for name, hint in hints(cls):
        inner = [t for t in (*typing.get_args(hint), hint) if isinstance(t, type) and attrs.has(t)]
        if inner:
            yield from _leaves(inner[0], f"{path}.{name}")
        elif name != "edition":
            yield f"{path}.{name}"


def rows(report: Report) -> list[dict[str, Any]]:
    """Tidy rows, one to a cell, keys as in :data:`ROW_KEYS`.

    ``edition`` is the cell's table's, ``label`` the statutory row and column, ``value`` an ``int``, a ``Decimal`` or
    ``None``; ``start`` and ``end`` are the cell's span in ``report.text``.
    """
    out = []
    for path, cell in report.cells.items():
        table = path.split(".", 1)[0]
        edition = getattr(getattr(report, table), "edition", None)
        start, end = cell.span if cell.span is not None else (None, None)
        values = (report.agency, report.year, edition, path, label(path, edition), cell.value, cell.raw)
        out.append(dict(zip(ROW_KEYS, (*values, str(cell.status), start, end), strict=True)))
    return out


def write_csv(
    rows: Iterable[Mapping[str, Any]], file: TextIO, *, before: Sequence[str] = (), header: bool = True
) -> None:
    """Write tidy rows as CSV, with the keys ``before`` in front of theirs.

    ``None`` is an empty field: ``status`` tells a missing cell from a blank one.
    """
    writer = csv.DictWriter(file, [*before, *ROW_KEYS], lineterminator="\n")
    if header:
        writer.writeheader()
    writer.writerows(rows)


def label(path: str, edition: str | None) -> str:
    """The statutory wording of a cell path, its groups, row and column joined by `` / ``.

    The wording is that of the edition's own form, or where this has no such row or column, of another edition's. An
    unknown path is its own label.
    """
    table, _, rest = path.partition(".")
    row, _, column = rest.rpartition(".")
    known = [_labels(table, name) for name in (edition or "", *reversed(forms.FORMS))]
    row_label = next((rows[row] for rows, _ in known if row in rows), None)
    column_label = next((columns[column] for _, columns in known if column in columns), None)
    return f"{row_label} / {column_label}" if row_label and column_label else path


@cache
def _labels(table: str, edition: str) -> tuple[dict[str, str], dict[str, str]]:
    """The row labels and the column labels of a table of an edition, by path and by name."""
    form = forms.FORMS.get(edition)
    declared = {t.id: t for t in form.tables()}.get(table) if form else None
    if declared is None:
        return {}, {}
    row_labels = {path: text for block in declared.blocks for row in block.rows for path, text in _walk(row, "", "")}
    columns = {column.id: column.label.text for block in declared.blocks for column in block.columns}
    return row_labels, columns


def _walk(row: forms.Row, prefix: str, above: str) -> Iterator[tuple[str, str]]:
    path = f"{prefix}{row.id}"
    text = f"{above}{row.number}{row.label.text}"
    if not row.rows:
        yield path, text
    for inner in row.rows:
        yield from _walk(inner, f"{path}.", f"{text} / ")
