"""From fields to the outline of a report: title, agency, year, day of publication, and its sections as trees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..blocks import Document
from ..cells import Span
from ..model import Section
from .about import assembled
from .extent import own_lines, report_end, table_span
from .furniture import UNSIGNED, unsigned
from .head import read_head
from .pieces import between, merged, outside, rejoined
from .refusal import not_a_report
from .result import Outline
from .sections import build, find_headings
from .tree import continues, never
from .wording import is_traditional, wordings

if TYPE_CHECKING:
    from ..forms.spec import Label

__all__ = ["Outline", "not_a_report", "outline"]


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
    head = read_head(document, units, headings)
    title = head.title.text if head.title else ""
    end = report_end(document, units, headings, found, title)
    stops = [heading.start for heading in headings[1:]] + [end] * bool(headings)
    bodies = [between(units, text, heading.end, stop) for heading, stop in zip(headings, stops, strict=True)]
    old = is_traditional("".join([heading.title for heading in headings]))
    bodies = [own_lines(body, title, head.agency or "", traditional=old) for body in bodies]
    signed = UNSIGNED
    if bodies:
        bodies[-1], signed = unsigned(bodies[-1], head.agency or head.page.first("publisher"))
    head = head.with_agency(signed.organ)
    wrapped = never if document.markup else continues(text)
    parts = zip(headings, bodies, stops, strict=True)
    built = tuple([build(heading, body, text, regions, stop, wrapped) for heading, body, stop in parts])
    roles: dict[int, Section] = {}
    for heading, section in zip(headings, built, strict=True):
        for role in heading.roles:
            roles.setdefault(role, section)
    return assembled(text, head, headings, built, roles, signed.day)
