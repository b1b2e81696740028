"""One function from Arrow record batch to Arrow record batch, for any engine.

:func:`parse_batch` takes rows of :data:`~govreport_parser.archive.schema.INPUT` and gives rows of
:data:`~govreport_parser.archive.schema.OUTPUT`, one for one and in order. It never raises for a document: what cannot
be parsed comes back with ``status`` ``failed`` and the reason. The local runner and the Spark adapter both call it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from attrs import frozen

from ..model import Report
from . import rows
from .entries import followed, report_id, sha256
from .schema import DECIMAL, NESTED, OUTPUT, PATHS, REPORT_COLUMNS, pa, pc

Parse = Callable[..., Report]
"""``parse(source, *, encoding=None) -> Report``"""


@frozen
class Parsed:
    """What became of one row: a report, or an error."""

    id: str | None
    sha256: str | None
    report_id: str | None
    report: Report | None
    error: str | None = None
    figures: Sequence[Any] = ()


def parse_batch(
    batch: Any,
    *,
    figures: bool = True,
    text: bool = False,
    parse: Parse | None = None,
    on_document: Callable[[int], None] | None = None,
) -> Any:
    """Parse every row of ``batch`` (schema ``INPUT``; columns that are not there count as null) into ``OUTPUT``.

    ``figures`` and ``text`` say whether the prose figures and the parsed text are filled in. ``on_document`` is called
    with each row's index before it is parsed. ``parse`` stands in for :func:`govreport_parser.parse`.
    """
    function = parse or parser()
    done = []
    for index, row in enumerate(_rows(batch)):
        if on_document is not None:
            on_document(index)
        done.append(parse_row(row, function, figures=figures))
    try:
        return assemble(done, text=text)
    except Exception:  # a report that no column can hold: find it and say so in its own row
        return assemble([_holdable(one, text=text) for one in done], text=text)


def parse_batches(batches: Iterable[Any]) -> Iterator[Any]:
    """:func:`parse_batch` over an iterator, the shape Spark's ``mapInArrow`` and others ask for."""
    yield from map(parse_batch, batches)


@cache
def parser() -> Parse:
    """The library's own ``parse``."""
    from .. import parse

    return parse


@cache
def parser_version() -> str:
    """The version of this library, as installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("govreport_parser")
    except PackageNotFoundError:
        return "0+unknown"


def _rows(batch: Any) -> Iterator[tuple[Any, ...]]:
    names = batch.schema.names
    columns = [
        batch.column(names.index(name)).to_pylist() if name in names else [None] * batch.num_rows
        for name in ("id", "content", "text", "encoding", "sha256")
    ]
    return zip(*columns, strict=True)


def parse_row(row: tuple[Any, ...], parse: Parse, *, figures: bool) -> Parsed:
    """Parse one row of the input; whatever goes wrong is in the result."""
    id_, content, text, encoding, sha = row
    data = content if text is None else text
    if data is None:
        return Parsed(id_, None, None, None, "no content")
    hint = None if isinstance(data, str) else followed(data, encoding)
    sha = sha or sha256(data)
    key = report_id(sha, text=isinstance(data, str), hint=hint)
    try:
        report = parse(data, encoding=hint)
        found = tuple(report.figures) if figures else ()
    except Exception as error:
        return Parsed(id_, sha, key, None, describe(error))
    return Parsed(id_, sha, key, report, figures=found)


def describe(error: BaseException) -> str:
    """An exception in one line."""
    return f"{type(error).__name__}: {error}"[:500].encode("utf-8", "replace").decode()


def _holdable(one: Parsed, *, text: bool) -> Parsed:
    try:
        assemble([one], text=text)
    except Exception as error:
        return Parsed(one.id, one.sha256, one.report_id, None, describe(error))
    return one


def assemble(done: list[Parsed], *, text: bool) -> Any:
    """The output batch of parsed rows."""
    reports = [one.report for one in done]
    heads: dict[str, list[Any]] = {
        "id": [one.id for one in done],
        "status": ["failed" if report is None else "ok" for report in reports],
        "error": [one.error for one in done],
        "outcome": ["failed" if report is None else rows.outcome_of(report) for report in reports],
        "parser_version": [parser_version()] * len(done),
        "sha256": [one.sha256 for one in done],
        "report_id": [one.report_id for one in done],
        "text": [report.text if text and report else None for report in reports],
    }
    nested = {
        "cells": _cells(reports),
        "sections": _list("sections", reports, rows.SECTION_COLUMNS, rows.add_sections),
        "figures": _list("figures", [one.figures for one in done], rows.FIGURE_COLUMNS, rows.add_figures),
        "findings": _list("findings", _of(reports, "findings"), rows.FINDING_COLUMNS, rows.add_findings),
        "checks": _list("checks", _of(reports, "checks"), rows.CHECK_COLUMNS, rows.add_checks),
    }
    heads |= _typed(reports)
    arrays = [nested[f.name] if f.name in nested else pa.array(heads[f.name], f.type) for f in OUTPUT]
    return pa.RecordBatch.from_arrays(arrays, schema=OUTPUT)


def _of(reports: list[Report | None], name: str) -> list[Any]:
    return [getattr(report, name) if report else () for report in reports]


def _typed(reports: list[Report | None]) -> dict[str, list[Any]]:
    """The columns of ``reports``: those from the metadata, and one for each cell path."""
    wide: rows.Lists = {path: [None] * len(reports) for path in PATHS}
    found = []
    for index, report in enumerate(reports):
        found.append(rows.typed(report) if report else {})
        if report:
            rows.add_wide(report, index, wide)
    out = {path.replace(".", "_"): values for path, values in wide.items()}
    plain = [c.name for c in REPORT_COLUMNS if c.name not in out]
    return out | {name: [row.get(name) for row in found] for name in plain}


def _cells(reports: list[Report | None]) -> Any:
    flat, offsets = rows.columns(rows.CELL_COLUMNS), [0]
    for report in reports:
        offsets.append(offsets[-1] + (rows.add_cells(report, flat) if report else 0))
    counts = pa.array(flat.pop("count"), pa.int64()).cast(DECIMAL)
    amounts = pa.array(flat.pop("amount"), DECIMAL)
    arrays = {"value": pc.coalesce(counts, amounts)}
    return _as_list("cells", arrays, flat, offsets)


def _list(name: str, items: Sequence[Any], names: Sequence[str], add: Callable[[Any, rows.Lists], int]) -> Any:
    flat, offsets = rows.columns(names), [0]
    for item in items:
        offsets.append(offsets[-1] + (add(item, flat) if item else 0))
    return _as_list(name, {}, flat, offsets)


def _as_list(name: str, arrays: dict[str, Any], flat: rows.Lists, offsets: list[int]) -> Any:
    kind = OUTPUT.field(name).type
    members = [kind.value_type.field(i) for i in range(kind.value_type.num_fields)]
    values = [arrays[f.name] if f.name in arrays else pa.array(flat[f.name], f.type) for f in members]
    struct = pa.StructArray.from_arrays(values, fields=members)
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), struct, type=kind)


assert set(NESTED) == {"cells", "sections", "figures", "findings", "checks"}
