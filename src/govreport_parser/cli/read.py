"""``govreport parse`` and ``govreport check``."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from .. import export
from ..findings import Finding, Severity
from ..model import Report
from ..parse import parse as parse_source
from . import findings, table
from .terminal import columns, ink

CLEAN, FOUND, UNREADABLE = 0, 1, 2


def parse(options: argparse.Namespace) -> int:
    """Print what each report holds."""
    try:
        out = _output(options.output)
    except OSError as error:
        return _complain(options.output, error)
    with out as file:
        form = options.format or ("table" if file.isatty() else "json")
        reports, failed = _Read(options), False
        if form == "csv":
            export.write_csv([], file, before=("source",))
        for number, (name, report) in enumerate(reports):
            if form == "json":
                _json(report, name, many=len(options.files) > 1, file=file)
            elif form == "csv":
                rows = ({"source": name, **row} for row in report.rows())
                export.write_csv(rows, file, before=("source",), header=False)
            else:
                print(*([""] if number else []), *table.render(report, ink(file)), sep="\n", file=file)
            failed |= _fails(report.findings, options.fail_on)
    return UNREADABLE if reports.unread else FOUND if failed else CLEAN


def check(options: argparse.Namespace) -> int:
    """Print the findings of each report."""
    read = _Read(options)
    kept: list[Finding] = []
    reports: list[Report] = []
    failed = False
    for name, report in read:
        shown = [f for f in report.findings if f.severity.rank >= Severity(options.min_severity).rank]
        if options.format == "json":
            print(json.dumps(_checked(name, report, shown), ensure_ascii=False))
        else:
            view = findings.Shown(name, report, findings.Lines(report.text), ink(sys.stdout), columns())
            for finding in shown:
                print(*findings.render(view, finding), "", sep="\n")
        kept += shown
        reports.append(report)
        failed |= _fails(report.findings, options.fail_on)
    if options.format == "text" and reports:
        print(findings.summary(kept, reports))
    return UNREADABLE if read.unread else FOUND if failed else CLEAN


def _checked(name: str, report: Report, shown: list[Finding]) -> dict[str, Any]:
    """What ``check --format json`` prints for one file, on one line."""
    lines = findings.Lines(report.text)
    places = [[dict(zip(("line", "column"), lines.place(s), strict=True)) for s, _ in f.spans] for f in shown]
    data = report.to_dict()
    by_finding = {id(f): d for f, d in zip(report.findings, data["findings"], strict=True)}
    return {
        "schema_version": export.SCHEMA_VERSION,
        "source": name,
        "findings": [by_finding[id(f)] | {"places": p} for f, p in zip(shown, places, strict=True)],
        "checks": data["checks"],
    }


class _Read:
    """The reports of the files that the user named, in order; ``unread`` counts those that could not be read."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._files: list[str] = options.files
        self._encoding: str | None = options.encoding
        self.unread = 0

    def __iter__(self) -> Iterator[tuple[str, Report]]:
        """Name and report of each file that can be read."""
        for name in self._files:
            try:
                source = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
            except OSError as error:
                self.unread += 1
                _complain(name, error)
            else:
                yield "<stdin>" if name == "-" else name, parse_source(source, encoding=self._encoding)


def _output(path: str | None) -> contextlib.AbstractContextManager[TextIO]:
    if path is None or path == "-":
        return contextlib.nullcontext(sys.stdout)
    return Path(path).open("w", encoding="utf-8", newline="")


def _json(report: Report, name: str, *, many: bool, file: TextIO) -> None:
    """One report: the report itself, indented. One of many: a line that says its source."""
    if many:
        print(json.dumps({"source": name, "report": report.to_dict()}, ensure_ascii=False), file=file)
    else:
        print(report.to_json(indent=2), file=file)


def _fails(found: tuple[Finding, ...], fail_on: str) -> bool:
    return fail_on != "never" and any(f.severity.rank >= Severity(fail_on).rank for f in found)


def _complain(name: str, error: OSError) -> int:
    print(f"govreport: {name}: {error.strerror or error}", file=sys.stderr)
    return UNREADABLE
