"""What stands above the first section of a report: its title, its organ, and what the page says about it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from attrs import frozen

from ..blocks import Document, Field
from ..cells import Span
from .headings import Heading
from .page import Page, read_page
from .pieces import trimmed, words
from .titles import Title, agency_in, page_title

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
    """The same, or the page's publisher."""
    page: Page
    preamble: Span
    """From the title to the first heading."""
    crumbs: tuple[str, ...]
    """The lines at the top of the page that say where in its site the page stands."""


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


def read_head(document: Document, units: Sequence[Field], headings: Sequence[Heading]) -> Head:
    """Read the lines above the first heading, and the meta tags."""
    lines = _header(document.text, units, headings)
    title = page_title(lines, document.meta)
    page = read_page(lines, document.meta)
    start = lines[max(0, title.line)].start if title and title.line >= 0 else 0
    stop = headings[0].start if headings else min(len(document.text), start + 3000)
    named = agency_in(title.text) if title else None
    crumbs = tuple([line for unit in units[:_TOP] if len(line := unit.text) < _LONGEST_CRUMB and _CRUMB.search(line)])
    return Head(title, named, named or page.first("publisher"), page, (start, stop), crumbs)
