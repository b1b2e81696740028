"""Reports as columns: what one batch of parsed reports holds, table by table, as plain lists.

Two hundred cells to a report make this the part of a run that is most easily slow: columns are made by comprehensions over
all cells, and what is the same in most reports (paths, labels, the members of identities) is not made here at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from ..cells import Span, Status, Value
from ..export import label
from ..findings import Finding
from ..model import Check, Report, Section

PLACES = 6
LARGEST = 10**31


SMALL = 1 << 53
plain: Callable[[str], str] = str.__str__
"""A member of a string enumeration as the plain string it is; its ``value`` takes five times as long."""


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


class Cells(NamedTuple):
    """The cells of one report, column by column. ``counts`` and ``amounts`` are the values, by their type."""

    paths: tuple[str, ...] = ()
    editions: tuple[str, ...] = ("", "", "")
    """Of the three tables, in the order of :data:`STATUTORY`."""
    counts: Sequence[int | None] = ()
    amounts: Mapping[int, Value] = {}
    """The few values that are no plain integers, by their position."""
    raws: Sequence[str | None] = ()
    statuses: Sequence[str] = ()
    starts: Sequence[int | None] = ()
    ends: Sequence[int | None] = ()
    candidates: Sequence[str | None] = ()


STATUTORY = ("disclosure", "applications", "disputes")
NOWHERE = (None, None)


def cells_of(report: Report) -> Cells:
    """The cells of a report as columns. One short comprehension to a column: no row of attributes is ever made."""
    if not report.cells:
        return Cells()
    cells = report.cells.values()
    values = [cell.value for cell in cells]
    status = ["read" if (s := cell.status) is Status.READ else plain(s) for cell in cells]
    counts: list[Any] = values.copy()
    amounts: dict[int, Value] = {}
    for i in _odd(values):
        value, counts[i] = values[i], None
        if value is None:
            continue
        if (number := exact(value)) is None:
            status[i] = "unreadable"  # a number that cannot be held exactly is not passed off as certain
        else:
            amounts[i] = number
    spans = [cell.span or NOWHERE for cell in cells]
    candidates = [cell.candidates for cell in cells]
    shown: list[str | None] = [None] * len(values)
    if any(candidates):
        shown = ["|".join(map(str, found)) if found else None for found in candidates]
    editions = tuple(getattr(getattr(report, name), "edition", "") for name in STATUTORY)
    starts, ends = [span[0] for span in spans], [span[1] for span in spans]
    return Cells(
        tuple(report.cells), editions, counts, amounts, [cell.raw for cell in cells], status, starts, ends, shown
    )


def _odd(values: Sequence[Value | None]) -> list[int]:
    """Where there is no value, an amount, or a count so large that it has to be looked at."""
    counts = [value for value in values if value.__class__ is int]
    if counts and (max(counts) >= SMALL or min(counts) <= -SMALL):
        return [i for i, value in enumerate(values) if value.__class__ is not int or not -SMALL < value < SMALL]
    return [] if len(counts) == len(values) else [i for i, v in enumerate(values) if v.__class__ is not int]


def headings(paths: tuple[str, ...], editions: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The edition and the label of each path."""
    by_table = dict(zip(STATUTORY, editions, strict=True))
    own = [by_table.get(path.partition(".")[0], "") for path in paths]
    return own, [label(path, edition) for path, edition in zip(paths, own, strict=True)]


def wide_row(cells: Cells, columns: tuple[str, ...]) -> Sequence[Value | None]:
    """The certain numbers of a report, in the order of ``columns``, which are paths."""
    found = _picked(cells.paths, columns)((*cells.counts, None))
    if not cells.amounts:
        return found
    row, slots = list(found), _slots(columns)
    for i, amount in cells.amounts.items():
        path = cells.paths[i]
        if path in slots:
            row[slots[path]] = _fitting(path, amount)
    return row


