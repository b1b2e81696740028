"""Cutting a document's fields: the lines outside the tables, and the lines between two positions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from ..blocks import Document, Field, Gap
from ..cells import Span
from ..text import BLANKS

_MANY, _SHORT, _PARAGRAPHS = 60, 8, 5
"""Text nodes on lines of their own: at least so many lines, shorter than so many characters, in so many paragraphs."""


def trimmed(text: str, start: int, end: int) -> Field | None:
    """The field from ``start`` to ``end`` without white space at its ends; ``None`` when nothing is left."""
    raw = text[start:end]
    left = raw.lstrip(BLANKS)
    if not left:
        return None
    start += len(raw) - len(left)
    left = left.rstrip(BLANKS)
    return Field(start, start + len(left), left, Gap.LINE)


def merged(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, those that touch or overlap joined; empty ones dropped."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if end <= start:
            continue
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def outside(document: Document, tables: Sequence[Span]) -> list[Field]:
    """The non-empty fields outside ``tables``, in order; a field that a table begins or ends in is cut there."""
    text = document.text
    stretches = zip([0, *[end for _, end in tables]], [*[start for start, _ in tables], len(text)], strict=True)
    if document.cut:
        return [field for start, end in stretches for field in document.cut(text, start, end)]
    return [field for start, end in stretches for field in between(document.fields, text, start, end) if field[2]]


def between(units: Sequence[Field], text: str, start: int, end: int) -> list[Field]:
    """The parts of ``units`` that lie between two positions."""
    first = bisect_left(units, (start,))
    last = bisect_left(units, (end,), first)
    out = list(units[first:last])
    if first and units[first - 1].end > start:
        out[:0] = filter(None, (trimmed(text, start, min(end, units[first - 1].end)),))
    if out and out[-1].end > end:
        out[-1:] = filter(None, (trimmed(text, out[-1].start, end),))
    return out


def words(field: Field) -> list[Field]:
    """A field cut at its white space."""
    out: list[Field] = []
    at = field.start
    for word in field.text.split():
        at += field.text[at - field.start :].index(word)
        out.append(Field(at, at + len(word), word, Gap.LINE))
        at += len(word)
    return out


def rejoined(units: list[Field], text: str) -> list[Field]:
    """The lines of a page whose every text node stands on a line of its own, put together again.

    Such text cuts words and numbers anywhere with one line break and parts its paragraphs with several. Other text is
    returned as it is.
    """
    if len(units) < _MANY or sum(len(unit.text) for unit in units) > _SHORT * len(units):
        return units
    gaps = [text[a.end : b.start] for a, b in pairwise(units)]
    cuts = [gap.count("\n") == 1 and not gap.strip(BLANKS) for gap in gaps]
    if 2 * sum(cuts) < len(units) or len(cuts) - sum(cuts) < _PARAGRAPHS:
        return units
    out = [units[0]]
    for unit, cut in zip(units[1:], cuts, strict=True):
        if cut:
            out[-1] = Field(out[-1].start, unit.end, text[out[-1].start : unit.end], Gap.LINE)
        else:
            out.append(unit)
    return out
