"""From fields to the outline of a report: title, agency, year, day of publication, and its sections as trees."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import field, frozen

from . import furniture, metadata, titles, tree
from .blocks import Document, Field
from .cells import Span
from .chain import chain, extra
from .extent import own_lines, report_end, table_span
from .findings import Finding, finding
from .headings import Heading, candidates, embedded, likened
from .model import Metadata, Section
from .pieces import between, merged, outside, rejoined, trimmed, words
from .wording import Wordings, simplified, wordings

if TYPE_CHECKING:
    from .forms.spec import Label

_HEADER = 80
"""How many lines above the first heading are read for title and metadata."""


@frozen
class Outline:
    """What surrounds and orders the tables of a report.

    ``sections`` are all sections in printed order; ``by_role`` names the six of the form (1…6) that were recognised by
    their wording, whatever numeral is printed. One section may have two roles where two are merged.
    """

    title: str | None = None
    agency: str | None = None
    year: int | None = None
    published: datetime.date | None = None
    sections: tuple[Section, ...] = ()
    by_role: Mapping[int, Section] = field(factory=dict)
    metadata: Metadata = field(factory=Metadata)
    findings: tuple[Finding, ...] = ()


def outline(document: Document, tables: Sequence[Span], sections: tuple[Label, ...]) -> Outline:
    """Read everything but the cells.

    ``tables`` are the spans of the statutory tables in ``document.text`` (each from its first label to its last value),
    in any order, possibly none; ``sections`` the labels of the six sections. Never raises on any document.
    """
    text = document.text
    known = wordings(sections)
    regions = merged([table_span(document, span, known) for span in tables])
    units = outside(document, regions)
    if not document.markup:
        units = rejoined(units, text)
    headings, found = find_headings(units, text, known, regions)
    head = _head(document, units, headings)
    title = head.title.text if head.title else ""
    end = report_end(document, units, headings, found, title)
    stops = [heading.start for heading in headings[1:]]
    bodies = [between(units, text, heading.end, stop) for heading, stop in zip(headings, [*stops, end], strict=False)]
    old = simplified(joined := "".join([heading.title for heading in headings])) != joined
    bodies = [own_lines(body, title, head.agency or "", traditional=old) for body in bodies]
    signed = None
    if bodies:
        bodies[-1], signed = furniture.unsigned(bodies[-1], head.agency)
    built = tuple(
        build(heading, body, document, regions, stop)
        for heading, body, stop in zip(headings, bodies, [*stops, end], strict=False)
    )
    roles: dict[int, Section] = {}
    for heading, section in zip(headings, built, strict=True):
        for role in heading.roles:
            roles.setdefault(role, section)
    return _assembled(document, head, headings, built, roles, signed)


def find_headings(
    units: Sequence[Field], text: str, known: Wordings, regions: Sequence[Span]
) -> tuple[list[Heading], list[Heading]]:
    """The report's section headings, in order, and every line that might have been one."""
    found = candidates(units, text, known)
    headings = chain(found, units, regions)
    if len({role for heading in headings for role in heading.roles}) < 6:
        starts = {heading.start for heading in found}
        inside = [heading for heading in embedded(units, known) if heading.start not in starts]
        found = sorted([*likened(found, known), *inside], key=lambda heading: heading.start)
        headings = chain(found, units, regions)
    return extra(found, headings, regions), found


def build(heading: Heading, body: list[Field], document: Document, regions: Sequence[Span], stop: int) -> Section:
    """One section with its tree; ``body`` are the lines between its heading and ``stop`` that belong to it."""
    text = document.text
    if heading.flat:
        body = [part for unit in body for part in tree.split_flat(unit, text)]
    root = tree.opened(heading.start, heading.end, heading.number, heading.title, heading.closing)
    at = bisect_left(regions, (stop,))
    if at and regions[at - 1][0] >= heading.end:
        root.end = min(stop, regions[at - 1][1])
    return tree.grow(root, body, text, tree.never if document.markup else tree.continues(text))


@frozen
class _Head:
    """What stands above the first section."""

    title: titles.Title | None
    named: str | None
    agency: str | None
    page: metadata.Page
    preamble: Span


def _header(text: str, units: Sequence[Field], headings: Sequence[Heading]) -> Sequence[Field]:
    """The lines above the first heading; a line that the heading stands in is cut at its spaces."""
    if not headings:
        return units[:_HEADER]
    stop = headings[0].start
    top = bisect_left(units, (stop,))
    lines = units[max(0, top - _HEADER) : top]
    if not lines or lines[-1].end <= stop:
        return lines
    cut = trimmed(text, lines[-1].start, stop)
    return [*lines[:-1], *(words(cut) if cut else ())]


