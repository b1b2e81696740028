"""A data set read back, part by part, whichever format its parts have."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .extras import need
from .schema import TABLES, pa


def opened(out: str | os.PathLike[str]) -> Path:
    """The folder of a data set. ``FileNotFoundError`` if it is none."""
    folder = Path(out)
    if not list(folder.glob("documents/part-*")):
        raise FileNotFoundError(f"{folder} holds no data set (no documents/part-…)")
    return folder


def read_parts(folder: Path, table: str, columns: list[str]) -> Iterator[Any]:
    """Some columns of a table, part by part, in order."""
    schema = pa.schema([TABLES[table].field(name) for name in columns])
    for path in sorted((folder / table).glob("part-*")):
        yield READERS[path.suffix](path, schema)


def _parquet(path: Path, schema: Any) -> Any:
    return need("pyarrow.parquet", "archive", "reading Parquet").read_table(path, columns=schema.names)


def _csv(path: Path, schema: Any) -> Any:
    csv = need("pyarrow.csv", "archive", "reading CSV")
    options = csv.ConvertOptions(
        column_types=schema, include_columns=schema.names, strings_can_be_null=True, quoted_strings_can_be_null=False
    )
    return csv.read_csv(path, convert_options=options, parse_options=csv.ParseOptions(newlines_in_values=True))


def _jsonl(path: Path, schema: Any) -> Any:
    if not path.stat().st_size:
        return schema.empty_table()
    json = need("pyarrow.json", "archive", "reading JSONL")
    parse = json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore")
    return json.read_json(path, read_options=json.ReadOptions(block_size=64 << 20), parse_options=parse)


READERS = {".parquet": _parquet, ".csv": _csv, ".jsonl": _jsonl}
