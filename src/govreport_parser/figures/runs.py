"""Runs of prose: paragraphs, with the lines joined that whoever printed the document has wrapped.

A line break may cut a word, a unit or a number in two. Where nothing was wrapped a run is a part of the document's own
text and costs nothing; else it is a text of its own that knows its way back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from ..cells import Span
from .numerals import CHINESE
from .tables import COUNT_UNITS, MONEY_UNITS, PERCENT_UNITS

FULL_LINE = 20
"""Characters from which a line without a full stop goes on in the next, and digits at its end go on with those there."""

_GOES_ON = frozenset("，。；、：）%”》,;)")
"""What no paragraph begins with: a line that does is the rest of the one before."""
_PIECES = 3
"""Lines that begin so from which a document counts as cut in pieces, its words and numbers with it."""

_UNITS = frozenset((*(unit.partition("(")[0] for unit in COUNT_UNITS), "万元", "亿元", *MONEY_UNITS, *PERCENT_UNITS))
_UNIT = 6
"""Characters of the longest unit, and some white space."""

_BREAK = re.compile(r"[ \t\u00a0\u3000]*[\r\n]\s*")
_WRAP = re.compile(r"[ \t\u00a0\u3000\r]*\n[ \t\u00a0\u3000]*")
_ENDED = frozenset("。！？!?；;：:")
_NUMBERED = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?[0-9]{1,2}(?:[）)、]|[.．](?![0-9]))|[一二三四五六七八九十]是)"
)
_OPEN_END = frozenset("0123456789.,，" + CHINESE)
"""A number that a line ends with may go on somewhere else."""

_HEADING = 40
"""How far before a paragraph its heading is looked for; what stands between two paragraphs is heading or table."""
_NEAR = 80
"""How far on a number that was cut off may go on: page numbers and running headers stand between."""


@frozen
class Run:
    """Prose from ``start`` to ``stop`` in ``text``; ``pieces`` are where joined parts begin, here and in the document."""

    text: str
    start: int
    stop: int
    about_requests: bool
    """Whether it stands below a heading about requests."""
    cut: bool
    """Whether the lines before end with a number, so that a number in front may be the rest of it."""
    pieces: tuple[tuple[int, int], ...] = ()

    def place(self, start: int, end: int) -> Span:
        """The span in the document of a span in ``text``."""
        return (self._place(start), self._place(end - 1) + 1) if self.pieces else (start, end)

    def _place(self, position: int) -> int:
        here, there = self.pieces[bisect_right(self.pieces, position, key=_first) - 1]
        return there + position - here


def _first(piece: tuple[int, int]) -> int:
    return piece[0]


def runs(text: str, spans: Sequence[Span]) -> Iterator[Run]:
    """The runs of a folded text, one for each paragraph or for several that are lines of one."""
    before, last = 0, ""
    inside = [span for start, end in spans if (span := (max(start, 0), min(end, len(text))))[0] < span[1]]
    full = 1 if _in_pieces(text, inside) else FULL_LINE
    for group in _groups(text, inside, full):
        start, end = group[0][0], group[-1][1]
        gap = text[max(before, start - _HEADING) : start]
        cut = last in _OPEN_END and last != "" and start - before <= _NEAR
        pieces = [piece for span in group for piece in _pieces(text, span)]
        if len(pieces) == 1:
            yield Run(text, start, end, "申请" in gap, cut)
        else:
            yield _joined(text, pieces, full, about_requests="申请" in gap, cut=cut)
        before, last = end, text[max(start, end - 20) : end].rstrip()[-1:]


def _in_pieces(text: str, spans: Sequence[Span]) -> bool:
    """Whether a tool put each piece of text of a page on its own line (Word cuts words and numbers in pieces)."""
    return sum(text[start] in _GOES_ON for span in spans for start, _ in _pieces(text, span)) >= _PIECES


def _groups(text: str, spans: Sequence[Span], full: int) -> Iterator[list[Span]]:
    """Paragraphs together with those that go on where they were wrapped."""
    group: list[Span] = []
    cells = _cells(text, spans)
    for span in spans:
        if group and (span in cells or group[-1] in cells or not _goes_on(text, group[-1], span, full)):
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def _cells(text: str, spans: Sequence[Span]) -> frozenset[Span]:
    """Lines of digits behind a line that is a unit: cells of a table that names the unit first, 条 and then 5604."""
    return frozenset(
        after
        for before, after in pairwise(spans)
        if before[1] - before[0] <= _UNIT
        and text[slice(*after)].strip().isdecimal()
        and text[slice(*before)].strip() in _UNITS
    )


def _goes_on(text: str, line: Span, following: Span, full: int) -> bool:
    start = max(text.rfind("\n", *line) + 1, line[0])
    return (
        0 < following[0] - line[1] <= _NEAR
        and line[1] - start >= full
        and text[line[1] - 1] not in _ENDED
        and _WRAP.fullmatch(text, line[1], following[0]) is not None
        and _NUMBERED.match(text, *following) is None
    )


def _pieces(text: str, span: Span) -> list[Span]:
    """The lines of a paragraph."""
    if text.find("\n", *span) < 0:
        return [span]
    pieces, start = [], span[0]
    for match in _BREAK.finditer(text, *span):
        pieces.append((start, match.start()))
        start = match.end()
    return [(begin, end) for begin, end in (*pieces, (start, span[1])) if begin < end]


def _joined(text: str, lines: Sequence[Span], full: int, *, about_requests: bool, cut: bool) -> Run:
    """Lines as one text. Digits of a short line do not go on in the next: a space is left between them."""
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    length = 0
    for index, (start, end) in enumerate(lines):
        pieces.append((length, start))
        parts.append(text[start:end])
        length += end - start
        if index + 1 < len(lines) and end - start < full:
            both = text[end - 1] in _OPEN_END and text[lines[index + 1][0]] in _OPEN_END
            parts.append("\n" if both else "")
            length += both
    return Run("".join(parts), 0, length, about_requests, cut, tuple(pieces))
