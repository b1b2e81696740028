"""What belongs to a report: where its tables begin and end, where the report ends, which lines are its own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from ..blocks import Document, Field, Lines
from ..cells import Span
from ..read.plain import BARS
from ..text import BLANKS
from .furniture import ends_report, footer_in, is_furniture
from .headings import Heading
from .titles import squeeze
from .wording import Wordings, simplified

_TABLE_HEAD = 40
_LEFT = re.compile(
    r"[\s|]{0,9}[\d.,][\d.,\s]{0,20}(?:亿|万)?元?(?=[ \t|]*(?:\n|$))|[ \t\n]{0,3}(?:亿|万)?元(?=[ \t|]*(?:\n|$))"
)
"""The rest of a table's last cell, when only its beginning was taken for the cell."""
_BEFORE = "（([【〔" + "".join(char for char in BLANKS if char.isspace())
"""What may stand in front of a table's first label: brackets that open, and white space."""
_TITLE = 100


def own_lines(body: Lines, title: str, agency: str, *, traditional: bool) -> Lines:
    """The lines of a body that are the report's own. Running headers repeat the title or the agency."""
    if traditional:
        body = body.only([not is_furniture(simplified(line)) for line in body.texts])
    repeated = (title[:1], agency[:1])
    return body.only(
        [
            not is_furniture(line) and not (line[0] in repeated and (_is_title(line, title) or _is_title(line, agency)))
            for line in body.texts
        ]
    )


def table_span(document: Document, span: Span, known: Wordings) -> Span:
    """A table's span as sections need it: below the section's heading, with the bracket before its first label.

    A label that is mentioned in prose above the heading may have been taken for the table's first.
    """
    start, end = span
    text = document.text
    if known.telling.search(text, start, end) and not known.lines.keys().isdisjoint(_first_lines(document, start, end)):
        first = bisect_left(document.starts, start)
        start = _below_heading(document.part(first, first + _TABLE_HEAD), start, end, known)
    if left := _LEFT.match(text, end):
        end = left.end()
    at = len(text[:start].rstrip(_BEFORE))
    return (at if text[at:start].strip() else start), end


_PARTS = re.compile(rf"[\n{BARS}]")
"""What ends a line or a cell; a cell may have both behind it."""


def _first_lines(document: Document, start: int, end: int) -> Iterable[str]:
    """The first lines or cells of a stretch of text."""
    if document.cut:
        printed = document.text[start:end]
        parts = printed.split("\n", _TABLE_HEAD) if document.plain else _PARTS.split(printed, 2 * _TABLE_HEAD)
        return map(str.strip, parts)
    first = bisect_left(document.starts, start)
    last = bisect_left(document.starts, end, first)
    return document.texts[first : min(last, first + _TABLE_HEAD)]


def _below_heading(lines: Sequence[Field], start: int, end: int, known: Wordings) -> int:
    """Where a table begins that ends at ``end``: below the last heading in it, and the sentences under that."""
    above = -1
    for _, stop, line, _, _ in lines:
        if stop >= end:
            break
        if line in known.lines or (start == above and line.endswith("。")):
            start = above = stop
    return start


def report_end(
    document: Document, units: Lines, headings: Sequence[Heading], found: Sequence[Heading], title: str
) -> int:
    """Where the last section ends.

    That is the end of the article's box, a line that only stands below articles, the title or a section once more (the
    page's second copy of the article), or the end of the text, whatever comes first.
    """
    end = len(document.text)
    if not headings:
        return end
    first, last = headings[0], headings[-1]
    inner = last.end if len(headings) > 1 else last.end + 1
    holding = [stop for start, stop in document.boxes if start <= first.start and stop >= inner]
    again = next((h.start for h in found if h.start > last.start and h.roles and h.value), end)
    below = units.at(last.end)
    if below and (stop := units.end(below - 1)) > last.end:
        end = footer_in(document.text, last.end, min(end, stop, again))
        end = len(document.text) if end == stop else end
    end = min(end, again, *holding)
    for index in range(below, units.at(end)):
        line = units.texts[index]
        if (ends_report(line) and is_furniture(line)) or (again == end and _is_title(line, title)):
            return units.starts[index]
    return end


def _is_title(line: str, title: str) -> bool:
    """Whether a line is the report's title once more: a running header, or the head of a second copy."""
    return line[0] == title[:1] and len(line) <= _TITLE and squeeze(line) == title