@lru_cache(maxsize=256)
def _picked(paths: tuple[str, ...], columns: tuple[str, ...]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """What picks the columns out of values in the order of ``paths``, with one more for columns that have no path."""
    places = {path: i for i, path in enumerate(paths)}
    return itemgetter(*(places.get(column, len(paths)) for column in columns))


@lru_cache(maxsize=8)
def _slots(columns: tuple[str, ...]) -> dict[str, int]:
    return {path: i for i, path in enumerate(columns)}


def _fitting(path: str, value: Value) -> Value | None:
    """The value as its wide column can hold it: any exact number for an amount, an integer of 63 bits for a count."""
    number = exact(value)
    if path.endswith(".amount") or number is None:
        return number
    return int(number) if number == int(number) and -(1 << 63) < number < 1 << 63 else None


Rows = list[tuple[Any, ...]]
"""Rows of a nested table, each in the order of its columns."""

SECTION_COLUMNS = (
    "position", "parent", "level", "part", "number", "title", "text", "span_start", "span_end"
)  # fmt: skip


def sections_of(report: Report) -> Rows:
    """Every section of a report, subsections behind their parent."""
    parts = {id(getattr(report, name)): name for name in ("overview", "problems", "other")}
    out: Rows = []
    for top in report.sections:
        part = parts.get(id(top))
        for section, level, parent in _walk(top, 1, None, len(out)):
            text = "\n".join(section.paragraphs)
            start, end = section.span or NOWHERE
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
            position, exact(f.value), exact(f.high), f.unit, str(f.kind), f.subject, f.name, f.qualifier, f.parent, f.raw,
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
    outcome: Sequence[str] = ()
    left_sum: Sequence[Value | None] = ()
    right_sum: Sequence[Value | None] = ()
    blanks: Sequence[str | None] = ()


def checks_of(checks: Sequence[Check]) -> Checks:
    """What came of the identities of a report, as columns."""
    left, right = [check.left_sum for check in checks], [check.right_sum for check in checks]
    return Checks(
        tuple([(check.id, check.left, check.right) for check in checks]),
        [plain(check.outcome) for check in checks],
        list(map(exact, left)) if _odd(left) else left,
        list(map(exact, right)) if _odd(right) else right,
        [" ".join(check.blanks) if check.blanks else None for check in checks],
    )


def typed(report: Report, statuses: Sequence[str], outcomes: Sequence[str]) -> dict[str, Any]:
    """The columns of ``reports`` that come from title, metadata and counts."""
    meta, contact = report.metadata, report.metadata.contact
    period = meta.period or (None, None)
    status = Counter(statuses)
    outcome = Counter(outcomes)
    severity = Counter([plain(finding.severity) for finding in report.findings])
    return {
        "title": report.title,
        "agency": report.agency,
        "year": report.year,
        "published": report.published,
        "edition": report.edition,
        "disclosure_edition": report.disclosure.edition if report.disclosure else None,
        "applications_edition": report.applications.edition if report.applications else None,
        "disputes_edition": report.disputes.edition if report.disputes else None,
        "body_kind": meta.kind,
        "province": meta.province,
        "city": meta.city,
        "county": meta.county,
        "division_code": meta.division_code,
        "publisher": meta.publisher,
        "content_source": meta.source,
        "site": meta.site,
        "index_number": meta.index_number,
        "document_number": meta.document_number,
        "period_start": period[0],
        "period_end": period[1],
        **{f"contact_{n}": getattr(contact, n, None) for n in ("address", "postcode", "phone", "email")},
        "encoding": report.encoding.name if report.encoding else None,
        "characters": len(report.text),
        **{f"cells_{s}": status[s] for s in ("read", "inferred", "blank", "ambiguous", "unreadable", "missing")},
        **{f"checks_{o}": outcome[o] for o in ("held", "broken", "undecided")},
        **{f"findings_{s}": severity[s] for s in ("error", "warning", "info")},
    }


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
