"""Cutting a document's fields: the lines outside the tables, and the lines between two positions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from ..blocks import Columns, Document, Field, Gap, Lines
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


def outside(document: Document, tables: Sequence[Span]) -> Lines:
    """The non-empty fields outside ``tables``, in order; a field that a table begins or ends in is cut there."""
    text = document.text
    stretches = zip([0, *[end for _, end in tables]], [*[start for start, _ in tables], len(text)], strict=True)
    if document.cut:
        lines = joined(document.cut(text, start, end) for start, end in stretches)
    else:
        every = Lines(document.starts, document.texts)
        lines = joined(between(every, text, start, end) for start, end in stretches)
    return lines.only(lines.texts)


def joined(parts: Iterable[Lines | Columns]) -> Lines:
    """The lines of all parts, one part after the other."""
    out = Lines([], [])
    for part in parts:
        out.starts.extend(part.starts)
        out.texts.extend(part.texts)
    return out


def between(lines: Lines, text: str, start: int, end: int) -> Lines:
    """The parts of ``lines`` that lie between two positions."""
    first = lines.at(start)
    last = bisect_left(lines.starts, end, first)
    out = lines.part(first, last)
    if first < last and lines.end(last - 1) > end:
        _replace(out, slice(-1, None), trimmed(text, out.starts[-1], end))
    if first and (stop := lines.end(first - 1)) > start:
        _replace(out, slice(0, 0), trimmed(text, start, min(end, stop)))
    return out


def _replace(lines: Lines, where: slice, field: Field | None) -> None:
    lines.starts[where] = [field.start] if field else []
    lines.texts[where] = [field.text] if field else []


def words(field: Field) -> list[Field]:
    """A field cut at its white space."""
    out: list[Field] = []
    at = field.start
    for word in field.text.split():
        at += field.text[at - field.start :].index(word)
        out.append(Field(at, at + len(word), word, Gap.LINE))
        at += len(word)
    return out


def rejoined(lines: Lines, text: str) -> Lines:
    """The lines of a page whose every text node stands on a line of its own, put together again.

    Such text cuts words and numbers anywhere with one line break and parts its paragraphs with several. Other text is
    returned as it is.
    """
    starts, texts = lines
    if len(texts) < _MANY or sum(map(len, texts)) > _SHORT * len(texts):
        return lines
    ends = list(map(lines.end, range(len(texts))))
    gaps = [text[end:start] for end, start in zip(ends, starts[1:], strict=False)]
    cuts = [gap.count("\n") == 1 and not gap.strip(BLANKS) for gap in gaps]
    if 2 * sum(cuts) < len(texts) or len(cuts) - sum(cuts) < _PARAGRAPHS:
        return lines
    first, last = starts[:1], ends[:1]
    for start, end, cut in zip(starts[1:], ends[1:], cuts, strict=True):
        if cut:
            last[-1] = end
        else:
            first.append(start)
            last.append(end)
    return Lines(first, [text[start:end] for start, end in zip(first, last, strict=True)])
