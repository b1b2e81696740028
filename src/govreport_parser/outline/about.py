"""What is said of a report as a whole: its year, its metadata, and the findings about them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from ..divisions import describe
from ..findings import Finding, finding
from ..model import Metadata, Section
from .contact import printed_contact, printed_period
from .dates import date_in
from .head import Head
from .headings import Heading
from .named import spoken_year
from .page import clean_source, conflicts, published
from .result import Outline
from .titles import Title, year_in, years_in


def assembled(
    text: str,
    head: Head,
    headings: Sequence[Heading],
    sections: tuple[Section, ...],
    roles: Mapping[int, Section],
    signed: str | None,
) -> Outline:
    """Everything about the report that is not in its sections."""
    page, title = head.page, head.title
    spans = [head.preamble]
    spans += {section.span for section in (roles.get(1), *sections[-1:]) if section and section.span}
    period = printed_period(text, spans)
    made_public = published(page) or (date_in(signed) if signed else None)
    year = _year(title, period) or head.told.year
    spoken = None
    if year is None and not (title and years_in(title.text)):
        spoken = spoken_year(roles.get(1) or (roles.get(5) if made_public else None), made_public)
    year = year or spoken
    publisher, site = page.first("publisher"), page.first("site")
    place = describe(head.agency, year, tuple(filter(None, (site, publisher, *head.crumbs))))
    about = Metadata(
        source=next((s for k, v, _ in page.values if k == "source" and (s := clean_source(v))), None),
        publisher=publisher,
        document_number=page.first("document_number"),
        index_number=page.first("index_number"),
        period=period,
        contact=printed_contact(text, spans),
        site=site,
        kind=place.kind,
        province=place.province,
        city=place.city,
        county=place.county,
        division_code=place.division_code,
        title_printed=title.printed if title else None,
        agency_printed=head.named,
    )
    return Outline(
        title=title.text if title else None,
        agency=head.agency,
        year=year,
        published=made_public,
        sections=sections,
        by_role=roles,
        metadata=about,
        findings=tuple(_found(head, year, period, headings, roles, spoken=spoken)),
    )


def _year(title: Title | None, period: tuple[datetime.date, datetime.date] | None) -> int | None:
    """The year reported on: the title's, else the period's; never the year of publication."""
    named = year_in(title.text) if title else None
    covered = period[0].year if period and period[0].year == period[1].year else None
    return named or covered


def _found(
    head: Head,
    year: int | None,
    period: tuple[datetime.date, datetime.date] | None,
    headings: Sequence[Heading],
    roles: Mapping[int, Section],
    *,
    spoken: int | None,
) -> Iterator[Finding]:
    """What is to be said about title, year and sections."""
    if head.title is None:
        yield finding("title-missing")
    if year is None:
        yield finding("year-unclear", printed=head.title.text if head.title else "")
    elif spoken:
        yield finding("year-spoken", year=spoken)
    elif period and year not in (period[0].year, period[1].year):
        yield finding("metadata-conflict", what="year", first=year, second=period[0].year)
    yield from conflicts(head.page, head.title.text if head.title else None)
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
