"""Reports as columns: what one batch of parsed reports holds, table by table, as plain lists.

A cell costs a handful of list appends and nothing else: two hundred cells to a report make this the part of a run that
is most easily slow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ..cells import Span, Value
from ..export import label
from ..findings import Finding
from ..model import Check, Report, Section

Lists = dict[str, list[Any]]
"""Column name to values."""

PLACES = 6
LARGEST = 10**31


SMALL = 1 << 53
plain = str.__str__
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


def columns(names: Sequence[str]) -> Lists:
    """Empty columns of these names."""
    return {name: [] for name in names}


CELL_COLUMNS = ("edition", "path", "label", "count", "amount", "raw", "status", "span_start", "span_end", "candidates")
STATUTORY = ("disclosure", "applications", "disputes")


def add_cells(report: Report, out: Lists) -> int:
    """Append every cell of a report; how many there are. ``count`` and ``amount`` are ``value`` by its type."""
    paths, cells = tuple(report.cells), list(report.cells.values())
    editions, labels = _headings(paths, tuple(getattr(getattr(report, name), "edition", "") for name in STATUTORY))
    values = [cell.value for cell in cells]
    counts = [v if isinstance(v, int) and -SMALL < v < SMALL else None for v in values]
    amounts = [exact(v) if n is None else None for v, n in zip(values, counts, strict=True)]
    statuses = [plain(cell.status) for cell in cells]
    for i, value in enumerate(values):
        if value is not None and counts[i] is None and amounts[i] is None:
            statuses[i] = "unreadable"  # a number that cannot be held exactly is not passed off as certain
    spans = [cell.span or NOWHERE for cell in cells]
    candidates = ["|".join(map(str, cell.candidates)) if cell.candidates else None for cell in cells]
    columns_: tuple[Iterable[Any], ...] = (
        editions, paths, labels, counts, amounts, [cell.raw for cell in cells], statuses,
        [span[0] for span in spans], [span[1] for span in spans], candidates,
    )  # fmt: skip
    for name, column in zip(CELL_COLUMNS, columns_, strict=True):
        out[name].extend(column)
    return len(cells)


NOWHERE = (None, None)


@lru_cache(maxsize=256)
def _headings(paths: tuple[str, ...], editions: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The edition and the label of each path; most reports share theirs with many others."""
    by_table = dict(zip(STATUTORY, editions, strict=True))
    own = [by_table.get(path.partition(".")[0], "") for path in paths]
    return own, [label(path, edition) for path, edition in zip(paths, own, strict=True)]


def add_wide(report: Report, index: int, wide: Lists) -> None:
    """Put the certain numbers of a report into row ``index`` of the wide columns, which hold ``None`` so far."""
    for path, cell in report.cells.items():
        value = cell.value
        if value is not None and (column := wide.get(path)) is not None:
            small = isinstance(value, int) and -SMALL < value < SMALL
            column[index] = value if small else _fitting(path, value)


def _fitting(path: str, value: Value) -> Value | None:
    """The value as its wide column can hold it: any exact number for an amount, an integer of 63 bits for a count."""
    number = exact(value)
    if path.endswith(".amount") or number is None:
        return number
    return int(number) if number == int(number) and -(1 << 63) < number < 1 << 63 else None


SECTION_COLUMNS = (
    "position", "parent", "level", "part", "number", "title", "text", "span_start", "span_end"
)  # fmt: skip


def add_sections(report: Report, out: Lists) -> int:
    """Append every section of a report, subsections behind their parent; how many there are."""
    parts = {id(getattr(report, name)): name for name in ("overview", "problems", "other")}
    position = 0
    for top in report.sections:
        for section, level, parent in _walk(top, 1, None, position):
            start, end = section.span or (None, None)
            text = "\n".join(section.paragraphs)
            row = (position, parent, level, parts.get(id(top)), section.number, section.title, text, start, end)
            for name, value in zip(SECTION_COLUMNS, row, strict=True):
                out[name].append(value)
            position += 1
    return position


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


def add_figures(figures: Sequence[Any], out: Lists) -> int:
    """Append the figures of a report; how many there are."""
    for position, f in enumerate(figures):
        row = (
            position, exact(f.value), exact(f.high), f.unit, str(f.kind), f.subject, f.name, f.qualifier, f.parent, f.raw,
            *f.span,
        )  # fmt: skip
        for name, value in zip(FIGURE_COLUMNS, row, strict=True):
            out[name].append(value)
    return len(figures)


FINDING_COLUMNS = ("position", "code", "severity", "paths", "message", "spans")


def add_findings(findings: Sequence[Finding], out: Lists) -> int:
    """Append findings; how many there are."""
    for position, finding in enumerate(findings):
        row = (
            position, finding.code, plain(finding.severity), " ".join(finding.paths) or None, finding.message,
            _spans(finding.spans),
        )  # fmt: skip
        for name, value in zip(FINDING_COLUMNS, row, strict=True):
            out[name].append(value)
    return len(findings)


def _spans(spans: tuple[Span, ...]) -> str | None:
    return " ".join(f"{start}-{end}" for start, end in spans) or None


CHECK_COLUMNS = ("identity", "outcome", "left_sum", "right_sum", "left_cells", "right_cells", "blanks")


def add_checks(checks: Sequence[Check], out: Lists) -> int:
    """Append the identities of a report; how many there are."""
    appends = [out[name].append for name in CHECK_COLUMNS]
    for check in checks:
        row = (
            check.id, plain(check.outcome), exact(check.left_sum), exact(check.right_sum),
            " ".join(check.left), " ".join(check.right), " ".join(check.blanks) or None,
        )  # fmt: skip
        for append, value in zip(appends, row, strict=True):
            append(value)
    return len(checks)


def typed(report: Report) -> dict[str, Any]:
    """The columns of ``reports`` that come from title, metadata and counts."""
    meta, contact = report.metadata, report.metadata.contact
    period = meta.period or (None, None)
    status = Counter(plain(cell.status) for cell in report.cells.values())
    outcome = Counter(plain(check.outcome) for check in report.checks)
    severity = Counter(plain(finding.severity) for finding in report.findings)
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