def _head(document: Document, units: Sequence[Field], headings: Sequence[Heading]) -> _Head:
    lines = _header(document.text, units, headings)
    title = titles.page_title(lines, document.meta)
    page = metadata.read_page(lines, document.meta)
    start = lines[max(0, title.line)].start if title and title.line >= 0 else 0
    stop = headings[0].start if headings else min(len(document.text), start + 3000)
    named = titles.agency_in(title.text) if title else None
    return _Head(title, named, named or page.first("publisher"), page, (start, stop))


def _assembled(
    document: Document,
    head: _Head,
    headings: Sequence[Heading],
    sections: tuple[Section, ...],
    roles: Mapping[int, Section],
    signed: str | None,
) -> Outline:
    """Everything about the report that is not in its sections."""
    text, page, title = document.text, head.page, head.title
    spans = [head.preamble]
    spans += {section.span for section in (roles.get(1), *sections[-1:]) if section and section.span}
    period = metadata.period(text, spans)
    about = Metadata(
        source=next((s for k, v, _ in page.values if k == "source" and (s := metadata.clean_source(v))), None),
        publisher=page.first("publisher"),
        document_number=page.first("document_number"),
        index_number=page.first("index_number"),
        period=period,
        contact=metadata.contact(text, spans),
        site=page.first("site"),
        title_printed=title.printed if title else None,
        agency_printed=head.named,
    )
    year = _year(title, period)
    published = metadata.published(page) or (metadata.date_in(signed) if signed else None)
    return Outline(
        title=title.text if title else None,
        agency=head.agency,
        year=year,
        published=published,
        sections=sections,
        by_role=roles,
        metadata=about,
        findings=tuple(_found(head, year, period, headings, roles)),
    )


def _year(title: titles.Title | None, period: tuple[datetime.date, datetime.date] | None) -> int | None:
    """The year reported on: the title's, else the period's; never the year of publication."""
    named = titles.year_in(title.text) if title else None
    covered = period[0].year if period and period[0].year == period[1].year else None
    return named or covered


def _found(
    head: _Head,
    year: int | None,
    period: tuple[datetime.date, datetime.date] | None,
    headings: Sequence[Heading],
    roles: Mapping[int, Section],
) -> Iterator[Finding]:
    """What is to be said about title, year and sections."""
    if head.title is None:
        yield finding("title-missing")
    if year is None:
        yield finding("year-unclear", printed=head.title.text if head.title else "")
    elif period and year not in (period[0].year, period[1].year):
        yield finding("metadata-conflict", what="year", first=year, second=period[0].year)
    yield from metadata.conflicts(head.page, head.title.text if head.title else None)
    missing = [number for number in range(1, 7) if number not in roles]
    if missing:
        yield finding("section-missing", numbers=", ".join(map(str, missing)))
    empty = [s for n, s in roles.items() if n in (1, 5, 6) and not s.paragraphs and not s.subsections]
    if empty:
        yield finding(
            "section-empty", titles="、".join(s.title for s in empty), spans=tuple(s.span for s in empty if s.span)
        )
    moved = [h for h in headings if h.value and h.roles and h.value != h.roles[0] and len(h.roles) == 1]
    if moved:
        numbers = "、".join(f"{h.number}{h.title}" for h in moved)
        yield finding("sections-renumbered", printed=numbers, spans=tuple((h.start, h.end) for h in moved))


def not_a_report(document: Document, outline: Outline) -> str | None:
    """Why a document is no annual report of an organ, judged by its title and wording; ``None`` when it may be one.

    Whether its tables hold numbers is for the caller to weigh: a page that explains a report may print them all.
    """
    names = [outline.title, document.meta.get("ArticleTitle")]
    if outline.title is None:
        names.append(document.meta.get("title"))
    if outline.title is None and len(outline.by_role) < 3:
        lines = [line.text for line in document.fields[:40] if 8 <= len(line.text) <= 60]
        names += [line for line in lines if line[-1] not in "。；：" and not furniture.is_furniture(line)][:3]
    for name in names:
        if name and (reason := titles.negative(name)):
            return reason
    if not outline.by_role and outline.title is None:
        return "neither its title nor its headings are those of a report"
    return None
