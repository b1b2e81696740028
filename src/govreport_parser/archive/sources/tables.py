"""Tables with one document to a row: JSONL, CSV, Parquet and SQLite."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import IO, Any, cast

from attrs import frozen

from ..entries import Entry, Refused, clean, refuse
from ..extras import need
from ..options import Columns, Options
from .folder import too_large

CONTENT = ("html", "text", "content", "body", "page", "raw_html")
IDS = ("id", "document_id", "doc_id", "uid", "url")
URLS = ("url", "uri", "link", "source_url")
CAPTURED = ("captured", "captured_at", "crawled_at", "fetched_at", "timestamp", "date")


@frozen
class Chosen:
    """Which columns of one source hold what."""

    content: str
    id: str | None
    url: str | None
    captured: str | None


def choose(names: list[str], columns: Columns) -> Chosen:
    """Pick the columns by name; :class:`Refused` if there is none that holds documents."""

    def pick(given: str | None, usual: tuple[str, ...], what: str) -> str | None:
        if given is not None:
            if given not in names:
                raise Refused("no-such-column", f"no {what} column {given!r} among {', '.join(names[:30])}")
            return given
        lower = {name.lower(): name for name in reversed(names)}
        return next((lower[name] for name in usual if name in lower), None)

    content = pick(columns.content, CONTENT, "content")
    if content is None:
        raise Refused("no-such-column", f"none of {', '.join(names[:30])} is known to hold documents; name one")
    return Chosen(
        content,
        pick(columns.id, IDS, "id"),
        pick(columns.url, URLS, "url"),
        pick(columns.captured, CAPTURED, "date"),
    )


def moment(value: Any) -> datetime | None:
    """A capture time in UTC from a date, a datetime, ISO text or 14 digits; ``None`` for anything else."""
    if isinstance(value, datetime):
        found = value
    elif isinstance(value, date):
        found = datetime.combine(value, time())
    elif isinstance(value, str):
        text = value.strip()
        try:
            found = datetime.strptime(text, "%Y%m%d%H%M%S") if text.isdigit() else datetime.fromisoformat(text)
        except ValueError:
            return None
    else:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)


def row_entry(row: Mapping[str, Any], chosen: Chosen, label: str, number: int, options: Options) -> Entry:
    """The entry of one row. ``number`` counts rows from zero and stands in for a missing id."""
    own = row.get(chosen.id) if chosen.id else None
    content = row.get(chosen.content)
    url, limit = row.get(chosen.url) if chosen.url else None, options.limits.document_bytes
    refusal: Refused | None = None
    if not isinstance(content, str | bytes):
        refusal = refuse("no-content", f"the column {chosen.content} holds no text")
    elif len(content) > limit:
        refusal = too_large(len(content), limit)
    elif isinstance(content, str):
        content = clean(content)
    return Entry(
        f"{label}#{number if own is None else clean(str(own))}",
        label,
        offset=number,
        url=clean(str(url)) if url else None,
        captured=moment(row.get(chosen.captured)) if chosen.captured else None,
        stamp=str(len(content)) if isinstance(content, str | bytes) else "",
        load=None if refusal else _held(content),
        refusal=refusal,
        fields={name: value for name, value in row.items() if name != chosen.content},
    )


def _held(content: Any) -> Callable[[], bytes | str]:
    return lambda: content


def _opened(file: IO[bytes], name: str) -> IO[bytes]:
    return cast("IO[bytes]", gzip.GzipFile(fileobj=file)) if name.lower().endswith(".gz") else file


def read_jsonl(path: Path, label: str, options: Options) -> Iterator[Entry]:
    """One JSON object to a line. A line that is none is refused by itself."""
    with open(path, "rb") as file:
        size = os.path.getsize(path)
        for entry in _read_lines(file, path.name, label, options):
            yield entry._replace(fraction=file.tell() / size)


def _read_lines(file: IO[bytes], name: str, label: str, options: Options) -> Iterator[Entry]:
    chosen: Chosen | None = None
    for number, line in enumerate(_lines(_opened(file, name), options.limits.document_bytes * 6)):
        where = Entry(f"{label}#{number}", label, offset=number)
        if line is None:
            yield _refused(where, "too-large", "a line longer than any document may be")
            continue
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield _refused(where, "corrupt", f"{type(error).__name__}: {error}")
            continue
        if not isinstance(row, dict):
            yield _refused(where, "corrupt", "the line is no JSON object")
            continue
        chosen = chosen or choose(list(row), options.columns)
        yield row_entry(row, chosen, label, number, options)


def _refused(entry: Entry, reason: str, detail: str) -> Entry:
    return entry._replace(refusal=refuse(reason, detail))


def _lines(file: IO[bytes], longest: int) -> Iterator[bytes | None]:
    """The lines of a file; ``None`` for one that is longer than it may be."""
    while line := file.readline(longest):
        if len(line) == longest and not line.endswith(b"\n"):
            while (rest := file.readline(longest)) and not rest.endswith(b"\n"):
                pass
            yield None
        else:
            yield line


def read_csv(path: Path, label: str, options: Options) -> Iterator[Entry]:
    """CSV or TSV with a header line, UTF-8 or GB 18030."""
    delimiter = "\t" if path.name.lower().removesuffix(".gz").endswith(".tsv") else ","
    size = os.path.getsize(path)
    before = csv.field_size_limit(options.limits.document_bytes)
    try:
        with open(path, "rb") as raw:
            encoding = _table_encoding(_opened(raw, path.name).read(1 << 20))
            raw.seek(0)
            file = io.TextIOWrapper(_opened(raw, path.name), encoding=encoding, errors="replace", newline="")
            rows: csv.DictReader[Any] = csv.DictReader(file, delimiter=delimiter)
            chosen = choose(list(rows.fieldnames or ()), options.columns)
            for number, row in enumerate(rows):
                row.pop(None, None)  # cells beyond the header
                yield row_entry(row, chosen, label, number, options)._replace(fraction=raw.tell() / size)
    except csv.Error as error:
        yield _refused(Entry(f"{label}#broken", label), "corrupt", str(error))
    finally:
        csv.field_size_limit(before)


def _table_encoding(head: bytes) -> str:
    for cut in range(4):  # the sample may end inside a character
        try:
            head[: len(head) - cut].decode("utf-8-sig")
            return "utf-8-sig"
        except UnicodeDecodeError:
            continue
    return "gb18030"


def read_parquet(path: Path, label: str, options: Options) -> Iterator[Entry]:
    """A Parquet file, a few rows at a time."""
    parquet = need("pyarrow.parquet", "archive", "reading Parquet")
    with parquet.ParquetFile(path) as file:
        names = [name for name in file.schema_arrow.names if not _nested(file.schema_arrow.field(name).type)]
        chosen = choose(names, options.columns)
        number = 0
        for batch in file.iter_batches(batch_size=64, columns=names):
            for row in batch.to_pylist():
                entry = row_entry(row, chosen, label, number, options)
                yield entry._replace(fraction=number / file.metadata.num_rows)
                number += 1


def _nested(kind: Any) -> bool:
    return bool(kind.num_fields)


def read_sqlite(path: Path, label: str, options: Options) -> Iterator[Entry]:
    """One table of an SQLite file, opened for reading only, in the order of its rowid (or its primary key)."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        table = _table(connection, options.columns.table)
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({_quote(table)})")]
        chosen = choose(names, options.columns)
        limit = options.limits.document_bytes
        content = _quote(chosen.content)
        columns = ", ".join(
            _quote(name)
            if name != chosen.content
            else f"CASE WHEN length({content}) > {limit} THEN zeroblob(0) ELSE {content} END"
            for name in names
        )
        order = _order(connection, table, chosen.id or names[0])
        query = f"SELECT length({content}), {columns} FROM {_quote(table)} ORDER BY {order}"
        for number, (length, *values) in enumerate(connection.execute(query)):
            entry = row_entry(dict(zip(names, values, strict=True)), chosen, label, number, options)
            too_long = length is not None and length > limit
            yield _refused(entry, "too-large", f"{length} bytes; the limit is {limit}") if too_long else entry
    except sqlite3.Error as error:
        yield _refused(Entry(f"{label}#broken", label), "corrupt", f"{type(error).__name__}: {error}")
    finally:
        connection.close()


def _table(connection: sqlite3.Connection, given: str | None) -> str:
    query = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY name"
    names = [row[0] for row in connection.execute(query)]
    if given in names:
        return str(given)
    if given is None and len(names) == 1:
        return str(names[0])
    raise Refused("no-such-table", f"{'no table ' + repr(given) if given else 'name one table'} of {', '.join(names)}")


def _order(connection: sqlite3.Connection, table: str, column: str) -> str:
    try:
        connection.execute(f"SELECT rowid FROM {_quote(table)} LIMIT 1")
    except sqlite3.OperationalError:
        return _quote(column)
    return "rowid"


def _quote(name: str) -> str:
    escaped = name.replace('"', '""')
    return f'"{escaped}"'
