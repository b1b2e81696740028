"""Findings for reading: where each stands, the printed line with what is meant underlined, and what was expected."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from attrs import frozen

from ..cells import Span
from ..findings import Finding
from ..model import Report
from .terminal import Ink, printable, width

EXPECTED = ("official", "expected")
"""The details of a finding that say what the form has."""

MAX_LINES = 5
"""How many lines of the document are shown for one finding; further places are listed."""

MOST_ALIKE = 3
"""So many findings of one code are shown whole; of more, the first is."""

SEVERITIES = ("error", "warning", "info")
"""From the gravest on, as they are counted."""

MAX_LISTED = 8
"""How many further places, and how many cell paths, are listed."""


class Lines:
    """The lines of a text, and where a character of it stands."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines(keepends=True)
        self._starts = [0, *accumulate(len(line) for line in self._lines)]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both from 1."""
        index = max(min(bisect_right(self._starts, offset), len(self._lines)) - 1, 0)
        return index + 1, offset - self._starts[index] + 1

    def start(self, number: int) -> int:
        """Where a line begins."""
        return self._starts[number - 1]

    def line(self, number: int) -> str:
        """A line by its number, without its end."""
        return self._lines[number - 1].rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029") if self._lines else ""


@frozen
class Shown:
    """A report with what is needed to show its findings. ``name`` is what the user calls the file."""

    name: str
    report: Report
    lines: Lines
    ink: Ink
    columns: int


def render_all(shown: Shown, found: Sequence[Finding]) -> Iterator[str]:
    """The lines of findings, those of one code together; of many of one code, all but the first in a line each."""
    by_code: dict[str, list[Finding]] = {}
    for finding in found:
        by_code.setdefault(finding.code, []).append(finding)
    for alike in by_code.values():
        whole = len(alike) if len(alike) <= MOST_ALIKE else 1
        for finding in alike[:whole]:
            yield from render(shown, finding)
            yield ""
        if rest := alike[whole:]:
            yield f"{len(rest)} more of the same (their cells: --format json)"
            yield from (_heading(shown, finding, _by_line(shown, finding)) for finding in rest)
            yield ""


def render(shown: Shown, finding: Finding) -> Iterator[str]:
    """The lines of one finding."""
    by_line = _by_line(shown, finding)
    excerpts = list(by_line.items())[:MAX_LINES]
    margin = len(str(max(by_line, default=0)))
    equals = f"{' ' * margin} {shown.ink('dim', '=')}"
    yield _heading(shown, finding, by_line)
    for number, marks in excerpts:
        yield from _excerpt(shown, number, marks, margin)
    if further := list(by_line)[MAX_LINES:]:
        yield f"{equals} also on lines {_listed([str(number) for number in further])}"
    details = dict(finding.details)
    yield from (f"{equals} the form has: {printable(details[key])}" for key in EXPECTED if key in details)
    noted = {marks[0][1] for _, marks in excerpts if len(marks) == 1}
    if not noted.issuperset(finding.paths):
        yield f"{equals} {_plural('cell', finding.paths)}: {_listed(finding.paths)}"


ByLine = dict[int, list[tuple[Span, str]]]


def _by_line(shown: Shown, finding: Finding) -> ByLine:
    """The places of a finding by the line that each begins in."""
    by_line: ByLine = {}
    for span, path in places(shown.report, finding):
        by_line.setdefault(shown.lines.place(span[0])[0], []).append((span, path))
    return by_line


def _heading(shown: Shown, finding: Finding, by_line: ByLine) -> str:
    severity = shown.ink(str(finding.severity), f"{finding.severity}[{finding.code}]")
    return f"{shown.ink('bold', _where(shown, by_line))}: {severity} {printable(finding.message)}"


def _where(shown: Shown, by_line: ByLine) -> str:
    first = next(iter(by_line.values()), None)
    return "{}:{}:{}".format(shown.name, *shown.lines.place(first[0][0][0])) if first else shown.name


def places(report: Report, finding: Finding) -> list[tuple[Span, str]]:
    """Where a finding stands: its own spans, or those of the cells it is about with their paths."""
    if finding.spans:
        return [(_trimmed(span, report.text), "") for span in dict.fromkeys(finding.spans)]
    cells = [(report.cells.get(path), path) for path in finding.paths]
    return [(cell.span, path) for cell, path in cells if cell is not None and cell.span is not None]


def _trimmed(span: Span, text: str) -> Span:
    """The span without white space at its ends: a header's may begin on the line before."""
    inner = text[slice(*span)]
    start = span[0] + len(inner) - len(inner.lstrip())
    return (start, start + len(inner.strip())) if inner.strip() else span


def _excerpt(shown: Shown, number: int, marks: list[tuple[Span, str]], margin: int) -> Iterator[str]:
    """A line, cut to the terminal around what is meant, and this underlined (with its path, if there is one only)."""
    line = shown.lines.line(number) + " "  # room for a mark behind the last character
    start = shown.lines.start(number)
    marked = {
        i for (a, b), _ in marks for i in range(max(a - start, 0), max(min(b - start, len(line) - 1), a - start + 1))
    }
    room = max(shown.columns - margin - 4, 20)
    begin, end = _window(line, min(marked), room)
    cells = [(printable(line[i]), i in marked) for i in range(begin, end)]
    sides = "…" if begin else "", "…" if end < len(line) else ""
    underline = " " * len(sides[0]) + "".join(("^" if mark else " ") * max(width(char), mark) for char, mark in cells)
    note = f" {marks[0][1]}" if len(marks) == 1 and marks[0][1] else ""
    bar = shown.ink("dim", "|")
    yield f"{number:>{margin}} {bar} {sides[0]}{''.join(char for char, _ in cells).rstrip()}{sides[1]}"
    yield f"{' ' * margin} {bar} {shown.ink('error', underline.rstrip())}{note}"


def _window(line: str, first: int, room: int) -> tuple[int, int]:
    """The part of a line that fits into ``room`` columns, with a third of it before ``first`` if it must be cut."""
    if width(printable(line)) <= room + 1:
        return 0, len(line)
    begin, used = first, 2
    while begin and used < room // 3:
        begin -= 1
        used += width(printable(line[begin]))
    end = first
    while end < len(line) and used + width(printable(line[end])) <= room:
        used += width(printable(line[end]))
        end += 1
    return begin, end


def summary(findings: list[Finding], reports: list[Report]) -> str:
    """One line over all files: findings by severity, and how the identities came out."""
    severities = Counter(str(finding.severity) for finding in findings)
    names = [name for name in SEVERITIES if severities[name]]
    counted = ", ".join(
        _number(severities[name], name) if name != "info" else f"{severities[name]} info" for name in names
    )
    outcomes = Counter(str(check.outcome) for report in reports for check in report.checks)
    identities = ", ".join(f"{outcomes[name]} {name}" for name in ("held", "broken", "undecided"))
    total = _number(len(findings), "finding") + (f" ({counted})" if counted else "")
    return f"{total} in {_number(len(reports), 'file')}; identities: {identities}"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def _plural(noun: str, things: Sequence[str]) -> str:
    return noun if len(things) == 1 else f"{noun}s"


def _listed(names: Sequence[str]) -> str:
    more = len(names) - MAX_LISTED
    return ", ".join(names[:MAX_LISTED]) + (f" and {more} more" if more > 0 else "")
