"""``govreport parse`` and ``govreport check``."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from pathlib import Path
from typing import Any, TextIO

from .. import export
from ..findings import Finding, Severity
from ..model import Report
from ..prose import ProseCheck, compare_prose, prose_findings
from . import findings, table
from .inputs import Inputs, complain, fails, status
from .terminal import columns, ink


def parse(options: argparse.Namespace) -> int:
    """Print what each report holds."""
    try:
        out = _output(options.output)
    except OSError as error:
        return complain(options.output, error)
    with out as file:
        form = options.format or ("table" if file.isatty() else "json")
        reports, failed = Inputs(options), False
        if form == "csv":
            export.write_csv([], file, before=("source",))
        for number, (name, report) in enumerate(reports):
            if form in ("json", "jsonl"):
                _json(report, name, lines=form == "jsonl" or len(options.files) > 1, file=file)
            elif form == "csv":
                rows = ({"source": name, **row} for row in report.rows())
                export.write_csv(rows, file, before=("source",), header=False)
            else:
                print(*([""] if number else []), *table.render(report, ink(file)), sep="\n", file=file)
            failed |= fails(report.findings, options.fail_on)
    return status(unread=reports.unread, failed=failed)


def check(options: argparse.Namespace) -> int:
    """Print the findings of each report, and where its prose states other numbers than its tables hold."""
    inputs = Inputs(options)
    least = Severity(options.min_severity).rank
    kept: list[Finding] = []
    reports: list[Report] = []
    failed = False
    for name, report in inputs:
        prose = compare_prose(report)
        found = (*report.findings, *prose_findings(prose))
        shown = [finding for finding in found if finding.severity.rank >= least]
        if options.format == "json":
            print(json.dumps(_checked(name, report, shown, prose), ensure_ascii=False))
        else:
            view = findings.Shown(name, report, findings.Lines(report.text), ink(sys.stdout), columns())
            if shown:
                print(*findings.render_all(view, shown), sep="\n")
        kept += shown
        reports.append(report)
        failed |= fails(found, options.fail_on)
    if options.format == "text" and reports:
        print(findings.summary(kept, reports))
    return status(unread=inputs.unread, failed=failed)


def _checked(name: str, report: Report, shown: list[Finding], prose: tuple[ProseCheck, ...]) -> dict[str, Any]:
    """What ``check --format json`` prints for one file, on one line. Lines and columns count from 1."""
    lines = findings.Lines(report.text)
    return {
        "schema_version": export.SCHEMA_VERSION,
        "source": name,
        "findings": [
            export.plain(finding)
            | {"places": [dict(zip(("line", "column"), lines.place(start), strict=True)) for start, _ in finding.spans]}
            for finding in shown
        ],
        "checks": [export.plain(one) for one in report.checks],
        "prose": [one.to_dict() for one in prose],
    }


def _output(path: str | None) -> contextlib.AbstractContextManager[TextIO]:
    if path is None or path == "-":
        return contextlib.nullcontext(sys.stdout)
    return Path(path).open("w", encoding="utf-8", newline="")


def _json(report: Report, name: str, *, lines: bool, file: TextIO) -> None:
    """One report by itself, indented, or as a line that says its source."""
    if lines:
        print(json.dumps({"source": name, "report": report.to_dict()}, ensure_ascii=False), file=file)
    else:
        print(report.to_json(indent=2), file=file)
