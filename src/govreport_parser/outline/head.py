"""What stands above the first section of a report: its title, its organ, and what the page says about it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve, frozen

from ..blocks import Document, Lines
from ..cells import Span
from .headings import Heading
from .named import Named, named_in
from .page import Page, read_page
from .pieces import joined, trimmed, words
from .titles import Title, agency_in, page_title, with_whole_organ, year_in

_HEADER = 80
"""How many lines above the first heading are read for title and metadata."""

_TOP, _LONGEST_CRUMB = 12, 80
"""How many lines may stand above an article, and how long a breadcrumb among them is at most."""

_CRUMB = re.compile("[>＞»›]")
"""What stands between the parts of a breadcrumb, the one line of a page's head that names places above its organ."""


@frozen
class Head:
    """What stands above the first section."""

    title: Title | None
    named: str | None
    """The agency that the title names."""
    agency: str | None
    """The same, or who reports by the report's own prose."""
    told: Named
    """What the prose tells where the title does not."""
    page: Page
    preamble: Span
    """From the title to the first heading."""
    crumbs: tuple[str, ...]
    """The lines at the top of the page that say where in its site the page stands."""

    def with_agency(self, signed: str | None) -> Head:
        """The same with the organ that ``signed``, that is to be asked, or that published it, where none is named."""
        agency = self.agency or signed or self.told.asked or self.page.first("publisher")
        return self if agency == self.agency else evolve(self, agency=agency)


def _header(text: str, units: Lines, headings: Sequence[Heading]) -> Lines:
    """The lines above the first heading; a line that the heading stands in is cut at its spaces."""
    if not headings:
        return units.part(0, _HEADER)
    stop = headings[0].start
    top = units.at(stop)
    first = max(0, top - _HEADER)
    if not top or units.end(top - 1) <= stop:
        return units.part(first, top)
    lines = units.part(first, top - 1)
    cut = trimmed(text, units.starts[top - 1], stop)
    return joined([lines, Lines.of(words(cut))]) if cut else lines


_UNTOLD = Named()


def read_head(document: Document, units: Lines, headings: Sequence[Heading]) -> Head:
    """Read the lines above the first heading, and the meta tags."""
    lines = _header(document.text, units, headings)
    title = page_title(lines.texts, document.meta)
    if title and title.line > 0:
        title = with_whole_organ(title, lines.texts, document.text)
    page = read_page(lines.texts, document.meta)
    start = lines.starts[title.line] if title and title.line >= 0 else 0
    stop = headings[0].start if headings else min(len(document.text), start + 3000)
    named = agency_in(title.text) if title else None
    whole = named and title and year_in(title.text)
    told = _UNTOLD if whole else named_in(document.text, (start, stop), units, headings)
    crumbs = tuple([line for line in units.texts[:_TOP] if len(line) < _LONGEST_CRUMB and _CRUMB.search(line)])
    agency = named or told.agency
    return Head(title, named, agency, told, page, (start, stop), crumbs)
