"""One function from Arrow record batch to Arrow record batch, for any engine.

:func:`parse_batch` takes rows of :data:`~govreport_parser.archive.schema.INPUT` and gives rows of
:data:`~govreport_parser.archive.schema.OUTPUT`, one for one and in order. It never raises for a document: what cannot
be parsed comes back with ``status`` ``failed`` and the reason. The local runner and the Spark adapter both call it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate, chain, count
from typing import Any

from attrs import frozen

from ..cells import Value
from ..model import Report
from . import rows
from .entries import followed, report_id, sha256
from .schema import DECIMAL, NESTED, OUTPUT, PATHS, REPORT_COLUMNS, pa, pc

Parse = Callable[..., Report]
"""``parse(source, *, encoding=None) -> Report``"""


@frozen
class Held:
    """What the columns hold of one report: plain values only, so that the report itself can go."""

    outcome: str
    typed: dict[str, Any]
    cells: rows.Cells
    sections: rows.Rows
    figures: rows.Rows
    findings: rows.Rows
    checks: rows.Checks
    text: str | None


NOTHING = Held("failed", {}, rows.Cells(), [], [], [], rows.Checks(), None)


@frozen
class Parsed:
    """What became of one row: a report, or an error."""

    id: str | None
    sha256: str | None
    report_id: str | None
    held: Held = NOTHING
    error: str | None = None


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
        done.append(parse_row(row, function, figures=figures, text=text))
    try:
        return assemble(done)
    except Exception:  # a report that no column can hold: find it and say so in its own row
        return assemble([_holdable(one) for one in done])


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
        rows.typed(report, cells.statuses, checks.outcome),
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
    """The output batch of parsed rows."""
    held = [one.held for one in done]
    heads: dict[str, list[Any]] = {
        "id": [one.id for one in done],
        "status": ["failed" if one.error is not None else "ok" for one in done],
        "error": [one.error for one in done],
        "outcome": [own.outcome for own in held],
        "parser_version": [parser_version()] * len(done),
        "sha256": [one.sha256 for one in done],
        "report_id": [one.report_id for one in done],
        "text": [own.text for own in held],
        **{name: [own.typed.get(name) for own in held] for name in PLAIN},
    }
    cells = [own.cells for own in held]
    nested = {
        "cells": _cells(cells),
        "sections": _list("sections", [own.sections for own in held], rows.SECTION_COLUMNS),
        "figures": _list("figures", [own.figures for own in held], rows.FIGURE_COLUMNS),
        "findings": _list("findings", [own.findings for own in held], rows.FINDING_COLUMNS),
        "checks": _checks([own.checks for own in held]),
    }
    arrays = nested | _wide(cells) | {name: pa.array(values, OUTPUT.field(name).type) for name, values in heads.items()}
    return pa.RecordBatch.from_arrays([arrays[f.name] for f in OUTPUT], schema=OUTPUT)


COLUMNS = tuple(PATHS)
PLAIN = tuple(c.name for c in REPORT_COLUMNS[: len(REPORT_COLUMNS) - len(COLUMNS)])


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
    offsets = [0, *accumulate(len(own.paths) for own in cells)]
    amounts: list[Value | None] = [None] * offsets[-1]
    for first, own in zip(offsets, cells, strict=False):
        for i, amount in own.amounts.items():
            amounts[first + i] = amount
    same = [_headings(own.paths, own.editions) for own in cells]
    counts = pa.array(_flat(own.counts for own in cells), pa.int64()).cast(DECIMAL)
    arrays = {
        **_joined(("edition", "path", "label"), same),
        "value": pc.coalesce(counts, pa.array(amounts, DECIMAL)),
    }
    flat = {
        "raw": _flat(own.raws for own in cells),
        "status": _flat(own.statuses for own in cells),
        "span_start": _flat(own.starts for own in cells),
        "span_end": _flat(own.ends for own in cells),
        "candidates": _flat(own.candidates for own in cells),
    }
    return _as_list("cells", arrays, flat, offsets)


def _flat(parts: Iterable[Sequence[Any]]) -> list[Any]:
    return list(chain.from_iterable(parts))


@lru_cache(maxsize=256)
def _headings(paths: tuple[str, ...], editions: tuple[str, ...]) -> tuple[Any, Any, Any]:
    """The edition, path and label of every cell as arrays: most reports share theirs with many others."""
    own, labels = rows.headings(paths, editions)
    return _strings(own), _strings(paths), _strings(labels)


def _checks(checks: list[rows.Checks]) -> Any:
    same = [_members(own.members) for own in checks]
    arrays = _joined(("identity", "left_cells", "right_cells"), same)
    flat = {
        "outcome": _flat(own.outcome for own in checks),
        "left_sum": _flat(own.left_sum for own in checks),
        "right_sum": _flat(own.right_sum for own in checks),
        "blanks": _flat(own.blanks for own in checks),
    }
    return _as_list("checks", arrays, flat, [0, *accumulate(len(own.outcome) for own in checks)])


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


def _list(name: str, items: list[rows.Rows], names: Sequence[str]) -> Any:
    columns = list(zip(*chain.from_iterable(items), strict=True)) or [()] * len(names)
    return _as_list(name, {}, dict(zip(names, columns, strict=True)), [0, *accumulate(map(len, items))])


def _as_list(name: str, arrays: dict[str, Any], flat: Mapping[str, Sequence[Any]], offsets: list[int]) -> Any:
    kind = OUTPUT.field(name).type
    members = [kind.value_type.field(i) for i in range(kind.value_type.num_fields)]
    values = [arrays[f.name] if f.name in arrays else pa.array(flat[f.name], f.type) for f in members]
    struct = pa.StructArray.from_arrays(values, fields=members)
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), struct, type=kind)


assert set(NESTED) == {"cells", "sections", "figures", "findings", "checks"}
