"""One database file out of the parts of a finished run: SQLite or DuckDB."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from .extras import need
from .fields import Table
from .manifest import File
from .tables import plain

DATABASES = {"sqlite": "dataset.sqlite", "duckdb": "dataset.duckdb"}
_TYPES = {"integer": "INTEGER", "decimal": "NUMERIC"}


def to_database(folder: Path, files: Iterable[File], tables: Iterable[Table], kind: str) -> Path:
    """Write every table into one database file beside the parts, whole or not at all; where it is."""
    target = folder / DATABASES[kind]
    temporary = folder / f".{target.name}.tmp"
    temporary.unlink(missing_ok=True)
    (_to_sqlite if kind == "sqlite" else _to_duckdb)(folder, list(files), list(tables), temporary)
    os.replace(temporary, target)
    return target


def _to_sqlite(folder: Path, files: list[File], tables: list[Table], target: Path) -> None:
    """Decimals that SQLite's numbers cannot hold exactly stay text; everything else is what it is."""
    parquet = need("pyarrow.parquet", "archive", "reading Parquet")
    db = sqlite3.connect(target, isolation_level=None)
    try:
        db.execute("PRAGMA journal_mode=OFF")
        db.execute("PRAGMA synchronous=OFF")
        for table in tables:
            columns = ", ".join(f'"{c.name}" {_TYPES.get(c.kind, "TEXT")}' for c in table.columns)
            key = ", ".join(f'"{name}"' for name in table.key)
            db.execute(f'CREATE TABLE "{table.name}" ({columns}, PRIMARY KEY ({key}))')
            marks = ", ".join("?" for _ in table.columns)
            for file in (f for f in files if f.table == table.name):
                found = plain(parquet.read_table(folder / file.path))
                db.execute("BEGIN")
                for batch in found.to_batches(max_chunksize=10_000):
                    values = zip(*(_values(column) for column in batch.columns), strict=True)
                    db.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', values)
                db.execute("COMMIT")
    finally:
        db.close()
    with open(target, "rb+") as file_:
        os.fsync(file_.fileno())


def _values(column: object) -> list[object]:
    values: list[object] = column.to_pylist()  # type: ignore[attr-defined]  # pyarrow has no types
    return [v.isoformat() if hasattr(v, "isoformat") else v for v in values]


def _to_duckdb(folder: Path, files: list[File], tables: list[Table], target: Path) -> None:
    duckdb = need("duckdb", "duckdb", "writing DuckDB")
    with duckdb.connect(os.fspath(target)) as db:
        db.execute("SET TimeZone = 'UTC'")
        for table in tables:
            paths = [os.fspath(folder / f.path) for f in files if f.table == table.name]
            db.execute(f'CREATE TABLE "{table.name}" AS SELECT * FROM read_parquet(?)', [paths])
