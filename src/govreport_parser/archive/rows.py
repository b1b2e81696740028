"""Reports as columns: what one batch of parsed reports holds, table by table, as plain lists.

Two hundred cells to a report make this the part of a run that is most easily slow: columns are made by comprehensions over
all cells, and what is the same in most reports (paths, labels, the members of identities) is not made here at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from ..cells import Span, Value
from ..export import label
from ..findings import Finding
from ..model import Check, Report, Section

Lists = dict[str, list[Any]]
"""Column name to values."""

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


def columns(names: Sequence[str]) -> Lists:
    """Empty columns of these names."""
    return {name: [] for name in names}


class Cells(NamedTuple):
    """The cells of one report, column by column. ``counts`` and ``amounts`` are the values, by their type."""

    paths: tuple[str, ...] = ()
    editions: tuple[str, ...] = ("", "", "")
    """Of the three tables, in the order of :data:`STATUTORY`."""
    counts: Sequence[int | None] = ()
    amounts: Sequence[Value | None] = ()
    raws: Sequence[str | None] = ()
    statuses: Sequence[str] = ()
    starts: Sequence[int | None] = ()
    ends: Sequence[int | None] = ()
    candidates: Sequence[str | None] = ()


STATUTORY = ("disclosure", "applications", "disputes")
NOWHERE = (None, None)


def cells_of(report: Report) -> Cells:
    """The cells of a report as columns."""
    if not report.cells:
        return Cells()
    fields = zip(*map(_FIELDS, report.cells.values()), strict=True)
    values, raws, spans, statuses, candidates = fields
    status = list(map(plain, statuses))
    counts = list(values)
    amounts: list[Value | None] = [None] * len(values)
    for i in _odd(values):
        value, counts[i] = values[i], None
        if value is None:
            continue
        amounts[i] = exact(value)
        if amounts[i] is None:
            status[i] = "unreadable"  # a number that cannot be held exactly is not passed off as certain
    starts, ends = zip(*[span or NOWHERE for span in spans], strict=True)
    shown: list[str | None] = [None] * len(values)
    if any(candidates):
        shown = ["|".join(map(str, found)) if found else None for found in candidates]
    editions = tuple(getattr(getattr(report, name), "edition", "") for name in STATUTORY)
    return Cells(tuple(report.cells), editions, counts, amounts, raws, status, starts, ends, shown)


def _odd(values: Sequence[Value | None]) -> list[int]:
    """Where there is no value, an amount, or a count so large that it has to be looked at."""
    counts = [value for value in values if value.__class__ is int]
    if counts and (max(counts) >= SMALL or min(counts) <= -SMALL):
        return [i for i, value in enumerate(values) if value.__class__ is not int or not -SMALL < value < SMALL]
    return [] if len(counts) == len(values) else [i for i, v in enumerate(values) if v.__class__ is not int]


_FIELDS = attrgetter("value", "raw", "span", "status", "candidates")


def headings(paths: tuple[str, ...], editions: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The edition and the label of each path."""
    by_table = dict(zip(STATUTORY, editions, strict=True))
    own = [by_table.get(path.partition(".")[0], "") for path in paths]
    return own, [label(path, edition) for path, edition in zip(paths, own, strict=True)]


def wide_row(cells: Cells, columns: tuple[str, ...]) -> list[Value | None]:
    """The certain numbers of a report, in the order of ``columns``, which are paths."""
    row: list[Value | None] = [None] * (len(columns) + 1)  # the last for paths that have no column
    slots = _slots(cells.paths, columns)
    for slot, count in zip(slots, cells.counts, strict=True):
        row[slot] = count
    for i, amount in enumerate(cells.amounts):
        if amount is not None:
            row[slots[i]] = _fitting(cells.paths[i], amount)
    del row[-1]
    return row


@lru_cache(maxsize=256)
def _slots(paths: tuple[str, ...], columns: tuple[str, ...]) -> list[int]:
    places = {path: i for i, path in enumerate(columns)}
    return [places.get(path, len(columns)) for path in paths]


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


CHECK_COLUMNS = ("outcome", "left_sum", "right_sum", "blanks")


def add_checks(checks: Sequence[Check], out: Lists) -> int:
    """Append what came of the identities of a report; how many there are."""
    out["outcome"].extend([plain(check.outcome) for check in checks])
    for side, sums in (("left_sum", [c.left_sum for c in checks]), ("right_sum", [c.right_sum for c in checks])):
        out[side].extend(map(exact, sums) if _odd(sums) else sums)
    out["blanks"].extend([" ".join(check.blanks) if check.blanks else None for check in checks])
    return len(checks)


Members = tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
"""Name, left and right cells of every identity."""


def members(checks: Sequence[Check]) -> Members:
    """What the identities of a report are, whatever came of them."""
    return tuple((check.id, check.left, check.right) for check in checks)


def typed(report: Report, statuses: Sequence[str]) -> dict[str, Any]:
    """The columns of ``reports`` that come from title, metadata and counts."""
    meta, contact = report.metadata, report.metadata.contact
    period = meta.period or (None, None)
    status = Counter(statuses)
    outcome = Counter([plain(check.outcome) for check in report.checks])
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
