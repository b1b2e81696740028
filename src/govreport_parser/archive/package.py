"""``datapackage.json``: the data set described in the terms of the Data Package standard (version 2)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from .fields import Column, Table
from .manifest import File
from .schema import DECLARED

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
MEDIA = {
    "parquet": "application/vnd.apache.parquet",
    "csv": "text/csv",
    "jsonl": "application/jsonl",
}
TYPES = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "date": {"type": "date"},
    "datetime": {"type": "datetime", "format": "any"},
    "boolean": {"type": "boolean"},
}
LICENSE = {
    "name": "other-pd",
    "title": "Facts taken from public documents; the terms of the sites they were collected from apply to their texts",
}


def package(files: Iterable[File], kind: str, *, name: str, version: str, sources: list[str]) -> dict[str, Any]:
    """The description of a data set made of ``files``, all of ``kind`` (parquet, csv or jsonl)."""
    by_table: dict[str, list[File]] = {}
    for file in files:
        by_table.setdefault(file.table, []).append(file)
    return {
        "$schema": PROFILE,
        "name": name,
        "title": "Annual reports on open government information",
        "description": "Read from published reports by govreport_parser. Every number has a status: read, inferred and "
        "blank are certain. A blank is empty in value and blank in status; a printed zero is 0.",
        "version": "1.0",
        "licenses": [LICENSE],
        "sources": [{"title": source} for source in sources],
        "contributors": [{"title": f"govreport_parser {version}", "roles": ["processor"]}],
        "resources": [_resource(DECLARED[table], found, kind) for table, found in by_table.items()],
    }


def _resource(table: Table, files: list[File], kind: str) -> dict[str, Any]:
    paths = [file.path for file in files]
    out: dict[str, Any] = {
        "name": table.name,
        "title": table.en,
        "description": table.zh,
        "path": paths[0] if len(paths) == 1 else paths,
        # what a validator is to read row by row; the others it checks as files, and their schema is for people
        "type": "table" if kind == "csv" else "file",
        "format": kind,
        "mediatype": MEDIA[kind],
        "encoding": "utf-8",
    }
    if len(files) == 1:
        out |= {"bytes": files[0].bytes, "hash": f"sha256:{files[0].sha256}"}
    return out | {"schema": _schema(table)}


def _schema(table: Table) -> dict[str, Any]:
    return {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }


def _field(column: Column) -> dict[str, Any]:
    out: dict[str, Any] = {
        "name": column.name,
        **TYPES[column.kind],
        "title": column.en,
        "description": column.zh,
    }
    if column.unit:
        out["unit"] = column.unit
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.values:
        constraints["enum"] = list(column.values)
    return out | ({"constraints": constraints} if constraints else {})


def to_text(data: dict[str, Any]) -> str:
    """A description as JSON text."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
