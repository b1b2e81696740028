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
    schema, outer = TABLES[table], NESTED[table]
    batch = batch.select(["outcome", *outer, table])
    if table != "findings":
        batch = only_reports(batch)
    nested = batch.column(table)
    parents = pc.list_parent_indices(nested)
    flat = pc.list_flatten(nested)
    inner = dict(zip((f.name for f in flat.type), flat.flatten(), strict=True))
    arrays = [batch.column(f.name).take(parents) if f.name in outer else inner[f.name] for f in schema]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def only_reports(batch: Any) -> Any:
    """The rows of an output batch that are reports."""
    wanted = pc.is_in(batch.column("outcome"), pa.array(IS_REPORT))
    return batch if pc.all(wanted, min_count=0).as_py() else batch.filter(wanted)
