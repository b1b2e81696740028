"""Reports on a Spark cluster: the batch function of :mod:`govreport_parser.archive` behind ``mapInArrow``.

>>> from govreport_parser import spark as gs                                        # doctest: +SKIP
>>> session = gs.session("local[2]")                                                # doctest: +SKIP
>>> parsed = gs.parse(session.read.parquet("pages.parquet").selectExpr("url AS id", "html AS content"))
... # doctest: +SKIP
>>> gs.table(parsed, "cells").write.parquet("cells")                                # doctest: +SKIP

This library must be installed where the executors run. A page that kills its Python worker fails its task, which Spark
retries and then fails the job; the local runner (``govreport run``) is what isolates single pages.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from .archive.batch import parse_batch
from .archive.entries import Entry, Refused, binary_kind, followed
from .archive.extras import need
from .archive.options import Options
from .archive.schema import INPUT, NESTED, OUTPUT, TABLES, TYPES, pa
from .archive.unnest import explode

MAX_RECORDS = 200
"""Rows in a batch: Spark's own default of 10,000 pages would be more than a gigabyte."""
_MAX_RECORDS = "spark.sql.execution.arrow.maxRecordsPerBatch"

CHUNK_DOCUMENTS, CHUNK_BYTES = 32, 4 << 20

SOURCE: Any = pa.schema(
    [*INPUT, ("source", pa.string()), ("url", pa.string()), ("captured", TYPES["datetime"]), ("refusal", pa.string())]
)
"""What :func:`from_sources` gives: ``INPUT``, where the document was found, and why it could not be read, if so."""


def session(master: str | None = None, **config: str) -> Any:
    """A Spark session whose Python workers are this Python, with batches small enough for pages.

    ``config`` are further settings, points written as double underscores (``spark__ui__enabled="false"``). A running
    session is used where there is one; its workers are then what they are.
    """
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = need("pyspark.sql", "spark", "working on Spark").SparkSession.builder
    if master is not None:
        builder = builder.master(master)
    builder = builder.config(_MAX_RECORDS, str(MAX_RECORDS))
    for name, value in config.items():
        builder = builder.config(name.replace("__", "."), value)
    return builder.getOrCreate()


def parse(frame: Any, *, figures: bool = True, text: bool = False) -> Any:
    """One row of ``OUTPUT`` for each row of ``frame``, in the same partitions.

    ``frame`` has a column ``content`` (bytes) or ``text`` (string), and may have ``id``, ``encoding`` (a hint) and
    ``sha256``. Other columns are passed through; ``ValueError`` if one is called as a column of ``OUTPUT``. Lowers the
    session's batch size to :data:`MAX_RECORDS` if it is larger.
    """
    if not {"content", "text"} & set(frame.columns):
        raise ValueError(f"no column content or text among {', '.join(frame.columns)}")
    extra = [name for name in frame.columns if name not in INPUT.names]
    if clash := [name for name in extra if name in OUTPUT.names]:
        raise ValueError(f"columns {', '.join(clash)} are columns of the output too; rename them")
    _small_batches(frame.sparkSession)
    schema = _spark_schema(OUTPUT)
    for name in extra:
        schema = schema.add(frame.schema[name])
    return frame.mapInArrow(_parser(extra, figures=figures, text=text), schema)


def table(parsed: Any, name: str) -> Any:
    """A table of the data set (``cells``, ``sections``, ``figures``, ``findings``, ``checks``) from parsed rows."""
    if name not in NESTED:
        raise ValueError(f"no table {name}; there are {', '.join(NESTED)}")
    needed = ["outcome", "report_id", "agency", "year", name]
    return parsed.select(*needed).mapInArrow(_exploder(name), _spark_schema(TABLES[name]))


def from_folder(spark: Any, path: str, pattern: str = "*") -> Any:
    """A frame of ``id`` (the path) and ``content`` from the files below a folder that Spark can read."""
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").option("pathGlobFilter", pattern)
    return files.load(path).selectExpr("path AS id", "content")


def from_sources(spark: Any, paths: Sequence[str], options: Options | None = None) -> Any:
    """A frame of every document in archives (WARC, WACZ, zip, tar, JSONL, …) that all executors can open by path.

    One task for each archive. Columns are those of :data:`SOURCE`; what is refused comes with ``refusal`` and no
    content.
    """
    frame = spark.createDataFrame([(path,) for path in paths], "path string").repartition(max(len(paths), 1), "path")
    return frame.mapInArrow(_reader(options or Options()), _spark_schema(SOURCE))


def _small_batches(spark: Any) -> None:
    if int(spark.conf.get(_MAX_RECORDS, "10000")) > MAX_RECORDS:
        spark.conf.set(_MAX_RECORDS, str(MAX_RECORDS))


def _spark_schema(schema: Any) -> Any:
    return need("pyspark.sql.pandas.types", "spark", "working on Spark").from_arrow_schema(schema)


Batches = Callable[[Iterable[Any]], Iterator[Any]]


def _parser(extra: list[str], *, figures: bool, text: bool) -> Batches:
    def batches(found: Iterable[Any]) -> Iterator[Any]:
        for batch in found:
            out = parse_batch(batch, figures=figures, text=text)
            columns = [*out.columns, *(batch.column(name) for name in extra)]
            yield pa.RecordBatch.from_arrays(columns, names=[*OUTPUT.names, *extra])

    return batches


def _exploder(name: str) -> Batches:
    def batches(found: Iterable[Any]) -> Iterator[Any]:
        for batch in found:
            yield explode(batch, name)

    return batches


def _reader(options: Options) -> Batches:
    def batches(found: Iterable[Any]) -> Iterator[Any]:
        from .archive.sources import entries, resolve

        for batch in found:
            for path in batch.column("path").to_pylist():
                yield from _in_batches(entries(resolve((path,)), options))

    return batches


def _in_batches(found: Iterator[Entry]) -> Iterator[Any]:
    rows: list[dict[str, Any]] = []
    size = 0
    for entry in found:
        row = _row(entry)
        size += len(row.get("content") or row.get("text") or b"")
        rows.append(row)
        if len(rows) >= CHUNK_DOCUMENTS or size >= CHUNK_BYTES:
            yield pa.RecordBatch.from_pylist(rows, schema=SOURCE)
            rows, size = [], 0
    if rows:
        yield pa.RecordBatch.from_pylist(rows, schema=SOURCE)


def _row(entry: Entry) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": entry.document_id, "source": entry.source, "url": entry.url, "captured": entry.captured,
        "encoding": entry.charset,
    }  # fmt: skip
    try:
        if entry.refusal is not None:
            raise entry.refusal
        data = entry.load() if entry.load else None
    except Refused as refused:
        return row | {"refusal": f"{refused.reason}: {refused.detail}".rstrip(": ")}
    if data is None:
        return row | {"refusal": "revisit"}
    if isinstance(data, str):
        return row | {"text": data}
    kind = binary_kind(data)
    return row | (
        {"refusal": f"binary-{kind}"} if kind else {"content": data, "encoding": followed(data, entry.charset)}
    )
