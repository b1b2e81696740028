"""One function from Arrow record batch to Arrow record batch, for any engine.

:func:`parse_batch` takes rows of :data:`~govreport_parser.archive.schema.INPUT` and gives rows of
:data:`~govreport_parser.archive.schema.OUTPUT`, one for one and in order. It never raises for a document: what cannot
be parsed comes back with ``status`` ``failed`` and the reason. The local runner and the Spark adapter both call it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from ..model import Report
from . import rows
from .assemble import cells_column, checks_column, list_column, widen
from .entries import followed, report_id, sha256
from .schema import COMPACT, REPORT_COLUMNS, WIDE, pa

Parse = Callable[..., Report]
"""``parse(source, *, encoding=None) -> Report``"""


PLAIN = tuple(c.name for c in REPORT_COLUMNS if c.name not in set(WIDE))


class Held(NamedTuple):
    """What the columns hold of one report: plain values only, so that the report itself can go."""

    outcome: str = "failed"
    typed: tuple[Any, ...] = (None,) * len(PLAIN)
    cells: rows.Cells = rows.Cells()
    sections: rows.Rows = ()
    figures: rows.Rows = ()
    findings: rows.Rows = ()
    checks: rows.Checks = rows.Checks()
    text: str | None = None


class Parsed(NamedTuple):
    """What became of one row: a report, or an error."""

    id: str | None
    sha256: str | None
    report_id: str | None
    held: Held = Held()
    error: str | None = None


def parse_batch(
    batch: Any,
    *,
    figures: bool = True,
    text: bool = False,
    compact: bool = False,
    parse: Parse | None = None,
    on_document: Callable[[int], None] | None = None,
) -> Any:
    """Parse every row of ``batch`` (schema ``INPUT``; columns that are not there count as null) into ``OUTPUT``.

    ``figures`` and ``text`` say whether the prose figures and the parsed text are filled in. ``compact`` asks for the
    schema ``COMPACT``, which says the same in a quarter of the bytes. ``on_document`` is called with each row's index
    before it is parsed. ``parse`` stands in for :func:`govreport_parser.parse`.
    """
    function = parse or parser()
    done = []
    for index, row in enumerate(_rows(batch)):
        if on_document is not None:
            on_document(index)
        done.append(parse_row(row, function, figures=figures, text=text))
    try:
        out = assemble(done)
    except Exception:  # a report that no column can hold: find it and say so in its own row
        out = assemble([_holdable(one) for one in done])
    return out if compact else widen(out)


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


def parse_row(row: tuple[Any, ...], parse: Parse, *, figures: bool, text: bool) -> Parsed:
    """Parse one row of the input; whatever goes wrong is in the result."""
    id_, content, given, encoding, sha = row
    data = content if given is None else given
    if data is None:
        return Parsed(id_, None, None, error="no content")
    hint = None if isinstance(data, str) else followed(data, encoding)
    sha = sha or sha256(data)
    key = report_id(sha, text=isinstance(data, str), hint=hint)
    try:
        return Parsed(id_, sha, key, hold(parse(data, encoding=hint), figures=figures, text=text))
    except Exception as error:
        return Parsed(id_, sha, key, error=describe(error))


def hold(report: Report, *, figures: bool, text: bool) -> Held:
    """Take out of a report what the columns hold."""
    cells, checks = rows.cells_of(report), rows.checks_of(report.checks)
    return Held(
        rows.outcome_of(report),
        rows.typed(report, cells.statuses, checks.outcomes),
        cells,
        rows.sections_of(report),
        rows.figures_of(report.figures) if figures else [],
        rows.findings_of(report.findings),
        checks,
        report.text if text else None,
    )


def describe(error: BaseException) -> str:
    """An exception in one line."""
    return f"{type(error).__name__}: {error}"[:500].encode("utf-8", "replace").decode()


def _holdable(one: Parsed) -> Parsed:
    try:
        assemble([one])
    except Exception as error:
        return Parsed(one.id, one.sha256, one.report_id, error=describe(error))
    return one


def assemble(done: list[Parsed]) -> Any:
    """The rows as a batch of ``COMPACT``."""
    held = [one.held for one in done]
    columns: dict[str, Any] = {
        "id": [one.id for one in done],
        "status": ["failed" if one.error is not None else "ok" for one in done],
        "error": [one.error for one in done],
        "outcome": [own.outcome for own in held],
        "parser_version": [parser_version()] * len(done),
        "sha256": [one.sha256 for one in done],
        "report_id": [one.report_id for one in done],
        "text": [own.text for own in held],
        **dict(zip(PLAIN, zip(*[own.typed for own in held], strict=True), strict=bool(held))),
        "cells": cells_column([own.cells for own in held]),
        "sections": list_column("sections", [own.sections for own in held], rows.SECTION_COLUMNS),
        "figures": list_column("figures", [own.figures for own in held], rows.FIGURE_COLUMNS),
        "findings": list_column("findings", [own.findings for own in held], rows.FINDING_COLUMNS),
        "checks": checks_column([own.checks for own in held]),
    }
    found = [(columns.get(f.name, ()), f.type) for f in COMPACT]
    arrays = [column if isinstance(column, pa.Array) else pa.array(column, type_) for column, type_ in found]
    return pa.RecordBatch.from_arrays(arrays, schema=COMPACT)
