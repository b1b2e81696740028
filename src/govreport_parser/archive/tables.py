"""The tables of one part, and their files: Parquet, CSV or JSONL, each written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .extras import need
from .manifest import File
from .schema import COMPACT, DECIMAL, NESTED, TABLES, WIDE, pa, pc
from .unnest import only_reports, unnest
from .wide import wide_columns

SUFFIX = {"parquet": "parquet", "csv": "csv", "jsonl": "jsonl", "sqlite": "parquet", "duckdb": "parquet"}
"""The kind of file that the parts of each output format are."""


def names(*, texts: bool) -> tuple[str, ...]:
    """The tables that are written, in the order of the documentation."""
    return tuple(name for name in TABLES if texts or name != "texts")


def part_tables(documents: list[dict[str, Any]], outputs: list[Any], *, texts: bool) -> dict[str, Any]:
    """Every table of a part; columns of strings may be codes.

    ``documents`` are its rows of ``documents`` with what ``failures`` needs beside it, in order; ``outputs`` the
    batches (``COMPACT``) of the parsed ones, in the same order, whose ids are positions in the run.
    """
    every = _together(outputs)
    reports = only_reports(every)
    out = {
        "documents": _rows("documents", documents),
        "reports": _table("reports", _reports(reports, documents)),
        **{name: _table(name, unnest(every if name == "findings" else reports, name)) for name in NESTED},
        "failures": _rows("failures", [row for row in documents if row["outcome"] == "failed"]),
    }
    if texts:
        out["texts"] = _table("texts", [reports.column(f.name) for f in TABLES["texts"]])
    return out


def _together(batches: list[Any]) -> Any:
    """Batches of ``COMPACT`` as one."""
    together = pa.Table.from_batches(batches, COMPACT).combine_chunks().to_batches()
    return together[0] if together else pa.RecordBatch.from_pylist([], schema=COMPACT)


def _rows(name: str, rows: list[dict[str, Any]]) -> Any:
    return _table(name, [pa.array([row.get(f.name) for row in rows], f.type) for f in TABLES[name]])


def _table(name: str, columns: list[Any]) -> Any:
    columns = [_sorted(column) if pa.types.is_dictionary(column.type) else column for column in columns]
    fields = [f.with_type(column.type) for f, column in zip(TABLES[name], columns, strict=True)]
    return pa.Table.from_arrays(columns, schema=pa.schema(fields))


def _sorted(column: Any) -> Any:
    """Codes of a dictionary in sorted order: the bytes of a file do not depend on how the work was cut into batches."""
    order = pc.sort_indices(column.dictionary)
    ranks = pc.sort_indices(order).cast(pa.int32())
    return pa.DictionaryArray.from_arrays(ranks.take(column.indices), column.dictionary.take(order))


def _reports(batch: Any, documents: list[dict[str, Any]]) -> list[Any]:
    """The columns of ``reports``: those of the output, with the identity of the document each came from."""
    first = documents[0]["seq"] if documents else 0
    own = [documents[int(id_) - first] for id_ in batch.column("id").to_pylist()]
    made = dict(zip(WIDE, wide_columns(batch.column("cells")), strict=True))
    made |= {
        name: pa.array([row[name] for row in own], TABLES["reports"].field(name).type)
        for name in ("document_id", "url", "captured")
    }
    return [made[f.name] if f.name in made else batch.column(f.name) for f in TABLES["reports"]]


def write_part(folder: Path, part: int, tables: dict[str, Any], kind: str) -> tuple[File, ...]:
    """Write every table of a part that has rows (of the first part, every table)."""
    return tuple(
        write_file(folder, f"{name}/part-{part:06d}.{kind}", name, table, kind)
        for name, table in tables.items()
        if table.num_rows or part == 0
    )


def write_file(folder: Path, path: str, name: str, table: Any, kind: str) -> File:
    """Write one file: under a temporary name, to the disk, then under its own."""
    target = folder / path
    target.parent.mkdir(exist_ok=True)
    temporary = target.with_name(f".{target.name}.tmp")
    WRITERS[kind](table, temporary)
    with open(temporary, "rb+") as file:
        os.fsync(file.fileno())
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        size = file.tell()
    os.replace(temporary, target)
    return File(name, path, table.num_rows, size, digest)


def _write_parquet(table: Any, path: Path) -> None:
    """A file whose columns are plain strings to every reader, codes or not (so no Arrow schema is stored beside them)."""
    need("pyarrow.parquet", "archive", "writing Parquet").write_table(
        table,
        path,
        compression="zstd",
        store_schema=False,
        use_dictionary=[name for name in table.column_names if name not in _COUNTS and name not in _RISING],
        column_encoding={name: "DELTA_BINARY_PACKED" for name in table.column_names if name in _RISING},
        write_statistics=[name for name in table.column_names if name not in _NO_RANGE],
    )


_RISING = frozenset(("span_start", "span_end"))
"""Columns whose values mostly grow from row to row."""
_COUNTS = frozenset(WIDE)
"""Columns of which there are hundreds, with a number to a report: a dictionary would be longer than they are."""
_NO_RANGE = _COUNTS | {
    "label", "value", "raw", "span_start", "span_end", "candidates", "title", "text", "message", "paths", "spans",
    "left_sum", "right_sum", "left_cells", "right_cells", "blanks", "sha256", "high", "subject", "detail"
}  # fmt: skip
"""Columns whose least and greatest value tell nobody which part to read."""


def _write_csv(table: Any, path: Path) -> None:
    need("pyarrow.csv", "archive", "writing CSV").write_csv(plain(table), path)


def _write_jsonl(table: Any, path: Path) -> None:
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(json_rows(table))


WRITERS = {"parquet": _write_parquet, "csv": _write_csv, "jsonl": _write_jsonl}


def plain(table: Any) -> Any:
    """The table with decimals as the shortest text that is exact, and times as ISO 8601."""
    arrays = []
    for column, f in zip(table.columns, table.schema, strict=True):
        if pa.types.is_dictionary(f.type):
            column = column.cast(pa.string())
        elif f.type == DECIMAL:
            column = pc.utf8_rtrim(pc.utf8_rtrim(column.cast(pa.string()), "0"), ".")
        elif pa.types.is_timestamp(f.type):
            column = pc.strftime(column.cast(pa.timestamp("s", tz="UTC")), "%Y-%m-%dT%H:%M:%SZ")
        arrays.append(column)
    return pa.table(arrays, names=table.column_names)


_NUMBER = re.compile(r'"\\u0001(-?[0-9.]+)"')


def json_rows(table: Any) -> Iterator[str]:
    """Each row as a line of JSON. Decimals are numbers with all their digits, dates and times ISO text."""
    decimals = [f.name for f in table.schema if f.type == DECIMAL]
    dates = [f.name for f in table.schema if pa.types.is_date(f.type)]
    simple = plain(table)
    for batch in simple.to_batches(max_chunksize=4096):
        for row in batch.to_pylist():
            for name in decimals:
                if row[name] is not None:
                    row[name] = f"\x01{row[name]}"
            for name in dates:
                row[name] = row[name].isoformat() if row[name] else None
            yield _NUMBER.sub(r"\1", json.dumps(row, ensure_ascii=False)) + "\n"


def sweep(folder: Path, parts: int) -> None:
    """Remove the files of parts that were never committed, and temporary files."""
    for name in TABLES:
        for path in sorted((folder / name).glob("*")):
            number = path.name.removeprefix("part-").partition(".")[0]
            if path.name.endswith(".tmp") or (number.isdigit() and int(number) >= parts):
                path.unlink()
