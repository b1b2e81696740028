"""From the batch function's rows to the tables of the data set."""

from __future__ import annotations

from typing import Any

from .schema import NESTED, TABLES, pa, pc

IS_REPORT = ("report", "blank_form")
"""Outcomes that make a row of ``reports`` (and of its tables)."""


def explode(batch: Any, table: str) -> Any:
    """The rows of one table (``cells``, ``sections``, ``figures``, ``findings``, ``checks``) in an output batch.

    A batch of schema ``OUTPUT`` in, a batch of that table's schema out. ``findings`` are those of every document,
    the others those of reports only.
    """
    batch = batch.select(["outcome", *NESTED[table], table])
    schema = TABLES[table]
    arrays = unnest(batch if table == "findings" else only_reports(batch), table)
    return pa.RecordBatch.from_arrays([a.cast(f.type) for a, f in zip(arrays, schema, strict=True)], schema=schema)


def unnest(batch: Any, table: str) -> list[Any]:
    """The columns of one table for every row of a batch; strings of the report are repeated as codes."""
    nested = batch.column(table)
    parents = pc.list_parent_indices(nested)
    flat = pc.list_flatten(nested)
    inner = dict(zip((f.name for f in flat.type), flat.flatten(), strict=True))
    outer = {name: _repeated(batch.column(name), parents) for name in NESTED[table]}
    return [outer[f.name] if f.name in outer else inner[f.name] for f in TABLES[table]]


def _repeated(column: Any, parents: Any) -> Any:
    return (column.dictionary_encode() if pa.types.is_string(column.type) else column).take(parents)


def only_reports(batch: Any) -> Any:
    """The rows of an output batch that are reports."""
    wanted = pc.is_in(batch.column("outcome"), pa.array(IS_REPORT))
    return batch if pc.all(wanted, min_count=0).as_py() else batch.filter(wanted)
