"""One function from Arrow record batch to Arrow record batch, for any engine.

:func:`parse_batch` takes rows of :data:`~govreport_parser.archive.schema.INPUT` and gives rows of
:data:`~govreport_parser.archive.schema.OUTPUT`, one for one and in order. It never raises for a document: what cannot
be parsed comes back with ``status`` ``failed`` and the reason. The local runner and the Spark adapter both call it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, count
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
    cells = [rows.cells_of(report) if report else rows.Cells() for report in reports]
    nested = {
        "cells": _cells(cells),
        "sections": _list("sections", reports, rows.SECTION_COLUMNS, rows.add_sections),
        "figures": _list("figures", [one.figures for one in done], rows.FIGURE_COLUMNS, rows.add_figures),
        "findings": _list("findings", _of(reports, "findings"), rows.FINDING_COLUMNS, rows.add_findings),
        "checks": _checks(_of(reports, "checks")),
    }
    heads |= _typed(reports, cells)
    arrays = nested | _wide(cells) | {name: pa.array(values, OUTPUT.field(name).type) for name, values in heads.items()}
    return pa.RecordBatch.from_arrays([arrays[f.name] for f in OUTPUT], schema=OUTPUT)


def _of(reports: list[Report | None], name: str) -> list[Any]:
    return [getattr(report, name) if report else () for report in reports]


COLUMNS = tuple(PATHS)
PLAIN = tuple(c.name for c in REPORT_COLUMNS[: len(REPORT_COLUMNS) - len(COLUMNS)])


def _typed(reports: list[Report | None], cells: list[rows.Cells]) -> dict[str, list[Any]]:
    """The columns of ``reports`` that come from title, metadata and counts."""
    found = [rows.typed(r, own.statuses) if r else {} for r, own in zip(reports, cells, strict=True)]
    return {name: [row.get(name) for row in found] for name in PLAIN}


def _wide(cells: list[rows.Cells]) -> dict[str, Any]:
    """The columns of ``reports`` that hold one cell each. Counts are made in one piece and cut: three hundred calls less."""
    columns = list(zip(*(rows.wide_row(own, COLUMNS) for own in cells), strict=True)) or [()] * len(COLUMNS)
    names = [path.replace(".", "_") for path in COLUMNS]
    amounts = [path.endswith(".amount") for path in COLUMNS]
    counts = pa.array(
        [v for column, money in zip(columns, amounts, strict=True) if not money for v in column], pa.int64()
    )
    places = count(0, len(cells))
    return {
        name: pa.array(column, DECIMAL) if money else counts.slice(next(places), len(cells))
        for name, column, money in zip(names, columns, amounts, strict=True)
    }


def _cells(cells: list[rows.Cells]) -> Any:
    counts = pa.array([v for own in cells for v in own.counts], pa.int64()).cast(DECIMAL)
    amounts = pa.array([v for own in cells for v in own.amounts], DECIMAL)
    same = [_headings(own.paths, own.editions) for own in cells]
    arrays = {
        **_joined(("edition", "path", "label"), same),
        "value": pc.coalesce(counts, amounts),
    }
    flat: rows.Lists = {
        "raw": [v for own in cells for v in own.raws],
        "status": [v for own in cells for v in own.statuses],
        "span_start": [v for own in cells for v in own.starts],
        "span_end": [v for own in cells for v in own.ends],
        "candidates": [v for own in cells for v in own.candidates],
    }
    return _as_list("cells", arrays, flat, [0, *accumulate(len(own.paths) for own in cells)])


@lru_cache(maxsize=256)
def _headings(paths: tuple[str, ...], editions: tuple[str, ...]) -> tuple[Any, Any, Any]:
    """The edition, path and label of every cell as arrays: most reports share theirs with many others."""
    own, labels = rows.headings(paths, editions)
    return _strings(own), _strings(paths), _strings(labels)


def _checks(checks: list[Any]) -> Any:
    flat = rows.columns(rows.CHECK_COLUMNS)
    sizes = [rows.add_checks(own, flat) for own in checks]
    same = [_members(rows.members(own)) for own in checks]
    arrays = _joined(("identity", "left_cells", "right_cells"), same)
    return _as_list("checks", arrays, flat, [0, *accumulate(sizes)])


@lru_cache(maxsize=256)
def _members(found: rows.Members) -> tuple[Any, Any, Any]:
    """The names and members of a report's identities as arrays, shared like :func:`_headings`."""
    names = [name for name, _, _ in found]
    sides = ([" ".join(side) for side in sides] for sides in ([i[1] for i in found], [i[2] for i in found]))
    return (_strings(names), *map(_strings, sides))


def _strings(values: Sequence[str]) -> Any:
    return pa.array(values, pa.string())


def _joined(names: Sequence[str], parts: list[tuple[Any, ...]]) -> dict[str, Any]:
    """Arrays of the same columns, one after the other; empty ones where there are none."""
    columns = list(zip(*parts, strict=True)) or [(_strings(()),)] * len(names)
    return {name: pa.concat_arrays(list(column)) for name, column in zip(names, columns, strict=True)}


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
