"""Arrow schemas: of the batch function's input and output, and of the tables of a data set."""

from __future__ import annotations

from typing import Any

from ..export import cell_paths, label
from . import fields
from .extras import need

pa: Any = need("pyarrow", "archive", "working on archives")
pc: Any = need("pyarrow.compute", "archive", "working on archives")

DECIMAL: Any = pa.decimal128(38, 6)
"""Numbers that may be amounts: yuan to a millionth, 32 digits before the point."""

TYPES: dict[str, Any] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "decimal": DECIMAL,
    "date": pa.date32(),
    "datetime": pa.timestamp("us", tz="UTC"),
    "boolean": pa.bool_(),
}

PATHS: dict[str, str] = {path: label(path, None) for path in cell_paths()}
"""Every cell path, with its statutory label in the newest edition that has it."""


def _tables() -> dict[str, fields.Table]:
    from attrs import evolve

    reports = evolve(fields.REPORTS, columns=(*fields.REPORTS.columns, *fields.wide_columns(PATHS)))
    others = (
        fields.CELLS, fields.SECTIONS, fields.FIGURES, fields.FINDINGS, fields.CHECKS, fields.FAILURES, fields.TEXTS
    )  # fmt: skip
    return {table.name: table for table in (fields.DOCUMENTS, reports, *others)}


DECLARED: dict[str, fields.Table] = _tables()


def arrow_schema(table: fields.Table) -> Any:
    """The Arrow schema of a declared table."""
    return pa.schema([pa.field(c.name, TYPES[c.kind], nullable=not c.required) for c in table.columns])


TABLES: dict[str, Any] = {name: arrow_schema(table) for name, table in DECLARED.items()}
"""The Arrow schema of every table, by name."""

INPUT: Any = pa.schema(
    [
        ("id", pa.string()),
        ("content", pa.binary()),
        ("text", pa.string()),
        ("encoding", pa.string()),
        ("sha256", pa.string()),
    ]
)
"""One document to a row: ``content`` as bytes or ``text`` as text. ``encoding`` is a hint. ``sha256`` may be null."""


def _struct(name: str, leave_out: tuple[str, ...], coded: tuple[str, ...] = ()) -> Any:
    columns = [c for c in DECLARED[name].columns if c.name not in leave_out]
    return pa.list_(pa.struct([pa.field(c.name, CODES if c.name in coded else TYPES[c.kind]) for c in columns]))


CODES: Any = pa.dictionary(pa.int32(), pa.string())
"""Strings of which there are few: a number for each, and what the numbers mean once."""
CODED: dict[str, tuple[str, ...]] = {
    "cells": ("edition", "path", "label", "status"),
    "checks": ("identity", "outcome", "left_cells", "right_cells"),
}
"""Columns of nested tables that are codes on their way from a worker to a file."""


FROM_DOCUMENT = ("report_id", "document_id", "url", "captured")
"""Columns of ``reports`` that the batch function does not fill, or fills under another name."""

REPORT_COLUMNS = tuple(c for c in DECLARED["reports"].columns if c.name not in FROM_DOCUMENT)
NESTED: dict[str, tuple[str, ...]] = {
    "cells": ("report_id", "agency", "year"),
    "sections": ("report_id",),
    "figures": ("report_id",),
} | {
    "findings": ("report_id",),
    "checks": ("report_id",),
}
"""Tables that the batch function returns as one list to a document, and the columns it leaves to the report."""

OUTPUT: Any = pa.schema(
    [
        ("id", pa.string()),
        ("status", pa.string()),
        ("error", pa.string()),
        ("outcome", pa.string()),
        ("parser_version", pa.string()),
        ("sha256", pa.string()),
        ("report_id", pa.string()),
        *((c.name, TYPES[c.kind]) for c in REPORT_COLUMNS),
        *((name, _struct(name, without)) for name, without in NESTED.items()),
        ("text", pa.string()),
    ]
)
"""One row for each row of the input, in the same order. ``status`` is ``ok`` or ``failed`` (then ``error`` says why)."""

WIDE: tuple[str, ...] = tuple(path.replace(".", "_") for path in PATHS)
"""The columns that hold one cell each, in the order of :data:`PATHS`."""

COMPACT: Any = pa.schema(
    [
        pa.field(f.name, _struct(f.name, NESTED[f.name], CODED.get(f.name, ())) if f.name in NESTED else f.type)
        for f in OUTPUT
        if f.name not in set(WIDE)
    ]
)
"""``OUTPUT`` as a worker sends it: without :data:`WIDE`, which follows from ``cells``, and with :data:`CODED` as codes."""
