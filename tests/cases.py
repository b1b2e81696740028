"""The case folders: tests/fixtures/<edition>/<slug>/ with a source, what is expected of it, and why it is there.

``truth.json`` holds the numbers that were written down when the source was composed; ``expected.json`` what the library
makes of it, accepted by ``python -m tests.accept``. The two are compared as well: an accepted result may know less than
the truth, never something else.
"""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import frozen

from govreport_parser import parse
from govreport_parser.model import Report, Section

FIXTURES = Path(__file__).parent / "fixtures"
GROUPS = ("2019", "2021", "mixed", "none")
"""The folders that hold cases: by edition, mixtures of editions, and documents that are no report."""

FILES = {"expected.json", "note.md", "truth.json"}
SOURCES = ("source.txt", "source.html")
UNCERTAIN = ("ambiguous", "unreadable", "missing")


@frozen
class Case:
    """One folder."""

    folder: Path

    @property
    def name(self) -> str:
        """``<edition>/<slug>``."""
        return f"{self.folder.parent.name}/{self.folder.name}"

    @property
    def source(self) -> Path:
        """The document."""
        return next(path for name in SOURCES if (path := self.folder / name).exists())

    def load(self, name: str) -> dict[str, Any]:
        """One of the folder's JSON files; empty where it is not there yet."""
        path = self.folder / name
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    def parse(self) -> Report:
        """What the library makes of the source."""
        return parse(self.source)


def cases() -> list[Case]:
    """Every case, by name."""
    return [Case(folder) for group in GROUPS for folder in sorted((FIXTURES / group).iterdir()) if folder.is_dir()]


def digest(report: Report) -> dict[str, Any]:
    """A report cut down to what a person can check against the source: one line to a cell, to a section, to a finding."""
    outcomes = Counter(str(check.outcome) for check in report.checks)
    tables = {name: getattr(report, name) for name in ("disclosure", "applications", "disputes")}
    return {
        "title": report.title,
        "agency": report.agency,
        "year": report.year,
        "published": str(report.published) if report.published else None,
        "edition": report.edition,
        "tables": {name: table.edition if table is not None else None for name, table in tables.items()},
        "sections": [line for section in report.sections for line in _outline(section, "")],
        "cells": {
            path: [str(cell.status), None if cell.value is None else str(cell.value), cell.raw]
            for path, cell in report.cells.items()
        },
        "checks": dict(sorted(outcomes.items()))
        | {"not held": [f"{check.id} {check.outcome}" for check in report.checks if check.outcome != "held"]},
        "findings": [f"{finding.severity} {finding.code}: {finding.message}" for finding in report.findings],
    }


def _outline(section: Section, indent: str) -> list[str]:
    size = sum(len(paragraph) for paragraph in section.paragraphs)
    lines = [f"{indent}{section.number}{section.title} ({size})"]
    return lines + [line for inner in section.subsections for line in _outline(inner, indent + "  ")]


def disagreements(case: Case, report: Report) -> list[str]:
    """Where a report says something else than the truth. A cell that is not certain says nothing."""
    truth = case.load("truth.json")
    said = {name: getattr(report, name) for name in ("title", "agency", "year")}
    said["published"] = str(report.published) if report.published else None
    wrong = [f"{k}: {v!r}, in truth {truth[k]!r}" for k, v in said.items() if v != truth[k]]
    for path, cell in report.cells.items():
        if str(cell.status) in UNCERTAIN:
            continue
        if path not in truth["cells"]:
            wrong.append(f"{path}: {cell.value!r} ({cell.status}), which is not in the document")
            continue
        true = truth["cells"][path]
        if (true is None) != (cell.value is None) or (true is not None and Decimal(str(cell.value)) != Decimal(true)):
            wrong.append(f"{path}: {cell.value!r} ({cell.status}), in truth {true!r}")
    return wrong


def unowned(case: Case, report: Report) -> list[str]:
    """The cells of the truth that the report has no certain word on."""
    truth = case.load("truth.json")["cells"]
    known = {path for path, cell in report.cells.items() if str(cell.status) not in UNCERTAIN}
    return [path for path in truth if path not in known]


def dumps(data: dict[str, Any]) -> str:
    """JSON with one line to a cell, so that a difference of two versions reads well."""
    lines = []
    for key, value in data.items():
        if key in {"cells", "sections", "findings"} and value:
            pairs = value.items() if isinstance(value, dict) else ((None, item) for item in value)
            inner = [(f"{_json(k)}: " if k is not None else "") + _json(v) for k, v in pairs]
            brackets = "{}" if isinstance(value, dict) else "[]"
            lines.append(f'  "{key}": {brackets[0]}\n    ' + ",\n    ".join(inner) + f"\n  {brackets[1]}")
        else:
            lines.append(f'  "{key}": {_json(value)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def differences(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """What changed from one digest to the next, by cell and by line."""
    out = []
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        if isinstance(before, dict) and isinstance(after, dict):
            out += [f"{key}.{line}" for line in differences(before, after)]
        elif isinstance(before, list) and isinstance(after, list) and key in {"sections", "findings"}:
            out += [f"{key} - {line}" for line in before if line not in after]
            out += [f"{key} + {line}" for line in after if line not in before]
            out += [f"{key} in another order"] if sorted(before) == sorted(after) else []
        else:
            out.append(f"{key}: {_json(before)} -> {_json(after)}")
    return out
