"""Reports as columns: what one batch of parsed reports holds, table by table, as plain lists.

Two hundred cells to a report make this the part of a run that is most easily slow: columns are made by comprehensions over
all cells, and what is the same in most reports (paths, labels, the members of identities) is not made here at all.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from typing import Any, NamedTuple

from ..cells import Span, Status, Value
from ..export import label
from ..findings import Finding, Severity
from ..model import Check, Outcome, Report, Section

PLACES = 6
LARGEST = 10**31
SMALL = 1 << 53
plain: Callable[[str], str] = str.__str__
"""A member of a string enumeration as the plain string it is; its ``value`` takes five times as long."""

STATUSES = tuple(map(plain, Status))
OUTCOMES = tuple(map(plain, Outcome))
_STATUS = {status: code for code, status in enumerate(Status)}
_OUTCOME = {outcome: code for code, outcome in enumerate(Outcome)}
_UNREADABLE, _AMBIGUOUS = _STATUS[Status.UNREADABLE], _STATUS[Status.AMBIGUOUS]
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def exact(value: Value | None) -> Value | None:
    """The number, if the data set can hold it; ``None`` where it would have to be rounded or cut."""
    if value is None or (isinstance(value, int) and -SMALL < value < SMALL):
        return value
    number = Decimal(value)
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or abs(number) >= LARGEST:
        return None
    if exponent < -PLACES:
        number = number.normalize()
        exponent = number.as_tuple().exponent
        if not isinstance(exponent, int) or exponent < -PLACES:
            return None
    return number


NO_COUNTS: array[int] = array("q")


class Numbers(NamedTuple):
    """Values by their type: plain integers in their places, and where there is none."""

    counts: array[int] = NO_COUNTS
    """63 bits each, with 0 where there is none."""
    others: Mapping[int, Value | None] = {}
    """What stands in the other places. ``None`` where there is no number, or none that can be held exactly."""


def numbers(values: list[Any]) -> Numbers:
    """Part values by their type."""
    try:
        return Numbers(array("q", values))
    except OverflowError:
        odd = [i for i, value in enumerate(values) if value.__class__ is not int or not _short(value)]
    except TypeError:
        odd = [i for i, value in enumerate(values) if value.__class__ is not int]
    counts = values.copy()
    for i in odd:
        counts[i] = 0
    left = numbers(counts)  # which may hold integers that are too long
    return Numbers(left.counts, {**{i: exact(values[i]) for i in odd}, **left.others})


def _short(value: int) -> bool:
    return -(1 << 63) <= value < 1 << 63


class Cells(NamedTuple):
    """The cells of one report, column by column."""

    paths: tuple[str, ...] = ()
    editions: tuple[str, ...] = ("", "", "")
    """Of the three tables, in the order of :data:`STATUTORY`."""
    values: Numbers = Numbers()
    raws: Sequence[str | None] = ()
    statuses: bytes = b""
    """Positions in :data:`STATUSES`."""
    spans: array[int] = NO_COUNTS
    """Start and end of each cell in turn; 0 and 0 for a cell that stands nowhere."""
    nowhere: Sequence[int] = ()
    """The positions of those."""
    candidates: Mapping[int, str] = {}
    """Of the cells that have any, by position."""


STATUTORY = ("disclosure", "applications", "disputes")


def cells_of(report: Report) -> Cells:
    """The cells of a report as columns. One short comprehension to a column: no row of attributes is ever made."""
    if not report.cells:
        return Cells()
    cells = list(report.cells.values())
    values = numbers([cell.value for cell in cells])
    status = [_STATUS[cell.status] for cell in cells]
    for i, number in values.others.items():
        if number is None and cells[i].value is not None:
            status[i] = _UNREADABLE  # a number that cannot be held exactly is not passed off as certain
    shown = {}
    if _AMBIGUOUS in status:
        shown = {i: "|".join(map(str, cell.candidates)) for i, cell in enumerate(cells) if cell.candidates}
    editions = tuple([getattr(getattr(report, name), "edition", "") for name in STATUTORY])
    spans = _spans_of([cell.span for cell in cells])
    return Cells(tuple(report.cells), editions, values, [cell.raw for cell in cells], bytes(status), *spans, shown)


def _spans_of(spans: list[Span | None]) -> tuple[array[int], Sequence[int]]:
    try:
        return array("q", list(chain.from_iterable(spans))), ()  # type: ignore[arg-type]  # None is a TypeError
    except TypeError:
        known = [span or (0, 0) for span in spans]
        return array("q", list(chain.from_iterable(known))), [i for i, span in enumerate(spans) if span is None]


def headings(paths: tuple[str, ...], editions: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The edition and the label of each path."""
    by_table = dict(zip(STATUTORY, editions, strict=True))
    own = [by_table.get(path.partition(".")[0], "") for path in paths]
    return own, [label(path, edition) for path, edition in zip(paths, own, strict=True)]


Rows = Sequence[tuple[Any, ...]]
"""Rows of a nested table, each in the order of its columns."""

SECTION_COLUMNS = (
    "position", "parent", "level", "part", "number", "title", "text", "span_start", "span_end"
)  # fmt: skip


def sections_of(report: Report) -> Rows:
    """Every section of a report, subsections behind their parent."""
    parts = {id(getattr(report, name)): name for name in ("overview", "problems", "other")}
    out: list[tuple[Any, ...]] = []
    for top in report.sections:
        part = parts.get(id(top))
        for section, level, parent in _walk(top, 1, None, len(out)):
            text = "\n".join(section.paragraphs)
            start, end = section.span or (None, None)
            out.append((len(out), parent, level, part, section.number, section.title, text, start, end))
    return out


def _walk(section: Section, level: int, parent: int | None, at: int) -> Iterator[tuple[Section, int, int | None]]:
    yield section, level, parent
    below = at + 1
    for inner in section.subsections:
        for item in _walk(inner, level + 1, at, below):
            yield item
            below += 1


FIGURE_COLUMNS = (
    "position", "value", "high", "unit", "kind", "subject", "name", "qualifier", "parent", "raw", "span_start", "span_end"
)  # fmt: skip


def figures_of(figures: Sequence[Any]) -> Rows:
    """The figures of a report."""
    return [
        (
            position, exact(f.value), exact(f.high), f.unit, plain(f.kind), f.subject, f.name, f.qualifier, f.parent, f.raw,
            *f.span,
        )
        for position, f in enumerate(figures)
    ]  # fmt: skip


FINDING_COLUMNS = ("position", "code", "severity", "paths", "message", "spans")


def findings_of(findings: Sequence[Finding]) -> Rows:
    """Findings as rows."""
    return [
        (
            position, finding.code, plain(finding.severity), " ".join(finding.paths) or None, finding.message,
            _spans(finding.spans),
        )
        for position, finding in enumerate(findings)
    ]  # fmt: skip


def _spans(spans: tuple[Span, ...]) -> str | None:
    return " ".join(f"{start}-{end}" for start, end in spans) or None


Members = tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
"""Name, left and right cells of every identity."""


class Checks(NamedTuple):
    """What came of the identities of one report, column by column."""

    members: Members = ()
    """What the identities are, whatever came of them."""
    outcomes: bytes = b""
    """Positions in :data:`OUTCOMES`."""
    left_sums: Numbers = Numbers()
    right_sums: Numbers = Numbers()
    blanks: Mapping[int, str] = {}
    """Of those that count any, by position."""


def checks_of(checks: Sequence[Check]) -> Checks:
    """What came of the identities of a report, as columns."""
    return Checks(
        tuple([(check.id, check.left, check.right) for check in checks]),
        bytes([_OUTCOME[check.outcome] for check in checks]),
        numbers([check.left_sum for check in checks]),
        numbers([check.right_sum for check in checks]),
        {i: " ".join(check.blanks) for i, check in enumerate(checks) if check.blanks},
    )


def typed(report: Report, statuses: bytes, outcomes: bytes) -> tuple[Any, ...]:
    """The columns of ``reports`` that come from title, metadata and counts, in the order of their declaration."""
    meta, contact = report.metadata, report.metadata.contact
    tables = (report.disclosure, report.applications, report.disputes)
    severities = [finding.severity for finding in report.findings]
    return (
        report.title,
        report.agency,
        report.year,
        report.published,
        report.edition,
        *[table.edition if table else None for table in tables],
        meta.kind,
        meta.province,
        meta.city,
        meta.county,
        meta.division_code,
        meta.publisher,
        meta.source,
        meta.site,
        meta.index_number,
        meta.document_number,
        *(meta.period or (None, None)),
        *((contact.address, contact.postcode, contact.phone, contact.email) if contact else (None,) * 4),
        report.encoding.name if report.encoding else None,
        len(report.text),
        *[statuses.count(code) for code in range(len(STATUSES))],
        *[outcomes.count(code) for code in range(len(OUTCOMES))],
        *[severities.count(severity) for severity in _SEVERITIES],
    )


def outcome_of(report: Report) -> str:
    """What a document turned out to be: ``report``, ``blank_form``, ``not_report`` or ``empty``."""
    codes = {finding.code for finding in report.findings}
    if "empty-document" in codes:
        return "empty"
    if "not-a-report" in codes:
        return "not_report"
    if "blank-form" in codes and not any(cell.value is not None for cell in report.cells.values()):
        return "blank_form"
    return "report"
